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
	Schema      int    // version of the JSON form; 1
	ID          string // lower case letters, digits and hyphens
	Name, About Text
	Unit        decimal.Unit // of the money cuts, of raw money and of what is shown
	Metrics     [3]Rule      // R, F, M
	Bands       []Band       // best first: "A", "B", …
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
	Rank               // the place among all gradable customers, in n equal parts
	Raw                // the value itself is the points
)

var methodNames = []string{Cuts: "cuts", Rank: "rank", Raw: "raw"}

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
	Weight decimal.Decimal // not negative, at most six decimals; the weights of a profile may have any sum
	Steps  []Step          // Cuts: ascending, the last without upper end
	Parts  int             // Rank: the best part earns Parts points, the last 1
	Tie    Tie             // Rank
	Valid  Range           // a customer with a value outside it is ungraded
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
	Grade   string // "A", "B", "C", "D"
	From    decimal.Decimal
	Open    bool // From itself belongs to the grade below
	Name    Text
	Meaning Text // who these customers are
	Action  Text // what to do about them
	Cadence Text // how often to get in touch
}
