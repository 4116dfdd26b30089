package readytext

import (
	"fmt"
	"testing"
)

// TestTemplates: what is written is read again, whatever stands in it; the grade's own text goes first.
func TestTemplates(t *testing.T) {
	list := Templates{{"falls", "", "zh-CN", "{name}您好\n请|来 \\n"}, {"falls", "A", "zh-CN", "{name}，老朋友"}, {"due", "", "en", `C:\new`}}
	again, err := Parse(list.String())
	if err != nil || fmt.Sprint(again) != fmt.Sprint(list) {
		t.Errorf("%q\n%q %v", list, again, err)
	}
	for _, c := range []struct{ reason, grade, lang, want string }{{"falls", "A", "zh-CN", "{name}，老朋友"}, {"falls", "B", "zh-CN", list[0].Text},
		{"due", "A", "en", `C:\new`}, {"due", "A", "zh-CN", ""}, {"since", "", "en", ""}} {
		if got := list.For(c.reason, c.grade, c.lang); got != c.want {
			t.Errorf("%v: %q", c, got)
		}
	}
	if got := list.With(Template{"falls", "A", "zh-CN", "x"}); len(got) != 3 || got.For("falls", "A", "zh-CN") != "x" {
		t.Errorf("%q", got)
	}
	if got := list.With(Template{"falls", "A", "zh-CN", ""}); len(got) != 2 {
		t.Errorf("%q", got)
	}
	for _, bad := range []string{"falls|A|zh-CN", "birthday||en|x", "falls|||x", "\n\nnothing"} {
		if _, err := Parse(bad); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
	if got := Fill("{name}, {visit}: {other}", "name", "宋江", "visit", "{name}"); got != "宋江, {name}: {other}" {
		t.Error(got)
	}
}

func FuzzTemplates(f *testing.F) {
	f.Add("falls||en|a\\nb\\\\n\nsince|B|zh-CN|x|y")
	f.Fuzz(func(t *testing.T, text string) {
		list, err := Parse(text)
		if err != nil {
			return
		}
		again, err := Parse(list.String())
		if err != nil || again.String() != list.String() {
			t.Errorf("%q became %q, %v", list, again, err)
		}
	})
}
