package session_test

import (
	"testing"

	"fenji/scoring/session"
	"fenji/scoring/sheet"
)

// TestRehearse: what the engine does while nobody asks for anything ends in a grading, not in an error half way.
func TestRehearse(t *testing.T) {
	if err := session.Rehearse(sheet.Options{}); err != nil {
		t.Error(err)
	}
}
