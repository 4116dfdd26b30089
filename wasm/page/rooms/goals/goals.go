// Package goals is the room of what a clinic set itself as a goal: its figures with what they are parts of, charts that suit
// them, two properties of customers set against each other, and how few stand together in what is to be shared.
package goals

import (
	"slices"
	"strconv"

	"fenji/scoring/civil"
	"fenji/scoring/figures"
	"fenji/scoring/protocol"
	"fenji/scoring/words"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

// Codes are the goals.
var Codes = []string{"new", "sticky", "conversion", "loyalty", "departments", "voice"}

// Shown is what the cells of the cross table can show of their customers: how many they are, their money, their share of the row.
var Shown = []string{"count", "money", "share"}

// State is what the room keeps.
type State struct {
	Goal        string
	Period      string // "all", "d30", "d90", "m12" or a month 2006-01
	Axis, Value string
	Cross       protocol.CrossWish
	Shows       string // what stands large in the cross table: one of Shown
	Bands       protocol.ClassWish

	Found *protocol.Goals
	Table *protocol.CrossTable
	Class *protocol.Class
	of    *protocol.Outcome
}

// The events of the room.
type (
	GoalChosen   struct{ Goal string }
	PeriodChosen struct{ Period string }
	OfChosen     struct{ Axis, Value string }
	AxesChosen   struct{ Wish protocol.CrossWish }
	ShownChosen  struct{ What string }
	BandsChosen  struct{ Wish protocol.ClassWish }
)

const name = "goals"

// Room is the room.
var Room = shell.Room{Name: name, Area: "practice", Has: joined, Reduce: reduceOwn, Labels: labels, Export: func(s *shell.State, w *protocol.Export) { w.Bands = own(s).Bands }, Questions: []shell.Question{
	{Name: "goals", Op: protocol.OpGoals, Answer: func() protocol.Message { return &protocol.Goals{} },
		Wish: wanted(func(s *shell.State, o State) protocol.Message { w := o.wish(s); return &w })},
	{Name: "goals.cross", Op: protocol.OpCrossTable, Answer: func() protocol.Message { return &protocol.CrossTable{} },
		Wish: wanted(func(_ *shell.State, o State) protocol.Message { return &o.Cross })},
	{Name: "goals.class", Op: protocol.OpClass, Answer: func() protocol.Message { return &protocol.Class{} },
		Wish: wanted(func(_ *shell.State, o State) protocol.Message { return &o.Bands })},
}}

// joined tells whether there is more than payments to count.
func joined(s *shell.State) bool { return s.Outcome.Graded && s.Outcome.Sources.Joined }

func wanted(wish func(*shell.State, State) protocol.Message) func(s *shell.State) protocol.Message {
	return func(s *shell.State) protocol.Message {
		if !s.InFront(name) || s.Outcome == nil || !joined(s) {
			return nil
		}
		return wish(s, own(s))
	}
}

func own(s *shell.State) State { return fresh(shell.Own[State](s, name)) }

// fresh fills in what nobody has chosen yet.
func fresh(o State) State {
	if o.Goal == "" {
		o.Goal, o.Period = "new", "all"
		o.Cross, o.Shows = protocol.CrossWish{Row: "channel", Column: "grade"}, Shown[0]
	}
	return o
}

func reduceOwn(was any, _, now *shell.State, e shell.Event) any {
	return reduce(fresh(shell.As[State](was)), now, e)
}

func reduce(o State, now *shell.State, e shell.Event) State {
	switch e := e.(type) {
	case shell.Graded:
		o.Found, o.Table, o.Class, o.Axis, o.Value = nil, nil, nil, "", ""
	case GoalChosen:
		o.Goal = e.Goal
	case PeriodChosen:
		o.Period = e.Period
	case OfChosen:
		o.Axis, o.Value = e.Axis, e.Value
	case AxesChosen:
		o.Cross = e.Wish
	case ShownChosen:
		o.Shows = e.What
	case BandsChosen:
		o.Bands = e.Wish
	case shell.Answered:
		switch answer := e.Answer.(type) {
		case *protocol.Goals:
			o.Found, o.of = answer, now.Outcome
		case *protocol.CrossTable:
			o.Table = answer
		case *protocol.Class:
			o.Class = answer
		}
	}
	return o
}

// wish is what is asked of the engine.
func (o State) wish(s *shell.State) protocol.GoalWish {
	w := protocol.GoalWish{Goal: o.Goal, Axis: o.Axis, Value: o.Value}
	w.From, w.To = Bounds(o.Period, s.Outcome.AsOf)
	return w
}

// Bounds are the days of a period that ends on the analysis date, or of a month.
func Bounds(period, asOf string) (from, to string) {
	day, err := civil.Parse(asOf)
	if err != nil {
		return "", ""
	}
	switch period {
	case "all", "":
		return "", ""
	case "d30":
		return (day - 29).String(), asOf
	case "d90":
		return (day - 89).String(), asOf
	case "m12":
		return (day.AddMonths(-12) + 1).String(), asOf
	}
	first, err := civil.Parse(period + "-01")
	if err != nil {
		return "", ""
	}
	return first.String(), (first.AddMonths(1) - 1).String()
}

// Periods are those that are offered: all, spans up to the analysis date, and its months, the latest first.
func Periods(lang, asOf string) (values, names []string) {
	for _, p := range []string{"all", "d30", "d90", "m12"} {
		values, names = append(values, p), append(names, words.Text(lang, "goals.period."+p))
	}
	day, err := civil.Parse(asOf)
	if err != nil {
		return values, names
	}
	month, _ := civil.Parse(asOf[:7] + "-01")
	for i := range 12 {
		m := month.AddMonths(-i).String()[:7]
		title := m
		if i == 0 && (day + 1).String()[8:] != "01" {
			title = words.Text(lang, "goals.period.running", "month", m)
		}
		values, names = append(values, m), append(names, title)
	}
	return values, names
}

// A Tile is a figure in words.
type Tile struct {
	*protocol.GoalFigure
	Name, Shown, Unit, Say string
}

// percents are figures that are shown as shares; the others are shown as they are.
var percents = map[string]bool{"conversion": true, "arrival": true, "repeat": true, "return": true}

// few is the whole below which only counts are shown.
const few = 10

// TileOf says a figure in words.
func TileOf(lang string, f *protocol.GoalFigure) Tile {
	t := Tile{GoalFigure: f, Name: words.Text(lang, "goals.figure."+f.Code)}
	text := func(key string, args ...string) string { return words.Text(lang, "goals.say."+key, args...) }
	n := strconv.Itoa(f.N)
	switch {
	case f.Code == "complaints" && f.Of != "": // without visits to hold them against they are a mere count
		whole, _ := strconv.Atoi(f.Of)
		part, _ := strconv.Atoi(f.Value)
		t.Shown, t.Unit, t.Say = figures.Tenths(figures.Share(int64(part)*10, int64(whole))), text("per.thousand"), text("of", "part", say.Grouped(f.Value), "whole", say.Grouped(f.Of))
		if whole < few {
			t.Shown, t.Unit = say.Grouped(f.Value), ""
		}
	case f.Code == "dau-mau":
		t.Shown, t.Say = Percent(f.Value, f.Of), text("of", "part", oneplace(f.Value), "whole", say.Grouped(f.Of))
	case percents[f.Code]:
		t.Shown, t.Say = Percent(f.Value, f.Of), text("of", "part", say.Grouped(f.Value), "whole", say.Grouped(f.Of))
		if f.N < few {
			t.Shown, t.Say = text("of", "part", say.Grouped(f.Value), "whole", say.Grouped(f.Of)), text("few")
		} else if f.Low != "" {
			t.Say = text("of.between", "part", say.Grouped(f.Value), "whole", say.Grouped(f.Of), "low", Percent(f.Low, "1"), "high", Percent(f.High, "1"))
		}
	case f.Code == "rating" || f.Code == "nps":
		t.Shown, t.Say = f.Value, text("answers", "n", n, "figure", say.Count(f.N))
		if f.Low != "" {
			t.Say = text("answers.between", "n", n, "figure", say.Count(f.N), "low", f.Low, "high", f.High)
		}
		if f.N < few {
			t.Say = text("answers.few", "n", n)
		}
	case f.Code == "dau":
		t.Shown = oneplace(f.Value)
	case f.Code == "reading":
		t.Shown, t.Unit, t.Say = say.Grouped(f.Value), text("seconds"), text("readers", "n", n, "figure", say.Count(f.N))
	case f.Code == "money":
		t.Shown = say.Amount(lang, "yuan", f.Value)
	default:
		t.Shown = say.Grouped(f.Value)
	}
	if t.Say == "" && f.By == "" && words.Has("goals.note."+f.Code) {
		t.Say = words.Text(lang, "goals.note."+f.Code)
	}
	return t
}

// oneplace writes a mean with one place.
func oneplace(value string) string {
	x, err := strconv.ParseFloat(value, 64)
	if err != nil {
		return value
	}
	return say.Grouped(strconv.FormatFloat(x, 'f', 1, 64))
}

// Percent writes a share in per cent with one place.
func Percent(part, whole string) string {
	a, err := strconv.ParseFloat(part, 64)
	b, bad := strconv.ParseFloat(whole, 64)
	if err != nil || bad != nil || b == 0 {
		return "–"
	}
	return strconv.FormatFloat(100*a/b, 'f', 1, 64) + "%"
}

// Word says what stands on an axis.
func Word(lang, axis, value string) string {
	switch {
	case value == "none" && axis == "grade":
		return words.Text(lang, "grade.ungraded")
	case value == "none":
		return words.Text(lang, "goals.none")
	case value == "others":
		return words.Text(lang, "goals.others")
	case axis == "sex" && (value == "M" || value == "F"):
		return words.Text(lang, "goals.sex."+value)
	}
	return value
}

// Cell says what stands large and what stands small in a cell of the cross table. A hidden one says nothing.
func Cell(lang, shows string, t *protocol.CrossTable, r, c int) (large, small string) {
	n := t.Counts[r*len(t.Columns)+c]
	if n < 0 {
		return words.Text(lang, "goals.hidden"), ""
	}
	count, share, money := say.Count(n), "", ""
	if t.RowSums[r] > 0 {
		share = Percent(strconv.Itoa(n), strconv.Itoa(t.RowSums[r]))
	}
	if of := t.Money[r*len(t.Columns)+c]; of != "" {
		money = say.Amount(lang, "yuan", of)
	}
	switch {
	case shows == "money" && money != "":
		return money, count
	case shows == "share" && share != "":
		return share, count
	}
	return count, share
}

// Sum says what stands at the end of a row or a column of the cross table: how many, or their money.
func Sum(lang, shows string, n int, money string) string {
	switch {
	case n < 0:
		return words.Text(lang, "goals.hidden")
	case shows == "money":
		return say.Amount(lang, "yuan", money)
	}
	return say.Count(n)
}

// Verdict says whether a difference can be chance.
func Verdict(lang string, t *protocol.CrossTable) string {
	args := []string{"rows", words.Text(lang, "goals.axis."+t.Row), "columns", words.Text(lang, "goals.axis."+t.Column), "v", t.V, "p", t.P}
	key := "goals.verdict." + t.Verdict
	switch {
	case t.Row == t.Column:
		return words.Text(lang, "goals.verdict.same")
	case t.Verdict != "few" && t.P == "":
		return ""
	case t.Exact:
		key += ".exact"
	case t.Verdict == "differ" && t.P == "0.0000":
		key += ".sure"
	}
	return words.Text(lang, key, args...)
}

// ClassText says how few stand together.
func ClassText(lang string, c *protocol.Class) string {
	list := ""
	for i, col := range c.Columns {
		if i > 0 {
			list += words.Text(lang, "sources.and")
		}
		list += words.Text(lang, "goals.column."+col)
	}
	key := "goals.class"
	switch {
	case len(c.Columns) == 0:
		return words.Text(lang, "goals.class.nothing")
	case c.K >= c.Few:
		key += ".fine"
	}
	return words.Text(lang, key, "columns", list, "k", strconv.Itoa(c.K), "alone", strconv.Itoa(c.Alone), "n", strconv.Itoa(c.N), "few", strconv.Itoa(c.Few))
}

// labels are the words of the filters that tables lead to.
var labels = []shell.Label{{Field: "axis.", Say: func(s *shell.State, rest string, f protocol.Filter) string {
	value := ""
	for i, v := range f.Values {
		if i > 0 {
			value += words.Text(s.Lang, "sources.and")
		}
		value += Word(s.Lang, rest, v)
	}
	return words.Text(s.Lang, "goals.filter", "axis", words.Text(s.Lang, "goals.axis."+rest), "value", value)
}}, {Field: protocol.FieldGoal, Say: func(s *shell.State, id string, f protocol.Filter) string {
	title := words.Text(s.Lang, "goals.figure."+id)
	if words.Has("goals.chart." + id) {
		title = words.Text(s.Lang, "goals.chart."+id)
	}
	if len(f.Values) != 4 {
		return title
	}
	text := ""
	add := func(more string) {
		if text != "" && more != "" {
			text += " · "
		}
		text += more
	}
	add(part(s.Lang, id, f.Values[0]))
	switch column := f.Values[1]; {
	case column == "":
	case column == "second":
		add(words.Text(s.Lang, "goals.second."+id))
	case id == "hot":
		add(column + words.Text(s.Lang, "goals.hour"))
	default:
		add(part(s.Lang, "hot", column))
	}
	if f.Low != "" || f.High != "" {
		add(f.Low + "–" + f.High)
	}
	if f.Values[2] != "" {
		add(Word(s.Lang, f.Values[2], f.Values[3]))
	}
	if text == "" {
		return title
	}
	return words.Text(s.Lang, "goals.filter", "axis", title, "value", text)
}}}

// Leads is the view of those behind a part of a chart or a figure, as it was asked for.
func Leads(v protocol.View, w protocol.GoalWish, id, label, column string) protocol.View {
	return protocol.View{Sort: v.Sort, Filters: []protocol.Filter{{Field: protocol.FieldGoal + id, Low: w.From, High: w.To,
		Values: []string{label, column, w.Axis, w.Value}}}}
}

// LeadsOn is the view of those behind a part of a chart by its number, those of a second line after those of the first.
func LeadsOn(v protocol.View, w protocol.GoalWish, c *protocol.GoalChart, at int) protocol.View {
	n, column := len(c.Labels), ""
	switch {
	case c.Columns != nil:
		at, column = at/len(c.Columns), c.Columns[at%len(c.Columns)]
	case at >= n:
		at, column = at-n, "second"
	}
	return Leads(v, w, c.ID, c.Labels[at], column)
}

// PartOf is the number of the part of a chart that a cell of its table tells of, -1 where nobody is behind it. Column 0 is the
// first behind the names.
func PartOf(c *protocol.GoalChart, row, column int) int {
	part, list := -1, c.Values
	switch {
	case c.Columns != nil:
		part = row*len(c.Columns) + column
	case column == 1 && c.Second != nil:
		list = append(slices.Clone(list), c.Second...)
		part = len(c.Labels) + row
	case column == 0:
		part = row
	}
	if part < 0 || part >= len(list) || list[part] == "" || list[part] == "0" {
		return -1
	}
	return part
}

// nobodies are figures that are of nobody in particular: money, and means of days.
var nobodies = map[string]bool{"money": true, "dau": true, "dau-mau": true}

// Led tells whether there is somebody behind a figure.
func Led(f *protocol.GoalFigure) bool {
	return !nobodies[f.Code] && f.N > 0 && (f.Value != "0" || f.Code == "nps" || f.Code == "reading")
}
