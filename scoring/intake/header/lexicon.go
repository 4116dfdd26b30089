package header

import (
	"strings"
	"sync"
	"unicode"

	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/read"
)

// A meaning is what a header says.
type meaning struct {
	role  intake.Role
	grain grain
	sure  int // 0 … 100
	exact bool
	unit  decimal.Unit
}

var noMeaning = meaning{role: intake.Other}

// A term is a synonym made ready for comparing.
type term struct {
	spaced, compact string
	meaning         meaning
}

// A lexicon is the table of synonyms made ready.
type lexicon struct {
	exact map[string]meaning // by compact form
	parts []term             // those that may be found within a longer header
	spoil []term
	units map[string]decimal.Unit // by compact form; NoUnit for words that merely say what is counted
}

var known = sync.OnceValue(func() *lexicon {
	x := &lexicon{exact: map[string]meaning{}, units: map[string]decimal.Unit{}}
	whole := map[string]bool{}
	for w := range strings.SplitSeq(wholes, ",") {
		whole[spell(w).compact] = true
	}
	for _, s := range synonyms {
		for w := range strings.SplitSeq(s.words, ",") {
			k, m := spell(w), meaning{role: s.role, grain: s.grain, sure: s.sure}
			x.learn(k, m)
			if len(k.compact) >= 4 && !whole[k.compact] && s.grain != beside && s.role != intake.Ignore && s.sure > 55 {
				x.parts = append(x.parts, term{k.spaced, k.compact, m})
			}
		}
	}
	for who := range strings.SplitSeq(whoWords, ",") {
		x.learnTails(who, idTails, intake.Customer)
		x.learnTails(who, nameTails, intake.Name)
	}
	for w := range strings.SplitSeq(spoilers, ",") {
		k := spell(w)
		x.spoil = append(x.spoil, term{spaced: k.spaced, compact: k.compact})
	}
	for _, u := range unitWords {
		for w := range strings.SplitSeq(u.words, ",") {
			x.units[spell(w).compact] = decimal.UnitOf(u.unit)
		}
	}
	return x
})

// learn adds a whole header; of several meanings the first stays.
func (x *lexicon) learn(k spelling, m meaning) {
	if _, twice := x.exact[k.compact]; !twice {
		x.exact[k.compact] = m
	}
}

func (x *lexicon) learnTails(who, tails string, r intake.Role) {
	for tail := range strings.SplitSeq(tails, ",") {
		x.learn(spell(who+" "+tail), meaning{role: r, sure: 95})
	}
}

// A spelling is a header in the form in which headers are compared.
type spelling struct {
	spaced  string    // lower case, words apart
	compact string    // without spaces
	inner   []string  // what stood in brackets, as it stood
	signs   [4]uint64 // the bytes of spaced, to pass over most words at once
}

var brackets = map[rune]rune{'(': ')', '[': ']', '{': '}', '【': '】', '〔': '〕', '〈': '〉', '《': '》', '<': '>'}

// abbreviations are of words in headers, beside others.
var abbreviations = map[string]string{"amt": "amount", "pd": "paid", "pt": "patient", "appt": "appointment", "pmt": "payment", "pymt": "payment", "txn": "transaction", "rcvd": "received", "dt": "date",
	"svc": "service", "inv": "invoice", "tot": "total"}

