package session

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/columns"
	"fenji/scoring/intake"
	"fenji/scoring/intake/clean"
	"fenji/scoring/intake/header"
	"fenji/scoring/intake/read"
	"fenji/scoring/periods"
	"fenji/scoring/periods/past"
	"fenji/scoring/profile"
	"fenji/scoring/profiles"
	"fenji/scoring/protocol"
	"fenji/scoring/rfm"
	"fenji/scoring/sheet"
	"fenji/scoring/words"
)

// Files of the past that do not say how they were graded: tables of customers, as clinics keep them, and graded lists whose stamp
// is lost, as csv. Their grades are held against every rule that is known. Where more than one gives them, or none, the user is
// asked.

// Codes of issues about such files.
const (
	baseAsks   scoring.Code = "base-asks"   // by which rules it was graded, the user has to say
	baseSheets scoring.Code = "base-sheets" // several sheets, of one of which nobody knows the day
	baseFiles  scoring.Code = "base-files"  // several files, of one of which nobody knows the day
	baseOther  scoring.Code = "base-other"  // the day is not the one that the rows tell
)

// readTables reads the sheets of a workbook without a stamp that hold customers; of several the name of each says its month.
func (s *Session) readTables(book *sheet.Book) ([]pastDay, error) {
	var days []pastDay
	var names []string
	var first error
	for i, info := range book.Sheets() {
		t, err := readSheet(book, i)
		if err != nil {
			return nil, inSheet(err, info.Name)
		}
		if t == nil {
			continue
		}
		d, err := s.readCustomers(t)
		switch {
		case err == nil:
			days, names = append(days, d), append(names, info.Name)
		case first == nil, codeOfIssue(first) == past.NotGraded:
			first = inSheet(err, info.Name)
		}
		if issue := codeOfIssue(err); err != nil && issue != past.NotGraded {
			return nil, inSheet(err, info.Name)
		}
	}
	if len(days) == 0 {
		return nil, first
	}
	return inOrder(days, names)
}

func codeOfIssue(err error) scoring.Code {
	i, _ := err.(scoring.Issue)
	return i.Code
}

// inOrder puts several sheets into the order of their days.
func inOrder(days []pastDay, names []string) ([]pastDay, error) {
	if len(days) == 1 {
		return days, nil
	}
	seen := map[civil.Day]bool{}
	for i := range days {
		if days[i].Day.Day == civil.NoDay {
			days[i].Day.Day = dayNamed(names[i])
		}
		if d := days[i].Day.Day; d == civil.NoDay || seen[d] {
			return nil, scoring.Issue{Code: baseSheets, Sheet: names[i], Value: strings.Join(names, ", ")}
		}
		seen[days[i].Day.Day] = true
	}
	sort.SliceStable(days, func(i, j int) bool { return days[i].Day.Day < days[j].Day.Day })
	return days, nil
}

// dayNamed is the day that the name of a sheet tells: 2024-11-30, or the last day of 2024-11, 2024年11月 or 202411. NoDay where it
// tells none.
func dayNamed(name string) civil.Day {
	var n []string
	for _, part := range strings.FieldsFunc(name, func(r rune) bool { return r < '0' || r > '9' }) {
		switch len(part) {
		case 8:
			n = append(n, part[:4], part[4:6], part[6:])
		case 6:
			n = append(n, part[:4], part[4:])
		default:
			n = append(n, part)
		}
	}
	number := func(i int) (v int) {
		for _, c := range n[i] {
			v = 10*v + int(c-'0')
		}
		return v
	}
	if len(n) < 2 || len(n) > 3 || len(n[0]) != 4 || len(n[1]) > 2 || len(n[len(n)-1]) > 2 {
		return civil.NoDay
	}
	day := 1
	if len(n) == 3 {
		day = number(2)
	}
	d, ok := civil.DateOf(number(0), number(1), day)
	switch {
	case !ok || number(0) < 1990:
		return civil.NoDay
	case len(n) == 2:
		return periods.MonthOf(d).Last()
	}
	return d
}

