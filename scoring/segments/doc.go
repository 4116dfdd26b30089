// Package segments sorts graded customers into the groups that a clinic acts upon, and writes the calendar of those
// whose grade is about to fall.
//
// What goes in: a [scoring.Result] and a [Scheme]. What comes out: for each customer the number of its segment, and
// for each segment how many, how much money, and the mean R, F and M ([Split]). Customers without a grade belong to
// no segment.
//
// Schemes are data ([Schemes]). One is the profile's own grades. One compares R, F and M of a customer with the mean
// of all graded customers, which gives 2 × 2 × 2 classes. The others are boxes over points from 1 to 5: a test shows
// that the boxes of each scheme hold every one of the 125 combinations exactly once. Where a profile does not give 1
// to 5 points by itself, the graded customers are ranked in fifths ([scoring.Result.Fives]).
//
// The rules that no text fixes, and how they are settled here:
//
//	value  silent: R has 1 or 2 points; of the others, high value: F and M have 3.5 points or more on average
//	vip    VIP: F and M have 4 points or more each; potential: F has 1 or 2; ordinary: the rest
//	rfm8   high means: days not above the mean, visits not below it, money not below it
//	rfm11  FM is the average of the points of F and M, a half rounded up; the boxes are cut so that none overlap
//	doing  active: a touch, a booking or an opinion by the analysis date; it alone holds customers without a grade, too
package segments
