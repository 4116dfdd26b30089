package words_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"fenji/scoring/jsontext"
	"fenji/scoring/profile"
	"fenji/scoring/words"
)

// TestEveryFaultHasWords: what the core can say of a field, it can say in both languages.
func TestEveryFaultHasWords(t *testing.T) {
	n := 0
	for _, dir := range []string{"jsontext", "profile", "draft", "rules", "session"} {
		err := filepath.WalkDir(filepath.Join("..", dir), func(name string, _ fs.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
				return err
			}
			source, err := os.ReadFile(name)
			for _, line := range strings.Split(string(source), "\n") {
				if !strings.Contains(line, "Fail(") && !strings.Contains(line, "Wrong(") && !strings.Contains(line, "bad(\"") && !strings.Contains(line, ".fail(\"") {
					continue
				}
				texts := regexp.MustCompile(`"(?:[^"\\]|\\.)*"`).FindAllString(line, -1)
				for i, quoted := range texts {
					text, err := strconv.Unquote(quoted)
					if err != nil || i < len(texts)-1 && !strings.Contains(text, " ") || text == ", " || !strings.Contains(text, " ") && text != "unknown" {
						continue // the name of a field
					}
					n++
					if !words.Has(words.FaultKey(text)) {
						t.Errorf("%s: nothing says %q (%s)", name, text, words.FaultKey(text))
					}
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if n < 80 {
		t.Errorf("found only %d", n)
	}
}

func TestFault(t *testing.T) {
	_, err := profile.Parse([]byte(`{"schema": 2, "id": "a", "id": "b"}`))
	_, late := profile.Parse([]byte("{\n \"schema\" 2}"))
	for _, c := range []struct {
		err       error
		zh, plain string
	}{
		{err, "id：出现了两次", "id: stands twice"},
		{late, "第 2 行第 11 个字：这里应有冒号", "line 2, column 11: expected a colon"},
		{jsontext.Wrong("metrics.M.steps", "two of the %d suggested cuts coincide; try fewer steps", 4),
			"metrics.M.steps：4 个建议的分界里有两个重合，请少分几档", "metrics.M.steps: two of the 4 suggested cuts coincide; try fewer steps"},
	} {
		f := c.err.(*jsontext.FieldError)
		if got := words.Fault("zh-CN", f.Field, f.Pattern, f.Args); got != c.zh {
			t.Errorf("%s, want %s", got, c.zh)
		}
		if got := words.Fault("en", f.Field, f.Pattern, f.Args); got != c.plain || got != f.Error() {
			t.Errorf("%s, want %s", got, c.plain)
		}
	}
}
