//go:build lean && js

package archive

import (
	"io"

	"fenji/scoring"
	"fenji/scoring/sheet/bounds"
)

// Inflate is not part of a lean program in a browser: its host inflates, and one that cannot is too old.
func Inflate(bounds.Packed) (io.ReadCloser, error) {
	return nil, scoring.Issue{Code: bounds.HostTooOld}
}
