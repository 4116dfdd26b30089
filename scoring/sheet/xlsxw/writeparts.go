package xlsxw

import (
	"strconv"
	"strings"

	"fenji/scoring/compose"
)

const (
	xmlHead      = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	NsMain       = `http://schemas.openxmlformats.org/spreadsheetml/2006/main`
	NsRelations  = `http://schemas.openxmlformats.org/officeDocument/2006/relationships`
	NsPackage    = `http://schemas.openxmlformats.org/package/2006/`
	TypeMain     = `application/vnd.openxmlformats-officedocument.spreadsheetml.`
	typeOffice   = `application/vnd.openxmlformats-officedocument.`
	typeCore     = `application/vnd.openxmlformats-package.`
	nsExtended   = `http://schemas.openxmlformats.org/officeDocument/2006/extended-properties`
	coreRelation = `http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties`
)

func appendSheetHead(b []byte, s SheetSpec, first bool) []byte {
	b = append(b, xmlHead+`<worksheet xmlns="`+NsMain+`">`...)
	if s.PageRows < 1 { // a sheet that is fitted to the page has no breaks of its own
		b = append(b, `<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`...)
	}
	b = append(b, `<sheetViews><sheetView`...)
	if first {
		b = append(b, ` tabSelected="1"`...)
	}
	b = append(b, ` workbookViewId="0"`...)
	if n := s.FreezeRows; n > 0 && n < MaxRows {
		b = compose.Append(b, `><pane ySplit="%d" topLeftCell="A%d" activePane="bottomLeft" state="frozen"/>`+
			`<selection pane="bottomLeft" activeCell="A%d" sqref="A%d"/></sheetView>`, n, n+1, n+1, n+1)
	} else {
		b = append(b, `/>`...)
	}
	if s.RowHeight > 0 {
		b = compose.Append(b, `</sheetViews><sheetFormatPr defaultRowHeight="%s" customHeight="1"/>`,
			strconv.FormatFloat(s.RowHeight, 'f', -1, 64))
	} else {
		b = append(b, `</sheetViews><sheetFormatPr defaultRowHeight="15"/>`...)
	}
	return append(appendWidths(b, s.Widths), `<sheetData>`...)
}

func appendWidths(b []byte, widths []float64) []byte {
	var cols []byte
	for i, width := range widths {
		if width > 0 {
			width = min(width, 255)
			cols = compose.Append(cols, `<col min="%d" max="%d" width="%s" customWidth="1"/>`, i+1, i+1,
				strconv.FormatFloat(width, 'f', -1, 64))
		}
	}
	if cols == nil {
		return b
	}
	b = append(b, `<cols>`...)
	b = append(b, cols...)
	return append(b, `</cols>`...)
}

const stringsPart = "xl/sharedStrings.xml"

// A closingPart is written after the sheets, when what they hold is known.
type closingPart struct {
	name   string
	append func(b []byte) []byte
}

func (w *Writer) closingParts() []closingPart {
	return append(w.chartParts(), []closingPart{
		{stringsPart, w.appendStrings},
		{"xl/styles.xml", func(b []byte) []byte { return appendStyles(b, w.Money) }},
		{"xl/workbook.xml", w.appendWorkbook},
		{"xl/_rels/workbook.xml.rels", w.appendRelations},
		{"docProps/app.xml", appendApp},
		{"docProps/core.xml", appendCore},
		{"_rels/.rels", appendRootRelations},
		{"[Content_Types].xml", w.appendTypes},
	}...)
}

func (w *Writer) appendStrings(b []byte) []byte {
	b = compose.Append(b, xmlHead+`<sst xmlns="%s" count="%d" uniqueCount="%d">`, NsMain, w.Texts.uses, len(w.Texts.List))
	for _, s := range w.Texts.List {
		b = append(appendT(append(b, `<si>`...), s), `</si>`...)
		if len(b) > WriteBuffer {
			b = w.flush(b)
		}
	}
	return append(b, `</sst>`...)
}

func (w *Writer) appendWorkbook(b []byte) []byte {
	b = append(b, xmlHead+`<workbook xmlns="`+NsMain+`" xmlns:r="`+NsRelations+`"><workbookPr/>`+
		`<bookViews><workbookView xWindow="0" yWindow="0" windowWidth="24000" windowHeight="12000"/></bookViews><sheets>`...)
	for i, s := range w.sheets {
		b = append(b, `<sheet name="`...)
		b = appendAttr(b, s.name)
		b = compose.Append(b, `" sheetId="%d" r:id="rId%d"/>`, i+1, i+1)
	}
	b = append(b, `</sheets>`...)
	names := w.appendNames(nil, "_FilterDatabase", ` hidden="1"`, func(s writtenSheet) string { return s.filter })
	names = w.appendNames(names, "Print_Area", "", func(s writtenSheet) string { return s.printed })
	names = w.appendNames(names, "Print_Titles", "", func(s writtenSheet) string {
		if n := s.spec.FreezeRows; n > 0 {
			return compose.Text("$1:$%d", n)
		}
		return ""
	})
	if names != nil {
		b = append(append(append(b, `<definedNames>`...), names...), `</definedNames>`...)
	}
	return append(b, `<calcPr calcId="0"/></workbook>`...)
}

