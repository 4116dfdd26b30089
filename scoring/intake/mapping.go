package intake

import (
	"slices"
	"strings"

	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/sheet"
)

// A Mapping is how a table is understood.
type Mapping struct {
	HeaderRow int // 0-based; -1: there is none, data begins in the first row
	Shape     Shape
	Columns   []Column
	Unit      decimal.Unit // of the amounts; NoUnit: the file does not state it
	Visits    VisitRule
	AsOf      civil.Day // the analysis date that the file states; NoDay: it states none
	DateOrder DateOrder // how the user says that 03/04/2024 is meant; NoOrder leaves it to the column

	table *sheet.Table // what the mapping was guessed from, for working it out anew
}

// Column returns the index of the column that has a role, or -1.
func (m Mapping) Column(r Role) int {
	for _, c := range m.Columns {
		if c.Role == r {
			return c.Index
		}
	}
	return -1
}

// columns returns the columns that have a role, as several may have.
func (m Mapping) columns(r Role) (list []int) {
	for _, c := range m.Columns {
		if c.Role == r {
			list = append(list, c.Index)
		}
	}
	return list
}

// With gives a column a role. A role that may stand once is taken from the column that has it, which becomes Other.
// Shape, visit rule, unit and stated analysis date are worked out anew.
func (m Mapping) With(col int, r Role) Mapping {
	if col < 0 || col >= len(m.Columns) {
		return m
	}
	m.Columns = slices.Clone(m.Columns)
	for i := range m.Columns {
		if c := &m.Columns[i]; c.Role == r && r.Single() && i != col {
			c.Role, c.Confidence, c.Why = Other, 0, WhyNone
		}
	}
	c := &m.Columns[col]
	c.Role, c.Confidence, c.Why = r, 100, WhyUser
	return m.settle()
}

// WithShape overrules the shape.
func (m Mapping) WithShape(s Shape) Mapping {
	m.Shape = s
	m.Visits = m.visitRule()
	m.AsOf = m.statedDay()
	return m
}

// WithDateOrder says how dates are meant that can be read in more than one way.
func (m Mapping) WithDateOrder(o DateOrder) Mapping {
	m.DateOrder = o
	m.AsOf = m.statedDay()
	return m
}

// Over is the mapping of the same table as it is without what stands in some columns, whose examples go too.
func (m Mapping) Over(t *sheet.Table, left []int) Mapping {
	m.table, m.Columns = t, slices.Clone(m.Columns)
	for _, col := range left {
		if col < len(m.Columns) {
			m.Columns[col].Examples = nil
		}
	}
	return m
}

// ofPeriod are the words by which headers say that figures are of a period and not of the whole history.
var ofPeriod = []string{"统计期间", "一段时间", "近30", "近三十", "近一月", "近1月", "近一个月", "近1个月", "30天", "last30"}

// OfPeriod tells whether the table says that its ready figures are of a recent period already.
func (m Mapping) OfPeriod() bool {
	return slices.ContainsFunc(m.Columns, func(c Column) bool {
		compact := spell(c.Header).compact
		return slices.ContainsFunc(ofPeriod, func(w string) bool { return strings.Contains(compact, w) })
	})
}

// settle works out what follows from the roles of the columns.
func (m Mapping) settle() Mapping {
	m.Unit = m.statedUnit()
	return m.WithShape(m.shape())
}

// needs lists what each shape needs. Of the roles in one group, one is enough; the first is asked for.
var needs = map[Shape][][]Role{
	PerVisit:    {{Customer}, {Date}, {Amount}},
	PerCustomer: {{Customer}, {Date, Days}, {Visits}, {Amount}},
}

// Missing lists what the shape needs and has not.
func (m Mapping) Missing() []Role {
	var missing []Role
	for _, group := range needs[m.Shape] {
		if !slices.ContainsFunc(group, func(r Role) bool { return m.Column(r) >= 0 }) {
			missing = append(missing, group[0])
		}
	}
	return missing
}

// shape tells the shapes apart. Ready days can stand only for a customer, and so can a ready count of visits, unless
// its customers come again and again: then it is something that the log of visits says of each visit.
func (m Mapping) shape() Shape {
	date, days, visits := m.Column(Date), m.Column(Days), m.Column(Visits)
	switch {
	case visits >= 0 && days >= 0, days >= 0 && date < 0:
		return PerCustomer
	case visits >= 0 && date >= 0:
		if rows, distinct := m.customers(); rows >= 20 && 2*distinct < rows {
			return PerVisit
		}
		return PerCustomer
	case visits < 0 && m.ofCustomer(date) && m.ofCustomer(m.Column(Amount)):
		if rows, distinct := m.customers(); 100*distinct >= 98*rows {
			return PerCustomer
		}
	}
	return PerVisit
}

// ofCustomer tells whether the header of a column speaks of what a customer did in all.
func (m Mapping) ofCustomer(col int) bool {
	return col >= 0 && m.HeaderRow >= 0 && known().read(m.Columns[col].Header).grain == ofCustomer
}

