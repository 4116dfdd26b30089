package shell

import (
	"strings"

	"fenji/scoring/protocol"
	"fenji/scoring/words"
	"fenji/wasm/page/say"
)

// FilterOf gives the filter of a field, an empty one when there is none.
func FilterOf(v protocol.View, field string) protocol.Filter {
	for _, f := range v.Filters {
		if f.Field == field {
			return f
		}
	}
	return protocol.Filter{Field: field}
}

// A Chip is a filter in force.
type Chip struct{ Field, Label string }

// SearchField is the field of the chip that stands for the search.
const SearchField = "search"

// Chips say which filters are in force.
func (h House) Chips(s *State) []Chip {
	var chips []Chip
	v := s.View
	if len(v.Grades) > 0 {
		var names []string
		for _, g := range v.Grades {
			names = append(names, say.Either(g == "", words.Text(s.Lang, "grade.ungraded"), g))
		}
		chips = append(chips, Chip{protocol.FieldGrade, words.Text(s.Lang, "customers.chip.is", "field",
			words.Text(s.Lang, "export.col.grade"), "values", say.List(s.Lang, names))})
	}
	for _, f := range v.Filters {
		chips = append(chips, Chip{f.Field, h.chipLabel(s, f)})
	}
	if v.Search != "" {
		chips = append(chips, Chip{SearchField, words.Text(s.Lang, "customers.chip.search", "text", v.Search)})
	}
	return chips
}

func (h House) chipLabel(s *State, f protocol.Filter) string {
	for _, r := range h {
		for _, l := range r.Labels {
			if rest, found := strings.CutPrefix(f.Field, l.Field); found && (rest == "" || strings.HasSuffix(l.Field, ".")) {
				return l.Say(s, rest, f)
			}
		}
	}
	return f.Field
}

// IsOneOf says that a field has one of the values; of many the first are named.
func (s *State) IsOneOf(field string, values []string) string {
	const named = 3
	var texts []string
	for _, v := range values[:min(len(values), named)] {
		texts = append(texts, say.Either(v == "", words.Text(s.Lang, "customers.blank"), v))
	}
	said := say.List(s.Lang, texts)
	if len(values) > named {
		said = words.Text(s.Lang, "customers.chip.more", "values", said, "n", say.Count(len(values)))
	}
	return words.Text(s.Lang, "customers.chip.is", "field", field, "values", said)
}
