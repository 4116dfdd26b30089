package header

import (
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// What was received in all may be all that the customer has paid, or all of the day, and then each row of theirs says it again: 客户实收总额,
// 实收合计 beside 金额.

// preferRow lets the amount of the row stand where what was received in all is of more than the row.
func (g *guesser) preferRow(shape intake.Shape) {
	have := g.holder(intake.Amount)
	if shape != intake.PerVisit || have < 0 || g.m.HeaderRow < 0 || g.meanings[have].sure != receivedInAll {
		return
	}
	own := -1
	for col, m := range g.meanings {
		if m.role == intake.Amount && (m.exact || IsPlainMoney(g.headers[col])) && m.sure > weak && m.grain != ofCustomer && g.roles[col] == intake.Other && g.facts[col].fits(intake.Amount) >= 80 && (own < 0 || m.sure > g.meanings[own].sure) {
			own = col
		}
	}
	if own < 0 || !saysThis(g.headers[own]) && !g.isOfMore(have, own, intake.Customer, intake.Date) && !g.isOfMore(have, own, intake.Date, intake.Customer) {
		return
	}
	g.set(own, intake.Amount, g.meanings[own].sure, intake.WhyHeader)
	g.set(have, intake.Other, 0, intake.WhyValues)
}

// saysThis tells a header of what was received this time.
func saysThis(header string) bool {
	s := spell(header).compact
	return hasAny(s, ofThis[:]) && hasAny(s, receipts)
}

// visitors are whose sum it is by its header: not the part that patients paid of a bill, beside their insurers'.
var visitors = list("客户,顾客,会员,学员")

// A sayer is a customer, a bill or a day.
type sayer struct {
	who sheet.Cell
	day civil.Day
}

// sayers tells what the cell of a row stands for in a column; none where nothing stands there.
func (g *guesser) sayers(col int) func(row int) sayer {
	isDay, order := g.roles[col] == intake.Date, read.Orders{}
	if isDay {
		order = g.v.Order(col, g.m.HeaderRow+1)
	}
	return func(row int) sayer {
		c := g.v.T.Cell(row, col)
		if c.Kind == sheet.Empty {
			return sayer{}
		}
		if isDay {
			if day, st := g.v.Date(c, order); st == read.Readable {
				return sayer{day: day}
			}
		}
		return sayer{who: c}
	}
}

// A heap is what the rows of one customer say, or of one day: bills, or else visits.
type heap struct {
	visit              sayer
	visits             int
	own, all, sum, top decimal.Money
	still, grows       bool // whether what was received in all stays, or grows by what the rows add; upwards where the newest stand first
	falls, more        bool
}

func (h *heap) add(visit sayer, own, all decimal.Money) {
	switch {
	case h.visits == 0:
		*h = heap{visit: visit, visits: 1, top: own, still: true, grows: true, falls: true}
	case visit != h.visit:
		h.visits++
		h.grows = h.grows && all-h.all == own
		h.falls = h.falls && h.all-all == h.own
		fallthrough
	default:
		h.still = h.still && all == h.all
	}
	h.visit, h.own, h.all = visit, own, all
	h.sum, h.top, h.more = h.sum+own, max(h.top, own), h.more || all > own
}

// isOfMore tells whether sums are repeated on the rows of each customer that come on several days, or on each day, or add up what the
// rows say.
func (g *guesser) isOfMore(inAll, own int, of, visits intake.Role) bool {
	by, visit := g.holder(of), g.holder(visits)
	if bill := g.holder(intake.Order); bill >= 0 {
		visit = bill
	}
	if by < 0 || visit < 0 {
		return false
	}
	none, heaps := sayer{}, map[sayer]*heap{}
	v, whose, visitOf := g.v, g.sayers(by), g.sayers(visit)
	for row := g.m.HeaderRow + 1; row < min(v.T.Rows, mostLogged); row++ {
		key := whose(row)
		a, _, st := v.Money(v.T.Cell(row, own), decimal.Yuan, read.Pointed)
		b, _, too := v.Money(v.T.Cell(row, inAll), decimal.Yuan, read.Pointed)
		if key == none || st != read.Readable || too != read.Readable {
			continue
		}
		if heaps[key] == nil {
			heaps[key] = new(heap)
		}
		heaps[key].add(visitOf(row), a, b)
	}
	return areOfMore(heaps, of == intake.Customer && hasAny(spell(g.headers[inAll]).compact, visitors))
}

// areOfMore tells it of all customers or days; where nobody comes again, sums of a customer by their header are so that are more than most
// rows say.
func areOfMore(heaps map[sayer]*heap, ofCustomers bool) bool {
	const several = 2
	proved, same, not, more := 0, 0, 0, 0
	for _, h := range heaps {
		switch {
		case h.visits < several && h.more:
			more++
		case h.visits < several:
		case h.more && (h.still && h.all == h.sum || h.grows || h.falls):
			proved++
		case h.more && h.still && h.all >= h.top:
			same++
		default:
			not++
		}
	}
	if ofCustomers && proved+same+not == 0 {
		return 2*more > len(heaps)
	}
	return 10*not <= proved+same && (proved > 0 || same >= several)
}
