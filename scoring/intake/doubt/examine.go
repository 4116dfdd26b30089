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
}

// witnesses are asked in this order. Each returns the doubts that it has, or none.
var witnesses = [...]func(c *Case) []Doubt{}

// Examine asks all witnesses. What is about most money comes first. A question that was answered stays among the others:
// its answer is what was done meanwhile.
func Examine(c Case) []Doubt {
	var list []Doubt
	for _, ask := range witnesses {
		list = append(list, ask(&c)...)
	}
	sort.SliceStable(list, func(i, j int) bool {
		return max(list[i].Money, -list[i].Money) > max(list[j].Money, -list[j].Money)
	})
	return list
}
