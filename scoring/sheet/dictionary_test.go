package sheet

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// TestDictionaryAgainstMap numbers many texts, short ones, long ones and such as differ in little, and compares with a map.
func TestDictionaryAgainstMap(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	d, want := newDictionary(), map[string]uint32{}
	texts := []string{"\x00", "a\x00", "a", "aaaaaaa", "aaaaaaaa", "aaaaaaaaa", "aaaaaaaa\x00", strings.Repeat("a", 1<<18)}
	for range 50_000 {
		b := make([]byte, rnd.IntN(24))
		for i := range b {
			b[i] = "ab\x00字"[rnd.IntN(6)]
		}
		texts = append(texts, strings.ToValidUTF8(string(b), "?"))
	}
	for _, s := range texts {
		id, seen := want[s]
		if !seen {
			id = uint32(len(want))
			want[s] = id
		}
		window := append([]byte(s), "behind"...) // what lies behind a text must not count
		for _, b := range [][]byte{window[:len(s)], window[:len(s):len(s)]} {
			if got := d.id(b); got != id || d.text(got) != s {
				t.Fatalf("%q has id %d and text %q, want id %d", s, got, d.text(got), id)
			}
		}
	}
	if id := d.id([]byte("a\xFF")); d.text(id) != "a\uFFFD" || !d.broken {
		t.Errorf("broken text became %q", d.text(id))
	}
}
