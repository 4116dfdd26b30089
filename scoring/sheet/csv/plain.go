package csv

import "fenji/scoring/sheet/table"

// Nearly all records are plain: whole in the buffer, without a quote, as wide as the others. They are read here in one pass,
// nothing of them copied. Whatever else comes is left to the slow way, which reads the record again from its beginning:
// putting a field where it stands already changes nothing.

// A byte's part in a record.
const (
	within byte = iota
	apart       // the separator
	ends        // the line
	quotes
)

// plain reads the record at hand and moves on behind it, if it is plain. r.row, r.col and r.filled are then as endRecord wants them.
func (r *records) plain() bool {
	b, row, parts := r.buf[r.pos:r.end], r.row, &r.parts
	most := min(r.limits.Columns, r.widest)
	i, col, filled := 0, 0, 0
	for ; ; col++ {
		start := i
		for i < len(b) && parts[b[i]] == within {
			i++
		}
		if i+1 >= len(b) || parts[b[i]] == quotes || col >= most {
			return false
		}
		if v := b[start:i]; len(v) > 0 {
			filled = col + 1
			if !r.follow(row, col, v) {
				r.put(col, v)
			}
		}
		if parts[b[i]] == ends {
			break
		}
		i++
	}
	if i++; b[i-1] == '\r' && b[i] == '\n' {
		i++
	}
	r.pos, r.col, r.filled = r.pos+i, col+1, filled
	return true
}

// follow puts a field in the usual case, where it is like the one above it; it reports false, having done nothing, in any other.
func (r *records) follow(row, col int, v []byte) bool {
	t := r.t
	if col >= len(t.Columns) || r.recoded {
		return false
	}
	done := false
	if n, number := plainNumber(v); number {
		done = t.Columns[col].Follow(row, table.Number, int64(n))
	} else {
		done = t.Columns[col].Follow(row, table.Text, int64(t.Dict.ID(v)))
	}
	if done {
		t.Rows = row + 1
	}
	return done
}

func plainNumber(v []byte) (table.Fixed, bool) {
	if v[0] > '9' {
		return 0, false
	}
	return table.ParsePlain(v)
}
