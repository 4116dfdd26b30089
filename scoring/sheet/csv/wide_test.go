package csv

import (
	"bytes"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"

	"fenji/scoring/sheet/bounds"
)

// TestWideSeparators: a file that was typed with wide commas reads as one with narrow ones, wherever a piece of it ends.
func TestWideSeparators(t *testing.T) {
	var b strings.Builder
	b.WriteString("客户编号,日期,金额\n")
	for i := range 9000 {
		fmt.Fprintf(&b, "张%s,2024-12-01,%d\n", strings.Repeat("三", i%7), i)
	}
	var o bounds.Options
	o.Limits.Complete()
	read := func(text string) []string {
		f, err := csvForm(strings.NewReader(text), int64(len(text)), &o)
		if err != nil {
			t.Fatal(err)
		}
		table, err := readCSV("f", strings.NewReader(text), int64(len(text)), o, f)
		if err != nil {
			t.Fatal(err)
		}
		return written(table)
	}
	wide := strings.ReplaceAll(b.String(), ",", "，")
	if !reflect.DeepEqual(read(b.String()), read(wide)) {
		t.Error("wide commas read otherwise")
	}
	var slow bytes.Buffer
	if _, err := slow.ReadFrom(&narrowing{r: iotest.OneByteReader(strings.NewReader(wide[:3000])), wide: "，", sep: ','}); err != nil || slow.String() != strings.ReplaceAll(wide[:3000], "，", ",") {
		t.Error("byte by byte", err)
	}
}
