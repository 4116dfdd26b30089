package intake

import (
	"slices"
	"sort"
	"strings"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/sheet"
)

// Guess says how a table can be understood. It fails with the issue "empty-sheet" when nothing stands in it and
// "no-rows" when there are headers without rows.
func Guess(t *sheet.Table) (Mapping, error) { return GuessBelow(t, AnyRow) }

// AnyRow lets GuessBelow find the row of headers itself.
const AnyRow = -2

// GuessBelow is Guess with the row of headers as the user says: -1 when there is none.
func GuessBelow(t *sheet.Table, header int) (Mapping, error) {
	v := newValues(t)
	if tableWidth(v) == 0 && blankFrom(t, 0) {
		m := Mapping{HeaderRow: -1, AsOf: civil.NoDay}
		return m, scoring.Issue{Code: "empty-sheet", File: t.File, Sheet: t.Sheet}
	}
	m := Mapping{HeaderRow: header, AsOf: civil.NoDay, table: t}
	if header == AnyRow {
		m.HeaderRow = headerRow(v)
	}
	if blankFrom(t, m.HeaderRow+1) || m.HeaderRow < 0 && !anyData(v) {
		return m, scoring.Issue{Code: "no-rows", File: t.File, Sheet: t.Sheet}
	}
	g := guesser{v: v, m: m}
	g.look()
	g.assign(PerVisit)
	if g.shape() == PerCustomer {
		g.assign(PerCustomer)
	}
	m.Columns = g.columns()
	return m.settle(), nil
}

// blankFrom tells whether nothing but spaces stands from a row on.
func blankFrom(t *sheet.Table, row int) bool {
	for ; row < t.Rows; row++ {
		for col := range t.Cols {
			if c := t.Cell(row, col); c.Kind != sheet.Empty && (c.Kind != sheet.Text || fold(t.Text(c)) != "") {
				return false
			}
		}
	}
	return true
}

// anyData tells whether the first rows hold a date or a figure; a sheet of mere words without headers has no rows.
func anyData(v *values) bool {
	for row := range min(v.t.Rows, 2*headerDepth) {
		for col := range v.t.Cols {
			if isData(v, v.t.Cell(row, col)) {
				return true
			}
		}
	}
	return false
}

// A guesser weighs the columns of one table.
type guesser struct {
	v *values
	m Mapping

	headers  []string
	meanings []meaning
	facts    []facts
	roles    []Role
	sure     []int
	why      []string
}

func (g *guesser) look() {
	above := twoStoreyed(g.v, g.m.HeaderRow)
	for col := range g.v.t.Cols {
		h := headerText(g.v, g.m.HeaderRow, col, above)
		m := noMeaning
		if g.m.HeaderRow >= 0 && h != "" {
			m = known().read(h)
		}
		g.headers = append(g.headers, h)
		g.meanings = append(g.meanings, m)
		g.facts = append(g.facts, gather(g.v, col, g.m.HeaderRow+1))
		if m.role == Refunded && g.facts[col].sums == 0 && bareRefund[spell(h).compact] {
			g.meanings[col].role = Refund
		}
	}
	// "Score", "Grade", "Note" are ours only beside the points of an earlier grading.
	points := 0
	for _, m := range g.meanings {
		if m.role == Result && m.grain != beside && m.exact {
			points++
		}
	}
	for i, m := range g.meanings {
		if m.grain == beside && points < 3 {
			g.meanings[i] = noMeaning
		}
	}
}

// bareRefund are the headers that say neither sum nor mark; the values tell.
var bareRefund = wordSet{"退款": true, "退费": true, "refund": true, "refunded": true}

// A bid is a column's claim to a role that only one column can have.
type bid struct{ col, sure int }

// least is how sure a column must be of a role.
const least = 40

