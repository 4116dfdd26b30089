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
	log, l := s.visitLog(), s.comings()
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
	days := []civil.Day{l.AsOf - 2*movers.Horizon, l.AsOf - movers.Horizon, l.AsOf}
	past, err := log.History(s.view.Result.Profile, days)
	if err != nil {
		var r models.Report
		r.Need("grades", 1, 0, false)
		out.Parts = append(out.Parts, part(protocol.MoveRise, &r))
	} else {
		tick(1, 20)
		rise := s.move(l, days, func(i, at int) (movers.Row, bool) { return rising(s, l, past, i, at, days) },
			func(done, total int) { tick(1+9*done/total, 20) })
		mm.moves[protocol.MoveRise] = rise
		out.Parts = append(out.Parts, movePart(protocol.MoveRise, rise))
	}
	lapse := s.move(l, days, func(i, at int) (movers.Row, bool) { return lapsing(s, l, i, days[at]) },
		func(done, total int) { tick(10+9*done/total, 20) })
	mm.moves[protocol.MoveLapse] = lapse
	out.Parts = append(out.Parts, movePart(protocol.MoveLapse, lapse))
	return out
}

// own gives the days and the money of a customer's visits.
func own(l *returns.Log, i int) ([]civil.Day, []float64) {
	return l.Days[l.Starts[i]:l.Starts[i+1]], l.Money[l.Starts[i]:l.Starts[i+1]]
}

// lapsing is a customer on a day; ok is false for who was not one of the clinic's then.
func lapsing(s *Session, l *returns.Log, i int, day civil.Day) (r movers.Row, ok bool) {
	days, money := own(l, i)
	x, since, ok := movers.Known(days, money, day)
	if !ok || since > movers.Active {
		return r, false
	}
	return movers.Row{ID: s.records.IDs[i], X: x, Simple: x[:1], Happened: !movers.Came(days, day)}, true
}

// rising is a customer on the at-th day; ok is false for who had no grade then, or the best.
func rising(s *Session, l *returns.Log, past *periods.Past, i, at int, on []civil.Day) (r movers.Row, ok bool) {
	band := past.Bands[at][i]
	if band == profile.Ungraded || band == 0 {
		return r, false
	}
	days, money := own(l, i)
	x, since, ok := movers.Known(days, money, on[at])
	if !ok {
		return r, false
	}
	simple := []float64{float64(band), numeric.Log1p(float64(since))}
	r = movers.Row{ID: s.records.IDs[i], X: append(x, float64(band)), Simple: simple}
	if at+1 < len(on) {
		r.Happened = past.Bands[at+1][i] < band
	}
	return r, true
}

// move learns and tests, and gives a chance to everybody of today who is concerned.
func (s *Session) move(l *returns.Log, days []civil.Day, of func(i, at int) (movers.Row, bool), tick models.Tick) *moving {
	var known [2][]movers.Row
	for at := range known {
		for _, i := range models.Sample(l.Customers(), knownRows, numeric.NewRandom(models.Seed+uint64(at))) {
			if r, ok := of(i, at); ok {
				known[at] = append(known[at], r)
			}
		}
	}
	tick(1, 10)
	m := &moving{Chance: movers.Foretell(known[0], known[1], func(done, total int) { tick(1+7*done/total, 10) })}
	if m.Reason() != "" {
		return m
	}
	m.of = make([]float32, l.Customers())
	for i := range m.of {
		m.of[i] = -1
		if r, ok := of(i, 2); ok {
			m.of[i] = float32(m.Of(&r))
		}
		if i%20_000 == 19_999 {
			tick(9, 10)
		}
	}
	return m
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
