package sheet

import (
	"archive/zip"
	"bytes"
	"fenji/scoring/sheet/bounds"
	"fenji/scoring/sheet/table"
	"fenji/scoring/sheet/xlsx"
	"fenji/scoring/sheet/xlsxw"
	"fenji/scoring/sheet/xml"
	"fmt"
	"io"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"
)

// hostile are files made to cost much. Each must give its error, or the right cells, within two seconds and 512 MB.
var hostile = []struct {
	name string
	make func(t *testing.T) []byte
	want string // "" or the code of the error; otherwise the sheet as line shows it
}{
	{"deep nesting", func(t *testing.T) []byte {
		return fixture{sheetOne: sheetOf(strings.Repeat("<x>", 200_000) + strings.Repeat("</x>", 200_000))}.zip(t)
	}, "damaged"},
	{"deep nesting of runs", func(t *testing.T) []byte {
		return fixture{"xl/sharedStrings.xml": head + `<sst xmlns="` + xlsxw.NsMain + `"><si>` + strings.Repeat("<r>", 100_000) +
			strings.Repeat("</r>", 100_000) + `</si></sst>`, sheetOne: sheetOf("")}.zip(t)
	}, "damaged"},
	{"the same 32 KB text 6,000 times", func(t *testing.T) []byte {
		row := `<c t="str"><v>` + strings.Repeat("cell text ", 32<<10/10) + `</v></c>`
		return stream(t, sheetOne, func(w io.Writer) {
			fmt.Fprintf(w, `%s<worksheet xmlns="%s"><sheetData>`, head, xlsxw.NsMain)
			for range 6000 {
				io.WriteString(w, "<row>"+row+"</row>")
			}
			io.WriteString(w, "</sheetData></worksheet>")
		})
	}, "zip-bomb"},
	{"a million columns", func(t *testing.T) []byte {
		return fixture{sheetOne: sheetOf("<row>" + strings.Repeat(`<c t="b"><v>1</v></c>`, 1_000_000) + "</row>")}.zip(t)
	}, "zip-bomb"},
	{"a million columns of numbers", func(t *testing.T) []byte {
		var b strings.Builder
		for i := range 1_000_000 {
			fmt.Fprintf(&b, `<c><v>%d</v></c>`, i*7919%1_000_003)
		}
		return fixture{sheetOne: sheetOf("<row>" + b.String() + "</row>")}.zip(t)
	}, "A1 number 0 | … | AMJ1 number 101113 | ? too-many-columns f One AMK1"},
	{"one cell at the far corner", func(t *testing.T) []byte {
		return fixture{sheetOne: sheetOf(`<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`)}.zip(t)
	}, "? too-many-columns f One XFD1048576"},
	{"one cell at the end", func(t *testing.T) []byte {
		return fixture{sheetOne: sheetOf(`<row r="1048576"><c r="ALL1048576"><v>1</v></c></row>`)}.zip(t)
	}, "ALL1048576 number 1"},
	{"a row too far", func(t *testing.T) []byte {
		return fixture{sheetOne: sheetOf(`<row r="1048577"><c r="A1048577"><v>1</v></c></row>`)}.zip(t)
	}, "too-many-rows"},
	{"a row far beyond", func(t *testing.T) []byte {
		return fixture{sheetOne: sheetOf(`<row r="4294967297"><c><v>1</v></c></row>`)}.zip(t)
	}, "damaged"},
	{"document type", func(t *testing.T) []byte {
		return fixture{sheetOne: `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>` + sheetOf("")}.zip(t)
	}, "doctype"},
	{"an attribute without end", func(t *testing.T) []byte {
		return fixture{sheetOne: sheetOf(`<row r="` + strings.Repeat("1", 20<<20))}.zip(t)
	}, "zip-bomb"},
	{"a tag without end", func(t *testing.T) []byte {
		var b strings.Builder
		for i := range 2_500_000 {
			fmt.Fprintf(&b, ` a%d="%d"`, i, i*7919%1_000_003)
		}
		return fixture{sheetOne: sheetOf(`<row` + b.String() + `></row>`)}.zip(t)
	}, "too-large"},
	{"ten thousand relations", func(t *testing.T) []byte {
		var b strings.Builder
		for i := range 100_000 {
			fmt.Fprintf(&b, `<Relationship Id="r%d" Type="x/worksheet" Target="w%d.xml"/>`, i, i*7919%99_991)
		}
		return fixture{"xl/_rels/workbook.xml.rels": head + `<Relationships xmlns="` + xlsxw.NsPackage + `relationships">` + b.String() +
			`</Relationships>`, sheetOne: sheetOf("")}.zip(t)
	}, "damaged"},
	{"a number of seventeen million digits", func(t *testing.T) []byte {
		return fixture{sheetOne: sheetOf(`<row><c><v>` + digits(17<<20) + `</v></c></row>`)}.zip(t)
	}, "too-large"},
	{"a number of a million digits", func(t *testing.T) []byte {
		return fixture{sheetOne: sheetOf(`<row><c><v>` + digits(1<<20) + `</v></c></row>`)}.zip(t)
	}, "A1 …"},
	{"a text of seventeen million signs", func(t *testing.T) []byte {
		return fixture{sheetOne: sheetOf(`<row><c t="inlineStr"><is><t>` + digits(17<<20) + `</t></is></c></row>`)}.zip(t)
	}, "too-large"},
	{"a comment of seventeen million signs", func(t *testing.T) []byte {
		return fixture{sheetOne: sheetOf(`<!-- ` + digits(17<<20) + ` --><row><c><v>1</v></c></row>`)}.zip(t)
	}, "too-large"},
	{"a name of seventeen million signs", func(t *testing.T) []byte {
		return fixture{sheetOne: sheetOf(`<row><a` + digits(17<<20) + `/></row>`)}.zip(t)
	}, "too-large"},
	{"deep nesting of names that differ", func(t *testing.T) []byte {
		var open, shut strings.Builder
		for i := range 300_000 {
			fmt.Fprintf(&open, "<a%d>", i*7919%1_000_003)
			fmt.Fprintf(&shut, "</a%d>", (299_999-i)*7919%1_000_003)
		}
		return fixture{sheetOne: sheetOf(open.String() + shut.String())}.zip(t)
	}, "damaged"},
	{"ten thousand sheets of one part", func(t *testing.T) []byte {
		var sheets, relations strings.Builder
		for i := range 10_000 {
			fmt.Fprintf(&sheets, `<sheet name="S%d" sheetId="%d" r:id="x%d"/>`, i, i+2, i)
			fmt.Fprintf(&relations, `<Relationship Id="x%d" Type="%s/worksheet" Target="worksheets/sheet1.xml"/>`, i, xlsxw.NsRelations)
		}
		return fixture{sheetOne: sheetOf(someRows(5000)),
			"xl/workbook.xml":            strings.Replace(usual["xl/workbook.xml"], "</sheets>", sheets.String()+"</sheets>", 1),
			"xl/_rels/workbook.xml.rels": strings.Replace(usual["xl/_rels/workbook.xml.rels"], "</Relationships>", relations.String()+"</Relationships>", 1)}.zip(t)
	}, "damaged"},
	{"a csv of one cell", func(*testing.T) []byte {
		return []byte(digits(30 << 20))
	}, "too-large"},
	{"a quote in a csv that never ends", func(*testing.T) []byte {
		return []byte("a,b\n1,\"" + strings.Repeat("x,\n", 8<<20))
	}, "too-large"},
	{"an ods of rows without end, each with cells", func(t *testing.T) []byte {
		return odsOf(t, `<table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="1024"/></table:table-row>`)
	}, "too-large"},
	{"an ods of repeats within repeats", func(t *testing.T) []byte {
		return odsOf(t, strings.Repeat(`<table:table-row table:number-rows-repeated="900"><table:table-cell office:value-type="string" table:number-columns-repeated="900"><text:p>long text</text:p></table:table-cell></table:table-row>`, 900))
	}, "too-large"},
	{"a deep ods", func(t *testing.T) []byte {
		return odsOf(t, strings.Repeat("<text:p>", 200_000)+strings.Repeat("</text:p>", 200_000))
	}, "zip-bomb"},
	{"an ods with a long attribute", func(t *testing.T) []byte { return odsOf(t, `<table:table-row a="`+digits(17<<20)+`"/>`) }, "too-large"},
	{"deep web tables", func(*testing.T) []byte {
		return []byte("<html>" + strings.Repeat("<table><tr><td>", 200_000) + "x" + strings.Repeat("</table>", 200_000))
	}, "too-large"},
	{"a web table of spans", func(*testing.T) []byte {
		return []byte("<html><table>" + strings.Repeat(`<tr><td rowspan=65534 colspan=1000>x`, 20_000) + "</table>")
	}, "A1 text x | ALM2 text x | ? too-many-columns f BXY3"},
	{"a web tag without end", func(*testing.T) []byte { return []byte("<html><table><tr><td " + digits(30<<20)) }, ""},
	{"a web comment without end", func(*testing.T) []byte { return []byte("<html><table><tr><td>1<!-- " + digits(30<<20)) }, "A1 number 1"},
	{"a deep xml of 2003", func(*testing.T) []byte {
		return []byte(xml2003Of("<Row>" + strings.Repeat("<B>", 300_000) + strings.Repeat("</B>", 300_000) + "</Row>"))
	}, "damaged"},
	{"an xml of 2003 merged far", func(*testing.T) []byte {
		return []byte(xml2003Of(strings.Repeat(`<Row><Cell ss:MergeAcross="16000" ss:MergeDown="60000"><Data ss:Type="Number">1</Data></Cell></Row>`, 5000)))
	}, "A1 number 1 …"},
	{"a csv of nothing but quotes", func(*testing.T) []byte {
		return []byte(strings.Repeat(`""`, 4<<20))
	}, "A1 …"},
}

