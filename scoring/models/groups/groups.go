// Package groups finds out whether customers fall into natural groups, by k-means (Lloyd, IEEE Transactions on Information
// Theory 28, 1982; seeds by Arthur and Vassilvitskii, 2007).
//
// What goes in: figures of customers. What comes out: the groups, the one with the most money first, with silhouette
// (Rousseeuw 1987), stability (the adjusted Rand index of Hubert and Arabie 1985 between groups of half the customers and
// of all) and the depth of the valleys between them. K-means cuts whatever it is given: so it refuses fewer than
// fifty customers, groups that half the data would not find again, and groups without a valley between them.
package groups

import (
	"math"

	"fenji/scoring/models"
	"fenji/scoring/models/numeric"
)

// A Customer is what is known of one.
type Customer struct {
	Days   float64 // since the last visit
	Visits float64
	Money  float64
	Others []float64 // of columns that the user chose, as many for everyone
}

// The limits.
const (
	Fewest       = 50
	LeastStable  = 0.6
	DeepestPlain = 0.7 // a valley whose floor is higher, as a share of the lower peak, is none
	Runs         = 20
	leastK       = 2
	mostK        = 8
	fitSize      = 10_000  // customers by whom centres are found; where there are more, all move them at the end
	largeSize    = 100_000 // customers beyond which half as many do
	lookSize     = 2_000
	longest      = 365 // days: who has been away longer counts as this
)

// Groups are the groups of customers.
type Groups struct {
	models.Report
	K       int
	Of      []uint8     // group of each customer, 0 the one with the most money
	Sizes   []int       //
	Centres [][]float64 // z-scores: days, visits, money, others
}

// Find looks for groups.
func Find(list []Customer, tick models.Tick) *Groups {
	g := &Groups{}
	if !g.Need("customers", Fewest, float64(len(list)), len(list) >= Fewest) {
		return g
	}
	pause := func() {
		if tick != nil {
			tick(0, 1)
		}
	}
	all := spaceOf(list, pause)
	f := finder{all: all, tick: tick, total: 2*Runs*(mostK-leastK+1) + 2, random: numeric.NewRandom(models.Seed)}
	f.size, all.pause = fitSize, f.pause
	if all.n > largeSize {
		f.size /= 2
	}
	f.fit = all.pick(models.Sample(all.n, f.size, f.random))
	f.search()
	g.choose(&f)
	return g
}

// spaceOf takes logarithms and measures each in its own standard deviations.
func spaceOf(list []Customer, pause func()) *space {
	s := &space{n: len(list), d: 3 + len(list[0].Others)}
	s.x = make([]float64, 0, s.n*s.d)
	for i, c := range list {
		if i&(1<<14-1) == 1<<14-1 {
			pause()
		}
		s.x = append(s.x, min(longest, c.Days), numeric.Log1p(max(0, c.Visits)), numeric.Log1p(max(0, c.Money)))
		s.x = append(s.x, c.Others...)
	}
	for j := range s.d {
		pause()
		mean, square := 0.0, 0.0
		for i := j; i < len(s.x); i += s.d {
			mean += s.x[i]
		}
		mean /= float64(s.n)
		for i := j; i < len(s.x); i += s.d {
			square += float64((s.x[i] - mean) * (s.x[i] - mean))
		}
		deviation := math.Sqrt(square / float64(s.n))
		if deviation < 1e-12 {
			deviation = 1 // all alike
		}
		for i := j; i < len(s.x); i += s.d {
			s.x[i] = (s.x[i] - mean) / deviation
		}
	}
	return s
}

// A finder tries all numbers of groups.
type finder struct {
	all, fit    *space
	tick        models.Tick
	done, total int
	size        int // of fit at most
	random      *numeric.Random

	best                  [mostK + 1]clustering
	silhouette, stability [mostK + 1]float64
}

func (f *finder) step() {
	f.done++
	f.pause()
}

// pause tells how far it is.
func (f *finder) pause() {
	if f.tick != nil {
		f.tick(f.done, f.total)
	}
}

