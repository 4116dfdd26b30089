package periods

import (
	"cmp"
	"slices"
	"sort"
)

// A Who is a customer with what else names it: telephones, names, in one form already. Blank ones say nothing.
type Who struct {
	Customer int
	Marks    []string
}

// A Pair is somebody who is gone and somebody who is new under the same mark: perhaps one customer under two ids.
type Pair struct {
	Gone, New int
	Mark      string
}

// crowdedMark is how many on one side may share a mark; a reception's telephone says nothing.
const crowdedMark = 4

// Suspicious lists pairs of those gone and those new who share a mark. They are listed for somebody to look at, never
// merged.
func Suspicious(gone, arrived []Who) []Pair {
	by := map[string][]int{}
	for _, w := range gone {
		for _, m := range unique(w.Marks) {
			by[m] = append(by[m], w.Customer)
		}
	}
	count := map[string]int{}
	for _, w := range arrived {
		for _, m := range unique(w.Marks) {
			count[m]++
		}
	}
	var list []Pair
	for _, w := range arrived {
		for _, m := range unique(w.Marks) {
			if len(by[m]) > crowdedMark || count[m] > crowdedMark {
				continue
			}
			for _, g := range by[m] {
				list = append(list, Pair{g, w.Customer, m})
			}
		}
	}
	sort.Slice(list, func(i, j int) bool {
		a, b := list[i], list[j]
		return cmp.Or(cmp.Compare(a.New, b.New), cmp.Compare(a.Gone, b.Gone), cmp.Compare(a.Mark, b.Mark)) < 0
	})
	return list
}

func unique(marks []string) []string {
	list := slices.Clone(marks)
	slices.Sort(list)
	return slices.DeleteFunc(slices.Compact(list), func(m string) bool { return m == "" })
}
