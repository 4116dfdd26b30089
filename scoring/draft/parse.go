package draft

import (
	"strings"

	"fenji/scoring/decimal"
)

// maxRange is the length of the longest range that is read, in bytes.
const maxRange = 120

// A sign says what a word does to the number beside it.
type sign struct {
	word   string
	lower  bool // the number is a lower end
	open   bool // and lies outside
	behind bool // the word stands behind the number
}

// signs are the words, longer ones before those that begin them. 以上 and 以下 include the number, 超过 and 不满 do not
// (Civil Code of China, article 1259).
var signs = []sign{
	{"大于等于", true, false, false}, {"大于或等于", true, false, false}, {"小于等于", false, false, false},
	{"小于或等于", false, false, false}, {"不低于", true, false, false}, {"不少于", true, false, false},
	{"不小于", true, false, false}, {"不超过", false, false, false}, {"不大于", false, false, false},
	{"不高于", false, false, false}, {"不多于", false, false, false}, {"至少", true, false, false},
	{"最少", true, false, false}, {"至多", false, false, false}, {"最多", false, false, false},
	{"超过", true, true, false}, {"大于", true, true, false}, {"高于", true, true, false}, {"多于", true, true, false},
	{"不满", false, true, false}, {"不足", false, true, false}, {"未满", false, true, false}, {"小于", false, true, false},
	{"低于", false, true, false}, {"少于", false, true, false}, {"不到", false, true, false},
	{">=", true, false, false}, {"<=", false, false, false}, {"≥", true, false, false}, {"≤", false, false, false},
	{"≧", true, false, false}, {"≦", false, false, false}, {">", true, true, false}, {"<", false, true, false},
	{"at least", true, false, false}, {"at most", false, false, false}, {"up to", false, false, false},
	{"more than", true, true, false}, {"less than", false, true, false}, {"over", true, true, false},
	{"above", true, true, false}, {"under", false, true, false}, {"below", false, true, false},
	{"or more", true, false, true}, {"or less", false, false, true}, {"and over", true, false, true},
	{"以上", true, false, true}, {"及以上", true, false, true}, {"以下", false, false, true}, {"及以下", false, false, true},
	{"以内", false, false, true}, {"之内", false, false, true}, {"内", false, false, true}, {"起", true, false, true},
	{"+", true, false, true},
}

// between are the words between two ends.
var between = []string{"至", "到", "~", "-", "–", "—", "―", "−", "to"}

// fillers say what is counted; they change nothing.
var fillers = []string{"及", "和", "且", "并", "的", "元", "块", "圆", "rmb", "yuan", "天", "日", "days", "day", "次", "visits", "visit", "分", "个",
	"¥", "r", "f", "m", "d", "s", "z", "x", ",", ";", "、", "包含", "含", "(", ")"}

// A token is a number, a sign, a word between, or a letter that stands for the value.
type token struct {
	number *decimal.Decimal
	sign   *sign
	dash   bool
	name   bool
	not    bool // 不含: the end before it lies outside
}

// ParseRange reads a range as clinics write it: "501–1000元", "≥3000", "1千以上", "超过30天", "[600,800)", "0<D≤10", with
// digits of either width. Money comes out in the unit of the profile, whichever the text names. ok is false when the
// text says no one range.
func ParseRange(text string, unit decimal.Unit) (r Range, ok bool) {
	s := plain(text)
	if s == "" || len(s) > maxRange {
		return Range{}, false
	}
	if r, ok := interval(s, unit); ok {
		return r, true
	}
	tokens, ok := tokensOf(s, unit)
	if !ok {
		return Range{}, false
	}
	return read(tokens)
}

// plain is a text in narrow small letters, without blanks that hold words apart needlessly.
func plain(text string) string {
	var b strings.Builder
	for _, c := range strings.TrimSpace(text) {
		switch {
		case c >= '！' && c <= '～':
			c -= '！' - '!'
		case c == '　' || c == '\u00a0':
			c = ' '
		case c == '〜' || c == '～':
			c = '~'
		case c == '￥':
			c = '¥'
		case c == '【' || c == '［':
			c = '['
		case c == '】' || c == '］':
			c = ']'
		}
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		b.WriteRune(c)
	}
	return b.String()
}

