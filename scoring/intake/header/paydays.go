package header

import (
	"fenji/scoring/intake"
	"fenji/scoring/intake/fate"
	"fenji/scoring/intake/read"
)

// plainDay is how sure a header must be of a day that may stand for the day of payment.
const plainDay = 70

// preferWhole lets the day of the visit be the date where the day of payment, which says more plainly when money came, is missing in some
// rows that have one: they were not paid, perhaps, and came all the same. The day on which an order was placed is none of a visit, and
// shops leave the day of payment blank in orders that nobody paid.
func (g *guesser) preferWhole() {
	have := g.holder(intake.Date)
	if have < 0 || g.m.HeaderRow < 0 || !fate.OfPayDay(read.FateWord(g.headers[have])) {
		return
	}
	for col, m := range g.meanings {
		if m.role == intake.Date && m.exact && m.sure >= plainDay && m.grain == ofVisit && g.roles[col] == intake.Other && g.facts[col].fits(intake.Date) >= 80 &&
			!isPlacing(g.headers[col]) && !fate.OfPayDay(read.FateWord(g.headers[col])) && g.holdsMore(col, have) {
			g.set(col, intake.Date, m.sure, intake.WhyHeader)
			g.set(have, intake.Other, 0, intake.WhyNone)
			return
		}
	}
}

// isPlacing tells a header of the day on which an order was placed.
func isPlacing(h string) bool { return hasAny(spell(h).compact, placings) }

var placings = list("下单,创建,订单,拍下,开票,create,creation,order,issue")

// holdsMore tells whether a column holds a day in every row in which another does, and in some more.
func (g *guesser) holdsMore(col, other int) bool {
	more := false
	for row := g.m.HeaderRow + 1; row < g.v.T.Rows; row++ {
		a, b := isData(g.v, g.v.T.Cell(row, col)), isData(g.v, g.v.T.Cell(row, other))
		if b && !a {
			return false
		}
		more = more || a && !b
	}
	return more
}