// digits are ones that do not shrink much, so that no limit of ratios meets them first.
func digits(n int) string {
	b := make([]byte, 0, n+20)
	for x := uint64(1); len(b) < n; x = x*6364136223846793005 + 1442695040888963407 {
		b = strconv.AppendUint(b, x>>1|1<<62, 10)
	}
	return string(b[:n])
}

// TestManyLongStrings reads 65,000 shared strings of 32 KB, 2 GB in all: they end in an error before they fill the memory.
func TestManyLongStrings(t *testing.T) {
	text := strings.Repeat("shared ", 32<<10/7)
	r, w := io.Pipe()
	go func() {
		fmt.Fprintf(w, `<sst xmlns="%s">`, xlsxw.NsMain)
		for i := range 65_000 {
			if _, err := fmt.Fprintf(w, "<si><t>%d %s</t></si>", i, text); err != nil {
				return
			}
		}
		io.WriteString(w, "</sst>")
	}()
	defer r.Close()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	s := xml.New(r, xlsx.LargeWindow, &bounds.Options{})
	_, err := xlsx.ReadStrings(s, table.NewDictionary(), bounds.DefaultLimits.Memory)
	runtime.ReadMemStats(&after)
	if allocated := (after.TotalAlloc - before.TotalAlloc) >> 20; codeOf(bounds.FaultOf(err)) != bounds.TooLarge || allocated > 512 {
		t.Errorf("%v with %d MiB allocated", err, allocated)
	}
}

