package table

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
)

// TestDictionaryAgainstMap numbers many texts, short ones, long ones and such as differ in little, and compares with a map.
func TestDictionaryAgainstMap(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	d, want := NewDictionary(), map[string]uint32{}
	d.most = allSlots
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
			if got := d.ID(b); got != id || d.text(got) != s {
				t.Fatalf("%q has id %d and text %q, want id %d", s, got, d.text(got), id)
			}
		}
	}
	if id := d.ID([]byte("a\xFF")); d.text(id) != "a\uFFFD" || !d.Broken {
		t.Errorf("broken text became %q", d.text(id))
	}
}

// settled ends the numbering and holds the numbers that texts got against those they should have.
func settled(t *testing.T, d *Dictionary, ids []uint32, texts []string, want map[string]uint32) {
	t.Helper()
	d.freeze()
	same := d.settle()
	for i, id := range ids {
		if same != nil {
			id = same[id]
		}
		if id != want[texts[i]] || d.text(id) != texts[i] {
			t.Fatalf("%q has id %d and text %q, want %d", texts[i], id, d.text(id), want[texts[i]])
		}
	}
}

// TestLooseDictionary numbers texts that come again seldom, often or never, with an index that is soon too small for them.
func TestLooseDictionary(t *testing.T) {
	for _, c := range []struct {
		name      string
		different int
		indexed   bool // in the end
	}{{"never", 1 << 40, false}, {"seldom", 200_000, false}, {"often", 3000, true}, {"always", 10, true}} {
		rnd := rand.New(rand.NewPCG(3, 4))
		d, want := NewDictionary(), map[string]uint32{}
		d.most = 256
		var ids []uint32
		var texts []string
		for range 20_000 {
			s := "customer " + strconv.Itoa(rnd.IntN(c.different))
			if _, seen := want[s]; !seen {
				want[s] = uint32(len(want))
			}
			texts = append(texts, s)
			ids = append(ids, d.ID([]byte(s)))
		}
		if d.loose == c.indexed {
			t.Errorf("%s: loose is %v with %d texts of %d", c.name, d.loose, d.count, len(want))
		}
		settled(t, d, ids, texts, want)
		if d.count != len(want) {
			t.Errorf("%s: %d texts, want %d", c.name, d.count, len(want))
		}
		d.thaw()
		if id := d.ID([]byte(texts[0])); id != 0 || int(d.ID([]byte("another"))) != len(want) {
			t.Errorf("%s: what comes later is numbered anew", c.name)
		}
	}
}

// TestAdd numbers a long list in which texts are twice after all: none is lost, and with many of them the index comes
// back.
func TestAdd(t *testing.T) {
	for _, c := range []struct{ texts, different int }{{30_000, 1 << 40}, {30_000, 29_000}, {3_000_000, 40_000}} {
		if c.texts > 100_000 && testing.Short() {
			continue
		}
		rnd := rand.New(rand.NewPCG(5, 6))
		d, want := NewDictionary(), map[string]uint32{}
		ids, texts := make([]uint32, c.texts), make([]string, c.texts)
		for i := range texts {
			texts[i] = "顾客 " + strconv.Itoa(rnd.IntN(c.different))
			if _, seen := want[texts[i]]; !seen {
				want[texts[i]] = uint32(len(want))
			}
			ids[i] = d.Add([]byte(texts[i]))
		}
		if most := int64(2*reviewed) + 64*int64(len(want)); d.Used > most {
			t.Errorf("%d texts, %d different: %d bytes", c.texts, len(want), d.Used)
		}
		settled(t, d, ids, texts, want)
	}
}
