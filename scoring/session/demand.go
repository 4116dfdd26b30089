package session

import (
	"slices"
	"sort"
	"strconv"
	"strings"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/intake"
	"fenji/scoring/models"
	"fenji/scoring/models/demand"
	"fenji/scoring/protocol"
	"fenji/scoring/sheet"
)

// mostChoices bounds how many departments or services are offered, the most visited first.
const mostChoices = 12

// divides are the columns by whose values demand may be looked at: departments, and what was done.
func (s *Session) divides() (cols []int) {
	for _, role := range []intake.Role{intake.Department, intake.Item} {
		for _, c := range s.mapping.Columns {
			if c.Role == role && c.Index < s.table.Cols && s.persons().Columns[c.Index].Open() {
				cols = append(cols, c.Index)
			}
		}
	}
	return cols
}

// demandModel says how many visits come.
func (s *Session) demandModel(_ *modelled, m protocol.ModelWish, tick models.Tick) *protocol.Model {
	if s.records.Shape != intake.PerVisit || len(s.records.Row) == 0 {
		return noLog(protocol.ModelDemand)
	}
	pause := scoring.Pause(func() { tick(0, 1) })
	series := s.series(m, pause)
	f := demand.Foretell(series, tick)
	one := part(protocol.ModelDemand, &f.Report)
	out := &protocol.Model{Choices: s.choices(pause), Days: []string{s.records.AsOf.String(), ""}}
	n := len(series.Counts)
	for h, v := range f.Value {
		day, end := series.Starts[n+h], series.Starts[n+h+1]
		row := protocol.Forecast{When: whenOf(day, series.Weeks), Low: digits(f.Low[h]), Value: digits(v), High: digits(f.High[h])}
		year, _, _ := day.Date()
		if f, ok := demand.Festival(year); ok && demand.Share(day, end) > 0 {
			row.Festival = f.String()
		}
		out.Forecast = append(out.Forecast, row)
	}
	if n > 1 {
		one.Curves = append(one.Curves, forecastCurve(series, f))
	}
	out.Parts = []protocol.ModelPart{one}
	return out
}

func whenOf(day civil.Day, weeks bool) string {
	if weeks {
		return day.String()
	}
	return day.String()[:7]
}

// forecastCurve is the last two years, and what comes.
func forecastCurve(s *demand.Series, f *demand.Forecast) protocol.Curve {
	n := len(s.Counts)
	from := max(0, n-24)
	if s.Weeks {
		from = max(0, n-104)
	}
	c := protocol.Curve{ID: "forecast", Lines: []protocol.CurveLine{{ID: "made"}, {ID: "expected"}}}
	to := n + len(f.Value)
	for t := from; t < to; t++ {
		made, expected, low, high := "", "", "", ""
		if t < n {
			made = digits(s.Counts[t])
		}
		if t == n-1 && to > n {
			expected, low, high = made, made, made // so that the lines meet
		}
		if t >= n {
			one := func(x float64) string { return strconv.FormatFloat(x, 'f', 0, 64) }
			expected, low, high = one(f.Value[t-n]), one(f.Low[t-n]), one(f.High[t-n])
		}
		c.X = append(c.X, whenOf(s.Starts[t], s.Weeks))
		c.Lines[0].Values, c.Lines[1].Values = append(c.Lines[0].Values, made), append(c.Lines[1].Values, expected)
		if to > n {
			c.Low, c.High = append(c.Low, low), append(c.High, high)
		}
	}
	if to == n {
		c.Lines = c.Lines[:1]
	}
	return c
}

// series counts the visits of months or weeks that are over. The first period counts when the log begins with it: on its
// Monday, or within the first week of the month.
func (s *Session) series(m protocol.ModelWish, pause scoring.Pause) (out *demand.Series) {
	first := s.records.AsOf
	for _, d := range s.records.Day {
		first = min(first, d)
	}
	out = &demand.Series{Weeks: m.By == "week"}
	at := monthStart(first)
	if out.Weeks {
		at = first - weekdayOf(first)
	}
	next := func(d civil.Day) civil.Day {
		if out.Weeks {
			return d + 7
		}
		return d.AddMonths(1)
	}
	if lag := first - at; out.Weeks && lag > 0 || lag > 6 {
		at = next(at)
	}
	over := 0
	for d := at; ; {
		out.Starts = append(out.Starts, d)
		if d = next(d); d-1 > s.records.AsOf {
			for range demand.Ahead {
				out.Starts = append(out.Starts, d)
				d = next(d)
			}
			break
		}
		over++
	}
	out.Starts = out.Starts[:over+demand.Ahead+1]
	out.Counts = make([]float64, over)
	count := func(day civil.Day) {
		if i, found := slices.BinarySearch(out.Starts[:over+1], day); found && i < over {
			out.Counts[i]++
		} else if !found && i > 0 && i <= over {
			out.Counts[i-1]++
		}
	}
	s.eachVisit(m.Of, count, pause)
	return out
}

func monthStart(d civil.Day) civil.Day {
	year, month, _ := d.Date()
	first, _ := civil.DateOf(year, month, 1)
	return first
}

// weekdayOf is 0 on a Monday.
func weekdayOf(d civil.Day) civil.Day {
	monday, _ := civil.DateOf(2024, 1, 1)
	return ((d-monday)%7 + 7) % 7
}

// eachVisit tells the days of visits: of all, or of those with something under one value of a column, "COLUMN=VALUE", where
// a customer counts once a day.
func (s *Session) eachVisit(of string, see func(civil.Day), pause scoring.Pause) {
	number, value, some := strings.Cut(of, "=")
	col, err := s.column(number)
	if !some || err != nil {
		t := s.visitLogIn(pause).Timeline
		for at, day := range t.Days {
			pause.At(at)
			for range t.Visits[at] {
				see(day)
			}
		}
		return
	}
	r, texts := s.records, s.cellTexts(col)
	starts, rows := r.ByCustomer(len(r.IDs))
	var days []civil.Day
	for who := range r.IDs {
		pause.At(who)
		days = days[:0]
		for _, i := range rows[starts[who]:starts[who+1]] {
			if came := r.Amount[i] > 0 || r.SpentOn(i); came && texts(int(r.Row[i])) == value {
				days = append(days, r.Day[i])
			}
		}
		slices.Sort(days)
		for _, day := range slices.Compact(days) {
			see(day)
		}
	}
}

// cellTexts reads a column; a text of the table is looked up once.
func (s *Session) cellTexts(col int) func(row int) string {
	known := map[uint32]string{}
	return func(row int) string {
		c := s.table.Cell(row, col)
		if c.Kind != sheet.Text {
			return s.table.Text(c)
		}
		text, have := known[c.TextID()]
		if !have {
			text = s.table.String(c.TextID())
			known[c.TextID()] = text
		}
		return text
	}
}

// choices are the values that demand may be looked at by: value, then what it is called.
func (s *Session) choices(pause scoring.Pause) (list []string) {
	for _, col := range s.divides() {
		counts := map[string]int{}
		texts := s.cellTexts(col)
		for i, row := range s.records.Row {
			pause.At(i)
			counts[texts(int(row))]++
		}
		var values []string
		for v := range counts {
			if v != "" {
				values = append(values, v)
			}
		}
		sort.Slice(values, func(i, j int) bool {
			a, b := values[i], values[j]
			return counts[a] > counts[b] || counts[a] == counts[b] && a < b
		})
		for _, v := range values[:min(len(values), mostChoices)] {
			list = append(list, strconv.Itoa(col)+"="+v, s.mapping.Columns[col].Header+" · "+v)
		}
	}
	return list
}
