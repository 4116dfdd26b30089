package privacy

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// What stands beside a number tells what it is: 订单 makes it an order's, 元 a sum, 电话 a telephone of few digits, 微信 a
// name at a service.

// cues announce what stands behind them, with marks and 号 between.
var cues = []struct {
	kind  Kind
	words []string
	token func(s string) int // bytes of what is announced; 0 when it is not that
}{
	{Account, split("微信,weixin,wechat,vx,wxid"), handle},
	{Account, split("QQ,qq,扣扣"), digitsOf(5, 12)},
	{IDCard, split("护照,通行证,台胞证,passport"), document},
	{Address, split("地址,住址,家住,现住,住在,住于"), residence},
}

// orderCues stand before numbers of orders, sumCues before sums; behind sums stand sumEnds.
var (
	orderCues = split("订单,单号,流水,流水号,编号,条码,运单,快递,票号,发票,收据,合同,批号,货号,order,invoice,isbn")
	sumCues   = split("金额,共计,合计,总计,总额,实收,应收,实付,余额,￥,¥,$,rmb,cny")
	sumEnds   = split("元,块,圆,万,亿,号订单,号单")
	callCues  = split("电话,固话,座机,宅电,手机,致电,来电,回电,回拨,拨打,联系,tel,phone,传真")
)

// split makes a list of words once: cells by the million are searched for them.
func split(words string) []string { return strings.Split(words, ",") }

// hasCue tells a text with a word that announces something.
func hasCue(s string) bool {
	for _, c := range cues {
		for _, word := range c.words {
			if strings.Contains(s, word) {
				return true
			}
		}
	}
	return strings.Contains(s, "号") || plateAt(s, 0) >= 0
}

// cues finds what words announce, plates of cars and passports.
func (f *finder) cues() {
	if plain, passport := unannounced(f.s); plain {
		if passport {
			f.passports()
		}
		return
	}
	lower := strings.ToLower(f.s)
	if len(lower) != len(f.s) {
		lower = f.s
	}
	for _, c := range cues {
		for _, word := range c.words {
			for at := 0; ; {
				found := strings.Index(lower[at:], strings.ToLower(word))
				if found < 0 {
					break
				}
				at += found + len(word)
				from := at
				if word == "wxid" {
					from = at - len(word)
				} else {
					from += len(f.s[at:]) - len(strings.TrimLeft(f.s[at:], "号: ：=是为码\t"))
				}
				if size := c.token(f.s[from:]); size > 0 {
					f.keep(Span{c.kind, from, from + size})
				}
			}
		}
	}
	for at := plateAt(f.s, 0); at >= 0; at = plateAt(f.s, at+1) {
		f.keep(Span{Account, at, at + plateSize(f.s[at:])})
	}
	f.passports()
	f.streets()
}

// unannounced tells a text of ASCII in which no cue can stand, for want of a letter that each of those in Latin letters has, and
// whether the head of a passport's number may. Numbers and codes, which are most of what is looked at, are told so.
func unannounced(s string) (plain, passport bool) {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false, false
		}
		switch s[i] | 0x20 {
		case 'w', 'v', 'q', 'p':
			return false, false
		case 'e', 'g':
			passport = true
		}
	}
	return true, passport
}

// keep adds a span that no earlier one overlaps.
func (f *finder) keep(s Span) {
	for _, o := range f.spans {
		if s.From < o.To && o.From < s.To {
			return
		}
	}
	f.spans = append(f.spans, s)
	f.known = len(f.spans)
}

// handle gives the size of a name at a service: six letters, digits and dashes at least, the first a letter.
func handle(s string) int {
	n := 0
	for n < len(s) && (isLetter(s, n) || s[n]-'0' < 10 || s[n] == '_' || s[n] == '-') {
		n++
	}
	if n < 6 || n > 32 || !isLetter(s, 0) {
		return 0
	}
	return n
}

func digitsOf(least, most int) func(s string) int {
	return func(s string) int {
		n := 0
		for n < len(s) && s[n]-'0' < 10 {
			n++
		}
		if n < least || n > most {
			return 0
		}
		return n
	}
}

