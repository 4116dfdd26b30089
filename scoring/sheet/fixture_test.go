package sheet

import (
	"archive/zip"
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"fenji/scoring/sheet/big5"
	"fenji/scoring/sheet/bounds"
	"fenji/scoring/sheet/gb18030"
	"fenji/scoring/sheet/table"
	"fenji/scoring/sheet/xlsxw"
)

// A fixture is a workbook made by hand: part name → content. What is not given has a usual form.
type fixture map[string]string

const (
	head     = `<?xml version="1.0" encoding="UTF-8"?>`
	sheetOne = "xl/worksheets/sheet1.xml"
)

// usual are the parts of the smallest workbook that has everything.
var usual = fixture{
	"[Content_Types].xml": head + `<Types xmlns="` + xlsxw.NsPackage + `content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/xl/workbook.xml" ContentType="` + xlsxw.TypeMain + `sheet.main+xml"/></Types>`,
	"_rels/.rels": head + `<Relationships xmlns="` + xlsxw.NsPackage + `relationships"><Relationship Id="rId1" Type="` +
		xlsxw.NsRelations + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
	"xl/workbook.xml": head + `<workbook xmlns="` + xlsxw.NsMain + `" xmlns:r="` + xlsxw.NsRelations + `"><sheets>` +
		`<sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>`,
	"xl/_rels/workbook.xml.rels": head + `<Relationships xmlns="` + xlsxw.NsPackage + `relationships">` +
		`<Relationship Id="rId1" Type="` + xlsxw.NsRelations + `/worksheet" Target="worksheets/sheet1.xml"/>` +
		`<Relationship Id="rId2" Type="` + xlsxw.NsRelations + `/styles" Target="styles.xml"/>` +
		`<Relationship Id="rId3" Type="` + xlsxw.NsRelations + `/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
	"xl/styles.xml": head + `<styleSheet xmlns="` + xlsxw.NsMain + `"><numFmts count="2">` +
		`<numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/>` +
		`<numFmt numFmtId="165" formatCode="[h]:mm"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>` +
		`<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="20"/><xf numFmtId="164"/>` +
		`<xf numFmtId="165"/><xf numFmtId="4"/><xf numFmtId="57"/></cellXfs></styleSheet>`,
	"xl/sharedStrings.xml": head + `<sst xmlns="` + xlsxw.NsMain + `"><si><t>zero</t></si><si/><si><t>two</t></si></sst>`,
}

// sheetOf makes a worksheet part of rows.
func sheetOf(rows string) string {
	return head + `<worksheet xmlns="` + xlsxw.NsMain + `"><dimension ref="A1:XFD1048576"/><sheetData>` + rows +
		`</sheetData></worksheet>`
}

// zip packs the fixture with what is usual. An empty content leaves a part out.
func (f fixture) zip(t testing.TB) []byte {
	all := maps.Clone(usual)
	maps.Copy(all, f)
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if all[name] == "" {
			continue
		}
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(all[name]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// open opens bytes as a file.
func open(name string, data []byte, o bounds.Options) (*Book, error) {
	o.GB18030, o.Big5 = gb18030.Reader, big5.Reader
	return Open(name, bytes.NewReader(data), int64(len(data)), o)
}

// show writes the first sheet as one line: A1 text zero | B1 number 1.5. An error is shown as its text.
func show(data []byte) string {
	b, err := open("f", data, bounds.Options{})
	if err != nil {
		return "! " + err.Error()
	}
	t, err := b.Read(0)
	if err != nil {
		return "! " + err.Error()
	}
	return line(t)
}

func line(t *table.Table) string {
	var out []string
	for r := range t.Rows {
		for c := range t.Cols {
			if cell := t.Cell(r, c); cell.Kind != table.Empty {
				out = append(out, fmt.Sprintf("%s %s %s", table.Address(r, c), cell.Kind, t.Text(cell)))
			}
		}
	}
	for _, i := range t.Issues {
		out = append(out, "? "+i.Error())
	}
	return strings.Join(out, " | ")
}
