// Package view arranges graded customers for people: sorted, filtered and searched windows of rows, and the sums per grade.
// What goes in: a [scoring.Result] and the table it came from. What comes out: indices and
// cells, never copies of the data; a million customers cost a few arrays. It decides nothing.
package view

import (
	"slices"

	"fenji/scoring"
	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/others"
	"fenji/scoring/sheet"
)

// A Key is one key of a sort order.
type Key struct {
	Column int
	Desc   bool
}

// A View is an arrangement of the customers of one result.
type View struct {
	Result *scoring.Result
	Table  *sheet.Table
	Extras []int // table columns that come along

	Others *others.Columns // what the extras say of a customer with many rows; nil: what stands on the one that stands for it

	// Added gives what customers have in a column of a number beyond those of the table; nil where there is none.
	Added func(column int) func(i int) sheet.Value

	order  []uint32 // customers shown, in order
	money  decimal.Money
	sieves []Sieve
	holds  []Sieve // those of the last Arrange: grades, sieves, search
	fate   []uint8 // what it noted of each customer; nil: there was no sieve
	keys   []Key

	idRanks   []uint32         // of the customers' ids, by customer; made when first asked for
	textRanks map[int][]uint32 // of the texts in a table's column, by text id; likewise
	room      *Room
}

// New shows all customers in the order of the file.
func New(r *scoring.Result, t *sheet.Table, extras []int) *View { return new(Room).New(r, t, extras) }

// New is New for a view that sorts and counts in this room.
func (room *Room) New(r *scoring.Result, t *sheet.Table, extras []int) *View {
	v := &View{Result: r, Table: t, Extras: extras, textRanks: map[int][]uint32{}, room: room}
	v.Arrange(nil, nil, "")
	return v
}

// Extras lists the columns of m that come along with a customer: all that the graded sheet does not state itself. In a
// table of visits, days and numbers of visits are not what it states: those are counted.
func Extras(m intake.Mapping) []int {
	var cols []int
	for _, c := range m.Columns {
		switch c.Role {
		case intake.Ignore, intake.Customer, intake.Date, intake.Amount, intake.Result:
		case intake.Days, intake.Visits:
			if m.Shape == intake.PerVisit {
				cols = append(cols, c.Index)
			}
		default:
			cols = append(cols, c.Index)
		}
	}
	return cols
}

// Len is the number of customers shown.
func (v *View) Len() int { return len(v.order) }

// At gives the customer shown at position i.
func (v *View) At(i int) int { return int(v.order[i]) }

// Money is the sum of the customers shown.
func (v *View) Money() decimal.Money { return v.money }

// Arrange shows the customers that pass the sieves, whose grade is among grades ("" stands for ungraded; none means all)
// and that contain search in their id or in a text column, sorted by keys, ties in the order of the file.
func (v *View) Arrange(keys []Key, grades []string, search string) {
	v.sift(grades, search)
	if v.order, v.money = v.order[:0], 0; cap(v.order) == 0 {
		v.order = make([]uint32, 0, len(v.Result.Customers)) // growing would take several times the room
	}
	for i := range v.Result.Customers {
		if v.fate == nil || v.fate[i] == shown {
			v.order = append(v.order, uint32(i))
			v.money += v.Result.Customers[i].M
		}
	}
	v.keys = keys
	v.order = v.Sorted(v.order, keys)
}

// Sorted sorts customers by keys, stably and in place.
func (v *View) Sorted(customers []uint32, keys []Key) []uint32 {
	for _, k := range slices.Backward(keys) {
		if key := v.keyOf(k.Column); key != nil {
			v.sort(customers, key, k.Desc)
		}
	}
	return customers
}

// Ordered sorts customers in place as the list is sorted now.
func (v *View) Ordered(customers []uint32) []uint32 { return v.Sorted(customers, v.keys) }

// All lists all customers as the list is sorted now; nil where it stands in the order of the file.
func (v *View) All() []uint32 {
	if len(v.keys) == 0 {
		return nil
	}
	if len(v.order) == len(v.Result.Customers) {
		return slices.Clone(v.order)
	}
	all := make([]uint32, len(v.Result.Customers))
	for i := range all {
		all[i] = uint32(i)
	}
	return v.Ordered(all)
}

// Order lists the customers shown, in order. It must not be changed.
func (v *View) Order() []uint32 { return v.order }

// band is the index of a customer's grade band; the ungraded share the last index.
func (v *View) band(i int) int {
	if v.Result.Graded[i].Reason != scoring.None {
		return len(v.Result.Profile.Bands)
	}
	return int(v.Result.Graded[i].Band)
}

func (v *View) wanted(grades []string) []bool {
	bands := v.Result.Profile.Bands
	wanted := make([]bool, len(bands)+1)
	for i, b := range bands {
		wanted[i] = len(grades) == 0 || slices.Contains(grades, b.Grade)
	}
	wanted[len(bands)] = len(grades) == 0 || slices.Contains(grades, "")
	return wanted
}

// A Group is what one grade holds; the ungraded come last, with Grade "".
type Group struct {
	Grade string
	Count int
	Money decimal.Money
}

// Groups counts customers and money per grade, best grade first, over all customers and not only those shown.
func (v *View) Groups() []Group {
	bands := v.Result.Profile.Bands
	groups := make([]Group, len(bands)+1)
	for i, b := range bands {
		groups[i].Grade = b.Grade
	}
	for i := range v.Result.Customers {
		g := &groups[v.band(i)]
		g.Count++
		g.Money += v.Result.Customers[i].M
	}
	return groups
}
