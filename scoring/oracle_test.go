package scoring_test

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"

	"fenji/scoring"
	"fenji/scoring/decimal"
	"fenji/scoring/profile"
)

// The oracle scores as the rules read: fractions of big integers, every customer compared with every other. It shares
// nothing with the package but the types.

type verdict struct {
	points [3]*big.Rat
	score  *big.Rat
	grade  string
}

func rat(d decimal.Decimal) *big.Rat {
	ten := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(d.Exp)), nil)
	return new(big.Rat).SetFrac(big.NewInt(d.Coef), ten)
}

// measure gives a metric in days, visits, or the profile's unit of money.
func measure(p *profile.Profile, c scoring.Customer, m profile.Metric) *big.Rat {
	switch {
	case m == profile.Recency:
		return big.NewRat(int64(c.R), 1)
	case m == profile.Frequency:
		return big.NewRat(int64(c.F), 1)
	case p.Unit == decimal.WanYuan:
		return big.NewRat(int64(c.M), 100_000_000)
	}
	return big.NewRat(int64(c.M), 10_000)
}

func valid(p *profile.Profile, c scoring.Customer) bool {
	if !c.HasR || c.R < 0 || c.F < 0 {
		return false
	}
	for _, m := range profile.Metrics {
		v, r := measure(p, c, m), p.Metrics[m].Valid
		if r.Min != nil && (v.Cmp(rat(*r.Min)) < 0 || r.MinOpen && v.Cmp(rat(*r.Min)) == 0) {
			return false
		}
		if r.Max != nil && (v.Cmp(rat(*r.Max)) > 0 || r.MaxOpen && v.Cmp(rat(*r.Max)) == 0) {
			return false
		}
	}
	return true
}

// oracle scores customer i among all; nil when it cannot be scored.
func oracle(p *profile.Profile, all []scoring.Customer, i int) *verdict {
	if !valid(p, all[i]) {
		return nil
	}
	v := &verdict{score: new(big.Rat)}
	for _, m := range profile.Metrics {
		rule := p.Metrics[m]
		switch rule.Method {
		case profile.Cuts:
			v.points[m] = oracleCuts(rule, measure(p, all[i], m))
		case profile.Rank:
			v.points[m] = oracleRank(p, all, i, m)
		case profile.Mean:
			v.points[m] = oracleMean(p, all, i, m)
		default:
			v.points[m] = measure(p, all[i], m)
		}
		v.score.Add(v.score, new(big.Rat).Mul(v.points[m], rat(rule.Weight)))
	}
	for _, b := range p.Bands {
		if c := v.score.Cmp(rat(b.From)); c > 0 || c == 0 && !b.Open {
			v.grade = b.Grade
			break
		}
	}
	return v
}

func oracleCuts(rule profile.Rule, v *big.Rat) *big.Rat {
	for _, s := range rule.Steps {
		if s.Last {
			return rat(s.Points)
		}
		if c := v.Cmp(rat(s.To)); c < 0 || c == 0 && !s.Open {
			return rat(s.Points)
		}
	}
	return nil
}

func oracleRank(p *profile.Profile, all []scoring.Customer, i int, m profile.Metric) *big.Rat {
	n, better, equal, before := int64(0), int64(0), int64(0), int64(0)
	for j, c := range all {
		if !valid(p, c) {
			continue
		}
		n++
		d := measure(p, c, m).Cmp(measure(p, all[i], m))
		if m == profile.Recency {
			d = -d
		}
		switch {
		case d > 0:
			better++
		case d == 0:
			equal++
			if j < i {
				before++
			}
		}
	}
	k := big.NewRat(better+equal, 1)
	switch p.Metrics[m].Tie {
	case profile.Best:
		k = big.NewRat(better+1, 1)
	case profile.Average:
		k = big.NewRat(2*better+equal+1, 2)
	case profile.Order:
		k = big.NewRat(better+before+1, 1)
	}
	if rule := p.Metrics[m]; rule.Shares != nil {
		sum := int64(0)
		for part, share := range rule.Shares {
			sum += int64(share)
			if reach := new(big.Rat).Mul(new(big.Rat).Sub(k, big.NewRat(1, 1)), big.NewRat(100, 1)); reach.Cmp(big.NewRat(sum*n, 1)) < 0 {
				if rule.Points != nil {
					return rat(rule.Points[part])
				}
				return big.NewRat(int64(len(rule.Shares)-part), 1)
			}
		}
	}
	parts := int64(p.Metrics[m].Parts)
	lost := new(big.Rat).Mul(new(big.Rat).Sub(k, big.NewRat(1, 1)), big.NewRat(parts, n))
	floor := new(big.Int).Quo(lost.Num(), lost.Denom())
	return new(big.Rat).Sub(big.NewRat(parts, 1), new(big.Rat).SetInt(floor))
}

func oracleMean(p *profile.Profile, all []scoring.Customer, i int, m profile.Metric) *big.Rat {
	mean, n := new(big.Rat), int64(0)
	for _, c := range all {
		if valid(p, c) {
			mean.Add(mean, measure(p, c, m))
			n++
		}
	}
	mean.Quo(mean, big.NewRat(n, 1))
	if v := p.Metrics[m].Value; v != nil {
		mean = rat(*v)
	}
	c := measure(p, all[i], m).Cmp(mean)
	if c == 0 || (c > 0) == (m != profile.Recency) {
		return big.NewRat(1, 1)
	}
	return new(big.Rat)
}

