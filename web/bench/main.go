// Command bench measures the built site in one headless Chromium, over generated files of ten thousand to a million rows,
// beside the browser's own inflate and those that users could take instead, and prints one table: medians of runs that take
// turns, what grows faster than the rows do, what may be claimed, and whether the budgets hold. It fails when one does not.
//
// The site is the one that users get, page, worker and programs; a script in front of it listens (page/probe.js). The
// peers run in workers of a page of their own (page/peer.js), made of pinned packages (peers/). Nothing of this is ever part of
// the site. What is generated, built or fetched for it lies in the user's cache folder and is used again.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

const (
	million       = 1_000_000
	customaryRows = 750
)

// workloads are the files, and how often each work is done with them: by the site, by the readers that could do it
// instead, by excelize. SheetJS needs gigabytes and minutes for a million rows, excelize more.
var workloads = []struct {
	workload
	runs, peers, excelize int
}{
	{workload{rows: 10_000, kind: shared}, 5, 3, 2},
	{workload{rows: 10_000, kind: inline}, 5, 3, 2},
	{workload{rows: 100_000, kind: shared}, 5, 3, 1},
	{workload{rows: 100_000, kind: inline}, 5, 3, 1},
	{workload{rows: 100_000, kind: wide}, 3, 0, 0},
	{workload{rows: 100_000, kind: remarks}, 3, 0, 0},
	{workload{rows: million, kind: shared}, 5, 1, 0},
	{workload{rows: million, kind: inline}, 5, 1, 0},
	{workload{rows: million, kind: text}, 3, 3, 0},
	{workload{rows: million, kind: visits}, 3, 0, 0},
}

type bench struct {
	dist, cache     string
	only            string // the one kind of files to measure; "" for all
	peers, excelize string // files; "" when there is none
	probe           string
	url, others     string // of the site, and of the peers
	rows            int    // only files of so many rows; 0: all
	chrome          context.Context
	columns         []column
	deadline        time.Time
}

func main() {
	dist := flag.String("dist", "dist", "the folder of the built site")
	quick := flag.Bool("quick", false, "no million rows")
	ours := flag.Bool("ours", false, "only the site and the host's inflate, no peers")
	only := flag.String("kind", "", "only files of this kind")
	rows := flag.Int("rows", 0, "only files of so many rows")
	onlyDirty := flag.Bool("dirty", false, "only the cleaning of a dirty log of visits")
	export := flag.Int("export", 0, "only the export of so many rows, by the site and by those that are named as arguments")
	limit := flag.Duration("limit", 25*time.Minute, "print what there is after this time")
	flag.Parse()
	cache, err := os.UserCacheDir()
	if full, wrong := filepath.Abs(*dist); wrong == nil {
		*dist = full // the browser has a working folder of its own
	}
	b := &bench{dist: *dist, cache: filepath.Join(cache, "fenji-bench"), only: *only, rows: *rows, deadline: time.Now().Add(*limit)}
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
	// The peers have an origin of their own: the site's service worker refuses what is no part of the site.
	others := b.serve()
	defer others.Close()
	b.others = others.URL
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
	before := load()
	err = b.turns(quick)
	held := b.print(os.Stdout)
	err = errors.Join(err, b.dirty(os.Stdout))
	fmt.Printf("\nThe machine's load was %s when this began and %s at its end.\n", before, load())
	if err != nil {
		fmt.Printf("\nGaps in the table:\n%v\n", err)
	}
	if !held && !quick {
		return errors.New("some budget is missed")
	}
	return nil
}

// load is how many threads wanted to run, on average of the last minute; "unknown" where the system does not say.
func load() string {
	text, err := os.ReadFile("/proc/loadavg")
	if first, _, ok := strings.Cut(string(text), " "); ok && err == nil {
		return first
	}
	return "unknown"
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
	if err := b.fetchPeers(); err != nil {
		fmt.Fprintln(os.Stderr, "bench: no peers to compare with:", err)
	}
	return nil
}

// fetchPeers makes one script of the pinned packages.
func (b *bench) fetchPeers() error {
	const folder = "web/bench/peers"
	if _, err := os.Stat(filepath.Join(folder, "node_modules", ".package-lock.json")); err != nil {
		install := exec.Command("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent")
		install.Dir, install.Stderr = folder, os.Stderr
		if err := install.Run(); err != nil {
			return err
		}
	}
	script := filepath.Join(b.cache, "peers.js")
	join := exec.Command("node_modules/.bin/esbuild", "entry.js", "--bundle", "--minify", "--format=iife", "--target=es2022",
		"--log-level=warning", "--outfile="+script)
	join.Dir, join.Stderr = folder, os.Stderr
	err := join.Run()
	if err == nil {
		b.peers = script
	}
	return err
}

// turns runs everything in turns, so that what slows the machine for a while slows all alike. What fails leaves a gap in
// the table; the errors come behind it.
func (b *bench) turns(quick bool) error {
	var failed error
	for turn := range 5 {
		for _, k := range workloads {
			if quick && k.rows == million || b.only != "" && k.kind != b.only || b.rows > 0 && k.rows != b.rows {
				continue
			}
			w := k.workload
			w.path = filepath.Join(b.cache, fmt.Sprintf("%d-%s%s", w.rows, w.kind, w.ending()))
			if err := w.generate(); err != nil {
				return err
			}
			for _, do := range b.works(w, k.runs, b.with(b.peers, k.peers), b.with(b.excelize, k.excelize)) {
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
	return failed
}

// A job is something done with a file, so many times.
type job struct {
	name string
	runs int
	work func(w workload) error
}

// works are what is done with a file.
func (b *bench) works(w workload, runs, peers, excelize int) []job {
	reading := func(name, work, measure string, runs int) job {
		return job{"read by " + name, runs, func(w workload) error { return b.reads(w, work, measure) }}
	}
	if w.kind == text {
		return []job{{"visited", runs, b.visit}, reading("uDSV", "udsv", udsvRead, peers), reading("d3-dsv", "d3", d3Read, peers),
			reading("DuckDB", "duckdb", duckdbRead, peers)}
	}
	list := []job{{"inflated", runs, b.inflate}, {"visited", runs, b.visit}}
	if w.kind != shared && w.kind != inline {
		return list
	}
	list = append(list, reading("hucre", "hucre", hucreRead, peers), reading("SheetJS", "sheetjsRead", sheetjsRead, peers),
		reading("excelize", "excelize", excelizeRead, excelize), job{"written by SheetJS", peers, b.sheetjsWrites})
	if w.rows == million {
		list = append(list, job{"cancelled", runs, b.cancels})
	}
	return list
}

// with is how often a peer's work is done: not at all when the peer is not there.
func (b *bench) with(peer string, runs int) int {
	if peer == "" {
		return 0
	}
	return runs
}
