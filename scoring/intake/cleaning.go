package intake

import (
	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
)

// Cleaning are the user's choices about dirty rows. The zero Cleaning is what is done unasked: exact duplicates are
// dropped, gaps are set aside, outliers stay, ids are tidied and not otherwise changed.
type Cleaning struct {
	KeepRepeats bool     // exact duplicates are used like any other row, and flagged
	IgnoreCase  bool     // ids that differ in case, or in spaces and dashes, are one customer
	PadZeros    bool     // ids that lost their leading zeros are one with those that have them, where that is proved
	FillDown    bool     // a blank customer is the one above it, as in exported pivot tables
	Gaps        [4]Fill  // what becomes of gaps, in the order of GapRoles
	Outliers    Outliers // which outliers are left out
}

// A Fill says what becomes of a gap in a column.
type Fill uint8

// The ways to deal with a gap. Median and most frequent value are those of the rows that are used anyway.
const (
	SetAside Fill = iota
	FillZero
	FillMedian
	FillMost
)

// GapRoles are the roles in which a gap can be filled. Who the customer is can never be filled in.
var GapRoles = [4]Role{Amount, Visits, Days, Date}

// Allows tells whether a fill makes sense for a role: no day is 0, and a visit of 0 days ago would be invented.
func (f Fill) Allows(r Role) bool { return f != FillZero || r == Amount || r == Visits }

// Outliers says which outliers are left out.
type Outliers uint8

// The tests by which outliers are left out.
const (
	KeepOutliers Outliers = iota
	ByRobustZ
	ByTukey
	ByEither
)

// A GapCode is a check that a fill can answer, with the code of the row that is then used.
type GapCode struct {
	Check, Filled scoring.Code
	Role          Role
}

// GapCodes are the checks that a fill can answer, in the order of GapRoles.
var GapCodes = [...]GapCode{
	{"amount-missing", "amount-filled", Amount},
	{"visits-missing", "visits-filled", Visits},
	{"days-missing", "days-filled", Days},
	{"date-missing", "date-filled", Date},
}

// Options are the user's choices about cleaning.
type Options struct {
	AsOf  civil.Day    // analysis date; NoDay (or the zero Day, which no clinic means) leaves it to the data
	Today civil.Day    // the user's; NoDay or the zero Day when nobody says
	Unit  decimal.Unit // unit of figures where the file states none; NoUnit is yuan

	Cleaning
	Answers Answers  // to open questions
	Rulings []Ruling // what words mean

	Careful bool // read every row the slow way; for tests
}
