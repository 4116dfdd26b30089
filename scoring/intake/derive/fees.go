package derive

import (
	"math/bits"
	"strings"

	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/header"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// A service of payments, or a market place, writes what the customer paid, its own fee, and what is left of it: Gross, Fee, Net; 订单金额,
// 服务费, 商家实收. The customer paid the first.
var (
	nets     = header.Words("net,net amount,净额,净收入,净金额")
	feeEnds  = [...]string{"手续费", "技术服务费", "平台服务费", "交易服务费", "平台费", "渠道费", "佣金", "扣点"}
	feeWords = header.Words("fee,fees,fee amount,processing fee,processing fees,transaction fee,transaction fees,stripe fee,stripe fees,paypal fee,paypal fees,platform fee,platform fees,commission,commissions,merchant fee,merchant fees,service fee,payment fee,payment fees,服务费,平台扣费,扣费")
)

// plans are words of what is aimed at, or what a thing cost the house: it bears a sum by chance only.
var plans = [...]string{"成本", "预算", "目标", "提成", "计划", "指标", "额度", "budget", "target", "forecast", "goal", "limit"}

func isPlan(name string) bool {
	return isOf(strings.ReplaceAll(name, "项目", ""), plans[:]) || header.Compact(name) == "cost"
}

// isFee tells a header of what a service keeps.
func isFee(name string) bool {
	return feeWords.Has(name) || endsIn(name, feeEnds[:])
}

// beforeFee takes the gross amount instead of the net one, where the two differ by the fees in every row. Where discounts were taken
// off the gross amount, too, the fees are added to the net one. What the file calls received stays the amount. Either is said.
func (d *deriver) beforeFee(net int) bool {
	var cost, off, others []int
	for _, c := range d.m.Columns {
		switch {
		case c.Index == net || c.Made || !d.isNumeric(c.Index):
		case isFee(c.Header):
			cost = append(cost, c.Index)
		case rebates.Has(c.Header) || strings.HasSuffix(header.Compact(c.Header), "优惠"):
			off = append(off, c.Index)
		case !header.NotMoney(c.Header) && !isPlan(c.Header):
			others = append(others, c.Index)
		}
	}
	if len(cost) == 0 {
		return false
	}
	gross, rebated := -1, false
	for _, c := range others {
		switch {
		case gross >= 0 && header.AmountSure(d.m.Columns[c].Header) <= header.AmountSure(d.m.Columns[gross].Header):
		case d.isLeft(net, c, cost, nil):
			gross, rebated = c, false
		case gross < 0 && len(off) > 0 && d.isLeft(net, c, cost, off):
			gross, rebated = c, true
		}
	}
	if gross < 0 {
		return false
	}
	d.m.Net, d.m.Fees = net+1, d.names(cost, " + ")
	for _, w := range [...]string{"实收", "实付", "received", "collected"} {
		if strings.Contains(header.Compact(d.m.Columns[net].Header), w) {
			d.m.Net = gross + 1
			return true
		}
	}
	if !rebated {
		d.give(gross, intake.Amount)
		return true
	}
	sum, less := d.total([]int{net}), d.columnsOf(cost)
	d.add(d.names(append([]int{net}, cost...), " + "), intake.Amount, func(row int) sheet.Derived {
		all := sum(row)
		for _, c := range less {
			if m, st := d.money(row, c.col, c.writing); all.IsNumber && st == read.Readable {
				all.Coef += int64(max(m, -m))
			}
		}
		return all
	})
	return true
}

// isLeft tells whether an amount is in every row what fees, and discounts, leave of another, and less of it in some.
func (d *deriver) isLeft(net, gross int, cost, off []int) bool {
	of, fees, less := d.columnsOf([]int{gross, net}), d.columnsOf(cost), d.columnsOf(off)
	some := false
	for row := d.from(); row < d.t.Rows; row++ {
		var sums [2]decimal.Money
		for i, c := range of {
			m, st := d.money(row, c.col, c.writing)
			if st != read.Readable && st != read.Missing || m > 1<<50 || m < -1<<50 {
				return false
			}
			sums[i] = m
		}
		kept, rebate := decimal.Money(0), decimal.Money(0)
		for _, c := range fees {
			m, _ := d.money(row, c.col, c.writing)
			kept += m
		}
		for _, c := range less {
			m, _ := d.money(row, c.col, c.writing)
			rebate += max(m, -m)
		}
		if left := sums[0] - rebate - sums[1]; left != kept && left != -kept || sums[0] > 0 && left < 0 {
			return false
		}
		some = some || kept != 0 && (off == nil || rebate != 0)
	}
	return some
}

// arrivals are headers of what reached the house of a payment, when a bank or a service has kept its fee.
var arrivals = header.Words("到账金额,实际到账,实际到账金额,入账金额,到账")

// arrives tells whether a column is what reached the house of another: in some rows less, by a fee of at most a tenth, at the rate of the
// largest sum in all of them.
func (d *deriver) arrives(col, of int) bool {
	const part, some, cent = 10, 2, 100 // of which one may be kept; as many rows show a rate
	if !arrivals.Has(d.m.Columns[col].Header) || arrivals.Has(d.m.Columns[of].Header) {
		return false
	}
	came, _ := d.sampled(col)
	paid, _ := d.sampled(of)
	var all, most decimal.Money // the largest sum of which something was kept, and that
	for i, m := range came {
		if kept := paid[i] - m; m != unread && paid[i] != unread && kept != 0 && max(paid[i], -paid[i]) > all {
			all, most = max(paid[i], -paid[i]), max(kept, -kept)
		}
	}
	if part*most > all {
		return false
	}
	rows := 0
	for i, m := range came {
		if m == unread || paid[i] == unread || m == paid[i] {
			continue
		}
		sum, kept := paid[i], paid[i]-m
		if sum < 0 {
			sum, kept = -sum, -kept
		}
		if kept < 0 || part*kept > sum {
			return false
		}
		hi, lo := bits.Mul64(uint64(most), uint64(sum))
		at, _ := bits.Div64(hi, lo, uint64(all))
		if diff := kept - decimal.Money(at); max(diff, -diff) > cent {
			return false
		}
		rows++
	}
	return rows >= some
}

// beforeArrival finds what was paid of an amount that reached the house; -1 where nothing says so.
func (d *deriver) beforeArrival(amount int) int {
	for _, c := range d.figures() {
		if header.AmountSure(d.m.Columns[c].Header) >= header.AmountSure(d.m.Columns[amount].Header) && d.arrives(amount, c) {
			return c
		}
	}
	return -1
}

// explains are words of columns that say what a net amount lacks.
var explains = [...]string{"discount", "fee", "tax", "vat", "gst", "refund", "return", "tip", "coupon", "rebate", "adjust", "shipping", "cost", "优惠", "折", "费", "税", "退", "减"}

// lessThanGross tells whether a net amount is less than a gross one, and no other column says why: fees, or what was let off.
func (d *deriver) lessThanGross(net int) bool {
	if !nets.Has(d.m.Columns[net].Header) && !header.IsNet(d.m.Columns[net].Header) {
		return false
	}
	gross := -1
	for _, c := range d.m.Columns {
		name := header.Compact(c.Header)
		if c.Index == net || c.Made || !d.isNumeric(c.Index) {
			continue
		}
		for _, w := range explains {
			if strings.Contains(name, w) {
				return false
			}
		}
		if strings.Contains(name, "gross") {
			gross = c.Index
		}
	}
	for row := d.from(); gross >= 0 && row < d.t.Rows; row++ {
		if d.t.Cell(row, gross) != d.t.Cell(row, net) {
			return true
		}
	}
	return false
}

// net tells, and asks where the header does not say so, whether the amount is what was left after refunds: then price − discounts − refund = amount in every row that
// has all of them, and some refund is none.
func (d *deriver) net(amount int) bool {
	back := d.m.Column(intake.Refunded)
	if back < 0 {
		return false
	}
	var gross, off []int
	for _, c := range d.m.Columns {
		switch {
		case c.Index == amount || c.Index == back || !d.isNumeric(c.Index):
		case discounts.Has(c.Header):
			off = append(off, c.Index)
		case grosses.Has(c.Header) || header.AmountSure(c.Header) > 0:
			gross = append(gross, c.Index)
		}
	}
	for _, g := range gross {
		if rows, refunds, sum := d.balances(g, off, back, amount); rows >= 2 && refunds > 0 {
			if d.answers.To("amount", "") == "" && isReceived(d.m.Columns[amount].Header) { // and the sum bears its header out
				d.give(back, intake.Other)
				return true
			}
			said := d.said("amount", "net")
			d.askAmount("net", said, amount)
			d.doubts[len(d.doubts)-1].Rows, d.doubts[len(d.doubts)-1].Money = refunds, sum
			d.doubts[len(d.doubts)-1].Columns = []int{amount, back}
			if said == "net" {
				d.give(back, intake.Other)
			}
			return true
		}
	}
	return false
}

// balances counts the rows, and those with a refund, when the sum is right in all of them.
func (d *deriver) balances(gross int, off []int, back, amount int) (rows, refunds int, sum decimal.Money) {
	writing := map[int]read.Writing{}
	for _, col := range append([]int{gross, back, amount}, off...) {
		writing[col] = d.v.Writing(col, d.from())
	}
	at := func(row, col int) (decimal.Money, bool) {
		m, st := d.money(row, col, writing[col])
		return m, st == read.Readable || st == read.Missing
	}
	for row := d.from(); row < d.t.Rows; row++ {
		if d.t.Cell(row, gross).Kind == sheet.Empty || d.t.Cell(row, amount).Kind == sheet.Empty {
			continue
		}
		left, ok := at(row, gross)
		for _, col := range off {
			m, fine := at(row, col)
			left, ok = left-max(m, -m), ok && fine
		}
		r, fine := at(row, back)
		a, good := at(row, amount)
		if !ok || !fine || !good {
			continue
		}
		if r = max(r, -r); left-r != a {
			return 0, 0, 0
		}
		if rows++; r != 0 {
			refunds++
			sum += r
		}
	}
	return rows, refunds, sum
}
