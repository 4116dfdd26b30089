package program

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"slices"
	"testing"
)

// A draft is a function as the compiler lays them out, with blocks that end in one of these ways.
type draft []struct {
	jumps []int // to these blocks, each when a call says so
	end   byte
	to    int // of a jump
}

const (
	endFalls  = opEnd
	endJumps  = opBr
	endReturn = opReturn
	endWaits  = opCall // falls, unless the call says that the function has to wait
	endDies   = opUnreachable
)

// draftNumber is the number of the functions that are drawn.
const draftNumber = firstPlace + 0x234

// write gives a draft's code. Each block has two places in the table. It tells what the one variable of 64 bits holds, and
// counts on it; each place to return to is told, as it goes on the stack.
func (d draft) write() []byte {
	const void = typeVoid
	b := []byte{2, 1, typeI32, 1, typeI64, opGlobalGet, 0, opLocalSet, 1, opBlock, void, opLoop, void}
	b = append(b, bytes.Repeat([]byte{opBlock, void}, len(d))...)
	b = append(b, opLocalGet, 0, opBrTable)
	b = binary.AppendUvarint(b, uint64(2*len(d)-1))
	for i := range 2 * len(d) {
		b = binary.AppendUvarint(b, uint64(i/2))
	}
	b = append(b, opEnd)
	for i, block := range d {
		outer := len(d) - 1 - i
		jump := func(to, deep int) {
			b = append(appendSleb(append(b, opI32Const), int64(2*to)), opLocalSet, 0, opBr)
			b = binary.AppendUvarint(b, uint64(outer+deep))
		}
		b = append(appendSleb(append(b, opI32Const), int64(marks+i)), opDrop)
		b = append(b, opLocalGet, 1, opLocalGet, 2, opI64Store, 3, 8)
		b = append(appendSleb(append(b, opLocalGet, 2, opI64Const), int64(i)), opI64Add, opLocalSet, 2)
		for k, to := range block.jumps {
			b = append(b, opCall, 0)
			if k%2 == 1 {
				b = append(b, opI32Eqz)
			}
			b = append(b, opIf, void)
			if k%3 == 2 {
				b = append(appendSleb(append(b, opI32Const), int64(marks+1000+i)), opDrop)
			}
			jump(to, 1)
			b = append(b, opEnd)
		}
		switch block.end {
		case endJumps:
			jump(block.to, 0)
		case endReturn:
			b = append(b, opI32Const, 0, opReturn)
		case endDies:
			b = append(b, opUnreachable)
		case endWaits:
			b = append(append(b, callStart...), opLocalGet, 1)
			b = append(appendSleb(append(b, opI64Const), draftNumber<<16+int64(2*i+2)), opI64Store, 3, 0, opCall, 1, opBrIf)
			b = binary.AppendUvarint(b, uint64(outer+1))
		}
		b = append(b, opEnd)
	}
	return append(b, opUnreachable, opEnd, opI32Const, 1, opEnd)
}

// way is what a function does when the calls answer as seed says: each time that it waits it is begun again.
func way(function []byte, seed uint64) ([]int64, error) {
	r := rand.New(rand.NewPCG(seed, 1))
	m := machine{limit: 300, calls: func(which int64) int64 {
		if which == 1 {
			return int64(r.IntN(8) / 7)
		}
		return int64(r.IntN(2))
	}}
	var pc int64
	for {
		returned, err := m.run(function, pc)
		if err != nil || returned == 0 {
			return m.trace, err
		}
		m.trace = append(m.trace, -1)
		pc = m.place & 0xFFFF
	}
}

func anyDraft(r *rand.Rand) draft {
	d := make(draft, 2+r.IntN(30))
	ends := []byte{endFalls, endFalls, endJumps, endJumps, endWaits, endReturn, endDies}
	if r.IntN(2) == 0 {
		ends = ends[:4]
	}
	to := func(i int) int { // mostly near
		if r.IntN(4) == 0 {
			return 1 + r.IntN(len(d)-1)
		}
		return min(max(1, i+r.IntN(9)-4), len(d)-1)
	}
	for i := range d {
		for range r.IntN(4) {
			d[i].jumps = append(d[i].jumps, to(i))
		}
		d[i].end, d[i].to = ends[r.IntN(len(ends))], to(i)
	}
	d[len(d)-1].end = endReturn
	return d
}

// TestFunctions: whatever its blocks and loops, a function takes the same way, also when it waits and is begun again.
func TestFunctions(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	table, held := 0, 0
	for n := range 4000 {
		d := anyDraft(r)
		old := d.write()
		f, err := readFunction(old)
		if err != nil || f == nil {
			t.Fatalf("%d: not read: %v", n, err)
		}
		new := places(f.write(), draftNumber)
		if !bytes.Equal(new, f.write()) {
			held++
		}
		if bytes.Contains(new, []byte{opLocalSet, 0, opBr}) {
			table++
		}
		for seed := range uint64(6) {
			want, ended := way(old, seed)
			got, err := way(new, seed)
			if !slices.Equal(got, want) || !errors.Is(err, ended) {
				t.Fatalf("%d: %+v\ngoes  %v %v\nnot   %v %v\n% x\n% x", n, d, got, err, want, ended, old, new)
			}
		}
	}
	if table == 0 || table > 3000 {
		t.Errorf("%d of 4000 need the table inside", table)
	}
	if held < 1000 || held > 3000 {
		t.Errorf("%d of 4000 hold places", held)
	}
}

// TestLoops: loops without a call that may wait need no table, whichever way the compiler turned them.
func TestLoops(t *testing.T) {
	for name, d := range map[string]draft{
		"while":  {{}, {jumps: []int{3}}, {end: endJumps, to: 1}, {end: endReturn}},
		"turned": {{end: endJumps, to: 2}, {}, {jumps: []int{1}}, {end: endReturn}},
		"nested": {{}, {}, {jumps: []int{2}}, {jumps: []int{1}}, {end: endReturn}},
		"left":   {{}, {jumps: []int{4}}, {jumps: []int{3}, end: endJumps, to: 1}, {end: endReturn}, {end: endReturn}},
		"waits":  {{}, {end: endWaits}, {}, {jumps: []int{2}}, {end: endReturn}},
	} {
		for i := range d {
			if d[i].end == 0 {
				d[i].end = endFalls
			}
		}
		f, err := readFunction(d.write())
		if err != nil || f == nil {
			t.Fatal(name, err)
		}
		if code := f.write(); bytes.Contains(code, []byte{opLocalSet, 0}) || bytes.Count(code, []byte{opLoop, typeVoid}) == 0 {
			t.Errorf("%s: % x", name, code)
		}
	}
}

// TestOthers: what is no function of the compiler's stays, or is refused; nothing panics.
func TestOthers(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 300 {
		code := anyDraft(r).write()
		for range 40 {
			broken := slices.Clone(code[:1+r.IntN(len(code))])
			broken[r.IntN(len(broken))] ^= byte(1 << r.IntN(8))
			if f, err := readFunction(broken); err == nil && f != nil {
				f.write()
			}
			places(broken, draftNumber)
		}
	}
	for _, code := range [][]byte{
		{0, opEnd}, // none of Go's
		{1, 1, 0x7F, opGlobalGet, 0, opLocalSet, 1, opI32Const, 0, opEnd}, // without jumps
	} {
		if f, err := readFunction(code); f != nil || err != nil {
			t.Errorf("% x: %v, %v", code, f, err)
		}
	}
}
