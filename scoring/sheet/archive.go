package sheet

import (
	"errors"
	"io"
	"strings"
)

// An archive is the directory of a zip file, read from its end, and the way to the parts.
type archive struct {
	data  io.ReaderAt
	size  int64
	o     Options
	parts map[string]*part // by name in normal form, see partKey
	names []string         // names as they stand, in directory order
}

// A part is one entry of the directory.
type part struct {
	name             string
	method, flags    uint16
	crc              uint32
	packed, unpacked int64
	header           int64 // offset of the local header
}

var (
	errTruncated = errors.New("the file ends too early")
	errDamaged   = errors.New("damaged")
	errTooLarge  = errors.New("too large")
	errBomb      = errors.New("inflates to far more than it holds")
	errDoctype   = errors.New("holds a document type declaration")
	errRows      = errors.New("too many rows")
	errEncoding  = errors.New("in no encoding that is known")
)

const (
	endSize      = 22
	entrySize    = 46
	headerSize   = 30
	zip64Marker  = 0xFFFFFFFF
	zip64Locator = 20
)

// openArchive reads the directory. It is read whole, so its size is bounded first.
func openArchive(data io.ReaderAt, size int64, o Options) (*archive, error) {
	dir, err := findDirectory(data, size)
	if err != nil {
		return nil, err
	}
	if dir.count > int64(o.Limits.Parts) || dir.size > int64(o.Limits.Parts)*1024 {
		return nil, errTooLarge
	}
	buf := make([]byte, dir.size)
	if _, err := data.ReadAt(buf, dir.offset); err != nil && err != io.EOF {
		return nil, err
	}
	a := &archive{data: data, size: size, o: o, parts: make(map[string]*part)}
	var total int64
	for len(buf) > 0 {
		if len(a.names) >= o.Limits.Parts {
			return nil, errTooLarge
		}
		p, n, err := readEntry(buf, dir.base)
		if err != nil {
			return nil, err
		}
		if total += p.unpacked; total > o.Limits.Unzipped {
			return nil, errTooLarge
		}
		a.add(p)
		buf = buf[n:]
	}
	return a, nil
}

// add keeps the first of several entries with one name, as spreadsheet programs do.
func (a *archive) add(p *part) {
	a.names = append(a.names, p.name)
	if key := partKey(p.name); a.parts[key] == nil {
		a.parts[key] = p
	}
}

// partKey is the form in which part names are compared: slashes, no leading slash, lower case, dots resolved.
func partKey(name string) string {
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
	tail := make([]byte, min(size, endSize+1<<16))
	if _, err := data.ReadAt(tail, size-int64(len(tail))); err != nil && err != io.EOF {
		return d, err
	}
	at := -1
	for i := len(tail) - endSize; i >= 0; i-- {
		if string(tail[i:i+4]) == "PK\x05\x06" && i+endSize+int(le.Uint16(tail[i+20:])) <= len(tail) {
			at = i
			break
		}
	}
	if at < 0 {
		return d, errTruncated
	}
	end := size - int64(len(tail)) + int64(at)
	e := tail[at:]
	d = directory{offset: int64(le.Uint32(e[16:])), size: int64(le.Uint32(e[12:])), count: int64(le.Uint16(e[10:]))}
	if d.offset == zip64Marker || d.size == zip64Marker || d.count == 0xFFFF {
		if end, err = d.readZip64(data, end); err != nil {
			return d, err
		}
	}
	d.base = end - d.size - d.offset
	if d.size < 0 || d.offset < 0 || d.base < 0 || d.offset+d.size > end {
		return d, errDamaged
	}
	d.offset += d.base
	return d, nil
}

// readZip64 takes the numbers from the zip64 end record, if there is one, and returns where that record begins.
func (d *directory) readZip64(data io.ReaderAt, end int64) (int64, error) {
	var loc [zip64Locator]byte
	if end < zip64Locator {
		return end, nil
	}
	if _, err := data.ReadAt(loc[:], end-zip64Locator); err != nil || string(loc[:4]) != "PK\x06\x07" {
		return end, nil
	}
	at := int64(le.Uint64(loc[8:]))
	var e [56]byte
	if at < 0 || at > end {
		return end, errDamaged
	}
	if _, err := data.ReadAt(e[:], at); err != nil || string(e[:4]) != "PK\x06\x06" {
		return end, errDamaged
	}
	d.count, d.size, d.offset = int64(le.Uint64(e[32:])), int64(le.Uint64(e[40:])), int64(le.Uint64(e[48:]))
	return at, nil
}

// readEntry reads one directory entry from the front of buf and returns its length.
func readEntry(buf []byte, base int64) (*part, int, error) {
	if len(buf) < entrySize || string(buf[:4]) != "PK\x01\x02" {
		return nil, 0, errDamaged
	}
	nameLen, extraLen := int(le.Uint16(buf[28:])), int(le.Uint16(buf[30:]))
	n := entrySize + nameLen + extraLen + int(le.Uint16(buf[32:]))
	if n > len(buf) {
		return nil, 0, errDamaged
	}
	p := &part{
		name: string(buf[entrySize : entrySize+nameLen]), flags: le.Uint16(buf[8:]), method: le.Uint16(buf[10:]),
		crc: le.Uint32(buf[16:]), packed: int64(le.Uint32(buf[20:])), unpacked: int64(le.Uint32(buf[24:])),
		header: int64(le.Uint32(buf[42:])),
	}
	p.widen(buf[entrySize+nameLen : entrySize+nameLen+extraLen])
	if p.packed < 0 || p.unpacked < 0 || p.header < 0 || p.unpacked > 1<<48 || p.packed > 1<<48 {
		return nil, 0, errDamaged
	}
	p.header += base
	return p, n, nil
}

// widen takes the numbers that do not fit 32 bits from the zip64 extra field.
func (p *part) widen(extra []byte) {
	for len(extra) >= 4 {
		id, n := le.Uint16(extra), int(le.Uint16(extra[2:]))
		if extra = extra[4:]; n > len(extra) {
			return
		}
		if field := extra[:n]; id == 1 {
			for _, v := range []*int64{&p.unpacked, &p.packed, &p.header} {
				if *v == zip64Marker && len(field) >= 8 {
					*v = int64(le.Uint64(field))
					field = field[8:]
				}
			}
		}
		extra = extra[n:]
	}
}

// find returns the part of that name, or nil.
func (a *archive) find(name string) *part { return a.parts[partKey(name)] }
