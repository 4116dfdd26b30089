package goals

import "strings"

// A Quasi is a property by which somebody may be recognised who is not named: GB/T 37964 calls it a quasi-identifier.
type Quasi struct {
	Code string
	Of   func(i int) string
}

// Smallest tells how many of n customers stand together at least when all share these properties, and how many of them stand
// in groups of fewer than few.
func Smallest(n int, list []Quasi, few int) (k, alone int) {
	groups := map[string]int{}
	var b strings.Builder
	keys := make([]string, n)
	for i := range n {
		b.Reset()
		for _, q := range list {
			b.WriteString(q.Of(i))
			b.WriteByte(0)
		}
		keys[i] = b.String()
		groups[keys[i]]++
	}
	for _, size := range groups {
		if k == 0 || size < k {
			k = size
		}
		if size < few {
			alone += size
		}
	}
	return k, alone
}
