package privacy

import (
	"strings"

	"fenji/scoring/intake"
	"fenji/scoring/sheet"
)

const (
	sampled   = 2048 // rows that are looked at, spread over the table
	fewValues = 50   // how many values a column may have that is shown for being shared
	crowd     = 5    // how many customers share each of them on average
	several   = 12   // so many values that nearly nobody shares are no kinds of anything
	headsOf   = 5    // words before the digits of codes: more are names of those who chose them
	remember  = 512  // distinct texts of a column whose customers are counted
)

// columns classes the columns of a table: by role, by header, and where both are silent by what stands in them.
func columns(t *sheet.Table, m intake.Mapping) []Column {
	list := make([]Column, len(m.Columns))
	who := m.Column(intake.Customer)
	for i, c := range m.Columns {
		k := &list[i]
		k.Index, k.Codes, k.Who = c.Index, c.Role == intake.Order, c.Role == intake.Customer
		k.Class, k.Kind, k.Why = said(c)
		seen := look(t, c.Index, m.HeaderRow+1, who)
		if k.Who {
			class, kind := byHeader(c.Header)
			k.Kind, k.Why = seen.customer(class, kind), WhyCustomer
			if k.Kind != None && k.Kind != Name {
				k.Fate = Whole
			}
			continue
		}
		k.judge(seen)
	}
	return list
}

// judge settles what is done to a column that is not the customer's.
func (c *Column) judge(seen *sample) {
	switch most := seen.mostly(); {
	case (c.Class == Direct && c.Kind == Name || c.Why == "") && seen.chosen():
		c.Class, c.Kind, c.Fate, c.Why = Direct, Account, Whole, WhyValues
	case c.Class == Direct && c.Kind == Account && 10*seen.sums >= 9*seen.filled && seen.filled > 0:
		c.Class, c.Kind, c.Fate, c.Why = Other, None, Rest, WhyFigures // what was paid that way
	case c.Class == Direct && c.Kind == Name && seen.codes():
		c.Class, c.Kind, c.Fate, c.Why = Other, None, Rest, WhyFigures // codes under the name of a name
	case c.Class == Direct:
		c.Fate = Whole
	case c.Codes:
	case c.Class == Needed:
		if c.Why == WhyNeeded && len(seen.shared) <= fewValues && !seen.mostlyNames() && !seen.apart() {
			c.Fate, c.seen = Clean, seen.shared
		}
	case most != None:
		c.Class, c.Kind, c.Fate, c.Why = Direct, most, Whole, WhyValues
	case (c.Why == WhyTrade || c.Why == WhyHealth || c.Why == WhyTogether) && seen.apart():
		c.Fate, c.Why = Rest, WhyUnknown
	case c.Why == WhyRemarks && seen.mostlyNames() && (5*seen.hans >= 3*seen.words || seen.apart()):
		c.Class, c.Kind, c.Fate, c.Why = Direct, Name, Whole, WhyValues
	case c.Why == WhyRemarks, c.Why == WhyStaff, c.Why == WhyTrade, c.Why == WhyHealth:
		c.Fate, c.seen = Clean, seen.shared
		if c.Why != WhyStaff && c.Why != WhyRemarks && 5*seen.hans >= 3*max(1, seen.words) && seen.sharedBy() < crowd {
			c.Class, c.Kind, c.Fate, c.Why = Direct, Name, Whole, WhyValues
		}
	case c.Why == WhyTogether && len(seen.shared) <= fewValues:
		c.Fate, c.seen = Clean, seen.shared
	case seen.words == 0:
		c.Why = WhyFigures
	case seen.mostlyNames():
		c.Class, c.Kind, c.Fate, c.Why = Direct, Name, Whole, WhyValues
	case len(seen.shared) <= fewValues && seen.sharedBy() >= crowd:
		c.Fate, c.Why, c.seen = Clean, WhyFew, seen.shared
	default:
		c.Why = WhyUnknown
	}
}

// A sample is what some thousand cells of a column hold.
type sample struct {
	filled, names, plain int
	hans                 int // names in Chinese
	words                int // texts that are neither dates nor figures nor codes
	kinds                [kinds]int
	heads                map[string]bool // words that codes begin with
	headed               int             // codes that begin with a word
	sums                 int             // numbers of few digits, or with a fraction
	shared               map[string]int  // of the first of such texts: by how many customers each is shared
}

// A glance is what one text is, looked at once.
type glance struct {
	kind        Kind
	named, word bool
	han         bool
	head        string // the word that a code begins with
}

