package derive

import (
	"strings"

	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/header"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// A log may hold what each customer has paid so far: 累计消费. Added up, every visit would count again with each later one. Where
// such a header stands over sums that never fall from one row of a customer to the next, each row's amount is what it adds.

// soFar are the words of such headers.
var soFar = [...]string{"累计", "累积", "累加", "cumulative", "running", "todate", "sofar"}

// running makes the amount of such a column, and asks about it.
func (d *deriver) running(col int) bool {
	cust := d.m.Column(intake.Customer)
	if d.m.Shape != intake.PerVisit || cust < 0 || d.m.Columns[col].Made || !isSoFar(d.m.Columns[col].Header) {
		return false
	}
	steps := d.steps(col, cust)
	if steps == nil {
		return false
	}
	name, said := d.m.Columns[col].Header, d.said("amount", "steps")
	if said == "steps" {
		d.add("Δ "+name, intake.Amount, func(row int) sheet.Derived {
			if m, ok := steps[row]; ok {
				return sheet.Derived{IsNumber: true, Coef: int64(m), Exp: -decimal.MoneyExp}
			}
			return sheet.Derived{SameAs: d.t.Cell(row, col)}
		})
	}
	d.askAmount("running", said, d.m.Column(intake.Amount))
	asked := &d.doubts[len(d.doubts)-1]
	asked.Columns, asked.Args[1] = []int{col}, name
	return true
}

func isSoFar(name string) bool {
	name = header.Compact(name)
	for _, w := range soFar {
		if strings.Contains(name, w) {
			return true
		}
	}
	return false
}

// steps are what each row adds to the sum of its customer, from the first row on or from the last; nil where some sum falls both ways, or
// none ever rises.
func (d *deriver) steps(col, cust int) map[int]decimal.Money {
	own := d.written(col)
	for _, up := range [...]bool{true, false} {
		steps, before, rises := map[int]decimal.Money{}, map[string]decimal.Money{}, 0
		falls := false
		for i := d.from(); i < d.t.Rows && !falls; i++ {
			row := i
			if !up {
				row = d.t.Rows - 1 - (i - d.from())
			}
			who := d.name(row, cust)
			m, _, st := d.v.Money(d.t.Cell(row, col), decimal.Yuan, own)
			if who == "" || st != read.Readable {
				continue
			}
			was, met := before[who]
			if met && m > was {
				rises++
			}
			falls = met && m < was
			before[who], steps[row] = m, m-was
		}
		if !falls && rises > 0 {
			return steps
		}
	}
	return nil
}
