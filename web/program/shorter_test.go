package program

import (
	"bytes"
	"encoding/binary"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// words are the instructions of these tests: the code, how many numbers follow, what is taken from the stack, and what is put there.
var words = map[string]struct {
	op          byte
	numbers     int
	takes, puts string // 4 is a number of 32 bits, 8 one of 64
}{
	"get": {opLocalGet, 1, "", "?"}, "set": {opLocalSet, 1, "?", ""}, "tee": {opLocalTee, 1, "?", "?"},
	"gget": {opGlobalGet, 1, "", "4"}, "gset": {opGlobalSet, 1, "4", ""},
	"c32": {opI32Const, 1, "", "4"}, "c64": {opI64Const, 1, "", "8"},
	"add32": {opI32Add, 0, "44", "4"}, "sub32": {opI32Sub, 0, "44", "4"}, "add64": {opI64Add, 0, "88", "8"}, "sub64": {0x7D, 0, "88", "8"},
	"wrap": {opWrap, 0, "8", "4"}, "extend": {opExtend, 0, "4", "8"}, "eqz": {opEqz, 0, "4", "4"}, "eqz64": {opI64Eqz, 0, "8", "4"},
	"lt": {0x53, 0, "88", "4"}, "ge": {0x59, 0, "88", "4"}, "below": {0x49, 0, "44", "4"}, "lt.f": {0x63, 0, "", ""},
	"load": {0x29, 2, "4", "8"}, "load32": {0x28, 2, "4", "4"}, "load.s8": {0x30, 2, "4", "8"}, "load.s8w": {0x2C, 2, "4", "4"},
	"load.u32": {0x35, 2, "4", "8"}, "store": {0x37, 2, "48", ""}, "store.8": {0x3C, 2, "48", ""},
	"nop": {opNop, 0, "", ""}, "call": {opCall, 1, "", ""}, "return": {opReturn, 0, "4", ""}, "end": {opEnd, 0, "", ""},
}

// said gives the code of instructions in words.
func said(t *testing.T, text string) (code []byte) {
	fields := strings.Fields(text)
	for i := 0; i < len(fields); i++ {
		w, ok := words[fields[i]]
		if !ok {
			t.Fatalf("%q of %q is no instruction", fields[i], text)
		}
		code = append(code, w.op)
		for range w.numbers {
			i++
			n, err := strconv.ParseInt(fields[i], 0, 64)
			if err != nil {
				t.Fatal(text, err)
			}
			if w.op == opI32Const || w.op == opI64Const {
				code = appendSleb(code, n)
			} else {
				code = binary.AppendUvarint(code, uint64(n))
			}
		}
	}
	return code
}

// TestShorter: each line is a way to say something, and the shorter one.
func TestShorter(t *testing.T) {
	for _, line := range strings.Split(strings.TrimSpace(`
get 1 extend c64 40 add64 wrap load 3 8                  | get 1 load 3 48
get 1 extend c64 8 add64 wrap get 2 store 3 0            | get 1 get 2 store 3 8
get 1 extend c64 8 add64 wrap get 1 load 3 24 store 3 16 | get 1 get 1 load 3 24 store 3 24
get 1 extend c64 8 add64 wrap get 1 extend c64 16 add64 wrap load 3 0 store 3 0 | get 1 get 1 load 3 16 store 3 8
get 1 extend c64 8 add64 wrap c32 1 add32 load 3 0       | get 1 c32 8 add32 c32 1 add32 load 3 0
get 1 extend c64 8 add64 wrap get 2 call 5 store 3 0     | get 1 c32 8 add32 get 2 call 5 store 3 0
get 1 extend c64 -8 add64 wrap load 3 0                  | get 1 extend c64 -8 add64 wrap load 3 0
get 1 extend c64 9000000 add64 wrap load 3 0             | get 1 extend c64 9000000 add64 wrap load 3 0
get 2 extend c64 8 add64 wrap load 3 0                   | get 2 extend c64 8 add64 wrap load 3 0
get 1 extend c64 8 add64 set 2                           | get 1 extend c64 8 add64 set 2
get 1 extend c64 8 add64 wrap set 3                      | get 1 c32 8 add32 set 3
c64 4294967297 wrap                                      | c32 1
c64 0xffffffff wrap                                      | c32 -1
get 2 extend wrap                                        | get 2
get 2 extend eqz64                                       | get 2 eqz
get 2 wrap                                               | get 2 wrap
get 1 load 3 8 wrap                                      | get 1 load32 2 8
get 1 load.s8 0 8 wrap                                   | get 1 load.s8w 0 8
get 1 load.u32 2 300 wrap                                | get 1 load32 2 300
get 2 get 3 lt eqz                                       | get 2 get 3 ge
get 2 get 3 lt eqz eqz                                   | get 2 get 3 lt
get 2 get 3 lt.f eqz                                     | get 2 get 3 lt.f eqz
set 2 get 2                                              | tee 2
set 2 get 3                                              | set 2 get 3
set 2 nop get 2                                          | tee 2
get 1 c32 16 add32 tee 1 gset 0 get 1 c32 8 add32 tee 1 gset 0 c32 0 return | get 1 c32 24 add32 gset 0 c32 0 return
get 1 c32 16 add32 tee 1 gset 0 get 2 c32 8 add32 tee 1 gset 0              | get 1 c32 16 add32 tee 1 gset 0 get 2 c32 8 add32 tee 1 gset 0
get 1 c32 16 add32 tee 1 gset 2 get 1 c32 8 add32 tee 1 gset 0              | get 1 c32 16 add32 tee 1 gset 2 get 1 c32 8 add32 tee 1 gset 0
tee 1 gset 0 c32 1 return                                | gset 0 c32 1 return
tee 1 gset 2 c32 1 return                                | tee 1 gset 2 c32 1 return
`), "\n") {
		before, after, _ := strings.Cut(line, "|")
		head := append(append([]byte{1, 4, 0x7E}, entry...), opUnreachable)
		got := shorter(append(slices.Clone(head), said(t, before)...))
		if want := append(slices.Clone(head), said(t, after)...); !bytes.Equal(got, want) {
			t.Errorf("%s\nis said % x\nnot     % x", before, got[len(head):], want[len(head):])
		}
	}
	// Where local 1 is not the stack's end, nothing is known of its sums.
	other := append([]byte{0}, said(t, "get 1 extend c64 8 add64 wrap load 3 0 end")...)
	if got := shorter(slices.Clone(other)); !bytes.Equal(got, other) {
		t.Errorf("% x became % x", other, got)
	}
}

// sorts tells what each variable holds.
var sorts = []byte("4488884")

// anyLine draws instructions that a host would take, of which every fourth or so is one of the ways to be said shorter.
func anyLine(r *rand.Rand) string {
	var text []string
	var stack []byte
	put := func(s, what string) { text, stack = append(text, s), append(stack, what...) }
	local := func(kind byte) string {
		for {
			if i := 1 + r.IntN(len(sorts)-1); sorts[i] == kind {
				return strconv.Itoa(i)
			}
		}
	}
	take := func(kinds string) bool {
		if !bytes.HasSuffix(stack, []byte(kinds)) {
			return false
		}
		stack = stack[:len(stack)-len(kinds)]
		return true
	}
	place := func() string { return strconv.Itoa(8 * r.IntN(20)) }
	for range 5 + r.IntN(60) {
		switch r.IntN(16) {
		case 0, 1:
			put("get 1 extend c64 "+place()+" add64 wrap", "4")
		case 2:
			put("get "+local('8'), "8")
		case 3:
			put("get "+local('4'), "4")
		case 4:
			put("c64 "+strconv.Itoa(r.IntN(1<<33)), "8")
		case 5, 6:
			if take("48") {
				put([]string{"store 3 ", "store.8 0 "}[r.IntN(2)]+place(), "")
			}
		case 7, 8:
			if n := len(text); n > 0 && strings.HasSuffix(text[n-1], "add64 wrap") && take("4") {
				put([]string{"load 3 ", "load.s8 0 ", "load.u32 2 "}[r.IntN(3)]+place(), "8")
			}
		case 9:
			if take("8") {
				v := local('8')
				put("set "+v+" get "+v, "8")
			}
		case 10:
			if take("88") {
				put([]string{"lt", "ge"}[r.IntN(2)]+" eqz", "4")
			}
		case 11:
			if take("4") {
				put([]string{"extend", "extend eqz64 extend", "eqz eqz extend"}[r.IntN(3)], "8")
			}
		case 12:
			if take("8") {
				put("wrap", "4")
			}
		case 13:
			if take("88") {
				put([]string{"add64", "sub64"}[r.IntN(2)], "8")
			}
		case 14:
			put([]string{"get 1 c32 8 sub32 tee 1 gset 0", "get 1 c32 8 add32 tee 1 gset 0 get 1 c32 16 add32 tee 1 gset 0", "nop"}[r.IntN(3)], "")
		case 15:
			if take("4") {
				put("eqz", "4")
			}
		}
	}
	return strings.Join(text, " ") + " get 1 c32 16 add32 tee 1 gset 0 c32 0 return"
}

// ran runs instructions without jumps and gives the memory, and where the stack ends.
func ran(code []byte) (memory []byte, end int32) {
	memory = make([]byte, 4096)
	for i := range memory {
		memory[i] = byte(i*i>>3 + i)
	}
	locals := [8]uint64{1: 1000, 2: 77, 3: 1 << 40, 4: 5, 5: 1<<63 + 9, 6: 1 << 31}
	var stack []uint64
	pop := func() uint64 { v := stack[len(stack)-1]; stack = stack[:len(stack)-1]; return v }
	push := func(v uint64) { stack = append(stack, v) }
	yes := func(is bool) { push(map[bool]uint64{true: 1}[is]) }
	for at := 0; at < len(code); {
		in := decode(code[at:])
		var place uint64
		if opLoad <= in.op && in.op <= opStoreEnd {
			place, _ = binary.Uvarint(code[at+2:])
		}
		load := func() []byte { return memory[uint64(uint32(pop()))%2000+place:] }
		v := uint64(in.value)
		switch in.op {
		case opNop:
		case opLocalGet:
			push(locals[v])
		case opLocalSet:
			locals[v] = pop()
		case opLocalTee:
			locals[v] = stack[len(stack)-1]
		case opGlobalSet:
			end = int32(pop())
		case opI32Const:
			push(uint64(uint32(v)))
		case opI64Const:
			push(v)
		case opI32Add:
			push(uint64(uint32(pop()) + uint32(pop())))
		case opI32Sub:
			b := pop()
			push(uint64(uint32(pop()) - uint32(b)))
		case opI64Add:
			push(pop() + pop())
		case 0x7D:
			b := pop()
			push(pop() - b)
		case opWrap, opExtend:
			push(uint64(uint32(pop())))
		case opEqz, opI64Eqz:
			yes(pop() == 0)
		case 0x53, 0x59:
			b := int64(pop())
			yes((int64(pop()) < b) == (in.op == 0x53))
		case 0x28, 0x35:
			push(uint64(binary.LittleEndian.Uint32(load())))
		case 0x29:
			push(binary.LittleEndian.Uint64(load()))
		case 0x2C:
			push(uint64(uint32(int8(load()[0]))))
		case 0x30:
			push(uint64(int8(load()[0])))
		case 0x37:
			v := pop()
			binary.LittleEndian.PutUint64(load(), v)
		case 0x3C:
			v := pop()
			load()[0] = byte(v)
		case opReturn:
			return memory, end
		default:
			panic("an instruction that does not stand in these tests: " + strconv.Itoa(int(in.op)))
		}
		at += in.size
	}
	return memory, end
}

// TestShorterDoesTheSame: whatever is said shorter leaves the same memory and the same end of the stack.
func TestShorterDoesTheSame(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	less := 0
	for range 6_000 {
		text := anyLine(r)
		code := said(t, text)
		short := shorter(slices.Concat([]byte{0}, entry, []byte{opUnreachable}, code))[1+len(entry)+1:]
		memory, end := ran(code)
		if got, at := ran(short); !bytes.Equal(got, memory) || at != end {
			t.Fatalf("%s\n% x\ndoes other than\n% x", text, short, code)
		}
		less += len(code) - len(short)
	}
	if less < 30_000 {
		t.Errorf("only %d bytes less", less)
	}
}
