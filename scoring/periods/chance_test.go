package periods

import (
	"math"
	"strconv"
	"testing"

	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/models/numeric"
	"fenji/scoring/profiles"
)

// stable is a clinic of customers who come at rates of their own that never change: gamma of a shape and mean a year, days
// uniform, amounts lognormal about 300. Customers who never came are nobody.
func stable(customers, days int, shape, mean float64, seed uint64) *intake.Records {
	start := day(2022, 1, 1)
	r := &intake.Records{Shape: intake.PerVisit, Visits: intake.ByDay, AsOf: start + civil.Day(days) - 1}
	g := numeric.NewRandom(seed)
	for i := range customers {
		rate := g.Gamma(shape) / shape * mean
		for range g.Poisson(rate * float64(days) / 365) {
			if n := len(r.IDs); n == 0 || r.IDs[n-1] != strconv.Itoa(i) {
				r.IDs = append(r.IDs, strconv.Itoa(i))
			}
			r.Customer, r.Row = append(r.Customer, uint32(len(r.IDs)-1)), append(r.Row, uint32(len(r.Row)))
			r.Day = append(r.Day, start+civil.Day(g.Below(days)))
			r.Amount = append(r.Amount, decimal.Money(math.Round(numeric.Exp(math.Log(300)+g.Gauss())*100))*100)
		}
	}
	return r
}

// TestChance holds the matrix of chance against figures worked out elsewhere for two million customers.
func TestChance(t *testing.T) {
	if testing.Short() {
		t.Skip("half a minute")
	}
	r := stable(80_000, 730, .9, 4, 5)
	p := *profiles.All()[0]
	for _, c := range []struct {
		window civil.Window
		want   [4][5]float64
	}{
		{civil.Window{}, [4][5]float64{{88.8, 9.5, 1.7, 0, 0}, {50.3, 32.0, 14.2, 3.4, 0}, {19.3, 34.6, 26.8, 19.4, 0},
			{8.2, 27.4, 29.0, 35.5, 0}}},
		{civil.Window{Days: 365}, [4][5]float64{{62.8, 26.2, 8.0, 1.9, 1.1}, {25.9, 36.4, 22.2, 7.6, 8.0},
			{10.1, 28.1, 28.2, 12.6, 21.0}, {5.2, 21.6, 28.4, 14.5, 30.2}}},
	} {
		p.Window = c.window
		l := logOf(t, r)
		change, err := Compare(r, &p, r.AsOf-365)
		if err != nil {
			t.Fatal(err)
		}
		h, ok := ChanceOf(change, l)
		if !ok {
			t.Fatal("nothing is learned")
		}
		shares, times, err := h.Matrix()
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("r %.3f, %.3f a year, %d times", h.Rates.R, h.Rates.R/h.Rates.Alpha*365, times)
		for row := range c.want {
			n := 0
			for col := range 5 {
				k, _ := change.Fresh.At(row, col)
				n += k
			}
			real := ""
			for col, want := range c.want[row] {
				k, _ := change.Fresh.At(row, col)
				real += " " + strconv.FormatFloat(100*float64(k)/float64(n), 'f', 1, 64)
				if got := 100 * shares[row][col]; math.Abs(got-want) > .3+300*math.Sqrt(want/100*(1-want/100)/float64(n*times)) {
					t.Errorf("%+v row %d of %d, column %d: %.2f, want %.1f", c.window, row, n, col, got, want)
				}
			}
			t.Logf("%v %.2f real%s", c.want[row], shares[row], real)
		}
	}
}
