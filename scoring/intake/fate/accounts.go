package fate

import (
	"slices"
	"strings"
)

// The two sides of an account: what is owed and what was paid of it, what came in and what went out, debit and credit.

// What is owed and what is paid stand below each other in an account: counted both, every sale would count twice.
var (
	owed = &wordSet{of: "charge,charges,invoice,production,procedure,debit,挂账,记账,应收,开单,计费,消费记账"}
	paid = &wordSet{of: "payment,payments,receipt,receipts,collection,patient payment,invoice payment,insurance payment,pat payment,ins payment,credit card payment,cash payment," +
		"check payment,收款,还款,付款,回款,结账收款,销账"}
)

// What is owed, and what is paid of it, by parts.
var (
	owedParts = &partList{of: "挂账 记账 赊账 赊销"}
	paidParts = &partList{of: "收回 还款 回款 销账 清账 还账 收欠 补欠 还欠 补缴欠费"}
)

// IsOwed tells a type of rows that say what is owed, IsPaid one of rows that say what was paid of it.
func IsOwed(word string) bool {
	return owed.has(word) || IsInvoice(word) || has(word, owedParts) && !IsPaid(word)
}
func IsPaid(word string) bool { return paid.has(word) || has(word, paidParts) }

// Invoices go by many names. A tax invoice is what some countries call every bill.
var (
	plainInvoices = &partList{of: "tax sale sales service* customer* client* patient* retail cash commercial standard recurring vat gst simplified final"}
	noInvoices    = &partList{of: "draft* proforma pro_forma quot* estimat*"}
)

// IsInvoice tells a type of rows that are invoices of some sort, where nothing says that they are none yet, or that nobody paid.
func IsInvoice(word string) bool {
	_, at := find(word, billed)
	return at >= 0 && onlyBilled(word) && !negated(word[:at]) && !early(word) && !has(word, dues) && !has(word, noInvoices) && !fellThrough(word)
}

// ofInvoice reads such a type. What is bought, or of which there is to be another, is asked about.
func ofInvoice(word string) (Fate, Why) {
	of, _, _ := strings.Cut(strings.TrimSuffix(word, "s"), "invoice")
	if of == "" || has(of, plainInvoices) {
		return Counts, Known
	}
	return Counts, Guessed
}

// Sides of a purse by which a column of types tells what came in and what went out.
var (
	cameIn  = &wordSet{of: "收入,收,入账,进账,转入,income"}
	wentOut = &wordSet{of: "支出,支,出账,转出,付出"}
)

// CameIn and WentOut tell such words. What went out is spending where nothing is said to have come in.
func CameIn(word string) bool  { return cameIn.has(word) }
func WentOut(word string) bool { return wentOut.has(word) }

// signed are headers of signs, which say nothing more of what they are of: they count by their values.
var signed = &wordSet{of: "+/,+,±,正负,正负号,加减,加减号,符号,sign,signs,d/c,c/d,dc"}

// OfSigns tells such a header.
func OfSigns(header string) bool { return signed.has(header) }

// ArePair tells the two words of a column that may say which way money went, or something else: in and out of a hospital, dine-in and
// carry-out.
func ArePair(words []string) bool {
	for _, pair := range [...][2]string{{"+", "-"}, {"in", "out"}, {"d", "c"}, {"dr", "cr"}} {
		if len(words) == 2 && slices.Contains(words, pair[0]) && slices.Contains(words, pair[1]) {
			return true
		}
	}
	return false
}

// Side tells on which side of an account a word puts a row: 1 for credit, -1 for debit, 0 for neither. Which of them is money given
// back hangs on whose account it is.
func Side(word string) int {
	switch word {
	case "c", "cr", "credit", "贷", "贷方":
		return 1
	case "d", "dr", "debit", "借", "借方":
		return -1
	}
	return 0
}

// direction reads which way money went, as a payment's bill has it.
func direction(word string) (Fate, bool) {
	switch word {
	case "存", "存入", "存款", "收入", "收", "入", "入账", "进", "收款", "进账", "转入", "in", "income", "incoming", "credit", "received", "+", "加", "正", "1", "cr", "贷", "贷方":
		return Counts, true
	case "取", "取出", "取款", "支出", "支", "出", "出账", "付", "付款", "退", "转出", "out", "expense", "outgoing", "debit", "paid out", "payout", "-", "减", "负", "-1", "dr", "借", "借方", "已支出":
		return Refund, true
	case "不计收支", "不计", "其他", "其它", "/", "中性交易", "neutral", "other", "资金转移", "转账", "transfer", "internal transfer":
		return Void, true
	}
	return Counts, false
}
