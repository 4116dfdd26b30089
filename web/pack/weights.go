package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
)

// A budget bounds the brotli bytes that a browser loads for some parts; see web/README.md.
type budget struct {
	name  string
	limit int
	holds func(name string) bool
}

var budgets = []budget{
	{"fenji.wasm", 2_250_000, func(n string) bool { return n == "fenji.wasm" }},
	{"charts", 200_000, func(n string) bool { return strings.HasPrefix(n, "vendor/") && path.Ext(n) == ".js" }},
	{"html, css, js", 66_000, isText}, // 1,500 for each room, of which there are two dozen
	// A slow line carries 200,000 bytes a second.
	{"first visit", 2_600_000, func(string) bool { return true }},
}

// isText tells what the page is made of besides its programs. Guides are pages of their own, loaded by who reads them.
func isText(name string) bool {
	switch path.Ext(name) {
	case ".html":
		return name == "index.html"
	case ".css", ".js":
		return !strings.HasPrefix(name, "vendor/")
	}
	return false
}

// A weight is the size of a part, plain and compressed.
type weight struct {
	name              string
	plain, brotli, gz int
}

// packable are the kinds of files that shrink.
var packable = map[string]bool{".html": true, ".css": true, ".js": true, ".json": true, ".wasm": true, ".svg": true,
	".txt": true, ".webmanifest": true, ".csv": true}

// compress writes the compressed forms of the files beside them, and tells the weight of each.
func compress(dist string, names []string) ([]weight, error) {
	weights := make([]weight, len(names))
	errs := make([]error, len(names))
	var all sync.WaitGroup
	gate := make(chan bool, runtime.NumCPU())
	for i, name := range names {
		all.Go(func() {
			gate <- true
			weights[i], errs[i] = compressOne(dist, name)
			<-gate
		})
	}
	all.Wait()
	return weights, errors.Join(errs...)
}

func compressOne(dist, name string) (weight, error) {
	data, err := os.ReadFile(filepath.Join(dist, filepath.FromSlash(name)))
	w := weight{name, len(data), len(data), len(data)}
	if err != nil || !packable[path.Ext(name)] {
		return w, err
	}
	var br, gz bytes.Buffer
	// The window is the widest that every browser takes: the program is longer than four million bytes, and what it says
	// twice may lie further apart.
	b := brotli.NewWriterOptions(&br, brotli.WriterOptions{Quality: brotli.BestCompression, LGWin: 24})
	z, err := gzip.NewWriterLevel(&gz, gzip.BestCompression)
	if err == nil {
		err = errors.Join(squeeze(b, data), squeeze(z, data), write(dist, name+".br", br.Bytes()),
			write(dist, name+".gz", gz.Bytes()))
	}
	w.brotli, w.gz = br.Len(), gz.Len()
	return w, err
}

func squeeze(w io.WriteCloser, data []byte) error {
	_, err := w.Write(data)
	return errors.Join(err, w.Close())
}

// weigh prints what the parts weigh and fails when some are over their budget.
func weigh(weights []weight, out io.Writer) error {
	var over []string
	fmt.Fprintf(out, "%-16s %12s %12s %12s %12s\n", "bytes", "plain", "gzip", "brotli", "budget")
	for _, b := range budgets {
		var w weight
		for _, part := range weights {
			if b.holds(part.name) {
				w.plain, w.gz, w.brotli = w.plain+part.plain, w.gz+part.gz, w.brotli+part.brotli
			}
		}
		if w.plain == 0 {
			continue
		}
		note := ""
		if w.brotli > b.limit {
			note = "  over"
			over = append(over, fmt.Sprintf("%s by %d bytes", b.name, w.brotli-b.limit))
		}
		fmt.Fprintf(out, "%-16s %12d %12d %12d %12d%s\n", b.name, w.plain, w.gz, w.brotli, b.limit, note)
	}
	if len(over) > 0 {
		return errors.New("over budget: " + strings.Join(over, ", "))
	}
	return nil
}