// stream makes a workbook of which one part is written piece by piece.
func stream(t *testing.T, name string, write func(w io.Writer)) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	parts := fixture{sheetOne: sheetOf("")}
	for n, content := range usual {
		parts[n] = content
	}
	for n, content := range parts {
		w, err := z.Create(n)
		if err != nil {
			t.Fatal(err)
		}
		if n == name {
			write(w)
		} else {
			io.WriteString(w, content)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestHostileFiles(t *testing.T) {
	for _, c := range hostile {
		t.Run(c.name, func(t *testing.T) {
			data := c.make(t)
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			start := processor()
			got := ""
			b, err := open("f", data, bounds.Options{})
			var tb *table.Table
			if err == nil {
				tb, err = b.Read(0)
			}
			took := processor() - start
			runtime.ReadMemStats(&after)
			if err != nil {
				got = string(codeOf(err))
			} else if tb.Rows < 2 || tb.Cols < 1025 && tb.Rows*tb.Cols < 1<<22 {
				got = line(tb)
			} else {
				got = lastCell(tb)
			}
			head, tail, cut := strings.Cut(c.want, "…")
			if !cut && got != c.want || cut && (!strings.HasPrefix(got, head) || !strings.HasSuffix(got, tail)) {
				t.Errorf("%.60q … %.60q, want %q", got, got[max(0, len(got)-60):], c.want)
			}
			if allocated := (after.TotalAlloc - before.TotalAlloc) >> 20; allocated > 512 {
				t.Errorf("%d MiB allocated", allocated)
			}
			if took > 2*time.Second*slowness {
				t.Errorf("took %v", took)
			}
		})
	}
}

// slowness lets busy and instrumented machines off; what a hostile file wins is a matter of minutes.
const slowness = 3

// lastCell shows the last cell in which something stands, and the issues.
func lastCell(t *table.Table) string {
	var out []string
	for row := t.Rows - 1; row >= 0 && out == nil; row-- {
		for col := t.Cols - 1; col >= 0 && out == nil; col-- {
			if c := t.Cell(row, col); c.Kind != table.Empty {
				out = append(out, fmt.Sprintf("%s %s %s", table.Address(row, col), c.Kind, t.Text(c)))
			}
		}
	}
	for _, i := range t.Issues {
		out = append(out, "? "+i.Error())
	}
	return strings.Join(out, " | ")
}
