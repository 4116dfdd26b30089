package program

import (
	"bytes"
	"encoding/binary"
)

// Of each type a program says how it is written, what its fields are called, which type points to it and which methods it has, so
// that reflection may ask. A program in which nothing reflects asks how large a type is, where in it pointers lie, how it is
// hashed and compared, and for the methods that some interface names. What else is said of types is left out: above all names,
// and the hashes that no instruction compares with, four bytes each that no compression makes fewer of.

// reflects tells from the names of functions whether some reflect. Some of package reflect begin any program that imports it, and
// some are the runtime's; those that others call begin with a large letter, or are methods.
func reflects(names []byte) bool {
	for name := range bytes.SplitSeq(names, []byte{0}) {
		for _, home := range []string{"reflect.", "unique."} {
			if rest, ok := bytes.CutPrefix(name, []byte(home)); ok && len(rest) > 0 && (rest[0] == '(' || 'A' <= rest[0] && rest[0] <= 'Z') {
				return true
			}
		}
	}
	return false
}

// blankTypes leaves out of the types what only reflection asks. compared holds the numbers that instructions hold; nil, when they
// are not known.
func (t *typeTables) blankTypes(compared map[uint32]bool) {
	b := blanking{typeTables: t, compared: compared, named: map[int]bool{}, needed: map[int]bool{}}
	for _, at := range t.listed(t.module+8*unnamedWord, 4) {
		b.leaveOut(at, 4)
	}
	b.leaveOut(t.module+8*(unnamedWord+1), 8)
	for _, at := range t.listed(t.module+8*tablesWord, 8) {
		if table := t.place(at); !compared[t.number(table+16)] && compared != nil {
			b.leaveOut(table+16, 4)
		}
	}
	for _, at := range t.found {
		b.one(at)
	}
	for at := range b.named {
		if size := t.nameSize(at); size > 0 && !b.needed[at] {
			b.leaveOut(at, size)
		}
	}
	if t.astray {
		return
	}
	for _, s := range b.out {
		clear(t.memory[s[0]:s[1]])
	}
	for _, at := range t.found {
		t.memory[at+flagAt] &^= flagStar // there is no name that it could begin
	}
}

// A blanking is what is to be left out, before any of it is.
type blanking struct {
	*typeTables
	compared      map[uint32]bool
	named, needed map[int]bool // names, of what is left out and of what stays
	out           [][2]int
}

func (b *blanking) leaveOut(at, n int) {
	b.stretch(at, n)
	b.out = append(b.out, [2]int{at, at + n})
}

// leaveName leaves out a name that is told by its address.
func (b *blanking) leaveName(at int) {
	if b.word(at) != 0 {
		b.named[b.place(at)] = true
		b.leaveOut(at, 8)
	}
}

// need keeps a name, and that of its package.
func (b *blanking) need(at int) {
	size := b.nameSize(at)
	if b.needed[at] || size == 0 {
		b.astray = b.astray || size == 0
		return
	}
	b.needed[at] = true
	if b.memory[at]&4 != 0 {
		if home, named := b.offset(at + size - 4); named {
			b.need(home)
		}
	}
}

// one leaves out what is said of a type.
func (b *blanking) one(at int) {
	name, _ := b.offset(at + nameAt)
	b.named[name] = true
	b.leaveOut(at+nameAt, 8)
	kind, flags := b.memory[at+kindAt], b.memory[at+flagAt]
	methods, home := b.methods(at)
	b.oneMethods(methods, home)
	// What has methods is found by its hash when an interface asks for them.
	if len(methods) == 0 && kind != kindInterface && b.compared != nil && !b.compared[b.number(at+hashAt)] {
		b.leaveOut(at+hashAt, 4)
	}
	switch kind {
	case kindArray:
		b.leaveOut(at+typeSize+8, 8) // the type of its slices
	case kindInterface:
		if b.word(at+typeSize) != 0 {
			b.need(b.place(at + typeSize))
		}
		for _, m := range b.listed(at+typeSize+8, interfaceMethodSize) {
			name, _ := b.offset(m)
			b.need(name)
		}
	case kindStruct:
		b.leaveName(at + typeSize)
		fields := b.listed(at+typeSize+8, fieldSize)
		for _, field := range fields {
			b.leaveName(field)
		}
		// Fields are gone through to hash what is not compared as it lies, and to find pointers that no mask tells.
		if (b.word(at+equalAt) == 0 || flags&flagPlain != 0) && flags&flagMaskLater == 0 && len(fields) > 0 {
			b.leaveOut(fields[0], fieldSize*len(fields))
			b.leaveOut(at+typeSize+8, 24)
		}
	}
}

// oneMethods leaves out the methods that no interface names: the linker has taken their types and their code already. Of the others
// it leaves out how reflection calls them. home is where the package is told.
func (b *blanking) oneMethods(methods []int, home int) {
	for _, m := range methods {
		name, _ := b.offset(m)
		if _, used := b.offset(m + 4); !used {
			b.named[name] = true
			b.leaveOut(m, methodSize)
			continue
		}
		b.need(name)
		b.leaveOut(m+12, 4)
	}
	if home < 0 {
		return
	}
	name, named := b.offset(home)
	switch {
	case !named:
	case len(methods) > 0:
		b.need(name)
	default:
		b.named[name] = true
		b.leaveOut(home, 4)
	}
}

// constants gives the numbers that the instructions of a code section hold; nil where one of them is not known.
func constants(body []byte) map[uint32]bool {
	held := map[uint32]bool{}
	count, n := binary.Uvarint(body)
	if n <= 0 {
		return nil
	}
	body = body[n:]
	for range count {
		size, n := binary.Uvarint(body)
		if n <= 0 || uint64(len(body)-n) < size {
			return nil
		}
		function := body[n : n+int(size)]
		body = body[n+int(size):]
		at := headOf(function)
		if at < 0 {
			return nil
		}
		for at < len(function) {
			in := decode(function[at:])
			if in.size == 0 {
				return nil
			}
			if in.op == opI32Const || in.op == opI64Const {
				held[uint32(in.value)] = true
			}
			at += in.size
		}
	}
	return held
}
