package read

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"fenji/scoring/intake/fate"
	"fenji/scoring/sheet"
)

// Some write more than a figure into the cell of an amount. A way of paying before or behind it says nothing of it: 100微信, 60 card,
// 现金(80). Several figures are one amount only where the cell plainly adds them up: 60+30, 微信100现金50. Whatever else stands there may
// turn the meaning of the figure round, 欠60 or 200送50, and cannot be read until the user says that the first figure is the amount.

// Loose is added to a Writing where the user says so.
const Loose Writing = 1 << 4

// Strict is the same Writing without it.
func (w Writing) Strict() Writing { return w &^ Loose }

type besideMemo struct {
	Figure
	writing Writing
	st      Status
	known   bool
	sum     bool // of plain figures
}

// Amount reads a cell of a column of money, in which more than a figure may stand.
func (v *Values) Amount(c sheet.Cell, w Writing) (Figure, Status) {
	f, st := v.FigureIn(c, w.Strict())
	if st != Unreadable || c.Kind != sheet.Text {
		return f, st
	}
	return v.beside(c, w)
}

// CurrencyIn is the currency that an amount names, 0 when it names none.
func (v *Values) CurrencyIn(c sheet.Cell, w Writing) Currency {
	f, st := v.Figure(c)
	if f.Currency == 0 && st == Unreadable && c.Kind == sheet.Text {
		f, _ = v.beside(c, w)
	}
	return f.Currency
}

// First reads the first figure of a cell in which more stands.
func (v *Values) First(c sheet.Cell, w Writing) (f Figure, ok bool) {
	if c.Kind != sheet.Text {
		return f, false
	}
	return firstFigure(v.T.String(c.TextID()), w.Strict())
}

// AddsUp tells a cell that is a sum of plain figures: 60+30.
func (v *Values) AddsUp(c sheet.Cell, w Writing) bool {
	if c.Kind != sheet.Text {
		return false
	}
	if _, st := v.FigureIn(c, w.Strict()); st != Unreadable {
		return false
	}
	_, st := v.beside(c, w)
	return st == Readable && v.besides.At(v.T, c.TextID()).sum
}

// beside reads what is no figure by itself.
func (v *Values) beside(c sheet.Cell, w Writing) (Figure, Status) {
	s := v.T.String(c.TextID())
	if !anyDigit(s) {
		return Figure{}, Unreadable
	}
	m := v.besides.At(v.T, c.TextID())
	if m.known && m.writing == w {
		return m.Figure, m.st
	}
	f, kind := readBeside(s, w.Strict())
	*m = besideMemo{Figure: f, writing: w, known: true, sum: kind == bare}
	if kind == noPart {
		m.st = Unreadable
		if f, ok := firstFigure(s, w.Strict()); ok && w != w.Strict() {
			m.Figure, m.st = f, Readable
		}
	}
	return m.Figure, m.st
}

// A token is a figure, words, or a sign, as its kind says.
type token struct {
	kind rune // '0', 'a', or the sign
	text string
	Figure
}

// mostBeside bounds how many tokens are read.
const mostBeside = 24

// readBeside reads figures with ways of paying beside them, and sums; of which kind they are, it tells as [partOf] does.
func readBeside(s string, w Writing) (f Figure, kind int) {
	if s = Fold(s); len(s) > 64 {
		return f, noPart
	}
	list, ok := tokensOf(s, w)
	if !ok {
		return f, noPart
	}
	if list = unwrap(list); len(list) == 3 && list[0].kind == '-' && list[1].kind == '0' {
		f, kind = addUp(list[1:])
		f.Coef = -f.Coef
		return f, kind
	}
	return addUp(list)
}

// tokensOf takes a text apart.
func tokensOf(s string, w Writing) (list []token, ok bool) {
	const blanks = " :\t\r\n"
	for s = strings.TrimLeft(s, blanks); s != ""; s = strings.TrimLeft(s, blanks) {
		t, size := token{}, 0
		first, n := utf8.DecodeRuneInString(s)
		switch f, rest, is := cutFigure(s, w); {
		case is:
			t.kind, t.Figure, size = '0', f, len(s)-len(rest)
		case startsWithDigit(s):
			return nil, false
		case unicode.IsLetter(first):
			size = letterRun(s)
			t.kind = 'a'
		default:
			t.kind, size = signOfText(first), n
		}
		t.text, s = s[:size], s[size:]
		if list = append(list, t); len(list) > mostBeside {
			return nil, false
		}
	}
	return list, true
}

// letterRun is how many bytes of words with blanks between them s begins with.
func letterRun(s string) (n int) {
	for i, r := range s {
		if unicode.IsLetter(r) {
			n = i + utf8.RuneLen(r)
		} else if r != ' ' {
			break
		}
	}
	return n
}

// signOfText gives one sign for all brackets, and for all that parts what is listed.
func signOfText(r rune) rune {
	switch r {
	case '[', '【', '〔':
		return '('
	case ']', '】', '〕':
		return ')'
	case '、', ';', '/':
		return ','
	}
	return r
}