// readCustomers reads a sheet of customers, graded or not.
func (s *Session) readCustomers(t *sheet.Table) (pastDay, error) {
	rows, err := past.ReadGraded(t, s.view.Result.Profile.Unit.String())
	d := pastDay{Day: past.Day{Day: civil.NoDay, Rows: rows}, table: t}
	if codeOfIssue(err) == past.NotGraded {
		d, err = s.readRaw(t)
	} else if err == nil {
		d.marks = s.marksIn(t, 0, gradedCustomer(t))
	}
	if err == nil && masked(d.Rows) {
		err = scoring.Issue{Code: past.Masked, Sheet: t.Sheet}
	}
	return d, err
}

// masked tells names of which most are covered, as in files for others.
func masked(rows []past.Row) bool {
	n := 0
	for _, r := range rows {
		if strings.Contains(r.ID, "*") {
			n++
		}
	}
	return 2*n > len(rows)
}

func gradedCustomer(t *sheet.Table) int {
	return columnHeaded(t, words.Languages, columns.Graded[columns.Customer].Key)
}

// marksIn are the names and telephones of a table's customers who are not known today, from the columns that are headed as today's.
func (s *Session) marksIn(t *sheet.Table, head, customer int) map[string][]string {
	marks, number := map[string][]string{}, s.numbers()
	for _, role := range []intake.Role{intake.Name, intake.Phone} {
		now := s.mapping.Column(role)
		if now < 0 || customer < 0 {
			continue
		}
		for col := range min(t.Cols, 1024) {
			if col == customer || read.Tidy(t.Text(t.Cell(head, col))) != read.Tidy(s.mapping.Columns[now].Header) {
				continue
			}
			for row := head + 1; row < t.Rows; row++ {
				id := read.ID(t.Text(t.Cell(row, customer)))
				if _, known := number[id]; !known {
					marks[id] = append(marks[id], markOf(t.Text(t.Cell(row, col))))
				}
			}
			break
		}
	}
	return marks
}

// readRaw reads a table of customers that nobody graded. Its day is that of the table, NoDay where it says none.
func (s *Session) readRaw(t *sheet.Table) (d pastDay, err error) {
	none := scoring.Issue{Code: past.NotGraded, Sheet: t.Sheet}
	m, err := header.Guess(t)
	if err != nil || m.Shape != intake.PerCustomer || len(m.Missing()) > 0 {
		return d, none
	}
	m.Unit, _ = header.SuggestUnit(t, m, s.view.Result.Profile.Unit)
	r, l, err := clean.Clean(t, m, intake.Options{AsOf: civil.NoDay, Today: civil.NoDay, Unit: m.Unit})
	if err != nil || len(r.IDs) == 0 {
		return d, none
	}
	if now := cmp.Or(s.ledger.Currency, s.view.Result.Profile.Currency, "CNY"); l.Currency != "" && l.Currency != now {
		return d, scoring.Issue{Code: past.OtherMoney, Value: l.Currency}
	}
	d.aside, d.merged = l.Aside.Rows, l.Used.Rows-len(r.IDs)
	for _, e := range l.Entries {
		if e.Aside && e.Of < 0 {
			i := t.Address(scoring.Issue{}, e.Row, max(0, e.Col))
			d.where = strings.TrimPrefix(i.Sheet+"!"+i.Cell, "!")
			break
		}
	}
	var rows []past.Row
	d.latest = m.AsOf == civil.NoDay && r.AsOf != civil.NoDay
	for _, c := range rfm.Build(r, s.view.Result.Profile.Window) {
		d.latest = d.latest && (!c.HasR || c.Last != civil.NoDay)
		rows = append(rows, past.Row{ID: c.ID, R: c.R, F: c.F, HasR: c.HasR, M: c.M})
	}
	d.Day, d.raw, d.marks = past.Day{Day: r.AsOf, Rows: rows}, true, s.marksIn(t, m.HeaderRow, m.Column(intake.Customer))
	return d, nil
}

// graders are the rules that may have graded a table.
type graders struct {
	rows  []past.Row         // money in the unit of today's rules
	fits  []*profile.Profile // whose grades are those of the table; of profiles with equal rules the first
	now   bool               // today's are among them
	wrong int                // customers whose grade is another one by today's
	first scoring.Issue      // where one of them stands, with its id
}

// asks tells whether it matters by which rules a table was graded and nobody can tell: today's do not give its grades, or others,
// which count otherwise, give them too.
func (g *graders) asks() bool { return !g.now || len(g.fits) > 1 }

