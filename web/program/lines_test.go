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
	copy(want[96:], []byte{0, 2, 1, 0, 6, 1, 0, 0, 0, 0}) // the tables of stacks stay, together
	clear(want[106:112])
	want[functions[1]+stackTable], want[functions[1]+moreTables+4] = 4, 4
	for _, f := range functions {
		clear(want[f+nameNumber : f+nameNumber+4])
		clear(want[f+fileTable : f+lineTable+4])
		clear(want[f+unit : f+startLine+4])
	}
	before := bytes.Repeat([]byte{7}, 200)
	list, _, err := withoutLines([]segment{{5000, memory[:100]}, {4000, before}, {5100, memory[100:]}}, nil)
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

// richMemory is a memory with the tables of one function that has all tables and parts, two calls inlined into it, and the
// description of the module in front.
func richMemory() (memory []byte, f, tree int) {
	u32, u64 := binary.LittleEndian.AppendUint32, binary.LittleEndian.AppendUint64
	const base, module, header = 4096, 8, 8 + 8*(endWord+1)
	// Table 1 is of where it may be interrupted, 5 of maps of the stack, 9 of calls inlined (0 and then 1), 15 of arguments.
	values := []byte{0, 2, 1, 0, 0, 4, 1, 0, 0, 2, 1, 2, 1, 0, 0, 6, 1, 0}
	const names, units, files, start = 72, 80, 80, 80
	list := start + len(values)
	b := append(make([]byte, header), tables...)
	for _, n := range []int{1, 3, 0, names, units, files, start, list} {
		b = u64(b, uint64(n))
	}
	b = append(b, "a\x00bc\x00d\x00\x00"...)
	b = append(b, values...)
	f = len(b) + 2*8 + 4
	b = u32(u32(b, firstPlace), uint32(f-header-list))
	b = append(b, make([]byte, f-len(b))...)
	b = u32(u32(u32(u32(b, 0), 2), 0), 0)
	b = u32(u32(u32(b, 5), 0), 0)
	b = u32(u32(u32(b, 4), 0), 0)
	b = append(b, 0, 0, 0, 7)
	for _, n := range []uint32{1, 5, 9, 15} {
		b = u32(b, n)
	}
	const before = 4 // what functions have lies there, the calls 4 bytes on
	for _, n := range []uint32{8, 9, 10, before, 11, 12, 13} {
		b = u32(b, n)
	}
	tree = len(b) + before
	b = append(b, 1, 2, 3, 4)
	for _, name := range []uint32{2, 5} {
		b = u32(u32(u32(append(b, 1, 0, 0, 0), name), 30), 40)
	}
	put := func(word, at int) { binary.LittleEndian.PutUint64(b[module+8*word:], uint64(base+at)) }
	put(0, header)
	put(nameWord, header+names)
	put(listWord, header+list)
	put(moreWord, tree-before)
	return b, f, tree
}

// TestWithoutTraces: of tables and parts only those stay that the program needs to run; inlined calls lose names and lines.
func TestWithoutTraces(t *testing.T) {
	memory, f, tree := richMemory()
	want := slices.Clone(memory)
	values := bytes.Index(want, []byte{0, 2, 1, 0, 0, 4})
	copy(want[values:values+18], []byte{0, 4, 1, 0, 2, 1, 2, 1, 0, 17: 0})
	want[f+stackTable], want[f+moreTables+4], want[f+moreTables+8] = 1, 1, 4
	clear(want[values-8 : values])
	clear(want[f+nameNumber : f+nameNumber+4])
	clear(want[f+moreTables : f+moreTables+4])
	clear(want[f+moreTables+12 : f+moreTables+16])
	for _, part := range []int{argumentPart, livePart} {
		copy(want[f+moreTables+16+4*part:], none)
	}
	for call := range 2 {
		clear(want[tree+16*call+inlinedName : tree+16*call+inlinedName+4])
		clear(want[tree+16*call+inlinedLine : tree+16*call+inlinedLine+4])
	}
	list, _, err := withoutLines([]segment{{4096, slices.Clone(memory)}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	whole := flat(list) // zeros in front are left out
	got := append(append(make([]byte, whole.at-4096), whole.data...), make([]byte, 100)...)[:len(want)]
	if !bytes.Equal(got, want) {
		t.Errorf("% x\nwant\n% x", got, want)
	}
	for _, broken := range []struct {
		at   int
		byte byte
	}{{tree + 2, 1}, {tree + inlinedName, 3}, {tree + inlinedName, 200}, {f + partCount, 250}} {
		spoiled := slices.Clone(memory)
		spoiled[broken.at] = broken.byte
		if _, _, err := withoutLines([]segment{{4096, spoiled}}, nil); !errors.Is(err, errProgram) {
			t.Errorf("byte %d as %d passes: %v", broken.at, broken.byte, err)
		}
	}
}

func TestWithoutLinesLeavesOthers(t *testing.T) {
	none := []segment{{16, []byte("abc")}}
	if list, _, err := withoutLines(none, nil); err != nil || len(list) != 1 || string(list[0].data) != "abc" {
		t.Errorf("%v, %v", list, err)
	}
	memory, _ := programMemory()
	for n := len(tables); n < len(memory); n++ {
		cut := slices.Clone(memory[:n])
		if _, _, err := withoutLines([]segment{{0, cut}}, nil); !errors.Is(err, errProgram) {
			t.Errorf("%d bytes of %d pass: %v", n, len(memory), err)
		}
	}
}
