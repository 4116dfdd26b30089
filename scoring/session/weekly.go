package session

import (
	"cmp"
	"slices"
	"strconv"

	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/figures"
	"fenji/scoring/intake"
	"fenji/scoring/profile"
	"fenji/scoring/protocol"
	"fenji/scoring/rfm"
	"fenji/scoring/words"
)

func weeklyOps() { answer(protocol.OpWeekly, (*Session).Weekly) }

// shortList is how many stand on the first page of the report.
const shortList = 10

// Weekly makes the first page of the report.
func (s *Session) Weekly(m protocol.WeeklyWish) (*protocol.Weekly, error) {
	if s.graded == nil {
		return nil, errNothingGraded
	}
	wish := protocol.Export{Lang: m.Lang, Names: protocol.NamesMasked, Of: protocol.Filter{Field: "falls", High: "7"}}
	if m.Full {
		wish.Names = protocol.NamesAsTheyAre
	}
	calls, err := s.Calls(wish)
	if err != nil {
		return nil, err
	}
	calls.List = calls.List[:min(len(calls.List), shortList)]
	out := &protocol.Weekly{Weeks: s.weeks(), Calls: *calls, Spent: s.spentWord()}
	s.top(out, m.Full)
	e := s.export(words.Wearing(m.Lang, s.ledger.Currency))
	for _, b := range e.Rules() {
		out.Rules = append(out.Rules, blockMessage(b))
	}
	out.Said = e.Conventions()
	out.Moved = s.movedSince(m.Since)
	return out, nil
}

// movedSince counts who rose and fell, where there is an earlier day or file to compare with.
func (s *Session) movedSince(since protocol.Since) (m protocol.Moved) {
	c, err := s.changed(since)
	if err != nil || c == nil {
		return m
	}
	m.Day = c.day.String()
	for i := range c.now.Customers {
		band, known := c.was(i)
		switch now := c.now.Graded[i].Band; {
		case !known:
			m.New++
		case band == profile.Ungraded:
		case now == profile.Ungraded:
			m.Gone++
		case now < band:
			m.Rose++
		case now > band:
			m.Fell++
		default:
			m.Same++
		}
	}
	return m
}

// top lists who spent most.
func (s *Session) top(out *protocol.Weekly, full bool) {
	spent, r := s.spending(), s.view.Result
	list, all := make([]int, 0, shortList+1), decimal.Money(0)
	for i := range r.Customers {
		all += spent(i)
		if len(list) == shortList && spent(i) <= spent(list[shortList-1]) {
			continue
		}
		at, _ := slices.BinarySearchFunc(list, spent(i), func(j int, m decimal.Money) int {
			return cmp.Or(cmp.Compare(m, spent(j)), -1) // behind those who spent as much
		})
		list = slices.Insert(list, at, i)
		list = list[:min(len(list), shortList)]
	}
	sum := decimal.Money(0)
	for _, i := range list {
		c := &r.Customers[i]
		row := protocol.Top{Who: s.masked(i, c.ID), Grade: r.Grade(i), Spent: spent(i).String()}
		if full {
			row.Who = s.name(i)
		}
		if c.HasR {
			row.Days = strconv.Itoa(int(c.R))
		}
		out.Top, sum = append(out.Top, row), sum+spent(i)
	}
	out.TopSum, out.TopShare = sum.String(), figures.Share(int64(sum), int64(all))
}

// weeks are the last two of a log of visits, to the last day of the data.
func (s *Session) weeks() (weeks [2]protocol.Week) {
	if s.records.Shape != intake.PerVisit || s.records.AsOf == civil.NoDay {
		return weeks
	}
	last := s.records.AsOf
	of := func(day civil.Day) int {
		if back := int(last - day); back >= 0 && back < 14 {
			return back / 7
		}
		return -1
	}
	var visits [2]int
	var money [2]decimal.Money
	rfm.EachVisit(s.records, func(day civil.Day) {
		if w := of(day); w >= 0 {
			visits[w]++
		}
	})
	for i, day := range s.records.Day {
		if w := of(day); w >= 0 {
			money[w] += s.records.Amount[i]
		}
	}
	for w := range weeks {
		to := last - civil.Day(7*w)
		weeks[w] = protocol.Week{From: (to - 6).String(), To: to.String(), Visits: visits[w], Money: money[w].String()}
	}
	return weeks
}
