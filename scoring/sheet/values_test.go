package sheet

import (
	"fmt"
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
		if n, ok := parseFixed([]byte(c.in)); ok {
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
	n, ok := parseFixed([]byte(in))
	if !ok {
		return
	}
	again, ok := parseFixed([]byte(n.String()))
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
		if n, ok := parsePlain([]byte(in)); ok && n.String() != in {
			t.Fatalf("%q was read as %s", in, n)
		}
	})
}

func TestPlain(t *testing.T) {
	for _, s := range []string{"0", "7", "-7", "0.5", "-0.5", "1.50", "100", "123456789012345", "12345678901234.5"} {
		if n, ok := parsePlain([]byte(s)); !ok || n.String() != s {
			t.Errorf("%q should be a number and keep its form, is %s", s, n)
		}
	}
	for _, s := range []string{"", "-", "007", "-0", "-0.0", "+7", "1.", ".5", "1e5", "1,000", " 1", "1234567890123456", "00", "0x1", "1.2.3"} {
		if _, ok := parsePlain([]byte(s)); ok {
			t.Errorf("%q should stay text", s)
		}
	}
}

var formatTests = []struct {
	code string
	want class
}{
	{"General", classNumber}, {"G/通用格式", classNumber}, {"0", classNumber}, {"0.00", classNumber}, {"#,##0.00_);[Red](#,##0.00)", classNumber},
	{"0.00E+00", classNumber}, {"##0.0E+0", classNumber}, {"@", classNumber}, {"# ?/?", classNumber}, {"0%", classNumber}, {"", classNumber},
	{`"day"0`, classNumber}, {`\d0`, classNumber}, {`0"天"`, classNumber}, {"[$¥-804]#,##0.00", classNumber}, {`#,##0\ "Kč"`, classNumber},
	{`_-* #,##0.00\ [$€-407]_-`, classNumber}, {"[Red]0", classNumber}, {"[>=100]0;[<0]0.0", classNumber}, {"[h]:mm", classNumber},
	{"[mm]:ss", classNumber}, {"[ss].00", classNumber}, {"[hh]:mm:ss", classNumber}, {"0;yyyy", classNumber}, {"[Magenta]", classNumber},
	{"yyyy-mm-dd", classDate}, {"YYYY/M/D", classDate}, {`yyyy"年"m"月"d"日"`, classDate}, {"yyyy年m月d日", classDate}, {"m月d日", classDate},
	{"[$-404]e/m/d", classDate}, {"[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", classDate}, {"[$-409]mmm\\-yy;@", classDate}, {"mmm", classDate},
	{"m", classDate}, {"aaaa", classDate}, {"[DBNum1][$-804]yyyy\"年\"m\"月\"", classDate}, {"ggge\"年\"", classDate}, {"m/d/yy h:mm", classDate},
	{"yyyy-mm-dd [h]:mm", classDate}, {"[Red]d-mmm", classDate}, {"dd\\.mm\\.yyyy", classDate}, {"bbbb", classDate},
	{"h:mm", classTime}, {"hh:mm:ss", classTime}, {"mm:ss", classTime}, {"mm:ss.0", classTime}, {"ss.000", classTime}, {"h:mm AM/PM", classTime},
	{"h:mm A/P", classTime}, {`h"时"mm"分"`, classTime}, {"上午/下午h时mm分", classTime}, {"[$-F400]h:mm:ss\\ AM/PM", classTime},
	{`"`, classNumber}, {`\`, classNumber}, {"[", classNumber}, {"[]", classNumber}, {"_", classNumber}, {`yyyy"`, classDate},
}

func TestClassify(t *testing.T) {
	for _, c := range formatTests {
		if got := classify(c.code); got != c.want {
			t.Errorf("%q: class %d, want %d", c.code, got, c.want)
		}
	}
}

func FuzzClassify(f *testing.F) {
	for _, c := range formatTests {
		f.Add(c.code)
	}
	f.Fuzz(func(t *testing.T, code string) {
		if got := classify(code + `;"x"yyyy`); len(code) == 0 && got != classNumber {
			t.Fatal("a later section decided")
		}
		if strings.Trim(code, "0123456789.#?,%") == "" && classify(code) != classNumber {
			t.Fatalf("%q is a number's", code)
		}
	})
}

func TestAddress(t *testing.T) {
	for _, c := range []struct {
		row, col int
		want     string
	}{{0, 0, "A1"}, {11, 5, "F12"}, {0, 25, "Z1"}, {0, 26, "AA1"}, {0, 701, "ZZ1"}, {0, 702, "AAA1"}, {1048575, 16383, "XFD1048576"}} {
		if got := Address(c.row, c.col); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
		r := cells{}
		if !r.place([]byte(c.want)) || r.row != c.row || r.col != c.col {
			t.Errorf("%s was read as %d, %d", c.want, r.row, r.col)
		}
	}
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
			var table Table
			want := map[int]Cell{}
			for _, r := range rows {
				c := Cell{Number, int64(r) - 5}
				if r%11 == 10 {
					c.bits *= wide
				}
				table.set(r, 0, c.Kind, c.bits)
				want[r] = c
			}
			for _, r := range rows {
				for _, near := range []int{r - 1, r, r + 1} {
					if got := table.Cell(near, 0); got != want[near] {
						t.Fatalf("%s: row %d is %v, want %v", name, near, got, want[near])
					}
				}
			}
			if limit := int64(len(rows)*100 + 8*firstRows*len(table.columns[0].chunks)*2 + 4096); table.used > limit {
				t.Errorf("%s: %d cells took %d bytes", name, len(rows), table.used)
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
	d := newDictionary()
	d.most = allSlots
	words := map[string]uint32{}
	for i := range 200_000 {
		s := strings.Repeat(string(rune('a'+i%26)), i%40) + Address(i%5000, i%700)
		id := d.id([]byte(s))
		if old, seen := words[s]; seen && old != id {
			t.Fatalf("%q is %d and %d", s, old, id)
		}
		words[s] = id
	}
	big := strings.Repeat("大", arenaBlock)
	words[big] = d.id([]byte(big))
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
	for _, d := range []civil.Day{-25567, -1, 0, 1, 19727, lastDay} {
		for _, ms := range []int32{0, 1, dayMillis - 1} {
			if gd, gms := (Cell{Date, packDate(d, ms)}).Date(); gd != d || gms != ms {
				t.Errorf("%d, %d became %d, %d", d, ms, gd, gms)
			}
		}
		if !fits(packDate(d, 0)) {
			t.Errorf("day %d needs 64 bits", d)
		}
	}
}

// TestMentions finds a word whichever block of texts it lies in.
func TestMentions(t *testing.T) {
	var b strings.Builder
	b.WriteString("a,b\n")
	for i := range 40_000 {
		fmt.Fprintf(&b, "text number %d,%d\n", i, i)
	}
	b.WriteString("合计,1\n")
	book, err := Open("t.csv", strings.NewReader(b.String()), int64(b.Len()), Options{})
	if err != nil {
		t.Fatal(err)
	}
	table, err := book.Read(0)
	if err != nil {
		t.Fatal(err)
	}
	for w, want := range map[string]bool{"number 7": true, "计": true, "总": false, "number 39999": true} {
		if table.Mentions("no such word", w) != want {
			t.Errorf("%q", w)
		}
	}
}
