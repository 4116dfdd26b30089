// Command gen makes the sample workbooks of the site: four with the field names and record counts of the registered data
// sets and one messy visit log of a clinic that does not exist.
//
// It is deterministic: no clock, its own random numbers, the same bytes each time on every machine. All customers are
// made up; they have numbers and no names, and every workbook says so on its sheet 说明.
package main

import (
	"archive/zip"
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/klauspost/compress/flate"

	"fenji/scoring/sheet"
)

// A sample is one workbook: a data sheet and a sheet of words about it.
type sample struct {
	name   string
	sheet  string
	above  [][]sheet.Value // rows above the header
	header []string
	widths []float64
	rows   [][]sheet.Value
	about  []string
}

// samples are made one by one, since none needs another.
var samples = []func() sample{lianyungang, chongqing, shaoxing, maoming, visits}

func main() {
	out := flag.String("out", "dist/samples", "the folder to write the workbooks to")
	flag.Parse()
	if err := writeAll(*out); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func writeAll(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, make := range samples {
		s := make()
		file, err := os.Create(filepath.Join(dir, s.name+".xlsx"))
		if err != nil {
			return err
		}
		if err := s.write(file); err != nil {
			file.Close()
			return fmt.Errorf("%s: %w", s.name, err)
		}
		if err := file.Close(); err != nil {
			return err
		}
	}
	return nil
}

// write writes the sample, packed as tightly as a zip can be: every visitor loads all of them.
func (s sample) write(out io.Writer) error {
	var quick bytes.Buffer
	if err := s.fill(sheet.NewWriter(&quick)); err != nil {
		return err
	}
	loose, err := zip.NewReader(bytes.NewReader(quick.Bytes()), int64(quick.Len()))
	if err != nil {
		return err
	}
	tight := zip.NewWriter(out)
	tight.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestCompression) })
	for _, part := range loose.File {
		from, err := part.Open()
		if err != nil {
			return err
		}
		to, err := tight.Create(part.Name)
		if err == nil {
			_, err = io.Copy(to, from)
		}
		if err = errors.Join(err, from.Close()); err != nil {
			return err
		}
	}
	return tight.Close()
}

func (s sample) fill(w *sheet.Writer) error {
	top := len(s.above) + 1
	if err := w.Sheet(sheet.SheetSpec{Name: s.sheet, Widths: s.widths, FreezeRows: top, FilterRow: top}); err != nil {
		return err
	}
	header := make([]sheet.Value, len(s.header))
	for i, h := range s.header {
		header[i] = sheet.Styled(sheet.Str(h), sheet.Header)
	}
	for _, rows := range [][][]sheet.Value{s.above, {header}, s.rows} {
		for _, row := range rows {
			if err := w.Row(row); err != nil {
				return err
			}
		}
	}
	if err := w.Sheet(sheet.SheetSpec{Name: "说明", Widths: []float64{80}}); err != nil {
		return err
	}
	for i, line := range append([]string{madeUp}, s.about...) {
		style := sheet.Wrap
		if i == 0 {
			style = sheet.Title
		}
		if err := w.Row([]sheet.Value{sheet.Styled(sheet.Str(line), style)}); err != nil {
			return err
		}
	}
	return w.Close()
}

// madeUp heads the second sheet of every sample.
const madeUp = "示例数据，全部由程序虚构，不含任何真实客户。Sample data, made up by a program; no real customer is in it."
