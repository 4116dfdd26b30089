package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"fenji/web/program"
)

// symbolsName is the list of the functions of a release's program by their numbers. The program itself says numbers only: in
// traces of its own and in the browser's.
const symbolsName = "symbols.txt"

// site rewrites the site's program in place and writes the list beside it.
func site(path string) error {
	names, err := rewriteOne(path)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	rewritten, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var list strings.Builder
	fmt.Fprintf(&list, "# The functions of %s, SHA-256 %s\n", filepath.Base(path), sum(rewritten))
	for number, name := range names {
		if name != "" {
			fmt.Fprintf(&list, "%d %s\n", number, name)
		}
	}
	return write(filepath.Dir(path), symbolsName, []byte(list.String()))
}

// inTrace finds a place in a trace: the browser says the number of a function, the program a place in one.
var inTrace = regexp.MustCompile(`wasm-function\[(\d+)\]|\bpc=0x([0-9a-f]+)`)

// explain copies a report and writes the name of the function behind each place in its traces.
func explain(dist string, report io.Reader, out io.Writer) error {
	names, first, err := symbols(dist)
	if err != nil {
		return err
	}
	text, err := io.ReadAll(report)
	if err != nil {
		return err
	}
	_, err = out.Write(inTrace.ReplaceAllFunc(text, func(said []byte) []byte {
		found := inTrace.FindSubmatch(said)
		number, err := strconv.Atoi(string(found[1]))
		if pc, wrong := strconv.ParseUint(string(found[2]), 16, 64); wrong == nil {
			number, err = program.NumberOf(pc, first), nil
		}
		if name := names[number]; err == nil && name != "" {
			return fmt.Appendf(nil, "%s (%s)", said, name)
		}
		return said
	}))
	return err
}

// symbols reads the list, and gives the number of the first function besides.
func symbols(dist string) (names map[int]string, first int, err error) {
	file, err := os.Open(filepath.Join(dist, symbolsName))
	if err != nil {
		return nil, 0, err
	}
	defer file.Close()
	names, first = map[int]string{}, -1
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		number, name, ok := strings.Cut(lines.Text(), " ")
		if n, err := strconv.Atoi(number); err == nil && ok {
			names[n] = name
			if first < 0 {
				first = n
			}
		}
	}
	if first < 0 {
		err = errors.New(symbolsName + " names no function")
	}
	return names, max(first, 0), errors.Join(err, lines.Err())
}
