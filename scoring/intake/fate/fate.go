// Package fate says what a row of money stands for by the words of its columns of statuses, types, directions and marks.
//
// In goes the header of such a column and the words that stand in it, out comes a [Fate] for each word and how it was
// told. Words are read by their parts ([Read]): an act (paying, giving back, calling off, coming, booking, sending), and
// what is said of it (done, not yet, failed, in part). A word whose parts are not known counts, and is not called known:
// the caller asks. Which columns are such, and what a bare yes or a filled cell means in them, the header says ([Heading]).
package fate

import (
	"slices"
	"strings"
	"sync"
)

// A Fate is what a row counts as.
type Fate uint8

// The fates.
const (
	Counts   Fate = iota
	Void          // it never happened, was not paid, or is only booked
	Refund        // its amount is given back
	Refunded      // it is a sale that was given back later: it does not count
	TopUp         // stored value paid in: counts on that day
	Spend         // of stored value: a visit without money
	Gift          // neither money nor visit
)

var names = [...]string{"counts", "void", "refund", "refunded", "topup", "spend", "gift"}

// String is the fate's name in settings and on the page.
func (f Fate) String() string { return names[f] }

// Parse reads a name.
func Parse(s string) (Fate, bool) {
	i := slices.Index(names[:], s)
	return Fate(max(0, i)), i >= 0
}

// A Why tells where a fate comes from.
type Why uint8

// The reasons.
const (
	Unknown Why = iota // nobody knows the word
	Known              // its parts are known
	Guessed            // one part is known and the rest is not: a proposal
	Part               // given back in part or not yet: the word does not say how much
	Blank              // nothing stands there
	Filled             // something stands where nothing should
	Gap                // nothing stands where something should
)

// Sure tells whether the user need not be asked.
func (w Why) Sure() bool { return w != Unknown && w != Guessed && w != Part && w != Gap }

// A Kind is what a column of such words is.
type Kind uint8

// The kinds.
const (
	None        Kind = iota
	Statuses         // what became of a sale
	Types            // what a row is: a sale, a refund, a top-up …
	Directions       // money in or out
	VoidMarks        // yes or something: void
	ValidMarks       // no: void
	RefundMarks      // yes or something: refunded, or a refund
	GiftMarks        // yes: a gift
	Ways             // ways of paying, of which stored value is one
	PayDays          // when it was paid: a row without a day was not, perhaps
)

// yes and no are bare answers to the question that a header asks.
var (
	yes = &wordSet{of: "是,有,对,y,yes,true,t,1,√,✓,✔,☑,x,on,○,〇,◯,●," +
		"ja,j,wahr,oui,o,vrai,sí,si,sì,s,sim,verdadero,verdadeiro,vero,да,истина,có,ใช่,はい,예,네"}
	no = &wordSet{of: "0 00,0 0,否,无,不,没有,n,no,false,f,0,×,✗,✘,☐,off,-,--,/,未,正常,n/a,na,null,none,nan," +
		"nein,falsch,non,faux,não,nao,falso,нет,ложь,không,ไม่,ไม่ใช่,いいえ,아니오,아니요"}
)

// A wordSet is words between commas, taken apart when the first is looked up. The program starts in every role of the site, and
// most of them never ask.
type wordSet struct {
	of    string
	once  sync.Once
	words map[string]bool
}

func (s *wordSet) has(word string) bool {
	s.once.Do(func() {
		s.words = map[string]bool{}
		for w := range strings.SplitSeq(s.of, ",") {
			s.words[w] = true
		}
	})
	return s.words[word]
}

