package session

import (
	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/models/returns"
	"fenji/scoring/others"
	"fenji/scoring/privacy"
	"fenji/scoring/sheet"
	"fenji/scoring/sources"
	"slices"
)

// A joined is what came of joining: persons, and what grading goes on with.
type joined struct {
	*sources.Joined
	sums       *sources.Sums
	unpaid     []int // persons, in the order in which they follow the customers
	understood *understood
	cleaned    *cleaned
	first      int        // column of the table that is the first of what was joined
	kept       once[bool] // whether nobody's money is another for it
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
	c.mains, c.says = once[[]string]{}, once[*others.Columns]{}
	c.monthly, c.spent, c.log, c.returns, c.rivals = once[*logged]{}, once[[]decimal.Money]{}, once[*returns.Log]{}, nil, rivals{}
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
			if file, sheetName, _ := g.table.Origin(int(row)); file == o.told && sheetName == name {
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
	attributes := j.Attributes(j.sums)
	gained := make([]sheet.Gained, len(attributes))
	for i, a := range attributes {
		gained[i] = sheet.Gained{Name: a.Header, Value: a.Value}
	}
	t = t.Below(len(j.unpaid)).Gain(m.HeaderRow, whose, len(j.IDs), gained)
	for i, a := range attributes {
		role := a.Role
		if role != intake.Other && m.Column(role) >= 0 {
			role = intake.Other
		}
		col := j.first + i
		m.Columns = append(m.Columns, intake.Column{Index: col, Header: a.Header, Role: role, Confidence: 100,
			Why: intake.WhyJoined, Kind: a.Kind, Filled: t.Filled(col, m.HeaderRow+1), Made: true})
	}
	m.Table = t
	u := *g.understood
	u.derived = &derived{table: t, mapping: m, doubts: g.derived.doubts}
	u.persons = stage[string, *privacy.Persons]{}
	return &u
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
