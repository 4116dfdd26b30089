package sheet

import (
	"errors"

	"fenji/scoring"
)

// faults gives each error of this package's inside its code.
var faults = []struct {
	err  error
	code scoring.Code
}{
	{errTruncated, Truncated},
	{errDamaged, Damaged},
	{errTooLarge, TooLarge},
	{errBomb, ZipBomb},
	{errDoctype, Doctype},
	{errRows, TooManyRows},
	{errEncoding, Encoding},
}

// faultOf makes an Issue of any error met while reading. An error of a foreign inflater means damaged data.
func faultOf(err error) scoring.Issue {
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
