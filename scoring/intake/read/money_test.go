package read

import (
	"math"
	"strings"
	"testing"

	"fenji/scoring/decimal"
	"fenji/scoring/intake/intaketest"
)

func TestReadFigure(t *testing.T) {
	tests := []struct{ text, yuan string }{ // yuan "" = unreadable
		{"0", "0.00"}, {"12", "12.00"}, {"1000.50", "1000.50"}, {".5", "0.50"}, {"5.", "5.00"}, {"007", "7.00"},
		{"¥1,234.50", "1234.50"}, {"￥1，234.50", "1234.50"}, {"$ 12", "12.00"}, {"RMB 1 234", "1234.00"}, {"cny12",
			"12.00"},
		{"人民币12元", "12.00"}, {"12元", "12.00"}, {"12 圆整", "12.00"}, {"12块", "12.00"}, {"12 RMB", "12.00"}, {"12.5 yuan",
			"12.50"},
		{"１２３４．５", "1234.50"}, {"1'234.5", "1234.50"}, {"1\u00a0234.5", "1234.50"}, {"1,234,567", "1234567.00"},
		{"1.5万", "15000.00"}, {"1.5 万元", "15000.00"}, {"2w", "20000.00"}, {"0.00012万", "1.20"}, {"1亿", "100000000.00"},
		{"1.2亿元", "120000000.00"}, {"3千", "3000.00"}, {"3千万", "30000000.00"}, {"2k", "2000.00"}, {"1万元整", "10000.00"},
		{"(123.45)", "-123.45"}, {"（123.45）", "-123.45"}, {"（￥123.45）", "-123.45"}, {"¥(123.45)", "-123.45"},
		{"-12", "-12.00"}, {"+12", "12.00"}, {"−12", "-12.00"}, {"－１２", "-12.00"}, {"12-", "-12.00"}, {"12.00−",
			"-12.00"},
		{"-¥12", "-12.00"}, {"¥-12", "-12.00"}, {"-1.5万元", "-15000.00"}, {"  12\t", "12.00"}, {"\u200b12\ufeff",
			"12.00"},
		{"0.00005", "0.0001"}, {"-0.00005", "-0.0001"}, {"0.000049999", "0.00"}, {"0.30000000000000004", "0.30"},
		{"922337203685477.5807", "922337203685477.5807"}, {"92233720368.54775807万", "922337203685477.5807"},

		{"US$12", "12.00"}, {"€12", "12.00"}, {"NT$1,200", "1200.00"}, {"12 USD", "12.00"}, {"HKD 1,000.50", "1000.50"}, {"£-5", "-5.00"},
		{"100美元", "100.00"}, {"1.5万日元", "15000.00"}, {"RM 12", "12.00"}, {"新台币12元", ""}, {"$12 EUR", ""}, {"kg 12", ""},

		{"", ""}, {"免费", ""}, {"N/A", ""}, {"12,3", ""}, {"1234,567", ""}, {"1,2345", ""}, {"1,234,5", ""}, {"1 23",
			""},
		{"1.2.3", ""}, {"--12", ""}, {"-(12)", ""}, {"(-12)", ""}, {"+12-", ""}, {"12%", ""}, {"12元/次", ""}, {"约12",
			""}, {"1万2千", ""},
		{"1.234,56", ""}, {"12+3", ""}, {"(12", ""}, {"12)", ""}, {".", ""}, {"-", ""},
		{"¥", ""},
		{"1e5", ""}, {"一百", ""}, {"12 34元", ""}, {"2024-01-05", ""}, {"99999999999999999999", ""}, {"0x12", ""},
		{"12万万", ""},
		{"922337203685477.5808", ""}, {"922337203685478", "too large"}, {"999999999亿", "too large"},
	}
	for _, tt := range tests {
		f, ok := readFigure(tt.text)
		got := ""
		if ok {
			m, _, fits := ToMoney(f, decimal.Yuan)
			if got = m.String(); !fits {
				got = "too large"
			}
		}
		if got != tt.yuan {
			t.Errorf("%q: %q, want %q", tt.text, got, tt.yuan)
		}
	}
}

