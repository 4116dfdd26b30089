package privacy

import "fenji/scoring/sheet"

// A Kind is what names a person.
type Kind uint8

// The kinds. Customer is for pseudonyms alone: the customer's number as the file has it.
const (
	None     Kind = iota
	Name          // of a person
	Phone         // mobile telephone, or one with an area code
	IDCard        // number of an identity card, or of a like document
	Email         // address of electronic mail
	BankCard      // number of a bank card
	Address       // where somebody lives
	Account       // name under which somebody is known to a service
	Customer      // see above
	kinds         // their number
)

// kindCodes are stable: the words for users are found by them.
var kindCodes = [kinds]string{"none", "name", "phone", "idcard", "email", "bankcard", "address", "account", "customer"}

// String gives the kind's code.
func (k Kind) String() string {
	if k < kinds {
		return kindCodes[k]
	}
	return kindCodes[None]
}

// A Span is a stretch of a text, in bytes, that names a person.
type Span struct {
	Kind     Kind
	From, To int
}

// Find lists what in a text is the number of an identity card, a telephone, an e-mail address or a bank card, in the
// order of the text. Digits and marks may be full-width, and spaces, dashes and brackets may stand between the digits.
func Find(s string) []Span {
	if !worth(s) {
		return nil
	}
	f := finder{s: s}
	f.mails()
	f.numbers()
	return f.spans
}

// worth tells whether a look at a text can find anything; most texts are done with here.
func worth(s string) bool {
	const fewest = 11 // digits of the shortest number
	digits := 0
	for i := 0; i < len(s); i++ {
		switch b := s[i]; {
		case b-'0' < 10:
			digits++
		case b == '@':
			return true
		case b == 0xEF && i+2 < len(s) && s[i+1] == 0xBC: // full-width forms
			if s[i+2]-0x90 < 10 {
				digits++
			} else if s[i+2] == 0xA0 {
				return true
			}
		}
	}
	return digits >= fewest
}

// A group is a run of digits.
type group struct{ from, to, first, n int } // bytes in the text; the first digit and how many

const (
	mostDigits = 19 // of a bank card
	mostGroups = 12 // of digits, with a mark between any two
)

// A finder goes through one text.
type finder struct {
	s      string
	spans  []Span
	mailed int // e-mail addresses among the spans

	digits [mostGroups * mostDigits]byte // values of the digits at hand
	groups [mostGroups]group
	n      int // groups at hand
}

// digit reads the digit at i and its size in bytes; size 0 says that there is none.
func (f *finder) digit(i int) (value byte, size int) {
	s := f.s
	if i < len(s) && s[i]-'0' < 10 {
		return s[i] - '0', 1
	}
	if i+2 < len(s) && s[i] == 0xEF && s[i+1] == 0xBC && s[i+2]-0x90 < 10 {
		return s[i+2] - 0x90, 3
	}
	return 0, 0
}

// marks may stand between the groups of a number. Of each, at most three in a row.
var marks = [...]string{" ", "-", ")", "\u00a0", "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u3000", "\uff0d",
	"\uff09"}

func (f *finder) mark(i int) int {
	for _, m := range marks {
		if len(f.s)-i >= len(m) && f.s[i:i+len(m)] == m {
			return len(m)
		}
	}
	return 0
}

// numbers looks at each stretch of digits and marks.
func (f *finder) numbers() {
	for i := 0; i < len(f.s); {
		if to := f.mailAt(i); to > 0 {
			i = to
			continue
		}
		if _, size := f.digit(i); size == 0 {
			i++
			continue
		}
		i = f.gather(i)
		for g := 0; g < f.n; {
			if next := f.match(g); next > g {
				g = next
				continue
			}
			g++
		}
	}
	if f.mailed > 0 {
		order(f.spans)
	}
}

// gather takes up the groups of digits from i on and returns where they end. A group with too many digits is no number
// of the kinds sought, and ends the stretch.
func (f *finder) gather(i int) int {
	f.n = 0
	first := 0
	for f.n < mostGroups {
		g := group{from: i, first: first}
		for {
			d, size := f.digit(i)
			if size == 0 || f.mailAt(i) > 0 {
				break
			}
			if g.n < mostDigits {
				f.digits[first] = d
				first++
			}
			g.n++
			i += size
		}
		g.to = i
		if g.n > mostDigits {
			return i
		}
		f.groups[f.n] = g
		f.n++
		next := i
		for range 3 {
			size := f.mark(next)
			if size == 0 {
				break
			}
			next += size
		}
		if _, size := f.digit(next); size == 0 || next == i || f.mailAt(next) > 0 {
			return i
		}
		i = next
	}
	return i
}

// mostTogether is how many groups make one number at most: 4-4-4-4-3, and +86 before others.
const mostTogether = 5

