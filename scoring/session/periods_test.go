package session_test

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/protocol"
	"fenji/scoring/session"
)

// visitsOf is a log of random visits over two years, with refunds.
func visitsOf(seed uint64, customers, rows int) string {
	rnd := rand.New(rand.NewPCG(seed, 1))
	start, _ := civil.DateOf(2023, 1, 1)
	var b strings.Builder
	b.WriteString("会员号,消费日期,金额,科室\n")
	for range rows {
		who := rnd.IntN(customers)
		day := start + civil.Day(rnd.IntN(730))
		if who%5 == 0 {
			day = start + 500 + civil.Day(rnd.IntN(230))
		}
		amount := 20 + rnd.IntN(900)
		if rnd.IntN(12) == 0 {
			amount = -amount / 3
		}
		fmt.Fprintf(&b, "K%03d,%s,%d,种植\n", who, day, amount)
	}
	fmt.Fprintf(&b, "K%03d,2024-12-31,100,种植\n", customers)
	return b.String()
}

// rowsOf are all customers of what is graded.
func rowsOf(t *testing.T, s *session.Session) (rows []protocol.Row) {
	t.Helper()
	for from := 0; ; from += 500 {
		page, err := s.Rows(protocol.Span{From: from, N: 500})
		if err != nil {
			t.Fatal(err)
		}
		if rows = append(rows, page.Rows...); len(rows) == page.Total {
			return rows
		}
	}
}

// TestSuspiciousPairs: who has not come since the base and who is new under one telephone are listed, and stay two customers.
func TestSuspiciousPairs(t *testing.T) {
	text := "会员号,姓名,电话,消费日期,金额\n" +
		"K1,王一,13812345671,2024-03-01,100\n" + "K2,李二,13812345672,2024-03-02,100\n" + "K3,张三,13812345673,2024-03-03,100\n" +
		"K4,赵四,13812345674,2024-03-04,100\n" + "K2,李二,13812345672,2024-08-02,100\n" +
		"K5,王一,13812345671,2024-09-01,100\n" + "K6,李二,13812345672,2024-09-02,100\n" + "K7,孙七,13812345677,2024-09-03,100\n"
	s, _ := load(t, "a.csv", text, protocol.Settings{Profile: "lianyungang-dental"})
	c, err := s.Change(protocol.Since{Day: "2024-06-30"})
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Pairs) == 0 {
		t.Fatal("no pair")
	}
	for _, p := range c.Pairs {
		if p.Gone != "K1" || p.New != "K5" {
			t.Errorf("%+v: K2 has come since, so only K1 is gone", p)
		}
	}
	if n := len(rowsOf(t, s)); n != 7 {
		t.Errorf("%d customers, want 7: pairs are listed, never merged", n)
	}
}

// TestChange holds the migration against the same file, graded as of the earlier day in a sitting of its own; each cell's
// filter lists as many customers with as much money.
func TestChange(t *testing.T) {
	for n, profile := range []string{"lianyungang-dental", "chongqing-course", "maoming-appraisal", "shaoxing-finance", "hangzhou-ads"} {
		text := visitsOf(uint64(n), 90, 700)
		base := []string{"2024-11-30", "2024-06-30", "2023-12-31"}[n%3]
		s, _ := load(t, "a.csv", text, protocol.Settings{Profile: profile})
		out, err := s.Change(protocol.Since{Day: base})
		if err != nil {
			t.Fatal(err)
		}
		then, _ := load(t, "a.csv", text, protocol.Settings{Profile: profile, AsOf: base})
		before := map[string]string{}
		for _, r := range rowsOf(t, then) {
			if before[r.ID] = r.Grade; r.Grade == "" {
				before[r.ID] = "none"
			}
		}
		counts, money := map[[2]string]int{}, map[[2]string]decimal.Money{}
		for _, r := range rowsOf(t, s) {
			from, to := before[r.ID], r.Grade
			if from == "" {
				from = "new"
			}
			if to == "" {
				to = "none"
			}
			counts[[2]string{from, to}]++
			d, _ := decimal.Parse(r.Value[2])
			unit := decimal.Yuan
			if profile == "shaoxing-finance" {
				unit = decimal.WanYuan
			}
			m, _ := decimal.MoneyOf(d, unit)
			money[[2]string{from, to}] += m
		}
		total := 0
		for _, m := range out.Cells {
			key := [2]string{m.From, m.To}
			if m.Count != counts[key] || m.Money != money[key].String() {
				t.Errorf("%s %v: %d with %s, want %d with %s", profile, key, m.Count, m.Money, counts[key], money[key])
			}
			total += m.Count
			count, err := s.Arrange(protocol.View{Filters: []protocol.Filter{{Field: "change", Values: key[:], Low: out.Base}}})
			if err != nil || count.Rows != m.Count || count.Money != m.Money {
				t.Errorf("%s %v: the list has %+v, not %+v (%v)", profile, key, count, m, err)
			}
		}
		if total != len(rowsOf(t, load1(s))) || out.Kind != protocol.ChangeLog || out.Base != base {
			t.Errorf("%s: %d in the cells, %+v", profile, total, out)
		}
		if ranked := profile != "lianyungang-dental" && profile != "shaoxing-finance"; (len(out.Kept) > 0) != ranked {
			t.Errorf("%s: %d cells by the cuts of the base", profile, len(out.Kept))
		}
		chance, err := s.Chance(protocol.Since{Day: base})
		if err != nil || !chance.Known {
			t.Fatalf("%s: %+v %v", profile, chance, err)
		}
		rows := map[string]float64{}
		for _, o := range chance.Shares {
			p, _ := strconv.ParseFloat(o.Share, 64)
			rows[o.From] += p
		}
		for from, p := range rows {
			if n := counts0(counts, from); p < .999 && n > 0 || p > 1.001 {
				t.Errorf("%s: chance gives %s %v", profile, from, p)
			}
		}
	}
}

func counts0(counts map[[2]string]int, from string) (n int) {
	for key, k := range counts {
		if key[0] == from {
			n += k
		}
	}
	return n
}

// load1 lists everybody again.
func load1(s *session.Session) *session.Session {
	s.Arrange(protocol.View{})
	return s
}

// TestSince: which days can be compared with.
func TestSince(t *testing.T) {
	s, out := load(t, "a.csv", visitsOf(3, 60, 400), protocol.Settings{})
	c, err := s.Change(protocol.Since{})
	if err != nil || out.AsOf != "2024-12-31" || c.Base != "2024-11-30" || c.Presets != [3]string{"2024-11-30", "2024-09-30", "2023-12-31"} {
		t.Errorf("%+v %v", c, err)
	}
	if _, err := s.Change(protocol.Since{Day: "2024-12-31"}); err == nil {
		t.Error("a day is compared with itself")
	}
	s, _ = load(t, "a.csv", clinic, protocol.Settings{})
	if c, err := s.Change(protocol.Since{}); err != nil || c.Kind != protocol.ChangeNone {
		t.Errorf("a table of customers: %+v %v", c, err)
	}
}
