package profile

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
