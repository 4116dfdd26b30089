package scoring_test

import (
	"math"
	"slices"
	"strings"
	"testing"
	"unsafe"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/profile"
	"fenji/scoring/profiles"
)

func builtIn(t testing.TB, id string) *profile.Profile {
	t.Helper()
	p, ok := profiles.ByID(id)
	if !ok {
		t.Fatalf("no profile %s", id)
	}
	return p
}

func score(t testing.TB, p *profile.Profile, customers ...scoring.Customer) *scoring.Result {
	t.Helper()
	r, err := scoring.Score(customers, p, 0, scoring.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// customer makes one of days, visits and a figure of money in the profile's unit.
func customer(t testing.TB, p *profile.Profile, days, visits int32, money string) scoring.Customer {
	t.Helper()
	d, err := decimal.Parse(money)
	m, ok := decimal.MoneyOf(d, p.Unit)
	if err != nil || !ok {
		t.Fatalf("%q is no money", money)
	}
	return scoring.Customer{R: days, F: visits, M: m, HasR: true}
}

func TestSizes(t *testing.T) {
	if n := unsafe.Sizeof(scoring.Graded{}); n != 16 {
		t.Errorf("Graded has %d bytes", n)
	}
}

// Every end of every scale: profile, days, visits, money → points of R, F, M, or the reason.
func TestScales(t *testing.T) {
	const table = `
	lianyungang-dental    -1  1 1        recency-range
	lianyungang-dental     0  1 1        5 1 1
	lianyungang-dental    30  1 1        5 1 1
	lianyungang-dental    31  1 1        4 1 1
	lianyungang-dental    90  1 1        4 1 1
	lianyungang-dental    91  1 1        3 1 1
	lianyungang-dental   180  1 1        3 1 1
	lianyungang-dental   181  1 1        2 1 1
	lianyungang-dental   365  1 1        2 1 1
	lianyungang-dental   366  1 1        1 1 1
	lianyungang-dental 99999  1 1        1 1 1
	lianyungang-dental     0 -1 1        frequency-range
	lianyungang-dental     0  0 1        frequency-range
	lianyungang-dental     0  2 1        5 2 1
	lianyungang-dental     0  3 1        5 2 1
	lianyungang-dental     0  4 1        5 3 1
	lianyungang-dental     0  6 1        5 3 1
	lianyungang-dental     0  7 1        5 4 1
	lianyungang-dental     0  9 1        5 4 1
	lianyungang-dental     0 10 1        5 5 1
	lianyungang-dental     0 999 1       5 5 1
	lianyungang-dental     0  1 -50      5 1 1
	lianyungang-dental     0  1 0        5 1 1
	lianyungang-dental     0  1 100      5 1 1
	lianyungang-dental     0  1 100.0001 5 1 2
	lianyungang-dental     0  1 100.50   5 1 2
	lianyungang-dental     0  1 101      5 1 2
	lianyungang-dental     0  1 500      5 1 2
	lianyungang-dental     0  1 500.0001 5 1 3
	lianyungang-dental     0  1 501      5 1 3
	lianyungang-dental     0  1 1000     5 1 3
	lianyungang-dental     0  1 1000.50  5 1 4
	lianyungang-dental     0  1 1001     5 1 4
	lianyungang-dental     0  1 3000     5 1 4
	lianyungang-dental     0  1 3000.01  5 1 5
	shaoxing-finance      -1  1 1        recency-range
	shaoxing-finance       0  1 1        5 1 1
	shaoxing-finance      10  1 1        5 1 1
	shaoxing-finance      11  1 1        4 1 1
	shaoxing-finance      20  1 1        4 1 1
	shaoxing-finance      21  1 1        3 1 1
	shaoxing-finance      30  1 1        3 1 1
	shaoxing-finance      31  1 1        2 1 1
	shaoxing-finance      50  1 1        2 1 1
	shaoxing-finance      51  1 1        1 1 1
	shaoxing-finance       0  0 1        frequency-range
	shaoxing-finance       0  2 1        5 1 1
	shaoxing-finance       0  3 1        5 2 1
	shaoxing-finance       0  5 1        5 2 1
	shaoxing-finance       0  6 1        5 3 1
	shaoxing-finance       0 10 1        5 3 1
	shaoxing-finance       0 11 1        5 4 1
	shaoxing-finance       0 15 1        5 4 1
	shaoxing-finance       0 16 1        5 5 1
	shaoxing-finance       0  1 -1       monetary-range
	shaoxing-finance       0  1 0        monetary-range
	shaoxing-finance       0  1 0.00000001 5 1 1
	shaoxing-finance       0  1 1.00000001 5 1 2
	shaoxing-finance       0  1 3        5 1 2
	shaoxing-finance       0  1 3.0001   5 1 3
	shaoxing-finance       0  1 5        5 1 3
	shaoxing-finance       0  1 5.01     5 1 4
	shaoxing-finance       0  1 8        5 1 4
	shaoxing-finance       0  1 8.01     5 1 5
	chongqing-course      -1  1 1        recency-range
	chongqing-course       0 -1 1        frequency-range
	chongqing-course       0  0 -1       5 5 5
	maoming-appraisal     -1  1 1        recency-range
	maoming-appraisal      0 -1 1        frequency-range
	maoming-appraisal      0  0 0        5 0 5
	maoming-appraisal      0 17 0        5 17 5
	`
	for line := range strings.Lines(table) {
		f := strings.Fields(line)
		if len(f) == 0 {
			continue
		}
		p := builtIn(t, f[0])
		r := score(t, p, customer(t, p, number(t, f[1]), number(t, f[2]), f[3]))
		got := r.Graded[0].Reason.String()
		if got == "" {
			got = points(r, 0)
		}
		if want := strings.Join(f[4:], " "); got != want {
			t.Errorf("%s: got %s", strings.TrimSpace(line), got)
		}
	}
}

func number(t testing.TB, s string) int32 {
	t.Helper()
	d, err := decimal.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return int32(d.Coef)
}

func points(r *scoring.Result, i int) string {
	var s []string
	for _, m := range profile.Metrics {
		s = append(s, r.Points(i, m).String())
	}
	return strings.Join(s, " ")
}

// ofPoints gives, for the threshold profiles, a customer with those points.
func ofPoints(t testing.TB, p *profile.Profile, r, f, m int) scoring.Customer {
	t.Helper()
	switch p.ID {
	case "guangdong-shoe-care": // the least value of each step of money: it belongs to the better one
		return customer(t, p, []int32{400, 120, 90, 60, 30}[r-1], []int32{0, 2, 5, 7, 8}[f-1],
			[]string{"199.99", "200", "400", "600", "800"}[m-1])
	case "fuzhou-tea":
		return customer(t, p, []int32{60, 40, 25, 15, 5}[r-1], []int32{1, 4, 8, 12, 20}[f-1],
			[]string{"500", "1000", "2000", "3000", "3000.01"}[m-1])
	case "shaoxing-finance":
		return customer(t, p, []int32{60, 40, 25, 15, 5}[r-1], []int32{1, 4, 8, 12, 20}[f-1],
			[]string{"0.5", "2", "4", "6", "9"}[m-1])
	}
	return customer(t, p, []int32{400, 200, 100, 60, 10}[r-1], []int32{1, 2, 5, 8, 12}[f-1],
		[]string{"50", "300", "700", "2000", "5000"}[m-1])
}

// Bands, among them the traps in which floating point misgrades: profile, points of R, F, M → score and grade.
func TestBands(t *testing.T) {
	const table = `
	lianyungang-dental 1 5 4  3.1 B
	lianyungang-dental 3 4 2  3.0 C
	lianyungang-dental 4 4 1  3.1 B
	lianyungang-dental 1 1 1  1.0 D
	lianyungang-dental 2 2 2  2.0 D
	lianyungang-dental 3 1 2  2.1 C
	lianyungang-dental 5 5 5  5.0 A
	lianyungang-dental 5 4 3  4.1 A
	lianyungang-dental 4 4 4  4.0 B
	shaoxing-finance   4 3 1  3.0 C
	shaoxing-finance   4 5 5  6.2 A
	shaoxing-finance   5 4 5  6.1 A
	shaoxing-finance   5 5 5  6.5 A
	shaoxing-finance   5 5 4  5.9 B
	shaoxing-finance   1 4 2  3.1 B
	shaoxing-finance   1 1 1  1.3 C
	`
	for line := range strings.Lines(table) {
		f := strings.Fields(line)
		if len(f) == 0 {
			continue
		}
		p := builtIn(t, f[0])
		r := score(t, p, ofPoints(t, p, int(number(t, f[1])), int(number(t, f[2])), int(number(t, f[3]))))
		if got := r.Score(0).String() + " " + r.Grade(0); got != f[4]+" "+f[5] {
			t.Errorf("%s: got %s", strings.TrimSpace(line), got)
		}
	}
}

// Bands finer than the scores, below and above zero: a score is compared as it is, not rounded.
func TestFineBands(t *testing.T) {
	for _, c := range []struct {
		from  string
		open  bool
		grade string // of the scores -2, -1, 0, 1, 2
	}{
		{"0.5", false, "BBBAA"}, {"0.5", true, "BBBAA"}, {"-0.5", false, "BBAAA"}, {"-0.5", true, "BBAAA"},
		{"1", false, "BBBAA"}, {"1", true, "BBBBA"}, {"-1", false, "BAAAA"}, {"-1", true, "BBAAA"},
		{"1.000001", false, "BBBBA"}, {"-1.999999", false, "BAAAA"},
	} {
		p := *ranking(5, profile.Worst)
		p.Metrics[profile.Frequency] = profile.Rule{Method: profile.Cuts, Weight: decimal.Int(1)}
		for i := range int64(5) {
			step := profile.Step{To: decimal.Int(i), Last: i == 4, Points: decimal.Int(i - 2)}
			p.Metrics[profile.Frequency].Steps = append(p.Metrics[profile.Frequency].Steps, step)
		}
		from, _ := decimal.Parse(c.from)
		p.Bands = []profile.Band{{Grade: "A", From: from, Open: c.open}, {Grade: "B", From: decimal.Int(-2)}}
		r := score(t, &p, visits(0, 1, 2, 3, 4)...)
		got := ""
		for i := range r.Graded {
			got += r.Grade(i)
		}
		if got != c.grade {
			t.Errorf("from %s, open %v: %s, want %s", c.from, c.open, got, c.grade)
		}
	}
}

// All 125 triples of points. Under a ranked profile they are a population in which each occurs once.
func TestTriples(t *testing.T) {
	want := map[string][4]int{
		"lianyungang-dental": {14, 46, 48, 17},
		"chongqing-course":   {17, 48, 46, 14},
		"shaoxing-finance":   {3, 93, 29, 0},
		"maoming-appraisal":  {124, 1, 0, 0}, // F from 1 to 5, raw

		"guangdong-shoe-care": {17, 48, 46, 14},
		"hangzhou-ads":        {17, 48, 46, 14},
		"fuzhou-tea":          {3, 93, 29, 0},
	}
	for _, p := range profiles.All() {
		var all []scoring.Customer
		for i := range 125 {
			rp, fp, mp := i/25+1, i/5%5+1, i%5+1
			if p.Metrics[profile.Recency].Method == profile.Cuts {
				all = append(all, ofPoints(t, p, rp, fp, mp))
				continue
			}
			c := scoring.Customer{HasR: true, R: int32((5-rp)*125 + i), F: int32(fp*125 + i)}
			c.M = decimal.Money(mp*125 + i)
			if p.Metrics[profile.Frequency].Method == profile.Raw {
				c.F = int32(fp)
			}
			all = append(all, c)
		}
		r := score(t, p, all...)
		counts := [4]int{}
		for i := range all {
			if want := []int64{int64(i/25 + 1), int64(i/5%5 + 1), int64(i%5 + 1)}; r.Points(i, 0).Coef != want[0] ||
				r.Points(i, 1).Coef != want[1] || r.Points(i, 2).Coef != want[2] {
				t.Fatalf("%s: customer %d has points %s, want %v", p.ID, i, points(r, i), want)
			}
			counts[r.Graded[i].Band]++
		}
		if counts != want[p.ID] {
			t.Errorf("%s: grades %v, want %v", p.ID, counts, want[p.ID])
		}
		if err := agree(p, all); err != nil {
			t.Errorf("%s: %v", p.ID, err)
		}
		if p.ID != "shaoxing-finance" {
			continue
		}
		for i := range all {
			if top := points(r, i); r.Grade(i) == "A" && !slices.Contains([]string{"4 5 5", "5 4 5", "5 5 5"}, top) {
				t.Errorf("%s: A for %s", p.ID, top)
			}
		}
	}
}

func TestReasons(t *testing.T) {
	p := builtIn(t, "lianyungang-dental")
	r := score(t, p, scoring.Customer{R: 5, F: 3, M: 10})
	if r.Graded[0].Reason != scoring.NoPurchase || r.Graded[0].Band != profile.Ungraded || r.Grade(0) != "" {
		t.Errorf("without purchase: %+v", r.Graded[0])
	}
	if e := r.Explain(0); e.Band != nil || e.Next != nil || e.Score.Coef != 0 || e.Reason != scoring.NoPurchase {
		t.Errorf("without purchase: %+v", e)
	}

	high := *p
	high.Bands = slices.Clone(p.Bands[:1])
	r = score(t, &high, customer(t, p, 400, 1, "50"))
	if r.Graded[0].Reason != scoring.BelowBands || r.Grade(0) != "" || r.Score(0).String() != "1.0" {
		t.Errorf("below all bands: %+v, score %s", r.Graded[0], r.Score(0))
	}
	if e := r.Explain(0); e.Band != nil || e.Next != nil || points(r, 0) != "1 1 1" {
		t.Errorf("below all bands: %+v", e)
	}
}

// What cannot be added exactly is ungraded; it neither wraps nor panics.
func TestTooLarge(t *testing.T) {
	p := *builtIn(t, "maoming-appraisal")
	p.Unit = decimal.WanYuan
	p.Metrics[profile.Monetary] = profile.Rule{Method: profile.Raw, Weight: decimal.Decimal{Coef: 999_999_999, Exp: 6}}
	customers := []scoring.Customer{
		{HasR: true, F: 1, M: math.MaxInt64},     // not even valid
		{HasR: true, F: 1, M: math.MinInt64},     // not even valid
		{HasR: true, F: 1, M: math.MaxInt64 - 1}, // product too large
		{HasR: true, F: 1, M: -(math.MaxInt64 - 1)},
		{HasR: true, F: 92_000, M: math.MaxInt64/999_999_999 - 5}, // sum too large
		{HasR: true, F: 3, M: 100_000_000},
	}
	r := score(t, &p, customers...)
	want := []string{"monetary-range", "monetary-range", "too-large", "too-large", "too-large", ""}
	for i := range customers {
		if got := r.Graded[i].Reason.String(); got != want[i] {
			t.Errorf("customer %d: %q, want %q", i, got, want[i])
		}
		r.Explain(i)
	}
	if part := r.Explain(5).Parts[profile.Recency]; part.Of != 4 || part.Tied != 4 {
		t.Errorf("place %d of %d, %d tied; the too large are ranked", part.Rank, part.Of, part.Tied)
	}
	if got := r.Score(5).String(); got != "1004.999999" { // R: the last of four equals has 2 points
		t.Errorf("score %s", got)
	}
}

func TestWindow(t *testing.T) {
	const table = `
	0   -       2024-05-17 whole
	30  -       2024-03-01 2024-02-01 2024-03-01
	1   -       2024-03-01 2024-03-01 2024-03-01
	0   month   2024-02-10 2024-02-01 2024-02-29
	0   month   2023-12-31 2023-12-01 2023-12-31
	0   quarter 2024-05-17 2024-04-01 2024-06-30
	0   quarter 2024-12-31 2024-10-01 2024-12-31
	0   year    2024-05-17 2024-01-01 2024-12-31
	30  -       -          whole
	0   year    -          whole
	`
	for line := range strings.Lines(table) {
		f := strings.Fields(line)
		if len(f) == 0 {
			continue
		}
		w := civil.Window{Days: int(number(t, f[0])), Calendar: strings.Trim(f[1], "-")}
		asOf, _ := civil.Parse(f[2])
		from, to, limited := w.Bounds(asOf)
		got := "whole"
		if limited {
			got = from.String() + " " + to.String()
		}
		if want := strings.Join(f[3:], " "); got != want {
			t.Errorf("%s: got %s", strings.TrimSpace(line), got)
		}
	}
	w := civil.Window{From: 100, To: 200}
	if from, to, limited := w.Bounds(civil.NoDay); from != 100 || to != 200 || !limited {
		t.Errorf("fixed period: %v %v %v", from, to, limited)
	}
}

func TestUnfitProfile(t *testing.T) {
	for _, p := range []*profile.Profile{nil, {}, {Schema: 1, ID: "x", Unit: decimal.Yuan}} {
		if _, err := scoring.Score(nil, p, 0, scoring.Options{}); err == nil {
			t.Errorf("%+v accepted", p)
		}
	}
	r, err := scoring.Score(nil, builtIn(t, "chongqing-course"), 0, scoring.Options{})
	if err != nil || len(r.Graded) != 0 || r.Notices != nil {
		t.Errorf("nobody: %+v, %v", r, err)
	}
}
