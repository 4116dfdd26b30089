package sheet

import (
	"strconv"
	"strings"

	"fenji/scoring"
)

// A workbook is an xlsx package of which the parts are known.
type workbook struct {
	a        *archive
	file     string
	main     string   // name of the workbook part
	targets  []string // part name of each worksheet
	strings  string   // part names, "" when there is none
	styles   string
	date1904 bool
}

// A relation is one line of a .rels part.
type relation struct{ id, kind, target string }

// openWorkbook finds the workbook part and the sheets it lists.
func openWorkbook(a *archive, file string) (*Book, error) {
	w := &workbook{a: a, file: file}
	var err error
	if w.main, err = w.findMain(); err != nil {
		return nil, err
	}
	if strings.HasSuffix(w.main, ".bin") {
		return nil, scoring.Issue{Code: NotAnOfficeSheet, File: file, Args: []string{"kind", "xlsb"}}
	}
	b := &Book{file: file, o: a.o}
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
	if !w.anySheet() {
		return nil, w.damaged("worksheet", "missing")
	}
	b.read = func(i int) (*Table, error) { return w.readSheet(i, b.sheets[i].Name) }
	return b, nil
}

func (w *workbook) anySheet() bool {
	for _, t := range w.targets {
		if w.a.find(t) != nil {
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
		if r.kind == "officeDocument" && w.a.find(r.target) != nil {
			if kind := w.foreign(r.target); kind != "" {
				return "", scoring.Issue{Code: NotAnOfficeSheet, File: w.file, Args: []string{"kind", kind}}
			}
			return r.target, nil
		}
	}
	for _, name := range []string{"xl/workbook.xml", "xl/workbook.bin"} {
		if w.a.find(name) != nil {
			return name, nil
		}
	}
	if kind := zipKind(w.a); kind != "" {
		return "", scoring.Issue{Code: NotAnOfficeSheet, File: w.file, Args: []string{"kind", kind}}
	}
	return "", w.damaged("xl/workbook.xml", "missing")
}

func (w *workbook) foreign(main string) string {
	switch dir, _, _ := strings.Cut(partKey(main), "/"); dir {
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
func zipKind(a *archive) string {
	for _, known := range []struct{ part, kind string }{
		{"word/document.xml", "docx"}, {"ppt/presentation.xml", "pptx"}, {"index/document.iwa", "numbers"},
		{"index.zip", "numbers"}, {"content.xml", "ods"}, {"meta-inf/container.xml", "epub"},
		{"meta-inf/manifest.mf", "jar"},
	} {
		if a.find(known.part) != nil {
			return known.kind
		}
	}
	for key := range a.parts {
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
	if w.a.find(part) == nil {
		return nil, nil
	}
	base := strings.TrimSuffix(part[:strings.LastIndexByte(part, '/')+1], "_rels/")
	var list []relation
	err := w.parse(part, func(s *scanner) error {
		for {
			switch s.next() {
			case tokenNone:
				return s.err
			case tokenOpen:
				if !s.is("Relationship") || len(list) > w.a.o.Limits.Parts || string(s.attr("TargetMode")) == "External" {
					continue
				}
				kind := s.attrText("Type")
				list = append(list, relation{
					id: s.attrText("Id"), kind: kind[strings.LastIndexByte(kind, '/')+1:],
					target: resolve(base, s.attrText("Target")),
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
func (w *workbook) readWorkbook(b *Book, relations []relation) error {
	byID := make(map[string]relation, len(relations))
	for _, r := range relations {
		byID[r.id] = r
	}
	return w.parse(w.main, func(s *scanner) error {
		for {
			switch s.next() {
			case tokenNone:
				return s.err
			case tokenOpen:
				switch {
				case s.depth() == 1 && !s.is("workbook"):
					return errDamaged
				case s.is("workbookPr"):
					w.date1904 = isTrue(s.attr("date1904"))
				case s.is("sheet") && s.depth() == 3:
					w.addSheet(b, s, byID)
				}
			}
		}
	})
}

// addSheet lists a worksheet; charts, dialogs and macro sheets hold no table.
func (w *workbook) addSheet(b *Book, s *scanner, byID map[string]relation) {
	r, known := byID[s.attrRelation()]
	if !known || r.kind != "worksheet" || len(b.sheets) >= w.a.o.Limits.Parts {
		return
	}
	state := string(s.attr("state"))
	b.sheets = append(b.sheets, Info{Name: s.attrText("name"), Hidden: state == "hidden" || state == "veryHidden"})
	w.targets = append(w.targets, r.target)
}

func isTrue(b []byte) bool { return string(b) == "1" || string(b) == "true" || string(b) == "on" }

func (w *workbook) damaged(part, why string) error {
	return scoring.Issue{Code: Damaged, File: w.file, Args: []string{"part", part, "why", why}}
}

// smallWindow is the buffer for all parts but those that may be huge.
const smallWindow = 8 << 10

// parse runs f over a small part.
func (w *workbook) parse(name string, f func(s *scanner) error) error {
	return w.parseLarge(name, smallWindow, nil, f)
}

// parseLarge runs f over a part with a buffer of the given size and gives its errors their address.
func (w *workbook) parseLarge(name string, window int, packed func(int64), f func(s *scanner) error) error {
	p := w.a.find(name)
	if p == nil {
		return w.damaged(name, "missing")
	}
	body, err := w.a.open(p, packed)
	if err != nil {
		return w.fault(err, name)
	}
	defer body.Close()
	s := newScanner(body, min(window, int(p.unpacked)+smallWindow), &w.a.o)
	err = f(s)
	if s.err != nil {
		err = s.err // What the scanner met is the cause of what f made of it.
	}
	return w.fault(err, name)
}

// fault turns what went wrong in a part into an Issue.
func (w *workbook) fault(err error, part string) error {
	if err == nil {
		return nil
	}
	issue := faultOf(err)
	issue.File = w.file
	if part != "" && issue.Args == nil {
		issue.Args = []string{"part", part}
	}
	return issue
}
