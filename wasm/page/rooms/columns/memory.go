package columns

import (
	"strconv"
	"strings"

	"fenji/scoring/protocol"
)

// What this device may remember of a table, after the user agrees: the headers and the meaning of each, and nothing of
// what stands below them. One entry of the storage is one table, told by its headers.

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

// PackMapping writes headers and meanings, a line each.
func PackMapping(columns []protocol.Column) string {
	var b strings.Builder
	for _, c := range columns {
		b.WriteString(c.Role + " " + c.Header + "\n")
	}
	return b.String()
}

// Recalled gives the changes that lead from the guess to what was remembered; ok is false when the text is of another
// table or no meaning that there is.
func Recalled(columns []protocol.Column, text string) (changes []protocol.Role, ok bool) {
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	if len(lines) != len(columns) {
		return nil, false
	}
	for i, line := range lines {
		role, header, _ := strings.Cut(line, " ")
		if header != columns[i].Header || !isRole(role) {
			return nil, false
		}
		if role != columns[i].Role {
			changes = append(changes, protocol.Role{Column: columns[i].Index, Role: role})
		}
	}
	return changes, true
}

func isRole(role string) bool {
	for _, r := range roles {
		if r == role {
			return true
		}
	}
	return false
}
