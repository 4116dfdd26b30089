package program

import (
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"slices"
	"testing"
)

// growMemory is the runtime's function: what is asked for lies 8 behind the end of the stack, the answer goes to 16.
var growMemory = []byte{1, 1, typeI32, opGlobalGet, 0, opLocalSet, 1, opLocalGet, 1, opLocalGet, 1, opI32Load, 2, 8, opMemoryGrow, 0,
	opStore, 2, 16, opLocalGet, 1, opI32Const, 8, opI32Add, opLocalTee, 1, opGlobalSet, 0, opI32Const, 0, opReturn, opEnd}

// growing is a program with so many pages and two globals.
func growing(pages byte, functions ...[]byte) []byte {
	program := []byte(wasmHead)
	for _, s := range []section{{memorySection, []byte{1, 0, pages}}, {globalSection, []byte{2, typeI32, 1, opI32Const, 0, opEnd, 0x7E, 1, opI64Const, 0, opEnd}},
		{codeSection, functionsBody(functions)}} {
		program = append(append(program, s.id, byte(len(s.body))), s.body...)
	}
	return program
}

func functionsBody(list [][]byte) []byte {
	body := binary.AppendUvarint(nil, uint64(len(list)))
	for _, f := range list {
		body = append(binary.AppendUvarint(body, uint64(len(f))), f...)
	}
	return body
}

// TestGrown: the program gets what it asks for as long as the host has any, as it did before, and the host is asked seldom.
func TestGrown(t *testing.T) {
	const first, steps = 120, 64
	rewritten, err := Rewritten(growing(first, growMemory))
	if err != nil {
		t.Fatal(err)
	}
	var globals, code []byte
	for rest := rewritten[len(wasmHead)+len(mark):]; len(rest) > 0; {
		id, body, more, err := cutSection(rest)
		if err != nil {
			t.Fatal(err)
		}
		switch id {
		case globalSection:
			globals = body
		case codeSection:
			code = body
		}
		rest = more
	}
	if own := appendSleb([]byte{typeI32, 1, opI32Const}, first); globals[0] != 3 || !slices.Equal(globals[len(globals)-len(own)-1:], append(own, opEnd)) {
		t.Fatalf("globals %x", globals)
	}
	r := rand.New(rand.NewPCG(3, 4))
	for _, most := range []int64{first, first + 1, first + spare - 1, first + spare, 2000, 65536} {
		m := &machine{memory: make([]byte, 64), globals: map[int64]int64{2: first}, pages: first, most: most}
		taken := int64(first)
		for range 3000 {
			n := int64(steps)
			if r.IntN(4) == 0 {
				n = r.Int64N(5 * steps)
			}
			m.globals[0] = 0
			binary.LittleEndian.PutUint32(m.memory[8:], uint32(n))
			if _, err := m.run(code[2:], 0); err != nil {
				t.Fatal(err)
			}
			want := taken
			if taken+n > most {
				want = -1
			} else {
				taken += n
			}
			if got := int64(int32(binary.LittleEndian.Uint32(m.memory[16:]))); got != want || m.pages < taken {
				t.Fatalf("%d pages of %d: got %d, want %d; the memory has %d", n, most, got, want, m.pages)
			}
			if want >= 0 && most-taken > 2*spare && m.asked > 1+(taken-first)/spare {
				t.Fatalf("the host was asked %d times for %d pages", m.asked, taken-first)
			}
		}
	}
}

// TestGrowsOnce: what Go's linker does not write is refused.
func TestGrowsOnce(t *testing.T) {
	jumps := slices.Concat([]byte{1, 1, typeI32}, entry, []byte{opLoop, typeVoid, opBlock, typeVoid, opLocalGet, 0, opBrTable, 0, 0, opEnd,
		opI32Const, 1, opMemoryGrow, 0, opDrop, opI32Const, 0, opReturn, opEnd, opUnreachable, opEnd})
	for name, program := range map[string][]byte{
		"two places":       growing(1, growMemory, growMemory),
		"two in one":       growing(1, slices.Concat(growMemory[:16], growMemory[14:16], growMemory[16:])),
		"among jumps":      growing(1, jumps),
		"not readable":     growing(1, slices.Concat(growMemory[:16], []byte{0x06}, growMemory[16:])),
		"without a memory": slices.Replace(growing(1, growMemory), 10, 11, 0),
	} {
		if _, err := Rewritten(program); !errors.Is(err, errProgram) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
