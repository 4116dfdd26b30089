package derive

import (
	"strings"

	"fenji/scoring/intake"
	"fenji/scoring/intake/header"
)

// Half a name names nobody: where first and last names stand in columns of their own, both together are the customer.

// The ends of headers of either half.
var (
	firstNames = [...]string{"firstname", "givenname", "forename", "fname", "名"}
	lastNames  = [...]string{"lastname", "surname", "familyname", "lname", "姓", "姓氏"}
)

// halfName tells which half of a name a header speaks of, 1 for the first and 2 for the last, and what stands before it; 0 for neither.
func halfName(name string) (half int, of string) {
	name = header.Compact(name)
	for i, list := range [...][]string{firstNames[:], lastNames[:]} {
		for _, end := range list {
			if before, ok := strings.CutSuffix(name, end); ok && (end[0] < 0x80 || before == "") {
				return i + 1, before
			}
		}
	}
	return 0, ""
}

// fullName makes the customer of both halves where one of them is it, and returns its column.
func (d *deriver) fullName(cust int) int {
	half, of := halfName(d.m.Columns[cust].Header)
	if why := d.m.Columns[cust].Why; half == 0 || why == intake.WhyUser || d.answers.To("customer", "") != "" {
		return cust
	}
	for _, c := range d.m.Columns {
		other, is := halfName(c.Header)
		if other == 0 || other == half || is != of || c.Made || c.Filled == 0 {
			continue
		}
		cols := []int{min(cust, c.Index), max(cust, c.Index)}
		d.pair(cols)
		made := d.m.Column(intake.Customer)
		d.m.Columns[made].Why = intake.WhyHeader
		return made
	}
	return cust
}
