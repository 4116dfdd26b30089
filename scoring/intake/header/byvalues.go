package header

import (
	"fenji/scoring/intake"
)

// Where no header names a role, the values of the columns speak.

// fallbacks let the values speak for what no header names, in this order.
var fallbacks = [...]func(g *guesser){
	func(g *guesser) {
		// Of several days each is its row's own, unless other dates are.
		if col := g.holder(intake.AsOf); col >= 0 && len(g.facts[col].seen) > 1 && g.holder(intake.Days) < 0 && g.holder(intake.Date) < 0 {
			g.set(col, intake.Date, g.sure[col], intake.WhyHeader)
		}
	},
	func(g *guesser) {
		if g.holder(intake.Days) < 0 {
			g.byValues(intake.Date, func(f *facts) int { return f.share(f.dates) })
		}
	},
	func(g *guesser) {
		if g.holder(intake.Days) < 0 && g.holder(intake.Date) < 0 {
			g.byHeader(intake.Date)
		}
	},
	func(g *guesser) {
		if g.holder(intake.Days) < 0 && g.holder(intake.Date) < 0 {
			g.booked()
		}
	},
	func(g *guesser) {
		g.byValues(intake.Amount, func(f *facts) int {
			if f.numbersRows() || f.dates > 0 || f.codes() {
				return 0
			}
			return f.share(f.figures+f.commas) + min(f.share(f.marked+f.commas), 50) // a fraction or a word of money says more
		})
	},
	func(g *guesser) {
		if g.m.HeaderRow < 0 && g.holder(intake.Amount) >= 0 && !g.repeated() {
			g.byValues(intake.Visits, func(f *facts) int {
				if f.numbersRows() {
					return 0
				}
				return f.share(f.small)
			})
		}
	},
	func(g *guesser) {
		g.byValues(intake.Customer, func(f *facts) int {
			if f.numbersRows() || f.sampled >= 5 && len(f.seen) == 1 {
				return 0
			}
			return min(f.share(f.ids), 85) + min(f.fresh(), 5)
		})
	},
}

// byHeader gives a role to the first column whose header says it plainly, although its values cannot be read: then each
// row says so, instead of the file being said to have no such column.
func (g *guesser) byHeader(r intake.Role) {
	for col, m := range g.meanings {
		if m.role == r && m.exact && m.sure > weak && g.roles[col] == intake.Other && g.facts[col].sampled > 0 {
			g.set(col, r, least, intake.WhyHeader)
			return
		}
	}
}

// byValues gives a role that is still free to the column whose values suit it best; columns whose header is known to
// mean something else are left alone. Of equals, the amount is the last and everything else the first.
func (g *guesser) byValues(r intake.Role, suits func(f *facts) int) {
	if g.holder(r) >= 0 {
		return
	}
	best := g.suitedBest(r, suits, false)
	if best < 0 && r == intake.Amount {
		best = g.suitedBest(r, suits, true)
	}
	if best < 0 {
		return
	}
	if r == intake.Customer && g.m.HeaderRow >= 0 {
		g.set(best, r, 40, intake.WhyPosition)
		return
	}
	g.set(best, r, 60, intake.WhyValues)
}

// suitedBest is the column whose values suit a role best; bare are those whose headers say nothing but a number of things. What others get
// of the money, or is the rest of it, is an amount only where no other column is.
func (g *guesser) suitedBest(r intake.Role, suits func(f *facts) int, bare bool) int {
	best, top := -1, 79
	for col := range g.roles {
		m, f := g.meanings[col], &g.facts[col]
		if g.roles[col] != intake.Other || f.sampled == 0 || m.sure > weak || f.numbersRows() {
			continue
		}
		if r == intake.Amount && g.m.HeaderRow >= 0 && (NotMoney(g.headers[col]) || !bare && IsBareCount(g.headers[col])) {
			continue
		}
		s := suits(f)
		if r == intake.Amount && s >= 80 {
			switch s += 100; {
			case g.m.HeaderRow < 0:
			case isLesser(g.headers[col]):
				s = 80
			case IsPlainMoney(g.headers[col]):
				s += 100
			}
		}
		if s > top || s == top && r == intake.Amount {
			best, top = col, s
		}
	}
	return best
}

// repeated tells whether some column of ids, among those without another role, holds customers more than once.
func (g *guesser) repeated() bool {
	for col, f := range g.facts {
		if g.roles[col] == intake.Other && f.share(f.ids) >= 80 && f.fresh() < 90 && f.share(f.figures) < 50 {
			return true
		}
	}
	return false
}
