package view

import (
	"slices"
	"strings"

	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/others"
	"fenji/scoring/sheet"
)

// A Facet is what a column holds among the customers that pass all sieves but its own.
type Facet struct {
	Values   []Count // the most frequent first
	Distinct int     // values that occur, a blank cell among them; with a search, those that match
}

// A Count is a text and how many customers have it; "" stands for a blank cell.
type Count struct {
	Text string
	N    int
}

// FacetColumns lists the columns worth a facet: those that come along and hold texts. Names and numbers of orders tell
// customers apart and are for the search.
func FacetColumns(m intake.Mapping, extras []int) []int {
	var cols []int
	for _, col := range extras {
		c := m.Columns[col]
		means, _ := c.Role.Meaning()
		switch {
		case c.Role == intake.Name || c.Role == intake.Order:
		case c.Kind == "text", means.Groups:
			cols = append(cols, col)
		}
	}
	return cols
}

// Facet counts the values of a table's column under the field that its sieve has: the top ones of those that contain
// search, and the kept ones in any case.
func (v *View) Facet(field string, col int, search string, top int, keep []string) Facet {
	t := v.tally(v.among(field), col)
	return facet(search, top, keep, func(add func(text string, n int)) {
		for _, id := range t.ids {
			add(v.Table.String(id), int(t.texts[id]))
		}
		for text, n := range t.others {
			add(text, n)
		}
	}, func(text string) int { return t.of(v, text) })
}

// facet makes a facet of what counts tells of each text once, and of tells how often a text occurs.
func facet(search string, top int, keep []string, counts func(add func(text string, n int)), of func(text string) int) Facet {
	contains := func(string) bool { return true }
	if search = strings.TrimSpace(search); search != "" {
		contains = finder(search)
	}
	f := Facet{}
	best := leaders{room: top}
	add := func(text string, n int) {
		if contains(text) {
			f.Distinct++
			best.add(Count{text, n})
		}
	}
	counts(add)
	f.Values = best.list
	for _, k := range keep {
		if !slices.ContainsFunc(f.Values, func(c Count) bool { return c.Text == k }) {
			f.Values = append(f.Values, Count{k, of(k)})
		}
	}
	return f
}

// A tally counts the cells of a column; of a set, each customer under all that it ever had. What is no text of the table is counted as it is written; a text that is written
// the same goes with it.
type tally struct {
	texts  []uint32 // by text id, in the room of the view
	ids    []uint32 // those that occur, in order of appearance
	others map[string]int
}

func (v *View) tally(among func(i int) bool, col int) tally {
	t := tally{texts: v.room.zeros(v.Table.Texts()), others: map[string]int{}}
	cells := map[sheet.Cell]int{}
	blank := 0
	count := func(c sheet.Cell) {
		switch c.Kind {
		case sheet.Text, sheet.Error:
			id := c.TextID()
			if t.texts[id] == 0 {
				t.ids = append(t.ids, id)
			}
			t.texts[id]++
		case sheet.Empty:
			blank++
		default:
			cells[c]++
		}
	}
	set := v.Others.Kind(col) == others.Set
	for i := range v.Result.Customers {
		switch {
		case !among(i):
		case set:
			had := false
			v.Others.Each(i, col, func(row int) {
				had = true
				count(v.Table.Cell(row, col))
			})
			if !had {
				blank++
			}
		default:
			count(v.Table.Cell(int(v.Result.Customers[i].Row), col))
		}
	}
	for c, n := range cells {
		t.others[v.Table.Text(c)] += n
	}
	if blank > 0 {
		t.others[""] += blank
	}
	if len(t.others) > 0 {
		t.ids = slices.DeleteFunc(t.ids, func(id uint32) bool {
			_, there := t.others[v.Table.String(id)]
			if there {
				t.others[v.Table.String(id)] += int(t.texts[id])
			}
			return there
		})
	}
	return t
}

// of gives the count of a text.
func (t tally) of(v *View, text string) int {
	if n, there := t.others[text]; there {
		return n
	}
	for _, id := range t.ids {
		if v.Table.String(id) == text {
			return int(t.texts[id])
		}
	}
	return 0
}

