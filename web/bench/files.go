package main

import (
	"archive/zip"
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
)

// A workload is a generated workbook: one sheet of six columns, a customer a row, below a line of headers. It is the
// same on every machine and in every run.
type workload struct {
	rows   int
	shared bool // texts stand in the table of shared strings; otherwise in their cells
	path   string
}

func (w workload) kind() string {
	if w.shared {
		return "shared"
	}
	return "inline"
}

func (w workload) String() string { return fmt.Sprintf("%s %s", count(w.rows), w.kind()) }

// parts are those that hold the rows; their inflating is the floor of reading.
func (w workload) parts() []string {
	if w.shared {
		return []string{sharedPart, sheetPart}
	}
	return []string{sheetPart}
}

const (
	sheetPart  = "xl/worksheets/sheet1.xml"
	sharedPart = "xl/sharedStrings.xml"

	declaration = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	spreadsheet = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	packages    = "http://schemas.openxmlformats.org/package/2006/"
	documents   = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	media       = "application/vnd.openxmlformats-officedocument.spreadsheetml."
)

// frame is what a workbook needs besides its rows.
var frame = map[string]string{
	"[Content_Types].xml": `<Types xmlns="` + packages + `content-types"><Default Extension="rels" ContentType="` +
		`application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/xl/workbook.xml" ContentType="` + media + `sheet.main+xml"/>` +
		`<Override PartName="/xl/styles.xml" ContentType="` + media + `styles+xml"/>` +
		`<Override PartName="/xl/sharedStrings.xml" ContentType="` + media + `sharedStrings+xml"/>` +
		`<Override PartName="/xl/worksheets/sheet1.xml" ContentType="` + media + `worksheet+xml"/></Types>`,
	"_rels/.rels": `<Relationships xmlns="` + packages + `relationships"><Relationship Id="r1" Type="` + documents +
		`/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
	"xl/workbook.xml": `<workbook ` + spreadsheet + ` xmlns:r="` + documents + `"><sheets><sheet name="客户" sheetId="1" ` +
		`r:id="r1"/></sheets></workbook>`,
	"xl/_rels/workbook.xml.rels": `<Relationships xmlns="` + packages + `relationships">` +
		`<Relationship Id="r1" Type="` + documents + `/worksheet" Target="worksheets/sheet1.xml"/>` +
		`<Relationship Id="r2" Type="` + documents + `/styles" Target="styles.xml"/>` +
		`<Relationship Id="r3" Type="` + documents + `/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
	"xl/styles.xml": `<styleSheet ` + spreadsheet + `><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>` +
		`<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>` +
		`<cellXfs count="2"><xf/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
}

var (
	headers   = []string{"客户编号", "最近一次消费时间", "消费频率", "消费总金额", "区县", "评语"}
	districts = []string{"海州区", "连云区", "赣榆区", "东海县", "灌云县", "灌南县"}
	remarks   = []string{"满意", "需回访", "转介绍", "价格敏感", "种植意向", "正畸复诊", "洁牙", "儿童"}
)

// generate writes the workbook unless an earlier run has.
func (w workload) generate() error {
	if _, err := os.Stat(w.path); err == nil {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(w.path), 0o755); err != nil {
		return err
	}
	file, err := os.Create(w.path + ".part")
	if err != nil {
		return err
	}
	if err := w.write(file); err != nil {
		file.Close()
		return err
	}
	if err := file.Close(); err != nil {
		return err
	}
	return os.Rename(w.path+".part", w.path)
}

func (w workload) write(out io.Writer) error {
	z := zip.NewWriter(out)
	for _, name := range []string{"[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels",
		"xl/styles.xml"} {
		part, err := z.Create(name)
		if err == nil {
			_, err = io.WriteString(part, declaration+frame[name])
		}
		if err != nil {
			return err
		}
	}
	t := &table{w: w, ids: map[string]int{}}
	for _, part := range []struct {
		name string
		fill func(b *bufio.Writer)
	}{{sheetPart, t.sheet}, {sharedPart, t.shared}} {
		out, err := z.Create(part.name)
		if err != nil {
			return err
		}
		b := bufio.NewWriterSize(out, 1<<16)
		b.WriteString(declaration)
		part.fill(b)
		if err := b.Flush(); err != nil {
			return err
		}
	}
	return z.Close()
}

// A table writes the rows and keeps the texts that they share.
type table struct {
	w     workload
	texts []string
	ids   map[string]int
}

func (t *table) sheet(b *bufio.Writer) {
	rng := rand.New(rand.NewPCG(2024, uint64(t.w.rows)))
	b.WriteString(`<worksheet ` + spreadsheet + `><sheetData><row r="1">`)
	for i, h := range headers {
		t.text(b, i, 1, h)
	}
	b.WriteString("</row>")
	for row := 2; row < t.w.rows+2; row++ {
		fmt.Fprintf(b, `<row r="%d">`, row)
		t.text(b, 0, row, fmt.Sprintf("C%08d", uint32(row)*2654435761%100_000_000))
		fmt.Fprintf(b, `<c r="B%d" s="1"><v>%d</v></c><c r="C%d"><v>%d</v></c><c r="D%d"><v>%d.%02d</v></c>`,
			row, 45292+rng.IntN(366), row, 1+rng.IntN(12), row, rng.IntN(6000), rng.IntN(100))
		t.text(b, 4, row, districts[rng.IntN(len(districts))])
		t.text(b, 5, row, remarks[rng.IntN(len(remarks))])
		b.WriteString("</row>")
	}
	b.WriteString("</sheetData></worksheet>")
}

func (t *table) text(b *bufio.Writer, col, row int, s string) {
	if !t.w.shared {
		fmt.Fprintf(b, `<c r="%c%d" t="inlineStr"><is><t>%s</t></is></c>`, 'A'+col, row, s)
		return
	}
	id, ok := t.ids[s]
	if !ok {
		id = len(t.texts)
		t.ids[s] = id
		t.texts = append(t.texts, s)
	}
	fmt.Fprintf(b, `<c r="%c%d" t="s"><v>%d</v></c>`, 'A'+col, row, id)
}

func (t *table) shared(b *bufio.Writer) {
	fmt.Fprintf(b, `<sst %s uniqueCount="%d">`, spreadsheet, len(t.texts))
	for _, s := range t.texts {
		b.WriteString("<si><t>" + s + "</t></si>")
	}
	b.WriteString("</sst>")
}