// agree scores customers both ways and tells the first difference.
func agree(p *profile.Profile, customers []scoring.Customer) error {
	r, err := scoring.Score(customers, p, 0, scoring.Options{})
	if err != nil {
		return err
	}
	for i, c := range customers {
		want := oracle(p, customers, i)
		if want == nil {
			if r.Grade(i) != "" || r.Graded[i].Reason == scoring.None || r.Score(i).Coef != 0 {
				return fmt.Errorf("%+v graded %q, cannot be scored", c, r.Grade(i))
			}
			continue
		}
		for _, m := range profile.Metrics {
			if rat(r.Points(i, m)).Cmp(want.points[m]) != 0 {
				return fmt.Errorf("%+v: %s points %s, want %s", c, m, r.Points(i, m), want.points[m].RatString())
			}
		}
		if rat(r.Score(i)).Cmp(want.score) != 0 || r.Grade(i) != want.grade {
			return fmt.Errorf("%+v: %s %q, want %s %q", c, r.Score(i), r.Grade(i), want.score.RatString(), want.grade)
		}
	}
	return nil
}

// someProfile makes up a profile that is fit for scoring.
func someProfile(rnd *rand.Rand) *profile.Profile {
	p := &profile.Profile{
		Schema: 2, ID: "made-up", Name: profile.Text{En: "Made up"},
		Unit: decimal.Yuan + decimal.Unit(rnd.IntN(2)),
	}
	for _, m := range profile.Metrics {
		rule := &p.Metrics[m]
		rule.Weight = decimal.Decimal{Coef: 1 + rnd.Int64N(1000), Exp: uint8(rnd.IntN(4))}.Trim()
		rule.Method = profile.Method(rnd.IntN(4))
		if m == profile.Recency && rule.Method == profile.Raw {
			rule.Method = profile.Rank
		}
		switch rule.Method {
		case profile.Cuts:
			rule.Steps = someSteps(rnd, m)
		case profile.Rank:
			rule.Parts, rule.Tie = 2+rnd.IntN(9), profile.Tie(rnd.IntN(4))
			if rnd.IntN(2) == 0 {
				rule.Parts = 0
				rule.Shares, rule.Points = someShares(rnd)
			}
		case profile.Mean:
			if rnd.IntN(3) == 0 {
				rule.Value = &decimal.Decimal{Coef: rnd.Int64N(30)}
			}
		}
		if rnd.IntN(3) == 0 {
			rule.Valid.Min, rule.Valid.MinOpen = &decimal.Decimal{Coef: rnd.Int64N(3)}, rnd.IntN(2) == 0
		}
		if rnd.IntN(5) == 0 {
			rule.Valid.Max, rule.Valid.MaxOpen = &decimal.Decimal{Coef: 40 + rnd.Int64N(60)}, rnd.IntN(2) == 0
		}
	}
	from := rnd.Int64N(500)
	codes := [][]string{{"A", "B", "C", "D", "E", "F"}, {"S", "A+", "A", "1", "优", "★"}}[rnd.IntN(2)]
	for i := range 1 + rnd.IntN(6) {
		band := profile.Band{Grade: codes[i], Open: rnd.IntN(2) == 0, Name: profile.Text{Zh: "甲"}}
		band.From = decimal.Int(from)
		p.Bands = append(p.Bands, band)
		from -= 2 + rnd.Int64N(200)
	}
	return p
}

func someShares(rnd *rand.Rand) (shares []int, points []decimal.Decimal) {
	rest := 100
	for range 1 + rnd.IntN(5) {
		share := 1 + rnd.IntN(rest/2)
		shares, rest = append(shares, share), rest-share
		if rest < 4 {
			break
		}
	}
	shares = append(shares, rest)
	if rnd.IntN(2) == 0 {
		return shares, nil
	}
	worth := int64(60)
	for range shares {
		points = append(points, decimal.Decimal{Coef: worth, Exp: 1}.Trim())
		worth -= rnd.Int64N(20)
	}
	return shares, points
}

func someSteps(rnd *rand.Rand, m profile.Metric) []profile.Step {
	var steps []profile.Step
	n := 1 + rnd.IntN(6)
	to, points := int64(0), rnd.Int64N(5)
	for range n {
		to += 1 + rnd.Int64N(12)
		points += rnd.Int64N(3)
		steps = append(steps, profile.Step{
			To: decimal.Int(to), Open: rnd.IntN(4) == 0 && to > 1, Points: decimal.Decimal{Coef: points * 5, Exp: 1}.Trim(),
		})
	}
	for i := 1; i < n; i++ { // keep an open end from emptying a step
		if steps[i].Open && steps[i].To.Coef-1 <= steps[i-1].To.Coef {
			steps[i].Open = false
		}
	}
	steps[n-1].Last, steps[n-1].Open, steps[n-1].To = true, false, decimal.Decimal{}
	if m == profile.Recency {
		points := make([]decimal.Decimal, n)
		for i := range steps {
			points[i] = steps[n-1-i].Points
		}
		for i := range steps {
			steps[i].Points = points[i]
		}
	}
	return steps
}

// someCustomers makes up n customers with few distinct values, so that there are ties and ends are hit.
func someCustomers(rnd *rand.Rand, p *profile.Profile, n int) []scoring.Customer {
	unit := int64(10_000)
	if p.Unit == decimal.WanYuan {
		unit = 100_000_000
	}
	customers := make([]scoring.Customer, n)
	for i := range customers {
		c := &customers[i]
		c.ID, c.HasR = fmt.Sprint("c", i), rnd.IntN(20) > 0
		c.R, c.F = int32(rnd.IntN(60)-1), int32(rnd.IntN(20))
		c.M = decimal.Money(rnd.Int64N(60)*unit - 5*unit)
		c.M += decimal.Money(slices.Max([]int64{0, rnd.Int64N(5) - 3}) * unit / 100)
	}
	return customers
}
