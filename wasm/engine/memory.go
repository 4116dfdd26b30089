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
// collecting, or a sixth more than what is in use, at least leastRoom more.
const (
	largeTable  = 100_000 // rows
	usualMemory = 232 << 20
	leastRoom   = 32 << 20
	spare       = 400 // per cent of what is in use that may be taken where no limit bounds it
)

// paced makes room between reading a large table and grading it.
func paced(report session.Report) session.Report {
	debug.SetGCPercent(100)
	debug.SetMemoryLimit(math.MaxInt64)
	return func(p protocol.Progress) {
		if p.Stage == "clean" && p.Rows >= largeTable {
			runtime.GC()
			debug.SetGCPercent(spare)
			debug.SetMemoryLimit(max(usualMemory, 3*held()))
		}
		report(p)
	}
}

// allow bounds what the program may take for what it is asked next. What was in use when memory was last collected counts: what
// may be collected now is no reason to take more.
func allow() {
	debug.SetMemoryLimit(math.MaxInt64)
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	n := int64(m.NextGC) * 100 / (100 + spare) // as no limit bounds it
	debug.SetMemoryLimit(max(usualMemory, n+max(n/6, leastRoom)))
}

// held is how much memory is in use, with what may be collected.
func held() int64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