// cutFigure takes a figure off the front of a text, with its currency and its unit. 1.200 has no one meaning here.
func cutFigure(s string, w Writing) (f Figure, rest string, ok bool) {
	if !startsWithDigit(s) {
		word, after, found := cutWord(s, signs())
		if s = strings.TrimLeft(after, " "); !found || !startsWithDigit(s) {
			return f, s, false
		}
		f.Currency = word.currency
	}
	n := 0
	for n < len(s) && (s[n]-'0' < 10 || s[n] == '.' || s[n] == ',' || s[n] == '\'') {
		n++
	}
	written := strings.TrimRight(s[:n], ".,'")
	rest = s[len(written):]
	if three := isThree(written); w == Commaed || w == Grouped && three {
		written = swap.Replace(written)
	} else if three {
		return f, rest, false
	}
	var left string
	if f.Coef, f.Exp, left, ok = cutNumber(written); !ok || left != "" {
		return f, rest, false
	}
	for {
		word, after, found := cutUnit(strings.TrimLeft(rest, " "))
		if !found {
			return f, rest, true
		}
		if f.Stated && word.places != 0 || f.Currency != 0 && word.currency != 0 && word.currency != f.Currency {
			return f, rest, false
		}
		f.Currency, f.Exp, f.Stated, rest = max(f.Currency, word.currency), f.Exp+word.places, f.Stated || word.unit, after
	}
}

// cutUnit takes a unit or a currency off the front of a text. The w of wechat is none.
func cutUnit(s string) (word moneyWord, rest string, ok bool) {
	for _, list := range [...][]moneyWord{signs(), unitsBehind} {
		if word, rest, ok = cutWord(s, list); ok && !(isLower(word.text[len(word.text)-1]) && rest != "" && isLower(rest[0])) {
			return word, rest, true
		}
	}
	return word, s, false
}

func isLower(b byte) bool { return b-'a' < 26 }

// unwrap takes the brackets away in which a way of paying stands, or the figure behind one; any others stay.
func unwrap(list []token) (out []token) {
	for i := 0; i < len(list); i++ {
		if list[i].kind == '(' && i+2 < len(list) && list[i+2].kind == ')' &&
			(list[i+1].kind == 'a' || list[i+1].kind == '0' && i > 0 && list[i-1].kind == 'a') {
			out = append(out, list[i+1])
			i += 2
			continue
		}
		out = append(out, list[i])
	}
	return out
}

// addUp reads one figure with a way of paying, several of them, or several figures with plus signs between them.
func addUp(list []token) (sum Figure, kind int) {
	for parts := 0; ; parts++ {
		x, is, n := partOf(list)
		if parts == 0 {
			sum, kind = x, is
		} else if is != kind || !sum.add(x) {
			return Figure{}, noPart
		}
		if list = list[n:]; len(list) == 0 && (kind != bare || parts > 0) {
			return sum, kind
		}
		plus := len(list) > 0 && list[0].kind == '+'
		if kind == noPart || kind == bare && !plus {
			return Figure{}, noPart
		}
		if plus || list[0].kind == ',' {
			list = list[1:]
		}
	}
}

// What a part of a sum may be: a figure with or without a way of paying on one of its sides.
const (
	noPart = iota
	bare
	wayBehind
	wayInFront
)

// partOf is the part that a list begins with, and how many tokens it takes.
func partOf(list []token) (x Figure, kind, n int) {
	is := func(at int, kind rune) bool { return at < len(list) && list[at].kind == kind }
	switch {
	case is(0, '0') && is(1, 'a'):
		if isWay(list[1], token{}) && !isLong(list[0].text) {
			return list[0].Figure, wayBehind, 2
		}
	case is(0, 'a') && is(1, '0'):
		if isWay(list[0], list[1]) {
			return list[1].Figure, wayInFront, 2
		}
	case is(0, '0'):
		return list[0].Figure, bare, 1
	}
	return x, noPart, 0
}

// isWay tells words that name a way of paying. Behind one a number of its own may stand: wire 20241203, and behind a card its last digits.
func isWay(words, behind token) bool {
	way := fate.Fold(words.text)
	return fate.NamesWay(way) && !isNumberOf(way, behind.text)
}

// fewestOf is how many digits the number of a payment has at least; days and telephones have more.
const fewestOf = 7

// isLong tells as many digits as a day has, or more: 20241203转账.
func isLong(text string) bool { return len(text) > fewestOf && Run(text) == len(text) }

// isNumberOf tells digits behind a way of paying that may be a number of it: four of a card, or more, and many of any.
func isNumberOf(way, digits string) bool {
	n := Run(digits)
	return n == len(digits) && (n >= fewestOf || n >= 4 && fate.NamesCard(way))
}

// add adds another figure of the same unit and currency, if the sum fits.
func (f *Figure) add(x Figure) bool {
	if f.Stated != x.Stated || f.Currency != 0 && x.Currency != 0 && f.Currency != x.Currency {
		return false
	}
	exp := min(f.Exp, x.Exp)
	a, one := scaled(*f, exp)
	b, two := scaled(x, exp)
	if !one || !two || b > 0 && a > math.MaxInt64-b {
		return false
	}
	f.Coef, f.Exp, f.Currency = a+b, exp, max(f.Currency, x.Currency)
	return true
}

// scaled is the coefficient of a figure at a lower power of ten.
func scaled(f Figure, exp int) (coef int64, ok bool) {
	for coef = f.Coef; f.Exp > exp; f.Exp-- {
		if coef > math.MaxInt64/10 || coef < math.MinInt64/10 {
			return 0, false
		}
		coef *= 10
	}
	return coef, true
}
