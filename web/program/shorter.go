package program

import (
	"bytes"
	"encoding/binary"
)

// Go's compiler translates one operation after the other, so that the second often takes back what the first did: an address
// on the stack is widened, added to, and narrowed again, and a comparison is turned by a second instruction. Shorter ways to
// say the same weigh less on the line, and a host compiles them faster.

// A piece is an instruction by itself; one whose code is nil is left out.
type piece struct {
	instruction
	code []byte
}

const (
	opNop      = 0x01
	opLoad     = 0x28 // the first
	opStore    = 0x36 // the first
	opStoreEnd = 0x3E // the last
	opEqz      = 0x45 // i32.eqz
	opI64Eqz   = 0x50
	opI32Add   = 0x6A
	opI64Add   = 0x7C
	opWrap     = 0xA7 // i32.wrap_i64
	opExtend   = 0xAD // i64.extend_i32_u
)

// opposite is the comparison that holds when another does not. Those of numbers with a point have none.
var opposite = map[byte]byte{
	0x46: 0x47, 0x47: 0x46, 0x48: 0x4E, 0x4E: 0x48, 0x49: 0x4F, 0x4F: 0x49, 0x4A: 0x4C, 0x4C: 0x4A, 0x4B: 0x4D, 0x4D: 0x4B,
	0x51: 0x52, 0x52: 0x51, 0x53: 0x59, 0x59: 0x53, 0x54: 0x5A, 0x5A: 0x54, 0x55: 0x57, 0x57: 0x55, 0x56: 0x58, 0x58: 0x56,
}

// narrow is the load of 32 bits for one of 64 of which only the lower half is wanted: the memory begins with the low bytes.
var narrow = map[byte]byte{0x29: 0x28, 0x30: 0x2C, 0x31: 0x2D, 0x32: 0x2E, 0x33: 0x2F, 0x34: 0x28, 0x35: 0x28}

// shorter says the code of a function in fewer bytes. What is no function of the compiler's it leaves alone.
func shorter(code []byte) []byte {
	at := headOf(code)
	if at < 0 {
		return code
	}
	head, calls := code[:at], bytes.HasPrefix(code[at:], entry)
	var list []piece
	for at < len(code) {
		in := decode(code[at:])
		if in.size == 0 {
			return code
		}
		list = append(list, piece{in, code[at : at+in.size]})
		at += in.size
	}
	if calls { // as Go does: local 1 is the stack's end
		onStack(list)
	}
	out := append([]byte{}, head...)
	for _, p := range joined(list) {
		out = append(out, p.code...)
	}
	return out
}

// is tells whether the pieces from i on are these instructions.
func is(list []piece, i int, ops ...byte) bool {
	if i < 0 || i+len(ops) > len(list) {
		return false
	}
	for k, op := range ops {
		if list[i+k].op != op {
			return false
		}
	}
	return true
}

// mostOnStack bounds the places that are reached from the stack's end.
const mostOnStack = 1 << 20

// onStack adds up the addresses of what lies on the stack: local 1, its end, widened, a number added, narrowed. Where a load or
// a store is what the address is for, the number goes into that. The stack lies in the memory, so that no sum is too large.
func onStack(list []piece) {
	for i := range list {
		if !is(list, i, opLocalGet, opExtend, opI64Const, opI64Add, opWrap) || list[i].value != 1 {
			continue
		}
		k := list[i+2].value
		if k < 0 || k > mostOnStack {
			continue
		}
		for n := 1; n < 5; n++ {
			list[i+n].code = nil
		}
		if !takes(list[i+5:], k) {
			list[i+1] = constant(opI32Const, k)
			list[i+2] = single(opI32Add)
		}
		for n := range 5 {
			if list[i+n].code == nil {
				list[i+n].op = opNop
			}
		}
	}
}

// takes adds k to the place of the load or store that the address in front of these pieces is for.
func takes(list []piece, k int64) bool {
	above := 0
	for i, p := range list {
		pops, pushes, ok := effect(p)
		switch {
		case !ok:
			return false
		case pops <= above:
			above += pushes - pops
			continue
		case p.op < opLoad || p.op > opStoreEnd, p.op >= opStore && above != 1:
			return false
		}
		align, n := binary.Uvarint(p.code[1:])
		offset, m := binary.Uvarint(p.code[1+n:])
		if n <= 0 || m <= 0 || offset > mostOnStack {
			return false
		}
		code := binary.AppendUvarint(binary.AppendUvarint([]byte{p.op}, align), offset+uint64(k))
		list[i].code, list[i].size = code, len(code)
		return true
	}
	return false
}

