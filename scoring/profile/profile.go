package profile

import (
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"strings"
)

// A Profile is a set of grading rules, as data: how each metric becomes points, what the points weigh, which score
// earns which grade and what to do about it. [Parse] reads one; the built-in ones live in package profiles.
// A Profile is not to be changed once customers were scored by it.
type Profile struct {
	Schema      int    // version of the JSON form, 1 or 2
	ID          string // lower case letters, digits and hyphens
	Name, About Text
	Source      string       // what the rules are registered as
	Audience    Text         // whom the rules are for
	Unit        decimal.Unit // of the money cuts, of raw money and of what is shown
	Currency    string       // three capital letters; "" for yuan
	Metrics     [3]Rule      // R, F, M
	Bands       []Band       // best first
	Window      civil.Window // limits F and M; R always looks at the whole history
	Notes       []Text       // what a reader of the grades has to know; shown next to every result
}

// A Text is a text in both languages.
type Text struct{ Zh, En string }

// In returns the text in a language: English for "en" and its regions, otherwise Chinese. A text that only one
// language has is better than none.
func (t Text) In(lang string) string {
	if strings.HasPrefix(strings.ToLower(lang), "en") {
		if t.En != "" {
			return t.En
		}
		return t.Zh
	}
	if t.Zh != "" {
		return t.Zh
	}
	return t.En
}

// A Method says how a metric becomes points.
type Method uint8

// The methods.
const (
	Cuts Method = iota // a scale of cut points
	Rank               // the place among all gradable customers, in parts
	Raw                // the value itself is the points
	Mean               // 1 when not worse than the mean of the gradable customers or than a stated value, else 0
)

var methodNames = []string{Cuts: "cuts", Rank: "rank", Raw: "raw", Mean: "mean"}

// String gives the code used in profiles.
func (m Method) String() string { return methodNames[m] }

// A Tie says which place customers of equal value take in a ranking.
type Tie uint8

// The tie rules. With b customers strictly better and e equal ones (the customer itself among them), a customer's
// place k is as stated.
const (
	Worst   Tie = iota // b + e: as many as are at least as good
	Best               // b + 1
	Average            // b + (e+1)/2, halves kept
	Order              // b + its number among the equals, in the order of the customers
)

var tieNames = []string{Worst: "worst", Best: "best", Average: "average", Order: "order"}

// String gives the code used in profiles.
func (t Tie) String() string { return tieNames[t] }

// A Rule turns one metric into points.
type Rule struct {
	Method Method
	Weight decimal.Decimal   // not negative, at most six decimals; the weights of a profile may have any sum
	Steps  []Step            // Cuts: ascending, the last without upper end
	Parts  int               // Rank in equal parts: the best earns Parts points, the last 1
	Shares []int             // Rank in parts of so many per cent, the best first; Parts is 0 then
	Points []decimal.Decimal // Rank by Shares: what each part earns; nil: as many as there are parts, down to 1
	Tie    Tie               // Rank
	Value  *decimal.Decimal  // Mean: what stands in the place of the mean; nil: the customers decide
	Valid  Range             // a customer with a value outside it is ungraded
}

// A Step is one row of a scale: values up to To earn Points.
type Step struct {
	To     decimal.Decimal // days, visits, or money in the profile's unit
	Open   bool            // To itself belongs to the next step
	Last   bool            // there is no upper end; To means nothing
	Points decimal.Decimal
}

// A Range bounds a metric; a nil end is open-ended. Days and visits below zero are never valid, said or not.
type Range struct {
	Min, Max         *decimal.Decimal
	MinOpen, MaxOpen bool // the end itself lies outside
}

// A Band is a grade: the scores from From up to the next better band.
type Band struct {
	Grade   string // its code: 1 to 3 letters, digits or signs
	From    decimal.Decimal
	Open    bool // From itself belongs to the grade below
	Name    Text
	Meaning Text // who these customers are
	Action  Text // what to do about them
	Cadence Text // how often to get in touch
}

// Ranked tells whether grades depend on who else is graded: some metric is ranked or held against a mean.
func (p *Profile) Ranked() bool {
	for i := range p.Metrics {
		if r := &p.Metrics[i]; r.Method == Rank || r.Method == Mean && r.Value == nil {
			return true
		}
	}
	return false
}

// BandOf is the index of the band with a code; -1 when there is none.
func (p *Profile) BandOf(grade string) int {
	for i := range p.Bands {
		if p.Bands[i].Grade == grade {
			return i
		}
	}
	return -1
}
