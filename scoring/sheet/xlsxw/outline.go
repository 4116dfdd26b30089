package xlsxw

import (
	"bytes"
	"errors"
	"fenji/scoring/sheet/archive"
	"fenji/scoring/sheet/bounds"
	"io"
	"slices"
)

// A Reserved sheet is one of which only the size is known.
type Reserved struct {
	SheetSpec
	Rows, Columns int
}

// Outline makes a workbook of empty sheets, with their names, filters and the styles that a Writer uses with that format of money. Another program
// may add to it whatever it is good at; Fill then writes the sheets' rows into what comes back. So nobody ever has to
// change a part that the other one wrote: names, relations, content types and styles are settled from the start.
func Outline(sheets []Reserved, money string) ([]byte, error) {
	var out bytes.Buffer
	w := NewWriter(&out)
	w.Money = money
	for _, s := range sheets {
		if err := w.Sheet(s.SheetSpec); err != nil {
			return nil, err
		}
		w.row, w.columns = s.Rows, s.Columns // what the filter covers
	}
	err := w.Close()
	return out.Bytes(), err
}

// Fill returns a Writer whose sheets are those of an outline, in their order, in place of the empty ones: Sheet begins
// the next one and Keep leaves it as it is. Close adds all other parts of the outline as they are; not before then the
// outline is asked for, so that the other program may still be at it while rows are written. What that program added
// must hold its texts in its cells, because the part of shared strings is written anew. The options say how to read the
// outline.
func Fill(w io.Writer, outline func() ([]byte, error), o bounds.Options) *Writer {
	o.Limits.Complete()
	filling := NewWriter(w)
	filling.written = map[string]bool{}
	filling.outline = func() (*archive.Archive, error) {
		b, err := outline()
		if err != nil {
			return nil, err
		}
		a, err := archive.Open(bytes.NewReader(b), int64(len(b)), o)
		if err != nil {
			return nil, err
		}
		slices.Sort(a.Names)
		if p := a.Find(stringsPart); p != nil {
			err = noTexts(a, p)
		}
		return a, err
	}
	return filling
}

// noTexts checks that an outline shares no strings.
func noTexts(a *archive.Archive, p *archive.Part) error {
	r, err := a.Open(p, nil)
	if err != nil {
		return err
	}
	defer r.Close()
	b, err := io.ReadAll(r)
	if err == nil && bytes.Contains(b, []byte("<si>")) {
		err = errors.New("an outline with shared strings")
	}
	return err
}

// Filling tells whether the Writer writes into an outline.
func (w *Writer) Filling() bool { return w.outline != nil }

// Keep leaves the next sheet of the outline as it is.
func (w *Writer) Keep() {
	w.endSheet()
	w.sheets = append(w.sheets, writtenSheet{})
}

// closeOutline writes the texts of the sheets that were filled and all that is left of the outline.
func (w *Writer) closeOutline() {
	w.begin(stringsPart)
	w.buf = w.appendStrings(w.buf)
	w.flushPart()
	if w.err != nil {
		return
	}
	var a *archive.Archive
	if a, w.err = w.outline(); w.err != nil {
		return
	}
	for _, name := range a.Names {
		if w.err == nil && !w.written[name] {
			w.err = w.zip.Copy(a, a.Find(name))
		}
	}
}
