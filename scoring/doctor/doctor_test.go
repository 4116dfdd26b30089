package doctor_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/doctor"
	"fenji/scoring/draft"
	"fenji/scoring/profile"
	"fenji/scoring/profiles"
)

var update = flag.Bool("update", false, "write the goldens anew")

// golden holds a text against a file of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := "testdata/" + name
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s: got\n%s", name, got)
	}
}

// told writes findings: code, place, whether a note, and the sentence in both languages with what a click does.
func told(list []doctor.Finding) string {
	var b strings.Builder
	for _, f := range list {
		fmt.Fprintf(&b, "%s %s%s\n  %s\n  %s\n", f.Code, f.Field, map[bool]string{true: " note"}[f.Note], f.Say("zh-CN"), f.Say("en"))
		if f.Remedy != nil {
			fmt.Fprintf(&b, "  → %s / %s\n", f.Fix("zh-CN"), f.Fix("en"))
		}
		if len(f.Rows) > 0 {
			fmt.Fprintf(&b, "  rows %v of %d\n", f.Rows, f.Total)
		}
	}
	return b.String()
}

// TestBuiltIn: of the built-in profiles the doctor says what is known of them, and no more.
func TestBuiltIn(t *testing.T) {
	var b strings.Builder
	for _, p := range profiles.All() {
		b.WriteString("# " + p.ID + "\n" + told(doctor.Examine(draft.Of(p), nil)))
		for _, w := range doctor.Ways(p) {
			fmt.Fprintf(&b, "  %s from %s:", w.Grade, w.Score)
			for m, points := range w.Points {
				fmt.Fprintf(&b, " %s %s", profile.Metric(m), points)
				if w.Values[m] != nil {
					fmt.Fprintf(&b, " (%s)", w.Values[m])
				}
			}
			b.WriteString("\n")
		}
	}
	golden(t, "builtin.txt", b.String())
}

// rows makes ranges of texts "range = points".
func rows(t *testing.T, d *draft.Draft, m profile.Metric, texts ...string) {
	t.Helper()
	d.Ranges[m] = nil
	for _, text := range texts {
		typed, points, _ := strings.Cut(text, " = ")
		r, ok := draft.ParseRange(typed, d.Unit)
		p, err := decimal.Parse(points)
		if !ok || err != nil {
			t.Fatalf("%s: %v %v", text, ok, err)
		}
		r.Points = p
		d.Ranges[m] = append(d.Ranges[m], r)
	}
}

// scores makes the ranges of the grades, the best first.
func scores(t *testing.T, d *draft.Draft, texts ...string) {
	t.Helper()
	d.Scores, d.Bands = nil, nil
	for _, text := range texts {
		code, typed, _ := strings.Cut(text, " ")
		r, ok := draft.ParseRange(typed, decimal.Yuan)
		if !ok {
			t.Fatal(text)
		}
		d.Scores = append(d.Scores, r)
		d.Bands = append(d.Bands, profile.Band{Grade: code, Name: profile.Text{Zh: code}})
	}
}

