package csv

import (
	"bytes"
	"math/rand/v2"
	"reflect"
	"testing"

	"fenji/scoring/sheet/bounds"
	"fenji/scoring/sheet/table"
)

// bothWays reads a text with plain records told from the others, and again as if there were none.
func bothWays(t *testing.T, text []byte) (records int) {
	t.Helper()
	var o bounds.Options
	o.Limits.Complete()
	o.Limits.Columns = 9
	f, err := csvForm(bytes.NewReader(text), int64(len(text)), &o)
	if err != nil {
		return 0
	}
	fast, errFast := readCSV("f", bytes.NewReader(text), int64(len(text)), o, f)
	f.slow = true
	slow, errSlow := readCSV("f", bytes.NewReader(text), int64(len(text)), o, f)
	if !reflect.DeepEqual(errFast, errSlow) {
		t.Fatalf("%q: %v when fast, %v when slow", text, errFast, errSlow)
	}
	if errFast != nil {
		return 0
	}
	if a, b := written(fast), written(slow); !reflect.DeepEqual(a, b) {
		t.Fatalf("%q:\nfast %q\nslow %q", text, a, b)
	}
	if !reflect.DeepEqual(fast.Facts, slow.Facts) || !reflect.DeepEqual(fast.Issues, slow.Issues) {
		t.Fatalf("%q:\nfast %+v %v\nslow %+v %v", text, fast.Facts, fast.Issues, slow.Facts, slow.Issues)
	}
	return fast.Rows
}

// written are the cells of a table with their kinds, and how many each column holds.
func written(tb *table.Table) (all []string) {
	for row := range tb.Rows {
		for col := range tb.Columns {
			c := tb.Cell(row, col)
			all = append(all, string('0'+byte(c.Kind))+tb.Text(c))
		}
	}
	for col := range tb.Columns {
		all = append(all, string(table.AppendInt(nil, int64(tb.Filled(col, 0)))))
	}
	return all
}

// parts are what random texts are made of: what is plain, and what is not.
var parts = []string{"C001", "张三", "12", "1.50", "-3", "007", "¥1", "020.00", "2024-01-05", "", "", ",", ",", ",", ",", ",", "\n", "\r\n", "\r",
	"\"", "\"\"", "\"a,b\"", "\"a\nb\"", ";", "\t", "|", " ", "\xff", "sep=;\n", "12,500", "长长的备注一行"}

func TestPlainRecordsReadAlike(t *testing.T) {
	rows := 0
	random := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		var text []byte
		if head := random.IntN(3); head > 0 {
			for range 1 + random.IntN(4) {
				text = append(text, "客户,日期,金额\nC1,2024-01-05,10\n"...)
			}
		}
		for range random.IntN(40) {
			text = append(text, parts[random.IntN(len(parts))]...)
		}
		rows += bothWays(t, text)
	}
	if rows < 50_000 {
		t.Errorf("only %d rows were compared", rows)
	}
}

func FuzzPlainRecords(f *testing.F) {
	for _, p := range parts {
		f.Add([]byte("a,b,c\n1,2,3\n" + p + ",x,y\n"))
	}
	f.Fuzz(func(t *testing.T, text []byte) { bothWays(t, text) })
}
