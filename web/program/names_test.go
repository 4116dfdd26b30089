package program

import (
	"errors"
	"slices"
	"testing"
)

// namedProgram imports two functions and has one of its own, whose name is "c".
func namedProgram() []byte {
	memory, _, _ := richMemory()
	section := func(id byte, body []byte) []byte {
		return append([]byte{id, byte(len(body)&0x7F | 0x80), byte(len(body) >> 7)}, body...)
	}
	imports := []byte("\x02\x04gojs\x01a\x00\x00\x04gojs\x02bb\x00\x01")
	return slices.Concat([]byte(wasmHead), section(importSection, imports), section(dataSection, dataBody([]segment{{4096, memory}})))
}

func TestNames(t *testing.T) {
	names, err := Names(namedProgram())
	if err != nil || !slices.Equal(names, []string{"", "", "bc"}) {
		t.Errorf("%q, %v", names, err)
	}
	rewritten, err := Rewritten(namedProgram())
	if err != nil {
		t.Fatal(err)
	}
	if names, err := Names(rewritten); err != nil || slices.Contains(names, "bc") {
		t.Errorf("%q, %v of the rewritten", names, err)
	}
	if n := NumberOf(0x1000_0003, 2); n != 2 {
		t.Errorf("the first function has the number %d", n)
	}
}

func TestNamesRefuses(t *testing.T) {
	whole := namedProgram()
	for n := range whole {
		names, err := Names(whole[:n])
		if err == nil && len(names) > 2 {
			t.Errorf("%d of %d bytes give %q", n, len(whole), names)
		}
		if err != nil && !errors.Is(err, errProgram) {
			t.Errorf("%d bytes: %v", n, err)
		}
	}
	for at := range whole {
		spoiled := slices.Clone(whole)
		spoiled[at] ^= 0xFF
		_, _ = Names(spoiled) // must not panic
	}
}
