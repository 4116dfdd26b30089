package session_test

import (
	"fenji/scoring/report"
	"reflect"
	"strings"
	"testing"

	"fenji/scoring/protocol"
	"fenji/scoring/session"
)

// TestOverviewLeadsToCustomers follows every item of every chart: its filters keep exactly the customers that it counts.
func TestOverviewLeadsToCustomers(t *testing.T) {
	for _, sample := range []string{"lianyungang-dental", "chongqing-course", "shaoxing-finance", "maoming-appraisal", "visits"} {
		profile := sample
		if sample == "visits" {
			profile = "lianyungang-dental"
		}
		s := new(session.Session)
		out, err := s.Load(protocol.Load{Names: []string{sample + ".xlsx"}, Made: true,
			Settings: protocol.Settings{Sheet: -1, Profile: profile}}, nil, silent)
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

// TestOverviewOfSome: the overview of a filter is that of a file with these customers only, all their shares apart; beside it
// stand the figures of all, and those of an earlier day are those of a file that ends there.
func TestOverviewOfSome(t *testing.T) {
	s, out := load(t, "log.csv", paid(120), protocol.Settings{Profile: "lianyungang-dental"})
	all, err := s.Overview(protocol.OverviewWish{})
	if err != nil {
		t.Fatal(err)
	}
	some := protocol.View{Grades: []string{"B", "C"}, Filters: []protocol.Filter{{Field: "F", Low: "2", High: "4"}}}
	shown, err := s.Arrange(protocol.View{Search: "C00"})
	if err != nil || shown.Rows == 0 {
		t.Fatal(err)
	}
	got, err := s.Overview(protocol.OverviewWish{Listed: true, View: some})
	if err != nil {
		t.Fatal(err)
	}
	if n, err := s.Rows(protocol.Span{N: 200}); err != nil || len(n.Rows) != shown.Rows {
		t.Errorf("the list shows %d, %v", len(n.Rows), err)
	}
	if got.All != all.Figures {
		t.Errorf("all are %+v", got.All)
	}
	count, err := s.Arrange(some)
	if err != nil || count.Rows == 0 || got.Figures.Customers != count.Rows || got.Figures.Money != count.Money {
		t.Fatalf("%+v, the list says %+v, %v", got.Figures, count, err)
	}
	rows, err := s.Rows(protocol.Span{N: 200})
	if err != nil {
		t.Fatal(err)
	}
	keep := map[string]bool{}
	for _, r := range rows.Rows {
		keep[r.ID] = true
	}
	var b strings.Builder
	for i, line := range strings.SplitAfter(paid(120), "\n") {
		if id, _, _ := strings.Cut(line, ","); i == 0 || keep[id] {
			b.WriteString(line)
		}
	}
	alone, _ := load(t, "log.csv", b.String(), protocol.Settings{Profile: "lianyungang-dental", AsOf: out.AsOf})
	want, err := alone.Overview(protocol.OverviewWish{})
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got.Figures, want.Figures) || !reflect.DeepEqual(got.Grades, want.Grades) || !reflect.DeepEqual(got.Heat, want.Heat) ||
		!reflect.DeepEqual(got.Months.Items, want.Months.Items) || !reflect.DeepEqual(got.Curve, want.Curve) {
		t.Errorf("%+v\n, alone\n%+v", got.Data, want.Data)
	}
}

// TestOverviewBefore: the figures of an earlier day are those of a log that ends on it.
func TestOverviewBefore(t *testing.T) {
	s, _ := load(t, "log.csv", paid(120), protocol.Settings{Profile: "lianyungang-dental"})
	got, err := s.Overview(protocol.OverviewWish{Before: true, Since: protocol.Since{Day: "2024-03-31"}})
	if err != nil || got.Day != "2024-03-31" {
		t.Fatalf("%+v %v", got.Day, err)
	}
	var b strings.Builder
	for i, line := range strings.SplitAfter(paid(120), "\n") {
		if part := strings.Split(line, ","); i == 0 || len(part) > 1 && part[1] <= "2024-03-31" {
			b.WriteString(line)
		}
	}
	then, _ := load(t, "log.csv", b.String(), protocol.Settings{Profile: "lianyungang-dental", AsOf: "2024-03-31"})
	want, err := then.Overview(protocol.OverviewWish{})
	if err != nil || got.Before != want.Figures {
		t.Errorf("before %+v\nthen %+v %v", got.Before, want.Figures, err)
	}
	table, _ := load(t, "t.csv", "客户编号,消费间隔天数,消费频率,消费总金额\nZ1,3,4,90000\nZ2,40,1,5000\n", protocol.Settings{})
	if o, err := table.Overview(protocol.OverviewWish{Before: true}); err != nil || o.Day != "" {
		t.Errorf("a table has figures of %q, %v", o.Day, err)
	}
}
