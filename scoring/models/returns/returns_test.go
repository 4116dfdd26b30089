package returns

import (
	_ "embed"
	"hash/fnv"
	"math"
	"strconv"
	"strings"
	"testing"

	"fenji/scoring/civil"
	"fenji/scoring/models/modelstest"
	"fenji/scoring/models/numeric"
)

func near(t *testing.T, what string, got, want, within float64) {
	t.Helper()
	if !(math.Abs(got-want) <= within*max(1, math.Abs(want))) {
		t.Errorf("%s = %.12g, want %.12g", what, got, want)
	}
}

// cdnow is the customer of the note "CDNOW" whose figures CLVTools' tests hold.
var cdnow = Model{R: .242594, Alpha: 4.41360, A: .792920, B: 2.425888, Plain: true}

func TestPublished(t *testing.T) {
	k := Kind{X: 2, Last: 30.43, T: 38.86}
	near(t, "E[X(39)|2, 30.43, 38.86]", cdnow.Expect(k, 39), 1.22590546, 5e-9)
	near(t, "P(active)", cdnow.Active(k), .72660860, 5e-9)
	near(t, "E[X(39)]", cdnow.New(39), 1.19500667, 5e-9)
	near(t, "x = 0", cdnow.Expect(Kind{T: 38.86}, 39), expected0(cdnow, 38.86, 39), 1e-12)
	if cdnow.Active(Kind{T: 38.86}) != 1 {
		t.Error("BG/NBD lets somebody leave before the second visit")
	}
	own := cdnow
	own.Plain = false
	if p := own.Active(Kind{T: 38.86}); !(p < 1 && p > 0) {
		t.Error("MBG/NBD is sure of who came once", p)
	}
}

// expected0 is the textbooks' form, which overflows for many visits and does well for none.
func expected0(m Model, T, t float64) float64 {
	z := t / (m.Alpha + T + t)
	f, _ := numeric.Hypergeometric(m.R, m.B, m.A+m.B-1, z)
	return (m.A + m.B - 1) / (m.A - 1) * (1 - math.Pow((m.Alpha+T)/(m.Alpha+T+t), m.R)*f)
}

