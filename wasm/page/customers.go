package page

import (
	"slices"
	"strconv"
	"strings"

	"fenji/scoring/protocol"
	"fenji/scoring/words"
)

// Customers is what the list of customers keeps besides its rows: which filters are offered and what is known of their
// values, which columns are shown and how wide, and the past of the customer that is explained.
type Customers struct {
	Facets bool                       // the filters are open
	Room   bool                       // there is room for filters, list and explanation beside one another
	Folded map[string]bool            // facets that are folded away, or not, against what facetsOf says
	Known  map[string]*protocol.Facet // by field
	Sought map[string]string          // what is searched for inside a facet
	Whole  map[string]bool            // facets of which all values are wanted

	Columns []int // shown, in order; nil: all, as they come
	Widths  map[int]int
	Dense   bool
	Tool    string // the menu that is open: "columns", "export" or ""
	Scope   string // which customers a list is exported of

	Past   *protocol.Past // of the customer explained; nil while it is under way
	Visits bool           // all visits are listed
}

// The events of the list.
type (
	FacetsTurned struct{ Open bool }
	RoomFound    struct{ Room bool }
	FacetFolded  struct {
		Field  string
		Folded bool
	}
	FacetRead   struct{ Facet *protocol.Facet }
	FacetSought struct{ Field, Text string }
	FacetWhole  struct{ Field string }

	ColumnsChosen struct{ Columns []int }
	ColumnSized   struct{ Column, Width int }
	DenseTurned   struct{}
	ToolTurned    struct{ Tool string }
	ScopeChosen   struct{ Scope string }

	PastRead     struct{ Past *protocol.Past }
	VisitsListed struct{}
)

func init() { areaReducers = append(areaReducers, reduceCustomers) }

func reduceCustomers(s State, e Event) State {
	c := &s.Areas.Customers
	switch e := e.(type) {
	case FacetsTurned:
		c.Facets = e.Open
	case RoomFound:
		c.Room = e.Room
	case FacetFolded:
		c.Folded = with(c.Folded, e.Field, e.Folded)
	case FacetRead:
		c.Known = with(c.Known, e.Facet.Field, e.Facet)
	case FacetSought:
		c.Sought = with(c.Sought, e.Field, e.Text)
	case FacetWhole:
		c.Whole = with(c.Whole, e.Field, true)
	case ColumnsChosen:
		c.Columns = e.Columns
	case ColumnSized:
		c.Widths = with(c.Widths, e.Column, max(leastWidth, min(e.Width, mostWidth)))
	case DenseTurned:
		c.Dense = !c.Dense
	case ToolTurned:
		c.Tool = either(c.Tool == e.Tool, "", e.Tool)
		if c.Tool == "export" {
			c.Scope = s.likelyScope()
		}
	case ScopeChosen:
		c.Scope = e.Scope
	case PastRead:
		c.Past = e.Past
	case VisitsListed:
		c.Visits = true
	}
	return s
}

// facetsShown tells whether the filters are in sight: where there is no room for both, an explanation covers them.
func (s State) facetsShown() bool {
	return s.Areas.Customers.Facets && (s.Areas.Customers.Room || s.Picked < 0)
}

// with gives a map that holds one thing more; the old one stays as it is.
func with[K comparable, V any](old map[K]V, key K, value V) map[K]V {
	m := make(map[K]V, len(old)+1)
	for k, v := range old {
		m[k] = v
	}
	m[key] = value
	return m
}

// fresh keeps what the user set up for another outcome: all of it when that has the same columns.
func (c Customers) fresh(was, now *protocol.Outcome) Customers {
	c.Known, c.Past, c.Visits, c.Tool = nil, nil, false, ""
	if was == nil || !slices.Equal(was.Extras, now.Extras) {
		c.Folded, c.Sought, c.Whole, c.Columns, c.Widths = nil, nil, nil, nil, nil
	}
	return c
}

// leastWidth and mostWidth bound the width of a column, in pixels.
const leastWidth, mostWidth = 56, 720

// shown lists the columns of the grid in their order. Who it is comes first, always.
func (s State) shown() []int {
	n := fixedColumns
	if s.Outcome != nil {
		n += len(s.Outcome.Extras)
	}
	cols := s.Areas.Customers.Columns
	if cols == nil {
		cols = make([]int, n)
		for i := range cols {
			cols[i] = i
		}
	}
	return cols
}

// header names a column of the grid.
func (s State) header(col int) string {
	if col < fixedColumns {
		return words.Text(s.Lang, columnKeys[col])
	}
	return s.Outcome.Extras[col-fixedColumns]
}

// withColumn shows a column behind the others, or hides it.
func withColumn(cols []int, col int, shown bool) []int {
	cols = slices.DeleteFunc(slices.Clone(cols), func(c int) bool { return c == col })
	if shown {
		cols = append(cols, col)
	}
	return cols
}

// moved moves a column by some places, never before the first column.
func moved(cols []int, col, by int) []int {
	from := slices.Index(cols, col)
	to := max(1, min(from+by, len(cols)-1))
	if from < 1 || to == from {
		return cols
	}
	cols = slices.Delete(slices.Clone(cols), from, from+1)
	return slices.Insert(cols, to, col)
}

