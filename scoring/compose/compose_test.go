package compose_test

import (
	"fmt"
	"testing"

	"fenji/scoring/compose"
	"fenji/scoring/decimal"
)

// TestText holds what it makes against package fmt.
func TestText(t *testing.T) {
	for _, c := range []struct {
		pattern string
		args    []any
	}{
		{"", nil},
		{"客户 100%% %", nil},
		{"expected %d to %d entries, got %s", []any{1, int64(-1 << 63), "none"}},
		{`<xf numFmtId="%d" name="%s"/>`, []any{uint8(255), "甲"}},
		{"%s is not %q, line %d", []any{decimal.Int(5), "a\"\x00\u200b", 0}},
	} {
		if got, want := compose.Text(c.pattern, c.args...), fmt.Sprintf(c.pattern, c.args...); got != want && c.args != nil {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if got := compose.Text("客户 100%% %"); got != "客户 100% %" {
		t.Error(got)
	}
	if got := compose.Text("%d %s %q %x %d", "a", 1, 2, 3); got != "%! %! %! %! %!" {
		t.Error(got)
	}
}

func ExampleAppend() {
	fmt.Println(string(compose.Append([]byte("<row "), `r="%d" of="%s">`, 7, "分级")))
	// Output: <row r="7" of="分级">
}
