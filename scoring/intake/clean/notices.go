package clean

import (
	"strconv"
)

// sayDates says what is doubtful about the dates.
func (c *cleaner) sayDates() {
	if c.unclear > 0 {
		c.notice("dates-unclear", "count", strconv.Itoa(c.unclear), "header", c.m.Columns[c.date].Header)
	}
	if c.ready > 0 {
		c.notice("days-as-stated", "count", strconv.Itoa(c.ready), "asof", c.asOf.String())
	}
}
