package sheet

import (
	"bytes"
	"encoding/csv"
	"fenji/scoring/sheet/bounds"
	"fenji/scoring/sheet/table"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

func gb(s string) string {
	out, err := simplifiedchinese.GB18030.NewEncoder().String(s)
	if err != nil {
		panic(err)
	}
	return out
}

func big5Text(s string) string {
	out, err := traditionalchinese.Big5.NewEncoder().String(s)
	if err != nil {
		panic(err)
	}
	return out
}

func utf16BEText(s string) string {
	b := []byte(utf16Text(s))
	for i := 0; i+1 < len(b); i += 2 {
		b[i], b[i+1] = b[i+1], b[i]
	}
	return string(b)
}

var csvTests = []struct{ name, in, want string }{
	{"plain", "客户,金额\n001,1.50\n", "A1 text 客户 | B1 text 金额 | A2 text 001 | B2 number 1.50"},
	{"bom", "\uFEFFa,b\n1,2", "A1 text a | B1 text b | A2 number 1 | B2 number 2"},
	{"utf-16 le", utf16Text("客户,b\r\n1,2"), "A1 text 客户 | B1 text b | A2 number 1 | B2 number 2"},
	{"utf-16 be", utf16BEText("客户,b\r\n1,2"), "A1 text 客户 | B1 text b | A2 number 1 | B2 number 2"},
	{"gb18030", gb("客户,金额\n李雷,5"), "A1 text 客户 | B1 text 金额 | A2 text 李雷 | B2 number 5"},
	{"gb18030, four bytes", gb("客户,㐀𠮷\n"), "A1 text 客户 | B1 text 㐀𠮷"},
	{"broken byte", strings.Repeat("好", 20) + ",坏\xE5\n", "A1 text " + strings.Repeat("好", 20) + " | B1 text 坏\uFFFD | ? encoding f"},
	{"windows-1252", "caf\xE9,\xFCber\nd\xE9j\xE0,\x801\n", "A1 text café | B1 text über | A2 text déjà | B2 text €1"},
	{"big5", big5Text("病歷號,實收金額\n李雷,5"), "A1 text 病歷號 | B1 text 實收金額 | A2 text 李雷 | B2 number 5"},
	{"utf-16 le, no mark", utf16Text("客户,b\r\n1,2")[2:], "A1 text 客户 | B1 text b | A2 number 1 | B2 number 2"},
	{"utf-16 be, no mark", utf16BEText("id,b\r\n1,2")[2:], "A1 text id | B1 text b | A2 number 1 | B2 number 2"},
	{"noise", "\x80\xFF\xFF,\x80", "! encoding f"},
	{"nul", "a,b\x00\n", "! not-a-workbook f"},
	{"semicolon", "a;b\n1,5;2,5\n", "A1 text a | B1 text b | A2 text 1,5 | B2 text 2,5"},
	{"tab", "a\tb\n1\t2,5\n", "A1 text a | B1 text b | A2 number 1 | B2 text 2,5"},
	{"bar", "a|b\n1|2\n", "A1 text a | B1 text b | A2 number 1 | B2 number 2"},
	{"sep line", "sep=|\r\na,b|c\r\n", "A1 text a,b | B1 text c"},
	{"title above", "报表, 一月\n\n客户;金额;次数\n1;2;3\n4;5;6\n", "A1 text 报表, 一月 | A3 text 客户 | B3 text 金额 | C3 text 次数 | " +
		"A4 number 1 | B4 number 2 | C4 number 3 | A5 number 4 | B5 number 5 | C5 number 6"},
	{"quotes", "\"a,\"\"b\"\"\",\"c\nd\"\n\"\",x\n", "A1 text a,\"b\" | B1 text c\nd | B2 text x"},
	{"quote inside", "5\" pipe,\"x\"y\n", "A1 text 5\" pipe | B1 text xy"},
	{"quoted separators", "\"a;b;c\",1\n\"d;e;f\",2\n", "A1 text a;b;c | B1 number 1 | A2 text d;e;f | B2 number 2"},
	{"cr alone", "a,b\r1,2\r", "A1 text a | B1 text b | A2 number 1 | B2 number 2"},
	{"blank lines", "a\n\n\r\nb\n", "A1 text a | A4 text b"},
	{"one column", "a\nb", "A1 text a | A2 text b"},
	{"open quote", "a,b\n1,\"2\n3,4\n", "A1 text a | B1 text b | A2 number 1 | B2 number 2 | A3 number 3 | B3 number 4"},
	{"open quote, no records in it", "a,b\n1,\"2\n3;4\n5\n6\n", "! truncated f B2: 2\n3;4\n5\n6\n"},
	{"two stray quotes", "a,b,c\n1,\"x,3\n4,y,6\n7,\"z,9\n", "A1 text a | B1 text b | C1 text c | A2 number 1 | B2 text x | C2 number 3 | " +
		"A3 number 4 | B3 text y | C3 number 6 | A4 number 7 | B4 text z | C4 number 9"},
	{"a stray quote and one that closes", "a,b,c\n1,x,\"3\n4,y,6\"\n7,z,9\n", "A1 text a | B1 text b | C1 text c | A2 number 1 | B2 text x | C2 number 3 | " +
		"A3 number 4 | B3 text y | C3 text 6\" | A4 number 7 | B4 text z | C4 number 9"},
	{"a text of two lines", "a,b\n1,\"x, y\nz, w\"\n2,y\n", "A1 text a | B1 text b | A2 number 1 | B2 text x, y\nz, w | A3 number 2 | B3 text y"},
	{"a sum in two", "a,b,c\nA1,¥1,020.00,x\nA2,$12,500,y\nA3,7,z\nA4,1,500,250,\n", "A1 text a | B1 text b | C1 text c | A2 text A1 | B2 text ¥1,020.00 | C2 text x | " +
		"A3 text A2 | B3 text $12,500 | C3 text y | A4 text A3 | B4 number 7 | C4 text z | A5 text A4 | B5 text 1,500,250"},
	{"one more, and no sum", "a,b,c\nA1,1,2\nA2,1,x,3\nA3,1,2\n", "A1 text a | B1 text b | C1 text c | A2 text A1 | B2 number 1 | C2 number 2 | A3 text A2 | B3 number 1 | " +
		"C3 text x | D3 number 3 | A4 text A3 | B4 number 1 | C4 number 2"},
	{"runs of blanks", " id  day  sum\n 001 19970101  1.5\n 001 19970102 12.5\n", "A1 text id | B1 text day | C1 text sum | A2 text 001 | B2 number 19970101 | C2 number 1.5 | " +
		"A3 text 001 | B3 number 19970102 | C3 number 12.5"},
	{"a sentence a line", "a list of names\nof our 3 customers\nand all else\n", "A1 text a list of names | A2 text of our 3 customers | A3 text and all else"},
	{"no numbers", "007,+7,1e5,.5,-0, 1\n", "A1 text 007 | B1 text +7 | C1 text 1e5 | D1 text .5 | E1 text -0 | F1 text  1"},
	{"blank", " \n", "A1 text  "},
}

func TestCSV(t *testing.T) {
	for _, c := range csvTests {
		t.Run(c.name, func(t *testing.T) {
			if got := show([]byte(c.in)); got != c.want {
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
		})
	}
}

// TestCSVAgainstStandard compares the records with those of encoding/csv for texts that both read alike.
func TestCSVAgainstStandard(t *testing.T) {
	var in bytes.Buffer
	w := csv.NewWriter(&in)
	for i := range 3000 {
		if err := w.Write([]string{table.Address(i, i%50), strings.Repeat("文,\"\n", i%9), "x" + strings.Repeat(";", i%4), "-"}); err != nil {
			t.Fatal(err)
		}
	}
	w.Flush()
	want, err := csv.NewReader(bytes.NewReader(in.Bytes())).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	b, err := open("f", in.Bytes(), bounds.Options{})
	if err != nil {
		t.Fatal(err)
	}
	tb, err := b.Read(0)
	if err != nil {
		t.Fatal(err)
	}
	if tb.Rows != len(want) || tb.Cols != 4 {
		t.Fatalf("%d × %d, want %d × 4", tb.Rows, tb.Cols, len(want))
	}
	for r, rec := range want {
		for c, s := range rec {
			if got := tb.Text(tb.Cell(r, c)); got != s {
				t.Fatalf("%s is %q, want %q", table.Address(r, c), got, s)
			}
		}
	}
}

// TestLateEncoding has the first characters beyond ASCII after the first megabyte.
func TestLateEncoding(t *testing.T) {
	in := strings.Repeat("customer,1234\n", 100_000) + gb("李雷,5\n")
	b, err := open("f", []byte(in), bounds.Options{})
	if err != nil {
		t.Fatal(err)
	}
	tb, err := b.Read(0)
	if err != nil {
		t.Fatal(err)
	}
	if got := tb.Text(tb.Cell(100_000, 0)); got != "李雷" || tb.Rows != 100_001 {
		t.Errorf("%d rows, the last %q", tb.Rows, got)
	}
}

func FuzzCSV(f *testing.F) {
	for _, c := range csvTests {
		f.Add([]byte(c.in))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		b, err := open("f", in, bounds.Options{})
		if err != nil {
			return
		}
		for i := range b.Sheets() {
			if tb, err := b.Read(i); err == nil {
				line(tb)
			}
		}
	})
}
