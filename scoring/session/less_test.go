package session_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"fenji/scoring/civil"
	"fenji/scoring/protocol"
)

// lessOf are those whom a list should name, counted row by row from the csv: of a high grade at the base, no lower now, and with
// half the visits (days) or half the money in the days now that there were then.
func lessOf(t *testing.T, text string, was, now map[string]string, high string, days [4]string) (list []string) {
	type sums struct {
		days  [2]map[string]bool
		money [2]int
	}
	all := map[string]*sums{}
	for _, line := range strings.Split(strings.TrimSpace(text), "\n")[1:] {
		cells := strings.Split(line, ",")
		id, day := cells[0], cells[2]
		if all[id] == nil {
			all[id] = &sums{days: [2]map[string]bool{{}, {}}}
		}
		amount := 0
		if _, err := fmt.Sscan(cells[3], &amount); err != nil {
			t.Fatal(err)
		}
		for k := range 2 {
			if day >= days[2*k] && day <= days[2*k+1] {
				all[id].money[k] += amount
				if amount > 0 {
					all[id].days[k][day] = true
				}
			}
		}
	}
	for id, s := range all {
		if was[id] == "" || !strings.Contains(high, was[id]) || now[id] == "" || now[id] > was[id] {
			continue
		}
		if len(s.days[0]) >= 2 && 2*len(s.days[1]) <= len(s.days[0]) || s.money[0] > 0 && 2*s.money[1] <= s.money[0] {
			list = append(list, id)
		}
	}
	slices.Sort(list)
	return list
}

// clinicLog is a log of customers who come often, the one half of them less since the summer.
func clinicLog() string {
	var b strings.Builder
	b.WriteString("会员号,姓名,消费日期,金额\n")
	seed := uint32(9)
	next := func(n int) int {
		seed = seed*1664525 + 1013904223
		return int(seed>>8) % n
	}
	for who := range 90 {
		for month := range 24 {
			times := 1 + next(2)
			if who%2 == 0 && month >= 18 && next(4) > 0 {
				times = 0
			}
			for range times {
				fmt.Fprintf(&b, "K%03d,王小二,%d-%02d-%02d,%d\n", who, 2023+month/12, 1+month%12, 1+next(28), 40+next(600))
			}
		}
	}
	b.WriteString("K000,王小二,2024-12-31,90\n")
	return b.String()
}

// TestLess: who kept a high grade but comes or pays half as much, by the profile's days where these go along, else by half years,
// is named as a slow count names it, with the rule; files for others hold it too.
func TestLess(t *testing.T) {
	text := clinicLog()
	for _, c := range []struct {
		profile, base, high string
		days                [4]string
	}{
		{"lianyungang-dental", "2024-11-30", "AB", [4]string{"2024-01-01", "2024-06-30", "2024-07-01", "2024-12-31"}},
		{"maoming-appraisal", "2024-11-30", "AB", [4]string{"2024-11-01", "2024-11-30", "2024-12-02", "2024-12-31"}},
		{"guangdong-shoe-care", "2024-06-30", "AB", [4]string{"2023-12-31", "2024-06-30", "2024-07-01", "2024-12-31"}},
	} {
		then, _ := load(t, "a.csv", text, protocol.Settings{Profile: c.profile, AsOf: c.base})
		s, _ := load(t, "a.csv", text, protocol.Settings{Profile: c.profile})
		was, now := map[string]string{}, map[string]string{}
		for _, r := range rowsOf(t, then) {
			was[r.ID] = r.Grade
		}
		for _, r := range rowsOf(t, s) {
			now[r.ID] = r.Grade
		}
		want := lessOf(t, text, was, now, c.high, c.days)
		wish := protocol.WarningWish{Since: protocol.Since{Day: c.base}, Calls: 500}
		w, err := s.Warnings(wish)
		if err != nil {
			t.Fatal(err)
		}
		l := w.Lists[3]
		named := map[string]bool{}
		for _, other := range w.Lists[:3] { // nobody is named twice
			for _, r := range other.Rows {
				named[r.Row.ID] = true
			}
		}
		got := map[string]bool{}
		for _, r := range l.Rows {
			got[r.Row.ID] = true
		}
		for _, id := range want {
			if !got[id] && !named[id] {
				t.Errorf("%s: %s is not named", c.profile, id)
			}
		}
		if l.ID != "less" || l.Total != len(want) || l.Total < 3 || !slices.Equal(l.Days, c.days[:]) || l.Base != c.base {
			t.Errorf("%s: %d of %d, %q since %s; want %d, %q", c.profile, l.Total, l.Looked, l.Days, l.Base, len(want), c.days)
		}
		// The list for calls says of each why, and the month's report names the list with its rule.
		m := protocol.Export{Format: "calls", Lang: "zh-CN", Of: protocol.Filter{Field: "picked", Low: protocol.ByWarnings},
			Month: protocol.Month{Warnings: wish}}
		for _, other := range w.Lists {
			for _, r := range other.Rows {
				m.Of.Values = append(m.Of.Values, fmt.Sprint(r.Row.Customer))
			}
		}
		calls, err := s.Calls(m)
		if err != nil {
			t.Fatal(err)
		}
		whys := 0
		for _, call := range calls.List {
			if strings.HasPrefix(call.Why, "以前 ") && strings.Contains(call.Why, "，现在 ") {
				whys++
			}
		}
		if whys == 0 || whys > len(l.Rows) {
			t.Errorf("%s: %d calls say that it is half, of %d", c.profile, whys, len(l.Rows))
		}
		p, err := s.Month(m)
		if err != nil {
			t.Fatal(err)
		}
		said := false
		for _, b := range p.Blocks {
			said = said || b.Title == "等级没降，但少了一半" && strings.Contains(b.Rows[0].Cells[0].Text, c.days[0])
		}
		if !said {
			t.Errorf("%s: the report does not say the rule", c.profile)
		}
	}
}