// TestSameBytes: what is found is the same to the last bit wherever this test runs.
func TestSameBytes(t *testing.T) {
	r := Expect(simulate(800, 120, truth, purse, 5), nil)
	if r.Reason() != "" || r.Pays == nil {
		t.Fatalf("%q %q", r.Reason(), r.Money.Reason())
	}
	h := fnv.New64a()
	put := func(list ...float64) {
		for _, v := range list {
			h.Write(strconv.AppendUint(nil, math.Float64bits(v), 16))
		}
	}
	for _, p := range append(r.Params, r.Money.Params...) {
		h.Write([]byte(p.Name + p.Of))
		put(p.Value)
	}
	put(r.Visits[0]...)
	put(r.Visits[1]...)
	put(r.Visits[2]...)
	put(r.Low...)
	put(r.High...)
	put(r.Active...)
	put(r.Average...)
	put(r.Total.Low, r.Total.Value, r.Total.High)
	const want = "d0865c3d2ce7c0d2"
	if got := strconv.FormatUint(h.Sum64(), 16); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// TestNoOverflow: the textbook form is not a number at 300 visits.
func TestNoOverflow(t *testing.T) {
	z := 1000 / (4.4136 + .5 + 1000)
	f, ok := numeric.Hypergeometric(.792920+2.425888-1-.242594, .792920-1, .792920+2.425888+300-1, z)
	near(t, "Euler's form", math.Pow(1-z, .792920-1)*f, 3.0055078144304948, 1e-6)
	if !ok || math.IsNaN(f) {
		t.Error(f)
	}
	z = 39 / (4.41360 + 38.86 + 39)
	f, _ = numeric.Hypergeometric(.792920+2.425888-1-.242594, .792920-1, .792920+2.425888-1, z)
	near(t, "Euler's form of none", math.Pow(1-z, .792920-1)*f, 1.0181788443448332, 1e-12)
	for _, m := range []Model{cdnow, {R: .5, Alpha: 3, A: 1, B: 2}, {R: .5, Alpha: 3, A: 1 + 1e-9, B: 2}} {
		for _, x := range []int{0, 1, 30, 300, 3000} {
			e := m.Expect(Kind{X: x, Last: 100, T: 104}, 52)
			if math.IsNaN(e) || e < 0 || e > 52*float64(x+1) {
				t.Errorf("%+v: %d visits: %v", m, x, e)
			}
		}
	}
	if a, b := cdnow.Expect(Kind{X: 1, Last: 1, T: 2}, 10), cdnow.Expect(Kind{X: 1, Last: 1, T: 2}, 1000); a != b {
		t.Error("not clamped at five times the time observed", a, b)
	}
}

// TestAlikeLeavers: where all leave with one chance, the parameters of leaving run away to the edge, and what is foretold
// stays right; the forms of the formula agree where they meet.
func TestAlikeLeavers(t *testing.T) {
	l := simulate(4000, 156, Model{R: .9, Alpha: 30, A: 2e4, B: 1.1e5}, purse, 4)
	r := Expect(l, nil)
	if r.Reason() != "" || r.Model.A < 100 || math.Abs(r.Model.A/(r.Model.A+r.Model.B)-2e4/1.3e5) > .03 {
		t.Fatalf("%q %+v %+v", r.Reason(), r.Conditions, r.Model)
	}
	for _, bg := range []bool{false, true} {
		for _, x := range []int{0, 2, 40} {
			for _, a := range []float64{600, 5e4, 5e7} { // the series by turns
				m := Model{R: .9, Alpha: 30, A: a, B: 5 * a, Plain: bg}
				p, got := a/(a+m.B+float64(x)-plain(&m)), m.stay(x, 100, 60)
				near(t, "visits", got, (1-math.Pow(1+p*60/130, -m.R-float64(x)))/p, 4/a*float64(1+x)+1e-9)
			}
		}
	}
	few := Model{R: .9, Alpha: 30, A: 150, B: 700}
	z := 60.0 / 190
	f, _ := numeric.Hypergeometric(.9+3, 700+3+1, 850+3, z)
	near(t, "both series", few.stay(3, 100, 60), 853/149.0*(1-math.Pow(1-z, 3.9)*f), 1e-9)
	if v := (&Model{R: 500, Alpha: 30, A: 5e4, B: 5e4}).stay(3000, 100, 400); !(v > 1.9 && v < 2.1) {
		t.Error("of very many visits", v)
	}
}

// simulate lets customers live by a model; money is Gamma-Gamma.
func simulate(n, weeks int, m Model, s Spends, seed uint64) *Log {
	g := numeric.NewRandom(seed)
	l := &Log{Starts: []uint32{0}, AsOf: civil.Day(20_000)}
	start := l.AsOf - civil.Day(7*weeks)
	for range n {
		day := float64(g.Below(7 * weeks * 2 / 3))
		rate := g.Gamma(m.R) / m.Alpha / 7
		u, v := g.Gamma(m.A), g.Gamma(m.B)
		scale := s.Gamma / g.Gamma(s.Q)
		last := civil.NoDay
		for came := 0; day < float64(7*weeks); came++ {
			money := g.Gamma(s.P) * scale
			if d := start + civil.Day(day); d != last {
				l.Days, l.Money = append(l.Days, d), append(l.Money, money)
				last = d
			} else {
				l.Money[len(l.Money)-1] += money
			}
			if (came > 0 || !m.Plain) && g.Uniform() < u/(u+v) {
				break
			}
			day += g.Exponential() / rate
		}
		l.Starts = append(l.Starts, uint32(len(l.Days)))
	}
	return l
}

var truth, purse = Model{R: .6, Alpha: 6, A: .8, B: 4}, Spends{P: 4, Q: 5, Gamma: 400}

// TestRecovers: known parameters lie within their intervals, and what was held out is foretold.
func TestRecovers(t *testing.T) {
	l := simulate(6000, 156, truth, purse, 9)
	r := Expect(l, nil)
	if r.Reason() != "" || r.Money.Reason() != "" {
		t.Fatalf("%q %q %+v %+v", r.Reason(), r.Money.Reason(), r.Conditions, r.Money.Conditions)
	}
	for i, name := range []string{"r", "alpha", "a", "b"} {
		if low, high := r.Param(name+"-low", "mbg"), r.Param(name+"-high", "mbg"); !(low < truth.at(i) && truth.at(i) < high) {
			t.Errorf("%s = %v is not within %v and %v", name, truth.at(i), low, high)
		}
	}
	near(t, "p", r.Pays.P, purse.P, .15)
	near(t, "q", r.Pays.Q, purse.Q, .15)
	if r.Active[r.Of[0]] >= 1 || r.Average[0] <= 0 {
		t.Error(r.Active[r.Of[0]], r.Average[0])
	}
	if again := Expect(l, nil); again.Total != r.Total || again.Model.LL != r.Model.LL {
		t.Error("not the same twice")
	}
}

// TestCovers: intervals of 90 % hold about as many of what truly comes. Half a simulated log is known, the rest is seen.
func TestCovers(t *testing.T) {
	modelstest.Many(t)
	in, all, totals := 0, 0, 0
	const runs = 12
	for seed := range uint64(runs) {
		whole := simulate(1500, 130, truth, purse, 100+seed)
		known := *whole
		known.AsOf -= 90
		known.Starts, known.Days, known.Money = []uint32{0}, nil, nil
		for i := range whole.Customers() {
			days := whole.upto(i, known.AsOf)
			known.Days = append(known.Days, days...)
			known.Money = append(known.Money, whole.Money[whole.Starts[i]:int(whole.Starts[i])+len(days)]...)
			known.Starts = append(known.Starts, uint32(len(known.Days)))
		}
		r := Expect(&known, nil)
		if r.Reason() != "" {
			t.Fatalf("seed %d: %+v", seed, r.Conditions)
		}
		sum := 0.0
		for i := range known.Customers() {
			k := r.Of[i]
			if k < 0 {
				continue
			}
			came := float64(len(whole.upto(i, whole.AsOf)) - len(known.upto(i, known.AsOf)))
			sum += came
			all++
			if r.Low[k] <= came && came <= r.High[k] {
				in++
			}
		}
		if r.Total.Low <= sum && sum <= r.Total.High {
			totals++
		}
	}
	if share := float64(in) / float64(all); share < .88 {
		t.Errorf("customers' intervals hold %.3f", share)
	}
	if totals < runs-4 {
		t.Errorf("the total's interval held %d times of %d", totals, runs)
	}
}

// TestSlopes holds the likelihoods' slopes against differences of their values.
func TestSlopes(t *testing.T) {
	l := simulate(300, 120, truth, purse, 6)
	kinds, spends := likelyOf(l.known(l.AsOf, &work{}).fitted), spentOf(l.spenders(l.AsOf, &work{}))
	const h = 1e-5
	g := numeric.NewRandom(1)
	for range 20 {
		for _, plain := range []bool{false, true} {
			m := Model{Plain: plain}
			x := []float64{g.Gauss(), g.Gauss(), g.Gauss(), g.Gauss()}
			value := func() float64 {
				m.set(x)
				v, _ := m.likelihood(kinds)
				return v
			}
			value()
			_, slope := m.likelihood(kinds)
			for i := range x {
				x[i] += h
				up := value()
				x[i] -= 2 * h
				near(t, "slope "+m.name()+strconv.Itoa(i), slope[i], (up-value())/(2*h), 1e-5)
				x[i] += h
			}
		}
		x := []float64{g.Gauss(), g.Gauss(), 5 + g.Gauss()}
		value := func() (float64, [3]float64) {
			return (&Spends{P: math.Exp(x[0]), Q: math.Exp(x[1]), Gamma: math.Exp(x[2])}).likelihood(spends)
		}
		_, slope := value()
		for i := range x {
			x[i] += h
			up, _ := value()
			x[i] -= 2 * h
			down, _ := value()
			near(t, "slope of money", slope[i], (up-down)/(2*h), 1e-5)
			x[i] += h
		}
	}
}

func TestRefuses(t *testing.T) {
	for _, c := range []struct {
		log  *Log
		want string
	}{
		{simulate(150, 156, truth, purse, 1), "customers"},
		{simulate(400, 6, Model{R: .05, Alpha: 9, A: 1, B: 1}, purse, 1), "again"},
	} {
		r := Expect(c.log, nil)
		if r.Reason() != c.want || r.Visits[0] != nil || r.Money.Reason() != "" && r.Money.Reason() != "return" {
			t.Errorf("%q, not %q: %+v", r.Reason(), c.want, r.Conditions)
		}
	}
	// A clinic that closed: nothing comes of what was expected.
	l := simulate(3000, 156, truth, purse, 2)
	closed := *l
	closed.Starts, closed.Days, closed.Money = []uint32{0}, nil, nil
	for i := range l.Customers() {
		days := l.upto(i, l.AsOf-300)
		closed.Days = append(closed.Days, days...)
		closed.Money = append(closed.Money, l.Money[l.Starts[i]:int(l.Starts[i])+len(days)]...)
		closed.Starts = append(closed.Starts, uint32(len(closed.Days)))
	}
	if r := Expect(&closed, nil); r.Reason() != "off" {
		t.Errorf("%q %+v", r.Reason(), r.Conditions)
	}
	// Who comes more often pays more each time.
	for i := range l.Customers() {
		n := l.Starts[i+1] - l.Starts[i]
		for at := l.Starts[i]; at < l.Starts[i+1]; at++ {
			l.Money[at] = 100 + 50*float64(n)
		}
	}
	if r := Expect(l, nil); r.Reason() != "" || r.Money.Reason() != "alike" || r.Average != nil {
		t.Errorf("%q %q %+v", r.Reason(), r.Money.Reason(), r.Money.Conditions)
	}
}

// TestNoLeak: what is known on the cut day does not hang on what comes after it, and who comes only later is not counted.
func TestNoLeak(t *testing.T) {
	l := simulate(800, 156, truth, purse, 3)
	r := Expect(l, nil)
	cut := r.Cut
	changed := *l
	changed.Days = append([]civil.Day(nil), l.Days...)
	for i, d := range changed.Days {
		if d > cut && d < l.AsOf {
			changed.Days[i] = l.AsOf // all of them on the last day
		}
	}
	before, after := l.known(cut, &work{}).kinds, changed.known(cut, &work{}).kinds
	if len(before) != len(after) {
		t.Fatal(len(before), len(after))
	}
	for i := range before {
		if before[i] != after[i] {
			t.Fatal(before[i], after[i])
		}
	}
	n := 0.0
	for _, k := range before {
		n += k.N
	}
	for i := range l.Customers() {
		if days := l.upto(i, l.AsOf); len(days) > 0 && days[0] <= cut {
			n--
		}
	}
	if n != 0 {
		t.Error("customers who come only later are counted:", -n)
	}
}

// TestOrder: the order of customers changes nothing.
func TestOrder(t *testing.T) {
	l := simulate(500, 156, truth, purse, 4)
	back := &Log{Starts: []uint32{0}, AsOf: l.AsOf}
	for i := l.Customers() - 1; i >= 0; i-- {
		back.Days = append(back.Days, l.Days[l.Starts[i]:l.Starts[i+1]]...)
		back.Money = append(back.Money, l.Money[l.Starts[i]:l.Starts[i+1]]...)
		back.Starts = append(back.Starts, uint32(len(back.Days)))
	}
	a, b := Expect(l, nil), Expect(back, nil)
	if a.Model.LL != b.Model.LL || a.Model.R != b.Model.R {
		t.Error(a.Model, b.Model)
	}
}

func BenchmarkMillion(b *testing.B) {
	l := simulate(1_000_000, 156, truth, purse, 3)
	for b.Loop() {
		Expect(l, nil)
	}
}

// TestCDNOW fits the public data that every program of this kind is held against: figures of CLVTools' tests, and of Fader
// and Hardie's note on Gamma-Gamma.
func TestCDNOW(t *testing.T) {
	var kinds []Kind
	var spends []spender
	for line := range strings.Lines(cdnowData) {
		if line[0] == '#' {
			continue
		}
		f := strings.Split(strings.TrimSpace(line), ",")
		var v [5]float64
		for i := range v {
			v[i], _ = strconv.ParseFloat(f[i], 64)
		}
		kinds = append(kinds, Kind{X: int(v[0]), Last: v[1] / 7, T: v[2] / 7, N: v[4]})
		if v[0] > 0 {
			for range int(v[4]) {
				spends = append(spends, spender{v[0], v[3]})
			}
		}
	}
	m := Model{Plain: true}
	m.fit(likelyOf(kinds), &work{})
	near(t, "r", m.R, .2425945, 5e-7)
	near(t, "alpha", m.Alpha, 4.4136019, 5e-6)
	near(t, "a", m.A, .7929199, 5e-6)
	near(t, "b", m.B, 2.4258881, 2e-5)
	near(t, "ll", m.LL, -9582.429, 5e-8)
	own := Model{}
	own.fit(likelyOf(kinds), &work{})
	for i, want := range []float64{.5248, 6.183, .8914, 1.614} { // lifetimes' ModifiedBetaGeoFitter
		near(t, "MBG/NBD", own.at(i), want, 2e-4)
	}
	s := Spends{}
	s.fit(spends, &work{})
	near(t, "p", s.P, 6.25, 1e-3)
	near(t, "q", s.Q, 3.74, 2e-3)
	near(t, "gamma", s.Gamma, 15.45, 2e-3)
}

//go:embed testdata/cdnow.csv
var cdnowData string
