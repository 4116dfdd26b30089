package book

import (
	"crypto/aes"
	"crypto/sha1"
	"encoding/binary"
)

// Standard encryption ([MS-OFFCRYPTO] 2.3.4.5 to 2.3.4.9), as Excel 2007 wrote it and some libraries do: AES block by block, under a
// key made of the password by SHA-1.
type standard struct {
	salt []byte
	key  int // bytes
}

const standardSpins = 50_000

// standardOf reads the header and the verifier (2.3.2, 2.3.3); nil when they are cut off or speak of another cipher.
func standardOf(b []byte) lock {
	const algorithm, keySize, saltSize = 8, 16, 16 // where they stand in the header, and how long the salt is
	le := binary.LittleEndian
	if len(b) < 4 {
		return nil
	}
	size := int64(le.Uint32(b))
	if b = b[4:]; size < keySize+4 || size > int64(len(b)) {
		return nil
	}
	header, verifier := b[:size], b[size:]
	if len(verifier) < 4+saltSize || le.Uint32(verifier) != saltSize {
		return nil
	}
	s := &standard{salt: verifier[4 : 4+saltSize], key: int(le.Uint32(header[keySize:])) / 8}
	switch id := le.Uint32(header[algorithm:]); {
	case id == 0x660E || id == 0x660F || id == 0x6610: // AES of 128, 192 and 256 bits
		if s.key == 0 {
			s.key = 16 + 8*int(id-0x660E)
		}
	default:
		return nil
	}
	if s.key != 16 && s.key != 24 && s.key != 32 {
		return nil
	}
	return s
}

func (s *standard) spins() int { return standardSpins }

func (s *standard) open(password, packed []byte) []byte {
	h := sha1.New()
	sum := digest(h, spun(h, s.salt, password, standardSpins), make([]byte, 4))
	var key []byte
	for _, pad := range []byte{0x36, 0x5C} {
		block := make([]byte, 64)
		for i := range block {
			block[i] = pad
		}
		for i, b := range sum {
			block[i] ^= b
		}
		key = append(key, digest(h, block)...)
	}
	block, err := aes.NewCipher(key[:s.key])
	if err != nil {
		return nil
	}
	out := make([]byte, len(packed)/aesBlock*aesBlock)
	for at := 0; at < len(out); at += aesBlock {
		block.Decrypt(out[at:at+aesBlock], packed[at:at+aesBlock])
	}
	return out
}
