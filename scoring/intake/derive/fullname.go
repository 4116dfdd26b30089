package derive

import (
	"slices"
	"strings"
	"unicode"

	"fenji/scoring/intake"
	"fenji/scoring/intake/header"
	"fenji/scoring/intake/read"
)

// Half a name names nobody: where first and last names stand in columns of their own, both together are the customer.

// fullName makes the customer of both halves where one of them is it, and returns its column.
func (d *deriver) fullName(cust int) int {
	if why := d.m.Columns[cust].Why; why == intake.WhyUser || d.answers.To("customer", "") != "" {
		return cust
	}
	other := d.otherHalf(cust)
	if other < 0 {
		return cust
	}
	cols := []int{cust, other}
	if more := d.namePart(cust, header.MoreName); more >= 0 && d.m.Columns[more].Filled >= d.m.Columns[cust].Filled {
		cols = append(cols, more)
	}
	slices.Sort(cols)
	d.pair(cols)
	made := d.m.Column(intake.Customer)
	d.m.Columns[made].Why = intake.WhyHeader
	return made
}

// otherHalf is the column of the other half of the name of which a column is one; -1 where it is none.
func (d *deriver) otherHalf(col int) int {
	part, _ := header.PartOfName(d.m.Columns[col].Header)
	if part == header.NoName || part == header.MoreName {
		return -1
	}
	first, last := d.namePart(col, header.FirstName), d.namePart(col, header.LastName)
	switch {
	case part == header.FirstName && last >= 0:
		return last
	case part == header.LastName && first >= 0:
		return first
	case part == header.WholeName && (first < 0) != (last < 0):
		if half := max(first, last); d.isHalf(col, half) && !(half == first && d.namesFirms(col)) {
			return half
		}
	case part == header.FirstName || part == header.LastName:
		if whole := d.namePart(col, header.WholeName); whole >= 0 && d.isHalf(whole, col) && !(part == header.FirstName && d.namesFirms(whole)) {
			return whole
		}
	}
	return -1
}

// namePart is another column of that part of the name that a column is of; -1 when there is none.
func (d *deriver) namePart(col int, want header.NamePart) int {
	_, of := header.PartOfName(d.m.Columns[col].Header)
	for _, loosely := range [...]bool{false, true} {
		for _, c := range d.m.Columns {
			if c.Index == col || c.Made || c.Filled == 0 {
				continue
			}
			if part, whose := header.PartOfName(c.Header); part == want && header.OfOneName(of, whose, loosely) {
				return c.Index
			}
		}
	}
	return -1
}

// isHalf tells whether what is headed as a name is the half of it that another column is not: it does not hold that, and no numbers.
func (d *deriver) isHalf(whole, half int) bool {
	const most = 1000
	rows, full := 0, 0
	for row := d.from(); row < d.t.Rows && rows < most; row++ {
		a, b := read.Fold(d.name(row, whole)), read.Fold(d.name(row, half))
		if a == "" || b == "" {
			continue
		}
		if rows++; strings.Contains(a, b) || strings.ContainsFunc(a, unicode.IsDigit) {
			full++
		}
	}
	return 2*full < rows
}

// namesFirms tells whether most names of a column are of several words, as those of firms and few families are: the first name beside
// is of somebody there.
func (d *deriver) namesFirms(col int) bool {
	const most = 1000
	rows, several := 0, 0
	for row := d.from(); row < d.t.Rows && rows < most; row++ {
		name := strings.TrimSpace(d.name(row, col))
		if name == "" {
			continue
		}
		if rows++; strings.Contains(name, " ") {
			several++
		}
	}
	return 2*several > rows
}
