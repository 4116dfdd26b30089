package deflate_test

import (
	"bytes"
	"compress/flate"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	fast "github.com/klauspost/compress/flate"

	"fenji/scoring/sheet/deflate"
)

// rows is the XML of a sheet such as package sheet writes.
func rows(n int) []byte {
	rng := rand.New(rand.NewPCG(2024, 1))
	b := []byte(`<worksheet><sheetData>`)
	for i := range n {
		b = fmt.Appendf(b, `<row r="%d"><c r="A%d" t="inlineStr"><is><t>C%08d</t></is></c><c r="B%d" s="3"><v>%d</v></c>`+
			`<c r="C%d" s="1"><v>%d</v></c><c r="D%d" s="38"><v>%d.%02d</v></c><c r="E%d" t="s"><v>%d</v></c></row>`,
			i+2, i+2, rng.IntN(1e8), i+2, 45292+rng.IntN(366), i+2, rng.IntN(366), i+2, rng.IntN(6000), rng.IntN(100), i+2,
			rng.IntN(20))
	}
	return append(b, `</sheetData></worksheet>`...)
}

func noise(n int) []byte {
	rng := rand.New(rand.NewPCG(7, uint64(n)))
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(rng.Uint32())
	}
	return b
}

// skewed holds bytes whose numbers grow like those of Fibonacci, which makes the longest codes there are.
func skewed() (b []byte) {
	for i, n, m := 0, 1, 1; i < 24; i, n, m = i+1, m, n+m {
		b = append(b, bytes.Repeat([]byte{byte(i)}, n)...)
	}
	rand.New(rand.NewPCG(1, 2)).Shuffle(len(b), func(i, k int) { b[i], b[k] = b[k], b[i] })
	return b
}

var samples = []struct {
	name string
	data []byte
	most float64 // share of its size that a sample may take packed, when it is long
}{
	{"empty", nil, 0},
	{"one byte", []byte("a"), 0},
	{"two bytes", []byte("ab"), 0},
	{"shorter than a match", []byte("abab"), 0},
	{"a short run", []byte(strings.Repeat("a", 20)), 0},
	{"sentences", []byte(strings.Repeat("客户分级，一目了然。", 9)), 0},
	{"a run of 258+1", bytes.Repeat([]byte("x"), 260), 0},
	{"a run of two matches less a byte", bytes.Repeat([]byte("x"), 517), 0},
	{"a huge run", make([]byte, 3<<20), 0.01},
	{"a block and a byte", bytes.Repeat([]byte("abcdefghijk"), 5958), 0.01},
	{"XML", rows(9000), 0.25},
	{"noise", noise(300_000), 1.001},
	{"noise within noise", append(append(noise(40_000), rows(100)...), noise(40_000)...), 1},
	{"the longest codes", skewed(), 1},
	{"twice as far as a match reaches", append(noise(40_000), noise(40_000)...), 1.001},
	{"once within reach", append(noise(30_000), noise(30_000)...), 0.52},
}

