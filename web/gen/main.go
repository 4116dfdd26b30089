// Command gen writes the samples to files, for who wants to look at them or to measure with them. The page needs none: its
// engine makes the one that is clicked.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"fenji/scoring/samples"
)

func main() {
	out := flag.String("out", "build/samples", "the folder to write the workbooks to")
	flag.Parse()
	if err := writeAll(*out); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func writeAll(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, name := range samples.Names() {
		file, err := os.Create(filepath.Join(dir, name))
		if err != nil {
			return err
		}
		if _, err = samples.Write(file, name); err != nil {
			file.Close()
			return fmt.Errorf("%s: %w", name, err)
		}
		if err := file.Close(); err != nil {
			return err
		}
	}
	return nil
}
