// Package overview is the room of the result in figures and charts.
package overview

import (
	"slices"
	"strings"

	"fenji/scoring/decimal"
	"fenji/scoring/protocol"
	"fenji/scoring/report"
	"fenji/wasm/page/shell"
)

// State is what the room keeps.
type State struct {
	Data   *protocol.Overview
	Of     *protocol.Outcome // the outcome that Data belongs to
	Tables []string          // ids of the charts that show as tables
	Listed bool              // only those whom the list shows
	Before bool              // beside the figures of an earlier day
	asked  string            // the wish that Data answers
}

// The room's events.
type (
	TableTurned  struct{ Chart string }
	ListedTurned struct{ On bool }
	BeforeTurned struct{ On bool }
)

const name, question = "overview", "overview"

// Room is the room.
var Room = shell.Room{
	Name: name, Area: "result", Reduce: reduceOwn,
	Questions: []shell.Question{{
		Name: question, Op: protocol.OpOverview,
		Wish: func(s *shell.State) protocol.Message {
			if !s.InFront(name) {
				return nil
			}
			return wish(s)
		},
		Answer: func() protocol.Message { return &protocol.Overview{} },
	}},
}

// wish is what the room shows of the result: everybody, or those whom the list shows.
func wish(s *shell.State) *protocol.OverviewWish {
	o, w := own(s), &protocol.OverviewWish{}
	if o.Listed && Narrowed(s.View) {
		w.Listed, w.View = true, s.View
		w.View.Sort = nil
	}
	if o.Before {
		w.Before, w.Since = true, s.Since
	}
	return w
}

// Narrowed tells whether a view leaves somebody out.
func Narrowed(v protocol.View) bool {
	return len(v.Grades) > 0 || v.Search != "" || slices.ContainsFunc(v.Filters, func(f protocol.Filter) bool { return !f.Empty() })
}

func own(s *shell.State) State { return shell.Own[State](s, name) }

func reduceOwn(o any, was, now *shell.State, e shell.Event) any {
	return reduce(shell.As[State](o), was, now, e)
}

func reduce(o State, was, now *shell.State, e shell.Event) State {
	switch e := e.(type) {
	case shell.Answered:
		if e.Question == question {
			o.Data, o.Of, o.asked = e.Answer.(*protocol.Overview), now.Outcome, string(protocol.Encode(e.Wish))
		}
	case ListedTurned:
		o.Listed = e.On
	case BeforeTurned:
		o.Before = e.On
	case TableTurned:
		tables := slices.DeleteFunc(slices.Clone(o.Tables), func(id string) bool { return id == e.Chart })
		if len(tables) == len(o.Tables) {
			tables = append(tables, e.Chart)
		}
		o.Tables = tables
	}
	return o
}

// overview is what the room shows; nil while it is on its way.
func overview(s *shell.State) *protocol.Overview {
	if o := own(s); o.Of != nil && o.Of == s.Outcome && o.asked == string(protocol.Encode(wish(s))) {
		return o.Data
	}
	return nil
}

// LedWithin is the view that an item leads to where the charts are of those whom a view shows: both hold.
func LedWithin(v protocol.View, filters []report.Filter) protocol.View {
	led := Led(protocol.View{Sort: v.Sort}, filters)
	led.Search = v.Search
	if len(led.Grades) == 0 {
		led.Grades = v.Grades
	}
	for _, f := range v.Filters {
		at := slices.IndexFunc(led.Filters, func(o protocol.Filter) bool { return o.Field == f.Field })
		if at < 0 {
			led.Filters = append(led.Filters, f)
			continue
		}
		o := &led.Filters[at]
		o.Low, o.High = further(o.Low, f.Low, 1), further(o.High, f.High, -1)
	}
	return led
}

// further gives the end of two that leaves less: the greater of two lower ends (way 1), the lesser of two upper ones (-1).
func further(a, b string, way int) string {
	if a == "" || b == "" {
		return a + b
	}
	x, err1 := decimal.Parse(a)
	y, err2 := decimal.Parse(b)
	order := strings.Compare(a, b) // dates
	if err1 == nil && err2 == nil {
		order = x.Cmp(y)
	}
	if order*way < 0 {
		return b
	}
	return a
}

// Led is the view that an item of a chart leads to: its customers and no others.
func Led(v protocol.View, filters []report.Filter) protocol.View {
	led := protocol.View{Sort: v.Sort}
	for _, f := range filters {
		if f.Field == protocol.FieldGrade {
			led.Grades = f.Values
			continue
		}
		led.Filters = append(led.Filters, protocol.Filter(f))
	}
	return led
}
