//go:build js

package engine

import (
	"math"
	"runtime"
	"runtime/debug"
	"runtime/metrics"

	"fenji/scoring/protocol"
	"fenji/scoring/session"
)

// Memory that a program in a browser has once taken it never gives back, so what counts is the most that it ever holds;
// and a collection costs a tenth of a second when there are a million customers. Hence: what reading a large table leaves
// behind, which is quickly collected, makes the room for its grading; after that the program may take usualMemory without
// collecting, or a quarter more than what is in use, at least leastRoom more.
const (
	largeTable  = 100_000 // rows
	usualMemory = 232 << 20
	leastRoom   = 48 << 20
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

// allow bounds what the program may take for what it is asked next. What was in use when memory was last collected counts: what
// may be collected now is no reason to take more.
func allow() {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	n := int64(live[0].Value.Uint64())
	debug.SetMemoryLimit(max(usualMemory, n+max(n/4, leastRoom)))
}

// held is how much memory is in use, with what may be collected.
func held() int64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
