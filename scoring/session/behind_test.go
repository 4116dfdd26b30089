package session_test

import (
	"slices"
	"strconv"
	"testing"

	invented "fenji/scoring/clinic"
	"fenji/scoring/protocol"
	"fenji/scoring/session"
)

// TestChartsLead: each part of each chart of a goal leads to as many customers as it shows, in its period and of those whom it is
// about; what counts touches, visits or words leads to nobody only where it shows none.
func TestChartsLead(t *testing.T) {
	s := new(session.Session)
	if _, err := s.Load(protocol.Load{Names: []string{invented.Name}, Settings: settings}, [][]byte{clinicFile(t)}, silent); err != nil {
		t.Fatal(err)
	}
	persons := []string{"weeks", "new.by", "dau", "active", "funnel"}
	seen := map[string]bool{}
	for _, w := range []protocol.GoalWish{{}, {From: "2025-03-01", To: "2025-03-31"}, {Axis: "grade", Value: "none"}, {Axis: "department", Value: "正畸科"}} {
		for _, w.Goal = range []string{"new", "sticky", "conversion", "departments", "voice"} {
			g, err := s.Goals(w)
			if err != nil {
				t.Fatal(err)
			}
			count := func(code, label, column string) int {
				n, err := s.Arrange(protocol.View{Filters: []protocol.Filter{{Field: protocol.FieldGoal + code, Low: w.From, High: w.To,
					Values: []string{label, column, w.Axis, w.Value}}}})
				if err != nil {
					t.Fatal(code, err)
				}
				return n.Rows
			}
			for _, c := range g.Charts {
				short := 0
				seen[c.ID] = true
				for i, v := range c.Values {
					if c.Kind == "line" && i%8 != 3 {
						continue
					}
					label, column := c.Labels[i/max(1, len(c.Columns))], ""
					if c.Columns != nil {
						if column = c.Columns[i%len(c.Columns)]; i%12 > 0 {
							continue
						}
					}
					n, most := count(c.ID, label, column), wholeOf(v)
					if short += most - n; slices.Contains(persons, c.ID) {
						if n > most || n < most && c.Unlisted == 0 {
							t.Errorf("%v %s %s: %d customers, it shows %s", w, c.ID, label, n, v)
						}
					} else if most > 0 && c.ID != "conversion.by" && n == 0 && (w.Axis != "" || c.Kind != "heat") || most == 0 && v != "" && n > 0 {
						t.Errorf("%v %s %s %s: %d customers, it shows %s", w, c.ID, label, column, n, v)
					}
					if c.Second != nil && c.ID == "active" && strconv.Itoa(count(c.ID, label, "second")) != c.Second[i] {
						t.Errorf("%v %s %s: it shows %s", w, c.ID, label, c.Second[i])
					}
				}
				if slices.Contains(persons, c.ID) && short != c.Unlisted {
					t.Errorf("%v %s: %d are missing, it says %d", w, c.ID, short, c.Unlisted)
				}
			}
			for _, f := range g.Figures {
				switch n := count(f.Code, f.By, ""); f.Code {
				case "consultations", "conversion", "wau", "mau", "persons", "repeat", "return":
					if strconv.Itoa(n) != f.Value {
						t.Errorf("%v %s %s: %d customers, it shows %s", w, f.Code, f.By, n, f.Value)
					}
				}
			}
		}
	}
	if len(seen) != 12 {
		t.Errorf("charts %v", seen)
	}
	for _, f := range []protocol.Filter{{Field: "goal.new"}, {Field: "goal.new", Values: []string{"", "", "height", "1"}}} {
		if _, err := s.Arrange(protocol.View{Filters: []protocol.Filter{f}}); f.Values != nil && err == nil {
			t.Errorf("%v is a filter", f)
		}
	}
}

// wholeOf reads the whole part of a figure of a chart.
func wholeOf(s string) (n int) {
	for _, r := range s {
		if r < '0' || r > '9' {
			break
		}
		n = 10*n + int(r-'0')
	}
	return n
}
