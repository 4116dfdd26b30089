package sheet

import (
	"fenji/scoring/sheet/bounds"
	"fenji/scoring/sheet/table"
	"fenji/scoring/sheet/xlsxw"
	"strings"
	"testing"
	"unicode/utf16"
)

// TestCells gives rows of a worksheet part and what they mean.
func TestCells(t *testing.T) {
	for _, c := range cellTests {
		t.Run(c.name, func(t *testing.T) {
			data := fixture{sheetOne: sheetOf(c.rows)}.zip(t)
			if got := show(data); got != c.want {
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
		})
	}
}

var cellTests = []struct{ name, rows, want string }{
	{"number", `<row r="1"><c r="A1"><v>12.50</v></c><c r="B1" t="n"><v>-3</v></c></row>`, "A1 number 12.5 | B1 number -3"},
	{"float noise", `<row r="1"><c r="A1"><v>0.30000000000000004</v></c></row>`, "A1 number 0.3"},
	{"long id", `<row r="1"><c r="A1"><v>1234567890123456</v></c><c r="B1"><v>320106199001011234</v></c></row>`,
		"A1 number 1234567890123456 | B1 text 320106199001011234"},
	{"shared", `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>2</v></c></row>`, "A1 text zero | B1 text two"},
	{"empty shared", `<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v> 2 </v></c></row>`, "B1 text two"},
	{"inline", `<row r="1"><c r="A1" t="inlineStr"><is><t>in</t></is></c></row>`, "A1 text in"},
	{"inline rich", `<row r="1"><c r="A1" t="inlineStr"><is><r><rPr><b/></rPr><t>a</t></r><r><t xml:space="preserve"> b</t></r>` +
		`<rPh sb="0" eb="1"><t>x</t></rPh><phoneticPr fontId="1"/></is></c></row>`, "A1 text a b"},
	{"inline with v", `<row r="1"><c r="A1" t="inlineStr"><v>in</v></c></row>`, "A1 text in"},
	{"is without type", `<row r="1"><c r="A1"><is><t>12</t></is></c></row>`, "A1 text 12"},
	{"formula", `<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>"a"</f><v>a</v></c>` +
		`<c r="C1"><f t="shared" si="0"/><v>3</v></c></row>`, "A1 number 2 | B1 text a | C1 number 3"},
	{"formula without value", `<row r="1"><c r="A1"><f>1+1</f></c><c r="B1" t="str"><f>x</f><v></v></c></row>`, ""},
	{"bool", `<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>0</v></c></row>`, "A1 bool TRUE | B1 bool FALSE"},
	{"error", `<row r="1"><c r="A1" t="e"><v>#DIV/0!</v></c></row>`, "A1 error #DIV/0!"},
	{"iso date", `<row r="1"><c r="A1" t="d"><v>2024-01-05</v></c><c r="B1" t="d"><v>2024-01-05T15:04:05.000Z</v></c>` +
		`<c r="C1" t="d"><v>15:04:05</v></c><c r="D1" t="d"><v>soon</v></c></row>`,
		"A1 date 2024-01-05 | B1 date 2024-01-05 15:04:05 | C1 time 15:04:05 | D1 text soon"},
	{"dates", `<row r="1"><c r="A1" s="1"><v>45296</v></c><c r="B1" s="2"><v>45296.627835648149</v></c>` +
		`<c r="C1" s="4"><v>45296</v></c><c r="D1" s="7"><v>45292</v></c></row>`,
		"A1 date 2024-01-05 | B1 date 2024-01-05 15:04:05 | C1 date 2024-01-05 | D1 date 2024-01-01"},
	{"times", `<row r="1"><c r="A1" s="3"><v>0.5</v></c><c r="B1" s="3"><v>0</v></c><c r="C1" s="1"><v>0</v></c>` +
		`<c r="D1" s="5"><v>1.5</v></c><c r="E1" s="3"><v>45296.5</v></c></row>`,
		"A1 time 12:00:00 | B1 time 00:00:00 | C1 number 0 | D1 number 1.5 | E1 date 2024-01-05 12:00:00"},
	{"leap year bug", `<row r="1"><c r="A1" s="1"><v>1</v></c><c r="B1" s="1"><v>59</v></c><c r="C1" s="1"><v>60</v></c>` +
		`<c r="D1" s="1"><v>61</v></c></row>`,
		"A1 date 1900-01-01 | B1 date 1900-02-28 | C1 number 60 | D1 date 1900-03-01"},
	{"no dates", `<row r="1"><c r="A1" s="1"><v>-1</v></c><c r="B1" s="1"><v>2958466</v></c><c r="C1" s="1"><v>2958465</v></c>` +
		`<c r="D1" s="99"><v>45296</v></c><c r="E1" s=""><v>7</v></c></row>`,
		"A1 number -1 | B1 number 2958466 | C1 date 9999-12-31 | D1 number 45296 | E1 number 7"},
	{"midnight by rounding", `<row r="1"><c r="A1" s="2"><v>45296.999999999</v></c></row>`, "A1 date 2024-01-06"},
	{"no addresses", `<row><c><v>1</v></c><c t="s"><v>0</v></c></row><row><c/><c><v>2</v></c></row>`,
		"A1 number 1 | B1 text zero | B2 number 2"},
	{"some addresses", `<row><c r="C1"><v>1</v></c><c><v>2</v></c></row><row><c r="A5"><v>3</v></c></row><row><c><v>4</v></c></row>`,
		"C1 number 1 | D1 number 2 | A5 number 3 | A6 number 4"},
	{"lower case address", `<row r="1"><c r="aa1"><v>1</v></c></row>`, "AA1 number 1"},
	{"rows out of order", `<row r="3"><c r="A3"><v>3</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>`,
		"A1 number 1 | A3 number 3"},
	{"rows repeated", `<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row r="1"><c r="A1"/><c r="B1"><v>3</v></c></row>`,
		"A1 number 1 | B1 number 3"},
	{"cells out of order", `<row r="1"><c r="C1"><v>3</v></c><c r="A1"><v>1</v></c></row>`, "A1 number 1 | C1 number 3"},
	{"style only", `<row r="1"><c r="A1"><v>1</v></c></row><row r="9"><c r="Z9" s="1"/><c r="AA9" s="1"></c></row>`, "A1 number 1"},
	{"entities", `<row r="1"><c r="A1" t="str"><v>&lt;a&gt; &amp;amp; &#26085;&#x672C;&quot;&apos;</v></c></row>`,
		`A1 text <a> &amp; 日本"'`},
	{"cdata and comment", `<row r="1"><!-- <c/> --><c r="A1" t="str"><v><![CDATA[a<b]]>&amp;<!-- x -->c</v></c><?pi ?></row>`,
		"A1 text a<b&c"},
	{"escapes", `<row r="1"><c r="A1" t="str"><v>a_x000D_b</v></c><c r="B1" t="str"><v>_x005F_x000D_</v></c>` +
		`<c r="C1" t="str"><v>_xD83D__xDE00_</v></c><c r="D1" t="str"><v>_x00G0_</v></c></row>`,
		"A1 text a\rb | B1 text _x000D_ | C1 text 😀 | D1 text _x00G0_"},
	{"spaces", `<row r="1"><c r="A1" t="inlineStr"><is><t> a </t></is></c><c r="B1" t="inlineStr"><is><t xml:space="preserve"> b </t></is></c>` +
		`<c r="C1" t="str"><v>&#32;c&#10;</v></c></row>`, "A1 text a | B1 text  b  | C1 text  c\n"},
	{"line ends", "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>a\r\nb\rc</v></c></row>", "A1 text a\nb\nc"},
	{"odd spelling", "<row\n r='1' ><c\tt = \"s\"  r='B1'\n><v\n>0</v ></c\n></row >", "B1 text zero"},
	{"quoted bracket", `<row r="1" x="a>b"><c r="A1" x="</c>"><v>1</v></c></row>`, "A1 number 1"},
	{"foreign elements", `<row r="1"><c r="A1"><v>1</v><extLst><ext><v>9</v></ext></extLst></c><x:c xmlns:x="urn:x"><v>2</v></x:c></row>`,
		"A1 number 1"},
	{"unknown type", `<row r="1"><c r="A1" t="odd"><v>1</v></c><c r="B1"><v>one</v></c></row>`, "A1 number 1 | B1 text one"},
	{"broken utf-8", "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>a\xFFb</v></c></row>", "A1 text a\uFFFDb"},
	{"far corner", `<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`, "? too-many-columns f One XFD1048576"},
	{"last row", `<row r="1048576"><c r="B1048576"><v>1</v></c></row>`, "B1048576 number 1"},
	{"too many rows", `<row r="1048577"><c><v>1</v></c></row>`, "! too-many-rows f One"},
	{"string index out of range", `<row r="2"><c r="B2" t="s"><v>3</v></c></row>`, "! damaged f One B2: 3"},
	{"bad address", `<row r="1"><c r="1A"><v>3</v></c></row>`, "! damaged f One"},
	{"unknown entity", `<row r="1"><c t="str"><v>&nbsp;</v></c></row>`, "! damaged f One"},
	{"tags crossed", `<row r="1"><c><v>1</c></v></row>`, "! damaged f One"},
	{"empty", ``, ""},
}

// TestBooks gives whole packages.
func TestBooks(t *testing.T) {
	one := sheetOf(`<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45296</v></c></row>`)
	prefixed := strings.NewReplacer("</", "</x:", "<?", "<?", "<", "<x:", "xmlns", "xmlns:x").Replace(one)
	tests := []struct {
		name string
		f    fixture
		want string
	}{
		{"usual", fixture{sheetOne: one}, "A1 text zero | B1 date 2024-01-05"},
		{"prefixed", fixture{sheetOne: prefixed}, "A1 text zero | B1 date 2024-01-05"},
		{"utf-16", fixture{sheetOne: utf16Text(one)}, "A1 text zero | B1 date 2024-01-05"},
		{"bom", fixture{sheetOne: "\uFEFF" + one}, "A1 text zero | B1 date 2024-01-05"},
		{"gbk", fixture{sheetOne: "<?xml version='1.0' encoding='GBK'?><worksheet><sheetData><row><c t='str'><v>\xB7\xD6\xBC\xB6</v>" +
			"</c></row></sheetData></worksheet>"}, "A1 text 分级"},
		{"no styles, no strings", fixture{sheetOne: sheetOf(`<row r="1"><c s="1"><v>45296</v></c></row>`), "xl/styles.xml": "",
			"xl/sharedStrings.xml": ""}, "A1 number 45296"},
		{"strings missing", fixture{sheetOne: one, "xl/sharedStrings.xml": ""}, "! damaged f One A1: 0"},
		{"1904", fixture{sheetOne: one, "xl/workbook.xml": strings.Replace(usual["xl/workbook.xml"], "<sheets>",
			`<workbookPr date1904="1"/><sheets>`, 1)}, "A1 text zero | B1 date 2028-01-06"},
		{"1904 day zero", fixture{sheetOne: sheetOf(`<row><c s="1"><v>0</v></c><c s="3"><v>0</v></c></row>`),
			"xl/workbook.xml": strings.Replace(usual["xl/workbook.xml"], "<sheets>", `<workbookPr date1904="true"/><sheets>`, 1)},
			"A1 date 1904-01-01 | B1 time 00:00:00"},
		{"strict", strict(fixture{sheetOne: one}), "A1 text zero | B1 date 2024-01-05"},
		{"backslashes", fixture{`xl\worksheets\sheet1.xml`: one}, "A1 text zero | B1 date 2024-01-05"},
		{"other case", fixture{"xl/Worksheets/Sheet1.xml": one}, "A1 text zero | B1 date 2024-01-05"},
		{"absolute target", fixture{sheetOne: one, "xl/_rels/workbook.xml.rels": strings.ReplaceAll(
			usual["xl/_rels/workbook.xml.rels"], `Target="`, `Target="/xl/`)}, "A1 text zero | B1 date 2024-01-05"},
		{"odd places", fixture{"data/s 1.xml": one, "xl/_rels/workbook.xml.rels": strings.ReplaceAll(
			usual["xl/_rels/workbook.xml.rels"], `worksheets/sheet1.xml`, `../data/s%201.xml`)}, "A1 text zero | B1 date 2024-01-05"},
		{"no root relations", fixture{sheetOne: one, "_rels/.rels": ""}, "A1 text zero | B1 date 2024-01-05"},
		{"no workbook relations", fixture{sheetOne: one, "xl/_rels/workbook.xml.rels": ""}, "! damaged f"},
		{"no worksheet", fixture{}, "! damaged f"},
		{"no workbook", fixture{sheetOne: one, "xl/workbook.xml": ""}, "! damaged f"},
		{"workbook is html", fixture{sheetOne: one, "xl/workbook.xml": "<html></html>"}, "! damaged f"},
		{"text before the root", fixture{sheetOne: "foo" + one}, "! damaged f One"},
		{"doctype", fixture{sheetOne: `<!DOCTYPE x [<!ENTITY a "b">]>` + sheetOf("")}, "! doctype f One"},
		{"doctype in strings", fixture{sheetOne: one, "xl/sharedStrings.xml": `<!doctype x><sst/>`}, "! doctype f One"},
		{"phonetic", fixture{sheetOne: one, "xl/sharedStrings.xml": `<sst><si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh>` +
			`</si></sst>`}, "A1 text 東京 | B1 date 2024-01-05"},
		{"deep nesting", fixture{sheetOne: sheetOf(strings.Repeat("<a>", 5000) + strings.Repeat("</a>", 5000))}, "! damaged f One"},
		{"second root", fixture{sheetOne: one + "<a/>"}, "! damaged f One"},
		{"cut short", fixture{sheetOne: one[:len(one)-3]}, "! truncated f One"},
		{"cut between cells", fixture{sheetOne: one[:strings.Index(one, "<c r=\"B1")]}, "! truncated f One"},
	}
	for _, c := range tests {
		t.Run(c.name, func(t *testing.T) {
			if got := show(c.f.zip(t)); got != c.want {
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
		})
	}
}

func strict(f fixture) fixture {
	for name, content := range usual {
		if f[name] == "" {
			f[name] = content
		}
	}
	for name, content := range f {
		content = strings.ReplaceAll(content, xlsxw.NsMain, "http://purl.oclc.org/ooxml/spreadsheetml/main")
		f[name] = strings.ReplaceAll(content, xlsxw.NsRelations, "http://purl.oclc.org/ooxml/officeDocument/relationships")
	}
	return f
}

func utf16Text(s string) string {
	b := []byte{0xFF, 0xFE}
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return string(b)
}

func TestSheets(t *testing.T) {
	data := fixture{
		sheetOne: sheetOf(""), "xl/worksheets/b.xml": sheetOf(`<row><c><v>2</v></c></row>`),
		"xl/workbook.xml": `<workbook xmlns:q="urn:q"><sheets><sheet name="图表" q:id="c"/><sheet name="B &amp; C" state="hidden" q:id="b"/>` +
			`<sheet name="One" state="veryHidden" q:id="a"/><sheet name="lost" q:id="z"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="a" Type="x/worksheet" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="b" Type="x/worksheet" Target="worksheets/b.xml"/><Relationship Id="c" Type="x/chartsheet" Target="c.xml"/>` +
			`</Relationships>`,
	}.zip(t)
	b, err := open("f", data, bounds.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := b.Sheets(); len(got) != 2 || got[0] != (table.Info{Name: "B & C", Hidden: true}) || got[1] != (table.Info{Name: "One", Hidden: true}) {
		t.Errorf("sheets %v", got)
	}
	tb, err := b.Read(0)
	if err != nil || line(tb) != "A1 number 2" || tb.Sheet != "B & C" {
		t.Errorf("%v %v", tb, err)
	}
	if _, err := b.Read(2); err == nil {
		t.Error("a sheet beyond the last was read")
	}
}
