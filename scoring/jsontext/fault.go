package jsontext

import "fenji/scoring/compose"

// A Fault keeps the first error of a check.
type Fault struct{ Err error }

// Fail notes what is wrong with a field, when nothing else was before.
func (f *Fault) Fail(path, format string, args ...any) {
	if f.Err == nil {
		f.Err = Wrong(path, format, args...)
	}
}

// Wrong is the error that something is wrong with a field.
func Wrong(path, format string, args ...any) *FieldError {
	e := &FieldError{Field: path, Problem: compose.Text(format, args...), Pattern: format}
	for i, verb := 0, 0; i+1 < len(format) && verb < len(args); i++ {
		if format[i] == '%' {
			i++
			e.Args = append(e.Args, compose.Text("%"+format[i:i+1], args[verb]))
			verb++
		}
	}
	return e
}

// Clip is the beginning of a text, of at most n characters.
func Clip(s string, n int) string {
	for i := range s {
		if n--; n < 0 {
			return s[:i]
		}
	}
	return s
}

// A FieldError names the field that cannot be accepted.
type FieldError struct {
	Field   string // as in metrics.M.steps[2].to; "" for the text as a whole
	Problem string
	Pattern string   // Problem before its figures were filled in, by which other languages know it
	Args    []string // the figures
}

func (e *FieldError) Error() string {
	if e.Field == "" {
		return e.Problem
	}
	return e.Field + ": " + e.Problem
}
