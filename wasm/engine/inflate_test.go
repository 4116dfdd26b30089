//go:build js

package engine

import (
	"bytes"
	"compress/flate"
	"errors"
	"hash/crc32"
	"io"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"syscall/js"
	"testing"
	"time"

	"fenji/scoring/sheet"
	"fenji/scoring/sheet/deflate"
	"fenji/wasm/jsx"
)

// The kernel against two others that read the format: Go's, and the host's, which is zlib. What the host takes the kernel must
// take, byte for byte; what the host refuses it must refuse.

// kernelHere is the kernel as the page's worker has it.
func kernelHere(t testing.TB) func(sheet.Packed) (io.ReadCloser, error) {
	t.Helper()
	if js.Global().Get("kernel").IsUndefined() {
		worker, err := os.ReadFile("../../web/static/worker.js")
		if err != nil {
			t.Fatal(err)
		}
		program, err := os.ReadFile("../../web/static/kernel/deflate.wasm")
		if err != nil {
			t.Fatal(err)
		}
		js.Global().Set("onmessage", nil)
		js.Global().Call("eval", string(worker))
		module := js.Global().Get("WebAssembly").Get("Module").New(jsx.Array(program))
		js.Global().Set("kernelAlone", js.Global().Get("WebAssembly").Get("Instance").New(module).Get("exports"))
		js.Global().Call("onmessage", jsx.Object("data", jsx.Object("kernel", jsx.Array(program))))
	}
	return inflate()
}

// ours inflates a part by the kernel.
func ours(open func(sheet.Packed) (io.ReadCloser, error), packed []byte, sum uint32) ([]byte, error) {
	f := newFile(jsx.Array(packed).Get("buffer"))
	r, err := open(sheet.Packed{Data: f, Size: int64(len(packed)), CRC: sum})
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}

// hosts inflates a part by the host.
func hosts(packed []byte) (out []byte, err error) {
	defer func() {
		if e := recover(); e != nil {
			out, err = nil, errors.New("refused")
		}
	}()
	r := js.Global().Call("require", "zlib").Call("inflateRawSync", jsx.Array(packed), jsx.Object("info", true))
	if r.Get("engine").Get("bytesWritten").Int() != len(packed) {
		return nil, errors.New("more than one stream")
	}
	return jsx.Bytes(r.Get("buffer")), nil
}

// gos inflates a part by Go's library.
func gos(packed []byte) ([]byte, error) { return io.ReadAll(flate.NewReader(bytes.NewReader(packed))) }

// sumOf is the checksum that the kernel takes of what it inflates, if it takes the stream.
func sumOf(packed []byte) uint32 {
	k := js.Global().Get("kernelAlone")
	k.Call("begin")
	for at, answer, n := 0, 0, 0; ; n = 0 {
		if answer == 0 {
			to := k.Call("feed").Int()
			n = min(k.Call("room").Int(), len(packed)-at)
			js.CopyBytesToJS(js.Global().Get("Uint8Array").New(k.Get("memory").Get("buffer"), to, n), packed[at:at+n])
			at += n
		}
		if answer = k.Call("run", n, at == len(packed)).Int(); answer > 1 {
			return uint32(k.Call("sum").Int())
		}
	}
}

// alike holds the three against each other, and tells whether the stream was good.
func alike(t *testing.T, open func(sheet.Packed) (io.ReadCloser, error), name string, packed []byte) bool {
	t.Helper()
	want, err := hosts(packed)
	sum := crc32.ChecksumIEEE(want)
	if err != nil {
		sum = sumOf(packed) // so that nothing but the stream itself can be refused
	}
	got, wrong := ours(open, packed, sum)
	if (err == nil) != (wrong == nil) || err == nil && !bytes.Equal(got, want) {
		t.Fatalf("%s: the host gives %d bytes, %v; the kernel %d bytes, %v; of %x", name, len(want), err, len(got), wrong, clip(packed))
	}
	if err == nil {
		if other, err := gos(packed); err != nil || !bytes.Equal(other, got) {
			t.Fatalf("%s: Go's library differs: %d bytes, %v, not %d; of %x", name, len(other), err, len(got), clip(packed))
		}
	}
	return err == nil
}

