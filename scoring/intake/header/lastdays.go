package header

import (
	"fenji/scoring/civil"
	"fenji/scoring/intake"
	"fenji/scoring/intake/fate"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// A log may say on each row when its customer came last, or how often she came in all, beside the day of the visit itself.

// mostLogged is how many rows tell what a million would.
const mostLogged = 20_000

// preferOwn lets the day of the row be the date where the header of the other says that it is the last of the customer's, and the rows
// are of visits: a customer has several days of her own beside one last one, or beside earlier ones; or bills are numbered. Of the cards
// of a member each has its own day, too, that on which it was bought: what was done with each differs, and the last day is none of them.
func (g *guesser) preferOwn() {
	have, cust := g.holder(intake.Date), g.holder(intake.Customer)
	if have < 0 || cust < 0 || g.m.HeaderRow < 0 || !isLast(g.headers[have]) {
		return
	}
	bills := g.holder(intake.Order) >= 0 && !hasAny(spell(g.headers[g.holder(intake.Order)]).compact, lastOnes)
	for col, m := range g.meanings {
		if m.role != intake.Date || !m.exact || m.sure < plainDay || m.grain != ofVisit || g.roles[col] != intake.Other || g.facts[col].fits(intake.Date) < 80 || fate.OfPayDay(read.FateWord(g.headers[col])) {
			continue
		}
		if l := g.logs(cust, col, have); l.earlier && (bills || l.again) || l.again && l.same && !(l.cards && l.several && !l.reached) {
			g.set(col, intake.Date, m.sure, intake.WhyHeader)
			g.set(have, intake.Other, 0, intake.WhyNone)
			return
		}
	}
}

// logged is what two days of the rows say of its customers.
type logged struct {
	again   bool // somebody has several days of her own
	same    bool // and one last day each
	earlier bool // no last day is after the row's own
	reached bool // the last day is one of her own for half of those with several
	cards   bool // what a customer did in all differs from row to row
	several bool // not everybody's last day is one and the same, as that of a report is
}

// lastly is what the rows of a customer say.
type lastly struct {
	own, last      civil.Day
	did            [2]sheet.Cell
	again, reached bool
}

func (g *guesser) logs(cust, own, last int) logged {
	l := logged{same: true, earlier: true}
	first := map[sheet.Cell]*lastly{}
	v, rows, before := g.v, 0, civil.NoDay
	order, other := v.Order(own, g.m.HeaderRow+1), v.Order(last, g.m.HeaderRow+1)
	for row := g.m.HeaderRow + 1; row < v.T.Rows && rows < mostLogged; row++ {
		who := v.T.Cell(row, cust)
		a, st := v.Date(v.T.Cell(row, own), order)
		b, too := v.Date(v.T.Cell(row, last), other)
		if who.Kind == sheet.Empty || st != read.Readable || too != read.Readable {
			continue
		}
		rows++
		l.earlier = l.earlier && b <= a
		l.several, before = l.several || rows > 1 && b != before, b
		met, did := first[who], g.didInAll(row)
		if met == nil {
			first[who] = &lastly{own: a, last: b, did: did, reached: a == b}
			continue
		}
		met.again = met.again || met.own != a
		met.reached = met.reached || a == b
		l.same = l.same && met.last == b
		l.cards = l.cards || met.did != did
	}
	l.earlier = l.earlier && rows > 0
	several, reached := 0, 0
	for _, met := range first {
		if met.again {
			several++
			if met.reached {
				reached++
			}
		}
	}
	l.again, l.reached = several > 0, 2*reached >= several
	return l
}

// didInAll are a row's number of visits and its amount, as far as their headers say that they are of what a customer did in all.
func (g *guesser) didInAll(row int) (did [2]sheet.Cell) {
	for i, role := range [...]intake.Role{intake.Visits, intake.Amount} {
		if col := g.holder(role); col >= 0 && (role == intake.Visits || g.meanings[col].grain == ofCustomer) {
			did[i] = g.v.T.Cell(row, col)
		}
	}
	return did
}

// tellsOften tells whether numbers of visits are what a log says on each row of how often its customer came in all: the same on all of her
// rows, or one more each time, and never less than she has rows. A number of visits of its own day or month is not so, though it may be the same each month.
func tellsOften(m intake.Mapping, visits, date int) bool {
	if m.HeaderRow < 0 || m.Table == nil || isLast(m.Columns[date].Header) || known().read(m.Columns[date].Header).grain != ofVisit {
		return false
	}
	type own struct {
		n    int32
		rows int32
		day  civil.Day
	}
	v, cust := read.Of(m.Table), m.Column(intake.Customer)
	order, met := v.Order(date, m.HeaderRow+1), map[sheet.Cell]own{}
	days := map[civil.Day]bool{}
	rows, again, kinds, least := 0, 0, false, int32(0)
	for row := m.HeaderRow + 1; row < min(v.T.Rows, mostLogged) && cust >= 0; row++ {
		who := v.T.Cell(row, cust)
		n, st := v.Count(v.T.Cell(row, visits))
		day, dated := v.Date(v.T.Cell(row, date), order)
		if who.Kind == sheet.Empty || st != read.Readable || dated != read.Readable {
			continue
		}
		rows, days[day] = rows+1, true
		was, known := met[who]
		switch {
		case !known:
			kinds = kinds || least != 0 && least != n
			least = n
		case n != was.n && n != was.n+1 || was.day == day:
			return false
		case was.rows == 1:
			again++
		}
		met[who] = own{n, was.rows + 1, day}
	}
	const several = 2
	for _, o := range met {
		if o.n < o.rows {
			return false
		}
	}
	return again >= several && kinds && !ofPeriods(rows, len(met), len(days))
}

// ofPeriods tells whether rows are sums of periods, by how many they are: nearly everybody has one on each of the days.
func ofPeriods(rows, customers, days int) bool {
	return customers > 1 && days > 1 && 4*rows >= 3*customers*days
}
