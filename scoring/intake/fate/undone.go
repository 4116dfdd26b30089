package fate

import (
	"strings"
	"sync"
)

// What was sold may be named as what was given back of it, or called off: 退挂号费, 洗牙(已取消), Refund Facial. Or such a name may itself be
// what is sold, as 退甲油 is.

// An Undone is what such a name says.
type Undone struct {
	Of   string // what was given back or called off
	Fate Fate   // Refunded or Void
	Sure bool   // the name leaves little doubt: it speaks of money given back
	Fee  bool   // that is so where what it names was sold, and may be so elsewhere: of a fee
	Mark bool   // it may be so whatever was sold
	Part bool   // it may be of a part of what was paid
	Each bool   // it may be so where what it names was sold, to whomever and for whatever
}

// UndoneName reads a name of what was sold; Of is "" where it says no such thing.
func UndoneName(word string) Undone {
	if strings.ContainsAny(word, setApart) {
		word = strings.Join(strings.Fields(strings.Map(unbracket, word)), " ")
	}
	if of, _, is := strings.Cut(word, " by "); is {
		if u := UndoneName(of); u.Of != "" { // by whom it was
			return u
		}
	}
	if handedBack.has(word) {
		return Undone{Of: word, Fate: Refunded, Mark: true}
	}
	for _, u := range undoersOnce() {
		for _, w := range u.words {
			if made := u.cut(word, w); made.Of != "" {
				return made
			}
		}
	}
	return Undone{}
}

// setApart stands around a mark, or before it.
const setApart = "[]【】〔〕「」『』《》<>{}*#~|"

// unbracket parts a mark from what it is set apart from.
func unbracket(r rune) rune {
	if strings.ContainsRune(setApart, r) {
		return ' '
	}
	return r
}

// An undoer is what stands before or behind the name of what was sold.
type undoer struct {
	list   string // the longer words before the shorter that they begin or end with
	before bool
	fate   Fate
	sure   bool
	words  []string
}

var undoers = []undoer{
	{"已退款 已退费 已退还 已退 退费 退款 退还 红冲 冲红 冲销 refund_of refund_for refunded partial_refund full_refund refund chargeback", true, Refunded, true, nil},
	{"已退款 已退费 已退还 已退回 已退费用 已退 部分退款 全额退款 部分退费 退款成功 退费成功 退费单 退费 退款 退单 退钱 全退 红冲 冲红 冲销 冲正 _退 _refund _refunded _chargeback _rfnd",
		false, Refunded, true, nil},
	{"已作废 作废 已取消 已撤销", true, Void, true, nil},
	{"已作废 作废 已取消 已撤销 _voided _cancelled _canceled", false, Void, true, nil},
	{"冲账 冲抵 冲减 误收 错收 storno remboursement reembolso rückerstattung credit_note", true, Refunded, false, nil},
	{"冲账 冲抵 冲减 对冲 调减 误收 错收 _storno _credit_note _credited", false, Refunded, false, nil},
	{"退货 退回 退 返还 冲正 return_of returned return reversed reverse reversal", true, Refunded, false, nil},
	{"退货 退了 退还 退回 退号 退课 退卡 退诊 退 返还 _return _returned _rtn _reversal _reversed", false, Refunded, false, nil},
	{"取消 撤销 未做 爽约 voided void cancelled canceled cancel deleted no_show", true, Void, false, nil},
	{"取消 取消了 撤销 撤单 删除 未做 没做 爽约 废单 未执行 未完成 _void _cancel _cancellation _deleted _no_show _not_paid _annulé _cancelado", false, Void, false, nil},
}

// undoersOnce are they with their words apart, made when the first name is read.
var undoersOnce = sync.OnceValue(func() []undoer {
	for i := range undoers {
		for w := range strings.FieldsSeq(undoers[i].list) {
			undoers[i].words = append(undoers[i].words, strings.ReplaceAll(w, "_", " "))
		}
	}
	return undoers
})

// cut takes a word that says so from a name.
func (u undoer) cut(name, w string) Undone {
	rest, is := strings.CutSuffix(name, w)
	if u.before {
		rest, is = strings.CutPrefix(name, w)
		is = is && (w[0] >= wide || strings.HasPrefix(rest, " "))
	}
	of := strings.Trim(rest, " -—–/:+")
	if !is || of == "" || u.isOther(name, w, rest, of) {
		return Undone{}
	}
	made := Undone{Of: of, Fate: u.fate, Sure: u.sure, Part: u.before && u.fate == Refunded}
	switch {
	case w == "退":
		made.Fee = strings.HasSuffix(of, "费") || u.before && (strings.HasSuffix(of, "款") || givenUp.has(of))
	case w == "退货" && u.before && (of == "款" || of == "费"):
		made.Of, made.Fee = "货"+of, true
	case !u.before && handedBack.has(w):
		made.Mark = true
	case u.fate == Void && has(of, keptFor):
		made.Sure, made.Mark = false, true
	case u.fate == Void && u.before:
		made.Each, made.Mark = true, strings.HasPrefix(rest, " -")
	case u.fate == Void:
		made.Each, made.Mark = true, rest != of
	case !u.before && endsAny(of, depositsOf):
		made.Each, made.Mark = true, true
	case !strings.HasPrefix(w, "退") && !strings.Contains(w, "ret") && !strings.Contains(w, "rtn"), w == "退还", w == "退回", w == " returned":
		made.Each = true
	}
	return made
}

