package privacy

import (
	"cmp"
	"slices"
	"sort"
)

// A Crowd tells how well customers are hidden among each other, once columns that others may know of them stand side by side
// (k-anonymity, Sweeney 2002). A class is all customers who agree in these columns.
type Crowd struct {
	Columns []int // looked at
	Least   int   // customers in the smallest class; 0 where nobody is, or no column is looked at
	Few     int   // customers in classes of fewer than SmallCount
	Without []Leaving
}

// A Leaving is what would be if a column were left out or covered. Those that help most come first; those that help nobody are
// not there.
type Leaving struct{ Column, Least, Few int }

// known are the reasons for which a column is shown although somebody who knows a customer may know what stands there.
var known = []string{WhyTogether, WhyFew, WhyTrade, WhyStaff, WhyNeeded}

// Known lists those of some columns of the table that somebody may know of a customer, and that downloads show.
func (p *Persons) Known(columns []int) (list []int) {
	for _, col := range columns {
		c := p.Columns[col]
		if c.Fate != Whole && c.Kind == None && (c.Class == Quasi || slices.Contains(known, c.Why)) {
			list = append(list, col)
		}
	}
	return list
}

// Crowd looks at columns of the rows that stand for the customers, as downloads show them. Where a column shows more of a customer
// than that row, gathered gives it, by the customer's place; of the other columns it is nil.
func (p *Persons) Crowd(rows []uint32, columns []int, gathered func(col int) func(i int) string) Crowd {
	out := Crowd{Columns: columns}
	if len(rows) == 0 || len(columns) == 0 {
		return out
	}
	codes := make([][]uint32, len(columns))
	for i, col := range columns {
		if codes[i] = p.codesOf(rows, col); gathered == nil {
			continue
		}
		if text := gathered(col); text != nil {
			codes[i] = codesOfTexts(len(rows), text)
		}
	}
	// behind[i] are the classes by the columns from i on, so that each column can be left out in one step.
	n := len(columns)
	behind := make([][]uint32, n+1)
	behind[n] = make([]uint32, len(rows))
	for i := n - 1; i >= 0; i-- {
		behind[i] = paired(codes[i], behind[i+1])
	}
	out.Least, out.Few = smallestOf(behind[0])
	if out.Few == 0 {
		return out
	}
	before := behind[n]
	for i, col := range columns {
		least, few := smallestOf(paired(before, behind[i+1]))
		if few < out.Few {
			out.Without = append(out.Without, Leaving{col, least, few})
		}
		before = paired(before, codes[i])
	}
	sort.SliceStable(out.Without, func(i, j int) bool {
		a, b := out.Without[i], out.Without[j]
		return cmp.Or(a.Few-b.Few, b.Least-a.Least) < 0
	})
	return out
}

// codesOf numbers the texts of a column.
func (p *Persons) codesOf(rows []uint32, col int) []uint32 {
	numbers, out := map[string]uint32{}, make([]uint32, len(rows))
	for i, row := range rows {
		text := p.table.Text(p.table.Cell(int(row), col))
		code, seen := numbers[text]
		if !seen {
			shown := p.ScreenCell(int(row), col)
			if code, seen = numbers["\x00"+shown]; !seen {
				code = uint32(len(numbers))
				numbers["\x00"+shown] = code
			}
			numbers[text] = code
		}
		out[i] = code
	}
	return out
}

// codesOfTexts numbers texts.
func codesOfTexts(n int, text func(i int) string) []uint32 {
	numbers, out := map[string]uint32{}, make([]uint32, n)
	for i := range out {
		s := text(i)
		code, seen := numbers[s]
		if !seen {
			code = uint32(len(numbers))
			numbers[s] = code
		}
		out[i] = code
	}
	return out
}

// paired numbers the pairs of two lists.
func paired(a, b []uint32) []uint32 {
	numbers, out := map[uint64]uint32{}, make([]uint32, len(a))
	for i := range a {
		pair := uint64(a[i])<<32 | uint64(b[i])
		code, seen := numbers[pair]
		if !seen {
			code = uint32(len(numbers))
			numbers[pair] = code
		}
		out[i] = code
	}
	return out
}

// smallestOf gives how many share the rarest number, and how many have one that fewer than SmallCount share.
func smallestOf(classes []uint32) (least, few int) {
	counts := make([]int, len(classes)) // there are no more classes than customers
	for _, c := range classes {
		counts[c]++
	}
	for _, n := range counts {
		if n == 0 {
			continue
		}
		if least == 0 || n < least {
			least = n
		}
		if n < SmallCount {
			few += n
		}
	}
	return least, few
}
