// Package doctor says what is wrong with a set of grading rules, before anybody is graded by it.
//
// What goes in: a [draft.Draft], both ends of every range as typed, and, where there are some, customers graded by it. What
// comes out: findings, each with a stable code, the facts of its sentence, rows of the user's own that show it, and the
// draft that one click would make of it. It decides nothing: a draft with findings may still grade, if it says a profile.
//
// What can be proved is proved: grades that cannot occur are found by going through every combination of points.
package doctor

import (
	"math"
	"slices"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/draft"
	"fenji/scoring/profile"
)

// The codes of findings. The texts are those of the catalogue, "doctor."+code.
const (
	Gap              = "gap"               // values that no range holds
	Overlap          = "overlap"           // values that two ranges hold
	PointsNever      = "points-never"      // points within the scale that no step earns
	ScaleTurns       = "scale-turns"       // a better value earns fewer points
	WeightsSum       = "weights-sum"       // weights that do not sum to one: a note
	GradeUnreachable = "grade-unreachable" // a grade that cannot occur
	CutUnreachable   = "cut-unreachable"   // a step whose values are not valid
	StepEmpty        = "step-empty"        // a step without anybody
	ValueCrowded     = "value-crowded"     // one value of a ranked metric holds more than 40 %
	UnitDoubt        = "unit-doubt"        // the median of money is beyond a thousand times the lowest cut, either way
	WindowLonger     = "window-longer"     // the window reaches back beyond the data
	Fragile          = "fragile"           // the share of customers one step from another grade
)

// A Finding is something that the user should look at.
type Finding struct {
	Code   string
	Field  string       // as in metrics.M or bands[1]
	Args   []string     // of its sentence, as name, value, name, value …
	Note   bool         // nothing is wrong; it is to be known
	Of     *Values      // the values that it is about; nil: those of no one metric
	Rows   []int        // customers that show it, at most three
	Total  int          // all of these
	Remedy *draft.Draft // what one click makes of it; nil when the user has to decide
}

// Values are those of a metric from Lo to Hi, both included: days, visits or ten-thousandths of a yuan.
type Values struct {
	Metric profile.Metric
	Lo, Hi int64
}

// Data is what a draft is held against. A draft that says no profile, or says another one than customers were graded by, has
// no result; what it leaves out, gives twice or turns round is held against the customers all the same.
type Data struct {
	Result    *scoring.Result    // by the draft's own profile; nil when there is none
	Customers []scoring.Customer // counted under the draft's window; of a result its own
	First     civil.Day          // the earliest visit; NoDay when not known
}

// most is how many rows of the user's own a finding carries.
const most = 3

// Examine gives the findings on a draft, in the order in which they should be read. data may be nil.
func Examine(d *draft.Draft, data *Data) []Finding {
	list := examine(d, data)
	if data == nil {
		return list
	}
	customers := data.Customers
	if data.Result != nil {
		customers = data.Result.Customers
	}
	for i := range list {
		if f := &list[i]; f.Of != nil && f.Total == 0 {
			f.name(customers)
		}
	}
	return list
}

// name names the customers whose value is one of those that the finding is about.
func (f *Finding) name(customers []scoring.Customer) {
	for i := range customers {
		if !f.Of.holds(&customers[i]) {
			continue
		}
		if f.Total++; len(f.Rows) < most {
			f.Rows = append(f.Rows, i)
		}
	}
}

func examine(d *draft.Draft, data *Data) []Finding {
	var list []Finding
	for _, m := range profile.Metrics {
		if d.Metrics[m].Method == profile.Cuts {
			list = append(list, ranges(d, m)...)
		}
	}
	list = append(list, weights(d)...)
	p, err := d.Parsed()
	if err != nil {
		return append(list, scoresOf(d, nil)...)
	}
	e, _ := profile.Check(p)
	list = append(list, scoresOf(d, e)...)
	for _, m := range profile.Metrics {
		list = append(list, idle(d, &e.Gauges[m])...)
	}
	list = append(list, unreachable(p, e)...)
	if data != nil && data.Result != nil {
		list = append(list, ofData(d, p, e, data)...)
	}
	return list
}

