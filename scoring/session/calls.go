package session

import (
	"slices"
	"sort"
	"strconv"
	"strings"

	"fenji/scoring/civil"
	"fenji/scoring/columns"
	"fenji/scoring/decimal"
	"fenji/scoring/figures"
	"fenji/scoring/intake"
	"fenji/scoring/intake/header"
	"fenji/scoring/privacy"
	"fenji/scoring/profile"
	"fenji/scoring/protocol"
	"fenji/scoring/segments"
	"fenji/scoring/view"
	"fenji/scoring/words"
)

// A list for calls holds those about to fall, those of a segment, or those that the user marked. What stands in it is
// said once, here; the sheet (callsheet.go) and the printed page show the same.

func callsOps() { answer(protocol.OpCalls, (*Session).Calls) }

// caller knows what a list for calls says of each customer.
type caller struct {
	*Session
	m       protocol.Export
	falls   *falls
	split   *segments.Split // the scheme that the list is about; nil for falls and marked ones
	spent   func(i int) decimal.Money
	owner   int // column of who looks after a customer; -1: none
	cover   *privacy.Cover
	todo    []string
	cadence []string
	warned  map[int]string // why customers of the warnings are called
}

// caller prepares a list.
func (s *Session) caller(m protocol.Export) (*caller, error) {
	c := &caller{Session: s, m: m, falls: s.fall(), spent: s.spending(), owner: s.ownerColumn()}
	for _, b := range s.view.Result.Profile.Bands {
		c.todo, c.cadence = append(c.todo, b.Action.In(m.Lang)), append(c.cadence, b.Cadence.In(m.Lang))
	}
	var err error
	if scheme, is := strings.CutPrefix(m.Of.Field, "segment."); is {
		if c.split, err = s.split(scheme); err != nil {
			return nil, err
		}
	}
	if m.Of.Low == protocol.ByWarnings {
		if c.warned, err = s.reasons(m.Lang, m.Month.Warnings); err != nil {
			return nil, err
		}
	}
	c.cover, err = s.cover(m)
	return c, err
}

// reasons are why those of the warnings are called.
func (s *Session) reasons(lang string, m protocol.WarningWish) (map[int]string, error) {
	w, err := s.Warnings(m)
	if err != nil {
		return nil, err
	}
	why := map[int]string{}
	for _, l := range w.Lists {
		for _, r := range l.Rows {
			key, args := r.Reason(l.ID)
			for i := 1; i < len(args); i += 2 {
				if args[i-1] == "money" || args[i-1] == "left" {
					args[i] = words.Text(lang, "amount.yuan", "n", figures.Group(args[i]))
				}
			}
			why[r.Row.Customer] = words.Text(lang, key, args...)
		}
	}
	return why, nil
}

// called are the customers of a list: who is due first, then most money first. left is how many a list of an earlier
// month says not to call.
func (c *caller) called() (list []uint32, left int, err error) {
	pass, err := c.sieve(c.m.Of)
	if err != nil {
		return nil, 0, err
	}
	refuses := c.refuses()
	// Who never paid has no grade, and is called for what it did.
	ungraded := c.m.Of.Field == "picked" || c.split != nil && c.split.Scheme.By == segments.ByDoing
	list = make([]uint32, 0, 64) // nobody is not everybody
	for i := range c.view.Result.Customers {
		if c.view.Result.Graded[i].Band == profile.Ungraded && !ungraded || !pass.Pass(i) {
			continue
		}
		if refuses != nil && refuses(i) {
			left++
			continue
		}
		list = append(list, uint32(i))
	}
	list = c.view.Sorted(list, []view.Key{{Column: columns.MAmount, Desc: true}})
	sort.SliceStable(list, func(i, j int) bool {
		a, b := int(list[i]), int(list[j])
		if c.falling() {
			if due, other := c.daysLeft(a) <= 0, c.daysLeft(b) <= 0; due != other {
				return due
			}
		}
		return c.spent(a) > c.spent(b)
	})
	return list, left, nil
}

