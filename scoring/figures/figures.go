// Package figures writes numbers for people: thousands kept apart, shares as tenths of a per cent. What goes in are exact
// numbers or their digits; what comes out is text, or a rounded number for one. It decides nothing and imports nothing.
package figures

import (
	"math/bits"
	"strconv"
	"strings"
)

// Group puts a comma between thousands of the whole part: "-1234567.50" → "-1,234,567.50".
func Group(n string) string {
	sign := ""
	if strings.HasPrefix(n, "-") {
		sign, n = "-", n[1:]
	}
	whole, rest := n, ""
	if i := strings.IndexByte(n, '.'); i >= 0 {
		whole, rest = n[:i], n[i:]
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	return sign + whole + rest
}

// Count writes a number of things.
func Count(n int) string { return Group(strconv.Itoa(n)) }

// Tenths writes tenths of a per cent: 513 → "51.3".
func Tenths(n int) string {
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	return sign + strconv.Itoa(n/10) + "." + strconv.Itoa(n%10)
}

// Share is part of whole in tenths of a per cent, rounded half away from zero; 0 of nothing is 0. A share beyond what an
// int holds is cut.
func Share(part, whole int64) int {
	if whole <= 0 {
		return 0
	}
	sign, size := 1, uint64(part)
	if part < 0 {
		sign, size = -1, -size
	}
	high, low := bits.Mul64(size, 2000)
	low, carry := bits.Add64(low, uint64(whole), 0)
	if high += carry; high >= 2*uint64(whole) {
		return sign * (1<<31 - 1)
	}
	n, _ := bits.Div64(high, low, 2*uint64(whole))
	return sign * int(min(n, 1<<31-1))
}
