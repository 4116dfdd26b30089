package book_test

import (
	"io"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/tiendc/go-deepcopy"
	"github.com/xuri/excelize/v2"
	"golang.org/x/net/html/charset"
)

// The two modules of wasm/workbook/lean are tested here, where the replacement in go.mod is in force.

type leaf struct {
	Name string
	mark string
}

type tree struct {
	mu     sync.Mutex
	Leaf   leaf
	Leaves []leaf
	Refs   []*leaf
	None   *tree
	Next   *tree
	By     map[string]*leaf
	Any    any
	Bytes  []byte
	Pair   [2]*int
	Call   func()
}

func TestDeepCopy(t *testing.T) {
	seven := 7
	full := &tree{Leaf: leaf{"a", "b"}, Leaves: []leaf{{"c", "d"}}, Refs: []*leaf{{"e", "f"}, nil}, Next: &tree{Bytes: []byte{}},
		By: map[string]*leaf{"g": {"h", "i"}}, Any: []int{1}, Bytes: []byte("jk"), Pair: [2]*int{&seven, nil}}
	for _, from := range []*tree{{}, full} {
		into := &tree{Leaf: leaf{"old", "old"}, Refs: []*leaf{{}}, None: &tree{}, By: map[string]*leaf{"old": {}}}
		if err := deepcopy.Copy(into, from); err != nil || !reflect.DeepEqual(into, from) {
			t.Errorf("%+v became %+v (%v)", from, into, err)
		}
	}
	full.mu.Lock() // a copy is never born locked
	var into tree
	if err := deepcopy.Copy(&into, full); err != nil || !into.mu.TryLock() {
		t.Errorf("the lock was copied (%v)", err)
	}
	full.Refs[0].Name, full.Leaves[0].Name, full.By["g"].Name, full.Bytes[0], seven = "x", "x", "x", 'x', 8
	full.Any.([]int)[0], full.Next.Bytes = 2, []byte("x")
	if into.Refs[0].Name+into.Leaves[0].Name+into.By["g"].Name+string(into.Bytes) != "echjk" || *into.Pair[0] != 7 ||
		into.Any.([]int)[0] != 1 || len(into.Next.Bytes) != 0 {
		t.Errorf("the copy shares values: %+v", &into)
	}
}

func TestDeepCopyRefuses(t *testing.T) {
	var none *leaf
	for i, c := range [][2]any{{leaf{}, leaf{}}, {&leaf{}, &tree{}}, {&leaf{}, none}, {none, leaf{}}, {&leaf{}, nil}, {nil, leaf{}},
		{&leaf{}, 1}} {
		if deepcopy.Copy(c[0], c[1]) == nil {
			t.Errorf("case %d is copied", i)
		}
	}
	var byValue leaf
	if err := deepcopy.Copy(&byValue, leaf{"a", "b"}); err != nil || byValue != (leaf{"a", "b"}) {
		t.Errorf("%v, %v", byValue, err)
	}
}

// TestDeepCopyServesExcelize goes through what excelize copies: a sheet, a row with its rules, flattened columns.
func TestDeepCopyServesExcelize(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	does := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	does(f.SetSheetRow("Sheet1", "A1", &[]any{"客户", 1.5, true}))
	does(f.SetCellFormula("Sheet1", "D1", "SUM(B1:B1)"))
	does(f.SetColWidth("Sheet1", "A", "C", 20))
	does(f.SetColWidth("Sheet1", "B", "B", 30))
	does(f.SetConditionalFormat("Sheet1", "B1", []excelize.ConditionalFormatOptions{{Type: "cell", Criteria: ">", Value: "1"}}))
	does(f.DuplicateRowTo("Sheet1", 1, 4))
	to, err := f.NewSheet("Copy")
	does(err)
	does(f.CopySheet(0, to))
	does(f.SetCellValue("Sheet1", "A4", "changed"))
	want := []string{"客户", "1.5", "TRUE", ""}
	got := rows(t, f, "Copy")
	if len(got) != 4 || !reflect.DeepEqual(got[0], want) || !reflect.DeepEqual(got[3], want) {
		t.Errorf("rows %q", got)
	}
	if formula, err := f.GetCellFormula("Copy", "D4"); err != nil || formula == "" {
		t.Errorf("formula %q (%v)", formula, err)
	}
	for column, want := range map[string]float64{"A": 20, "B": 30, "C": 20} {
		if width, err := f.GetColWidth("Copy", column); err != nil || width != want {
			t.Errorf("column %s is %v wide (%v)", column, width, err)
		}
	}
	if rules, err := f.GetConditionalFormats("Copy"); err != nil || len(rules) != 2 {
		t.Errorf("rules %v (%v)", rules, err)
	}
}

func TestCharset(t *testing.T) {
	for _, c := range []struct{ label, want string }{
		{"utf-8", "客户 a"}, {" UTF8", "客户 a"}, {"us-ascii", "客户 a"}, {"gbk", ""}, {"UTF-16", ""}, {"", ""},
	} {
		r, err := charset.NewReaderLabel(c.label, strings.NewReader("客户 a"))
		if c.want == "" {
			if err == nil || !strings.Contains(err.Error(), c.label) {
				t.Errorf("%q gives %v", c.label, err)
			}
			continue
		}
		if got, _ := io.ReadAll(r); err != nil || string(got) != c.want {
			t.Errorf("%q gives %q, %v", c.label, got, err)
		}
	}
}
