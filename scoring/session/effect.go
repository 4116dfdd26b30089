package session

import (
	"cmp"
	"errors"
	"sort"
	"strconv"
	"strings"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/export"
	"fenji/scoring/models/numeric"
	"fenji/scoring/periods"
	"fenji/scoring/protocol"
	"fenji/scoring/rfm"
	"fenji/scoring/sheet"
	"fenji/scoring/words"
)

func effectOps() {
	answer(protocol.OpEffect, (*Session).Effect)
	answer(protocol.OpPlan, (*Session).Plan)
}

// How the list of those who were asked is named.
const (
	byMarks  = "picked"
	byFile   = "file"
	byCalls  = "calls" // the filled lists that came beside the file
	byColumn = "column."
)

// usualAfter is how many days after an action are looked at, unless the clinic chooses 30, 60 or 180.
const usualAfter = 90

// Effect says what an action did.
func (s *Session) Effect(m protocol.EffectWish) (*protocol.Effect, error) {
	if s.graded == nil {
		return nil, errNothingGraded
	}
	out := &protocol.Effect{}
	l := s.visitLog()
	if out.Log = l != nil; !out.Log {
		return out, nil
	}
	if number, found := strings.CutPrefix(m.By, byColumn); found {
		col, err := s.column(number)
		if err != nil {
			return nil, err
		}
		out.Texts = s.textsOf(col)
		if m.Value == "" {
			return out, nil
		}
	}
	if m.By == "" || m.Day == "" {
		return out, nil
	}
	day, err := civil.Parse(m.Day)
	if err != nil {
		return nil, err
	}
	if day <= l.First || day > l.AsOf {
		return nil, scoring.Issue{Code: "effect-day", Args: []string{"from", (l.First + 1).String(), "to", l.AsOf.String()}}
	}
	treated, unknown, err := s.treated(m)
	if err != nil {
		return nil, err
	}
	days := m.Days
	if days <= 0 {
		days = usualAfter
	}
	before, err := s.gradedBy(l, day-1)
	if err != nil {
		return nil, err
	}
	o := l.Effect(before, treated, day, days)
	out.Listed, out.Alone, out.Unknown = len(o.Pairs)+len(o.Alone), len(o.Alone), unknown
	out.Over, out.Until = o.Over, (day + civil.Day(days)).String()
	out.Treated, out.Control = protocol.Share{Whole: len(o.Pairs)}, protocol.Share{Whole: len(o.Pairs)}
	if !o.Over || len(o.Pairs) == 0 {
		return out, nil
	}
	out.Treated, out.Control = shareOf(o.Treated), shareOf(o.Control)
	out.Difference, out.Low, out.High = periods.Places(o.Difference), periods.Places(o.Low), periods.Places(o.High)
	out.Money, out.MoneyLow, out.MoneyHigh = meanMoney(o.Money), meanMoney(o.MoneyLow), meanMoney(o.MoneyHigh)
	if o.Can {
		out.Provable = periods.Places(o.Provable)
	}
	s.pairsOf(out, o, before, day, days)
	return out, nil
}

// pairsOf tells the pairs by their grade on the day before, and what both sides paid.
func (s *Session) pairsOf(out *protocol.Effect, o *periods.Outcome, before *scoring.Result, day civil.Day, days int) {
	l := s.visitLog()
	at := make([]protocol.EffectGrade, len(before.Profile.Bands))
	var sums [2]decimal.Money
	for _, pair := range o.Pairs {
		g := &at[before.Graded[pair[0]].Band]
		g.Pairs++
		for side, n := range []*int{&g.Came, &g.Control} {
			if l.Came(pair[side], day+1, day+civil.Day(days)) {
				*n++
			}
			sums[side] += l.MoneyIn(pair[side], day+1, day+civil.Day(days))
		}
	}
	for i, b := range before.Profile.Bands {
		if at[i].Grade = b.Grade; at[i].Pairs > 0 {
			out.Grades = append(out.Grades, at[i])
		}
	}
	n := float64(len(o.Pairs))
	out.MoneyTreated, out.MoneyControl = meanMoney(float64(sums[0])/n), meanMoney(float64(sums[1])/n)
}

// meanMoney writes a mean of money to the hundredth.
func meanMoney(m float64) string {
	const hundredth = 100 // of the smallest unit of Money
	return strconv.FormatFloat(m/(hundredth*hundredth), 'f', 2, 64)
}

