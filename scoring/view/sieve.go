package view

import (
	"math"
	"slices"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/columns"
	"fenji/scoring/decimal"
	"fenji/scoring/others"
	"fenji/scoring/profile"
	"fenji/scoring/sheet"
)

// A Sieve lets some of the customers through. A list shows those that pass all of its sieves; the values that a facet
// offers are counted among those that pass all but its own, which Field names.
type Sieve struct {
	Field string
	Pass  func(i int) bool
}

// GradeField is the field of the grades that Arrange is given.
const GradeField = "grade"

// Sift sets the sieves besides grades and search, for the next Arrange.
func (v *View) Sift(sieves []Sieve) { v.sieves = sieves }

// What Arrange noted of a customer: shown, held back by one sieve (its number), or by several.
const (
	shown   = 0
	several = 255
)

// sift notes of each customer which sieve holds it back. It looks no further than the second one. Without any sieve there
// is nothing to note.
func (v *View) sift(grades []string, search string) {
	v.holds = v.holds[:0]
	if len(grades) > 0 {
		wanted := v.wanted(grades)
		v.holds = append(v.holds, Sieve{GradeField, func(i int) bool { return wanted[v.band(i)] }})
	}
	v.holds = append(v.holds, v.sieves...)
	if match := v.matcher(search); match != nil {
		v.holds = append(v.holds, Sieve{"", match}) // last, as it takes longest
	}
	if len(v.holds) == 0 {
		v.fate = nil
		return
	}
	n := len(v.Result.Customers)
	if len(v.fate) != n {
		v.fate = make([]uint8, n)
	}
	for i := range v.fate {
		v.fate[i] = shown
		for k := range v.holds {
			if v.holds[k].Pass(i) {
				continue
			}
			if v.fate[i] != shown || k+1 >= several {
				v.fate[i] = several
				break
			}
			v.fate[i] = uint8(k + 1)
		}
	}
}

// among tells which customers pass all sieves but that of a field.
func (v *View) among(field string) func(i int) bool {
	if v.fate == nil {
		return func(int) bool { return true }
	}
	own := uint8(shown)
	for k := range v.holds {
		if v.holds[k].Field == field {
			own = uint8(min(k+1, several-1))
		}
	}
	return func(i int) bool { return v.fate[i] == shown || v.fate[i] == own }
}

// Holding passes the customers whose cell in a column shows one of the texts, of a set those who ever had one; "" stands for a
// blank cell. Each distinct text is compared once.
func (v *View) Holding(col int, texts []string) func(i int) bool {
	if v.Others.Kind(col) == others.Set {
		return v.Others.Has(col, v.showing(col, texts), slices.Contains(texts, ""))
	}
	return v.HoldingLast(col, texts)
}

// HoldingLast passes the customers whose cell in a column shows one of the texts on the row that stands for them.
func (v *View) HoldingLast(col int, texts []string) func(i int) bool {
	shows := v.showing(col, texts)
	return func(i int) bool { return shows(v.Table.Cell(int(v.Result.Customers[i].Row), col)) }
}

// showing tells which cells show one of the texts.
func (v *View) showing(col int, texts []string) func(c sheet.Cell) bool {
	wanted := map[string]bool{}
	for _, t := range texts {
		wanted[t] = true
	}
	const yes, no = 1, 2
	known := make([]uint8, v.Table.Texts())
	return func(c sheet.Cell) bool {
		if c.Kind != sheet.Text && c.Kind != sheet.Error {
			return wanted[v.Table.Text(c)]
		}
		id := c.TextID()
		if known[id] == 0 {
			known[id] = no
			if wanted[v.Table.String(id)] {
				known[id] = yes
			}
		}
		return known[id] == yes
	}
}

// A Measure is a figure of a customer that ranges are set on.
type Measure int

// The measures: the three metrics, in the order of package scoring, and the score.
const (
	Days Measure = iota
	Visits
	Money
	Points // the score
)

// measure gives a measure of a customer as a whole number; see figure for what it counts.
func (v *View) measure(i int, m Measure) (n int64, known bool) {
	c, g := &v.Result.Customers[i], &v.Result.Graded[i]
	switch m {
	case Days:
		return int64(c.R), c.HasR
	case Visits:
		return int64(c.F), true
	case Money:
		return int64(c.M), true
	}
	return g.Score, g.Reason == scoring.None
}

// places is how many decimal places the whole numbers of measure have.
func (v *View) places(m Measure) uint8 {
	switch m {
	case Money:
		return v.Result.Profile.Unit.Places()
	case Points:
		return v.Result.Places()
	}
	return 0
}

// figure writes a measure as it is printed: days, visits, money in the profile's unit, or points of the score.
func (v *View) figure(n int64, m Measure) decimal.Decimal {
	if m == Points {
		return v.Result.Printed(n)
	}
	return decimal.Decimal{Coef: n, Exp: v.places(m)}.Trim()
}

// Within passes the customers whose measure lies from low to high, both included; nil is no end. A customer without the
// measure lies nowhere.
func (v *View) Within(m Measure, low, high *decimal.Decimal) func(i int) bool {
	from, to := int64(math.MinInt64), int64(math.MaxInt64)
	if low != nil {
		from = whole(*low, v.places(m), 1)
	}
	if high != nil {
		to = whole(*high, v.places(m), -1)
	}
	return func(i int) bool {
		n, known := v.measure(i, m)
		return known && from <= n && n <= to
	}
}

// whole counts d in units of the given decimal place. What is lost is rounded up or down, by the sign of way.
func whole(d decimal.Decimal, places uint8, way int64) int64 {
	sign := int64(1)
	if d.Coef < 0 {
		sign = -1
	}
	lost := false
	for ; d.Exp > places; d.Exp-- {
		lost = lost || d.Coef%10 != 0
		d.Coef /= 10
	}
	d, fits := d.Rescale(places)
	switch {
	case !fits:
		return sign * math.MaxInt64
	case lost && sign == way:
		return d.Coef + way
	}
	return d.Coef
}

// Scoring passes the customers that earned one of the points in a metric.
func (v *View) Scoring(m profile.Metric, points []decimal.Decimal) func(i int) bool {
	return func(i int) bool {
		if v.Result.Graded[i].Reason != scoring.None {
			return false
		}
		got := v.Result.Points(i, m)
		for _, p := range points {
			if got.Cmp(p) == 0 {
				return true
			}
		}
		return false
	}
}

// Since passes the customers whose last purchase lies from one day to another; NoDay is no end.
func (v *View) Since(from, to civil.Day) func(i int) bool {
	return func(i int) bool {
		d := v.Result.Customers[i].Last
		return d != civil.NoDay && (from == civil.NoDay || d >= from) && (to == civil.NoDay || d <= to)
	}
}

// Best passes those who pay most: so many of a thousand, rounded up, of equals those that stand first in the file.
func (v *View) Best(perMille int) func(i int) bool {
	n := len(v.Result.Customers)
	all := make([]uint32, n)
	for i := range all {
		all[i] = uint32(i)
	}
	all = v.Sorted(all, []Key{{columns.MAmount, true}})
	best := make([]bool, n)
	for _, i := range all[:min(n, (n*max(0, perMille)+999)/1000)] {
		best[i] = true
	}
	return func(i int) bool { return best[i] }
}
