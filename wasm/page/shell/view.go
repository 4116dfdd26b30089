package shell

import (
	"slices"
	"strconv"
	"strings"

	"fenji/scoring/columns"
	"fenji/scoring/protocol"
)

// WithFilter sets a filter of a view: one of the same field gives way, an empty one takes the field's filter out.
func WithFilter(v protocol.View, f protocol.Filter) protocol.View {
	v.Filters = slices.DeleteFunc(slices.Clone(v.Filters), func(o protocol.Filter) bool { return o.Field == f.Field })
	if !f.Empty() {
		v.Filters = append(v.Filters, f)
	}
	return v
}

// Fitting keeps of a view what another outcome still has.
func Fitting(v protocol.View, out *protocol.Outcome) protocol.View {
	var fit protocol.View
	for _, k := range v.Sort {
		if k.Column < columns.Extra+len(out.Extras) ||
			slices.ContainsFunc(out.Added, func(a protocol.Added) bool { return a.Column() == k.Column }) {
			fit.Sort = append(fit.Sort, k)
		}
	}
	for _, g := range v.Grades {
		if slices.ContainsFunc(out.Groups, func(o protocol.Group) bool { return o.Grade == g }) {
			fit.Grades = append(fit.Grades, g)
		}
	}
	fit.Search = v.Search
	for _, f := range v.Filters {
		number, found := strings.CutPrefix(f.Field, "column.")
		if !found {
			number, found = strings.CutPrefix(f.Field, "latest.")
		}
		if found {
			if col, err := strconv.Atoi(number); err != nil || !slices.Contains(out.Facets, col) {
				continue
			}
		}
		if id, found := strings.CutPrefix(f.Field, protocol.FieldAdded); found &&
			!slices.ContainsFunc(out.Added, func(a protocol.Added) bool { return a.ID == id }) {
			continue // it comes, if at all, when its room has asked again
		}
		if !out.Sources.Joined && (f.Field == "segment.doing" || strings.HasPrefix(f.Field, "axis.") || strings.HasPrefix(f.Field, protocol.FieldGoal)) {
			continue // nothing tells it any more
		}
		if f.Field != "picked" { // its customers may have other numbers now
			fit.Filters = append(fit.Filters, f)
		}
	}
	return fit
}

// Carried is the view that goes on over another grading of the same files. What was said in the unit of another profile
// goes, and all of it when the sheet is another one.
func (s *State) Carried(set protocol.Settings, out *protocol.Outcome) protocol.View {
	v := Fitting(s.View, out)
	if set.Sheet != s.Shown.Settings.Sheet {
		return protocol.View{Sort: v.Sort}
	}
	was, now := s.Profile(s.Outcome.Profile), s.Profile(out.Profile)
	if was != nil && now != nil && was.Unit != now.Unit {
		v = WithFilter(v, protocol.Filter{Field: "M"})
	}
	return v
}
