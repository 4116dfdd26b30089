package derive

import (
	"math/bits"
	"strings"

	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/header"
	"fenji/scoring/intake/read"
)

// Columns of money bear each other out: 95 and a service fee of 5 are 100, 120 less a discount of 20 is 100, of 1000 there is 800
// still to pay. Where such a sum is right in nearly all rows it says which of its columns was paid, whatever their headers are worth:
// the one with what is put on top, without what is let off, without what is owed. Headers say what the others are.

// A share is what a column is of a payment.
type share struct {
	col  int
	of   []decimal.Money
	kind shareKind
}

type shareKind uint8

const (
	onTop  shareKind = 1 << iota // tax, a tip, what bringing costs
	letOff                       // a discount
	undone                       // what was called off again, or collected for somebody else
	change                       // what was handed back of the cash that was given
	given                        // what was given beside stored value
	owed                         // what is not paid yet
)

// shareKinds tell them by their headers.
var shareKinds = [...]struct {
	kind shareKind
	is   func(name string) bool
}{{owed, header.IsOwed}, {letOff, isRebate}, {letOff, adjusting.Has}, {undone, undoing.Has}, {change, changing.Has}, {undone, forOthers.Has}, {given, gifts.Has}, {onTop, isOnTop}}

var (
	lettingOff = header.Words("scholarship,bursary,financial aid,rabatt,nachlass,remise,réduction,descuento,sconto,desconto,korting,让利,让利金额,promo,promo amount,会员折扣,割引,割引額,値引,値引き,値引額,할인,할인금액,할인액,포인트사용,쿠폰할인,скидка")
	adjusting  = header.Words("adjustment,adjustments,adjustment amount,adj,write off,write-off,writeoff,write offs") // only where a sum says so
	changing   = header.Words("找零,找零金额,change,change due,change given")
	undoing    = header.Words("取消金额,已取消金额,作废金额,冲减金额,冲销金额,核减金额,撤销金额,cancelled amount,canceled amount,amount cancelled,amount canceled,cancelled total,voided amount,void amount,amount voided,reversed amount")
	forOthers  = header.Words("代收货款,代收款,代收金额,代收,代收费,代收费用,代收货款金额,代收代付,代收代付金额,collected for others,collected on behalf")
	gifts      = header.Words("赠送金额,赠送,赠金,赠送余额,赠额,bonus,bonus amount,bonus credit,gift amount")
	offTails   = [...]string{"优惠", "优惠金额", "优惠总额", "折扣金额", "减免", "减免金额", "抵扣", "抵扣金额", "奖学金", "discount", "discounts"}
	toppings   = header.Words("cgst,sgst,igst,mwst,ust,umsatzsteuer,mehrwertsteuer,steuer,trinkgeld,versandkosten,tva,pourboire,frais de port,livraison,iva,propina,envío,gastos de envío,mancia,spedizione,gorjeta,frete,btw,fooi,verzendkosten," +
		"消費税,消費税額,送料,부가세,부가가치세,세액,배송비,봉사료,ндс,чаевые,доставка,total tax,delivery fees,教材费,taxes and fees,shipping and handling,shipping handling,postage and packaging")
)

// isOnTop tells a header of what is put on top: isPart, and tax_amount, total tip.
func isOnTop(name string) bool {
	return isPart(name) || toppings.Has(name) || extras.Has(header.WithoutSum(name))
}

func isRebate(name string) bool {
	return rebates.Has(name) || lettingOff.Has(name) || endsIn(name, offTails[:])
}

// mostShares bounds how many shares are tried together, and sampledRows how many rows are looked at.
const (
	mostShares  = 6
	sampledRows = 2000
)

// sampled are the figures of a column in rows that lie evenly in the table; unread stands where there is none.
func (d *deriver) sampled(col int) (list []decimal.Money, anything bool) {
	writing := d.v.Writing(col, d.from())
	step := max(1, (d.t.Rows-d.from())/sampledRows)
	for row := d.from(); row < d.t.Rows; row += step {
		m, st := d.money(row, col, writing)
		if st != read.Readable || m > 1<<50 || m < -1<<50 {
			m = unread
		}
		list = append(list, m)
		anything = anything || m != unread && m != 0
	}
	return list, anything
}

const unread = decimal.Money(-1 << 62)

// Relations hold the amount and the other figures of a table against each other.
type relations struct {
	d      *deriver
	shares []share
	isOne  map[int]bool // whether a column is a share
	known  map[int][]decimal.Money
}

