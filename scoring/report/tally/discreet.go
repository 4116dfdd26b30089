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
	d.Heat.Cells = k.hideTable(&d.Heat)
	for m := range d.Bars {
		d.Bars[m].Items = k.hide(d.Bars[m].Items)
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
		f.BestCount = Hidden
	}
	if k.few(f.Top) {
		f.TopShare = Hidden
	}
	if f.Customers < curveSteps*int(k) {
		d.Curve = nil // its first steps would speak of a few who pay most
	}
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

func (k threshold) hideTable(h *report.Heat) []report.Item {
	if len(h.Cells) == 0 {
		return nil
	}
	counts := make([][]int, len(h.Rows))
	for i := range h.Cells {
		y := i / len(h.Cols)
		counts[y] = append(counts[y], h.Cells[i].Count)
	}
	table := privacy.SuppressTable(counts, int(k))
	return covered(h.Cells, func(i int) bool { return table.Cells[i/len(h.Cols)][i%len(h.Cols)] })
}