// gradedBy grades everybody as of a day with the rows up to it.
func (s *Session) gradedBy(l *periods.Log, day civil.Day) (*scoring.Result, error) {
	return s.graded.months.before.of(day, func() (*scoring.Result, error) {
		p := s.view.Result.Profile
		return scoring.Score(rfm.Build(periods.Cut(l.Records, day), p.Window), p, day, scoring.Options{})
	})
}

// treated are the customers on a list, and how many of it nobody knows.
func (s *Session) treated(m protocol.EffectWish) (list []int, unknown int, err error) {
	switch {
	case m.By == byMarks:
		for _, i := range s.marks.list() {
			list = append(list, int(i))
		}
		return list, 0, nil
	case m.By == byFile:
		if s.files.called == nil {
			return nil, 0, scoring.Issue{Code: baseGone}
		}
		number := s.numbers()
		for _, id := range s.files.called {
			if i, known := number[id]; known {
				list = append(list, i)
			} else {
				unknown++
			}
		}
		return list, unknown, nil
	case m.By == byCalls:
		replies := s.replied()
		for i := range s.view.Result.Customers {
			if _, there := replies[i]; there {
				list = append(list, i)
			}
		}
		if s.files != nil {
			for _, l := range s.files.lists {
				unknown += len(l.replies)
			}
		}
		return list, max(0, unknown-len(list)), nil
	}
	number, found := strings.CutPrefix(m.By, byColumn)
	if !found {
		return nil, 0, errors.New("session: no list " + m.By)
	}
	col, err := s.column(number)
	if err != nil {
		return nil, 0, err
	}
	on := make([]bool, len(s.records.IDs))
	for i, who := range s.records.Customer {
		if row := int(s.records.Row[i]); !on[who] && s.table.Text(s.table.Cell(row, col)) == m.Value {
			on[who] = true
			list = append(list, int(who))
		}
	}
	return list, 0, nil
}

// mostTexts is how many texts of a column are offered.
const mostTexts = 50

// textsOf are the texts of a column with how many customers have them, the most frequent first. Persons are not offered.
func (s *Session) textsOf(col int) (list []protocol.FacetValue) {
	type one struct {
		who  uint32
		text string
	}
	seen, counts := map[one]bool{}, map[string]int{}
	for i, who := range s.records.Customer {
		text := s.table.Text(s.table.Cell(int(s.records.Row[i]), col))
		if text == "" || seen[one{who, text}] {
			continue
		}
		seen[one{who, text}] = true
		counts[text]++
	}
	for text, n := range counts {
		if s.screen(col, text) == text {
			list = append(list, protocol.FacetValue{Value: text, N: n})
		}
	}
	sort.Slice(list, func(i, j int) bool {
		a, b := list[i], list[j]
		return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Value, b.Value)) < 0
	})
	return list[:min(len(list), mostTexts)]
}

// numbers are the customers by their ids.
func (s *Session) numbers() map[string]int {
	number := make(map[string]int, len(s.records.IDs))
	for i, id := range s.records.IDs {
		number[id] = i
	}
	return number
}

// Plan says what an action can prove before it is done: of so many customers half are called.
func (s *Session) Plan(m protocol.PlanWish) (*protocol.Plan, error) {
	if s.graded == nil {
		return nil, errNothingGraded
	}
	out := &protocol.Plan{}
	days := m.Days
	if days <= 0 {
		days = usualAfter
	}
	share := float64(m.Share) / 100
	if l := s.visitLog(); l != nil {
		usual := l.Coming(l.AsOf-civil.Day(days), days)
		out.Usual = shareOf(usual)
		if m.Share < 0 && usual.Whole > 0 {
			share = float64(usual.Part) / float64(usual.Whole)
		}
	}
	if share < 0 {
		return out, nil
	}
	out.Share = periods.Places(share)
	if q, can := numeric.SmallestProvable(m.Customers, share); can {
		out.Provable = periods.Places(q)
	}
	const tenPoints = .1
	if share+tenPoints < 1 {
		out.Arm = int(numeric.ArmSize(share, share+tenPoints)) + 1
	}
	return out, nil
}

// heldOut is the column of those of a list for calls who are left in peace, so that the calls can be judged.
func (s *Session) heldOut(m protocol.Export) []export.Column {
	day, err := civil.Parse(m.Month.Hold)
	if m.Month.Hold == "" || err != nil {
		return nil
	}
	held := sheet.Str(words.Text(m.Lang, "export.calls.hold"))
	return []export.Column{{Header: words.Text(m.Lang, "export.col.hold"), Width: 14, Value: func(i int) sheet.Value {
		if periods.HeldOut(s.view.Result.Customers[i].ID, day) {
			return held
		}
		return sheet.Blank
	}}}
}
