// Package filename tells from the names of files and sheets that their rows may be no sales.
//
// In goes a name, and what is known of the columns; out comes yes or no. Who asks, and of which rows, is up to the session.
package filename

import (
	"path"
	"slices"
	"strings"

	"fenji/scoring/intake"
	"fenji/scoring/intake/header"
	"fenji/scoring/intake/read"
)

// The name of a file, or of a sheet, may say that its rows are no sales: 退款.csv, Cancelled orders.xlsx. What stands in such a file looks
// like sales all the same, and nothing else in it says what it is.

var (
	// givenBack and neverPaid are what such names speak of. English ones end in * where any ending may follow; _ stands for a space.
	givenBack = strings.Fields("退款 退费 退货 退单 退票 退卡 退号 红冲 冲红 冲正 红字 refund* return returns chargeback* charge_back* credit_note* credit_memo* creditnote* creditmemo*")
	neverPaid = strings.Fields("作废 废单 撤销 撤单 取消 已删除 爽约 失约 未到诊 未到店 未到院 未就诊 未付 未支付 未收款 未收费 未缴 未交 未结账 " +
		"待付 待支付 待缴 待收款 欠费 欠款 赊账 赊欠 挂账 应收账 未成交 报价 询价 估价 草稿 拒付 支付失败 付款失败 " +
		"void* cancel* no_show* noshow* unpaid overdue quote quotes quotation* estimate estimates proposal* draft drafts declined failed deleted dispute* abandoned")
	noSales = slices.Concat(givenBack, neverPaid)
	// bookings are of visits to come. A status beside may tell which of them took place.
	bookings = strings.Fields("预约 预定 预订 候补 appointment* booking* reservation* waitlist*")
	// without stand before what is not there by the name, or not alone there, or is something else.
	without = strings.Fields("不含 不包括 不计 剔除 除 去除 扣除 去掉 排除 未 无 非 没有 含 包含 包括 带 " +
		"excl exclude excluding excludes without no not non ex minus less net_of after incl include including includes with tax vat gst")
	// besides stand behind it.
	besides = strings.Fields("外 除外 后 率 政策 已扣 已除 已剔 已去 到 已到 成交 完成 excluded removed deducted netted rate policy visit visits customer customers client clients patient patients guest guests arrived completed attended beer beers ale ales")
	// sold are what the rest of a name speaks of that holds both: 销售及退款.
	sold = strings.Fields("销售 收费 订单 消费 交易 流水 收入 付款 收款 充值 明细 sale* order* payment* income invoice* transaction* revenue purchase*")
	// kept are bookings that were, where none of nots stands before.
	kept = read.Words("completed,attended,kept,arrived,paid,payment,payments,sales,income,revenue")
	nots = strings.Fields("not no non without excl excluding exclude never before awaiting pending")
	// ands part what both stand in a file. A name of a clinic may hold them, too.
	ands = strings.NewReplacer(" and ", "|", "&", "|", "+", "|", " plus ", "|", "及", "|", "和", "|", "与", "|", "、", "|")
	// taken are sales, takings, visits or orders, beside which a booking is what they came by: 预约就诊. What is still to come is none.
	taken  = strings.Fields("销售 收费 订单 消费 交易 流水 收入 付款 收款 缴费 交费 结账 实收 实付 营收 业绩 就诊 看诊 接诊")
	toCome = strings.NewReplacer("待", "未")
	// asOne are words that speak of both, or within which another would be found.
	asOne = strings.NewReplacer("收退费", "收费", "收退款", "收款", "缴退费", "缴费", "交退费", "交费", "收费退费", "收费", "缴费退费", "缴费", "收款退款", "收款", "付款退款", "付款", "作废单", "作废", "未交班", "")
)

// OfNoSales tells the name of a file that speaks of what was given back, called off, never paid or only offered.
func OfNoSales(name string) bool { return speaksOf(name, noSales) }

// doubtful are parts of the names of sheets whose rows may be no sales of their own: sums of others, copies, patterns.
var doubtful = strings.Fields("退 作废 取消 预约 未 待 草稿 模板 示例 样例 备份 副本 汇总 合计 总表 全年 全部 旧 预算 应收 " +
	"refund return void cancel draft template example sample backup copy total summary all old budget unpaid")