// broken are drafts with one fault each, and two from registered texts.
var broken = []struct {
	name   string
	change func(t *testing.T, d *draft.Draft)
}{
	{"a gap between two steps", func(t *testing.T, d *draft.Draft) {
		rows(t, d, profile.Monetary, "≤100 = 1", "101–500 = 2", "600–1000 = 3", "1001–3000 = 4", "超过3000 = 5")
	}},
	{"nothing for the largest", func(t *testing.T, d *draft.Draft) {
		rows(t, d, profile.Frequency, "1 = 1", "2–3 = 2", "4–6 = 3", "7–9 = 4", "10–20 = 5")
	}},
	{"nothing for today", func(t *testing.T, d *draft.Draft) {
		rows(t, d, profile.Recency, "1–30天 = 5", "31–90天 = 4", "91–180天 = 3", "181–365天 = 2", "超过365天 = 1")
	}},
	{"no visit in the window", func(t *testing.T, d *draft.Draft) {
		d.Window = civil.Window{Months: 6}
		d.Metrics[profile.Frequency].Valid = profile.Range{}
		rows(t, d, profile.Frequency, "1 = 1", "2–3 = 2", "4–6 = 3", "7–9 = 4", "≥10 = 5")
	}},
	{"two rows hold the same", func(t *testing.T, d *draft.Draft) {
		rows(t, d, profile.Monetary, "≤100 = 1", "101–600 = 2", "501–1000 = 3", "1001–3000 = 4", ">3000 = 5")
	}},
	{"trends 15015: five is both", func(t *testing.T, d *draft.Draft) {
		rows(t, d, profile.Frequency, "5以下 = 0", "5以上 = 1")
	}},
	{"trends 46420: 400 is in two grades", func(t *testing.T, d *draft.Draft) {
		for _, m := range profile.Metrics {
			d.Metrics[m].Weight = decimal.Int(1)
		}
		d.Metrics[profile.Monetary].Weight = decimal.Int(100)
		scores(t, d, "A 700以上", "B [400,700)", "C 400以下")
	}},
	{"scores between two grades", func(t *testing.T, d *draft.Draft) {
		scores(t, d, "A 4.1–5", "B 3.1–3.8", "C 2.1–3", "D 1–2")
	}},
	{"three points are never earned", func(t *testing.T, d *draft.Draft) {
		rows(t, d, profile.Monetary, "≤100 = 1", "101–500 = 2", "501–1000 = 4", ">1000 = 5")
	}},
	{"the scale turns", func(t *testing.T, d *draft.Draft) {
		rows(t, d, profile.Recency, "≤30 = 3", "31–90 = 5", "91–180 = 3", ">180 = 1")
	}},
	{"a grade too high", func(t *testing.T, d *draft.Draft) {
		scores(t, d, "S 6以上", "A 4.1–6", "B 2–4.1", "C 2以下")
	}},
	{"a step that is not valid", func(t *testing.T, d *draft.Draft) {
		d.Metrics[profile.Frequency].Valid.Max = ptr(decimal.Int(6))
	}},
	{"weights of two", func(t *testing.T, d *draft.Draft) {
		d.Metrics[profile.Recency].Weight = decimal.Decimal{Coef: 14, Exp: 1}
	}},
}

func ptr[T any](v T) *T { return &v }

func dental(t *testing.T, change func(t *testing.T, d *draft.Draft)) *draft.Draft {
	p, _ := profiles.ByID("lianyungang-dental")
	d := draft.Of(p)
	change(t, d)
	return d
}

func TestBroken(t *testing.T) {
	var b strings.Builder
	for _, c := range broken {
		d := dental(t, c.change)
		list := doctor.Examine(d, nil)
		if len(list) == 0 {
			t.Errorf("%s: nothing is found", c.name)
		}
		b.WriteString("# " + c.name + "\n")
		if _, err := d.Parsed(); err != nil {
			b.WriteString("! " + err.Error() + "\n")
		}
		b.WriteString(told(list))
	}
	golden(t, "broken.txt", b.String())
}

// TestRemedies: a click on a remedy takes its finding away.
func TestRemedies(t *testing.T) {
	clicks := 0
	for _, c := range broken {
		list := doctor.Examine(dental(t, c.change), nil)
		for _, f := range list {
			if f.Remedy == nil {
				continue
			}
			clicks++
			after := doctor.Examine(f.Remedy, nil)
			for _, g := range after {
				if g.Code == f.Code && g.Field == f.Field && slices.Equal(g.Args, f.Args) {
					t.Errorf("%s: still %s", c.name, g.Say("en"))
				}
			}
		}
	}
	if clicks < 6 {
		t.Errorf("only %d remedies", clicks)
	}
}

// scoreAll are the grades that some customer of a grid gets, and the least score of each.
func scoreAll(t *testing.T, p *profile.Profile) map[string]decimal.Decimal {
	t.Helper()
	var all []scoring.Customer
	for r := range int32(14) {
		for f := range int32(14) {
			for m := range int64(16) {
				all = append(all, scoring.Customer{HasR: true, R: r, F: f, M: decimal.Money((m - 1) * 10_000)})
			}
		}
	}
	r, err := scoring.Score(all, p, 0, scoring.Options{})
	if err != nil {
		t.Fatal(err)
	}
	least := map[string]decimal.Decimal{}
	for i := range all {
		if g := r.Grade(i); g != "" {
			if was, ok := least[g]; !ok || r.Score(i).Cmp(was) < 0 {
				least[g] = r.Score(i)
			}
		}
	}
	return least
}

