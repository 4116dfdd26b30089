package program

import (
	"bytes"
	"encoding/binary"
	"math/rand/v2"
	"testing"
)

// orderly is a memory with the tables of functions as the linker orders them, drawn.
func orderly(r *rand.Rand) *funcTables {
	u32 := binary.LittleEndian.AppendUint32
	t := &funcTables{count: 1 + r.IntN(40), list: 8 * r.IntN(4), address: 64, bucketsAt: 8 * 5000}
	memory := make([]byte, t.list+8*t.count)
	memory = u32(u32(memory, uint32(firstPlace+t.count)), 0)
	places := func(n int) (list []uint32) {
		for range n {
			list = append(list, []uint32{0, 1<<32 - 1, uint32(1 + r.IntN(300)), uint32(r.IntN(1 << 18)), 1<<30 + uint32(r.IntN(1<<20))}[r.IntN(5)])
		}
		return list
	}
	for i := range t.count {
		f := len(memory)
		binary.LittleEndian.PutUint32(memory[t.list+8*i:], uint32(firstPlace+i))
		binary.LittleEndian.PutUint32(memory[t.list+8*i+4:], uint32(f-t.list))
		values, parts := r.IntN(5), r.IntN(7)
		memory = u32(u32(u32(u32(memory, uint32(firstPlace+i)), 0), r.Uint32()), r.Uint32())
		memory = u32(u32(u32(memory, places(1)[0]), 0), 0)
		memory = u32(u32(u32(memory, uint32(values)), 7), 9)
		memory = append(memory, 1, 2, 3, byte(parts))
		for _, place := range places(values + parts) {
			memory = u32(memory, place)
		}
		memory = append(memory, make([]byte, (8-(len(memory)-t.list)%8)%8)...)
	}
	t.memory = memory
	for b := range bucketsEach*(t.count-1) + 1 + r.IntN(bucketsEach) {
		t.buckets = append(u32(t.buckets, uint32(b/bucketsEach)), make([]byte, bucketSize-4)...)
	}
	t.buckets = t.buckets[:len(t.buckets)-r.IntN(bucketSize-3)]
	return t
}

// TestDerived: the program that begins puts back what was taken out, to the byte.
func TestDerived(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	for range 300 {
		tables := orderly(r)
		memory, buckets := bytes.Clone(tables.memory), bytes.Clone(tables.buckets)
		start := tables.derived()
		if start == nil {
			t.Fatal("orderly tables are left alone")
		}
		if len(bytes.Trim(tables.buckets, "\x00")) > 0 || bytes.Equal(tables.memory, memory) {
			t.Fatal("nothing was taken out")
		}
		m := machine{memory: make([]byte, 1<<16)}
		copy(m.memory[tables.address:], tables.memory)
		if _, err := m.run(start, 0); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(m.memory[tables.address:][:len(memory)], memory) || !bytes.Equal(m.memory[tables.bucketsAt:][:len(buckets)], buckets) {
			t.Fatalf("% x\nis put back as\n% x", memory, m.memory[tables.address:][:len(memory)])
		}
		if len(bytes.Trim(m.memory[tables.bucketsAt+len(buckets):], "\x00")) > 0 {
			t.Fatal("more was written than there was")
		}
	}
}

// TestDerivedLeavesOthers: tables in another order stay as they are.
func TestDerivedLeavesOthers(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	for what, spoil := range map[string]func(*funcTables){
		"another first function": func(t *funcTables) { t.memory[t.list]++ },
		"another place":          func(t *funcTables) { t.memory[t.list+4] += 8 },
		"another number":         func(t *funcTables) { t.memory[t.list+8*t.count+8]++ },
		"another bucket":         func(t *funcTables) { t.buckets[0]++ },
		"more in a bucket":       func(t *funcTables) { t.buckets = append(t.buckets[:4], 1) },
		"no buckets":             func(t *funcTables) { t.buckets = nil },
		"too many parts":         func(t *funcTables) { t.memory[len(t.memory)-1], t.memory[t.list+8*t.count+8+partCount] = 0, 255 },
		"a place far away":       func(t *funcTables) { t.memory[t.list+8*t.count+8+stackTable+3] = 0xF0 },
		"an odd address":         func(t *funcTables) { t.address++ },
	} {
		tables := orderly(r)
		for tables.count > 9 {
			tables = orderly(r)
		}
		spoil(tables)
		memory, buckets := bytes.Clone(tables.memory), bytes.Clone(tables.buckets)
		if tables.derived() != nil || !bytes.Equal(tables.memory, memory) || !bytes.Equal(tables.buckets, buckets) {
			t.Error(what, "is rewritten")
		}
	}
}

// TestStarting: the function that is added is the last, of a kind of its own, and runs first.
func TestStarting(t *testing.T) {
	sections := []section{{typeSection, []byte{1, 0x60, 1, 0x7F, 0}}, {importSection, []byte{1, 1, 'a', 1, 'b', 0, 0}},
		{functionSection, []byte{2, 0, 0}}, {7, []byte{0}}, {9, []byte{0}}, {codeSection, []byte{2, 2, 0, opEnd, 2, 0, opEnd}}}
	got, err := starting(sections, []byte{0, opNop, opEnd})
	want := []section{{typeSection, []byte{2, 0x60, 1, 0x7F, 0, 0x60, 0, 0}}, {importSection, []byte{1, 1, 'a', 1, 'b', 0, 0}},
		{functionSection, []byte{3, 0, 0, 1}}, {7, []byte{0}}, {startSection, []byte{3}}, {9, []byte{0}},
		{codeSection, []byte{3, 2, 0, opEnd, 2, 0, opEnd, 3, 0, opNop, opEnd}}}
	if err != nil || len(got) != len(want) {
		t.Fatal(got, err)
	}
	for i := range want {
		if got[i].id != want[i].id || !bytes.Equal(got[i].body, want[i].body) {
			t.Errorf("section %d is % x", got[i].id, got[i].body)
		}
	}
	if _, err := starting(got, nil); err == nil {
		t.Error("a program may start twice")
	}
}
