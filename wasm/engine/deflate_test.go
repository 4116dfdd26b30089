//go:build js

package engine

import (
	"bytes"
	"errors"
	"fmt"
	"hash/crc32"
	"math/rand/v2"
	"strings"
	"testing"

	"fenji/scoring/sheet"
	"fenji/scoring/sheet/deflate"
)

// The kernel against package deflate: the same bytes, however what goes in is cut.

// packed is what comes of some bytes that are written in pieces of random sizes.
func packed(t *testing.T, p sheet.Packer, out *bytes.Buffer, data []byte, r *rand.Rand) []byte {
	t.Helper()
	out.Reset()
	p.Reset(out)
	for len(data) > 0 {
		n := min(len(data), 1+r.IntN(1+r.IntN(200_000)))
		if took, err := p.Write(data[:n]); took != n || err != nil {
			t.Fatal(took, err)
		}
		data = data[n:]
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	return bytes.Clone(out.Bytes())
}

func TestPacker(t *testing.T) {
	kernelHere(t)
	r := rand.New(rand.NewPCG(7, 7))
	var here, there bytes.Buffer
	ours, own := packing()(&here), deflate.NewWriter(&there)
	var rows strings.Builder
	for i := range 9_000 {
		fmt.Fprintf(&rows, `<row r="%d"><c r="A%d" t="s"><v>%d</v></c><c r="B%d" s="3"><v>%d.%02d</v></c></row>`, i, i, r.IntN(5000), i, r.IntN(90_000), i%100)
	}
	noise := make([]byte, 300_000)
	for i := range noise {
		noise[i] = byte(r.Uint32())
	}
	few := bytes.Clone(noise)
	for i := range few {
		few[i] &= 3
	}
	same := bytes.Repeat([]byte{7}, 400_000)
	inputs := map[string][]byte{"nothing": nil, "a byte": {1}, "rows": []byte(rows.String()), "noise": noise, "few": few, "the same": same,
		"mixed": slicesOf(same[:70_000], noise[:70_000], []byte(rows.String()), few, same), "a block": noise[:1<<16], "a block and a byte": few[:1<<16+1]}
	for range 200 {
		all := inputs["mixed"]
		from := r.IntN(len(all))
		inputs[fmt.Sprint("some ", from)] = all[from:min(len(all), from+r.IntN(150_000))]
	}
	for name, data := range inputs {
		want := packed(t, own, &there, data, r)
		if got := packed(t, ours, &here, data, r); !bytes.Equal(got, want) {
			t.Fatalf("%s: %d bytes become %d others, package deflate makes %d", name, len(data), len(got), len(want))
		}
		if sum := crc32.ChecksumIEEE(data); ours.Sum() != sum || own.Sum() != sum {
			t.Fatalf("%s: the sum is %08x, and %08x by package deflate; want %08x", name, ours.Sum(), own.Sum(), sum)
		}
		if back, err := gos(want); err != nil || !bytes.Equal(back, data) {
			t.Fatalf("%s: %v", name, err)
		}
	}
	if _, err := ours.Write([]byte{1}); err == nil {
		t.Error("bytes behind the end are taken")
	}
	fails := errors.New("full")
	ours.Reset(failing{fails})
	if _, err := ours.Write(noise); err != fails {
		t.Errorf("a writer that fails: %v", err)
	}
	if err := ours.Close(); err != fails {
		t.Errorf("a writer that fails, closed: %v", err)
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

func slicesOf(parts ...[]byte) []byte { return bytes.Join(parts, nil) }
