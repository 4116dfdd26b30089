package derive

import (
	"slices"
	"strconv"
	"strings"

	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/fate"
	"fenji/scoring/intake/header"
	"fenji/scoring/intake/read"
)

// The headers of which an amount can be made.
var (
	payments = header.Words("现金,微信,支付宝,医保,刷卡,银联,pos刷卡,pos机,银行卡,转账,信用卡,借记卡,花呗,云闪付,扫码,聚合支付,对公转账,银行转账,支票,美团,抖音,商保,商业保险,保险,统筹,个人账户,个账,自费,个人,pos," +
		"cash,wechat,wechat pay,weixin,alipay,card,credit card,debit card,credit,debit,insurance,paypal,unionpay,bank transfer,transfer,cheque,check," +
		"apple pay,google pay,venmo,zelle,ach,medicare,medicaid,copay,co-pay,patient paid,insurance paid")
	payTails  = strings.Split("支付金额,付款金额,支付,付款,收款,收入,金额,实收,收费, amount, payment, paid, payments", ",")
	grosses   = header.Words("原价,原价金额,应收,应收金额,总价,标价,标准金额,gross,gross amount,gross total,list price,original price,subtotal,总金额,合计")
	discounts = header.Words("优惠,优惠金额,折扣,折扣金额,减免,减免金额,折让,discount,discounts,discount amount,抹零")
)

// amount holds the column of amounts against the other figures.
func (d *deriver) amount() {
	col := d.m.Column(intake.Amount)
	why := ""
	if col >= 0 {
		why = d.m.Columns[col].Why
	}
	said := d.answers.To("amount", "")
	if cols := d.columnsIn(said, "column"); len(cols) == 1 {
		if cols[0] != col {
			d.give(cols[0], intake.Amount)
		}
		d.askAmount("", said, cols[0])
		return
	}
	if why == intake.WhyHeader {
		if col = d.notOrdinal(col); col < 0 {
			return
		}
	}
	d.returns()
	switch quantity, price := d.factors(); {
	case why == intake.WhyUser:
	case quantity >= 0 && price >= 0 && (why != intake.WhyHeader || col == price && !d.isProduct(price, quantity, price)): // of more than one each
		if said == "" || said == "product" {
			d.add(d.m.Columns[quantity].Header+" × "+d.m.Columns[price].Header, intake.Amount, d.product(quantity, price))
		}
		d.askAmount("product", d.said("amount", "product"), d.m.Column(intake.Amount))
	case col < 0 && quantity < 0 && price >= 0 && len(d.figures()) == 1 && d.m.HeaderRow >= 0:
		d.give(price, intake.Amount)
		d.askAmount("", d.said("amount", "keep"), price)
	case why != intake.WhyHeader && len(d.payments()) >= 2:
		list := d.payments()
		if said == "" || said == "sum" {
			d.add(d.names(list, " + "), intake.Amount, d.total(list))
		}
		d.askAmount("sum", d.said("amount", "sum"), d.m.Column(intake.Amount))
	case col < 0 && d.m.HeaderRow >= 0 && len(d.payments()) == 1:
		d.give(d.payments()[0], intake.Amount)
		d.askAmount("", d.said("amount", "keep"), d.m.Column(intake.Amount))
	case col >= 0 && d.inYuan(col) >= 0:
		d.take(d.inYuan(col))
	case why == intake.WhyHeader && d.insteadOf(col) >= 0:
		d.give(d.insteadOf(col), intake.Amount)
		d.askAmount("", d.said("amount", "keep"), d.m.Column(intake.Amount))
	case why == intake.WhyHeader && (d.besidePaidIn(col) || d.beside(col, incomes.Has, outlays.Has) >= 0):
		d.askAmount("", d.said("amount", "keep"), col)
	case why == intake.WhyHeader && d.running(col):
	case why == intake.WhyHeader && d.beforeFee(col):
	case why == intake.WhyHeader && d.beforeArrival(col) >= 0:
		d.give(d.beforeArrival(col), intake.Amount)
	case why == intake.WhyHeader && d.byRelation(col):
	case why == intake.WhyHeader && d.differs(col):
	case why == intake.WhyHeader && d.notAll(col):
	case why == intake.WhyHeader && d.atRate(col):
	case d.inParts(col):
	case why == intake.WhyHeader && d.unitColumn() >= 0:
		d.add(d.m.Columns[col].Header+" × "+d.m.Columns[d.unitColumn()].Header, intake.Amount, d.inUnits(col, d.unitColumn()))
	case why == intake.WhyHeader && d.m.Columns[col].Confidence <= vagueAmount && len(d.rivals(col)) > 0:
		d.askAmount("", d.said("amount", "keep"), col)
	case why == intake.WhyHeader && (d.hasTwin(col) || d.byInstalments(col)):
		d.askAmount("twin", d.said("amount", "keep"), col)
	case why == intake.WhyHeader && d.lessThanGross(col):
		d.askAmount("twin", d.said("amount", "keep"), col)
	case why == intake.WhyHeader:
		d.net(col)
	case col >= 0 && len(d.figures()) == 1 && header.IsPlainMoney(d.m.Columns[col].Header):
	case col >= 0 && (d.m.HeaderRow >= 0 || len(d.figures()) > 1):
		d.askAmount("", d.said("amount", "keep"), col)
	}
}

