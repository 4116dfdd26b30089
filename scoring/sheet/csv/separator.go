package csv

import "bytes"

// separators in the order in which they win a draw.
var separators = []byte{',', '\t', ';', '|'}

// rareSeparators are looked for where none of those separates anything.
var rareSeparators = []byte{'^', '~'}

// wideSeparators are typed by hand in Chinese; each is read as the one that it stands for.
var wideSeparators = map[byte]string{',': "，", ';': "；", '|': "｜"}

// blanksApart stands for runs of blanks as a separator.
const blanksApart = ' '

// guessSeparator takes the separator under which most of the first lines have the same number of fields, more than one;
// among equals, the one with the most fields. It returns that number, too. When more follows, the last line is none.
func guessSeparator(sample []byte, more bool) (separator byte, fields int) {
	best, most := separators[0], 0
	for _, quote := range []byte{'"', 0} {
		for _, sep := range separators {
			agree, n := agreement(sample, sep, quote)
			if agree > most || agree == most && n > fields {
				best, most, fields = sep, agree, n
			}
		}
		if most > 0 {
			break
		}
	}
	for _, sep := range rareSeparators {
		if agree, n := agreement(sample, sep, '"'); most < 2 && agree > 2 {
			return sep, n
		}
	}
	if most < 2 && len(sample) > 0 {
		if n := blankColumns(sample, more); n > 0 {
			return blanksApart, n
		}
	}
	_, fields = consistency(sample, best)
	return best, fields
}

// guessWide is the separator for which a wide one stands in all lines of a sample; 0 where none does.
func guessWide(sample []byte) byte {
	for _, sep := range separators {
		wide := wideSeparators[sep]
		if wide == "" || !bytes.Contains(sample, []byte(wide)) {
			continue
		}
		if agree, _ := agreement(bytes.ReplaceAll(sample, []byte(wide), []byte{sep}), sep, '"'); agree > 2 {
			return sep
		}
	}
	return 0
}

// blankColumns is the number of fields when runs of blanks separate them: it must be the same in all lines, and a number or
// a date must begin a field of each line below the first, in a column of its own; or else it is 0.
func blankColumns(sample []byte, more bool) int {
	columns, numbers, lines := 0, ^uint64(0), 0
	for len(sample) > 0 {
		n := bytes.IndexAny(sample, "\r\n")
		if n < 0 && more {
			break
		}
		if n < 0 {
			n = len(sample)
		}
		fields := bytes.FieldsFunc(sample[:n], func(c rune) bool { return c == blanksApart })
		sample = sample[min(n+1, len(sample)):]
		if len(fields) == 0 {
			continue
		}
		if lines++; lines == 1 {
			columns = len(fields)
		}
		digits := uint64(0)
		for i, f := range fields {
			if f[0]-'0' < 10 || f[0] == '-' {
				digits |= 1 << min(i, 63)
			}
		}
		if lines > 1 {
			numbers &= digits
		}
		if len(fields) != columns || columns < 2 || lines > 1 && numbers == 0 {
			return 0
		}
	}
	if lines < 3 {
		return 0
	}
	return columns
}

// consistency counts the fields of the first records and returns how many records agree on the usual number. Quotes count for
// nothing where more records agree without them: then some of them are slips.
func consistency(sample []byte, sep byte) (agree, fields int) {
	agree, fields = agreement(sample, sep, '"')
	if plain, n := agreement(sample, sep, 0); plain > agree {
		return plain, n
	}
	return agree, fields
}

func agreement(sample []byte, sep, quote byte) (agree, fields int) {
	const records = 50
	counts := map[int]int{}
	n, quoted, start, seen := 1, false, true, 0
	for i := 0; i < len(sample) && seen < records; i++ {
		switch c := sample[i]; {
		case c == quote && (start || quoted):
			quoted = !quoted
			start = false
		case quoted, c == ' ' && start:
		case c == sep:
			n++
			start = true
		case c == '\n' || c == '\r':
			counts[n]++
			seen++
			n, start = 1, true
		default:
			start = false
		}
	}
	if !quoted && n > 1 {
		counts[n]++
	}
	for f, k := range counts {
		if f > 1 && (k > agree || k == agree && f > fields) {
			agree, fields = k, f
		}
	}
	return agree, fields
}
