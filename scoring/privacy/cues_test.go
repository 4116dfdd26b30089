package privacy

import (
	"strings"
	"testing"
)

// TestUnannounced holds that no text with a cue is taken for one without.
func TestUnannounced(t *testing.T) {
	for _, c := range cues {
		for _, word := range c.words {
			for _, text := range []string{word, strings.ToUpper(word), "12 " + word + ":abc12345"} {
				if plain, _ := unannounced(text); plain {
					t.Errorf("%q may announce something", text)
				}
			}
		}
	}
	for text, passport := range map[string]bool{"C0001234": false, "2024-01-05": false, "E12345678": true, "g12345678": true} {
		if plain, head := unannounced(text); !plain || head != passport {
			t.Errorf("%q: plain %v, head of a passport %v", text, plain, head)
		}
	}
}
