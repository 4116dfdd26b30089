package privacy

import (
	"strings"

	"fenji/scoring"
	"fenji/scoring/intake/read"
)

// A Key makes pseudonyms: 32 random bytes that whoever runs this has drawn.
type Key [32]byte

// Pseudonyms puts codes in the place of what names a person. Under one key the same person has the same code, in each
// file and each month; under another key, another. Codes of different kinds cannot be joined: a telephone number as the
// customer's number and the same number as a telephone have different codes.
type Pseudonyms struct {
	mac hmac
	buf []byte
}

// NewPseudonyms makes pseudonyms by a key.
func NewPseudonyms(key Key) *Pseudonyms { return &Pseudonyms{mac: newHMAC(key[:])} }

const (
	codeDigits = 12 // of 5 bits: of a million customers two share a code once in two million files
	alphabet   = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
)

// kindLetters begin the codes.
var kindLetters = [kinds]byte{Name: 'N', Phone: 'P', IDCard: 'D', Email: 'E', BankCard: 'B',
	Address: 'A', Account: 'W', Words: 'T', Customer: 'C',
}

// number gives the 60 bits of a code: of the HMAC-SHA-256 of kind and text, the first.
func (p *Pseudonyms) number(k Kind, s string) uint64 {
	p.buf = append(p.buf[:0], "fenji pseudonym 1 "...)
	p.buf = append(append(p.buf, kindCodes[k]...), 0)
	p.buf = append(p.buf, same(k, s)...)
	sum := p.mac.sum(p.buf)
	n := uint64(0)
	for _, b := range sum[:8] {
		n = n<<8 | uint64(b)
	}
	return n >> 4
}

// Code gives the code of what is of a kind: a letter for the kind and twelve digits and letters. Different ways of
// writing one number have one code. A blank has none.
func (p *Pseudonyms) Code(k Kind, s string) string {
	if strings.TrimSpace(s) == "" {
		return s
	}
	return code(k, p.number(k, s))
}

func code(k Kind, n uint64) string {
	var b [codeDigits + 2]byte
	b[0], b[1] = kindLetters[k], '-'
	for i := codeDigits + 1; i > 1; i-- {
		b[i] = alphabet[n&31]
		n >>= 5
	}
	return string(b[:])
}

// same brings what is meant to be one into one form.
func same(k Kind, s string) string {
	switch k {
	case Phone:
		if d := plainDigits(s); len(d) >= 7 {
			return nationalDigits(d)
		}
	case BankCard:
		if d := plainDigits(s); len(d) >= 12 {
			return d
		}
	case IDCard, Email:
		return strings.ToLower(read.ID(s))
	}
	return read.ID(s)
}

// Cell gives what stands in a cell of a column with codes in the place of persons: one code for all of it, or codes
// within a free text.
func (p *Pseudonyms) Cell(c Column, s string) string {
	switch {
	case c.Codes:
		return s
	case c.Kind != None:
		return p.Code(c.Kind, s)
	}
	return replace(s, p.Code)
}

// Twins is the code of the issue that two customers would share a code, which another key would mend.
const Twins scoring.Code = "pseudonyms-alike"

// Customers gives the codes of all customers, by their number in the list, and refuses a list in which two would share
// one.
func (p *Pseudonyms) Customers(ids []string) (codes []uint64, err error) {
	codes = make([]uint64, len(ids))
	for i, id := range ids {
		codes[i] = p.number(Customer, id)
	}
	size := 4
	for size < 2*len(codes) {
		size *= 2
	}
	seen := make([]uint64, size) // each code where its own bits say, or behind; 0: none
	for _, n := range codes {
		at := int(n) & (size - 1)
		for ; seen[at] != 0 && seen[at] != n+1; at = (at + 1) & (size - 1) {
		}
		if seen[at] != 0 {
			return nil, scoring.Issue{Code: Twins}
		}
		seen[at] = n + 1
	}
	return codes, nil
}

// CustomerCode writes a code that Customers gave.
func CustomerCode(n uint64) string { return code(Customer, n) }
