package shell

import (
	"slices"
	"strconv"

	"fenji/scoring/columns"
	"fenji/scoring/protocol"
	"fenji/scoring/words"
	"fenji/wasm/page/say"
)

// Heading names a column by letter and header: C“金额”.
func (s *State) Heading(column int) string {
	header := ""
	if s.Outcome != nil && column >= 0 && column < len(s.Outcome.Columns) {
		header = s.Outcome.Columns[column].Header
	}
	if header == "" {
		header = words.Text(s.Lang, "columns.unnamed")
	}
	return words.Text(s.Lang, "intake.heading", "column", say.Letter(max(0, column)), "header", header)
}

// ChangeText says in words by what one set of settings differs from another: in what a room looks after, or else in what all
// share.
func (h House) ChangeText(s *State, from, to protocol.Settings) string {
	for _, r := range h {
		if r.Differ != nil {
			if said := r.Differ(s, from, to); said != "" {
				return said
			}
		}
	}
	return s.ChangeText(from, to)
}

// ChangeText says in words by what one set of settings differs from another, for the buttons that undo and redo.
func (s *State) ChangeText(from, to protocol.Settings) string {
	t := func(key string, args ...string) string { return words.Text(s.Lang, key, args...) }
	name := func(prefix, v string) string {
		if v == "" {
			return t("intake.change.default")
		}
		return t(prefix + v)
	}
	profile := to.Profile
	if p := s.Profile(to.Profile); p != nil {
		profile = p.Name.In(s.Lang)
	}
	for _, c := range []struct {
		differs bool
		key     string
		value   string
	}{
		{from.Profile != to.Profile, "profile", profile},
		{from.AsOf != to.AsOf, "asof", say.Either(to.AsOf == "", t("intake.change.default"), to.AsOf)},
		{from.Sheet != to.Sheet, "sheet", say.Either(to.Sheet < 0, t("story.sheet.all"), strconv.Itoa(to.Sheet+1))},
		{from.Header != to.Header, "header", s.headerText(to.Header)},
		{from.Shape != to.Shape, "shape", name("shape.", to.Shape)},
		{from.Unit != to.Unit, "unit", name("unit.", to.Unit)},
		{from.Visits != to.Visits, "visits", name("visits.", to.Visits)},
		{from.Dates != to.Dates, "dates", name("dates.", to.Dates)},
		{from.Clean.Repeats != to.Clean.Repeats, "repeats", t("intake.repeats." + say.Either(to.Clean.Repeats == "", "rule", to.Clean.Repeats))},
		{from.Clean.IgnoreCase != to.Clean.IgnoreCase, "case", s.onOff(to.Clean.IgnoreCase)},
		{from.Clean.PadZeros != to.Clean.PadZeros, "zeros", s.onOff(to.Clean.PadZeros)},
		{from.Clean.FillDown != to.Clean.FillDown, "down", s.onOff(to.Clean.FillDown)},
		{from.Clean.Outliers != to.Clean.Outliers, "outliers", t("intake.outliers." + say.Either(to.Clean.Outliers == "", "none",
			to.Clean.Outliers))},
	} {
		if c.differs {
			return t("intake.change."+c.key, "value", c.value)
		}
	}
	for i, fill := range to.Clean.Gaps {
		if fill != from.Clean.Gaps[i] {
			return t("intake.change.gap", "role", t("role."+string(columns.Gaps[i].Role)),
				"value", t("intake.gap."+say.Either(fill == "", "aside", fill)))
		}
	}
	for _, r := range slices.Backward(to.Roles) {
		if !slices.Contains(from.Roles, r) {
			return t("intake.change.role", "column", s.Heading(r.Column), "value", t("role."+r.Role))
		}
	}
	return t("intake.change.roles")
}

func (s *State) onOff(on bool) string {
	return words.Text(s.Lang, "intake."+say.Either(on, "on", "off"))
}

func (s *State) headerText(n int) string {
	switch {
	case n > 0:
		return words.Text(s.Lang, "intake.row", "row", strconv.Itoa(n))
	case n < 0:
		return words.Text(s.Lang, "intake.header.none")
	}
	return words.Text(s.Lang, "intake.change.default")
}

// undone is how many earlier settings are kept.
const undone = 100

// traced notes the settings that an outcome was made from. Settings that equal the last of the past are the way back,
// those that equal the next of the future the way on; any other begin a new way.
func traced(s *State) {
	from, to := s.Shown.Settings, s.Settings
	switch {
	case SameSettings(from, to):
	case isLast(s.Past, to):
		s.Past, s.Future = s.Past[:len(s.Past)-1], append(slices.Clip(s.Future), from)
	case isLast(s.Future, to):
		s.Past, s.Future = append(slices.Clip(s.Past), from), s.Future[:len(s.Future)-1]
	default:
		s.Past, s.Future = append(slices.Clip(s.Past), from), nil
		if len(s.Past) > undone {
			s.Past = s.Past[1:]
		}
	}
}

// NewWay tells whether the settings under way are a decision, and neither the last one again nor a way back or on.
func NewWay(s *State) bool {
	to := s.Settings
	return s.Task == Grading && !SameSettings(s.Shown.Settings, to) && !isLast(s.Past, to) && !isLast(s.Future, to)
}

func isLast(list []protocol.Settings, set protocol.Settings) bool {
	return len(list) > 0 && SameSettings(list[len(list)-1], set)
}

// SameSettings tells whether two settings say the same.
func SameSettings(a, b protocol.Settings) bool {
	return string(protocol.Encode(&a)) == string(protocol.Encode(&b))
}
