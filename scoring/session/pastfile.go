package session

import (
	"cmp"
	"io"
	"slices"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/periods"
	"fenji/scoring/periods/past"
	"fenji/scoring/privacy"
	"fenji/scoring/protocol"
	"fenji/scoring/sheet"
)

func pastfileOps() {
	take(protocol.OpBase, func(s *Session, m protocol.BaseFile, c *Call) (*protocol.BaseRead, error) {
		files := c.Files()
		if len(files) != 1 {
			return nil, errNothingOpen
		}
		return s.Base(m, files[0])
	})
}

// Codes of issues about files of the past.
const (
	baseGone scoring.Code = "base-gone"  // the engine was started anew and has it no more
	baseDay  scoring.Code = "base-day"   // nobody knows of which day it is
	noIDs    scoring.Code = "calls-none" // no column names customers
)

// A pastFile is what was read from a file of the past, or from several: gradings at some days, ids as they are today.
type pastFile struct {
	name  string // of several files all their names
	days  []pastDay
	rules string // the profile by which the user says that it was graded
}

// A pastDay is the customers at a day.
type pastDay struct {
	past.Day
	coded bool // stamp says how they were graded
	stamp past.Stamp
	key   string              // the fingerprint of the key under which pseudonyms were read
	raw   bool                // as clinics have them: they are graded by the rules of today
	table *sheet.Table        // graded, and nothing says by which rules; nil otherwise
	marks map[string][]string // of those who are not known today, their names and telephones

	latest bool   // its day is but that of the last purchase, and the user may know a later one
	aside  int    // rows of the table that were not understood
	where  string // the first of them
	merged int    // rows of customers who have others

	found stage[string, *graders] // who may have graded the table, by the rules of today
}

// mostPast is how large a file of the past may be.
const mostPast = 256 << 20

// Base reads a file of the past, or a list of customers who were called.
func (s *Session) Base(m protocol.BaseFile, f File) (*protocol.BaseRead, error) {
	if s.graded == nil {
		return nil, errNothingGraded
	}
	if f.Size() > mostPast {
		return nil, scoring.Issue{Code: "too-large", File: m.Name}
	}
	if m.List {
		return s.called(m, f)
	}
	p, err := s.readPast(m.Name, f)
	if err != nil {
		return nil, named(err, m.Name)
	}
	key, codes, err := s.coded(m.Key)
	if err != nil {
		return nil, err
	}
	for i := range p.days {
		if err := s.admit(&p.days[i], key, codes); err != nil {
			return nil, named(err, m.Name)
		}
	}
	late := dayText(p.days[len(p.days)-1].Day.Day)
	p.early(s.view.Result.AsOf)
	if len(p.days) == 0 {
		return nil, scoring.Issue{Code: past.Later, File: m.Name, Value: late}
	}
	if before := s.files.past; m.Also && before != nil {
		if p, err = before.with(p); err != nil {
			return nil, named(err, m.Name)
		}
	}
	s.files.past = p
	s.graded.months.change = pair[protocol.Since, *change]{}
	return s.tellPast(p)
}

// admit takes a day of the past up if it says that it was graded by today's rules, or does not say by which. Pseudonyms become ids.
func (s *Session) admit(d *pastDay, key string, codes map[string]string) error {
	if !d.coded {
		return nil
	}
	if err := d.stamp.Fits(s.view.Result.Profile, s.ledger.Currency, civil.NoDay, key); err != nil {
		return err
	}
	if d.key = key; d.table != nil {
		if err := s.checkGrades(d); err != nil {
			return err
		}
	}
	if d.stamp.Names == protocol.NamesPseudonyms {
		d.decode(codes)
	}
	return nil
}

// with puts the days of another file beside those that are there. Of several files each has to tell its day, by its name if not
// otherwise.
func (p *pastFile) with(other *pastFile) (*pastFile, error) {
	all := &pastFile{name: p.name + " + " + other.name, rules: cmp.Or(other.rules, p.rules)}
	var names []string
	for _, f := range []*pastFile{p, other} {
		for range f.days {
			names = append(names, f.name)
		}
		all.days = append(all.days, f.days...)
	}
	days, err := inOrder(all.days, names)
	if codeOfIssue(err) == baseSheets {
		err = scoring.Issue{Code: baseFiles, Value: all.name}
	}
	all.days = days
	return all, err
}

// tellPast says what is known of the files of the past.
func (s *Session) tellPast(p *pastFile) (*protocol.BaseRead, error) {
	out := &protocol.BaseRead{Coded: true}
	number := s.numbers()
	for _, d := range p.days {
		out.Days = append(out.Days, dayText(d.Day.Day))
		out.Coded = out.Coded && d.coded
		out.Aside, out.Merged = out.Aside+d.aside, out.Merged+d.merged
		out.Where = cmp.Or(out.Where, d.where)
		if s.visitLog() != nil && d.coded && d.stamp.Visits != string(s.mapping.Visits) {
			out.Visits = d.stamp.Visits
		}
	}
	last := &p.days[len(p.days)-1]
	out.Customers, out.Raw = len(last.Rows), last.raw
	for _, r := range last.Rows {
		if _, known := number[r.ID]; known {
			out.Known++
		}
	}
	return out, s.tellGraders(p, out)
}

// named says in an issue which file it is about.
func named(err error, file string) error {
	if i, ok := err.(scoring.Issue); ok {
		i.File = file
		return i
	}
	return err
}