func (d *deriver) relations(amount int) *relations {
	r := &relations{d: d, isOne: map[int]bool{}, known: map[int][]decimal.Money{}}
	var tops []share
	for _, c := range d.m.Columns {
		if c.Index == amount || c.Made || !d.isNumeric(c.Index) || c.Role != intake.Other && c.Role != intake.Amount {
			continue
		}
		kind := shareOf(c.Header)
		of, any := d.sampled(c.Index)
		switch {
		case kind == 0 || !any:
			continue
		case kind == onTop:
			tops = append(tops, share{c.Index, of, kind})
		default:
			r.shares = append(r.shares, share{c.Index, of, kind})
		}
		r.isOne[c.Index] = true
	}
	r.shares = append(r.shares, tops...) // the fees of a bill may be many, and what is off it is not lost among them
	r.shares = r.shares[:min(len(r.shares), mostShares)]
	r.dropPayables(amount)
	return r
}

// shareOf is the kind of which a header speaks; 0 for none.
func shareOf(name string) shareKind {
	for _, k := range shareKinds {
		if k.is(name) {
			return k.kind
		}
	}
	return 0
}

// payables are headers of what is to be paid of a bill, which may be all of it.
var payables = header.Words("amount due,due amount,due")

// dropPayables lets what is due be no share of an amount where it is all of it but what was let off: nothing says that any of it was paid
// before.
func (r *relations) dropPayables(amount int) {
	kept := make([]share, 0, len(r.shares))
	for _, s := range r.shares {
		kinds, all := shareKind(0), false
		if s.kind == owed && payables.Has(r.d.m.Columns[s.col].Header) {
			kinds, all = r.leads(amount, s.col)
		}
		if all && kinds == letOff {
			delete(r.isOne, s.col)
		} else {
			kept = append(kept, s)
		}
	}
	r.shares = kept
}

func (r *relations) of(col int) []decimal.Money {
	if r.known[col] == nil {
		r.known[col], _ = r.d.sampled(col)
	}
	return r.known[col]
}

// leads tells whether shares make one column of another, the more complete one, and of which kinds they are.
func (r *relations) leads(from, to int) (kinds shareKind, ok bool) {
	a, z := r.of(from), r.of(to)
	for few := 1; few <= len(r.shares); few++ {
		for set := uint(1); set < 1<<len(r.shares); set++ {
			if bits.OnesCount(set) == few && r.fits(a, z, set) {
				for i, s := range r.shares {
					if set>>i&1 != 0 {
						kinds |= s.kind
					}
				}
				return kinds, true
			}
		}
	}
	return 0, false
}

// fits tells whether some of the shares are the difference of two columns in nearly all rows, and none in not all.
func (r *relations) fits(a, z []decimal.Money, set uint) bool {
	const cents = 200 // two of them: the tax of each line is rounded
	rows, wrong, told := 0, 0, 0
	for i := range a {
		if a[i] == unread || z[i] == unread {
			continue
		}
		left := z[i] - a[i]
		differ := left != 0
		for k, s := range r.shares {
			m := s.of[i]
			switch {
			case set>>k&1 == 0 || m == unread:
			case (s.kind == onTop) == (a[i] >= 0):
				left -= max(m, -m)
			default:
				left += max(m, -m)
			}
		}
		rows++
		if max(left, -left) > cents {
			if wrong++; wrong > len(a)/20 {
				return false
			}
		} else if differ {
			told++
		}
	}
	return rows >= 2 && told > 0 && 20*wrong <= rows
}

// best follows the sums from the amount to the column that was paid; kinds are of the last step. A header that has
// no word of money, or speaks of a plan, may bear such a sum by chance: it is doubtful.
func (r *relations) best(amount int, list []int) (col int, kinds shareKind, doubtful bool) {
	const steps = 4
	col = amount
	for range steps {
		next := -1
		for _, c := range list {
			if c == col || r.isOne[c] {
				continue
			}
			k, ok := r.leads(col, c)
			name := r.d.m.Columns[c].Header
			switch {
			case !ok:
			case isPlan(name) || r.sure(c) == 0 && !isTotal(name) && !isAdvance(name) && !isOf(name, moneyWords[:]):
				doubtful = true
			case next < 0 || r.sure(c) > r.sure(next):
				next, kinds = c, k
			}
		}
		if next < 0 {
			break
		}
		col = next
	}
	return col, kinds, doubtful
}