// leaders keep the largest counts, the largest first, equals in the order of their texts.
type leaders struct {
	room int
	list []Count
}

func (l *leaders) add(c Count) {
	if len(l.list) == l.room && (l.room == 0 || compareCounts(c, l.list[l.room-1]) >= 0) {
		return
	}
	at, _ := slices.BinarySearchFunc(l.list, c, compareCounts)
	l.list = slices.Insert(l.list, at, c)
	l.list = l.list[:min(len(l.list), l.room)]
}

func compareCounts(a, b Count) int {
	if a.N != b.N {
		return b.N - a.N
	}
	return strings.Compare(a.Text, b.Text)
}

// GradeCounts counts the customers of each grade, in the order of [View.Groups], that pass all sieves but that of grades.
func (v *View) GradeCounts() []int {
	among := v.among(GradeField)
	counts := make([]int, len(v.Result.Profile.Bands)+1)
	for i := range v.Result.Customers {
		if among(i) {
			counts[v.band(i)]++
		}
	}
	return counts
}

// Standing tells where a customer stands in a measure: how many of the others have it, and how many of those have less
// of it; for days, more, since fewer are better.
func (v *View) Standing(i int, m Measure) (better, of int) {
	own, known := v.measure(i, m)
	if !known {
		return 0, 0
	}
	for k := range v.Result.Customers {
		n, known := v.measure(k, m)
		if !known || k == i {
			continue
		}
		of++
		if m == Days && n > own || m != Days && n < own {
			better++
		}
	}
	return better, of
}

// A Spread is how a measure is spread over the customers that pass all sieves but its own.
type Spread struct {
	N                int // customers that have it
	Min, Median, Max decimal.Decimal
	Bars             []Bar // of equal width but for the last, which holds all that is beyond
}

// A Bar counts customers from a figure up to where the next bar begins.
type Bar struct {
	From decimal.Decimal
	N    int
}

// bars is how many a Spread has at most.
const bars = 24

// Spread tells how a measure is spread, under the field that its sieve has.
func (v *View) Spread(field string, m Measure) Spread {
	return v.spread(field, func(i int) (int64, bool) { return v.measure(i, m) },
		func(n int64) decimal.Decimal { return v.figure(n, m) }, func(width int64) int64 { return v.step(width, m) })
}

// spread tells how whole numbers are spread: figure writes one, step rounds the width of bars.
func (v *View) spread(field string, number func(i int) (int64, bool), figure func(n int64) decimal.Decimal,
	step func(width int64) int64) Spread {
	among := v.among(field)
	v.room.fit(len(v.Result.Customers))
	front, back := v.room.front, v.room.back
	n := 0
	for i := range v.Result.Customers {
		if x, known := number(i); known && among(i) {
			front.keys[n] = signed(x)
			n++
		}
	}
	if n == 0 {
		return Spread{}
	}
	low := int64(slices.Min(front.keys[:n]) ^ 1<<63) // radix takes it off
	keys := radix(front.part(0, n), back.part(0, n)).keys
	at := func(i int) int64 { return low + int64(keys[i]) }
	s := Spread{N: n, Min: figure(at(0)), Median: figure(at((n - 1) / 2)), Max: figure(at(n - 1))}
	// The last fiftieth shares the last bar, so that one large figure does not push all others into the first.
	reach := at(n-1-(n-1)/50) - low
	width := step(reach/bars + 1)
	for _, x := range keys {
		b := min(bars-1, int(int64(x)/width))
		for len(s.Bars) <= b {
			s.Bars = append(s.Bars, Bar{From: figure(low + int64(len(s.Bars))*width)})
		}
		s.Bars[b].N++
	}
	return s
}

// step rounds the width of bars of money up to whole units, and leaves that of small sums.
func (v *View) step(width int64, m Measure) int64 {
	if unit := int64(10_000); m == Money && v.Result.Profile.Unit == decimal.Yuan && width > unit {
		return (width + unit - 1) / unit * unit
	}
	return width
}
