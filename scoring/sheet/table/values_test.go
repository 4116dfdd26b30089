package table

import (
	"math/big"
	"strings"
	"testing"

	"fenji/scoring/civil"
)

var numberTests = []struct{ in, want string }{
	{"0", "0"}, {"-0", "0"}, {"007", "7"}, {"1001.0", "1001"}, {"1000", "1000"}, {"-12.50", "-12.5"}, {".5", "0.5"},
	{"5.", "5"}, {"+3", "3"}, {"1E5", "100000"}, {"1.5e3", "1500"}, {"1e-3", "0.001"}, {"4.4927000000000001E4", "44927"},
	{"0.30000000000000004", "0.3"}, {"3.0999999999999996", "3.1"}, {"1234.5600000000001", "1234.56"},
	{"0.1234567890123455", "0.123456789012346"}, {"999999999999999.96", "1000000000000000"},
	{"1234567890123456", "1234567890123456"}, {"9999999999999999", "9999999999999999"},
	{"12345678901234567", "text"}, {"320106199001011234", "text"}, {"12345678901234560", "12345678901234560"},
	{"123456789012345000000", "123456789012345000000"}, {"1.2345678901234567E+18", "1234567890123460000"},
	{"1e100", "1" + strings.Repeat("0", 100)}, {"1e300", "text"}, {"1e-300", "text"}, {"1e99999999999", "text"}, {"0e999", "0"},
	{"", "text"}, {"-", "text"}, {".", "text"}, {"1.2.3", "text"}, {"1,000", "text"}, {"0x10", "text"}, {"NaN", "text"},
	{"1e", "text"}, {"e5", "text"}, {"--1", "text"}, {"1 2", "text"},
}

func TestNumbers(t *testing.T) {
	for _, c := range numberTests {
		got := "text"
		if n, ok := ParseFixed([]byte(c.in)); ok {
			got = n.String()
		}
		if got != c.want {
			t.Errorf("%q: got %s, want %s", c.in, got, c.want)
		}
	}
}

// checkNumber compares a number with the same text read by math/big: equal up to half a unit in the 15th digit, equal
// numbers in equal bits, and the text of it read again.
func checkNumber(t *testing.T, in string) {
	n, ok := ParseFixed([]byte(in))
	if !ok {
		return
	}
	again, ok := ParseFixed([]byte(n.String()))
	if !ok || again != n {
		t.Fatalf("%q: %s read again is %s", in, n, again)
	}
	want, ok := new(big.Rat).SetString(in)
	if !ok {
		t.Fatalf("%q is no number, but was read as %s", in, n)
	}
	got, _ := new(big.Rat).SetString(n.String())
	diff := new(big.Rat).Sub(got, want)
	diff.Abs(diff)
	if limit := new(big.Rat).Mul(want.Abs(want), big.NewRat(1, 1e14)); diff.Cmp(limit) > 0 {
		t.Fatalf("%q was read as %s", in, n)
	}
}

func FuzzNumber(f *testing.F) {
	for _, c := range numberTests {
		f.Add(c.in)
	}
	f.Fuzz(func(t *testing.T, in string) {
		if len(in) < 400 && !strings.ContainsAny(in, "_/xXpPbBoO") {
			checkNumber(t, in)
		}
		if n, ok := ParsePlain([]byte(in)); ok && n.String() != in {
			t.Fatalf("%q was read as %s", in, n)
		}
	})
}

func TestPlain(t *testing.T) {
	for _, s := range []string{"0", "7", "-7", "0.5", "-0.5", "1.50", "100", "123456789012345", "12345678901234.5"} {
		if n, ok := ParsePlain([]byte(s)); !ok || n.String() != s {
			t.Errorf("%q should be a number and keep its form, is %s", s, n)
		}
	}
	for _, s := range []string{"", "-", "007", "-0", "-0.0", "+7", "1.", ".5", "1e5", "1,000", " 1", "1234567890123456", "00", "0x1", "1.2.3"} {
		if _, ok := ParsePlain([]byte(s)); ok {
			t.Errorf("%q should stay text", s)
		}
	}
}

