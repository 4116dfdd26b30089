// Package values is where the words of a column of statuses, types or marks are shown one by one, each with its rows, its
// money and what it counts as. A change is part of the settings; it stands under the columns.
package values

import (
	"slices"

	"fenji/scoring/protocol"
	"fenji/scoring/words"
	"fenji/wasm/page/shell"
)

// fates are what a word can mean, in the order in which they are offered.
var fates = []string{"counts", "void", "refund", "refunded", "topup", "spend", "gift"}

const name = "values"

// Room is the room.
var Room = shell.Room{Name: name, Differ: differ}

// With gives settings in which a word means something; what it meant before gives way.
func With(set protocol.Settings, fate protocol.Fate) protocol.Settings {
	set.Fates = slices.DeleteFunc(slices.Clone(set.Fates), func(o protocol.Fate) bool {
		return o.Column == fate.Column && o.Value == fate.Value
	})
	set.Fates = append(set.Fates, fate)
	return set
}

// differ says in which word's meaning two settings differ.
func differ(s *shell.State, from, to protocol.Settings) string {
	for _, pair := range [2][2][]protocol.Fate{{from.Fates, to.Fates}, {to.Fates, from.Fates}} {
		for _, f := range slices.Backward(pair[1]) {
			if !slices.Contains(pair[0], f) {
				return words.Text(s.Lang, "values.change", "value", Name(s.Lang, f.Value), "fate", words.Text(s.Lang, "fate."+f.Fate))
			}
		}
	}
	return ""
}

// Name is a word as it is shown; a blank cell has one, too.
func Name(lang, value string) string {
	if value == "" {
		return words.Text(lang, "values.blank")
	}
	return value
}

// Sums counts the rows of each fate, in the order of the fates.
func Sums(set protocol.ValueSet) (sums []protocol.Value) {
	for _, fate := range fates {
		rows := 0
		for _, v := range set.Values {
			if v.Fate == fate {
				rows += v.Rows
			}
		}
		if rows > 0 {
			sums = append(sums, protocol.Value{Fate: fate, Rows: rows})
		}
	}
	return sums
}