func look(t *sheet.Table, col, from, who int) *sample {
	s := &sample{shared: map[string]int{}, heads: map[string]bool{}}
	cells := min(max(t.Rows-from, 0), sampled)
	known := make(map[uint32]glance, cells)
	pairs := make(map[[2]uint64]struct{}, cells)
	step := max(1, (t.Rows-from)/sampled)
	for row := from; row < t.Rows; row += step {
		c := t.Cell(row, col)
		switch c.Kind {
		case sheet.Empty:
			continue
		case sheet.Number:
			s.kinds[OfNumber(c.Number())]++
			s.plain++
			if coef, exp := c.Number().Parts(); exp < 0 || exp <= 4 && coef < 10_000 {
				s.sums++
			}
		case sheet.Text:
			id := c.TextID()
			g, ok := known[id]
			if !ok {
				g = glanceAt(strings.TrimSpace(t.String(id)))
				known[id] = g
			}
			if !s.add(g) {
				continue
			}
			if text := strings.TrimSpace(t.String(id)); g.word && (len(s.shared) < remember || s.shared[text] > 0) {
				pair := [2]uint64{uint64(id), customerOf(t, row, who)}
				if _, twice := pairs[pair]; !twice {
					pairs[pair] = struct{}{}
					s.shared[text]++
				}
			}
		default:
			s.plain++
		}
		s.filled++
	}
	return s
}

// customerOf tells the customers of rows apart; without any each row is one.
func customerOf(t *sheet.Table, row, who int) uint64 {
	if who < 0 {
		return uint64(row)
	}
	switch c := t.Cell(row, who); c.Kind {
	case sheet.Text:
		return uint64(c.TextID())
	case sheet.Number:
		coef, exp := c.Number().Parts()
		return uint64(coef)<<8 ^ uint64(uint8(exp)) ^ 1<<63
	}
	return 1 << 62 // whoever has no number is the same one
}

func glanceAt(text string) (g glance) {
	if text == "" {
		return glance{kind: kinds}
	}
	if spans := Find(text); len(spans) == 1 && 5*(spans[0].To-spans[0].From) >= 4*len(text) {
		g.kind = spans[0].Kind
	}
	if g.kind == None && isAddress4(text) {
		g.kind = Account
	}
	g.word = g.kind == None && !isPlain(text)
	if g.kind == None && !g.word {
		g.head = headOf(text)
	}
	g.named = g.word && looksNamed(text)
	g.han = g.named && isHanName(text)
	return g
}

// add counts a text; false says that it was a blank.
func (s *sample) add(g glance) bool {
	switch {
	case g.kind == kinds:
		return false
	case g.kind != None:
		s.kinds[g.kind]++
	case g.named:
		s.names++
	}
	if g.han {
		s.hans++
	}
	if g.head != "" {
		s.heads[g.head] = true
		s.headed++
	}
	if g.word {
		s.words++
	} else if g.kind == None {
		s.plain++
	}
	return true
}

// mostly gives the kind that at least half of the cells are.
func (s *sample) mostly() Kind {
	for k := Phone; k < kinds; k++ {
		if s.filled > 0 && 2*s.kinds[k] >= s.filled {
			return k
		}
	}
	return None
}

// apart tells many values that nearly nobody shares.
func (s *sample) apart() bool { return len(s.shared) >= several && 2*s.sharedBy() < 3 }

// chosen tells codes that begin with many words, as those do that people choose for themselves: WANG1988.
func (s *sample) chosen() bool { return len(s.heads) > headsOf && 2*s.headed >= s.filled }

// headOf gives the word of three letters or more that a code begins with; "" when it begins with none.
func headOf(code string) string {
	n := 0
	for isLetter(code, n) {
		n++
	}
	if n < 3 || n == len(code) {
		return ""
	}
	return code[:n]
}

// isAddress4 tells the address of a computer: four numbers up to 255 between points.
func isAddress4(s string) bool {
	parts := 0
	for part := range strings.SplitSeq(s, ".") {
		if parts++; len(part) == 0 || len(part) > 3 || !isDigits(part) || len(part) == 3 && part > "255" {
			return false
		}
	}
	return parts == 4
}

// codes tells that nearly nothing but codes stands here.
func (s *sample) codes() bool { return s.filled > 0 && 10*s.plain >= 9*s.filled }

func (s *sample) mostlyNames() bool { return s.words > 0 && 5*s.names >= 3*s.words }

// sharedBy is how many customers share a value on average.
func (s *sample) sharedBy() float64 {
	if len(s.shared) == 0 {
		return 0
	}
	n := 0
	for _, customers := range s.shared {
		n += customers
	}
	return float64(n) / float64(len(s.shared))
}

// customer says what customers go by in a file: mostly a code, which stays as it is, or else a name or a number of
// theirs.
func (s *sample) customer(class Class, header Kind) Kind {
	if k := s.mostly(); k != None {
		return k
	}
	if class == Direct && header == Name && !s.codes() && s.words > 0 || s.filled > 0 && 2*s.words > s.filled {
		return Name
	}
	return None
}
