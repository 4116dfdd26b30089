package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"fenji/web/program"
)

// rewrite rewrites programs in place.
func rewrite(paths []string) error {
	for _, path := range paths {
		if _, err := rewriteOne(path); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	return nil
}

// rewriteOne gives the names of the functions besides, which the rewritten program holds no more.
func rewriteOne(path string) (names []string, err error) {
	old, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	rewritten, err := program.Rewritten(old)
	if err == nil {
		names, err = program.Names(old)
	}
	if err == nil {
		err = os.WriteFile(path, rewritten, 0o755)
	}
	return names, err
}

// runProgram runs a program in Node.js as Go's own command does, after it was rewritten.
func runProgram(path string, args []string) error {
	if err := rewrite([]string{path}); err != nil {
		return err
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return err
	}
	c := exec.Command(filepath.Join(strings.TrimSpace(string(root)), "lib/wasm/go_js_wasm_exec"), append([]string{path}, args...)...)
	c.Stdin, c.Stdout, c.Stderr = os.Stdin, os.Stdout, os.Stderr
	return c.Run()
}
