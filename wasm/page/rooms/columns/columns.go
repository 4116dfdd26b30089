// Package columns is the room where each column of the file gets its meaning.
package columns

import (
	"slices"
	"strconv"
	"strings"

	roles "fenji/scoring/columns"
	"fenji/scoring/protocol"
	"fenji/scoring/words"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

// State is what the room keeps.
type State struct {
	Preview *protocol.Preview // of the outcome shown, or of the one before until its own has come
	Moved   *MovedRole        // what the last change of a meaning took from another column
	Kept    Kept
}

// Kept says what this device remembers of the meanings of columns.
type Kept struct {
	This bool // of a table with the headers at hand
	N    int  // of how many tables
	Used bool // the meanings at hand were taken from there
}

// A MovedRole says that a meaning moved from one column to another.
type MovedRole struct {
	Role     string
	From, To int
}

// Remembered is the room's event.
type Remembered struct{ Kept Kept }

const name, question = "columns", "columns"

// Room is the room.
var Room = shell.Room{
	Name: name, Panel: "columns", Area: "data", Needs: shell.NeedsFile, Reduce: reduceOwn, Calls: calls,
	Questions: []shell.Question{{
		Name: question, Op: protocol.OpPreview, Early: true,
		Wish: func(s *shell.State) protocol.Message {
			if !s.InFront(name) || s.Task != shell.Idle {
				return nil
			}
			return &protocol.Nothing{}
		},
		Answer: func() protocol.Message { return &protocol.Preview{} },
	}},
}

func own(s *shell.State) State { return shell.Own[State](s, name) }

func reduceOwn(o any, was, now *shell.State, e shell.Event) any {
	return reduce(shell.As[State](o), was, now, e)
}

// calls tells whether the answer to one question may be all that a result lacks.
func calls(s *shell.State) bool {
	return len(s.Outcome.Missing) > 0 || s.Outcome.Rows == 0 && asksDates(s.Outcome)
}

func reduce(c State, was, now *shell.State, e shell.Event) State {
	switch e := e.(type) {
	case shell.Graded:
		if was.Task == shell.Loading {
			return State{}
		}
		return c.graded(was)
	case shell.Answered:
		if e.Question == question {
			c.Preview = e.Answer.(*protocol.Preview)
		}
	case Remembered:
		c.Kept = e.Kept
	}
	return c
}

// graded follows a grading of the same file: was is the state before it.
func (c State) graded(was *shell.State) State {
	c.Moved = nil
	from, to := was.Shown.Settings, was.Settings
	if from.Sheet != to.Sheet || from.Header != to.Header {
		c.Preview = nil
	}
	n := len(to.Roles)
	if was.Outcome != nil && shell.NewWay(was) && n > 0 && !slices.Contains(from.Roles, to.Roles[n-1]) {
		c.Moved = MovedBy(was.Outcome.Columns, to.Roles[n-1].Column, to.Roles[n-1].Role)
	}
	return c
}

// MovedBy says what a change of a column's meaning takes from another column; nil when it takes nothing.
func MovedBy(columns []protocol.Column, column int, role string) *MovedRole {
	if !roles.Role(role).Single() {
		return nil
	}
	for _, c := range columns {
		if c.Role == role && c.Index != column {
			return &MovedRole{Role: role, From: c.Index, To: column}
		}
	}
	return nil
}

// MovedText says what moved.
func MovedText(s *shell.State) string {
	m := own(s).Moved
	if m == nil {
		return ""
	}
	return words.Text(s.Lang, "intake.moved", "role", words.Text(s.Lang, "role."+m.Role), "from", s.Heading(m.From),
		"to", s.Heading(m.To))
}

// sureOf is how sure, in per cent, the page is of a column that needs no look.
const sureOf = 70

// WhyText says why a column was taken for what it is, with what its values say.
func WhyText(s *shell.State, c protocol.Column, p *protocol.PreviewColumn) string {
	why := words.Text(s.Lang, "intake.why."+c.Why, "header", c.Header)
	means, _ := roles.Role(c.Role).Meaning()
	if kind := means.Holds; p != nil && kind != "" && p.Clear+p.Unclear+p.Bad > 0 {
		percent := (p.Clear + p.Unclear) * 100 / (p.Clear + p.Unclear + p.Bad)
		why += words.Text(s.Lang, "intake.share", "percent", strconv.Itoa(percent),
			"kind", words.Text(s.Lang, "intake.kind."+kind))
	}
	if c.Why != "user" && c.Why != "none" && c.Why != "" {
		why += words.Text(s.Lang, say.Either(c.Confidence >= sureOf, "intake.sure", "intake.unsure"))
	}
	return why
}

// asksDates tells whether dates can be read in more than one way and nobody has said which.
func asksDates(out *protocol.Outcome) bool {
	unclear := func(i protocol.Issue) bool { return i.Code == "dates-unclear" }
	return out.Dates == "" && slices.ContainsFunc(out.Notices, unclear)
}

// ReadText says how a cell of the preview is understood, and whether that is other than what stands there.
func ReadText(lang string, raw, read, state string) (text string, other bool) {
	if state == "read" {
		raw = strings.TrimSpace(raw)
		return read, raw != read && raw+".00" != read
	}
	return words.Text(lang, "intake.state."+state), true
}

// preview is what the columns hold: of the outcome shown, or of the one before until its own has come, so that nothing
// flickers.
func preview(s *shell.State) *protocol.Preview {
	p := own(s).Preview
	if p == nil || s.Outcome == nil || len(p.Columns) != 0 && len(p.Columns) != len(s.Outcome.Columns) {
		return nil
	}
	return p
}

// ProofText says what the dates prove about their order, and how they are read; "" when there is nothing to say.
func ProofText(s *shell.State) string {
	p := preview(s)
	if p == nil {
		return ""
	}
	d := p.Dates
	if d.DayFirst+d.MonthFirst+d.Unclear == 0 {
		return ""
	}
	var parts []string
	for _, p := range []struct {
		key     string
		n       int
		example string
	}{{"day", d.DayFirst, d.DayExample}, {"month", d.MonthFirst, d.MonthExample},
		{"unclear", d.Unclear, d.UnclearExample}} {
		if p.n > 0 {
			parts = append(parts, words.Text(s.Lang, "intake.proof."+p.key, "n", say.Count(p.n), "example", p.example))
		}
	}
	end := "open"
	switch {
	case s.Outcome.Dates != "":
		end = "chosen"
	case d.Unclear == 0 || d.DayFirst > 0 != (d.MonthFirst > 0):
		end = "settled"
	}
	sep := say.Either(words.English(s.Lang), "; ", "；")
	return strings.Join(parts, sep) + words.Text(s.Lang, "intake.proof."+end)
}
