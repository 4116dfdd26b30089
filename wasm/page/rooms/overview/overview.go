// Package overview is the room of the result in figures and charts.
package overview

import (
	"slices"

	"fenji/scoring/protocol"
	"fenji/scoring/report"
	"fenji/wasm/page/shell"
)

// State is what the room keeps.
type State struct {
	Data   *protocol.Overview
	Of     *protocol.Outcome // the outcome that Data belongs to
	Tables []string          // ids of the charts that show as tables
}

// TableTurned is the room's event.
type TableTurned struct{ Chart string }

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
			return &protocol.OverviewWish{}
		},
		Answer: func() protocol.Message { return &protocol.Overview{} },
	}},
}

func own(s *shell.State) State { return shell.Own[State](s, name) }

func reduceOwn(o any, was, now *shell.State, e shell.Event) any {
	return reduce(shell.As[State](o), was, now, e)
}

func reduce(o State, was, now *shell.State, e shell.Event) State {
	switch e := e.(type) {
	case shell.Answered:
		if e.Question == question {
			o.Data, o.Of = e.Answer.(*protocol.Overview), now.Outcome
		}
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
	if o := own(s); o.Of != nil && o.Of == s.Outcome {
		return o.Data
	}
	return nil
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
