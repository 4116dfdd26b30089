package privacy

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// mails finds the e-mail addresses of the text.
func (f *finder) mails() {
	done := 0
	for at := range len(f.s) {
		size := 0
		switch {
		case f.s[at] == '@':
			size = 1
		case strings.HasPrefix(f.s[at:], "\uff20"):
			size = 3
		case f.s[at] == '#' || strings.HasPrefix(f.s[at:], "(at)"): // as people write who fear robots
			if size = 1; f.s[at] == '(' {
				size = 4
			}
		default:
			continue
		}
		from := at
		for from > done && isMailbox(f.s[from-1]) {
			from--
		}
		for from < at && f.s[from] == '.' {
			from++
		}
		if to := domain(f.s, at+size); to > 0 && from < at && from >= done {
			f.spans = append(f.spans, Span{Email, from, to})
			f.known, done = f.known+1, to
		}
	}
}

// knownAt gives the end of the span found before the numbers that i lies in; 0 when it lies in none.
func (f *finder) knownAt(i int) int {
	if f.known == 0 {
		return 0
	}
	known := f.spans[:f.known] // in the order of the text, none over another
	at := sort.Search(len(known), func(k int) bool { return known[k].To > i })
	if at < len(known) && known[at].From <= i {
		return known[at].To
	}
	return 0
}

func isMailbox(b byte) bool {
	return b-'0' < 10 || b|0x20 >= 'a' && b|0x20 <= 'z' || strings.IndexByte("._%+-", b) >= 0
}

// domain gives the end of the domain that begins at i: labels between points, of which the last has letters only. 0
// when there is none.
func domain(s string, i int) (end int) {
	for {
		from, letters := i, true
		for i < len(s) {
			if r, size := utf8.DecodeRuneInString(s[i:]); unicode.Is(unicode.Han, r) { // 诊所.中国
				i += size
				continue
			}
			if !isMailbox(s[i]) || strings.IndexByte("._%+", s[i]) >= 0 {
				break
			}
			letters = letters && s[i]|0x20 >= 'a'
			i++
		}
		if i == from {
			return end
		}
		if letters && i-from >= 2 && end >= 0 && s[from-1] == '.' {
			end = i
		}
		if i == len(s) || s[i] != '.' {
			return end
		}
		i++
	}
}
