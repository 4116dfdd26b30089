// Command pack finishes the site that make has built.
//
//	pack list   draws the icons, gathers the licences and the texts, and writes the list of parts: every file with its SHA-256 and
//	            one version for all, as parts.json for the page and in front of sw.js for the service worker
//	pack single makes fenji.html, the site as one file
//	pack ship   makes ready for other hosts: fenji.html, compressed forms, header files, SHA256SUMS; prints what the
//	            parts weigh and fails when one is over its budget
//	pack rewrite  rewrites the programs named as package program does
//	pack join   prints a document with the parts of its rooms in their places
//	pack run    rewrites one program and runs it in Node.js, with arguments: go test -exec runs tests as the site runs
//
// It is deterministic: no clock, nothing of the machine, the same bytes each time from the same files.
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
)

func main() {
	dist := flag.String("dist", "dist", "the folder that holds the built site")
	worker := flag.String("worker", "web/static/sw.js", "the service worker without its list")
	flag.Parse()
	if err := run(*dist, *worker, flag.Args(), os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "pack:", err)
		os.Exit(1)
	}
}

func run(dist, worker string, args []string, out io.Writer) error {
	switch {
	case len(args) > 1 && args[0] == "rewrite":
		return rewrite(args[1:])
	case len(args) == 2 && args[0] == "site":
		return site(args[1])
	case slices.Equal(args, []string{"explain"}):
		return explain(dist, os.Stdin, out)
	case len(args) == 2 && args[0] == "join":
		page, err := join(args[1])
		if err == nil {
			_, err = out.Write(page)
		}
		return err
	case len(args) > 1 && args[0] == "run":
		return runProgram(args[1], args[2:])
	}
	source, err := os.ReadFile(worker)
	if err != nil {
		return err
	}
	switch {
	case slices.Equal(args, []string{"list"}):
		return list(dist, source)
	case slices.Equal(args, []string{"ship"}):
		return ship(dist, source, out)
	case slices.Equal(args, []string{"single"}):
		return single(dist, source)
	}
	return errors.New(`say "list", "single", "ship", "join" and a document, "site" and its program, "rewrite" and programs, "run" and one, or "explain"`)
}

// list writes what the page needs to know about itself. What an earlier ship made of other parts is removed, so that no
// host sends the outdated compressed form of a new file.
func list(dist string, worker []byte) error {
	for _, made := range []map[string][]byte{icons(), guides(), texts()} {
		for name, data := range made {
			if err := write(dist, name, data); err != nil {
				return err
			}
		}
	}
	notices, err := licences(dist)
	if err != nil {
		return err
	}
	if err := write(dist, "LICENSES.txt", notices); err != nil {
		return err
	}
	b, err := buildOf(dist, worker)
	if err != nil {
		return err
	}
	if known, _ := os.ReadFile(filepath.Join(dist, listName)); !bytes.Equal(known, b.json()) {
		if err := unship(dist); err != nil {
			return err
		}
	}
	if err := write(dist, listName, b.json()); err != nil {
		return err
	}
	return write(dist, workerName, b.worker(worker))
}

// ship makes the folder ready to be put on any host.
func ship(dist string, worker []byte, out io.Writer) error {
	b, err := listed(dist, worker)
	if err != nil {
		return err
	}
	if err := unship(dist); err != nil {
		return err
	}
	if err := single(dist, worker); err != nil {
		return err
	}
	weights, err := compress(dist, append(b.paths(), listName, workerName))
	if err != nil {
		return err
	}
	for name, text := range hosting() {
		if err := write(dist, name, []byte(text)); err != nil {
			return err
		}
	}
	if err := writeSums(dist); err != nil {
		return err
	}
	fmt.Fprintf(out, "version %s, %d parts\n", b.Version, len(b.Parts))
	return weigh(weights, out)
}

// single makes the site as one file.
func single(dist string, worker []byte) error {
	b, err := listed(dist, worker)
	if err != nil {
		return err
	}
	page, err := oneFile(dist, b)
	if err != nil {
		return err
	}
	return write(dist, singleName, page)
}

// listed is the build as list has written it down.
func listed(dist string, worker []byte) (build, error) {
	b, err := buildOf(dist, worker)
	if err != nil {
		return b, err
	}
	if known, err := os.ReadFile(filepath.Join(dist, listName)); err != nil || !bytes.Equal(known, b.json()) {
		return b, fmt.Errorf("%s is not the list of %s: run \"pack list\" first", listName, dist)
	}
	return b, nil
}

// write replaces a file, unless it is as it should be: an untouched file keeps its time, which make goes by.
func write(dist, name string, data []byte) error {
	path := filepath.Join(dist, filepath.FromSlash(name))
	if known, err := os.ReadFile(path); err == nil && bytes.Equal(known, data) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, data, 0o644)
}

// unship removes what ship makes.
func unship(dist string) error {
	return walk(dist, func(name string) error {
		if !shipped(name) {
			return nil
		}
		return os.Remove(filepath.Join(dist, filepath.FromSlash(name)))
	})
}
