package derive

import (
	"slices"

	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/read"
)

// How figures are written: whether 1.200 is a thousand and more.

// askWriting asks about the columns of money whose figures are numbers both ways and of which nothing in the file says which.
func (d *deriver) askWriting() {
	cols := append(d.asked, d.m.Column(intake.Amount), d.m.Column(intake.Refunded))
	slices.Sort(cols)
	for _, col := range slices.Compact(cols) {
		if col < 0 || d.m.Columns[col].Made {
			continue
		}
		threes := d.v.ThreesIn(col, d.from())
		said := d.answers.To("amount", d.m.Columns[col].Header)
		if len(threes.Rows) == 0 || threes.Sure && said != "groups" && said != "point" {
			continue
		}
		q := intake.Doubt{Code: "amount", Form: "groups", Key: d.m.Columns[col].Header, Columns: []int{col}, Rows: len(threes.Rows),
			Answers: []string{"groups", "point"}, Meanwhile: "point", Shown: threes.Rows[:min(len(threes.Rows), 100)]}
		if d.v.Writing(col, d.from()) != read.Pointed {
			q.Meanwhile = "groups"
		}
		thousands, points := d.bothWays(col, threes.Rows)
		if q.Money = points; q.Meanwhile == "groups" {
			q.Money = thousands
		}
		q.Args = []string{"header", q.Key, "value", read.Clip(d.t.Text(d.t.Cell(threes.Rows[0], col))), "n", decimal.Int(int64(q.Rows)).String(),
			"groups", thousands.String(), "point", points.String()}
		d.ask(q)
	}
}

// bothWays adds up rows of a column as thousands and as fractions.
func (d *deriver) bothWays(col int, rows []int) (thousands, points decimal.Money) {
	for _, row := range rows {
		for _, to := range [...]struct {
			sum     *decimal.Money
			writing read.Writing
		}{{&thousands, read.Commaed}, {&points, read.Pointed}} {
			if m, _, st := d.v.Money(d.t.Cell(row, col), max(d.m.Unit, decimal.Yuan), to.writing); st == read.Readable && m < 1<<50 && m > -1<<50 && *to.sum < 1<<61 {
				*to.sum += m
			}
		}
	}
	return thousands, points
}