// match finds the longest number that begins with group g, keeps it, and returns the group behind it; g when there is
// none.
func (f *finder) match(g int) int {
	for last := min(f.n, g+mostTogether) - 1; last >= g; last-- {
		end := f.groups[last].first + f.groups[last].n
		d := f.digits[f.groups[g].first:end]
		if len(d) > mostDigits+4 {
			continue
		}
		from, to := f.groups[g].from, f.groups[last].to
		kind := None
		before, after := isLetter(f.s, from-1), isLetter(f.s, to)
		switch {
		case f.fraction(from):
		case len(d) == 17 && isIDCard(d, true) && f.tick(to) > 0:
			kind, to = IDCard, to+f.tick(to)
		case before && after: // A123456B is a code
		case len(d) == 18 && isIDCard(d, false) && !after, len(d) == 15 && last == g && isOldIDCard(d) && !before &&
			!after:
			kind = IDCard
		case isBankCard(d) && f.inFours(g, last) && !before && !after:
			kind = BankCard
		case isPhone(f.shape(g, last), d, before || after):
			kind, from = Phone, f.plus(from)
		}
		if kind != None {
			f.spans = append(f.spans, Span{kind, from, to})
			return last + 1
		}
	}
	return g
}

// fraction tells the places of a decimal smaller than one, which are no number of their own.
func (f *finder) fraction(from int) bool { return from >= 2 && f.s[from-2:from] == "0." }

// tick gives the size of the X that ends the number of an identity card at i; 0 when there is none.
func (f *finder) tick(i int) int {
	for _, x := range [...]string{"X", "x", "\uff38", "\uff58"} {
		if len(f.s)-i >= len(x) && f.s[i:i+len(x)] == x && !isLetter(f.s, i+len(x)) {
			if _, size := f.digit(i + len(x)); size == 0 {
				return len(x)
			}
		}
	}
	return 0
}

// plus moves the start of a number back over the + of its country, and over a bracket.
func (f *finder) plus(from int) int {
	for _, p := range [...]string{"(+", "\uff08+", "+", "\uff0b", "(", "\uff08"} {
		if from >= len(p) && f.s[from-len(p):from] == p {
			return from - len(p)
		}
	}
	return from
}

// inFours tells groups as they are printed on cards: one, or fours with a rest.
func (f *finder) inFours(g, last int) bool {
	for i := g; i < last; i++ {
		if f.groups[i].n != 4 {
			return false
		}
	}
	return last == g || f.groups[last].n <= 4
}

// shape writes the sizes of groups as digits of a number: 3-4-4 is 0x344, an 11 is 0xB.
func (f *finder) shape(g, last int) (shape int) {
	for i := g; i <= last; i++ {
		shape = shape<<4 | min(f.groups[i].n, 15)
	}
	return shape
}

// isLetter tells whether a letter of ASCII stands at i.
func isLetter(s string, i int) bool {
	if i < 0 || i >= len(s) {
		return false
	}
	return s[i]|0x20 >= 'a' && s[i]|0x20 <= 'z'
}

// order sorts a few spans.
func order(spans []Span) {
	for i := range spans {
		for j := i; j > 0 && spans[j].From < spans[j-1].From; j-- {
			spans[j], spans[j-1] = spans[j-1], spans[j]
		}
	}
}

// OfNumber tells what a number in a cell is, which has no marks and keeps 15 or 16 digits: of an identity card kept so,
// the end is lost, and the rest still names its bearer.
func OfNumber(n sheet.Fixed) Kind {
	coef, exp := n.Parts()
	if exp < 0 || exp > 8 || exp == 0 && coef < 13_000_000_000 || coef < 0 {
		return None
	}
	for ; exp > 0; exp-- {
		if coef > 9e17 {
			return None // more digits than any has
		}
		coef *= 10
	}
	return ofDigits(uint64(coef), coef >= 1e15)
}

// ofDigits looks at the digits of a number; cut says that its last ones may be lost.
func ofDigits(n uint64, cut bool) Kind {
	var room [20]byte
	at := len(room)
	for ; n > 0; n /= 10 {
		at--
		room[at] = byte(n % 10)
	}
	d := room[at:]
	if len(d) > mostDigits {
		return None
	}
	switch {
	case len(d) == 11 && isMobile(d), len(d) == 13 && d[0] == 8 && d[1] == 6 && isMobile(d[2:]):
		return Phone
	case len(d) == 15 && isOldIDCard(d), len(d) == 18 && cut && isBorn(d):
		return IDCard
	case isBankCard(d), cut && len(d) >= 16 && d[0] == 6 && d[1] == 2 && d[len(d)-1] == 0:
		return BankCard
	}
	return None
}
