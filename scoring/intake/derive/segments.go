package derive

import (
	"strconv"
	"strings"

	"fenji/scoring/intake"
	"fenji/scoring/intake/header"
)

// What is called the customer may be a kind of customers, or a branch.

// segment: where each row is a customer, a few values that come again and again are none.
func (d *deriver) segment(cust int) {
	if d.m.Columns[cust].Made {
		return
	}
	filled, distinct := d.count(cust)
	if filled < 6 || 2*distinct > filled {
		return
	}
	best := -1
	for _, c := range d.m.Columns {
		if c.Index == cust || c.Made || c.Role != intake.Other && c.Role != intake.Ignore && c.Role != intake.Name && c.Role != intake.Phone {
			continue
		}
		if n, kinds := d.count(c.Index); n == filled && kinds == n && c.Kind != "money" && best < 0 {
			best = c.Index
		}
	}
	answers := []string{}
	meanwhile := "keep"
	if best >= 0 {
		meanwhile = columnID(best)
		answers = append(answers, meanwhile)
	}
	said := d.said("customer", meanwhile)
	d.askCustomer("segment", cust, said, append(answers, "keep"), "values", strconv.Itoa(distinct))
	if cols := d.columnsIn(said, "column"); len(cols) == 1 {
		d.give(cols[0], intake.Customer)
	}
}

// groups asks about customers each of whom has several names: they may be branches, or kinds of customers.
func (d *deriver) groups(cust int) bool {
	name := d.m.Column(intake.Name)
	if name < 0 || name == cust || d.m.Columns[cust].Made || isName(d.m.Columns[cust]) || d.m.Columns[name].Confidence < 95 || !header.MeansName(d.m.Columns[name].Header) {
		return false
	}
	filled, distinct := d.count(cust)
	if filled < 5 || 2*distinct > filled {
		return false
	}
	if _, names := d.count(name); names < 2*distinct {
		return false
	}
	of := map[string]string{}
	several := map[string]bool{}
	for row := d.from(); row < d.t.Rows && 2*len(several) < distinct; row++ {
		id, who := d.name(row, cust), d.name(row, name)
		if id == "" || who == "" {
			continue
		}
		if strings.ContainsAny(who, "0123456789") {
			return false // "Name" over #1001
		}
		if first, met := of[id]; !met {
			of[id] = who
		} else if first != who {
			several[id] = true
		}
	}
	if 2*len(several) < distinct {
		return false
	}
	said := d.said("customer", "keep")
	d.askCustomer("segment", cust, said, []string{columnID(name), columnID(cust, name), "keep"}, "values", strconv.Itoa(distinct))
	return true
}
