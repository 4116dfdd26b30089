package book

import "encoding/binary"

// Some programs write compound files whose directory claims that the encrypted package is longer than its sectors are;
// other programs read them nonetheless.

const (
	entrySize   = 128
	noSector    = 0xFFFFFFFA // and above: no sector, but the end or the use of one
	headSectors = 109        // of the allocation table, named in the file's head; larger files are not mended
)

// mend shortens such claims in place, to the length of the package's size and of whole blocks. It tells whether there
// were any.
func mend(data []byte) (mended bool) {
	le := binary.LittleEndian
	if len(data) < 512 {
		return false
	}
	shift := le.Uint16(data[30:])
	if shift != 9 && shift != 12 {
		return false
	}
	sector := func(n uint32) []byte {
		if at := (int64(n) + 1) << shift; n < noSector && at+1<<shift <= int64(len(data)) {
			return data[at : at+1<<shift]
		}
		return nil
	}
	next := func(n uint32) uint32 {
		perSector := uint32(1) << (shift - 2)
		if n/perSector < headSectors {
			if table := sector(le.Uint32(data[76+4*(n/perSector):])); table != nil {
				return le.Uint32(table[4*(n%perSector):])
			}
		}
		return noSector
	}
	cutoff := le.Uint32(data[56:])
	steps := len(data) >> shift // no chain is longer; one that goes round in a circle ends here
	for dir := le.Uint32(data[48:]); sector(dir) != nil && steps > 0; dir = next(dir) {
		steps--
		for entry := sector(dir); len(entry) >= entrySize; entry = entry[entrySize:] {
			const stream = 2
			size := le.Uint32(entry[120:])
			if entry[66] != stream || size < cutoff {
				continue
			}
			held := uint32(0)
			for n := le.Uint32(entry[116:]); sector(n) != nil && held < size; n = next(n) {
				held += 1 << shift
			}
			if held < size {
				const head = 8 // the size
				le.PutUint32(entry[120:], head+(max(held, head)-head)/aesBlock*aesBlock)
				mended = true
			}
		}
	}
	return mended
}