func field(m profile.Metric) string { return "metrics." + m.String() }

// ranges looks at a scale as typed: what it leaves out, gives twice, never earns, and where it turns round.
func ranges(d *draft.Draft, m profile.Metric) []Finding {
	spans, err := d.Spans(m)
	if err != nil {
		return nil // the error of the draft says it
	}
	var list []Finding
	args := func(more ...string) []string { return append([]string{"metric", m.String()}, more...) }
	of := func(lo, hi int64) *Values { return &Values{m, lo, hi} }
	if from, ok := bottom(d, m); ok && spans[0].Lo > from {
		list = append(list, Finding{Code: Gap, Field: field(m), Of: of(from, spans[0].Lo-1),
			Args: args(ends(d, m, from, spans[0].Lo-1, nil, d.Ranges[m][spans[0].Row].Low)...), Remedy: open(d, m, spans[0].Row, true)})
	}
	top := spans[0]
	for _, s := range spans[1:] {
		switch {
		case s.Lo > top.Hi+1:
			list = append(list, Finding{Code: Gap, Field: field(m), Of: of(top.Hi+1, s.Lo-1),
				Args: args(ends(d, m, top.Hi+1, s.Lo-1, d.Ranges[m][top.Row].High, d.Ranges[m][s.Row].Low)...), Remedy: closed(d, m, top.Row, s.Row)})
		case s.Lo <= top.Hi:
			list = append(list, Finding{Code: Overlap, Field: field(m), Of: of(s.Lo, min(s.Hi, top.Hi)),
				Args: args("from", d.Written(s.Lo, m), "to", d.Written(min(s.Hi, top.Hi), m), "points", points(d, m, top.Row),
					"other", points(d, m, s.Row)), Remedy: apart(d, m, top.Row, s)})
		}
		if s.Hi > top.Hi {
			top = s
		}
	}
	if last := d.Ranges[m][top.Row]; last.High != nil && !beyond(d, m, top.Hi) {
		list = append(list, Finding{Code: Gap, Field: field(m), Of: of(top.Hi+1, math.MaxInt64), Args: args(ends(d, m, top.Hi+1, -1, last.High, nil)...),
			Remedy: open(d, m, top.Row, false)})
	}
	return append(list, turns(d, m, spans)...)
}

// ends name the ends of a gap: the first and the last whole number in it or, of money, the ends of the steps beside it as
// typed. A missing end is "".
func ends(d *draft.Draft, m profile.Metric, from, to int64, low, high *decimal.Decimal) []string {
	if m != profile.Monetary {
		args := []string{"from", d.Written(from, m), "to", ""}
		if to >= 0 {
			args[3] = d.Written(to, m)
		}
		return args
	}
	args := []string{"above", "", "under", ""}
	if low != nil {
		args[1] = low.String()
	}
	if high != nil {
		args[3] = high.String()
	}
	return args
}

func points(d *draft.Draft, m profile.Metric, row int) string {
	return d.Ranges[m][row].Points.Trim().String()
}

// bottom is the least value that a metric can have and ought to be graded: 0 days; a visit, or none where a window may
// hold none; any sum of money above 0.
func bottom(d *draft.Draft, m profile.Metric) (int64, bool) {
	if r := d.Metrics[m].Valid; r.Min != nil {
		v, ok := whole(d, m, *r.Min)
		if r.MinOpen {
			v++
		}
		return v, ok
	}
	switch {
	case m == profile.Frequency && d.Window == (civil.Window{}):
		return 1, true
	case m == profile.Monetary:
		return 1, true
	}
	return 0, true
}

// beyond tells that the values above v are not valid.
func beyond(d *draft.Draft, m profile.Metric, v int64) bool {
	r := d.Metrics[m].Valid
	if r.Max == nil {
		return false
	}
	end, ok := whole(d, m, *r.Max)
	if r.MaxOpen {
		end--
	}
	return ok && v >= end
}