// gradersOf holds the grades of a table against all rules that are known.
func (s *Session) gradersOf(d *pastDay) (*graders, error) {
	now := s.view.Result.Profile
	return d.found.of(now.Hash(), func() (*graders, error) {
		g := &graders{}
		hashes := map[string]bool{}
		for _, p := range append([]*profile.Profile{now}, profiles.All()...) {
			if hashes[p.Hash()] {
				continue
			}
			hashes[p.Hash()] = true
			rows, err := past.ReadGraded(d.table, p.Unit.String())
			if err != nil {
				return nil, err
			}
			r, err := past.GradeAnew(rows, p, civil.NoDay)
			if err != nil {
				return nil, err
			}
			wrong, first := past.Differ(rows, r)
			if wrong == 0 {
				g.fits = append(g.fits, p)
			}
			if p != now {
				continue
			}
			if g.rows, g.now, g.wrong = rows, wrong == 0, wrong; wrong > 0 {
				g.first = past.Where(d.table, rows[first].ID, scoring.Issue{Value: rows[first].ID})
			}
		}
		return g, nil
	})
}

// tellGraders says in what was read who may have graded it.
func (s *Session) tellGraders(p *pastFile, out *protocol.BaseRead) error {
	d := &p.days[len(p.days)-1]
	if d.coded || d.table == nil {
		return nil
	}
	g, err := s.gradersOf(d)
	if err != nil {
		return named(err, p.name)
	}
	out.Checked, out.Asks = true, g.asks()
	for _, f := range g.fits {
		out.Fits = append(out.Fits, f.ID)
	}
	out.Wrong, out.Where = g.wrong, strings.Trim(g.first.Sheet+"!"+g.first.Cell, "!")
	return nil
}

// checkGrades grades what a stamp says to be graded by today's rules once more: where a grade comes out otherwise the file was
// changed, and the issue says where.
func (s *Session) checkGrades(d *pastDay) error {
	_, err := past.Grade(d.Rows, s.view.Result.Profile, d.Day.Day)
	if issue, ok := err.(scoring.Issue); ok && issue.Code == past.Damaged {
		return past.Where(d.table, issue.Value, issue)
	}
	d.table = nil
	return err
}

// gradedThen grades the customers of a day of the past. rules is the profile that the user named, "" for none.
func (s *Session) gradedThen(p *pastFile, d *pastDay, rules string, day civil.Day) (*scoring.Result, error) {
	now := s.view.Result.Profile
	switch {
	case d.raw && day != d.Day.Day && d.latest:
		rows := slices.Clone(d.Rows)
		for i := range rows {
			rows[i].R += int32(day - d.Day.Day)
		}
		return past.GradeAnew(rows, now, day)
	case d.raw:
		return past.GradeAnew(d.Rows, now, day)
	case d.table == nil:
		return past.Grade(d.Rows, now, day)
	}
	if told := dayTold(d.table); told != civil.NoDay && told != day {
		return nil, scoring.Issue{Code: baseOther, Value: told.String(), Args: []string{"day", day.String()}}
	}
	g, err := s.gradersOf(d)
	if err != nil {
		return nil, err
	}
	if rules != "" {
		p.rules = rules
	}
	switch {
	case g.asks() && p.rules == "":
		return nil, scoring.Issue{Code: baseAsks}
	case g.asks() && p.rules != now.ID:
		return nil, scoring.Issue{Code: past.OtherRules, Value: p.rules}
	}
	return past.GradeAnew(g.rows, now, day)
}

// dayTold is the day that a graded table tells although it does not say it: that of each customer's last purchase, and the days
// since. NoDay where rows tell none, or several.
func dayTold(t *sheet.Table) civil.Day {
	last := columnHeaded(t, words.Languages, columns.Graded[columns.LastPurchase].Key)
	days := columnHeaded(t, words.Languages, columns.Graded[columns.RDays].Key)
	told := civil.NoDay
	if last < 0 || days < 0 {
		return told
	}
	for row := 1; row < t.Rows; row++ {
		at, err := civil.Parse(t.Text(t.Cell(row, last)))
		n, ok := past.Whole(t.Text(t.Cell(row, days)))
		if err != nil || !ok {
			continue
		}
		if d := at + civil.Day(n); told == civil.NoDay {
			told = d
		} else if d != told {
			return civil.NoDay
		}
	}
	return told
}
