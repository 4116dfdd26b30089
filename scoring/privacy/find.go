package privacy

import (
	"strings"
	"unicode"

	"fenji/scoring/sheet"
)

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
	Words         // a text that was not shown to name nobody
	Customer      // see above
	kinds         // their number
)

// kindCodes are stable: the words for users are found by them.
var kindCodes = [kinds]string{"none", "name", "phone", "idcard", "email", "bankcard", "address", "account", "text", "customer"}

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
// order of the text. Digits and marks may be full-width, and spaces, dashes, brackets and other marks may stand between
// the digits. Plates of cars, places of living and names at services are found where a word announces them.
func Find(s string) []Span {
	if !worth(s) {
		return nil
	}
	f := finder{s: s}
	f.mails()
	f.cues()
	order(f.spans)
	f.numbers()
	f.spelled()
	if f.known > 0 || f.words {
		order(f.spans)
	}
	return f.spans
}

// worth tells whether a look at a text can find anything; most texts are done with here.
func worth(s string) bool {
	const fewest = 5 // digits of the shortest number
	digits, letters := 0, 0
	for i := 0; i < len(s); i++ {
		switch b := s[i]; {
		case b|0x20 >= 'a' && b|0x20 <= 'z':
			letters++
		case b-'0' < 10:
			if digits++; digits >= fewest {
				return true
			}
		case b == '@' || b == '_' || b == '#':
			return true
		case b == 0xEF && i+2 < len(s) && s[i+1] == 0xBC: // full-width forms
			if s[i+2]-0x90 < 10 {
				digits++
			} else if s[i+2] == 0xA0 {
				return true
			}
		}
	}
	return digits >= fewest || (digits > 0 || letters >= fewest && letters < len(s)) && hasCue(s) || len(s) >= 3*mobileDigits && isSpelled(s)
}

// A group is a run of digits.
type group struct {
	from, to, first, n int    // bytes in the text; the first digit and how many
	loose              string // a mark before it that is none of the usual ones
}

const (
	mostDigits = 19               // of a bank card
	longest    = 2 * mobileDigits // two mobile numbers in one run
	mostGroups = 24               // of digits, with a mark between any two
)

