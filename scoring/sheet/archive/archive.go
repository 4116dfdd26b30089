// Package archive reads zip files (PKWARE's APPNOTE.TXT): the directory from its end, and the parts, inflated as they are read.
//
// What goes in: the bytes of a file. What comes out: names and streams of parts. What it refuses: directories and parts that
// lie outside of the file, parts that inflate to more than they say or far more than they hold, wrong checksums, encryption.
package archive

import (
	"fenji/scoring/sheet/bounds"
	"fenji/scoring/sheet/bytewise"
	"io"
	"strings"
)

// An Archive is the directory of a zip file, read from its end, and the way to the parts.
type Archive struct {
	Data  io.ReaderAt
	size  int64
	O     bounds.Options
	Parts map[string]*Part // by name in normal form, see partKey
	Names []string         // names as they stand, in directory order
}

// A Part is one entry of the directory.
type Part struct {
	Name             string
	Method, Flags    uint16
	CRC              uint32
	Packed, Unpacked int64
	Header           int64 // offset of the local header
}

const (
	EndSize      = 22
	EntrySize    = 46
	HeaderSize   = 30
	Zip64Marker  = 0xFFFFFFFF
	Zip64Locator = 20
)

// Open reads the directory. It is read whole, so its size is bounded first.
func Open(data io.ReaderAt, size int64, o bounds.Options) (*Archive, error) {
	dir, err := findDirectory(data, size)
	if err != nil {
		return nil, err
	}
	if dir.count > int64(o.Limits.Parts) || dir.size > int64(o.Limits.Parts)*1024 {
		return nil, bounds.ErrTooLarge
	}
	buf := make([]byte, dir.size)
	if _, err := data.ReadAt(buf, dir.offset); err != nil && err != io.EOF {
		return nil, err
	}
	a := &Archive{Data: data, size: size, O: o, Parts: make(map[string]*Part)}
	var total int64
	for len(buf) > 0 {
		if len(a.Names) >= o.Limits.Parts {
			return nil, bounds.ErrTooLarge
		}
		p, n, err := ReadEntry(buf, dir.base)
		if err != nil {
			return nil, err
		}
		if total += p.Unpacked; total > o.Limits.Unzipped {
			return nil, bounds.ErrTooLarge
		}
		a.add(p)
		buf = buf[n:]
	}
	return a, nil
}

// add keeps the first of several entries with one name, as spreadsheet programs do.
func (a *Archive) add(p *Part) {
	a.Names = append(a.Names, p.Name)
	if key := PartKey(p.Name); a.Parts[key] == nil {
		a.Parts[key] = p
	}
}

