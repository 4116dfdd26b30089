package intake

import "fenji/scoring/decimal"

// Fences are the bounds beyond which amounts are outliers, by two tests. Both look at the logarithms of the amounts
// above zero, since money is spread by factors and not by steps:
//
//	robust z     z = 0.6745 (x − median) / MAD, where MAD is the median distance from the median; |z| > 3.5
//	             (Iglewicz and Hoaglin 1993)
//	Tukey        below Q1 − 1.5 IQR or above Q3 + 1.5 IQR (Tukey 1977), quartiles between ranks taken in proportion
//
// The bounds are rounded to the fen, so that they are the same on each machine; an amount on a bound lies within.
type Fences struct {
	Amounts  int // above zero, that were looked at
	RobustZ  Bounds
	TukeyBox Bounds
}

// Bounds are the least and the greatest amount that are not outliers. OK is false when a test says nothing: too few
// amounts, or half of them equal.
type Bounds struct {
	Low, High decimal.Money
	OK        bool
}

// Out tells whether an amount lies beyond the bounds.
func (b Bounds) Out(m decimal.Money) bool { return b.OK && m > 0 && (m < b.Low || m > b.High) }

// Out tells whether an amount is an outlier by the test chosen.
func (f *Fences) Out(m decimal.Money, by Outliers) bool {
	return by != KeepOutliers && (by != ByTukey && f.RobustZ.Out(m) || by != ByRobustZ && f.TukeyBox.Out(m))
}