// isOther tells names that only begin or end as if something were undone.
func (u undoer) isOther(name, w, rest, of string) bool {
	switch {
	case u.before && (StartsAny(strings.TrimPrefix(name, "已"), goAway) || has(of, feesFor) || w == "退" && StartsAny(of, feesOf)):
		return true
	case !u.before && (endsAny(name, goAway) || endsAny(rest, denying) || nots.has(of[strings.LastIndexByte(of, ' ')+1:])):
		return true
	case u.fate == Void:
		return has(of, lateOnes) || has(of, pieces[0]) || endsAny(of, documents) || StartsAny(of, documents)
	case has(of, stillOpen) || has(of, ofTaxes) || endsAny(of, documents) || StartsAny(of, documents):
		return true
	}
	return (strings.Contains(w, "return") || strings.Contains(w, "rtn") || strings.Contains(w, "revers")) && has(of, comesBack)
}

func endsAny(word string, list []string) bool {
	for _, w := range list {
		if strings.HasSuffix(word, w) {
			return true
		}
	}
	return false
}

// StartsAny tells whether a word begins with one of some.
func StartsAny(word string, list []string) bool {
	for _, w := range list {
		if strings.HasPrefix(word, w) {
			return true
		}
	}
	return false
}

var (
	// goAway is what goes away, or is taken away.
	goAway = strings.Fields("退烧 退热 退黄 退化 退行 退疹 退肿 退色 退斑 退翳 退痘 退疤 退红 退火 退浮 退休 退伍 退役 早退 消退 减退 衰退")
	// givenUp is what customers have, and give back; handedBack says so of itself.
	givenUp = &wordSet{of: "卡,会员卡,储值卡,年卡,月卡,季卡,次卡,课,课程,课时,套餐,疗程,材料,药,药品,现,现金,余额,钱,押金,定金,订金,储值,充值,差额,差价,多收," +
		"费用,挂号"}
	handedBack = &wordSet{of: "退号,退诊,退课,退卡,退学,退班,退押,原路退回,误收,误收退回,多收退回,重复收费,重复收费退回,录错,废单"}
	depositsOf = strings.Fields("押金 定金 订金 预交金")
	denying    = strings.Fields("不 未 无 非 可 免 包")
	nots       = &wordSet{of: "no,non,not,without,of,or,anti,post,pre,free"}
	// feesFor are what is taken for giving back or calling off, and what is sold for the case of it; feesOf what follows 退 then.
	feesFor  = &partList{of: "fee* charge* penalty handling admin* process* protect* insurance guarantee* policy free transfer* advance* anticipat* estimate* claim* review* gebühr* honorar* frais ausfallhonorar* 手续费 服务费 代理费 咨询费 清洁费 违约金 补办 险 保障 无忧"}
	feesOf   = strings.Fields("票 改 换 场 甲 胶 订 房 瓶 漆 磁 针 租 伙 股 婚 宿 赛 件 镀 睫 光疗 坡 信 镜 毛 纹")
	lateOnes = &partList{of: "late same_day short_notice"}
	// stillOpen was not given back, or not yet.
	stillOpen = &partList{of: "拒绝 驳回 失败 不予 待 申请 取消 撤销 关闭 无理由 无忧 极速 void* revers* pending declin* den* reject* request* await* fail* cancel*"}
	documents = strings.Fields("发票 票据 收据 单据")
	// keptFor is what is often kept or charged when a visit is called off.
	keptFor = &partList{of: "visit* class* appointment* appt session* deposit* forfeit* kept 定金 订金 押金"}
	ofTaxes = &partList{of: "tax* vat gst duty duties deductible* 税"}
	// comesBack are visits and journeys, of which there are such back, and what is filed as a return.
	comesBack = &partList{of: "visit* consult consultation* appointment* appt exam exams check* follow* evaluation* assessment* session* patient* client* customer* member* guest* trip* journey* travel* ticket* transport* transfer* fare flight* call calls postage work"}
)
