// Package customers is the room that lists the customers: tiles of the grades, filters, the list itself and what is done
// with those in it.
package customers

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"fenji/scoring/columns"
	"fenji/scoring/protocol"
	"fenji/scoring/words"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

// State is what the room keeps besides the rows: which filters are offered and what is known of their values, which columns
// are shown and how wide.
type State struct {
	Facets string                     // the filters are "open" or "shut"; "": as the window has room
	Folded map[string]bool            // facets that are folded away, or not, against what facetsOf says
	Known  map[string]*protocol.Facet // by field
	at     map[string]int             // and for which list each is
	Sought map[string]string          // what is searched for inside a facet
	Whole  map[string]bool            // facets of which all values are wanted

	Columns []int // shown, in order; nil: all, as they come
	hidden  []int // added columns that the user does not want
	Widths  map[int]int
	Dense   bool   // the other height of rows than the window asks for
	Tool    string // the menu that is open: "columns", "export" or ""
	Scope   string // which customers a list is exported of
}

// The events of the list.
type (
	FacetsTurned struct{ Open bool }
	FacetFolded  struct {
		Field  string
		Folded bool
	}
	FacetSought struct{ Field, Text string }
	FacetWhole  struct{ Field string }

	ColumnsChosen struct{ Columns []int }
	ColumnSized   struct{ Column, Width int }
	DenseTurned   struct{}
	ToolTurned    struct{ Tool string }
	ScopeChosen   struct{ Scope string }
)

const name, question, ahead = "customers", "customers.facet", "customers.ahead"

// lull lets the first rows of a new result come before the filters.
const lull = 40 * time.Millisecond

// aheadPause lets what the user sees of a new result come before what he does not see yet.
const aheadPause = 150 * time.Millisecond

// Room is the room.
var Room = shell.Room{
	Name: name, Area: "result", Base: true, Reduce: reduceOwn, Labels: labels,
	Questions: []shell.Question{{
		Name: question, Op: protocol.OpFacet, Pause: lull, Quiet: true,
		Wish:   wish,
		Also:   func(s *shell.State) int { return s.Turn },
		Answer: func() protocol.Message { return &protocol.Facet{} },
	}, {
		Name: ahead, Op: protocol.OpPrepare, Pause: aheadPause, Quiet: true,
		Wish: func(s *shell.State) protocol.Message {
			if s.Task != shell.Idle || !s.Outcome.Graded {
				return nil
			}
			return &protocol.Prepare{Lang: s.Lang}
		},
		Answer: func() protocol.Message { return &protocol.Nothing{} },
	}},
}

func own(s *shell.State) State { return shell.Own[State](s, name) }

func reduceOwn(o any, was, now *shell.State, e shell.Event) any {
	return reduce(shell.As[State](o), was, now, e)
}

func reduce(c State, was, now *shell.State, e shell.Event) State {
	switch e := e.(type) {
	case shell.Graded, shell.Revealed:
		c = c.fresh(was.Outcome, now.Outcome).withNew(was, now)
	case shell.Listed:
		c = c.withNew(was, now)
	case shell.Answered:
		if e.Question == question {
			known := e.Answer.(*protocol.Facet)
			c.Known, c.at = shell.With(c.Known, known.Field, known), shell.With(c.at, known.Field, e.Also())
		}
	case FacetsTurned:
		c.Facets = say.Either(e.Open, "open", "shut")
	case FacetFolded:
		c.Folded = shell.With(c.Folded, e.Field, e.Folded)
	case FacetSought:
		if c.Sought[e.Field] != e.Text {
			c.Sought, c.at = shell.With(c.Sought, e.Field, e.Text), shell.With(c.at, e.Field, 0)
		}
	case FacetWhole:
		if !c.Whole[e.Field] {
			c.Whole, c.at = shell.With(c.Whole, e.Field, true), shell.With(c.at, e.Field, 0)
		}
	case ColumnsChosen:
		c = c.chosen(now, e.Columns)
	case ColumnSized:
		c.Widths = shell.With(c.Widths, e.Column, max(leastWidth, min(e.Width, mostWidth)))
	case DenseTurned:
		c.Dense = !c.Dense
	case ToolTurned:
		c.Tool = say.Either(c.Tool == e.Tool, "", e.Tool)
		if c.Tool == "export" {
			c.Scope = likelyScope(now)
		}
	case ScopeChosen:
		c.Scope = e.Scope
	}
	return c
}

