// Package sources is the room of the tables that were dropped together: what each is, how it joins, and that joining them changed
// no money. A table's kind can be changed; it is part of the settings.
package sources

import (
	"slices"
	"strconv"

	"fenji/scoring/protocol"
	"fenji/scoring/words"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

// kinds are what a table can be, in the order in which they are offered.
var kinds = []string{"people", "payments", "appointments", "touches", "voice", "graded", "ignore"}

const name = "sources"

// Room is the room.
var Room = shell.Room{Name: name, Area: "data", Needs: shell.NeedsFile, Has: several, Differ: differ, Labels: []shell.Label{
	{Field: "potential", Say: func(s *shell.State, _ string, _ protocol.Filter) string {
		return words.Text(s.Lang, "sources.potential")
	}}}}

// several tells whether there is more than one table to tell of.
func several(s *shell.State) bool { return len(s.Outcome.Sources.List) > 1 }

// With gives settings in which a table is of a kind; what it was before gives way.
func With(set protocol.Settings, k protocol.Kind) protocol.Settings {
	set.Kinds = slices.DeleteFunc(slices.Clone(set.Kinds), func(o protocol.Kind) bool { return o.File == k.File && o.Sheet == k.Sheet })
	set.Kinds = append(set.Kinds, k)
	return set
}

// differ says in which table's kind two settings differ.
func differ(s *shell.State, from, to protocol.Settings) string {
	for _, pair := range [2][2][]protocol.Kind{{from.Kinds, to.Kinds}, {to.Kinds, from.Kinds}} {
		for _, k := range slices.Backward(pair[1]) {
			if !slices.Contains(pair[0], k) {
				return words.Text(s.Lang, "sources.change", "table", tableName(s, k), "kind", words.Text(s.Lang, "kind."+k.Kind))
			}
		}
	}
	return ""
}

// tableName names a table by its sheet, or by its file where that has only one.
func tableName(s *shell.State, k protocol.Kind) string {
	if s.Outcome == nil {
		return ""
	}
	for i := range s.Outcome.Sources.List {
		if t := &s.Outcome.Sources.List[i]; t.At.File == k.File && t.At.Sheet == k.Sheet {
			if t.Sheet != "" {
				return t.Sheet
			}
			return t.File
		}
	}
	return strconv.Itoa(k.Sheet + 1)
}

// Lead is the sentence above the tables.
func Lead(lang string, m *protocol.Sources) string {
	n := 0
	for _, t := range m.List {
		if t.At.Kind != "ignore" {
			n++
		}
	}
	if !m.Joined {
		return words.Text(lang, "sources.lead.alone", "n", strconv.Itoa(n))
	}
	return words.Text(lang, "sources.lead", "n", strconv.Itoa(n), "persons", strconv.Itoa(m.Persons), "paid", strconv.Itoa(m.Paid),
		"unpaid", strconv.Itoa(m.Unpaid), "registered", strconv.Itoa(m.Registered))
}

// Asides are what else is to be said of how tables join.
func Asides(lang string, m *protocol.Sources) (list []string) {
	if !m.Joined {
		return nil
	}
	if m.Households > 0 {
		list = append(list, words.Text(lang, "sources.households", "n", strconv.Itoa(m.Households)))
	}
	if m.Employees > 0 {
		list = append(list, words.Text(lang, "sources.employees", "n", strconv.Itoa(m.Employees)))
	}
	for _, t := range m.List {
		if t.At.Kind != "ignore" && t.At.Kind != "payments" && t.Matched == 0 && t.Unmatched > 0 {
			list = append(list, words.Text(lang, "sources.unmatched", "table", say.Either(t.Sheet != "", t.Sheet, t.File)))
		}
		if t.Twice > 0 {
			list = append(list, words.Text(lang, "sources.twice", "n", strconv.Itoa(t.Twice), "who", join(lang, t.Again)))
		}
	}
	return list
}

func join(lang string, list []string) string {
	out := ""
	for i, s := range list {
		if i > 0 {
			out += words.Text(lang, "sources.and")
		}
		out += s
	}
	return out
}

// By says by which columns a table joins, and what of it does not.
func By(lang string, t *protocol.SourceTable) (by, rest string) {
	switch {
	case t.At.Kind == "ignore":
		return words.Text(lang, "sources.ignored"), ""
	case len(t.By) == 0:
		return "", ""
	}
	by = t.By[0]
	if len(t.By) > 1 {
		by = words.Text(lang, "sources.by.else", "first", t.By[0], "second", t.By[1])
	}
	if t.Nobody > 0 {
		rest = words.Text(lang, "sources.nobody", "n", strconv.Itoa(t.Nobody), "figure", say.Count(t.Nobody))
	}
	return by, rest
}
