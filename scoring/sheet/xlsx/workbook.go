// Package xlsx reads the worksheets of Excel workbooks (ECMA-376) in one pass over the inflated bytes.
//
// What goes in: a zip. What comes out: the list of worksheets, and a table of each. Cells that look as cells nearly always do go
// by a shorter way: those like the ones above them by words (alike.go), others by quick.go; worksheet.go has the last word. What
// it refuses: parts that are missing, cut off or no XML, and whatever exceeds the limits.
package xlsx

import (
	"strconv"
	"strings"

	"fenji/scoring"
	"fenji/scoring/sheet/archive"
	"fenji/scoring/sheet/bounds"
	"fenji/scoring/sheet/table"
	"fenji/scoring/sheet/xml"
)

// A workbook is an xlsx package of which the parts are known.
type workbook struct {
	a        *archive.Archive
	file     string
	main     string          // name of the workbook part
	targets  []string        // part name of each worksheet
	named    map[string]bool // those part names
	strings  string          // part names, "" when there is none
	styles   string
	date1904 bool
	shared   string // a part that two sheets name, which no program writes
}

// A relation is one line of a .rels part.
type relation struct{ id, kind, target string }

// Open finds the workbook part and the sheets it lists.
func Open(a *archive.Archive, file string) (*table.Source, error) {
	w := &workbook{a: a, file: file, named: map[string]bool{}}
	var err error
	if w.main, err = w.findMain(); err != nil {
		return nil, err
	}
	if strings.HasSuffix(w.main, ".bin") {
		return nil, scoring.Issue{Code: bounds.NotAnOfficeSheet, File: file, Args: []string{"kind", "xlsb"}}
	}
	b := &table.Source{}
	relations, err := w.relations(relsOf(w.main))
	if err != nil {
		return nil, err
	}
	if len(relations) == 0 {
		return nil, w.damaged(relsOf(w.main), "missing")
	}
	if err := w.readWorkbook(b, relations); err != nil {
		return nil, err
	}
	for _, r := range relations {
		switch r.kind {
		case "sharedStrings":
			w.strings = r.target
		case "styles":
			w.styles = r.target
		}
	}
	if w.shared != "" { // a thousand sheets that are all one part would be read a thousand times
		return nil, w.damaged(w.shared, "twice")
	}
	if !w.anySheet() {
		return nil, w.damaged("worksheet", "missing")
	}
	b.Read = func(i int) (*table.Table, error) { return w.readSheet(i, b.Sheets[i].Name) }
	return b, nil
}

func (w *workbook) anySheet() bool {
	for _, t := range w.targets {
		if w.a.Find(t) != nil {
			return true
		}
	}
	return false
}

// findMain follows the package's own relations; a package that lost them is searched at the usual place.
func (w *workbook) findMain() (string, error) {
	relations, err := w.relations("_rels/.rels")
	if err != nil {
		return "", err
	}
	for _, r := range relations {
		if r.kind == "officeDocument" && w.a.Find(r.target) != nil {
			if kind := w.foreign(r.target); kind != "" {
				return "", scoring.Issue{Code: bounds.NotAnOfficeSheet, File: w.file, Args: []string{"kind", kind}}
			}
			return r.target, nil
		}
	}
	for _, name := range []string{"xl/workbook.xml", "xl/workbook.bin"} {
		if w.a.Find(name) != nil {
			return name, nil
		}
	}
	if kind := zipKind(w.a); kind != "" {
		return "", scoring.Issue{Code: bounds.NotAnOfficeSheet, File: w.file, Args: []string{"kind", kind}}
	}
	return "", w.damaged("xl/workbook.xml", "missing")
}

func (w *workbook) foreign(main string) string {
	switch dir, _, _ := strings.Cut(archive.PartKey(main), "/"); dir {
	case "word":
		return "docx"
	case "ppt":
		return "pptx"
	case "visio":
		return "vsdx"
	}
	return ""
}

// zipKind names what else a zip file may be, by parts that are in each of its kind.
func zipKind(a *archive.Archive) string {
	for _, known := range []struct{ part, kind string }{
		{"word/document.xml", "docx"}, {"ppt/presentation.xml", "pptx"}, {"index/document.iwa", "numbers"},
		{"index.zip", "numbers"}, {"meta-inf/container.xml", "epub"},
		{"meta-inf/manifest.mf", "jar"},
	} {
		if a.Find(known.part) != nil {
			return known.kind
		}
	}
	for key := range a.Parts {
		if strings.HasPrefix(key, "xl/") || key == "[content_types].xml" {
			return ""
		}
	}
	return "zip"
}

// relsOf names the part that holds the relations of a part.
func relsOf(part string) string {
	i := strings.LastIndexByte(part, '/') + 1
	return part[:i] + "_rels/" + part[i:] + ".rels"
}