// wish asks for the first open facet that is not known of what is listed.
func wish(s *shell.State) protocol.Message {
	if s.Arranging || !s.InFront(name) || !facetsShown(s) {
		return nil
	}
	for _, f := range facetsOf(s) {
		if !f.folded && own(s).at[f.field] != s.Turn {
			ask := askOf(s, f.field)
			return &ask
		}
	}
	return nil
}

// dense tells whether rows are low: on a small laptop unless the user says otherwise, elsewhere when the user says so.
func dense(s *shell.State) bool { return own(s).Dense != s.Space.Low }

// facetsShown tells whether the filters are in sight: where there is no room for both, an explanation covers them.
func facetsShown(s *shell.State) bool {
	open := own(s).Facets == "open" || own(s).Facets == "" && s.Space.Wide
	return open && (s.Space.Roomy || s.Picked < 0)
}

// fresh keeps what the user set up for another outcome: all of it when that has the same columns.
func (c State) fresh(was, now *protocol.Outcome) State {
	c.Known, c.at, c.Tool = nil, nil, ""
	if was == nil || !slices.Equal(was.Extras, now.Extras) {
		c.Folded, c.Sought, c.Whole, c.Columns, c.Widths = nil, nil, nil, nil, nil
	}
	return c
}

// listsSome tells whether a view leaves customers out.
func listsSome(v protocol.View) bool { return len(v.Grades)+len(v.Filters) > 0 || v.Search != "" }

// leastWidth and mostWidth bound the width of a column, in pixels.
const leastWidth, mostWidth = 56, 720

// known lists the columns that there are: those of the graded sheet, of the file, and those that features add.
func known(s *shell.State) []int {
	n := columns.Extra
	if s.Outcome != nil {
		n += len(s.Outcome.Extras)
	}
	cols := make([]int, n)
	for i := range cols {
		cols[i] = i
	}
	near := columns.Extra
	for _, a := range s.Added() {
		if a.Near {
			cols = slices.Insert(cols, near, a.Column())
			near++
		} else {
			cols = append(cols, a.Column())
		}
	}
	return cols
}

// shown lists the columns of the grid in their order. Who it is comes first, always. An added column that is not there now
// keeps its place.
func shown(s *shell.State) []int {
	cols := own(s).Columns
	if cols == nil {
		all := known(s)
		if (s.Space.Small || s.Space.Low) && len(all) > columns.Grade { // on a small screen the grade stands beside the customer
			all = slices.Insert(slices.Delete(slices.Clone(all), columns.Grade, columns.Grade+1), 1, columns.Grade)
		}
		return all
	}
	return slices.DeleteFunc(slices.Clone(cols), func(col int) bool { return col >= protocol.FirstAdded && s.AddedAt(col) < 0 })
}

// chosen shows columns and remembers which of the added ones the user does not want; of nil it shows all.
func (c State) chosen(now *shell.State, cols []int) State {
	unwanted := c.hidden
	if c.Columns, c.hidden = cols, nil; cols == nil {
		return c
	}
	for _, a := range now.Added() {
		unwanted = append(unwanted[:len(unwanted):len(unwanted)], a.Column())
	}
	for _, col := range unwanted {
		if !slices.Contains(cols, col) && !slices.Contains(c.hidden, col) {
			c.hidden = append(c.hidden, col)
		}
	}
	return c
}

// withNew shows the columns that features have added, where the user chose columns before.
func (c State) withNew(was, now *shell.State) State {
	if c.Columns == nil {
		return c
	}
	for _, a := range now.Added() {
		if col := a.Column(); was.AddedAt(col) < 0 && !slices.Contains(c.Columns, col) && !slices.Contains(c.hidden, col) {
			c.Columns = append(slices.Clone(c.Columns), col)
		}
	}
	return c
}

// header names a column of the grid.
func header(s *shell.State, col int) string {
	if col < columns.Extra {
		return words.Text(s.Lang, columns.Graded[col].Key)
	}
	if col < protocol.FirstAdded {
		return say.Extra(s.Lang, s.Outcome, col-columns.Extra)
	}
	if at := s.AddedAt(col); at >= 0 {
		return say.Head(s.Lang, &s.Added()[at])
	}
	return ""
}

