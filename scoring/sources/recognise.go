package sources

import (
	"strings"

	"fenji/scoring/intake"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// A Reading is what a table was recognised as.
type Reading struct {
	Kind    Kind
	Columns []Field // by column; of a field that stands once, only the surest column has it
	Points  map[Kind]int
	Whole   bool // it could be graded as it stands
	Bought  bool // a header speaks of money
	Unsaid  bool // no header says whom a row is about
}

// Has tells whether some column has a field.
func (r *Reading) Has(f Field) bool { return r.Column(f) >= 0 }

// Column is the first column of a field, or -1.
func (r *Reading) Column(f Field) int {
	for col, field := range r.Columns {
		if field == f {
			return col
		}
	}
	return -1
}

// points are what a field says for a kind. A kind needs enough of them; the kind with most is the table's.
var points = [...]struct {
	kind  Kind
	field Field
	n     int
}{
	{Payments, Amount, 7}, {Payments, Order, 2}, {Payments, Time, 2}, {Payments, Department, 1}, {Payments, Doctor, 1}, {Payments, Ready, 3},
	{People, Sex, 3}, {People, Birth, 3}, {People, Age, 3}, {People, Occupation, 3}, {People, FirstSeen, 3}, {People, Channel, 2}, {People, Region, 2},
	{People, Phone, 1}, {People, Name, 1}, {People, Employee, 1},
	{Appointments, BookedFor, 6}, {Appointments, Status, 4}, {Appointments, Missed, 4}, {Appointments, Department, 1}, {Appointments, Doctor, 1}, {Appointments, Time, 1},
	{Touches, TouchKind, 5}, {Touches, Seconds, 5}, {Touches, Minutes, 5}, {Touches, Item, 2}, {Touches, Time, 2},
	{Voice, Rating, 4}, {Voice, Recommend, 6}, {Voice, Complaint, 5}, {Voice, VoiceKind, 3}, {Voice, Words, 3}, {Voice, Time, 1}, {Voice, Department, 1}, {Voice, Doctor, 1},
	{Graded, Result, 4}, // for each such column
}

// Enough points make a table one of a kind.
const enough = 5

// Recognise says of which kind a table is. m is the mapping that was guessed for it.
func Recognise(t *sheet.Table, m intake.Mapping) *Reading {
	r := &Reading{Columns: make([]Field, len(m.Columns)), Points: map[Kind]int{}, Whole: len(m.Missing()) == 0}
	l := looker{v: read.Of(t), m: m}
	sure := make([]int, len(m.Columns))
	for col, c := range m.Columns {
		if m.HeaderRow >= 0 && c.Filled > 0 {
			r.Columns[col], sure[col] = meaning(c.Header)
		}
		r.Bought = r.Bought || r.Columns[col] == Amount && sure[col] > 0
		r.Columns[col], sure[col] = l.checked(col, r.Columns[col], sure[col])
	}
	r.once(sure)
	for _, f := range []struct {
		field Field
		role  intake.Role
	}{{ID, intake.Customer}, {Time, intake.Date}} { // where headers are silent the guess by values stands
		if col := m.Column(f.role); !r.Has(f.field) && col >= 0 && r.Columns[col] == None {
			r.Columns[col] = f.field
			r.Unsaid = r.Unsaid || f.field == ID && r.identity() == col
		}
	}
	r.count(l)
	return r
}

// once leaves a field to the surest of its columns, the first among equals. Several columns may be identities or results.
func (r *Reading) once(sure []int) {
	var best [fields]int
	for col, f := range r.Columns {
		if at := best[f]; at == 0 || sure[col] > sure[at-1] {
			best[f] = col + 1
		}
	}
	for col, f := range r.Columns {
		if f != Result && f != Ready && f != ID && best[f] != col+1 {
			r.Columns[col] = None
		}
	}
}

func (r *Reading) count(l looker) {
	results := 0
	for _, f := range r.Columns {
		if f == Result {
			results++
		}
	}
	for _, p := range points {
		switch {
		case p.field == Result:
			if results >= 3 {
				r.Points[p.kind] += p.n * results
			}
		case r.Has(p.field) && (p.field != Amount || r.Bought):
			r.Points[p.kind] += p.n
		}
	}
	if r.Whole && (r.Bought || !r.otherwise(l)) {
		r.Points[Payments] += 3
	}
	if r.Unsaid {
		for _, k := range Kinds {
			r.Points[k] -= 8
		}
	}
	if !r.Has(BookedFor) && !r.Has(Missed) && !(r.Has(Status) && l.arrivals(r.Column(Status))) {
		r.Points[Appointments] = 0
	}
	if !r.Has(Time) && !r.Has(FirstSeen) && !r.Has(BookedFor) {
		r.Points[Touches] = 0
	}
	if !r.Has(ID) && !r.Has(Phone) && !r.Has(Name) {
		for _, k := range Kinds {
			r.Points[k] = 0
		}
	}
	if col := r.identity(); col >= 0 && l.repeats(col) {
		r.Points[People] -= 5 // people stand once in their list
	}
	r.Kind = Ignore
	for _, k := range [...]Kind{Payments, Graded, Voice, Touches, Appointments, People} {
		if r.Points[k] >= enough && (r.Kind == Ignore || r.Points[k] > r.Points[r.Kind]) {
			r.Kind = k
		}
	}
}

// otherwise tells whether a table whose headers do not speak of money is more likely of something else: they say so, or what
// was guessed to be money are marks out of ten.
func (r *Reading) otherwise(l looker) bool {
	for _, k := range [...]Kind{Appointments, Touches, Voice} {
		if r.Points[k] >= enough {
			return true
		}
	}
	col := l.m.Column(intake.Amount)
	if col < 0 {
		return false
	}
	n, all, _ := l.share(col, func(c sheet.Cell) bool { score, ok := scoreOf(l.v, c); return ok && score <= 1000 })
	return all > 0 && 10*n >= 9*all
}

// identity is the column that most likely tells whom rows are about.
func (r *Reading) identity() int {
	for _, f := range [...]Field{ID, Phone, Name} {
		if col := r.Column(f); col >= 0 {
			return col
		}
	}
	return -1
}

// A looker looks at the values of columns.
type looker struct {
	v *read.Values
	m intake.Mapping
}

// looked bounds how many cells of a column are looked at; they lie evenly.
const looked = 400

// sample calls f with cells of a column that hold something.
func (l looker) sample(col int, f func(c sheet.Cell)) {
	from := l.m.HeaderRow + 1
	step := max(1, (l.v.T.Rows-from)/looked)
	for row := from; row < l.v.T.Rows; row += step {
		if c := l.v.T.Cell(row, col); l.v.TraitsOf(c)&(read.IsEmpty|read.IsNothing) == 0 {
			f(c)
		}
	}
}

// share counts the cells that are so, and all, and tells how many of their texts differ.
func (l looker) share(col int, is func(c sheet.Cell) bool) (part, all, distinct int) {
	met := map[sheet.Cell]bool{}
	l.sample(col, func(c sheet.Cell) {
		all++
		met[c] = true
		if is(c) {
			part++
		}
	})
	return part, all, len(met)
}

func (l looker) word(c sheet.Cell) string { return read.Fold(l.v.T.Text(c)) }

// checked holds what a header says against the values, and lets values speak where it says nothing.
func (l looker) checked(col int, f Field, sure int) (Field, int) {
	switch f {
	case Rating, Recommend:
		n, all, _ := l.share(col, func(c sheet.Cell) bool { _, ok := scoreOf(l.v, c); return ok })
		if 2*n < all {
			if f == Rating {
				return Words, 1
			}
			return None, 0
		}
	case Region: // not where mail or a page goes
		if n, all, _ := l.share(col, func(c sheet.Cell) bool {
			text := l.v.T.Text(c)
			return strings.ContainsAny(text, "@/") || strings.Count(text, ".") > 1
		}); 2*n > all {
			return None, 0
		}
	case Seconds, Minutes:
		if n, all, _ := l.share(col, func(c sheet.Cell) bool { _, ok := secondsOf(l.v, c); return ok }); 2*n < all {
			return None, 0
		}
	case FirstSeen, BookedFor:
		if n, all, _ := l.share(col, func(c sheet.Cell) bool { return l.isDay(col, c) }); 2*n < all {
			return None, 0
		}
	case Result:
		if kind, _ := l.byValues(col); kind == Status {
			return kind, 1
		}
	case Item:
		if kind, _ := l.byValues(col); kind == TouchKind {
			return kind, 1
		}
	case None:
		return l.byValues(col)
	}
	return f, sure
}

// byValues reads a column of few words.
func (l looker) byValues(col int) (Field, int) {
	for _, w := range [...]struct {
		field Field
		is    func(c sheet.Cell) bool
	}{
		{Sex, func(c sheet.Cell) bool { return sexOf(l.word(c)) != "" }},
		{Status, func(c sheet.Cell) bool { return arrivalOf(l.word(c)) != Unsaid }},
		{TouchKind, func(c sheet.Cell) bool { return touchOf(l.word(c)) != Other }},
	} {
		if n, all, distinct := l.share(col, w.is); all >= 4 && 10*n >= 9*all && distinct <= 12 && distinct > 1 {
			return w.field, 0
		}
	}
	return None, 0
}

// arrivals tells whether the words of a status are about coming and not coming.
func (l looker) arrivals(col int) bool {
	n, all, _ := l.share(col, func(c sheet.Cell) bool { return came(l.word(c)) != Unsaid })
	return all > 0 && 2*n >= all
}

// repeats tells whether a column holds its values again and again.
func (l looker) repeats(col int) bool {
	from := l.m.HeaderRow + 1
	rows := l.v.T.Filled(col, from)
	if rows <= 4 || 10*l.texts(col, from) < 8*rows { // ids are no more than what is written
		return rows > 4
	}
	_, ids := idsOf(l.v, col, from)
	return 10*len(ids) < 8*rows
}

// texts counts the different texts of a column, and every cell that holds none.
func (l looker) texts(col, from int) (n int) {
	met := make([]bool, l.v.T.Texts())
	for row := from; row < l.v.T.Rows; {
		s := l.v.T.Span(row, col)
		for i, k := range s.Kinds {
			if k == sheet.Text {
				id := s.Cell(i).TextID()
				if met[id] {
					continue
				}
				met[id] = true
			}
			if k != sheet.Empty {
				n++
			}
		}
		row = s.To
	}
	return n
}

func (l looker) isDay(col int, c sheet.Cell) bool {
	r := l.v.Reading(c)
	return r.Day != noDay || r.Short != [3]uint8{}
}

// contains tells whether any of some parts is in a text.
func contains(text string, parts []string) bool {
	for _, p := range parts {
		if strings.Contains(text, p) {
			return true
		}
	}
	return false
}
