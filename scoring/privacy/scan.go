package privacy

import (
	"fenji/scoring/sheet"
)

// A Finding is what a scan found in a column: how many cells are or hold something of each kind. A column whose every
// cell is of a kind by its class counts its filled cells as that.
type Finding struct {
	Column Column
	Counts [kinds]int
}

// Count is the number of findings of a kind.
func (f Finding) Count(k Kind) int { return f.Counts[k] }

// Scan looks at every cell below the header. A text that stands in many cells is looked at once; a number only when it
// is as long as those that name a person.
func (p *Persons) Scan() []Finding {
	l := p.Look()
	for !l.Go(p.table.Rows) {
	}
	return l.Findings
}

// A Look is a scan that goes on when it is told to, so that other things can be done in between.
type Look struct {
	Findings []Finding // of each column; they are right when Go has said that all is done

	scan
	at, from, row         int // the column, its first row, and the next one
	whole, filled, hidden int // cells of the column so far
}

// Look begins a scan.
func (p *Persons) Look() *Look {
	l := &Look{Findings: make([]Finding, len(p.Columns)), from: p.from, row: p.from,
		scan: scan{t: p.table, known: make([]uint16, p.table.Texts()), several: [][kinds]uint8{{}, {}}, judged: make([]int16, p.table.Texts())}}
	for i, c := range p.Columns {
		l.Findings[i].Column = c
	}
	return l
}

// Go looks at so many cells of a column at most, and tells whether that was the last of all.
func (l *Look) Go(cells int) (done bool) {
	for l.at < len(l.Findings) && l.Findings[l.at].Column.Codes {
		l.at++
	}
	if l.at == len(l.Findings) {
		return true
	}
	f := &l.Findings[l.at]
	to := min(l.t.Rows, l.row+cells)
	l.cells(f, l.row, to)
	if l.row = to; to == l.t.Rows {
		l.sum(f)
		l.at, l.row, l.whole, l.filled, l.hidden = l.at+1, l.from, 0, 0, 0
	}
	if done = l.at == len(l.Findings); done {
		l.known, l.judged = nil, nil
	}
	return done
}

// A scan knows of each text what was found in it: 0 when it was not looked at, 1 when nothing, else an index of
// several.
type scan struct {
	t       *sheet.Table
	known   []uint16
	several [][kinds]uint8
	judged  []int16 // by text: the column that admitted it, as 1 and up, or negative, that did not
}

// private tells a text that its column covers though nothing was found in it.
func (s *scan) private(c *Column, id uint32) bool {
	if mark := int16(c.Index + 1); s.judged[id] != mark && s.judged[id] != -mark {
		if s.judged[id] = mark; !c.admits(s.t.String(id)) {
			s.judged[id] = -mark
		}
	}
	return s.judged[id] < 0
}

// cells looks at some rows of a column.
func (l *Look) cells(f *Finding, from, to int) {
	col, t := f.Column.Index, l.t
	whole, filled, private := 0, 0, 0
	for row := from; row < to; row++ {
		c := t.Cell(row, col)
		switch c.Kind {
		case sheet.Empty:
			continue
		case sheet.Text:
			id := c.TextID()
			at := l.known[id]
			if at == 0 {
				at = l.look(t.String(id))
				l.known[id] = at
			}
			if at == 1 && f.Column.Kind == None && l.private(&f.Column, id) {
				private++
			}
			if at > 1 {
				whole++
				for k, n := range l.several[at] {
					f.Counts[k] += int(n)
				}
			}
		case sheet.Number:
			if k := OfNumber(c.Number()); k != None {
				whole++
				f.Counts[k]++
			}
		}
		filled++
	}
	l.whole, l.filled, l.hidden = l.whole+whole, l.filled+filled, l.hidden+private
}

// sum is what the cells of a column come to.
func (l *Look) sum(f *Finding) {
	switch c := f.Column; {
	case c.Class == Needed && c.Kind == None && 2*l.whole < l.filled && f.plain():
		f.Counts = [kinds]int{} // codes, some of which look like it
	case c.Kind != None:
		f.Counts[c.Kind] = max(l.filled, f.Counts[c.Kind])
	}
	f.Counts[Words] = max(l.hidden, f.Counts[Words])
}

// plain tells that what was found are numbers alone, as codes may be.
func (f *Finding) plain() bool { return f.Counts[Email] == 0 }

// look finds what a text holds. Combinations are few; should they be many, the rest counts as the first.
func (s *scan) look(text string) uint16 {
	spans := Find(text)
	if len(spans) == 0 {
		return 1
	}
	var counts [kinds]uint8
	for _, f := range spans {
		counts[f.Kind] = min(counts[f.Kind]+1, 254)
	}
	for i := 2; i < len(s.several); i++ {
		if s.several[i] == counts {
			return uint16(i)
		}
	}
	if len(s.several) > 1<<10 {
		return 2
	}
	s.several = append(s.several, counts)
	return uint16(len(s.several) - 1)
}
