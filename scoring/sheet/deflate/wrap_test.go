package deflate

import (
	"bytes"
	"compress/flate"
	"io"
	"strings"
	"testing"
)

// TestWrap goes past the point where the counting of positions begins anew, which takes a gigabyte to come to.
func TestWrap(t *testing.T) {
	text := strings.Repeat("<c r=\"A1\"><v>1</v></c><c><v>23</v></c>", 20_000)
	for _, before := range []uint64{1, 1000, blockSize, 3 * blockSize} {
		var out bytes.Buffer
		z := NewWriter(&out)
		z.base = wrap - before
		if _, err := io.WriteString(z, text); err != nil {
			t.Fatal(err)
		}
		if err := z.Close(); err != nil || z.base > wrap {
			t.Errorf("counts from %d (%v)", z.base, err)
		}
		if got, err := io.ReadAll(flate.NewReader(&out)); err != nil || string(got) != text {
			t.Errorf("%d bytes before: %d bytes of %d (%v)", before, len(got), len(text), err)
		}
	}
}