func TestUnitOfFigures(t *testing.T) {
	tests := []struct {
		text string
		unit decimal.Unit
		yuan string
	}{
		{"1.5", decimal.WanYuan, "15000.00"}, {"1.5", decimal.Yuan, "1.50"}, {"1.5", decimal.NoUnit, "1.50"},
		{"1.5万", decimal.Yuan, "15000.00"}, {"1.5万", decimal.WanYuan, "15000.00"},
		{"5000元", decimal.WanYuan, "5000.00"}, {"¥5", decimal.WanYuan, "50000.00"}, {"0.00000001", decimal.WanYuan,
			"0.0001"},
		{"0.000000005", decimal.WanYuan, "0.0001"}, {"0.000000004", decimal.WanYuan, "0.00"},
	}
	for _, tt := range tests {
		f, ok := readFigure(tt.text)
		m, _, fits := ToMoney(f, tt.unit)
		if !ok || !fits || m.String() != tt.yuan {
			t.Errorf("%q in %v: %v, want %s", tt.text, tt.unit, m, tt.yuan)
		}
	}
}

func TestRoundedIsTold(t *testing.T) {
	for text, want := range map[string]bool{"1.2345": false, "1.23450": false, "1.23456": true, "0.00001": true} {
		f, _ := readFigure(text)
		if _, rounded, _ := ToMoney(f, decimal.Yuan); rounded != want {
			t.Errorf("%s: rounded = %v", text, rounded)
		}
	}
}

func TestReadCount(t *testing.T) {
	tests := []struct {
		text string
		n    int32
		st   Status
	}{
		{"3", 3, Readable}, {"3次", 3, Readable}, {"35 天", 35, Readable}, {"1,200", 1200, Readable}, {"3.0", 3,
			Readable},
		{"-2", -2, Readable}, {"１２", 12, Readable}, {"12 days", 12, Readable}, {"0", 0, Readable},
		{"2.5", 0, Fractional}, {"0.1次", 0, Fractional}, {"many", 0, Unreadable}, {"3元", 0, Unreadable}, {"3-4", 0,
			Unreadable},
		{"99999999", 0, Unreadable}, {"", 0, Unreadable},
	}
	for _, tt := range tests {
		if n, st := readCount(tt.text); n != tt.n || st != tt.st {
			t.Errorf("%q: %d %d, want %d %d", tt.text, n, st, tt.n, tt.st)
		}
	}
}

// FuzzMoney writes an amount in one of many forms and reads it back, and reads arbitrary text without harm.
func FuzzMoney(f *testing.F) {
	for form := range uint8(10) {
		f.Add(int64(12345678), form, "¥1,2")
		f.Add(int64(-5), form, "(-1)万")
	}
	f.Add(int64(math.MaxInt64), uint8(3), "922337203685477.58080")
	f.Fuzz(func(t *testing.T, n int64, form uint8, text string) {
		if n == math.MinInt64 {
			return
		}
		m := decimal.Money(n)
		want := written(m, form)
		figure, ok := readFigure(want)
		got, rounded, fits := ToMoney(figure, decimal.Yuan)
		if !ok || !fits || rounded || got != m {
			t.Errorf("%q: %v, want %v", want, got, m)
		}
		if figure, ok := readFigure(text); ok {
			ToMoney(figure, decimal.WanYuan)
		}
		readCount(text)
	})
}

// written is the inverse of reading, in the form chosen.
func written(m decimal.Money, form uint8) string {
	abs, neg := m, m < 0
	if neg {
		abs = -m
	}
	s := abs.String()
	switch form % 10 {
	case 1:
		s = "¥" + grouped(s, ",")
	case 2:
		s = grouped(s, " ") + " 元"
	case 3:
		s = abs.In(decimal.WanYuan).String() + "万"
	case 4:
		s = intaketest.Wide(s)
	case 5:
		s = "RMB" + s
	case 6:
		s = intaketest.Wide(grouped(s, ",")) + "圆"
	}
	switch {
	case neg && form%10 == 7:
		return s + "-"
	case neg && form%10 == 8:
		return "（" + s + "）"
	case neg && form%10 == 9:
		return "−" + s
	case neg:
		return "-" + s
	}
	return s
}

func grouped(s, separator string) string {
	whole, fraction, _ := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + separator + whole[i:]
	}
	return whole + "." + fraction
}
