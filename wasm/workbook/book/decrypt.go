package book

import (
	"bytes"
	"encoding/binary"

	"github.com/xuri/excelize/v2"

	"fenji/scoring/protocol"
)

// Codes of the issues of Decrypt.
const (
	wrongPassword = "wrong-password"
	unsupported   = "encrypted-unsupported"
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
