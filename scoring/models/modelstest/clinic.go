// Package modelstest makes logs of visits for tests of models: a clinic of three years that has a season, a Spring Festival,
// and customers of three kinds, all drawn from a seed.
package modelstest

import (
	"math"
	"strconv"
	"strings"

	"fenji/scoring/civil"
	"fenji/scoring/models/numeric"
)

// A Clinic says what to make.
type Clinic struct {
	Seed      uint64
	Customers int
	From, To  string
	Flat      bool // no season and no festival
}

// Long is three years with all there is.
var Long = Clinic{Seed: 7, Customers: 2400, From: "2023-01-01", To: "2025-12-31"}

// festivals are the first days of the year (Hong Kong Observatory's tables).
var festivals = []string{"2022-02-01", "2023-01-22", "2024-02-10", "2025-01-29", "2026-02-17"}

// kinds are how customers are: how likely, days between visits, chance to leave after one, mean amount.
var kinds = []struct{ share, gap, leaves, amount float64 }{
	{.25, 32, .02, 1400}, // braces
	{.35, 150, .10, 260}, // check-ups
	{.40, 200, .60, 220}, // once or twice
}

// CSV is the log: a row a visit.
func (c Clinic) CSV() string {
	g := numeric.NewRandom(c.Seed)
	from, _ := civil.Parse(c.From)
	to, _ := civil.Parse(c.To)
	var b strings.Builder
	b.WriteString("就诊日期,病历号,科室,收费金额\n")
	for i := range c.Customers {
		kind, u := 0, g.Uniform()
		for u > kinds[kind].share && kind < len(kinds)-1 {
			u -= kinds[kind].share
			kind++
		}
		k := kinds[kind]
		own := math.Exp(.3*g.Gauss()) * k.amount
		gap := k.gap * math.Exp(.25*g.Gauss())
		day := from + civil.Day(g.Below(int(to-from)))
		if g.Uniform() < .45 {
			day = from + civil.Day(g.Below(150)) // who was there before the log begins
		}
		for day <= to {
			if !c.Flat && g.Uniform() > open(day) {
				day += civil.Day(1 + gap*g.Gamma(4)/4) // does not come this time
				continue
			}
			amount := int(own * math.Exp(.4*g.Gauss()))
			department := "口腔内科"
			if kind == 0 {
				department = "正畸科"
			}
			b.WriteString(day.String() + ",P" + strconv.Itoa(10000+i) + "," + department + "," + strconv.Itoa(max(20, amount)) + "\n")
			if g.Uniform() < k.leaves {
				break
			}
			day += civil.Day(1 + gap*g.Gamma(4)/4)
		}
	}
	return b.String()
}

// open is how likely it is that somebody comes on a day on which it would: seldom about the festival, most in summer.
func open(day civil.Day) float64 {
	for _, text := range festivals {
		if f, _ := civil.Parse(text); day >= f-7 && day <= f+6 {
			return .12
		}
	}
	_, month, _ := day.Date()
	return []float64{.6, .62, .6, .56, .54, .7, 1, .98, .66, .54, .5, .56}[month-1]
}