// coded gives the fingerprint of a key, and the customers of today by their pseudonyms; "" without a key.
func (s *Session) coded(file string) (fingerprint string, ids map[string]string, err error) {
	if file == "" {
		return "", nil, nil
	}
	cover, err := s.newCover(protocol.Export{Names: protocol.NamesPseudonyms, Key: file})
	if err != nil {
		return "", nil, err
	}
	ids = make(map[string]string, len(s.records.IDs))
	for i, id := range s.records.IDs {
		ids[cover.Customer(i, id)] = id
	}
	key, err := privacy.ParseKey(file)
	return privacy.Fingerprint(key), ids, err
}

// decode puts ids in the place of pseudonyms. Who is not there today stays under the pseudonym.
func (d *pastDay) decode(ids map[string]string) {
	for i := range d.Rows {
		if id, known := ids[d.Rows[i].ID]; known {
			d.Rows[i].ID = id
		}
	}
}

// early leaves the days before the one of today's grading. A day that nobody knows stays.
func (p *pastFile) early(now civil.Day) {
	p.days = slices.DeleteFunc(p.days, func(d pastDay) bool { return d.Day.Day != civil.NoDay && now != civil.NoDay && d.Day.Day >= now })
}

// readPast reads a history file, or a workbook that was exported.
func (s *Session) readPast(name string, f File) (*pastFile, error) {
	head := make([]byte, min(64, int(f.Size())))
	if _, err := f.ReadAt(head, 0); err != nil && err != io.EOF {
		return nil, err
	}
	if past.IsHistory(head) {
		data := make([]byte, f.Size())
		if _, err := f.ReadAt(data, 0); err != nil && err != io.EOF {
			return nil, err
		}
		h, err := past.Decode(data)
		if err != nil {
			return nil, err
		}
		p := &pastFile{name: name}
		for _, d := range h.Days {
			p.days = append(p.days, pastDay{Day: d, stamp: h.Stamp, coded: true})
		}
		if len(p.days) == 0 {
			return nil, scoring.Issue{Code: past.NotGraded}
		}
		return p, nil
	}
	book, err := sheet.Open(name, f, f.Size(), s.Options)
	if err != nil {
		return nil, err
	}
	p := &pastFile{name: name}
	d := pastDay{}
	sheets := book.Sheets()
	for i := len(sheets) - 1; i > 0 && !d.coded; i-- { // what says how it was graded stands behind
		table, err := readSheet(book, i)
		if err != nil {
			return nil, err
		}
		if table == nil {
			continue
		}
		if d.stamp, d.coded, err = past.ReadStamp(table); err != nil {
			return nil, inSheet(err, sheets[i].Name)
		}
	}
	if !d.coded {
		p.days, err = s.readTables(book)
		return p, err
	}
	table, err := book.Read(0)
	if err != nil {
		return nil, err
	}
	rows, err := past.ReadGraded(table, d.stamp.Unit)
	if err != nil {
		return nil, err
	}
	d.Day, d.table, d.marks = past.Day{Day: d.stamp.AsOf, Rows: rows}, table, s.marksIn(table, 0, gradedCustomer(table))
	p.days = []pastDay{d}
	return p, nil
}

// readSheet reads a sheet; nil where nothing stands in it.
func readSheet(book *sheet.Book, i int) (*sheet.Table, error) {
	t, err := book.Read(i)
	if issue, ok := err.(scoring.Issue); ok && issue.Code == sheet.EmptyFile {
		return nil, nil
	}
	return t, err
}

func inSheet(err error, name string) error {
	if i, ok := err.(scoring.Issue); ok && i.Sheet == "" {
		i.Sheet = name
		return i
	}
	return err
}

// besideFile compares what is graded with a file that was read.
func (s *Session) besideFile(m protocol.Since) (*change, error) {
	p := s.files.past
	if p == nil || p.name != m.File {
		return nil, scoring.Issue{Code: baseGone}
	}
	day := civil.NoDay
	if m.Day != "" {
		var err error
		if day, err = civil.Parse(m.Day); err != nil {
			return nil, err
		}
	}
	now := s.view.Result
	if day != civil.NoDay && now.AsOf != civil.NoDay && day >= now.AsOf {
		return nil, scoring.Issue{Code: "base-not-before", Args: []string{"day", now.AsOf.String()}}
	}
	at := len(p.days) - 1
	for at > 0 && day != civil.NoDay && p.days[at].Day.Day > day { // the last one that is not after the day, or the first
		at--
	}
	d := &p.days[at]
	if d.coded { // the profile may be another one by now
		if err := d.stamp.Fits(now.Profile, s.ledger.Currency, civil.NoDay, d.key); err != nil {
			return nil, named(err, p.name)
		}
	}
	switch {
	case d.latest && len(p.days) == 1 && day > d.Day.Day:
	case d.Day.Day != civil.NoDay:
		day = d.Day.Day
	case day == civil.NoDay:
		return nil, scoring.Issue{Code: baseDay, File: p.name}
	}
	before, err := s.gradedThen(p, d, m.Rules, day)
	if err != nil {
		return nil, named(err, p.name)
	}
	t, err := periods.CompareTables(before, now)
	if err != nil {
		return nil, err
	}
	return &change{day: day, before: before, now: now, kept: t.Frozen, fresh: t.Fresh, frozen: t.Kept, tables: t, marks: d.marks,
		at: func(i int) int { return t.Base[i] }}, nil
}