// spell normalises a header: NFKC, brackets taken out, words apart also where only a capital letter shows it.
func spell(header string) spelling {
	var out, inner strings.Builder
	var k spelling
	closing, before := rune(0), ' '
	for _, r := range read.Tidy(header) {
		if r = read.Simplified(r); r == '帐' {
			r = '账'
		}
		switch {
		case closing != 0 && r == closing:
			k.inner = append(k.inner, inner.String())
			inner.Reset()
			closing = 0
			r = ' '
			out.WriteByte(' ')
		case closing != 0:
			inner.WriteRune(r)
			continue
		case brackets[r] != 0:
			closing = brackets[r]
			r = ' '
			out.WriteByte(' ')
		case unicode.IsUpper(r) && unicode.IsLower(before) && before < 0x80:
			out.WriteByte(' ')
			out.WriteRune(unicode.ToLower(r))
		case unicode.IsLetter(r) || unicode.IsDigit(r) || r == '#' || r == '¥':
			out.WriteRune(unicode.ToLower(r))
		case r == '%':
			out.WriteString(" percent ")
		default:
			out.WriteByte(' ')
		}
		before = r
	}
	if closing != 0 { // a bracket never closed
		k.inner = append(k.inner, inner.String())
	}
	fields := strings.Fields(out.String())
	for i, w := range fields {
		if long := abbreviations[w]; long != "" && (len(fields) > 1 || w == "amt") {
			fields[i] = long
		}
	}
	k.spaced, k.compact = strings.Join(fields, " "), strings.Join(fields, "")
	k.note()
	return k
}

func (k *spelling) note() {
	for i := 0; i < len(k.spaced); i++ {
		k.signs[k.spaced[i]>>6] |= 1 << (k.spaced[i] & 63)
	}
}

func (k *spelling) holds(b byte) bool { return k.signs[b>>6]>>(b&63)&1 != 0 }

// read says what a header means. An unknown header means Other with no certainty.
func (x *lexicon) read(header string) meaning {
	if len(header) > 200 {
		return noMeaning
	}
	k, tax := cutTax(spell(header))
	unit := x.unitOf(k.inner)
	m := x.readWords(k)
	if !m.exact {
		if short, u, ok := x.cutUnit(k); ok {
			if unit == decimal.NoUnit {
				unit = u
			}
			m = x.readWords(short)
		}
	}
	for _, part := range k.inner {
		in, said := cutTax(spell(part))
		if tax += said; said == 0 || in.compact != "" {
			m = x.narrow(m, part)
		}
	}
	m.unit = unit
	if tax < 0 {
		m.sure = max(0, m.sure-12) // the one with tax is what was paid
	}
	return m
}

// without is a spelling of which some words were taken.
func (k spelling) without(spaced, compact string) spelling {
	short := spelling{spaced: spaced, compact: compact, inner: k.inner}
	short.note()
	return short
}

// narrow lets what stands in brackets change the meaning: 客户(姓名) is a name, 金额(优惠) is no amount.
func (x *lexicon) narrow(m meaning, part string) meaning {
	k := spell(part)
	if _, isUnit := x.units[k.compact]; isUnit {
		return m
	}
	if inner, ok := x.exact[k.compact]; ok && inner.grain != beside && len(k.compact) > 1 && inner.sure > weak {
		inner.exact = m.exact
		return inner
	}
	if x.spoiled(k) {
		return meaning{role: intake.Other, sure: 70}
	}
	return m
}

func (x *lexicon) readWords(k spelling) meaning {
	if m, ok := x.exact[k.compact]; ok && k.compact != "" {
		m.exact = true
		return m
	}
	if givenBack(k) {
		return meaning{role: intake.Refunded, sure: 85, exact: true}
	}
	if x.spoiled(k) {
		return meaning{role: intake.Other, sure: 70}
	}
	if m, ok := x.compose(k); ok {
		return m
	}
	best, weight := noMeaning, 0
	for i := range x.parts {
		t := &x.parts[i]
		at := k.find(t)
		if at < 0 {
			continue
		}
		// The longest part counts; the end of a header, where the head of a name stands, counts like three signs more.
		w := 2 * len(t.compact)
		if at == len(t.compact) {
			w += 6 * len(t.compact) / len([]rune(t.compact))
		}
		if w > weight {
			best, weight = t.meaning, w
			best.sure = t.meaning.sure * (60 + 40*len(t.compact)/len(k.compact)) / 100
		}
	}
	return best
}