// Doubtful tells the name of a sheet whose rows may be no sales, or sales that stand elsewhere, too.
func Doubtful(name string) bool {
	return OfNoSales(name) || slices.ContainsFunc(doubtful, func(part string) bool { return strings.Contains(strings.ToLower(name), part) })
}

// MayBeNoSales tells whether rows are no sales by the name of their file or sheet, and nothing else says what became of bookings, or that
// both stand there: 销售退货明细 with sums below zero.
func MayBeNoSales(name string, m intake.Mapping, givesBack func() bool) bool {
	if OfNoSales(name) {
		return speaksOf(name, neverPaid) || !saysTaken(name) || !givesBack()
	}
	return speaksOf(name, bookings) && m.Column(intake.Status) < 0 && !tookPlace(name) && !saysTaken(name) && !isPaid(m)
}

// tookPlace tells whether the name of bookings says that they were kept or paid, wherever in it.
func tookPlace(name string) bool {
	before := ""
	for w := range strings.FieldsSeq(lettersOf(plain(name))) {
		if kept.Has(w) && !slices.Contains(nots, before) {
			return true
		}
		before = w
	}
	return false
}

// isPaid tells whether amounts are by their header what was received.
func isPaid(m intake.Mapping) bool {
	col := m.Column(intake.Amount)
	return col >= 0 && header.SaysReceived(m.Columns[col].Header)
}

// saysTaken tells whether a name speaks of what was taken, wherever in it.
func saysTaken(name string) bool {
	name = toCome.Replace(lettersOf(plain(name)))
	return slices.ContainsFunc(taken, func(w string) bool { return speaks(name, w) })
}

// plain is a name without its ending, made ready to look for words.
func plain(name string) string {
	return asOne.Replace(read.FateWord(strings.TrimSuffix(name, path.Ext(name))))
}

// speaksOf tells whether a name speaks of some words, and not of sales as well.
func speaksOf(name string, words []string) bool {
	name = ands.Replace(" " + plain(name) + " ")
	is := false
	for part := range strings.SplitSeq(name, "|") {
		part = lettersOf(part)
		switch {
		case slices.ContainsFunc(words, func(w string) bool { return speaks(part, w) }):
			is = true
		case slices.ContainsFunc(sold, func(w string) bool { return speaks(part, w) }):
			return false
		}
	}
	return is
}

// lettersOf leaves nothing of a name but its letters, with a blank before, behind and between words.
func lettersOf(name string) string {
	var b strings.Builder
	wide := false
	for _, r := range name {
		switch letter := r >= 'a' && r <= 'z'; {
		case !letter && r < 0x80:
			r = ' '
		case wide == letter:
			b.WriteByte(' ')
		}
		wide = r >= 0x80
		b.WriteRune(r)
	}
	return " " + strings.Join(strings.Fields(b.String()), " ") + " "
}

// speaks tells whether a name speaks of a word, and nothing before it or behind says that it is not there, or something else.
func speaks(name, word string) bool {
	word, open := strings.CutSuffix(strings.ReplaceAll(word, "_", " "), "*")
	for latin := word[0] < 0x80; ; {
		at := strings.Index(name, word)
		if at < 0 {
			return false
		}
		before, after := name[:at], name[at+len(word):]
		if latin && (before[at-1] != ' ' || !open && after[0] != ' ') { // within another word: avoid
			name = " " + after
			continue
		}
		if latin {
			after = after[strings.IndexByte(after, ' '):]
		}
		if !stands(before, without, strings.HasSuffix) && !stands(after, besides, strings.HasPrefix) {
			return true
		}
		name = " " + after
	}
}

// stands tells whether one of some words stands at an end of a text.
func stands(text string, words []string, at func(text, word string) bool) bool {
	return slices.ContainsFunc(words, func(w string) bool {
		if w[0] < 0x80 {
			return at(text, " "+strings.ReplaceAll(w, "_", " ")+" ")
		}
		return at(strings.TrimSpace(text), w)
	})
}
