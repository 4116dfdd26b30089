package clean

import (
	"strconv"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/intake"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// A check is one reason not to use a row.
type check struct {
	code  scoring.Code
	role  intake.Role // of the column at fault; "": the row as a whole
	fails func(c *cleaner, r *record) bool
}

const (
	codeDuplicate scoring.Code = "duplicate"
	codeUnread    scoring.Code = "amount-unreadable"
)

// checks are asked in this order; the first that fails gives the reason.
var checks = [...]check{
	{codeDuplicate, "", func(c *cleaner, r *record) bool { return r.repeated >= 0 && c.drops(r.row) }},
	{"row-hidden", "", func(c *cleaner, r *record) bool { return c.leaveHidden && c.v.T.Hidden(r.row) }},
	{"walk-in", intake.Customer, (*cleaner).isNobody},
	{"customer-missing", intake.Customer, func(_ *cleaner, r *record) bool { return r.customer == 0 }},
	{"date-missing", intake.Date, func(_ *cleaner, r *record) bool { return r.dateSt == read.Missing }},
	{dateCodes[read.Unreadable], intake.Date, func(_ *cleaner, r *record) bool { return r.dateSt == read.Unreadable }},
	{dateCodes[read.Ambiguous], intake.Date, func(_ *cleaner, r *record) bool { return r.dateSt == read.Ambiguous }},
	{"amount-missing", intake.Amount, func(_ *cleaner, r *record) bool { return r.amountSt == read.Missing }},
	{codeUnread, intake.Amount, func(_ *cleaner, r *record) bool { return r.amountSt == read.Unreadable }},
	{codeForeign, intake.Amount, (*cleaner).isForeign},
	{"amount-too-large", intake.Amount, func(_ *cleaner, r *record) bool { return r.amountSt == read.TooLarge }},
	{"refund-unreadable", intake.Refunded, func(_ *cleaner, r *record) bool { return r.backSt != read.Readable }},
	{"visits-missing", intake.Visits, func(_ *cleaner, r *record) bool { return r.visitsSt == read.Missing }},
	{"visits-unreadable", intake.Visits, func(_ *cleaner, r *record) bool { return r.visitsSt == read.Unreadable }},
	{"visits-fractional", intake.Visits, func(_ *cleaner, r *record) bool { return r.visitsSt == read.Fractional }},
	{"days-missing", intake.Days, func(_ *cleaner, r *record) bool { return r.daysSt == read.Missing }},
	{"days-unreadable", intake.Days, func(_ *cleaner, r *record) bool { return r.daysSt == read.Unreadable }},
	{"days-fractional", intake.Days, func(_ *cleaner, r *record) bool { return r.daysSt == read.Fractional }},
	{"not-a-visit", intake.Status, (*cleaner).isNoVisit},
	{"given-back", intake.Status, (*cleaner).isGivenBack},
	{"date-after", intake.Date, (*cleaner).isAfter},
	{codeOddRecord, "", func(c *cleaner, r *record) bool { return c.leaveUneven && c.uneven[r.row] }},
}

// Codes of what cleaning adds to the ledger.
const (
	codeRepeatKept    scoring.Code = "duplicate-kept"
	codeNearDuplicate scoring.Code = "near-duplicate"
	codeOutlier       scoring.Code = "outlier"
)

var dateCodes = map[read.Status]scoring.Code{read.Unreadable: "date-unreadable", read.Ambiguous: "date-ambiguous"}

// bookTotal books a row that is a sum of others, or the headers again.
func (c *cleaner) bookTotal(r *record) {
	e := intake.Entry{Row: r.row, Col: -1, Code: "header-again", Of: -1, Aside: true}
	if c.totals.has(r.row) {
		e.Code, e.Col, e.Money = "total-row", c.totals.rows[r.row], r.amount
		e.Value = c.value(r.row, e.Col)
	} else {
		e.Value = c.value(r.row, c.first(r.row))
	}
	c.ledger.Read.Rows++
	c.ledger.Totals.Add(e.Money)
	c.ledger.Entries = append(c.ledger.Entries, e)
}

// first is the first column of a row in which something stands.
func (c *cleaner) first(row int) int {
	col := 0
	for col < c.v.T.Cols && c.v.T.Cell(row, col).Kind == sheet.Empty {
		col++
	}
	return col
}

// headerAgain: the headers stand here again, as in files pasted or printed together, perhaps without some of them.
func (c *cleaner) headerAgain(row int) bool {
	h := c.m.HeaderRow
	if h < 0 {
		return false
	}
	t := c.v.T
	same := 0
	for _, col := range [...]int{c.amount, c.customer, c.date, c.visits} {
		if col < 0 {
			continue
		}
		if header := t.Cell(h, col); header.Kind == sheet.Text {
			switch cell := t.Cell(row, col); cell {
			case header:
				same++
			case sheet.Cell{}:
			default:
				return false
			}
		}
	}
	return same >= 2
}

// isNobody: a name of nobody in particular.
func (c *cleaner) isNobody(r *record) bool {
	return r.customer == 0 && c.customer >= 0 && c.v.TraitsOf(c.cell(r.row, c.customer))&read.IsNobody != 0
}

// isAfter: a visit after the analysis date. In the customer shape the row stays, flagged; its R becomes negative, so
// that the customer is listed as ungraded.
func (c *cleaner) isAfter(r *record) bool {
	return c.m.Shape == intake.PerVisit && c.asOf != civil.NoDay && r.day > c.asOf
}

// reject books a row that is not used.
func (c *cleaner) reject(r *record, k *check) {
	if r.unread && k.code == codeUnread && c.sellsElse(r) {
		c.noteUnread(r)
	}
	e := intake.Entry{Row: r.row, Col: -1, Code: k.code, Money: r.amount, Of: -1, Aside: true}
	if k.code == codeDuplicate {
		e.Of = r.repeated
		c.ledger.Duplicates.Add(r.amount)
	} else {
		c.ledger.Aside.Add(r.amount)
	}
	if k.role != "" {
		if e.Col = r.status; e.Col < 0 {
			e.Col = c.m.Column(k.role)
		}
		e.Value = c.value(r.row, e.Col)
	} else if k.code != codeDuplicate {
		e.Value = c.value(r.row, c.first(r.row))
	}
	c.ledger.Entries = append(c.ledger.Entries, e)
}

// flag books a row that is used and deserves a look.
func (c *cleaner) flag(r *record, col int) {
	e := intake.Entry{Row: r.row, Col: col, Code: r.flag, Money: r.amount, Of: -1}
	switch {
	case r.flag == codeRepeatKept:
		e.Col, e.Of = -1, r.repeated
	case r.flagCol >= 0:
		e.Col, e.Value = r.flagCol, r.filled
		if r.gaps&1 != 0 {
			e.Filled = r.amount
		}
	default:
		e.Value = c.value(r.row, col)
	}
	c.ledger.Entries = append(c.ledger.Entries, e)
}

func (c *cleaner) value(row, col int) string {
	if col < 0 {
		return ""
	}
	return read.Clip(c.v.T.Text(c.v.T.Cell(row, col)))
}

// finish settles what only the whole table can tell.
func (c *cleaner) finish() {
	r := c.records
	c.askAll()
	sumFilled(c.ledger)
	if r.AsOf = c.asOf; r.AsOf == civil.NoDay {
		for _, d := range r.Day {
			r.AsOf = max(r.AsOf, d)
		}
	}
	c.renumber()
	if count, example := c.cutNames(); count > 0 {
		c.notice("ids-cut", "count", strconv.Itoa(count), "value", example)
	}
	c.sayFilled()
	c.sayDates()
	netted := c.sumRefunds()
	c.sayOnce()
	c.ledger.Currency = c.currency
	if c.writing.Strict() == read.Commaed {
		c.notice("decimal-comma", "header", c.m.Columns[c.amount].Header)
	}
	if netted.Rows > 0 {
		c.notice("refunds-netted", "count", strconv.Itoa(netted.Rows), "money", netted.Money.String(),
			"header", c.m.Columns[c.refunded].Header)
	}
	if c.rounded > 0 {
		c.notice("amount-rounded", "count", strconv.Itoa(c.rounded))
	}
	if c.floored > 0 {
		c.notice("days-floored", "count", strconv.Itoa(c.floored), "header", c.m.Columns[c.days].Header)
	}
	if r.Shape != intake.PerCustomer {
		return
	}
	differ := 0
	for i, d := range r.Day {
		if d != civil.NoDay && r.Days[i] != intake.NoDays && int64(r.AsOf)-int64(d) != int64(r.Days[i]) {
			differ++
		}
	}
	if differ > 0 {
		c.notice("days-differ", "count", strconv.Itoa(differ), "asof", r.AsOf.String())
	}
	if rows, merged := onSeveral(r); merged > 0 {
		c.notice("customers-merged", "count", strconv.Itoa(merged), "rows", strconv.Itoa(rows))
	}
}

// renumber leaves out the customers none of whose rows is used, and names the others in the order of their first rows.
func (c *cleaner) renumber() {
	r := c.records
	next := uint32(0)
	for _, old := range r.Customer {
		if old == next {
			next++
		} else if old > next {
			break // one that stands on no used row lies between
		}
	}
	if next == c.customers.count {
		r.IDs = c.customers.pick(nil, 0)
		return
	}
	place := make([]uint32, c.customers.count) // new number + 1
	kept := uint32(0)
	for i, old := range r.Customer {
		p := place[old]
		if p == 0 {
			kept++
			p = kept
			place[old] = p
		}
		r.Customer[i] = p - 1
	}
	r.IDs = c.customers.pick(place, int(kept))
}

// onSeveral counts the customers that stand on several rows, and these rows.
func onSeveral(r *intake.Records) (rows, customers int) {
	if len(r.IDs) == len(r.Customer) {
		return 0, 0
	}
	count := make([]uint32, len(r.IDs))
	for _, i := range r.Customer {
		count[i]++
	}
	for _, n := range count {
		if n > 1 {
			rows, customers = rows+int(n), customers+1
		}
	}
	return rows, customers
}

func (c *cleaner) notice(code scoring.Code, args ...string) {
	t := c.v.T
	c.ledger.Notices = append(c.ledger.Notices, scoring.Issue{Code: code, File: t.File, Sheet: t.Sheet, Args: args})
}
