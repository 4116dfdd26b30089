//go:build js

package engine

import (
	"math"
	"runtime"
	"runtime/debug"

	"fenji/scoring/protocol"
	"fenji/scoring/session"
)

// Memory that a program in a browser has once taken it never gives back, so what counts is the most that it ever holds;
// and a collection costs a tenth of a second when there are a million customers. Hence: what reading a large table leaves
// behind, which is quickly collected, makes the room for its grading; after that the program may take usualMemory without
// collecting, or twice what it holds up to ampleMemory, or a quarter more.
const (
	largeTable  = 100_000 // rows
	usualMemory = 232 << 20
	ampleMemory = 448 << 20
)

// paced makes room between reading a large table and grading it.
func paced(report session.Report) session.Report {
	debug.SetGCPercent(100)
	debug.SetMemoryLimit(math.MaxInt64)
	return func(p protocol.Progress) {
		if p.Stage == "clean" && p.Rows >= largeTable {
			runtime.GC()
			debug.SetGCPercent(400)
			debug.SetMemoryLimit(max(usualMemory, 3*held()))
		}
		report(p)
	}
}

// allow bounds what the program may take for what it is asked next.
func allow() {
	n := held()
	debug.SetMemoryLimit(max(usualMemory, min(2*n, ampleMemory), n+n/4))
}

// held is how much memory is in use.
func held() int64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
