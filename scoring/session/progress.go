package session

import (
	"fenji/scoring/protocol"
	"fenji/scoring/sheet"
)

// progress adds up how far the reading of several files has come.
type progress struct {
	report      Report
	done, total int64
	rows        int
}

// file adds a file of the given size and returns what is to be told of its progress. A file's share of the whole is its
// size, whatever part of it is read.
func (r *progress) file(size int64) func(sheet.Progress) {
	r.total += size
	var done int64
	var rows int
	return func(p sheet.Progress) {
		now, below := size, max(0, p.Rows-1) // rows below the headers, as far as one can know yet
		if p.Total > 0 {
			now = size * p.Bytes / p.Total
		}
		r.done, r.rows = r.done+now-done, r.rows+below-rows
		done, rows = now, below
		r.report(protocol.Progress{Stage: "read", Done: int(r.done), Total: int(r.total), Rows: r.rows})
	}
}
