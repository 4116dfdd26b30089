package bounds

import (
	"errors"

	"fenji/scoring"
)

var (
	ErrTruncated = errors.New("the file ends too early")
	ErrDamaged   = errors.New("damaged")
	ErrTooLarge  = errors.New("too large")
	ErrBomb      = errors.New("inflates to far more than it holds")
	ErrDoctype   = errors.New("holds a document type declaration")
	ErrRows      = errors.New("too many rows")
	ErrEncoding  = errors.New("in no encoding that is known")
)

// faults gives each error of this package's inside its code.
var faults = []struct {
	err  error
	code scoring.Code
}{
	{ErrTruncated, Truncated},
	{ErrDamaged, Damaged},
	{ErrTooLarge, TooLarge},
	{ErrBomb, ZipBomb},
	{ErrDoctype, Doctype},
	{ErrRows, TooManyRows},
	{ErrEncoding, Encoding},
}

// FaultOf makes an Issue of any error met while reading. An error of a foreign inflater means damaged data.
func FaultOf(err error) scoring.Issue {
	var issue scoring.Issue
	if errors.As(err, &issue) {
		return issue
	}
	for _, f := range faults {
		if errors.Is(err, f.err) {
			return scoring.Issue{Code: f.code}
		}
	}
	return scoring.Issue{Code: Damaged, Args: []string{"why", err.Error()}}
}

// Clip shortens a value to what an Issue may hold.
func Clip(s string) string {
	n := 0
	for i := range s {
		if n == 64 {
			return s[:i]
		}
		n++
	}
	return s
}
