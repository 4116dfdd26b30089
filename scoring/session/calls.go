package session

import (
	"errors"
	"io"
	"strconv"
	"strings"

	"fenji/scoring/civil"
	"fenji/scoring/columns"
	"fenji/scoring/decimal"
	"fenji/scoring/export"
	"fenji/scoring/privacy"
	"fenji/scoring/profile"
	"fenji/scoring/protocol"
	"fenji/scoring/segments"
	"fenji/scoring/sheet"
	"fenji/scoring/view"
	"fenji/scoring/words"
)

// A list for calls holds the customers of one segment or those about to fall: the columns of the graded sheet, and what
// whoever makes the calls wants to know besides.

// calls makes the list of those that a filter keeps, most money first.
func (s *Session) calls(m protocol.Export, e *export.Export) error {
	pass, err := s.sieve(m.Of)
	if err != nil {
		return err
	}
	e.Only = make([]uint32, 0, 64) // nobody is not everybody
	for i := range s.view.Result.Customers {
		if s.view.Result.Graded[i].Band != profile.Ungraded && pass.Pass(i) {
			e.Only = append(e.Only, uint32(i))
		}
	}
	e.Only = s.view.Sorted(e.Only, []view.Key{{Column: columns.MAmount, Desc: true}})
	if m.Of.Field == "falls" {
		s.dueFirst(e.Only)
	}
	scheme, _ := strings.CutPrefix(m.Of.Field, "segment.")
	if m.Of.Field == "falls" {
		scheme = ""
	}
	split, err := s.split(scheme)
	if err != nil {
		return err
	}
	e.List = words.Text(m.Lang, "export.sheet.calls")
	e.Scope = words.Text(m.Lang, "export.scope.calls", "which", s.whom(m), "n", strconv.Itoa(len(e.Only)),
		"of", strconv.Itoa(len(s.view.Result.Customers)))
	e.More = s.callColumns(m, split, m.Of.Field != "falls")
	return nil
}

// dueFirst puts those in front whose day is over; else they stay in their order.
func (s *Session) dueFirst(list []uint32) {
	falls := s.fall()
	var rest []uint32
	n := 0
	for _, i := range list {
		if s.isDue(falls, int(i)) {
			list[n] = i
			n++
		} else {
			rest = append(rest, i)
		}
	}
	copy(list[n:], rest)
}

// isDue tells whether the day on which a customer's grade falls is over.
func (s *Session) isDue(f falls, i int) bool { return f.After[i] > 0 && f.After[i] <= s.passed() }

// whom says in words whom a list or calendar is about.
func (s *Session) whom(m protocol.Export) string {
	if m.Of.Field == "falls" {
		if n, err := strconv.Atoi(m.Of.High); err == nil && m.Of.Low == m.Of.High && s.view.Result.AsOf != civil.NoDay {
			return words.Text(m.Lang, "export.calls.day", "day", s.dayAfter(s.passed()+int32(n)).String())
		}
		return words.Text(m.Lang, "export.calls.falls", "n", m.Of.High)
	}
	scheme, _ := strings.CutPrefix(m.Of.Field, "segment.")
	split, err := s.split(scheme)
	if err != nil {
		return ""
	}
	var names []string
	for _, segment := range split.Segments {
		for _, id := range m.Of.Values {
			if id == segment.ID {
				names = append(names, segment.Name.In(m.Lang))
			}
		}
	}
	return strings.Join(names, " + ")
}

