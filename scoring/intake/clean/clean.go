// Package clean reads every row of a table by a mapping, and keeps a ledger of all that could not be used.
//
// A row is used, or it repeats an earlier one, or it is set aside for the first of a table of reasons that applies; there
// is a sum of other rows or the headers again: there is no fifth fate, and rows and money are conserved:
//
//	read = used + duplicates + set aside + totals, which have no money
//
// Out come the records that can be graded. Nothing is repaired in silence: gaps are filled, ids brought together and
// outliers left out only where the user says so.
package clean

import (
	"math"
	"strings"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/fate"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// Clean reads the rows of a table by a mapping. It fails with the issue "missing-columns" when the mapping has not what
// its shape needs.
func Clean(t *sheet.Table, m intake.Mapping, o intake.Options) (*intake.Records, *intake.Ledger, error) {
	if missing := m.Missing(); len(missing) > 0 {
		var roles []string
		for _, r := range missing {
			roles = append(roles, string(r))
		}
		return nil, nil, scoring.Issue{Code: "missing-columns", File: t.File, Sheet: t.Sheet,
			Args: []string{"roles", strings.Join(roles, ",")}}
	}
	c := newCleaner(t, m, o)
	c.careful = o.Careful
	c.readRows()
	c.leaveFar()
	c.leaveOutliers()
	c.leaveOften()
	c.leaveOdd()
	c.leaveTwice()
	c.mergeIDs()
	c.finish()
	return c.records, c.ledger, nil
}

// A cleaner holds what reading the rows needs.
type cleaner struct {
	v                    *read.Values
	m                    intake.Mapping
	unit                 decimal.Unit
	order                read.Orders
	writing, backWriting read.Writing // of the amounts and the refunds
	careful              bool         // read every row the slow way; for tests
	today                civil.Day    // NoDay while nobody says it
	asOf                 civil.Day    // NoDay while it is the latest date in the data
	repeats              *repeats
	clean                intake.Cleaning
	fills                *fills  // nil: no gap is filled
	merges               *merges // nil: no merged cell matters
	customers            *names
	orders               *names

	customer, date, amount, visits, days, orderNo, refunded, quantity int // columns, or -1

	records *intake.Records
	ledger  *intake.Ledger
	current record        // the row being read, here so that it costs no allocation
	sum     decimal.Money // of all amounts without their signs
	rounded int
	refunds bool              // some amount used is negative
	floored int               // ready days that were fractions
	written []intake.TakenOff // of used rows, money written there that is not theirs

	ownCurrency read.Currency // of amounts that name none
	yen         bool          // ¥ is the sign of yen
	currencyCol int           // names the currency of each row, or -1
	shown       bool          // number formats name another than that, or several
	currency    string        // the one that is used; "" when nothing names any
	currencies  []money       // all of them, the most frequent first
	far         []intake.Doubt
	ready       int   // rows whose ready days stand although another analysis date was chosen
	shift       int64 // days from the date for which the ready days hold to the one chosen; stated tells whether it is known
	stated      bool
	chosen      bool            // the user chose the analysis date
	vague       *vagueness      // what dates leave open; nil: nothing
	unclear     int             // dates that can be read in more than one way
	returns     map[uint32]bool // customers whose refunds are rows of their own; nil: not known yet

	answers      intake.Answers
	told         []*told      // columns whose words say what a row counts as
	rests        []int        // columns of what is still owed of what was received in part
	matched      map[int]bool // rows marked as refunds that an earlier sale matches; nil: not known yet
	backs        []backRow    // refunds by type, direction or quantity
	totals       totals
	unread       unread       // amounts that hold a digit and cannot be read
	grouped      []int        // see findGrouped
	undated      []int        // see findUndated
	equal        string       // what the user says of equal rows
	leaveHidden  bool         // rows that the file hides are left out
	uneven       map[int]bool // rows of records that are not like the others
	leaveUneven  bool         // they are left out
	anybody      bool         // names of nobody in particular are customers
	turnedIs     fate.Fate    // what a row with a negative quantity is
	topUps       bool         // the file holds top-ups
	spending     bool         // stored value counts when it is spent
	spends       map[int]bool
	ways         map[sheet.Cell]way // how rows that redeem something were paid
	wayCol       int
	stored       []storedPart // columns of what was paid with stored value
	uncovered    []int        // rows of spending that the customer's stored value covers in part only
	storedWhole  bool         // what was paid with it may not be in the amount: nothing is taken off, until the user says so
	storedApart  bool         // and is none of it
	uncoveredSum decimal.Money
	billGrain    bool // an amount is its bill's
	billVisits   bool // and customer and day stand for the bill
	billed       map[bill]bool
}

// A record is one row as it was read.
type record struct {
	row       int
	customer  uint32 // 1 for the first; 0: missing
	order     uint32
	day       civil.Day
	amount    decimal.Money
	days      int32
	frequency int32
	back      decimal.Money // given back, already taken off the amount
	unread    bool          // what stands there holds a digit and is no figure, whether it is read loosely or not
	repeated  int           // the earlier row that it repeats, or -1
	status    int           // the column at fault, or -1
	fate      fate.Fate
	written   decimal.Money // what stands there and is not money of the row

	dateSt, daysSt, amountSt, visitsSt, backSt read.Status
	flag                                       scoring.Code // what deserves a look although the row is used
	flagCol                                    int          // of a flag that is not about the date
	filled                                     string       // what was filled in there
	gaps                                       uint8        // which gaps were filled, a bit each as in columns.Gaps
}

func newCleaner(t *sheet.Table, m intake.Mapping, o intake.Options) *cleaner {
	return cleanerOf(read.Of(t), m, o)
}

// cleanerOf is newCleaner with texts that may have been read already.
func cleanerOf(v *read.Values, m intake.Mapping, o intake.Options) *cleaner {
	t, from := v.T, m.HeaderRow+1
	c := &cleaner{v: v, m: m, unit: m.Unit, merges: findMerges(t, m), ledger: &intake.Ledger{}, clean: o.Cleaning,
		customer: m.Column(intake.Customer), date: m.Column(intake.Date), amount: m.Column(intake.Amount),
		refunded: m.Column(intake.Refunded), visits: -1, days: -1, orderNo: -1, quantity: -1, currencyCol: -1, answers: o.Answers,
		billed: map[bill]bool{}}
	if c.unit == decimal.NoUnit {
		c.unit = o.Unit
	}
	if c.grouped = c.findGrouped(); o.FillDown || len(c.grouped) > 0 && c.answers.To("customer", m.Columns[c.customer].Header) == "above" {
		c.fillDown()
	}
	if c.undated = c.findUndated(); len(c.undated) > 0 && c.answers.To("date", m.Columns[c.date].Header) == "above" {
		c.fillDates()
	}
	if c.findFills(o); c.repeats == nil {
		c.repeats = findRepeats(t, from, c.merges)
	}
	n := c.repeats.filled
	c.records = &intake.Records{Shape: m.Shape, Visits: m.Visits, Customer: make([]uint32, 0, n), Row: make([]uint32, 0, n),
		Day: make([]civil.Day, 0, n), Amount: make([]decimal.Money, 0, n)}
	if m.Shape == intake.PerCustomer {
		c.visits, c.days = m.Column(intake.Visits), m.Column(intake.Days)
		c.records.Days, c.records.Frequency = make([]int32, 0, n), make([]int32, 0, n)
	} else {
		c.orderNo = m.Column(intake.Order)
	}
	c.customers = newNames(v, c.customer, from, true)
	c.customers.column.shared = func() bool { return v.ZeroIsShared(m) }
	if c.orderNo >= 0 {
		c.orders = newNames(v, c.orderNo, from, false)
		c.records.Order = make([]uint32, 0, n)
	} else if c.records.Visits == intake.ByOrder {
		c.records.Visits = intake.ByDay
	}
	hearDates(v, m, o.Answers)
	c.order = v.Order(c.date, from)
	c.writing, c.backWriting = writingOf(v, m, c.amount, o.Answers), v.Writing(c.refunded, from)
	c.findCurrency()
	c.asOf, c.today = c.statedDay(o), civil.NoDay
	if given(o.Today) {
		c.today = o.Today
	}
	c.hear(o)
	return c
}

// row reads one row and decides its fate.
func (c *cleaner) row(row int) {
	r := &c.current
	*r = c.read(row)
	if r.customer == 0 && r.amountSt == read.Missing && c.spaces(row) {
		return // nothing but spaces: a blank row
	}
	if c.totals.has(row) || c.headerAgain(row) {
		c.bookTotal(r)
		return
	}
	c.ledger.Read.Add(r.amount)
	c.countFilled(row)
	for i := range checks {
		if k := &checks[i]; k.fails(c, r) && !c.fill(r, k) {
			c.unfill(r)
			c.reject(r, k)
			return
		}
	}
	c.ledger.Used.Add(r.amount)
	c.keep(r)
}

func (c *cleaner) read(row int) record {
	t, v := c.v.T, c.v
	r := record{row: row, repeated: c.repeats.earlier(row), day: civil.NoDay, days: intake.NoDays, status: -1, flagCol: -1}
	r.customer = c.customers.of(c.cell(row, c.customer))
	if c.date >= 0 {
		r.day, r.dateSt = v.Date(c.cell(row, c.date), c.order)
		if r.dateSt == read.Ambiguous {
			c.unclear++
		}
		if r.dateSt != read.Readable {
			r.day = civil.NoDay
			c.complete(&r)
		}
	}
	c.readAmount(&r)
	if c.m.Shape == intake.PerCustomer {
		r.frequency, r.visitsSt = v.Count(t.Cell(row, c.visits))
		c.readRecency(&r)
	}
	if c.orders != nil {
		r.order = c.orders.of(c.cell(row, c.orderNo))
		c.billOnce(&r)
	}
	c.visitOnce(&r)
	return r
}

// readAmount reads the amount. The sum of all amounts, whatever their sign, must fit Money, so that no later sum can
// overflow: an amount that breaks it is too large.
func (c *cleaner) readAmount(r *record) {
	cell := c.v.T.Cell(r.row, c.amount)
	m, rounded, st := c.v.Money(cell, c.unit, c.writing)
	r.unread = st == read.Unreadable && c.isUnread(cell) || c.loosely(cell)
	abs := max(m, -m)
	if st == read.Readable && abs > math.MaxInt64-c.sum {
		m, abs, st = 0, 0, read.TooLarge
	}
	c.sum += abs
	if rounded && st == read.Readable {
		c.rounded++
	}
	r.amount, r.amountSt = m, st
	c.takeBack(r)
	if len(c.told) > 0 || c.quantity >= 0 {
		c.heed(r)
	}
	if st == read.Readable && (c.mayAddGift(cell, r) || c.isInsured(cell)) {
		r.amount, r.amountSt, r.unread = 0, read.Unreadable, true
	}
	if c.stored != nil {
		c.takeStored(r)
	}
}

// readRecency reads the ready days of a row in the customer shape. Date or days: one that can be read is enough, and a
// fault is then no reason to set the row aside.
func (c *cleaner) readRecency(r *record) {
	if c.days < 0 {
		return
	}
	n, floored, st := c.v.Days(c.v.T.Cell(r.row, c.days))
	if floored {
		c.floored++
	}
	switch {
	case st == read.Readable:
		r.days = int32(int64(n) + c.shift)
		if r.dateSt != read.Readable && r.dateSt != read.Missing {
			r.flag = dateCodes[r.dateSt]
		}
		r.dateSt = read.Readable
	case c.date < 0 || r.dateSt == read.Missing && st != read.Missing:
		r.dateSt, r.daysSt = read.Readable, st
	}
}

func (c *cleaner) keep(r *record) {
	if r.unread {
		c.noteUnread(r)
	}
	to := c.records
	to.Customer = append(to.Customer, r.customer-1)
	to.Row = append(to.Row, uint32(r.row))
	to.Day = append(to.Day, r.day)
	to.Amount = append(to.Amount, r.amount)
	c.refunds = c.refunds || r.amount < 0
	if c.m.Shape == intake.PerCustomer {
		to.Days = append(to.Days, r.days)
		to.Frequency = append(to.Frequency, r.frequency)
		if r.day == civil.NoDay && c.chosen && !c.stated {
			c.ready++
		}
		if r.day != civil.NoDay && c.asOf != civil.NoDay && r.day > c.asOf && r.gaps == 0 {
			r.flag, r.flagCol, r.filled = "date-after", -1, ""
		}
	}
	if r.repeated >= 0 && r.flag == "" {
		r.flag = codeRepeatKept
	}
	if r.flag != "" {
		c.flag(r, c.date)
	}
	if r.back != 0 {
		c.ledger.TakenOff = append(c.ledger.TakenOff, intake.TakenOff{Row: uint32(r.row), Money: r.back})
	}
	if r.written != 0 {
		c.written = append(c.written, intake.TakenOff{Row: uint32(r.row), Money: r.written})
	}
	if r.fate == fate.Spend {
		if to.Spent == nil {
			to.Spent = map[uint32]bool{}
		}
		to.Spent[uint32(r.row)] = true
	}
	if c.orders != nil {
		to.Order = append(to.Order, r.order)
		if c.billGrain && r.amount != 0 {
			c.billed[bill{order: r.order, back: r.amount < 0}] = true
		}
	}
}

// spaces tells whether a row holds nothing but spaces.
func (c *cleaner) spaces(row int) bool {
	for col := range c.v.T.Own() {
		if c.v.TraitsOf(c.v.T.Cell(row, col))&read.IsEmpty == 0 {
			return false
		}
	}
	return true
}
