package session

import (
	"slices"
	"strings"

	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/header"
	"fenji/scoring/sheet"
)

// A lineup is how the columns of one table stand for those of another.
type lineup struct {
	to    []int  // the column of the other table, one behind its last for those that it lacks
	same  bool   // the headers are the same, in the same order
	fits  bool   // what decides grades is there
	sure  bool   // and its headers are the same
	match string // the headers that differ, as "会员编号 = 客户编号"
}

// deciding are the roles that a table must have where the other has them.
var deciding = [...]intake.Role{intake.Customer, intake.Date, intake.Days, intake.Visits, intake.Amount, intake.Order,
	intake.Refund, intake.Refunded, intake.Status}

// align lines the columns of a table up with those of the one that is wanted, first by header, then by meaning.
func align(want, have intake.Mapping) (l lineup) {
	a, b := headers(want.Table, want), headers(have.Table, have)
	l.to = make([]int, len(have.Columns))
	if l.same = slices.Equal(a, b); l.same {
		for col := range l.to {
			l.to[col] = col
		}
		l.fits, l.sure = true, true
		return l
	}
	if want.HeaderRow < 0 || have.HeaderRow < 0 || want.Shape != have.Shape || len(want.Missing())+len(have.Missing()) > 0 ||
		max(want.Unit, decimal.Yuan) != max(have.Unit, decimal.Yuan) { // what states no unit beside 万元 may be in either
		return l
	}
	l.sure = want.Unit == have.Unit
	taken := l.byHeader(want, have)
	l.byMeaning(want, have, taken)
	next, more := len(want.Columns), []string(nil)
	for col := range l.to {
		if l.to[col] < 0 && have.Columns[col].Filled > 0 {
			l.to[col] = next
			next++
			more = append(more, "+ "+have.Columns[col].Header)
		}
	}
	l.fits = true
	conflict := ""
	for _, r := range deciding {
		w, h := want.Column(r), have.Column(r)
		switch {
		case w >= 0 && h >= 0 && l.to[h] != w:
			l.fits, l.sure = l.fits && taken[w], false // each file says something else of this column
			if col := slices.Index(l.to, w); col >= 0 {
				conflict = want.Columns[w].Header + " = " + have.Columns[col].Header
			}
		case w >= 0 && h < 0 && !taken[w], w < 0 && h >= 0:
			l.sure = false
		}
	}
	if l.match == "" && !l.sure {
		l.match = conflict
	}
	if l.match == "" {
		l.match = strings.Join(more, ", ")
	}
	if l.match == "" {
		l.match = strings.Join(a, ", ") // in another order
	}
	return l
}

func spelled(c intake.Column) string {
	return strings.ToLower(strings.Join(strings.Fields(c.Header), " "))
}

// byHeader lines up columns of the same header, the first with the first.
func (l *lineup) byHeader(want, have intake.Mapping) (taken []bool) {
	taken = make([]bool, len(want.Columns))
	for i, h := range have.Columns {
		l.to[i] = -1
		for k, w := range want.Columns {
			if !taken[k] && spelled(h) != "" && spelled(h) == spelled(w) {
				l.to[i], taken[k] = k, true
				break
			}
		}
	}
	return taken
}

// byMeaning lines up what is left: columns of the same role, and columns of which one header holds the other.
func (l *lineup) byMeaning(want, have intake.Mapping, taken []bool) {
	var said []string
	for i, h := range have.Columns {
		if l.to[i] >= 0 || spelled(h) == "" {
			continue
		}
		for k, w := range want.Columns {
			decides := slices.Contains(deciding[:], h.Role)
			alike := h.Role == w.Role && (h.Role.Single() && h.Role != intake.Other && h.Role != intake.Ignore || decides)
			if h.Role == intake.Other && w.Role == intake.Other && spelled(w) != "" {
				alike = strings.Contains(spelled(h), spelled(w)) || strings.Contains(spelled(w), spelled(h))
			}
			if taken[k] || !alike {
				continue
			}
			l.to[i], taken[k] = k, true
			l.sure = l.sure && !decides
			said = append(said, w.Header+" = "+h.Header)
			break
		}
	}
	l.match = strings.Join(said, ", ")
}

// append puts the rows of a table below those of the source, its columns where they belong.
func (s *source) append(o *sheet.Table, guess intake.Mapping, l lineup, limits sheet.Limits) error {
	more := false
	if !l.same {
		for col, to := range l.to {
			if to >= s.raw.Cols {
				more = true
				s.raw.Head(s.guess.HeaderRow, to, guess.Columns[col].Header)
			}
		}
		o = o.Arrange(l.to)
	}
	s.whole = nil
	if err := s.raw.Append(o, guess.HeaderRow+1, limits); err != nil || !more {
		return err
	}
	return s.again()
}

// again guesses what the columns are now that rows stand below; what decided grades still does.
func (s *source) again() error {
	was := s.guess
	guess, err := header.GuessBelow(s.raw, was.HeaderRow)
	if err != nil {
		return err
	}
	for _, r := range deciding {
		if col := was.Column(r); col >= 0 && guess.Column(r) != col {
			guess = header.With(guess, col, r)
			guess.Columns[col].Why, guess.Columns[col].Confidence = was.Columns[col].Why, was.Columns[col].Confidence
		}
	}
	if guess.Shape != was.Shape {
		guess = header.WithShape(guess, was.Shape)
	}
	s.guess = guess
	return nil
}
