// Package month is the room of the monthly report: the same tables each month, to be printed or saved. The engine makes them; what
// they are about is set in other rooms, which say it as they do for every file.
package month

import (
	"math"
	"strconv"
	"strings"

	"fenji/scoring/figures"
	"fenji/scoring/protocol"
	"fenji/wasm/page/charts"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

// State is what the room keeps.
type State struct {
	Shared bool // for others
	Found  *protocol.Panel
	Of     *protocol.Outcome // the outcome that Found belongs to
	Shown  string            // the wish that Found answers, encoded
}

// Shared is the room's event: the report is for others, or not.
type Shared struct{ On bool }

const name, question = "month", "month"

// fewestShown is of how many customers a figure has to speak that others see.
const fewestShown = 11

// Room is the room.
var Room = shell.Room{
	Name: name, Area: "practice", Reduce: reduceOwn,
	Questions: []shell.Question{{
		Name: question, Op: protocol.OpMonth,
		Wish: func(s *shell.State) protocol.Message {
			if !s.InFront(name) {
				return nil
			}
			return wish(s)
		},
		Answer: func() protocol.Message { return &protocol.Panel{} },
	}},
}

func own(s *shell.State) State { return shell.Own[State](s, name) }

func reduceOwn(o any, was, now *shell.State, e shell.Event) any {
	return reduce(shell.As[State](o), was, now, e)
}

func reduce(m State, was, now *shell.State, e shell.Event) State {
	switch e := e.(type) {
	case Shared:
		m.Shared = e.On
	case shell.Answered:
		if e.Question == question {
			m.Found, m.Of, m.Shown = e.Answer.(*protocol.Panel), now.Outcome, string(protocol.Encode(e.Wish))
		}
	}
	return m
}

// wish is what every file is told, and for whom the report is.
func wish(s *shell.State) *protocol.Export {
	w := s.Wish()
	w.Format = "month"
	if own(s).Shared {
		w.Month.Least = fewestShown
	}
	return w
}

// found is what the room shows; nil while it is on its way.
func found(s *shell.State) *protocol.Panel {
	if m := own(s); m.Of != nil && m.Of == s.Outcome && m.Shown == string(protocol.Encode(wish(s))) {
		return m.Found
	}
	return nil
}

// A Drawn is a picture of figures of a block, with the headers of its columns. What the block hides is not in the picture.
type Drawn struct {
	Heads []string
	charts.Plot
}

// drawings are the pictures of a chart: lines over one scale or, where each column has its own, a picture for each.
func drawings(lang string, p *protocol.Panel, c protocol.Chart) (list []Drawn) {
	b := p.Blocks[c.Block]
	rows := b.Rows[:min(c.Rows, len(b.Rows))]
	plot := charts.Plot{Goal: math.NaN(), Say: func(v float64) string { return say.Count(int(v)) }}
	for i, r := range rows {
		month := r.Cells[0].Text
		plot.Names = append(plot.Names, month[:min(len(month), len("2006-01"))])
		plot.Running = plot.Running || i == len(rows)-1 && len(month) > len("2006-01")
	}
	line := func(column int, class string) charts.Series {
		s := charts.Series{Class: class}
		for _, r := range rows {
			v, err := strconv.ParseFloat(r.Cells[column].Text, 64)
			if err != nil {
				v = math.NaN()
			}
			s.Values = append(s.Values, v)
		}
		return s
	}
	first, second := line(c.First, "p1"), line(c.Second, "p3")
	if !c.Mixed {
		plot.Series = []charts.Series{first, second}
		return []Drawn{{[]string{b.Head[c.First], b.Head[c.Second]}, plot}}
	}
	plot.Say = func(v float64) string { return say.Short(lang, v) }
	for i, s := range []charts.Series{first, second} {
		s.Bars, s.Class = i == 0, "p1"
		one := plot
		one.Series = []charts.Series{s}
		list = append(list, Drawn{[]string{b.Head[[]int{c.First, c.Second}[i]]}, one})
	}
	return list
}

// Text writes a cell for people.
func Text(lang string, c protocol.Cell) string {
	switch {
	case c.Text == "":
		return ""
	case c.Kind == protocol.CellMoney:
		return say.Amount(lang, "yuan", c.Text)
	case c.Kind == protocol.CellShare:
		return percent(c.Text)
	case c.Kind == protocol.CellCount || c.Kind == protocol.CellNumber:
		return say.Grouped(strings.TrimSuffix(c.Text, ".00"))
	}
	return c.Text
}

// percent writes a share 0.513 or 0.2553 as 51.3% or 25.5%.
func percent(share string) string {
	sign := ""
	if rest, less := strings.CutPrefix(share, "-"); less {
		sign, share = "−", rest
	}
	whole, part, _ := strings.Cut(share, ".")
	digits := whole + (part + "0000")[:4]
	n := 0
	for _, d := range digits {
		if d < '0' || d > '9' {
			return share
		}
		n = 10*n + int(d-'0')
	}
	return sign + figures.Tenths((n+5)/10) + "%"
}
