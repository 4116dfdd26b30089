package header

import (
	"strings"

	"fenji/scoring/intake"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// A header of one word may be of what was paid, or of the number of the bill: Bill over 1001, 1002, 1003. Sums do not lie so close
// together, each another one.

// billWords are such headers.
var billWords = Words("bill,bills,payment,payments,sale,sales,charge,charges,账单,收费,消费")

// numbersBills tells whether the figures below such a header are whole numbers that lie close together, all different but for the
// lines of one bill: in order, or so many that sums would not.
func (g *guesser) numbersBills(col int) bool {
	const few, several, digits = 3, 5, 1000
	f := &g.facts[col]
	if g.meanings[col].role != intake.Amount || f.marked+f.commas > 0 || f.counts < f.sampled || f.sampled < few || !billWords.Has(g.headers[col]) {
		return false
	}
	from := g.m.HeaderRow + 1
	rows, lines, rising := 0, 0, 0
	var before, least, most int32
	for row := from; row < g.v.T.Rows; row++ {
		n, st := g.v.Count(g.v.T.Cell(row, col))
		switch {
		case st == read.Missing:
			continue
		case st != read.Readable || n < 100:
			return false
		case rows == 0:
			least = n
		case n == before:
			lines++
		case n > before:
			rising++
		}
		rows++
		before, least, most = n, min(least, n), max(most, n)
	}
	kinds := rows - lines
	if kinds < few || 3*lines > 2*rows || int(most-least) >= 2*kinds {
		return false
	}
	met, last := make([]bool, most-least+1), sheet.Cell{}
	for row := from; row < g.v.T.Rows; row++ {
		c := g.v.T.Cell(row, col)
		n, st := g.v.Count(c)
		if st == read.Missing || c == last {
			continue
		}
		if last = c; met[n-least] {
			return false
		}
		met[n-least] = true
	}
	ordered := rising == kinds-1 || rising == 0
	return ordered && (kinds >= several || int(most-least) == kinds-1) || kinds >= several && least >= digits
}

// An ID that is another one on every row numbers orders where a column of the customer's own beside it comes again.

var (
	// bareIDs say not of whom or of what they are.
	bareIDs = Words("编号,代码,id,code,identifier,key")
	// ownNames are headers that say that they are the customer's, by name or address.
	ownNames = &WordList{make: func() map[string]bool {
		set := setOf("billing name,bill to name,bill to,sold to,sold to name,customer email,client email,buyer email,patient email,member email,guest email,客户邮箱,会员邮箱,买家邮箱")
		for who := range strings.SplitSeq("客户,顾客,会员,患者,病人,学员,买家,customer,client,patient,member,buyer,buyer user,guest,student,subscriber,attendee,purchaser,shopper,cardholder", ",") {
			for name := range strings.SplitSeq(nameTails, ",") {
				set[spell(who+" "+name).compact] = true
			}
		}
		return set
	}}
)

// numbersOrders tells whether the values below a bare ID are such numbers.
func (g *guesser) numbersOrders(col int) bool {
	const few = 5
	if !bareIDs.Has(g.headers[col]) {
		return false
	}
	rows, kinds := countWho(g.m, col)
	if rows < few || kinds < rows {
		return false
	}
	for other, h := range g.headers {
		if ownNames.Has(h) {
			if named, names := countWho(g.m, other); 2*named >= rows && 10*names <= 7*rows {
				return true
			}
		}
	}
	return false
}
