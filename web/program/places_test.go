package program

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strings"
	"testing"
)

// variables gives groups of variables in words: 4 is a number of 32 bits, 8 one of 64, f one with a point.
func variables(text string) []byte {
	groups := strings.Fields(text)
	code := binary.AppendUvarint(nil, uint64(len(groups)))
	for _, g := range groups {
		code = append(binary.AppendUvarint(code, uint64(len(g))), map[byte]byte{'4': typeI32, '8': typeI64, 'f': 0x7D}[g[0]])
	}
	return code
}

// TestPlaces: each line is a function of the number 0x1005, its variables first, and the one that says its places by a
// variable. Where there is none, it stays.
func TestPlaces(t *testing.T) {
	for _, line := range strings.Split(strings.TrimSpace(`
4 8     : get 1 c64 0x10050007 store 3 0               | 4 88     : get 1 get 2 c64 7 add64 store 3 0
4       : get 1 c64 0x10050007 store 3 0               | 4 8      : get 1 get 2 c64 7 add64 store 3 0
4 f     : get 2 get 1 c64 0x1005ffff store 3 0         | 4 8 f    : get 3 get 1 get 2 c64 0xffff add64 store 3 0
4 88 ff : get 0 get 1 get 2 set 3 tee 5 c64 0x10050000 | 4 888 ff : get 0 get 1 get 3 set 4 tee 6 get 2 c64 0 add64
4 8     : c64 0x10050001 c64 0x10050002 gget 2         | 4 88     : get 2 c64 1 add64 get 2 c64 2 add64 gget 2
4 8     : get 127 c64 0x10050001                       | 4 88     : get 128 get 2 c64 1 add64
4 8     : get 1 c64 0x10060007 store 3 0 get 2         |
4 8     : c64 0x100500070000 c64 -1 c64 0x1005 get 2   |
4 8     : c32 0x10050007 get 2                         |
44 8    : get 1 c64 0x10050007 store 3 0 get 2         |
8       : get 1 c64 0x10050007 store 3 0 get 2         |
`), "\n") {
		before, after, _ := strings.Cut(line, "|")
		head, text, _ := strings.Cut(before, ":")
		old := slices.Concat(variables(head), entry, said(t, text), []byte{opEnd})
		want := old
		if head, text, ok := strings.Cut(after, ":"); ok {
			want = slices.Concat(variables(head), entry, said(t, "c64 0x10050000 set 2 "+text), []byte{opEnd})
		}
		if got := places(slices.Clone(old), 0x1005); !bytes.Equal(got, want) {
			t.Errorf("%s\nbecomes % x\nnot     % x", before, got, want)
		}
	}
	for name, code := range map[string][]byte{
		"another beginning": slices.Concat(variables("4 8"), said(t, "get 1 c64 0x10050007 store 3 0 end")),
		"not readable":      slices.Concat(variables("4 8"), entry, said(t, "get 1 c64 0x10050007 store 3 0"), []byte{0x06, opEnd}),
		"no variables":      {},
	} {
		if got := places(slices.Clone(code), 0x1005); !bytes.Equal(got, code) {
			t.Errorf("%s: % x became % x", name, code, got)
		}
	}
}

// TestNumbers: the functions of a program say their places by their own numbers, which count from the first one.
func TestNumbers(t *testing.T) {
	calls := func(place string) []byte {
		return slices.Concat(variables("4"), entry, said(t, "get 1 c64 "+place+" store 3 0 get 1 c64 0x10020001 store 3 8 c32 0 return end"))
	}
	rewritten, err := Rewritten(growing(1, growMemory, calls("0x10010003"), calls("0x10010003")))
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{
		"c64 0x10010000 set 2 get 1 get 2 c64 3 add64 store 3 0 get 1 c64 0x10020001 store 3 8",
		"c64 0x10020000 set 2 get 1 c64 0x10010003 store 3 0 get 1 get 2 c64 1 add64 store 3 8",
	} {
		if !bytes.Contains(rewritten, slices.Concat(variables("4 8"), entry, said(t, text))) {
			t.Errorf("no function %s", text)
		}
	}
}
