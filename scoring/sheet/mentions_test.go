package sheet

import (
	"fmt"
	"strings"
	"testing"
)

// TestMentions finds a word whichever block of texts it lies in.
func TestMentions(t *testing.T) {
	var b strings.Builder
	b.WriteString("a,b\n")
	for i := range 40_000 {
		fmt.Fprintf(&b, "text number %d,%d\n", i, i)
	}
	b.WriteString("合计,1\n")
	book, err := Open("t.csv", strings.NewReader(b.String()), int64(b.Len()), Options{})
	if err != nil {
		t.Fatal(err)
	}
	table, err := book.Read(0)
	if err != nil {
		t.Fatal(err)
	}
	for w, want := range map[string]bool{"number 7": true, "计": true, "总": false, "number 39999": true} {
		if table.Mentions("no such word", w) != want {
			t.Errorf("%q", w)
		}
	}
}
