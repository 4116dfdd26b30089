// Package ole reads the streams of compound files, in which Excel kept its xls and still keeps what it encrypts ([MS-CFB]).
//
// What goes in: the bytes of a file. What comes out: the names in its directory, and streams. What it refuses: chains of
// sectors that lead out of the file or go in circles, and streams larger than the file.
package ole

import (
	"io"
	"strings"

	"fenji/scoring/sheet/bounds"
	"fenji/scoring/sheet/bytewise"
)

// Magic begins a compound file.
const Magic = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"

// A File is the directory of a compound file and its tables of sectors.
type File struct {
	data    io.ReaderAt
	size    int64
	shift   uint
	fat     []uint32 // the sector behind each
	miniFAT []uint32
	mini    []byte // the stream of small sectors, when it was wanted
	root    entry
	cutoff  int64 // streams shorter than this lie in small sectors
	entries []entry
}

type entry struct {
	name  string
	kind  byte
	start uint32
	size  int64
}

const (
	headerSize = 512
	entrySize  = 128
	miniShift  = 6
	noSector   = 0xFFFFFFFA // from here on numbers are marks
	kindStream = 2
	kindRoot   = 5
)

var le = bytewise.LittleEndian

// Open reads the tables and the directory. An error says that they are damaged or cut off; the names found before are
// there none the less.
func Open(data io.ReaderAt, size int64) (*File, error) {
	f := &File{data: data, size: size}
	var h [headerSize]byte
	if n, _ := data.ReadAt(h[:], 0); n < headerSize {
		return f, bounds.ErrTruncated
	}
	f.shift = uint(le.Uint16(h[30:]))
	if string(h[:8]) != Magic || f.shift != 9 && f.shift != 12 {
		return f, bounds.ErrDamaged
	}
	f.cutoff = int64(le.Uint32(h[56:]))
	if err := f.readFAT(h[:]); err != nil {
		return f, err
	}
	if err := f.readDirectory(le.Uint32(h[48:])); err != nil {
		return f, err
	}
	table, err := f.chain(le.Uint32(h[60:]), -1)
	for i := 0; i+4 <= len(table); i += 4 {
		f.miniFAT = append(f.miniFAT, le.Uint32(table[i:]))
	}
	return f, err
}

// sectors is how many sectors the file may have.
func (f *File) sectors() int { return int(f.size >> f.shift) }

func (f *File) sector(n uint32) ([]byte, error) {
	b := make([]byte, 1<<f.shift)
	return b, f.read(n, b)
}

// read reads a sector; the last one of a file may be short.
func (f *File) read(n uint32, b []byte) error {
	at := (int64(n) + 1) << f.shift
	if n >= noSector || at >= f.size {
		return bounds.ErrTruncated
	}
	if _, err := f.data.ReadAt(b, at); err != nil && err != io.EOF {
		return err
	}
	return nil
}

// readFAT reads the table of sectors, whose own sectors the header lists, and further lists behind it.
func (f *File) readFAT(h []byte) error {
	list, next := h[76:headerSize], le.Uint32(h[68:])
	for range f.sectors() + 1 {
		for i := 0; i+4 <= len(list); i += 4 {
			n := le.Uint32(list[i:])
			if n >= noSector {
				continue
			}
			b, err := f.sector(n)
			if err != nil {
				return err
			}
			for i := 0; i+4 <= len(b); i += 4 {
				f.fat = append(f.fat, le.Uint32(b[i:]))
			}
			if len(f.fat) > f.sectors()+len(b) {
				return nil // No more sectors can be.
			}
		}
		if next >= noSector {
			return nil
		}
		b, err := f.sector(next)
		if err != nil {
			return err
		}
		list, next = b[:len(b)-4], le.Uint32(b[len(b)-4:])
	}
	return bounds.ErrDamaged
}

// chain reads the sectors of a stream, of the given size or up to the end of the chain.
func (f *File) chain(n uint32, size int64) ([]byte, error) {
	if size > f.size {
		return nil, bounds.ErrTruncated
	}
	var b []byte
	if size > 0 {
		b = make([]byte, 0, (size>>f.shift+1)<<f.shift)
	}
	for range f.sectors() + 1 {
		if size >= 0 && int64(len(b)) >= size {
			return b[:size], nil
		}
		if n >= noSector {
			if size > int64(len(b)) {
				return nil, bounds.ErrTruncated
			}
			return b, nil
		}
		at := len(b)
		b = append(b, make([]byte, 1<<f.shift)...)
		if err := f.read(n, b[at:]); err != nil {
			return nil, err
		}
		if int(n) >= len(f.fat) {
			return nil, bounds.ErrTruncated
		}
		n = f.fat[n]
	}
	return nil, bounds.ErrDamaged
}

func (f *File) readDirectory(n uint32) error {
	for range f.sectors() + 1 {
		if n >= noSector {
			return nil
		}
		b, err := f.sector(n)
		if err != nil {
			return err
		}
		for at := 0; at+entrySize <= len(b); at += entrySize {
			f.addEntry(b[at : at+entrySize])
		}
		if int(n) >= len(f.fat) {
			return bounds.ErrTruncated
		}
		n = f.fat[n]
	}
	return bounds.ErrDamaged
}

func (f *File) addEntry(b []byte) {
	e := entry{kind: b[66], start: le.Uint32(b[116:]), size: int64(le.Uint32(b[120:]))}
	var name []byte
	for i := 0; i < 64 && (b[i] != 0 || b[i+1] != 0); i += 2 {
		name = append(name, b[i])
	}
	if e.name = string(name); e.kind == kindRoot {
		f.root = e
	}
	f.entries = append(f.entries, e)
}

// Has tells whether an entry of that name is in the directory.
func (f *File) Has(name string) bool { return f.find(name) != nil }

func (f *File) find(name string) *entry {
	for i := range f.entries {
		if strings.EqualFold(f.entries[i].name, name) {
			return &f.entries[i]
		}
	}
	return nil
}

// Stream reads a stream.
func (f *File) Stream(name string) ([]byte, error) {
	e := f.find(name)
	switch {
	case e == nil || e.kind != kindStream:
		return nil, bounds.ErrDamaged
	case e.size >= f.cutoff:
		return f.chain(e.start, e.size)
	case e.size > f.size:
		return nil, bounds.ErrTruncated
	}
	if f.mini == nil {
		var err error
		if f.mini, err = f.chain(f.root.start, f.root.size); err != nil {
			return nil, err
		}
	}
	var b []byte
	for n := e.start; int64(len(b)) < e.size; n = f.miniFAT[n] {
		at := int64(n) << miniShift
		if at >= int64(len(f.mini)) || int(n) >= len(f.miniFAT) {
			return nil, bounds.ErrTruncated
		}
		b = append(b, f.mini[at:min(at+1<<miniShift, int64(len(f.mini)))]...)
	}
	return b[:e.size], nil
}

// Held reads a stream as far as its sectors go, where the directory claims more: some programs round up what they encrypt
// without writing it.
func (f *File) Held(name string) ([]byte, error) {
	e := f.find(name)
	if e == nil || e.kind != kindStream || e.size < f.cutoff {
		return f.Stream(name)
	}
	b, err := f.chain(e.start, -1)
	return b[:min(int64(len(b)), e.size)], err
}
