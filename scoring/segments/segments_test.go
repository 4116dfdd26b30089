package segments

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"fenji/scoring"
	"fenji/scoring/decimal"
	"fenji/scoring/profile"
	"fenji/scoring/profiles"
)

// TestBoxesCoverAllOnce enumerates the 125 combinations of points and the 8 of high and low.
func TestBoxesCoverAllOnce(t *testing.T) {
	for _, s := range Schemes() {
		switch s.By {
		case ByPoints:
			for k := range 125 {
				r, f, m := uint8(1+k/25), uint8(1+k/5%5), uint8(1+k%5)
				var found []string
				for _, segment := range s.Segments {
					for _, b := range segment.Boxes {
						if b.holds(r, f, m) {
							found = append(found, segment.ID)
						}
					}
				}
				if len(found) != 1 || s.Segments[s.at(r, f, m)].ID != found[0] {
					t.Errorf("%s: R%d F%d M%d lies in %v", s.ID, r, f, m, found)
				}
			}
		case ByMean:
			seen := map[[3]bool]string{}
			for _, segment := range s.Segments {
				if other, twice := seen[segment.High]; twice {
					t.Errorf("%s: %s and %s are the same", s.ID, other, segment.ID)
				}
				seen[segment.High] = segment.ID
			}
			if len(seen) != 8 {
				t.Errorf("%s: %d of 8 classes", s.ID, len(seen))
			}
		}
	}
}

// TestElevenAsMap draws the boxes: R 5 … 1 downwards, FM 1 … 5 to the right.
func TestElevenAsMap(t *testing.T) {
	s, _ := ByID("rfm11")
	var rows []string
	for r := uint8(5); r > 0; r-- {
		var row []string
		for fm := uint8(1); fm <= 5; fm++ {
			row = append(row, s.Segments[s.at(r, fm, fm)].ID)
		}
		rows = append(rows, strings.Join(row, " "))
	}
	want := `new potential potential champions champions
promising potential potential champions champions
sleepy sleepy attention loyal loyal
hibernating hibernating risk risk risk
lost lost risk lose-not lose-not`
	if got := strings.Join(rows, "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestWords: everything has a name, a meaning and an action in both languages, and no id stands twice.
func TestWords(t *testing.T) {
	han, narrow := regexp.MustCompile(`\p{Han}|[，。：；（）]`), regexp.MustCompile(`\p{Han}[,;:?!]|[,;:?!]\p{Han}`)
	check := func(where string, texts ...profile.Text) {
		for _, x := range texts {
			if x.Zh == "" || x.En == "" || han.MatchString(x.En) || narrow.MatchString(x.Zh) {
				t.Errorf("%s: %q %q", where, x.Zh, x.En)
			}
		}
	}
	ids := map[string]bool{}
	for _, s := range Schemes() {
		check(s.ID, s.Name, s.Rule)
		for _, p := range profiles.All() {
			for _, segment := range s.Of(p) {
				where := s.ID + " " + segment.ID
				check(where, segment.Name, segment.Meaning, segment.Action)
				if key := p.ID + where; ids[key] {
					t.Errorf("%s stands twice", where)
				} else {
					ids[key] = true
				}
			}
		}
	}
}

func TestRule(t *testing.T) {
	for _, c := range []struct{ scheme, id, want string }{
		{"rfm11", "risk", "R 2 · F/M 3–5; R 1 · F/M 3"}, {"vip", "vip", "F 4–5 · M 4–5"}, {"value", "silent", "R 1–2"},
		{"rfm8", "develop", "R↑ F↓ M↑"},
	} {
		s, _ := ByID(c.scheme)
		for _, x := range s.Segments {
			if x.ID == c.id && x.Rule(s.By) != c.want {
				t.Errorf("%s %s: %s", c.scheme, c.id, x.Rule(s.By))
			}
		}
	}
}

func customers(rnd *rand.Rand, n int) []scoring.Customer {
	list := make([]scoring.Customer, n)
	for i := range list {
		list[i] = scoring.Customer{ID: fmt.Sprint("K", i), HasR: i%17 > 0, R: rnd.Int32N(500), F: rnd.Int32N(14),
			M: decimal.Money(rnd.Int64N(50_000_000)) - 100_000}
	}
	return list
}

// TestApart: every graded customer is in one segment, nobody else is, and the sums are those of its members. The eight
// classes are held against means worked out by multiplication.
func TestApart(t *testing.T) {
	rnd := rand.New(rand.NewPCG(41, 42))
	for _, p := range profiles.All() {
		for _, s := range Schemes() {
			r, err := scoring.Score(customers(rnd, 300), p, 0, scoring.Options{})
			if err != nil {
				t.Fatal(err)
			}
			split := Apart(r, &s)
			sums := make([]Sum, len(split.Segments))
			all := Sum{}
			for i, of := range split.Of {
				if (of == None) != (r.Graded[i].Band == profile.Ungraded) {
					t.Fatalf("%s %s: customer %d in segment %d, band %d", p.ID, s.ID, i, of, r.Graded[i].Band)
				}
				if of != None {
					sums[of].add(&r.Customers[i])
					all.add(&r.Customers[i])
				}
			}
			if fmt.Sprint(sums) != fmt.Sprint(split.Sums) || all != split.All {
				t.Errorf("%s %s: sums %v %v, want %v %v", p.ID, s.ID, split.Sums, split.All, sums, all)
			}
			if s.By != ByMean {
				continue
			}
			n := int64(all.Count)
			for i, of := range split.Of {
				c := r.Customers[i]
				if of != None && split.Segments[of].High != [3]bool{int64(c.R)*n <= all.R, int64(c.F)*n >= all.F,
					int64(c.M)*n >= int64(all.Money)} {
					t.Errorf("%s: %+v is %s; means of %+v", p.ID, c, split.Segments[of].ID, all)
				}
			}
		}
	}
}

func TestMeans(t *testing.T) {
	for _, c := range []struct {
		sum  Sum
		unit decimal.Unit
		want string
	}{
		{Sum{}, decimal.Yuan, "[0 0 0]"},
		{Sum{3, 10, 4, 1_000_000, 0}, decimal.Yuan, "[3.3 1.3 33.33]"},
		{Sum{2, 1, 3, -15_100, 0}, decimal.Yuan, "[0.5 1.5 -0.75]"},
		{Sum{4, 1, 1, 900_000_000, 0}, decimal.WanYuan, "[0.3 0.3 2.2500]"},
	} {
		if got := fmt.Sprint(c.sum.Means(c.unit)); got != c.want {
			t.Errorf("%+v: %s, want %s", c.sum, got, c.want)
		}
	}
}

func BenchmarkApartMillion(b *testing.B) {
	list := customers(rand.New(rand.NewPCG(43, 44)), 1_000_000)
	for _, p := range profiles.All() {
		r, err := scoring.Score(list, p, 0, scoring.Options{})
		if err != nil {
			b.Fatal(err)
		}
		for _, s := range Schemes() {
			b.Run(p.ID+"/"+s.ID, func(b *testing.B) {
				for b.Loop() {
					Apart(r, &s)
				}
			})
		}
	}
}