// find looks for a term within a header and returns how many bytes follow its start, or -1. Words of letters match
// whole words only: "paid" is not in "unpaid".
func (k *spelling) find(t *term) int {
	if !k.holds(t.compact[0]) || !k.holds(t.compact[len(t.compact)-1]) {
		return -1
	}
	if t.compact[0] >= 0x80 {
		if at := strings.LastIndex(k.compact, t.compact); at >= 0 {
			return len(k.compact) - at
		}
		return -1
	}
	at := strings.LastIndex(k.spaced, t.spaced)
	if at < 0 || at > 0 && asciiWord(k.spaced[at-1]) {
		return -1
	}
	if end := at + len(t.spaced); end < len(k.spaced) {
		if asciiWord(k.spaced[end]) {
			return -1
		}
		return len(k.spaced) - at + len(t.compact)
	}
	return len(t.compact)
}

func asciiWord(b byte) bool { return b >= 'a' && b <= 'z' || b >= '0' && b <= '9' }

func (x *lexicon) spoiled(k spelling) bool {
	for i := range x.spoil {
		if k.find(&x.spoil[i]) >= 0 {
			return true
		}
	}
	return false
}

// A WordList is a set of whole headers, compared as headers are. It is made when it is first asked: most of the site's
// program never asks.
type WordList struct {
	of   string                 // between commas
	make func() map[string]bool // gives them instead
	once sync.Once
	set  map[string]bool
}

// Words makes such a set of words between commas.
func Words(words string) *WordList { return &WordList{of: words} }

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for s := range strings.SplitSeq(words, ",") {
		set[spell(s).compact] = true
	}
	return set
}

// Has tells whether a header is one of them, whatever stands in brackets.
func (w *WordList) Has(header string) bool {
	return len(header) <= 200 && w.all()[spell(header).compact]
}

func (w *WordList) all() map[string]bool {
	w.once.Do(func() {
		if w.make != nil {
			w.set = w.make()
		} else {
			w.set = setOf(w.of)
		}
	})
	return w.set
}

// MeansName tells a header that says name and not number.
func MeansName(header string) bool { return known().read(header).role == intake.Name }

// Compact brings a header to the form in which headers are compared: lower case, without spaces, signs and brackets.
func Compact(header string) string { return spell(header).compact }

// otherDays are words of headers of such days.
var otherDays = list("充值,储值,核销,创建,录入,登记,topup,recharge,created,added,entered,imported,updated,modified")

// The last of a customer's visits may be told by when it was entered.
var (
	lastOnes = list("最近,最后,上次,末次,last,latest,recent")
	ofVisits = list("消费,订单,购买,就诊,到店,到诊,下单,交易,order,visit,purchase,appointment,transaction")
)

// IsOtherDay tells a header of a day that need not be one of a customer's visits: of a top-up, of when something was entered.
func IsOtherDay(header string) bool {
	m := known().read(header)
	if m.role == intake.Date && m.exact {
		return m.sure < weak || m.sure == weak && m.grain == ofVisit
	}
	compact := spell(header).compact
	return hasAny(compact, otherDays) && !(hasAny(compact, lastOnes) && hasAny(compact, ofVisits))
}

// Received is how sure a header of an amount is that says what was received.
const Received = 98

// toPay are headers of amounts that are as good as those of what was received, and stand over what is still to be paid as well.
var toPay = Words("pay amount,pay money,net amount,net total,actual amount,actual price,real amount,real price,实际金额")

// SaysReceived tells a header of what was received and nothing else.
func SaysReceived(header string) bool { return IsReceived(header) && !toPay.Has(header) }

// IsReceived tells a header of what was received, on a row or in all.
func IsReceived(header string) bool {
	m := known().read(header)
	return m.role == intake.Amount && (m.sure >= Received || m.sure == receivedInAll && m.grain == either)
}

// AmountSure is how sure a header speaks of an amount, 0 where it does not.
func AmountSure(header string) int {
	if m := known().read(header); m.role == intake.Amount {
		return m.sure
	}
	return 0
}

// Means gives the role that a header speaks of, and tells whether it says that and nothing else.
func Means(header string) (r intake.Role, exact bool) {
	m := known().read(header)
	return m.role, m.exact
}
