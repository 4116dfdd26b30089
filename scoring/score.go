package scoring

import "errors"

// A Reason says why a customer has no grade.
type Reason uint8

// The reasons, in the order in which they are looked for.
const (
	None           Reason = iota // it has one
	NoPurchase                   // no purchase at all, so no recency
	RecencyRange                 // days outside the profile's range, or a purchase after the analysis date
	FrequencyRange               // visits outside the profile's range
	MonetaryRange                // money outside the profile's range
	TooLarge                     // the score does not fit into exact arithmetic
	BelowBands                   // the score is lower than the lowest grade
)

var reasonCodes = []string{
	None: "", NoPurchase: "no-purchase", RecencyRange: "recency-range", FrequencyRange: "frequency-range",
	MonetaryRange: "monetary-range", TooLarge: "too-large", BelowBands: "below-bands",
}

// String gives the stable code of the reason, "" for None.
func (r Reason) String() string { return reasonCodes[r] }

// Ungraded is the Band of a customer without grade.
const Ungraded = 255

// Graded is what scoring found for one customer, in 16 bytes; [Result] makes it readable.
type Graded struct {
	Score  int64    // mantissa of the score; see [Result.Score]
	Step   [3]uint8 // per metric the step of its scale, or of the ranking's cuts, counted from the smallest value
	Band   uint8    // index into the profile's Bands, or Ungraded
	Reason Reason   // why ungraded
}

// Options of [Score].
type Options struct {
	Frozen *Frozen // cut points of a base period that ranked metrics keep; nil: rank anew
}

// A Frozen holds the cut points of ranked metrics, so that a later period can be graded by them. A metric without cuts
// is ranked anew.
type Frozen struct {
	Cuts [3][]Cut // R, F, M; the cut for the most points first
}

// A Cut is the worst value that still earns a number of points: values better than Value do, and Value itself unless
// Open.
type Cut struct {
	Points int
	Value  Decimal // days, visits, or money in the profile's unit
	Open   bool
}

// A Result is a scored set of customers. Its methods are for one goroutine at a time.
type Result struct {
	Profile   *Profile
	AsOf      Day
	Customers []Customer
	Graded    []Graded // one per customer, in the same order
	Cuts      Frozen   // the cut points that ranked metrics had in this run
	Notices   []Issue  // what makes a ranking doubtful: "ties-heavy", "all-equal"
}

// Score grades customers by a profile.
func Score(customers []Customer, p *Profile, asOf Day, o Options) (*Result, error) {
	return nil, errors.New("not yet")
}

// Points returns the points customer i earned in a metric; zero when its values could not be scored.
func (r *Result) Points(i int, m Metric) Decimal { return Decimal{} }

// Score returns the score of customer i as it is printed; zero when there is none.
func (r *Result) Score(i int) Decimal { return Decimal{} }

// Grade returns the grade of customer i, "" when it has none.
func (r *Result) Grade(i int) string { return "" }
