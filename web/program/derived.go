package program

import (
	"encoding/binary"
	"slices"
	"strconv"
	"strings"
)

// Of the tables of functions much follows from the rest: where the numbers of each function stand, which function it is, and a
// second table of three million bytes that leads from places in the code to functions. The line need not carry that: a program
// works it out when it starts, before anything else runs. What is a place in another table is told by how far it lies behind
// the last one before.

// A bucket is for 4,096 places; a function has sixteen times as many. It begins with the number of the first function in it, and
// its sixteen other bytes are zero then (runtime.findfuncbucket).
const bucketSize, bucketsEach = 20, 16

// far is added to a place that is told by itself. What is less tells how far behind the last one a place lies.
const far = 1 << 16

// derived takes out of the memory what follows from the rest, and gives the code of a function that puts it there again.
// Where the tables are not in that order it takes out nothing.
func (t *funcTables) derived() []byte {
	memory := slices.Clone(t.memory)
	number := func(at int) uint32 { return binary.LittleEndian.Uint32(memory[at:]) }
	first := t.list + 8*t.count + 8
	if t.count == 0 || (t.address+t.list)%8 != 0 || !regular(t.buckets, t.count) {
		return nil
	}
	f, values, parts := first, uint32(0), uint32(0)
	for i := range t.count {
		entry := t.list + 8*i
		if f+moreTables > len(memory) || number(entry) != uint32(firstPlace+i) || number(entry+4) != uint32(f-t.list) ||
			number(f) != uint32(firstPlace+i) {
			return nil
		}
		clear(memory[entry : entry+8])
		clear(memory[f : f+4])
		more := f + moreTables + 4*int(number(f+tableCount))
		next := more + 4*int(memory[f+partCount])
		if next > len(memory) || !nearer(memory[f+stackTable:], &values) {
			return nil
		}
		for at := f + moreTables; at < next; at += 4 {
			last := &values
			if at >= more {
				last = &parts
			}
			if !nearer(memory[at:], last) {
				return nil
			}
		}
		f = t.list + (next-t.list+7)&^7
	}
	copy(t.memory, memory)
	clear(t.buckets)
	return t.filling(first)
}

// regular tells whether the buckets say of each function what its number says.
func regular(buckets []byte, functions int) bool {
	n := 0
	for b := range slices.Chunk(buckets, bucketSize) {
		if len(b) < 4 || n/bucketsEach >= functions || binary.LittleEndian.Uint32(b) != uint32(n/bucketsEach) ||
			slices.ContainsFunc(b[4:], func(c byte) bool { return c != 0 }) {
			return false
		}
		n++
	}
	return n > 0
}

// nearer tells a place by its distance. 0 and -1 are none and stay.
func nearer(at []byte, last *uint32) bool {
	place := binary.LittleEndian.Uint32(at)
	if place+1 < 2 {
		return true
	}
	said := place + far
	if place > *last && place-*last < far {
		said = place - *last
	}
	*last = max(*last, place)
	binary.LittleEndian.PutUint32(at, said)
	return place < 1<<31
}

// fill is the function: first it makes the buckets, then the list and what stands with the functions.
const fill = `
loop
  get b c 20 mul get b c 4 shr store BUCKETS
  get b c 1 add tee b c MANY lt br_if 0
end
c FUNCTIONS set f
loop
  get n c 8 mul c LIST add tee at get n c FIRST add store 0
  get at get f c LIST sub store 4
  get f get n c FIRST add store 0
  get f c 16 add set at PLACE-values
  get f c 44 add tee at get f load 28 c 2 shl add set until
  block loop
    get at get until ge br_if 1 PLACE-values get at c 4 add set at br 0
  end end
  get at get f load8 43 c 2 shl add set until
  block loop
    get at get until ge br_if 1 PLACE-parts get at c 4 add set at br 0
  end end
  get at c 7 add c -8 and set f
  get n c 1 add tee n c COUNT lt br_if 0
end
end`

// place tells one place from its distance; LAST is the last one before.
const place = `block
  get at load 0 tee said c 1 add c 2 lt br_if 0
  get at get LAST get said add get said c FAR sub get said c FAR lt select store 0
  get at load 0 tee said get LAST get said get LAST gt select set LAST
end`

// instructions are those of fill, each with what always stands behind it. All numbers have 32 bits and no sign.
var instructions = map[string][]byte{"block": {opBlock, typeVoid}, "loop": {opLoop, typeVoid}, "end": {opEnd}, "br": {opBr},
	"br_if": {opBrIf}, "select": {0x1B}, "get": {opLocalGet}, "set": {opLocalSet}, "tee": {opLocalTee}, "load": {0x28, 2},
	"load8": {0x2D, 0}, "store": {opStore, 2}, "c": {opI32Const}, "lt": {0x49}, "gt": {0x4B}, "ge": {0x4F}, "add": {opI32Add},
	"sub": {opI32Sub}, "mul": {0x6C}, "and": {0x71}, "shl": {0x74}, "shr": {0x76}}

// filling writes fill for these tables.
func (t *funcTables) filling(first int) []byte {
	numbers := map[string]int{"BUCKETS": t.bucketsAt, "MANY": (len(t.buckets)-4)/bucketSize + 1, "FUNCTIONS": t.address + first,
		"LIST": t.address + t.list, "FIRST": firstPlace, "COUNT": t.count, "FAR": far}
	variables := []string{"b", "n", "f", "at", "until", "said", "values", "parts"}
	for i, name := range variables {
		numbers[name] = i
	}
	text := fill
	for _, last := range []string{"values", "parts"} {
		text = strings.ReplaceAll(text, "PLACE-"+last, strings.ReplaceAll(place, "LAST", last))
	}
	const bits32 = 0x7F
	code, signed := []byte{1, byte(len(variables)), bits32}, false
	for _, word := range strings.Fields(text) {
		if in, ok := instructions[word]; ok {
			code, signed = append(code, in...), word == "c"
			continue
		}
		v, ok := numbers[word]
		if !ok {
			v, _ = strconv.Atoi(word)
		}
		if signed {
			code = appendSleb(code, int64(int32(v)))
		} else {
			code = binary.AppendUvarint(code, uint64(v))
		}
	}
	return code
}
