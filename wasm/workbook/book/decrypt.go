package book

import (
	"bytes"
	"encoding/binary"
	"io"
	"strconv"

	"github.com/richardlehane/mscfb"
	"github.com/xuri/excelize/v2"

	"fenji/scoring/protocol"
)

// Codes of the issues of Decrypt.
const (
	wrongPassword = "wrong-password"
	unsupported   = "encrypted-unsupported"
	tooManySpins  = "encrypted-slow"
)

// Decrypt gives the package in an encrypted workbook: a zip, which the reader of package sheet goes on with. The
// decryption itself never tells a wrong password from a right one, it gives noise; so what it gives has to be a zip.
func Decrypt(m protocol.Decrypt, data []byte) (packed []byte, err error) {
	defer func() {
		if recover() != nil { // lengths in the file that lead out of it
			packed, err = nil, protocol.Issue{Code: unsupported, File: m.File}
		}
	}()
	if m.Password == "" {
		return nil, protocol.Issue{Code: wrongPassword, File: m.File}
	}
	if n := spins(data); n > maxSpins {
		return nil, protocol.Issue{Code: tooManySpins, File: m.File, Args: []string{"seconds", strconv.Itoa(n / spinsPerSecond)}}
	}
	o := &excelize.Options{Password: m.Password}
	if packed, err = excelize.Decrypt(data, o); err != nil && mend(data) {
		packed, err = excelize.Decrypt(data, o)
	}
	if err != nil || len(packed) == 0 {
		return nil, protocol.Issue{Code: unsupported, File: m.File}
	}
	if packed = trim(packed); packed == nil {
		return nil, protocol.Issue{Code: wrongPassword, File: m.File}
	}
	return packed, nil
}

// maxComment is the longest comment at the end of a zip.
const maxComment = 1<<16 - 1

// trim cuts off what stands behind a zip: standard encryption fills the last block up. It gives nil when b is no zip.
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

// A password is hashed as often as the file says ([MS-OFFCRYPTO] 2.3.4.11): 100,000 times as Excel and WPS write it, and up
// to ten million as a file may demand, which would keep the user waiting for a minute, unable to tell it from a halt.
const (
	maxSpins       = 1_000_000
	spinsPerSecond = 250_000 // as the program hashes on a customary machine
)

// spins reads how often that is. It gives 0 when the file does not say: what cannot be read is not decrypted either.
func spins(data []byte) int {
	doc, err := mscfb.New(bytes.NewReader(data))
	if err != nil {
		return 0
	}
	for entry, err := doc.Next(); err == nil; entry, err = doc.Next() {
		if entry.Name != "EncryptionInfo" {
			continue
		}
		const long = 64 << 10
		text, err := io.ReadAll(io.LimitReader(entry, long))
		if err != nil {
			return 0
		}
		most := 0
		for _, part := range bytes.Split(text, []byte(`spinCount="`))[1:] {
			digits, _, _ := bytes.Cut(part, []byte(`"`))
			n, err := strconv.Atoi(string(digits))
			if err != nil { // more than fits
				n = maxSpins + 1
			}
			most = max(most, n)
		}
		return most
	}
	return 0
}
