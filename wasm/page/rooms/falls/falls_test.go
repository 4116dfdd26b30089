package falls

import (
	"fmt"
	"strings"
	"testing"

	"fenji/scoring/protocol"
	"fenji/wasm/page/shell"
)

func TestCalendarDays(t *testing.T) {
	for _, c := range []struct {
		date string
		by   int
		want string
	}{{"2024-12-31", 1, "2025-01-01"}, {"2024-02-28", 1, "2024-02-29"}, {"2025-03-01", -1, "2025-02-28"},
		{"2024-12-31", 90, "2025-03-31"}, {"2025-01-31", -366, "2024-01-31"}, {"2023-12-31", 0, "2023-12-31"}} {
		if got := addDays(c.date, c.by); got != c.want {
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

// graded is a state over an outcome; told gives it an answer.
func graded(of *protocol.Outcome) *shell.State {
	house := shell.House{Room}
	s := house.Reduce(house.Start("en", "auto", "2025-01-01"), shell.Started{Task: shell.Loading, Names: []string{"a.xlsx"}})
	return house.Reduce(s, shell.Graded{Outcome: of})
}

// fallen is a state in which falls were read.
func fallen(falls *protocol.Falls) *shell.State {
	house, s := shell.House{Room}, graded(&protocol.Outcome{Graded: true})
	due := house.Due(s)[0]
	return house.Reduce(house.Reduce(s, due.Put()), due.Answered(falls))
}

func TestCalendar(t *testing.T) {
	s := fallen(&protocol.Falls{AsOf: "2024-12-31", Days: []protocol.FallDay{
		{After: 3, Day: "2025-01-03", Count: 8, Money: "5"}, {After: 31, Day: "2025-01-31", Count: 1, Money: "7"}}})
	if f := own(s); f.Month != "2025-01" || f.Cursor != "2025-01-03" {
		t.Errorf("month %s, cursor %s", f.Month, f.Cursor)
	}
	draw := func() string {
		var b strings.Builder
		for _, week := range own(s).Calendar() {
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
	s = shell.House{Room}.Reduce(s, DayReached{"2025-09-01"}) // no further than the last day that is looked at
	if got := draw(); own(s).Cursor != "2025-03-31" || !strings.HasSuffix(got, " 31 . . . . . .\n") {
		t.Errorf("%s\n%s", own(s).Cursor, got)
	}
}

// TestFallsOfAnother: what comes late, or belongs to another outcome, is not shown.
func TestFallsOfAnother(t *testing.T) {
	house, s := shell.House{Room}, fallen(&protocol.Falls{Total: 1})
	other := firstFalls
	other.On = 3
	s = house.Reduce(s, Wished{other})
	late := house.Due(s)[0]
	s = house.Reduce(house.Reduce(s, late.Put()), Wished{firstFalls})
	again := house.Due(s)[0]
	s = house.Reduce(s, again.Put())
	if got := house.Reduce(s, late.Answered(&protocol.Falls{Total: 2})); falls(got).Total != 1 {
		t.Error("an answer to another question is shown")
	}
	next := house.Reduce(house.Reduce(s, shell.Started{Task: shell.Grading}), shell.Graded{Outcome: &protocol.Outcome{Graded: true}})
	if falls(next) != nil || falls(house.Reduce(next, again.Answered(&protocol.Falls{}))) != nil {
		t.Error("falls of another outcome are shown")
	}
	if f := fallFilter(other); f.Low != "3" || f.High != "3" || fallFilter(firstFalls).Low != "" {
		t.Errorf("%+v", f)
	}
}

func TestFallSentence(t *testing.T) {
	down := protocol.Decline{Day: "2025-01-30", Grade: "B"}
	fall := protocol.Decline{Day: "2025-03-01", Grade: "C", Falls: true}
	for _, c := range []struct {
		declines  []protocol.Decline
		estimated bool
		want      string
	}{
		{[]protocol.Decline{down, fall}, false, "如果不再来，2025-03-01 降为 C 级。"},
		{[]protocol.Decline{fall}, true, "如果不再来，按现在的排名分界估计，2025-03-01 降为 C 级。"},
		{[]protocol.Decline{{After: 12, Falls: true}}, false, "如果不再来，12 天后 起没有等级。"},
		{[]protocol.Decline{down}, false, "不再来，总分会降，等级不变。"},
	} {
		if got := FallSentence("zh-CN", c.declines, c.estimated, ""); got != c.want {
			t.Errorf("%+v: %s, want %s", c.declines, got, c.want)
		}
	}
}
