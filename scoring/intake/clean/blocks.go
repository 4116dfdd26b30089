package clean

import (
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// The quick way through the rows. Nearly all rows of nearly all files are usual: they name a customer, their date and
// their figures can be read, nothing is odd about them, so that they are used as they stand. They are read here column by
// column, a block of rows at a time, and booked together. A row of which anything has to be said is left to
// [cleaner.row], which has the last word: nothing is used here that it would reject or flag, and a new reason to do so
// has to be asked for here, too.

// A block is as many rows as are read together.
const blockRows = 4096

// What is odd about a row; a usual one is 0.
const (
	isOdd   = 1 << iota
	dayless // it is odd unless its ready days can be read
)

// A block holds what the columns say of its rows.
type block struct {
	from, n int
	odd     [blockRows]uint8
	who     [blockRows]uint32
	bill    [blockRows]uint32
	on      [blockRows]civil.Day
	paid    [blockRows]decimal.Money
	gone    [blockRows]int32 // ready days
	came    [blockRows]int32 // ready visits
}

// A quick reads blocks.
type quick struct {
	*cleaner
	block
	usual []uint64           // customers' texts of which nothing has to be said, a bit each
	dayOf []int32            // by text: the day that it is, see dayBias; 0 when it was not read yet
	sums  read.Memo[textSum] // by text: the amount that it is
	most  [places]int64      // the largest coefficients that are read here, by power of ten
}

// A textSum is what a text says as an amount.
type textSum struct {
	amount       decimal.Money
	known, usual bool
}

const (
	places  = 13
	mostSum = 1 << 50 // a block's sum always fits
	dayBias = 1 << 20 // what is added to a day, so that it is never 0 or oddDay
	oddDay  = 1
)

var powers = [places]int64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12}

// readRows reads all rows.
func (c *cleaner) readRows() {
	t := c.v.T
	q := c.newQuick()
	for row := c.m.HeaderRow + 1; row < t.Rows; {
		if q == nil {
			c.slow(row)
			row++
			continue
		}
		q.read(row)
		row += q.n
	}
}

func (c *cleaner) slow(row int) {
	if !c.repeats.blank(row) {
		c.row(row)
	}
}

// newQuick returns nil when no row is usual.
func (c *cleaner) newQuick() *quick {
	t := c.v.T
	if c.careful || c.merges != nil || c.stored != nil || c.billGrain || c.billVisits || t.Rows-c.m.HeaderRow < 16 || !c.tellsHeader() {
		return nil
	}
	q := &quick{cleaner: c, usual: make([]uint64, t.Texts()/64+1)}
	for i, p := range powers {
		q.most[i] = mostSum / p
	}
	return q
}

// tellsHeader tells whether every repeated row of headers is seen to be odd, by what cannot be read.
func (c *cleaner) tellsHeader() bool {
	isText := func(col int) bool { return c.v.T.Cell(c.m.HeaderRow, col).Kind == sheet.Text }
	if !isText(c.amount) {
		return !isText(c.date) && !isText(c.visits)
	}
	_, _, st := c.v.Money(c.v.T.Cell(c.m.HeaderRow, c.amount), c.unit, c.writing)
	return st != read.Readable
}

// read reads the block that begins in a row.
func (q *quick) read(row int) {
	s := q.v.T.Span(row, q.customer)
	q.from, q.n = row, min(blockRows, s.To-row)
	q.readCustomers(s)
	for i := range q.n {
		if read.Has(q.repeats.again, row-q.repeats.from+i) {
			q.odd[i] = isOdd
		}
	}
	q.readDays(q.v.T.Span(row, q.date))
	q.readAmounts(q.v.T.Span(row, q.amount))
	if len(q.currencies) > 1 {
		q.readCurrencies(row)
	}
	if q.refunded >= 0 {
		q.readRefunded(q.v.T.Span(row, q.refunded))
	}
	for _, t := range q.told {
		q.readTold(t, q.v.T.Span(row, t.col))
	}
	if q.quantity >= 0 {
		q.readQuantity(row)
	}
	for at := range q.totals.rows {
		if at >= row && at < row+q.n {
			q.odd[at-row] |= isOdd
		}
	}
	if q.leaveUneven {
		for i := range q.n {
			if q.uneven[row+i] {
				q.odd[i] |= isOdd
			}
		}
	}
	if q.leaveHidden {
		q.readHidden(row)
	}
	if q.m.Shape == intake.PerCustomer {
		q.readVisits(q.v.T.Span(row, q.visits))
		q.readReady(q.v.T.Span(row, q.days))
	}
	if q.orders != nil {
		q.readOrders(q.v.T.Span(row, q.orderNo))
	}
	q.book()
}

// readCustomers begins the block.
func (q *quick) readCustomers(s sheet.Span) {
	byText := q.customers.byText
	for i := range q.n {
		if i < len(s.Kinds) && s.Kinds[i] == sheet.Text {
			var id uint32
			if s.Wide != nil {
				id = uint32(s.Wide[i])
			} else {
				id = uint32(s.Narrow[i])
			}
			if q.usual[id>>6]>>(id&63)&1 != 0 {
				q.odd[i], q.who[i] = 0, byText[id]
				continue
			}
			if byText[id] == 0 {
				if who := q.customers.take(id); who != 0 {
					q.usual[id>>6] |= 1 << (id & 63)
					q.odd[i], q.who[i] = 0, who
					continue
				}
			}
		}
		c := s.Cell(i)
		q.who[i] = q.customers.of(c)
		q.odd[i] = q.meet(c, q.who[i])
	}
}

