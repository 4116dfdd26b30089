package view

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestRankingAgreesWithSorting ranks texts of many shapes and compares with a plain sort.
func TestRankingAgreesWithSorting(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	digits := func(n int) string {
		b := make([]byte, n)
		for i := range b {
			b[i] = byte('0' + rng.IntN(10))
		}
		return string(b)
	}
	long := strings.Repeat("连云港", 40)
	shapes := map[string]func() string{
		"equal":          func() string { return "A" },
		"equal and long": func() string { return long },
		"few":            func() string { return digits(2) },
		"numbers":        func() string { return digits(1 + rng.IntN(9)) },
		"long numbers":   func() string { return digits(18) + digits(rng.IntN(20)) },
		"far apart":      func() string { return long + digits(4) + long + digits(3) },
		"zeros":          func() string { return strings.Repeat("\x00", rng.IntN(70)) },
		"any bytes": func() string {
			b := make([]byte, rng.IntN(12))
			for i := range b {
				b[i] = byte(rng.IntN(256))
			}
			return string(b)
		},
	}
	for name, shape := range shapes {
		for _, n := range []int{0, 1, few, 3000} {
			texts := make([]string, n)
			ids := make([]uint32, n)
			for i := range texts {
				texts[i], ids[i] = shape(), uint32(i)
			}
			ranks := (&View{room: new(Room)}).rank(ids, n, func(id uint32) string { return texts[id] })
			distinct := slices.Compact(slices.Sorted(slices.Values(texts)))
			for i, s := range texts {
				if want, _ := slices.BinarySearch(distinct, s); ranks[i] != uint32(want) {
					t.Fatalf("%s, %d texts: %q has rank %d, want %d", name, n, s, ranks[i], want)
				}
			}
		}
	}
}

// TestRadixIsStable compares with a stable sort, for keys of every width.
func TestRadixIsStable(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for width := range 65 {
		low := rng.Uint64() >> 1
		r := run{make([]uint64, 500), make([]uint32, 500)}
		for i := range r.keys {
			r.keys[i], r.ids[i] = (rng.Uint64()&(1<<width-1))|low, uint32(i)
		}
		keys := slices.Clone(r.keys)
		want := slices.Clone(r.ids)
		slices.SortStableFunc(want, func(a, b uint32) int { return cmp.Compare(keys[a], keys[b]) })
		if got := radix(r, run{make([]uint64, 500), make([]uint32, 500)}).ids; !slices.Equal(got, want) {
			t.Errorf("keys of %d bits are in disorder", width)
		}
	}
}

// FuzzFinder compares with rewriting everything in lower case.
func FuzzFinder(f *testing.F) {
	for _, c := range [][2]string{
		{"A-01", "a-0"}, {"Donghai区", "HAI区"}, {"\u212a1", "k"}, {"aÉ", "aé"}, {"É", "é"}, {"区县", "县"}, {"ab", "abc"}, {"aab", "AB"},
		{"x", ""}, {"İ", "i"}, {"ſ", "s"},
	} {
		f.Add(c[0], c[1])
	}
	f.Fuzz(func(t *testing.T, s, search string) {
		if search == "" || !utf8.ValidString(s) || !utf8.ValidString(search) {
			return // The table's texts are all UTF-8.
		}
		if got, want := finder(search)(s), strings.Contains(strings.ToLower(s), strings.ToLower(search)); got != want {
			t.Errorf("%q in %q: %v, want %v", search, s, got, want)
		}
	})
}
