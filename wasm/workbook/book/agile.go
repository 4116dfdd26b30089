package book

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/binary"
	"hash"
	"strconv"

	"fenji/scoring/sheet/bounds"
	"fenji/scoring/sheet/xml"
)

// Agile encryption ([MS-OFFCRYPTO] 2.3.4.10 to 2.3.4.15), as Excel has written it since 2010 and WPS and LibreOffice do: AES in
// chains of blocks, a key of its own for the package, locked by one made of the password.
type agile struct {
	data, key ciphering
	count     int    // how often the password is hashed
	locked    []byte // the key of the package
}

// A ciphering is one of the two uses of the cipher.
type ciphering struct {
	salt  []byte
	bits  int
	block int
	hash  func() hash.Hash
}

// hashes are those that programs use; MD5 and older ones stand in no file that opens without questions.
var hashes = map[string]func() hash.Hash{"SHA1": sha1.New, "SHA-1": sha1.New, "SHA256": sha256.New, "SHA-256": sha256.New,
	"SHA384": sha512.New384, "SHA-384": sha512.New384, "SHA512": sha512.New, "SHA-512": sha512.New}

// unlocksKey makes the key for the package's key of a password's hash (2.3.4.11).
var unlocksKey = []byte{0x14, 0x6e, 0x0b, 0xe7, 0xab, 0xac, 0xd0, 0xd6}

// agileOf reads the description; nil when it is none or describes what is not done here.
func agileOf(text []byte) lock {
	a := new(agile)
	s := xml.New(bytes.NewReader(text), 8<<10, &bounds.Options{})
	for t := s.Next(); t != xml.TokenNone; t = s.Next() {
		if t != xml.TokenOpen {
			continue
		}
		switch string(s.Name) {
		case "keyData":
			a.data = cipheringOf(s)
		case "encryptedKey":
			a.key = cipheringOf(s)
			a.locked, _ = base64.StdEncoding.DecodeString(string(s.Attr("encryptedKeyValue")))
			if n, err := strconv.Atoi(string(s.Attr("spinCount"))); err == nil && n >= 0 {
				a.count = n
			} else {
				a.count = maxSpins + 1
			}
		}
	}
	if !a.data.usable() || !a.key.usable() || len(a.locked) < a.data.bits/8 || len(a.locked)%aesBlock != 0 {
		return nil
	}
	return a
}

// cipheringOf reads what the element at hand says; it is of no use where that is another cipher, chaining or hash.
func cipheringOf(s *xml.Scanner) (c ciphering) {
	if string(s.Attr("cipherAlgorithm")) != "AES" || string(s.Attr("cipherChaining")) != "ChainingModeCBC" {
		return c
	}
	c.hash = hashes[string(s.Attr("hashAlgorithm"))]
	c.bits, _ = strconv.Atoi(string(s.Attr("keyBits")))
	c.block, _ = strconv.Atoi(string(s.Attr("blockSize")))
	c.salt, _ = base64.StdEncoding.DecodeString(string(s.Attr("saltValue")))
	return c
}

func (c *ciphering) usable() bool {
	return c.hash != nil && (c.bits == 128 || c.bits == 192 || c.bits == 256) && c.block == aesBlock && len(c.salt) > 0
}

func (a *agile) spins() int { return a.count }

// packet is how much of the package is encrypted in one chain (2.3.4.15).
const packet = 4096

func (a *agile) open(password, packed []byte) []byte {
	h := a.key.hash()
	key := a.data.bits / 8
	inner := make([]byte, len(a.locked))
	if !a.key.chain(fit(digest(h, spun(h, a.key.salt, password, a.count), unlocksKey), a.key.bits/8), fit(a.key.salt, aesBlock), inner, a.locked) {
		return nil
	}
	packed = packed[:len(packed)/aesBlock*aesBlock]
	out, h := make([]byte, len(packed)), a.data.hash()
	var number [4]byte
	for at := 0; at < len(packed); at += packet {
		binary.LittleEndian.PutUint32(number[:], uint32(at/packet))
		end := min(at+packet, len(packed))
		if !a.data.chain(inner[:key], fit(digest(h, a.data.salt, number[:]), aesBlock), out[at:end], packed[at:end]) {
			return nil
		}
	}
	return out
}

// chain deciphers whole blocks.
func (c *ciphering) chain(key, iv, to, from []byte) bool {
	block, err := aes.NewCipher(key)
	if err != nil {
		return false
	}
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(to, from)
	return true
}

// spun hashes a password with its salt, and the outcome with a number, again and again.
func spun(h hash.Hash, salt, password []byte, count int) []byte {
	sum := digest(h, salt, password)
	number := make([]byte, 4)
	for i := range uint32(count) {
		binary.LittleEndian.PutUint32(number, i)
		h.Reset()
		h.Write(number)
		h.Write(sum)
		sum = h.Sum(sum[:0])
	}
	return sum
}

func digest(h hash.Hash, parts ...[]byte) []byte {
	h.Reset()
	for _, p := range parts {
		h.Write(p)
	}
	return h.Sum(nil)
}

// fit gives a text of n bytes: cut off, or filled up with 0x36.
func fit(b []byte, n int) []byte {
	out := bytes.Repeat([]byte{0x36}, n)
	copy(out, b)
	return out
}
