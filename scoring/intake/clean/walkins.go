package clean

import (
	"slices"

	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/read"
)

// Names of nobody in particular are set aside. Known ones are said in the ledger; a name that only its parts, or its
// behaviour, give away is asked about: a "customer" who comes nearly daily, many times as often as the next.

// askWalkIns asks about such names.
func (c *cleaner) askWalkIns() {
	d := intake.Doubt{Code: "walk-in", Meanwhile: "aside", Columns: []int{c.customer}}
	var texts []string
	see := func(row int, m decimal.Money) {
		text := c.value(row, c.customer)
		if c.anybody || !read.IsNobodyWord(text) {
			d.Rows++
			d.Money += m
			d.Shown = append(d.Shown, row)
			if !slices.Contains(texts, text) {
				texts = append(texts, text)
			}
		}
	}
	for _, e := range c.ledger.Entries {
		if e.Code == "walk-in" {
			see(e.Row, e.Money)
		}
	}
	if c.anybody {
		for i, row := range c.records.Row {
			if c.v.TraitsOf(c.cell(int(row), c.customer))&read.IsNobody != 0 {
				see(int(row), c.records.Amount[i])
			}
		}
	}
	if d.Rows > 0 {
		d.Args = []string{"values", few(texts)}
		c.ask(d)
	}
	if c.answers.To("walk-in", often) == "aside" {
		return
	}
	if who, ok := c.often(); ok {
		c.ask(c.oftenDoubt(who))
	}
}

// Bounds of behaviour: how many days a log must have, on which share of them the customer comes, and how many times as
// often as the next.
const (
	oftenDays   = 20
	oftenShare  = 60
	oftenFactor = 6
)

// leaveOften takes the customer who comes nearly daily out of the records, when the user says that it is nobody.
func (c *cleaner) leaveOften() {
	if c.answers.To("walk-in", often) != "aside" {
		return
	}
	who, ok := c.often()
	if !ok {
		return
	}
	d := c.oftenDoubt(who)
	c.leaveCustomers(func(w uint32) bool { return w == who })
	c.ask(d)
}

// leaveCustomers sets the rows of some customers aside, who are nobody.
func (c *cleaner) leaveCustomers(are func(who uint32) bool) {
	l, r := c.ledger, c.records
	out := map[int]bool{}
	var left []intake.Entry
	for i, w := range r.Customer {
		if !are(w) {
			continue
		}
		row, m := int(r.Row[i]), r.Amount[i]
		out[row] = true
		l.Used.Rows--
		l.Used.Money -= m
		l.Aside.Add(m)
		left = append(left, intake.Entry{Row: row, Col: c.customer, Code: "walk-in", Value: c.value(row, c.customer), Money: m,
			Of: -1, Aside: true})
	}
	instead(l, out, left)
	r.Keep(func(i int) bool { return !are(r.Customer[i]) })
}

// instead puts entries in the place of all that the ledger has of some rows.
func instead(l *intake.Ledger, rows map[int]bool, entries []intake.Entry) {
	kept := l.Entries[:0]
	for _, e := range l.Entries {
		if !rows[e.Row] {
			kept = append(kept, e)
		}
	}
	l.Entries = append(kept, entries...)
	intake.SortEntries(l.Entries)
}

// often is the key of the question about behaviour.
const often = "often"

// often finds a customer who comes nearly daily.
func (c *cleaner) often() (who uint32, ok bool) {
	r := c.records
	if r.Shape != intake.PerVisit || len(r.Customer) < 3*oftenDays {
		return 0, false
	}
	rows := make([]int32, c.customers.count)
	for _, w := range r.Customer {
		rows[w]++
	}
	next, met := int32(0), 0
	for w, n := range rows {
		if n > 0 {
			met++
		}
		switch {
		case n > rows[who]:
			next, who = max(next, rows[who]), uint32(w)
		case uint32(w) != who:
			next = max(next, n)
		}
	}
	if met < 5 || rows[who] < oftenDays || rows[who] < oftenFactor*next {
		return 0, false
	}
	days, his := map[civil.Day]bool{}, map[civil.Day]bool{}
	for i, w := range r.Customer {
		days[r.Day[i]] = true
		if w == who {
			his[r.Day[i]] = true
		}
	}
	return who, len(days) >= oftenDays && 100*len(his) >= oftenShare*len(days)
}

func (c *cleaner) oftenDoubt(who uint32) intake.Doubt {
	d := intake.Doubt{Code: "walk-in", Form: often, Key: often, Meanwhile: "keep", Columns: []int{c.customer}}
	for i, w := range c.records.Customer {
		if w == who {
			d.Rows++
			d.Money += c.records.Amount[i]
			d.Shown = append(d.Shown, int(c.records.Row[i]))
		}
	}
	d.Args = []string{"values", c.value(d.Shown[0], c.customer)}
	return d
}
