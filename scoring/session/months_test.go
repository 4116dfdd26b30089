package session_test

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"testing"

	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/periods"
	"fenji/scoring/protocol"
	"fenji/scoring/sheet"
)

func figure(m protocol.BoardMonth, code string) protocol.BoardFigure {
	return m.Figures[slices.IndexFunc(m.Figures, func(f protocol.BoardFigure) bool { return f.Code == code })]
}

func whole(t *testing.T, text string) int {
	t.Helper()
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func monthEnd(t *testing.T, month string) string {
	t.Helper()
	d, err := civil.Parse(month + "-01")
	if err != nil {
		t.Fatal(err)
	}
	return periods.MonthOf(d).Last().String()
}

// TestBoard: new, recaptured and lost add up to what the active changed by; the share of the best grade is that of the file
// as it was graded at the month's end; cohorts hold everybody once.
func TestBoard(t *testing.T) {
	text := visitsOf(11, 120, 900)
	for _, active := range []int{0, 6, 12, 24, 7} {
		s, _ := load(t, "a.csv", text, protocol.Settings{})
		b, err := s.Board(protocol.BoardWish{Active: active})
		if err != nil || len(b.Months) != 24 {
			t.Fatalf("%d months: %v", len(b.Months), err)
		}
		before := 0
		for _, m := range b.Months {
			now := whole(t, figure(m, "active").Value)
			if by := whole(t, figure(m, "new").Value) + whole(t, figure(m, "recaptured").Value) - whole(t, figure(m, "lost").Value); before+by != now {
				t.Errorf("%s: %d and %d are not %d", m.Month, before, by, now)
			}
			before = now
		}
		size := 0
		for _, c := range b.Cohorts {
			size += c.Size
		}
		if last := b.Months[23]; size < before || last.Running || b.Done != b.Whole {
			t.Errorf("%d in the cohorts, %d active, %+v", size, before, last)
		}
		if active != 0 {
			continue
		}
		for _, k := range []int{11, 17, 23} {
			day := monthEnd(t, b.Months[k].Month)
			then, out := load(t, "a.csv", text, protocol.Settings{AsOf: day})
			graded := out.Rows
			for _, g := range out.Groups {
				if g.Grade == "" {
					graded -= g.Count
				}
			}
			f := figure(b.Months[k], "a-share")
			if f.Ratio.Part != out.Groups[0].Count || f.Ratio.Whole != graded {
				t.Errorf("%s: %+v, want %d of %d", day, f, out.Groups[0].Count, graded)
			}
			_ = then
		}
	}
	s, _ := load(t, "a.csv", clinic, protocol.Settings{})
	if b, err := s.Board(protocol.BoardWish{}); err != nil || len(b.Months) != 0 {
		t.Errorf("a table of customers has months: %+v %v", b, err)
	}
}

// half tells whether visits or money are half of what they were.
func half(t *testing.T, r protocol.Warning) bool {
	then, now := coef(t, r.MoneyThen), coef(t, r.MoneyNow)
	return r.VisitsThen >= 2 && 2*r.VisitsNow <= r.VisitsThen || then > 0 && 2*now <= then
}

func coef(t *testing.T, money string) int64 {
	t.Helper()
	d, err := decimal.Parse(money)
	if err != nil {
		t.Fatal(err)
	}
	d, _ = d.Rescale(4)
	return d.Coef
}

// TestWarnings: as many as can be called, nobody twice, those with most to lose first.
func TestWarnings(t *testing.T) {
	s, _ := load(t, "a.csv", visitsOf(21, 150, 1200), protocol.Settings{})
	total := 0
	for _, calls := range []int{500, 20, 7, 1} {
		w, err := s.Warnings(protocol.WarningWish{Since: protocol.Since{Day: "2024-03-31"}, Below: 20, Calls: calls})
		if err != nil || !w.Log || w.Few || len(w.Lists) != 4 {
			t.Fatalf("%+v %v", w, err)
		}
		seen, n := map[string]bool{}, 0
		for _, l := range w.Lists {
			if len(l.Rows) > l.Total {
				t.Errorf("%s names %d of %d", l.ID, len(l.Rows), l.Total)
			}
			for _, r := range l.Rows {
				if seen[r.Row.ID] {
					t.Errorf("%s is named twice", r.Row.ID)
				}
				seen[r.Row.ID] = true
				n++
				if l.ID == "fell" && (r.From == r.To || r.Share > "0.0500") || l.ID == "soon" && (r.After > 30 || r.Day <= "2024-12-31") ||
					l.ID == "later" && (r.None >= "0.2000" || r.Days <= periods.CourseGap) ||
					l.ID == "less" && (r.To > r.From || r.From > "B" || !half(t, r)) {
					t.Errorf("%s: %+v", l.ID, r)
				}
			}
		}
		if calls == 500 {
			total = n
		}
		if n != min(calls, total) {
			t.Errorf("%d calls, %d are named of %d", calls, n, total)
		}
	}
	if total < 20 {
		t.Errorf("only %d to call: nothing is tested", total)
	}
	r, err := s.Record(protocol.WarningWish{Below: 20})
	if err != nil || !r.Known || r.Back.Whole == 0 || r.Back.Part > r.Back.Whole {
		t.Errorf("%+v %v", r, err)
	}
	s, _ = load(t, "a.csv", clinic, protocol.Settings{})
	if w, err := s.Warnings(protocol.WarningWish{}); err != nil || w.Log || len(w.Lists) != 4 || w.Lists[3].Base != "" || len(w.Lists[1].Rows) == 0 {
		t.Errorf("a table of customers: %+v %v", w, err)
	}
}

// TestStory: the last of a customer's grades is that of today, and the one at the base that of the change.
func TestStory(t *testing.T) {
	s, _ := load(t, "a.csv", visitsOf(61, 60, 500), protocol.Settings{Profile: "chongqing-course"})
	moved := 0
	for _, r := range rowsOf(t, s) {
		st, err := s.Story(protocol.StoryWish{Customer: r.Customer, Since: protocol.Since{Day: "2024-06-30"}})
		if err != nil || len(st.Days) != 24 || st.Days[23] != "2024-12-31" {
			t.Fatalf("%+v %v", st, err)
		}
		now, then := r.Grade, st.Grades[17]
		if now == "" {
			now = "none"
		}
		if then == "" {
			then = "new"
		}
		if st.Grades[23] != now || st.To != now || st.From != then || st.Days[17] != "2024-06-30" {
			t.Errorf("%s %q: %+v", r.ID, r.Grade, st)
		}
		if st.Why != "" && (st.Why == "same") != (st.From == st.To) || st.Why != "" && st.Parts[2].PointsNow != r.Points[2] {
			t.Errorf("%+v", st)
		}
		if st.Why == "customer" {
			moved++
		}
	}
	if moved == 0 {
		t.Error("nobody moved")
	}
	// By rules that look at each customer alone nobody else is graded for it; the grades are the same.
	for _, id := range []string{"lianyungang-dental", "guangdong-shoe-care", "shaoxing-finance"} {
		all, _ := load(t, "a.csv", visitsOf(61, 60, 500), protocol.Settings{Profile: id})
		one, _ := load(t, "a.csv", visitsOf(61, 60, 500), protocol.Settings{Profile: id})
		if _, err := all.Board(protocol.BoardWish{}); err != nil {
			t.Fatal(err)
		}
		for i := range rowsOf(t, all) {
			want, err := all.Story(protocol.StoryWish{Customer: i})
			got, other := one.Story(protocol.StoryWish{Customer: i, Alone: true})
			if err != nil || other != nil || len(got.Days) != 24 || !slices.Equal(got.Days, want.Days) || !slices.Equal(got.Grades, want.Grades) || got.Base != "" {
				t.Fatalf("%s: %+v, want %+v %v %v", id, got, want, err, other)
			}
		}
	}
	ranked, _ := load(t, "a.csv", visitsOf(61, 60, 500), protocol.Settings{Profile: "chongqing-course"})
	if st, err := ranked.Story(protocol.StoryWish{Alone: true}); err != nil || len(st.Days) != 0 {
		t.Errorf("everybody is graded for one: %+v %v", st, err)
	}
}

// TestAddedByChange: once something was compared, list and files say the grade before, the way and the reason, as the migration
// counts them.
func TestAddedByChange(t *testing.T) {
	s, _ := load(t, "a.csv", visitsOf(71, 80, 600), protocol.Settings{Profile: "chongqing-course"})
	if _, err := s.Change(protocol.Since{Day: "2024-06-30", Quiet: true}); err != nil {
		t.Fatal(err)
	}
	if page, err := s.Rows(protocol.Span{N: 1}); err != nil || len(page.Added) != 0 {
		t.Fatalf("added before: %+v %v", page, err)
	}
	c, err := s.Change(protocol.Since{Day: "2024-06-30"})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]int{}
	for _, m := range c.Cells {
		if want[m.From] += m.Count; m.From == "none" || m.From == "new" {
			want[""] += m.Count
		}
	}
	page, err := s.Rows(protocol.Span{N: 500})
	if err != nil || len(page.Added) != 3 || page.Added[0].ID != "change.was" {
		t.Fatalf("%+v %v", page.Added, err)
	}
	counts := map[string]int{}
	for _, r := range page.Rows {
		counts[r.Added[0]]++
		if same := r.Added[1] == "=" || r.Added[1] == "+"; same != (r.Added[2] == "") {
			t.Errorf("%q", r.Added)
		}
		if r.Added[1] == "=" != (r.Added[0] == r.Grade) && r.Added[0] != "" {
			t.Errorf("%s: %q", r.Grade, r.Added)
		}
	}
	for _, g := range append(c.Grades, "") {
		if counts[g] != want[g] {
			t.Errorf("%q: %d, want %d", g, counts[g], want[g])
		}
	}
	text := string(exported(t, s, protocol.Export{Format: "csv", Lang: "en"}))
	if !strings.Contains(text, "Grade on 2024-06-30") || !strings.Contains(text, "The customer moved: ") || !strings.Contains(text, ",rose,") {
		t.Errorf("%s", text[:400])
	}
}

