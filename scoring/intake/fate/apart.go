package fate

import "strings"

// Marked parts a name, as it is written, into what was sold and a mark that is set apart from it: 洗牙(未做), no show - facial. There may be
// two ways. Brackets and dashes set it apart for certain; what stands behind a comma or a stroke may be sold as well.
func Marked(text string) (ways [][2]string, bracketed, dashed bool) {
	text = strings.TrimSpace(brackets.Replace(text))
	if body, is := strings.CutSuffix(text, ")"); is {
		if at := strings.LastIndexByte(body, '('); at > 0 {
			return [][2]string{{body[:at], body[at+1:]}}, true, false
		}
	}
	if body, is := strings.CutPrefix(text, "("); is {
		if mark, of, is := strings.Cut(body, ")"); is && of != "" {
			return [][2]string{{of, mark}}, true, false
		}
	}
	for i, apart := range separators {
		before, after, is := strings.Cut(text, apart)
		if !is || before == "" || after == "" || apart == "-" && before[len(before)-1] < 0x80 { // low-cut
			continue
		}
		last := strings.LastIndex(text, apart)
		return [][2]string{{text[:last], text[last+len(apart):]}, {after, before}}, false, i < dashes
	}
	return nil, false, false
}

const dashes = 4 // of the separators

var separators = [...]string{" - ", " – ", "-", "—", "，", ",", "、", ";", "；", "。", "/", ":", "："}

var brackets = strings.NewReplacer("（", "(", "）", ")", "[", "(", "]", ")", "【", "(", "】", ")", "〔", "(", "〕", ")")

// MarkOf is what such a mark says of its row: Void or Refunded, or Counts where it says no such thing. It is sure of those that are said of
// nothing else; some say so only where what they mark was sold without them, too.
func MarkOf(word string) (f Fate, sure, alone bool) {
	if strings.ContainsAny(word, "0123456789") {
		word = strings.Trim(word, "0123456789./-月日号元¥$ ")
	}
	switch {
	case IsFee(word):
	case marksBack.has(word):
		return Refunded, true, true
	case marksOff.has(word):
		return Void, true, true
	case perhapsBack.has(word):
		return Refunded, false, true
	case perhapsOff.has(word):
		return Void, false, true
	case besideSold.has(word):
		return Void, false, false
	}
	return Counts, false, false
}

// IsFee tells what is taken for giving back or calling off.
func IsFee(word string) bool { return has(word, feesFor) }

var (
	marksBack = &wordSet{of: "退了,退费,退款,已退,已退费,已退款,已退回,全退,退钱,红冲,冲红,退费单,退款成功,refund,refunded,refund issued,refund given,refund to card,money returned,fully refunded,charged back," +
		"chargeback"}
	marksOff    = &wordSet{of: "作废,已作废,已取消,已撤销,废单,作废单,void,voided,cancelled,canceled,anulado,annulé,storniert"}
	perhapsBack = &wordSet{of: "退,退号,退卡,退课,退单,退货,退现,退现金,退回,原路退回,返款,部分退,退部分,退一半,退差价,多收退回,退给客户,转退,冲账,冲抵,冲减,冲销,对冲,credit note,money back"}
	perhapsOff  = &wordSet{of: "取消,取消预约,客户取消,患者取消,顾客取消,用户取消,取消了,撤单,删除,已删除,交易关闭,爽约,失约,未做,没做,不做了,停做,未执行,未治疗,未到,未到诊,没来,没到,未到店,未付款,未缴费," +
		"未收费,拒付,误收,错收,错单,开错,打错,录错,重复收费,重复录入,no show,noshow,not done,not performed,not paid,deleted,cancellation,canc,cancl,cxld,did not attend,entered twice," +
		"entered in error,charged twice,double charged,voided in error"}
	besideSold = &wordSet{of: "无效,撤销,撤回,未付,废,红字,unpaid,disputed,declined,written off,write off,storno"}
)
