package page

import (
	"slices"
	"strconv"
	"strings"

	"fenji/scoring/protocol"
	"fenji/scoring/words"
)

// filterOf gives the filter of a field, an empty one when there is none.
func filterOf(v protocol.View, field string) protocol.Filter {
	for _, f := range v.Filters {
		if f.Field == field {
			return f
		}
	}
	return protocol.Filter{Field: field}
}

// withValue adds a value to a filter or takes it out.
func withValue(f protocol.Filter, value string, on bool) protocol.Filter {
	f.Values = slices.DeleteFunc(slices.Clone(f.Values), func(v string) bool { return v == value })
	if on {
		f.Values = append(f.Values, value)
	}
	return f
}

// plainFigure reads a figure as people type it: 3,000 or ３０００. Nothing typed is no figure, and no fault.
func plainFigure(text string) (figure string, ok bool) {
	var b strings.Builder
	points, digits := 0, 0
	for i, r := range strings.TrimSpace(text) {
		switch {
		case r >= '０' && r <= '９':
			r -= '０' - '0'
		case r == '。' || r == '．':
			r = '.'
		case r == ',' || r == '，' || r == ' ':
			continue
		case r == '－' || r == '−':
			r = '-'
		}
		switch {
		case r >= '0' && r <= '9':
			digits++
		case r == '.':
			if points++; digits == 0 {
				b.WriteByte('0')
			}
		case r != '-' || i > 0:
			return "", false
		}
		b.WriteRune(r)
	}
	figure = strings.TrimSuffix(b.String(), ".")
	if figure == "" {
		return "", true
	}
	return figure, digits > 0 && digits <= 15 && points <= 1
}

// A Chip is a filter in force.
type Chip struct{ Field, Label string }

// searchField is the field of the chip that stands for the search.
const searchField = "search"

// Chips say which filters are in force.
func (s State) Chips() []Chip {
	var chips []Chip
	v := s.View
	if len(v.Grades) > 0 {
		var names []string
		for _, g := range v.Grades {
			names = append(names, either(g == "", words.Text(s.Lang, "grade.ungraded"), g))
		}
		chips = append(chips, Chip{protocol.FieldGrade, words.Text(s.Lang, "customers.chip.is", "field",
			words.Text(s.Lang, "export.col.grade"), "values", list(s.Lang, names))})
	}
	for _, f := range v.Filters {
		chips = append(chips, Chip{f.Field, s.chipLabel(f)})
	}
	if v.Search != "" {
		chips = append(chips, Chip{searchField, words.Text(s.Lang, "customers.chip.search", "text", v.Search)})
	}
	return chips
}

// A labelling says a filter in words; rest is what follows the prefix of its field.
type labelling func(s State, rest string, f protocol.Filter) string

// chipLabels are the words of each kind of filter. One whose field ends in a dot is a prefix.
var chipLabels = []struct {
	field string
	label labelling
}{
	{"R", ranged}, {"F", ranged}, {"M", ranged}, {"score", ranged}, {"last", ranged},
	{"points.", func(s State, rest string, f protocol.Filter) string {
		return s.isOneOf(words.Text(s.Lang, "export.col."+strings.ToLower(rest)+"points"), f.Values)
	}},
	{"column.", func(s State, rest string, f protocol.Filter) string {
		col, _ := strconv.Atoi(rest)
		return s.isOneOf(s.columnName(col), f.Values)
	}},
	{"picked", func(s State, _ string, f protocol.Filter) string {
		if slices.Contains(f.Values, protocol.EveryMark) {
			return words.Text(s.Lang, "customers.chip.marked")
		}
		return words.Text(s.Lang, "customers.chip.picked", "n", count(len(f.Values)))
	}},
	{"spend.top", func(s State, _ string, f protocol.Filter) string {
		n, _ := strconv.Atoi(f.High)
		return words.Text(s.Lang, "customers.chip.top", "share", strings.TrimSuffix(share(n), ".0"))
	}},
	{"falls", func(s State, _ string, f protocol.Filter) string {
		if f.Low != "" && f.Low == f.High && f.Low != "1" {
			return words.Text(s.Lang, "falls.chip.day", "n", f.High)
		}
		return words.Text(s.Lang, "customers.chip.falls", "n", f.High)
	}},
	{"segment.", func(s State, rest string, f protocol.Filter) string {
		var names []string
		for _, id := range f.Values {
			names = append(names, s.segmentName(rest, id))
		}
		return s.isOneOf(words.Text(s.Lang, "tab.segments"), names)
	}},
}

func (s State) chipLabel(f protocol.Filter) string {
	for _, row := range chipLabels {
		if rest, found := strings.CutPrefix(f.Field, row.field); found && (rest == "" || strings.HasSuffix(row.field, ".")) {
			return row.label(s, rest, f)
		}
	}
	return f.Field
}

// rangeTitles head what is filtered by a range.
var rangeTitles = map[string]int{"R": colDays, "F": colDays + 1, "M": colAmount, "score": colScore, "last": colDays - 1}

func ranged(s State, _ string, f protocol.Filter) string {
	key := "between"
	switch {
	case f.Low == f.High:
		key = "just"
	case f.High == "":
		key = "from"
	case f.Low == "":
		key = "upto"
	}
	low, high := f.Low, f.High
	if f.Field != "last" {
		low, high = grouped(low), grouped(high)
	}
	return words.Text(s.Lang, "customers.chip."+key, "field", words.Text(s.Lang, columnKeys[rangeTitles[f.Field]]),
		"low", low, "high", high)
}

// isOneOf says that a field has one of the values; of many the first are named.
func (s State) isOneOf(field string, values []string) string {
	const named = 3
	var texts []string
	for _, v := range values[:min(len(values), named)] {
		texts = append(texts, either(v == "", words.Text(s.Lang, "customers.blank"), v))
	}
	said := list(s.Lang, texts)
	if len(values) > named {
		said = words.Text(s.Lang, "customers.chip.more", "values", said, "n", count(len(values)))
	}
	return words.Text(s.Lang, "customers.chip.is", "field", field, "values", said)
}
