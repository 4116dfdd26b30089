package session

import (
	"slices"
	"strconv"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/header"
	"fenji/scoring/privacy"
	"fenji/scoring/protocol"
	"fenji/scoring/rfm"
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

// look reads a table and says of which kind it is; nil when nothing can be read there, which whoever needs it will say.
func (s *supply) look(f *files, file, sheetAt int) *found {
	t, err := f.books[file].Read(sheetAt)
	if err != nil {
		return nil
	}
	m, err := header.Guess(t)
	if err != nil {
		return nil
	}
	o := &found{file: file, sheet: sheetAt, book: f.books[file], name: f.names[file], reading: sources.Recognise(t, m), cols: len(m.Columns),
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
		others = others || k != sources.Payments && k != sources.Ignore
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
		n.first, n.gradable, n.source = stage[string, int]{}, once[[]int]{}, stage[place, *source]{}
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

// A joined is what came of joining: persons, and what grading goes on with.
type joined struct {
	*sources.Joined
	sums       *sources.Sums
	unpaid     []int // persons, in the order in which they follow the customers
	understood *understood
	cleaned    *cleaned
	first      int // column of the table that is the first of what was joined
}

// withOthers joins the tables of other kinds. The records stay what they are.
func (g *grading) withOthers() {
	if g.files.mix == nil || !g.files.mix.others() {
		return
	}
	g.alone, g.aloneCleaned = g.understood, g.cleaned
	key := g.files.mix.key + g.settings.AsOf + "|" + g.settings.Today
	j, _ := g.cleaned.joined.of(key, func() (*joined, error) { return g.join(), nil })
	g.joined, g.understood, g.cleaned = j, j.understood, j.cleaned
}

// others tells whether any table is joined.
func (m *mix) others() bool {
	bought, more := false, false
	for _, k := range m.kinds {
		bought = bought || k == sources.Payments
		more = more || k != sources.Payments && k != sources.Ignore
	}
	return bought && more
}

func (g *grading) join() *joined {
	r := g.records
	var tables []*sources.Table
	var paid [][]int32
	for i, o := range g.files.mix.list {
		k := g.files.mix.kinds[i]
		tables = append(tables, o.as(k))
		if k == sources.Payments {
			paid = append(paid, g.customersOf(o))
		} else {
			paid = append(paid, nil)
		}
	}
	j := &joined{Joined: sources.Join(r.IDs, tables, paid)}
	c := *g.cleaned
	records := *r
	today, _ := analysisDate(g.settings.Today)
	if g.settings.AsOf == "" && records.AsOf != civil.NoDay && g.mapping.AsOf == civil.NoDay && g.mapping.Column(intake.AsOf) < 0 {
		records.AsOf = max(records.AsOf, j.Latest(today))
	}
	j.sums = sources.SumsOf(j.Joined, records.AsOf)
	j.unpaid = j.Unpaid(j.sums)
	records.IDs = slices.Clone(r.IDs)
	for _, who := range j.unpaid {
		records.IDs = append(records.IDs, j.IDs[who])
	}
	c.records, c.marks, c.counted, c.joined = &records, marks{}, stage[civil.Window, []scoring.Customer]{}, stage[string, *joined]{}
	c.line, c.mains = once[*rfm.Timeline]{}, once[[]string]{}
	c.rows = g.table.Rows
	j.cleaned = &c
	j.understood = g.widened(j)
	return j
}

// customersOf are the customers with a used row in a table of payments.
func (g *grading) customersOf(o *found) (list []int32) {
	r, met := g.records, make([]bool, len(g.records.IDs))
	name := o.book.Sheets()[o.sheet].Name
	for i, row := range r.Row {
		if who := r.Customer[i]; !met[who] {
			if file, sheetName, _ := g.table.Origin(int(row)); file == o.name && sheetName == name {
				met[who] = true
				list = append(list, int32(who))
			}
		}
	}
	return list
}

// person is the number of a customer among the persons.
func (j *joined) person(customer int) int {
	if customer < j.Paid {
		return customer
	}
	return j.unpaid[customer-j.Paid]
}

// widened gives the table with the columns that customers gain, and a row for each who never paid.
func (g *grading) widened(j *joined) *understood {
	t, m, r := g.table, g.mapping, g.records
	m.Columns = slices.Clone(m.Columns)
	for len(m.Columns) < t.Cols {
		m.Columns = append(m.Columns, intake.Column{Index: len(m.Columns), Role: intake.Other, Why: intake.WhyNone})
	}
	whose := make([]int32, t.Rows+len(j.unpaid))
	for i := range whose {
		whose[i] = -1
	}
	for i, row := range r.Row {
		whose[row] = int32(r.Customer[i])
	}
	for i, who := range j.unpaid {
		whose[t.Rows+i] = int32(who)
	}
	j.first = t.Cols
	t = t.Below(len(j.unpaid))
	for _, a := range j.Attributes(j.sums) {
		t = t.Derive(m.HeaderRow, a.Header, func(row int) sheet.Derived {
			if whose[row] < 0 {
				return sheet.Derived{}
			}
			return a.Value(int(whose[row]))
		})
		role := a.Role
		if role != intake.Other && m.Column(role) >= 0 {
			role = intake.Other
		}
		m.Columns = append(m.Columns, intake.Column{Index: t.Cols - 1, Header: a.Header, Role: role, Confidence: 100,
			Why: intake.WhyJoined, Kind: a.Kind, Filled: t.Filled(t.Cols-1, m.HeaderRow+1), Made: true})
	}
	m.Table = t
	u := *g.understood
	u.derived = &derived{table: t, mapping: m, doubts: g.derived.doubts}
	u.persons = stage[string, *privacy.Persons]{}
	return &u
}

// sourcesMessage says what was dropped together.
func (s *Session) sourcesMessage() (out protocol.Sources) {
	if s.files.mix == nil || len(s.files.mix.list) < 2 {
		return out
	}
	for i, o := range s.files.mix.list {
		k := s.files.mix.kinds[i]
		info := o.book.Sheets()[o.sheet]
		m := protocol.SourceTable{At: protocol.Kind{File: o.file, Sheet: o.sheet, Kind: string(k)}, Guess: string(o.reading.Kind),
			File: o.name, Sheet: info.Name, Rows: o.rows, Columns: o.cols}
		t := o.as(k)
		if t.First != civil.NoDay {
			m.From, m.To = t.First.String(), t.Last.String()
		}
		if k == sources.Payments && s.cleaned != nil {
			m.From, m.To = s.paidPeriod(o)
			if col := s.customerColumn(); col >= 0 {
				m.By = []string{s.mapping.Columns[col].Header}
			}
		}
		if parts := s.parts(); parts != nil {
			s.describeSource(&m, &parts[i])
		}
		out.List = append(out.List, m)
	}
	if j := s.joined; j != nil {
		out.Joined, out.Persons, out.Paid, out.Unpaid = true, len(j.IDs), j.Paid, len(j.unpaid)
		out.Registered = out.Persons - out.Paid - out.Unpaid
		out.Households, out.Employees = j.Households, j.Employees
		out.Money, out.Same = s.ledger.Used.Money.String(), s.moneyKept()
	}
	return out
}

// manyPaid is how many customers are too many to look for in every file, where only payments were dropped.
const manyPaid = 200_000

// parts are the tables as they join. Those of payments alone join each other: a customer may stand in several.
func (s *Session) parts() []sources.Part {
	switch {
	case s.joined != nil:
		return s.joined.Tables
	case s.cleaned == nil || len(s.records.IDs) > manyPaid:
		return nil
	}
	return s.cleaned.standing.of(func() []sources.Part {
		var tables []*sources.Table
		var paid [][]int32
		for i, o := range s.files.mix.list {
			k, own := s.files.mix.kinds[i], []int32(nil)
			if k == sources.Payments {
				own = s.customersOf(o)
			} else {
				k = sources.Ignore
			}
			tables, paid = append(tables, &sources.Table{Kind: k}), append(paid, own)
		}
		return sources.Join(s.records.IDs, tables, paid).Tables
	})
}

func (s *Session) describeSource(m *protocol.SourceTable, p *sources.Part) {
	if p.Kind == sources.Ignore {
		return
	}
	m.Matched, m.Unmatched, m.Twice, m.Nobody = p.Matched, p.Unmatched, p.Twice, p.Nobody
	if p.Kind != sources.Payments {
		m.By = p.By[:min(len(p.By), 2)]
	}
	const some = 12
	for _, r := range p.Again[:min(len(p.Again), some)] {
		m.Again = append(m.Again, s.screenWho(s.joined.IDs[p.Who[r]]))
	}
}

// paidPeriod is from when to when a table of payments tells of used rows.
func (s *Session) paidPeriod(o *found) (from, to string) {
	r, first, last := s.records, civil.NoDay, civil.NoDay
	name := o.book.Sheets()[o.sheet].Name
	for i, row := range r.Row {
		d := r.Day[i]
		if d == civil.NoDay || first != civil.NoDay && d >= first && d <= last {
			continue
		}
		if file, sheetName, _ := s.table.Origin(int(row)); file != o.name || sheetName != name {
			continue
		}
		if first == civil.NoDay || d < first {
			first = d
		}
		last = max(last, d)
	}
	if first == civil.NoDay {
		return "", ""
	}
	return first.String(), last.String()
}

// moneyKept holds the money after joining against that of the payments alone: that of all rows, and that of every customer.
func (s *Session) moneyKept() bool {
	alone := rfm.Build(s.aloneCleaned.records, civil.Window{})
	with := rfm.Build(s.records, civil.Window{})
	var a, b decimal.Money
	for i := range with {
		if i < len(alone) {
			if alone[i].ID != with[i].ID || alone[i].M != with[i].M || alone[i].F != with[i].F {
				return false
			}
			a += alone[i].M
		}
		b += with[i].M
	}
	return a == b && len(alone) == s.joined.Paid
}

// placed gives the customers that never paid the rows that stand for them.
func (c *cleaned) placed(list []scoring.Customer, j *joined) {
	if j == nil {
		return
	}
	for i := j.Paid; i < len(list); i++ {
		list[i].Row = uint32(c.rows + i - j.Paid)
	}
}