func (f *finder) search() {
	for k := leastK; k <= mostK; k++ {
		f.best[k].sse = math.Inf(1)
		for range Runs {
			if c := f.fit.cluster(k, f.random); c.sse < f.best[k].sse {
				f.best[k] = c
			}
			f.step()
		}
		f.best[k] = f.fit.polish(f.best[k])
	}
	look := f.fit.pick(models.Sample(f.fit.n, lookSize, f.random))
	for k := leastK; k <= mostK; k++ {
		f.silhouette[k] = look.silhouette(look.assign(f.best[k].centres, nil), k, f.pause)
	}
	f.step()
	for range Runs {
		half := f.all.pick(models.Sample(f.all.n, min(f.all.n/2, f.size/2), f.random))
		for k := leastK; k <= mostK; k++ {
			own := half.cluster(k, f.random)
			for range 2 {
				if c := half.cluster(k, f.random); c.sse < own.sse {
					own = c
				}
			}
			f.stability[k] += Rand(own.of, half.assign(f.best[k].centres, nil)) / Runs
			f.step()
		}
	}
}

// choose takes, of the numbers of groups that are stable, the one of the best silhouette that has valleys; where none has,
// the refusal is about the best of them.
func (g *Groups) choose(f *finder) {
	most := leastK
	for k := leastK; k <= mostK; k++ {
		if f.stability[k] > f.stability[most] {
			most = k
		}
	}
	best, floor := 0, 0.0
	tried := [mostK + 1]bool{}
	for {
		k := 0
		for c := leastK; c <= mostK; c++ {
			if !tried[c] && f.stability[c] >= LeastStable && (k == 0 || f.silhouette[c] > f.silhouette[k]) {
				k = c
			}
		}
		if k == 0 {
			break
		}
		tried[k] = true
		valley := f.fit.valley(f.best[k])
		if best == 0 || valley <= DeepestPlain {
			best, floor = k, valley
		}
		if valley <= DeepestPlain {
			break
		}
	}
	if best == 0 {
		best, floor = most, f.fit.valley(f.best[most])
	}
	stable := f.stability[best] >= LeastStable
	g.Need("stability", LeastStable, f.stability[best], stable)
	g.Need("valley", DeepestPlain, floor, floor <= DeepestPlain)
	g.K = best
	c := f.best[best]
	if g.Reason() == "" {
		c = f.all.polish(c)
		g.take(f.all, c)
	}
	g.Set("k", "", float64(best))
	g.Set("sse", "", c.sse)
	g.Set("silhouette", "", f.silhouette[best])
	g.Set("stability", "", f.stability[best])
	g.Set("valley", "", floor)
	g.Set("seed", "", models.Seed)
	f.step()
}

// take orders the groups by money.
func (g *Groups) take(s *space, c clustering) {
	order := make([]int, len(c.centres))
	for i := range order {
		order[i] = i
		for k := i; k > 0 && c.centres[order[k]][2] > c.centres[order[k-1]][2]; k-- {
			order[k], order[k-1] = order[k-1], order[k]
		}
	}
	place := make([]uint8, len(order))
	for at, i := range order {
		place[i] = uint8(at)
		g.Centres = append(g.Centres, c.centres[i])
	}
	g.Of, g.Sizes = make([]uint8, s.n), make([]int, len(order))
	for i, of := range c.of {
		g.Of[i] = place[of]
		g.Sizes[place[of]]++
	}
}

// Kinds says in a word what each group is: the most money, longest away, often here, here lately, or seldom here.
func (g *Groups) Kinds() []string {
	kinds := make([]string, len(g.Centres))
	away := 0
	for i, c := range g.Centres {
		if c[0] > g.Centres[away][0] {
			away = i
		}
	}
	for i, c := range g.Centres {
		switch {
		case i == away && c[0] > 0.3:
			kinds[i] = "away"
		case i == 0:
			kinds[i] = "money"
		case c[1] > 0.2:
			kinds[i] = "often"
		case c[0] < 0:
			kinds[i] = "lately"
		default:
			kinds[i] = "seldom"
		}
	}
	return kinds
}
