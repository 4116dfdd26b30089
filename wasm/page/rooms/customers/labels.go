package customers

import (
	"slices"
	"strconv"
	"strings"

	"fenji/scoring/columns"
	"fenji/scoring/protocol"
	"fenji/scoring/words"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

// labels are the words of the filters of the list.
var labels = []shell.Label{
	{Field: "R", Say: ranged}, {Field: "F", Say: ranged}, {Field: "M", Say: ranged},
	{Field: "score", Say: ranged}, {Field: "last", Say: ranged},
	{Field: "points.", Say: func(s *shell.State, rest string, f protocol.Filter) string {
		return s.IsOneOf(words.Text(s.Lang, "export.col."+strings.ToLower(rest)+"points"), f.Values)
	}},
	{Field: "column.", Say: func(s *shell.State, rest string, f protocol.Filter) string {
		col, _ := strconv.Atoi(rest)
		if len(f.Values) == 0 {
			return rangeOf(s, columnTitle(s, col), f)
		}
		return s.IsOneOf(columnTitle(s, col), f.Values)
	}},
	{Field: "latest.", Say: func(s *shell.State, rest string, f protocol.Filter) string {
		col, _ := strconv.Atoi(rest)
		return s.IsOneOf(words.Text(s.Lang, "others.latest", "header", columnName(s, col)), f.Values)
	}},
	{Field: protocol.FieldAdded, Say: func(s *shell.State, rest string, f protocol.Filter) string {
		at := slices.IndexFunc(s.Added(), func(a protocol.Added) bool { return a.ID == rest })
		title := rest
		if at >= 0 {
			title = say.Head(s.Lang, &s.Added()[at])
		}
		if len(f.Values) > 0 {
			return s.IsOneOf(title, f.Values)
		}
		return rangeOf(s, title, f)
	}},
	{Field: "picked", Say: func(s *shell.State, _ string, f protocol.Filter) string {
		if slices.Contains(f.Values, protocol.EveryMark) {
			return words.Text(s.Lang, "customers.chip.marked")
		}
		return words.Text(s.Lang, "customers.chip.picked", "n", say.Count(len(f.Values)))
	}},
	{Field: "spend.top", Say: func(s *shell.State, _ string, f protocol.Filter) string {
		n, _ := strconv.Atoi(f.High)
		return words.Text(s.Lang, "customers.chip.top", "share", strings.TrimSuffix(say.Share(n), ".0"))
	}},
}

// rangeTitles head what is filtered by a range.
var rangeTitles = map[string]int{"R": columns.RDays, "F": columns.RDays + 1, "M": columns.MAmount, "score": columns.Score, "last": columns.RDays - 1}

func ranged(s *shell.State, _ string, f protocol.Filter) string {
	return rangeOf(s, words.Text(s.Lang, columns.Graded[rangeTitles[f.Field]].Key), f)
}

// rangeOf says from where to where a field lies.
func rangeOf(s *shell.State, title string, f protocol.Filter) string {
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
	if f.Field != "last" && rangeKind(s, f.Field) != "date" {
		low, high = say.Grouped(low), say.Grouped(high)
	}
	return words.Text(s.Lang, "customers.chip."+key, "field", title,
		"low", low, "high", high)
}

// byValues tells whether a facet lists values; the others have a range.
func byValues(s *shell.State, field string) bool {
	if id, found := strings.CutPrefix(field, protocol.FieldAdded); found {
		at := slices.IndexFunc(s.Added(), func(a protocol.Added) bool { return a.ID == id })
		return at >= 0 && s.Added()[at].ByValues()
	}
	return field == protocol.FieldGrade || strings.HasPrefix(field, "column.") && rangeKind(s, field) == ""
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
