package periods

import (
	"cmp"
	"slices"
	"sort"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/models/numeric"
	"fenji/scoring/profile"
)

// An Outcome is what an action did: those who were asked beside others who were like them the day before.
type Outcome struct {
	Over             bool     // the days after the action are over; until then only Treated and Control's sizes count
	Pairs            [][2]int // treated and control
	Alone            []int    // treated of whom nobody like them was left
	Treated, Control Ratio    // who came within the days
	Difference       float64
	Low, High        float64 // Newcombe's interval of 95 % for it
	Money            float64 // mean difference a pair, in the money's smallest unit
	MoneyLow         float64
	MoneyHigh        float64
	Provable         float64 // the smallest share that these pairs could have told from the control's
	Can              bool    // there is one
}

// A kin is those who had the same grade and the same points of R and F.
type kin struct {
	band              uint8
	recency, frequent decimal.Decimal
}

// Effect compares treated customers with matched others: a visit in (day, day + days]. before is the grading of the day
// before the action.
func (l *Log) Effect(before *scoring.Result, treated []int, day civil.Day, days int) *Outcome {
	o := &Outcome{Over: day+civil.Day(days) <= l.AsOf}
	o.match(before, treated, day)
	var money []float64
	for _, pair := range o.Pairs {
		o.Treated.Whole++
		o.Control.Whole++
		if l.Came(pair[0], day+1, day+civil.Day(days)) {
			o.Treated.Part++
		}
		if l.Came(pair[1], day+1, day+civil.Day(days)) {
			o.Control.Part++
		}
		money = append(money, float64(l.MoneyIn(pair[0], day+1, day+civil.Day(days))-
			l.MoneyIn(pair[1], day+1, day+civil.Day(days))))
	}
	if !o.Over {
		o.Treated.Part, o.Control.Part = 0, 0
		return o
	}
	n := len(o.Pairs)
	o.Low, o.High = numeric.Newcombe(o.Treated.Part, n, o.Control.Part, n)
	if n > 0 {
		o.Difference = float64(o.Treated.Part-o.Control.Part) / float64(n)
		o.Provable, o.Can = numeric.SmallestProvable(n, float64(o.Control.Part)/float64(n))
	}
	o.Money, o.MoneyLow, o.MoneyHigh = bootstrap(money, numeric.Hash("effect", day.String()))
	return o
}

// match finds a control for each treated: of the same kin, in the order of a hash of id and day, each once.
func (o *Outcome) match(before *scoring.Result, treated []int, day civil.Day) {
	asked := make(map[int]bool, len(treated))
	for _, i := range treated {
		asked[i] = true
	}
	at := day.String()
	byHash := func(list []int) {
		sort.Slice(list, func(i, j int) bool {
			x, y := before.Customers[list[i]].ID, before.Customers[list[j]].ID
			return cmp.Or(cmp.Compare(numeric.Hash(x, at), numeric.Hash(y, at)), cmp.Compare(x, y)) < 0
		})
	}
	free := map[kin][]int{}
	for i := range before.Graded {
		if g := before.Graded[i]; !asked[i] && g.Band != profile.Ungraded {
			k := kinOf(before, i)
			free[k] = append(free[k], i)
		}
	}
	for _, list := range free {
		byHash(list)
	}
	treated = slices.Clone(treated)
	byHash(treated)
	for _, i := range slices.Compact(treated) {
		g := before.Graded[i]
		k := kinOf(before, i)
		list := free[k]
		if g.Band == profile.Ungraded || len(list) == 0 {
			o.Alone = append(o.Alone, i)
			continue
		}
		o.Pairs = append(o.Pairs, [2]int{i, list[0]})
		free[k] = list[1:]
	}
}

func kinOf(r *scoring.Result, i int) kin {
	return kin{r.Graded[i].Band, r.Points(i, profile.Recency).Trim(), r.Points(i, profile.Frequency).Trim()}
}

// Came tells a visit of customer i in [from, to].
func (l *Log) Came(i int, from, to civil.Day) bool {
	for _, d := range l.of(i) {
		if d >= from && d <= to {
			return true
		}
	}
	return false
}

// bootstrap gives the mean of differences and its interval of 95 % by percentiles of 2,000 seeded draws of the pairs
// (Efron 1979).
func bootstrap(list []float64, seed uint64) (mean, low, high float64) {
	const draws = 2000
	if len(list) == 0 {
		return 0, 0, 0
	}
	g := numeric.NewRandom(seed)
	means := make([]float64, draws)
	for d := range means {
		sum := 0.0
		for range list {
			sum += list[g.Below(len(list))]
		}
		means[d] = sum / float64(len(list))
	}
	slices.Sort(means)
	for _, v := range list {
		mean += v
	}
	return mean / float64(len(list)), means[draws*25/1000], means[draws*975/1000-1]
}

// Coming counts who of those known on a day came within so many days after it.
func (l *Log) Coming(day civil.Day, days int) (r Ratio) {
	for i := range l.Customers() {
		if visits := l.of(i); len(visits) > 0 && visits[0] <= day {
			r.Whole++
			if l.Came(i, day+1, day+civil.Day(days)) {
				r.Part++
			}
		}
	}
	return r
}

// HeldOut tells whether a customer is one of every fifth who is left in peace, so that the action can be judged: by a
// hash of id and day, the same whenever it is asked.
func HeldOut(id string, day civil.Day) bool { return numeric.Hash(id, day.String())%5 == 0 }
