package jsontext

import "fenji/scoring/compose"

// A Fault keeps the first error of a check.
type Fault struct{ Err error }

// Fail notes what is wrong with a field, when nothing else was before.
func (f *Fault) Fail(path, format string, args ...any) {
	if f.Err == nil {
		f.Err = &FieldError{path, compose.Text(format, args...)}
	}
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
}

func (e *FieldError) Error() string {
	if e.Field == "" {
		return e.Problem
	}
	return e.Field + ": " + e.Problem
}
