// Package compose puts numbers and texts into patterns, with the verbs that package fmt has for them. It is there for
// the program that every visitor loads: fmt brings reflection and the operating system with it.
package compose

import "strconv"

// Text fills a pattern: %d stands for a whole number, %s for a text, %q for a text in quotes, %% for a per cent sign.
func Text(pattern string, args ...any) string { return string(Append(nil, pattern, args...)) }

// Append appends the filled pattern to b. What does not go together shows as "%!".
func Append(b []byte, pattern string, args ...any) []byte {
	for i := 0; i < len(pattern); i++ {
		if pattern[i] != '%' || i+1 == len(pattern) {
			b = append(b, pattern[i])
			continue
		}
		i++
		if pattern[i] == '%' {
			b = append(b, '%')
			continue
		}
		if len(args) == 0 {
			b = append(b, "%!"...)
			continue
		}
		b = appendArg(b, pattern[i], args[0])
		args = args[1:]
	}
	return b
}

func appendArg(b []byte, verb byte, arg any) []byte {
	n, isNumber := number(arg)
	s, isText := text(arg)
	switch {
	case verb == 'd' && isNumber:
		return strconv.AppendInt(b, n, 10)
	case verb == 's' && isText:
		return append(b, s...)
	case verb == 'q' && isText:
		return strconv.AppendQuote(b, s)
	}
	return append(b, "%!"...)
}

func number(arg any) (n int64, ok bool) {
	switch v := arg.(type) {
	case int:
		return int64(v), true
	case int64:
		return v, true
	case uint8:
		return int64(v), true
	}
	return 0, false
}

func text(arg any) (s string, ok bool) {
	switch v := arg.(type) {
	case string:
		return v, true
	case interface{ String() string }:
		return v.String(), true
	}
	return "", false
}
