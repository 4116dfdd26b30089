// Package header says what the columns of a table mean.
//
// In goes a table; out comes a mapping: the row of headers, the role of each column, the shape (a row per visit or a row
// per customer), how a visit is counted, the unit of money and the analysis date that the file states. Headers are read
// by one table of synonyms, and the values speak where headers are silent. The user may overrule every part of it: see
// [With], [WithShape] and [WithDateOrder]. A sheet in which nothing stands, or no rows, is refused.
package header

import (
	"slices"
	"sort"
	"strings"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/intake"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// Guess says how a table can be understood. It fails with the issue "empty-sheet" when nothing stands in it and
// "no-rows" when there are headers without rows.
func Guess(t *sheet.Table) (intake.Mapping, error) { return GuessBelow(t, AnyRow) }

// AnyRow lets GuessBelow find the row of headers itself.
const AnyRow = -2

// GuessBelow is Guess with the row of headers as the user says: -1 when there is none.
func GuessBelow(t *sheet.Table, header int) (intake.Mapping, error) {
	v := read.Of(t)
	if tableWidth(v) == 0 && blankFrom(t, 0) {
		m := intake.Mapping{HeaderRow: -1, AsOf: civil.NoDay}
		return m, scoring.Issue{Code: "empty-sheet", File: t.File, Sheet: t.Sheet}
	}
	m := intake.Mapping{HeaderRow: header, AsOf: civil.NoDay, Table: t}
	if header == AnyRow {
		m.HeaderRow = headerRow(v)
	}
	if blankFrom(t, m.HeaderRow+1) || m.HeaderRow < 0 && !anyData(v) {
		return m, scoring.Issue{Code: "no-rows", File: t.File, Sheet: t.Sheet}
	}
	g := guesser{v: v, m: m}
	g.look()
	g.assign(intake.PerVisit)
	if g.shape() == intake.PerCustomer {
		g.assign(intake.PerCustomer)
	}
	m.Columns = g.columns()
	passOver(m)
	return settle(m), nil
}

// blankFrom tells whether nothing but spaces stands from a row on.
func blankFrom(t *sheet.Table, row int) bool {
	for ; row < t.Rows; row++ {
		for col := range t.Cols {
			if c := t.Cell(row, col); c.Kind != sheet.Empty && (c.Kind != sheet.Text || read.Fold(t.Text(c)) != "") {
				return false
			}
		}
	}
	return true
}

// anyData tells whether the first rows hold a date or a figure, or are several; a line or two of mere words without headers are no rows.
func anyData(v *read.Values) bool {
	const few = 3
	filled := 0
	for row := range min(v.T.Rows, 2*headerDepth) {
		if !v.T.Blank(row) {
			filled++
		}
		for col := range v.T.Cols {
			if isData(v, v.T.Cell(row, col)) {
				return true
			}
		}
	}
	return filled >= few
}

// A guesser weighs the columns of one table.
type guesser struct {
	v *read.Values
	m intake.Mapping

	headers  []string
	meanings []meaning
	facts    []facts
	roles    []intake.Role
	sure     []int
	why      []string
}

func (g *guesser) look() {
	above := twoStoreyed(g.v, g.m.HeaderRow)
	for col := range g.v.T.Cols {
		h := headerText(g.v, g.m.HeaderRow, col, above)
		m := noMeaning
		if g.m.HeaderRow >= 0 && h != "" {
			m = known().read(h)
		}
		g.headers = append(g.headers, h)
		g.meanings = append(g.meanings, m)
		g.facts = append(g.facts, gather(g.v, col, g.m.HeaderRow+1))
		if m.role == intake.Refunded && g.facts[col].sums == 0 && bareRefund[spell(h).compact] {
			g.meanings[col].role = intake.Refund
		}
		if m.role == intake.Other && IsReturns(h) && g.isMoney(col) {
			g.meanings[col] = meaning{role: intake.Refunded, sure: 85, exact: true}
		}
		if g.numbersBills(col) {
			g.meanings[col] = meaning{role: intake.Order, sure: 75, exact: true}
		}
		g.hear(col)
	}
	g.leaveBooks()
	// "Score", "Grade", "Note" are ours only beside the points of an earlier grading.
	points := 0
	for _, m := range g.meanings {
		if m.role == intake.Result && m.grain != beside && m.exact {
			points++
		}
	}
	for i, m := range g.meanings {
		if m.grain == beside && (points < 3 || g.renamed(i)) {
			g.meanings[i] = noMeaning
		}
	}
}

// leaveBooks takes the code of an account beside the name of a contact for one of the books, as invoices of bookkeeping programs have on
// each line: who was billed is the contact.
func (g *guesser) leaveBooks() {
	is := func(name string) func(h string) bool { return func(h string) bool { return spell(h).compact == name } }
	if code := slices.IndexFunc(g.headers, is("accountcode")); code >= 0 && slices.ContainsFunc(g.headers, is("contactname")) {
		g.meanings[code] = meaning{role: intake.Other, sure: 95, exact: true}
	}
}

// renamed tells whether the export gave its own column of that name another one, because the file had one already: then
// the column is the file's.
func (g *guesser) renamed(col int) bool {
	h := spell(g.headers[col]).compact
	for i, other := range g.headers {
		o := spell(other).compact
		if o == "分级"+h || o == "grading"+h || i < col && sayings[o] != 0 && sayings[o] == sayings[h] {
			return true
		}
	}
	return false
}

// sayings are the export's columns of words: of two that mean the same in two languages the first is ours.
var sayings = map[string]int{"建议": 1, "分级建议": 1, "advice": 1, "gradingadvice": 1, "备注": 2, "分级备注": 2, "note": 2, "gradingnote": 2}

// bareRefund are the headers that say neither sum nor mark; the values tell.
var bareRefund = read.WordSet{"退款": true, "退费": true, "refund": true, "refunded": true, "remboursé": true, "erstattet": true, "rückerstattet": true, "reembolsado": true, "devuelto": true,
	"rimborsato": true, "возврат": true, "возвращено": true}

// A bid is a column's claim to a role that only one column can have.
type bid struct{ col, sure int }

// least is how sure a column must be of a role.
const least = 40

// assign gives the roles out, to the surest column first.
func (g *guesser) assign(shape intake.Shape) {
	n := len(g.headers)
	g.roles, g.sure, g.why = make([]intake.Role, n), make([]int, n), make([]string, n)
	var bids []bid
	often := -1
	if shape == intake.PerCustomer && !slices.ContainsFunc(g.meanings, func(m meaning) bool { return m.role == intake.Visits && m.exact }) {
		often = g.countsVisits()
	}
	for col, m := range g.meanings {
		if col == often {
			g.set(col, intake.Visits, 80, intake.WhyHeader)
			continue
		}
		g.set(col, intake.Other, 0, intake.WhyNone)
		switch {
		case m.role == intake.Ignore && m.sure > 0 || m.role == intake.Result:
			g.set(col, m.role, m.sure, intake.WhyHeader)
		case m.role == intake.Other:
			if g.set(col, intake.Other, m.sure, intake.WhyHeader); m.sure == 0 {
				g.why[col] = intake.WhyNone
			}
		default:
			bids = append(bids, bid{col, g.weigh(col, shape)})
		}
		if g.facts[col].filled == 0 && g.headers[col] == "" || g.facts[col].filled == 0 && g.m.HeaderRow < 0 {
			g.set(col, intake.Ignore, 90, intake.WhyValues)
		}
	}
	sort.SliceStable(bids, func(i, j int) bool { return bids[i].sure > bids[j].sure })
	for _, b := range bids {
		m := g.meanings[b.col]
		if r := m.role; b.sure >= least && (g.holder(r) < 0 || !r.Single() && m.exact) {
			g.set(b.col, r, min(b.sure, 100), intake.WhyHeader)
		}
	}
	g.leaveNet()
	g.preferWhole()
	g.promoteName()
	g.promotePhone()
	g.preferOwn()
	g.preferRow(shape)
	for _, f := range fallbacks {
		f(g)
	}
	g.leaveNet()
	g.byWords()
	g.strongly()
}

func (g *guesser) set(col int, r intake.Role, sure int, why string) {
	g.roles[col], g.sure[col], g.why[col] = r, sure, why
}

func (g *guesser) holder(r intake.Role) int { return slices.Index(g.roles, r) }

// weigh says how sure the meaning of a header is in a shape, in the light of the column's values.
func (g *guesser) weigh(col int, shape intake.Shape) int {
	m, f := g.meanings[col], &g.facts[col]
	sure := m.sure
	if shape == intake.PerCustomer && m.grain == ofVisit || shape == intake.PerVisit && m.grain == ofCustomer {
		sure -= 15
	}
	if shape == intake.PerCustomer && m.role == intake.Amount && m.grain == either && m.sure == receivedInAll {
		sure = Received // 实收总额 beside 消费总额
	}
	fits := f.fits(m.role)
	switch {
	case f.sampled == 0:
		sure -= 20
	case m.role == intake.Refund && f.sums > 0:
		sure = 0 // sums refunded, or codes of which nobody says which is the refund
	case m.role == intake.AsOf && m.sure <= 70 && len(f.seen) > 1:
		sure = 0 // a report date in every row is the row's own
	case m.role == intake.Status && f.share(f.dates) >= 80 && endsIn(spell(g.headers[col]).compact, statusDays):
		sure = 0
	case m.role == intake.Name && m.sure == perhapsName && g.isMark(col):
		sure = 0 // Student: yes
	case m.role == intake.Visits && fits < 50 && (f.numbers == 0 || f.numbers < f.sampled && bareOften.Has(g.headers[col])):
		sure = 0 // Weekly, BID: how often something is to be done
	case m.role == intake.Order && m.sure <= 75 && f.share(f.small) >= 80 && f.fresh() < 90:
		sure = 0 // the day's queue numbers
	case m.role == intake.Refund && m.sure > weak:
	case m.role == intake.Refund && fits == 0:
		sure = 0
	case fits < 50 && fits > 0 && m.exact && sure > weak:
		sure = max(least, sure-40) // the column meant, in a bad state
	case fits < 50:
		sure -= 40
	}
	if m.role == intake.Customer && m.sure < weak && (f.numbersRows() || g.numbersOrders(col)) {
		sure = 0 // 编号 over 1, 2, 3 … numbers the rows
	}
	return sure
}

// statusDays end headers of the day on which something came to be as its status says.
var statusDays = list("statusdate,statustime,状态日期,状态时间")

// perhapsName is how sure a header is that names customers of some kind, or says by a mark who is of it.
const perhapsName = 72

var markWords = read.Words("yes,no,y,n,true,false,0,1,x,是,否,√,ja,nein,oui,non,sí,si")

// isMark tells whether nothing but yes and no stands in a column.
func (g *guesser) isMark(col int) bool {
	for c := range g.facts[col].seen {
		if !markWords[read.Fold(g.v.T.Text(c))] {
			return false
		}
	}
	return true
}

// bareOften are headers of how often that may be said in words.
var bareOften = Words("frequency,频率,频次,频度")

// leaveNet lets a sum of refunds be where the amount is net of it, as its header says.
func (g *guesser) leaveNet() {
	amount, refunded := g.holder(intake.Amount), g.holder(intake.Refunded)
	if amount < 0 || refunded < 0 {
		return
	}
	k := spell(g.headers[amount])
	if strings.Contains(k.compact, "净") || slices.Contains(strings.Fields(k.spaced), "net") {
		g.set(refunded, intake.Other, g.sure[refunded], intake.WhyHeader)
	}
}

// promoteName lets the customer's name stand for the customer when no id does, or only a weak one. "Name" over #1001,
// #1002 names orders, as the exports of some shops have it; then even a weak id is better.
func (g *guesser) promoteName() {
	name, id := g.holder(intake.Name), g.holder(intake.Customer)
	if name < 0 || id >= 0 && g.sure[id] >= weak-10 {
		return
	}
	if f := &g.facts[name]; id >= 0 && f.share(f.numbers+f.figures) >= 80 {
		return
	}
	if id >= 0 {
		g.set(id, intake.Other, g.sure[id], intake.WhyHeader)
	}
	g.roles[name] = intake.Customer
}

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

func (g *guesser) shape() intake.Shape {
	m := g.m
	m.Columns = g.columns()
	return shapeOf(m)
}

func (g *guesser) columns() []intake.Column {
	list := make([]intake.Column, len(g.headers))
	for i := range list {
		f := &g.facts[i]
		list[i] = intake.Column{Index: i, Header: g.headers[i], Role: g.roles[i], Confidence: g.sure[i], Why: g.why[i],
			Kind: f.kind(), Filled: f.filled, Examples: g.examples(i)}
	}
	return list
}

// examples are the first distinct values of a column.
func (g *guesser) examples(col int) []string {
	const enough, depth = 3, 200
	var list []string
	for row := g.m.HeaderRow + 1; row < min(g.v.T.Rows, g.m.HeaderRow+depth) && len(list) < enough; row++ {
		c := g.v.T.Cell(row, col)
		if text := read.Clip(g.v.T.Text(c)); g.v.TraitsOf(c)&read.IsEmpty == 0 && !slices.Contains(list, text) {
			list = append(list, text)
		}
	}
	return list
}
