package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fenji/scoring/sheet/xlsxw"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fenji/scoring"
	"fenji/scoring/sheet/archive"
	"fenji/scoring/sheet/bounds"
	"fenji/scoring/sheet/bytewise"
	"fenji/scoring/sheet/ole"
	"fenji/scoring/sheet/table"
	"fenji/scoring/sheet/xlsx"
	"fenji/scoring/sheet/xml"
)

// TestSniff gives files that are no table, by content.
func TestSniff(t *testing.T) {
	lock := make([]byte, 165)
	copy(lock, "\x03Ann")
	copy(lock[55:], "\x03\x00A\x00n\x00n\x00")
	html := "\r\n<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><p>no rows</p></html>"
	for _, c := range []struct{ file, data, code, kind string }{
		{"a.xlsx", "", "empty-file", ""},
		{"a.xlsx", strings.Repeat("\x00", 5000), "empty-file", ""},
		{"a.xlsx", "%PDF-1.7\n", "not-a-workbook", "pdf"},
		{"a.xlsx", "\x89PNG\r\n\x1A\n", "not-a-workbook", "png"},
		{"a.xlsx", "\xFF\xD8\xFF\xE0\x00\x10JFIF", "not-a-workbook", "jpeg"},
		{"a.xlsx", "GIF89a\x01\x00", "not-a-workbook", "gif"},
		{"a.xls", html, "not-a-workbook", "html"},
		{"a.xls", "\uFEFF<!DOCTYPE html><html>", "not-a-workbook", "html"},
		{"a.xls", `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">`, "truncated", ""},
		{"a.xls", `<?xml version="1.0"?><feed></feed>`, "not-a-workbook", "xml"},
		{"a.xls", utf16Text("<html><p>"), "not-a-workbook", "html"},
		{"a.xlsx", string(lock), "lock-file", ""},
		{"dir/~$a.xlsx", "x", "lock-file", ""},
		{"a.xlsx", "\x7FELF\x02\x01\x01\x00\x00", "not-a-workbook", "binary"},
		{"a.xls", compound("Root Entry", "Workbook"), "damaged", ""},
		{"a.xls", "\x09\x04\x06\x00\x00\x00\x10\x00\x00\x00", "old-xls", ""},
		{"a.xls", compound("Root Entry", "Book"), "old-xls", ""},
		{"a.xlsx", compound("Root Entry", "EncryptionInfo", "EncryptedPackage"), "encrypted", ""},
		{"a.doc", compound("Root Entry", "WordDocument"), "not-an-office-sheet", "doc"},
		{"a.msi", compound("Root Entry", "Other"), "not-a-workbook", "ole"},
		{"a.xls", compound("Root Entry", "Workbook")[:600], "truncated", ""},
		{"a.xlsx", zipOf(t, "word/document.xml", "x"), "not-an-office-sheet", "docx"},
		{"a.xlsx", zipOf(t, "mimetype", "application/vnd.oasis.opendocument.text", "content.xml", "x"), "not-an-office-sheet", "odt"},
		{"a.xlsx", zipOf(t, "ppt/presentation.xml", "x"), "not-an-office-sheet", "pptx"},
		{"a.xlsb", zipOf(t, "xl/workbook.bin", "x"), "not-an-office-sheet", "xlsb"},
		{"a.zip", zipOf(t, "photo.jpg", "x"), "not-an-office-sheet", "zip"},
		{"a.zip", "PK\x05\x06" + strings.Repeat("\x00", 18), "not-an-office-sheet", "zip"},
		{"a.xlsx", "PK\x03\x04 and then nothing", "truncated", ""},
	} {
		_, err := open(c.file, []byte(c.data), bounds.Options{})
		issue, ok := err.(scoring.Issue)
		if !ok || string(issue.Code) != c.code || issue.File != c.file || c.kind != "" && issue.Args[1] != c.kind {
			t.Errorf("%.20q: %v %v, want %s %s", c.data, err, issue.Args, c.code, c.kind)
		}
	}
}

// ole makes a compound file of one directory sector.
func compound(names ...string) string {
	b := make([]byte, 512*3)
	copy(b, ole.Magic)
	binary.LittleEndian.PutUint16(b[30:], 9)
	binary.LittleEndian.PutUint32(b[48:], 1) // the directory is sector 1
	for _, at := range []int{60, 68} {
		binary.LittleEndian.PutUint32(b[at:], 0xFFFFFFFE) // there are no small sectors, and no more tables
	}
	for i := range 109 {
		binary.LittleEndian.PutUint32(b[76+4*i:], 0xFFFFFFFF)
	}
	binary.LittleEndian.PutUint32(b[76:], 0) // the allocation table is sector 0
	binary.LittleEndian.PutUint32(b[512+4:], 0xFFFFFFFE)
	for i, name := range names {
		copy(b[1024+128*i:], utf16Text(name)[2:])
	}
	return string(b)
}

