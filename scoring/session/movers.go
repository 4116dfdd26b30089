package session

import (
	"math"
	"strconv"

	"fenji/scoring/civil"
	"fenji/scoring/models"
	"fenji/scoring/models/movers"
	"fenji/scoring/models/numeric"
	"fenji/scoring/models/returns"
	"fenji/scoring/periods"
	"fenji/scoring/profile"
	"fenji/scoring/protocol"
)

// A moving is the chances of customers to rise, or to lapse.
type moving struct {
	*movers.Chance
	of []float32 // by customer; below 0 for who was not looked at
}

// knownRows bounds how many customers are learned from and tested on.
const knownRows = 40_000

// leastSpan is how many days a log needs: two half years to look forward from, and one to look back on.
const leastSpan = 3 * movers.Horizon

// moversModel says who lapses and who rises.
func (s *Session) moversModel(mm *modelled, _ protocol.ModelWish, tick models.Tick) *protocol.Model {
	pause := func() { tick(1, 20) }
	log, l := s.visitLogIn(pause), s.comings(pause)
	if log == nil {
		return noLog(protocol.MoveRise, protocol.MoveLapse)
	}
	out := &protocol.Model{Days: []string{l.AsOf.String(), (l.AsOf - 2*movers.Horizon).String(), (l.AsOf - movers.Horizon).String()}}
	span := float64(l.AsOf - log.First + 1)
	mm.moves = map[string]*moving{}
	if span < leastSpan {
		for _, id := range []string{protocol.MoveRise, protocol.MoveLapse} {
			var r models.Report
			r.Need("span", leastSpan, span, false)
			out.Parts = append(out.Parts, part(id, &r))
		}
		return out
	}
	o := &outlook{s: s, l: l, logs: movers.LogsOf(), days: []civil.Day{l.AsOf - 2*movers.Horizon, l.AsOf - movers.Horizon, l.AsOf}}
	past, err := log.History(s.view.Result.Profile, o.days, pause)
	if err == nil {
		o.past = past
		mm.moves[protocol.MoveRise] = o.learn(o.rising, func(done, total int) { tick(1+9*done/total, 20) })
	}
	mm.moves[protocol.MoveLapse] = o.learn(o.lapsing, func(done, total int) { tick(10+9*done/total, 20) })
	o.foretell(mm.moves, func() { tick(19, 20) })
	if err != nil {
		var r models.Report
		r.Need("grades", 1, 0, false)
		out.Parts = append(out.Parts, part(protocol.MoveRise, &r))
	} else {
		out.Parts = append(out.Parts, movePart(protocol.MoveRise, mm.moves[protocol.MoveRise]))
	}
	out.Parts = append(out.Parts, movePart(protocol.MoveLapse, mm.moves[protocol.MoveLapse]))
	return out
}

// An outlook is customers on three days: of the first is learned, of the second is tested, and the third is today.
type outlook struct {
	s    *Session
	l    *returns.Log
	past *periods.Past // grades on these days; nil where there are none
	days []civil.Day
	logs movers.Logs
}

// own gives the days and the money of a customer's visits.
func own(l *returns.Log, i int) ([]civil.Day, []float64) {
	return l.Days[l.Starts[i]:l.Starts[i+1]], l.Money[l.Starts[i]:l.Starts[i+1]]
}

// known appends to x what was known of customer i on a day.
func (o *outlook) known(x []float64, i int, day civil.Day) (_ []float64, since int, ok bool) {
	days, money := own(o.l, i)
	return o.logs.Known(x, days, money, day)
}

// lapsing is a customer on the at-th day; ok is false for who was not one of the clinic's then.
func (o *outlook) lapsing(i, at int) (r movers.Row, ok bool) {
	x, since, ok := o.known(nil, i, o.days[at])
	if !ok || since > movers.Active {
		return r, false
	}
	days, _ := own(o.l, i)
	return movers.Row{ID: o.s.records.IDs[i], X: x, Simple: x[:1], Happened: !movers.Came(days, o.days[at])}, true
}

