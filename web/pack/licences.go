package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
)

// licenceFile tells the files in which modules state their terms.
var licenceFile = regexp.MustCompile(`(?i)^(licen[sc]e|copying|notice|patents)(\.(md|txt))?$`)

// licences gathers the terms of everything that is linked into the programs of the page, and of Go itself, whose
// wasm_exec.js the site ships and whose library is in every program.
func licences(dist string) ([]byte, error) {
	programs, err := filepath.Glob(filepath.Join(dist, "*.wasm"))
	if err != nil {
		return nil, err
	}
	// A module that is replaced by one in this repository is of our own making.
	module := "{{if not .Replace}}{{.Path}} {{.Version}} {{.Dir}}{{end}}"
	arguments := []string{"list", "-deps", "-f", "{{with .Module}}" + module + "{{end}}"}
	for _, program := range programs {
		arguments = append(arguments, "fenji/wasm/"+strings.TrimSuffix(filepath.Base(program), ".wasm"))
	}
	command := exec.Command("go", arguments...)
	command.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	var said bytes.Buffer
	command.Stderr = &said
	lines, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w\n%s", err, said.String())
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, err
	}
	modules := strings.Split(strings.TrimSpace(string(lines)), "\n")
	slices.Sort(modules)
	var out bytes.Buffer
	out.WriteString("Parts of others in this site, and their terms.\n")
	if err := terms(&out, "Go "+runtime.Version(), strings.TrimSpace(string(root))); err != nil {
		return nil, err
	}
	for _, line := range slices.Compact(modules) {
		fields := strings.SplitN(line, " ", 3)
		if len(fields) < 3 || fields[0] == "fenji" {
			continue
		}
		if err := terms(&out, fields[0]+" "+fields[1], fields[2]); err != nil {
			return nil, err
		}
	}
	vendored := filepath.Join(dist, "vendor")
	if _, err := os.Stat(vendored); err == nil {
		if err := terms(&out, "vendor", vendored); err != nil {
			return nil, err
		}
	}
	return out.Bytes(), nil
}

// terms adds the licence files of one module. One without any would be none that we may ship.
func terms(out *bytes.Buffer, name, dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	found := false
	for _, e := range entries {
		if e.IsDir() || !licenceFile.MatchString(e.Name()) {
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			return err
		}
		found = true
		line := strings.Repeat("=", 78)
		fmt.Fprintf(out, "\n%s\n%s: %s\n%s\n\n%s\n", line, name, e.Name(), line,
			strings.TrimSpace(strings.ReplaceAll(string(text), "\r\n", "\n")))
	}
	if !found {
		return errors.New(name + " states no licence")
	}
	return nil
}
