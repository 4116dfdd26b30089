package clean

import (
	"fenji/scoring/intake/read"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Ids are tidied always: NFKC, no spaces around, no invisible characters (see [read.Tidy]). Whether more of what is written
// differently is one customer, the user says:
//
//	IgnoreCase  K1, k1, K-1 and "K 1" are one: case, and spaces and dashes between other signs, do not count
//	PadZeros    7 and 0007 are one, when it is proved: every id of digits alone that begins with a zero has the same
//	            number of digits, and 7 filled up to it is an id that stands in the file
//
// The merged customer goes by the id that stands first in the file; of padded ids by the one with its zeros.

// mergeIDs brings customers together whose ids are one by the user's choice.
func (c *cleaner) mergeIDs() {
	if !c.clean.IgnoreCase && !c.clean.PadZeros {
		return
	}
	ids := c.customers.pick(nil, 0)
	root := make([]uint32, len(ids))
	first := make(map[string]uint32, len(ids))
	for i, id := range ids {
		root[i] = uint32(i)
		if c.clean.IgnoreCase {
			id = sameCase(id)
		}
		if at, met := first[id]; met {
			root[i] = at
		} else {
			first[id] = uint32(i)
		}
	}
	if c.clean.PadZeros {
		if width := paddedWidth(ids); width > 0 {
			for i, id := range ids {
				if at, ok := first[pad(id, width)]; ok && isShort(id, width) {
					root[i] = root[at]
				}
			}
		}
	}
	for i, who := range c.records.Customer {
		c.records.Customer[i] = root[who]
	}
}

// sameCase is the form in which ids are compared that differ in case, spaces and dashes only. Between two digits a sign
// stays: 1-23 is not 12-3.
func sameCase(id string) string {
	var b strings.Builder
	digit, gap := false, false
	for _, r := range id {
		if r == ' ' || r == '_' || r == '.' || r == '/' || read.OneDash(r) == '-' || unicode.IsSpace(r) {
			gap = true
			continue
		}
		is := unicode.IsDigit(r)
		if gap && digit && is {
			b.WriteByte('-')
		}
		b.WriteRune(unicode.ToLower(r))
		digit, gap = is, false
	}
	if b.Len() == 0 {
		return id
	}
	return b.String()
}

// paddedWidth is the one number of digits of all ids that begin with a zero; 0 when there are none or they differ.
func paddedWidth(ids []string) int {
	width := 0
	for _, id := range ids {
		if len(id) > 1 && id[0] == '0' && read.Run(id) == len(id) {
			if width != 0 && width != len(id) {
				return 0
			}
			width = len(id)
		}
	}
	return width
}

// isShort tells an id of digits that may have lost zeros.
func isShort(id string, width int) bool {
	return len(id) < width && id != "" && id[0] != '0' && read.Run(id) == len(id)
}

func pad(id string, width int) string { return strings.Repeat("0", max(0, width-len(id))) + id }

// looseKey hashes an id without what spelling may change: case, signs between, zeros before a number. Ids with the same
// key are worth a look when a day and an amount agree too; they are never merged by it.
func looseKey(id string) uint64 {
	const offset, prime = 14695981039346656037, 1099511628211
	h := uint64(offset)
	zeros := true // those here lead a number
	digit, gap := false, false
	for i := 0; i < len(id); {
		r, n := rune(id[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(id[i:])
		}
		i += n
		is := r >= '0' && r <= '9'
		if !is && !unicode.IsLetter(r) {
			gap = true
			continue
		}
		if gap && digit && is {
			h, zeros = (h^'-')*prime, true
		}
		gap, digit = false, is
		if is && r == '0' && zeros {
			continue
		}
		zeros = !is
		h = (h ^ uint64(unicode.ToLower(r))) * prime
	}
	return h
}