// TestReachability holds proofs and ways against everybody that there can be, of small scales.
func TestReachability(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	never := 0
	for n := range 150 {
		p := &profile.Profile{Schema: 2, ID: "made-up", Name: profile.Text{Zh: "x"}, Unit: decimal.Yuan}
		for _, m := range profile.Metrics {
			rule := &p.Metrics[m]
			rule.Weight = decimal.Decimal{Coef: 1 + rnd.Int64N(9), Exp: 1}
			to, points := int64(0), int64(20)
			for range 1 + rnd.IntN(3) {
				to += 1 + rnd.Int64N(3)
				if points += rnd.Int64N(5); m == profile.Recency {
					points -= 8
				}
				rule.Steps = append(rule.Steps, profile.Step{To: decimal.Int(to), Points: decimal.Int(points)})
			}
			last := points + 3
			if m == profile.Recency {
				last = points - 3
			}
			rule.Steps = append(rule.Steps, profile.Step{Last: true, Points: decimal.Int(last)})
			if rnd.IntN(3) == 0 {
				rule.Valid.Min = ptr(decimal.Int(rnd.Int64N(4)))
			}
			if m == profile.Frequency && rnd.IntN(3) == 0 {
				*rule = profile.Rule{Method: profile.Raw, Weight: rule.Weight, Valid: profile.Range{Max: ptr(decimal.Int(12))}}
			}
		}
		from := int64(80 + rnd.IntN(150))
		for i := range 1 + rnd.IntN(6) {
			p.Bands = append(p.Bands, profile.Band{Grade: "ABCDEF"[i : i+1], From: decimal.Decimal{Coef: from, Exp: 1}, Name: p.Name})
			from -= 1 + rnd.Int64N(30)
		}
		least := scoreAll(t, p)
		var want, got []string
		for _, b := range p.Bands {
			if _, ok := least[b.Grade]; !ok {
				want = append(want, b.Grade)
			}
		}
		for _, f := range doctor.Examine(draft.Of(p), nil) {
			if f.Code == doctor.GradeUnreachable && f.Arg("visits") == "" {
				got = append(got, f.Arg("grade"))
			}
		}
		if !slices.Equal(got, want) {
			t.Fatalf("profile %d: %v cannot occur, want %v\n%+v", n, got, want, p)
		}
		never += len(want)
		ways := doctor.Ways(p)
		if len(ways) != len(least) {
			t.Fatalf("profile %d: %d ways into %d grades", n, len(ways), len(least))
		}
		for _, w := range ways {
			if w.Score.Cmp(least[w.Grade]) != 0 {
				t.Fatalf("profile %d: %s from %s, want %s", n, w.Grade, w.Score, least[w.Grade])
			}
		}
	}
	if never < 30 {
		t.Errorf("only %d grades cannot occur", never)
	}
}

// TestData: what the user's own customers give rise to.
func TestData(t *testing.T) {
	var b strings.Builder
	rnd := rand.New(rand.NewPCG(5, 6))
	var all []scoring.Customer
	for i := range 200 {
		c := scoring.Customer{HasR: true, R: rnd.Int32N(60), F: 1, M: decimal.Money(rnd.Int64N(90)+10) * 10_000_000_000}
		if i%4 == 0 {
			c.F = 2 + rnd.Int32N(3)
		}
		all = append(all, c)
	}
	for _, id := range []string{"lianyungang-dental", "hangzhou-ads"} {
		p, _ := profiles.ByID(id)
		asOf, _ := civil.Parse("2024-12-31")
		r, err := scoring.Score(all, p, asOf, scoring.Options{})
		if err != nil {
			t.Fatal(err)
		}
		list := doctor.Examine(draft.Of(p), &doctor.Data{Result: r, First: asOf - 10})
		b.WriteString("# " + id + "\n" + told(list))
		for _, f := range list {
			if f.Code == doctor.ValueCrowded {
				crowd(t, p, all, f)
			}
			if f.Code == doctor.Fragile {
				near(t, r, f)
			}
		}
	}
	golden(t, "data.txt", b.String())
}

