package read

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"fenji/scoring/intake/fate"
)

// Tidy brings a text to the form in which texts are compared: NFKC (so that full-width digits and letters are ordinary
// ones), without invisible characters, trimmed.
func Tidy(s string) string {
	if Plain(s) {
		return s
	}
	s = normal(s)
	if strings.IndexFunc(s, Invisible) >= 0 {
		s = strings.Map(func(r rune) rune {
			if Invisible(r) {
				return -1
			}
			return r
		}, s)
	}
	return strings.TrimSpace(s)
}

// ID brings a text to the form in which customers are told apart: Tidy, without the marks by which programs say that a
// value is text: ="0012", and ' or ` in front.
func ID(s string) string {
	s = Tidy(s)
	if len(s) < 2 || s[0] != '=' && s[0] != '\'' && s[0] != '`' && s[0] != '"' {
		return s
	}
	if s[0] == '\'' || s[0] == '`' {
		return strings.TrimSpace(s[1:])
	}
	if inner := strings.TrimPrefix(s, "="); len(inner) > 2 && inner[0] == '"' && inner[len(inner)-1] == '"' {
		return strings.TrimSpace(inner[1 : len(inner)-1])
	}
	return s
}

// Plain tells whether Tidy has nothing to do, for the usual ASCII text.
func Plain(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf || s[i] < ' ' || s[i] == 0x7f {
			return false
		}
	}
	return s == "" || s[0] != ' ' && s[len(s)-1] != ' '
}

// Invisible characters come along when texts are copied from web pages and chats.
func Invisible(r rune) bool {
	return r != '\t' && r != '\n' && r != '\r' && (unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Cc, r))
}

// Fold brings a text to the form in which words of a value are looked up: tidy, lower case, one kind of dash, simplified characters, without
// the mark in front by which bills of payments (`) and spreadsheets (') say that a value is text.
func Fold(s string) string {
	if isFolded(s) {
		return s
	}
	s = strings.ToLower(Tidy(s))
	if s != "" && (s[0] == '`' || s[0] == '\'') {
		s = s[1:]
	}
	if strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) < 0 {
		return s
	}
	return strings.Map(oneForm, s)
}

// isFolded tells plain text in small letters, with which Fold has nothing to do.
func isFolded(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf || s[i] < ' ' || s[i] == 0x7f || s[i]-'A' < 26 {
			return false
		}
	}
	return s == "" || s[0] != ' ' && s[0] != '`' && s[0] != '\'' && s[len(s)-1] != ' '
}

// oneForm gives one sign for all dashes, and the simplified form of a character.
func oneForm(r rune) rune { return Simplified(OneDash(r)) }

// OneDash gives one sign for all dashes.
func OneDash(r rune) rune {
	switch r {
	case '‐', '‑', '‒', '–', '—', '―', '−':
		return '-'
	}
	return r
}

// A WordSet is a set of folded texts, written as lines of words between commas. They are taken apart when the first is looked up:
// the program starts in every role of the site, and most of them never ask.
type WordSet struct {
	lines []string
	once  sync.Once
	words map[string]bool
}

// Words makes a set of lines of words between commas.
func Words(lines ...string) *WordSet { return &WordSet{lines: lines} }

// Has tells whether a word, folded already, is one of them.
func (s *WordSet) Has(word string) bool { return s.all()[word] }

func (s *WordSet) all() map[string]bool {
	s.once.Do(func() {
		s.words = map[string]bool{}
		for _, line := range s.lines {
			for w := range strings.SplitSeq(line, ",") {
				s.words[Fold(w)] = true
			}
		}
	})
	return s.words
}

