package privacy

import (
	"strings"

	"fenji/scoring/intake"
)

// A Class says what a column is to a person's privacy.
type Class uint8

// The classes.
const (
	Other     Class = iota // nothing that would name a person or hurt one
	Needed                 // without it nothing can be graded
	Direct                 // names a person: name, telephone, number of an identity card …
	Quasi                  // names a person together with others of its kind: birthday, sex, region …
	Sensitive              // what nobody else is to know: diagnosis, treatment …
)

var classCodes = [...]string{"other", "needed", "direct", "quasi", "sensitive"}

// String gives the class's code.
func (c Class) String() string { return classCodes[min(int(c), len(classCodes)-1)] }

// A Fate is what is done to the texts of a column.
type Fate uint8

// The fates. A column is private until something shows it to be otherwise: Rest is what befalls it meanwhile.
const (
	Rest  Fate = iota // dates, figures and codes stay; whatever else stands there is covered
	Whole             // every cell is covered
	Clean             // texts stay; numbers, and names that stand in a person's column, are covered in them
	Keep              // nothing is done; only the user may say so
)

var fateCodes = [...]string{"rest", "mask", "clean", "keep"}

// String gives the fate's code.
func (f Fate) String() string { return fateCodes[min(int(f), len(fateCodes)-1)] }

// ParseFate reads a code that a user may choose: mask, clean or keep.
func ParseFate(code string) (Fate, bool) {
	for f := Whole; f <= Keep; f++ {
		if fateCodes[f] == code {
			return f, true
		}
	}
	return Rest, false
}

// Why codes say what a fate rests on; the words for users are found by them.
const (
	WhyHeader   = "header"   // the header says that it names a person
	WhyValues   = "values"   // what stands there looks like names, telephones …
	WhyCustomer = "customer" // who the customers are; their codes stay
	WhyCodes    = "codes"    // numbers of orders
	WhyFigures  = "figures"  // dates, figures and codes alone
	WhyNeeded   = "needed"   // grading wants it: words like paid
	WhyTrade    = "trade"    // what is sold, and where
	WhyStaff    = "staff"    // who served: staff, not customers
	WhyTogether = "together" // points at persons together with others of its kind
	WhyHealth   = "health"   // may tell of health
	WhyRemarks  = "remarks"  // free texts
	WhyFew      = "few"      // few values, each shared by several customers
	WhyUnknown  = "unknown"  // cannot be judged
	WhyUser     = "user"     // the user chose it
)

// A Column is a column of a table in this respect.
type Column struct {
	Index int
	Class Class
	Kind  Kind // what all of its cells are taken for; None for most columns
	Fate  Fate
	Why   string // WhyHeader …
	Codes bool   // holds numbers of orders: those that look like telephones are none
	Who   bool   // names the customer

	seen map[string]int // of few values: by how many customers of the sample each is shared
}

// Open tells whether its texts are shown, but for what names a person within them.
func (c Column) Open() bool { return c.Kind == None && (c.Fate != Rest || c.Why != WhyUnknown) }

// admits tells whether a text may be shown, but for what names a person within it. What looks like a name and is not
// shared by several customers is one.
func (c Column) admits(s string) bool {
	s = strings.TrimSpace(s)
	switch {
	case c.Fate == Keep || isPlain(s):
		return true
	case c.Fate != Clean:
		return false
	case c.Why == WhyStaff || c.seen[s] >= crowd:
		return true
	case c.Why == WhyFew:
		return c.seen[s] > 0 && !looksNamed(s)
	case c.Why == WhyRemarks:
		return !IsName(s)
	case c.Why == WhyTogether && isPlace(s):
		return true
	}
	return !isHanName(s) && (c.Why == WhyNeeded || len(cores(s)) == 0)
}

// Screen gives a cell's text as the screen shows it to who did not ask for more. Names within it are beyond a column.
func (c Column) Screen(s string) string { return c.cover(s, Mask) }

// cover puts something else in the place of a cell's text, or of the numbers in it.
func (c Column) cover(s string, with func(k Kind, found string) string) string {
	trimmed := strings.TrimSpace(s)
	switch {
	case trimmed == "" || c.Fate == Keep:
		return s
	case c.Codes && (isPlain(trimmed) || isSerial(trimmed)):
		return s
	case c.Kind == None && c.Why == WhyRemarks && isLandlineAlone(trimmed):
		return with(Phone, s)
	case c.Kind != None && !(c.Who && c.Fate == Rest && isPlain(trimmed) && Find(trimmed) == nil):
		return with(c.Kind, s)
	case c.admits(s):
		return replace(s, with)
	}
	return with(kindOf(trimmed), s)
}

// isLandlineAlone tells a telephone without its area code that is all of a remark; it is no date and no round sum.
func isLandlineAlone(s string) bool {
	if len(s) != 8 || !isDigits(s) || s[0] < '2' || s[0] > '8' || strings.HasSuffix(s, "000") {
		return false
	}
	month := s[4:6]
	return !(s[:2] == "20" && month >= "01" && month <= "12")
}

// kindOf is what a text that is to be covered whole is taken for.
func kindOf(s string) Kind {
	if spans := Find(s); len(spans) == 1 && 5*(spans[0].To-spans[0].From) >= 4*len(s) {
		return spans[0].Kind
	}
	if looksNamed(s) {
		return Name
	}
	return Words
}

// roleClasses are what roles say. A role that is not here says nothing, and the header has the word.
var roleClasses = []struct {
	class Class
	kind  Kind
	why   string
	roles string // between spaces
}{
	{Direct, Name, WhyHeader, " name "},
	{Direct, Phone, WhyHeader, " phone "},
	{Direct, Email, WhyHeader, " email "},
	{Direct, IDCard, WhyHeader, " idcard "},
	{Direct, Address, WhyHeader, " address "},
	{Needed, None, WhyCodes, " order "},
	{Needed, None, WhyFigures, " customer date days visits amount refunded asof "},
	{Needed, None, WhyNeeded, " status refund "},
	{Quasi, None, WhyTogether, " region birth birthday age sex gender "},
	{Sensitive, None, WhyHealth, " item service diagnosis "},
	{Other, None, WhyTrade, " department satisfaction result "},
	{Other, None, WhyStaff, " doctor "},
}

// said is what role and header say of a column.
func said(c intake.Column) (Class, Kind, string) {
	for _, r := range roleClasses {
		if strings.Contains(r.roles, " "+string(c.Role)+" ") {
			return r.class, r.kind, r.why
		}
	}
	return headerSays(c.Header)
}
