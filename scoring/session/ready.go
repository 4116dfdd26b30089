package session

import (
	"strconv"

	"fenji/scoring/protocol"
	"fenji/scoring/readytext"
	"fenji/scoring/words"
)

func readyOps() { answer(protocol.OpReady, (*Session).Ready) }

// Ready is the text to write to a customer, by why it is written: from the clinic's own templates, else from ours.
func (s *Session) Ready(m protocol.ReadyWish) (*protocol.Ready, error) {
	if s.graded == nil || m.Customer < 0 || m.Customer >= len(s.view.Result.Customers) {
		return nil, errNothingGraded
	}
	own, err := readytext.Parse(m.Templates)
	if err != nil {
		return nil, err
	}
	lang := words.Bare(m.Lang)
	c, err := s.caller(protocol.Export{Lang: m.Lang})
	if err != nil {
		return nil, err
	}
	i := m.Customer
	call := c.call(i)
	out := &protocol.Ready{Customer: i, Reason: "since", Grade: call.Grade}
	days := ""
	switch left := c.daysLeft(i); {
	case c.falls.After[i] > 0 && left <= 0:
		out.Reason = "due"
	case c.falls.After[i] > 0 && left <= horizon:
		out.Reason, days = "falls", strconv.Itoa(left)
	}
	if out.Template = own.For(out.Reason, out.Grade, lang); out.Template == "" {
		out.Template = words.Text(lang, "text."+out.Reason)
	}
	due := ""
	if c.falls.After[i] > 0 {
		due = c.dayAfter(c.falls.After[i]).String()
	}
	fill := func(name string, call *protocol.Call) string {
		return readytext.Fill(out.Template, "name", name, "visit", Visited(lang, call), "last", call.Last, "what", call.What,
			"doctor", call.Who, "due", due, "days", days, "grade", call.Grade)
	}
	out.Full = fill(call.Name, &call)
	if out.Shown = out.Full; !s.reveal {
		hidden := call
		hidden.Name = s.masked(i, s.view.Result.Customers[i].ID)
		out.Shown = fill(hidden.Name, &hidden)
	}
	return out, nil
}
