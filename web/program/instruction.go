package program

import "encoding/binary"

// The instructions that have a meaning here (WebAssembly Core Specification 2.0, 5.4).
const (
	opUnreachable = 0x00
	opBlock       = 0x02
	opLoop        = 0x03
	opIf          = 0x04
	opEnd         = 0x0B
	opBr          = 0x0C
	opBrIf        = 0x0D
	opBrTable     = 0x0E
	opReturn      = 0x0F
	opLocalGet    = 0x20
	opLocalSet    = 0x21
	opLocalTee    = 0x22
	opGlobalGet   = 0x23
	opGlobalSet   = 0x24
	opI32Const    = 0x41
	opI64Const    = 0x42
	opI32Sub      = 0x6B

	typeVoid = 0x40
)

// An instruction is one, its first number, and the length of it all; length 0 is none that Go's compiler writes.
type instruction struct {
	op    byte
	value int64
	size  int
}

// What follows an instruction: numbers, or bytes.
type operands struct {
	numbers, bytes int
	ok             bool
}

var following = func() (table [256]operands) {
	set := func(first, last int, o operands) {
		o.ok = true
		for op := first; op <= last; op++ {
			table[op] = o
		}
	}
	set(0x00, 0x01, operands{})           // unreachable, nop
	set(0x02, 0x04, operands{bytes: 1})   // block, loop, if
	set(0x05, 0x05, operands{})           // else
	set(0x0B, 0x0B, operands{})           // end
	set(0x0C, 0x0D, operands{numbers: 1}) // br, br_if
	set(0x0F, 0x0F, operands{})           // return
	set(0x10, 0x10, operands{numbers: 1}) // call
	set(0x11, 0x11, operands{numbers: 2}) // call_indirect
	set(0x1A, 0x1B, operands{})           // drop, select
	set(0x20, 0x24, operands{numbers: 1}) // variables
	set(0x28, 0x3E, operands{numbers: 2}) // memory
	set(0x3F, 0x40, operands{numbers: 1}) // its size
	set(0x41, 0x42, operands{numbers: 1}) // i32.const, i64.const
	set(0x43, 0x43, operands{bytes: 4})   // f32.const
	set(0x44, 0x44, operands{bytes: 8})   // f64.const
	set(0x45, 0xC4, operands{})           // numeric
	return table
}()

// bulk is how many numbers follow an instruction of the prefix 0xFC: conversions, and those on stretches of memory.
var bulk = map[uint64]int{0: 0, 1: 0, 2: 0, 3: 0, 4: 0, 5: 0, 6: 0, 7: 0, 10: 2, 11: 1}

func decode(code []byte) instruction {
	if len(code) == 0 {
		return instruction{}
	}
	in := instruction{op: code[0], size: 1}
	o := following[in.op]
	switch {
	case in.op == 0xFC:
		second, n := binary.Uvarint(code[1:])
		numbers, ok := bulk[second]
		if n <= 0 || !ok {
			return instruction{}
		}
		o.numbers, in.size = numbers, 1+n
	case in.op == opBrTable:
		last, n := binary.Uvarint(code[1:])
		if n <= 0 || last >= uint64(len(code)) {
			return instruction{}
		}
		o.numbers, in.size = int(last)+1, 1+n
	case !o.ok:
		return instruction{}
	}
	for i := range o.numbers {
		v, n := sleb(code[in.size:])
		if n == 0 {
			return instruction{}
		}
		if i == 0 {
			in.value = v
			if in.op != opI32Const && in.op != opI64Const {
				u, _ := binary.Uvarint(code[in.size:])
				in.value = int64(u)
			}
		}
		in.size += n
	}
	if in.size += o.bytes; in.size > len(code) {
		return instruction{}
	}
	return in
}
