package page

import (
	"strconv"

	"fenji/scoring/protocol"
	"fenji/scoring/words"
)

// Segments is what the tab of segments keeps.
type Segments struct {
	Of     *protocol.Outcome             // the outcome that Known belongs to
	Scheme string                        // in front; "" is the first
	Known  map[string]*protocol.Segments // by scheme, and by "" for the first
}

// The events of the segments.
type (
	SchemeAsked  struct{ Scheme string } // its segments are under way
	SegmentsRead struct {
		Scheme string
		Found  *protocol.Segments
	}
)

func init() { areaReducers = append(areaReducers, reduceSegments) }

func reduceSegments(s State, e Event) State {
	g := &s.Areas.Segments
	switch e := e.(type) {
	case SchemeAsked:
		if g.Scheme = e.Scheme; g.Of != s.Outcome {
			g.Of, g.Known = s.Outcome, nil
		}
	case SegmentsRead:
		if g.Of == s.Outcome {
			g.Known = with(with(g.Known, e.Scheme, e.Found), e.Found.ID, e.Found)
		}
	}
	return s
}

// segments gives what the tab shows, nil while it is under way.
func (s State) segments() *protocol.Segments {
	if g := s.Areas.Segments; g.Of != nil && g.Of == s.Outcome {
		return g.Known[g.Scheme]
	}
	return nil
}

// wantsSegments tells whether the tab is in front and has nothing to show, nor anything under way.
func (s State) wantsSegments() bool {
	return s.Tab == SegmentsTab && s.Settled() && s.Areas.Segments.Of != s.Outcome
}

// segmentName names a segment of a scheme as far as it is known.
func (s State) segmentName(scheme, id string) string {
	if scheme == "grade" {
		if id == "" {
			return words.Text(s.Lang, "grade.ungraded")
		}
		return words.Text(s.Lang, "grade.chip", "grade", id)
	}
	if found := s.Areas.Segments.Known[scheme]; found != nil {
		for _, x := range found.Segments {
			if x.ID == id {
				return x.Name.In(s.Lang)
			}
		}
	}
	return id
}

// segmentNotes are the sentences that say how a scheme sorts this very result.
func (s State) segmentNotes(g *protocol.Segments) []string {
	notes := []string{g.Rule.In(s.Lang)}
	if p := s.Profile(s.Outcome.Profile); g.Means[0] != "" && p != nil {
		notes = append(notes, words.Text(s.Lang, "segments.means", "r", g.Means[0], "f", g.Means[1],
			"m", amount(s.Lang, p.Unit, g.Means[2])))
	}
	var ranked []string
	for i, yes := range g.Ranked {
		if yes {
			ranked = append(ranked, metricKeys[i])
		}
	}
	if len(ranked) > 0 {
		notes = append(notes, words.Text(s.Lang, "segments.ranked", "metrics", list(s.Lang, ranked)))
	}
	if g.Ungraded > 0 {
		notes = append(notes, words.Text(s.Lang, "segments.ungraded", "n", count(g.Ungraded)))
	}
	return notes
}

// todo is what to do about a segment, and how often to get in touch where the profile says it.
func todo(lang string, x protocol.Segment) string {
	if cadence := x.Cadence.In(lang); cadence != "" {
		return words.Text(lang, "export.advice", "action", x.Action.In(lang), "cadence", cadence)
	}
	return x.Action.In(lang)
}

// ratio writes tenths of a per cent as a factor for style sheets: 513 → "0.513".
func ratio(tenths int) string {
	if tenths >= 1000 {
		return "1"
	}
	return "0." + strconv.Itoa(1000 + max(0, tenths))[1:]
}
