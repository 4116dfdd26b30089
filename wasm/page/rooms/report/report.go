// Package report is the printed report of a result. It lies over the page and holds figures of one outcome and no other: when
// another comes, it closes.
package report

import (
	"strconv"
	"strings"

	"fenji/scoring/protocol"
	"fenji/scoring/report"
	"fenji/scoring/report/chart"
	"fenji/scoring/words"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

// State is what the report keeps.
type State struct {
	Open  bool
	Least int                // figures of fewer customers are hidden; 0: none
	Paper *protocol.Overview // what it shows; nil while it is on its way
	Of    *protocol.Outcome  // the outcome that Paper belongs to

	Weekly *protocol.Weekly // the first page; nil while it is on its way
	Full   bool             // with names as they are
	Off    map[string]bool  // parts that are left out, by name
}

// Opened and Shut are the report's events.
type (
	Opened     struct{ Least int }
	Shut       struct{}
	FullTurned struct{ On bool }
	PartTurned struct {
		Part string
		On   bool
	}
)

const name, question, first = "report", "report", "report.first"

// usuallyOff are the parts that are left out unless somebody wants them.
var usuallyOff = map[string]bool{"rules": true}

// Room is the room.
var Room = shell.Room{
	Name: name, Reduce: reduceOwn,
	Questions: []shell.Question{{
		Name: question, Op: protocol.OpOverview,
		Wish: func(s *shell.State) protocol.Message {
			if r := own(s); r.Open && r.Paper == nil {
				return &protocol.OverviewWish{Least: r.Least}
			}
			return nil
		},
		Answer: func() protocol.Message { return &protocol.Overview{} },
	}, {
		Name: first, Op: protocol.OpWeekly,
		Wish: func(s *shell.State) protocol.Message {
			if r := own(s); r.Open {
				return &protocol.WeeklyWish{Lang: s.Lang, Full: r.Full, Since: s.Since}
			}
			return nil
		},
		Answer: func() protocol.Message { return &protocol.Weekly{} },
	}},
}

func own(s *shell.State) State { return shell.Own[State](s, name) }

func reduceOwn(o any, was, now *shell.State, e shell.Event) any {
	return reduce(shell.As[State](o), was, now, e)
}

func reduce(r State, was, now *shell.State, e shell.Event) State {
	switch e := e.(type) {
	case Opened:
		if r.Paper == nil || r.Of != now.Outcome || r.Least != e.Least {
			r = State{Least: e.Least, Full: r.Full, Off: r.Off, Weekly: r.Weekly}
		}
		if r.Off == nil {
			r.Off = usuallyOff
		}
		r.Open = true
	case FullTurned:
		r.Full = e.On
	case PartTurned:
		r.Off = shell.With(r.Off, e.Part, !e.On)
	case shell.Graded, shell.Revealed:
		return State{Off: r.Off} // and no names of another file
	case Shut, shell.HomeChosen:
		r.Open = false
	case shell.Answered:
		if e.Question == question && r.Open && e.Wish.(*protocol.OverviewWish).Least == r.Least {
			r.Paper, r.Of = e.Answer.(*protocol.Overview), now.Outcome
		}
		if e.Question == first && r.Open {
			r.Weekly = e.Answer.(*protocol.Weekly)
		}
	}
	return r
}

// A Paper is what the printed report says beside its figures and charts.
type Paper struct {
	File, Head string        // the file, and what stands at the head of every page
	Facts      [][2]string   // what it is about
	Grades     chart.Table   // each grade with what to do
	Sections   []shell.Paper // what the rooms add
	Notes      []string      // what to know about the result
}

// PaperOf puts the report in words.
func PaperOf(house shell.House, s *shell.State, d *report.Data) Paper {
	t := func(key string, args ...string) string { return words.Text(s.Lang, "print."+key, args...) }
	out := s.Outcome
	p := Paper{File: say.List(s.Lang, s.Shown.Names)}
	if s.Shown.Sample != "" {
		p.File = words.Text(s.Lang, "sample.name."+s.Shown.Sample) + words.Text(s.Lang, "print.sample")
	}
	p.Head = t("head", "file", p.File, "day", out.AsOf)
	fact := func(key, value string) {
		if value != "" {
			p.Facts = append(p.Facts, [2]string{t(key), value})
		}
	}
	if profile := s.Profile(out.Profile); profile != nil {
		fact("profile", profile.Name.In(s.Lang))
		fact("formula", say.Formula(profile))
	}
	fact("asof", out.AsOf)
	fact("rows", t("rows.say", "read", say.Count(out.Ledger.Read.Rows), "used", say.Count(out.Ledger.Used.Rows)))
	graded := say.Count(d.Figures.Graded)
	if d.Figures.Graded == report.Hidden {
		graded = words.Text(s.Lang, "overview.figure.none")
	}
	fact("customers", t("customers.say", "n", say.Count(d.Figures.Customers), "graded", graded))
	fact("shape", words.Text(s.Lang, "shape."+out.Shape))
	if out.Shape == "visits" {
		fact("visits", words.Text(s.Lang, "visits."+out.Visits))
	}
	fact("made", s.Today)
	if r := out.Ledger.Refunds; r.Rows > 0 {
		fact("refunds", t("refunds.say", "n", say.Count(r.Rows), "money", say.Amount(s.Lang, "yuan", r.Money)))
	}
	if r := out.Ledger.Totals; r.Rows > 0 {
		fact("totals", t("totals.say", "n", say.Count(r.Rows)))
	}
	p.Grades = gradeTable(s, d)
	for _, r := range house {
		if r.Paper != nil {
			p.Sections = append(p.Sections, r.Paper(s, d)...)
		}
	}
	for _, n := range house.Notes(s) {
		p.Notes = append(p.Notes, n.Text)
	}
	return p
}

// gradeTable is the chart's table of grades with what to do about each.
func gradeTable(s *shell.State, d *report.Data) chart.Table {
	col := func(key string) string { return words.Text(s.Lang, "overview.col."+key) }
	table := chart.Table{Head: []string{col("grade"), col("customers"), col("customers.share"), col("money"),
		col("money.share"), words.Text(s.Lang, "grade.action"), words.Text(s.Lang, "grade.cadence")}}
	look := chart.Look{Lang: s.Lang}
	for _, c := range chart.GradeRows(d, &look) {
		name, action, cadence := c[0], "", ""
		if b := s.Band(c[1]); b != nil && c[1] != "" {
			name, action, cadence = c[1]+" "+b.Name.In(s.Lang), b.Action.In(s.Lang), b.Cadence.In(s.Lang)
		}
		table.Rows = append(table.Rows, []string{name, c[2], c[3], c[4], c[5], action, cadence})
	}
	return table
}

// The bounds of how many customers a figure of the report has to speak of, and what is customary.
const fewestShown, usuallyShown, mostShown = 2, 11, 1000

// leastShown reads what was typed as that number.
func leastShown(typed string) int {
	n, err := strconv.Atoi(strings.TrimSpace(typed))
	if err != nil {
		return usuallyShown
	}
	return min(mostShown, max(fewestShown, n))
}
