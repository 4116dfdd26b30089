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
		if e.Code == "walk-in" && c.v.TraitsOf(c.cell(e.Row, c.customer))&read.IsNobody != 0 {
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
	if who := c.often(); len(who) > 0 {
		c.ask(c.oftenDoubt(who))
	}
}

// Bounds of behaviour: how often a "customer" must have come, and how many times as often as the next, who is somebody; on
// which share of the days of the log, which must have so many, or in which share of all rows; how many customers there must be
// besides; and how many such names there may be.
const (
	oftenRows   = 12
	oftenFactor = 5
	oftenDays   = 10
	oftenShare  = 50
	oftenPart   = 25
	oftenOthers = 5
	oftenNames  = 3
)

// leaveOften takes those who come nearly daily out of the records, when the user says that they are nobody.
func (c *cleaner) leaveOften() {
	if c.answers.To("walk-in", often) != "aside" {
		return
	}
	who := c.often()
	if len(who) == 0 {
		return
	}
	d := c.oftenDoubt(who)
	c.leaveCustomers(func(w uint32) bool { return slices.Contains(who, w) })
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

// often finds the customers who come nearly daily, or make up much of the log: names that many share.
func (c *cleaner) often() (who []uint32) {
	r := c.records
	if r.Shape != intake.PerVisit || len(r.Customer) < 2*oftenRows {
		return nil
	}
	rows := make([]int32, c.customers.count)
	for _, w := range r.Customer {
		rows[w]++
	}
	var top [oftenNames + 1]uint32 // who come most often, the first most often of all
	met, n := 0, 0
	for w, times := range rows {
		if times == 0 {
			continue
		}
		met++
		at := min(n, len(top))
		for at > 0 && rows[top[at-1]] < times {
			at--
		}
		if at < len(top) {
			copy(top[at+1:], top[at:])
			top[at] = uint32(w)
			n = min(n+1, len(top))
		}
	}
	for k := n - 1; k >= 1; k-- { // the last gap, so that two shared names do not hide each other
		if rows[top[k-1]] >= oftenRows && rows[top[k-1]] >= oftenFactor*rows[top[k]] && met-k >= oftenOthers {
			who = top[:k]
			break
		}
	}
	return slices.DeleteFunc(slices.Clone(who), func(w uint32) bool { return !c.improbable(w, int(rows[w])) })
}

// improbable tells whether somebody came on most days of the log, or makes up much of its rows.
func (c *cleaner) improbable(who uint32, rows int) bool {
	if 100*rows >= oftenPart*len(c.records.Customer) {
		return true
	}
	days, his := map[civil.Day]bool{}, map[civil.Day]bool{}
	for i, w := range c.records.Customer {
		days[c.records.Day[i]] = true
		if w == who {
			his[c.records.Day[i]] = true
		}
	}
	return len(days) >= oftenDays && 100*len(his) >= oftenShare*len(days)
}

func (c *cleaner) oftenDoubt(who []uint32) intake.Doubt {
	d := intake.Doubt{Code: "walk-in", Form: often, Key: often, Meanwhile: "keep", Columns: []int{c.customer}}
	var texts []string
	met := map[uint32]bool{}
	for i, w := range c.records.Customer {
		if !slices.Contains(who, w) {
			continue
		}
		d.Rows++
		d.Money += c.records.Amount[i]
		d.Shown = append(d.Shown, int(c.records.Row[i]))
		if !met[w] {
			met[w] = true
			texts = append(texts, c.value(int(c.records.Row[i]), c.customer))
		}
	}
	d.Args = []string{"values", few(texts)}
	return d
}
