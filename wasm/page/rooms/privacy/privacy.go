// Package privacy is what the page knows and chose about persons in the file: what was found, whether the screen shows them,
// and what downloads do to them.
package privacy

import (
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

	Key     protocol.Key // of the pseudonyms; it lives in memory only
	Loaded  bool         // it came out of a file, or was saved to one
	Refused *protocol.Issue

	asked *protocol.Outcome // somebody wants to know now
}

// The events of the room.
type (
	Opened      struct{} // the panel about downloads
	NamesChosen struct{ Names string }
	KeyGot      struct {
		Key    protocol.Key
		Loaded bool
	}
	KeySaved   struct{}
	KeyRefused struct{ Issue protocol.Issue }
)

const name, question = "privacy", "privacy"

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
			return &protocol.Nothing{}
		},
		Answer: func() protocol.Message { return &protocol.Scan{} },
		Hurry:  func(s *shell.State) bool { return own(s).asked == s.Outcome },
	}},
	Export: func(s *shell.State, wish *protocol.Export) { wish.Names, wish.Key = own(s).Names, own(s).Key.File },
}

func own(s *shell.State) State { return shell.Own[State](s, name) }

func reduceOwn(o any, was, now *shell.State, e shell.Event) any {
	return reduce(shell.As[State](o), was, now, e)
}

func reduce(p State, was, now *shell.State, e shell.Event) State {
	switch e := e.(type) {
	case shell.Revealed:
		if p.ScanOf == was.Outcome {
			p.ScanOf = now.Outcome // of the same file
		}
	case shell.Answered:
		if e.Question == question {
			p.Scan, p.ScanOf = e.Answer.(*protocol.Scan), now.Outcome
		}
	case Opened:
		p.asked = now.Outcome
	case NamesChosen:
		p.Names, p.Refused = e.Names, nil
	case KeyGot:
		p.Key, p.Loaded, p.Refused = e.Key, e.Loaded, nil
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

// FoundLines say what was found, a line a column, and then which columns may point at persons together or are nobody
// else's business.
func FoundLines(s *shell.State, scan *protocol.Scan) (lines []string) {
	var quasi, sensitive []string
	for _, c := range scan.Columns {
		var found []string
		for _, k := range c.Counts {
			found = append(found, words.Text(s.Lang, "privacy.kind."+k.Kind, "n", say.Count(k.N)))
		}
		switch {
		case len(found) > 0:
			key := "privacy.found"
			if c.Class == "direct" || c.Who && len(found) == 1 {
				key = "privacy.found.whole"
			}
			lines = append(lines, words.Text(s.Lang, key, "column", c.Header, "list", say.List(s.Lang, found)))
		case c.Class == "quasi":
			quasi = append(quasi, quoted(s.Lang, c.Header))
		case c.Class == "sensitive":
			sensitive = append(sensitive, quoted(s.Lang, c.Header))
		}
	}
	if len(lines) == 0 {
		lines = append(lines, words.Text(s.Lang, "privacy.found.none"))
	}
	for _, more := range []struct {
		key     string
		headers []string
	}{{"privacy.quasi", quasi}, {"privacy.sensitive", sensitive}} {
		if len(more.headers) > 0 {
			lines = append(lines, words.Text(s.Lang, more.key, "columns", say.List(s.Lang, more.headers)))
		}
	}
	return lines
}

func quoted(lang, header string) string {
	if lang == "en" {
		return `"` + header + `"`
	}
	return "“" + header + "”"
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
