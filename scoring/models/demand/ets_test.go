package demand

import (
	"math"
	"testing"
)

func near(t *testing.T, what string, got, want, within float64) {
	t.Helper()
	if !(math.Abs(got-want) <= within*max(1, math.Abs(want))) {
		t.Errorf("%s = %.12g, want %.12g", what, got, want)
	}
}

// nile is the yearly flow of the Nile, 1871 to 1970, and deaths the accidental deaths in the USA by month, 1973 to 1978: both
// come with R.
var nile = []float64{1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180, 799, 958, 1140,
	1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833, 701, 916, 692, 1020, 1050, 969, 831, 726, 456, 824,
	702, 1120, 1100, 832, 764, 821, 768, 845, 864, 862, 698, 845, 744, 796, 1040, 759, 781, 865, 845, 944, 984, 897, 822, 1010, 771,
	676, 649, 846, 812, 742, 801, 1040, 860, 874, 848, 890, 744, 749, 838, 1050, 918, 986, 797, 923, 975, 815, 1020, 906, 901, 1170,
	912, 746, 919, 718, 714, 740}

var deaths = []float64{9007, 8106, 8928, 9137, 10017, 10826, 11317, 10744, 9713, 9938, 9161, 8927, 7750, 6981, 8038, 8422, 8714, 9512,
	10120, 9823, 8743, 9129, 8710, 8680, 8162, 7306, 8124, 7870, 9387, 9556, 10093, 9620, 8285, 8466, 8160, 8034, 7717, 7461, 7767,
	7925, 8623, 8945, 10078, 9179, 8037, 8488, 7874, 8647, 7792, 6957, 7726, 8106, 8890, 9299, 10625, 9302, 8314, 8850, 8265, 8796,
	7836, 6892, 7791, 8192, 9115, 9434, 10484, 9827, 9110, 9070, 8633, 9240}

// at fits with the smoothing given.
func at(e *ETS, y []float64) *ETS {
	e.k, e.N = e.free()+2, len(y)
	e.settle(e.ground(y, nil))
	return e
}

// TestETSPublished: figures of R's forecast 8.20, at the smoothing where its search ends.
func TestETSPublished(t *testing.T) {
	e := at(&ETS{Period: 1, Alpha: .24553386, Phi: 1}, nile)
	near(t, "ll", e.Log, -726.39052, 1e-8)
	near(t, "AIC", -2*e.Log+2*float64(e.k), 1458.78104, 1e-8)
	near(t, "variance", e.Squares/float64(e.N-2), 20802.801, 1e-7)
	f := e.forecast(1, nil)[0]
	near(t, "forecast", f, 805.381283, 1e-6)
	wide := 1.959963985 * math.Sqrt(e.Squares/float64(e.N-2))
	near(t, "low", f-wide, 522.692225, 1e-6)
	near(t, "high", f+wide, 1088.07034, 1e-6)
	published := []float64{799.811996, 798.454844, 797.097691} // R's ses ends at a smoothing of its own, .2437
	for h, want := range published {
		got := theta(nile, 1, 3)
		near(t, "theta", got[h], want, 1e-4)
		near(t, "drift", got[h]-got[0], want-published[0], 1e-6)
	}
	own := &ETS{Period: 1}
	if !own.fit(nile, nil) || own.Log < e.Log {
		t.Error("R's search ends higher", own.Log)
	}
	near(t, "alpha", own.Alpha, e.Alpha, 3e-4)
}

// TestETSChosenAsPublished: the form is R's. The search finds a higher likelihood than R's, which moves fourteen parameters
// at once where here two are left.
func TestETSChosenAsPublished(t *testing.T) {
	e := best(deaths, 12, true, nil, nil)
	if e.Name() != "ETS(A,N,A)" || e.k != 15 {
		t.Fatal(e.Name(), e.k)
	}
	if e.Log < -555.072335 || e.AICc > 1148.7161 {
		t.Error("R found a higher likelihood", e.Log, e.AICc)
	}
	near(t, "AICc of R's likelihood", 2*555.072335+2*15+2*15*16.0/(72-16), 1148.7161, 1e-7)
	near(t, "alpha", e.Alpha, .5945899, .02)
	for h, want := range []float64{8397.4969, 7599.2206, 8396.5947} {
		near(t, "forecast", e.forecast(3, nil)[h], want, .01)
	}
	if r := at(&ETS{Period: 12, Season: true, Alpha: .5945899, Gamma: .0020290, Phi: 1}, deaths); r.Log < -555.072335 || r.Log > e.Log {
		t.Error("at R's smoothing", r.Log)
	}
}

// TestSeasonsRespond: what comes of each season's free state is what its own recursion gives.
func TestSeasonsRespond(t *testing.T) {
	for _, trend := range []bool{false, true} {
		e := &ETS{Period: 12, Season: true, Trend: trend, Damped: trend, Alpha: .31, Beta: .07, Gamma: .42, Phi: .91}
		g := e.ground(deaths, nil)
		e.squares(g)
		for i := range e.free() {
			own := make([]float64, len(deaths))
			e.respond(own, e.unit(i), 1, nil)
			for at, want := range own {
				if math.Abs(g.columns[i][at]-want) > 1e-12 {
					t.Fatalf("state %d, period %d: %v, not %v", i, at, g.columns[i][at], want)
				}
			}
		}
	}
}
