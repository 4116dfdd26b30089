package segments

import (
	"fenji/scoring"
	"fenji/scoring/decimal"
	"fenji/scoring/profile"
)

// A Split is what a scheme makes of the customers of a result.
type Split struct {
	Scheme   *Scheme
	Segments []Segment
	Of       []uint8 // the segment of each customer, or None
	Sums     []Sum   // per segment
	All      Sum     // of all that have one

	Ranked [3]bool            // ByPoints: R, F, M were ranked in fifths, as the profile gives no 1 to 5 points
	Means  [3]decimal.Decimal // ByMean: what R, F and M were compared with, as shown; M in the profile's unit
}

// A Sum is what a segment holds.
type Sum struct {
	Count int
	R, F  int64
	Money decimal.Money
	Never int // of them never purchased, and have no days
}

// Apart sorts the customers of a result by a scheme.
func Apart(r *scoring.Result, s *Scheme) *Split {
	out := &Split{Scheme: s, Segments: s.Of(r.Profile), Of: make([]uint8, len(r.Customers))}
	out.Sums = make([]Sum, len(out.Segments))
	for i := range r.Graded {
		if out.Of[i] = None; r.Graded[i].Band != profile.Ungraded {
			out.All.add(&r.Customers[i])
		}
	}
	switch s.By {
	case ByGrade:
		for i := range r.Graded {
			out.put(r, i, r.Graded[i].Band) // Ungraded is None
		}
	case ByPoints:
		out.byPoints(r)
	case ByMean:
		out.byMean(r)
	}
	return out
}

func (s *Sum) add(c *scoring.Customer) {
	s.Count++
	if s.R += int64(c.R); !c.HasR {
		s.Never, s.R = s.Never+1, s.R-int64(c.R)
	}
	s.F += int64(c.F)
	s.Money += c.M
}

func (out *Split) put(r *scoring.Result, i int, segment uint8) {
	if int(segment) < len(out.Sums) {
		out.Of[i] = segment
		out.Sums[segment].add(&r.Customers[i])
	}
}

func (out *Split) byPoints(r *scoring.Result) {
	var points [3][]uint8
	for _, m := range profile.Metrics {
		points[m], out.Ranked[m] = r.Fives(m)
	}
	var cells [6 * 6 * 6]uint8
	for k := range cells {
		cells[k] = None
		if p, f, m := uint8(k/36), uint8(k/6%6), uint8(k%6); p > 0 && f > 0 && m > 0 {
			cells[k] = out.Scheme.at(p, f, m)
		}
	}
	for i := range r.Customers {
		out.put(r, i, cells[int(points[0][i])*36+int(points[1][i])*6+int(points[2][i])])
	}
}

// byMean compares exactly: the values are whole, so what reaches the mean reaches the next whole number.
func (out *Split) byMean(r *scoring.Result) {
	if out.All.Count == 0 {
		return
	}
	n := int64(out.All.Count)
	days, visits, money := floor(out.All.R, n), -floor(-out.All.F, n), -floor(-int64(out.All.Money), n)
	out.Means = out.All.Means(r.Profile.Unit)
	var number [8]uint8
	for i, s := range out.Segments {
		number[class(s.High[0], s.High[1], s.High[2])] = uint8(i)
	}
	for i := range r.Customers {
		if c := &r.Customers[i]; r.Graded[i].Band != profile.Ungraded {
			out.put(r, i, number[class(int64(c.R) <= days, int64(c.F) >= visits, int64(c.M) >= money)])
		}
	}
}

func class(r, f, m bool) (n int) {
	for _, high := range [3]bool{r, f, m} {
		n <<= 1
		if high {
			n++
		}
	}
	return n
}

func floor(a, n int64) int64 {
	if a%n < 0 {
		return a/n - 1
	}
	return a / n
}

// Means gives the mean days, visits and money of a segment with the digits that are worth showing: days and visits
// with one behind the point, yuan with two, 万元 with four.
func (s Sum) Means(u decimal.Unit) (means [3]decimal.Decimal) {
	if s.Count == s.Never {
		return means
	}
	means[profile.Recency] = mean(s.R, int64(s.Count-s.Never), 1)
	means[profile.Frequency] = mean(s.F, int64(s.Count), 1)
	shown, cut := uint8(2), int64(100) // Money counts ten-thousandths of a yuan
	if u == decimal.WanYuan {
		shown, cut = 4, 10_000
	}
	coef := halfUp(int64(s.Money), int64(s.Count)*cut)
	means[profile.Monetary] = decimal.Decimal{Coef: coef, Exp: shown}
	return means
}

// mean divides with some places behind the point, rounded half up.
func mean(sum, n int64, places uint8) decimal.Decimal {
	scale := int64(1)
	for range places {
		scale *= 10
	}
	return decimal.Decimal{Coef: halfUp(sum*scale, n), Exp: places}
}

func halfUp(a, n int64) int64 {
	whole := floor(a, n)
	if rest := a - whole*n; rest >= n-rest {
		whole++
	}
	return whole
}