// customers counts the rows that name a customer, and the distinct names as they stand.
func (m Mapping) customers() (rows, distinct int) {
	col := m.Column(Customer)
	if m.table == nil || col < 0 {
		return 0, 0
	}
	if from := m.HeaderRow + 1; m.table.Distinct(col, from) {
		return m.table.Rows - from, m.table.Rows - from
	}
	var met []uint64
	var numbers numbers
	others := map[sheet.Cell]bool{}
	for row := m.HeaderRow + 1; row < m.table.Rows; {
		s := m.table.Span(row, col)
		row = s.To
		for i, k := range s.Kinds {
			c := s.Cell(i)
			switch k {
			case sheet.Empty:
				continue
			case sheet.Text:
				if id := int(c.TextID()); !has(met, id) {
					met = mark(met, id, m.table.Texts())
					distinct++
				}
			case sheet.Number:
				if numbers.of(c.Number()) == 0 {
					numbers.put(c.Number(), 1)
				}
			default:
				others[c] = true
			}
			rows++
		}
	}
	return rows, distinct + numbers.count + len(others)
}

func (m Mapping) visitRule() VisitRule {
	if m.Shape == PerVisit && m.Column(Order) >= 0 {
		return ByOrder
	}
	return ByDay
}

// statedUnit reads the unit from the header of the amounts, or from a title above the headers. The registered Shaoxing
// tables, told by their two totals, are in ten thousand yuan.
func (m Mapping) statedUnit() decimal.Unit {
	col := m.Column(Amount)
	if col < 0 || m.HeaderRow < 0 {
		return decimal.NoUnit
	}
	if u := known().read(m.Columns[col].Header).unit; u != decimal.NoUnit {
		return u
	}
	if u := m.unitAbove(); u != decimal.NoUnit {
		return u
	}
	if spell(m.Columns[col].Header).compact == "历史购买总金额" &&
		slices.ContainsFunc(m.Columns, func(c Column) bool { return spell(c.Header).compact == "历史购买总次数" }) {
		return decimal.WanYuan
	}
	return decimal.NoUnit
}

// unitAbove finds what stands above the headers for all figures below them: 单位：万元, or (万元) in a title. A row of
// several cells may be the upper row of headers, where brackets speak of one column only.
func (m Mapping) unitAbove() decimal.Unit {
	if m.table == nil {
		return decimal.NoUnit
	}
	for row := range m.HeaderRow {
		var texts []string
		for col := range m.table.Cols {
			if text := m.table.Text(m.table.Cell(row, col)); text != "" {
				texts = append(texts, text)
			}
		}
		for _, text := range texts {
			if u := known().unitSaid(text, len(texts) == 1); u != decimal.NoUnit {
				return u
			}
		}
	}
	return decimal.NoUnit
}

// statedDay finds the analysis date that the file states: the latest value of its column; or, where dates and ready
// days stand side by side, the day on which they agree in at least 95 % of the rows.
func (m Mapping) statedDay() civil.Day {
	if m.table == nil {
		return m.AsOf
	}
	v := newValues(m.table)
	v.chosen = m.DateOrder
	if col := m.Column(AsOf); col >= 0 {
		day, _ := v.latest(col, m.HeaderRow+1)
		return day
	}
	if m.Shape == PerCustomer {
		return v.agreed(m.Column(Date), m.Column(Days), m.HeaderRow+1)
	}
	return civil.NoDay
}

// latest returns the latest date of a column, and whether it holds others too.
func (v *values) latest(col, from int) (latest civil.Day, several bool) {
	latest = civil.NoDay
	order := v.order(col, from)
	before := sheet.Cell{}
	for row := from; row < v.t.Rows; {
		s := v.t.Span(row, col)
		row = s.To
		for i, k := range s.Kinds {
			c := s.Cell(i)
			if k == sheet.Empty || c == before {
				continue
			}
			before = c
			if d, st := v.date(c, order); st == readable && d != latest {
				several = several || latest != civil.NoDay
				latest = max(latest, d)
			}
		}
	}
	return latest, several
}

// agreed returns the day that date plus days gives in nearly all rows that have both.
func (v *values) agreed(date, days, from int) civil.Day {
	if date < 0 || days < 0 {
		return civil.NoDay
	}
	order := v.order(date, from)
	votes := map[civil.Day]*int{}
	total, best, most := 0, civil.NoDay, 0
	last, count := civil.NoDay, (*int)(nil) // most rows vote as the one before
	for row := from; row < v.t.Rows; row++ {
		d, st := v.date(v.t.Cell(row, date), order)
		n, counted := v.count(v.t.Cell(row, days))
		if st != readable || counted != readable {
			continue
		}
		total++
		d += civil.Day(n)
		if count == nil || d != last {
			if count = votes[d]; count == nil {
				count = new(int)
				votes[d] = count
			}
			last = d
		}
		if *count++; *count > most {
			best, most = d, *count
		}
	}
	if total == 0 || 100*most < 95*total {
		return civil.NoDay
	}
	return best
}
