package clean

import (
	"slices"

	"fenji/scoring/intake"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// A Merge is a customer who was merged: of several ways to write the id or, where each row is a customer, of several rows.
type Merge struct {
	ID        string
	Spellings []Spelling // in the order of the file
}

// A Spelling is one way to write an id; where each row is a customer, one of the rows.
type Spelling struct {
	Text string
	Rows int
	Row  int // the first of them
}

// mostMerges is how many merged customers are listed among the findings.
const mostMerges = 100

// listMerges lists the first of the merged customers.
func (i *inspector) listMerges() {
	for _, m := range merged(i.c, i.r, i.several) {
		if !m.Again {
			i.f.MergedAll++
		}
		if i.f.MergedAll > mostMerges {
			continue
		}
		if !m.Again {
			i.f.Merges = append(i.f.Merges, Merge{ID: i.r.IDs[m.Customer]})
		}
		last := &i.f.Merges[len(i.f.Merges)-1]
		last.Spellings = append(last.Spellings, Spelling{Text: i.c.value(int(m.Row), i.c.customer), Rows: int(m.Rows), Row: int(m.Row)})
	}
}

// Merged lists all that was merged, customer by customer: of each the ways in which the file writes the id or, where each row is a
// customer, the rows. It takes what Clean was given and gave.
func Merged(t *sheet.Table, m intake.Mapping, o intake.Options, r *intake.Records) []intake.Merged {
	c := newReader(t, m, o)
	return merged(c, r, severalWays(c, r))
}

// severalWays tells which customers' ids stand in the file in more than one way.
func severalWays(c *cleaner, r *intake.Records) []bool {
	several := make([]bool, len(r.IDs))
	first := make([]uint32, len(r.IDs)) // rows, and 1 more
	for k, who := range r.Customer {
		if row := int(r.Row[k]); first[who] == 0 {
			first[who] = uint32(row) + 1
		} else if c.cell(row, c.customer) != c.cell(int(first[who]-1), c.customer) {
			several[who] = true
		}
	}
	return several
}

func merged(c *cleaner, r *intake.Records, several []bool) (list []intake.Merged) {
	byRow := r.Shape == intake.PerCustomer
	if byRow && len(r.Row) == len(r.IDs) || !byRow && !slices.Contains(several, true) {
		return nil
	}
	starts, records := r.ByCustomer(len(r.IDs))
	for who := range r.IDs {
		own := records[starts[who]:starts[who+1]]
		if len(own) < 2 || !byRow && !several[who] {
			continue
		}
		from := len(list)
		var texts []string
		for _, k := range own {
			at := -1
			if row := int(r.Row[k]); !byRow {
				text := read.Clip(c.v.T.Text(c.cell(row, c.customer)))
				if at = slices.Index(texts, text); at < 0 {
					texts = append(texts, text)
				}
			}
			if at < 0 {
				at = len(list) - from
				list = append(list, intake.Merged{Customer: uint32(who), Row: r.Row[k], Again: at > 0})
			}
			list[from+at].Rows++
			list[from+at].Money += r.Amount[k]
		}
	}
	return list
}
