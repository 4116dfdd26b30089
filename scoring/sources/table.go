package sources

import (
	"strings"

	"fenji/scoring/civil"
	"fenji/scoring/intake"
	"fenji/scoring/intake/clean"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

const noDay = civil.NoDay

// A Key is a column that can tell whose the rows are.
type Key struct {
	Header string
	Field  Field    // ID, Phone or Name
	Of     []uint32 // by row: place in IDs and one more; 0 for nobody
	IDs    []string
}

// Texts are the texts of a column, by row.
type Texts struct {
	Of   []uint32 // place in List; List[0] is the blank text
	List []string
}

// At is the text of a row, "" where the table has no such column.
func (t *Texts) At(i int) string {
	if i >= len(t.Of) {
		return ""
	}
	return t.List[t.Of[i]]
}

// A Table is what is kept of a table that was recognised: an entry for each row in which something stands, in its order.
// A list is nil where the table has no such column.
type Table struct {
	File, Sheet string
	Kind        Kind
	Headers     []string // of its columns
	Rows        int
	First, Last civil.Day // of Day; NoDay when it has none
	Keys        []Key     // the likelier ones first

	Row       []uint32    // of the sheet, counted from zero, where somebody may want to look; nil otherwise
	Mark      []uint64    // of what stands in the row, people only: equal rows have equal ones
	Day       []civil.Day // when it happened, is booked for, or when the person was first seen
	Hour      []int8      // -1 where no time of day is told
	Touch     []Touch
	Seconds   []int32 // -1 where none are told
	Came      []Came
	Rating    []int32 // in hundredths, -1 for none
	Recommend []int32 // likewise, 0 to 10
	Complaint []bool
	Birth     []civil.Day
	Age       []int16 // in years, -1 for none

	Sex, Region, Occupation, Channel, Department, Doctor, Item, Words, Grade, AgeBand, Employee Texts
}

// ReadAs keeps what counts of a table of a kind.
func ReadAs(t *sheet.Table, m intake.Mapping, r *Reading, kind Kind) *Table {
	b := &reader{v: read.Of(t), from: m.HeaderRow + 1, out: &Table{File: t.File, Sheet: t.Sheet, Kind: kind, First: noDay, Last: noDay}}
	b.v.Chosen = m.DateOrder
	for _, c := range m.Columns {
		b.out.Headers = append(b.out.Headers, c.Header)
	}
	for row := b.from; row < t.Rows; row++ {
		if !b.blank(row) {
			b.rows = append(b.rows, uint32(row))
		}
	}
	b.out.Rows = len(b.rows)
	if kind == Ignore || kind == Payments {
		return b.out
	}
	b.keys(m, r)
	b.fill(r)
	return b.out
}

// A reader reads the rows of one table.
type reader struct {
	v    *read.Values
	from int
	rows []uint32
	out  *Table
}

func (b *reader) blank(row int) bool {
	for col := range b.v.T.Own() {
		if c := b.v.T.Cell(row, col); c.Kind != sheet.Empty && b.v.TraitsOf(c)&read.IsEmpty == 0 {
			return false
		}
	}
	return true
}

// idsOf numbers those whom a column names.
func idsOf(v *read.Values, col, from int) ([]uint32, []string) { return clean.IDs(v, col, from) }

// mostKeys bounds how many columns may tell whose a row is.
const mostKeys = 5

func (b *reader) keys(m intake.Mapping, r *Reading) {
	first := m.Column(intake.Customer)
	var cols []int
	if first >= 0 && r.Columns[first] == ID {
		cols = append(cols, first)
	}
	for _, f := range [...]Field{ID, Phone, Name} {
		for col, field := range r.Columns {
			if field == f && (col != first || f != ID) && len(cols) < mostKeys {
				cols = append(cols, col)
			}
		}
	}
	for _, col := range cols {
		all, ids := idsOf(b.v, col, b.from)
		key := Key{Header: m.Columns[col].Header, Field: r.Columns[col], IDs: ids, Of: make([]uint32, len(b.rows))}
		for i, row := range b.rows {
			key.Of[i] = all[int(row)-b.from]
		}
		if key.Field == Phone {
			key.phones()
		}
		b.out.Keys = append(b.out.Keys, key)
	}
}

// phones brings telephone numbers together that are written differently.
func (k *Key) phones() {
	at, to := map[string]uint32{}, make([]uint32, len(k.IDs)+1)
	var list []string
	for i, id := range k.IDs {
		if digits := read.PhoneDigits(id); digits != "" {
			id = digits
		}
		n, met := at[id]
		if !met {
			list = append(list, id)
			n = uint32(len(list))
			at[id] = n
		}
		to[i+1] = n
	}
	for i, n := range k.Of {
		k.Of[i] = to[n]
	}
	k.IDs = list
}

func (b *reader) fill(r *Reading) {
	out, n := b.out, len(b.rows)
	when := [...]Field{Time, BookedFor, FirstSeen}
	switch out.Kind {
	case Appointments:
		when = [...]Field{BookedFor, Time, FirstSeen}
	case People:
		when = [...]Field{FirstSeen, Time, None}
	}
	for _, f := range when {
		if col := r.Column(f); f != None && col >= 0 {
			b.days(col)
			break
		}
	}
	for _, text := range [...]struct {
		field Field
		into  *Texts
	}{{Region, &out.Region}, {Occupation, &out.Occupation}, {Channel, &out.Channel}, {Department, &out.Department}, {Doctor, &out.Doctor},
		{Item, &out.Item}, {Words, &out.Words}, {Employee, &out.Employee}} {
		col := r.Column(text.field)
		if text.field == Words && col < 0 && out.Kind == Voice {
			col = r.Column(Item) // a column that is headed content
		}
		if col < 0 {
			continue
		}
		as := func(s string) string { return s }
		if text.field == Region {
			as = placeOf
		}
		*text.into = b.texts(col, as)
	}
	if col := r.Column(Sex); col >= 0 {
		out.Sex = b.texts(col, func(s string) string {
			if sex := sexOf(read.Fold(s)); sex != "" {
				return sex
			}
			return s
		})
	}
	switch out.Kind {
	case People:
		b.person(r)
	case Appointments:
		out.Came = make([]Came, n)
		if col := r.Column(Status); col >= 0 {
			b.each(col, func(i int, c sheet.Cell) { out.Came[i] = came(read.Fold(b.v.T.Text(c))) })
		}
		if col := r.Column(Missed); col >= 0 {
			b.each(col, func(i int, c sheet.Cell) {
				switch word := read.Fold(b.v.T.Text(c)); {
				case yes.Has(word) || arrivalOf(word) == Absent:
					out.Came[i] = Absent
				case no.Has(word) && out.Came[i] == Unsaid:
					out.Came[i] = Arrived
				}
			})
		}
	case Touches:
		b.touches(r)
	case Voice:
		b.voice(r)
	case Graded:
		if col := b.gradeColumn(r); col >= 0 {
			out.Grade = b.texts(col, func(s string) string { return s })
		}
	}
}

// each calls f for the cells of a column that hold something.
func (b *reader) each(col int, f func(i int, c sheet.Cell)) {
	for i, row := range b.rows {
		if c := b.v.T.Cell(int(row), col); b.v.TraitsOf(c)&(read.IsEmpty|read.IsNothing) == 0 {
			f(i, c)
		}
	}
}

// days reads when something happened. Hours are kept where some are told.
func (b *reader) days(col int) {
	out := b.out
	out.Day, out.Hour = make([]civil.Day, len(b.rows)), make([]int8, len(b.rows))
	order, hours := b.v.Order(col, b.from), false
	met := map[uint32]int8{}
	for i, row := range b.rows {
		c := b.v.T.Cell(int(row), col)
		day, st := b.v.Date(c, order)
		if st != read.Readable {
			day = noDay
		}
		out.Day[i], out.Hour[i] = day, -1
		if day == noDay {
			continue
		}
		if out.First == noDay || day < out.First {
			out.First = day
		}
		out.Last = max(out.Last, day)
		if out.Hour[i] = hourOf(b.v.T, c, met); out.Hour[i] >= 0 {
			hours = true
		}
	}
	if !hours || out.Kind == People {
		out.Hour = nil
	}
}

// hourOf is the hour that a cell tells, or -1. A date cell at midnight tells none.
func hourOf(t *sheet.Table, c sheet.Cell, met map[uint32]int8) int8 {
	switch c.Kind {
	case sheet.Date, sheet.Time:
		if _, ms := c.Date(); ms > 0 {
			return int8(ms / 3_600_000)
		}
	case sheet.Text:
		h, known := met[c.TextID()]
		if !known {
			h = clockHour(read.Fold(t.String(c.TextID())))
			met[c.TextID()] = h
		}
		return h
	}
	return -1
}

// clockHour finds a time of day in a text.
func clockHour(s string) int8 {
	at := strings.IndexByte(s, ':')
	if at < 1 || s[at-1]-'0' > 9 {
		return -1
	}
	h := int8(s[at-1] - '0')
	if at > 1 && s[at-2]-'0' <= 9 {
		h += 10 * int8(s[at-2]-'0')
	}
	late := strings.Contains(s, "下午") || strings.Contains(s, "晚上") || strings.Contains(s, "pm") || strings.Contains(s, "p.m")
	if late && h < 12 {
		h += 12
	}
	if h > 23 {
		return -1
	}
	return h
}

// texts reads a column of texts; what is written alike is one text.
func (b *reader) texts(col int, as func(s string) string) Texts {
	t := Texts{Of: make([]uint32, len(b.rows)), List: []string{""}}
	at, met := map[string]uint32{"": 0}, map[sheet.Cell]uint32{}
	b.each(col, func(i int, c sheet.Cell) {
		n, known := met[c]
		if !known {
			text := as(read.Tidy(b.v.T.Text(c)))
			if n, known = at[text]; !known {
				n = uint32(len(t.List))
				t.List = append(t.List, text)
				at[text] = n
			}
			met[c] = n
		}
		t.Of[i] = n
	})
	return t
}