// What is paid in, and what is spent of it later; headers say of either how far back it goes, and that it is a sum.
var (
	paidIn   = header.Words("充值,充值本金,实充,储值")
	spent    = header.Words("消耗,耗卡,划扣,实耗,核销")
	spending = header.Words("消费金额,消费,本次消费,本次消费金额") // of stored value, or sales of their own
	reaches  = [...]string{"累计", "历史", "总"}
	sumTails = [...]string{"总金额", "总额", "金额", "合计", "总计", "额"}
)

func isPaidIn(name string) bool { return paidIn.Has(stem(name)) }
func isSpent(name string) bool  { return spent.Has(stem(name)) }

// stem is a header without words of how far back a sum goes, and of its being one. What says neither is none: 充值 is no sum.
func stem(name string) string {
	name = header.Compact(name)
	of := name
	for _, w := range reaches {
		of = strings.TrimPrefix(of, w)
	}
	for _, w := range sumTails {
		if rest, ok := strings.CutSuffix(of, w); ok {
			of = rest
			break
		}
	}
	if of == name && !strings.HasSuffix(name, "本金") {
		return ""
	}
	return of
}

// What came in, and what went out: to others, or back to the customer.
var (
	incomes = header.Words("收入,收入金额")
	outlays = header.Words("支出,支出金额")
)

// beside finds a column of some figures whose header is of one sort, beside an amount whose header is of another; -1 when there is none.
func (d *deriver) beside(amount int, own, other func(name string) bool) int {
	for _, i := range d.figures() {
		if own(d.m.Columns[amount].Header) && other(d.m.Columns[i].Header) && d.anything(i) {
			return i
		}
	}
	return -1
}

// insteadOf finds a column that is rather the amount than one of the same sort: of the currency of more rows, or of stored value paid
// in, not spent. -1 when there is none.
func (d *deriver) insteadOf(col int) int {
	if i := d.beside(col, isSpent, isPaidIn); i >= 0 {
		return i
	}
	own := d.m.Columns[col]
	for _, i := range d.figures() {
		c := d.m.Columns[i]
		a, b := read.CurrencyNamed(own.Header), read.CurrencyNamed(c.Header)
		if a != 0 && b != 0 && a != b && c.Filled > own.Filled && header.AmountSure(c.Header) > 0 {
			return i
		}
	}
	return -1
}

// differs asks about a total from which the ways of paying differ in some rows, although they make it in most. What was received, by its
// header and by a sum, was paid in some other way where they are less.
func (d *deriver) differs(col int) bool {
	list := d.payments()
	if len(list) < 2 {
		return false
	}
	whole := list
	for _, c := range d.m.Columns { // what was paid with stored value is no payment, and a part of the total all the same
		if c.Role == intake.Other && c.Index != col && !c.Made && d.isNumeric(c.Index) && !slices.Contains(list, c.Index) && fate.IsStoredPart(read.FateWord(c.Header)) {
			whole = append(slices.Clip(whole), c.Index)
		}
	}
	own, sum, all := d.written(col), d.total(list), d.total(whole)
	same, other, shown, above := 0, decimal.Money(0), []int(nil), false
	for row := d.from(); row < d.t.Rows; row++ {
		m, st := d.money(row, col, own)
		paid := all(row)
		if st != read.Readable || !paid.IsNumber || max(m, -m) > 1<<50 {
			continue
		}
		if m == decimal.Money(paid.Coef) {
			same++
		} else {
			other, shown, above = other+m, append(shown, row), above || decimal.Money(paid.Coef) > m
		}
	}
	proved := isReceived(d.m.Columns[col].Header) && d.borneOut()
	if len(shown) == 0 || same < len(shown) || proved && !above {
		return false
	}
	said := d.said("amount", "keep")
	if said == "sum" {
		d.add(d.names(list, " + "), intake.Amount, sum)
	}
	d.ask(intake.Doubt{Code: "amount", Form: "differs", Columns: []int{col}, Rows: len(shown), Money: other, Meanwhile: said, Answers: []string{"keep", "sum"},
		Shown: shown[:min(len(shown), 100)], Args: []string{"header", d.m.Columns[col].Header, "columns", d.names(list, " + "), "rows", strconv.Itoa(len(shown)), "money", other.String()}})
	return true
}

