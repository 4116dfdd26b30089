package jsontext

import (
	"encoding/json"
	"strings"
	"testing"
)

var texts = []string{
	``, ` `, `null`, `true`, `false`, `tru`, `nullx`, `0`, `-0`, `01`, `-`, `1.`, `.5`, `1.5e+3`, `1e`, `1E5`, `+1`, `0x1`,
	`""`, `"a"`, `"`, `"\"`, `"\u0041"`, `"\u00e4\ud83d\ude00"`, `"\ud800"`, `"\ud800\u0041"`, `"\ud800\ud800"`, `"\uzzzz"`,
	`"\u12"`, `"\x"`, "\"\t\"", "\"\x00\"", `"\b\f\n\r\t\/\\"`, `[]`, `[1,2]`, `[1,]`, `[,1]`, `[1 2]`, `[`, `{}`,
	`{"a":1}`, `{"a":1,}`, `{"a"}`, `{a:1}`, `{"a":1 "b":2}`, `{"a":{"b":[{}]}}`, `{`, `{}{}`, "\ufeff{}", `1 2`, "\xff",
	`"` + "\xff" + `"`, "[\n]", "\"\u2028\"",
}

// check compares the reader with encoding/json: what is JSON, and what its texts say.
func check(t *testing.T, text string) {
	t.Helper()
	n, err := Parse([]byte(text), 1<<20)
	// Ours reads nothing that is not JSON, and all JSON but what is nested deep or not UTF-8.
	if err == nil && !json.Valid([]byte(text)) {
		t.Fatalf("%q was read", text)
	}
	if err != nil {
		deep := strings.Contains(err.Error(), "deep") || strings.Contains(err.Error(), "UTF-8")
		if json.Valid([]byte(text)) && !deep {
			t.Fatalf("%q was refused: %v", text, err)
		}
		return
	}
	if n.Kind == '"' {
		var want string
		if json.Unmarshal([]byte(text), &want); n.Text != want {
			t.Fatalf("%q reads %q, want %q", text, n.Text, want)
		}
		var back string
		if err := json.Unmarshal(Quote(nil, n.Text), &back); err != nil || back != want {
			t.Fatalf("%q is written %s: %v", want, Quote(nil, n.Text), err)
		}
	}
}

func TestJSON(t *testing.T) {
	for _, text := range texts {
		check(t, text)
	}
}

func FuzzJSON(f *testing.F) {
	for _, text := range texts {
		f.Add(text)
	}
	f.Fuzz(check)
}
