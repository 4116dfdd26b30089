package program

import (
	"bytes"
	"encoding/binary"
	"errors"
	"slices"
	"testing"
)

// programMemory is a memory with the tables of two functions. Values 1 and 7 are tables of stacks, 4 and 10 of lines.
func programMemory() (memory []byte, functions [2]int) {
	u32, u64 := binary.LittleEndian.AppendUint32, binary.LittleEndian.AppendUint64
	values := []byte{0, 2, 1, 0, 4, 5, 0, 6, 1, 0, 2, 200, 1, 4, 9, 0}
	const names, units, files = 72, 80, 88
	start := 96
	list := start + len(values)
	b := append([]byte{}, tables...)
	for _, n := range []int{2, 3, 0, names, units, files, start, list} {
		b = u64(b, uint64(n))
	}
	b = append(b, "a\x00b\x00\x00\x00\x00\x00"...)
	b = append(b, "unitunit"...)
	b = append(b, "f.go\x00g.g"...)
	b = append(b, values...)
	first := 2*8 + 4
	second := first + moreTables + 2*4
	for _, f := range []int{first, second} {
		b = u32(u32(b, 0), uint32(f))
	}
	b = u32(b, 0)
	for i, n := range [2][3]uint32{{1, 4, 4}, {7, 10, 10}} {
		functions[i] = len(b)
		b = u32(u32(u32(u32(b, 0), uint32(2*i)), 0), 0)
		b = u32(u32(u32(b, n[0]), n[1]), n[2])
		b = u32(u32(u32(b, 2), 5), 77)
		b = append(b, 0, 0, 0, 0)
		b = u32(u32(b, 0), n[0])
	}
	return b, functions
}

func TestWithoutLines(t *testing.T) {
	memory, functions := programMemory()
	want := slices.Clone(memory)
	clear(want[72:96])                                    // names, units and files
	copy(want[96:], []byte{0, 2, 1, 0, 0, 0, 0, 6, 1, 0}) // the tables of stacks stay
	clear(want[106:112])
	for _, f := range functions {
		clear(want[f+fileTable : f+lineTable+4])
		clear(want[f+unit : f+startLine+4])
	}
	before := bytes.Repeat([]byte{7}, 200)
	list, err := withoutLines([]segment{{5000, memory[:100]}, {4000, before}, {5100, memory[100:]}})
	if err != nil {
		t.Fatal(err)
	}
	whole := flat(list)
	whole.data = append(whole.data, make([]byte, 100)...) // zeros at the end are left out
	if whole.at != 4000 || !bytes.Equal(whole.data[:200], before) || !bytes.Equal(whole.data[1000:1000+len(want)], want) {
		t.Errorf("% x\nwant\n% x", whole.data[1000:], want)
	}
	for _, s := range list {
		if len(s.data) == 0 || s.data[0] == 0 || s.data[len(s.data)-1] == 0 {
			t.Errorf("%d bytes at %d begin or end with zeros", len(s.data), s.at)
		}
	}
}

func TestWithoutLinesLeavesOthers(t *testing.T) {
	none := []segment{{16, []byte("abc")}}
	if list, err := withoutLines(none); err != nil || len(list) != 1 || string(list[0].data) != "abc" {
		t.Errorf("%v, %v", list, err)
	}
	memory, _ := programMemory()
	for n := len(tables); n < len(memory); n++ {
		cut := slices.Clone(memory[:n])
		if _, err := withoutLines([]segment{{0, cut}}); !errors.Is(err, errProgram) {
			t.Errorf("%d bytes of %d pass: %v", n, len(memory), err)
		}
	}
}
