package derive

import (
	"slices"
	"strings"

	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/header"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// What a customer paid may stand in parts: a price and its tax, the fees of what was done, what was let off. Where no header
// says that its column is all of it, the parts are added up, and asked about.

// The headers of parts. Those that end in the words of fees are parts, too.
var (
	extras = header.Words("税,税额,税金,税费,增值税,销项税,消费税,营业税,运费,快递费,邮费,配送费,物流费,服务费,小费,手续费,附加费,包装费,材料费,耗材费,加收,加急费," +
		"tax,taxes,tax amount,sales tax,vat,vat amount,gst,hst,pst,shipping,shipping fee,shipping cost,shipping charge,freight,postage,delivery,delivery fee,delivery charge," +
		"tip,tips,gratuity,service charge,service fee,surcharge,handling,handling fee,booking fee,lab fee,material fee,processing fee")
	rebates = header.Words("优惠,优惠金额,优惠额,折扣,折扣金额,折扣额,减免,减免金额,折让,折让金额,抹零,抹零金额,优惠券,代金券,满减,立减," +
		"discount,discounts,discount amount,less discount,adjustment,write off,writeoff,write-off,coupon,coupon amount,promotion,rebate")
	lessOff  = header.Words("net,净额,line total,item total,line amount,extended price,行合计,行金额") // of which discounts are taken off already
	feeTails = [...]string{"费", "fee", "fees", "charge", "charges"}
	notParts = [...]string{"总", "消费", "合计", "累计", "退", "欠", "应", "未", "均", "total", "refund", "unpaid", "due", "balance", "average", "outstanding", "平台", "佣金", "提成", "手工", "绩效", "工资", "成本", "platform", "commission", "merchant", "stripe", "paypal", "cost"}
)

// vagueNet is how sure a header may be that says less than all: price, subtotal, net.
const vagueNet = 68

// parts are the columns that make up what was paid: those to be added, and those to be taken off. One alone is all of it.
func (d *deriver) parts(amount int) (add, off []int) {
	named := amount >= 0 && d.m.Columns[amount].Why == intake.WhyHeader
	if named && (d.m.Columns[amount].Confidence > vagueNet || d.borneOut()) {
		return nil, nil
	}
	for _, c := range d.m.Columns {
		switch {
		case c.Index == amount && named:
			add = append(add, c.Index)
		case c.Made || !d.isNumeric(c.Index) || c.Role != intake.Other && c.Index != amount || header.IsUnitPrice(c.Header):
		case rebates.Has(c.Header):
			if !(named && (lessOff.Has(d.m.Columns[amount].Header) || d.holds(amount, c.Index, letOff))) && d.takesOff(c.Index, amount) {
				off = append(off, c.Index)
			}
		case isPart(c.Header) && d.anything(c.Index) && !(named && d.holds(amount, c.Index, onTop)):
			add = append(add, c.Index)
		}
	}
	if len(add) == 0 || len(add)+len(off) < 2 || !named && len(add) < 2 {
		return nil, nil
	}
	return add, off
}

func isPart(name string) bool {
	if extras.Has(name) {
		return true
	}
	low := header.Compact(name)
	if header.IsListPrice(name) {
		return false
	}
	for _, w := range notParts {
		if strings.Contains(low, w) {
			return false
		}
	}
	for _, tail := range feeTails {
		if strings.HasSuffix(low, tail) && low != tail {
			return true
		}
	}
	return false
}

// anything tells whether some figure of a column is not 0.
func (d *deriver) anything(col int) bool {
	for row := d.from(); row < d.t.Rows; row++ {
		if f, st := d.v.Figure(d.t.Cell(row, col)); st == read.Readable && f.Coef != 0 {
			return true
		}
	}
	return false
}

// takesOff tells whether a column holds sums let off, and not rates such as 0.85 and 8.5: some is above 10, none above what it is
// taken off.
func (d *deriver) takesOff(col, amount int) bool {
	of, by := d.written(amount), d.written(col)
	above := false
	for row := d.from(); row < d.t.Rows; row++ {
		m, st := d.money(row, col, by)
		if st != read.Readable || m == 0 {
			continue
		}
		m = max(m, -m)
		above = above || m > ten
		if amount < 0 {
			continue
		}
		if all, st := d.money(row, amount, of); st == read.Readable && m > max(all, -all) {
			return false
		}
	}
	return above
}

var ten, _ = decimal.MoneyOf(decimal.Int(10), decimal.Yuan)

// totalOf finds a column that is the parts' sum in all rows: then nothing need be added, nor asked. -1: there is none.
func (d *deriver) totalOf(add, off []int) int {
	if d.answers.To("amount", "") != "" {
		return -1
	}
	sum := d.balance(add, off)
	for _, c := range d.m.Columns {
		if c.Made || !d.isNumeric(c.Index) || slices.Contains(add, c.Index) || slices.Contains(off, c.Index) || header.NotMoney(c.Header) {
			continue
		}
		writing, rows := d.v.Writing(c.Index, d.from()), 0
		for row := d.from(); row < d.t.Rows; row++ {
			m, st := d.money(row, c.Index, writing)
			all := sum(row)
			if !all.IsNumber && st == read.Missing {
				continue
			}
			if rows++; st != read.Readable || !all.IsNumber || decimal.Money(all.Coef) != m {
				rows = -1
				break
			}
		}
		if rows > 1 {
			return c.Index
		}
	}
	return -1
}

// partsNames writes the parts as a sum.
func (d *deriver) partsNames(add, off []int) string {
	name := d.names(add, " + ")
	for _, col := range off {
		name += " − " + d.m.Columns[col].Header
	}
	return name
}

// balance is what the parts make: those to be taken off may be written with a minus or without.
func (d *deriver) balance(add, off []int) func(row int) sheet.Derived {
	sum, less := d.total(add), d.columnsOf(off)
	return func(row int) sheet.Derived {
		all := sum(row)
		if !all.IsNumber {
			return all
		}
		for _, c := range less {
			m, st := d.money(row, c.col, c.writing)
			if st != read.Readable && st != read.Missing {
				return sheet.Derived{SameAs: d.t.Cell(row, c.col)}
			}
			if m < 1<<50 && m > -1<<50 {
				all.Coef -= int64(max(m, -m))
			}
		}
		return all
	}
}

// A written is a column with the way in which it is written.
type writtenColumn struct {
	col     int
	writing read.Writing
}

func (d *deriver) columnsOf(cols []int) (list []writtenColumn) {
	for _, col := range cols {
		list = append(list, writtenColumn{col, d.written(col)})
	}
	return list
}

// written is how a column is written; it is asked about where that is not sure.
func (d *deriver) written(col int) read.Writing {
	if col < 0 || d.m.Columns[col].Made {
		return read.Pointed
	}
	d.asked = append(d.asked, col)
	return d.v.Writing(col, d.from())
}