// below tells whether customer i had a grade on the at-th day, and not the best.
func (o *outlook) below(i, at int) (band uint8, ok bool) {
	band = o.past.Bands[at][i]
	return band, band != profile.Ungraded && band != 0
}

// rising is a customer on the at-th day; ok is false for who had no grade then, or the best.
func (o *outlook) rising(i, at int) (r movers.Row, ok bool) {
	band, ok := o.below(i, at)
	if !ok {
		return r, false
	}
	x, _, ok := o.known(make([]float64, 0, len(movers.Names)+1), i, o.days[at])
	if !ok {
		return r, false
	}
	return movers.Row{ID: o.s.records.IDs[i], X: append(x, float64(band)), Simple: []float64{float64(band), x[0]},
		Happened: o.past.Bands[at+1][i] < band}, true
}

// learn learns and tests.
func (o *outlook) learn(of func(i, at int) (movers.Row, bool), tick models.Tick) *moving {
	var known [2][]movers.Row
	for at := range known {
		for _, i := range models.Sample(o.l.Customers(), knownRows, numeric.NewRandom(models.Seed+uint64(at))) {
			if r, ok := of(i, at); ok {
				known[at] = append(known[at], r)
			}
		}
		tick(1, 10)
	}
	return &moving{Chance: movers.Foretell(known[0], known[1], func(done, total int) { tick(1+7*done/total, 10) })}
}

// foretell gives a chance to everybody of today who is concerned. What is known of a customer is the same for both.
func (o *outlook) foretell(moves map[string]*moving, pause func()) {
	rise, lapse := moves[protocol.MoveRise], moves[protocol.MoveLapse]
	var of [2][]float32
	for at, m := range []*moving{rise, lapse} {
		if m != nil && m.Reason() == "" {
			of[at] = make([]float32, o.l.Customers())
			m.of = of[at]
		}
	}
	x, day := make([]float64, 0, len(movers.Names)+1), o.days[2]
	for i := range o.l.Customers() {
		if i&(1<<13-1) == 0 {
			pause()
		}
		for at := range of {
			if of[at] != nil {
				of[at][i] = -1
			}
		}
		known, since, ok := o.known(x, i, day)
		if !ok {
			continue
		}
		if of[1] != nil && since <= movers.Active {
			of[1][i] = float32(lapse.Of(&movers.Row{X: known}))
		}
		if of[0] != nil {
			if band, ok := o.below(i, 2); ok {
				of[0][i] = float32(rise.Of(&movers.Row{X: append(known, float64(band))}))
			}
		}
	}
}

// movePart puts one into a message.
func movePart(id string, m *moving) protocol.ModelPart {
	p := part(id, &m.Report)
	four := func(x float64) string { return strconv.FormatFloat(x, 'f', 4, 64) }
	if len(m.Bins) > 1 {
		c := protocol.Curve{ID: "calibration", Lines: []protocol.CurveLine{{ID: "came"}, {ID: "told"}}}
		for _, b := range m.Bins {
			c.X = append(c.X, strconv.FormatFloat(100*b.Foretold, 'f', 0, 64)+"%")
			c.Lines[0].Values = append(c.Lines[0].Values, four(b.Came))
			c.Lines[1].Values = append(c.Lines[1].Values, four(b.Foretold))
		}
		p.Curves = append(p.Curves, c)
	}
	if len(m.Lift) > 1 {
		c := protocol.Curve{ID: "lift", Lines: []protocol.CurveLine{{ID: "right"}, {ID: "simple"}, {ID: "chance"}}}
		for _, one := range m.Lift {
			c.X = append(c.X, digits(one.Calls))
			for i, v := range []float64{one.Right, one.Simple, math.Round(one.Chance)} {
				c.Lines[i].Values = append(c.Lines[i].Values, digits(v))
			}
		}
		p.Curves = append(p.Curves, c)
	}
	if m.of != nil {
		looked, likely := 0, 0.0
		for _, c := range m.of {
			if c >= 0 {
				looked++
				likely += float64(c)
			}
		}
		p.Params = append(p.Params, protocol.ModelParam{Name: "looked", Value: strconv.Itoa(looked)},
			protocol.ModelParam{Name: "likely", Value: digits(likely)})
	}
	return p
}