// inParts adds up the parts of which the amount consists, where it does, and asks about it.
func (d *deriver) inParts(col int) bool {
	add, off := d.parts(col)
	if add == nil {
		return false
	}
	if total := d.totalOf(add, off); total >= 0 {
		d.give(total, intake.Amount)
		return true
	}
	d.askParts(add, off, "sum")
	return true
}

// vagueAmount is how sure a header may be that another figure beside it is asked about: price, charge, list price.
const vagueAmount = 66

// rivals are other figures that nothing says to be something else. The price of the list is none beside what it was brought down to, nor
// is the price of one thing where as many of it make the amount.
func (d *deriver) rivals(amount int) (list []int) {
	if d.borneOut() {
		return nil
	}
	quantity, price := d.factors()
	sure, isDeal := header.AmountSure(d.m.Columns[amount].Header), header.IsDealPrice(d.m.Columns[amount].Header)
	for _, c := range d.figures() {
		if other := header.AmountSure(d.m.Columns[c].Header); isDeal && other > 0 && other < sure || sure > other && header.IsListPrice(d.m.Columns[c].Header) ||
			c != amount && (d.inSum[c] || quantity >= 0 && (c == price || header.IsUnitPrice(d.m.Columns[c].Header)) && d.isProduct(amount, quantity, c)) {
			continue
		}
		if len(d.inSum) > 0 && isPlan(d.m.Columns[c].Header) {
			continue // what others get of what is made up
		}
		if incomes.Has(d.m.Columns[amount].Header) && (isPlan(d.m.Columns[c].Header) || nets.Has(d.m.Columns[c].Header)) {
			continue // what others get of it, and what that leaves
		}
		if c != amount && d.m.Columns[c].Why != intake.WhyHeader && d.m.Columns[c].Why != intake.WhyValues && !(d.m.Columns[c].Header == "" && d.numbersRows(c)) {
			list = append(list, c)
		}
	}
	return list
}

// numbersRows tells a column that counts the rows, as programs write before the first.
func (d *deriver) numbersRows(col int) bool {
	before, met := int64(0), false
	for row := d.from(); row < d.t.Rows; row++ {
		n, st := d.v.Count(d.t.Cell(row, col))
		if st != read.Readable || met && int64(n) != before+1 {
			return false
		}
		before, met = int64(n), true
	}
	return met
}

// hasTwin tells whether the header of another column speaks of the amount just as surely, and its figures differ. What was received has
// no twin in what was not, nor has the row's own what its customer or her day received in all.
func (d *deriver) hasTwin(amount int) bool {
	sure, received := header.AmountSure(d.m.Columns[amount].Header), header.IsReceived(d.m.Columns[amount].Header)
	for _, c := range d.figures() {
		if c == amount || d.poorer[c] || d.arrives(c, amount) || d.m.Columns[c].Role != intake.Other || d.m.Columns[c].Why == intake.WhyValues || isSoFar(d.m.Columns[c].Header) || header.AmountSure(d.m.Columns[c].Header) < sure || received && !header.IsReceived(d.m.Columns[c].Header) {
			continue
		}
		if d.differ(c, amount) && !d.isForeign(c, amount) {
			return true
		}
	}
	return false
}

