package rules

import (
	"strings"
	"testing"
)

// TestRepeatsOfProjects: projects that know two ways only keep their meaning, and a third way is written and read.
func TestRepeatsOfProjects(t *testing.T) {
	for text, want := range map[string]string{`{}`: "", `{"keepRepeats":true}`: "keep", `{"keepRepeats":false}`: "",
		`{"repeats":"drop"}`: "drop", `{"repeats":"keep"}`: "keep"} {
		p, err := ParseProject([]byte(`{"fenji":1,"clean":` + text + `}`))
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		data, err := p.MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		again, err := ParseProject(data)
		if err != nil || p.Clean.Repeats != want || again.Clean.Repeats != want || strings.Contains(string(data), "keepRepeats") {
			t.Errorf("%s: %q, again %q of %s, %v", text, p.Clean.Repeats, again.Clean.Repeats, data, err)
		}
	}
	if _, err := ParseProject([]byte(`{"fenji":1,"clean":{"repeats":"some"}}`)); err == nil {
		t.Error("a way that nobody knows is taken")
	}
}