// PartKey is the form in which part names are compared: slashes, no leading slash, lower case, dots resolved.
func PartKey(name string) string {
	name = strings.ToLower(strings.ReplaceAll(name, `\`, "/"))
	var out []string
	for _, seg := range strings.Split(name, "/") {
		switch seg {
		case "", ".":
		case "..":
			if len(out) > 0 {
				out = out[:len(out)-1]
			}
		default:
			out = append(out, seg)
		}
	}
	return strings.Join(out, "/")
}

// A directory says where the central directory lies. base is what precedes the archive in the file; offsets count from
// there.
type directory struct{ offset, size, count, base int64 }

func findDirectory(data io.ReaderAt, size int64) (d directory, err error) {
	tail := make([]byte, min(size, EndSize+1<<16))
	if _, err := data.ReadAt(tail, size-int64(len(tail))); err != nil && err != io.EOF {
		return d, err
	}
	at := -1
	for i := len(tail) - EndSize; i >= 0; i-- {
		if string(tail[i:i+4]) == "PK\x05\x06" && i+EndSize+int(bytewise.LittleEndian.Uint16(tail[i+20:])) <= len(tail) {
			at = i
			break
		}
	}
	if at < 0 {
		return d, bounds.ErrTruncated
	}
	end := size - int64(len(tail)) + int64(at)
	e := tail[at:]
	d = directory{offset: int64(bytewise.LittleEndian.Uint32(e[16:])), size: int64(bytewise.LittleEndian.Uint32(e[12:])), count: int64(bytewise.LittleEndian.Uint16(e[10:]))}
	if d.offset == Zip64Marker || d.size == Zip64Marker || d.count == 0xFFFF {
		if end, err = d.readZip64(data, end); err != nil {
			return d, err
		}
	}
	d.base = end - d.size - d.offset
	if d.size < 0 || d.offset < 0 || d.base < 0 || d.offset+d.size > end {
		return d, bounds.ErrDamaged
	}
	d.offset += d.base
	return d, nil
}

// readZip64 (APPNOTE.TXT, 4.3.14 and 4.3.15) takes the numbers from the zip64 end record, if there is one, and returns where that record begins.
func (d *directory) readZip64(data io.ReaderAt, end int64) (int64, error) {
	var loc [Zip64Locator]byte
	if end < Zip64Locator {
		return end, nil
	}
	if _, err := data.ReadAt(loc[:], end-Zip64Locator); err != nil || string(loc[:4]) != "PK\x06\x07" {
		return end, nil
	}
	at := int64(bytewise.LittleEndian.Uint64(loc[8:]))
	var e [56]byte
	if at < 0 || at > end {
		return end, bounds.ErrDamaged
	}
	if _, err := data.ReadAt(e[:], at); err != nil || string(e[:4]) != "PK\x06\x06" {
		return end, bounds.ErrDamaged
	}
	d.count, d.size, d.offset = int64(bytewise.LittleEndian.Uint64(e[32:])), int64(bytewise.LittleEndian.Uint64(e[40:])), int64(bytewise.LittleEndian.Uint64(e[48:]))
	return at, nil
}

// ReadEntry reads one directory entry from the front of buf and returns its length.
func ReadEntry(buf []byte, base int64) (*Part, int, error) {
	if len(buf) < EntrySize || string(buf[:4]) != "PK\x01\x02" {
		return nil, 0, bounds.ErrDamaged
	}
	nameLen, extraLen := int(bytewise.LittleEndian.Uint16(buf[28:])), int(bytewise.LittleEndian.Uint16(buf[30:]))
	n := EntrySize + nameLen + extraLen + int(bytewise.LittleEndian.Uint16(buf[32:]))
	if n > len(buf) {
		return nil, 0, bounds.ErrDamaged
	}
	p := &Part{
		Name: string(buf[EntrySize : EntrySize+nameLen]), Flags: bytewise.LittleEndian.Uint16(buf[8:]), Method: bytewise.LittleEndian.Uint16(buf[10:]),
		CRC: bytewise.LittleEndian.Uint32(buf[16:]), Packed: int64(bytewise.LittleEndian.Uint32(buf[20:])), Unpacked: int64(bytewise.LittleEndian.Uint32(buf[24:])),
		Header: int64(bytewise.LittleEndian.Uint32(buf[42:])),
	}
	p.widen(buf[EntrySize+nameLen : EntrySize+nameLen+extraLen])
	if p.Packed < 0 || p.Unpacked < 0 || p.Header < 0 || p.Unpacked > 1<<48 || p.Packed > 1<<48 {
		return nil, 0, bounds.ErrDamaged
	}
	p.Header += base
	return p, n, nil
}

// widen takes the numbers that do not fit 32 bits from the zip64 extra field (APPNOTE.TXT, 4.5.3).
func (p *Part) widen(extra []byte) {
	for len(extra) >= 4 {
		id, n := bytewise.LittleEndian.Uint16(extra), int(bytewise.LittleEndian.Uint16(extra[2:]))
		if extra = extra[4:]; n > len(extra) {
			return
		}
		if field := extra[:n]; id == 1 {
			for _, v := range []*int64{&p.Unpacked, &p.Packed, &p.Header} {
				if *v == Zip64Marker && len(field) >= 8 {
					*v = int64(bytewise.LittleEndian.Uint64(field))
					field = field[8:]
				}
			}
		}
		extra = extra[n:]
	}
}

// Find returns the part of that name, or nil.
func (a *Archive) Find(name string) *Part { return a.Parts[PartKey(name)] }
