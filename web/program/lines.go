package program

import (
	"bytes"
	"encoding/binary"
	"slices"
)

// A program carries, for the traces of crashes, the file and the line of each of its instructions: a tenth of what it
// weighs on the line. The page shows no traces, so the lines are left out, in a way that Go's runtime knows: a function
// whose table of lines is number 0 has none. What else only traces say is left out, too: the names of functions, their
// arguments, and those of what was inlined into them. So is the table of where a function may be interrupted, which
// WebAssembly never does. A trace says numbers instead of names, which Names reads.

// tables is how the tables of functions begin (runtime.pcHeader of Go 1.20 and later, for WebAssembly).
var tables = []byte("\xf1\xff\xff\xff\x00\x00\x01\x08")

// A funcTables is where the parts of those tables lie in the memory.
type funcTables struct {
	memory                     []byte
	address                    int // of its first byte
	count                      int
	names                      int    // up to units
	trees                      []byte // from where what is inlined is told; empty where the memory does not say that
	units, files, values, list int    // values holds the tables of values by instruction; list leads to the functions
	buckets                    []byte // lead from places to functions; empty where the memory does not say that
	bucketsAt                  int    // their address
	module                     int    // where the module is described; 0 where the memory does not say
}

// withoutLines blanks the lines in the memory that a program begins with, and what is said of types where nothing reflects, and
// takes out what follows from the rest; the function that it gives puts that there again. Memory without such tables stays as it
// is. held are the numbers that the program's instructions hold.
func withoutLines(list []segment, held map[uint32]bool) (_ []segment, start []byte, err error) {
	whole := flat(list)
	t, err := tablesOf(whole)
	if t == nil {
		return list, nil, err
	}
	if t.module > 0 && !reflects(t.memory[t.names:t.units]) {
		if types := typesOf(whole.data, int(whole.at), t.module); types != nil {
			types.blankTypes(held)
		}
	}
	if !t.blank() {
		return nil, nil, errProgram
	}
	start = t.derived()
	return split(whole), start, nil
}

// tablesOf finds the tables of functions; there may be none.
func tablesOf(whole segment) (*funcTables, error) {
	at := bytes.Index(whole.data, tables)
	if at < 0 {
		return nil, nil
	}
	memory := whole.data[at:]
	if len(memory) < 72 {
		return nil, errProgram
	}
	number := func(at int) int { return int(binary.LittleEndian.Uint64(memory[at:])) }
	t := funcTables{memory: memory, address: int(whole.at) + at, count: number(8), names: number(32), units: number(40),
		files: number(48), values: number(56), list: number(64)}
	if !slices.IsSorted([]int{72, t.names, t.units, t.files, t.values, t.list, len(memory)}) || t.count < 0 ||
		t.count > (len(memory)-t.list)/8 {
		return nil, errProgram
	}
	t.describe(whole, at)
	return &t, nil
}

// The description of a module begins with the addresses of the tables and of the names. Some words on stand those of the
// list, of the buckets, of what functions have besides, and of the end (runtime.moduledata).
const nameWord, listWord, bucketWord, moreWord, endWord = 1, 13, 19, 40, 41

// describe finds the memory from where functions count the places of what they have besides, and the buckets.
func (t *funcTables) describe(whole segment, at int) {
	address := func(at int) []byte { return binary.LittleEndian.AppendUint64(nil, uint64(whole.at)+uint64(at)) }
	for from := 0; ; {
		found := bytes.Index(whole.data[from:], address(at))
		if from += found; found < 0 || from+8*endWord+8 > len(whole.data) {
			return
		}
		word := func(i int) []byte { return whole.data[from+8*i : from+8*i+8] }
		if bytes.Equal(word(nameWord), address(at+t.names)) && bytes.Equal(word(listWord), address(at+t.list)) {
			place := func(i int) int {
				return int(max(0, min(int64(binary.LittleEndian.Uint64(word(i)))-whole.at, int64(len(whole.data)))))
			}
			t.module = from
			t.trees = whole.data[place(moreWord):]
			t.bucketsAt = int(whole.at) + place(bucketWord)
			t.buckets = whole.data[place(bucketWord):max(place(bucketWord), place(endWord))]
			return
		}
		from++
	}
}

// Where the numbers of a function stand, in bytes behind its beginning (runtime._func).
const (
	nameNumber                       = 4
	stackTable, fileTable, lineTable = 16, 20, 24
	tableCount, unit, startLine      = 28, 32, 36
	partCount                        = 43
	moreTables                       = 44
)

