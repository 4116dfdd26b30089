package clean

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// Dates that say less than a day are completed where the file says what they lack, or by the user; either way it is said. A
// year stands in the name of the sheet, in a title or in the name of the file. A day is the first of its month or quarter where most dates
// of the column lack it, until the user says that it is the last; one among others is set aside until then.

// A vagueness is what a column of dates leaves open.
type vagueness struct {
	said  string         // the user's answer
	years map[string]int // by file and sheet, 0 where none is said
	turns bool           // the months pass the turn of a year, so that one year is not all of them
	title int            // the year above the headers
	zeros bool           // numbers keep the zeros at their ends: 5.1 is no 5.10
	rule  string         // what is done with dates without a day until the user says it

	yearless, dayless lack
	row               int // of a yearless date whose year the file says, or -1
	day               civil.Day
}

// A lack counts the dates that lack the same.
type lack struct {
	rows  int
	money decimal.Money
	shown []int
}

func (l *lack) add(row int) {
	l.rows++
	if len(l.shown) < mostShown {
		l.shown = append(l.shown, row)
	}
}

// complete gives a row the day that its date leaves open, if somebody says it.
func (c *cleaner) complete(r *record) {
	cell := c.cell(r.row, c.date)
	g, short := c.v.VagueIn(cell), false
	if g.IsNone() {
		g, short = c.v.MonthDay(cell)
	}
	if g.IsNone() {
		return
	}
	if c.vague == nil {
		c.vague = c.findVague()
	}
	var day civil.Day
	if g.Yearless() {
		year, asked := c.yearOf(r.row)
		if short = short && !c.vague.zeros; short {
			asked = true // nobody can say the day of such a one
		}
		if day = g.First(year); year == 0 || short {
			day = civil.NoDay
		}
		if asked {
			c.vague.yearless.add(r.row)
		} else if c.vague.row < 0 {
			c.vague.row, c.vague.day = r.row, day
		}
	} else {
		c.vague.dayless.add(r.row)
		said := c.vague.said
		if said != "first" && said != "last" && said != "aside" {
			said = c.vague.rule
		}
		switch said {
		case "first":
			day = g.First(0)
		case "last":
			day = g.Last(0)
		default:
			day = civil.NoDay
		}
	}
	if day != civil.NoDay {
		r.day, r.dateSt = day, read.Readable
	}
}

// findVague looks at what the file says of years.
func (c *cleaner) findVague() *vagueness {
	g := &vagueness{said: c.answers.To("date", c.m.Columns[c.date].Header), years: map[string]int{}, row: -1}
	t := c.v.T
	for row := range max(c.m.HeaderRow, 0) {
		for col := range t.Cols {
			if y := read.YearIn(t.Text(t.Cell(row, col))); y != 0 {
				g.title = y
			}
		}
	}
	before, from := 0, ""
	dayless, others := 0, 0
	for row := c.m.HeaderRow + 1; row < t.Rows; row++ {
		cell := c.cell(row, c.date)
		v := c.v.VagueIn(cell)
		if v.IsNone() {
			if v, _ = c.v.MonthDay(cell); cell.Kind == sheet.Number && v.Day%10 == 0 && !v.IsNone() {
				g.zeros = true
			}
		}
		switch {
		case cell.Kind == sheet.Empty:
		case v.IsNone() || v.Yearless():
			others++
		default:
			dayless++
		}
		if !v.Yearless() {
			continue
		}
		file, name, _ := t.Origin(row)
		if from != file+name {
			from, before = file+name, 0
		}
		month := int(v.Month)
		g.turns = g.turns || before != 0 && (month-before > 6 || before-month > 6)
		before = month
	}
	if g.rule = "aside"; dayless > others {
		g.rule = "first"
	}
	return g
}

// yearOf is the year of a row whose date has none; asked tells whether that is a question.
func (c *cleaner) yearOf(row int) (year int, asked bool) {
	g := c.vague
	if year, ok := strings.CutPrefix(g.said, "in:"); ok {
		n, _ := strconv.Atoi(year)
		return n, true
	}
	file, name, _ := c.v.T.Origin(row)
	year, met := g.years[file+"\x00"+name]
	if !met {
		for _, said := range [...]int{read.YearIn(name), g.title, read.YearIn(file)} {
			if year == 0 {
				year = said
			}
		}
		g.years[file+"\x00"+name] = year
	}
	if g.turns || year == 0 || g.said == "aside" {
		return 0, true
	}
	return year, false
}

// askVague asks about what dates leave open.
func (c *cleaner) askVague() {
	g := c.vague
	if g == nil {
		return
	}
	header := c.m.Columns[c.date].Header
	if l := &g.dayless; l.rows > 0 {
		c.ask(c.lacking(l, "period", g.rule))
		c.lastAnswers("first", "last", "aside")
	}
	if l := &g.yearless; l.rows > 0 {
		c.ask(c.lacking(l, "yearless", "aside"))
		c.lastAnswers(append(c.years(), "aside")...)
	}
	if g.row >= 0 {
		c.notice("year-stated", "header", header, "value", c.value(g.row, c.date), "day", g.day.String())
	}
}

// lacking is the question about dates that lack the same, with the money of their rows.
func (c *cleaner) lacking(l *lack, form, meanwhile string) intake.Doubt {
	header := c.m.Columns[c.date].Header
	for _, row := range l.shown {
		if m, _, _ := c.v.Money(c.v.T.Cell(row, c.amount), c.unit, c.writing); m <= mostSum && m >= -mostSum {
			l.money += m
		}
	}
	return intake.Doubt{Code: "date", Form: form, Key: header, Columns: []int{c.date}, Rows: l.rows, Money: l.money, Meanwhile: meanwhile,
		Shown: l.shown, Args: []string{"header", header, "value", c.value(l.shown[0], c.date)}}
}

// lastAnswers gives the question asked last its answers, of which the user may have given one.
func (c *cleaner) lastAnswers(list ...string) {
	d := &c.ledger.Doubts[len(c.ledger.Doubts)-1]
	if d.Answers = list; slices.Contains(list, c.vague.said) {
		d.Meanwhile = c.vague.said
	}
}

// years are the answers that name a year: this one and the two before, and what the file says.
func (c *cleaner) years() (list []string) {
	add := func(year int) {
		if id := "in:" + strconv.Itoa(year); year != 0 && !slices.Contains(list, id) {
			list = append(list, id)
		}
	}
	add(c.vague.title)
	said := slices.Sorted(maps.Values(c.vague.years))
	for _, y := range said {
		add(y)
	}
	for _, day := range []civil.Day{c.today, c.asOf} {
		if day != civil.NoDay {
			y, _, _ := day.Date()
			add(y)
			add(y - 1)
			add(y - 2)
		}
	}
	if said := c.vague.said; strings.HasPrefix(said, "in:") && !slices.Contains(list, said) {
		list = append(list, said)
	}
	if len(list) > 6 {
		list = list[:6]
	}
	return list
}