// interval reads the notation of mathematics: "[600,800)".
func interval(s string, unit decimal.Unit) (Range, bool) {
	first, last := s[0], s[len(s)-1]
	if first != '[' && first != '(' || last != ']' && last != ')' {
		return Range{}, false
	}
	low, high, two := strings.Cut(s[1:len(s)-1], ",")
	if !two || strings.Contains(high, ",") {
		return Range{}, false
	}
	r := Range{LowOpen: first == '(', HighOpen: last == ')'}
	for _, e := range []struct {
		text string
		to   **decimal.Decimal
		none string
	}{{low, &r.Low, "-"}, {high, &r.High, "+"}} {
		text := strings.TrimSpace(e.text)
		if text == "" || strings.TrimPrefix(text, e.none) == "∞" || text == "∞" {
			continue
		}
		tokens, ok := tokensOf(text, unit)
		if !ok || len(tokens) != 1 || tokens[0].number == nil {
			return Range{}, false
		}
		*e.to = tokens[0].number
	}
	r.LowOpen, r.HighOpen = r.LowOpen && r.Low != nil, r.HighOpen && r.High != nil
	return r, (r.Low != nil || r.High != nil) && !r.empty()
}

// empty tells that no number lies in the range.
func (r Range) empty() bool {
	if r.Low == nil || r.High == nil {
		return false
	}
	c := r.Low.Cmp(*r.High)
	return c > 0 || c == 0 && (r.LowOpen || r.HighOpen)
}

