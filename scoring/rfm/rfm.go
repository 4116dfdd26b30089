// Package rfm counts recency, frequency and money of each customer from cleaned records.
package rfm

import (
	"fenji/scoring"
	"fenji/scoring/intake"
)

// Build counts R, F and M of every customer of r, in the order of r.IDs.
func Build(r *intake.Records, w scoring.Window) []scoring.Customer { return nil }
