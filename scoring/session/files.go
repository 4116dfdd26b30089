package session

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"fenji/scoring"
	"fenji/scoring/intake"
	"fenji/scoring/intake/filename"
	"fenji/scoring/intake/header"
	"fenji/scoring/privacy"
	"fenji/scoring/protocol"
	"fenji/scoring/samples"
	"fenji/scoring/sheet"
)

// A File is the content of a file.
type File interface {
	io.ReaderAt
	Size() int64
}

// files are those that were opened together, whose rows stand below each other.
type files struct {
	names   []string
	data    []File
	scripts []script      // as the files look
	said    []string      // encodings in which the user says that they are; "" for one that looks right
	books   []*sheet.Book // one per file
	lists   []*filledList // lists for calls that came back; they are no files to be graded
	small   bool          // the file is small enough to look at all of its sheets
	hidden  string        // the hidden sheet that can be graded where no visible one can be
	glance  bool          // and to read them all for grading
	reading sheet.Options

	first  stage[string, int] // the sheet that is graded when the user names none
	source stage[place, *source]

	supplied once[*supply]         // all tables, of files as they were dropped
	mixed    shelf[string, *files] // those that are graded, by the kinds of all
	mix      *mix                  // what these files are part of
	apart    [][]int               // by book, the sheets that are not of payments

	fates map[choice]privacy.Fate // what the user decided about persons in columns

	past   *pastFile // what the result is compared with, when that is a file
	called []string  // customers on a list that was read; nil for none
}

// A place is what the user can say about where a table is: its sheet, the row of its headers (the core's number), and
// the columns that are left out, as text.
type place struct {
	sheet, header int
	all           bool // and all other sheets whose columns mean the same
	left          string
	said          string // the answers that decide which rows make the table
}

func (p *place) leave(cols []int) {
	for _, col := range cols {
		p.left += strconv.Itoa(col) + " "
	}
}

func (p place) leaves() (cols []int) {
	for _, text := range strings.Fields(p.left) {
		col, _ := strconv.Atoi(text)
		cols = append(cols, col)
	}
	return cols
}

// A source is a table with what its columns were taken for.
type source struct {
	raw   *sheet.Table // as it stands, with the rows of all files, and without what is left out
	place place
	left  []int // columns whose content table has no more
	guess intake.Mapping

	whole   *sheet.Table   // the sheet, when it can be looked at anew; nil after rows of others were put below
	answers intake.Answers // to the questions that decide which rows make the table
	aside   []intake.Doubt // questions about the sheets, files and tables that make it
	notes   []scoring.Issue
	sheets  []int // the other sheets whose rows stand below
	others  []int // the other sheets that could be graded and mean something else

	made    stage[string, *derived]
	cleaned stage[cleaning, *cleaned]
}

func filesOps() {
	take(protocol.OpLoad, func(s *Session, m protocol.Load, c *Call) (*protocol.Outcome, error) {
		return s.LoadFiles(m, c.Files(), c.Report)
	})
}

// Load reads files and grades what is in them. An earlier file stays as it was when the new one cannot be read.
func (s *Session) Load(m protocol.Load, files [][]byte, report Report) (*protocol.Outcome, error) {
	var list []File
	for _, data := range files {
		list = append(list, bytes.NewReader(data))
	}
	return s.LoadFiles(m, list, report)
}

// LoadFiles is Load for files that are not in memory.
func (s *Session) LoadFiles(m protocol.Load, files []File, report Report) (*protocol.Outcome, error) {
	if m.Made {
		sample := &bytes.Buffer{}
		if known, err := samples.Write(sample, strings.Join(m.Names, " ")); err != nil || !known {
			return nil, errors.Join(err, errors.New("session: no sample "+strings.Join(m.Names, " ")))
		}
		files = []File{bytes.NewReader(sample.Bytes())}
	}
	f, err := open(m.Names, files, make([]string, len(files)), s.Options, report)
	if err != nil {
		return nil, err
	}
	g, err := f.grade(m.Settings, report)
	if err != nil {
		return nil, err
	}
	s.grading, s.reveal = g, m.Reveal
	if err := s.agree(m.Treats); err != nil {
		return nil, err
	}
	return s.outcome(), nil
}