func clip(b []byte) []byte { return b[:min(len(b), 400)] }

// texts are contents of every kind: nothing, one byte, runs, a sheet, noise, what repeats from far away; around the sizes of
// windows and of what goes in at a time.
func texts() map[string][]byte {
	r := rand.New(rand.NewPCG(1, 2))
	noise := func(n int) []byte {
		b := make([]byte, n)
		for i := range b {
			b[i] = byte(r.Uint32())
		}
		return b
	}
	var rows strings.Builder
	for i := range 30_000 {
		rows.WriteString(`<row r="` + strconv.Itoa(i) + `"><c r="A` + strconv.Itoa(i) + `" t="s"><v>` + strconv.Itoa(i*7919%30011) + `</v></c></row>`)
	}
	far := noise(32 << 10)
	all := map[string][]byte{"nothing": nil, "a byte": {7}, "a run": bytes.Repeat([]byte{'a'}, 700_000), "rows": []byte(rows.String()),
		"noise": noise(300_000), "from afar": bytes.Repeat(far, 20), "as far as can be": append(far, far...)}
	for _, n := range []int{3, 4, 15, 16, 17, 299 * 16, 300*16 - 1, 300 * 16, 301*16 - 1, 301 * 16, 1324 * 16, 65_535, 65_536, 196_607, 196_608, 196_609, 196_866} {
		all[strconv.Itoa(n)+" bytes"] = []byte(rows.String()[:n])
		all[strconv.Itoa(n)+" of noise"] = noise(n)
	}
	for _, n := range []int{2, 3, 5, 7, 8, 9, 15, 16, 17, 31, 33} {
		all["every "+strconv.Itoa(n)] = bytes.Repeat(noise(n), 90_000/n)
	}
	return all
}

// packers are others' ways to pack.
func packers(t *testing.T) map[string]func([]byte) []byte {
	zlib := js.Global().Call("require", "zlib")
	all := map[string]func([]byte) []byte{"ours": func(b []byte) []byte {
		var out bytes.Buffer
		w := deflate.NewWriter(&out)
		if _, err := w.Write(b); err != nil || w.Close() != nil {
			t.Fatal(err)
		}
		return out.Bytes()
	}}
	for _, level := range []int{-2, 0, 1, 6, 9} {
		all["Go "+strconv.Itoa(level)] = func(b []byte) []byte {
			var out bytes.Buffer
			w, err := flate.NewWriter(&out, level)
			if err == nil {
				_, err = w.Write(b)
			}
			if err = errors.Join(err, w.Close()); err != nil {
				t.Fatal(err)
			}
			return out.Bytes()
		}
	}
	for strategy := range 5 { // of zlib: usual, filtered, codes only, runs, fixed codes
		for _, bits := range []int{9, 15} {
			all["zlib "+strconv.Itoa(strategy)+" "+strconv.Itoa(bits)] = func(b []byte) []byte {
				return jsx.Bytes(zlib.Call("deflateRawSync", jsx.Array(b), jsx.Object("strategy", strategy, "windowBits", bits, "memLevel", 1+strategy*2)))
			}
		}
	}
	return all
}

// TestKernel inflates what many packers made of many contents, and refuses another checksum.
func TestKernel(t *testing.T) {
	open := kernelHere(t)
	contents := texts()
	for by, pack := range packers(t) {
		for name, content := range contents {
			packed := pack(content)
			got, err := ours(open, packed, crc32.ChecksumIEEE(content))
			if err != nil || !bytes.Equal(got, content) {
				t.Errorf("%s by %s: %d bytes of %d, %v", name, by, len(got), len(content), err)
			}
			if _, err := ours(open, packed, crc32.ChecksumIEEE(content)^1<<(len(content)%32)); err != errInflate {
				t.Errorf("%s by %s, another checksum: %v", name, by, err)
			}
			alike(t, open, name+" by "+by, packed)
		}
	}
}

