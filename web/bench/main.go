// Command bench measures the built site in one headless Chromium, over generated workbooks of ten thousand to a million
// rows, beside the browser's own inflate, SheetJS and excelize, and prints one table: medians of runs that take turns,
// what grows faster than the rows do, and whether the budgets hold.
//
// The site is the one that users get, page, worker and programs; a script in front of it listens (page/probe.js). The
// peers run in workers of a page of their own (page/peer.js). Nothing of this is ever part of the site. What is
// generated, built or fetched for it lies in the user's cache folder and is used again.
package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

const (
	million       = 1_000_000
	customaryRows = 750
)

// sizes are the rows of the workloads and how often each work is measured with them. SheetJS needs gigabytes and
// minutes for a million rows, excelize more.
var sizes = []struct {
	rows, runs, sheetjs, excelize int
}{
	{10_000, 5, 3, 2},
	{100_000, 5, 3, 1},
	{million, 3, 1, 0},
}

// SheetJS, as npm has it; the hash is that of its one file.
const (
	sheetjsVersion = "xlsx@0.18.5"
	sheetjsHash    = "c9506197caf809a075b6dee1da0d36fb19da7158ffe8a88e7b0c96c5d8623c99"
)

type bench struct {
	dist, cache       string
	sheetjs, excelize string // files; "" when there is none
	probe             string
	url               string
	chrome            context.Context
	columns           []column
	deadline          time.Time
}

func main() {
	dist := flag.String("dist", "dist", "the folder of the built site")
	quick := flag.Bool("quick", false, "no million rows")
	ours := flag.Bool("ours", false, "only the site and the host's inflate, no peers")
	onlyDirty := flag.Bool("dirty", false, "only the cleaning of a dirty log of visits")
	export := flag.Int("export", 0, "only the export of so many rows, by the site and by those that are named as arguments")
	limit := flag.Duration("limit", 14*time.Minute, "print what there is after this time")
	flag.Parse()
	cache, err := os.UserCacheDir()
	if full, wrong := filepath.Abs(*dist); wrong == nil {
		*dist = full // the browser has a working folder of its own
	}
	b := &bench{dist: *dist, cache: filepath.Join(cache, "fenji-bench"), deadline: time.Now().Add(*limit)}
	if err == nil {
		err = b.run(*quick, *ours || *onlyDirty, *onlyDirty, *export)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func (b *bench) run(quick, ours, onlyDirty bool, export int) error {
	if err := b.prepare(ours); err != nil {
		return err
	}
	server := b.serve()
	defer server.Close()
	b.url = server.URL
	var stop func()
	var err error
	if b.chrome, stop, err = launch(); err != nil {
		return err
	}
	defer stop()
	if export > 0 {
		return b.exports(os.Stdout, export, append([]string{b.dist}, flag.Args()...))
	}
	if onlyDirty {
		return b.dirty(os.Stdout)
	}
	if err := b.customary(); err != nil {
		return err
	}
	err = b.turns(quick)
	b.print(os.Stdout)
	err = errors.Join(err, b.dirty(os.Stdout))
	if err != nil {
		fmt.Printf("\nGaps in the table:\n%v\n", err)
	}
	return nil
}

// prepare gets the peers. Without npm the table has no SheetJS.
func (b *bench) prepare(ours bool) error {
	if _, err := os.Stat(filepath.Join(b.dist, "fenji.wasm")); err != nil {
		return fmt.Errorf("the site is not built: %w", err)
	}
	probe, err := pages.ReadFile("page/probe.js")
	if err != nil {
		return err
	}
	b.probe = string(probe)
	if err := os.MkdirAll(b.cache, 0o755); err != nil || ours {
		return err
	}
	b.excelize = filepath.Join(b.cache, "excelize.wasm")
	build := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", b.excelize, "./web/bench/excelize")
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	build.Stderr = os.Stderr
	if err := build.Run(); err != nil {
		return err
	}
	if err := b.fetchSheetJS(); err != nil {
		fmt.Fprintln(os.Stderr, "bench: no SheetJS to compare with:", err)
	}
	return nil
}

func (b *bench) fetchSheetJS() error {
	file := filepath.Join(b.cache, "node_modules", "xlsx", "dist", "xlsx.full.min.js")
	data, err := os.ReadFile(file)
	if errors.Is(err, os.ErrNotExist) {
		install := exec.Command("npm", "install", "--ignore-scripts", "--no-save", "--no-audit", "--no-fund", "--silent",
			"--prefix", b.cache, sheetjsVersion)
		install.Stderr = os.Stderr
		if err := install.Run(); err != nil {
			return err
		}
		data, err = os.ReadFile(file)
	}
	if err != nil {
		return err
	}
	if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != sheetjsHash {
		return fmt.Errorf("%s is not the file of %s: its hash is %x", file, sheetjsVersion, sum)
	}
	b.sheetjs = file
	return nil
}

// turns runs everything in turns, so that what slows the machine for a while slows all alike. What fails leaves a gap in
// the table; the errors come behind it.
func (b *bench) turns(quick bool) error {
	var failed error
	for turn := range 5 {
		for _, size := range sizes {
			if quick && size.rows == million {
				continue
			}
			for _, shared := range []bool{true, false} {
				w := workload{rows: size.rows, shared: shared}
				w.path = filepath.Join(b.cache, fmt.Sprintf("%d-%s.xlsx", w.rows, w.kind()))
				works := []struct {
					name string
					runs int
					work func(w workload) error
				}{
					{"inflated", size.runs, b.inflate},
					{"visited", size.runs, b.visit},
					{"read by SheetJS", b.with(b.sheetjs, size.sheetjs),
						func(w workload) error { return b.reads(w, "sheetjsRead", sheetjsRead) }},
					{"read by excelize", b.with(b.excelize, size.excelize),
						func(w workload) error { return b.reads(w, "excelize", excelizeRead) }},
					{"written by SheetJS", b.with(b.sheetjs, size.sheetjs), b.sheetjsWrites},
				}
				if size.rows == million {
					works = append(works, works[0])
					works[len(works)-1].name, works[len(works)-1].work = "cancelled", b.cancels
				}
				if err := w.generate(); err != nil {
					return err
				}
				for _, do := range works {
					if turn >= do.runs || time.Now().After(b.deadline) {
						continue
					}
					start := time.Now()
					if err := do.work(w); err != nil {
						failed = errors.Join(failed, fmt.Errorf("%s, %s: %w", w, do.name, err))
					}
					fmt.Fprintln(os.Stderr, w, do.name, time.Since(start).Round(time.Millisecond))
				}
			}
		}
	}
	return failed
}

// with is how often a peer's work is done: not at all when the peer is not there.
func (b *bench) with(peer string, runs int) int {
	if peer == "" {
		return 0
	}
	return runs
}
