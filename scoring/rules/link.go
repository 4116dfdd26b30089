package rules

import (
	"encoding/base64"
	"strings"

	"fenji/scoring/jsontext"
	"fenji/scoring/profile"
)

// LinkKey begins the fragment of a link that carries a profile. A fragment never leaves the browser.
const LinkKey = "rules="

// MaxLink is the length of the longest fragment that is decoded.
const MaxLink = 48 << 10

// Link writes a profile as the fragment of an address, without the sign in front of it. It holds rules only, never data.
func Link(p *profile.Profile) (string, error) {
	data, err := p.MarshalJSON()
	if err != nil {
		return "", err
	}
	s := LinkKey + base64.RawURLEncoding.EncodeToString(data)
	if len(s) > MaxLink {
		return "", jsontext.Wrong("", "the profile is too long for a link, which has at most %d characters", MaxLink)
	}
	return s, nil
}

// FromLink reads the profile of a fragment. ok is false when the fragment carries none; the error says that it carries one
// that cannot be read. The length is looked at before anything is decoded.
func FromLink(fragment string) (p *profile.Profile, ok bool, err error) {
	code, ok := strings.CutPrefix(strings.TrimPrefix(fragment, "#"), LinkKey)
	if !ok {
		return nil, false, nil
	}
	if len(fragment) > MaxLink {
		return nil, true, jsontext.Wrong("", "the link is longer than %d characters", MaxLink)
	}
	data, err := base64.RawURLEncoding.DecodeString(code)
	if err != nil {
		return nil, true, jsontext.Wrong("", "the link is cut off, or changed on its way")
	}
	p, err = profile.Parse(data)
	return p, true, err
}
