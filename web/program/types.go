package program

import (
	"bytes"
	"encoding/binary"
	"unicode/utf8"
)

// Where the description of a module says where its types lie, where the list of those without a name, and where that of the tables
// of methods by which interfaces call (runtime.moduledata).
const typesWord, typesEndWord, unnamedWord, tablesWord = 37, 38, 45, 48

// Where what is said of a type stands, in bytes behind its beginning (internal/abi.Type of Go 1.26), and how long that is.
const (
	sizeAt, pointersAt, hashAt, flagAt = 0, 8, 16, 20
	alignAt, fieldAlignAt, kindAt      = 21, 22, 23
	equalAt, maskAt, nameAt, pointerAt = 24, 32, 40, 44
	typeSize                           = 48
)

// The flags of a type: it has methods or a package; its name begins with a star that is not meant; it is compared as it lies in
// memory; where its pointers are is worked out when that is asked.
const flagMore, flagStar, flagPlain, flagMaskLater = 1, 2, 8, 16

// The kinds of types that lead to others, and the last of all kinds.
const kindArray, kindChan, kindFunc, kindInterface, kindMap, kindPointer, kindSlice, kindStruct, kindLast = 17, 18, 19, 20, 21, 22, 23, 25, 26

// kindSize is how long the description of a type of a kind is where it is longer than typeSize.
var kindSize = map[byte]int{kindArray: 72, kindChan: 64, kindFunc: 56, kindInterface: 80, kindMap: 112, kindPointer: 56,
	kindSlice: 56, kindStruct: 80}

const moreSize, fieldSize, methodSize, interfaceMethodSize = 16, 24, 16, 8

// typeTables are what a program's memory says of types. Places are counted from the first byte of what there is of it.
type typeTables struct {
	memory   []byte
	address  int // of the first byte
	module   int // where the module is described
	from, to int
	found    []int
	known    map[int]bool // those found
	astray   bool         // something leads where nothing is
}

// typesOf finds the types: whatever in their part of the memory looks like one. It gives nil where something that should lead to a
// type leads to anything else, for then not all were found, or some are none.
func typesOf(memory []byte, address, module int) *typeTables {
	t := &typeTables{memory: memory, address: address, module: module, known: map[int]bool{}}
	t.from, t.to = t.place(module+8*typesWord), t.place(module+8*typesEndWord)
	if t.astray || t.to > len(memory) {
		return nil
	}
	end := 0
	for at := max(t.from, 0); at+typeSize <= t.to; at++ {
		if (at+address)%8 != 0 || !t.looksLikeType(at) {
			continue
		}
		t.astray = t.astray || at < end // one in another
		t.found, t.known[at] = append(t.found, at), true
		end = at + t.sizeOf(at)
	}
	for _, at := range t.roots() {
		t.astray = t.astray || !t.known[at]
	}
	for _, at := range t.found {
		for _, to := range t.leadsTo(at) {
			t.astray = t.astray || !t.known[to]
		}
	}
	if t.astray {
		return nil
	}
	return t
}

// stretch gives n bytes from a place on.
func (t *typeTables) stretch(at, n int) []byte {
	if at < 0 || n > len(t.memory) || at > len(t.memory)-n {
		t.astray = true
		return make([]byte, n)
	}
	return t.memory[at : at+n]
}

func (t *typeTables) word(at int) uint64   { return binary.LittleEndian.Uint64(t.stretch(at, 8)) }
func (t *typeTables) number(at int) uint32 { return binary.LittleEndian.Uint32(t.stretch(at, 4)) }
func (t *typeTables) half(at int) int      { return int(binary.LittleEndian.Uint16(t.stretch(at, 2))) }

// place is where an address leads. It may be in front of the first byte: a memory begins with zeros, which are left out.
func (t *typeTables) place(at int) int {
	address := t.word(at)
	if address > 1<<32 {
		t.astray = true
		return 0
	}
	return int(address) - t.address
}

// offset is where a number that is counted from the first type leads; 0 and what is less lead nowhere.
func (t *typeTables) offset(at int) (to int, leads bool) {
	n := int32(t.number(at))
	return t.from + int(n), n > 0
}

