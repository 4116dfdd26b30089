package session

import (
	"slices"
	"strconv"

	"fenji/scoring/intake/header"
	"fenji/scoring/protocol"
	"fenji/scoring/sheet"
	"fenji/scoring/sources"
)

// Tables of several kinds that were dropped together. Those of payments make the source that is graded, as they do alone.
// Of the others an entry a row is kept, and what they say of customers is joined behind the stage of cleaning, where it
// can add neither rows nor money: persons who never paid come after the customers, without a grade.

// A found is a table that was looked at.
type found struct {
	file, sheet int // of all files
	book        *sheet.Book
	name        string // of the file
	told        string // the name by which its rows tell it
	reading     *sources.Reading
	rows, cols  int
	kept        map[sources.Kind]*sources.Table
}

// A supply is all tables of the files.
type supply struct {
	list []*found
	held map[[2]int]*sheet.Table // read already, and wanted by the source
}

// recognise looks at every table, when there are several.
func (f *files) recognise(report Report) *supply {
	return f.supplied.of(func() *supply {
		s := &supply{held: map[[2]int]*sheet.Table{}}
		several := len(f.books) > 1
		for _, b := range f.books {
			several = several || len(visible(b)) > 1
		}
		if !several {
			return s
		}
		for i, b := range f.books {
			for _, k := range visible(b) {
				if t := s.look(f, i, k); t != nil {
					s.list = append(s.list, t)
				}
			}
		}
		return s
	})
}

// visible are the sheets of a book that nobody hid.
func visible(b *sheet.Book) (list []int) {
	for i, info := range b.Sheets() {
		if !info.Hidden {
			list = append(list, i)
		}
	}
	return list
}

// look reads a table and says of which kind it is; nil when nothing can be read there, which whoever needs it will say, and for
// lines of words in one column, such as notes.
func (s *supply) look(f *files, file, sheetAt int) *found {
	t, err := f.books[file].Read(sheetAt)
	if err != nil {
		return nil
	}
	m, err := header.Guess(t)
	if err != nil || len(m.Columns) < 2 {
		return nil
	}
	o := &found{file: file, sheet: sheetAt, book: f.books[file], name: f.names[file], told: t.File, reading: sources.Recognise(t, m), cols: len(m.Columns),
		kept: map[sources.Kind]*sources.Table{}}
	kept := sources.ReadAs(t, m, o.reading, o.reading.Kind)
	o.kept[kept.Kind], o.rows = kept, kept.Rows
	if o.reading.Kind == sources.Payments && len(s.held) == 0 {
		s.held[[2]int{file, sheetAt}] = t
	}
	return o
}

// as gives what is kept of the table as one of a kind.
func (o *found) as(k sources.Kind) *sources.Table {
	if o.kept[k] == nil {
		t, err := o.book.Read(o.sheet)
		if err != nil {
			return &sources.Table{Kind: sources.Ignore}
		}
		m, err := header.Guess(t)
		if err != nil {
			return &sources.Table{Kind: sources.Ignore}
		}
		o.kept[k] = sources.ReadAs(t, m, sources.Recognise(t, m), k)
	}
	return o.kept[k]
}

// kinds are those of all tables, after what the user says.
func (s *supply) kinds(said []protocol.Kind) []sources.Kind {
	list := make([]sources.Kind, len(s.list))
	bought, graded := false, map[int]bool{} // books that are of an earlier grading: what else they hold are its reports
	for _, o := range s.list {
		if o.reading.Kind == sources.Graded && o.reading.Whole {
			graded[o.file] = true
		}
	}
	for i, o := range s.list {
		list[i] = o.reading.Kind
		if graded[o.file] && list[i] != sources.Graded {
			list[i] = sources.Ignore
		}
		bought = bought || list[i] == sources.Payments
	}
	for _, least := range [...]int{payable, -100} { // tables that could be graded and look like something else, or like nothing
		for i, o := range s.list {
			if !bought && o.reading.Whole && o.reading.Points[sources.Payments] >= least {
				list[i] = sources.Payments
			}
		}
		bought = bought || slices.Contains(list, sources.Payments)
	}
	for i, o := range s.list {
		for _, k := range said {
			if k.File == o.file && k.Sheet == o.sheet && sources.Is(k.Kind) {
				list[i] = sources.Kind(k.Kind)
			}
		}
	}
	return list
}

// payable is how much speaks for payments in a table that can be graded where no table is of payments plainly.
const payable = 7

// A mix is what the kinds make of the files: those of payments are graded, the others joined.
type mix struct {
	all   *files
	list  []*found
	kinds []sources.Kind
	own   []int  // the files that hold payments, of all
	key   string // of the kinds
}

// sorted gives the files whose rows are graded. They are all of them as long as no table is of another kind than
// payments.
func (f *files) sorted(said []protocol.Kind, report Report) *files {
	root := f
	if f.mix != nil {
		root = f.mix.all
	}
	s := root.recognise(report)
	kinds := s.kinds(said)
	m := &mix{all: root, list: s.list, kinds: kinds}
	others, bought := len(said) > 0, false
	for i, k := range kinds {
		m.key += string(k) + " "
		others = others || k != sources.Payments && k != sources.Ignore || m.foreign(s.list[i].file)
		bought = bought || k == sources.Payments
		if k == sources.Payments && !slices.Contains(m.own, s.list[i].file) {
			m.own = append(m.own, s.list[i].file)
		}
	}
	if !others || !bought {
		m.own = nil
		for i := range root.names {
			m.own = append(m.own, i)
		}
	}
	n := root.mixed.of(m.key+strconv.FormatBool(others && bought), func() *files {
		n := *root
		n.mix, n.names, n.data, n.scripts, n.said, n.books, n.apart = m, nil, nil, nil, nil, nil, nil
		n.first, n.source = stage[string, int]{}, stage[place, *source]{}
		for _, i := range m.own {
			n.names, n.data, n.scripts = append(n.names, root.names[i]), append(n.data, root.data[i]), append(n.scripts, root.scripts[i])
			n.said, n.books = append(n.said, root.said[i]), append(n.books, root.books[i])
			var apart []int
			for k, o := range s.list {
				if o.file == i && kinds[k] != sources.Payments && others && bought {
					apart = append(apart, o.sheet)
				}
			}
			n.apart = append(n.apart, apart)
		}
		return &n
	})
	n.fates = f.fates
	return n
}

// foreign tells whether nothing in a file is of any kind, nor tells who did something and when. It is left out, and said; a file
// that lacks no more than an amount is taken for one of the others that must be mended.
func (m *mix) foreign(file int) bool {
	for i, o := range m.list {
		if o.file == file && (m.kinds[i] != sources.Ignore || o.reading.Whole || o.reading.Column(sources.ID) >= 0 && o.reading.Column(sources.Time) >= 0) {
			return false
		}
	}
	return true
}

// isApart tells whether a sheet is not of payments.
func (f *files) isApart(book *sheet.Book, sheetAt int) bool {
	for i, b := range f.books {
		if b == book && i < len(f.apart) {
			return slices.Contains(f.apart[i], sheetAt)
		}
	}
	return false
}

// read reads a sheet of a book; one that was read for a look is there already.
func (f *files) read(i, sheetAt int) (*sheet.Table, error) {
	if f.mix != nil {
		at := [2]int{f.mix.own[i], sheetAt}
		held := f.mix.all.supplied.value.held
		if t := held[at]; t != nil {
			delete(held, at)
			return t, nil
		}
	}
	return f.books[i].Read(sheetAt)
}