// tokensOf cuts a text into its parts; ok is false at a word that nobody knows.
func tokensOf(s string, unit decimal.Unit) (list []token, ok bool) {
	for s != "" {
		if s[0] == ' ' {
			s = s[1:]
			continue
		}
		if digit(s[0]) || begins(s) || s[0] == '-' && len(s) > 1 && digit(s[1]) && !ends(list) {
			n, size, ok := number(s, unit)
			if !ok {
				return nil, false
			}
			list, s = append(list, token{number: &n}), s[size:]
			continue
		}
		t, size := word(s)
		if size == 0 {
			return nil, false
		}
		if t != (token{}) {
			list = append(list, t)
		}
		s = s[size:]
	}
	return list, true
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

// ends tells that a number was read last, so that a dash stands between two.
func ends(list []token) bool { return len(list) > 0 && list[len(list)-1].number != nil }

// word reads the word at the beginning of s; size is 0 when it is none.
func word(s string) (t token, size int) {
	for _, not := range []string{"(不含)", "不含", "(不包含)", "不包含", "(不包括)", "不包括"} {
		if strings.HasPrefix(s, not) {
			return token{not: true}, len(not)
		}
	}
	best := 0
	for i := range signs {
		if w := signs[i].word; len(w) > best && strings.HasPrefix(s, w) {
			best, t = len(w), token{sign: &signs[i]}
		}
	}
	for _, w := range between {
		if len(w) > best && strings.HasPrefix(s, w) {
			best, t = len(w), token{dash: true}
		}
	}
	for _, w := range fillers {
		if len(w) > best && strings.HasPrefix(s, w) {
			best, t = len(w), token{name: len(w) == 1 && w[0] >= 'a' && w[0] <= 'z'}
		}
	}
	return t, best
}

// powers are the words that multiply, as powers of ten.
var powers = []struct {
	word string
	zero int
}{{"亿", 8}, {"万", 4}, {"千", 3}, {"百", 2}, {"w", 4}, {"k", 3}}

// number reads the number at the beginning of s, with the words that multiply it, in the profile's unit: 1千 is 1000, 3万
// is 3 where the unit is 万元, and so is 30000元. size is how much of s it takes.
func number(s string, unit decimal.Unit) (n decimal.Decimal, size int, ok bool) {
	if begins(s) {
		whole, size, ranked := numeral(s)
		if size == 0 {
			return n, 0, false
		}
		return inUnit(decimal.Int(whole), s, size, 0, ranked, unit)
	}
	var digits []byte
	for size < len(s) {
		c := s[size]
		group := c == ',' && size+3 < len(s) && digit(s[size+1]) && digit(s[size+2]) && digit(s[size+3]) &&
			(size+4 == len(s) || !digit(s[size+4]))
		if !group && !digit(c) && c != '.' && !(c == '-' && size == 0) {
			break
		}
		if !group {
			digits = append(digits, c)
		}
		size++
	}
	n, err := decimal.Parse(string(digits))
	if err != nil {
		return n, 0, false
	}
	zeros, named := 0, false
	for again := true; again; {
		again = false
		for _, p := range powers {
			if strings.HasPrefix(s[size:], p.word) {
				zeros, size, again, named = zeros+p.zero, size+len(p.word), true, true
				break
			}
		}
	}
	return inUnit(n, s, size, zeros, named, unit)
}

// inUnit multiplies the number of which size bytes were read by tens, and gives it in the profile's unit where a unit is named.
func inUnit(n decimal.Decimal, s string, size, zeros int, named bool, unit decimal.Unit) (decimal.Decimal, int, bool) {
	if rest := strings.TrimLeft(s[size:], " "); strings.HasPrefix(rest, "元") || strings.HasPrefix(rest, "块") {
		named = true
	}
	if named && unit == decimal.WanYuan {
		zeros -= 4
	}
	for ; zeros > 0 && n.Exp > 0; zeros-- {
		n.Exp--
	}
	for ; zeros > 0; zeros-- {
		if n.Coef > 1e17 || n.Coef < -1e17 {
			return n, 0, false
		}
		n.Coef *= 10
	}
	if n.Exp += uint8(-zeros); n.Exp > 18 {
		return n, 0, false
	}
	return n.Trim(), size, true
}

// read makes a range of tokens.
func read(tokens []token) (r Range, ok bool) {
	var single *decimal.Decimal
	set := func(n *decimal.Decimal, lower, open bool) bool {
		if lower {
			if r.Low != nil {
				return false
			}
			r.Low, r.LowOpen = n, open
			return true
		}
		if r.High != nil {
			return false
		}
		r.High, r.HighOpen = n, open
		return true
	}
	at := func(i int) token {
		if i < 0 || i >= len(tokens) {
			return token{}
		}
		return tokens[i]
	}
	last := -1 // which end was set last: 0 low, 1 high
	for i, t := range tokens {
		if t.not && last >= 0 {
			if last == 0 {
				r.LowOpen = true
			} else {
				r.HighOpen = true
			}
		}
		if t.number == nil {
			continue
		}
		before, after := at(i-1), at(i+1)
		taken := false
		put := func(lower, open bool) {
			if ok = set(t.number, lower, open); ok {
				taken, last = true, 1
				if lower {
					last = 0
				}
			}
		}
		ok = true
		switch {
		case before.sign != nil && !before.sign.behind:
			put(before.sign.lower, before.sign.open)
		case before.dash && at(i-2).isNumber() || before.dash && at(i-2).sign != nil && at(i-2).sign.behind:
			put(false, after.sign != nil && after.sign.behind && after.sign.open)
		case after.sign != nil && after.sign.behind:
			put(after.sign.lower, after.sign.open)
		case after.sign != nil && at(i+2).name: // 0 < D: the value stands behind the sign
			put(!after.sign.lower, after.sign.open)
		case after.dash && !at(i+2).isNumber():
			return Range{}, false
		case after.dash:
			put(true, false)
		}
		if !ok {
			return Range{}, false
		}
		if !taken {
			if single != nil {
				return Range{}, false
			}
			single = t.number
		}
	}
	if single != nil {
		if r.Low != nil || r.High != nil {
			return Range{}, false
		}
		r.Low, r.High = single, single
	}
	return r, (r.Low != nil || r.High != nil) && !r.empty()
}

func (t token) isNumber() bool { return t.number != nil }
