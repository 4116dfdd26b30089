// Package xls reads the workbooks of Excel 97 to 2003, as old clinic systems and WPS (.et) still write them: BIFF8 records
// in a compound file ([MS-XLS]).
//
// What goes in: a compound file. What comes out: the list of its worksheets, and a table of each. Formulas are not computed;
// the values that the file keeps are read. What it refuses: older forms of the format, encrypted workbooks, records
// that are cut off, and whatever exceeds the limits.
package xls

import (
	"fenji/scoring"
	"fenji/scoring/sheet/bounds"
	"fenji/scoring/sheet/bytewise"
	"fenji/scoring/sheet/ole"
	"fenji/scoring/sheet/table"
)

var le = bytewise.LittleEndian

// Records, by their numbers in [MS-XLS] 2.3.
const (
	recFormula   = 0x0006
	recEOF       = 0x000A
	recDate1904  = 0x0022
	recFilePass  = 0x002F
	recContinue  = 0x003C
	recColInfo   = 0x007D
	recBoundSht  = 0x0085
	recMulRK     = 0x00BD
	recRString   = 0x00D6
	recXF        = 0x00E0
	recMerge     = 0x00E5
	recSST       = 0x00FC
	recLabelSST  = 0x00FD
	recNumber    = 0x0203
	recLabel     = 0x0204
	recBoolErr   = 0x0205
	recString    = 0x0207
	recRow       = 0x0208
	recRK        = 0x027E
	recBOF       = 0x0809
	recFormat    = 0x041E
	biff8        = 0x0600
	bofWorksheet = 0x0010
)

// A workbook is what the globals of the stream say.
type workbook struct {
	file     string
	o        bounds.Options
	stream   []byte
	starts   []int // of each worksheet
	strings  []string
	formats  map[int]table.Class
	classes  []table.Class // by XF
	date1904 bool
}

// Open reads the globals.
func Open(f *ole.File, file string, o bounds.Options) (*table.Source, error) {
	stream, err := f.Stream("Workbook")
	if err != nil {
		return nil, fault(err, file)
	}
	if int64(len(stream)) > o.Limits.Memory {
		return nil, fault(bounds.ErrTooLarge, file)
	}
	w := &workbook{file: file, o: o, stream: stream, formats: map[int]table.Class{}}
	s := &table.Source{}
	if err := w.readGlobals(s); err != nil {
		return nil, fault(err, file)
	}
	if len(s.Sheets) == 0 {
		return nil, fault(scoring.Issue{Code: bounds.Damaged, Args: []string{"part", "worksheet", "why", "missing"}}, file)
	}
	s.Read = func(i int) (*table.Table, error) {
		t, err := w.readSheet(s.Sheets[i].Name, w.starts[i])
		if err != nil {
			issue := fault(err, file)
			issue.Sheet = s.Sheets[i].Name
			return nil, issue
		}
		return t, nil
	}
	return s, nil
}

func fault(err error, file string) scoring.Issue {
	issue := bounds.FaultOf(err)
	issue.File = file
	return issue
}

// A record is one of the stream.
type record struct {
	kind int
	body []byte
	at   int // where the one behind it begins
}

// next reads the record at an offset.
func (w *workbook) next(at int) (r record, err error) {
	if at < 0 || at+4 > len(w.stream) {
		return r, bounds.ErrTruncated
	}
	n := int(le.Uint16(w.stream[at+2:]))
	if at+4+n > len(w.stream) {
		return r, bounds.ErrTruncated
	}
	return record{int(le.Uint16(w.stream[at:])), w.stream[at+4 : at+4+n], at + 4 + n}, nil
}

// continued returns the bodies of a record and of those that continue it.
func (w *workbook) continued(r record) (*pieces, int) {
	p := &pieces{cur: r.body}
	for {
		c, err := w.next(r.at)
		if err != nil || c.kind != recContinue {
			return p, r.at
		}
		p.rest = append(p.rest, c.body)
		r.at = c.at
	}
}

func (w *workbook) readGlobals(s *table.Source) error {
	r, err := w.next(0)
	if err != nil {
		return err
	}
	if r.kind&0xFF != recBOF&0xFF || len(r.body) < 4 || le.Uint16(r.body) != biff8 {
		return scoring.Issue{Code: bounds.OldXLS}
	}
	for r.kind != recEOF {
		if r, err = w.next(r.at); err != nil {
			return err
		}
		b := r.body
		switch r.kind {
		case recFilePass:
			return scoring.Issue{Code: bounds.EncryptedUnsupported}
		case recDate1904:
			w.date1904 = len(b) >= 2 && le.Uint16(b) != 0
		case recBoundSht:
			err = w.addSheet(s, b)
		case recFormat:
			if len(b) >= 2 {
				p := &pieces{cur: b[2:]}
				w.formats[int(le.Uint16(b))] = table.Classify(p.longText())
			}
		case recXF:
			if len(b) >= 4 {
				w.classes = append(w.classes, w.class(int(le.Uint16(b[2:]))))
			}
		case recSST:
			var p *pieces
			p, r.at = w.continued(r)
			err = w.readStrings(p)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// class is what a number format makes of numbers. FORMAT records come before the XF records that name them.
func (w *workbook) class(format int) table.Class {
	if c, own := w.formats[format]; own {
		return c
	}
	return table.Builtin[format]
}

// addSheet lists a worksheet; charts and macro sheets hold no table.
func (w *workbook) addSheet(s *table.Source, b []byte) error {
	if len(b) < 8 {
		return bounds.ErrDamaged
	}
	if len(w.starts) >= w.o.Limits.Parts {
		return bounds.ErrTooLarge
	}
	if b[5] != 0 {
		return nil
	}
	p := &pieces{cur: b[6:]}
	s.Sheets = append(s.Sheets, table.Info{Name: p.shortText(), Hidden: b[4]&3 != 0})
	w.starts = append(w.starts, int(le.Uint32(b)))
	return nil
}

// readStrings reads the table of shared strings.
func (w *workbook) readStrings(p *pieces) error {
	p.skip(4)
	count, took := int(p.uint32()), int64(0)
	for range count {
		if p.empty() {
			break
		}
		text := p.longText()
		if took += int64(len(text)) + 16; took > w.o.Limits.Memory {
			return bounds.ErrTooLarge
		}
		w.strings = append(w.strings, text)
	}
	if p.short {
		return bounds.ErrTruncated
	}
	return nil
}
