package sheet

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fenji/scoring/sheet/bounds"
)

// TestForms reads one small table in each of the old forms. Texts that look like dates stay texts in all of them.
func TestForms(t *testing.T) {
	const wantZH = "A1 text 病历号 | B1 text 就诊日期 | C1 text 实收金额 | A2 text A1 | B2 D 2024-12-01 | C2 number 300 | A3 text A2 | B3 D 2024-12-02 | C3 number 500 | " +
		"A4 text A1 | B4 D 2024-11-05 | C4 number 90 | A5 text A3 | B5 D 2024-08-05 | C5 number 4100"
	wantEN := strings.NewReplacer("病历号", "Patient ID", "就诊日期", "Visit date", "实收金额", "Amount paid").Replace(wantZH)
	for _, test := range []struct{ file, day, want string }{
		{"biff8.xls", "date", wantZH}, {"html.xls", "text", wantZH}, {"xml2003.xls", "date", wantZH}, {"table.ods", "date", wantZH}, {"table-en.ods", "text", wantEN},
	} {
		data, err := os.ReadFile(filepath.Join("testdata", test.file))
		if err != nil {
			t.Fatal(err)
		}
		if got, want := show(data), strings.ReplaceAll(test.want, " D ", " "+test.day+" "); got != want {
			t.Errorf("%s:\n got %s\nwant %s", test.file, got, want)
		}
	}
}

// xlsOf makes an xls of records: those of the globals, then those of one sheet.
func xlsOf(globals, cells string) string {
	rec := func(kind int, body string) string {
		return string([]byte{byte(kind), byte(kind >> 8), byte(len(body)), byte(len(body) >> 8)}) + body
	}
	const bof = 0x809
	front := rec(bof, "\x00\x06\x05\x00") + globals
	sheet := rec(bof, "\x00\x06\x10\x00") + cells + rec(0x0A, "")
	at := len(front) + len(rec(0x85, "....\x00\x00\x01\x00S")) + 4
	stream := front + rec(0x85, string([]byte{byte(at), byte(at >> 8), 0, 0})+"\x00\x00\x01\x00S") + rec(0x0A, "") + sheet
	stream += strings.Repeat("\x00", 4096)
	sectors := (len(stream) + 511) / 512
	b := []byte(compound("Root Entry", "Workbook"))
	binary.LittleEndian.PutUint32(b[56:], 4096)
	b[1024+66], b[1024+128+66] = 5, 2
	binary.LittleEndian.PutUint32(b[1024+128+116:], 2)
	binary.LittleEndian.PutUint32(b[1024+128+120:], uint32(len(stream)))
	for i := range sectors {
		next := uint32(i + 3)
		if i == sectors-1 {
			next = 0xFFFFFFFE
		}
		binary.LittleEndian.PutUint32(b[512+4*(i+2):], next)
	}
	return string(b) + stream + strings.Repeat("\x00", 512*sectors-len(stream))
}

func rec(kind int, body ...byte) string {
	return string([]byte{byte(kind), byte(kind >> 8), byte(len(body)), byte(len(body) >> 8)}) + string(body)
}

// textFormula is a formula in the first cell whose text follows.
var textFormula = rec(0x06, append([]byte{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF}, make([]byte, 8)...)...)

