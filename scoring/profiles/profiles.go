// Package profiles holds the built-in profiles.
package profiles

import "fenji/scoring"

// All returns the built-in profiles.
func All() []*scoring.Profile { return nil }

// ByID returns the built-in profile of that id.
func ByID(id string) (*scoring.Profile, bool) { return nil, false }
