// Package samples makes the workbooks that show what the product does: four with the field names and record counts of the
// registered data sets, a messy visit log of a clinic that does not exist, and that clinic with all its tables.
//
// Nothing goes in but a name. What comes out is the same each time: no clock, random numbers of its own. All customers are
// made up; they have numbers and no names, and every workbook says so on its sheet 说明. The workbooks are made where they are
// wanted, for they weigh ten times as much as what makes them.
package samples

import (
	"io"

	"fenji/scoring/clinic"
	"fenji/scoring/sheet"
)

// A sample is one workbook: a data sheet and a sheet of words about it.
type sample struct {
	sheet  string
	above  [][]sheet.Value // rows above the header
	header []string
	widths []float64
	rows   [][]sheet.Value
	about  []string
}

// all are the samples of two sheets.
var all = []struct {
	name string
	make func() sample
}{
	{"lianyungang-dental", lianyungang}, {"chongqing-course", chongqing}, {"shaoxing-finance", shaoxing},
	{"maoming-appraisal", maoming}, {"visits", visits},
}

// Names are the files that Write makes.
func Names() (names []string) {
	for _, s := range all {
		names = append(names, s.name+".xlsx")
	}
	return append(names, clinic.Name)
}

// Write writes the sample whose file has that name. It reports false, and writes nothing, when there is none.
func Write(out io.Writer, name string) (bool, error) {
	if name == clinic.Name {
		return true, clinic.Write(out)
	}
	for _, s := range all {
		if s.name+".xlsx" == name {
			return true, s.make().write(sheet.NewWriter(out))
		}
	}
	return false, nil
}

func (s sample) write(w *sheet.Writer) error {
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
