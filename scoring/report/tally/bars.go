package tally

import (
	"fenji/scoring/report"
	"slices"
	"sort"

	"fenji/scoring/decimal"
	"fenji/scoring/profile"
)

// Widths of bars that people count in, the smallest first.
var (
	dayWidths   = []int64{1, 2, 5, 10, 15, 30, 60, 90, 180, 365, 730, 1825, 3650}
	countWidths = []int64{1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10_000, 100_000, 1_000_000}
)

// mostBars is how many bars a chart holds well, besides the open ones at its ends.
const mostBars = 15

// A spread holds the values of one metric in ascending order, or counted by value.
type spread struct {
	n        int
	min, max int64
	at       func(perMille int) int64 // quantile
	upTo     func(value int64) int    // how many values are at most this
}

// counted sorts small whole numbers by counting. What is larger than room counts as room.
func counted(values func(yield func(int64))) spread {
	const room = 1 << 16
	counts := make([]int32, room+1)
	s := spread{}
	values(func(v int64) {
		if s.n == 0 || v < s.min {
			s.min = v
		}
		if s.n == 0 || v > s.max {
			s.max = v
		}
		s.n++
		counts[max(0, min(v, room))]++
	})
	sums := make([]int, room+1)
	sum := 0
	for v, n := range counts {
		sum += int(n)
		sums[v] = sum
	}
	s.at = func(perMille int) int64 {
		at, _ := slices.BinarySearch(sums, max(1, s.n*perMille/1000))
		return int64(at)
	}
	s.upTo = func(v int64) int { return sums[max(0, min(v, room))] }
	return s
}

func sorted(money []decimal.Money) spread {
	if len(money) == 0 {
		return spread{}
	}
	s := spread{n: len(money), min: int64(money[0]), max: int64(money[len(money)-1])}
	s.at = func(perMille int) int64 { return int64(money[(len(money)-1)*perMille/1000]) }
	s.upTo = func(v int64) int {
		at, _ := slices.BinarySearch(money, decimal.Money(v)+1)
		return at
	}
	return s
}

// bars sorts customers into bars by a metric.
func (s Source) bars(m profile.Metric, money []decimal.Money) report.Bars {
	r := s.View.Result
	var sp spread
	if m == profile.Monetary {
		sp = sorted(money)
	} else {
		sp = counted(func(yield func(int64)) {
			for i := range r.Customers {
				if m == profile.Frequency || r.Customers[i].HasR {
					yield(s.value(i, m))
				}
			}
		})
	}
	b := report.Bars{Rest: len(money) - sp.n}
	if sp.n == 0 {
		return b
	}
	cuts := s.cuts(m)
	edges, grain, each := s.edges(m, sp, cuts)
	b.Each = each
	edges = cutAt(edges, cuts)
	for _, e := range edges {
		b.Edges = append(b.Edges, s.print(m, e))
	}
	below := 0
	for k, e := range edges {
		f := report.Filter{Field: m.String(), High: s.print(m, e)}
		if k > 0 {
			f.Low = s.print(m, edges[k-1]+grain)
		}
		n := sp.upTo(e)
		b.Items = append(b.Items, report.Item{Count: n - below, Filters: []report.Filter{f}})
		below = n
	}
	if last := edges[len(edges)-1]; below < sp.n {
		b.Items = append(b.Items, report.Item{Count: sp.n - below,
			Filters: []report.Filter{{Field: m.String(), Low: s.print(m, last+grain)}}})
	}
	b.Cuts = places(cuts, edges, sp, len(b.Items))
	return b
}

func (s Source) print(m profile.Metric, v int64) string {
	if m == profile.Monetary {
		return decimal.Money(v).In(s.View.Result.Profile.Unit).String()
	}
	return itoa(v)
}

// edges chooses where bars end, and the smallest step from one of the values to the next.
func (s Source) edges(m profile.Metric, sp spread, cuts []cut) (edges []int64, grain int64, each bool) {
	switch m {
	case profile.Recency:
		return even(dayWidths, 0, reach(sp, cuts)), 1, false
	case profile.Frequency:
		edges = even(countWidths, max(0, sp.min-1), reach(sp, cuts))
		if each = len(edges) < 2 || edges[1]-edges[0] == 1; each && sp.min <= 0 {
			edges = slices.Insert(edges, 0, 0)
		}
		return edges, 1, each
	}
	one := int64(decimal.Decimal{Coef: 1, Exp: 0}.Coef)
	for range s.View.Result.Profile.Unit.Places() {
		one *= 10
	}
	low, mid, high := sp.at(20), sp.at(500), sp.at(985)
	grain = s.grain(one)
	if low > 0 && high > 6*mid {
		return doubling(low, high, one), grain, false
	}
	width := int64(1)
	for unit := max(1, one/100); ; unit *= 10 {
		for _, f := range [...]int64{1, 2, 5} {
			if width = unit * f; width*mostBars >= high-min(0, low) {
				return even([]int64{width}, floor(min(0, low), width), max(high, width)), grain, false
			}
		}
	}
}

