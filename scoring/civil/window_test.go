package civil_test

import (
	"math/rand/v2"
	"testing"

	"fenji/scoring/civil"
)

func day(t *testing.T, s string) civil.Day {
	t.Helper()
	d, err := civil.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestAddMonths(t *testing.T) {
	for _, c := range []struct {
		from string
		n    int
		want string
	}{
		{"2024-03-31", -1, "2024-02-29"}, {"2023-03-31", -1, "2023-02-28"}, {"2024-08-31", 6, "2025-02-28"},
		{"2024-02-29", 12, "2025-02-28"}, {"2024-01-15", -1, "2023-12-15"}, {"2024-12-31", 1, "2025-01-31"},
		{"2024-05-31", -6, "2023-11-30"}, {"2000-01-01", 0, "2000-01-01"}, {"2024-01-31", -13, "2022-12-31"},
	} {
		if got := day(t, c.from).AddMonths(c.n).String(); got != c.want {
			t.Errorf("%s %+d months: %s, want %s", c.from, c.n, got, c.want)
		}
	}
	if got := day(t, "9999-12-01").AddMonths(1); got != civil.NoDay {
		t.Error("beyond the calendar:", got)
	}
}

func TestBounds(t *testing.T) {
	for _, c := range []struct {
		w              civil.Window
		asOf, from, to string
	}{
		{civil.Window{Days: 30}, "2024-03-01", "2024-02-01", "2024-03-01"},
		{civil.Window{Months: 6}, "2024-12-31", "2024-07-01", "2024-12-31"},
		{civil.Window{Months: 1}, "2024-03-31", "2024-03-01", "2024-03-31"},
		{civil.Window{Months: 1}, "2024-03-30", "2024-03-01", "2024-03-30"},
		{civil.Window{Months: 12}, "2024-02-29", "2023-03-01", "2024-02-29"},
		{civil.Window{Calendar: "half"}, "2024-06-30", "2024-01-01", "2024-06-30"},
		{civil.Window{Calendar: "half"}, "2024-07-01", "2024-07-01", "2024-12-31"},
		{civil.Window{Calendar: "quarter"}, "2024-08-08", "2024-07-01", "2024-09-30"},
	} {
		from, to, limited := c.w.Bounds(day(t, c.asOf))
		if !limited || from.String() != c.from || to.String() != c.to {
			t.Errorf("%+v on %s: %s to %s, want %s to %s", c.w, c.asOf, from, to, c.from, c.to)
		}
	}
}

// A day leaves on the first day whose window excludes it: looked for day by day.
func TestLeaves(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	windows := []civil.Window{{Days: 1}, {Days: 30}, {Months: 1}, {Months: 2}, {Months: 6}, {Months: 12}, {Calendar: "month"},
		{Calendar: "half"}, {Calendar: "year"}}
	for range 3000 {
		w := windows[rnd.IntN(len(windows))]
		asOf := day(t, "2019-01-01") + civil.Day(rnd.IntN(2000))
		from, _, _ := w.Bounds(asOf)
		d := from + civil.Day(rnd.IntN(int(asOf-from)+1))
		want := asOf
		for within := true; within; {
			want++
			from, to, _ := w.Bounds(want)
			within = d >= from && d <= to
		}
		if got, ok := w.Leaves(d, asOf); !ok || got != want {
			t.Fatalf("%+v: %s leaves the window of %s on %s, want %s", w, d, asOf, got, want)
		}
	}
	for _, w := range []civil.Window{{}, {From: 1, To: 9}} {
		if _, ok := w.Leaves(5, 5); ok {
			t.Errorf("%+v lets a day go", w)
		}
	}
}
