package privacy

import (
	"math/bits"
)

// SHA-256 (FIPS 180-4) and HMAC (RFC 2104) in little more than their definitions. The standard library's are faster,
// and bring with them what a certificate asks for: many times the bytes that every visitor would load. The browser's
// own answer one question at a time, each after a turn of its loop, which a million customers cannot wait for.

var roundConstants = [64]uint32{
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
	0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
	0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
	0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
	0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
	0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
	0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
	0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
}

type state [8]uint32

var start = state{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19}

const blockSize = 64

// block goes on by one block of 64 bytes.
func (s *state) block(b []byte) {
	var w [64]uint32
	for i := range 16 {
		w[i] = uint32(b[4*i])<<24 | uint32(b[4*i+1])<<16 | uint32(b[4*i+2])<<8 | uint32(b[4*i+3])
	}
	for i := 16; i < 64; i++ {
		x, y := w[i-15], w[i-2]
		w[i] = w[i-16] + w[i-7] +
			(bits.RotateLeft32(x, -7) ^ bits.RotateLeft32(x, -18) ^ x>>3) +
			(bits.RotateLeft32(y, -17) ^ bits.RotateLeft32(y, -19) ^ y>>10)
	}
	a, b1, c, d, e, f, g, h := s[0], s[1], s[2], s[3], s[4], s[5], s[6], s[7]
	for i := range 64 {
		t1 := h + (bits.RotateLeft32(e, -6) ^ bits.RotateLeft32(e, -11) ^ bits.RotateLeft32(e, -25)) +
			(e&f ^ ^e&g) + roundConstants[i] + w[i]
		t2 := (bits.RotateLeft32(a, -2) ^ bits.RotateLeft32(a, -13) ^ bits.RotateLeft32(a, -22)) + (a&b1 ^ a&c ^ b1&c)
		h, g, f, e, d, c, b1, a = g, f, e, d+t1, c, b1, a, t1+t2
	}
	for i, v := range [8]uint32{a, b1, c, d, e, f, g, h} {
		s[i] += v
	}
}

// finish takes the last bytes of a message, before which so many whole blocks went, and gives the hash.
func (s state) finish(rest []byte, blocks int) (sum [32]byte) {
	length := uint64(blocks*blockSize+len(rest)) * 8
	for len(rest) >= blockSize {
		s.block(rest)
		rest = rest[blockSize:]
	}
	var end [2 * blockSize]byte
	n := copy(end[:], rest)
	end[n] = 0x80
	last := blockSize
	if n+9 > blockSize {
		last = 2 * blockSize
	}
	for i := range 8 {
		end[last-1-i] = byte(length >> (8 * i))
	}
	for i := 0; i < last; i += blockSize {
		s.block(end[i:])
	}
	for i, v := range s {
		sum[4*i], sum[4*i+1], sum[4*i+2], sum[4*i+3] = byte(v>>24), byte(v>>16), byte(v>>8), byte(v)
	}
	return sum
}

func sha256(message []byte) [32]byte { return start.finish(message, 0) }

// An hmac holds the states behind the two pads of a key.
type hmac struct{ inner, outer state }

func newHMAC(key []byte) (h hmac) {
	if len(key) > blockSize {
		sum := sha256(key)
		key = sum[:]
	}
	pad := func(with byte) state {
		var block [blockSize]byte
		copy(block[:], key)
		for i := range block {
			block[i] ^= with
		}
		s := start
		s.block(block[:])
		return s
	}
	return hmac{pad(0x36), pad(0x5c)}
}

func (h *hmac) sum(message []byte) [32]byte {
	inner := h.inner.finish(message, 1)
	return h.outer.finish(inner[:], 1)
}
