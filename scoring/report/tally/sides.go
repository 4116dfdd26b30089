package tally

import (
	"fenji/scoring/report"
	"sort"

	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/others"
	"fenji/scoring/sheet"
)

// mostItems is how many values of a column are compared; the others go together.
const mostItems = 12

// side compares what a column tells apart. A customer belongs where the row that stands for it belongs, which is that of
// the last visit; money is counted where it was paid.
func (s Source) side(col int, role intake.Role) report.Side {
	side := report.Side{Role: string(role), ByVisit: s.Records.Shape == intake.PerVisit}
	if col < len(s.Mapping.Columns) {
		side.Header = s.Mapping.Columns[col].Header
	}
	field := "column."
	if s.View.Others.Kind(col) == others.Set {
		field = "latest."
	}
	g := groups{table: s.View.Table, col: col, texts: make([]int, s.View.Table.Texts()), others: map[string]int{}}
	customers := s.View.Result.Customers
	for i := range customers {
		k := g.of(int(customers[i].Row))
		g.list[k].count++
		if !side.ByVisit {
			g.list[k].money += customers[i].M
		}
	}
	if side.ByVisit {
		for i, row := range s.Records.Row {
			g.list[g.of(int(row))].money += s.Records.Amount[i]
		}
	}
	sort.Slice(g.list, func(i, j int) bool {
		a, b := g.list[i], g.list[j]
		switch {
		case a.money != b.money:
			return a.money > b.money
		case a.count != b.count:
			return a.count > b.count
		}
		return a.text < b.text
	})
	rest := group{}
	for k, o := range g.list {
		if k < mostItems {
			side.Items = append(side.Items, report.Item{Label: o.text, Count: o.count, Money: o.money.String(),
				Filters: one(field+itoa(int64(col)), o.text)})
			continue
		}
		side.Kinds++
		rest.count += o.count
		rest.money += o.money
	}
	side.Others = report.Item{Count: rest.count, Money: rest.money.String()}
	return side
}

type group struct {
	text  string
	count int
	money decimal.Money
}

// groups tells the cells of a column apart by what they show. A text of the table is looked up once.
type groups struct {
	table  *sheet.Table
	col    int
	list   []group
	texts  []int          // by text id: place in list, from 1
	others map[string]int // by text, likewise
}

func (g *groups) of(row int) int {
	c := g.table.Cell(row, g.col)
	if c.Kind != sheet.Text && c.Kind != sheet.Error {
		return g.named(g.table.Text(c))
	}
	id := c.TextID()
	if g.texts[id] == 0 {
		g.texts[id] = 1 + g.named(g.table.String(id))
	}
	return g.texts[id] - 1
}

func (g *groups) named(text string) int {
	if g.others[text] == 0 {
		g.list = append(g.list, group{text: text})
		g.others[text] = len(g.list)
	}
	return g.others[text] - 1
}