// relations reads a .rels part; a missing one has none. Only the last word of a relation's type is kept, which is the
// same in strict and transitional packages.
func (w *workbook) relations(part string) ([]relation, error) {
	if w.a.Find(part) == nil {
		return nil, nil
	}
	base := strings.TrimSuffix(part[:strings.LastIndexByte(part, '/')+1], "_rels/")
	var list []relation
	err := w.parse(part, func(s *xml.Scanner) error {
		for {
			switch s.Next() {
			case xml.TokenNone:
				return s.Err
			case xml.TokenOpen:
				if !s.Is("Relationship") || len(list) > w.a.O.Limits.Parts || string(s.Attr("TargetMode")) == "External" {
					continue
				}
				kind := s.AttrText("Type")
				list = append(list, relation{
					id: s.AttrText("Id"), kind: kind[strings.LastIndexByte(kind, '/')+1:],
					target: resolve(base, s.AttrText("Target")),
				})
			}
		}
	})
	return list, err
}

// resolve makes a part name of a relation's target, which is a URI relative to base.
func resolve(base, target string) string {
	target = unescapePath(strings.ReplaceAll(target, `\`, "/"))
	if strings.HasPrefix(target, "/") {
		return strings.TrimPrefix(target, "/")
	}
	return base + target
}

// unescapePath resolves %XX. A % that begins no escape stays as it is.
func unescapePath(s string) string {
	var b []byte
	for i := strings.IndexByte(s, '%'); i >= 0; i = strings.IndexByte(s, '%') {
		c, err := strconv.ParseUint(s[i+1:min(i+3, len(s))], 16, 8)
		if err != nil || i+3 > len(s) {
			b, s = append(b, s[:i+1]...), s[i+1:]
			continue
		}
		b, s = append(append(b, s[:i]...), byte(c)), s[i+3:]
	}
	return string(append(b, s...))
}

// readWorkbook reads the list of sheets and the date system.
func (w *workbook) readWorkbook(b *table.Source, relations []relation) error {
	byID := make(map[string]relation, len(relations))
	for _, r := range relations {
		byID[r.id] = r
	}
	return w.parse(w.main, func(s *xml.Scanner) error {
		for {
			switch s.Next() {
			case xml.TokenNone:
				return s.Err
			case xml.TokenOpen:
				switch {
				case s.Depth() == 1 && !s.Is("workbook"):
					return bounds.ErrDamaged
				case s.Is("workbookPr"):
					w.date1904 = isTrue(s.Attr("date1904"))
				case s.Is("sheet") && s.Depth() == 3:
					w.addSheet(b, s, byID)
				}
			}
		}
	})
}

// addSheet lists a worksheet; charts, dialogs and macro sheets hold no table.
func (w *workbook) addSheet(b *table.Source, s *xml.Scanner, byID map[string]relation) {
	r, known := byID[s.AttrRelation()]
	if !known || r.kind != "worksheet" || len(b.Sheets) >= w.a.O.Limits.Parts {
		return
	}
	state := string(s.Attr("state"))
	b.Sheets = append(b.Sheets, table.Info{Name: s.AttrText("name"), Hidden: state == "hidden" || state == "veryHidden"})
	w.targets = append(w.targets, r.target)
	if w.named[r.target] {
		w.shared = r.target
	}
	w.named[r.target] = true
}

func isTrue(b []byte) bool { return string(b) == "1" || string(b) == "true" || string(b) == "on" }

func (w *workbook) damaged(part, why string) error {
	return scoring.Issue{Code: bounds.Damaged, File: w.file, Args: []string{"part", part, "why", why}}
}

// smallWindow is the buffer for all parts but those that may be huge.
const smallWindow = 8 << 10

// parse runs f over a small part.
func (w *workbook) parse(name string, f func(s *xml.Scanner) error) error {
	return w.parseLarge(name, smallWindow, nil, f)
}

// parseLarge runs f over a part with a buffer of the given size and gives its errors their address.
func (w *workbook) parseLarge(name string, window int, packed func(int64), f func(s *xml.Scanner) error) error {
	p := w.a.Find(name)
	if p == nil {
		return w.damaged(name, "missing")
	}
	body, err := w.a.Open(p, packed)
	if err != nil {
		return w.fault(err, name)
	}
	defer body.Close()
	s := xml.New(body, min(window, int(p.Unpacked)+smallWindow), &w.a.O)
	err = f(s)
	if s.Err != nil {
		err = s.Err // What the scanner met is the cause of what f made of it.
	}
	return w.fault(err, name)
}

// fault turns what went wrong in a part into an Issue.
func (w *workbook) fault(err error, part string) error {
	if err == nil {
		return nil
	}
	issue := bounds.FaultOf(err)
	issue.File = w.file
	if part != "" && issue.Args == nil {
		issue.Args = []string{"part", part}
	}
	return issue
}
