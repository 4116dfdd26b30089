package draft_test

import (
	"reflect"
	"testing"

	"fenji/scoring/decimal"
	"fenji/scoring/draft"
	"fenji/scoring/profile"
	"fenji/scoring/profiles"
)

// A profile copied into a draft and back is the same rules.
func TestRoundTrip(t *testing.T) {
	for _, p := range profiles.All() {
		back, err := draft.Of(p).Parsed()
		if err != nil {
			t.Errorf("%s: %v", p.ID, err)
			continue
		}
		a, _ := profile.Check(p)
		b, _ := profile.Check(back)
		for m := range a.Gauges {
			a.Gauges[m].Rule, b.Gauges[m].Rule = profile.Rule{}, profile.Rule{}
		}
		if !reflect.DeepEqual(a, b) {
			t.Errorf("%s: %+v, want %+v", p.ID, b, a)
		}
	}
}

// of makes a draft whose money is scored by ranges as typed, the points from 1 up.
func of(t *testing.T, rows ...string) *draft.Draft {
	t.Helper()
	p, _ := profiles.ByID("lianyungang-dental")
	d := draft.Of(p)
	d.Ranges[profile.Monetary] = nil
	for i, row := range rows {
		r, ok := draft.ParseRange(row, d.Unit)
		if !ok {
			t.Fatal(row)
		}
		r.Points = decimal.Int(int64(i + 1))
		d.Ranges[profile.Monetary] = append(d.Ranges[profile.Monetary], r)
	}
	return d
}

func TestParsed(t *testing.T) {
	for _, c := range []struct {
		rows []string
		want string // ends, or the error
	}{
		{[]string{"100元以下", "101–500元", "501–1000元", "1001–3000元", "超过3000元"}, "100 500 1000 3000"},
		{[]string{"不满200", "[200,400)", "[400,600)", "[600,800)", "≥800"}, "200) 400) 600) 800)"},
		{[]string{"≤100", ">100"}, "100"},
		{[]string{"≤100", "≥200"}, "metrics.M.steps: no range holds the values between two of them"},
		{[]string{"≤100", "≥100"}, "metrics.M.steps: two ranges hold the same values"},
		{[]string{"≤100", "101–500"}, "metrics.M.steps: no range holds the largest values"},
	} {
		p, err := of(t, c.rows...).Parsed()
		got := ""
		if err != nil {
			got = err.Error()
		} else {
			for _, s := range p.Metrics[profile.Monetary].Steps {
				if !s.Last {
					got += " " + s.To.String() + map[bool]string{true: ")"}[s.Open]
				}
			}
			got = got[1:]
		}
		if got != c.want {
			t.Errorf("%v: %s, want %s", c.rows, got, c.want)
		}
	}
}
