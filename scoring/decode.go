package scoring

import "errors"

// ParseProfile reads a profile.
func ParseProfile(data []byte) (*Profile, error) { return nil, errors.New("not yet") }
