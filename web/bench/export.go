package main

import (
	"fmt"
	"io"
	"path/filepath"
)

// exportTurns is how often each site writes each file; medians count.
const exportTurns = 5

// exports times only the writing of graded workbooks, by every one of the given sites in turns, and by SheetJS.
func (b *bench) exports(out io.Writer, rows int, sites []string) error {
	w := workload{rows: rows, kind: shared}
	w.path = filepath.Join(b.cache, fmt.Sprintf("%d-%s.xlsx", w.rows, w.kind))
	if err := w.generate(); err != nil {
		return err
	}
	urls := make([]string, len(sites))
	for i, site := range sites {
		b.dist = site
		server := b.serve()
		defer server.Close()
		urls[i] = server.URL
	}
	times, memory := make([][]float64, len(sites)), make([]float64, len(sites))
	var peer []float64
	for turn := range exportTurns {
		for i, url := range urls {
			b.url = url
			ms, bytes, err := b.exported(w)
			if err != nil {
				return err
			}
			times[i], memory[i] = append(times[i], ms), max(memory[i], bytes)
		}
		if turn < b.with(b.peers, 3) && rows < million || turn == 0 && b.peers != "" {
			r, err := b.peer("sheetjsWrite", map[string]any{"rows": rows})
			if err != nil {
				return err
			}
			peer = append(peer, r.MS)
		}
	}
	for i, site := range sites {
		fmt.Fprintf(out, "%s, %s: export %.0f ms (%.0f), most memory %.0f MB", w, site, middle(times[i]), times[i],
			memory[i]/megabyte)
		if peer != nil {
			fmt.Fprintf(out, ", SheetJS write %.0f ms, ratio %.2f", middle(peer), middle(peer)/middle(times[i]))
		}
		fmt.Fprintln(out)
	}
	return nil
}

// exported is how long one site writes a file that it has read before, once it has come to rest, and the memory of its programs afterwards.
func (b *bench) exported(w workload) (ms, bytes float64, err error) {
	t, close, err := b.open(b.url+"/", b.probe)
	if err != nil {
		return 0, 0, err
	}
	defer close()
	if err := t.ready(); err != nil {
		return 0, 0, err
	}
	if _, err := give[result](t, "load", w.path); err != nil {
		return 0, 0, err
	}
	if _, err := ask[bool](t, "() => probe.rest()"); err != nil {
		return 0, 0, err
	}
	r, err := ask[result](t, `() => probe.export("xlsx")`)
	if err != nil {
		return 0, 0, err
	}
	bytes, err = ask[float64](t, "() => probe.bytes()")
	return r.MS, bytes, err
}