// differ tells whether two columns say other sums in some row.
func (d *deriver) differ(a, b int) bool {
	of, by := d.v.Writing(a, d.from()), d.v.Writing(b, d.from())
	for row := d.from(); row < d.t.Rows; row++ {
		if d.t.Cell(row, a) == d.t.Cell(row, b) && d.unitSaid(d.m.Columns[a].Header) == d.unitSaid(d.m.Columns[b].Header) {
			continue
		}
		x, one := d.money(row, a, of)
		if y, two := d.money(row, b, by); x != y || one != two {
			return true
		}
	}
	return false
}

// instalments are headers of what is paid of an amount at a time.
var instalments = header.Words("每期金额,每期应付,每期应还,每期还款,每期付款,每期,期款,月供,月付,月付金额,每月付款,每月还款,installment amount,instalment amount,installment,instalment,amount per installment,monthly payment,monthly installment,monthly instalment")

// byInstalments tells whether something is paid at a time, and nothing says that the amount is.
func (d *deriver) byInstalments(amount int) bool {
	if isReceived(d.m.Columns[amount].Header) {
		return false
	}
	for _, c := range d.figures() {
		if c != amount && instalments.Has(d.m.Columns[c].Header) && d.anything(c) {
			return true
		}
	}
	return false
}

// askAmount asks which column is the amount, with the sums of all that may be.
func (d *deriver) askAmount(form, meanwhile string, col int) {
	sum, rows := d.sum(col)
	q := intake.Doubt{Code: "amount", Form: form, Columns: []int{max(col, 0)}, Rows: rows, Money: sum, Meanwhile: meanwhile}
	name := ""
	if col >= 0 {
		name = d.m.Columns[col].Header
	}
	q.Args = []string{"header", name, "money", sum.String()}
	switch form {
	case "product":
		q.Answers = []string{"product"}
	case "sum":
		list := d.payments()
		q.Answers = []string{"sum"}
		q.Args = append(q.Args, "n", strconv.Itoa(len(list)), "columns", d.names(list, " + "))
	case "parts":
		q.Answers = []string{"sum"}
	case "running":
		q.Answers = []string{"steps", "keep"}
	case "returns":
		q.Answers = []string{"off", "leave"}
		d.ask(q)
		return
	case "net":
		q.Answers = []string{"net", "keep"}
		d.ask(q)
		return
	default:
		if !d.m.Columns[max(col, 0)].Made && !strings.HasPrefix(meanwhile, "column:") {
			q.Answers = []string{"keep"}
		}
	}
	const most = 6
	for _, c := range d.figures() {
		if len(q.Answers) <= most && (c != col || strings.HasPrefix(meanwhile, "column:")) {
			id := columnID(c)
			sum, _ := d.sum(c)
			q.Answers = append(q.Answers, id)
			q.Args = append(q.Args, id, d.m.Columns[c].Header+" ("+sum.String()+")")
		}
	}
	d.ask(q)
}

// payments are the columns of ways of paying. What was paid with stored value or coupons is no money.
func (d *deriver) payments() (list []int) {
	for _, c := range d.m.Columns {
		if (c.Role == intake.Other || c.Role == intake.Amount && c.Why != intake.WhyHeader) && !c.Made && d.isPayment(c.Header) && d.isNumeric(c.Index) {
			list = append(list, c.Index)
		}
	}
	return list
}

func (d *deriver) isPayment(name string) bool {
	if payments.Has(name) {
		return true
	}
	low := strings.Map(read.Simplified, strings.ToLower(name))
	for _, tail := range payTails {
		if short, ok := strings.CutSuffix(low, tail); ok && payments.Has(short) {
			return true
		}
	}
	return false
}

// figures are the columns that could be the amount: numbers that are not something else by their headers.
func (d *deriver) figures() (list []int) {
	for _, c := range d.m.Columns {
		if (c.Role == intake.Other || c.Role == intake.Amount) && !c.Made && c.Index+1 != d.ordinal && !(c.Role == intake.Other && header.IsBareCount(c.Header)) && !header.NotMoney(c.Header) && (c.Kind == "number" || c.Kind == "money") {
			list = append(list, c.Index)
		}
	}
	return list
}

func (d *deriver) isNumeric(col int) bool {
	k := d.m.Columns[col].Kind
	return k == "number" || k == "money"
}

func (d *deriver) names(cols []int, between string) string {
	var names []string
	for _, c := range cols {
		names = append(names, d.m.Columns[c].Header)
	}
	return strings.Join(names, between)
}
