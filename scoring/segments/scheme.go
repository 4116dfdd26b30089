package segments

import (
	"fenji/scoring/profile"
)

// A Scheme is a way of sorting customers into segments, as data.
type Scheme struct {
	ID       string
	Name     profile.Text
	Rule     profile.Text // how customers are sorted, in a sentence or two
	By       Basis
	Segments []Segment // none ByGrade: the profile names them
}

// A Basis is what a scheme looks at.
type Basis uint8

// The bases.
const (
	ByGrade  Basis = iota // the profile's grades
	ByPoints              // boxes over 1 to 5 points
	ByMean                // R, F and M against their means
	ByDoing               // whether they paid, and did or said something besides; see [Doing]
)

// A Segment is a group of customers that a clinic treats alike.
type Segment struct {
	ID                    string
	Name, Meaning, Action profile.Text
	Boxes                 []Box // ByPoints
	High                  [3]bool
}

// A Box is a range of points in R, F, M and FM, the average of the points of F and M, a half rounded up. The zero Span
// takes all points.
type Box struct{ R, F, M, FM Span }

// A Span goes from the first to the second number of points, both included.
type Span [2]uint8

func (s Span) holds(n uint8) bool { return s == Span{} || s[0] <= n && n <= s[1] }

func (b Box) holds(r, f, m uint8) bool {
	return b.R.holds(r) && b.F.holds(f) && b.M.holds(m) && b.FM.holds((f+m+1)/2)
}

// Rule writes who belongs to a segment, without words: boxes as "R 4–5 · F/M 4–5", high and low as "R↑ F↓ M↑".
func (s *Segment) Rule(by Basis) string {
	rule := ""
	switch by {
	case ByPoints:
		for i, b := range s.Boxes {
			if i > 0 {
				rule += "; "
			}
			rule += b.String()
		}
	case ByMean:
		for i, high := range s.High {
			if i > 0 {
				rule += " "
			}
			arrow := "↓"
			if high {
				arrow = "↑"
			}
			rule += profile.Metric(i).String() + arrow
		}
	}
	return rule
}

// String writes a box as "R 4–5 · F/M 4–5".
func (b Box) String() string {
	s := ""
	for _, part := range []struct {
		name string
		span Span
	}{{"R", b.R}, {"F", b.F}, {"M", b.M}, {"F/M", b.FM}} {
		if part.span == (Span{}) {
			continue
		}
		if s != "" {
			s += " · "
		}
		s += part.name + " " + string(rune('0'+part.span[0]))
		if part.span[1] != part.span[0] {
			s += "–" + string(rune('0'+part.span[1]))
		}
	}
	return s
}

// None is the number of the segment of a customer that has none.
const None = 255

// at gives the number of the segment for some points; None when no box holds them.
func (s *Scheme) at(r, f, m uint8) uint8 {
	for i := range s.Segments {
		for _, b := range s.Segments[i].Boxes {
			if b.holds(r, f, m) {
				return uint8(i)
			}
		}
	}
	return None
}

// ByID returns the scheme of that id.
func ByID(id string) (*Scheme, bool) {
	for i := range schemes {
		if schemes[i].ID == id {
			return &schemes[i], true
		}
	}
	return nil, false
}

// Schemes lists the schemes in the order in which they are offered. They are shared and not to be changed.
func Schemes() []Scheme { return schemes }

// Of gives the segments of a scheme under a profile.
func (s *Scheme) Of(p *profile.Profile) []Segment {
	if s.By != ByGrade {
		return s.Segments
	}
	var list []Segment
	for _, b := range p.Bands {
		list = append(list, Segment{ID: b.Grade, Name: b.Name, Meaning: b.Meaning, Action: b.Action})
	}
	return list
}