// Read says what a word means in a column of a kind. The word is folded by [Fold] already.
func Read(k Kind, word string) (Fate, Why) {
	word = uncoded(word)
	if word == "" && (k == ValidMarks || k == PayDays) {
		return Void, Gap
	}
	if word == "" {
		return Counts, Blank
	}
	if k == PayDays {
		return Counts, Known
	}
	switch k {
	case VoidMarks, ValidMarks, RefundMarks, GiftMarks:
		return readMark(k, word)
	case Ways:
		if f, _ := ofType(word); isStored(word) || f == Gift {
			return Spend, Known
		}
		if has(word, coupons) || word == "account" {
			return Counts, Guessed
		}
		return Counts, Known
	case Directions:
		if f, ok := direction(word); ok {
			return f, Known
		}
		if side := Side(word); side != 0 {
			return [...]Fate{Refund, Counts, Counts}[1+side], Known
		}
	}
	if k == Statuses && has(word, dunned) {
		if has(word, undunned) {
			return Counts, Known
		}
		return Void, Guessed
	}
	if k == Types {
		if f, why, is := paidOut(word); is {
			return f, why
		}
	}
	if k == Types && doubtful.has(word) {
		return Counts, Unknown
	}
	if k == Types && giftReceipts.has(word) {
		return Counts, Known
	}
	if (k == Directions || k == Types) && outs.has(word) || k == Types && strings.HasPrefix(word, "负") {
		return Refund, Guessed
	}
	if k == Types || k == Directions {
		if f, why := undone(word); why != Unknown {
			return f, why
		}
		if f, ok := ofType(word); ok || IsSpending(word) {
			return f, Known
		}
	}
	if k == Types && IsInvoice(word) {
		return ofInvoice(word)
	}
	f, why := readParts(word)
	switch {
	case k == Types && f == Void && why == Known && isAgreed(word):
		why = Guessed
	case k == Types && why == Unknown && SellsPackages(word):
		return Counts, Known
	case f == Refunded && why == Guessed && k != Statuses:
		return Counts, Unknown // 售后服务 may be a repair that was paid for
	case f == Refunded && k != Statuses:
		f = Refund // a row of its own
	}
	return f, why
}

// outs are words of what goes out of a purse, spent or given back.
var outs = &wordSet{of: "减少,减,扣减,扣除,减款,支取,取用"}

// uncoded takes from a label the code that programs of statistics set before or behind it: 1. Yes, 0=No, 是(1).
func uncoded(word string) string {
	if len(word) < 3 {
		return word
	}
	if rest := strings.TrimLeft(word[1:], " =-,、"); word[0]-'0' < 10 && len(rest) < len(word)-1 && rest != "" && rest[0]-'0' >= 10 {
		return rest
	}
	if last := len(word) - 1; word[last]-'0' < 10 && word[last-1] == ' ' && (yes.has(word[:last-1]) || no.has(word[:last-1])) {
		return word[:last-1]
	}
	return word
}

// readMark reads the answer to the question that a header asks.
func readMark(k Kind, word string) (Fate, Why) {
	marked := map[Kind]Fate{VoidMarks: Void, RefundMarks: Refunded, GiftMarks: Gift}
	switch {
	case yes.has(word):
		return marked[k], Known // a valid row counts
	case no.has(word) && k == ValidMarks && word != "正常" && word != "-" && word != "/":
		return Void, Known
	case no.has(word):
		return Counts, Known
	}
	if f, ok := direction(word); ok && k == RefundMarks && f != Void { // 收 and 退
		if f == Refund {
			f = Refunded
		}
		return f, Known
	}
	f, why := readParts(word)
	switch {
	case why == Known && f == Void && k == RefundMarks:
		return Counts, Guessed
	case why == Known || why == Part:
		return f, why
	case k == ValidMarks && f == Void:
		return f, why
	case k == ValidMarks:
		return Counts, Unknown
	case k == RefundMarks || k == GiftMarks:
		return Counts, Unknown
	}
	if word[0]-'0' < 10 && len(word) == 1 {
		return Void, Guessed // a code beside 0, of one kind of being off or another
	}
	return Void, Filled // when it was called off, by whom or why
}

// Denies tells a word by which a mark says that it does not hold, or a day that no event has.
func Denies(word string) bool {
	if no.has(word) {
		return true
	}
	if word != "" && word[0]-'0' < 10 {
		word = strings.ReplaceAll(word, " ", "-") // as it is written, unfolded
	}
	for _, never := range [...]string{"1900-0", "1900/", "1899-", "0001-", "0001/", "0000-", "1970-01-01", "1970/1/1", "9999", "2099-12-31", "2999-"} {
		if strings.HasPrefix(word, never) {
			return true
		}
	}
	return false
}

