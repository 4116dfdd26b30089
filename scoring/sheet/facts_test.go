package sheet

import (
	"fenji/scoring/sheet/bounds"
	"fenji/scoring/sheet/charset"
	"fenji/scoring/sheet/table"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// tell writes all facts of a table as one line.
func tell(t *table.Table) string {
	var out []string
	for row := range t.Rows {
		if t.Hidden(row) {
			out = append(out, fmt.Sprintf("row %d hidden", row))
		}
	}
	if n := t.HiddenRows(); n > 0 {
		out = append(out, fmt.Sprintf("%d hidden", n))
	}
	for col := range max(t.Cols, len(t.Facts.Formulas)) {
		if t.HiddenColumn(col) {
			out = append(out, fmt.Sprintf("column %d hidden", col))
		}
		if all, unsaved, zero := t.Formulas(col); all > 0 {
			out = append(out, fmt.Sprintf("column %d: %d formulas, %d unsaved, %d zero", col, all, unsaved, zero))
		}
	}
	for _, w := range t.Widths() {
		out = append(out, fmt.Sprintf("%d×%d/%d from %d", w.Records, w.Fields, w.Filled, w.First))
	}
	if n := t.Quotes(); n > 0 {
		out = append(out, fmt.Sprintf("%d quotes", n))
	}
	if name, sure := t.Encoding(); name != "" {
		out = append(out, fmt.Sprintf("%s %v", name, sure))
	}
	return strings.Join(out, " | ")
}

func number(cell string, n int) string { return fmt.Sprintf(`<c r="%s"><v>%d</v></c>`, cell, n) }

func read(t *testing.T, data []byte) *table.Table {
	t.Helper()
	b, err := open("f", data, bounds.Options{})
	if err != nil {
		t.Fatal(err)
	}
	tb, err := b.Read(0)
	if err != nil {
		t.Fatal(err)
	}
	return tb
}

func TestFacts(t *testing.T) {
	row := func(attrs string, r int) string {
		return fmt.Sprintf(`<row r="%d"%s>`, r, attrs) + number(fmt.Sprintf("A%d", r), r) + number(fmt.Sprintf("B%d", r), r) + `</row>`
	}
	for _, test := range []struct{ name, rows, want string }{
		{"plain", row(` spans="1:2" ht="15"`, 1) + row("", 2), ""},
		{"hidden rows", row("", 1) + row(` spans="1:2" hidden="1"`, 2) + row(` ht="0" hidden="true" customHeight="1"`, 3) + row("", 4),
			"row 1 hidden | row 2 hidden | 2 hidden"},
		{"hidden is false", row("", 1) + row(` hidden="0"`, 2) + row(` hidden="false"`, 3), ""},
		{"the first row", row(` hidden="1"`, 1) + row("", 2), "row 0 hidden | 1 hidden"},
		{"blank rows do not count", row("", 1) + `<row r="2" hidden="1"/><row r="3" hidden="1"><c r="A3" s="1"/></row>` + row("", 4), ""},
		{"the word elsewhere", row(` x:hidden="1"`, 1) + row(` title="hidden=1"`, 2), ""},
		{"formulas", `<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>B2</f></c><c r="C1"><f>C2</f><v>0</v></c></row>` +
			`<row r="2"><c r="A2"><f t="shared" si="0"/><v>0.00</v></c><c r="B2"><f>1</f><v/></c><c r="C2" t="str"><f>""</f><v></v></c></row>` +
			`<row r="3"><c r="A3" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="B3" t="b"><f>1=2</f><v>0</v></c><c r="C3"><v>0</v></c></row>`,
			"column 0: 3 formulas, 0 unsaved, 1 zero | column 1: 3 formulas, 2 unsaved, 0 zero | column 2: 2 formulas, 0 unsaved, 1 zero"},
	} {
		for _, pad := range []string{"", strings.Repeat(" ", 400)} { // with and without room for the quick way
			tb := read(t, fixture{sheetOne: sheetOf(test.rows + pad)}.zip(t))
			if got := tell(tb); got != test.want {
				t.Errorf("%s: %s, want %s", test.name, got, test.want)
			}
		}
	}
	part := strings.Replace(sheetOf(row("", 1)), "<sheetData>",
		`<cols><col min="2" max="2" hidden="1"/><col min="3" max="16384" hidden="1"/></cols><sheetData>`, 1)
	if got := tell(read(t, fixture{sheetOne: part}.zip(t))); got != "column 1 hidden" {
		t.Error("columns:", got)
	}
}

func TestTextFacts(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"all alike", "a,b\n1,2\n3,4\n", "3×2/2 from 0 | utf-8 true"},
		{"one more", "a,b\n1,2\n\n¥1,020,5\n3,4", "3×2/2 from 0 | 1×3/3 from 3 | utf-8 true"},
		{"blank at the end", "a,b\n1,2,\n3,4,\n", "2×3/2 from 1 | 1×2/2 from 0 | utf-8 true"},
		{"blank records", "a,b\n,\n\n1,2\n", "3×2/2 from 0 | utf-8 true"},
		{"blank lines at the end", "a,b\n1,2\n\n\n", "2×2/2 from 0 | utf-8 true"},
	} {
		if got := tell(read(t, []byte(test.text))); got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
	tb := read(t, []byte("a,b\n1,2\n\n1,2,3\n"))
	for row, want := range []int{2, 2, 0, 3, 0} {
		if got := tb.Fields(row); got != want {
			t.Errorf("row %d has %d fields, want %d", row, got, want)
		}
	}
}

