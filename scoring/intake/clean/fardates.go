package clean

import (
	"slices"
	"strings"

	"fenji/scoring/civil"
	"fenji/scoring/intake"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// A few dates far after all others are slips: they would make everybody a customer of long ago. Of n dates, n ≥ 20, at most
// max(1, n/200), rounded up, may stand so, more than 90 days after the next earlier one.
const fewDates, farDays = 20, 90

// leaveFar sets the rows aside whose dates are far after all others, unless somebody says what the analysis date is. The
// user may say that the dates are right.
func (c *cleaner) leaveFar() {
	r, l := c.records, c.ledger
	if c.asOf != civil.NoDay || len(r.Day) < fewDates {
		return
	}
	latest := civil.NoDay
	for _, d := range r.Day {
		latest = max(latest, d)
	}
	if together(r.Day, latest) && (c.today == civil.NoDay || latest <= c.today) {
		return
	}
	bound, far := farAfter(r.Day)
	later, most := laterThan(r.Day, c.today)
	form := ""
	if later > 0 && booked(c.m.Columns[c.date].Header) {
		bound, far, form = c.today, true, "booked"
	} else if later > most {
		l.Later = later
	} else if later > 0 && (!far || c.today < bound) {
		bound, far = c.today, true
	}
	if !far {
		return
	}
	d := intake.Doubt{Code: "dates-far", Form: form, Columns: []int{c.date}, Meanwhile: "aside", Args: []string{"header", c.m.Columns[c.date].Header}}
	out := map[int]bool{}
	var left []intake.Entry
	for i, day := range r.Day {
		if day == civil.NoDay || day <= bound {
			continue
		}
		row := int(r.Row[i])
		out[row] = true
		d.Rows++
		d.Money += r.Amount[i]
		d.Shown = append(d.Shown, row)
		left = append(left, intake.Entry{Row: row, Col: c.date, Code: "date-after", Value: c.value(row, c.date), Money: r.Amount[i], Of: -1, Aside: true})
		if d.Rows == 1 {
			d.Args = append(d.Args, "day", day.String())
		}
	}
	c.far = append(c.far, d)
	if c.answers.To("dates-far", "") == "keep" {
		return
	}
	for _, e := range left {
		l.Used.Rows--
		l.Used.Money -= e.Money
		l.Aside.Add(e.Money)
	}
	l.Entries = append(slices.DeleteFunc(l.Entries, func(e intake.Entry) bool { return out[e.Row] && !e.Aside }), left...)
	intake.SortEntries(l.Entries)
	r.Keep(func(i int) bool { return !out[int(r.Row[i])] })
}

// booked tells whether a header says that its days are those for which something is booked: such a day may lie ahead, however many
// do, and nobody has come yet.
func booked(header string) bool {
	header = strings.ToLower(header)
	for _, word := range [...]string{"预约", "預約", "预定", "约诊", "appointment", "appt", "booked", "booking", "scheduled"} {
		if strings.Contains(header, word) {
			return true
		}
	}
	return false
}

// laterThan counts the dates later than today, and how many of them may be slips.
func laterThan(days []civil.Day, today civil.Day) (later, most int) {
	if today == civil.NoDay {
		return 0, 0
	}
	n := 0
	for _, d := range days {
		if d != civil.NoDay {
			n++
			if d > today {
				later++
			}
		}
	}
	if n < fewDates {
		return 0, 0
	}
	return later, mostFar(n)
}

// mostFar is how many of n dates may be slips.
func mostFar(n int) int { return max(1, (n+199)/200) }

// together tells whether more dates than may be slips lie so near to the latest that none of them is far after the next. Nearly all
// files show it by their first rows.
func together(days []civil.Day, latest civil.Day) bool {
	near, few := 0, mostFar(len(days))
	for _, d := range days {
		if int64(latest)-int64(d) <= farDays {
			if near++; near > few {
				return true
			}
		}
	}
	return false
}

// farAfter finds the day after which the few far ones lie.
func farAfter(days []civil.Day) (bound civil.Day, far bool) {
	n, first, latest := 0, civil.Day(1<<30), civil.NoDay
	for _, d := range days {
		if d != civil.NoDay {
			n++
			first, latest = min(first, d), max(latest, d)
		}
	}
	if n < fewDates {
		return 0, false
	}
	count := make([]int32, int(latest-first)+1)
	for _, d := range days {
		if d != civil.NoDay {
			count[d-first]++
		}
	}
	met, before := 0, latest
	for d := latest; d >= first && met <= mostFar(n); d-- {
		if count[d-first] == 0 {
			continue
		}
		if int64(before)-int64(d) > farDays {
			bound, far = d, true
		}
		met, before = met+int(count[d-first]), d
	}
	return bound, far
}

// askFar asks about them.
func (c *cleaner) askFar() {
	for _, d := range c.far {
		c.ask(d)
	}
}

// dateAnswers are the orders that the user can say.
var dateAnswers = map[string]intake.DateOrder{"day": intake.DayFirst, "month": intake.MonthFirst, "year": intake.YearFirst}

// askTicks asks whether times since 1970 are of China, where it makes a day's difference.
func (c *cleaner) askTicks() {
	if c.order.Tick == read.NoTick {
		return
	}
	header := c.m.Columns[c.date].Header
	d := intake.Doubt{Code: "date", Form: "unix", Columns: []int{c.date}, Meanwhile: "keep", Args: []string{"header", header}}
	was := c.v.UTC
	for i, row := range c.records.Row {
		cell := c.cell(int(row), c.date)
		c.v.UTC = !was
		if other, _ := c.v.Date(cell, c.order); other != c.records.Day[i] {
			if d.Rows++; d.Rows == 1 {
				d.Args = append(d.Args, "value", c.value(int(row), c.date), "day", c.records.Day[i].String())
			}
			d.Money += c.records.Amount[i]
			d.Shown = append(d.Shown, int(row))
		}
	}
	c.v.UTC = was
	if d.Rows > 0 {
		c.ask(d)
	}
}

// askDates asks about a column of dates whose true dates had day and month swapped, or whose forms never meet.
func (c *cleaner) askDates() {
	if c.date < 0 {
		return
	}
	header := c.m.Columns[c.date].Header
	c.askBuddhist()
	if c.order.Proved {
		d := intake.Doubt{Code: "dates-swapped", Columns: []int{c.date}, Meanwhile: "swap", Args: []string{"header", header}}
		for i, row := range c.records.Row {
			if c.cell(int(row), c.date).Kind == sheet.Date {
				d.Rows++
				d.Money += c.records.Amount[i]
				d.Shown = append(d.Shown, int(row))
			}
		}
		if d.Rows > 0 {
			day, _ := c.v.T.Cell(d.Shown[0], c.date).Date()
			d.Args = append(d.Args, "value", day.String())
			c.ask(d)
		}
		return
	}
	if row := c.neverMeet(); row >= 0 {
		day, _ := c.v.Date(c.cell(row, c.date), c.order)
		d := intake.Doubt{Code: "date", Columns: []int{c.date}, Meanwhile: "keep", Rows: len(c.records.Row), Money: c.ledger.Used.Money,
			Shown: []int{row}, Args: []string{"header", header, "value", c.value(row, c.date), "day", day.String()}}
		c.ask(d)
		return
	}
	c.askUnclear()
}

// askUnclear asks which number is the day where nothing in the column tells, and keeps what was answered in sight.
func (c *cleaner) askUnclear() {
	said := c.answers.To("date", "")
	if c.unclear == 0 && dateAnswers[said] == intake.NoOrder {
		return
	}
	d := intake.Doubt{Code: "date", Form: "unclear", Columns: []int{c.date}, Meanwhile: "aside", Args: []string{"header", c.m.Columns[c.date].Header}}
	for _, e := range c.ledger.Entries {
		if e.Code == dateCodes[read.Ambiguous] {
			if d.Rows++; d.Rows == 1 {
				d.Args = append(d.Args, "value", e.Value)
			}
			d.Money += e.Money
			d.Shown = append(d.Shown, e.Row)
		}
	}
	if d.Rows == 0 {
		if c.unclear > 0 || len(c.records.Row) == 0 {
			return
		}
		row := int(c.records.Row[0])
		d.Rows, d.Money, d.Shown = len(c.records.Row), c.ledger.Used.Money, []int{row}
		d.Args = append(d.Args, "value", c.value(row, c.date))
	}
	c.ask(d)
	asked := &c.ledger.Doubts[len(c.ledger.Doubts)-1]
	asked.Answers = []string{"day", "month", "year"}
}

// askBuddhist asks whether years such as 2567 are of the Buddhist era. Until somebody says so they are no years of a visit.
func (c *cleaner) askBuddhist() {
	unread := func(e intake.Entry) bool { return e.Code == dateCodes[read.Unreadable] }
	if !c.v.Buddhist && !slices.ContainsFunc(c.ledger.Entries, unread) {
		return
	}
	d := intake.Doubt{Code: "date", Form: "buddhist", Columns: []int{c.date}, Meanwhile: "keep", Args: []string{"header", c.m.Columns[c.date].Header}}
	for row := c.m.HeaderRow + 1; row < c.v.T.Rows; row++ {
		if c.repeats.blank(row) || !c.v.InBuddhist(c.cell(row, c.date)) {
			continue
		}
		if d.Rows++; d.Rows == 1 {
			d.Args = append(d.Args, "value", c.value(row, c.date))
		}
		m, _, _ := c.v.Money(c.v.T.Cell(row, c.amount), c.unit, c.writing)
		d.Money += m
		d.Shown = append(d.Shown, row)
	}
	if d.Rows > 0 {
		c.ask(d)
	}
}

// neverMeet tells whether a column writes dates in two ways of which one has always a number above twelve among the first
// two, and the other never: so a spreadsheet leaves it that took the year, or the day, of some for something else. It
// returns a row of the doubtful ones, or -1.
func (c *cleaner) neverMeet() int {
	const sample = 5000
	t, from := c.v.T, c.m.HeaderRow+1
	step := max(1, (t.Rows-from)/sample)
	odd, plain, at := 0, 0, -1
	for row := from; row < t.Rows; row += step {
		cell := t.Cell(row, c.date)
		if cell.Kind != sheet.Text {
			if cell.Kind == sheet.Date {
				return -1
			}
			continue
		}
		n, ok := read.Numbers3(t.String(cell.TextID()))
		switch {
		case !ok:
			return -1
		case n[0] > 31: // the year stands in front
			if n[1] > 12 || n[2] > 12 && (n[0]%100 > 12 || n[0] < 2000) {
				return -1
			}
			plain++
			at = row
		case n[0] <= 12 && n[1] <= 12:
			return -1
		default:
			odd++
		}
	}
	if odd >= 3 && plain >= 3 {
		return at
	}
	return -1
}
