package header

import (
	"slices"
	"sort"
	"strings"

	"fenji/scoring/intake"
	"fenji/scoring/intake/read"
)

// Columns bid for roles by their headers, and the surest is given each.

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
	case m.role == intake.Date && f.small == f.sampled && spell(g.headers[col]).compact == "日":
		sure = 0 // of the month that another column says
	case m.role == intake.Status && f.share(f.dates) >= 80 && endsIn(spell(g.headers[col]).compact, statusDays):
		sure = 0
	case m.role == intake.Name && m.sure == perhapsName && g.isMark(col):
		sure = 0 // Student: yes
	case m.role == intake.Visits && fits < 50 && (f.numbers == 0 || f.numbers < f.sampled && bareOften.Has(g.headers[col])):
		sure = 0 // Weekly, BID: how often something is to be done
	case m.role == intake.Order && m.sure <= 75 && f.share(f.small) >= 80 && f.fresh() < 90:
		sure = 0 // the day's queue numbers
	case m.role == intake.Order && g.holdsWords(col):
		sure = 0 // Invoice over Invoice and Credit Note
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
		if !markWords.Has(read.Fold(g.v.T.Text(c))) {
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
