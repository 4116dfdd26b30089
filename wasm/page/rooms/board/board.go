// Package board is the room of a month in figures beside what the clinic wants of it: who came new, came back and was lost,
// what was earned; how it was month by month; and which customers of which month still come.
package board

import (
	"math"
	"strconv"
	"strings"

	"fenji/scoring/figures"
	"fenji/scoring/protocol"
	"fenji/scoring/words"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

// State is what the room keeps.
type State struct {
	Active int    // months; 0: as usual
	Month  string // in front; "": the last
	Late   bool   // cohorts: who came then or later
	All    bool   // all cohorts
	Goals  map[string]string
	Found  *protocol.Board
	Of     *protocol.Outcome // the outcome that Found belongs to
	Shown  int               // the wish that Found answers
}

// The events of the room.
type (
	ActiveChosen struct{ Months int }
	MonthChosen  struct{ Month string }
	LateTurned   struct{ Late bool }
	AllShown     struct{}
	GoalSet      struct{ Figure, Value string }
)

const name, question = "board", "board"

// usualActive is for how many months a visit keeps its customer active.
const usualActive = 18

// Room is the room.
var Room = shell.Room{
	Name: name, Area: "practice", Reduce: reduceOwn, Export: export,
	Questions: []shell.Question{{
		Name: question, Op: protocol.OpBoard,
		Wish: func(s *shell.State) protocol.Message {
			if !s.InFront(name) {
				return nil
			}
			return &protocol.BoardWish{Active: own(s).Active}
		},
		Answer: func() protocol.Message { return &protocol.Board{} },
	}},
}

// export tells the monthly report the goals.
func export(s *shell.State, wish *protocol.Export) {
	o := own(s)
	wish.Month.Active = o.Active
	for _, code := range tiles {
		if goal := plain(o.Goals[code]); goal != "" {
			wish.Month.Goals = append(wish.Month.Goals, protocol.Goal{Figure: code, Value: goal})
		}
	}
}

// plain is a typed number without grouping; "" where it is none.
func plain(typed string) string {
	text := strings.ReplaceAll(strings.TrimSpace(typed), ",", "")
	if v, err := strconv.ParseFloat(text, 64); err != nil || v < 0 || math.IsInf(v, 0) || math.IsNaN(v) {
		return ""
	}
	return text
}

func own(s *shell.State) State { return shell.Own[State](s, name) }

func reduceOwn(o any, was, now *shell.State, e shell.Event) any {
	return reduce(shell.As[State](o), was, now, e)
}

func reduce(b State, was, now *shell.State, e shell.Event) State {
	switch e := e.(type) {
	case shell.Graded:
		b.Month, b.All = "", false
	case ActiveChosen:
		b.Active = e.Months
	case MonthChosen:
		b.Month = e.Month
	case LateTurned:
		b.Late = e.Late
	case AllShown:
		b.All = true
	case GoalSet:
		b.Goals = shell.With(b.Goals, e.Figure, e.Value)
	case shell.Answered:
		if e.Question == question {
			b.Found, b.Of, b.Shown = e.Answer.(*protocol.Board), now.Outcome, e.Wish.(*protocol.BoardWish).Active
		}
	}
	return b
}

// found is what the room shows; nil while it is on its way: figures of other wishes are never shown as if they were of these.
func found(s *shell.State) *protocol.Board {
	if b := own(s); b.Of != nil && b.Of == s.Outcome && b.Shown == b.Active {
		return b.Found
	}
	return nil
}

// month is the one in front, and the one before it; nil where there is none.
func month(b *protocol.Board, chosen string) (now, before *protocol.BoardMonth) {
	for i := range b.Months {
		if b.Months[i].Month == chosen || i == len(b.Months)-1 {
			now = &b.Months[i]
			if i > 0 {
				before = &b.Months[i-1]
			}
			return now, before
		}
	}
	return nil, nil
}

// Of gives a figure of a month.
func Of(m *protocol.BoardMonth, code string) (f protocol.BoardFigure) {
	if m != nil {
		for _, f := range m.Figures {
			if f.Code == code {
				return f
			}
		}
	}
	return f
}

// tiles are the figures that may have goals, and ratios those with a denominator.
var (
	tiles  = []string{"new", "recaptured", "lost", "active", "revenue", "refunds", "money-per-customer", "money-per-visit"}
	ratios = []string{"return", "new-share", "a-share", "a-money-share"}
)

// less are the figures of which a clinic wants less.
var less = map[string]bool{"lost": true, "refunds": true}

// isMoney tells the figures that are money.
func isMoney(code string) bool {
	return code == "revenue" || code == "refunds" || strings.HasPrefix(code, "money-per-")
}

// Figure writes the value of a figure for people.
func Figure(lang, code, value string) string {
	switch {
	case value == "":
		return "–"
	case isMoney(code):
		return say.Amount(lang, "yuan", value)
	case strings.HasSuffix(code, "share") || code == "return":
		return percent(value)
	}
	return say.Grouped(value)
}

// percent writes a share 0.2553 as 25.5%.
func percent(share string) string {
	v, err := strconv.ParseFloat(share, 64)
	if err != nil {
		return "–"
	}
	return figures.Tenths(int(math.Round(v*1000))) + "%"
}

// A Verdict is how a figure stands beside its goal.
type Verdict struct {
	Due  string // how much should be there by the analysis date
	Good bool
	By   string // how much is missing, or too much
}

// verdict compares a figure with a goal; ok is false where there is none. Of a running month so much is due as usually falls
// on the days that are over.
func verdict(b *protocol.Board, m *protocol.BoardMonth, f protocol.BoardFigure, goal string) (v Verdict, ok bool) {
	want, err := strconv.ParseFloat(plain(goal), 64)
	have, err2 := strconv.ParseFloat(f.Value, 64)
	if err != nil || err2 != nil {
		return v, false
	}
	if f.Grows && m.Running && b.Whole > 0 {
		want = want * float64(b.Done) / float64(b.Whole)
	}
	places := 0
	if isMoney(f.Code) {
		places = 2
	} else {
		want = math.Round(want)
	}
	v.Due = strconv.FormatFloat(want, 'f', places, 64)
	v.By = strconv.FormatFloat(math.Abs(have-want), 'f', places, 64)
	v.Good = have >= want
	if less[f.Code] {
		v.Good = have <= want
	}
	return v, true
}

// sayVerdict puts it in words.
func sayVerdict(lang, code string, v Verdict) string {
	key := "board.goal." + say.Either(less[code], "less.", "") + say.Either(v.Good, "good", "short")
	return words.Text(lang, key, "due", Figure(lang, code, v.Due), "by", Figure(lang, code, v.By))
}

// runningText says how far a running month is; "" for one that is over.
func runningText(lang string, b *protocol.Board, m *protocol.BoardMonth) string {
	if m == nil || !m.Running {
		return ""
	}
	return words.Text(lang, say.Either(b.Weekdays, "board.running", "board.running.days"), "month", m.Month, "day", b.AsOf,
		"share", figures.Tenths(figures.Share(int64(b.Done), int64(b.Whole)))+"%")
}

// identity is the sum that the active come to.
func identity(now, before *protocol.BoardMonth) []string {
	first := "0"
	if before != nil {
		first = Of(before, "active").Value
	}
	return []string{first, "+", Of(now, "new").Value, "+", Of(now, "recaptured").Value, "−", Of(now, "lost").Value, "=", Of(now, "active").Value}
}

// fourPlaces writes a share of whole numbers.
func fourPlaces(part, whole int) string {
	if whole == 0 {
		return ""
	}
	return strconv.FormatFloat(float64(part)/float64(whole), 'f', 4, 64)
}

// few is the size of a cohort below which its cells show counts.
const few = 10

// cell writes a cell of the cohorts.
func cell(lang string, n, size int) string {
	if size < few {
		return words.Text(lang, "board.cohort.n", "n", say.Count(n))
	}
	return strconv.Itoa(int(math.Round(100 * float64(n) / float64(size))))
}

// heat is how dark a cell is.
func heat(n, size int) string {
	share := float64(n) / float64(max(1, size))
	for i, most := range []float64{0, .07, .14, .22, .3, .38} {
		if share <= most {
			return strconv.Itoa(i)
		}
	}
	return "6"
}

// values are those of a figure by month, for a drawing.
func values(b *protocol.Board, code string) (list []float64) {
	for i := range b.Months {
		v, err := strconv.ParseFloat(Of(&b.Months[i], code).Value, 64)
		if err != nil {
			v = math.NaN()
		}
		list = append(list, v)
	}
	return list
}
