package clean

import (
	"strings"

	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// A column of ids is looked at as a whole when one of its values leaves open what it is: 1001.0 is the number 1001 where
// all others are whole numbers, and NA is a gap unless the others look so, too.
type column struct {
	col, from         int
	isWhole, isShort  bool
	askedWhole, asked bool
	isLong, askedLong bool
	shared            func() bool // tells whether several people have the id 0
	phones            bool        // its ids are telephone numbers, of which one may be written in several ways
}

// shares counts ids of a sample that are so, and the others; f says 0 of one that is not looked at. Cells with a trait of some are
// none.
func (k *column) shares(v *read.Values, none read.Trait, f func(id string) int) (so, others int) {
	const sample = 400
	step := max(1, (v.T.Rows-k.from)/sample)
	for row := k.from; row < v.T.Rows; row += step {
		c := v.T.Cell(row, k.col)
		if v.TraitsOf(c)&none != 0 {
			continue
		}
		switch f(v.T.Text(c)) {
		case 1:
			so++
		case -1:
			others++
		}
	}
	return so, others
}

// noID are the traits of cells that hold none.
const noID = read.IsNothing | read.IsNobody | read.IsTotalWord

// verdict is what shares wants to hear.
func verdict(so bool) int {
	if so {
		return 1
	}
	return -1
}

// ofPhones tells whether nearly all ids are telephone numbers.
func (k *column) ofPhones(v *read.Values) bool {
	phones, others := k.shares(v, noID, func(id string) int { return verdict(read.IsPhone(read.ID(id))) })
	return phones > 0 && phones >= 4*others
}

// long tells whether 0 is none of the ids: nearly all have three signs or more, or several people have it, as guests of a shop do.
func (k *column) long(v *read.Values) bool {
	if !k.askedLong {
		k.askedLong = true
		long, others := k.shares(v, noID, func(id string) int {
			if strings.Trim(id, "0") == "" {
				return 0
			}
			return verdict(len(id) >= 3 || id[0] > '9')
		})
		k.isLong = long > 0 && long >= 9*others || k.shared != nil && k.shared()
	}
	return k.isLong
}

// whole writes a telephone number as digits alone where all ids are such, and takes the fraction from an id that is a whole number, as .0 stands where a program took ids for numbers.
func (k *column) whole(v *read.Values, id string) string {
	if k.phones {
		if digits := read.PhoneDigits(id); digits != "" {
			return digits
		}
	}
	cut := wholeOf(id)
	if cut == id {
		return id
	}
	if !k.askedWhole {
		k.askedWhole, k.isWhole = true, allWhole(v, k.col, k.from)
	}
	if k.isWhole {
		return cut
	}
	return id
}

// wholeOf is 1001 for 1001.0; any other text as it is.
func wholeOf(id string) string {
	at := strings.IndexByte(id, '.')
	if at < 1 || at == len(id)-1 || read.Run(id) != at || strings.Trim(id[at+1:], "0") != "" {
		return id
	}
	return id[:at]
}

// allWhole tells whether a column holds whole numbers and gaps only, two or more of them longer than a version's 1.0.
func allWhole(v *read.Values, col, from int) bool {
	long := 0
	for row := from; row < v.T.Rows; {
		s := v.T.Span(row, col)
		row = s.To
		for i, kind := range s.Kinds {
			c := s.Cell(i)
			switch kind {
			case sheet.Empty, sheet.Error:
			case sheet.Number:
				coef, exp := c.Number().Parts()
				for ; exp < 0 && coef%10 == 0; exp++ {
					coef /= 10
				}
				if exp < 0 {
					return false
				}
				if coef > 99 {
					long++
				}
			case sheet.Text:
				if v.TraitsOf(c)&noID != 0 {
					continue
				}
				id := wholeOf(read.ID(v.T.String(c.TextID())))
				if read.Run(id) != len(id) {
					return false
				}
				if len(id) > 2 {
					long++
				}
			default:
				return false
			}
		}
	}
	return long >= 1
}

// initials tells whether most ids are one to three letters, as NA is.
func (k *column) initials(v *read.Values) bool {
	if !k.asked {
		k.asked = true
		short, others := k.shares(v, read.IsNothing|read.IsNotGiven|read.IsNobody, func(id string) int {
			return verdict(len(id) <= 3 && strings.IndexFunc(id, func(r rune) bool { return r < 'A' || r > 'z' || r > 'Z' && r < 'a' }) < 0)
		})
		k.isShort = short > others
	}
	return k.isShort
}