// TestFactsKept appends and leaves out, and wants the facts to go along.
func TestFactsKept(t *testing.T) {
	part := func() *table.Table {
		return read(t, fixture{sheetOne: sheetOf(`<row r="1">` + number("A1", 1) + `</row><row r="2" hidden="1">` + number("A2", 2) +
			`<c r="B2"><f>1</f></c></row>`)}.zip(t))
	}
	text := func() *table.Table { return read(t, []byte("a,b\n1,2,3\n4,5\n")) }
	for _, test := range []struct {
		name string
		a, b *table.Table
		from int
		want string
	}{
		{"sheets", part(), part(), 1,
			"row 1 hidden | row 2 hidden | 2 hidden | column 1: 2 formulas, 2 unsaved, 0 zero"},
		{"texts", text(), text(), 1, "3×2/2 from 0 | 2×3/3 from 1 | utf-8 true"},
		{"a text below a sheet", part(), text(), 1,
			"row 1 hidden | 1 hidden | column 1: 1 formulas, 1 unsaved, 0 zero | 1×3/3 from 2 | 1×2/2 from 3 | utf-8 true"},
		{"a sheet below a text", text(), part(), 1,
			"row 3 hidden | 1 hidden | column 1: 1 formulas, 1 unsaved, 0 zero | 2×2/2 from 0 | 1×3/3 from 1 | utf-8 true"},
	} {
		if err := test.a.Append(test.b, test.from, bounds.Limits{}); err != nil {
			t.Fatal(err)
		}
		if got := tell(test.a); got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
		if got := tell(test.a.Without([]int{0}, 1)); got != test.want {
			t.Errorf("%s, without a column: %s, want %s", test.name, got, test.want)
		}
	}
}

func TestQuotes(t *testing.T) {
	for _, test := range []struct {
		name, text string
		quotes     int
	}{
		{"none", "a,b,c\n1,\"2\",3\n4,\"5\n6\",7\n", 0},
		{"never closed", "a,b,c\n1,\"2,3\n4,5,6\n", 1},
		{"two", "a,b,c\n1,\"2,3\n4,\"5,6\n", 2},
		{"text behind it", "a,b,c\n1,\"2\"x,3\n4,5,6\n", 1},
		{"closed in another record", "a,b,c\n1,2,\"3\n4,5,6\"\n", 1},
	} {
		if got := read(t, []byte(test.text)).Quotes(); got != test.quotes {
			t.Errorf("%s: %d, want %d", test.name, got, test.quotes)
		}
	}
}

// TestStrays plants quotes that open nothing in records of the same number of fields, and wants every record back.
func TestStrays(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		var text, plain strings.Builder
		text.WriteString("id,name,day,sum\n")
		plain.WriteString("id,name,day,sum\n")
		for row := range 3 + random.IntN(20) {
			for col := range 4 {
				field := fmt.Sprintf("%c%d%s", 'a'+col, row, []string{",", ",", ",", "\n"}[col])
				if random.IntN(12) == 0 {
					text.WriteByte('"')
				}
				text.WriteString(field)
				plain.WriteString(field)
			}
		}
		if got, want := line(read(t, []byte(text.String()))), line(read(t, []byte(plain.String()))); got != want {
			t.Fatalf("%s\n got %s\nwant %s", text.String(), got, want)
		}
	}
}

// TestEncodings writes texts in each encoding, lets it be guessed, and then overrules the guess.
func TestEncodings(t *testing.T) {
	for _, test := range []struct {
		name, text, want string
		sure             bool
	}{
		{"utf-8", "客户,金额\n", "utf-8", true},
		{"gb18030", gb("客户,金额\n1,2\n"), "gb18030", true},
		{"gb18030, rare names", gb("姓名,金额\n靳彧翀,2\n骁玥,3\n亓官,5\n"), "gb18030", true},
		{"gb18030, traditional", gb("病歷號,實收金額,醫師\nA1,5,劉醫師\n"), "gb18030", false},
		{"big5", big5Text("姓名,就診日期,金額\n陳怡君,2024-12-01,5\n"), "big5", true},
		{"windows-1252", "Name,Sum\nJos\xE9 N\xFA\xF1ez,\x80 5\n", "windows-1252", true},
		{"a mark", "\uFEFFa,b\n", "utf-8", true},
	} {
		name, sure := read(t, []byte(test.text)).Encoding()
		if name != test.want || sure != test.sure {
			t.Errorf("%s: %s %v, want %s %v", test.name, name, sure, test.want, test.sure)
		}
	}
	for _, name := range charset.Encodings {
		b, err := open("f", []byte(gb("客户,金额\n1,2\n")), bounds.Options{Encoding: name})
		if err != nil {
			t.Fatal(name, err)
		}
		tb, err := b.Read(0)
		if err != nil {
			t.Fatal(name, err)
		}
		if got, sure := tb.Encoding(); got != name || !sure {
			t.Errorf("%s was read as %s", name, got)
		}
		if got := tb.Text(tb.Cell(0, 0)); (got == "客户") != (name == "gb18030") {
			t.Errorf("in %s it says %q", name, got)
		}
	}
	if _, err := open("f", []byte("a,b\n"), bounds.Options{Encoding: "klingon"}); err == nil {
		t.Error("an encoding that nobody knows was taken")
	}
}
