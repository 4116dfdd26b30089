//go:build js

package main

import (
	"runtime"
	"runtime/debug"

	"fenji/wasm/protocol"
	"fenji/wasm/session"
)

// Memory that a program in a browser has once taken it never gives back, so what counts is the most that it ever holds;
// and a collection costs a tenth of a second when there are a million customers. Hence: what reading a large table leaves
// behind, which is quickly collected, makes the room for its grading; after that the program may take usualMemory without
// collecting, or a part more than what it needs.
const (
	largeTable  = 100_000 // rows
	usualMemory = 232 << 20
)

// paced makes room between reading a large table and grading it.
func paced(report session.Report) session.Report {
	return func(p protocol.Progress) {
		if p.Stage == "clean" && p.Rows >= largeTable {
			runtime.GC()
			debug.SetGCPercent(400)
			allow(3)
		}
		report(p)
	}
}

// allow lets the program take some times as much memory as it holds, or usualMemory.
func allow(times float64) {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	debug.SetMemoryLimit(max(usualMemory, int64(float64(m.HeapAlloc)*times)))
}
