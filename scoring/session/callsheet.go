package session

import (
	"strconv"

	"fenji/scoring/decimal"
	"fenji/scoring/export"
	"fenji/scoring/protocol"
	"fenji/scoring/segments"
	"fenji/scoring/sheet"
	"fenji/scoring/words"
)

// callsOnPage is how many calls stand on a printed page, and callHeight how high each is, in points.
const callsOnPage, callHeight = 15, 45

// calls makes an export the list of those that a filter keeps.
func (s *Session) calls(m protocol.Export, e *export.Export) error {
	c, err := s.caller(m)
	if err != nil {
		return err
	}
	if e.Only, _, err = c.called(); err != nil {
		return err
	}
	e.List = &export.List{Name: words.Text(m.Lang, "export.sheet.calls"), Front: c.front(), More: append(c.more(), s.heldOut(m)...),
		PageRows: callsOnPage, RowHeight: callHeight}
	e.Scope = words.Text(m.Lang, "export.scope.calls", "which", s.whom(m), "n", strconv.Itoa(len(e.Only)),
		"of", strconv.Itoa(len(s.view.Result.Customers)))
	return nil
}

// Results are the words of what comes of a call, in the order in which they are offered.
var results = []string{"reached", "booked", "never", "stop"}

// front are the ten columns that are printed.
func (c *caller) front() []export.Column {
	head := func(key string) string { return words.Text(c.m.Lang, "calls.col."+key) }
	row, at := protocol.Call{}, -1
	of := func(say func(c *protocol.Call) string) func(i int) sheet.Value {
		return func(i int) sheet.Value {
			if at != i {
				row, at = c.call(i), i
			}
			return sheet.Styled(sheet.Str(say(&row)), sheet.Line)
		}
	}
	nothing := func(int) sheet.Value { return sheet.Styled(sheet.Blank, sheet.Line) }
	var choices []string
	for _, code := range results {
		choices = append(choices, words.Text(c.m.Lang, "calls.result."+code))
	}
	return []export.Column{
		{Header: head("name"), Width: 12, Value: of(func(r *protocol.Call) string { return r.Name })},
		{Header: head("phone"), Width: 15, Value: of(func(r *protocol.Call) string { return r.Phone })},
		{Header: head("grade"), Width: 8, Value: of(GradeChange)},
		{Header: head("why"), Width: 22, Value: of(func(r *protocol.Call) string { return r.Why })},
		{Header: head("last"), Width: 18, Value: of(func(r *protocol.Call) string { return Visited(c.m.Lang, r) })},
		{Header: head(c.spentWord()), Width: 12, Right: true, Value: func(i int) sheet.Value {
			return sheet.Styled(sheet.Num(c.spent(i).In(decimal.Yuan)), sheet.LineMoney)
		}},
		{Header: head("next"), Width: 38, Value: of(func(r *protocol.Call) string { return Todo(c.m.Lang, r) })},
		{Header: head("owner"), Width: 9, Value: of(func(r *protocol.Call) string { return r.Owner })},
		{Header: head("result"), Width: 11, Choices: choices, Value: nothing},
		{Header: head("date"), Width: 13, Value: nothing},
	}
}

// GradeChange writes the grade, and the one to which it falls.
func GradeChange(r *protocol.Call) string {
	if !r.Falls {
		return r.Grade
	}
	return r.Grade + " → " + r.To
}

// Visited says when a customer was there last, for what, and with whom.
func Visited(lang string, r *protocol.Call) string {
	said := r.Last
	for _, more := range []string{r.What, r.Who} {
		if more != "" {
			said += " " + more
		}
	}
	return said
}

// Todo says what to do, and how often.
func Todo(lang string, r *protocol.Call) string {
	if r.Cadence == "" {
		return r.Next
	}
	return words.Text(lang, "export.advice", "action", r.Next, "cadence", r.Cadence)
}

// more are the columns behind those of the graded sheet: the same as dates and numbers, for whoever sorts the list.
func (c *caller) more() []export.Column {
	head := func(key string) string { return words.Text(c.m.Lang, "export.col."+key) }
	soon := func(v func(i int) sheet.Value) func(i int) sheet.Value {
		return func(i int) sheet.Value {
			if c.falls.After[i] == 0 {
				return sheet.Blank
			}
			return v(i)
		}
	}
	list := []export.Column{
		{Header: head("fall"), Width: 13, Right: true, Value: soon(func(i int) sheet.Value {
			if day := c.dayAfter(c.falls.After[i]); byMonths(c.m) {
				return sheet.Str(monthIn(day.String()))
			} else {
				return sheet.Day(day)
			}
		})},
		{Header: head("fall.days"), Width: 10, Right: true, Value: soon(func(i int) sheet.Value {
			if byMonths(c.m) {
				return sheet.Blank
			}
			return sheet.Int(int64(max(0, c.daysLeft(i))))
		})},
		{Header: head("fall.to"), Width: 10, Value: soon(func(i int) sheet.Value {
			return sheet.Str(c.bandOf(c.falls.Band[i]))
		})},
	}
	if c.split != nil {
		list = append(list, export.Column{Header: head("segment"), Width: 18, Value: func(i int) sheet.Value {
			if c.split.Of[i] == segments.None {
				return sheet.Blank
			}
			return sheet.Str(c.split.Segments[c.split.Of[i]].Name.In(c.m.Lang))
		}})
	}
	return list
}
