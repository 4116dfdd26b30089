package intake

import (
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
)

// Records are the rows that can be graded, column by column.
type Records struct {
	Shape  Shape
	AsOf   civil.Day // NoDay only when the table has ready days and no date at all
	Visits VisitRule

	IDs      []string // the customers, normalised, in order of first appearance
	Customer []uint32 // index into IDs, one per used row
	Row      []uint32 // row of the table
	Day      []civil.Day
	Amount   []decimal.Money

	Days      []int32         // customer shape: ready R, NoDays when the row has none
	Frequency []int32         // customer shape: ready F
	Order     []uint32        // visit shape, when an order column is mapped: number of the order, 0 for none
	Spent     map[uint32]bool // rows of the table on which stored value was spent: visits without money
}

// NoDays stands for "no ready days" in Records.Days.
const NoDays = -1 << 31

// Keep leaves out the records that are not kept.
func (r *Records) Keep(kept func(i int) bool) {
	n := 0
	for i := range r.Row {
		if !kept(i) {
			continue
		}
		r.Customer[n], r.Row[n], r.Day[n], r.Amount[n] = r.Customer[i], r.Row[i], r.Day[i], r.Amount[i]
		if r.Days != nil {
			r.Days[n], r.Frequency[n] = r.Days[i], r.Frequency[i]
		}
		if r.Order != nil {
			r.Order[n] = r.Order[i]
		}
		n++
	}
	r.Customer, r.Row, r.Day, r.Amount = r.Customer[:n], r.Row[:n], r.Day[:n], r.Amount[:n]
	if r.Days != nil {
		r.Days, r.Frequency = r.Days[:n], r.Frequency[:n]
	}
	if r.Order != nil {
		r.Order = r.Order[:n]
	}
}

// Among are the records of some of the customers only, by number; these are numbered anew, in the order of the list.
func (r *Records) Among(list []uint32) *Records {
	some := *r
	place := make([]uint32, len(r.IDs)) // from 1
	some.IDs = make([]string, len(list))
	for at, who := range list {
		if int(who) < len(r.IDs) { // those beyond have no records
			place[who], some.IDs[at] = uint32(at)+1, r.IDs[who]
		}
	}
	some.Customer, some.Row, some.Day, some.Amount, some.Days, some.Frequency, some.Order = nil, nil, nil, nil, nil, nil, nil
	for i, who := range r.Customer {
		if place[who] == 0 {
			continue
		}
		some.Customer, some.Row = append(some.Customer, place[who]-1), append(some.Row, r.Row[i])
		some.Day, some.Amount = append(some.Day, r.Day[i]), append(some.Amount, r.Amount[i])
		if r.Days != nil {
			some.Days, some.Frequency = append(some.Days, r.Days[i]), append(some.Frequency, r.Frequency[i])
		}
		if r.Order != nil {
			some.Order = append(some.Order, r.Order[i])
		}
	}
	return &some
}

// SpentOn tells whether stored value was spent on the row of a record.
func (r *Records) SpentOn(i uint32) bool { return r.Spent != nil && r.Spent[r.Row[i]] }

// ByCustomer sorts the records by customer, of whom there are so many, keeping their order: those of customer i are
// rows[starts[i]:starts[i+1]].
func (r *Records) ByCustomer(customers int) (starts, rows []uint32) {
	starts = make([]uint32, customers+2)
	for _, who := range r.Customer {
		starts[who+2]++
	}
	for i := 2; i < len(starts); i++ {
		starts[i] += starts[i-1]
	}
	rows = make([]uint32, len(r.Customer))
	for i, who := range r.Customer {
		rows[starts[who+1]] = uint32(i)
		starts[who+1]++
	}
	return starts[:customers+1], rows
}