// assign gives the roles out, to the surest column first.
func (g *guesser) assign(shape Shape) {
	n := len(g.headers)
	g.roles, g.sure, g.why = make([]Role, n), make([]int, n), make([]string, n)
	var bids []bid
	for col, m := range g.meanings {
		g.set(col, Other, 0, WhyNone)
		switch {
		case m.role == Ignore && m.sure > 0 || m.role == Result:
			g.set(col, m.role, m.sure, WhyHeader)
		case m.role == Other:
			if g.set(col, Other, m.sure, WhyHeader); m.sure == 0 {
				g.why[col] = WhyNone
			}
		default:
			bids = append(bids, bid{col, g.weigh(col, shape)})
		}
		if g.facts[col].filled == 0 && g.headers[col] == "" || g.facts[col].filled == 0 && g.m.HeaderRow < 0 {
			g.set(col, Ignore, 90, WhyValues)
		}
	}
	sort.SliceStable(bids, func(i, j int) bool { return bids[i].sure > bids[j].sure })
	for _, b := range bids {
		m := g.meanings[b.col]
		if r := m.role; b.sure >= least && (g.holder(r) < 0 || !r.Single() && m.exact) {
			g.set(b.col, r, min(b.sure, 100), WhyHeader)
		}
	}
	g.leaveNet()
	g.promoteName()
	g.promotePhone()
	for _, f := range fallbacks {
		f(g)
	}
	g.byWords()
}

func (g *guesser) set(col int, r Role, sure int, why string) {
	g.roles[col], g.sure[col], g.why[col] = r, sure, why
}

func (g *guesser) holder(r Role) int { return slices.Index(g.roles, r) }

// weigh says how sure the meaning of a header is in a shape, in the light of the column's values.
func (g *guesser) weigh(col int, shape Shape) int {
	m, f := g.meanings[col], &g.facts[col]
	sure := m.sure
	if shape == PerCustomer && m.grain == ofVisit || shape == PerVisit && m.grain == ofCustomer {
		sure -= 15
	}
	fits := f.fits(m.role)
	switch {
	case f.sampled == 0:
		sure -= 20
	case m.role == Refund && f.sums > 0:
		sure = 0 // sums refunded, or codes of which nobody says which is the refund
	case m.role == AsOf && m.sure <= 70 && len(f.seen) > 1:
		sure = 0 // a report date in every row is the row's own
	case m.role == Order && m.sure <= 75 && f.share(f.small) >= 80 && f.fresh() < 90:
		sure = 0 // the day's queue numbers
	case m.role == Refund && m.sure > weak:
	case m.role == Refund && fits == 0:
		sure = 0
	case fits < 50 && fits > 0 && m.exact && sure > weak:
		sure = max(least, sure-40) // the column meant, in a bad state
	case fits < 50:
		sure -= 40
	}
	if m.role == Customer && f.numbersRows() && m.sure < weak {
		sure = 0 // 编号 over 1, 2, 3 … numbers the rows
	}
	return sure
}

// leaveNet lets a sum of refunds be where the amount is net of it, as its header says.
func (g *guesser) leaveNet() {
	amount, refunded := g.holder(Amount), g.holder(Refunded)
	if amount < 0 || refunded < 0 {
		return
	}
	k := spell(g.headers[amount])
	if strings.Contains(k.compact, "净") || slices.Contains(strings.Fields(k.spaced), "net") {
		g.set(refunded, Other, g.sure[refunded], WhyHeader)
	}
}

// promoteName lets the customer's name stand for the customer when no id does, or only a weak one. "Name" over #1001,
// #1002 names orders, as the exports of some shops have it; then even a weak id is better.
func (g *guesser) promoteName() {
	name, id := g.holder(Name), g.holder(Customer)
	if name < 0 || id >= 0 && g.sure[id] >= weak-10 {
		return
	}
	if f := &g.facts[name]; id >= 0 && f.share(f.numbers+f.figures) >= 80 {
		return
	}
	if id >= 0 {
		g.set(id, Other, g.sure[id], WhyHeader)
	}
	g.roles[name] = Customer
}

