package clean

import (
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/sheet"
)

// A visitKey is what two rows of one visit have in common.
type visitKey struct {
	who    uint32
	day    civil.Day
	amount decimal.Money
}

// keyedTwice finds visits that were keyed twice: rows of one customer, day and amount that differ in the number of the
// bill only, and in what merely numbers the rows. A time of day that differs tells two visits apart.
func (i *inspector) keyedTwice() {
	order := i.c.m.Column(intake.Order)
	if order < 0 || i.r.Shape != intake.PerVisit {
		return
	}
	listed := map[int]bool{}
	for _, e := range i.f.Entries {
		listed[e.Row] = true
	}
	for _, e := range i.l.Entries {
		listed[e.Row] = true
	}
	first := make(map[visitKey]int32, len(i.r.Row))
	for k, who := range i.r.Customer {
		key := visitKey{who, i.r.Day[k], i.r.Amount[k]}
		at, met := first[key]
		if !met {
			first[key] = int32(k)
			continue
		}
		row, of := int(i.r.Row[k]), int(i.r.Row[at])
		if i.r.Amount[k] > 0 && !listed[row] && i.c.cell(row, order) != i.c.cell(of, order) && i.sameVisit(row, of) {
			i.add(codeNearDuplicate, k, order, of)
			i.f.Near.Add(i.r.Amount[k])
		}
	}
}

// sameVisit tells whether two rows equal each other in all columns but those that number rows and bills.
func (i *inspector) sameVisit(a, b int) bool {
	for _, col := range i.c.m.Columns {
		if col.Role == intake.Order || col.Role == intake.Ignore || col.Index >= i.t.Own() {
			continue
		}
		if x, y := i.c.cell(a, col.Index), i.c.cell(b, col.Index); x != y && (x.Kind != sheet.Empty || y.Kind != sheet.Empty) {
			return false
		}
	}
	return true
}
