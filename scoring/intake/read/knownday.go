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

// Agreed returns the day that date plus days gives in nearly all rows that have both.
func (v *Values) Agreed(date, days, from int) civil.Day {
	if date < 0 || days < 0 {
		return civil.NoDay
	}
	order := v.Order(date, from)
	votes := map[civil.Day]*int{}
	total, best, most := 0, civil.NoDay, 0
	last, count := civil.NoDay, (*int)(nil) // most rows vote as the one before
	for row := from; row < v.T.Rows; row++ {
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
	if total == 0 || 100*most < 95*total {
		return civil.NoDay
	}
	return best
}