// A facetOf is a facet that is offered.
type facetOf struct {
	field, title string
	folded       bool
}

// facetsOf lists the facets in their order: grades, the three metrics and the score, the columns of the file.
func (s State) facetsOf() []facetOf {
	list := []facetOf{{protocol.FieldGrade, words.Text(s.Lang, "export.col.grade"), false}}
	for i, m := range metricKeys {
		list = append(list, facetOf{m, words.Text(s.Lang, columnKeys[colDays+i]), false})
	}
	list = append(list, facetOf{"score", words.Text(s.Lang, columnKeys[colScore]), true})
	for i, col := range s.Outcome.Facets {
		list = append(list, facetOf{"column." + strconv.Itoa(col), s.columnName(col), i >= openColumns})
	}
	for i := range list {
		if folded, said := s.Areas.Customers.Folded[list[i].field]; said {
			list[i].folded = folded
		}
	}
	return list
}

// openColumns is how many columns have their facet open at first; fewValues is how many values a facet lists at first,
// manyValues how many when all are wanted.
const openColumns, fewValues, manyValues = 3, 6, 200

// columnName names a column of the file.
func (s State) columnName(col int) string {
	for _, c := range s.Outcome.Columns {
		if c.Index == col && c.Header != "" {
			return c.Header
		}
	}
	return letter(col)
}

// ask is the question behind a facet.
func (s State) ask(field string) protocol.FacetOf {
	c := s.Areas.Customers
	top := fewValues
	if c.Whole[field] || c.Sought[field] != "" {
		top = manyValues
	}
	return protocol.FacetOf{Field: field, Search: c.Sought[field], Top: top}
}

// likelyScope is which customers a list is most likely wanted of: those marked, else those listed.
func (s State) likelyScope() string {
	switch {
	case s.Count.Marked > 0:
		return "picked"
	case len(s.Chips()) > 0:
		return "view"
	}
	return ""
}

// sortPlace tells where a column stands among the keys of the order, from 1; 0: it does not.
func sortPlace(v protocol.View, col int) int {
	return 1 + slices.IndexFunc(v.Sort, func(k protocol.SortKey) bool { return k.Column == col })
}

// unsorted takes a column out of the order.
func unsorted(v protocol.View, col int) protocol.View {
	v.Sort = slices.DeleteFunc(slices.Clone(v.Sort), func(k protocol.SortKey) bool { return k.Column == col })
	return v
}

// matchAt finds a search in a text without regard to case, as the engine does; from is -1 where it is not.
func matchAt(text, search string) (from, to int) {
	lower := strings.ToLower(text)
	if search = strings.ToLower(strings.TrimSpace(search)); search == "" || len(lower) != len(text) {
		return -1, -1
	}
	from = strings.Index(lower, search)
	return from, from + len(search)
}

// StandingSentence says where a customer stands among the others in a measure: R, F, M or the score. The share is in
// per cent, rounded down.
func StandingSentence(lang string, measure int, at protocol.Standing) (said string, percent int) {
	if at.Of == 0 {
		return "", 0
	}
	percent = at.Better * 100 / at.Of
	key := "customers.standing." + [...]string{"R", "F", "M", "score"}[measure]
	switch percent {
	case 0:
		if at.Better == 0 {
			return words.Text(lang, key+".none"), 0
		}
		return words.Text(lang, key, "share", "<1"), 0
	case 100:
		return words.Text(lang, key+".all"), 100
	}
	return words.Text(lang, key, "share", strconv.Itoa(percent)), percent
}

// when says on which day something happens, or after how many days where no date is known.
func when(lang string, d protocol.Decline) string {
	if d.Day != "" {
		return d.Day
	}
	return words.Text(lang, "customers.decline.after", "n", count(d.After))
}

// FallSentence says when the grade falls if no visit comes, and to which. estimated: ranks shift with the others.
func FallSentence(lang string, declines []protocol.Decline, estimated bool) string {
	for _, d := range declines {
		if !d.Falls {
			continue
		}
		key := "customers.fall" + either(d.Grade == "", ".none", "") + either(estimated, ".about", "")
		return words.Text(lang, key, "when", when(lang, d), "grade", d.Grade)
	}
	return words.Text(lang, "customers.fall.never")
}

// daysBetween counts the days from one date to another, both written 2006-01-02; 0 where one is none.
func daysBetween(from, to string) int {
	a, okA := dayNumber(from)
	b, okB := dayNumber(to)
	if !okA || !okB {
		return 0
	}
	return b - a
}

// dayNumber counts days from a day long ago. Years begin in March here, so that the leap day is the last of a year. The
// core's own days would bring all of the core with them.
func dayNumber(date string) (n int, ok bool) {
	if len(date) != len("2006-01-02") {
		return 0, false
	}
	y, errY := strconv.Atoi(date[:4])
	m, errM := strconv.Atoi(date[5:7])
	d, errD := strconv.Atoi(date[8:])
	if errY != nil || errM != nil || errD != nil {
		return 0, false
	}
	if m -= 3; m < 0 {
		y, m = y-1, m+12
	}
	return 365*y + y/4 - y/100 + y/400 + (153*m+2)/5 + d, true
}
