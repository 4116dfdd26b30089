package tally

import (
	"slices"

	"fenji/scoring/report"
)

// The figures of one report are held against each other. Bars, the map, the months of last visits and the figures at its head
// count the same customers, by days and by visits, and a reader adds and subtracts. So the report is attacked: what is shown
// are known sums of unknown counts, one for each stretch of days by each stretch of visits. Where a count that is hidden
// follows from them, one of those that it follows from is hidden, too.

// A known is a count of the report: of customers between two places along each axis. A place is known by how many lie before.
type known struct {
	days, visits [2]int
	count        int
	hide         func() // nil: it is shown whatever it tells, or is not in the report
	head         bool   // at the head of the report: it goes first
	shown        bool
}

// together hides what the parts, each of which hides what is small by itself, would tell of each other. rows and columns are
// the sums of the map that must not be known.
func (k threshold) together(d, whole *report.Data, rows, columns []bool) {
	list := k.knowns(d, whole, rows, columns)
	for {
		a := attackOn(list)
		again := false
		for i := range list {
			if f := &list[i]; f.shown || !k.few(f.count) {
				continue
			}
			if from := a.follows(&list[i]); from != nil {
				again = weakest(list, from) || again
			}
		}
		if !again {
			return
		}
	}
}

// weakest hides one of the counts that something follows from; false where none can be.
func weakest(list []known, from []int) bool {
	best := -1
	for _, i := range from {
		switch f := &list[i]; {
		case !f.shown:
			return true // hidden a moment ago for another
		case f.hide == nil:
		case best < 0, f.head && !list[best].head, f.head == list[best].head && f.count < list[best].count:
			best = i
		}
	}
	if best < 0 {
		return false
	}
	list[best].hide()
	list[best].shown = false
	return true
}

// knowns lists the counts of a report along its two axes.
func (k threshold) knowns(d, whole *report.Data, rows, columns []bool) (list []known) {
	f, was := &d.Figures, &whole.Figures
	dated, all := [2]int{0, was.Customers - whole.Bars[0].Rest}, [2]int{0, was.Customers}
	everyone := known{days: dated, visits: all, count: was.Customers, shown: true}
	list = append(list, everyone)
	add := func(one known, is int) {
		one.shown = is != Hidden
		if one.count > 0 {
			list = append(list, one)
		}
	}
	item := func(i *report.Item) func() { return func() { i.Count, i.Money = Hidden, "" } }
	at := 0
	for i := range d.Bars[0].Items {
		n := whole.Bars[0].Items[i].Count
		add(known{days: [2]int{at, at + n}, visits: all, count: n, hide: item(&d.Bars[0].Items[i])}, d.Bars[0].Items[i].Count)
		at += n
	}
	at = 0
	for i := range d.Bars[1].Items {
		n := whole.Bars[1].Items[i].Count
		add(known{days: dated, visits: [2]int{at, at + n}, count: n, hide: item(&d.Bars[1].Items[i])}, d.Bars[1].Items[i].Count)
		at += n
	}
	before := 0
	for i, n := range was.Active {
		figure := &f.Active[i]
		add(known{days: [2]int{0, n}, visits: all, count: n, hide: func() { *figure = Hidden }, head: true}, *figure)
		for _, between := range [][2]int{{before, n}, {n, dated[1]}} { // nobody says these, but they follow
			add(known{days: between, visits: all, count: between[1] - between[0]}, Hidden)
		}
		before = n
	}
	once := was.Customers - was.Repeat
	add(known{days: dated, visits: [2]int{once, all[1]}, count: was.Repeat, hide: func() { f.Repeat = Hidden }, head: true}, f.Repeat)
	add(known{days: dated, visits: [2]int{0, once}, count: once}, Hidden)
	if d.Months.Kind == "last" && d.Months.Earlier == 0 {
		at = 0
		for i := len(d.Months.Items) - 1; i >= 0; i-- { // the latest are nearest
			n := whole.Months.Items[i].Count
			add(known{days: [2]int{at, at + n}, visits: all, count: n, hide: item(&d.Months.Items[i])}, d.Months.Items[i].Count)
			at += n
		}
	}
	return append(list, heatKnowns(d, whole, rows, columns, all)...)
}

