package words

import "strconv"

// Fault says what is wrong with a field of rules or of a project: the text of its pattern, by which package jsontext knows
// it, with its figures as {1}, {2} …, and the name of the field before it.
func Fault(lang, field, pattern string, args []string) string {
	said := faultText(lang, pattern, args)
	if field == "" {
		return said
	}
	return Text(lang, "fault.at", "field", field, "problem", said)
}

func faultText(lang, pattern string, args []string) string {
	key := FaultKey(pattern)
	if !Has(key) {
		key = pattern // a gap shows
	}
	var fill []string
	for i, arg := range args {
		if Has(FaultKey(arg)) {
			arg = Text(lang, FaultKey(arg))
		}
		fill = append(fill, strconv.Itoa(i+1), arg)
	}
	return Text(lang, key, fill...)
}

// FaultKey is the key of a pattern: its words joined by hyphens, n for a number and x for a text.
func FaultKey(pattern string) string {
	key := []byte("fault.")
	dash := false
	for i := 0; i < len(pattern); i++ {
		c := pattern[i]
		switch {
		case c == '%' && i+1 < len(pattern):
			i++
			if c = 'x'; pattern[i] == 'd' {
				c = 'n'
			}
		case c >= 'A' && c <= 'Z':
			c += 'a' - 'A'
		}
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			dash = true
			continue
		}
		if dash && len(key) > len("fault.") {
			key = append(key, '-')
		}
		key, dash = append(key, c), false
	}
	return string(key)
}
