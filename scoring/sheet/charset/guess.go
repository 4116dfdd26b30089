package charset

import (
	"bytes"
	"io"
	"slices"
	"unicode/utf8"

	"fenji/scoring"
	"fenji/scoring/sheet/bounds"
)

// decisive is how much of a file decides about its encoding.
const decisive = 1 << 20

// Of tells the encoding of a text file, by the caller's word, by its mark or by what it looks like; whether that is
// certain; and how many bytes the mark takes.
func Of(o *bounds.Options, data io.ReaderAt, size int64) (c Charset, sure bool, mark int, err error) {
	block := make([]byte, min(size, decisive))
	if n, err := data.ReadAt(block, 0); n < len(block) {
		return 0, false, 0, err
	}
	c, mark = Mark(block)
	switch {
	case o.Encoding != "":
		i := slices.Index(Encodings, o.Encoding)
		if i < 0 {
			return 0, false, 0, bounds.ErrEncoding
		}
		if Charset(i) != c {
			mark = 0
		}
		return Charset(i), true, mark, nil
	case mark > 0:
		return c, true, mark, nil
	}
	if c, found := UnmarkedUTF16(block); found {
		return c, true, 0, nil
	}
	c, sure, err = guessCharset(o, data, size, block)
	return c, sure, 0, err
}

// UnmarkedUTF16 recognises UTF-16 without a mark, as some programs save "Unicode text": half of what separates and counts
// are zeros, all in the same half of the units, and what the units make is text.
func UnmarkedUTF16(block []byte) (Charset, bool) {
	block = block[:min(len(block), 64<<10)&^1]
	if bytes.IndexByte(block, 0) < 0 {
		return 0, false
	}
	for big, c := range []Charset{UTF16LE, UTF16BE} {
		text, lines := 0, 0
		for i := 0; i < len(block); i += 2 {
			switch u := rune(block[i+big]) | rune(block[i+1-big])<<8; {
			case u == '\r' || u == '\n':
				text, lines = text+1, lines+1
			case u == '\t' || u >= ' ' && u < 0x7F || u >= 0xA0 && u < 0x250 || u >= 0x2010 && u < 0x2030 || u >= 0x3000 && u < 0x3020 ||
				u >= 0x4E00 && u < 0xA000 || u >= 0xFF00 && u < 0xFFF0:
				text++
			}
		}
		if lines > 0 && text*2*100 >= len(block)*98 {
			return c, true
		}
	}
	return 0, false
}

// guessCharset decides by the first block that holds anything but ASCII. A few broken bytes in otherwise good UTF-8,
// as programs leave that cut texts by bytes, do not make it another encoding.
func guessCharset(o *bounds.Options, data io.ReaderAt, size int64, block []byte) (c Charset, sure bool, err error) {
	for at := int64(0); ; {
		if bytes.IndexByte(block, 0) >= 0 {
			return 0, false, scoring.Issue{Code: bounds.NotAWorkbook, Args: []string{"kind", "binary"}}
		}
		at += int64(len(block))
		if good, bad := countUTF8(block, at < size); good+bad > 0 {
			if bad*20 <= good {
				return UTF8, bad == 0, nil
			}
			c, sure = likeliest(block)
			return c, sure, checkCharset(o, c, block, at < size)
		}
		if at >= size {
			return UTF8, true, nil
		}
		block = block[:min(size-at, int64(len(block)))]
		if n, err := data.ReadAt(block, at); n < len(block) {
			return 0, false, err
		}
	}
}

// checkCharset refuses a block that makes no sense in the encoding either. When more follows, the block may end within
// a character.
func checkCharset(o *bounds.Options, c Charset, block []byte, more bool) error {
	r, err := Decode(o, bytes.NewReader(block), c)
	if err != nil {
		return err
	}
	text, err := io.ReadAll(r)
	wrong := bytes.Count(text, []byte("\uFFFD"))
	if more {
		wrong--
	}
	if err != nil || wrong*1000 > len(text) || wrong > 0 && len(text) < 1000 {
		return bounds.ErrEncoding
	}
	return nil
}

// countUTF8 counts the characters beyond ASCII and the bytes that belong to none. When more follows, a character cut
// by the end counts as neither.
func countUTF8(b []byte, more bool) (good, bad int) {
	for len(b) > 0 {
		if b[0] < utf8.RuneSelf {
			b = b[1:]
			continue
		}
		if more && !utf8.FullRune(b) {
			return good, bad
		}
		r, n := utf8.DecodeRune(b)
		if r == utf8.RuneError && n == 1 {
			bad++
		} else {
			good++
		}
		b = b[n:]
	}
	return good, bad
}