// strong are words that say what became of a row in whatever column they stand alone.
var strong = &wordSet{of: "作废,已作废,废,取消,已取消,撤销,已撤销,删除,已删除,退费,已退费,退款,已退款,退货,已退货,全退,已退,全额退款,已全额退款,全额退费,full refund,fully refunded,红冲,冲红," +
	"已红冲,已冲红,全款退回,全额退回,全款已退,已退全款,冲正,充值,会员充值,赠送,赠金,void,voided,cancelled,canceled,refund,refunded,deleted,chargeback,top up,topup," +
	"反结账,已反结账,反结,反收费,测试单,测试订单,test order,耗卡,划卡,划扣,卡扣,购卡,办卡,储值消费,annulé,annulée,storniert,storno,anulado,anulada,cancelado,cancelada,annullato,отменен,отменён,отменено,キャンセル,취소,remboursé,remboursée,reembolsado,rückerstattet,erstattet,возвращено,gift,no show,未付款,未支付,未收费,未缴费,unpaid"}

// missed are words of a visit to which nobody came. As the name of something sold they are what that costs.
var missed = &wordSet{of: "爽约,已爽约,失约,未到诊,未到店,未就诊,late cancel,late cancelled,late canceled,late cancellation,no show,noshow,did not attend,did not arrive"}

// IsGiven tells the strong words of gifts, which may as well say what sort a thing is: Category Gift.
func IsGiven(word string) bool { return word == "gift" || word == "赠送" || word == "赠金" }

// IsReimbursed tells a strong word by which others than the house may give the money: insurers do for goods of some sorts.
func IsReimbursed(word string) bool { return reimbursed.has(word) }

var reimbursed = &wordSet{of: "remboursé,remboursée,reembolsado,rückerstattet,erstattet"}

// IsMissed tells such a word, and MayBeCharged one of a visit called off too late, for which a fee is often taken.
func IsMissed(word string) bool     { return missed.has(word) }
func MayBeCharged(word string) bool { return strings.HasPrefix(word, "late cancel") }

// ofBills are words that are said of bills, and of no appointment.
var ofBills = &wordSet{of: "作废,已作废,void,voided"}

// OfBills tells a word that is said of bills, and of no appointment.
func OfBills(word string) bool { return ofBills.has(word) }

// InPart is what [Says] says of a sum given back.
const InPart = "部分退款"

// Says finds such a word as a clause of a longer text: 此单作废，重开; void - entered twice. It is sure of it where the clause is all of
// the text, speaks of the bill, or begins with a word that is said of bills only: in 周三复诊，取消 something else was called off.
func Says(text string) (word string, sure bool) {
	for _, clause := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",;，；。、-–—/|", r) }) {
		clause = strings.TrimSpace(clause)
		sure = len(clause) == len(text) || strings.HasPrefix(text, clause) && ofBills.has(clause)
		for _, w := range [...]string{"此单", "本单", "该单", "这单", "此笔", "该笔", "这笔", "单据", "单子", "订单"} {
			rest, of := strings.CutPrefix(clause, w)
			clause, sure = rest, sure || of
		}
		for _, w := range [...]string{"给客户", "给患者", "给顾客", "给会员", "处理", "了"} {
			clause = strings.TrimSuffix(clause, w)
		}
		if rest, again := strings.CutSuffix(clause, "重开"); again && strong.has(rest) {
			clause, sure = rest, false // this one, or the new one
		}
		of, sum := cutSum(clause)
		if !sum { // a day is no sum: 退款 12-01
			of, sum = cutBare(clause)
			sum = sum && !strings.Contains(text, clause+"-") && !strings.Contains(text, clause+"/")
		}
		if sum && (partsBack.has(of) || strong.has(of) && has(of, pieces[0]) || wantsBack(of)) || inPart.has(clause) {
			return InPart, true // of how much of the row, nobody says
		}
		if of, day := cutDay(clause); day && strong.has(of) {
			return of, false // on that day, or of that one
		}
		if of, _, more := strings.Cut(clause, " "); more && ofBills.has(of) {
			return of, false // void, for some reason
		}
		if strong.has(clause) && clause != "废" {
			return clause, sure
		}
		if remarks.has(clause) {
			return "unpaid", false
		}
		for _, of := range [...]string{"order ", "sale ", "visit ", "booking ", "appointment ", "appt ", "class ", "session "} {
			if rest, is := strings.CutPrefix(clause, of); is && strong.has(rest) {
				return rest, false
			}
		}
		if tellsBack(clause) {
			return InPart, true
		}
	}
	return "", false
}