// looksLikeType tells whether sizes, flags, kind and name stand there as types have them.
func (t *typeTables) looksLikeType(at int) bool {
	b := t.memory[at : at+typeSize]
	size, pointing, mask := t.word(at+sizeAt), t.word(at+pointersAt), t.word(at+maskAt)
	align := b[alignAt]
	name, named := t.offset(at + nameAt)
	return size < 1<<31 && pointing <= size && pointing%8 == 0 && mask < 1<<32 && (pointing == 0 || mask > 0) &&
		(align == 1 || align == 2 || align == 4 || align == 8) && b[fieldAlignAt] == align && b[flagAt] < 64 &&
		0 < b[kindAt] && b[kindAt] <= kindLast && int32(t.number(at+pointerAt)) >= 0 && named && t.nameSize(name) > 0
}

// nameSize is how long a name is with what goes with it: flags, its length, the text, a tag told likewise, the number of its package. It
// is 0 where there is none.
func (t *typeTables) nameSize(at int) int {
	if at < max(t.from, 0) || at >= t.to || t.memory[at] > 15 {
		return 0
	}
	flags, size := t.memory[at], 1
	for range 1 + flags>>1&1 {
		n, w := binary.Uvarint(t.memory[at+size : t.to])
		if w <= 0 || n == 0 || n > uint64(t.to-at-size-w) {
			return 0
		}
		size += w + int(n)
		if !isText(t.memory[at+size-int(n) : at+size]) {
			return 0
		}
	}
	return size + int(flags&4)
}

func isText(b []byte) bool {
	return utf8.Valid(b) && !bytes.ContainsFunc(b, func(r rune) bool { return r < ' ' })
}

// sizeOf is how long the description of a type is, without what it leads to.
func (t *typeTables) sizeOf(at int) int {
	size := max(kindSize[t.memory[at+kindAt]], typeSize)
	if t.memory[at+flagAt]&flagMore != 0 {
		size += moreSize
	}
	return size
}

// methods gives where the methods of a type stand, and where the number of its package does: none has -1.
func (t *typeTables) methods(at int) (list []int, home int) {
	if t.memory[at+flagAt]&flagMore == 0 {
		return nil, -1
	}
	home = at + t.sizeOf(at) - moreSize
	for i := range t.half(home + 4) {
		list = append(list, home+int(t.number(home+8))+methodSize*i)
	}
	return list, home
}

// listed gives where the parts of a list stand of which the address and the length stand there.
func (t *typeTables) listed(at, size int) (list []int) {
	from, n := t.place(at), t.word(at+8)
	if n > uint64(len(t.memory)/size) {
		t.astray = true
		return nil
	}
	for i := range int(n) {
		list = append(list, from+size*i)
	}
	return list
}

// roots are the types that the module lists.
func (t *typeTables) roots() (list []int) {
	for _, at := range t.listed(t.module+8*unnamedWord, 4) {
		list = append(list, t.from+int(t.number(at)))
	}
	for _, at := range t.listed(t.module+8*tablesWord, 8) {
		table := t.place(at)
		list = append(list, t.place(table), t.place(table+8))
	}
	return list
}

// leadsTo gives the types that a type leads to.
func (t *typeTables) leadsTo(at int) (list []int) {
	words := func(from, n int) {
		for i := range n {
			list = append(list, t.place(from+8*i))
		}
	}
	offset := func(at int) {
		if to, leads := t.offset(at); leads {
			list = append(list, to)
		}
	}
	offset(at + pointerAt)
	switch t.memory[at+kindAt] {
	case kindArray:
		words(at+typeSize, 2)
	case kindMap:
		words(at+typeSize, 3)
	case kindChan, kindPointer, kindSlice:
		words(at+typeSize, 1)
	case kindFunc:
		words(at+t.sizeOf(at), t.half(at+typeSize)+t.half(at+typeSize+2)&0x7FFF)
	case kindInterface:
		for _, m := range t.listed(at+typeSize+8, interfaceMethodSize) {
			offset(m + 4)
		}
	case kindStruct:
		for _, field := range t.listed(at+typeSize+8, fieldSize) {
			words(field+8, 1)
		}
	}
	methods, _ := t.methods(at)
	for _, m := range methods {
		offset(m + 4)
	}
	return list
}