// meet looks at a customer's cell.
func (q *quick) meet(c sheet.Cell, customer uint32) uint8 {
	switch {
	case customer == 0, q.v.TraitsOf(c)&read.IsTotalWord != 0:
		return isOdd
	case c.Kind == sheet.Text:
		q.usual[c.TextID()>>6] |= 1 << (c.TextID() & 63)
	}
	return 0
}

// readDays reads the dates.
func (q *quick) readDays(s sheet.Span) {
	first, last := read.PlausibleDay(read.FirstYear, 1, 1), read.PlausibleDay(read.LastYear, 12, 31)
	if q.asOf != civil.NoDay {
		last = min(last, q.asOf)
	}
	for i := range q.n {
		kind := sheet.Empty
		if i < len(s.Kinds) {
			kind = s.Kinds[i]
		}
		q.on[i] = civil.NoDay
		var d civil.Day
		switch {
		case kind == sheet.Empty:
			q.odd[i] |= dayless
			continue
		case kind == sheet.Date && s.Wide == nil && !q.order.Swap:
			d = civil.Day(s.Narrow[i])
		default:
			if kind == sheet.Text && q.dayOf != nil {
				var id uint32
				if s.Wide != nil {
					id = uint32(s.Wide[i])
				} else {
					id = uint32(s.Narrow[i])
				}
				if known := q.dayOf[id]; known > oddDay {
					d = civil.Day(known - dayBias)
					break
				}
			}
			d = q.dayIn(s.Cell(i))
		}
		if d < first || d > last {
			q.odd[i] |= isOdd
			continue
		}
		q.on[i] = d
	}
}

// dayIn is the day in a cell, or NoDay when it is not plain.
func (q *quick) dayIn(c sheet.Cell) civil.Day {
	if c.Kind == sheet.Text {
		if q.dayOf == nil {
			q.dayOf = make([]int32, q.v.T.Texts())
		}
	}
	d, st := q.v.Date(c, q.order)
	if st != read.Readable {
		return civil.NoDay
	}
	if c.Kind == sheet.Text {
		q.dayOf[c.TextID()] = int32(d) + dayBias
	}
	return d
}

// readAmounts reads the amounts.
func (q *quick) readAmounts(s sheet.Span) {
	shift := read.MoneyPlaces(q.unit)
	for i := range q.n {
		kind := sheet.Empty
		if i < len(s.Kinds) {
			kind = s.Kinds[i]
		}
		switch kind {
		case sheet.Number:
			var bits int64
			if s.Wide != nil {
				bits = s.Wide[i]
			} else {
				bits = int64(s.Narrow[i])
			}
			coef, exp := bits>>8, int(int8(bits))
			at := uint(exp + shift)
			if at >= places || coef > q.most[at] || coef < -q.most[at] || q.writing.Strict() != read.Pointed && exp == -3 {
				q.odd[i] |= isOdd
				continue
			}
			q.paid[i] = decimal.Money(coef * powers[at])
		case sheet.Text:
			sum := q.sumOf(s.Cell(i))
			if q.paid[i] = sum.amount; !sum.usual {
				q.odd[i] |= isOdd
			}
		default:
			q.odd[i] |= isOdd
		}
	}
}

// sumOf reads an amount that is a text.
func (q *quick) sumOf(c sheet.Cell) *textSum {
	sum := q.sums.At(q.v.T, c.TextID())
	if !sum.known {
		m, rounded, st := q.v.Money(c, q.unit, q.writing)
		usual := st == read.Readable && !rounded && max(m, -m) <= mostSum && !q.loosely(c) && !q.v.AddsUp(c, q.writing) && !q.isInsured(c)
		*sum = textSum{m, true, usual}
	}
	return sum
}

// readVisits reads ready numbers of visits.
func (q *quick) readVisits(s sheet.Span) {
	for i := range q.n {
		n, st := q.countIn(&s, i)
		if q.came[i] = n; st != read.Readable {
			q.odd[i] |= isOdd
		}
	}
}

// readReady reads ready days. Where they cannot be read, a date stands for them.
func (q *quick) readReady(s sheet.Span) {
	for i := range q.n {
		q.gone[i] = intake.NoDays
		if q.days < 0 {
			continue
		}
		n, st := q.countIn(&s, i)
		if st == read.Fractional {
			q.odd[i] |= isOdd
		}
		if st == read.Readable {
			q.gone[i] = int32(int64(n) + q.shift)
			q.odd[i] &^= dayless
			if q.on[i] == civil.NoDay && q.customer > 0 && q.isTotal(q.from+i, q.first(q.from+i)) {
				q.odd[i] |= isOdd
			}
		}
	}
}

func (q *quick) countIn(s *sheet.Span, i int) (int32, read.Status) {
	if i < len(s.Kinds) && s.Kinds[i] == sheet.Number && s.Wide == nil && s.Narrow[i]&0xFF == 0 {
		if n := s.Narrow[i] >> 8; n <= read.MaxCount && n >= -read.MaxCount {
			return n, read.Readable
		}
	}
	return q.v.Count(s.Cell(i))
}

// readOrders reads the numbers of orders.
func (q *quick) readOrders(s sheet.Span) {
	byText := q.orders.byText
	for i := range q.n {
		q.bill[i] = 0
		if i < len(s.Kinds) && s.Kinds[i] == sheet.Text && s.Wide == nil {
			id := uint32(s.Narrow[i])
			if q.bill[i] = byText[id]; q.bill[i] == 0 {
				q.bill[i] = q.orders.take(id)
			}
		}
		if q.bill[i] == 0 {
			q.bill[i] = q.orders.of(s.Cell(i))
		}
	}
}
