package protocol

import (
	"strconv"
	"strings"
)

// A WarningWish asks whom to call.
type WarningWish struct {
	Since Since
	Gap   int // days within which visits are one course; 0: 45
	Below int // per cent: an absence with a smaller chance is later than usual; 0: 10
	Calls int // a week, over all lists; 0: 20
}

func (m *WarningWish) code(c *coder) {
	m.Since.code(c)
	c.int(&m.Gap)
	c.int(&m.Below)
	c.int(&m.Calls)
}

// Warnings are four lists: "later", "soon", "fell" and "less". Of each the first are named, so that all together are as many
// as can be called in a week; nobody is named twice.
type Warnings struct {
	Log   bool   // there is a log of visits, so that the first and the third list can be made
	Base  string // the third is of changes since that day
	Gaps  int    // between courses, in the whole clinic
	Few   bool   // too few gaps for the first list
	Left  int    // who said not to be called again, and is on no list
	Lists []WarningList
}

func (m *Warnings) code(c *coder) {
	c.bool(&m.Log)
	c.str(&m.Base)
	c.int(&m.Gaps)
	c.bool(&m.Few)
	c.int(&m.Left)
	list(c, &m.Lists)
}

// A WarningList is one of them.
type WarningList struct {
	ID       string
	Total    int // of those who could be named
	Looked   int // "fell": those whose grade could have fallen
	ByChance int // "fell": so many of them chance alone brings
	Rows     []Warning
	Base     string   // "less": since that day; "" where there is nothing to compare with
	High     []string // "less": the grades that are looked at
	Days     []string // "less": the first and last day then, and now; empty where both are as the files say
}

// Rule is the text that says whom the list "less" names, and what it takes.
func (m *WarningList) Rule() (key string, args []string) {
	args = []string{"day", m.Base, "grades", strings.Join(m.High, "/"), "looked", strconv.Itoa(m.Looked), "total", strconv.Itoa(m.Total)}
	switch {
	case m.Base == "":
		return "warnings.less.log", nil
	case len(m.Days) == 0:
		return "warnings.less.tables", args
	}
	return "warnings.less.rule", append(args, "a", m.Days[0], "b", m.Days[1], "c", m.Days[2], "d", m.Days[3])
}

func (m *WarningList) code(c *coder) {
	c.str(&m.ID)
	c.int(&m.Total)
	c.int(&m.Looked)
	c.int(&m.ByChance)
	list(c, &m.Rows)
	c.str(&m.Base)
	c.strs(&m.High)
	c.strs(&m.Days)
}

// A Warning is a customer to call.
type Warning struct {
	Row                   Row
	Money                 string // of the last twelve months, in the currency's base unit
	Usual, Days, Gaps     int    // "later": days of a gap on average, days since the last course, gaps
	None                  string // "later": the chance of such an absence
	From, To, Day         string // "soon" and "fell": grades, "soon": the day
	After                 int    // "soon": days until then
	VisitsThen, VisitsNow int    // "fell": F at the base and now; "less": in the days then and now
	MoneyThen, MoneyNow   string // the same of the money
	Share                 string // "fell": of the draws that end in that grade or a lower one
}

func (m *Warning) code(c *coder) {
	m.Row.code(c)
	c.str(&m.Money)
	for _, n := range []*int{&m.Usual, &m.Days, &m.Gaps, &m.After, &m.VisitsThen, &m.VisitsNow} {
		c.int(n)
	}
	for _, s := range []*string{&m.None, &m.From, &m.To, &m.Day, &m.MoneyThen, &m.MoneyNow, &m.Share} {
		c.str(s)
	}
}

// Reason is the text that says why a customer of a list is to be called, and what it takes; money is as the core writes it.
func (m *Warning) Reason(list string) (key string, args []string) {
	key = "warnings." + list + ".row"
	switch list {
	case "later":
		return key, []string{"usual", strconv.Itoa(m.Usual), "days", strconv.Itoa(m.Days), "gaps", strconv.Itoa(m.Gaps)}
	case "soon":
		return key, []string{"day", m.Day, "n", strconv.Itoa(m.After)}
	}
	return key, []string{"then", strconv.Itoa(m.VisitsThen), "now", strconv.Itoa(m.VisitsNow), "money", m.MoneyThen, "left", m.MoneyNow}
}

// A Record is what became of those who were later than usual at the month's ends of the year before: within 90 days of
// the alert, so many came by themselves.
type Record struct {
	Known bool
	Back  Share
}

func (m *Record) code(c *coder) { c.bool(&m.Known); m.Back.code(c) }
