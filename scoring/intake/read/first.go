package read

import (
	"strings"
	"unicode/utf8"

	"fenji/scoring/intake/fate"
	"fenji/scoring/sheet"
)

// What stands beside a figure that is no sum by itself: counts and shares are passed over; of ranges, products, days and numbers spelt in
// part none is the amount.
var (
	countedIn = [...]string{"次", "个", "张", "颗", "支", "盒", "片", "瓶", "节", "课", "天", "日", "月", "年", "号", "点", "岁", "人", "位", "项", "单", "笔", "份", "页", "楼", "期", "折", "%", "‰",
		"times", "visits", "sessions", "days", "pcs"}
	spelt   = [...]string{"百", "十", "千", "万", "亿"}
	joining = "-/:~+*x×@至到"
)

// firstFigure reads the first figure of a text that is a sum by itself, with its sign, currency and unit.
func firstFigure(s string, w Writing) (f Figure, ok bool) {
	if s = Fold(s); len(s) > 128 {
		return f, false
	}
	for i := 0; i < len(s); i++ {
		if s[i]-'0' >= 10 {
			continue
		}
		f, rest, is := cutFigure(s[i:], w)
		before, after := strings.TrimRight(s[:i], " "), strings.TrimLeft(rest, " ")
		switch {
		case !is, startsWithDigit(after), fate.StartsAny(after, spelt[:]), joins(before, after), mistyped(s[:i], rest), isUnsure(s[:i], rest):
			return f, false
		case !isCounted(before, after):
			return f.signed(before), true
		}
		i = len(s) - len(rest) - 1
	}
	return f, false
}

// isCounted tells a figure that says how many, or which.
func isCounted(before, after string) bool {
	return fate.StartsAny(after, countedIn[:]) || strings.HasSuffix(before, "第")
}

// isUnsure tells a figure of whose sign or size what stands right beside it leaves doubt: (50) cash, 100- cash, cash - 100, .5, 1e3.
func isUnsure(before, after string) bool {
	n := len(before)
	switch {
	case n > 0 && (before[n-1] == '.' || before[n-1] == ','), strings.HasPrefix(after, "-"), before == "(" && strings.HasPrefix(after, ")"):
		return true
	case strings.HasSuffix(before, "- ") && strings.TrimLeft(before, "- ") != "":
		return true
	}
	return len(after) > 1 && isLower(after[0]) && startsWithDigit(strings.TrimLeft(after[1:], "+-"))
}

// signed gives a figure the sign and the currency that stand before it.
func (f Figure) signed(before string) Figure {
	if f.Currency == 0 {
		for _, word := range signs() {
			if rest, found := strings.CutSuffix(before, word.text); found && (rest == "" || !isLower(word.text[0]) || !isLower(rest[len(rest)-1])) {
				f.Currency, before = word.currency, strings.TrimRight(rest, " ")
				break
			}
		}
	}
	if rest, minus := strings.CutSuffix(before, "-"); minus && (rest == "" || strings.HasSuffix(rest, " ") || strings.HasSuffix(rest, ":")) {
		f.Coef = -f.Coef
	}
	return f
}

// mistyped tells a figure beside a letter that is typed for a digit: 6O, l00.
func mistyped(before, after string) bool {
	const like = "oil"
	n := len(before)
	return after != "" && strings.IndexByte(like, after[0]) >= 0 ||
		n > 0 && strings.IndexByte(like, before[n-1]) >= 0 && (n == 1 || !isLower(before[n-2]))
}

// joins tells whether a sign joins a figure to another before or behind it.
func joins(before, after string) bool {
	last, n := utf8.DecodeLastRuneInString(before)
	if left := strings.TrimRight(before[:len(before)-n], " "); n > 0 && strings.ContainsRune(joining, last) && left != "" && left[len(left)-1]-'0' < 10 {
		return true
	}
	first, n := utf8.DecodeRuneInString(after)
	return n > 0 && strings.ContainsRune(joining, first) && startsWithDigit(strings.TrimLeft(after[n:], " "))
}

// SaysNothing tells an amount that is no money although it holds a digit: 0元体验, 免费(第2次). Its figures are nothing, or count something;
// without a nothing it is told by words that say free.
func (v *Values) SaysNothing(c sheet.Cell, w Writing) bool {
	if c.Kind != sheet.Text {
		return false
	}
	s, nothing := Fold(v.T.String(c.TextID())), false
	for i := 0; i < len(s); i++ {
		if s[i]-'0' >= 10 {
			continue
		}
		f, rest, is := cutFigure(s[i:], w.Strict())
		before, after := strings.TrimRight(s[:i], " "), strings.TrimLeft(rest, " ")
		counted := isCounted(before, after) || fate.StartsAny(rest, ordinals[:])
		if !is || !counted && f.Coef != 0 || fate.StartsAny(after, spelt[:]) || joins(before, after) || mistyped(s[:i], rest) || isUnsure(s[:i], rest) {
			return false
		}
		nothing = nothing || f.Coef == 0
		i = len(s) - len(rest) - 1
	}
	return nothing || fate.SaysFree(fate.Fold(s))
}

var ordinals = [...]string{"st ", "nd ", "rd ", "th "}
