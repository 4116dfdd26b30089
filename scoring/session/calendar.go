package session

import (
	"errors"
	"io"
	"strconv"
	"strings"

	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/figures"
	"fenji/scoring/privacy"
	"fenji/scoring/protocol"
	"fenji/scoring/segments"
	"fenji/scoring/words"
)

// eventLines is how many customers an event names; who has more in a day wants the list.
const eventLines = 40

// calendar writes those who fall within the days of the filter, an event for each day from tomorrow on. What it says of
// customers the user chooses.
func (s *Session) calendar(m protocol.Export, cover *privacy.Cover, w io.Writer) error {
	falls, r, spent := s.fall(), s.view.Result, s.spending()
	pass, err := s.sieve(m.Of)
	if err != nil {
		return err
	}
	if r.AsOf == civil.NoDay {
		return errors.New("session: no date to count from")
	}
	who, refuses := s.holder(m, cover), s.refuses()
	var sums [horizon + 1]segments.Sum
	var lines [horizon + 1][]string
	left := 0 // who is not to be called again: the first event says how many
	for _, i := range falls.soon {
		day := s.daysLeft(int(i))
		if day < 1 || !pass.Pass(int(i)) {
			continue
		}
		if refuses != nil && refuses(int(i)) {
			left++
			continue
		}
		sums[day].Count++
		sums[day].Money += spent(int(i))
		if name := who(int(i)); name != "" && len(lines[day]) < eventLines {
			lines[day] = append(lines[day], words.Text(m.Lang, "export.ics.line", "who", name,
				"from", r.Grade(int(i)), "to", s.gradeWord(m.Lang, falls.Band[i]), "money", yuan(m.Lang, spent(int(i)))))
		}
	}
	var events []segments.Event
	for day, sum := range sums {
		if sum.Count == 0 {
			continue
		}
		about := append([]string{words.Text(m.Lang, "export.ics.about")}, lines[day]...)
		if len(lines[day]) == 0 {
			about[0] = words.Text(m.Lang, "export.ics.about.nobody")
		}
		if more := sum.Count - len(lines[day]); more > 0 && len(lines[day]) > 0 {
			about = append(about, words.Text(m.Lang, "export.ics.more", "n", strconv.Itoa(more)))
		}
		if left > 0 {
			about = append(about, words.Text(m.Lang, "calls.left", "n", strconv.Itoa(left)))
			left = 0
		}
		if r.Estimated() {
			about = append(about, words.Text(m.Lang, "export.ics.estimate"))
		}
		events = append(events, segments.Event{Day: s.base() + civil.Day(day), Text: strings.Join(about, "\n"),
			Summary: words.Text(m.Lang, "export.ics.day", "n", strconv.Itoa(sum.Count), "money", yuan(m.Lang, sum.Money))})
	}
	c := segments.Calendar{Name: words.Text(m.Lang, "export.ics.name", "profile", r.Profile.Name.In(m.Lang)),
		Key: r.Profile.ID + " " + strings.Join(s.names, " "), Stamp: s.base(), Early: 7}
	return c.Write(w, events)
}

// holder gives what a calendar says of a customer. Calendars travel to telephones and servers, so that names and numbers
// stand in them only where the user says so.
func (s *Session) holder(m protocol.Export, cover *privacy.Cover) func(i int) string {
	ids := s.view.Result.Customers
	switch m.Holds {
	case protocol.HoldsNames:
		return func(i int) string { return strings.TrimSpace(s.name(i) + " " + s.phone(i)) }
	case protocol.HoldsNobody:
		return func(int) string { return "" }
	}
	if m.Names == protocol.NamesPseudonyms {
		return func(i int) string { return cover.Customer(i, ids[i].ID) }
	}
	return func(i int) string { return s.masked(i, ids[i].ID) }
}

// yuan writes money in yuan with the unit behind it.
func yuan(lang string, m decimal.Money) string {
	return words.Text(lang, "amount.yuan", "n", figures.Group(m.String()))
}