// document gives the size of the number of a passport or permit: a letter or two, and six digits at least.
func document(s string) int {
	n := 0
	for n < len(s) && n < 2 && isLetter(s, n) {
		n++
	}
	digits := digitsOf(6, 12)(s[n:])
	if digits == 0 {
		return 0
	}
	return n + digits
}

// residence gives the size of a place of living up to the next stop.
func residence(s string) int {
	n := strings.IndexFunc(s, func(r rune) bool { return strings.ContainsRune("，,。；;！!？?\n|", r) })
	if n < 0 {
		n = len(s)
	}
	if utf8.RuneCountInString(s[:n]) < 4 {
		return 0
	}
	return n
}

// provincesShort begin the plates of cars.
const provincesShort = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"

// plateAt finds the next plate of a car from a place on; -1 when there is none.
func plateAt(s string, from int) int {
	for i, r := range s[min(from, len(s)):] {
		if r >= 0x4E00 && strings.ContainsRune(provincesShort, r) && plateSize(s[from+i:]) > 0 {
			return from + i
		}
	}
	return -1
}

// plateSize gives the size of the plate that a text begins with: a province, a letter, and five or six of letters and
// digits, of which three are digits.
func plateSize(s string) int {
	_, at := utf8.DecodeRuneInString(s)
	if at >= len(s) || s[at] < 'A' || s[at] > 'Z' {
		return 0
	}
	at++
	for _, dot := range [...]string{"·", "-", " ", "."} {
		if strings.HasPrefix(s[at:], dot) {
			at += len(dot)
			break
		}
	}
	n, digits := 0, 0
	for at+n < len(s) && (s[at+n]-'0' < 10 || s[at+n] >= 'A' && s[at+n] <= 'Z') {
		if s[at+n] <= '9' {
			digits++
		}
		n++
	}
	if n < 5 || n > 6 || digits < 3 {
		return 0
	}
	return at + n
}

// passports finds those of China: E or G and eight digits, alone.
func (f *finder) passports() {
	for i := 0; i+9 <= len(f.s); i++ {
		if f.s[i]|0x20 != 'e' && f.s[i]|0x20 != 'g' || i > 0 && (isLetter(f.s, i-1) || f.s[i-1]-'0' < 10 || f.s[i-1] == '-') {
			continue
		}
		if n := digitsOf(8, 8)(f.s[i+1:]); n > 0 && !isLetter(f.s, i+9) && !f.after(orderCues, i) {
			f.keep(Span{IDCard, i, i + 9})
		}
	}
}

// streets finds a road with the number of a house, from the comma or blank before it.
func (f *finder) streets() {
	for _, road := range [...]string{"路", "街", "巷", "弄", "小区", "村", "苑", "花园", "公寓", "家园", "新城", "广场", "大厦"} {
		for at := 0; ; {
			found := strings.Index(f.s[at:], road)
			if found < 0 {
				break
			}
			at += found + len(road)
			end := houseEnd(f.s, at)
			if end == 0 {
				continue
			}
			from := at
			for n := 0; from > 0 && n < 16; n++ {
				r, size := utf8.DecodeLastRuneInString(f.s[:from])
				if !unicode.Is(unicode.Han, r) {
					break
				}
				from -= size
			}
			f.keep(Span{Address, from, end})
		}
	}
}

// houseEnd gives the end of the number of a house, with its storey and room, that begins at i; 0 when there is none.
func houseEnd(s string, i int) int {
	from, end := i, 0
	if n := estate(s[i:]); n > 0 {
		return i + n
	}
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r >= '0' && r <= '9' || r == '-' || strings.ContainsRune("东西南北甲乙", r):
		case strings.ContainsRune("号弄栋幢座单元室楼层户", r) && i > from:
			end = i + size
		default:
			return end
		}
		i += size
		if end > 0 && r >= '0' && r <= '9' {
			end = i
		}
	}
	return end
}

