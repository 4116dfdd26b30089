package program

import (
	"bytes"
	"encoding/binary"
	"slices"
)

// Every call puts on the stack the place where the caller goes on: the caller's number and, in the lower half of four bytes, a
// place in it. Go's linker writes that as one constant of five bytes, and hardly any two of 78,500 are alike. But the number is
// the same in all of a function. A variable holds it here, and each place is the variable and a small number, so that calls
// look alike in all functions. A host that optimises knows what the variable holds, and works the sums out when it compiles:
// V8's optimising compiler makes as many bytes of code as before, its quick one a fiftieth more.

// placeVariable stands behind the number of the block and the stack's end, in front of the others: it has the same number in all
// functions, which is half of what is saved.
const placeVariable = 2

const typeI64 = 0x7E

// places has a function say its places by a variable; number is its own. What does not begin in Go's way, or has no places, it
// leaves alone. A function that waited begins again at its beginning, so that the variable is set whichever way it takes.
func places(code []byte, number int) []byte {
	at := headOf(code)
	if at < 0 || !bytes.HasPrefix(code[at:], entry) {
		return code
	}
	head := withVariable(code[:at])
	if head == nil {
		return code
	}
	set := append(constant(opI64Const, int64(number)<<16).code, opLocalSet, placeVariable)
	out := slices.Concat(head, entry, set)
	found := false
	for at += len(entry); at < len(code); {
		in := decode(code[at:])
		switch {
		case in.size == 0:
			return code
		case in.op == opI64Const && in.value>>16 == int64(number):
			out = appendSleb(append(out, opLocalGet, placeVariable, opI64Const), in.value&0xFFFF)
			out = append(out, opI64Add)
			found = true
		case opLocalGet <= in.op && in.op <= opLocalTee && in.value >= placeVariable:
			out = binary.AppendUvarint(append(out, in.op), uint64(in.value)+1)
		default:
			out = append(out, code[at:at+in.size]...)
		}
		at += in.size
	}
	if !found {
		return code
	}
	return out
}

// withVariable gives the variables of a function with one of 64 bits more, behind the stack's end; nil where that is not the
// first by itself.
func withVariable(variables []byte) []byte {
	groups, n := binary.Uvarint(variables)
	rest, ok := bytes.CutPrefix(variables[n:], []byte{1, typeI32})
	if !ok {
		return nil
	}
	more, n := binary.Uvarint(rest)
	if n > 0 && rest[n] == typeI64 { // headOf has read it
		rest = rest[n+1:]
	} else {
		groups, more = groups+1, 0
	}
	out := append(binary.AppendUvarint(nil, groups), 1, typeI32)
	return append(append(binary.AppendUvarint(out, more+1), typeI64), rest...)
}
