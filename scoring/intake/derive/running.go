package derive

import (
	"slices"
	"strconv"
	"strings"

	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/header"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// A log may hold what each customer has paid so far: 累计消费. Added up, every visit would count again with each later one. Where
// such a header stands over sums that mostly rise from one row of a customer to the next, each row's amount is what it adds; what it
// takes away was given back. Where they do not, they are added up as they stand. Both are asked about.

// soFar are the words of such headers.
var soFar = [...]string{"累计", "累积", "累加", "cumulative", "lifetime", "running", "todate", "sofar"}

// running makes the amount of such a column, and asks about it.
func (d *deriver) running(col int) bool {
	cust := d.m.Column(intake.Customer)
	if d.m.Shape != intake.PerVisit || cust < 0 || d.m.Columns[col].Made || !isSoFar(d.m.Columns[col].Header) {
		return false
	}
	s := d.sums(col, cust)
	if s.rises+s.falls+s.flats == 0 {
		return false
	}
	meanwhile := "keep"
	if more, less := max(s.rises, s.falls), min(s.rises, s.falls); more > 0 && more >= 3*less {
		meanwhile = "steps"
	}
	steps, first := s.steps()
	opening := d.sumOf(col, first)
	name, said, isSteps := d.m.Columns[col].Header, d.said("amount", meanwhile), "0"
	if said == "steps" {
		isSteps = "1"
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
	asked.Args = append(asked.Args, "steps", isSteps, "n", strconv.Itoa(len(first)), "opening", opening.String())
	return true
}

// besidePaidIn tells whether something was paid in beside what a visit spent. What its customer has paid in so far is no part of the visit
// where it stays the same from visit to visit; where it rises something was paid in that no row holds.
func (d *deriver) besidePaidIn(amount int) bool {
	cust := d.m.Column(intake.Customer)
	return spending.Has(d.m.Columns[amount].Header) && slices.ContainsFunc(d.figures(), func(c int) bool {
		name := d.m.Columns[c].Header
		if !isPaidIn(name) || !d.anything(c) {
			return false
		}
		if d.m.Shape != intake.PerVisit || cust < 0 || !isSoFar(name) {
			return true
		}
		s := d.sums(c, cust)
		return s.rises+s.falls > 0 || s.flats == 0
	})
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

// A soFarRow is a row with a sum.
type soFarRow struct {
	row  int
	who  string
	sum  decimal.Money
	same bool // it repeats a row above, which has the step of both
}

// soFarSums are the rows with a sum, from the first on, and how often it rises, falls and stays between rows of one customer.
type soFarSums struct {
	rows                []soFarRow
	rises, falls, flats int
}

func (d *deriver) sums(col, cust int) (s soFarSums) {
	type key struct {
		who string
		sum decimal.Money
	}
	own := d.written(col)
	before, above := map[string]decimal.Money{}, map[key]int{}
	for row := d.from(); row < d.t.Rows; row++ {
		who := d.name(row, cust)
		m, st := d.money(row, col, own)
		if who == "" || st != read.Readable {
			continue
		}
		k := key{who, m}
		first, met := above[k]
		same := met && d.t.SameRow(first, row, d.t.Own())
		s.rows = append(s.rows, soFarRow{row, who, m, same})
		if same {
			s.flats++
			continue
		}
		above[k] = row
		was, met := before[who]
		switch {
		case met && m > was:
			s.rises++
		case met && m < was:
			s.falls++
		case met:
			s.flats++
		}
		before[who] = m
	}
	return s
}

// steps are what each row adds to the sum of its customer, from the first row on, or from the last where the newest stand first. The
// first rows of the customers add all that was paid before them.
func (s soFarSums) steps() (steps map[int]decimal.Money, first []int) {
	steps = make(map[int]decimal.Money, len(s.rows))
	before := map[string]decimal.Money{}
	for i := range s.rows {
		r := s.rows[i]
		if s.falls > s.rises {
			r = s.rows[len(s.rows)-1-i]
		}
		if r.same {
			steps[r.row] = 0
			continue
		}
		was, met := before[r.who]
		if !met {
			first = append(first, r.row)
		}
		before[r.who], steps[r.row] = r.sum, r.sum-was
	}
	return steps, first
}
