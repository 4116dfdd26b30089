package program

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"slices"
	"testing"
)

// memoryOf lays the segments of a data section out as a host does.
func memoryOf(t *testing.T, body []byte) []byte {
	t.Helper()
	list, err := segments(body)
	if err != nil {
		t.Fatal(err)
	}
	memory := make([]byte, 1<<20)
	for _, s := range list {
		copy(memory[s.at:], s.data)
	}
	return memory
}

// TestJoined: whatever the segments, the memory is the same, and no short gap is left between two of them.
func TestJoined(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		var list []segment
		for at := int64(r.IntN(300)); at < 1<<19; at += int64(r.IntN(3 * gap)) {
			s := segment{at, make([]byte, r.IntN(40))}
			for i := range s.data {
				s.data[i] = byte(r.Uint32())
			}
			list = append(list, s)
			if at += int64(len(s.data)); len(list) > r.IntN(400) {
				break
			}
		}
		body := dataBody(list)
		few := together(slices.Clone(list))
		if !bytes.Equal(memoryOf(t, dataBody(few)), memoryOf(t, body)) {
			t.Fatal("the memory is another one")
		}
		for i := 1; i < len(few); i++ {
			if few[i].at-few[i-1].at-int64(len(few[i-1].data)) <= gap {
				t.Fatal("two segments could still be joined")
			}
		}
	}
}

// TestJoinedProgram: the other sections stay, byte for byte, and rewriting twice changes nothing more.
func TestJoinedProgram(t *testing.T) {
	data := dataBody([]segment{{0, []byte("ab")}, {10, []byte("c")}, {4096, []byte("d")}})
	program := []byte(wasmHead)
	program = append(append(program, 0, 3), "\x02xy"...)
	program = append(append(program, dataSection, byte(len(data))), data...)
	once, err := Rewritten(program)
	if err != nil {
		t.Fatal(err)
	}
	want := append([]byte(wasmHead+mark), "\x00\x03\x02xy"...)
	body := dataBody([]segment{{0, []byte("ab\x00\x00\x00\x00\x00\x00\x00\x00c")}, {4096, []byte("d")}})
	want = append(append(want, dataSection, byte(len(body))), body...)
	if !bytes.Equal(once, want) {
		t.Errorf("got %q, want %q", once, want)
	}
	if twice, err := Rewritten(once); err != nil || !bytes.Equal(twice, once) {
		t.Errorf("rewritten again: %q, %v", twice, err)
	}
	for i := range program {
		if i == 8 || i == 13 {
			continue // a program that ends after a section is one
		}
		if _, err := Rewritten(program[:i]); !errors.Is(err, errProgram) {
			t.Errorf("cut after %d bytes: %v", i, err)
		}
	}
}
