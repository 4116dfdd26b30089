package tally

import (
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/report"
	"fenji/scoring/rfm"
)

// mostMonths is how many months a chart shows; earlier ones are only counted.
const mostMonths = 36

// A month is numbered from the year 0 on.
type month int

// calendar tells the month of days near each other quickly.
type calendar struct {
	first  civil.Day
	months []month // of each day from first on
}

func calendarOf(from, to civil.Day) calendar {
	c := calendar{first: from, months: make([]month, to-from+1)}
	for i := range c.months {
		y, m, _ := (from + civil.Day(i)).Date()
		c.months[i] = month(12*y + m - 1)
	}
	return c
}

func (c calendar) of(d civil.Day) month { return c.months[d-c.first] }

func (m month) first() civil.Day {
	d, _ := civil.DateOf(int(m)/12, int(m)%12+1, 1)
	return d
}

// months counts visits and money month by month or, where each row of the file is a customer, the customers by the month
// of their last visit.
func (s Source) months() report.Months {
	if s.Records.Shape == intake.PerVisit {
		return s.visits()
	}
	customers := s.View.Result.Customers
	from, to := civil.NoDay, civil.NoDay
	for i := range customers {
		from, to = span(from, to, customers[i].Last)
	}
	if from == civil.NoDay {
		return report.Months{}
	}
	c := calendarOf(from, to)
	t := newTally(c.of(from), c.of(to))
	for i := range customers {
		if last := customers[i].Last; last != civil.NoDay {
			t.add(c.of(last), 1, customers[i].M)
		}
	}
	return t.months("last")
}

func span(from, to, d civil.Day) (civil.Day, civil.Day) {
	if d == civil.NoDay {
		return from, to
	}
	if from == civil.NoDay || d < from {
		from = d
	}
	return from, max(to, d)
}

func (s Source) visits() report.Months {
	r := s.Records
	from, to := civil.NoDay, civil.NoDay
	for _, d := range r.Day {
		from, to = span(from, to, d)
	}
	if from == civil.NoDay {
		return report.Months{}
	}
	c := calendarOf(from, to)
	t := newTally(c.of(from), c.of(to))
	for i, d := range r.Day {
		if d != civil.NoDay {
			t.add(c.of(d), 0, r.Amount[i])
		}
	}
	rfm.EachVisit(r, func(d civil.Day) { t.add(c.of(d), 1, 0) })
	out := t.months("visits")
	out.Running = (c.of(to)+1).first()-1 > max(to, r.AsOf)
	return out
}

// A tally counts by month.
type tally struct {
	first month
	count []int
	money []decimal.Money
}

func newTally(from, to month) tally {
	return tally{from, make([]int, to-from+1), make([]decimal.Money, to-from+1)}
}

func (t tally) add(m month, n int, money decimal.Money) {
	t.count[m-t.first] += n
	t.money[m-t.first] += money
}

func (t tally) months(kind string) report.Months {
	out := report.Months{Kind: kind, Earlier: max(0, len(t.count)-mostMonths)}
	for k := out.Earlier; k < len(t.count); k++ {
		m := t.first + month(k)
		item := report.Item{Label: m.first().String()[:7], Count: t.count[k], Money: t.money[k].String()}
		if kind == "last" {
			item.Filters = []report.Filter{{Field: "last", Low: m.first().String(), High: ((m + 1).first() - 1).String()}}
		}
		out.Items = append(out.Items, item)
	}
	return out
}