// callColumns are the columns of a list for calls. Where it is about segments, it says which and what to do; where it
// is about falls, what to do is the same for all.
func (s *Session) callColumns(m protocol.Export, split *segments.Split, segment bool) []export.Column {
	falls, r := s.fall(), s.view.Result
	head := func(key string) string { return words.Text(m.Lang, "export.col."+key) }
	var names, todo []sheet.Value
	for _, x := range split.Segments {
		names, todo = append(names, sheet.Str(x.Name.In(m.Lang))), append(todo, sheet.Str(x.Action.In(m.Lang)))
	}
	before := sheet.Str(words.Text(m.Lang, "export.calls.before"))
	within := func(list []sheet.Value) func(i int) sheet.Value {
		return func(i int) sheet.Value {
			if split.Of[i] == segments.None {
				return sheet.Blank
			}
			return list[split.Of[i]]
		}
	}
	soon := func(v func(i int) sheet.Value) func(i int) sheet.Value {
		return func(i int) sheet.Value {
			if falls.After[i] == 0 {
				return sheet.Blank
			}
			return v(i)
		}
	}
	action := within(todo)
	if !segment {
		action = func(i int) sheet.Value {
			if s.isDue(falls, i) {
				return sheet.Str(words.Text(m.Lang, "export.calls.due", "day", s.dayAfter(falls.After[i]).String()))
			}
			return before
		}
	}
	columns := []export.Column{
		{Header: head("segment"), Width: 18, Value: within(names)},
		{Header: head("todo"), Width: 40, Value: action},
		{Header: head("fall"), Width: 13, Right: true, Value: soon(func(i int) sheet.Value {
			return sheet.Day(s.dayAfter(falls.After[i]))
		})},
		{Header: head("fall.days"), Width: 10, Right: true, Value: soon(func(i int) sheet.Value {
			return sheet.Int(int64(max(0, falls.After[i]-s.passed())))
		})},
		{Header: head("fall.to"), Width: 10, Value: soon(func(i int) sheet.Value {
			return sheet.Str(s.bandOf(falls.Band[i]))
		})},
		{Header: head("risk"), Width: 14, Right: true, Value: soon(func(i int) sheet.Value {
			return sheet.Styled(sheet.Num(r.Customers[i].M.In(r.Profile.Unit)), sheet.Money)
		})},
	}
	if !segment {
		return columns[1:]
	}
	return columns
}

// eventLines is how many customers an event names; who has more in a day wants the list.
const eventLines = 40

// calendar writes those who fall within the days of the filter, an event for each day from the next one on. Customers go by their numbers; a
// name that serves as one is masked, unless another manner was chosen.
func (s *Session) calendar(m protocol.Export, cover *privacy.Cover, w io.Writer) error {
	falls, r := s.fall(), s.view.Result
	pass, err := s.sieve(m.Of)
	if err != nil {
		return err
	}
	if r.AsOf == civil.NoDay {
		return errors.New("session: no date to count from")
	}
	if m.Names == protocol.NamesAsTheyAre {
		cover = privacy.Masks(s.persons())
	}
	var sums [91]segments.Sum
	var lines [91][]string
	for _, i := range falls.soon {
		day := falls.After[i] - s.passed()
		if !pass.Pass(int(i)) || day < 1 {
			continue
		}
		sums[day].Count++
		sums[day].Money += r.Customers[i].M
		if len(lines[day]) < eventLines {
			lines[day] = append(lines[day], words.Text(m.Lang, "export.ics.line", "who",
				cover.Customer(int(i), r.Customers[i].ID), "from", r.Grade(int(i)), "to", s.gradeWord(m.Lang, falls.Band[i]),
				"money", s.sumOf(m.Lang, r.Customers[i].M)))
		}
	}
	var events []segments.Event
	for day, sum := range sums {
		if sum.Count == 0 {
			continue
		}
		n := strconv.Itoa(sum.Count)
		about := append([]string{words.Text(m.Lang, "export.ics.about")}, lines[day]...)
		if more := sum.Count - len(lines[day]); more > 0 {
			about = append(about, words.Text(m.Lang, "export.ics.more", "n", strconv.Itoa(more)))
		}
		if r.Estimated() {
			about = append(about, words.Text(m.Lang, "export.ics.estimate"))
		}
		events = append(events, segments.Event{Day: s.dayAfter(s.passed() + int32(day)), Text: strings.Join(about, "\n"),
			Summary: words.Text(m.Lang, "export.ics.day", "n", n, "money", s.sumOf(m.Lang, sum.Money))})
	}
	c := segments.Calendar{Name: words.Text(m.Lang, "export.ics.name", "profile", r.Profile.Name.In(m.Lang)),
		Key: r.Profile.ID + " " + strings.Join(s.names, " "), Stamp: s.dayAfter(s.passed()), Early: 7}
	return c.Write(w, events)
}

func (s *Session) gradeWord(lang string, band uint8) string {
	if grade := s.bandOf(band); grade != "" {
		return grade
	}
	return words.Text(lang, "export.about.ungraded")
}

// sumOf writes money in the profile's unit with the unit behind it.
func (s *Session) sumOf(lang string, m decimal.Money) string {
	u := s.view.Result.Profile.Unit
	return words.Text(lang, "amount."+u.String(), "n", amount(m, u))
}
