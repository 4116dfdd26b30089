package periods

import (
	"math/rand/v2"
	"reflect"
	"testing"

	"fenji/scoring"
	"fenji/scoring/intake"
	"fenji/scoring/profiles"
	"fenji/scoring/rfm"
)

func TestValues(t *testing.T) {
	f := Figure{New: 3, Lost: 1, Recaptured: 2, Active: 40, Visitors: 12, Visits: 15, Return: Ratio{81, 263}, Revenue: 123_456_700,
		Refunds: 20_000}
	want := map[string]Value{
		"new": {Code: "new", Text: "3"}, "active": {Code: "active", Text: "40"},
		"return":             {"return", "0.3080", Ratio{81, 263}, "0.2553", "0.3662"},
		"new-share":          {"new-share", "0.2500", Ratio{3, 12}, "0.0889", "0.5323"},
		"money-per-customer": {Code: "money-per-customer", Text: "1028.81"}, "money-per-visit": {Code: "money-per-visit", Text: "823.04"},
		"a-share": {Code: "a-share", Ratio: Ratio{2, 9}}, "a-money-share": {Code: "a-money-share", Text: "0.6000"},
		"refunds": {Code: "refunds", Text: "2.00"},
	}
	got := f.Values([]PastSum{{2, 60}, {7, 40}, {5, 1000}})
	if len(got) != len(FigureCodes) {
		t.Fatal(len(got))
	}
	for _, v := range got {
		if w, known := want[v.Code]; known && v != w {
			t.Errorf("%+v, want %+v", v, w)
		}
	}
	if v := (&Figure{}).Values(nil); v[8].Text != "" || v[10].Text != "" || v[11].Text != "" {
		t.Errorf("something of nothing: %+v", v)
	}
}

// TestTables: a log cut at two days and seen as two tables of customers gives the same cells.
func TestTables(t *testing.T) {
	rnd := rand.New(rand.NewPCG(15, 16))
	for n := range 14 {
		p := profiles.All()[n%len(profiles.All())]
		r := random(rnd, 50, 220, 900, intake.ByDay)
		base := r.AsOf - 200
		c, err := Compare(r, p, base)
		if err != nil {
			t.Fatal(err)
		}
		early := Cut(r, base)
		var list []scoring.Customer
		for i, x := range rfm.Build(early, p.Window) {
			if c.Known[i] {
				list = append(list, x)
			}
		}
		before, err := scoring.Score(list, p, base, scoring.Options{})
		if err != nil {
			t.Fatal(err)
		}
		tables, err := CompareTables(before, c.Now)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(tables.Fresh, c.Fresh) || !reflect.DeepEqual(tables.Kept, c.Kept) || len(tables.Gone) != 0 {
			t.Errorf("%s: %+v\n%+v", p.ID, tables.Fresh, c.Fresh)
		}
		back, err := CompareTables(c.Now, before)
		if err != nil {
			t.Fatal(err)
		}
		gone := 0
		for _, k := range back.Absent {
			gone += k
		}
		if want := len(r.IDs) - len(list); gone != want || len(back.Gone) != want {
			t.Errorf("%d absent, want %d", gone, want)
		}
	}
}

func TestSuspicious(t *testing.T) {
	gone := []Who{{1, []string{"13812345678", "张三"}}, {2, []string{""}}, {3, []string{"李四"}}}
	arrived := []Who{{7, []string{"张三", "13812345678"}}, {8, []string{"", ""}}, {9, []string{"李四", "李四"}}}
	want := []Pair{{1, 7, "13812345678"}, {1, 7, "张三"}, {3, 9, "李四"}}
	if got := Suspicious(gone, arrived); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v", got)
	}
	for i := range 5 {
		gone = append(gone, Who{20 + i, []string{"0518-1"}})
	}
	if got := Suspicious(gone, []Who{{30, []string{"0518-1"}}}); got != nil {
		t.Errorf("the reception's telephone joins %+v", got)
	}
}
