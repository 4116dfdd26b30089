package export

import (
	"strconv"
	"strings"

	"fenji/scoring/columns"
	"fenji/scoring/others"
	"fenji/scoring/sheet"
	"fenji/scoring/words"
)

// A Column is a column that a list has besides those of the graded sheet.
type Column struct {
	Header  string
	Width   float64 // in characters
	Right   bool    // figures
	Choices []string
	Value   func(customer int) sheet.Value
}

// A List is what makes an export a list for calls: one sheet of customers, whose first columns are printed, so many on a
// page, and written in by hand.
type List struct {
	Name      string   // of the sheet
	Front     []Column // before the columns of the graded sheet; these are printed
	More      []Column // behind them, before the user's own
	PageRows  int
	RowHeight float64 // in points
}

// front and more are the columns that a list adds.
func (e *Export) front() []Column {
	if e.List == nil {
		return nil
	}
	return e.List.Front
}

func (e *Export) more() []Column {
	if e.List == nil {
		return e.Near
	}
	return append(e.List.More[:len(e.List.More):len(e.List.More)], e.Near...)
}

// heads names the columns in their order, each name once: where the user's own file has a name that is ours too, ours says
// that it is of the grading; where a list shows the same first, theirs says that it is of the file; of what is left, the
// later one has a number behind it.
func (e *Export) heads() []string {
	var names, theirs []string
	for _, col := range e.View.Extras {
		theirs = append(theirs, e.headOf(col))
	}
	fold := func(s string) string { return strings.ToLower(strings.TrimSpace(s)) }
	taken := map[string]bool{}
	for i, name := range theirs {
		taken[fold(name)], taken[fold(e.Mapping.Columns[e.View.Extras[i]].Header)] = true, true
	}
	seen := map[string]bool{}
	put := func(name, other string) {
		if other != "" && (taken[fold(name)] || seen[fold(name)]) {
			name = other
		}
		base := name
		for n := 2; seen[fold(name)]; n++ {
			name = base + " " + strconv.Itoa(n)
		}
		seen[fold(name)] = true
		names = append(names, name)
	}
	for _, c := range e.front() {
		put(c.Header, "")
	}
	for i, c := range columns.Graded {
		name := e.text(c.Key)
		if e.plain && i == columns.MAmount && e.MoneyFormat() != "" {
			name = e.text("export.money", "name", name, "code", words.Worn(e.Lang))
		}
		put(name, e.text("export.col.ours", "name", name))
	}
	for _, c := range e.more() {
		put(c.Header, e.text("export.col.ours", "name", c.Header))
	}
	taken = nil
	for _, name := range theirs {
		put(name, e.text("export.col.theirs", "name", name))
	}
	for _, c := range e.Behind {
		put(c.Header, e.text("export.col.ours", "name", c.Header))
	}
	return names
}

// headOf is the header of one of the user's columns, with what it says of a customer.
func (e *Export) headOf(col int) string {
	header := e.Mapping.Columns[col].Header
	if k := e.View.Others.Kind(col); k != others.Own {
		return e.text("others."+k.String(), "header", header)
	}
	return header
}

// listed makes the sheet of customers the one of a list.
func (l *List) listed(s *sheet.SheetSpec) {
	s.Name, s.PrintColumns, s.PageRows, s.RowHeight = l.Name, len(l.Front), l.PageRows, l.RowHeight
	s.GradeColumn += len(l.Front)
	var front []float64
	for i, c := range l.Front {
		front = append(front, c.Width)
		if len(c.Choices) > 0 {
			s.Choices = append(s.Choices, sheet.Choice{Column: i + 1, Texts: c.Choices})
		}
	}
	s.Widths = append(front, s.Widths...)
}
