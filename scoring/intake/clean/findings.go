package clean

import (
	"sort"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/columns"
	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// Findings are what deserves a look in a cleaned table, besides what its ledger books. They change nothing.
type Findings struct {
	Entries []intake.Entry // of used rows: near duplicates and outliers, in row order
	Near    intake.Sum
	Fences  intake.Fences
	ByZ     intake.Sum // rows beyond the fences, whether they are left out or not
	ByTukey intake.Sum

	Merges    []Merge // the first of the customers of whom several ways to write the id, or several rows, were merged
	MergedAll int     // how many there are
	SameCase  int     // customers that IgnoreCase would bring together with others
	ZerosLost int     // customers that PadZeros would
	Padded    int     // the number of digits that proves it

	DateForms []Form                 // in which the dates are written, the most frequent first
	Gaps      [len(columns.Gaps)]int // rows with a gap, set aside or filled
	Unnamed   int                    // rows set aside with a blank customer below one with a name
}

// A Form is one way to write dates, with an example and its address.
type Form struct {
	Example string
	Rows    int
	Row     int
}

// Inspect looks at the outcome of Clean with the same table, mapping and options.
func Inspect(t *sheet.Table, m intake.Mapping, o intake.Options, r *intake.Records, l *intake.Ledger) *Findings {
	i := inspector{t: t, c: newReader(t, m, o), r: r, l: l, f: &Findings{}}
	i.spellings(o)
	i.nearDuplicates()
	i.keyedTwice()
	i.amounts(o)
	i.gaps()
	i.dateForms()
	intake.SortEntries(i.f.Entries)
	return i.f
}

// newReader is a cleaner that reads cells and cleans nothing.
func newReader(t *sheet.Table, m intake.Mapping, o intake.Options) *cleaner {
	c := &cleaner{v: read.Of(t), m: m, merges: findMerges(t, m), ledger: &intake.Ledger{}, clean: o.Cleaning,
		customer: m.Column(intake.Customer), date: m.Column(intake.Date), amount: m.Column(intake.Amount)}
	if o.FillDown || c.customer >= 0 && o.Answers.To("customer", m.Columns[c.customer].Header) == "above" {
		c.fillDown()
	}
	if c.date >= 0 && o.Answers.To("date", m.Columns[c.date].Header) == "above" {
		c.fillDates()
	}
	return c
}

// An inspector looks at what was cleaned.
type inspector struct {
	t *sheet.Table
	c *cleaner
	r *intake.Records
	l *intake.Ledger
	f *Findings

	several []bool   // customers whose id is written in more than one way
	kin     []uint32 // customers whose ids differ by spelling only have the same number
}

// spellings finds the customers whose ids stand in the file in more than one way, and those that might be one.
func (i *inspector) spellings(o intake.Options) {
	n := len(i.r.IDs)
	i.several = severalWays(i.c, i.r)
	i.listMerges()
	i.kin = make([]uint32, n)
	byKey := make(map[uint64]uint32, n)
	for who, id := range i.r.IDs {
		key := looseKey(id)
		if _, met := byKey[key]; !met {
			byKey[key] = uint32(who)
		}
		i.kin[who] = byKey[key]
	}
	i.mightMerge()
}

func (i *inspector) cell(record int) sheet.Cell { return i.c.cell(int(i.r.Row[record]), i.c.customer) }

// mightMerge counts the customers that the switches for ids would bring together.
func (i *inspector) mightMerge() {
	i.f.Padded = paddedWidth(i.r.IDs)
	count := make([]int, len(i.kin))
	for _, k := range i.kin {
		count[k]++
	}
	cases, full := map[string]bool{}, map[string]bool{}
	for who, id := range i.r.IDs {
		if count[i.kin[who]] < 2 {
			continue
		}
		if key := sameCase(id); cases[key] {
			i.f.SameCase++
		} else {
			cases[key] = true
		}
		full[id] = true
	}
	for who, id := range i.r.IDs {
		if i.f.Padded > 0 && count[i.kin[who]] > 1 && isShort(id, i.f.Padded) && full[pad(id, i.f.Padded)] {
			i.f.ZerosLost++
		}
	}
}

// A twin is a used row of a customer whose id is written in more than one way.
type twin struct {
	kin    uint32
	day    civil.Day
	amount decimal.Money
	record int
}

// before orders twins by customer, day and amount, and last by their place.
func (a twin) before(b twin) bool {
	switch {
	case a.kin != b.kin:
		return a.kin < b.kin
	case a.day != b.day:
		return a.day < b.day
	case a.amount != b.amount:
		return a.amount < b.amount
	}
	return a.record < b.record
}

// lookBack bounds how many rows of one customer, day and amount are compared with each other.
const lookBack = 64

// nearDuplicates finds rows of the same day and amount whose customers differ by spelling only.
func (i *inspector) nearDuplicates() {
	shared := make([]bool, len(i.kin))
	for who, k := range i.kin {
		shared[k] = shared[k] || i.several[who] || int(k) != who
	}
	var list []twin
	for k, who := range i.r.Customer {
		if kin := i.kin[who]; shared[kin] {
			list = append(list, twin{kin, i.r.Day[k], i.r.Amount[k], k})
		}
	}
	sort.Slice(list, func(i, j int) bool { return list[i].before(list[j]) })
	for n := range list {
		a := list[n]
		for back := n - 1; back >= max(0, n-lookBack); back-- {
			b := list[back]
			if b.kin != a.kin || b.day != a.day || b.amount != a.amount {
				break
			}
			if i.cell(b.record) != i.cell(a.record) {
				i.add(codeNearDuplicate, a.record, i.c.customer, int(i.r.Row[b.record]))
				i.f.Near.Add(a.amount)
				break
			}
		}
	}
}

func (i *inspector) add(code scoring.Code, record, col, of int) {
	row := int(i.r.Row[record])
	i.f.Entries = append(i.f.Entries, intake.Entry{Row: row, Col: col, Code: code, Value: i.c.value(row, col),
		Money: i.r.Amount[record], Of: of})
}

// amounts finds the outliers.
func (i *inspector) amounts(o intake.Options) {
	f := i.f
	if f.Fences = i.l.Fences; o.Outliers == intake.KeepOutliers {
		f.Fences = fencesOf(i.r.Amount)
	}
	book := func(m decimal.Money) bool {
		if f.Fences.RobustZ.Out(m) {
			f.ByZ.Add(m)
		}
		if f.Fences.TukeyBox.Out(m) {
			f.ByTukey.Add(m)
		}
		return f.Fences.Out(m, intake.ByEither)
	}
	for k, m := range i.r.Amount {
		if book(m) {
			i.add(codeOutlier, k, i.c.amount, -1)
		}
	}
	for _, e := range i.l.Entries {
		if e.Code == codeOutlier {
			book(e.Money)
		}
	}
}

// gaps counts the rows with a gap.
func (i *inspector) gaps() {
	above := false
	for _, e := range i.l.Entries {
		for n, g := range columns.Gaps {
			if code := string(e.Code); code == g.Missing || code == g.Filled {
				i.f.Gaps[n]++
			}
		}
		if e.Code == "customer-missing" && i.t.Cell(e.Row, i.c.customer).Kind == sheet.Empty {
			above = above || e.Row > 0 && i.t.Cell(e.Row-1, i.c.customer).Kind != sheet.Empty
			i.f.Unnamed++
		}
	}
	if !above {
		i.f.Unnamed = 0
	}
	if i.c.merges != nil && i.c.merges.down {
		for _, r := range i.c.merges.byCol[i.c.customer] {
			i.f.Unnamed += int(r.Bottom - r.Top)
		}
	}
}

// dateForms counts in which forms the dates of the used rows are written.
func (i *inspector) dateForms() {
	if i.c.date < 0 {
		return
	}
	at := map[string]int{}
	memo := make([]int32, i.t.Texts()) // the form of each text, and 1 more
	for k, row := range i.r.Row {
		c := i.c.cell(int(row), i.c.date)
		if c.Kind == sheet.Empty || i.r.Day[k] == civil.NoDay {
			continue
		}
		n := -1
		if c.Kind == sheet.Text {
			n = int(memo[c.TextID()]) - 1
		}
		if n < 0 {
			shape := formOf(i.t, c)
			var met bool
			if n, met = at[shape]; !met {
				n = len(i.f.DateForms)
				at[shape] = n
				i.f.DateForms = append(i.f.DateForms, Form{Example: read.Clip(i.t.Text(c)), Row: int(row)})
			}
			if c.Kind == sheet.Text {
				memo[c.TextID()] = int32(n) + 1
			}
		}
		i.f.DateForms[n].Rows++
	}
	sort.SliceStable(i.f.DateForms, func(a, b int) bool { return i.f.DateForms[a].Rows > i.f.DateForms[b].Rows })
}

// formOf is the form of a date: the kind of the cell, and of a text each run of digits as 0 and of letters as a.
func formOf(t *sheet.Table, c sheet.Cell) string {
	if c.Kind != sheet.Text {
		return c.Kind.String()
	}
	var b []byte
	before := byte(0)
	for _, r := range read.Fold(t.String(c.TextID())) {
		k := byte('0')
		switch {
		case r >= '0' && r <= '9':
		case r >= 'a' && r <= 'z':
			k = 'a'
		case r < 0x80:
			b, before = append(b, byte(r)), 0
			continue
		default:
			b, before = append(b, string(r)...), 0
			continue
		}
		if k != before {
			b = append(b, k)
		}
		before = k
	}
	return string(b)
}
