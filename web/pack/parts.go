package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Names of what pack makes besides the parts.
const (
	listName   = "parts.json"
	workerName = "sw.js"
	singleName = "fenji.html"
	sumsName   = "SHA256SUMS"
)

// A build is what the page and its service worker know of a version: each part's path and SHA-256, the version, which is a
// hash over all of them, and the bytes of the program before they are packed, by which the page knows how far it has come.
type build struct {
	Version string            `json:"version"`
	Program int               `json:"program"`
	Parts   map[string]string `json:"parts"`
}

// shipped tells whether a file is made by ship; such a file is no part of the page.
func shipped(name string) bool {
	switch path.Ext(name) {
	case ".br", ".gz":
		return true
	}
	return name == singleName || name == sumsName || name == "_headers" || strings.HasPrefix(name, "hosting/")
}

// isApart tells whether a file is read without the page: the plain guides, whose text the page has among its parts, the licences
// beside the library, of which the page has all in one, and the list that explains traces.
func isApart(name string) bool {
	if name == symbolsName {
		return true
	}
	switch path.Ext(name) {
	case ".html":
		return strings.HasPrefix(name, "guide/")
	case ".txt":
		return strings.HasPrefix(name, "vendor/")
	}
	return false
}

// walk goes through the files of the site in the order of their names. What begins with a dot is not the site's: no
// server shows it.
func walk(dist string, visit func(name string) error) error {
	return fs.WalkDir(os.DirFS(dist), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case name != "." && strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir():
			return nil
		}
		return visit(name)
	})
}

// buildOf lists the folder. The worker's source counts for the version: a page of one version has one worker.
func buildOf(dist string, worker []byte) (build, error) {
	b := build{Parts: map[string]string{}}
	err := walk(dist, func(name string) error {
		if shipped(name) || isApart(name) || name == listName || name == workerName {
			return nil
		}
		data, err := os.ReadFile(filepath.Join(dist, filepath.FromSlash(name)))
		b.Parts[name] = sum(data)
		if name == "fenji.wasm" {
			b.Program = len(data)
		}
		return err
	})
	if err == nil && b.Parts["index.html"] == "" {
		err = fmt.Errorf("%s holds no built site", dist)
	}
	var all strings.Builder
	for _, name := range b.paths() {
		fmt.Fprintf(&all, "%s  %s\n", b.Parts[name], name)
	}
	fmt.Fprintf(&all, "%s  %s\n", sum(worker), workerName)
	b.Version = sum([]byte(all.String()))[:16]
	return b, err
}

func (b build) paths() []string { return slices.Sorted(maps.Keys(b.Parts)) }

func (b build) json() []byte {
	data, err := json.MarshalIndent(b, "", " ")
	if err != nil {
		panic(err) // texts only
	}
	return append(data, '\n')
}

// worker is the service worker with its list. The list makes its bytes differ from version to version, which is how a
// browser learns that there is a new one.
func (b build) worker(source []byte) []byte {
	return slices.Concat([]byte("const build = "), b.json()[:len(b.json())-1], []byte(";\n\n"), source)
}

func sum(data []byte) string {
	s := sha256.Sum256(data)
	return hex.EncodeToString(s[:])
}

// writeSums lists every file in the form that sha256sum -c reads.
func writeSums(dist string) error {
	var lines strings.Builder
	err := walk(dist, func(name string) error {
		if name == sumsName {
			return nil
		}
		data, err := os.ReadFile(filepath.Join(dist, filepath.FromSlash(name)))
		fmt.Fprintf(&lines, "%s  %s\n", sum(data), name)
		return err
	})
	if err != nil {
		return err
	}
	return write(dist, sumsName, []byte(lines.String()))
}
