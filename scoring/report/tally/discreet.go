package tally

import (
	"fenji/scoring/report"
	"slices"

	"fenji/scoring/privacy"
)

// Hidden is the Count of an item that is not to be shown; its money is hidden with it.
const Hidden = report.Hidden

// Discreet gives the report without what tells of few customers, for readers who may not know of them: counts below
// least, which is [privacy.SmallCount] unless somebody chooses, and as many others as it takes that nobody works them out.
func Discreet(from *report.Data, least int) report.Data {
	d := *from
	k := threshold(least)
	d.Grades = k.hide(d.Grades)
	cells, rows, columns := k.hideTable(&d.Heat)
	d.Heat.Cells = cells
	for m := range d.Bars {
		b := &d.Bars[m]
		all := k.hide(append(slices.Clone(b.Items), report.Item{Count: b.Rest}))
		b.Items, b.Rest = all[:len(all)-1], max(0, all[len(all)-1].Count) // nothing is said of a rest that is hidden
	}
	d.Months.Items = k.hide(d.Months.Items)
	d.Sides = slices.Clone(d.Sides)
	for i := range d.Sides {
		side := &d.Sides[i]
		all := k.hide(append(slices.Clone(side.Items), side.Others))
		side.Items, side.Others = all[:len(all)-1], all[len(all)-1]
	}
	f := &d.Figures
	for _, n := range []*int{&f.Repeat, &f.Active[0], &f.Active[1], &f.Active[2]} {
		if k.few(*n) || k.few(f.Customers-*n) {
			*n = Hidden
		}
	}
	if len(d.Grades) > 0 && d.Grades[0].Count == Hidden {
		f.BestCount, f.BestShare = Hidden, 0
	}
	if n := len(d.Grades); n > 0 && d.Grades[n-1].Label == "" && d.Grades[n-1].Count == Hidden {
		f.Graded = Hidden // it would tell the ungraded, and so would a map of all others
		d.Heat.Cells = covered(d.Heat.Cells, func(int) bool { return true })
	}
	if k.few(f.Top) {
		f.TopShare = Hidden
	}
	if f.Customers < curveSteps*int(k) {
		d.Curve = nil // its first steps would speak of a few who pay most
	}
	k.together(&d, from, rows, columns)
	return d
}

// A threshold is the smallest count that is shown.
type threshold int

func (k threshold) few(n int) bool { return n > 0 && n < int(k) }

func (k threshold) hide(items []report.Item) []report.Item {
	counts := make([]int, len(items))
	for i := range items {
		counts[i] = items[i].Count
	}
	hidden, _ := privacy.Suppress(counts, int(k))
	return covered(items, func(i int) bool { return hidden[i] })
}

func covered(items []report.Item, hidden func(i int) bool) []report.Item {
	items = slices.Clone(items)
	for i := range items {
		if hidden(i) {
			items[i].Count, items[i].Money = Hidden, ""
		}
	}
	return items
}

// hideTable hides cells of the map. rows and columns are those whose sums must not be known either.
func (k threshold) hideTable(h *report.Heat) (cells []report.Item, rows, columns []bool) {
	if len(h.Cells) == 0 {
		return nil, nil, nil
	}
	counts := make([][]int, len(h.Rows))
	for i := range h.Cells {
		y := i / len(h.Cols)
		counts[y] = append(counts[y], h.Cells[i].Count)
	}
	table := privacy.SuppressTable(counts, int(k))
	cells = covered(h.Cells, func(i int) bool { return table.Cells[i/len(h.Cols)][i%len(h.Cols)] })
	return cells, table.Rows, table.Columns
}
