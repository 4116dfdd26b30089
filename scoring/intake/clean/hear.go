package clean

import (
	"fenji/scoring/civil"
	"fenji/scoring/intake"
	"fenji/scoring/intake/read"
)

// hearDates tells the reader of a table what the user says of its dates.
func hearDates(v *read.Values, m intake.Mapping, answers intake.Answers) {
	v.Chosen = m.DateOrder
	v.Hear(m, answers)
	v.KeepDates = answers.To("dates-swapped", "") == "keep"
	said := answers.To("date", "")
	if order := dateAnswers[said]; order != intake.NoOrder && v.Chosen == intake.NoOrder {
		v.Chosen = order
	}
	v.UTC, v.Buddhist = said == "utc", said == "buddhist"
}

// hear takes in what the file and the user say about whole rows.
func (c *cleaner) hear(o intake.Options) {
	if c.equal = c.answers.To("equal-rows", ""); c.equal == "" {
		c.equal = equalRows[c.clean.Repeats]
	}
	c.leaveHidden = c.answers.To("hidden-rows", "") == "leave"
	c.findUneven()
	c.leaveUneven = c.answers.To("record-width", "") == "aside"
	c.spending = c.answers.To("prepaid", "") == "spending"
	c.anybody = c.answers.To("walk-in", "") == "keep"
	c.customers.anybody = c.anybody
	c.findTold(o)
	c.findPayDays(o)
	c.heedPaid()
	c.findTopUps()
	if c.m.Shape == intake.PerVisit {
		c.findQuantity()
		c.leaveUndone()
	}
	c.findTotals()
	c.findStored()
	if c.answers.To("totals", "") == "data" {
		for _, row := range c.totals.doubts {
			delete(c.totals.rows, row)
		}
	}
	c.decideRepeats()
	c.findBills(o)
}

// statedDay is the analysis date that the user or the file gives; NoDay leaves it to the data.
func (c *cleaner) statedDay(o intake.Options) civil.Day {
	day, several := civil.NoDay, false
	if col := c.m.Column(intake.AsOf); col >= 0 {
		day, several = c.v.Latest(col, c.m.HeaderRow+1)
	} else if given(c.m.AsOf) {
		day = c.m.AsOf
	}
	if given(o.AsOf) {
		c.chosen = true
		if c.stated = given(day); c.stated {
			c.shift = int64(o.AsOf) - int64(day)
		}
		return o.AsOf
	}
	if several {
		c.notice("asof-several", "asof", day.String())
	}
	return day
}

// given tells a date from its absence. The zero Day counts as absent: Options{} leaves the date to the data.
func given(d civil.Day) bool { return d != civil.NoDay && d != 0 }
