package archive

import (
	"bufio"
	"compress/flate"
	"errors"
	"fenji/scoring/sheet/bounds"
	"io"
)

// Inflate opens the inflated stream of a part. It is what reads parts when Options name no other way. Any such way must
// end in an error, not in io.EOF, when the stream is cut short or its checksum is another; its length is checked here.
func Inflate(p bounds.Packed) (io.ReadCloser, error) {
	raw := bufio.NewReaderSize(io.NewSectionReader(p.Data, p.Offset, p.Size), int(min(64<<10, p.Size+16)))
	return &summed{ReadCloser: inflater{flate.NewReader(raw)}, want: p.CRC}, nil
}

// An inflater tells damage by our own error.
type inflater struct{ io.ReadCloser }

func (i inflater) Read(b []byte) (int, error) {
	n, err := i.ReadCloser.Read(b)
	var corrupt flate.CorruptInputError
	if errors.As(err, &corrupt) {
		err = bounds.ErrDamaged
	}
	return n, err
}
