package change

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"fenji/scoring/protocol"
	"fenji/wasm/page/shell"
)

// example is a change of 100 who had a grade, and 7 besides.
func example() *protocol.Change {
	c := &protocol.Change{Kind: protocol.ChangeLog, Base: "2024-06-30", AsOf: "2024-12-31", Grades: []string{"A", "B"}}
	c.Cells = append(c.Cells, []protocol.Move{{From: "A", To: "A", Count: 20}, {From: "A", To: "B", Count: 15}, {From: "A", To: "none", Count: 5},
		{From: "B", To: "A", Count: 12}, {From: "B", To: "B", Count: 40}, {From: "B", To: "none", Count: 8}, {From: "none", To: "B", Count: 3},
		{From: "none", To: "none", Count: 2}, {From: "new", To: "A", Count: 2}}...)
	return c
}

func TestSum(t *testing.T) {
	if got, want := SumOf(example().Grades, example().Cells), (Sum{Graded: 100, Rose: 12, Same: 60, Fell: 15, Gone: 13, New: 2, Back: 3}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}

// TestGuess: what chance brings is the sum over the rows, with the deviation of draws that are made row by row.
func TestGuess(t *testing.T) {
	h := &protocol.Chance{Known: true, Times: 50, Shares: []protocol.Odds{{From: "A", To: "A", Share: "0.7000"}, {From: "A", To: "B", Share: "0.2000"},
		{From: "A", To: "none", Share: "0.1000"}, {From: "B", To: "A", Share: "0.2000"}, {From: "B", To: "B", Share: "0.7500"}, {From: "B", To: "none", Share: "0.0500"}}}
	c := example()
	fell := expected(c, h, func(from, to string) bool { return from == "A" && to == "B" })
	if math.Abs(fell.N-8) > 1e-9 || math.Abs(fell.Deviation-math.Sqrt(40*.2*.8)) > 1e-9 || fell.Plain(15) != 1 || fell.Plain(12) != 0 || fell.Plain(1) != -1 {
		t.Errorf("%+v", fell)
	}
	gone := expected(c, h, func(_, to string) bool { return to == "none" })
	if math.Abs(gone.N-7) > 1e-9 {
		t.Errorf("%+v", gone)
	}
	for _, lang := range []string{"zh-CN", "en"} {
		list := Sentences(lang, c, h)
		if len(list) != 3 && len(list) != 4 || strings.ContainsAny(strings.Join(list, ""), "{}") || !strings.Contains(list[2], "8") {
			t.Errorf("%q", list)
		}
	}
}

// TestFlow: bands fill both sides, and stand within the picture.
func TestFlow(t *testing.T) {
	for _, width := range []int{320, 1200} {
		bands, bars := 0, 0.0
		for _, s := range flow("en", example())(width, 300) {
			switch s.Tag {
			case "path":
				bands++
			case "rect":
				for i := 0; i < len(s.Attr); i += 2 {
					v, err := strconv.ParseFloat(s.Attr[i+1], 64)
					if err == nil && (v < 0 || v > float64(max(width, 300))) {
						t.Errorf("%s=%s", s.Attr[i], s.Attr[i+1])
					}
					if s.Attr[i] == "height" {
						bars += v
					}
				}
			}
		}
		if bands != 9 || math.Abs(bars-2*(300-2*flowTop-3*flowGap)) > 1 {
			t.Errorf("%d bands, bars of %v", bands, bars)
		}
	}
}

// TestMarks: arrows count who came to a grade from another one.
func TestMarks(t *testing.T) {
	out := &protocol.Outcome{Graded: true, Rows: 5, Shape: "visits", Profile: "p"}
	house := shell.House{Room}
	s := house.Start("en", "auto", "")
	s = house.Reduce(s, shell.Started{Task: shell.Loading, Names: []string{"a"}})
	s = house.Reduce(s, shell.Graded{Outcome: out})
	due := house.Due(s)
	if len(due) != 1 || !due[0].Message.(*protocol.Since).Quiet {
		t.Fatalf("%+v", due)
	}
	s = house.Reduce(house.Reduce(s, due[0].Put()), due[0].Answered(example()))
	if got := marks(s, "A"); len(got) != 1 || got[0].Way != "up" || !strings.HasPrefix(got[0].Text, "12 ") {
		t.Errorf("%+v", got)
	}
	if got := marks(s, "B"); len(got) != 1 || got[0].Way != "down" || marks(s, "") != nil {
		t.Errorf("%+v", got)
	}
	s = house.Reduce(s, shell.SinceChosen{Since: protocol.Since{Day: "2024-01-31"}})
	if marks(s, "A") != nil {
		t.Error("arrows since a day that is not compared with any more")
	}
}

// TestAsked: what a file does not say is asked until it is answered, with an answer for every rule that gives its grades.
func TestAsked(t *testing.T) {
	house := shell.House{Room}
	s := &shell.State{Lang: "zh-CN", Outcome: &protocol.Outcome{Profile: "p"},
		Profiles: []protocol.Profile{{ID: "p", Name: protocol.Text{Zh: "甲"}}, {ID: "q", Name: protocol.Text{Zh: "乙"}}}}
	r := &protocol.BaseRead{Days: []string{""}, Customers: 9, Known: 9, Checked: true, Asks: true, Fits: []string{"p", "q"}}
	s = house.Reduce(house.Reduce(s, Read{"a.csv", r}), shell.SinceChosen{Since: protocol.Since{File: "a.csv", Day: "2024-11-30"}})
	text, answers := asked(s, r, "a.csv")
	if !strings.Contains(text, "甲") || !strings.Contains(text, "乙") || len(answers) != 3 || answers[0].Rules != "p" || answers[2].Rules != otherRules || fileThere(s) {
		t.Errorf("%s %+v", text, answers)
	}
	r.Wrong, r.Where, r.Fits = 3, "J7", nil
	if text, answers = asked(s, r, "a.csv"); !strings.Contains(text, "J7") || !strings.Contains(text, "3") || len(answers) != 2 {
		t.Errorf("%s %+v", text, answers)
	}
	s = house.Reduce(s, shell.SinceChosen{Since: protocol.Since{File: "a.csv", Day: "2024-11-30", Rules: "p"}})
	if text, _ := asked(s, r, "a.csv"); text != "" || !fileThere(s) || len(fileNotes(s, r)) != 1 {
		t.Errorf("answered: %s %q", text, fileNotes(s, r))
	}
	s.Outcome = &protocol.Outcome{Profile: "q"}
	if fileThere(s) {
		t.Error("the grades of one profile are compared with those of another")
	}
	*r = protocol.BaseRead{Days: []string{"2024-11-30"}, Raw: true, Customers: 9, Known: 2}
	if !fileThere(s) || len(fileNotes(s, r)) != 2 {
		t.Errorf("%q", fileNotes(s, r))
	}
}

// TestUndoneWithAFile: a file of the past stays while other rules are tried: it is compared again as soon as those that it was read
// for are back, and not before. Whoever forgets everything forgets it, too.
func TestUndoneWithAFile(t *testing.T) {
	house := shell.House{Room}
	graded := func(s *shell.State, profile string) *shell.State {
		set := s.Settings
		set.Profile = profile
		s = house.Reduce(s, shell.Started{Task: shell.Grading, Settings: set})
		return house.Reduce(s, shell.Graded{Outcome: &protocol.Outcome{Graded: true, Rows: 5, Shape: "visits", Profile: profile, AsOf: "2024-12-31"}})
	}
	s := house.Start("zh-CN", "auto", "")
	s = house.Reduce(s, shell.Started{Task: shell.Loading, Names: []string{"a"}})
	s = house.Reduce(s, shell.Graded{Outcome: &protocol.Outcome{Graded: true, Rows: 5, Shape: "visits", Profile: "p", AsOf: "2024-12-31"}})
	s = house.Reduce(s, Read{"then.xlsx", &protocol.BaseRead{Days: []string{"2024-11-30"}, Coded: true, Customers: 5, Known: 5}})
	s = house.Reduce(s, shell.SinceChosen{Since: protocol.Since{File: "then.xlsx", Read: 1}})
	compares := func(s *shell.State) bool {
		for _, d := range house.Due(s) {
			if m, ok := d.Message.(*protocol.Since); ok && d.Question.Name == question {
				return m.File == "then.xlsx"
			}
		}
		return false
	}
	other := graded(s, "q")
	if !compares(s) || compares(other) || other.Since.File != "then.xlsx" || own(other).Read == nil {
		t.Errorf("%v %v: %+v", compares(s), compares(other), other.Since)
	}
	if back := graded(other, "p"); !compares(back) || !fileThere(back) || found(back) != nil {
		t.Errorf("the rules of the file are back, and it is not compared: %+v", back.Since)
	}
	// So do the ways back and on, as the keys go them.
	travel := func(s *shell.State, list []protocol.Settings) *shell.State {
		if len(list) == 0 {
			t.Fatal("there is no way")
		}
		return graded(s, list[len(list)-1].Profile)
	}
	back := travel(other, other.Past)
	on := travel(back, back.Future)
	again := travel(on, on.Past)
	if !compares(back) || compares(on) || fileThere(on) || found(on) != nil || on.Since.File != "then.xlsx" || !compares(again) || len(again.Future) != 1 {
		t.Errorf("back %+v, on %+v, back again %+v", back.Since, on.Since, again.Since)
	}
	dated := house.Reduce(house.Reduce(s, shell.SinceChosen{}), shell.SinceChosen{Since: protocol.Since{Day: "2024-06-30"}})
	if dated = graded(dated, "q"); dated.Since.Day != "2024-06-30" {
		t.Errorf("another profile takes the day: %+v", dated.Since)
	}
	dated = travel(dated, dated.Past)
	if dated = travel(dated, dated.Future); dated.Since.Day != "2024-06-30" || found(dated) != nil {
		t.Errorf("the way on takes the day, or shows the old change: %+v", dated.Since)
	}
	forgotten := house.Reduce(s, shell.Forgotten{})
	if forgotten.Since != (protocol.Since{}) || own(forgotten).Read != nil || own(forgotten).File != "" {
		t.Errorf("%+v %+v", forgotten.Since, own(forgotten))
	}
}

// TestFileNotes: what of a file was left aside, put together or counted otherwise is said, in words.
func TestFileNotes(t *testing.T) {
	s := &shell.State{Outcome: &protocol.Outcome{Profile: "p", Visits: "day"}}
	for _, lang := range []string{"zh-CN", "en"} {
		s.Lang = lang
		notes := fileNotes(s, &protocol.BaseRead{Raw: true, Customers: 9, Known: 9, Aside: 3, Where: "C7", Merged: 2})
		if len(notes) != 3 || !strings.Contains(notes[1], "3") || !strings.Contains(notes[1], "C7") || !strings.Contains(notes[2], "2") {
			t.Errorf("%q", notes)
		}
		if notes = fileNotes(s, &protocol.BaseRead{Coded: true, Customers: 9, Known: 9, Visits: "order"}); len(notes) != 1 ||
			!strings.Contains(notes[0], visitsText(s.Lang, "order")) || !strings.Contains(notes[0], visitsText(s.Lang, "day")) ||
			visitsText(s.Lang, "order") == "order" {
			t.Errorf("%q", notes)
		}
	}
}
