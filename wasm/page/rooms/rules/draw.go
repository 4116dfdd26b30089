package rules

import (
	"slices"
	"unicode/utf8"
)

// A handle is a cut that the hand or the keys move: at is its place from 0 to 1000, text what stands above it.
type handle struct {
	row, at           int
	text, said, label string
}

// Storeys tells for each cut how high its label stands, so that labels side by side on a picture of so many pixels do not
// cover each other: on the lowest storey where there is room beside those to the left.
func Storeys(cuts []handle, wide int) []int {
	if wide == 0 {
		wide = 280 // not seen yet
	}
	order := make([]int, len(cuts))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cuts[a].at - cuts[b].at })
	up, ends := make([]int, len(cuts)), []int{}
	for _, i := range order {
		half := 4*utf8.RuneCountInString(cuts[i].text) + 7
		at := cuts[i].at * wide / 1000
		k := slices.IndexFunc(ends, func(end int) bool { return end <= at-half })
		if k < 0 {
			k, ends = len(ends), append(ends, 0)
		}
		up[i], ends[k] = k, at+half
	}
	return up
}
