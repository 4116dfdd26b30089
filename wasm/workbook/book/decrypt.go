package book

import (
	"bytes"
	"encoding/binary"
	"strconv"
	"unicode/utf16"

	"fenji/scoring/protocol"
	"fenji/scoring/sheet/ole"
)

// Codes of the issues of Decrypt.
const (
	wrongPassword = "wrong-password"
	unsupported   = "encrypted-unsupported"
	tooManySpins  = "encrypted-slow"
)

// A password is hashed as often as the file says ([MS-OFFCRYPTO] 2.3.4.11): 100,000 times as Excel and WPS write it, and up
// to ten million as a file may demand, which would keep the user waiting for a minute, unable to tell it from a halt.
const (
	maxSpins       = 1_000_000
	spinsPerSecond = 250_000 // as the program hashes on a customary machine
)

// A lock is what a file says of how it is encrypted.
type lock interface {
	spins() int                                // how often the password is hashed
	open(password, packed []byte) (zip []byte) // what is in the package, or noise; nil when it cannot be told
}

// Decrypt gives the package in an encrypted workbook ([MS-OFFCRYPTO]): a zip, which the reader of package sheet goes on with. The
// decryption itself never tells a wrong password from a right one, it gives noise; so what it gives has to be a zip.
func Decrypt(m protocol.Decrypt, data []byte) (packed []byte, err error) {
	issue := func(code string, args ...string) ([]byte, error) {
		return nil, protocol.Issue{Code: code, File: m.File, Args: args}
	}
	if m.Password == "" {
		return issue(wrongPassword)
	}
	file, err := ole.Open(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return issue(unsupported)
	}
	about, err := file.Stream("EncryptionInfo")
	if err != nil {
		return issue(unsupported)
	}
	how := lockOf(about)
	if how == nil {
		return issue(unsupported)
	}
	if n := how.spins(); n > maxSpins {
		return issue(tooManySpins, "seconds", strconv.Itoa(n/spinsPerSecond))
	}
	body, err := file.Held("EncryptedPackage")
	if err != nil || len(body) < sizeBytes {
		return issue(unsupported)
	}
	size := binary.LittleEndian.Uint64(body)
	if packed = how.open(utf16le(m.Password), body[sizeBytes:]); packed == nil {
		return issue(unsupported)
	}
	if packed = trim(packed[:min(uint64(len(packed)), max(size, 1))]); packed == nil {
		return issue(wrongPassword)
	}
	return packed, nil
}

// sizeBytes stand before the encrypted package and tell its size (2.3.4.4).
const sizeBytes = 8

// lockOf reads how a file is encrypted; nil when it is in a way that is not known here.
func lockOf(about []byte) lock {
	const headSize = 8 // two numbers of the version, and flags
	if len(about) < headSize {
		return nil
	}
	major, minor := binary.LittleEndian.Uint16(about), binary.LittleEndian.Uint16(about[2:])
	switch {
	case major == 4 && minor == 4:
		return agileOf(about[headSize:])
	case major >= 2 && major <= 4 && minor == 2:
		return standardOf(about[headSize:])
	}
	return nil
}

func utf16le(s string) (b []byte) {
	for _, unit := range utf16.Encode([]rune(s)) {
		b = binary.LittleEndian.AppendUint16(b, unit)
	}
	return b
}

// maxComment is the longest comment at the end of a zip.
const maxComment = 1<<16 - 1

// trim cuts off what stands behind a zip: encryption fills the last block up. It gives nil when b is no zip.
func trim(b []byte) []byte {
	const head, end, endSize = "PK\x03\x04", "PK\x05\x06", 22
	if !bytes.HasPrefix(b, []byte(head)) {
		return nil
	}
	at := bytes.LastIndex(b, []byte(end))
	if at < 0 || len(b)-at < endSize || len(b)-at > endSize+maxComment+aesBlock {
		return nil
	}
	comment := int(binary.LittleEndian.Uint16(b[at+endSize-2:]))
	return b[:min(len(b), at+endSize+comment)]
}

const aesBlock = 16
