package page

import (
	"fenji/scoring/protocol"
	"fenji/scoring/words"
)

// Privacy is what the page knows and chose about persons in the file.
type Privacy struct {
	Reveal bool   // the screen shows them as they are
	Names  string // what downloads do to them, see protocol.Export

	Scan   *protocol.Scan    // what was found, nil until it is known
	ScanOf *protocol.Outcome // and in which outcome

	Key     protocol.Key // of the pseudonyms; it lives in memory only
	Loaded  bool         // it came out of a file, or was saved to one
	Refused *protocol.Issue
}

// The events.
type (
	Revealed struct {
		Outcome *protocol.Outcome
		On      bool
	}
	Scanned struct {
		Of   *protocol.Outcome
		Scan *protocol.Scan
	}
	NamesChosen struct{ Names string }
	KeyGot      struct {
		Key    protocol.Key
		Loaded bool
	}
	KeySaved   struct{}
	KeyRefused struct{ Issue protocol.Issue }
	Forgotten  struct{}
)

func init() { areaReducers = append(areaReducers, reducePrivacy) }

func reducePrivacy(s State, e Event) State {
	p := s.Areas.Privacy
	switch e := e.(type) {
	case Revealed:
		if p.ScanOf == s.Outcome {
			p.ScanOf = e.Outcome // of the same file
		}
		s.Areas.Customers = s.Areas.Customers.fresh(s.Outcome, e.Outcome)
		s.Outcome, p.Reveal = e.Outcome, e.On
	case Scanned:
		p.Scan, p.ScanOf = e.Scan, e.Of
	case NamesChosen:
		p.Names, p.Refused = e.Names, nil
	case KeyGot:
		p.Key, p.Loaded, p.Refused = e.Key, e.Loaded, nil
	case KeySaved:
		p.Loaded = true
	case KeyRefused:
		p.Refused = &e.Issue
	case Forgotten:
		fresh := Start(s.Lang, "auto", s.Today)
		fresh.Lock, fresh.Profiles = s.Lock, s.Profiles
		if len(s.Profiles) > 0 {
			fresh.Settings.Profile = s.Profiles[0].ID
			fresh.Shown.Settings = fresh.Settings
		}
		return fresh
	}
	s.Areas.Privacy = p
	return s
}

// Found is the scan of the outcome shown; nil while it is not known.
func (s State) Found() *protocol.Scan {
	if p := s.Areas.Privacy; p.Scan != nil && p.ScanOf == s.Outcome && s.Outcome != nil {
		return p.Scan
	}
	return nil
}

// FoundLines say what was found, a line a column, and then which columns may point at persons together or are nobody
// else's business.
func (s State) FoundLines(scan *protocol.Scan) (lines []string) {
	var quasi, sensitive []string
	for _, c := range scan.Columns {
		var found []string
		for _, k := range c.Counts {
			found = append(found, words.Text(s.Lang, "privacy.kind."+k.Kind, "n", count(k.N)))
		}
		switch {
		case len(found) > 0:
			key := "privacy.found"
			if c.Class == "direct" || c.Who && len(found) == 1 {
				key = "privacy.found.whole"
			}
			lines = append(lines, words.Text(s.Lang, key, "column", c.Header, "list", list(s.Lang, found)))
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
			lines = append(lines, words.Text(s.Lang, more.key, "columns", list(s.Lang, more.headers)))
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