// cutAt lets a bar end at every cut within the edges, so that no bar holds customers of two points.
func cutAt(edges []int64, cuts []cut) []int64 {
	for _, c := range cuts {
		if at, there := slices.BinarySearch(edges, c.end); !there && at < len(edges) && c.end > 0 {
			edges = slices.Insert(edges, at, c.end)
		}
	}
	return edges
}

// floor gives the multiple of width below n.
func floor(n, width int64) int64 {
	q := n / width
	if n%width < 0 {
		q--
	}
	return q * width
}

// reach is how far bars of one width go: past nearly all values and past every cut that some value passes.
func reach(sp spread, cuts []cut) int64 {
	to := sp.at(980)
	for _, c := range cuts {
		if c.end < sp.max && c.end < 4*max(1, to) {
			to = max(to, c.end)
		}
	}
	return max(1, to)
}

// even sets edges of the smallest width that makes few enough bars, from start on.
func even(widths []int64, start, to int64) (edges []int64) {
	width := widths[len(widths)-1]
	for _, w := range widths {
		if (to-start+w-1)/w <= mostBars {
			width = w
			break
		}
	}
	for e := start + width; ; e += width {
		if edges = append(edges, e); e >= to || len(edges) == 4*mostBars {
			return edges
		}
	}
}

// doubling sets edges at 1, 2, 5, 10, 20, 50 … of the unit, for money of which a few pay very much.
func doubling(low, high, one int64) (edges []int64) {
	base := one
	for base > low && base > 1 {
		base = max(1, base/10)
	}
	for ; ; base *= 10 {
		for _, f := range [...]int64{1, 2, 5} {
			if e := base * f; e*2 > low {
				if edges = append(edges, e); e >= high {
					return edges
				}
			}
		}
	}
}

// grain is the largest power of ten, in parts of the unit of money, that all amounts are multiples of: whole yuan, cents.
func (s Source) grain(one int64) int64 {
	for i := range s.View.Result.Customers {
		m := int64(s.View.Result.Customers[i].M)
		for one > 1 && m%one != 0 {
			one /= 10
		}
	}
	return one
}

// A cut is where points change: the last whole value before it, and how the profile writes it.
type cut struct {
	end   int64
	value string
}

// cutMarks lists where the points of a metric change, the smallest value first.
func (s Source) cuts(m profile.Metric) (list []cut) {
	r := s.View.Result
	whole := func(d decimal.Decimal) int64 {
		if m == profile.Monetary {
			money, _ := decimal.MoneyOf(d, r.Profile.Unit)
			return int64(money)
		}
		n, _ := d.Trim().Rescale(0)
		return n.Coef
	}
	add := func(d decimal.Decimal, before bool) {
		end := whole(d)
		if before && m != profile.Monetary {
			end--
		}
		list = append(list, cut{end, d.Trim().String()})
	}
	switch rule := r.Profile.Metrics[m]; rule.Method {
	case profile.Cuts:
		for _, step := range rule.Steps {
			if !step.Last {
				add(step.To, step.Open)
			}
		}
	case profile.Mean:
		if rule.Value != nil {
			add(*rule.Value, m != profile.Recency)
		}
		fallthrough
	case profile.Rank:
		for _, c := range r.Cuts.Cuts[m] {
			add(c.Value, c.Open == (m == profile.Recency))
		}
	}
	sort.Slice(list, func(i, j int) bool { return list[i].end < list[j].end })
	return slices.CompactFunc(list, func(a, b cut) bool { return a.end == b.end })
}

// places says where cuts stand between the bars, in thousandths of bars. A cut beyond the last edge is not drawn.
func places(cuts []cut, edges []int64, sp spread, bars int) (list []report.Cut) {
	for _, c := range cuts {
		k, _ := slices.BinarySearch(edges, c.end)
		if k == len(edges) || c.end < min(0, sp.min) {
			continue
		}
		from := min(0, sp.min)
		if k > 0 {
			from = edges[k-1]
		} else if len(edges) > 1 && edges[0] > 0 {
			from = max(from, edges[0]-(edges[1]-edges[0]))
		}
		at := 1000 * k
		if width := edges[k] - from; width > 0 {
			at += int(1000 * float64(max(0, c.end-from)) / float64(width))
		}
		if at < 1000*bars {
			list = append(list, report.Cut{At: at, Value: c.value})
		}
	}
	return list
}
