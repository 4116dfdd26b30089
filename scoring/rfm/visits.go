package rfm

import (
	"sort"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/intake"
)

// A Visit is one visit of a customer as it was counted, or what a day or an order came to when it was none.
type Visit struct {
	Day     civil.Day
	Amount  decimal.Money // net
	Rows    int
	Counted bool // a visit; false: nothing was paid, or as much given back
}

// Rows lists the records of customer who, in the order of the table.
func Rows(r *intake.Records, who int) []uint32 {
	var rows []uint32
	for i, c := range r.Customer {
		if int(c) == who {
			rows = append(rows, uint32(i))
		}
	}
	return rows
}

// EachVisit tells see the day of every visit of the whole history, customer by customer. In the customer shape there are
// none to tell.
func EachVisit(r *intake.Records, see func(day civil.Day)) {
	if r.Shape != intake.PerVisit {
		return
	}
	b := builder{r: r, see: see}
	starts, rows := r.ByCustomer(len(r.IDs))
	for i := range r.IDs {
		c := scoring.Customer{Last: civil.NoDay}
		b.count(&c, rows[starts[i]:starts[i+1]])
	}
}

// Visits lists the visits of customer who over its whole history, by the rule that r counts visits by, the earliest
// first. In the customer shape there are none to list.
func Visits(r *intake.Records, who int) []Visit {
	if r.Shape != intake.PerVisit {
		return nil
	}
	rows := Rows(r, who)
	var visits []Visit
	if r.Visits == intake.ByRow {
		for _, i := range rows {
			visits = append(visits, Visit{r.Day[i], r.Amount[i], 1, r.Amount[i] > 0 || r.SpentOn(i)})
		}
	} else {
		b := builder{r: r}
		b.sort(rows)
		for start, end := 0, 0; start < len(rows); start = end {
			v, paid := Visit{Day: civil.NoDay}, civil.NoDay
			for end = start; end < len(rows) && b.compare(rows[start], rows[end]) == 0; end++ {
				i := rows[end]
				v.Amount += r.Amount[i]
				v.Day = max(v.Day, r.Day[i])
				if b.came(i) && (paid == civil.NoDay || r.Day[i] < paid) {
					paid = r.Day[i]
				}
				v.Counted = v.Counted || r.SpentOn(i)
			}
			if paid != civil.NoDay { // as it is counted
				v.Day = paid
			}
			v.Rows, v.Counted = end-start, v.Counted || v.Amount > 0
			visits = append(visits, v)
		}
	}
	sort.SliceStable(visits, func(i, j int) bool { return visits[i].Day < visits[j].Day })
	return visits
}