// effect is how many values an instruction takes and gives; it is not ok where control goes on elsewhere, or may.
func effect(p piece) (pops, pushes int, ok bool) {
	switch op := p.op; {
	case op == opNop:
		return 0, 0, true
	case op == opLocalGet, op == opGlobalGet, 0x41 <= op && op <= 0x44: // variables, constants
		return 0, 1, true
	case op == opLocalSet, op == opGlobalSet, op == 0x1A: // drop
		return 1, 0, true
	case op == 0x1B: // select
		return 3, 1, true
	case opStore <= op && op <= opStoreEnd:
		return 2, 0, true
	case op == opLocalTee, opLoad <= op && op < opStore, op == opEqz, op == opI64Eqz, 0x67 <= op && op <= 0x69,
		0x79 <= op && op <= 0x7B, 0x8B <= op && op <= 0x91, 0x99 <= op && op <= 0x9F, 0xA7 <= op && op <= 0xC4:
		return 1, 1, true
	case 0x46 <= op && op <= 0xA6:
		return 2, 1, true
	}
	return 0, 0, false
}

func constant(op byte, v int64) piece {
	code := appendSleb([]byte{op}, v)
	return piece{instruction{op, v, len(code)}, code}
}

func single(op byte) piece { return piece{instruction{op: op, size: 1}, []byte{op}} }

// joined says neighbours together where there is a shorter way.
func joined(list []piece) []piece {
	out := list[:0:0]
	for _, p := range list {
		out = append(out, p)
		for {
			n, with := shorten(out)
			if n == 0 {
				break
			}
			out = append(out[:len(out)-n], with...)
		}
	}
	return out
}

// shorten looks at the last pieces and tells how many of them the others stand for.
func shorten(out []piece) (n int, with []piece) {
	last := len(out) - 1
	p, ends := out[last], func(ops ...byte) bool { return is(out, len(out)-len(ops), ops...) }
	switch {
	case p.op == opNop:
		return 1, nil
	case ends(opExtend, opWrap):
		return 2, nil
	case ends(opI64Const, opWrap):
		return 2, []piece{constant(opI32Const, int64(int32(out[last-1].value)))}
	case p.op == opWrap && last > 0 && narrow[out[last-1].op] != 0:
		load := out[last-1]
		code := append([]byte{narrow[load.op], min(load.code[1], 2)}, load.code[2:]...) // aligned to four bytes at most
		return 2, []piece{{instruction{code[0], int64(code[1]), load.size}, code}}
	case ends(opExtend, opI64Eqz):
		return 2, []piece{single(opEqz)}
	case ends(opLocalSet, opLocalGet) && p.value == out[last-1].value:
		code := append([]byte{opLocalTee}, p.code[1:]...)
		return 2, []piece{{instruction{opLocalTee, p.value, p.size}, code}}
	case p.op == opEqz && last > 0 && opposite[out[last-1].op] != 0:
		return 2, []piece{single(opposite[out[last-1].op])}
	case ends(opLocalGet, opI32Const, opI32Add, opLocalTee, opGlobalSet, opLocalGet, opI32Const, opI32Add, opLocalTee, opGlobalSet) &&
		stackEnd(out[last-9:last-4]) && stackEnd(out[last-4:]):
		sum := constant(opI32Const, int64(int32(out[last-8].value+out[last-3].value)))
		return 10, []piece{out[last-9], sum, out[last-7], out[last-1], out[last]}
	case ends(opLocalTee, opGlobalSet, opI32Const, opReturn) && out[last-3].value == 1 && out[last-2].value == 0:
		return 4, []piece{out[last-2], out[last-1], out[last]}
	}
	return 0, nil
}

// stackEnd tells whether these pieces move the end of the stack: local 1 and global 0 hold it.
func stackEnd(list []piece) bool {
	return list[0].value == 1 && list[3].value == 1 && list[4].value == 0
}
