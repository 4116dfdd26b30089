package read

import "testing"

// TestPhones tells telephone numbers from other numbers.
func TestPhones(t *testing.T) {
	for s, want := range map[string]bool{"13812345678": true, "+86 138 1234 5678": true, "138-1234-5678": true,
		"8613812345678": true, "0518-85551234": true, "010-85551234": true, "(010) 85551234": true, "051885551234": false,
		"20240105": false, "12345678901": false, "138123456789": false, "320102199001011234": false, "": false} {
		if IsPhone(s) != want {
			t.Errorf("%q: %v, want %v", s, !want, want)
		}
	}
}
