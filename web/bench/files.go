package main

import (
	"archive/zip"
	"bufio"
	"fmt"
	"io"
	"iter"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"fenji/scoring/civil"
	sheets "fenji/scoring/sheet/table"
)

// A workload is a generated file below a line of headers. It is the same on every machine and in every run.
type workload struct {
	rows int
	kind string
	path string
}

// The kinds of files.
const (
	shared  = "shared"  // a customer a row in six columns; texts stand in the table of shared strings
	inline  = "inline"  // the same, texts in their cells
	text    = "csv"     // the same as text
	visits  = "visits"  // a visit a row in six columns, of 30,000 customers
	wide    = "wide"    // a customer a row in sixty columns
	remarks = "remarks" // a customer a row in six columns, one of them a long remark
)

// visitors are the customers of a log of visits.
const visitors = 30_000

// customers are those whom the page shows.
func (w workload) customers() int {
	if w.kind == visits {
		return visitors
	}
	return w.rows
}

func (w workload) ending() string {
	if w.kind == text {
		return ".csv"
	}
	return ".xlsx"
}

func (w workload) String() string { return count(w.rows) + " " + w.kind }

// parts are those that hold the rows; their inflating is the floor of reading.
func (w workload) parts() []string {
	if w.kind == inline {
		return []string{sheetPart}
	}
	return []string{sharedPart, sheetPart}
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
	ofVisits  = []string{"客户编号", "就诊日期", "单号", "金额", "科室", "项目"}
	districts = []string{"海州区", "连云区", "赣榆区", "东海县", "灌云县", "灌南县"}
	opinions  = []string{"满意", "需回访", "转介绍", "价格敏感", "种植意向", "正畸复诊", "洁牙", "儿童"}
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
	if w.kind == text {
		b := bufio.NewWriterSize(out, 1<<16)
		b.WriteString(strings.Join(headers, ",") + "\r\n")
		for _, cells := range w.each() {
			for i, c := range cells {
				if i > 0 {
					b.WriteByte(',')
				}
				b.WriteString(c.csv())
			}
			b.WriteString("\r\n")
		}
		return b.Flush()
	}
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

// A cell is a text, or a number as it is written, or a day.
type cell struct {
	text, number string
	day          int // as a workbook counts days
}

func (c cell) csv() string {
	if c.day > 0 {
		return civil.Day(c.day - 25569).String()
	}
	return c.text + c.number
}

// each gives the rows below the headers.
func (w workload) each() iter.Seq2[int, []cell] {
	rng := rand.New(rand.NewPCG(2024, uint64(w.rows)))
	return func(yield func(int, []cell) bool) {
		var cells []cell
		for row := 2; row < w.rows+2; row++ {
			who, times := uint32(row)*2654435761%100_000_000, strconv.Itoa(1+rng.IntN(12))
			if w.kind == visits {
				who, times = uint32(row)*2654435761%visitors, strconv.Itoa(row)
			}
			day, sum := 45292+rng.IntN(366), fmt.Sprintf("%d.%02d", rng.IntN(6000), 1+rng.IntN(99))
			opinion := opinions[rng.IntN(len(opinions))]
			if w.kind == remarks {
				opinion = strings.Repeat(opinion+"，"+districts[rng.IntN(len(districts))]+"来电，", 8+rng.IntN(8)) + times
			}
			cells = append(cells[:0], cell{text: fmt.Sprintf("C%08d", who)}, cell{day: day}, cell{number: times}, cell{number: sum},
				cell{text: districts[rng.IntN(len(districts))]}, cell{text: opinion})
			for col := len(cells); col < w.columns(); col++ {
				if col%3 > 0 {
					cells = append(cells, cell{number: strconv.Itoa(rng.IntN(1000 * col))})
				} else {
					cells = append(cells, cell{text: opinions[rng.IntN(len(opinions))]})
				}
			}
			if !yield(row, cells) {
				return
			}
		}
	}
}

func (w workload) columns() int {
	if w.kind == wide {
		return 60
	}
	return len(headers)
}

// headers are those of the file.
func (w workload) headers() []string {
	if w.kind == visits {
		return ofVisits
	}
	list := slices.Clone(headers)
	for col := len(list); col < w.columns(); col++ {
		list = append(list, "附表"+strconv.Itoa(col))
	}
	return list
}

func (t *table) sheet(b *bufio.Writer) {
	b.WriteString(`<worksheet ` + spreadsheet + `><sheetData><row r="1">`)
	for i, h := range t.w.headers() {
		t.text(b, i, 1, h)
	}
	b.WriteString("</row>")
	var name []byte
	for row, cells := range t.w.each() {
		fmt.Fprintf(b, `<row r="%d">`, row)
		for col, c := range cells {
			switch name = sheets.AppendColumn(name[:0], col); {
			case c.day > 0:
				fmt.Fprintf(b, `<c r="%s%d" s="1"><v>%d</v></c>`, name, row, c.day)
			case c.number != "":
				fmt.Fprintf(b, `<c r="%s%d"><v>%s</v></c>`, name, row, c.number)
			default:
				t.text(b, col, row, c.text)
			}
		}
		b.WriteString("</row>")
	}
	b.WriteString("</sheetData></worksheet>")
}

func (t *table) text(b *bufio.Writer, col, row int, s string) {
	name := sheets.AppendColumn(nil, col)
	if t.w.kind == inline {
		fmt.Fprintf(b, `<c r="%s%d" t="inlineStr"><is><t>%s</t></is></c>`, name, row, s)
		return
	}
	id, ok := t.ids[s]
	if !ok {
		id = len(t.texts)
		t.ids[s] = id
		t.texts = append(t.texts, s)
	}
	fmt.Fprintf(b, `<c r="%s%d" t="s"><v>%d</v></c>`, name, row, id)
}

func (t *table) shared(b *bufio.Writer) {
	fmt.Fprintf(b, `<sst %s uniqueCount="%d">`, spreadsheet, len(t.texts))
	for _, s := range t.texts {
		b.WriteString("<si><t>" + s + "</t></si>")
	}
	b.WriteString("</sst>")
}