// estate gives the size of a house, storey and room that a text begins with, written as 3-2-501; 0 when it does not.
func estate(s string) int {
	parts, n := 0, 0
	for parts < 4 {
		digits := 0
		for n+digits < len(s) && s[n+digits]-'0' < 10 {
			digits++
		}
		if digits == 0 || digits > 4 {
			return 0
		}
		parts, n = parts+1, n+digits
		if n == len(s) || s[n] != '-' {
			break
		}
		n++
	}
	if parts < 3 {
		return 0
	}
	return n
}

// counts tells a number beside which a word says that it is an order's or a sum.
func (f *finder) counts(from, to int) bool {
	from = f.plus(from)
	if f.after(orderCues, from) || f.after(sumCues, from) {
		return true
	}
	rest := strings.TrimLeft(f.s[to:], " ")
	for _, end := range sumEnds {
		if next, found := strings.CutPrefix(rest, end); found && !strings.HasPrefix(next, "旦") && !strings.HasPrefix(next, "宵") {
			return true
		}
	}
	return len(rest) >= 3 && rest[0] == '.' && rest[1]-'0' < 10 && rest[2]-'0' < 10 && (len(rest) == 3 || rest[3]-'0' >= 10)
}

// announced tells a number before which a word says that it is a telephone.
func (f *finder) announced(from int) bool { return f.after(callCues, from) }

// after tells whether one of the words stands before a place, with marks, 号 and one letter between at most.
func (f *finder) after(words []string, at int) bool {
	before := strings.TrimRight(f.s[:at], " :：=\t#")
	if n := len(before); n > 0 && isLetter(before, n-1) && (n == 1 || !isLetter(before, n-2)) {
		before = strings.TrimRight(before[:n-1], " :：=\t#")
	}
	before = strings.ToLower(strings.TrimSuffix(strings.TrimSuffix(before, "号码"), "号"))
	for _, word := range words {
		if strings.HasSuffix(before, word) || strings.HasSuffix(before+"号", word) {
			return true
		}
	}
	return false
}

// spelledDigits are digits as words write them; a digit stands at its value times two, and one more.
const spelledDigits = "零〇一壹二贰三叁四肆五伍六陆七柒八捌九玖"

func spelledDigit(r rune) (value int, spelled bool) {
	if r >= '0' && r <= '9' {
		return int(r - '0'), false
	}
	if r == '幺' {
		return 1, true
	}
	if at := strings.IndexRune(spelledDigits, r); at >= 0 {
		return at / 6, true
	}
	return -1, false
}

// isSpelled tells a run of digits, at least fewWords of them words, that is long enough for a mobile number.
func isSpelled(s string) bool {
	run, words := 0, 0
	for _, r := range s {
		v, word := spelledDigit(r)
		if v < 0 && run > 0 && (r == '-' || r == ' ') {
			continue
		}
		if v < 0 {
			if run == mobileDigits && words > 0 {
				return true
			}
			run, words = 0, 0
			continue
		}
		if run++; word {
			words++
		}
		if run >= mobileDigits && words >= fewWords {
			return true
		}
	}
	return run == mobileDigits && words > 0
}

const fewWords = 4

// spelled finds mobile numbers of which some digits are words.
func (f *finder) spelled() {
	if !isSpelled(f.s) {
		return
	}
	var digits []byte
	words, from := 0, 0
	end := func(to int) {
		for i := 0; (words >= fewWords || words > 0 && len(digits) == mobileDigits) && i+mobileDigits <= len(digits); i++ {
			if isMobile(digits[i : i+mobileDigits]) {
				f.keep(Span{Phone, from, to})
				f.words = true
				break
			}
		}
		digits, words = digits[:0], 0
	}
	for i, r := range f.s {
		v, word := spelledDigit(r)
		if v < 0 && len(digits) > 0 && (r == '-' || r == ' ') {
			continue
		}
		if v < 0 {
			end(i)
			continue
		}
		if len(digits) == 0 {
			from = i
		}
		if digits = append(digits, byte(v)); word {
			words++
		}
	}
	end(len(f.s))
}
