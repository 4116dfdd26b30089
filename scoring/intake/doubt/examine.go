package doubt

import (
	"sort"

	"fenji/scoring/intake"
	"fenji/scoring/sheet"
)

// A Case is what the witnesses are asked about.
type Case struct {
	Table   *sheet.Table
	Mapping intake.Mapping
	Records *intake.Records // nil while something is missing without which nothing can be graded
	Ledger  *intake.Ledger
	Answers intake.Answers // already heeded in the rest
	Earlier []Doubt        // of earlier stages
}

// witnesses are asked in this order. Each returns the doubts that it has, or none.
var witnesses = [...]func(c *Case) []Doubt{hiddenColumns}

// Examine asks all witnesses. What is about most money comes first. A question that was answered stays among the others:
// its answer is what was done meanwhile.
func Examine(c Case) []Doubt {
	list := append([]Doubt(nil), c.Earlier...)
	if c.Ledger != nil {
		list = append(list, c.Ledger.Doubts...)
	}
	for _, ask := range witnesses {
		list = append(list, ask(&c)...)
	}
	sort.SliceStable(list, func(i, j int) bool {
		return max(list[i].Money, -list[i].Money) > max(list[j].Money, -list[j].Money)
	})
	return list
}

// decisive are the roles without which nothing is graded, or differently.
var decisive = [...]intake.Role{intake.Customer, intake.Date, intake.Amount, intake.Days, intake.Visits, intake.Order,
	intake.Status, intake.Refund, intake.Refunded}

// hiddenColumns says that a column is used which the file hides.
func hiddenColumns(c *Case) (list []Doubt) {
	if c.Ledger == nil {
		return nil
	}
	for _, col := range c.Mapping.Columns {
		left := c.Answers.To("hidden-rows", col.Header) == "leave"
		used := false
		for _, r := range decisive {
			used = used || col.Role == r
		}
		if !c.Table.HiddenColumn(col.Index) || !used && !left {
			continue
		}
		list = append(list, Doubt{Code: "hidden-rows", Form: "column", Key: col.Header, Columns: []int{col.Index}, Rows: col.Filled,
			Money: c.Ledger.Used.Money, Meanwhile: "use", Answers: []string{"use", "leave"}, Args: []string{"header", col.Header}})
	}
	return list
}
