package privacy

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Mask covers a cell that holds something of a kind, so that who knows the person recognises it and nobody else:
//
//	张三 → 张**, 欧阳娜娜 → 欧阳**, John Smith → J*** S***
//	13812345678 → 138****5678, 0518-85501234 → 0518****1234
//	320701199003071219 → 320***********1219
//	zhangsan@example.com → z***@example.com
//	6222021234567890128 → ****0128
//	江苏省连云港市海州区某路 1 号 → 江苏省***
//
// How long a name is stays hidden, too. What is not written as its kind usually is shows less still.
func Mask(k Kind, s string) string {
	trimmed := strings.TrimSpace(s)
	if trimmed == "" {
		return s
	}
	switch k {
	case None, Customer:
		return MaskFree(s)
	case Name:
		if who, rest, several := strings.Cut(trimmed, joint); several { // an identity of several columns
			return maskName(who) + joint + Mask(Name, rest)
		}
		return maskName(trimmed)
	case Address:
		return first(trimmed, 3) + "***"
	case Account, Words:
		return first(trimmed, 1) + "***"
	}
	if spans := Find(trimmed); len(spans) == 1 && spans[0].Kind == k &&
		3*(spans[0].To-spans[0].From) >= 2*len(trimmed) {
		return maskNumber(k, trimmed[spans[0].From:spans[0].To])
	}
	if k == Email {
		return first(trimmed, 1) + "***"
	}
	return maskUnknown(trimmed)
}

// joint stands between the columns of an identity.
const joint = " · "

// MaskFree covers the numbers in a free text and leaves the rest.
func MaskFree(s string) string { return replace(s, maskNumber) }

// replace puts something else in the place of what is found in a text.
func replace(s string, with func(k Kind, found string) string) string {
	spans := Find(s)
	if spans == nil {
		return s
	}
	var out strings.Builder
	at := 0
	for _, f := range spans {
		out.WriteString(s[at:f.From])
		out.WriteString(with(f.Kind, s[f.From:f.To]))
		at = f.To
	}
	out.WriteString(s[at:])
	return out.String()
}

// plainDigits gives the digits of a number, and the X of an identity card, in their plain form.
func plainDigits(s string) string {
	var out strings.Builder
	f := finder{s: s}
	for i := 0; i < len(s); {
		if d, size := f.digit(i); size > 0 {
			out.WriteByte('0' + d)
			i += size
			continue
		}
		if size := f.tick(i); size > 0 && out.Len() == 17 {
			out.WriteByte('X')
			i += size
			continue
		}
		i++
	}
	return out.String()
}

// unspelled gives the digits of a number of which some are words, from the first that begins like a mobile number.
func unspelled(s string) string {
	var d []byte
	for _, r := range s {
		if v, _ := spelledDigit(r); v >= 0 {
			d = append(d, byte('0'+v))
		}
	}
	for len(d) > mobileDigits && (d[0] != '1' || d[1] < '3') {
		d = d[1:]
	}
	return string(d)
}

func maskNumber(k Kind, s string) string {
	if k == Email {
		for _, at := range [...]string{"\uff20", "(at)", "#"} {
			if !strings.Contains(s, "@") {
				s = strings.Replace(s, at, "@", 1)
			}
		}
		box, domain, _ := strings.Cut(s, "@")
		return first(box, 1) + "***@" + domain
	}
	d := plainDigits(s)
	n := len(d)
	switch k {
	case Address, Account, Name, Words:
		return Mask(k, s)
	case IDCard:
		if n < 15 {
			return maskUnknown(s)
		}
		return d[:3] + strings.Repeat("*", n-7) + d[n-4:]
	case BankCard:
		return "****" + d[n-4:]
	}
	if isSpelled(s) {
		d = unspelled(s)
	}
	if d = nationalDigits(d); len(d) < 7 {
		return maskUnknown(s)
	}
	n = len(d)
	front := 3
	if d[0] == '0' && d[1] > '2' {
		front = 4 // the area code
	}
	if n > 12 {
		n = front + 8 // an extension follows
	}
	return d[:max(0, min(front, n-8))] + "****" + d[n-4:n]
}

// nationalDigits takes the country off a telephone number, and gives the area code its zero back.
func nationalDigits(d string) string {
	rest := strings.TrimPrefix(d, "00")
	if len(rest) > 11 && strings.HasPrefix(rest, "86") {
		d = rest[2:]
		if d[0] != '0' && (d[0] != '1' || d[1] < '3') {
			d = "0" + d
		}
	}
	if len(d) == 12 && d[0] == '0' && d[1] == '1' && d[2] >= '3' {
		d = d[1:]
	}
	return d
}

// maskUnknown leaves the end of what is long enough.
func maskUnknown(s string) string {
	if n := utf8.RuneCountInString(s); n >= 8 {
		return "****" + last(s, 4)
	}
	return "****"
}

// compound are the surnames of two characters.
const compound = "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 " +
	"司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 东门 西门 第五 " +
	"歐陽 東方 獨孤 南宮 萬俟 聞人 諸葛 尉遲 赫連 澹臺 濮陽 申屠 公孫 鐘離 長孫 鮮于 令狐"

// maskName keeps the surname of a Chinese name and the initials of others.
func maskName(s string) string {
	if r, _ := utf8.DecodeRuneInString(s); unicode.Is(unicode.Han, r) {
		if two := first(s, 2); utf8.RuneCountInString(s) >= 3 && strings.Contains(compound, two) {
			return two + "**"
		}
		return first(s, 1) + "**"
	}
	var out []string
	for word := range strings.FieldsSeq(s) {
		out = append(out, first(word, 1)+"***")
	}
	return strings.Join(out, " ")
}

// first gives the first n characters of a text, and last the last.
func first(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

func last(s string, n int) string {
	i := len(s)
	for ; n > 0 && i > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:i])
		i -= size
	}
	return s[i:]
}