// remarks are what is written of a sale that was none.
var remarks = &wordSet{of: "entered twice,rang up twice,rung up twice,duplicate entry,double entry,did not pay,didn't pay,never paid,not paid,bounced check,check bounced,returned check,nsf"}

// tellsBack tells a remark in a few words by which money was given back, of how much of the row nobody knows: refund of $20 issued.
func tellsBack(clause string) bool {
	const most = 8
	words := strings.Fields(clause)
	if len(words) < 2 || len(words) > most || OfOtherRefund(clause) {
		return false
	}
	said, more := false, false
	for _, w := range words {
		back := w == "refund" || w == "refunds" || w == "refunded"
		said, more = said || back, more || !back && strings.Trim(w, "0123456789") != "" // a day alone says no more
	}
	return said && more
}

// OfOtherRefund tells a remark of a refund that was not made, or of something else.
func OfOtherRefund(text string) bool {
	if !strings.Contains(text, "refund") {
		return false
	}
	return slices.ContainsFunc(strings.Fields(text), func(w string) bool { return otherwise.has(w) })
}

// otherwise are words by which a remark speaks of no refund, or of one of something else.
var otherwise = &wordSet{of: "no,not,non,never,without,policy,policies,if,unless,eligible,deposit,insurance,next,last,previous,prior,declined,denied,rejected,refused,about,can,may,cannot,can't,tax"}

// partsBack are words for money given back, of which a sum says how much.
var partsBack = &wordSet{of: "退,退了,已退,退回,退还,部分退款,部分退费,退差价,退差额,退还差价"}

// inPart are words by which not all was given back, without a sum.
var inPart = &wordSet{of: "部分退款,部分退费,部分退货,部分退,已部分退款,已部分退费,退部分,退一部分,退一半,partial refund,partially refunded"}

// wantsBack tells what stands before a sum given back in a few words more: 客户要求退款50.
func wantsBack(of string) bool {
	const few = 30
	return of != "" && len(of) <= few && of[0] >= wide && endsBack(of) && !strings.HasSuffix(of, "退") && !strings.ContainsAny(of, "未不无没免拒可")
}

// cutBare takes a number of two digits or more from the end of a clause, where nothing says that it is money. The point of its fraction is
// folded to a blank, as the dash of a day is.
func cutBare(clause string) (of string, sum bool) {
	of = strings.TrimRight(clause, "0123456789")
	n := len(clause) - len(of)
	if whole := strings.TrimSuffix(of, " "); n == 2 && len(whole) < len(of) {
		front := strings.TrimRight(whole, "0123456789")
		yuan, cents := whole[len(front):], clause[len(of):]
		if yuan != "" && (len(yuan) > 2 || len(yuan) == 2 && yuan > "12" || cents > "31" || cents == "00") { // no day: 12-05
			of = front
			n += len(yuan)
		}
	}
	return strings.TrimSpace(of), n >= 2 && n < 8
}

// cutDay takes a day from the end of a clause, in figures parted by blanks or by what else stands between those of a day.
func cutDay(clause string) (of string, day bool) {
	of = strings.TrimRight(clause, "0123456789 .-/")
	tail := strings.TrimSpace(clause[len(of):])
	return of, strings.Trim(tail, "0123456789") != "" && tail[0]-'0' < 10
}

// endsBack tells words that end in one of giving back, which a sum may follow without a blank.
func endsBack(of string) bool {
	for _, w := range [...]string{"退", "退款", "退费", "退货"} {
		if strings.HasSuffix(of, w) {
			return true
		}
	}
	return false
}

// cutSum takes a sum of money from the end of a clause: 已退款20元.
func cutSum(clause string) (of string, sum bool) {
	rest := clause
	for _, unit := range [...]string{"元", "块", "yuan"} {
		rest = strings.TrimSuffix(rest, unit)
	}
	of = strings.TrimRight(rest, "0123456789. ¥$")
	tail := strings.TrimSpace(rest[len(of):])
	signed := len(rest) < len(clause) || strings.ContainsAny(tail, "¥$")
	return of, tail != "" && (signed || len(of) == len(rest)-len(tail) && endsBack(of) && len(tail) < 7 && !strings.Contains(tail, " ")) // and no day
}

// IsStrong tells a word that says what became of its row in whatever column it stands alone.
func IsStrong(word string) bool { return strong.has(word) }
