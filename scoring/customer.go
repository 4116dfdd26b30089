package scoring

import (
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
)

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
