package derive

import (
	"strings"

	"fenji/scoring/intake"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// Lists kept by hand write behind the name that money was given back: 张三(退). Where the same name stands without it as well, the row is
// that customer's, and marked.

var backTails = strings.Split("(退),(退款),(退费),(退货),(已退),(已退款),(已退费),[退],[退款],[退费],【退】,【退款】,【退费】, (refund), (refunded), (returned)", ",")

// backName is the name before such a mark; "" where there is none.
func backName(id string) string {
	id = strings.TrimSpace(id)
	low := strings.ToLower(id)
	if len(low) != len(id) {
		return ""
	}
	for _, tail := range backTails {
		if strings.HasSuffix(low, tail) {
			return strings.TrimSpace(id[:len(id)-len(tail)])
		}
	}
	return ""
}

// backNames makes the customer without such marks, and a column of them, and returns the column of the customer.
func (d *deriver) backNames(cust int) int {
	c := d.m.Columns[cust]
	if c.Why == intake.WhyUser || c.Made || d.m.HeaderRow < 0 || d.m.Shape == intake.PerCustomer || !d.marksBack(cust) {
		return cust
	}
	stem := func(row int) string { return backName(d.name(row, cust)) }
	plain, marked := map[string]bool{}, map[string]bool{}
	for row := d.from(); row < d.t.Rows; row++ {
		if of := stem(row); of != "" {
			marked[of] = true
		} else {
			plain[d.name(row, cust)] = true
		}
	}
	for of := range marked {
		if !plain[of] {
			return cust
		}
	}
	d.add(markOf(c.Header), intake.Status, func(row int) sheet.Derived {
		if stem(row) == "" {
			return sheet.Derived{}
		}
		return sheet.Derived{Text: "是"}
	})
	d.add(c.Header, intake.Customer, func(row int) sheet.Derived {
		if of := stem(row); of != "" {
			return sheet.Derived{Text: of}
		}
		return sheet.Derived{SameAs: d.t.Cell(row, cust)}
	})
	made := d.m.Column(intake.Customer)
	d.m.Columns[made].Why = c.Why
	return made
}

// markOf is the header of the marks beside one of customers, in its own alphabet.
func markOf(name string) string {
	for i := range len(name) {
		if name[i] >= 0x80 {
			return "是否退款"
		}
	}
	return "Is Refunded"
}

// marksBack tells whether some text of a column ends in such a mark.
func (d *deriver) marksBack(col int) bool {
	return d.t.NewText(col, d.from(), 1, func(id uint32) bool {
		s := d.t.String(id)
		if s == "" || s[len(s)-1]-'0' < 10 { // as numbers of customers end
			return false
		}
		return backName(read.ID(s)) != ""
	})
}
