package read

import (
	"fenji/scoring/civil"
	"fenji/scoring/sheet"
)

// Latest returns the latest date of a column, and whether it holds others too.
func (v *Values) Latest(col, from int) (latest civil.Day, several bool) {
	latest = civil.NoDay
	order := v.Order(col, from)
	before := sheet.Cell{}
	for row := from; row < v.T.Rows; {
		s := v.T.Span(row, col)
		row = s.To
		for i, k := range s.Kinds {
			c := s.Cell(i)
			if k == sheet.Empty || c == before {
				continue
			}
			before = c
			if d, st := v.Date(c, order); st == Readable && d != latest {
				several = several || latest != civil.NoDay
				latest = max(latest, d)
			}
		}
	}
	return latest, several
}

// Agreed returns the day that date plus days gives in nearly all rows that have both. Of a large table a sample decides, unless it
// leaves a doubt.
func (v *Values) Agreed(date, days, from int) civil.Day {
	const sample, enough = 1 << 14, 1 << 12
	if date < 0 || days < 0 {
		return civil.NoDay
	}
	if step := (v.T.Rows - from) / sample; step > 1 {
		best, most, total := v.votes(date, days, from, step)
		switch {
		case total >= enough && 100*most > 97*total:
			return best
		case total >= enough && 100*most < 93*total:
			return civil.NoDay
		}
	}
	if best, most, total := v.votes(date, days, from, 1); total > 0 && 100*most >= 95*total {
		return best
	}
	return civil.NoDay
}

// drawn is a number that looks drawn, the same for the same row: one that grew with the rows would follow what comes back in them
// every few rows.
func drawn(at uint32) int {
	at *= 2654435761
	at ^= at >> 15
	at *= 0x85ebca6b
	at ^= at >> 13
	return int(at >> 1)
}

// votes counts for which day most rows speak, and all that speak for one. Of so many rows that follow each other it looks at one,
// now at this and now at that.
func (v *Values) votes(date, days, from, step int) (best civil.Day, most, total int) {
	order := v.Order(date, from)
	votes := map[civil.Day]*int{}
	best = civil.NoDay
	last, count := civil.NoDay, (*int)(nil) // most rows vote as the one before
	for at := from; at < v.T.Rows; at += step {
		row := at + drawn(uint32(at))%step
		d, st := v.Date(v.T.Cell(row, date), order)
		n, counted := v.Count(v.T.Cell(row, days))
		if st != Readable || counted != Readable {
			continue
		}
		total++
		d += civil.Day(n)
		if count == nil || d != last {
			if count = votes[d]; count == nil {
				count = new(int)
				votes[d] = count
			}
			last = d
		}
		if *count++; *count > most {
			best, most = d, *count
		}
	}
	return best, most, total
}
