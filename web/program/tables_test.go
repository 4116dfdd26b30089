package program

import (
	"encoding/binary"
	"math"
	"testing"
)

// compares is what a comparison of the format says of two numbers of 64 bits, those of 32 bits extended.
func compares(op byte, a, b int64) bool {
	if op >= 0x51 {
		op -= 0x51 - 0x46
	}
	switch op {
	case 0x46:
		return a == b
	case 0x47:
		return a != b
	case 0x48:
		return a < b
	case 0x49:
		return uint64(a) < uint64(b)
	case 0x4A:
		return a > b
	case 0x4B:
		return uint64(a) > uint64(b)
	case 0x4C:
		return a <= b
	case 0x4D:
		return uint64(a) <= uint64(b)
	case 0x4E:
		return a >= b
	}
	return uint64(a) >= uint64(b)
}

// TestOpposite: of a comparison and its opposite one holds, whatever is compared.
func TestOpposite(t *testing.T) {
	edges := []int64{0, 1, -1, math.MaxInt32, math.MinInt32, math.MaxInt64, math.MinInt64}
	if len(opposite) != 20 {
		t.Errorf("%d comparisons have an opposite", len(opposite))
	}
	for op, other := range opposite {
		if wide := op >= 0x51; wide != (other >= 0x51) {
			t.Errorf("%#x and %#x are of two widths", op, other)
		}
		for _, a := range edges {
			for _, b := range edges {
				if compares(op, a, b) == compares(other, a, b) {
					t.Errorf("%#x and %#x agree on %d, %d", op, other, a, b)
				}
			}
		}
	}
}

// TestNarrow: the shorter load gives the lower half of what the longer one gives.
func TestNarrow(t *testing.T) {
	load := func(op byte, m []byte) int64 {
		switch op {
		case 0x29:
			return int64(binary.LittleEndian.Uint64(m))
		case 0x28, 0x34:
			return int64(int32(binary.LittleEndian.Uint32(m)))
		case 0x35:
			return int64(binary.LittleEndian.Uint32(m))
		case 0x30, 0x2C:
			return int64(int8(m[0]))
		case 0x31, 0x2D:
			return int64(m[0])
		case 0x32, 0x2E:
			return int64(int16(binary.LittleEndian.Uint16(m)))
		case 0x33, 0x2F:
			return int64(binary.LittleEndian.Uint16(m))
		}
		t.Fatalf("%#x loads no whole number", op)
		return 0
	}
	for long, short := range narrow {
		if short > 0x2F {
			t.Errorf("%#x is no load of 32 bits", short)
		}
		for _, m := range [][]byte{{0x80, 0x90, 0xA0, 0xB0, 0xC0, 0xD0, 0xE0, 0xF0}, {1, 0x82, 3, 0x84, 5, 6, 7, 8}} {
			if a, b := uint32(load(long, m)), uint32(load(short, m)); a != b {
				t.Errorf("%#x gives %#x, %#x gives %#x", long, a, short, b)
			}
		}
	}
}
