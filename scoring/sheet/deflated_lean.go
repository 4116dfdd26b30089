//go:build lean

package sheet

import (
	"io"

	"fenji/scoring"
)

// Inflate is not part of a lean program: its host inflates, and one that cannot is too old.
func Inflate(Packed) (io.ReadCloser, error) { return nil, scoring.Issue{Code: HostTooOld} }

// HostTooOld says that the browser cannot inflate.
const HostTooOld scoring.Code = "browser-too-old"
