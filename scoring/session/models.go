package session

import (
	"errors"
	"iter"
	"strconv"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/models"
	"fenji/scoring/models/returns"
	"fenji/scoring/protocol"
)

func modelsOps() { answer(protocol.OpModel, (*Session).Model) }

// modelled are what models found of one grading, by wish.
type modelled struct {
	known  map[protocol.ModelWish]*protocol.Model
	groups *grouped
	moves  map[string]*moving // by part
	shown  []string           // models whose columns were asked for
}

// A job is a model at work. It goes a step on when it is asked, so that the session answers other calls in between.
type job struct {
	of   *graded
	wish protocol.ModelWish
	next func() ([2]int, bool)
	stop func()
}

// errGivenUp ends the work of a job that nobody waits for any more.
var errGivenUp = errors.New("session: given up")

// begin starts a job. run is told how to give way; it is left in the midst of its work when the job is stopped.
func begin(run func(models.Tick)) (next func() ([2]int, bool), stop func()) {
	return iter.Pull(func(yield func([2]int) bool) {
		defer func() {
			if r := recover(); r != nil && r != any(errGivenUp) {
				panic(r)
			}
		}()
		run(func(done, total int) {
			if !yield([2]int{done, total}) {
				panic(errGivenUp)
			}
		})
	})
}

// Model goes a step on, or gives what is known.
func (s *Session) Model(m protocol.ModelWish) (*protocol.Model, error) {
	if s.graded == nil {
		return nil, errNothingGraded
	}
	run := runs[m.Model]
	if run == nil {
		return nil, errors.New("session: no model " + m.Model)
	}
	anew := m.Anew
	m.Anew, m.Step = false, 0
	mm := s.modelled()
	if known := mm.known[m]; known != nil && !anew {
		return known, nil
	}
	if delete(mm.known, m); anew && m.Model == protocol.ModelReturn {
		s.cleaned.returns = nil
	}
	if j := s.job; j != nil && (j.of != s.graded || j.wish != m || anew) {
		j.stop()
		s.job = nil
	}
	if s.job == nil {
		j := &job{of: s.graded, wish: m}
		j.next, j.stop = begin(func(tick models.Tick) {
			tick(0, 1)
			found := run(s, mm, m, tick)
			found.Model = m.Model
			mm.known[m] = found
		})
		s.job = j
	}
	if at, more := s.job.next(); more {
		return &protocol.Model{Model: m.Model, Working: true, Done: at[0], Total: at[1]}, nil
	}
	s.job = nil
	return mm.known[m], nil
}

func (s *Session) modelled() *modelled {
	return s.graded.models.of(func() *modelled { return &modelled{known: map[protocol.ModelWish]*protocol.Model{}} })
}

// runs make the models.
var runs = map[string]func(s *Session, mm *modelled, m protocol.ModelWish, tick models.Tick) *protocol.Model{
	protocol.ModelGroups: (*Session).groupModel,
	protocol.ModelReturn: (*Session).returnModel,
	protocol.ModelDemand: (*Session).demandModel,
	protocol.ModelMovers: (*Session).moversModel,
}

// yuanOf is money as models take it, which are about what is likely and not about what is owed.
func yuanOf(m decimal.Money) float64 { return float64(m) / 10_000 }

// part puts a report into a message.
func part(id string, r *models.Report) protocol.ModelPart {
	p := protocol.ModelPart{ID: id, Reason: r.Reason()}
	for _, c := range r.Conditions {
		p.Needs = append(p.Needs, protocol.ModelNeed{Code: c.Code, Need: digits(c.Need), Have: digits(c.Have), Met: c.Met})
	}
	for _, one := range r.Params {
		p.Params = append(p.Params, protocol.ModelParam{Name: one.Name, Of: one.Of, Value: digits(one.Value)})
	}
	for _, one := range r.Texts {
		p.Params = append(p.Params, protocol.ModelParam{Name: one.Name, Value: one.Value})
	}
	return p
}

// digits writes a figure with all its digits; what is no number is blank.
func digits(x float64) string {
	if x-x != 0 {
		return ""
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}

// comings is the log of visits as models take it; nil for a table of customers.
func (s *Session) comings(pause scoring.Pause) *returns.Log {
	return s.cleaned.log.of(func() *returns.Log {
		t := s.visitLogIn(pause)
		if t == nil {
			return nil
		}
		l := &returns.Log{Starts: make([]uint32, 1, len(t.Starts)), AsOf: t.AsOf}
		for i := range len(t.Starts) - 1 {
			pause.At(i)
			for at := t.Starts[i]; at < t.Starts[i+1]; at++ {
				if t.Timeline.Visits[at] > 0 && t.Days[at] <= t.AsOf {
					l.Days, l.Money = append(l.Days, t.Days[at]), append(l.Money, yuanOf(t.Net[at]))
				}
			}
			l.Starts = append(l.Starts, uint32(len(l.Days)))
		}
		return l
	})
}

// noLog refuses what needs a log of visits.
func noLog(parts ...string) *protocol.Model {
	out := &protocol.Model{}
	for _, id := range parts {
		var r models.Report
		r.Need("log", 1, 0, false)
		out.Parts = append(out.Parts, part(id, &r))
	}
	return out
}

// returned is what returns found, and remembers. It hangs on the records only, whatever the profile.
func (s *Session) returned(tick models.Tick) *returns.Returns {
	if l := s.comings(func() { tick(0, 12) }); s.cleaned.returns == nil && l != nil {
		s.cleaned.returns = returns.Expect(l, tick)
	}
	return s.cleaned.returns
}

// returnModel says how often customers will come again.
func (s *Session) returnModel(_ *modelled, _ protocol.ModelWish, tick models.Tick) *protocol.Model {
	r := s.returned(tick)
	if r == nil {
		return noLog(protocol.ModelReturn, protocol.ModelMoney)
	}
	main, money := part(protocol.ModelReturn, &r.Report), part(protocol.ModelMoney, &r.Money)
	if len(r.Track) > 1 {
		curve := protocol.Curve{ID: "track", Lines: []protocol.CurveLine{{ID: "made"}, {ID: "foretold"}}}
		step := r.TrackStep(s.records.AsOf)
		for i, w := range r.Track {
			curve.X = append(curve.X, strconv.Itoa(i*step))
			curve.Lines[0].Values = append(curve.Lines[0].Values, digits(w.Made))
			curve.Lines[1].Values = append(curve.Lines[1].Values, strconv.FormatFloat(w.Foretold, 'f', 1, 64))
		}
		main.Curves = append(main.Curves, curve)
	}
	if r.Reason() == "" {
		main.Params = append(main.Params, protocol.ModelParam{Name: "visits-90", Value: digits(r.Total.Value)},
			protocol.ModelParam{Name: "visits-90-low", Value: digits(r.Total.Low)},
			protocol.ModelParam{Name: "visits-90-high", Value: digits(r.Total.High)},
			protocol.ModelParam{Name: "best-100", Value: digits(r.Best(100))})
	}
	if r.Average != nil {
		sum := 0.0
		pause := scoring.Pause(func() { tick(12, 12) })
		for i, of := range r.Of {
			pause.At(i)
			if of >= 0 {
				sum += float64(r.Visits[1][of] * r.Average[i])
			}
		}
		money.Params = append(money.Params, protocol.ModelParam{Name: "money-90", Value: digits(sum)})
	}
	return &protocol.Model{Parts: []protocol.ModelPart{main, money}, Days: []string{s.records.AsOf.String(), dayText(r.Cut)}}
}

func dayText(d civil.Day) string {
	if d == civil.NoDay {
		return ""
	}
	return d.String()
}