// A finder goes through one text.
type finder struct {
	s     string
	spans []Span
	known int  // spans that were found before the numbers: e-mail addresses, and what a word announces
	words bool // spans were found behind the numbers

	digits [mostGroups * longest]byte // values of the digits at hand
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

// numbers looks at each stretch of digits and marks.
func (f *finder) numbers() {
	for i := 0; i < len(f.s); {
		if to := f.knownAt(i); to > 0 {
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
}

// match finds the longest number that begins with group g, keeps it, and returns the group behind it; g when there is
// none.
func (f *finder) match(g int) int {
	const mostTogether = 18 // an identity card digit by digit
	for last := min(f.n, g+mostTogether) - 1; last >= g; last-- {
		end := f.groups[last].first + f.groups[last].n
		d := f.digits[f.groups[g].first:end]
		if len(d) > mostDigits+4 && !(last == g && len(d) == longest) {
			continue
		}
		from, to := f.groups[g].from, f.groups[last].to
		kind, to := f.what(g, last, d, from, to)
		if kind == None {
			continue
		}
		if kind == Phone {
			from = f.plus(from)
		}
		f.spans = append(f.spans, Span{kind, from, to})
		return last + 1
	}
	return g
}

// what tells the number that the groups g … last make, and where it ends.
func (f *finder) what(g, last int, d []byte, from, to int) (Kind, int) {
	before, after := isLetter(f.s, from-1), isLetter(f.s, to)
	if f.fraction(from) {
		return None, to
	}
	if f.loosely(g, last) {
		if f.shape(g, last) == 0x344 && isMobile(d) && f.groups[g+1].loose == f.groups[last].loose && !before && !after &&
			!f.counts(from, to) {
			return Phone, to
		}
		if last == g+1 && d[0] == 0 && !before && !after && isLandline(f.shape(g, last), d) {
			return Phone, to
		}
		return None, to
	}
	switch {
	case len(d) == 17 && f.tick(to) > 0 && (isIDCard(d, true) || isBorn(d) || isNearlyIDCard(d)):
		return IDCard, to + f.tick(to)
	case before && after: // A123456B is a code
		return None, to
	case len(d) == 18 && isIDCard(d, false) && !after, len(d) == 15 && last == g && isOldIDCard(d) && !before && !after,
		len(d) == 18 && !before && !after && isNearlyIDCard(d) && !f.counts(from, to):
		return IDCard, to
	case isBankCard(d) && f.inFours(g, last) && !before && !after:
		return BankCard, to
	case last == g && len(d) == longest && isMobile(d) && isMobile(d[mobileDigits:]) && !before && !after:
		return Phone, to
	case f.isPhone(g, last, d, from, before || after) && !f.counts(from, to):
		return Phone, to
	}
	return None, to
}

// isPhone tells a telephone number: of China by its groups, of elsewhere by the + before it, a short one by the word
// before it.
func (f *finder) isPhone(g, last int, d []byte, from int, coded bool) bool {
	if last-g < 6 && isPhone(f.shape(g, last), d, coded) {
		return true
	}
	if coded {
		return false
	}
	return f.isSplit(g, last, d) || last-g < 6 && (isAbroad(d, f.plus(from) < from, f.groups[g].n) ||
		isTaiwan(f.shape(g, last), d) || f.isPair(g, last, d) || isLocal(f.shape(g, last), d) && (f.announced(from) || f.bare(g, last, d)))
}

// isPair tells a telephone without its area code by its dash, 8541-2345: no years, and no sums from and to.
func (f *finder) isPair(g, last int, d []byte) bool {
	if last != g+1 || f.shape(g, last) != 0x44 || f.s[f.groups[g].to:f.groups[last].from] != "-" || g > 0 && f.groups[g].from > 0 && f.s[f.groups[g].from-1] == '-' ||
		f.groups[last].to < len(f.s) && f.s[f.groups[last].to] == '-' {
		return false
	}
	first, second := number(d[:4]), number(d[4:])
	years := first >= 1900 && first < 2100 && second >= 1900 && second < 2100
	return d[0] >= 2 && d[0] <= 8 && !years && !(d[3] == 0 && d[7] == 0)
}

// bare tells eight digits as a telephone that no word announces: within Chinese words, and no date.
func (f *finder) bare(g, last int, d []byte) bool {
	han := func(r rune) bool { return unicode.Is(unicode.Han, r) }
	if rest := f.s[f.groups[last].to:]; len(rest) > 1 && rest[0] == '.' && rest[1]-'0' < 10 {
		return false // a figure with a fraction
	}
	return f.shape(g, last) == 0x8 && strings.IndexFunc(f.s, han) >= 0 &&
		!(d[0] == 2 && d[1] == 0 && isDate(number(d[:4]), number(d[4:6]), number(d[6:])))
}

// loosely tells groups between which a loose mark stands.
func (f *finder) loosely(g, last int) bool {
	for i := g + 1; i <= last; i++ {
		if f.groups[i].loose != "" {
			return true
		}
	}
	return false
}

// isSplit tells a mobile number in any groups. Places of teeth and round sums are none.
func (f *finder) isSplit(g, last int, d []byte) bool {
	if len(d) != mobileDigits || !isMobile(d) || last-g < 2 {
		return false
	}
	teeth, round := true, 0
	for i := g; i <= last; i++ {
		v := f.digits[f.groups[i].first : f.groups[i].first+f.groups[i].n]
		teeth = teeth && (len(v) == 2 && v[0] >= 1 && v[1] >= 1 && v[1] <= 8 || len(v) == 1 && i == last && len(d) > 1 && last-g > 2 &&
			f.groups[g].n == 2)
		if len(v) > 1 && v[len(v)-1] == 0 {
			round++
		}
	}
	return round <= 1 && !(teeth && f.isTeeth(g, last))
}

// isTeeth tells places of teeth as dentists write them (ISO 3950): a quadrant and a place in it.
func (f *finder) isTeeth(g, last int) bool {
	for i := g; i <= last; i++ {
		v := f.digits[f.groups[i].first : f.groups[i].first+f.groups[i].n]
		if len(v) == 2 && !(v[0] <= 4 && v[1] <= 8 || v[0] <= 8 && v[1] <= 5) {
			return false
		}
	}
	return true
}

// fraction tells the places of a decimal smaller than one, which are no number of their own.
func (f *finder) fraction(from int) bool { return from >= 2 && f.s[from-2:from] == "0." }

// tick gives the size of the X that ends the number of an identity card at i; 0 when there is none.
func (f *finder) tick(i int) int {
	for _, gap := range [...]string{"", " "} {
		if !strings.HasPrefix(f.s[min(i, len(f.s)):], gap) {
			continue
		}
		at := i + len(gap)
		for _, x := range [...]string{"X", "x", "\uff38", "\uff58"} {
			if len(f.s)-at >= len(x) && f.s[at:at+len(x)] == x && !isLetter(f.s, at+len(x)) {
				if _, size := f.digit(at + len(x)); size == 0 {
					return len(gap) + len(x)
				}
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

// order sorts spans by where they begin.
func order(spans []Span) {
	for i := range spans { // there are few
		for k := i; k > 0 && spans[k].From < spans[k-1].From; k-- {
			spans[k], spans[k-1] = spans[k-1], spans[k]
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
