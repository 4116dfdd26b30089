package page

import (
	"fmt"
	"strings"
	"testing"

	"fenji/scoring/protocol"
)

func TestCalendarDays(t *testing.T) {
	for _, c := range []struct {
		date string
		by   int
		want string
	}{{"2024-12-31", 1, "2025-01-01"}, {"2024-02-28", 1, "2024-02-29"}, {"2025-03-01", -1, "2025-02-28"},
		{"2024-12-31", 90, "2025-03-31"}, {"2025-01-31", -366, "2024-01-31"}, {"2023-12-31", 0, "2023-12-31"}} {
		if got := addDays(c.date, c.by); got != c.want || daysBetween(c.date, got) != c.by {
			t.Errorf("%s %+d: %s", c.date, c.by, got)
		}
	}
	for _, c := range []struct{ cursor, key, want string }{{"2025-01-01", "ArrowLeft", "2024-12-31"},
		{"2025-01-31", "PageDown", "2025-02-28"}, {"2025-01-31", "ArrowDown", "2025-02-07"}, {"2025-01-15", "PageUp", "2024-12-15"},
		{"2025-01-15", "x", ""}, {"", "ArrowUp", ""}} {
		if got, ok := moveCursor(c.cursor, c.key); got != c.want || ok != (c.want != "") {
			t.Errorf("%s %s: %s", c.cursor, c.key, got)
		}
	}
}

// fallen is a state in which falls were read.
func fallen(falls *protocol.Falls) State {
	s := Start("en", "auto", "2025-01-01")
	s.Outcome = &protocol.Outcome{Graded: true}
	s = Reduce(s, FallsAsked{firstFalls})
	return Reduce(s, FallsRead{firstFalls, falls})
}

func TestCalendar(t *testing.T) {
	s := fallen(&protocol.Falls{AsOf: "2024-12-31", Days: []protocol.FallDay{
		{After: 3, Day: "2025-01-03", Count: 8, Money: "5"}, {After: 31, Day: "2025-01-31", Count: 1, Money: "7"}}})
	if f := s.Areas.Falls; f.Month != "2025-01" || f.Cursor != "2025-01-03" {
		t.Errorf("month %s, cursor %s", f.Month, f.Cursor)
	}
	draw := func() string {
		var b strings.Builder
		for _, week := range s.Calendar() {
			for _, d := range week {
				if d.Date == "" {
					b.WriteString(" .")
					continue
				}
				fmt.Fprintf(&b, " %s", d.Date[8:])
				if d.Count > 0 {
					fmt.Fprintf(&b, "(%d, level %d)", d.Count, d.Level)
				} else if !d.Near {
					b.WriteString("-")
				}
			}
			b.WriteString("\n")
		}
		return b.String()
	}
	want := ` . . 01 02 03(8, level 4) 04 05
 06 07 08 09 10 11 12
 13 14 15 16 17 18 19
 20 21 22 23 24 25 26
 27 28 29 30 31(1, level 1) . .
`
	if got := draw(); got != want {
		t.Errorf("got\n%s", got)
	}
	s = Reduce(s, DayReached{"2025-09-01"}) // no further than the last day that is looked at
	if got := draw(); s.Areas.Falls.Cursor != "2025-03-31" || !strings.HasSuffix(got, " 31 . . . . . .\n") {
		t.Errorf("%s\n%s", s.Areas.Falls.Cursor, got)
	}
}

// TestFallsOfAnother: what comes late, or belongs to another outcome, is not shown.
func TestFallsOfAnother(t *testing.T) {
	s := fallen(&protocol.Falls{Total: 1})
	other := firstFalls
	other.On = 3
	if got := Reduce(s, FallsRead{other, &protocol.Falls{Total: 2}}); got.falls().Total != 1 {
		t.Error("an answer to another question is shown")
	}
	s.Outcome = &protocol.Outcome{Graded: true}
	if s.falls() != nil || Reduce(s, FallsRead{firstFalls, &protocol.Falls{}}).falls() != nil {
		t.Error("falls of another outcome are shown")
	}
	if f := fallFilter(other); f.Low != "3" || f.High != "3" || fallFilter(firstFalls).Low != "" {
		t.Errorf("%+v", f)
	}
}

func TestSegmentsOfAnother(t *testing.T) {
	s := Start("zh-CN", "auto", "2025-01-01")
	s.Outcome, s.Tab = &protocol.Outcome{Graded: true}, SegmentsTab
	if !s.wantsSegments() {
		t.Error("nothing is asked for")
	}
	s = Reduce(s, SchemeAsked{})
	found := &protocol.Segments{ID: "vip", Segments: []protocol.Segment{{ID: "vip", Name: protocol.Text{Zh: "贵客"}}}}
	s = Reduce(s, SegmentsRead{"", found})
	if s.wantsSegments() || s.segments() != found || Reduce(s, SchemeAsked{"vip"}).segments() != found {
		t.Error("the first scheme is not known by its name")
	}
	if s.segmentName("vip", "vip") != "贵客" || s.segmentName("vip", "x") != "x" || s.segmentName("grade", "A") != "A 级" {
		t.Error(s.segmentName("vip", "vip"), s.segmentName("grade", "A"))
	}
	for tenths, want := range map[int]string{-4: "0.000", 7: "0.007", 513: "0.513", 1000: "1", 1200: "1"} {
		if got := ratio(tenths); got != want {
			t.Errorf("%d: %s", tenths, got)
		}
	}
	s.Outcome = &protocol.Outcome{Graded: true}
	if s.segments() != nil || !s.wantsSegments() {
		t.Error("segments of another outcome are shown")
	}
}