// falling tells whether the list is about falls.
func (c *caller) falling() bool { return c.m.Of.Field == "falls" }

// spending tells what each customer has spent so far: the whole history, whatever the profile's window is. Where the file
// holds ready figures, they are all that is known.
func (s *Session) spending() func(i int) decimal.Money {
	if s.records.Shape == intake.PerCustomer || s.view.Result.Profile.Window == (civil.Window{}) {
		return func(i int) decimal.Money { return s.view.Result.Customers[i].M }
	}
	sums := s.cleaned.spent.of(func() []decimal.Money {
		sums := make([]decimal.Money, len(s.records.IDs))
		for i, who := range s.records.Customer {
			sums[who] += s.records.Amount[i]
		}
		return sums
	})
	return func(i int) decimal.Money { return sums[i] }
}

// spentWord is the code of what is spent: of a period where the file's ready figures are of one.
func (s *Session) spentWord() string {
	if s.records.Shape == intake.PerCustomer && header.OfPeriod(s.mapping) {
		return "period"
	}
	return "spent"
}

// owners are headers of who looks after a customer.
var owners = []string{"负责人", "跟进人", "客服", "专员", "顾问", "咨询师", "健管师", "归属", "owner", "consultant", "agent", "account manager", "advisor"}

func (s *Session) ownerColumn() int {
	for i, c := range s.mapping.Columns {
		for _, o := range owners {
			if c.Role != intake.Ignore && strings.Contains(strings.ToLower(c.Header), o) {
				return i
			}
		}
	}
	return -1
}

// call says what a list says of a customer.
func (c *caller) call(i int) protocol.Call {
	r, lang := c.view.Result, c.m.Lang
	out := protocol.Call{Customer: i, Name: c.name(i), Phone: c.phone(i), Grade: r.Grade(i), Why: c.why(i),
		Last: r.Customers[i].Last.String(), What: c.cell(i, c.mapping.Column(intake.Item)),
		Who: c.cell(i, c.mapping.Column(intake.Doctor)), Owner: c.cell(i, c.owner)}
	if c.m.Names != protocol.NamesAsTheyAre {
		out.Name, out.Phone = c.masked(i, r.Customers[i].ID), ""
		out.What, out.Who, out.Owner = c.shut(i, intake.Item), c.shut(i, intake.Doctor), ""
	}
	if c.m.Names == protocol.NamesPseudonyms { // no mask beside the code
		out.Name = c.cover.Customer(i, r.Customers[i].ID)
	}
	if byMonths(c.m) {
		out.Last = monthIn(out.Last)
	}
	if c.falls.After[i] > 0 && c.daysLeft(i) <= horizon {
		out.To, out.Falls = c.gradeWord(lang, c.falls.Band[i]), true
	}
	out.Spent = c.spent(i).String()
	if band := int(r.Graded[i].Band); band < len(c.todo) {
		out.Next, out.Cadence = c.todo[band], c.cadence[band]
	}
	if c.split != nil && c.split.Of[i] != segments.None {
		if x := c.split.Segments[c.split.Of[i]]; x.Action.In(lang) != "" {
			out.Next = x.Action.In(lang)
		}
	}
	return out
}

// shut is the text of a column of a role as the cover leaves it.
func (c *caller) shut(i int, role intake.Role) string {
	col := c.mapping.Column(role)
	if col < 0 {
		return ""
	}
	if text, covered := c.cover.Cell(c.table, int(c.view.Result.Customers[i].Row), col); covered {
		return text
	}
	return c.persons().ScreenCell(int(c.view.Result.Customers[i].Row), col)
}