// TestKernelCut cuts streams at many places and puts bytes behind them.
func TestKernelCut(t *testing.T) {
	open := kernelHere(t)
	content := texts()["rows"][:3_000]
	for by, pack := range packers(t) {
		packed := pack(content)
		for n := 0; n < len(packed); n += 1 + n%5 {
			if alike(t, open, by+" cut", packed[:n]) {
				t.Errorf("%s: %d bytes of %d are taken for whole", by, n, len(packed))
			}
		}
		for _, more := range []string{"\x00", "x", strings.Repeat("\x00", 700), "\x03\x00"} {
			if alike(t, open, by+" and more", append(bytes.Clone(packed), more...)) {
				t.Errorf("%s: what stands behind the end is taken", by)
			}
		}
	}
}

// TestKernelStreams draws streams, spoils some of them, and holds the kernel against the others. FENJI_STREAMS says how many.
func TestKernelStreams(t *testing.T) {
	open := kernelHere(t)
	n, seed := 600, uint64(1)
	if v, err := strconv.Atoi(os.Getenv("FENJI_STREAMS")); err == nil {
		n, seed = v, uint64(v)
	}
	r := rand.New(rand.NewPCG(seed, 18))
	var good, bad int
	for i := range n {
		if i%100 == 0 {
			time.Sleep(time.Millisecond) // the host frees what it keeps of a stream that it refused when it has its turn
		}
		packed := drawn(r, r.IntN(6) == 0)
		for range 1 + r.IntN(4) {
			if alike(t, open, "drawn", packed) {
				good++
			} else {
				bad++
			}
			packed = bytes.Clone(packed)
			switch r.IntN(4) {
			case 0:
				packed = packed[:r.IntN(len(packed)+1)]
			case 1:
				packed = append(packed, byte(r.Uint32()))
			default:
				for range 1 + r.IntN(3) {
					if len(packed) > 0 {
						packed[min(r.IntN(len(packed)), r.IntN(len(packed)))] ^= 1 << r.IntN(8)
					}
				}
			}
		}
	}
	if t.Logf("%d streams were good and %d were not", good, bad); good < n/2 || bad < n/4 {
		t.Errorf("%d streams were good and %d were not: that proves little", good, bad)
	}
}

// TestKernelsSideBySide reads two streams in turns, one that is given up, and one after it.
func TestKernelsSideBySide(t *testing.T) {
	open := kernelHere(t)
	contents := texts()
	pack := packers(t)["Go 6"]
	stream := func(content []byte) io.ReadCloser {
		r, err := open(sheet.Packed{Data: bytes.NewReader(pack(content)), Size: int64(len(pack(content))), CRC: crc32.ChecksumIEEE(content)})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	a, b := contents["rows"], contents["noise"]
	for range 3 {
		x, y, given := stream(a), stream(b), stream(a)
		given.Read(make([]byte, 10))
		given.Close()
		given.Close()
		if _, err := given.Read(make([]byte, 10)); err == nil {
			if _, err = io.ReadAll(given); err == nil {
				t.Error("a closed stream goes on to its end")
			}
		}
		var gotA, gotB []byte
		for buf := make([]byte, 70_001); len(gotA) < len(a) || len(gotB) < len(b); {
			n, _ := x.Read(buf)
			gotA = append(gotA, buf[:n]...)
			n, _ = y.Read(buf[:50_000])
			gotB = append(gotB, buf[:n]...)
		}
		if !bytes.Equal(gotA, a) || !bytes.Equal(gotB, b) {
			t.Error("streams side by side are mixed")
		}
		x.Close()
		y.Close()
	}
}
