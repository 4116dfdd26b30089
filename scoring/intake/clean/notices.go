package clean

import (
	"strconv"

	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/intake/read"
)

// sayDates says what is doubtful about the dates.
func (c *cleaner) sayDates() {
	if c.date >= 0 && c.m.Columns[c.date].Made && len(c.records.Row) > 0 {
		row := c.records.Row[0]
		c.notice("date-joined", "header", c.m.Columns[c.date].Header, "value", c.value(int(row), c.date), "day", c.records.Day[0].String())
	}
	if c.unclear > 0 {
		c.notice("dates-unclear", "count", strconv.Itoa(c.unclear), "header", c.m.Columns[c.date].Header)
	}
	for _, row := range c.records.Row[:min(len(c.records.Row), 50)] {
		if day := c.v.Republic(c.cell(int(row), max(c.date, 0)), c.order.Republic); c.date >= 0 && day != civil.NoDay && c.m.DateOrder == 0 {
			c.notice("years-republic", "header", c.m.Columns[c.date].Header, "value", c.value(int(row), c.date), "day", day.String())
			break
		}
	}
	if net := c.m.Net - 1; net >= 0 && len(c.records.Row) > 0 {
		var kept decimal.Money
		w := c.v.Writing(net, c.m.HeaderRow+1)
		for i, row := range c.records.Row {
			if m, _, st := c.v.Money(c.v.T.Cell(int(row), net), c.unit, w); st == read.Readable && m <= mostSum && m >= -mostSum {
				kept += max(c.records.Amount[i]-m, m-c.records.Amount[i])
			}
		}
		c.notice("before-fees", "header", c.m.Columns[c.amount].Header, "net", c.m.Columns[net].Header, "fees", c.m.Fees, "money", kept.String())
	}
	if c.ready > 0 {
		c.notice("days-as-stated", "count", strconv.Itoa(c.ready), "asof", c.asOf.String())
	}
}
