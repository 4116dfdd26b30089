package chart

import (
	"fenji/scoring/report"
	"strings"

	"fenji/scoring/figures"
)

// A Chart is one chart of the overview, ready to be drawn. Option is "" where there is nothing to draw, and then Empty
// says why. Items are what its data lead to, by number.
type Chart struct {
	ID            string // "grades", "shares", "months", "curve", "heat", "bars.R" … "side.doctor"
	Title, Hint   string
	Option, Empty string
	Items         []report.Item
	Table         Table
	Height        int // pixels that it wants
}

// A Table says the same in figures. The first column names the rows.
type Table struct {
	Head []string
	Rows [][]string
}

// Charts makes all charts of the data.
func Charts(d *report.Data, look Look) []Chart {
	l := &look
	list := []Chart{grades(d, l), shares(d, l), months(d, l), curve(d, l), heat(d, l)}
	for m := range d.Bars {
		list = append(list, bars(d, m, l))
	}
	for i := range d.Sides {
		list = append(list, side(d, &d.Sides[i], l))
	}
	return list
}

// finish makes the option of a chart from its piece. say describes it to those who do not see it; columns is how many
// items stand in a row, for the arrow keys; axis is that along which a click finds its item, "" where items are clicked.
func (c *Chart) finish(l *Look, piece, say string, columns int, axis string, pairs ...string) {
	trigger, pointer := "axis", "line"
	switch {
	case axis == "":
		trigger, pointer = "item", "none"
	case piece == "grades" || piece == "bars" || piece == "side":
		pointer = "shadow"
	}
	c.Option = l.fill("option", "say", q(c.Title+l.t("colon")+say), "columns", itoa(columns), "axis", q(axis),
		"trigger", q(trigger), "pointer", q(pointer), "body", l.fill(piece, pairs...))
}

func lines(parts ...string) string {
	var some []string
	for _, p := range parts {
		if p != "" {
			some = append(some, p)
		}
	}
	return strings.Join(some, "\n")
}

// lead is where an item of a chart leads, by its number; -1: nowhere.
func lead(items []report.Item, i int) int {
	if len(items[i].Filters) == 0 || items[i].Count <= 0 {
		return -1
	}
	return i
}

func (l *Look) customers(n int) string { return l.t("n.customers", "n", itoa(n), "figure", count(n)) }

func (l *Look) per(tenths int) string { return figures.Tenths(tenths) + "%" }
