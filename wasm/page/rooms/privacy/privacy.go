// Package privacy is what the page knows and chose about persons in the file: what was found, whether the screen shows them,
// and what downloads do to them.
package privacy

import (
	"slices"
	"time"

	"fenji/scoring/protocol"
	"fenji/scoring/words"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

// State is what the room keeps.
type State struct {
	Names string // what downloads do to persons, see protocol.Export

	Scan   *protocol.Scan    // what was found, nil until it is known
	ScanOf *protocol.Outcome // and in which outcome

	Crowd   *protocol.Crowd   // how well customers hide each other, nil until it is known
	CrowdOf *protocol.Outcome // and in which outcome

	Key     protocol.Key // of the pseudonyms; it lives in memory only
	Loaded  bool         // it came out of a file, or was saved to one
	Refused *protocol.Issue

	Choices *Choices // what the user decided about columns, nil for nothing

	step      int               // of the scan, which goes on when it is asked again
	asked     *protocol.Outcome // somebody wants to know now
	untreated int               // so many times a select shows what does not hold
}

// Choices are what the user decided about columns of the files that are open. They are never changed, but replaced.
type Choices struct{ list []choice }

type choice struct {
	sheet int
	protocol.Treat
}

// with is c with another decision; the fate "" takes one back.
func (c *Choices) with(sheet int, t protocol.Treat) *Choices {
	more := &Choices{}
	if c != nil {
		more.list = slices.DeleteFunc(slices.Clone(c.list), func(x choice) bool { return x.sheet == sheet && x.Column == t.Column })
	}
	if t.Fate != "" {
		more.list = append(more.list, choice{sheet, t})
	}
	if len(more.list) == 0 {
		return nil
	}
	return more
}

// of are the decisions about a sheet.
func (c *Choices) of(sheet int) (list []protocol.Treat) {
	if c != nil {
		for _, x := range c.list {
			if x.sheet == sheet {
				list = append(list, x.Treat)
			}
		}
	}
	return list
}

// treats are the decisions about the sheet that is shown.
func treats(s *shell.State) []protocol.Treat {
	if s.Outcome == nil {
		return nil
	}
	return own(s).Choices.of(s.Outcome.Sheet)
}

// The events of the room.
type (
	Opened  struct{} // the panel about downloads
	Treated struct { // a column as the user wants it, and what is done to all columns now
		Treat protocol.Treat
		Scan  *protocol.Scan
	}
	Untreated   struct{} // it could not be done; what holds is shown again
	NamesChosen struct{ Names string }
	KeyGot      struct {
		Key    protocol.Key
		Loaded bool
	}
	KeySaved   struct{}
	KeyRefused struct{ Issue protocol.Issue }
)

const name, question, crowding = "privacy", "privacy", "crowd"

// scanPause is how long the look through the whole file waits, so that it is in nobody's way.
const scanPause = 1500 * time.Millisecond

// Room is the room.
var Room = shell.Room{
	Name: name, Reduce: reduceOwn,
	Questions: []shell.Question{{
		Name: question, Op: protocol.OpScan, Pause: scanPause, Quiet: true,
		Wish: func(s *shell.State) protocol.Message {
			if Found(s) != nil || s.Task != shell.Idle {
				return nil
			}
			return &protocol.Treats{List: treats(s), Step: 1 + own(s).step}
		},
		Answer: func() protocol.Message { return &protocol.Scan{} },
		Hurry:  func(s *shell.State) bool { return own(s).asked == s.Outcome },
	}, {
		Name: crowding, Op: protocol.OpCrowd, Quiet: true,
		Wish: func(s *shell.State) protocol.Message {
			if own(s).asked != s.Outcome || Found(s) == nil || s.Task != shell.Idle || !s.Outcome.Graded {
				return nil // it is told in the panel about downloads, and costs a look at all customers
			}
			return &protocol.Treats{List: treats(s)}
		},
		Answer: func() protocol.Message { return &protocol.Crowd{} },
	}},
	Keeps: func(s *shell.State, parts *protocol.ProjectParts) { parts.Key = own(s).Key },
	Load:  func(s *shell.State, wish *protocol.Load) { wish.Treats = treats(s) },
	Export: func(s *shell.State, wish *protocol.Export) {
		wish.Names, wish.Key, wish.Treats = own(s).Names, own(s).Key.File, treats(s)
	},
}

func own(s *shell.State) State { return shell.Own[State](s, name) }

func reduceOwn(o any, was, now *shell.State, e shell.Event) any {
	return reduce(shell.As[State](o), was, now, e)
}

func reduce(p State, was, now *shell.State, e shell.Event) State {
	switch e := e.(type) {
	case shell.Graded:
		if was.Task == shell.Loading {
			p.Choices = nil // about other files
		}
	case shell.Revealed: // of the same file
		if p.ScanOf == was.Outcome {
			p.ScanOf = now.Outcome
		}
		if p.asked == was.Outcome {
			p.asked = now.Outcome
		}
		if p.CrowdOf == was.Outcome {
			p.CrowdOf = now.Outcome
		}
	case shell.Answered:
		if e.Question == question {
			if scan := e.Answer.(*protocol.Scan); scan.Working {
				p.step++
			} else {
				p.Scan, p.ScanOf = scan, now.Outcome
			}
		}
		if e.Question == crowding {
			p.Crowd, p.CrowdOf = e.Answer.(*protocol.Crowd), now.Outcome
		}
	case Treated:
		p.Crowd, p.CrowdOf = nil, nil
		if now.Outcome != nil {
			p.Choices = p.Choices.with(now.Outcome.Sheet, e.Treat)
			p.Scan, p.ScanOf = e.Scan, now.Outcome
		}
	case Untreated:
		p.untreated++
	case Opened:
		p.asked = now.Outcome
	case NamesChosen:
		p.Names, p.Refused = e.Names, nil
	case KeyGot:
		p.Key, p.Loaded, p.Refused = e.Key, e.Loaded, nil
	case shell.Brought:
		if e.Parts.Key.File != "" {
			p.Key, p.Loaded, p.Refused = e.Parts.Key, true, nil
		}
	case KeySaved:
		p.Loaded = true
	case KeyRefused:
		p.Refused = &e.Issue
	}
	return p
}

// Found is the scan of the outcome shown; nil while it is not known.
func Found(s *shell.State) *protocol.Scan {
	if p := own(s); p.Scan != nil && p.ScanOf == s.Outcome && s.Outcome != nil {
		return p.Scan
	}
	return nil
}

// A Line is what the panel about downloads says of a column.
type Line struct {
	Column              int
	Header, Found, Like string // Like is an example, as masked downloads write it
	Fate, Why           string
	Chosen              string // the user's choice, "" for none
	Auto                string // what the choice of none is called
	Left                bool   // downloads do without the column
}

// fates are what the user may choose for a column.
var fates = []string{"mask", "clean", "keep"}

// Lines say of each column what was found in it, what is done with it, and why.
func Lines(lang string, scan *protocol.Scan) (lines []Line) {
	t := func(key string, args ...string) string { return words.Text(lang, key, args...) }
	for _, c := range scan.Columns {
		var found []string
		for _, k := range c.Counts {
			found = append(found, t("privacy.kind."+k.Kind, "n", say.Count(k.N)))
		}
		line := Line{Column: c.Column, Header: say.Either(c.Header == "", t("columns.unnamed"), c.Header),
			Found: say.List(lang, found), Fate: t("privacy.fate." + c.Fate), Why: t("privacy.why." + c.Why), Left: c.Left}
		if c.Example != "" {
			line.Like = t("privacy.like", "example", c.Example)
		}
		line.Auto = t("privacy.fate.auto", "fate", line.Fate)
		if c.Chosen {
			line.Chosen, line.Auto = c.Fate, t("privacy.fate.undo")
		}
		if c.Left {
			line.Fate, line.Why = t("privacy.left"), ""
		}
		lines = append(lines, line)
	}
	return lines
}

// FoundColumns counts the columns that hold something of persons.
func FoundColumns(scan *protocol.Scan) (n int) {
	for _, c := range scan.Columns {
		if len(c.Counts) > 0 {
			n++
		}
	}
	return n
}

// Crowded says how well customers hide each other: a sentence, and what would help. It says nothing until that is known.
func Crowded(s *shell.State) (said string, help []string) {
	p := own(s)
	if p.Crowd == nil || p.CrowdOf != s.Outcome {
		return "", nil
	}
	c := p.Crowd
	t := func(key string, args ...string) string { return words.Text(s.Lang, "privacy.crowd."+key, args...) }
	of := []string{"columns", say.List(s.Lang, c.Columns), "least", say.Count(c.Least), "few", say.Count(c.Few), "under", say.Count(c.Under)}
	switch {
	case len(c.Columns) == 0:
		return t("none"), nil
	case c.Few == 0:
		return t("fine", of...), nil
	}
	for _, l := range c.Without {
		help = append(help, t("without", "column", say.Either(l.Header == "", words.Text(s.Lang, "columns.unnamed"), l.Header),
			"least", say.Count(l.Least), "few", say.Count(l.Few), "under", say.Count(c.Under)))
	}
	return t("few", of...), help
}
