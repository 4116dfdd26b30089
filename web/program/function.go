package program

import (
	"bytes"
	"encoding/binary"
	"slices"
)

// Go's compiler makes of a function one loop around a table of jumps: whoever wants to go to another block puts its number
// into a variable, goes back to the loop's beginning, and is led by the table. A host cannot see through that, so that each
// step of a loop costs an indirect jump and every variable goes through memory there. Here a function gets back the blocks
// and loops it was compiled from: a jump forward leaves a block, a jump back begins a loop again. The table remains for
// what it is needed for: a function that waited begins again where it stood, behind the call that made it wait.
//
// The blocks are placed by their dominators (Ramsey, Beyond Relooper, ICFP 2022). Loops that hold a call that may wait can
// be entered in the middle, which WebAssembly has no other form for; they keep to the table for the way back.

// A function is one of Go's, cut into its blocks.
type function struct {
	head   []byte  // its variables, and the first instructions
	unwind bool    // whether a block around everything returns 1, for a function that waits
	table  []int   // the block of each place where the function may begin again
	blocks []block // in their order; control falls from one to the next
}

// A block is a run of instructions that control enters at the beginning only.
type block struct {
	parts     []part
	falls     bool // whether control reaches its end
	waits     bool // whether it ends with a call that may wait, so that the next one is a place to begin again
	reachable bool // whether the table leads here whatever the jumps do
}

// A part is some instructions and then, if op is not 0, a branch out of them.
type part struct {
	code []byte
	op   byte // opBr, opBrIf
	to   int  // a block, or toUnwind
	deep int  // how many blocks inside of this block the branch leaves first
}

const toUnwind = -1

// entry is how a function begins that follows Go's way of calling.
var entry = []byte{opGlobalGet, 0, opLocalSet, 1}

// callStart is how a call begins: the place to return to goes on the stack.
var callStart = []byte{opLocalGet, 1, opI32Const, 8, opI32Sub, opLocalTee, 1, opGlobalSet, 0}

// readFunction cuts a function into its blocks; nil is one without jumps, or that is none of the compiler's.
func readFunction(code []byte) (*function, error) {
	at := headOf(code)
	if at < 0 {
		return nil, errProgram
	}
	rest, ok := bytes.CutPrefix(code[at:], entry)
	if !ok {
		return nil, nil
	}
	f := &function{head: code[:at+len(entry)]}
	open := []byte{opBlock, typeVoid}
	if bytes.HasPrefix(rest, append(slices.Clone(open), opLoop)) {
		f.unwind = true
		rest = rest[2:]
	}
	if rest, ok = bytes.CutPrefix(rest, []byte{opLoop, typeVoid}); !ok {
		return nil, nil
	}
	labels := 0
	for bytes.HasPrefix(rest, open) {
		rest = rest[2:]
		labels++
	}
	if labels == 0 || !bytes.HasPrefix(rest, []byte{opLocalGet, 0, opBrTable}) {
		return nil, nil
	}
	rest = rest[3:]
	last, n := binary.Uvarint(rest)
	if n <= 0 {
		return nil, errProgram
	}
	rest = rest[n:]
	for range last + 1 {
		label, n := binary.Uvarint(rest)
		if n <= 0 || int(label) >= labels {
			return nil, errProgram
		}
		f.table = append(f.table, int(label))
		rest = rest[n:]
	}
	if len(rest) == 0 || rest[0] != opEnd {
		return nil, errProgram
	}
	return f, f.cut(rest[1:], labels)
}

// headOf is where the instructions of a function begin, behind its variables; -1 where they lie outside.
func headOf(code []byte) int {
	groups, n := binary.Uvarint(code)
	at := n
	for ; groups > 0 && n > 0; groups-- {
		_, n = binary.Uvarint(code[min(at, len(code)):])
		at += n + 1
	}
	if n <= 0 || at > len(code) {
		return -1
	}
	return at
}

// cut reads the code of the blocks.
func (f *function) cut(code []byte, labels int) error {
	for i := range labels {
		b := block{falls: true, reachable: i == 0 || f.blocks[i-1].waits || bytes.HasPrefix(bytes.TrimLeft(code, "\x01"), callStart)}
		n := f.block(&b, code, labels-1-i)
		if n < 0 {
			return errProgram
		}
		code = code[n:]
		f.blocks = append(f.blocks, b)
	}
	tail := []byte{opUnreachable}
	if f.unwind {
		tail = append(tail, opEnd, opI32Const, 1)
	}
	if !bytes.Equal(code, append(tail, opEnd)) {
		return errProgram
	}
	return nil
}

// block reads one, with the end behind it, and returns its length or -1. The loop lies outer blocks around it.
func (f *function) block(b *block, code []byte, outer int) int {
	deep, start := 0, 0
	var last, before, third instruction
	for at := 0; at < len(code); {
		in := decode(code[at:])
		if in.size == 0 {
			return -1
		}
		next := at + in.size
		switch in.op {
		case opBlock, opLoop, opIf:
			deep++
		case opEnd:
			if deep == 0 {
				b.parts = append(b.parts, part{code: code[start:at]})
				return next
			}
			deep--
		case opBrTable:
			return -1
		case opBr, opBrIf:
			if in.value < int64(deep) {
				break
			}
			p := part{code: code[start:at], op: in.op, to: toUnwind, deep: deep}
			switch in.value - int64(deep) {
			case int64(outer): // by the table
				if in.op != opBr || before.op != opI32Const || last.op != opLocalSet || last.value != 0 {
					return -1
				}
				p.code = code[start : at-last.size-before.size]
				p.to = f.table[min(max(int(before.value), 0), len(f.table)-1)]
				if third.op == opIf && next < len(code) && code[next] == opEnd {
					p.code, p.op, p.deep = p.code[:len(p.code)-third.size], opBrIf, deep-1
					next, deep, in.op = next+1, deep-1, opBrIf
				}
			case int64(outer) + 1:
				if !f.unwind {
					return -1
				}
				b.waits = b.waits || deep == 0
			default:
				return -1
			}
			b.parts = append(b.parts, p)
			start = next
		}
		if deep == 0 {
			b.falls = in.op != opBr && in.op != opReturn && in.op != opUnreachable
		}
		third, before, last = before, last, in
		at = next
	}
	return -1
}