// TestMonth: the report has a table for each thing; what is meant for others names nobody and holds no count of a few, nor
// figures that give one away.
func TestMonth(t *testing.T) {
	s, _ := load(t, "a.csv", visitsOf(81, 150, 1500), protocol.Settings{})
	m := protocol.Export{Lang: "zh-CN", Month: protocol.Month{Warnings: protocol.WarningWish{Since: protocol.Since{Day: "2024-03-31"}},
		Goals: []protocol.Goal{{Figure: "revenue", Value: "10000"}, {Figure: "x", Value: "1"}}}}
	p, err := s.Month(m)
	if err != nil {
		t.Fatal(err)
	}
	var titles []string
	for _, b := range p.Blocks {
		titles = append(titles, b.Title)
		for _, r := range b.Rows {
			if len(b.Head) > 0 && len(r.Cells) != len(b.Head) {
				t.Errorf("%s: %d cells under %d heads", b.Title, len(r.Cells), len(b.Head))
			}
		}
	}
	if len(p.Blocks) != 9 || len(p.Charts) != 2 || !slices.Contains(titles, "目标") {
		t.Errorf("%q, %d charts", titles, len(p.Charts))
	}
	m.Month.Least = 11
	shared, err := s.Month(m)
	if err != nil {
		t.Fatal(err)
	}
	hidden := 0
	for _, b := range shared.Blocks {
		for _, r := range b.Rows {
			for _, c := range r.Cells {
				n, err := strconv.Atoi(c.Text)
				if c.Kind == protocol.CellCount && err == nil && n > 0 && n < 11 {
					t.Errorf("%s: %d is shown", b.Title, n)
				}
				if strings.HasPrefix(c.Text, "K0") || strings.HasPrefix(c.Text, "K1") {
					t.Errorf("%s names %s", b.Title, c.Text)
				}
				if c.Text == "·" {
					hidden++
				}
			}
		}
	}
	if hidden == 0 {
		t.Error("nothing is hidden: nothing is tested")
	}
	m.Format = "month"
	data := exported(t, s, m)
	book, err := sheet.Open("m.xlsx", bytes.NewReader(data), int64(len(data)), sheet.Options{})
	if err != nil || len(book.Sheets()) != 1 {
		t.Fatalf("%v", err)
	}
	if n := bytes.Count(data, []byte("xl/charts/chart")); n != 4 { // each named before its bytes, and in the directory
		t.Errorf("%d names of charts", n)
	}
}