// apartFrom is the name of a file with a number, where one before it has the same: rows are told by it.
func apartFrom(names []string, i int) string {
	n := 1
	for _, name := range names[:i] {
		if name == names[i] {
			n++
		}
	}
	if n == 1 {
		return names[i]
	}
	at := strings.LastIndexByte(names[i], '.')
	if at < 0 {
		at = len(names[i])
	}
	return names[i][:at] + " (" + strconv.Itoa(n) + ")" + names[i][at:]
}

// salesFirst puts files that speak of no sales behind the others, to which they are lined up.
func salesFirst(names []string, list []File, said []string) ([]string, []File, []string) {
	if !filename.OfNoSales(names[0]) || !slices.ContainsFunc(names, func(name string) bool { return !filename.OfNoSales(name) }) {
		return names, list, said
	}
	var in [2][]int
	for i, name := range names {
		if filename.OfNoSales(name) {
			in[1] = append(in[1], i)
		} else {
			in[0] = append(in[0], i)
		}
	}
	n, l, s := make([]string, 0, len(names)), make([]File, 0, len(names)), make([]string, 0, len(names))
	for _, i := range append(in[0], in[1]...) {
		n, l, s = append(n, names[i]), append(l, list[i]), append(s, said[i])
	}
	return n, l, s
}

// open opens files, in the encodings that somebody said; their sheets are read when they are wanted.
func open(names []string, list []File, said []string, o sheet.Options, report Report) (*files, error) {
	if len(list) == 0 || len(list) != len(names) {
		return nil, errors.New("session: no file")
	}
	names, list, said = salesFirst(names, list, said)
	f := &files{names: names, data: list, said: said, reading: o, small: len(list) == 1 && list[0].Size() <= 1<<20}
	total := int64(0)
	for _, file := range list {
		total += file.Size()
	}
	f.glance = total <= 16<<20
	far := &progress{report: report}
	for i, file := range list {
		o := o
		o.Progress = far.file(file.Size())
		o.Encoding = said[i]
		book, err := sheet.Open(apartFrom(names, i), file, file.Size(), o)
		if err != nil {
			return nil, err
		}
		f.books = append(f.books, book)
		name, sure := book.Encoding()
		f.scripts = append(f.scripts, script{name, !sure})
	}
	f.keepLists()
	return f, nil
}

// chosen gives the source that the settings name.
func (f *files) chosen(set *protocol.Settings) (*source, error) {
	p := place{sheet: set.Sheet, header: headerOf(set.Header), said: structural(set.Answers)}
	if row, ok := strings.CutPrefix(answersOf(set.Answers).To("header", ""), "row:"); ok && set.Header == 0 {
		if n, err := strconv.Atoi(row); err == nil && n > 0 {
			p.header = n - 1
		}
	}
	if p.sheet < 0 || p.sheet >= len(f.books[0].Sheets()) {
		p.all = slices.ContainsFunc(f.books, func(b *sheet.Book) bool { return len(b.Sheets()) > 1 })
		var err error
		if p.sheet, err = f.first.of(answersOf(set.Answers).To("hidden-sheet", ""), func() (int, error) { return f.look(p, set.Answers) }); err != nil {
			return nil, err
		}
	}
	whole := p
	p.leave(leftOut(set.Roles))
	if p == whole {
		return f.at(p, set.Answers)
	}
	if now := f.source.value; f.source.made && now.leavesLess(p) { // most often one more is left out than before
		return f.source.of(p, func() (*source, error) { return now.without(p), nil })
	}
	from, err := f.at(whole, set.Answers)
	if err != nil {
		return nil, err
	}
	return f.source.of(p, func() (*source, error) { return from.without(p), nil })
}