// kindOf tells how a column is drawn.
func kindOf(s *shell.State, col int) string {
	switch at := s.AddedAt(col); {
	case at >= 0:
		return s.Added()[at].Kind
	case col == columns.MAmount:
		return protocol.CellMoney
	case col == columns.Grade:
		return protocol.CellGrade
	}
	return protocol.CellText
}

// addedText is what an added column says of a customer.
func addedText(s *shell.State, r *protocol.Row, col int) string {
	if at := s.AddedAt(col); at >= 0 && at < len(r.Added) {
		return say.Added(s.Added()[at].Kind, r.Added[at])
	}
	return ""
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
func facetsOf(s *shell.State) []facetOf {
	list := []facetOf{{protocol.FieldGrade, words.Text(s.Lang, "export.col.grade"), false}}
	for i, m := range say.Metrics {
		list = append(list, facetOf{m, words.Text(s.Lang, columns.Graded[columns.RDays+i].Key), false})
	}
	list = append(list, facetOf{"score", words.Text(s.Lang, columns.Graded[columns.Score].Key), true})
	for i, col := range s.Outcome.Facets {
		list = append(list, facetOf{"column." + strconv.Itoa(col), columnTitle(s, col), i >= openColumns})
	}
	for _, a := range s.Added() {
		list = append(list, facetOf{protocol.FieldAdded + a.ID, say.Head(s.Lang, &a), true})
	}
	for i := range list {
		if folded, said := own(s).Folded[list[i].field]; said {
			list[i].folded = folded
		}
	}
	return list
}

// openColumns is how many columns have their facet open at first; fewValues is how many values a facet lists at first,
// manyValues how many when all are wanted.
const openColumns, fewValues, manyValues = 3, 6, 200

// columnTitle names a column of the file, with what it says of a customer.
func columnTitle(s *shell.State, col int) string {
	name := columnName(s, col)
	if gained(s, col) != nil {
		return name
	}
	if i := slices.Index(s.Outcome.Extras, name); i >= 0 {
		return say.Extra(s.Lang, s.Outcome, i)
	}
	return name
}

// gained is a column that customers gained by what was joined, nil for one of the file.
func gained(s *shell.State, col int) *protocol.Gained {
	for i := range s.Outcome.Gained {
		if g := &s.Outcome.Gained[i]; g.Index == col {
			return g
		}
	}
	return nil
}

// rangeKind is "number" or "date" for a column whose facet is a range, "" for one of values.
func rangeKind(s *shell.State, field string) string {
	number, found := strings.CutPrefix(field, "column.")
	if col, err := strconv.Atoi(number); found && err == nil {
		if g := gained(s, col); g != nil {
			return g.Range
		}
	}
	return ""
}

// columnName names a column of the file.
func columnName(s *shell.State, col int) string {
	for _, c := range s.Outcome.Columns {
		if c.Index == col && c.Header != "" {
			return c.Header
		}
	}
	if g := gained(s, col); g != nil {
		return say.Half(s.Lang, g.Header)
	}
	return say.Letter(col)
}

// askOf is the question behind a facet.
func askOf(s *shell.State, field string) protocol.FacetOf {
	c := own(s)
	top := fewValues
	if c.Whole[field] || c.Sought[field] != "" {
		top = manyValues
	}
	return protocol.FacetOf{Field: field, Search: c.Sought[field], Top: top}
}

// likelyScope is which customers a list is most likely wanted of: those marked, else those listed.
func likelyScope(s *shell.State) string {
	switch {
	case s.Count.Marked > 0:
		return "picked"
	case listsSome(s.View):
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

// advice is what to do about a customer of a band.
func advice(lang string, b *protocol.Band) string {
	if b == nil {
		return ""
	}
	action, cadence := b.Action.In(lang), b.Cadence.In(lang)
	if cadence == "" {
		return action
	}
	return words.Text(lang, "export.advice", "action", action, "cadence", cadence)
}

// cellTexts gives the texts of a row, column by column.
func cellTexts(s *shell.State, r *protocol.Row) []string {
	note := ""
	if r.Reason != "" {
		note = words.Text(s.Lang, "reason."+r.Reason)
	}
	cells := []string{r.ID, r.Last, say.Grouped(r.Value[0]), say.Grouped(r.Value[1]), say.Grouped(r.Value[2]),
		r.Points[0], r.Points[1], r.Points[2], r.Score, r.Grade, advice(s.Lang, s.Band(r.Grade)), note}
	return append(cells, r.Extras...)
}
