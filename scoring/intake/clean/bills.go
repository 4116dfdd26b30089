package clean

import (
	"strconv"

	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/fate"
	"fenji/scoring/intake/read"
)

// An amount that is the same on all lines of every order, and repeated on them, is the bill's: it counts once. At least
// two bills of several lines with different amounts show it; one alone is asked about.

// A bill is what the lines of an order say. Its refunds are a bill of their own.
type bill struct {
	order uint32
	back  bool

	who uint32 // where no column numbers the bills, customer and day stand for one
	day civil.Day
}

// A billed is what is known of a bill so far.
type billed struct {
	amount decimal.Money
	who    uint32
	lines  int
	row    int
}

// findBills finds out whether the amounts are those of whole bills.
func (c *cleaner) findBills(o intake.Options) {
	header := ""
	if c.amount >= 0 {
		header = c.m.Columns[c.amount].Header
	}
	said := o.Answers.To("grain", header)
	if c.orders == nil && c.m.Shape == intake.PerVisit && c.amount >= 0 && c.date >= 0 && fate.IsWhole(read.FateWord(header)) {
		c.findVisits(header, said)
		return
	}
	if c.orders == nil || c.m.Shape != intake.PerVisit || c.repeats.serial == c.orderNo || c.v.T.Distinct(c.orderNo, c.m.HeaderRow+1) {
		return
	}
	bills, several, ok := c.addBills()
	if !ok && said != "bill" || len(several) == 0 {
		return
	}
	first, differ, rows, sum := bills[several[0]], false, 0, decimal.Money(0)
	var shown []int
	for _, k := range several {
		b := bills[k]
		differ = differ || b.amount != first.amount
		rows += b.lines
		sum += b.amount * decimal.Money(b.lines-1)
		shown = append(shown, b.row)
	}
	sure := len(several) >= 2 && differ
	if c.billGrain = said != "lines" && (sure || said == "bill" || fate.IsWhole(read.FateWord(header))); !sure {
		meanwhile := "lines"
		if c.billGrain {
			meanwhile = "bill"
		}
		c.ask(intake.Doubt{Code: "grain", Key: header, Columns: []int{c.amount, c.orderNo}, Rows: rows, Money: sum,
			Meanwhile: meanwhile, Args: []string{"header", header}, Shown: shown})
	}
}

// addBills gathers the lines of each order; ok tells whether all lines of each have one customer and one amount.
func (c *cleaner) addBills() (bills map[bill]billed, several []bill, ok bool) {
	bills = map[bill]billed{}
	for row := c.m.HeaderRow + 1; row < c.v.T.Rows; row++ {
		if c.repeats.blank(row) || c.repeats.earlier(row) >= 0 || c.totals.has(row) {
			continue
		}
		m, _, st := c.v.Money(c.v.T.Cell(row, c.amount), c.unit, c.writing)
		order := c.orders.of(c.cell(row, c.orderNo))
		if f, _, _ := c.says(row); st != read.Readable || order == 0 || m == 0 || f != fate.Counts && f != fate.TopUp {
			continue
		}
		k := bill{order: order, back: m < 0}
		b, met := bills[k]
		who := c.customers.of(c.cell(row, c.customer))
		if !met {
			b = billed{amount: m, who: who, row: row}
		}
		if b.amount != m || b.who != who {
			return bills, several, false
		}
		if b.lines++; b.lines == 2 {
			several = append(several, k)
		}
		bills[k] = b
	}
	return bills, several, true
}

// findVisits asks about amounts of bills that nothing numbers: they are the same on all lines of a customer's day.
func (c *cleaner) findVisits(header, said string) {
	bills := map[bill]billed{}
	var several []bill
	for row := c.m.HeaderRow + 1; row < c.v.T.Rows; row++ {
		if c.repeats.blank(row) || c.repeats.earlier(row) >= 0 || c.totals.has(row) {
			continue
		}
		m, _, st := c.v.Money(c.v.T.Cell(row, c.amount), c.unit, c.writing)
		day, _ := c.v.Date(c.cell(row, c.date), c.order)
		k := bill{who: c.customers.of(c.cell(row, c.customer)), day: day, back: m < 0}
		if f, _, _ := c.says(row); st != read.Readable || k.who == 0 || m == 0 || f != fate.Counts && f != fate.TopUp {
			continue
		}
		b, met := bills[k]
		if !met {
			b = billed{amount: m, row: row}
		}
		if b.amount != m {
			return // these are sums of their own
		}
		if b.lines++; b.lines == 2 {
			several = append(several, k)
		}
		bills[k] = b
	}
	if len(several) < 2 {
		return
	}
	d := intake.Doubt{Code: "grain", Key: header, Columns: []int{c.amount}, Meanwhile: "bill", Args: []string{"header", header}}
	for _, k := range several {
		b := bills[k]
		d.Rows += b.lines
		d.Money += b.amount * decimal.Money(b.lines-1)
		d.Shown = append(d.Shown, b.row)
	}
	c.billVisits = said != "lines"
	if said == "lines" {
		d.Meanwhile = "lines"
	}
	c.ask(d)
}

// visitOnce takes the amount off a line whose bill, told by customer and day, is counted already.
func (c *cleaner) visitOnce(r *record) {
	if !c.billVisits || r.amount == 0 || r.customer == 0 || r.fate != fate.Counts && r.fate != fate.TopUp || c.repeats.earlier(r.row) >= 0 {
		return
	}
	k := bill{who: r.customer, day: r.day, back: r.amount < 0}
	if c.billed[k] {
		r.written, r.amount = r.amount, 0
	}
	c.billed[k] = true
}

// sayOnce says which bills stand on several lines and were counted once, with what their other lines hold. Nobody sees it
// in the sums otherwise: those of the column itself are larger.
func (c *cleaner) sayOnce() {
	if !c.billGrain && !c.billVisits {
		return
	}
	bills, again := map[bill]bool{}, intake.Sum{}
	for _, x := range c.written {
		row := int(x.Row)
		if f, _, _ := c.says(row); f != fate.Counts && f != fate.TopUp {
			continue // a gift, or stored value spent
		}
		k := bill{back: x.Money < 0}
		if c.billGrain {
			k.order = c.orders.of(c.cell(row, c.orderNo))
		} else {
			k.who = c.customers.of(c.cell(row, c.customer))
			k.day, _ = c.v.Date(c.cell(row, c.date), c.order)
		}
		bills[k] = true
		again.Add(x.Money)
	}
	if again.Rows > 0 {
		c.notice("amounts-once", "header", c.m.Columns[c.amount].Header, "count", strconv.Itoa(len(bills)),
			"rows", strconv.Itoa(again.Rows), "money", again.Money.String())
	}
}

// billOnce takes the amount off a line whose bill is counted already.
func (c *cleaner) billOnce(r *record) {
	if !c.billGrain || r.order == 0 || r.amount == 0 {
		return
	}
	if c.billed[bill{order: r.order, back: r.amount < 0}] {
		r.written, r.amount = r.amount, 0
	}
}