// look finds the first visible sheet on which something can be graded, or else a hidden one of a small file, or else the first
// visible one with rows.
func (f *files) look(p place, said []protocol.Answer) (int, error) {
	sheets := f.books[0].Sheets()
	var first error
	fallback := -1
	f.hidden = ""
	if name, is := strings.CutPrefix(answersOf(said).To("hidden-sheet", ""), "sheet:"); is {
		if i := slices.IndexFunc(sheets, func(info sheet.Info) bool { return info.Hidden && info.Name == name }); i >= 0 {
			return i, nil
		}
	}
	for i, info := range sheets {
		if info.Hidden && len(sheets) > 1 || f.isApart(f.books[0], i) {
			continue
		}
		p.sheet = i
		s, err := f.at(p, said)
		switch {
		case err == nil && len(s.guess.Missing()) == 0:
			return i, nil
		case err == nil && fallback < 0:
			fallback = i
		case err != nil && first == nil:
			first = err
		}
	}
	for i, info := range sheets {
		if !info.Hidden || len(sheets) < 2 || !f.glance {
			continue
		}
		p.sheet = i
		if s, err := f.at(p, said); err == nil && len(s.guess.Missing()) == 0 {
			f.hidden = info.Name
			if fallback < 0 || answersOf(said).To("hidden-sheet", "") != "stay" {
				return i, nil
			}
		}
	}
	if fallback >= 0 {
		return fallback, nil
	}
	if first == nil {
		first = scoring.Issue{Code: "empty-sheet", File: f.names[0]}
	}
	return 0, first
}

// headerOf gives the core's number of a row of headers.
func headerOf(n int) int {
	switch {
	case n > 0:
		return n - 1
	case n < 0:
		return -1
	}
	return header.AnyRow
}

// at reads a sheet with all its columns, guesses what they are, and puts the rows below that belong to it.
func (f *files) at(p place, said []protocol.Answer) (*source, error) {
	return f.source.of(p, func() (*source, error) {
		var table *sheet.Table
		if now := f.source.value; f.source.made && now.place.sheet == p.sheet && now.whole != nil && !p.all && len(f.books) == 1 {
			table = now.whole // only the row of the headers is another
		} else {
			var err error
			if table, err = f.read(0, p.sheet); err != nil {
				return nil, err
			}
		}
		guess, err := header.GuessBelow(table, p.header)
		if err != nil {
			return nil, err
		}
		s := &source{raw: table, whole: table, place: p, guess: guess, answers: answersOf(said)}
		s.parted()
		return s, f.join(s)
	})
}

// leftOut are the columns that the user leaves out.
func leftOut(roles []protocol.Role) (list []int) {
	last := map[int]string{}
	for _, r := range roles {
		last[r.Column] = r.Role
	}
	for col, role := range last {
		if role == string(intake.Ignore) && col >= 0 {
			list = append(list, col)
		}
	}
	slices.Sort(list)
	return list
}

// without lets the table forget the columns that p leaves out. When one of them comes back, the sheet is read again.
func (s *source) without(p place) *source {
	n := &source{raw: s.raw, place: p, guess: s.guess, aside: s.aside, notes: s.notes, sheets: s.sheets, others: s.others}
	for _, col := range p.leaves() {
		if col < len(s.guess.Columns) {
			n.left = append(n.left, col)
		}
	}
	if len(n.left) > 0 {
		n.raw = s.raw.Without(n.left, s.guess.HeaderRow+1)
		n.guess = s.guess.Over(n.raw, n.left)
	}
	return n
}

// leavesLess tells whether p leaves out what s does, and more, of the same table.
func (s *source) leavesLess(p place) bool {
	more := p.leaves()
	return s.place.sheet == p.sheet && s.place.header == p.header && s.place.all == p.all && s.place.said == p.said &&
		!slices.ContainsFunc(s.left, func(col int) bool { return !slices.Contains(more, col) })
}