func whole(d *draft.Draft, m profile.Metric, v decimal.Decimal) (int64, bool) {
	if m == profile.Monetary {
		money, ok := decimal.MoneyOf(v, d.Unit)
		return int64(money), ok
	}
	r, ok := v.Rescale(0)
	return r.Coef, ok
}

// turns looks at the points of a scale in the order of its values.
func turns(d *draft.Draft, m profile.Metric, spans []draft.Span) []Finding {
	var list []Finding
	least, greatest, wholes := decimal.Decimal{}, decimal.Decimal{}, true
	earned := map[int64]bool{}
	for i, s := range spans {
		p := d.Ranges[m][s.Row].Points.Trim()
		if n, ok := p.Rescale(0); ok {
			earned[n.Coef] = true
		} else {
			wholes = false
		}
		if i == 0 || p.Cmp(least) < 0 {
			least = p
		}
		if i == 0 || p.Cmp(greatest) > 0 {
			greatest = p
		}
		if i == 0 {
			continue
		}
		before := d.Ranges[m][spans[i-1].Row].Points
		if c := p.Cmp(before); m == profile.Recency && c > 0 || m != profile.Recency && c < 0 {
			list = append(list, Finding{Code: ScaleTurns, Field: field(m), Of: &Values{m, s.Lo, s.Hi}, Args: []string{"metric", m.String(),
				"at", d.Written(s.Lo, m), "points", p.String(), "before", before.Trim().String()}})
		}
	}
	if !wholes || greatest.Coef-least.Coef > 100 {
		return list
	}
	for n := least.Coef + 1; n < greatest.Coef; n++ {
		if !earned[n] {
			list = append(list, Finding{Code: PointsNever, Field: field(m),
				Args: []string{"metric", m.String(), "points", decimal.Int(n).String()}, Note: true})
		}
	}
	return list
}

// weights notes a sum that is not one, unless the metrics are added as they are.
func weights(d *draft.Draft) []Finding {
	sum, plain := decimal.Decimal{}, true
	for _, m := range profile.Metrics {
		w := d.Metrics[m].Weight.Trim()
		plain = plain && w == decimal.Int(1)
		sum = plus(sum, w)
	}
	if plain || sum.Trim() == decimal.Int(1) {
		return nil
	}
	return []Finding{{Code: WeightsSum, Field: "metrics", Args: []string{"sum", sum.Trim().String()}, Note: true}}
}

// plus adds weights, which are far from overflow.
func plus(a, b decimal.Decimal) decimal.Decimal {
	exp := max(a.Exp, b.Exp)
	a, _ = a.Rescale(exp)
	b, _ = b.Rescale(exp)
	return decimal.Decimal{Coef: a.Coef + b.Coef, Exp: exp}
}

// changed is the draft with other ranges of a metric.
func changed(d *draft.Draft, m profile.Metric, change func(rows []draft.Range)) *draft.Draft {
	c := *d
	c.Ranges[m] = slices.Clone(d.Ranges[m])
	change(c.Ranges[m])
	return &c
}

// open takes the lower or the upper end from a row.
func open(d *draft.Draft, m profile.Metric, row int, lower bool) *draft.Draft {
	return changed(d, m, func(rows []draft.Range) {
		if lower {
			rows[row].Low, rows[row].LowOpen = nil, false
		} else {
			rows[row].High, rows[row].HighOpen = nil, false
		}
	})
}

// closed lets the upper of two rows begin where the lower one ends.
func closed(d *draft.Draft, m profile.Metric, lower, upper int) *draft.Draft {
	return changed(d, m, func(rows []draft.Range) {
		rows[upper].Low, rows[upper].LowOpen = rows[lower].High, !rows[lower].HighOpen
	})
}

// apart gives what two rows hold to the lower one, when it is an end of both; nil otherwise.
func apart(d *draft.Draft, m profile.Metric, lower int, upper draft.Span) *draft.Draft {
	low, high := d.Ranges[m][lower], d.Ranges[m][upper.Row]
	if low.High == nil || high.Low == nil || low.High.Cmp(*high.Low) != 0 {
		return nil
	}
	return closed(d, m, lower, upper.Row)
}