// crowd holds what each tie rule would make of a crowd against scoring by it.
func crowd(t *testing.T, p *profile.Profile, all []scoring.Customer, f doctor.Finding) {
	t.Helper()
	for tie, name := range []string{"worst", "best", "average"} {
		q := *p
		q.Metrics[profile.Frequency].Tie = profile.Tie(tie)
		r, err := scoring.Score(all, &q, 0, scoring.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := r.Points(f.Rows[0], profile.Frequency).String(); got != f.Arg(name) {
			t.Errorf("%s earns %s, told %s", name, got, f.Arg(name))
		}
	}
}

// near counts anew, by the values of the profile's own ranges, who is a step from another grade.
func near(t *testing.T, r *scoring.Result, f doctor.Finding) {
	t.Helper()
	n := 0
	for i := range r.Customers {
		for m := range profile.Metrics {
			levels := r.Levels(profile.Metric(m))
			found := false
			for _, by := range []int{-1, 1} {
				step := int(r.Graded[i].Step[m]) + by
				if step < 0 || step >= len(levels) {
					continue
				}
				score := 0.0
				for k := range profile.Metrics {
					points := r.Points(i, profile.Metric(k))
					if k == m {
						points = levels[step]
					}
					score += number(points) * number(r.Profile.Metrics[k].Weight)
				}
				grade := ""
				for _, band := range r.Profile.Bands {
					if score > number(band.From)-1e-9 {
						grade = band.Grade
						break
					}
				}
				found = found || grade != r.Grade(i)
			}
			if found {
				n++
				break
			}
		}
	}
	if got := f.Arg("n"); got != fmt.Sprint(n) {
		t.Errorf("%s near another grade, want %d", got, n)
	}
}

func number(d decimal.Decimal) float64 {
	f := float64(d.Coef)
	for range d.Exp {
		f /= 10
	}
	return f
}

func Example() {
	p, _ := profiles.ByID("maoming-appraisal")
	for _, f := range doctor.Examine(draft.Of(p), nil) {
		fmt.Println(f.Code, f.Say("en"))
	}
	// Output:
	// grade-unreachable Grade D cannot occur: the lowest possible score is 2
	// grade-unreachable A customer with at least 1 visit is never of grade C
}

// TestUnit: the unit is doubted when the median of what was paid is beyond a thousand times the lowest cut, either way, however
// the others lie.
func TestUnit(t *testing.T) {
	rnd := rand.New(rand.NewPCG(7, 8))
	p, _ := profiles.ByID("lianyungang-dental")
	doubts := 0
	for range 300 {
		var all []scoring.Customer
		var paid []int64
		centre := []int64{50, 100, 1_000, 900_000, 1_000_000, 1_100_000, 999, 1}[rnd.IntN(8)]
		for range 1 + rnd.IntN(9) {
			m := rnd.Int64N(3) * centre * 1000
			all = append(all, scoring.Customer{HasR: true, R: 3, F: 1, M: decimal.Money(m)})
			if m > 0 {
				paid = append(paid, m)
			}
		}
		r, err := scoring.Score(all, p, 0, scoring.Options{})
		if err != nil {
			t.Fatal(err)
		}
		slices.Sort(paid)
		want := false
		if len(paid) > 0 {
			median := paid[(len(paid)-1)/2]
			want = median/1000 >= 1_000_000 || 1_000_000/1000 >= median
		}
		got := slices.ContainsFunc(doctor.Examine(draft.Of(p), &doctor.Data{Result: r, First: civil.NoDay}), func(f doctor.Finding) bool {
			return f.Code == doctor.UnitDoubt
		})
		if got != want {
			t.Fatalf("doubted: %v, want %v of %v", got, want, paid)
		}
		if want {
			doubts++
		}
	}
	if doubts < 20 || doubts > 280 {
		t.Errorf("%d doubts", doubts)
	}
}