func TestXLS(t *testing.T) {
	sst := rec(0xFC, append([]byte{1, 0, 0, 0, 2, 0, 0, 0, 4, 0, 0, 'a', 'b'}, nil...)...) + // the first text goes on in the next record
		rec(0x3C, 1, 'c', 0, 0x5F, 0x72, 2, 0, 9, 1, 0, 'x', 0, 'y', 0, 1, 2, 3, 4)
	for _, test := range []struct{ name, globals, cells, want string }{
		{"a text in two records", sst, rec(0xFD, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0) + rec(0xFD, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0), "A1 text abc牟 | A2 text xy"},
		{"a text that is none", "", rec(0xFD, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), "! damaged f S"},
		{"numbers", "", rec(0x203, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xF8, 0x3F) + rec(0x27E, 1, 0, 0, 0, 0, 0, 0x0B, 0x27, 0, 0) +
			rec(0xBD, 2, 0, 0, 0, 0, 0, 6, 0, 0, 0, 0, 0, 10, 0, 0, 0, 1, 0), "A1 number 1.5 | A2 number 24.98 | A3 number 1 | B3 number 2"},
		{"a day", rec(0xE0, 0, 0, 14, 0), rec(0x27E, 0, 0, 0, 0, 0, 0, 0x22, 0xBF, 2, 0), "A1 date 2023-03-15"},
		{"truth and error", "", rec(0x205, 0, 0, 0, 0, 0, 0, 1, 0) + rec(0x205, 0, 0, 1, 0, 0, 0, 0x2A, 1), "A1 bool TRUE | B1 error #N/A"},
		{"formulas", "", textFormula + rec(0x207, 1, 0, 0, 'k') +
			rec(0x06, make([]byte, 22)...), "A1 number 0"},
		{"a formula that comes to no text", "", textFormula + rec(0x207, 0, 0, 0) + rec(0x205, 1, 0, 0, 0, 0, 0, 1, 0), "A2 bool TRUE"},
		{"a formula's text that is cut off", "", textFormula + rec(0x207, 2, 0, 0, 'k'), "! truncated f S"},
		{"nothing merged", "", rec(0xE5, 0, 0) + rec(0x205, 0, 0, 0, 0, 0, 0, 1, 0), "A1 bool TRUE"},
		{"encrypted", rec(0x2F, 0, 0), "", "! encrypted-unsupported f"},
		{"cut off", "", "\xFD\x00\xFF\x7F", "! truncated f S"},
		{"a short record", "", rec(0xFD, 0, 0), "! damaged f S"},
	} {
		if got := show([]byte(xlsOf(test.globals, test.cells))); got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
	hidden := rec(0x208, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0x20, 0, 0, 0) + rec(0x7D, 1, 0, 2, 0, 0, 0, 0, 0, 1, 0) + rec(0x205, 0, 0, 3, 0, 0, 0, 1, 0) +
		rec(0xE5, 1, 0, 0, 0, 1, 0, 2, 0, 3, 0)
	tb := read(t, []byte(xlsOf("", hidden)))
	if got := tell(tb); got != "row 0 hidden | 1 hidden | column 1 hidden | column 2 hidden" || len(tb.Merged) != 1 || tb.Merged[0].Right != 3 {
		t.Error(got, tb.Merged)
	}
}

func TestHTML(t *testing.T) {
	for _, test := range []struct{ name, page, want string }{
		{"ends left out", "<table><tr><td>a<td>1<tr><td>b<td>2", "A1 text a | B1 number 1 | A2 text b | B2 number 2"},
		{"texts", `<table><tr><td style='mso-number-format:"\@"'>0012</td><td style="mso-number-format:'\@'">12</td><td x:str>5</td><td>007</td>`, "A1 text 0012 | B1 text 12 | C1 text 5 | D1 text 007"},
		{"classes", `<html><style>.xl24 {mso-number-format:"\@";} .xl25{color:red;mso-number-format:"yyyy\-mm\-dd";}</style><table><tr><td class=xl24>12<td class=xl25 x:num="45000">x`, "A1 text 12 | B1 date 2023-03-15"},
		{"x:num", `<table><tr><td x:num="1234.5">1,234.50</td><td x:num>7</td></tr></table>`, "A1 number 1234.5 | B1 number 7"},
		{"spans", "<table><tr><td rowspan=2>a<td colspan=2>b<td>c<tr><td>d<td>e<td>f</table>", "A1 text a | B1 text b | D1 text c | B2 text d | C2 text e | D2 text f"},
		{"entities", "<table><tr><td>a&nbsp;&amp;&#x4E2D;&#20013; &unknown; <br>b</table>", "A1 text a &中中 &unknown;\nb"},
		{"markup", "<table><!-- <tr><td>no --><tr><td><b>x</b> <script>'<td>'</script>y  z</td></table>", "A1 text x y z"},
		{"a table within", "<table><tr><td>a<table><tr><td>in</table></td><td>b</table>", "A1 text a | B1 text b"},
		{"its own word", "<meta charset=gb2312><table><tr><td>" + gb("客户") + "</table>", "A1 text 客户"},
		{"no word", "<table><tr><td>" + gb("客户编号") + "</table>", "A1 text 客户编号"},
		{"quotes left open", `<table><tr><td style="x>a</table>`, ""},
		{"an endless span", `<table><tr><td rowspan=99999999 colspan=99999999>a<td>b`, "A1 text a | ? too-many-columns f CRXQ1"},
	} {
		if got := show([]byte(test.page)); got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
	if got := show([]byte(strings.Repeat("<table><tr><td>a</table>", 600))); got != "! too-large f" {
		t.Error("too many tables:", got)
	}
	tb := read(t, []byte("<table><col><col style='display: none'><tr><td>a<td>b<tr style='display:none'><td>c"))
	if got := tell(tb); got != "row 1 hidden | 1 hidden | column 1 hidden | utf-8 true" {
		t.Error(got)
	}
	b, err := open("f", []byte("<table><tr><td>a</table><table><tr><td>b</table>"), Options{})
	if err != nil || len(b.Sheets()) != 2 {
		t.Error(err, "two tables are two sheets")
	}
}

func xml2003Of(rows string) string {
	return `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">` +
		`<Styles><Style ss:ID="d"><NumberFormat ss:Format="Short Date"/></Style></Styles><Worksheet ss:Name="S"><Table>` + rows + `</Table></Worksheet></Workbook>`
}

func TestXML2003(t *testing.T) {
	for _, test := range []struct{ name, rows, want string }{
		{"places", `<Row ss:Index="2"><Cell ss:Index="2"><Data ss:Type="String">b</Data></Cell><Cell ss:MergeAcross="1"><Data ss:Type="Number">1.5</Data></Cell>` +
			`<Cell><Data ss:Type="Number">2</Data></Cell></Row><Row><Cell><Data ss:Type="Boolean">1</Data></Cell></Row>`, "B2 text b | C2 number 1.5 | E2 number 2 | A3 bool TRUE"},
		{"dates", `<Row><Cell><Data ss:Type="DateTime">2024-12-01T00:00:00.000</Data></Cell><Cell><Data ss:Type="DateTime">2024-12-01T10:30:00.000</Data></Cell>` +
			`<Cell ss:StyleID="d"><Data ss:Type="Number">45000</Data></Cell><Cell><Data ss:Type="DateTime">1899-12-31T09:30:00.000</Data></Cell></Row>`,
			"A1 date 2024-12-01 | B1 date 2024-12-01 10:30:00 | C1 date 2023-03-15 | D1 time 09:30:00"},
		{"rich text", `<Row><Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>a</B>b &amp; c</ss:Data></Cell><Cell><Data ss:Type="Error">#N/A</Data></Cell></Row>`,
			"A1 text ab & c | B1 error #N/A"},
		{"a row too far", `<Row ss:Index="2000000"/>`, "! too-many-rows f S"},
	} {
		if got := show([]byte(xml2003Of(test.rows))); got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
	tb := read(t, []byte(xml2003Of(`<Column/><Column ss:Hidden="1"/><Row ss:Hidden="1"><Cell ss:Formula="=1"><Data ss:Type="Number">0</Data></Cell><Cell ss:Formula="=2"/></Row>`)))
	if got := tell(tb); got != "row 0 hidden | 1 hidden | column 0: 1 formulas, 0 unsaved, 1 zero | column 1 hidden | column 1: 1 formulas, 1 unsaved, 0 zero" {
		t.Error(got)
	}
}

func odsOf(t testing.TB, rows string) []byte {
	return []byte(zipOf(t, "mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml", `<office:document-content xmlns:office="o" xmlns:table="t" `+
		`xmlns:text="x"><office:body><office:spreadsheet><table:table table:name="S">`+rows+`</table:table></office:spreadsheet></office:body></office:document-content>`))
}

func TestODS(t *testing.T) {
	cell := func(attrs, text string) string {
		return "<table:table-cell " + attrs + "><text:p>" + text + "</text:p></table:table-cell>"
	}
	for _, test := range []struct{ name, rows, want string }{
		{"repeated", `<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="2"/>` +
			cell(`office:value-type="float" office:value="7" table:number-columns-repeated="2"`, "7") + `</table:table-row>`, "C1 number 7 | D1 number 7 | C2 number 7 | D2 number 7"},
		{"no end of blanks", `<table:table-row>` + cell(`office:value-type="string"`, "a") + `<table:table-cell table:number-columns-repeated="16383"/></table:table-row>` +
			`<table:table-row table:number-rows-repeated="1048575"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>`, "A1 text a"},
		{"kinds", `<table:table-row>` + cell(`office:value-type="date" office:date-value="2024-12-01"`, "x") + cell(`office:value-type="date" office:date-value="2024-12-01T10:30:00"`, "x") +
			cell(`office:value-type="currency" office:value="1.50"`, "¥1.50") + cell(`office:value-type="boolean" office:boolean-value="true"`, "TRUE") +
			cell(`office:value-type="time" office:time-value="PT09H30M00S"`, "9:30") + `</table:table-row>`,
			"A1 date 2024-12-01 | B1 date 2024-12-01 10:30:00 | C1 number 1.5 | D1 bool TRUE | E1 time 09:30:00"},
		{"texts", `<table:table-row>` + cell(`office:value-type="string"`, `a<text:s text:c="2"/>b <text:span>c</text:span><text:line-break/>d`) +
			`<table:table-cell office:value-type="string"><office:annotation><text:p>note</text:p></office:annotation><text:p>e</text:p><text:p>f</text:p></table:table-cell>` +
			`</table:table-row>`, "A1 text a  b c\nd | B1 text e\nf"},
		{"covered", `<table:table-row>` + cell(`table:number-columns-spanned="2" office:value-type="string"`, "a") + `<table:covered-table-cell/>` +
			cell(`office:value-type="string"`, "b") + `</table:table-row>`, "A1 text a | C1 text b"},
		{"rows without end", `<table:table-row table:number-rows-repeated="99999999">` + cell(`office:value-type="float" office:value="1"`, "1") + `</table:table-row>`, "! too-many-rows f S"},
	} {
		if got := show(odsOf(t, test.rows)); got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
	tb := read(t, odsOf(t, `<table:table-column/><table:table-column table:visibility="collapse"/><table:table-row table:visibility="filter">`+
		cell(`table:formula="of:=1" office:value-type="float" office:value="0"`, "0")+`</table:table-row>`))
	if got := tell(tb); got != "row 0 hidden | 1 hidden | column 0: 1 formulas, 0 unsaved, 1 zero" && !strings.Contains(got, "row 0 hidden") {
		t.Error(got)
	}
	if got := show([]byte(zipOf(t, "mimetype", "application/vnd.oasis.opendocument.spreadsheet", "META-INF/manifest.xml", "<manifest:encryption-data/>", "content.xml", "x"))); got != "! encrypted-unsupported f" {
		t.Error(got)
	}
}

// fuzzForm gives all sheets of a file to a reader: it may refuse them, and that is all.
func fuzzForm(f *testing.F, make func(t testing.TB, in string) []byte, seeds ...string) {
	for _, s := range seeds {
		f.Add(s)
	}
	limits := bounds.Limits{Rows: 5000, Columns: 64, Memory: 4 << 20, Unzipped: 16 << 20}
	f.Fuzz(func(t *testing.T, in string) {
		b, err := open("f", make(t, in), Options{Limits: limits})
		if err != nil {
			return
		}
		for i := range min(len(b.Sheets()), 4) {
			if tb, err := b.Read(i); err == nil {
				line(tb)
				tell(tb)
			}
		}
	})
}

func seedFile(f *testing.F, name string) string {
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		f.Fatal(err)
	}
	return string(data)
}

func asIs(_ testing.TB, in string) []byte { return []byte(in) }

func FuzzXLS(f *testing.F) {
	fuzzForm(f, asIs, seedFile(f, "biff8.xls"), xlsOf(rec(0xFC, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 'a'), rec(0xFD, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)))
}

func FuzzXLSRecords(f *testing.F) {
	fuzzForm(f, func(_ testing.TB, in string) []byte { return []byte(xlsOf("", in[:min(len(in), 50_000)])) },
		rec(0xE5, 0, 0)+textFormula+rec(0x207, 0, 0, 0)+rec(0x205, 0, 0, 0, 0, 0, 0, 1, 0)+rec(0xBD, 2, 0, 0, 0, 0, 0, 6, 0, 0, 0, 0, 0, 10, 0, 0, 0, 1, 0))
}

func FuzzHTML(f *testing.F) {
	fuzzForm(f, asIs, seedFile(f, "html.xls"), "<table><tr><td rowspan=2 style='mso-number-format:\"\\@\"'>a<td x:num=1>&amp;<tr><td>c")
}

func FuzzXML2003(f *testing.F) {
	fuzzForm(f, asIs, seedFile(f, "xml2003.xls"), xml2003Of(`<Row ss:Index="2"><Cell ss:MergeDown="1"><Data ss:Type="Number">1</Data></Cell></Row>`))
}

func FuzzODS(f *testing.F) {
	fuzzForm(f, func(t testing.TB, in string) []byte { return odsOf(t, in) },
		`<table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="float" office:value="1"><text:p>a<text:s/></text:p></table:table-cell></table:table-row>`)
}