func (r *relations) sure(col int) int { return header.AmountSure(r.d.m.Columns[col].Header) }

// byRelation lets sums say which column was paid, and asks where they leave more than one.
func (d *deriver) byRelation(amount int) bool {
	r := d.relations(amount)
	if len(r.shares) == 0 {
		return false
	}
	best, kinds, doubtful := r.best(amount, d.figures())
	d.poorer = map[int]bool{}
	for _, c := range d.figures() {
		if c != best && !r.isOne[c] {
			_, d.poorer[c] = r.leads(c, best)
		}
	}
	if best == amount {
		if doubtful && !d.borneOut() {
			d.askAmount("", d.said("amount", "keep"), amount)
			return true
		}
		return d.stillOwed(r, amount) || d.net(amount) || d.bare(r, amount)
	}
	d.take(best)
	if kinds&owed != 0 && cameIn(d.m.Columns[best].Header) && !cameIn(d.m.Columns[amount].Header) {
		d.net(best)
		return true
	}
	switch sure := r.sure(best); {
	case kinds == change: // what was given less what was handed back was paid, whatever it is called
		d.net(best)
	case sure == 0 && !(kinds == onTop && isTotal(d.m.Columns[best].Header)):
		d.askAmount("", d.said("amount", "keep"), best)
	case kinds&owed != 0 && sure < header.Received, sure > 0 && sure < weakAmount && !(kinds == onTop && isTotal(d.m.Columns[best].Header)), isReceived(d.m.Columns[amount].Header):
		d.askAmount("twin", d.said("amount", "keep"), best)
	default:
		d.net(best)
	}
	return true
}

// weakAmount is how sure a header must be of an amount that sums bear out.
const weakAmount = 60

// isReceived tells a header that says what came in.
func isReceived(name string) bool {
	return header.IsReceived(name) && !isOf(name, []string{"net", "净"})
}

// incomings are words of what came in, and notYets of what is to come.
var (
	incomings = [...]string{"收款", "付款", "支付", "缴", "交费", "交款", "还款", "回款", "入账", "实收", "已收", "已付", "到账", "payment", "paid", "received", "receipt", "collected", "입금", "수납", "납부"}
	notYets   = [...]string{"应", "待", "未", "欠", "需", "拟", "计划", "约定", "可付", "可支付", "tobe", "due", "unpaid", "outstanding", "owed"}
)

// cameIn tells a header that speaks of what came in, although it may not say that nothing else is in it.
func cameIn(name string) bool {
	return isReceived(name) || isOf(name, incomings[:]) && !isOf(name, notYets[:]) && !isAdvance(name)
}

// isTotal tells a header that speaks of all.
func isTotal(name string) bool {
	return isOf(name, []string{"总", "合计", "共", "含税", "incl", "aftertax", "total", "gross", "gesamt", "всего", "итого"})
}

// stillOwed takes what is owed off an amount that says nothing of what came in, and asks about it.
func (d *deriver) stillOwed(r *relations, amount int) bool {
	if cameIn(d.m.Columns[amount].Header) {
		return false
	}
	for _, c := range d.figures() {
		if c != amount && !r.isOne[c] {
			if k, ok := r.leads(c, amount); ok && k&owed != 0 {
				return false
			}
		}
	}
	var off []int
	all := r.of(amount)
	for _, s := range r.shares {
		name := header.Compact(d.m.Columns[s.col].Header)
		if name == "余款" || name == "balance" && d.m.Shape == intake.PerCustomer { // what is left on a card
			continue
		}
		within := s.kind == owed && !strings.Contains(name, "remaining") // where payments are rows of their own
		none := name != "balance"
		for i, m := range s.of {
			within = within && (m == unread || m >= 0 && all[i] != unread && m <= max(all[i], 0))
			none = none || m == 0
		}
		if within && none {
			off = append(off, s.col)
		}
	}
	if len(off) == 0 {
		return false
	}
	d.askParts([]int{amount}, off, "sum")
	return true
}

// askParts takes the amount together of its parts, and asks about it.
func (d *deriver) askParts(add, off []int, meanwhile string) {
	said, names := d.said("amount", meanwhile), d.partsNames(add, off)
	if said == "sum" {
		d.add(names, intake.Amount, d.balance(add, off))
	}
	d.askAmount("parts", said, d.m.Column(intake.Amount))
	asked := &d.doubts[len(d.doubts)-1]
	asked.Args = append(asked.Args, "columns", names)
}
