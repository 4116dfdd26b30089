package columns

import (
	"strconv"
	"strings"

	roles "fenji/scoring/columns"
	"fenji/scoring/protocol"
)

// What this device may remember of a table, after the user agrees: the headers, the meaning of each, and
// what words that several customers share count as; nothing else of what stands below them. One entry of the storage is one table, told by its headers.

// mappingPrefix begins the keys of remembered tables.
const mappingPrefix = "fenji.mapping."

// MappingKey is the key of a table; "" when it has no headers to tell it by.
func MappingKey(out *protocol.Outcome) string {
	if out == nil || out.HeaderRow == 0 || len(out.Columns) == 0 {
		return ""
	}
	const offset, prime = 14695981039346656037, 1099511628211
	h := uint64(offset)
	for _, c := range out.Columns {
		for _, b := range []byte(c.Header + "\n") {
			h = (h ^ uint64(b)) * prime
		}
	}
	return mappingPrefix + strconv.FormatUint(h, 36)
}

// fateMark begins the lines of words.
const fateMark = "= "

// PackMapping writes headers and meanings, a line each, and then what the user said of words, where several customers share
// the word: what stands at one person alone is nobody's rule.
func PackMapping(out *protocol.Outcome, fates []protocol.Fate) string {
	var b strings.Builder
	for _, c := range out.Columns {
		b.WriteString(c.Role + " " + c.Header + "\n")
	}
	for _, f := range fates {
		if commonWord(out, f) && !strings.Contains(f.Value, "\n") {
			b.WriteString(fateMark + f.Fate + " " + strconv.Itoa(f.Column) + " " + f.Value + "\n")
		}
	}
	return b.String()
}

// commonWord tells whether enough customers share a word that it may be remembered.
func commonWord(out *protocol.Outcome, f protocol.Fate) bool {
	for _, set := range out.Values {
		for _, v := range set.Values {
			if set.Column == f.Column && v.Value == f.Value {
				return v.Shared
			}
		}
	}
	return false
}

// Recalled gives the changes that lead from the guess to what was remembered; ok is false when the text is of another
// table or no meaning that there is.
func Recalled(columns []protocol.Column, text string) (changes []protocol.Role, fates []protocol.Fate, ok bool) {
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	if len(lines) < len(columns) {
		return nil, nil, false
	}
	for i, line := range lines[:len(columns)] {
		role, header, _ := strings.Cut(line, " ")
		if _, known := roles.Role(role).Meaning(); header != columns[i].Header || !known {
			return nil, nil, false
		}
		if role != columns[i].Role {
			changes = append(changes, protocol.Role{Column: columns[i].Index, Role: role})
		}
	}
	for _, line := range lines[len(columns):] {
		word, is := strings.CutPrefix(line, fateMark)
		fate, rest, _ := strings.Cut(word, " ")
		place, value, _ := strings.Cut(rest, " ")
		column, err := strconv.Atoi(place)
		if !is || err != nil || column < 0 {
			return nil, nil, false
		}
		fates = append(fates, protocol.Fate{Column: column, Value: value, Fate: fate})
	}
	return changes, fates, true
}
