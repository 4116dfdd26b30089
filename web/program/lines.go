package program

import (
	"bytes"
	"encoding/binary"
	"slices"
)

// A program carries, for the traces of crashes, the file and the line of each of its instructions: a tenth of what it
// weighs on the line. The page shows no traces, so the lines are left out, in a way that Go's runtime knows: a function
// whose table of lines is number 0 has none. The names of functions, which only traces say, are left out, too; a trace of
// PLAIN=1 names them.

// tables is how the tables of functions begin (runtime.pcHeader of Go 1.20 and later, for WebAssembly).
var tables = []byte("\xf1\xff\xff\xff\x00\x00\x01\x08")

// A funcTables is where the parts of those tables lie in the memory.
type funcTables struct {
	memory                     []byte
	count                      int
	names                      int // up to units
	units, files, values, list int // values holds the tables of values by instruction; list leads to the functions
}

// withoutLines blanks the lines in the memory that a program begins with. Memory without such tables stays as it is.
func withoutLines(list []segment) ([]segment, error) {
	whole := flat(list)
	at := bytes.Index(whole.data, tables)
	if at < 0 {
		return list, nil
	}
	memory := whole.data[at:]
	if len(memory) < 72 {
		return nil, errProgram
	}
	number := func(at int) int { return int(binary.LittleEndian.Uint64(memory[at:])) }
	t := funcTables{memory, number(8), number(32), number(40), number(48), number(56), number(64)}
	if !slices.IsSorted([]int{72, t.names, t.units, t.files, t.values, t.list, len(memory)}) || t.count < 0 ||
		t.count > (len(memory)-t.list)/8 {
		return nil, errProgram
	}
	if !t.blank() {
		return nil, errProgram
	}
	return split(whole), nil
}

// Where the numbers of a function stand, in bytes behind its beginning (runtime._func).
const (
	stackTable, fileTable, lineTable = 16, 20, 24
	tableCount, unit, startLine      = 28, 32, 36
	moreTables                       = 44
)

// blank tells whether everything was where it should be.
func (t *funcTables) blank() bool {
	values := t.memory[t.values:t.list]
	used := make([]bool, len(values))
	for i := range t.count {
		at := t.list + int(binary.LittleEndian.Uint32(t.memory[t.list+8*i+4:]))
		if at+moreTables > len(t.memory) {
			return false
		}
		f := t.memory[at:]
		n := int(binary.LittleEndian.Uint32(f[tableCount:]))
		if n > (len(f)-moreTables)/4 || !use(used, values, f[stackTable:]) {
			return false
		}
		for k := range n {
			if !use(used, values, f[moreTables+4*k:]) {
				return false
			}
		}
		clear(f[fileTable : lineTable+4])
		clear(f[unit : startLine+4])
	}
	for i, u := range used {
		if !u {
			values[i] = 0
		}
	}
	clear(t.memory[t.names:t.values])
	return true
}

// use marks the table whose number stands at the beginning of f: how a value goes on and how far the instruction does, in
// turns, until a value stays as it is.
func use(used []bool, values, f []byte) bool {
	first := int(binary.LittleEndian.Uint32(f))
	if first == 0 {
		return true
	}
	for at := first; ; {
		for turn := range 2 {
			step, n := binary.Uvarint(values[min(at, len(values)):])
			if n <= 0 {
				return false
			}
			for i := range n {
				used[at+i] = true
			}
			if turn == 0 && step == 0 && at > first {
				return true
			}
			at += n
		}
	}
}

// flat puts segments into one, with zeros between.
func flat(list []segment) segment {
	if len(list) == 0 {
		return segment{}
	}
	first, end := list[0].at, int64(0)
	for _, s := range list {
		first, end = min(first, s.at), max(end, s.at+int64(len(s.data)))
	}
	whole := segment{first, make([]byte, end-first)}
	for _, s := range list {
		copy(whole.data[s.at-first:], s.data)
	}
	return whole
}

// split leaves out long runs of zeros, with which a memory begins anyway.
func split(whole segment) (list []segment) {
	data := whole.data
	for from, at := 0, 0; from < len(data); {
		zeros := 0
		for at = from; at < len(data) && zeros <= gap; at++ {
			if zeros++; data[at] != 0 {
				zeros = 0
			}
		}
		if end := at - zeros; end > from {
			list = append(list, segment{whole.at + int64(from), data[from:end]})
		}
		for from = at; from < len(data) && data[from] == 0; from++ {
		}
	}
	return list
}
