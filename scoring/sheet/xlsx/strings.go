package xlsx

import (
	"fenji/scoring/sheet/bounds"
	"fenji/scoring/sheet/table"
	"fenji/scoring/sheet/xml"
)

// NoText stands for the empty shared string: such a cell is Empty.
const NoText = ^uint32(0)

// ReadStrings reads the part of shared strings (ECMA-376-1, 18.4.9) into the dictionary and returns the id of each.
func ReadStrings(s *xml.Scanner, d *table.Dictionary, budget int64) (ids []uint32, err error) {
	var buf []byte
	for {
		ids = takeStrings(s, d, ids)
		text, more := nextString(s, &buf)
		if !more {
			return ids, s.Err
		}
		id := NoText
		if len(text) > 0 {
			id = d.Add(text)
		}
		if ids = append(ids, id); d.Used+4*int64(cap(ids)) > budget {
			return nil, bounds.ErrTooLarge
		}
	}
}

// nextString returns the text of the next si; buf is its to use.
func nextString(s *xml.Scanner, buf *[]byte) (text []byte, more bool) {
	for {
		switch s.Next() {
		case xml.TokenNone:
			return nil, false
		case xml.TokenOpen:
			switch {
			case s.Depth() == 1 && !s.Is("sst"):
				s.Fail(bounds.ErrDamaged)
			case s.Depth() == 1:
			case s.Is("si"):
				*buf = s.AppendRich((*buf)[:0])
				return *buf, true
			default:
				s.Skip()
			}
		}
	}
}