// The words that values are compared with.
var (
	// nothing stands where nothing is known.
	nothing = Words("", "-,--,---,/,\\,.,*,无,空,null,nil,none,nan,nat,n/a,n.a.,<na>,<null>,<nil>,<none>,<nan>,(null),(na),(none),(nil),[null],{null},\\n,(blank),(empty),(空),(空白),空白,空值,"+
		"?,??,???,？,…,……,n.a,n/a n/a,not available,not applicable,no data,没有,无编号,无卡号,无卡,未提供,缺失,not specified,not provided,not known,....,暂无,未填写,未填,未录入,无记录,不适用,待补,"+
		"undefined,missing,#n/a,#ref!,#value!,#name?,#null!,#div/0!,#num!")

	// notGiven is a gap where the ids look otherwise; beside AB and XY it may be one.
	notGiven = Words("na")

	// nobody names customers of whom nothing is known; grading them as one customer would make it the best of all.
	nobody = Words("未知,未知客户,不详,匿名,散客,零散客户,游客,路人,unknown,anonymous,guest,walk-in,walk in,walkin,walk-in customer")

	// refunded values turn an amount negative; denied ones look like them and do not.
	refunded = Words("是,y,yes,true,t,1,√,✓,退,refund,refunded,return,returned,reversal,reversed,chargeback,冲红,红冲,冲正,冲销")
	denied   = Words("否,未退,未退款,未退费,不退,无退款,无退费,无退,不可退,不可退款,可退,可退款,no,n,false,0")

	// absent values mark visits that did not take place and orders that nobody paid.
	Absent = Words("取消,已取消,用户取消,客户取消,患者取消,门诊取消,医生取消,系统取消,取消预约,预约取消,取消就诊,已撤销,撤销,作废,已作废,废弃,无效,未到,未到诊,未到店,未到院,未到场,未就诊,"+
		"未接诊,未看诊,未赴约,未来,未来院,未来诊,没来,爽约,已爽约,失约,已失约,缺席,缺诊,过号未到,过号作废,超时未到,退号,已退号,"+
		"交易关闭,已关闭,已失效,交易失败,支付失败,付款失败,失败,未付款,未支付,待付款,待支付,等待付款,等待买家付款",
		"failed,payment failed,unpaid,wc-failed,wc-cancelled,wc-pending,cancelled,canceled,cancel,cancelled by patient,cancelled by "+
			"clinic,no-show,no show,noshow,no_show,did not attend,did not arrive,not attended,dna,dns,missed,missed appointment,absent,"+
			"late cancellation,late cancel,cancelled late,cancelled by provider,patient cancelled,order cancelled,void,voided,"+
			"deleted,invalid")

	// totals, and averages, begin the rows in which a table sums itself up; so do balances carried from page to page.
	totals = Words("计,合计,总计,小计,共计,总和,总额,汇总,累计,合计金额,总合计,本页合计,本页小计,本月合计,本日合计,当日合计,全部合计,"+
		"平均,平均值,均值,期初余额,期末余额,期初结存,期末结存,期初结转,期末结转,上期余额,上期结转,上期结余,上月结转,上月结余,上年结转,本期结转,本期结余,结转下期,结转下月,"+
		"结转下年,结转上页,承前页,承上页,过次页,转下页,上页结转,接上页,前页累计",
		"openingbalance,closingbalance,beginningbalance,endingbalance,startingbalance,previousbalance,balancebroughtforward,balancecarriedforward,"+
			"broughtforward,carriedforward,balanceforward,balanceb/f,balancec/f,balanceb/d,balancec/d",
		"total,totals,subtotal,sub-total,grandtotal,sum,overalltotal,average,summe,gesamt,gesamtsumme,totale,totalgeneral,totalgénéral,totalgeral,suma,sumatotal,soma,итого,всего,tổng,tổngcộng,รวม,รวมทั้งหมด,합계,총계,소계,총합계")
)

// IsTotal tells whether a cell opens a row of totals: one of the words, perhaps with a colon, a unit or a count.
func IsTotal(s string) bool {
	s = strings.ReplaceAll(strings.Map(Simplified, Fold(s)), " ", "")
	s = strings.Trim(s, "*-=_~#【】")
	cut := strings.IndexFunc(s, func(r rune) bool { return strings.ContainsRune(":([{|=", r) || unicode.IsDigit(r) })
	if cut > 0 {
		s = s[:cut]
	}
	return totals.Has(s)
}

// isRefund reads the value of a refund column.
func isRefund(s string) bool {
	s = Fold(s)
	return refunded.Has(s) || strings.Contains(s, "refund") && !strings.Contains(s, "no") ||
		strings.Contains(s, "退") && !denied.Has(s) && !strings.ContainsAny(s, "未不无否")
}

// Of a status, returned and wholeReturn speak of what was given back in full; with one of openReturn it is but a part, or
// not settled.
var (
	returned    = Words("已退,returned,chargeback,charged back")
	wholeReturn = []string{"退款", "退费", "退货", "退单", "全退", "refund"}
	openReturn  = []string{"部分", "未", "不", "无", "否", "可退", "中", "待", "申请", "失败", "关闭", "拒", "驳", "撤", "取消", "partial", "no",
		"pending", "request", "fail", "reject", "declin", "process", "cancel", "await"}
)

// isReturn tells the status of a visit that was given back in full, among those that speak of refunds.
func isReturn(folded string) bool {
	in := func(w string) bool { return strings.Contains(folded, w) }
	return slices.ContainsFunc(wholeReturn, in) && !slices.ContainsFunc(openReturn, in)
}

// Clip shortens a value to what an issue shows.
func Clip(s string) string {
	const most = 64
	if len(s) <= most {
		return s
	}
	n := 0
	for i := range s {
		if n++; n > most {
			return s[:i]
		}
	}
	return s
}

// dashes stand for an amount or a count that is not there. "N/A" and the like are something else: they are shown to the
// user as what cannot be read.
var dashes = Words("", "-,--,---,/")

// IsNobodyWord tells the usual names of nobody in particular.
func IsNobodyWord(s string) bool { return nobody.Has(Fold(s)) }

// FateWord brings a word or a header to the form in which package fate reads both.
func FateWord(s string) string { return fate.Fold(Fold(fate.Apart(s))) }