func zipOf(t testing.TB, parts ...string) string {
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err == nil {
			_, err = io.WriteString(w, parts[i+1])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	z.Close()
	return buf.String()
}

// someRows makes n rows of two cells.
func someRows(n int) string {
	var b strings.Builder
	for r := range n {
		fmt.Fprintf(&b, `<row r="%d"><c r="A%d"><v>%d</v></c><c r="B%d" t="inlineStr"><is><t>text %d</t></is></c></row>`, r+1, r+1, r, r+1, r)
	}
	return b.String()
}

// TestTruncated cuts a sheet's part and a file at many places: never a panic, never fewer rows without an error.
func TestTruncated(t *testing.T) {
	part := sheetOf(someRows(40))
	for n := 0; n < len(part); n += 1 + n%7 {
		if got := show(fixture{sheetOne: part[:n] + " "}.zip(t)); !strings.HasPrefix(got, "! truncated") && !strings.HasPrefix(got, "! damaged") {
			t.Fatalf("a part of %d bytes of %d gave %s", n, len(part), got)
		}
	}
	whole := fixture{sheetOne: part}.zip(t)
	want := show(whole)
	for n := 3; n < len(whole); n += 1 + n%3 {
		if got := show(whole[:n]); !strings.HasPrefix(got, "! ") {
			t.Fatalf("a file of %d bytes of %d gave %s", n, len(whole), got)
		}
	}
	for n := 0; n < len(whole); n += 1 + n%5 {
		bad := bytes.Clone(whole)
		bad[n] ^= 0x15
		if got := show(bad); !strings.HasPrefix(got, "!") && !strings.HasPrefix(got, want) && bytes.HasPrefix(bad, []byte("PK\x03\x04")) {
			// A flipped bit in a name or a time may go unnoticed; one in the cells must not.
			if !strings.Contains(got, "B40 text text 39") {
				t.Fatalf("with byte %d flipped: %.200s", n, got)
			}
		}
	}
}

// TestWindows reads a sheet through readers and buffers of all sizes, so that every token is cut everywhere.
func TestWindows(t *testing.T) {
	part := sheetOf(someRows(30) + `<row r="31"><c r="A31" t="str"><v>` + strings.Repeat("long &amp; ", 3000) + `</v></c></row>`)
	read := func(r io.Reader, window int) string {
		tb := &table.Table{Dict: table.NewDictionary()}
		c := xlsx.Cells{T: tb, Limits: bounds.DefaultLimits, S: xml.New(r, window, &bounds.Options{}), Tick: func() {}}
		if err := c.Read(); err != nil {
			return err.Error()
		}
		tb.Finish()
		return line(tb)
	}
	want := read(strings.NewReader(part), 1<<20)
	if !strings.Contains(want, "B30 text text 29") {
		t.Fatal(want)
	}
	for _, window := range []int{16, 64, 100, 511, 600, 1024, 4096} {
		for _, step := range []int{1, 7, 64, 1000, 1 << 20} {
			if got := read(&slow{strings.NewReader(part), step}, window); got != want {
				t.Fatalf("window %d, step %d: %.300s", window, step, got)
			}
		}
	}
}

type slow struct {
	r    io.Reader
	step int
}

func (s *slow) Read(b []byte) (int, error) { return s.r.Read(b[:min(len(b), s.step)]) }

func TestLimits(t *testing.T) {
	one := sheetOf(`<row r="1"><c r="A1"><v>1</v></c></row>`)
	bomb := sheetOf(strings.Repeat(" ", 8<<20))
	columns := sheetOf("<row>" + strings.Repeat("<c><v>1</v></c>", 1100) + "</row>")
	corners := sheetOf(strings.Repeat(`<row r="1">`+strings.Repeat("<c><v>1</v></c>", 1024)+`</row><row r="60000">`+
		strings.Repeat("<c><v>2</v></c>", 1024)+`</row>`, 2))
	many := fixture{sheetOne: one}
	for i := range 60 {
		many[fmt.Sprintf("x%d", i)] = "x"
	}
	for _, c := range []struct {
		name string
		data []byte
		l    bounds.Limits
		want string
	}{
		{"file", fixture{sheetOne: one}.zip(t), bounds.Limits{File: 100}, "too-large"},
		{"unzipped", fixture{sheetOne: one}.zip(t), bounds.Limits{Unzipped: 1000}, "too-large"},
		{"parts", many.zip(t), bounds.Limits{Parts: 50}, "too-large"},
		{"bomb", fixture{sheetOne: bomb}.zip(t), bounds.Limits{}, "zip-bomb"},
		{"bomb in strings", fixture{sheetOne: one, "xl/sharedStrings.xml": bomb}.zip(t), bounds.Limits{}, "zip-bomb"},
		{"bomb unread", fixture{sheetOne: one, "xl/media/picture.bmp": bomb}.zip(t), bounds.Limits{}, ""},
		{"lying size", lie(t, fixture{sheetOne: sheetOf(someRows(5000))}.zip(t)), bounds.Limits{}, "zip-bomb"},
		{"rows", fixture{sheetOne: sheetOf(someRows(11))}.zip(t), bounds.Limits{Rows: 10}, "too-many-rows"},
		{"lines", []byte(strings.Repeat("a\n", 11)), bounds.Limits{Lines: 10}, "too-many-rows"},
		{"columns", fixture{sheetOne: columns}.zip(t), bounds.Limits{}, ""},
		{"far corners", fixture{sheetOne: corners}.zip(t), bounds.Limits{Memory: 4 << 20}, ""},
		{"memory", fixture{sheetOne: sheetOf(someRows(5000))}.zip(t), bounds.Limits{Memory: 10 << 10}, "too-large"},
		{"memory of csv", []byte(strings.Repeat("abcdefgh,1\n", 10_000)), bounds.Limits{Memory: 10 << 10}, "too-large"},
	} {
		b, err := open("f", c.data, bounds.Options{Limits: c.l})
		var tb *table.Table
		if err == nil {
			tb, err = b.Read(0)
		}
		if string(codeOf(err)) != c.want {
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		}
		if c.name == "columns" && (tb.Cols != 1024 || len(tb.Issues) != 1 || tb.Issues[0].Cell != "AMK1") {
			t.Errorf("columns: %d, %v", tb.Cols, tb.Issues)
		}
	}
}

// lie makes the directory claim that the sheet is shorter than it is.
func lie(t *testing.T, data []byte) []byte {
	at := bytes.LastIndex(data, []byte(sheetOne)) - archive.EntrySize
	if string(data[at:at+4]) != "PK\x01\x02" {
		t.Fatal("no directory entry")
	}
	binary.LittleEndian.PutUint32(data[at+24:], 1000)
	return data
}

// TestZip writes archives in the forms that programs write.
func TestZip(t *testing.T) {
	one := sheetOf(`<row r="1"><c r="A1"><v>1</v></c></row>`)
	whole := fixture{sheetOne: one}.zip(t)
	if got := show(append([]byte("PK\x03\x04junk before"), whole...)); got != "A1 number 1" {
		t.Errorf("with something before the archive: %s", got)
	}
	var stored bytes.Buffer
	z := zip.NewWriter(&stored)
	twice := fixture{sheetOne: one}
	for name, content := range usual {
		twice[name] = content
	}
	for _, content := range []string{one, sheetOf("")} { // the first of two parts with one name counts
		w, _ := z.CreateHeader(&zip.FileHeader{Name: sheetOne, Method: zip.Store})
		io.WriteString(w, content)
	}
	delete(twice, sheetOne)
	for name, content := range twice {
		w, _ := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		io.WriteString(w, content)
	}
	z.SetComment("a comment")
	z.Close()
	if got := show(stored.Bytes()); got != "A1 number 1" {
		t.Errorf("stored, with a name twice: %s", got)
	}
	if got := show(zip64(t, whole)); got != "A1 number 1" {
		t.Errorf("zip64: %s", got)
	}
}

// zip64 rewrites the end of an archive in the long form.
func zip64(t *testing.T, data []byte) []byte {
	at := len(data) - archive.EndSize
	end := bytes.Clone(data[at:])
	count, size, offset := bytewise.LittleEndian.Uint16(end[10:]), bytewise.LittleEndian.Uint32(end[12:]), bytewise.LittleEndian.Uint32(end[16:])
	if string(end[:4]) != "PK\x05\x06" {
		t.Fatal("no end record")
	}
	long := make([]byte, 56+archive.Zip64Locator)
	copy(long, "PK\x06\x06")
	binary.LittleEndian.PutUint64(long[4:], 44)
	binary.LittleEndian.PutUint64(long[24:], uint64(count))
	binary.LittleEndian.PutUint64(long[32:], uint64(count))
	binary.LittleEndian.PutUint64(long[40:], uint64(size))
	binary.LittleEndian.PutUint64(long[48:], uint64(offset))
	copy(long[56:], "PK\x06\x07")
	binary.LittleEndian.PutUint64(long[64:], uint64(at))
	binary.LittleEndian.PutUint16(end[10:], 0xFFFF)
	binary.LittleEndian.PutUint32(end[12:], archive.Zip64Marker)
	binary.LittleEndian.PutUint32(end[16:], archive.Zip64Marker)
	return append(append(bytes.Clone(data[:at]), long...), end...)
}

func TestProgress(t *testing.T) {
	data := fixture{sheetOne: sheetOf(someRows(70_000))}.zip(t)
	var calls int
	var last bounds.Progress
	b, err := open("f", data, bounds.Options{Progress: func(p bounds.Progress) {
		if p.Bytes < last.Bytes || p.Rows < last.Rows || p.Bytes > p.Total {
			t.Errorf("%+v after %+v", p, last)
		}
		calls, last = calls+1, p
	}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.Read(0); err != nil || calls < 2 || last.Rows != 70_000 || last.Bytes != last.Total {
		t.Errorf("%v, %d calls, the last %+v", err, calls, last)
	}
}

// FuzzSheet feeds bytes as a worksheet part: no panic, and the quick way through a cell gives what the slow one gives.
func FuzzSheet(f *testing.F) {
	for _, c := range cellTests {
		f.Add([]byte(c.rows))
	}
	f.Fuzz(func(t *testing.T, rows []byte) {
		part := sheetOf(string(rows))
		read := func(quick bool, window int) (string, error) {
			c := xlsx.Cells{T: &table.Table{Dict: table.NewDictionary()}, Limits: bounds.DefaultLimits, Tick: func() {}}
			c.Classes = []table.Class{table.ClassNumber, table.ClassDate, table.ClassTime}
			c.Shared = []uint32{c.T.Dict.ID([]byte("zero")), xlsx.NoText}
			c.S = xml.New(strings.NewReader(part), window, &bounds.Options{})
			c.Careful = !quick
			err := c.Read()
			c.T.Finish()
			if c.T.Rows > 2000 {
				return "", err
			}
			return line(c.T), err
		}
		quick, err1 := read(true, 4096)
		slow, err2 := read(false, 600)
		if (err1 == nil) != (err2 == nil) || err1 == nil && quick != slow {
			t.Fatalf("quick %s %v\nslow  %s %v", quick, err1, slow, err2)
		}
	})
}

// FuzzOpen feeds bytes as a file.
func FuzzOpen(f *testing.F) {
	f.Add(fixture{sheetOne: sheetOf(someRows(3))}.zip(f))
	f.Add([]byte(compound("Workbook")))
	// Whatever real and made-up files there are: those of the tests of a sitting, and a corpus beside the checkout.
	for _, pattern := range []string{"../session/testdata/cases/*", "../../../shared/corpus/*"} {
		names, _ := filepath.Glob(pattern)
		for _, name := range names {
			if data, err := os.ReadFile(name); err == nil && len(data) < 32<<10 {
				f.Add(data)
			}
		}
	}
	for _, h := range hostile { // those that are quickly made and read
		if strings.HasPrefix(h.name, "one cell") || strings.HasPrefix(h.name, "a row") || h.name == "document type" {
			f.Add(h.make(&testing.T{}))
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := open("f", data, bounds.Options{Limits: bounds.Limits{Unzipped: 16 << 20, Memory: 16 << 20}})
		if err != nil {
			return
		}
		for i := range b.Sheets() {
			if tb, err := b.Read(i); err == nil && tb.Rows < 1000 {
				line(tb)
			}
		}
	})
}

// TestSheetsOfOnePart: a part that two sheets name would be read for each of them, ten thousand times if need be.
func TestSheetsOfOnePart(t *testing.T) {
	data := fixture{sheetOne: sheetOf(`<row r="1"><c><v>1</v></c></row>`),
		"xl/workbook.xml": strings.Replace(usual["xl/workbook.xml"], "</sheets>", `<sheet name="Two" sheetId="2" r:id="rId9"/></sheets>`, 1),
		"xl/_rels/workbook.xml.rels": strings.Replace(usual["xl/_rels/workbook.xml.rels"], "</Relationships>",
			`<Relationship Id="rId9" Type="`+xlsxw.NsRelations+`/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`, 1)}.zip(t)
	if _, err := open("f.xlsx", data, Options{}); codeOf(err) != Damaged {
		t.Errorf("two sheets of one part: %v", err)
	}
}