var formatTests = []struct {
	code string
	want Class
}{
	{"General", ClassNumber}, {"G/通用格式", ClassNumber}, {"0", ClassNumber}, {"0.00", ClassNumber}, {"#,##0.00_);[Red](#,##0.00)", ClassNumber},
	{"0.00E+00", ClassNumber}, {"##0.0E+0", ClassNumber}, {"@", ClassNumber}, {"# ?/?", ClassNumber}, {"0%", ClassNumber}, {"", ClassNumber},
	{`"day"0`, ClassNumber}, {`\d0`, ClassNumber}, {`0"天"`, ClassNumber}, {"[$¥-804]#,##0.00", ClassNumber}, {`#,##0\ "Kč"`, ClassNumber},
	{`_-* #,##0.00\ [$€-407]_-`, ClassNumber}, {"[Red]0", ClassNumber}, {"[>=100]0;[<0]0.0", ClassNumber}, {"[h]:mm", ClassNumber},
	{"[mm]:ss", ClassNumber}, {"[ss].00", ClassNumber}, {"[hh]:mm:ss", ClassNumber}, {"0;yyyy", ClassNumber}, {"[Magenta]", ClassNumber},
	{"yyyy-mm-dd", ClassDate}, {"YYYY/M/D", ClassDate}, {`yyyy"年"m"月"d"日"`, ClassDate}, {"yyyy年m月d日", ClassDate}, {"m月d日", ClassDate},
	{"[$-404]e/m/d", ClassDate}, {"[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", ClassDate}, {"[$-409]mmm\\-yy;@", ClassDate}, {"mmm", ClassDate},
	{"m", ClassDate}, {"aaaa", ClassDate}, {"[DBNum1][$-804]yyyy\"年\"m\"月\"", ClassDate}, {"ggge\"年\"", ClassDate}, {"m/d/yy h:mm", ClassDate},
	{"yyyy-mm-dd [h]:mm", ClassDate}, {"[Red]d-mmm", ClassDate}, {"dd\\.mm\\.yyyy", ClassDate}, {"bbbb", ClassDate},
	{"h:mm", ClassTime}, {"hh:mm:ss", ClassTime}, {"mm:ss", ClassTime}, {"mm:ss.0", ClassTime}, {"ss.000", ClassTime}, {"h:mm AM/PM", ClassTime},
	{"h:mm A/P", ClassTime}, {`h"时"mm"分"`, ClassTime}, {"上午/下午h时mm分", ClassTime}, {"[$-F400]h:mm:ss\\ AM/PM", ClassTime},
	{`"`, ClassNumber}, {`\`, ClassNumber}, {"[", ClassNumber}, {"[]", ClassNumber}, {"_", ClassNumber}, {`yyyy"`, ClassDate},
}

func TestClassify(t *testing.T) {
	for _, c := range formatTests {
		if got := Classify(c.code).Of(); got != c.want {
			t.Errorf("%q: class %d, want %d", c.code, got, c.want)
		}
	}
}

// TestCurrencyOfFormats: a format's currency is that of its first section.
func TestCurrencyOfFormats(t *testing.T) {
	for code, want := range map[string]string{
		"[$€-2] #,##0.00": "EUR", `#,##0.00\ [$€-407]`: "EUR", `_("$"* #,##0.00_)`: "USD", "$#,##0.00": "USD", `\$#,##0`: "USD", "[$$-409]#,##0.00": "USD", "[$$-404]#,##0": "TWD",
		"[$HK$-C04]#,##0.00": "HKD", `"US$"#,##0`: "USD", "[$USD] #,##0": "USD", "¥#,##0.00": "CNY", "[$¥-411]#,##0": "JPY", "[$£-809]#,##0.00": "GBP", `#,##0.00"元"`: "CNY",
		"#,##0.00": "", "[$-409]#,##0": "", "[$-411]ggge": "", "yyyy-mm-dd": "", `0"次"`: "", `0"€`: "EUR", "0;[$€-2]0": "", "[$": "", `"`: "", `\`: "", "_$0": "", "*$0": "", "[Red]0": "",
	} {
		if got := Classify(code).Currency(); got != want {
			t.Errorf("%q: %q, want %q", code, got, want)
		}
	}
}

func FuzzClassify(f *testing.F) {
	for _, c := range formatTests {
		f.Add(c.code)
	}
	f.Fuzz(func(t *testing.T, code string) {
		if got := Classify(code + `;"x"yyyy`); len(code) == 0 && got != ClassNumber {
			t.Fatal("a later section decided")
		}
		if strings.Trim(code, "0123456789.#?,%") == "" && Classify(code) != ClassNumber {
			t.Fatalf("%q is a number's", code)
		}
	})
}

// TestColumns fills columns in ways that make them arrays, lists and wide, and reads every cell again.
func TestColumns(t *testing.T) {
	for name, rows := range map[string][]int{
		"dense":                      seq(0, 70000, 1),
		"scattered":                  seq(0, 1<<20, 1000),
		"backwards":                  seq(0, 66000, 3),
		"corners":                    {0, 65535, 65536, 1<<20 - 1},
		"list that becomes an array": append(seq(60000, 60100, 1), seq(0, 60000, 7)...),
	} {
		if name == "backwards" {
			for i, j := 0, len(rows)-1; i < j; i, j = i+1, j-1 {
				rows[i], rows[j] = rows[j], rows[i]
			}
		}
		for _, wide := range []int64{1, 1 << 40} {
			var tb Table
			want := map[int]Cell{}
			for _, r := range rows {
				c := Cell{Number, int64(r) - 5}
				if r%11 == 10 {
					c.bits *= wide
				}
				tb.Set(r, 0, c.Kind, c.bits)
				want[r] = c
			}
			for _, r := range rows {
				for _, near := range []int{r - 1, r, r + 1} {
					if got := tb.Cell(near, 0); got != want[near] {
						t.Fatalf("%s: row %d is %v, want %v", name, near, got, want[near])
					}
				}
			}
			if limit := int64(len(rows)*100 + 8*firstRows*len(tb.Columns[0].chunks)*2 + 4096); tb.Used > limit {
				t.Errorf("%s: %d cells took %d bytes", name, len(rows), tb.Used)
			}
		}
	}
}

func seq(from, to, step int) (s []int) {
	for ; from < to; from += step {
		s = append(s, from)
	}
	return s
}

func TestDictionary(t *testing.T) {
	d := NewDictionary()
	d.most = allSlots
	words := map[string]uint32{}
	for i := range 200_000 {
		s := strings.Repeat(string(rune('a'+i%26)), i%40) + Address(i%5000, i%700)
		id := d.ID([]byte(s))
		if old, seen := words[s]; seen && old != id {
			t.Fatalf("%q is %d and %d", s, old, id)
		}
		words[s] = id
	}
	big := strings.Repeat("大", arenaBlock)
	words[big] = d.ID([]byte(big))
	for s, id := range words {
		if d.text(id) != s {
			t.Fatalf("%d is %q, want %q", id, d.text(id), s)
		}
	}
	if d.count != len(words) || d.text(1<<30) != "" {
		t.Error("the dictionary does not match what was put into it")
	}
}

func TestPackedDates(t *testing.T) {
	for _, d := range []civil.Day{-25567, -1, 0, 1, 19727, LastDay} {
		for _, ms := range []int32{0, 1, dayMillis - 1} {
			if gd, gms := (Cell{Date, PackDate(d, ms)}).Date(); gd != d || gms != ms {
				t.Errorf("%d, %d became %d, %d", d, ms, gd, gms)
			}
		}
		if !Fits(PackDate(d, 0)) {
			t.Errorf("day %d needs 64 bits", d)
		}
	}
}
