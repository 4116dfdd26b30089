package session_test

import (
	"cmp"
	"fenji/scoring/report"
	"os"
	"path/filepath"
	"testing"

	"fenji/scoring/protocol"
	"fenji/scoring/session"
)

// TestOverviewLeadsToCustomers follows every item of every chart: its filters keep exactly the customers that it counts.
func TestOverviewLeadsToCustomers(t *testing.T) {
	for _, sample := range []string{"lianyungang-dental", "chongqing-course", "shaoxing-finance", "maoming-appraisal", "visits"} {
		data, err := os.ReadFile(filepath.Join(cmp.Or(os.Getenv("FENJI_DIST"), "../../dist"), "samples", sample+".xlsx"))
		if err != nil && os.Getenv("FENJI_DIST") != "" {
			t.Fatal(err)
		} else if err != nil {
			t.Skip("no samples are built")
		}
		profile := sample
		if sample == "visits" {
			profile = "lianyungang-dental"
		}
		s := new(session.Session)
		out, err := s.Load(protocol.Load{Names: []string{sample + ".xlsx"}, Settings: protocol.Settings{Sheet: -1, Profile: profile}},
			[][]byte{data}, silent)
		if err != nil {
			t.Fatal(err)
		}
		o, err := s.Overview(protocol.OverviewWish{})
		if err != nil {
			t.Fatal(err)
		}
		followed := 0
		follow := func(what string, items []report.Item, money bool) {
			sum := 0
			for _, item := range items {
				sum += item.Count
				if len(item.Filters) == 0 {
					continue
				}
				v := protocol.View{}
				for _, f := range item.Filters {
					if f.Field == "grade" {
						v.Grades = f.Values
						continue
					}
					v.Filters = append(v.Filters, protocol.Filter(f))
				}
				n, err := s.Arrange(v)
				if err != nil {
					t.Fatal(sample, what, item, err)
				}
				followed++
				if n.Rows != item.Count || money && n.Money != item.Money {
					t.Errorf("%s, %s: %+v leads to %d customers with %s", sample, what, item, n.Rows, n.Money)
				}
			}
			if sum > out.Rows {
				t.Errorf("%s, %s counts %d customers of %d", sample, what, sum, out.Rows)
			}
		}
		follow("grades", o.Grades, true)
		follow("heat", o.Heat.Cells, true)
		for _, b := range o.Bars {
			follow("bars", b.Items, false)
		}
		if o.Months.Kind == "last" {
			follow("months", o.Months.Items, true)
		}
		for _, side := range o.Sides {
			follow(side.Header, side.Items, !side.ByVisit)
		}
		if followed < 40 {
			t.Errorf("%s: only %d items lead anywhere", sample, followed)
		}
	}
}