// TestLessOfTables: of two tables of customers it is what they say, and a file of the past does not put its day in the place of the
// one that a log is compared with.
func TestLessOfTables(t *testing.T) {
	const head = "客户编号,距离上一次购买的天数R(天),最近一段时间购买频次F(次),最近一段时间购买金额M(元)\n"
	s, _ := load(t, "now.csv", head+"K1,5,4,5000\nK2,3,3,900\nK3,10,1,50\nK4,4,9,800\n", protocol.Settings{Profile: "maoming-appraisal"})
	file := head + "K1,6,9,5000\nK2,4,3,2000\nK3,9,2,100\nK4,5,9,900\n"
	if w, err := s.Warnings(protocol.WarningWish{Since: protocol.Since{File: "then.csv"}}); err != nil || w.Lists[3].Base != "" {
		t.Errorf("a file that was not read: %+v %v", w, err)
	}
	if _, err := s.Base(protocol.BaseFile{Name: "then.csv"}, bytes.NewReader([]byte(file))); err != nil {
		t.Fatal(err)
	}
	if w, err := s.Warnings(protocol.WarningWish{Since: protocol.Since{File: "then.csv"}}); err != nil || w.Lists[3].Base != "" {
		t.Errorf("its day is not known: %+v %v", w, err)
	}
	w, err := s.Warnings(protocol.WarningWish{Since: protocol.Since{File: "then.csv", Day: "2024-11-30"}})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, l := range w.Lists { // K1 is called for another reason
		for _, r := range l.Rows {
			if l.ID == "less" || r.Row.ID == "K1" {
				got = append(got, r.Row.ID)
			}
		}
	}
	if l := w.Lists[3]; l.Total != 3 || !slices.Equal(got, []string{"K1", "K2", "K3"}) || l.Base != "2024-11-30" || len(l.Days) != 0 {
		t.Errorf("%q of %+v", got, l)
	}

	// A log: its warnings keep to the usual day, and the list of customers to the file.
	log := clinicLog()
	then, _ := load(t, "a.csv", log, protocol.Settings{AsOf: "2024-09-30"})
	s, _ = load(t, "a.csv", log, protocol.Settings{})
	if _, err := s.Base(protocol.BaseFile{Name: "h.csv"}, bytes.NewReader(exported(t, then, protocol.Export{Format: "history"}))); err != nil {
		t.Fatal(err)
	}
	if c, err := s.Change(protocol.Since{File: "h.csv"}); err != nil || c.Base != "2024-09-30" {
		t.Fatalf("%+v %v", c, err)
	}
	if w, err := s.Warnings(protocol.WarningWish{Since: protocol.Since{File: "h.csv"}}); err != nil || w.Base != "2024-11-30" || w.Lists[3].Base != "2024-11-30" {
		t.Errorf("%+v %v", w, err)
	}
	page, err := s.Rows(protocol.Span{N: 1})
	if day, _ := civil.Parse("2024-09-30"); err != nil || len(page.Added) == 0 || !slices.Contains(page.Added[0].Args, day.String()) {
		t.Errorf("the list says another day: %+v %v", page.Added, err)
	}
}