// why says in words why a customer is called.
func (c *caller) why(i int) string {
	if why, warned := c.warned[i]; warned && !byMonths(c.m) {
		return why
	}
	text := func(key string, args ...string) string { return words.Text(c.m.Lang, "calls."+key, args...) }
	to := c.gradeWord(c.m.Lang, c.falls.Band[i])
	day, left := c.dayAfter(c.falls.After[i]), c.daysLeft(i)
	fall := ""
	switch months := byMonths(c.m); {
	case c.falls.After[i] == 0 || left > horizon:
	case months:
		fall = text("falls.month", "month", monthIn(day.String()), "to", to)
	case left <= 0:
		fall = text("due", "day", day.String(), "to", to)
	case day == civil.NoDay:
		fall = text("falls.days", "n", strconv.Itoa(left), "to", to)
	default:
		fall = text("falls", "day", day.String(), "n", strconv.Itoa(left), "to", to)
	}
	if c.split != nil && c.split.Of[i] != segments.None {
		group := c.split.Segments[c.split.Of[i]].Name.In(c.m.Lang)
		if fall == "" {
			return group
		}
		return text("both", "group", group, "fall", fall)
	}
	if fall != "" {
		return fall
	}
	if customer := &c.view.Result.Customers[i]; customer.HasR && byMonths(c.m) {
		last := customer.Last
		if last == civil.NoDay && c.view.Result.AsOf != civil.NoDay {
			last = c.view.Result.AsOf - civil.Day(customer.R)
		}
		return text("since.month", "month", monthIn(last.String()))
	} else if customer.HasR {
		return text("since", "n", strconv.Itoa(int(customer.R)+int(c.passed())))
	}
	return text("never")
}

// Calls makes the printed list.
func (s *Session) Calls(m protocol.Export) (*protocol.Calls, error) {
	if s.graded == nil {
		return nil, errNothingGraded
	}
	if err := s.agree(m.Treats); err != nil {
		return nil, err
	}
	m.Lang = words.Wearing(m.Lang, s.ledger.Currency)
	c, err := s.caller(m)
	if err != nil {
		return nil, err
	}
	list, left, err := c.called()
	if err != nil {
		return nil, err
	}
	out := &protocol.Calls{Which: s.whom(m), Day: s.base().String(), Total: len(list), Left: left, Money: s.spentWord(),
		Phones: s.phones(list)}
	var sum decimal.Money
	for n, i := range list {
		sum += c.spent(int(i))
		if c.falls.After[i] > 0 && c.daysLeft(int(i)) <= 0 {
			out.Due++
		}
		if n < mostListed {
			out.List = append(out.List, c.call(int(i)))
		}
	}
	out.Sum = sum.String()
	return out, nil
}

// mostListed is how many a printed list holds; nobody calls more by hand.
const mostListed = 300

// phones is how many of the customers have a number to call.
func (s *Session) phones(list []uint32) (n int) {
	for _, i := range list {
		if s.phone(int(i)) != "" {
			n++
		}
	}
	return n
}

// whom says in words whom a list or calendar is about.
func (s *Session) whom(m protocol.Export) string {
	if m.Of.Field == "falls" {
		if n, err := strconv.Atoi(m.Of.High); err == nil && m.Of.Low == m.Of.High && s.view.Result.AsOf != civil.NoDay {
			return words.Text(m.Lang, "export.calls.day", "day", (s.base() + civil.Day(n)).String())
		}
		return words.Text(m.Lang, "export.calls.falls", "n", m.Of.High)
	}
	scheme, is := strings.CutPrefix(m.Of.Field, "segment.")
	if !is {
		return words.Text(m.Lang, "export.calls.picked")
	}
	split, err := s.split(scheme)
	if err != nil {
		return ""
	}
	var names []string
	for _, segment := range split.Segments {
		if slices.Contains(m.Of.Values, segment.ID) {
			names = append(names, segment.Name.In(m.Lang))
		}
	}
	return strings.Join(names, " + ")
}

func (s *Session) gradeWord(lang string, band uint8) string {
	if grade := s.bandOf(band); grade != "" {
		return grade
	}
	return words.Text(lang, "export.about.ungraded")
}
