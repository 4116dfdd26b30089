package sheet

import (
	"io"

	"fenji/scoring"
)

// oleMagic begins the compound files in which Excel kept its xls and now keeps encrypted packages.
const oleMagic = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"

// oleKinds tells by the streams in it what a compound file is.
var oleKinds = []struct {
	stream string
	issue  scoring.Issue
}{
	{"EncryptedPackage", scoring.Issue{Code: Encrypted}},
	{"EncryptionInfo", scoring.Issue{Code: Encrypted}},
	{"Workbook", scoring.Issue{Code: OldXLS}},
	{"Book", scoring.Issue{Code: OldXLS}},
	{"WordDocument", scoring.Issue{Code: NotAnOfficeSheet, Args: []string{"kind", "doc"}}},
	{"PowerPoint Document", scoring.Issue{Code: NotAnOfficeSheet, Args: []string{"kind", "ppt"}}},
}

// oleIssue says what a compound file is; none can be read here.
func oleIssue(data io.ReaderAt, size int64) *scoring.Issue {
	names, whole := oleNames(data, size)
	for _, k := range oleKinds {
		if names[k.stream] {
			issue := k.issue
			return &issue
		}
	}
	if !whole {
		return &scoring.Issue{Code: Truncated}
	}
	return &scoring.Issue{Code: NotAWorkbook, Args: []string{"kind", "ole"}}
}

// oleNames lists the names in a compound file's directory, following its chain of sectors through the allocation
// table. whole is false when the chain leads out of the file.
func oleNames(data io.ReaderAt, size int64) (names map[string]bool, whole bool) {
	names = map[string]bool{}
	var h [512]byte
	if _, err := data.ReadAt(h[:], 0); err != nil {
		return names, false
	}
	shift := le.Uint16(h[30:])
	if shift != 9 && shift != 12 {
		return names, false
	}
	sector := make([]byte, 1<<shift)
	read := func(n uint32) bool {
		at := (int64(n) + 1) << shift
		if at >= size {
			return false
		}
		clear(sector)
		_, err := data.ReadAt(sector, at)
		return err == nil || err == io.EOF
	}
	perSector := uint32(len(sector) / 4)
	next := le.Uint32(h[48:])
	for range 1000 {
		if next >= 0xFFFFFFFA {
			return names, true
		}
		if !read(next) {
			return names, false
		}
		for at := 0; at+128 <= len(sector); at += 128 {
			names[oleName(sector[at:at+128])] = true
		}
		table := next / perSector
		if table >= 109 || !read(le.Uint32(h[76+4*table:])) {
			return names, false
		}
		next = le.Uint32(sector[4*(next%perSector):])
	}
	return names, true
}

func oleName(entry []byte) string {
	var b []byte
	for i := 0; i < 64 && (entry[i] != 0 || entry[i+1] != 0); i += 2 {
		b = append(b, entry[i])
	}
	return string(b)
}