// likeliest tells, by which characters a text would be made of, in which of three encodings it is written. It is certain
// when nearly all characters are usual ones in one encoding, and far fewer in the others.
func likeliest(block []byte) (c Charset, sure bool) {
	candidates := []struct {
		Charset
		score float64
	}{{GB18030, usualGB(block)}, {Big5, usualBig5(block)}, {Windows1252, usualWestern(block)}}
	best, next := candidates[0], 0.0
	for _, c := range candidates[1:] {
		if c.score > best.score {
			best, next = c, best.score
		} else {
			next = max(next, c.score)
		}
	}
	if best.Charset == Windows1252 && best.score < 0.5 {
		return GB18030, false
	}
	return best.Charset, best.score > 0.9 && best.score-next > 0.2
}

const most = 1 << 15 // characters looked at

// usualGB is the share of usual characters if the text were GB18030, and as much again for the most frequent ones. A lead
// without its second byte is as bad as a rare character.
func usualGB(b []byte) float64 {
	b = bytes.ReplaceAll(b, []byte("\x81\x30\x84\x36"), []byte("\xA3\xA4")) // ¥ takes four bytes, and is usual in sums
	return usualPairs(b, frequentGB, func(lead, trail byte) (valid, usual bool) {
		switch {
		case lead < 0x81 || lead == 0xFF:
			return false, false
		case trail-'0' < 10: // of four bytes
			return true, false
		}
		return trail >= 0x40 && trail != 0x7F && trail != 0xFF, trail >= 0xA1 && (lead >= 0xA1 && lead <= 0xA3 || lead >= 0xB0 && lead <= 0xF7)
	})
}

// usualBig5 is the same for Big5.
func usualBig5(b []byte) float64 {
	return usualPairs(b, frequentBig5, func(lead, trail byte) (valid, usual bool) {
		valid = lead >= 0xA1 && lead <= 0xF9 && (trail >= 0x40 && trail <= 0x7E || trail >= 0xA1 && trail <= 0xFE)
		return valid, valid && lead <= 0xC6
	})
}

func usualPairs(b []byte, list string, kind func(lead, trail byte) (valid, usual bool)) float64 {
	frequent := map[[2]byte]bool{}
	for i := 0; i < len(list); i += 2 {
		frequent[[2]byte{list[i], list[i+1]}] = true
	}
	all, good, often := 0, 0, 0
	for i := 0; i+1 < len(b) && all < most; i++ {
		if b[i] < utf8.RuneSelf {
			continue
		}
		all++
		valid, usual := kind(b[i], b[i+1])
		if !valid {
			continue
		}
		if usual {
			good++
		}
		if frequent[[2]byte{b[i], b[i+1]}] {
			often++
		}
		i++
	}
	if all == 0 {
		return 0
	}
	return float64(2*good+often) / float64(2*all)
}

// usualWestern is the share of characters beyond ASCII that are letters beside other letters, or signs such as € and £, if
// the text were windows-1252: there they stand alone among ASCII.
func usualWestern(b []byte) float64 {
	all, good := 0, 0
	at := func(i int) byte {
		if i < 0 || i >= len(b) {
			return ' '
		}
		return b[i]
	}
	for i, c := range b {
		if c < utf8.RuneSelf {
			continue
		}
		if all++; all == most {
			break
		}
		before, behind := at(i-1), at(i+1)
		switch {
		case c >= 0xC0 && c != 0xD7 && c != 0xF7:
			letters := 0
			for _, c := range [2]byte{before, behind} {
				if c|0x20 >= 'a' && c|0x20 <= 'z' {
					letters += 2
				} else if c >= 0xC0 {
					letters++
				}
			}
			if letters >= 2 {
				good++
			}
		case before >= utf8.RuneSelf || behind >= utf8.RuneSelf:
		case bytes.IndexByte([]byte("\x80\x8A\x8E\x91\x92\x93\x94\x96\x97\x9A\x9E\xA0\xA3\xA7\xAE\xB0"), c) >= 0:
			good++
		}
	}
	if all == 0 {
		return 0
	}
	return 1.4 * float64(good) / float64(all) // A text in pairs of bytes has next to none.
}