// fallbacks let the values speak for what no header names, in this order.
var fallbacks = [...]func(g *guesser){
	func(g *guesser) {
		// Of several days each is its row's own, unless other dates are.
		if col := g.holder(AsOf); col >= 0 && len(g.facts[col].seen) > 1 && g.holder(Days) < 0 && g.holder(Date) < 0 {
			g.set(col, Date, g.sure[col], WhyHeader)
		}
	},
	func(g *guesser) {
		if g.holder(Days) < 0 {
			g.byValues(Date, func(f *facts) int { return f.share(f.dates) })
		}
	},
	func(g *guesser) {
		if g.holder(Days) < 0 && g.holder(Date) < 0 {
			g.byHeader(Date)
		}
	},
	func(g *guesser) {
		g.byValues(Amount, func(f *facts) int {
			if f.numbersRows() || f.dates > 0 {
				return 0
			}
			return f.share(f.figures) + min(f.share(f.marked), 50) // a fraction or a word of money says more
		})
	},
	func(g *guesser) {
		if g.m.HeaderRow < 0 && g.holder(Amount) >= 0 && !g.repeated() {
			g.byValues(Visits, func(f *facts) int {
				if f.numbersRows() {
					return 0
				}
				return f.share(f.small)
			})
		}
	},
	func(g *guesser) {
		g.byValues(Customer, func(f *facts) int {
			if f.numbersRows() {
				return 0
			}
			return min(f.share(f.ids), 85) + min(f.fresh(), 5)
		})
	},
}

// byHeader gives a role to the first column whose header says it plainly, although its values cannot be read: then each
// row says so, instead of the file being said to have no such column.
func (g *guesser) byHeader(r Role) {
	for col, m := range g.meanings {
		if m.role == r && m.exact && m.sure > weak && g.roles[col] == Other && g.facts[col].sampled > 0 {
			g.set(col, r, least, WhyHeader)
			return
		}
	}
}

// byValues gives a role that is still free to the column whose values suit it best; columns whose header is known to
// mean something else are left alone. Of equals, the amount is the last and everything else the first.
func (g *guesser) byValues(r Role, suits func(f *facts) int) {
	if g.holder(r) >= 0 {
		return
	}
	best, top := -1, 79
	for col := range g.roles {
		m, f := g.meanings[col], &g.facts[col]
		if g.roles[col] != Other || f.sampled == 0 || m.sure > weak || f.numbersRows() {
			continue
		}
		if s := suits(f); s > top || s == top && r == Amount {
			best, top = col, s
		}
	}
	if best < 0 {
		return
	}
	if r == Customer && g.m.HeaderRow >= 0 {
		g.set(best, r, 40, WhyPosition)
		return
	}
	g.set(best, r, 60, WhyValues)
}

// repeated tells whether some column of ids, among those without another role, holds customers more than once.
func (g *guesser) repeated() bool {
	for col, f := range g.facts {
		if g.roles[col] == Other && f.share(f.ids) >= 80 && f.fresh() < 90 && f.share(f.figures) < 50 {
			return true
		}
	}
	return false
}

func (g *guesser) shape() Shape {
	m := g.m
	m.Columns = g.columns()
	return m.shape()
}

func (g *guesser) columns() []Column {
	list := make([]Column, len(g.headers))
	for i := range list {
		f := &g.facts[i]
		list[i] = Column{Index: i, Header: g.headers[i], Role: g.roles[i], Confidence: g.sure[i], Why: g.why[i],
			Kind: f.kind(), Filled: f.filled, Examples: g.examples(i)}
	}
	return list
}

// examples are the first distinct values of a column.
func (g *guesser) examples(col int) []string {
	const enough, depth = 3, 200
	var list []string
	for row := g.m.HeaderRow + 1; row < min(g.v.t.Rows, g.m.HeaderRow+depth) && len(list) < enough; row++ {
		c := g.v.t.Cell(row, col)
		if text := clip(g.v.t.Text(c)); g.v.traitsOf(c)&isEmpty == 0 && !slices.Contains(list, text) {
			list = append(list, text)
		}
	}
	return list
}
