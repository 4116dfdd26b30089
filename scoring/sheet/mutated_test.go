package sheet

import (
	"bytes"
	"encoding/binary"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// mutations damage a file in a way that disks, mails and half-done copies do.
var mutations = []struct {
	name string
	of   func(data []byte, r *rand.Rand) []byte
}{
	{"cut", func(b []byte, r *rand.Rand) []byte { return b[:r.IntN(len(b))] }},
	{"bit", func(b []byte, r *rand.Rand) []byte { b[r.IntN(len(b))] ^= 1 << r.IntN(8); return b }},
	{"byte", func(b []byte, r *rand.Rand) []byte { b[r.IntN(len(b))] = byte(r.IntN(256)); return b }},
	{"zeros", func(b []byte, r *rand.Rand) []byte { from, to := stretch(b, r); clear(b[from:to]); return b }},
	{"hole", func(b []byte, r *rand.Rand) []byte {
		from, to := stretch(b, r)
		return append(b[:from:from], b[to:]...)
	}},
	{"twice", func(b []byte, r *rand.Rand) []byte {
		from, to := stretch(b, r)
		return append(append(bytes.Clone(b[:to]), b[from:to]...), b[to:]...)
	}},
	{"swapped", func(b []byte, r *rand.Rand) []byte {
		from, to := stretch(b, r)
		at := r.IntN(len(b) - (to - from) + 1)
		moved := bytes.Clone(b[from:to])
		copy(b[from:to], b[at:at+to-from])
		copy(b[at:], moved)
		return b
	}},
	{"line ends", func(b []byte, r *rand.Rand) []byte { return bytes.ReplaceAll(b, []byte("\n"), []byte("\r\n")) }},
	{"seven bits", func(b []byte, r *rand.Rand) []byte {
		for i := range b {
			b[i] &= 0x7F
		}
		return b
	}},
	{"sizes", func(b []byte, r *rand.Rand) []byte { // of a part, as the directory tells them
		at := bytes.LastIndex(b, []byte("PK\x01\x02"))
		for n := r.IntN(4); n > 0 && at > 0; n-- {
			if next := bytes.LastIndex(b[:at], []byte("PK\x01\x02")); next >= 0 {
				at = next
			}
		}
		if at >= 0 && at+28 < len(b) {
			binary.LittleEndian.PutUint32(b[at+20+4*r.IntN(2):], r.Uint32())
		}
		return b
	}},
}

// stretch is a part of a file, up to a quarter of it.
func stretch(b []byte, r *rand.Rand) (from, to int) {
	n := 1 + r.IntN(max(1, len(b)/4))
	from = r.IntN(len(b) - n + 1)
	return from, from + n
}

// TestMutated damages real workbooks, and those of the tests, and reads them: each ends in an error with a code, or gives
// the cells that stood there, in time. What is changed within the compressed parts must not go unnoticed.
func TestMutated(t *testing.T) {
	var names []string
	for _, pattern := range []string{"../session/testdata/cases/*.xlsx", "../session/testdata/cases/*.xls", "../session/testdata/cases/*.ods",
		"../../../shared/corpus/*.xlsx", "../../../shared/corpus/*.xls"} {
		found, _ := filepath.Glob(pattern)
		names = append(names, found...)
	}
	const largest = 200 << 10
	times := 8
	if runtime.GOOS == "js" {
		times = 1
	}
	tried, refused, same := 0, 0, 0
	for n, name := range names {
		whole, err := os.ReadFile(name)
		if err != nil || len(whole) > largest || len(whole) < 100 {
			continue
		}
		want := show(whole)
		r := rand.New(rand.NewPCG(19, uint64(n)))
		for _, m := range mutations {
			for range times {
				bad := m.of(bytes.Clone(whole), r)
				if len(bad) == 0 || bytes.Equal(bad, whole) {
					continue
				}
				start := processor()
				got := show(bad)
				if took := processor() - start; took > 2*time.Second*slowness {
					t.Errorf("%s, %s: took %v", filepath.Base(name), m.name, took)
				}
				tried++
				switch {
				case strings.HasPrefix(got, "! "):
					refused++
					if strings.HasPrefix(got, "! open") || strings.Contains(got, "runtime error") {
						t.Errorf("%s, %s: %s", filepath.Base(name), m.name, got)
					}
				case got == want:
					same++
				default:
					if where := differs(whole, bad); bytes.HasPrefix(whole, []byte("PK\x03\x04")) && where == "part" {
						t.Errorf("%s, %s: a part was changed, and the cells are %.120s, not %.120s", filepath.Base(name), m.name, got, want)
					}
				}
			}
		}
	}
	t.Logf("%d mutations of %d files: %d refused, %d gave the same cells, %d others", tried, len(names), refused, same, tried-refused-same)
	if tried < 100 {
		t.Errorf("only %d mutations", tried)
	}
}

// differs tells where two archives of one length differ: in a "part", whose sum stands in the directory, or elsewhere.
func differs(whole, bad []byte) string {
	if len(whole) != len(bad) {
		return "length"
	}
	directory := bytes.Index(whole, []byte("PK\x01\x02"))
	for i := range whole {
		if whole[i] == bad[i] {
			continue
		}
		head := bytes.LastIndex(whole[:i+1], []byte("PK\x03\x04"))
		if directory < 0 || i >= directory || head < 0 || head+30 > len(whole) {
			return "directory"
		}
		if i < head+30+int(binary.LittleEndian.Uint16(whole[head+26:]))+int(binary.LittleEndian.Uint16(whole[head+28:])) {
			return "head"
		}
	}
	return "part"
}
