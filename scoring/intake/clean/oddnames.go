package clean

import (
	"strings"

	"fenji/scoring/intake"
	"fenji/scoring/intake/fate"
	"fenji/scoring/intake/read"
)

// Customers whose number or name is unlike all others may be nobody: a word among numbers, -1 or 999999, a kind of customers.
// They count, and are asked about, since nobody can know.

// odd is the key of the question.
const odd = "odd"

// oddShare is how many per cent of the other customers have to be different.
const oddShare = 90

// oddNames finds them, by their numbers; nil when there are none.
func (c *cleaner) oddNames() map[uint32]bool {
	if !c.customers.strange {
		return nil
	}
	all, digits, minus, zero, one := 0, 0, 0, uint32(0), false
	var words, strange []uint32
	c.customers.each(func(n uint32, name string) {
		all++
		switch {
		case isUsual(name):
			digits++ // most are such
			one = one || name == "1"
			return
		case strings.ContainsAny(name, "0123456789"):
			digits++
			one = one || name == "1"
			if name == "0" {
				zero = n
				return
			}
			if minus++; name[0] == '-' || repeated(name) {
				strange = append(strange, n)
				return
			}
		default:
			words = append(words, n)
		}
		if fate.IsOdd(read.Fold(name)) {
			strange = append(strange, n)
		}
	})
	if zero > 0 && c.m.Shape == intake.PerVisit && 100*digits >= oddShare*all && c.oftenest(zero-1, one) {
		strange = append(strange, zero)
	}
	found := map[uint32]bool{}
	for _, n := range strange {
		found[n] = true
	}
	made := c.customer >= 0 && c.m.Columns[c.customer].Made // a name whose number is not known is none
	if !made && (100*digits >= oddShare*all || len(words) == 1 && digits >= 3) {
		for _, n := range words {
			found[n] = true
		}
	}
	if len(found) == 0 || 100*len(found) > (100-oddShare)*all && len(found) > 2 || all-len(found) < 2 {
		return nil
	}
	return found
}

// oftenest tells whether a customer has three rows or more, and more than any other, or twice as many where numbers begin with 1 after 0.
func (c *cleaner) oftenest(who uint32, twice bool) bool {
	rows, most := make([]int, c.customers.count), 0
	for _, n := range c.records.Customer {
		rows[n]++
	}
	for n, count := range rows {
		if uint32(n) != who {
			most = max(most, count)
		}
	}
	return rows[who] >= 3 && rows[who] > most && (!twice || rows[who] >= 2*most)
}

// isUsual tells a name that looks as most do: it ends in a digit and begins with nothing that "walk-in 2" or -1 begins with.
func isUsual(name string) bool {
	if name == "" || name == "0" || name[len(name)-1]-'0' > 9 {
		return false
	}
	switch first := name[0]; {
	case first == '-', first >= 0x80:
		return false
	case first-'0' < 10:
		return name[0] != name[1%len(name)] || !repeated(name)
	case first|' ' == 'w', first|' ' == 'g', first|' ' == 'a', first|' ' == 't':
		return false
	}
	return true
}

// repeated tells a number that is one digit over and over, as is typed in place of one: 999999.
func repeated(name string) bool {
	return len(name) >= 4 && name[0]-'0' < 10 && strings.Trim(name, name[:1]) == ""
}

// leaveOdd takes such customers out of the records, when the user says that they are nobody.
func (c *cleaner) leaveOdd() {
	if c.answers.To("walk-in", odd) != "aside" {
		return
	}
	found := c.oddNames()
	if found == nil {
		return
	}
	c.ask(c.oddDoubt(found))
	c.leaveCustomers(func(who uint32) bool { return found[who+1] })
}

// askOdd asks about them.
func (c *cleaner) askOdd() {
	if c.answers.To("walk-in", odd) == "aside" {
		return
	}
	if found := c.oddNames(); found != nil {
		if d := c.oddDoubt(found); d.Rows > 0 {
			c.ask(d)
		}
	}
}

func (c *cleaner) oddDoubt(found map[uint32]bool) intake.Doubt {
	d := intake.Doubt{Code: "walk-in", Form: odd, Key: odd, Meanwhile: "keep", Columns: []int{c.customer}}
	met := map[uint32]bool{}
	var texts []string
	for i, who := range c.records.Customer {
		if !found[who+1] {
			continue
		}
		row := int(c.records.Row[i])
		d.Rows++
		d.Money += c.records.Amount[i]
		if len(d.Shown) < mostShown {
			d.Shown = append(d.Shown, row)
		}
		if !met[who] {
			met[who] = true
			texts = append(texts, c.value(row, c.customer))
		}
	}
	d.Args = []string{"values", few(texts)}
	return d
}
