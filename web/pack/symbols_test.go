package main

import (
	"strings"
	"testing"
)

func TestExplain(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, symbolsName, "# The functions of fenji.wasm\n22 runtime.main\n23 main.main\n25 fenji/scoring.(*Grid).Cell\n")
	for said, want := range map[string]string{
		"goroutine 1 [running]:\n(...)\n\t?:0 +0x1b fp=0x1 sp=0x2 pc=0x10010003": "goroutine 1 [running]:\n(...)\n" +
			"\t?:0 +0x1b fp=0x1 sp=0x2 pc=0x10010003 (main.main)",
		"at wasm://wasm/0a1b:wasm-function[25]:0x4d2": "at wasm://wasm/0a1b:wasm-function[25] (fenji/scoring.(*Grid).Cell):0x4d2",
		"wasm-function[24] pc=0x0 pc=0x10020000":      "wasm-function[24] pc=0x0 pc=0x10020000",
		"wasm-function[99999999999999999999]":         "wasm-function[99999999999999999999]",
		"":                                            "",
	} {
		var out strings.Builder
		if err := explain(dir, strings.NewReader(said), &out); err != nil || out.String() != want {
			t.Errorf("%q becomes %q, want %q: %v", said, out.String(), want, err)
		}
	}
	put(t, dir, symbolsName, "# nothing\n")
	if err := explain(dir, strings.NewReader(""), &strings.Builder{}); err == nil {
		t.Error("an empty list passes")
	}
}