// heatKnowns are those of the map, with its sums, which it does not show. Where some customers are not in it, it has axes of
// its own.
func heatKnowns(d, whole *report.Data, rows, columns []bool, all [2]int) (list []known) {
	h := &whole.Heat
	if len(h.Cells) == 0 || whole.Figures.Graded != all[1] || whole.Bars[0].Rest > 0 {
		return nil
	}
	ends := func(lines, n int, cell func(line, i int) int) (places []int) {
		at := 0
		for line := range lines {
			places = append(places, at)
			for i := range n {
				at += h.Cells[cell(line, i)].Count
			}
		}
		return append(places, at)
	}
	days := ends(len(h.Rows), len(h.Cols), func(y, x int) int { return y*len(h.Cols) + x })
	visits := ends(len(h.Cols), len(h.Rows), func(x, y int) int { return y*len(h.Cols) + x })
	for i := range h.Cells {
		y, x := i/len(h.Cols), i%len(h.Cols)
		c := &d.Heat.Cells[i]
		if n := h.Cells[i].Count; n > 0 {
			list = append(list, known{days: [2]int{days[y], days[y+1]}, visits: [2]int{visits[x], visits[x+1]}, count: n,
				hide: func() { c.Count, c.Money = Hidden, "" }, shown: c.Count != Hidden})
		}
	}
	for y := range rows {
		list = append(list, known{days: [2]int{days[y], days[y+1]}, visits: all, count: days[y+1] - days[y]})
	}
	for x := range columns {
		list = append(list, known{days: all, visits: [2]int{visits[x], visits[x+1]}, count: visits[x+1] - visits[x]})
	}
	return list
}

// An attack is linear algebra in a prime field: the shown counts as sums of unknown ones.
type attack struct {
	days, visits []int      // places
	rows         [][]uint32 // behind the unknown counts of each: of which shown counts it is made
	leads        []int
	members      []int // the shown counts, in list
	n            int   // unknown counts
}

const prime = 1<<31 - 1

func attackOn(list []known) *attack {
	a := &attack{}
	for i := range list {
		a.days, a.visits = append(a.days, list[i].days[:]...), append(a.visits, list[i].visits[:]...)
		if list[i].shown {
			a.members = append(a.members, i)
		}
	}
	slices.Sort(a.days)
	slices.Sort(a.visits)
	a.days, a.visits = slices.Compact(a.days), slices.Compact(a.visits)
	a.n = max(0, len(a.days)-1) * max(0, len(a.visits)-1)
	for m, i := range a.members {
		row := a.rowOf(&list[i])
		row[a.n+m] = 1
		a.reduce(row)
		lead := slices.IndexFunc(row[:a.n], func(v uint32) bool { return v != 0 })
		if lead < 0 {
			continue // it tells nothing new
		}
		by := inverse(row[lead])
		for j := range row {
			row[j] = times(row[j], by)
		}
		a.rows, a.leads = append(a.rows, row), append(a.leads, lead)
	}
	return a
}

// rowOf marks the unknown counts that a count is the sum of.
func (a *attack) rowOf(f *known) []uint32 {
	row := make([]uint32, a.n+len(a.members))
	width := len(a.visits) - 1
	for y := range len(a.days) - 1 {
		if a.days[y] < f.days[0] || a.days[y] >= f.days[1] {
			continue
		}
		for x := range width {
			if a.visits[x] >= f.visits[0] && a.visits[x] < f.visits[1] {
				row[y*width+x] = 1
			}
		}
	}
	return row
}

// reduce takes away from a row what is known.
func (a *attack) reduce(row []uint32) {
	for i, lead := range a.leads {
		if by := row[lead]; by != 0 {
			by = prime - by
			for j, v := range a.rows[i] {
				if v != 0 {
					row[j] = uint32((uint64(row[j]) + uint64(by)*uint64(v)) % prime)
				}
			}
		}
	}
}

// follows gives the shown counts that a count follows from; nil where it does not.
func (a *attack) follows(f *known) (from []int) {
	row := a.rowOf(f)
	a.reduce(row)
	for _, v := range row[:a.n] {
		if v != 0 {
			return nil
		}
	}
	for m, v := range row[a.n:] {
		if v != 0 {
			from = append(from, a.members[m])
		}
	}
	return from
}

func times(a, b uint32) uint32 { return uint32(uint64(a) * uint64(b) % prime) }

func inverse(v uint32) uint32 {
	out := uint32(1)
	for e := uint32(prime - 2); e > 0; e >>= 1 {
		if e&1 == 1 {
			out = times(out, v)
		}
		v = times(v, v)
	}
	return out
}
