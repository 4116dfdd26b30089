package clean

import (
	"strconv"
	"strings"

	"fenji/scoring/civil"
	"fenji/scoring/sheet"
)

// inDollars tells whether an amount is written with a dollar sign. It is read as yuan, and said.
func (c *cleaner) inDollars(cell sheet.Cell) bool {
	return cell.Kind == sheet.Text && strings.ContainsAny(c.v.T.String(cell.TextID()), "$＄")
}

// sayDates says what is doubtful about the dates.
func (c *cleaner) sayDates() {
	if c.unclear > 0 {
		c.notice("dates-unclear", "count", strconv.Itoa(c.unclear), "header", c.m.Columns[c.date].Header)
	}
	if c.ready > 0 {
		c.notice("days-as-stated", "count", strconv.Itoa(c.ready), "asof", c.asOf.String())
	}
	if c.asOf == civil.NoDay {
		c.sayFarAhead()
	}
}

// sayFarAhead says when the latest date, from which all days are counted, lies more than a year after nearly all others,
// as 2124 does that should have been 2024.
func (c *cleaner) sayFarAhead() {
	const year, share = 366, 100
	days := c.records.Day
	latest, next, ahead := civil.NoDay, civil.NoDay, 0
	for _, d := range days {
		latest = max(latest, d)
	}
	for _, d := range days {
		if int64(latest)-int64(d) <= year {
			ahead++
		} else {
			next = max(next, d)
		}
	}
	if next != civil.NoDay && ahead*share <= len(days) {
		c.notice("asof-ahead", "asof", latest.String(), "next", next.String(), "count", strconv.Itoa(ahead))
	}
}