// packed packs data in pieces of the given size.
func packed(t testing.TB, z *deflate.Writer, data []byte, piece int) []byte {
	t.Helper()
	var out bytes.Buffer
	z.Reset(&out)
	for rest := data; len(rest) > 0; {
		n := min(piece, len(rest))
		if took, err := z.Write(rest[:n]); took != n || err != nil {
			t.Fatalf("took %d of %d: %v", took, n, err)
		}
		rest = rest[n:]
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// readBack inflates with two other programs.
func readBack(t testing.TB, z, want []byte) {
	t.Helper()
	for name, open := range map[string]func(io.Reader) io.ReadCloser{"compress/flate": flate.NewReader, "klauspost": fast.NewReader} {
		in := bytes.NewReader(z)
		got, err := io.ReadAll(open(in))
		if err != nil || !bytes.Equal(got, want) {
			t.Fatalf("%s reads %d bytes of %d (%v)", name, len(got), len(want), err)
		}
		if in.Len() > 0 {
			t.Fatalf("%s leaves %d bytes", name, in.Len())
		}
	}
}

func TestWriter(t *testing.T) {
	z := deflate.NewWriter(io.Discard)
	for _, s := range samples {
		whole := packed(t, z, s.data, 1<<30)
		readBack(t, whole, s.data)
		for _, piece := range []int{1, 1000, 65_536} {
			if piece == 1 && len(s.data) > 400_000 {
				continue
			}
			if !bytes.Equal(packed(t, z, s.data, piece), whole) {
				t.Errorf("%s: in pieces of %d it becomes something else", s.name, piece)
			}
		}
		if share := float64(len(whole)) / float64(len(s.data)); s.most > 0 && share > s.most {
			t.Errorf("%s: %.4f of its size, at most %.4f expected", s.name, share, s.most)
		}
		if s.most == 0 && len(whole) > len(s.data)+5 {
			t.Errorf("%s: %d bytes became %d", s.name, len(s.data), len(whole))
		}
	}
}

// TestRatio holds the size of packed XML against that of another program's fastest level.
func TestRatio(t *testing.T) {
	data := rows(20_000)
	var theirs bytes.Buffer
	w, err := fast.NewWriter(&theirs, 1)
	if err != nil {
		t.Fatal(err)
	}
	w.Write(data)
	w.Close()
	ours := len(packed(t, deflate.NewWriter(io.Discard), data, 1<<16))
	if ours*10 > theirs.Len()*11 {
		t.Errorf("%d bytes packed, theirs %d", ours, theirs.Len())
	}
}

type failing struct{ after int }

func (f *failing) Write(b []byte) (int, error) {
	if f.after--; f.after < 0 {
		return 0, io.ErrClosedPipe
	}
	return len(b), nil
}

func TestWriterFails(t *testing.T) {
	for after := range 3 {
		z := deflate.NewWriter(&failing{after})
		_, err := z.Write(noise(200_000))
		if err == nil {
			err = z.Close()
		}
		if err != io.ErrClosedPipe || z.Close() != io.ErrClosedPipe {
			t.Errorf("after %d blocks: %v", after, err)
		}
	}
	z := deflate.NewWriter(io.Discard)
	for range 2 {
		if z.Close() != nil {
			t.Error("closing fails")
		}
	}
	if _, err := z.Write([]byte("a")); err == nil {
		t.Error("takes more after Close")
	}
}

func FuzzWriter(f *testing.F) {
	for _, s := range samples {
		f.Add(s.data[:min(len(s.data), 4000)], uint8(3), uint16(100))
	}
	f.Add([]byte("<v>1</v>"), uint8(255), uint16(40_000))
	z := deflate.NewWriter(io.Discard)
	f.Fuzz(func(t *testing.T, seed []byte, times uint8, between uint16) {
		var data []byte
		for range times % 8 {
			data = append(append(data, seed...), noise(int(between))...)
		}
		data = append(data, seed...)
		readBack(t, packed(t, z, data, 7+int(between)), data)
	})
}

func BenchmarkWriter(b *testing.B) {
	data := rows(100_000)
	own := deflate.NewWriter(io.Discard)
	theirs, err := fast.NewWriter(io.Discard, 1)
	if err != nil {
		b.Fatal(err)
	}
	type writer interface {
		io.WriteCloser
		Reset(io.Writer)
	}
	for _, c := range []struct {
		name string
		w    writer
	}{{"own", own}, {"klauspost", theirs}} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				c.w.Reset(io.Discard)
				c.w.Write(data)
				c.w.Close()
			}
		})
	}
}

func ExampleWriter() {
	var out bytes.Buffer
	z := deflate.NewWriter(&out)
	io.WriteString(z, strings.Repeat(`<c><v>5</v></c>`, 100))
	z.Close()
	text, _ := io.ReadAll(flate.NewReader(&out))
	fmt.Println(len(text), string(text[:15]))
	// Output: 1500 <c><v>5</v></c>
}