// appendNames defines a name in each sheet that has cells for it.
func (w *Writer) appendNames(b []byte, name, attributes string, cells func(s writtenSheet) string) []byte {
	for i, s := range w.sheets {
		if c := cells(s); c != "" {
			b = compose.Append(b, `<definedName name="_xlnm.%s" localSheetId="%d"%s>`, name, i, attributes)
			b = appendAttr(b, "'"+strings.ReplaceAll(s.name, "'", "''")+"'!"+c)
			b = append(b, `</definedName>`...)
		}
	}
	return b
}

func (w *Writer) appendRelations(b []byte) []byte {
	b = append(b, xmlHead+`<Relationships xmlns="`+NsPackage+`relationships">`...)
	n := len(w.sheets)
	for i := range n {
		b = appendRelation(b, i+1, NsRelations+"/worksheet", compose.Text("worksheets/sheet%d.xml", i+1))
	}
	b = appendRelation(b, n+1, NsRelations+"/styles", "styles.xml")
	b = appendRelation(b, n+2, NsRelations+"/sharedStrings", "sharedStrings.xml")
	return append(b, `</Relationships>`...)
}

func appendRelation(b []byte, id int, kind, target string) []byte {
	return compose.Append(b, `<Relationship Id="rId%d" Type="%s" Target="%s"/>`, id, kind, target)
}

func appendRootRelations(b []byte) []byte {
	b = append(b, xmlHead+`<Relationships xmlns="`+NsPackage+`relationships">`...)
	b = appendRelation(b, 1, NsRelations+"/officeDocument", "xl/workbook.xml")
	b = appendRelation(b, 2, coreRelation, "docProps/core.xml")
	b = appendRelation(b, 3, NsRelations+"/extended-properties", "docProps/app.xml")
	return append(b, `</Relationships>`...)
}

func (w *Writer) appendTypes(b []byte) []byte {
	b = append(b, xmlHead+`<Types xmlns="`+NsPackage+`content-types">`+
		`<Default Extension="rels" ContentType="`+typeCore+`relationships+xml"/>`+
		`<Default Extension="xml" ContentType="application/xml"/>`...)
	b = appendType(b, "xl/workbook.xml", TypeMain+"sheet.main+xml")
	for i := range w.sheets {
		b = appendType(b, compose.Text("xl/worksheets/sheet%d.xml", i+1), TypeMain+"worksheet+xml")
	}
	b = w.appendChartTypes(b)
	b = appendType(b, "xl/styles.xml", TypeMain+"styles+xml")
	b = appendType(b, "xl/sharedStrings.xml", TypeMain+"sharedStrings+xml")
	b = appendType(b, "docProps/core.xml", typeCore+"core-properties+xml")
	b = appendType(b, "docProps/app.xml", typeOffice+"extended-properties+xml")
	return append(b, `</Types>`...)
}

func appendType(b []byte, part, kind string) []byte {
	return compose.Append(b, `<Override PartName="/%s" ContentType="%s"/>`, part, kind)
}

func appendApp(b []byte) []byte {
	return append(b, xmlHead+`<Properties xmlns="`+nsExtended+`"><Application>Fenji</Application></Properties>`...)
}

func appendCore(b []byte) []byte {
	return append(b, xmlHead+`<cp:coreProperties xmlns:cp="`+NsPackage+`metadata/core-properties" `+
		`xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Fenji</dc:creator></cp:coreProperties>`...)
}

func appendAttr(b []byte, s string) []byte {
	return append(b, strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace(s)...)
}

// sheetName makes a name that every program takes.
func (w *Writer) sheetName(name string) string {
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\`, r) || r < ' ' || r == 0xFFFE || r == 0xFFFF {
			return '_'
		}
		return r
	}, strings.ToValidUTF8(name, "_"))
	if name = clipUnits(strings.Trim(name, "' "), 31); name == "" {
		name = "Sheet" + strconv.Itoa(len(w.sheets)+1)
	}
	base := name
	for n := 2; w.names[strings.ToLower(name)]; n++ {
		tail := " (" + strconv.Itoa(n) + ")"
		name = clipUnits(base, 31-len(tail)) + tail
	}
	w.names[strings.ToLower(name)] = true
	return name
}

// clipUnits shortens s to n units of UTF-16.
func clipUnits(s string, n int) string {
	for i, r := range s {
		if n--; r > 0xFFFF {
			n--
		}
		if n < 0 {
			return s[:i]
		}
	}
	return s
}