// The tables and the parts of a function by their places (internal/abi). Others stay.
const (
	interruptTable, inlineTable, liveTable = 0, 2, 3
	treePart, argumentPart, livePart       = 3, 5, 6
)

var none = []byte{255, 255, 255, 255} // in place of a part

// blank tells whether everything was where it should be.
func (t *funcTables) blank() bool {
	used := make([]bool, t.list-t.values)
	for i := range t.count {
		at := t.list + int(binary.LittleEndian.Uint32(t.memory[t.list+8*i+4:]))
		if at+moreTables > len(t.memory) || !t.blankOne(t.memory[at:], used) {
			return false
		}
	}
	t.closeUp(used)
	clear(t.memory[t.names:t.values])
	return true
}

// closeUp moves the tables of values that are used together, and tells the functions where they are. Number 0 is no table.
func (t *funcTables) closeUp(used []bool) {
	values := t.memory[t.values:t.list]
	moved := make([]uint32, len(values))
	end := 1
	for i := 1; i < len(values); i++ {
		if moved[i] = uint32(end); used[i] {
			values[end] = values[i]
			end++
		}
	}
	clear(values[min(end, len(values)):])
	for i := range t.count {
		f := t.memory[t.list+int(binary.LittleEndian.Uint32(t.memory[t.list+8*i+4:])):]
		move := func(number []byte) {
			if n := binary.LittleEndian.Uint32(number); n > 0 {
				binary.LittleEndian.PutUint32(number, moved[n])
			}
		}
		move(f[stackTable:])
		for k := range int(binary.LittleEndian.Uint32(f[tableCount:])) {
			move(f[moreTables+4*k:])
		}
	}
}

// blankOne blanks a function and marks its tables that stay.
func (t *funcTables) blankOne(f []byte, used []bool) bool {
	values := t.memory[t.values:t.list]
	n, parts := int(binary.LittleEndian.Uint32(f[tableCount:])), int(f[partCount])
	if n > (len(f)-moreTables)/4-parts {
		return false
	}
	if _, ok := use(used, values, f[stackTable:]); !ok {
		return false
	}
	inlined := 0
	for k := range n {
		number := f[moreTables+4*k:]
		if k == interruptTable || k == liveTable {
			clear(number[:4])
		}
		most, ok := use(used, values, number)
		if !ok {
			return false
		}
		if k == inlineTable {
			inlined = most + 1
		}
	}
	for k := range parts {
		part := f[moreTables+4*(n+k):]
		switch {
		case k == argumentPart || k == livePart:
			copy(part, none)
		case k == treePart && !bytes.HasPrefix(part, none) && !t.blankTree(int(binary.LittleEndian.Uint32(part)), inlined):
			return false
		}
	}
	clear(f[nameNumber : nameNumber+4])
	clear(f[fileTable : lineTable+4])
	clear(f[unit : startLine+4])
	return true
}

// Of a call that was inlined: its length, and where its name and its line stand (runtime.inlinedCall).
const inlinedSize, inlinedName, inlinedLine = 16, 4, 12

// blankTree blanks the names and lines of n calls that were inlined into a function. Each name must begin where one does.
func (t *funcTables) blankTree(at, n int) bool {
	if t.trees == nil {
		return true
	}
	if at > len(t.trees) || n > (len(t.trees)-at)/inlinedSize {
		return false
	}
	for call := range slices.Chunk(t.trees[at:at+n*inlinedSize], inlinedSize) {
		name := int(binary.LittleEndian.Uint32(call[inlinedName:]))
		if call[1]|call[2]|call[3] != 0 || name >= t.units-t.names || name > 0 && t.memory[t.names+name-1] != 0 {
			return false
		}
		clear(call[inlinedName : inlinedName+4])
		clear(call[inlinedLine : inlinedLine+4])
	}
	return true
}

// use marks the table whose number stands at the beginning of f, and gives the largest of its values. In turns stand how a
// value goes on from the one before, first from -1, and how far the instruction does; a value that stays as it is ends it.
func use(used []bool, values, f []byte) (most int, ok bool) {
	first := int(binary.LittleEndian.Uint32(f))
	most = -1
	if first == 0 {
		return most, true
	}
	value := -1
	for at := first; ; {
		for turn := range 2 {
			step, n := binary.Uvarint(values[min(at, len(values)):])
			if n <= 0 {
				return 0, false
			}
			for i := range n {
				used[at+i] = true
			}
			if turn == 0 && step == 0 && at > first {
				return most, true
			}
			if turn == 0 {
				value += int(int32(step>>1) ^ -int32(step&1))
				most = max(most, value)
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
