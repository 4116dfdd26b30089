package header

import (
	"slices"
	"strings"

	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// With gives a column a role. A role that may stand once is taken from the column that has it, which becomes Other.
// Shape, visit rule, unit and stated analysis date are worked out anew.
func With(m intake.Mapping, col int, r intake.Role) intake.Mapping {
	if col < 0 || col >= len(m.Columns) {
		return m
	}
	m.Columns = slices.Clone(m.Columns)
	for i := range m.Columns {
		if c := &m.Columns[i]; c.Role == r && r.Single() && i != col {
			c.Role, c.Confidence, c.Why = intake.Other, 0, intake.WhyNone
		}
	}
	c := &m.Columns[col]
	c.Role, c.Confidence, c.Why = r, 100, intake.WhyUser
	return settle(m)
}

// WithShape overrules the shape.
func WithShape(m intake.Mapping, s intake.Shape) intake.Mapping {
	m.Shape = s
	m.Visits = visitRule(m)
	m.AsOf = statedDay(m)
	return m
}

// WithDateOrder says how dates are meant that can be read in more than one way.
func WithDateOrder(m intake.Mapping, o intake.DateOrder) intake.Mapping {
	m.DateOrder = o
	m.AsOf = statedDay(m)
	return m
}

// ofPeriod are the words by which headers say that figures are of a period and not of the whole history.
var ofPeriod = []string{"统计期间", "一段时间", "近30", "近三十", "近一月", "近1月", "近一个月", "近1个月", "30天", "last30"}

// OfPeriod tells whether the table says that its ready figures are of a recent period already.
func OfPeriod(m intake.Mapping) bool {
	return slices.ContainsFunc(m.Columns, func(c intake.Column) bool {
		compact := spell(c.Header).compact
		return slices.ContainsFunc(ofPeriod, func(w string) bool { return strings.Contains(compact, w) })
	})
}

// settle works out what follows from the roles of the columns.
func settle(m intake.Mapping) intake.Mapping {
	m.Unit = StatedUnit(m)
	return WithShape(m, shapeOf(m))
}

// shapeOf tells the shapes apart. Ready days can stand only for a customer, and so can a ready count of visits, unless
// its customers come again and again: then it is something that the log of visits says of each visit.
func shapeOf(m intake.Mapping) intake.Shape {
	date, days, visits := m.Column(intake.Date), m.Column(intake.Days), m.Column(intake.Visits)
	switch {
	case visits >= 0 && date >= 0 && days < 0 && (pricesOne(m) || makesAmount(m, visits, date) || timesOfVisit(m, visits, date) || isLog(m, visits, date) || numbersBills(m, date)):
		return intake.PerVisit
	case visits >= 0 && days >= 0, days >= 0 && date < 0:
		return intake.PerCustomer
	case visits >= 0 && date >= 0:
		if rows, distinct := countCustomers(m); rows >= 20 && 2*distinct < rows || distinct < rows && tellsOften(m, visits, date) {
			return intake.PerVisit
		}
		return intake.PerCustomer
	case visits < 0 && date >= 0 && m.HeaderRow >= 0 && (isLast(m.Columns[date].Header) || isOfCustomer(m, date) && isOfCustomer(m, m.Column(intake.Amount))):
		if rows, distinct := countCustomers(m); 100*distinct >= 98*rows {
			return intake.PerCustomer
		}
	}
	return intake.PerVisit
}

// pricesOne tells whether what stands for the amount is the price of one, which a customer has not: the numbers of visits beside
// it are quantities.
func pricesOne(m intake.Mapping) bool {
	col := m.Column(intake.Amount)
	return col >= 0 && m.HeaderRow >= 0 && isPriceOfOne(m.Columns[col].Header)
}

// makesAmount tells whether times and the price of one make the amount, or what is more than it by another column, in all rows: they are
// how many were bought, and no visits. What a customer paid each time, 客单价, makes it with all of her visits.
func makesAmount(m intake.Mapping, times, date int) bool {
	amount := m.Column(intake.Amount)
	if amount < 0 || m.HeaderRow < 0 || known().read(m.Columns[times].Header).sure > weak || isLast(m.Columns[date].Header) || isOfCustomer(m, amount) {
		return false
	}
	price := slices.IndexFunc(m.Columns, func(c intake.Column) bool {
		return c.Index != amount && isPriceOfOne(c.Header) && !strings.HasPrefix(Compact(c.Header), "客")
	})
	return price >= 0 && slices.ContainsFunc(m.Columns, func(off intake.Column) bool {
		return off.Index != times && off.Index != price && multiplies(m, times, price, amount, off.Index)
	})
}

// multiplies tells whether times and a price make the amount and what another column says, if that is not the amount, in all rows.
func multiplies(m intake.Mapping, times, price, amount, off int) bool {
	v, rows, more := read.Of(m.Table), 0, 0
	for row := m.HeaderRow + 1; row < min(v.T.Rows, mostLogged); row++ {
		n, st := v.Count(v.T.Cell(row, times))
		each, _, fine := v.Money(v.T.Cell(row, price), decimal.Yuan, read.Pointed)
		sum, _, good := v.Money(v.T.Cell(row, amount), decimal.Yuan, read.Pointed)
		if st != read.Readable || fine != read.Readable || good != read.Readable || max(each, -each) > 1<<30 {
			return false
		}
		if less, _, st := v.Money(v.T.Cell(row, off), decimal.Yuan, read.Pointed); off != amount && st == read.Readable {
			sum += max(less, -less)
		}
		if decimal.Money(n)*each != sum {
			return false
		}
		rows, more = rows+1, more+one(n > 1)
	}
	return rows > 1 && more > 0
}

// timesOfVisit tells whether a number of times is that of what was done on a visit: its header says no more than 次数, the date is a
// visit's, and what was done or who did it stands beside, or its customers come again.
func timesOfVisit(m intake.Mapping, visits, date int) bool {
	if m.HeaderRow < 0 {
		return false
	}
	times, day := known().read(m.Columns[visits].Header), known().read(m.Columns[date].Header)
	rows, distinct := countCustomers(m)
	return times.sure <= weak && day.grain == ofVisit && !isLast(m.Columns[date].Header) && (m.Column(intake.Item) >= 0 || m.Column(intake.Doctor) >= 0 || 4*distinct < 3*rows)
}

// anyDay is how sure a header may be that says date and not of what.
const anyDay = 70

// isLog tells whether rows are of visits, whatever times stand in them: their day and their amount are of no customer, and bills are
// numbered, or customers come again on what a header says is the day of a visit. 就诊次数 counts up in such a log, and 购买次数 is how
// many were bought. Sums of months have a day as well, and no more than that; and of what else a customer has several rows, cards or
// courses, the amounts go with the times.
func isLog(m intake.Mapping, visits, date int) bool {
	amount := m.Column(intake.Amount)
	if m.HeaderRow < 0 || amount < 0 || isLast(m.Columns[date].Header) {
		return false
	}
	day, sum := known().read(m.Columns[date].Header), known().read(m.Columns[amount].Header).grain
	if day.grain == ofCustomer || sum == ofCustomer {
		return false
	}
	rows, distinct := countCustomers(m)
	done := m.Column(intake.Item) >= 0 || m.Column(intake.Doctor) >= 0
	bought := strings.Contains(Compact(m.Columns[visits].Header), "购买")
	if bill := m.Column(intake.Order); bill >= 0 && known().read(m.Columns[bill].Header).role == intake.Order && !hasAny(Compact(m.Columns[bill].Header), lastOnes) {
		switch again := distinct < rows; {
		case done && (again || bought || ofOneDay(m, date)), again && (bought || !areOfSums(m, visits, amount)):
			return true
		}
	}
	_, days := countWho(m, date)
	return 4*distinct < 3*rows && !ofPeriods(rows, distinct, days) && day.grain == ofVisit && day.sure > anyDay && (done || sum == ofVisit) && (bought || !areOfSums(m, visits, amount))
}

// ofOneDay tells whether rows are of one day, or have their own beside the last one of their customers.
func ofOneDay(m intake.Mapping, date int) bool {
	_, days := countWho(m, date)
	return days == 1 || slices.ContainsFunc(m.Columns, func(c intake.Column) bool {
		return c.Role == intake.Other && isLast(c.Header) && known().read(c.Header).role == intake.Date
	})
}

// numbersBills tells whether the customer is a bare ID, another one on every row, beside telephones that come again: rows are of visits,
// and it is asked who the customer is.
func numbersBills(m intake.Mapping, date int) bool {
	const few = 5
	cust, phone := m.Column(intake.Customer), m.Column(intake.Phone)
	if m.HeaderRow < 0 || cust < 0 || phone < 0 || !bareIDs.Has(m.Columns[cust].Header) || isLast(m.Columns[date].Header) {
		return false
	}
	rows, distinct := countCustomers(m)
	called, phones := countWho(m, phone)
	return rows >= few && distinct == rows && 2*called >= rows && 10*phones <= 7*called
}

// areOfSums tells whether numbers of visits are those of which the amounts beside them are the sum: they are often more than one, neither stay
// on the rows of a customer nor grow by one, upwards where the newest stand first, and amounts rise and fall with them.
func areOfSums(m intake.Mapping, visits, amount int) bool {
	v, cust := read.Of(m.Table), m.Column(intake.Customer)
	if cust < 0 {
		return true
	}
	type said struct {
		n   int32
		sum decimal.Money
	}
	before, above := map[sheet.Cell]int32{}, said{}
	rows, more, steps, up, down, moved, together := 0, 0, 0, 0, 0, 0, 0
	for row := m.HeaderRow + 1; row < min(v.T.Rows, mostLogged); row++ {
		who := v.T.Cell(row, cust)
		n, st := v.Count(v.T.Cell(row, visits))
		sum, _, too := v.Money(v.T.Cell(row, amount), decimal.Yuan, read.Pointed)
		if who.Kind == sheet.Empty || st != read.Readable || too != read.Readable {
			continue
		}
		if rows > 0 && n != above.n {
			moved++
			together += one(n > above.n && sum > above.sum || n < above.n && sum < above.sum)
		}
		rows, above = rows+1, said{n, sum}
		more += one(n > 1)
		if was, met := before[who]; met {
			steps++
			up += one(n == was || n == was+1)
			down += one(n == was || n == was-1)
		}
		before[who] = n
	}
	return 4*more > rows && 10*max(up, down) < 9*steps && 4*together >= 3*moved
}

func one(is bool) int {
	if is {
		return 1
	}
	return 0
}

// isOfCustomer tells whether the header of a column speaks of what a customer did in all.
func isOfCustomer(m intake.Mapping, col int) bool {
	return col >= 0 && m.HeaderRow >= 0 && known().read(m.Columns[col].Header).grain == ofCustomer
}

// countCustomers counts the rows that name a customer, and the distinct names as they stand.
func countCustomers(m intake.Mapping) (rows, distinct int) {
	return countWho(m, m.Column(intake.Customer))
}

// countWho counts the rows in which a column names somebody, and the distinct names.
func countWho(m intake.Mapping, col int) (rows, distinct int) {
	if m.Table == nil || col < 0 {
		return 0, 0
	}
	if from := m.HeaderRow + 1; m.Table.Distinct(col, from) {
		return m.Table.Rows - from, m.Table.Rows - from
	}
	var met []uint64
	var numbers read.Numbers
	others := map[sheet.Cell]bool{}
	for row := m.HeaderRow + 1; row < m.Table.Rows; {
		s := m.Table.Span(row, col)
		row = s.To
		for i, k := range s.Kinds {
			c := s.Cell(i)
			switch k {
			case sheet.Empty:
				continue
			case sheet.Text:
				if id := int(s.Bits(i)); !read.Has(met, id) {
					met = read.Mark(met, id, m.Table.Texts())
					distinct++
				}
			case sheet.Number:
				if numbers.Of(c.Number()) == 0 {
					numbers.Put(c.Number(), 1)
				}
			default:
				others[c] = true
			}
			rows++
		}
	}
	return rows, distinct + numbers.Count + len(others)
}

func visitRule(m intake.Mapping) intake.VisitRule {
	if m.Shape == intake.PerVisit && m.Column(intake.Order) >= 0 {
		return intake.ByOrder
	}
	return intake.ByDay
}

// StatedUnit reads the unit from the header of the amounts, or from a title above the headers. The registered Shaoxing
// tables, told by their two totals, are in ten thousand yuan, unless the figures are those of yuan: Fuzhou's have the same headers.
func StatedUnit(m intake.Mapping) decimal.Unit {
	col := m.Column(intake.Amount)
	if col < 0 || m.HeaderRow < 0 {
		return decimal.NoUnit
	}
	if u := known().read(m.Columns[col].Header).unit; u != decimal.NoUnit {
		return u
	}
	if u := unitUnder(m, col); u != decimal.NoUnit {
		return u
	}
	if u := unitAbove(m); u != decimal.NoUnit {
		return u
	}
	if spell(m.Columns[col].Header).compact == "历史购买总金额" &&
		slices.ContainsFunc(m.Columns, func(c intake.Column) bool { return spell(c.Header).compact == "历史购买总次数" }) &&
		(m.Table == nil || !medianAbove(m.Table, m, fewWan)) {
		return decimal.WanYuan
	}
	return decimal.NoUnit
}

// unitUnder finds the unit in a row of units below the headers: it holds no date and no figure.
func unitUnder(m intake.Mapping, col int) decimal.Unit {
	row := m.HeaderRow + 1
	if m.Table == nil || row >= m.Table.Rows || m.Table.Cell(row, col).Kind != sheet.Text {
		return decimal.NoUnit
	}
	k := spell(m.Table.Text(m.Table.Cell(row, col)))
	u, v := known().unitOf(append(k.inner, k.spaced)), read.Of(m.Table)
	for other := range m.Table.Cols {
		if u != decimal.NoUnit && isData(v, m.Table.Cell(row, other)) {
			return decimal.NoUnit
		}
	}
	return u
}

// unitAbove finds what stands above the headers for all figures below them: 单位：万元, or (万元) in a title. A row of
// several cells may be the upper row of headers, where brackets speak of one column only.
func unitAbove(m intake.Mapping) decimal.Unit {
	if m.Table == nil {
		return decimal.NoUnit
	}
	for row := range m.HeaderRow {
		var texts []string
		for col := range m.Table.Cols {
			if text := m.Table.Text(m.Table.Cell(row, col)); text != "" {
				texts = append(texts, text)
			}
		}
		for _, text := range texts {
			if u := known().unitSaid(text, len(texts) == 1); u != decimal.NoUnit {
				return u
			}
		}
	}
	return unitBelow(m)
}

// unitBelow finds the unit in a note below the table: 注：金额单位为千元.
func unitBelow(m intake.Mapping) decimal.Unit {
	const notes = 4
	for row := m.Table.Rows - 1; row > m.HeaderRow+1 && row >= m.Table.Rows-notes; row-- {
		text, filled := "", 0
		for col := range m.Table.Cols {
			if s := m.Table.Text(m.Table.Cell(row, col)); s != "" {
				text = s
				filled++
			}
		}
		if filled == 1 {
			if u := known().unitSaid(text, false); u != decimal.NoUnit {
				return u
			}
		}
	}
	return decimal.NoUnit
}

// UnitIn reads the unit of money that a header says; NoUnit where it says none.
func UnitIn(header string) decimal.Unit { return known().read(header).unit }

// UnitNamed reads a text that names a unit of money and nothing else: 千元.
func UnitNamed(text string) decimal.Unit { return known().units[spell(text).compact] }

// statedDay finds the analysis date that the file states: the latest value of its column; or, where dates and ready
// days stand side by side, the day on which they agree in at least 95 % of the rows.
func statedDay(m intake.Mapping) civil.Day {
	if m.Table == nil {
		return m.AsOf
	}
	v := read.Of(m.Table)
	v.Chosen = m.DateOrder
	if col := m.Column(intake.AsOf); col >= 0 {
		day, _ := v.Latest(col, m.HeaderRow+1)
		return day
	}
	if m.Shape == intake.PerCustomer {
		return v.Agreed(m.Column(intake.Date), m.Column(intake.Days), m.HeaderRow+1)
	}
	return civil.NoDay
}
