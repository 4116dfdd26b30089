package derive

import (
	"strconv"

	"fenji/scoring/civil"
	"fenji/scoring/intake"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// Programs for statistics write a date as a number of days: R since 1970, SAS and Stata since 1960. A spreadsheet would take 20058 for
// a day of 1954. A column all of whose dates are numbers that a spreadsheet takes for days long ago is read so, and asked about.

// The days of visits that may stand so, as numbers since 1970: from 2008, and to 1989 as a spreadsheet counts. The latest of R is the
// last day of 2028; what lies after it is of the others.
const firstSince, lastSince, latestSince = 13_880, 32_873, 21_549

// sinces are the days that numbers may count from, as days of the common count.
var sinces = map[string]civil.Day{"days1970": 0, "days1960": -3653}

// since makes the dates of such a column.
func (d *deriver) since() {
	col := d.m.Column(intake.Date)
	if col < 0 || d.m.HeaderRow < 0 || d.m.Shape != intake.PerVisit || d.m.Columns[col].Made {
		return
	}
	latest, rows := int64(0), 0
	for row := d.from(); row < d.t.Rows; row++ {
		n, st := d.v.Count(d.t.Cell(row, col))
		switch {
		case d.t.Cell(row, col).Kind == sheet.Empty:
		case st != read.Readable || n < firstSince || n > lastSince:
			return
		default:
			latest = max(latest, int64(n))
			rows++
		}
	}
	if rows < 2 {
		return
	}
	header := d.m.Columns[col].Header
	said := d.answers.To("date", header)
	if _, ok := sinces[said]; !ok && said != "keep" {
		if said = "days1970"; latest > latestSince {
			said = "days1960"
		}
	}
	first, _ := d.v.Count(d.t.Cell(d.from(), col))
	q := intake.Doubt{Code: "date", Form: "since", Key: header, Columns: []int{col}, Rows: rows, Meanwhile: said, Answers: []string{"days1970", "days1960", "keep"}}
	q.Money, _ = d.sum(d.m.Column(intake.Amount))
	q.Args = []string{"header", header, "value", strconv.Itoa(int(first)), "day", (civil.Day(first) + sinces[said]).String(), "rows", strconv.Itoa(rows),
		"money", q.Money.String()}
	if said != "keep" {
		from := sinces[said]
		d.add(header, intake.Date, func(row int) sheet.Derived {
			n, st := d.v.Count(d.t.Cell(row, col))
			if st != read.Readable {
				return sheet.Derived{SameAs: d.t.Cell(row, col)}
			}
			y, m, day := (civil.Day(n) + from).Date()
			return sheet.Derived{IsNumber: true, Coef: int64(y)*10000 + int64(m)*100 + int64(day)}
		})
	}
	d.ask(q)
}
