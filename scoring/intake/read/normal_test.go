package read

import (
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// TestNormalKnows holds the characters that normal answers for against the tables, one by one. That they begin at a
// boundary says that none changes what is before it, so whole texts of them are right as well.
func TestNormalKnows(t *testing.T) {
	known := 0
	for r := rune(0); r <= unicode.MaxRune; r++ {
		to := narrow(r)
		if !utf8.ValidRune(r) || to == r && !inert(r) {
			continue
		}
		known++
		if got := norm.NFKC.String(string(r)); got != string(to) {
			t.Errorf("%U becomes %+q, not %U", r, got, to)
		}
		p := norm.NFKC.PropertiesString(string(to))
		if p.CCC() != 0 || !p.BoundaryBefore() {
			t.Errorf("%U joins what is before it", to)
		}
	}
	if known < 65_000 {
		t.Errorf("only %d characters are known", known)
	}
}

func TestNormal(t *testing.T) {
	for s, want := range map[string]string{
		"": "", "R评分 (天)": "R评分 (天)", "客户：张三（ＶＩＰ　１）": "客户:张三(VIP 1)", "￥１，２００．５０": "¥1,200.50", "龘𠮷、“—”": "龘𠮷、“—”",
		"Ünal": "Ünal", "ｶﾞ": "ガ", "①": "1", "e\u0301": "é", "㎡": "m2", "ﬁ": "fi", "\u00a0": " ", "Ａ\u030a": "Å",
		"\u1100\u1161": "가", "…": "...", "\xff": "\xff",
	} {
		if got := normal(s); got != want || got != norm.NFKC.String(s) {
			t.Errorf("%q becomes %q, want %q", s, got, want)
		}
	}
}

func FuzzNormal(f *testing.F) {
	f.Add("客户：Ａ\u030a①")
	f.Fuzz(func(t *testing.T, s string) {
		if got, want := normal(s), norm.NFKC.String(s); got != want {
			t.Errorf("%q becomes %q, want %q", s, got, want)
		}
	})
}
