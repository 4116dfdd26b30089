package fate

import "strings"

// What was sold may be named as what was given back of it, or called off: 退挂号费, 洗牙(已取消), Refund Facial. Or such a name may itself be
// what is sold, as 退甲油 is.

// An Undone is what such a name says.
type Undone struct {
	Of   string // what was given back or called off
	Fate Fate   // Refund or Void
	Sure bool   // the name leaves little doubt: it speaks of money, or of a fee
}

// UndoneName reads a name of what was sold; Of is "" where it says no such thing.
func UndoneName(word string) Undone {
	u := cutUndone(word)
	if u.Of == "" || has(word, retired) || has(word, goAway) {
		return Undone{}
	}
	if u.Fate == Refund && has(u.Of, comesBack) || u.Fate == Void && has(word, calledOffFees) {
		return Undone{}
	}
	for _, no := range [...]string{"不", "未", "无", "非", "可", "免", "包", "no", "non", "not", "without"} {
		if strings.HasSuffix(u.Of, no) {
			return Undone{}
		}
	}
	return u
}

// MayBeUndone tells a text, as it is written, that has one of the words that UndoneName knows.
func MayBeUndone(text string) bool {
	for _, w := range [...]string{"退", "efund", "EFUND", "eturn", "ETURN", "作", "取", "撤", "冲", "沖", "未", "返", "ancel", "ANCEL", "oid", "OID", "evers", "EVERS", "hargeb", "HARGEB", "tn", "TN", "fnd", "FND"} {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// undoings are what stands before or behind such a name, the longer before the shorter that it begins with.
var undoings = [...]struct {
	list   string
	before bool
	fate   Fate
	sure   bool
}{
	{"已退款 已退费 已退还 已退 退费 退款 退还 红冲 冲红 refund_of refund_for refunded refund chargeback", true, Refund, true},
	{"已退款 已退费 已退还 已退 退费 退款 退货 红冲 冲红 冲正 _退 _refund _refunded _chargeback", false, Refund, true},
	{"已作废 作废 已取消 已撤销 voided cancelled canceled", true, Void, true},
	{"已作废 作废 已取消 已撤销 _void _voided _cancelled _canceled", false, Void, true},
	{"退货 退 返还 冲正 冲 return_of returned return reversed reverse", true, Refund, false},
	{"退 退还 返还 _return _returned _rtn _rfnd _reversal _reversed", false, Refund, false},
	{"取消 撤销 未做 void cancel", true, Void, false},
	{"取消 撤销 未做 未完成", false, Void, false},
}

// cutUndone takes what says so from a name.
func cutUndone(word string) Undone {
	for _, u := range undoings {
		for w := range strings.FieldsSeq(u.list) {
			w = strings.ReplaceAll(w, "_", " ")
			rest, is := strings.CutSuffix(word, w)
			if u.before {
				rest, is = strings.CutPrefix(word, w)
				is = is && (w[0] >= wide || strings.HasPrefix(rest, " "))
			}
			if rest = strings.Trim(rest, " -—–/:+[]【】"); is && rest != "" {
				return Undone{rest, u.fate, u.sure || strings.HasSuffix(w, "退") && (strings.HasSuffix(rest, "费") || u.before && strings.HasSuffix(rest, "款"))}
			}
		}
	}
	return Undone{}
}

var (
	// goAway is what is treated, so that it goes.
	goAway = parts("退色 退斑 退翳 退痘 退疤 退红 退火 退浮 冲牙 冲洗 冲击 冲剂 冲服 冲脉 冲浪 冲调 冲管 冲凉 冲吸")
	// comesBack are visits and journeys, of which there are such back, what is filed as a return, and what is sold for the case of one.
	comesBack = parts("visit* consult* appointment* appt exam* check* follow* evaluation* assessment* session* patient* client* customer* member* guest* trip* journey* travel* ticket* transport* transfer* fare flight* call* tax* vat gst " +
		"protect* insurance guarantee* policy process* 税")
	// calledOffFees are what is taken for a visit that was called off.
	calledOffFees = parts("late same_day short_notice fee* charge* penalty 手续费 违约金 爽约金")
)
