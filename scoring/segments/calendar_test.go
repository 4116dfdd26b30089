package segments

import (
	"bytes"
	"flag"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"fenji/scoring/civil"
)

var update = flag.Bool("update", false, "write the goldens")

func day(t *testing.T, s string) civil.Day {
	t.Helper()
	d, err := civil.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestCalendar(t *testing.T) {
	c := Calendar{Name: "即将下滑, 口腔; 门诊", Key: "lianyungang-dental 口腔门诊.xlsx", Stamp: day(t, "2024-12-31"), Early: 7}
	var b bytes.Buffer
	err := c.Write(&b, []Event{
		{day(t, "2025-01-09"), "3 位客户今天起降级", "LYG0302 B→C\nLYG0411 A→B; 金额 1,084.00 元\r\n反斜杠 \\ 与控制符 \x01"},
		{day(t, "2025-02-28"), strings.Repeat("很长的一行", 12), strings.Repeat("x", 200)},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range strings.Split(strings.TrimSuffix(b.String(), "\r\n"), "\r\n") {
		if len(l) > 75 || !utf8.ValidString(l) || strings.ContainsAny(l, "\n\x01") {
			t.Errorf("%d octets: %q", len(l), l)
		}
	}
	const name = "testdata/falls.ics"
	if *update {
		if err := os.WriteFile(name, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(b.Bytes(), want) {
		t.Errorf("got\n%s\nwant\n%s", b.Bytes(), want)
	}
}

// TestCalendarKeys: the same origin gives the same UIDs, another one others.
func TestCalendarKeys(t *testing.T) {
	keys := map[string]string{}
	for _, key := range []string{"", "a", "b", "a b", "连云港"} {
		k := Calendar{Key: key}.key()
		if other, twice := keys[k]; twice || len(k) != 16 || k != (Calendar{Key: key, Name: "x"}).key() {
			t.Errorf("%q: %s, as %q", key, k, other)
		}
		keys[k] = key
	}
}
