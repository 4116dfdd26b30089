// Package change is the room of what became of whom since an earlier day: the grades then and now, beside what chance alone
// would have done.
package change

import (
	"math"
	"strconv"
	"time"

	"fenji/scoring/protocol"
	"fenji/scoring/words"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

// State is what the room keeps.
type State struct {
	Found  *protocol.Change
	Of     *protocol.Outcome // the outcome that Found belongs to
	Shown  protocol.Since    // the wish that Found answers
	Chance *protocol.Chance  // nil while it is on its way
	Money  bool              // cells show money
	Back   bool              // shares are of the grades now: where those came from
	Read   *protocol.BaseRead
	File   string          // what Read is of
	Rules  string          // and the profile that graded when it was read
	Story  *protocol.Story // of the customer that is explained
	Told   int             // the choice that Story belongs to
	Wanted protocol.Since  // and what it is compared with
	Reads  int             // files that were read
	Looked bool            // somebody has been here, so that list and files say the grade before
}

// The events of the room.
type (
	MoneyTurned struct{ Money bool } // cells show customers or money
	BackTurned  struct{ Back bool }  // shares are of the grades now, or of those then
	Read        struct {
		File string
		Read *protocol.BaseRead
	}
)

// name is the room's; the others are its questions'.
const name, question, guessing, telling = "change", "change", "change.chance", "change.story"

// fewEnough is how many customers may be compared before anybody looks: it takes memory and time.
const fewEnough = 50_000

// pause lets the first rows of a new result come before.
const pause = 600 * time.Millisecond

// looked tells whether somebody looks, or the result is so small that it is compared beforehand, for marks on the grades.
func looked(s *shell.State) bool {
	return s.InFront(name) || s.Outcome != nil && s.Outcome.Shape == "visits" && s.Outcome.Rows <= fewEnough
}

// Room is the room.
var Room = shell.Room{
	Name: name, Area: "change", Reduce: reduceOwn, Labels: labels, Marks: marks,
	Questions: []shell.Question{{
		Name: question, Op: protocol.OpChange, Pause: pause, Adds: true,
		Wish: func(s *shell.State) protocol.Message {
			if !looked(s) || s.Since.File != "" && !fileThere(s) {
				return nil
			}
			w := s.Since
			w.Quiet = !own(s).Looked
			return &w
		},
		Hurry:  func(s *shell.State) bool { return s.InFront(name) },
		Answer: func() protocol.Message { return &protocol.Change{} },
	}, {
		Name: guessing, Op: protocol.OpChance,
		Wish: func(s *shell.State) protocol.Message {
			if c := found(s); !s.InFront(name) || c == nil || c.Kind != protocol.ChangeLog {
				return nil
			}
			w := s.Since
			return &w
		},
		Answer: func() protocol.Message { return &protocol.Chance{} },
	}, {
		Name: telling, Op: protocol.OpStory, Pause: lull, Quiet: true,
		Wish: func(s *shell.State) protocol.Message {
			compared := looked(s) || own(s).Looked
			if s.Picked < 0 || !compared && (s.Outcome == nil || s.Outcome.Shape != "visits") {
				return nil
			}
			return &protocol.StoryWish{Customer: s.Picked, Since: s.Since, Alone: !compared}
		},
		Also:   func(s *shell.State) int { return s.Picks },
		Answer: func() protocol.Message { return &protocol.Story{} },
	}},
}

// lull lets the explanation come first.
const lull = 60 * time.Millisecond

func own(s *shell.State) State { return shell.Own[State](s, name) }

func reduceOwn(o any, was, now *shell.State, e shell.Event) any {
	return reduce(shell.As[State](o), was, now, e)
}

func reduce(c State, was, now *shell.State, e shell.Event) State {
	c.Looked = c.Looked || now.InFront(name)
	switch e := e.(type) {
	case shell.SinceChosen:
		c.Chance = nil
	case shell.Graded:
		c.Story = nil
		if was.Task == shell.Loading {
			c.Looked = false
		}
		if now.Since == (protocol.Since{}) {
			c.File, c.Read = "", nil
		}
	case Read:
		c.File, c.Read, c.Chance = e.File, e.Read, nil
		c.Reads++
		if now.Outcome != nil {
			c.Rules = now.Outcome.Profile
		}
	case MoneyTurned:
		c.Money = e.Money
	case BackTurned:
		c.Back = e.Back
	case shell.Answered:
		switch e.Question {
		case question:
			since := *e.Wish.(*protocol.Since)
			if since.Quiet = false; c.Of != now.Outcome || c.Shown != since {
				c.Chance = nil
			}
			c.Found, c.Of, c.Shown = e.Answer.(*protocol.Change), now.Outcome, since
		case guessing:
			c.Chance = e.Answer.(*protocol.Chance)
		case telling:
			c.Story, c.Told, c.Wanted = e.Answer.(*protocol.Story), now.Picks, e.Wish.(*protocol.StoryWish).Since
		}
	}
	return c
}

// story is that of the customer who is explained; nil while it is on its way.
func story(s *shell.State) *protocol.Story {
	if c := own(s); s.Picked >= 0 && c.Told == s.Picks && c.Wanted == s.Since {
		return c.Story
	}
	return nil
}

// marks are the arrows on the tile of a grade: how many came up or down to it since the day that is compared with.
func marks(s *shell.State, grade string) (list []shell.Mark) {
	c := found(s)
	if c == nil || c.Kind == protocol.ChangeNone {
		return nil
	}
	place := placesOf(c.Grades)
	at, known := place[grade]
	if !known {
		return nil
	}
	n := map[string]int{}
	for _, m := range c.Cells {
		from, graded := place[m.From]
		switch {
		case m.To != grade || !graded:
		case from > at:
			n["up"] += m.Count
		case from < at:
			n["down"] += m.Count
		}
	}
	for _, way := range []string{"up", "down"} {
		if n[way] > 0 {
			list = append(list, shell.Mark{Text: words.Text(s.Lang, "change.mark."+way, "n", say.Count(n[way]), "day", c.Base), Way: way})
		}
	}
	return list
}

// found is what the room shows; nil while it is on its way.
func found(s *shell.State) *protocol.Change {
	if c := own(s); c.Of != nil && c.Of == s.Outcome && c.Shown == s.Since {
		return c.Found
	}
	return nil
}

// The codes of those without a grade.
const newcomer, none, absent = "new", "none", "absent"

// labels are the words of the filter that the room leads to.
var labels = []shell.Label{{Field: "change", Say: func(s *shell.State, _ string, f protocol.Filter) string {
	if len(f.Values) != 2 {
		return ""
	}
	return words.Text(s.Lang, "change.chip", "from", gradeText(s.Lang, f.Values[0]), "to", gradeText(s.Lang, f.Values[1]), "day", f.Low)
}}}

// gradeText names a grade, or those without.
func gradeText(lang, code string) string {
	if key := "change.of." + code; words.Has(key) {
		return words.Text(lang, key)
	}
	return code
}

// filter keeps the customers of a cell.
func filter(c *protocol.Change, since protocol.Since, from, to string) protocol.Filter {
	return protocol.Filter{Field: "change", Values: []string{from, to}, Low: c.Base, High: since.File}
}

// A Sum is what became of those who had a grade, and who came besides.
type Sum struct{ Graded, Rose, Same, Fell, Gone, New, Back, Absent int }

// SumOf adds up the cells of a migration.
func SumOf(grades []string, cells []protocol.Move) (s Sum) {
	place := placesOf(grades)
	for _, m := range cells {
		from, graded := place[m.From]
		to, still := place[m.To]
		switch {
		case m.From == newcomer:
			s.New += m.Count
			continue
		case m.From == none && still:
			s.Back += m.Count
			continue
		case !graded:
			continue
		case m.To == absent:
			s.Absent += m.Count
		case !still:
			s.Gone += m.Count
		case to < from:
			s.Rose += m.Count
		case to > from:
			s.Fell += m.Count
		default:
			s.Same += m.Count
		}
		s.Graded += m.Count
	}
	return s
}

func placesOf(grades []string) map[string]int {
	place := make(map[string]int, len(grades))
	for i, g := range grades {
		place[g] = i
	}
	return place
}

// A Guess is how many chance alone would bring, with the standard deviation.
type Guess struct{ N, Deviation float64 }

// Plain tells how a real number differs from what chance brings: 1 more, −1 fewer, 0 no more than chance explains.
func (g Guess) Plain(real int) int {
	const apart = 2.5 // standard deviations
	switch d := float64(real) - g.N; {
	case d > apart*g.Deviation && d >= 1:
		return 1
	case -d > apart*g.Deviation && -d >= 1:
		return -1
	}
	return 0
}

// expected adds up what chance brings of the cells that are asked for: each row is drawn by itself.
func expected(c *protocol.Change, h *protocol.Chance, wanted func(from, to string) bool) (g Guess) {
	rows := map[string]int{}
	for _, m := range c.Cells {
		rows[m.From] += m.Count
	}
	shares := map[string]float64{}
	for _, o := range h.Shares {
		if wanted(o.From, o.To) {
			p, _ := strconv.ParseFloat(o.Share, 64)
			shares[o.From] += p
		}
	}
	variance := 0.0
	for from, p := range shares {
		n := float64(rows[from])
		g.N += n * p
		variance += n * p * max(0, 1-p)
	}
	g.Deviation = math.Sqrt(variance)
	return g
}

// cellGuess is what chance brings of one cell.
func cellGuess(c *protocol.Change, h *protocol.Chance, from, to string) (g Guess, share string) {
	for _, o := range h.Shares {
		if o.From == from && o.To == to {
			share = o.Share
		}
	}
	return expected(c, h, func(a, b string) bool { return a == from && b == to }), share
}

// Sentences say what happened, and what chance would have done.
func Sentences(lang string, c *protocol.Change, h *protocol.Chance) (list []string) {
	t := func(key string, args ...string) string { return words.Text(lang, "change."+key, args...) }
	s := SumOf(c.Grades, c.Cells)
	if s.Graded == 0 {
		list = append(list, t("said.nobody", "day", c.Base))
	} else {
		key := "said"
		if s.Absent > 0 {
			key = "said.absent"
		}
		list = append(list, t(key, "day", c.Base, "n", say.Count(s.Graded), "rose", say.Count(s.Rose), "same", say.Count(s.Same),
			"fell", say.Count(s.Fell), "gone", say.Count(s.Gone), "absent", say.Count(s.Absent)))
	}
	if s.New+s.Back > 0 {
		list = append(list, t("said.more", "new", say.Count(s.New), "back", say.Count(s.Back)))
	}
	if h == nil || !h.Known || s.Graded == 0 {
		return list
	}
	place := placesOf(c.Grades)
	lower := func(from, to string) bool {
		a, graded := place[from]
		b, still := place[to]
		return graded && still && b > a
	}
	fell := expected(c, h, lower)
	list = append(list, t("chance."+[...]string{"less", "same", "more"}[1+fell.Plain(s.Fell)], "n", round(fell.N), "fell", say.Count(s.Fell)))
	gone := expected(c, h, func(from, to string) bool { _, graded := place[from]; return graded && to == none })
	if more := gone.Plain(s.Gone); more > 0 {
		list = append(list, t("chance.gone", "n", round(gone.N), "gone", say.Count(s.Gone)))
	}
	return list
}

func round(x float64) string { return say.Count(int(math.Round(x))) }

// notes say what the figures are worth.
func notes(lang string, c *protocol.Change, h *protocol.Chance) (list []string) {
	add := func(is bool, key string, args ...string) {
		if is {
			list = append(list, words.Text(lang, "change."+key, args...))
		}
	}
	add(c.Kind == protocol.ChangeTables, "note.tables")
	add(c.Longer > 0, "note.longer", "n", months(c.Longer))
	add(c.Differ > 0, "note.differ", "n", say.Count(c.Differ))
	add(len(c.Kept) > 0 && c.Cuts+c.Both > 0, "note.cuts", "cuts", say.Count(c.Cuts), "both", say.Count(c.Both))
	add(h != nil && !h.Known, "note.few")
	return list
}

// months says a number of days in months, as far as they are whole ones.
func months(days int) string { return strconv.Itoa(max(1, (days+15)/30)) }

// storyLines say what became of a customer, and why.
func storyLines(lang string, st *protocol.Story) (lines []string) {
	t := func(key string, args ...string) string { return words.Text(lang, "change.story."+key, args...) }
	args := []string{"day", st.Base, "from", gradeText(lang, st.From), "to", gradeText(lang, st.To)}
	switch {
	case st.Base == "":
		return nil
	case st.Why == "":
		return []string{t("new", args...)}
	case st.Why == "same":
		return []string{t("same", args...)}
	}
	return []string{t("moved", args...), t("why." + st.Why)}
}

// levels are the grades of a story as heights: the best is highest, no grade 0; NaN before the first row.
func levels(grades []string, st *protocol.Story) (list []float64) {
	place := placesOf(grades)
	for _, g := range st.Grades {
		at, graded := place[g]
		switch {
		case g == "":
			list = append(list, math.NaN())
		case !graded:
			list = append(list, 0)
		default:
			list = append(list, float64(len(grades)-at))
		}
	}
	return list
}
