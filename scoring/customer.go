package scoring

import (
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
)

// A Metric is one of the three measures of RFM, in the order in which arrays of this package hold them.
type Metric int

// The three metrics.
const (
	Recency   Metric = iota // days from the last purchase to the analysis date; fewer is better
	Frequency               // visits
	Monetary                // money
)

// Metrics lists them in order.
var Metrics = [3]Metric{Recency, Frequency, Monetary}

// String gives the letter of the metric.
func (m Metric) String() string { return "RFM"[m : m+1] }

// A Customer is what a profile grades: one customer's three values as of the analysis date.
type Customer struct {
	ID   string        // normalised: trimmed, NFKC, leading zeros kept
	Last civil.Day     // last purchase; NoDay when the input gave ready days and no date, or there was no purchase
	M    decimal.Money // net money in the window
	R    int32         // days since the last purchase; meaningful only when HasR; negative when it lies after the analysis date
	F    int32         // visits in the window
	Row  uint32        // row of the source table (0-based) that stands for the customer
	HasR bool          // false when the customer never purchased (refunds only)
}
