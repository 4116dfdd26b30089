package derive

import (
	"slices"
	"strings"

	"fenji/scoring/intake"
	"fenji/scoring/intake/header"
)

// A header of customers may be of something else that has numbers: a product beside its user, a bank card beside whoever pays with it.

var (
	products  = header.Words("pid")
	userWords = header.Words("uid,user id,userid,user,user no,user code")
	stayWords = header.Words("门诊号,病历号,病例号,病历编号,病案号,诊疗号,登记号,就诊号,住院号,opd no,opd number,record number,record no,medical record number,medical record no,mrn,chart no,chart number,case no,case number,admission no,admission number")
	cardWords = header.Words("卡号,card number,card no,card,card num,card #")
)

// whose asks who the customer is where another column tells people as well and the two do not agree.
func (d *deriver) whose(cust int) bool {
	other := -1
	switch name := d.m.Columns[cust].Header; {
	case products.Has(name):
		other = d.headed(userWords)
	case userWords.Has(name):
		other = d.headed(products)
	case cardWords.Has(name):
		return d.bankCards(cust)
	}
	if other < 0 {
		return false
	}
	of, by := d.mixed(cust, other)
	if of == 0 && by == 0 {
		return false
	}
	filled, kinds := d.count(cust)
	_, others := d.count(other)
	meanwhile := "keep"
	if 100*others < 95*filled && (others > kinds || others == kinds && products.Has(d.m.Columns[cust].Header)) {
		meanwhile = columnID(other)
	}
	d.askWhose(cust, meanwhile, columnID(other), "keep")
	return true
}

func (d *deriver) askWhose(cust int, meanwhile string, answers ...string) {
	said := d.said("customer", meanwhile)
	d.askCustomer("unlike", cust, said, answers)
	if cols := d.columnsIn(said, "column"); len(cols) == 1 {
		d.give(cols[0], intake.Customer)
	}
	if cols := d.columnsIn(said, "pair"); len(cols) > 1 {
		d.pair(cols)
	}
}

// headed is a column with one of some headers, or -1.
func (d *deriver) headed(list *header.WordList) int {
	return slices.IndexFunc(d.m.Columns, func(c intake.Column) bool { return !c.Made && c.Filled > 0 && list.Has(c.Header) })
}

// mixed counts the values of one column that stand beside several of another, and the other way round.
func (d *deriver) mixed(a, b int) (of, by int) {
	const most = 20_000
	first, twice := map[string]string{}, map[string]bool{}
	met := 0
	for row := d.from(); row < d.t.Rows && met < most; row++ {
		x, y := d.name(row, a), d.name(row, b)
		if x == "" || y == "" {
			continue
		}
		met++
		for i, pair := range [...][2]string{{"a" + x, y}, {"b" + y, x}} {
			if was, known := first[pair[0]]; !known {
				first[pair[0]] = pair[1]
			} else if was != pair[1] && !twice[pair[0]] {
				if twice[pair[0]] = true; i == 0 {
					of++
				} else {
					by++
				}
			}
		}
	}
	return of, by
}

// bankCards: numbers of four digits under a header of cards may be the last of bank cards. So they are asked about where they are shared by
// several names, each of which has several of them, or where many names have several.
func (d *deriver) bankCards(cust int) bool {
	name := d.m.Column(intake.Name)
	if name < 0 || !header.MeansName(d.m.Columns[name].Header) || !d.fourDigits(cust) {
		return false
	}
	of, by := d.mixed(cust, name)
	if _, names := d.count(name); by == 0 || of == 0 && (by < 2 || 5*by < names) {
		return false
	}
	d.askWhose(cust, columnID(name), columnID(name), columnID(cust, name), "keep")
	return true
}

// stays: some houses give a number of records anew for each stay. So it is asked about where people of one name and telephone number have
// several, and each number is of one of them only.
func (d *deriver) stays(cust int) bool {
	name, phone := d.m.Column(intake.Name), d.m.Column(intake.Phone)
	if name < 0 || phone < 0 || !stayWords.Has(d.m.Columns[cust].Header) || name == cust || phone == cust || !header.MeansName(d.m.Columns[name].Header) {
		return false
	}
	first, several := map[string]string{}, false
	const most = 20_000
	for row := d.from(); row < d.t.Rows && len(first) < most; row++ {
		id, who, by := d.name(row, cust), d.name(row, name), d.other(row, phone)
		if id == "" || who == "" || by == "" {
			continue
		}
		who = "p" + who + between + by
		id = "n" + id
		if was, met := first[who]; !met {
			first[who] = id
		} else if was != id {
			several = true
		}
		if was, met := first[id]; !met {
			first[id] = who
		} else if was != who {
			return false
		}
	}
	if several {
		d.askWhose(cust, "keep", "keep", columnID(name, phone))
	}
	return several
}

// fourDigits tells whether every value of a column is of four digits.
func (d *deriver) fourDigits(col int) bool {
	for row := d.from(); row < d.t.Rows; row++ {
		s := d.name(row, col)
		if s = strings.TrimLeft(s, "*xX•.· "); s != "" && (len(s) != 4 || strings.Trim(s, "0123456789") != "") {
			return false
		}
	}
	return true
}
