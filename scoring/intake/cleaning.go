package intake

import (
	"fenji/scoring/civil"
	"fenji/scoring/columns"
	"fenji/scoring/decimal"
)

// Cleaning are the user's choices about dirty rows. The zero Cleaning is what is done unasked: exact duplicates are
// dropped by the rule, gaps are set aside, outliers stay, ids are tidied and not otherwise changed.
type Cleaning struct {
	Repeats    Repeats  // which exact duplicates are used like any other row, and flagged
	IgnoreCase bool     // ids that differ in case, or in spaces and dashes, are one customer
	PadZeros   bool     // ids that lost their leading zeros are one with those that have them, where that is proved
	FillDown   bool     // a blank customer is the one above it, as in exported pivot tables
	Gaps       Fills    // what becomes of gaps
	Outliers   Outliers // which outliers are left out
}

// Repeats says which rows that equal an earlier one in every cell are used.
type Repeats uint8

// What becomes of equal rows.
const (
	RepeatsByRule Repeats = iota // two items of one visit stay, what was entered twice counts once
	KeepRepeats
	DropRepeats
)

// Fills say what becomes of gaps, in the order of [columns.Gaps].
type Fills [len(columns.Gaps)]Fill

// A Fill says what becomes of a gap in a column: its place in [columns.Fills].
type Fill uint8

// The ways to deal with a gap.
const (
	SetAside Fill = iota
	FillZero
	FillMedian
	FillMost
)

// Outliers says which outliers are left out.
type Outliers uint8

// The tests by which outliers are left out.
const (
	KeepOutliers Outliers = iota
	ByRobustZ
	ByTukey
	ByEither
)

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
