package program

import (
	"bytes"
	"encoding/binary"
	"slices"
)

// Go's runtime takes memory from the host four megabytes at a time. What that costs a host is the number of times: it hands out
// the whole memory anew each time, and cleans up behind it. A program that reads a large file asks for much at once here, and
// takes from that in its own small steps, which a global counts.

// spare is how many pages more than is asked for are taken from the host: 16 MB.
const spare = 256

const (
	memorySection = 5
	globalSection = 6

	typeI32 = 0x7F

	opMemorySize = 0x3F
	opMemoryGrow = 0x40
	opI32GeS     = 0x4E
	opI32LeU     = 0x4D
)

// A counter is the global that counts the pages that a program has taken. The memory may hold more.
type counter struct {
	number uint64
	pages  int64 // that the program begins with
	places int   // where it takes more: none, or one
}

// countPages gives the counter for a program; nil where it has no memory or no globals of its own. Go imports no global, which would
// count first.
func countPages(sections []section) (*counter, error) {
	find := func(id byte) int { return slices.IndexFunc(sections, func(s section) bool { return s.id == id }) }
	memory, globals := find(memorySection), find(globalSection)
	if min(memory, globals) < 0 {
		return nil, nil
	}
	if m := sections[memory].body; len(m) > 2 && m[0] == 1 {
		pages, n := binary.Uvarint(m[2:])
		number, k := binary.Uvarint(sections[globals].body)
		if min(n, k) > 0 {
			return &counter{number: number, pages: int64(pages)}, nil
		}
	}
	return nil, errProgram
}

// define adds the global to those of the program.
func (c *counter) define(globals []byte) []byte {
	_, n := binary.Uvarint(globals)
	own := append(appendSleb([]byte{typeI32, 1, opI32Const}, c.pages), opEnd) // 1: it can be changed
	return slices.Concat(binary.AppendUvarint(nil, c.number+1), globals[n:], own)
}

// take has a function take more than it asks for, if it takes memory at all. Only of a function without jumps is it known that
// local 0 is free. Another one, or a second, is refused: Go's linker writes none.
func (c *counter) take(function []byte, jumps bool) ([]byte, error) {
	if c == nil || !bytes.Contains(function, memoryGrow) {
		return function, nil
	}
	place := -1
	for at := headOf(function); at >= 0 && at < len(function); {
		in := decode(function[at:])
		switch {
		case in.size == 0: // it may take memory behind what is not known
			return nil, errProgram
		case in.op == opMemoryGrow && (jumps || c.places > 0):
			return nil, errProgram
		case in.op == opMemoryGrow:
			place = at
			c.places++
		}
		at += in.size
	}
	if place < 0 {
		return function, nil
	}
	return slices.Concat(function[:place], c.taking(), function[place+len(memoryGrow):]), nil
}

var memoryGrow = []byte{opMemoryGrow, 0}

// taking is what stands in the place of memory.grow. The number of pages is on the stack; how many there were replaces it, or -1.
func (c *counter) taking() (code []byte) {
	global := func(op byte) { code = binary.AppendUvarint(append(code, op), c.number) }
	put := func(b ...byte) { code = append(code, b...) }
	lacking := func() {
		global(opGlobalGet)
		put(opMemorySize, 0, opI32Sub)
	}
	grown := func() { put(opMemoryGrow, 0, opI32Const, 0, opI32GeS, opBrIf, 0) }

	put(opLocalSet, 0)
	global(opGlobalGet)
	put(opLocalGet, 0, opI32Add)
	global(opGlobalSet)
	put(opBlock, typeI32, opBlock, typeVoid)
	global(opGlobalGet)
	put(opMemorySize, 0, opI32LeU, opBrIf, 0)
	lacking()
	put(appendSleb([]byte{opI32Const}, spare)...)
	put(opI32Add)
	grown()
	lacking() // where so much is not to be had
	grown()
	global(opGlobalGet)
	put(opLocalGet, 0, opI32Sub)
	global(opGlobalSet)
	put(opI32Const, 0x7F, opBr, 1, opEnd)
	global(opGlobalGet)
	put(opLocalGet, 0, opI32Sub, opEnd)
	return code
}
