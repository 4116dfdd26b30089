package goals

import (
	"math"

	"fenji/scoring/intake"
	"fenji/scoring/periods"
	"fenji/scoring/sources"
)

// A mood is what was said.
type mood struct {
	n          int
	sum        int64 // of ratings, in hundredths
	squares    float64
	complaints int
}

func (m *mood) rate(score int32) {
	m.n++
	m.sum += int64(score)
	x := float64(score) / 100
	m.squares += float64(x * x)
}

// figure is the mean rating with the interval of 95 % of a mean.
func (m *mood) figure(by string) Figure {
	f := Figure{Code: "rating", By: by, Value: quotient(m.sum, int64(m.n)*100, 2), N: m.n}
	if m.n >= periods.Few {
		mean := float64(m.sum) / 100 / float64(m.n)
		half := float64(z95 * math.Sqrt(max(0, m.squares/float64(m.n)-float64(mean*mean))/float64(m.n-1)))
		f.Low, f.High = plain(mean-half, 4), plain(mean+half, 4)
	}
	return f
}

const z95 = 1.959963984540054

// A hearing is what was said in all.
type hearing struct {
	moods                          map[string]*mood // by department, of all under ""
	promoters, detractors, answers int
	complaining                    bool // some table tells of complaints
	apart                          bool // or departments
}

// of is the mood of a department.
func (h *hearing) of(unit string) *mood {
	if h.moods[unit] == nil {
		h.moods[unit] = &mood{}
	}
	return h.moods[unit]
}

// heard goes through what was said in the period.
func (d *Data) heard() *hearing {
	h := &hearing{moods: map[string]*mood{"": {}}}
	for i := range d.Joined.Tables {
		if p := &d.Joined.Tables[i]; p.Kind == sources.Voice {
			h.complaining, h.apart = h.complaining || p.Complaint != nil, h.apart || p.Department.Of != nil
		}
	}
	d.rows(sources.Voice, func(p *sources.Part, r int) {
		if !d.within(p.Day[r]) {
			return
		}
		for _, m := range [...]*mood{h.of(""), h.of(orNobody(p.Department.At(r)))} {
			if p.Rating != nil && p.Rating[r] >= 0 {
				m.rate(p.Rating[r])
			}
			if p.Complaint != nil && p.Complaint[r] {
				m.complaints++
			}
		}
		if p.Recommend != nil && p.Recommend[r] >= 0 {
			switch h.answers++; {
			case p.Recommend[r] >= 900:
				h.promoters++
			case p.Recommend[r] <= 600:
				h.detractors++
			}
		}
	})
	return h
}

// voice is the mean rating, the complaints held against visits, and the NPS.
func (d *Data) voice() (list []Figure) {
	if !d.Joined.Has(sources.Voice) {
		return nil
	}
	h := d.heard()
	visits := map[string]load{}
	if h.complaining && d.Records.Shape == intake.PerVisit {
		visits = d.loads(func(int, string) {})
	}
	if h.apart {
		for unit := range visits { // where nobody said anything, too
			h.of(unit)
		}
	} else {
		delete(h.moods, Nobody)
	}
	counts := map[string]int{}
	for unit, m := range h.moods {
		counts[unit] = m.n
	}
	for _, unit := range sortedUnits(counts) {
		m := h.moods[unit]
		if m.n > 0 {
			list = append(list, m.figure(unit))
		}
		switch of := visits[unit].visits; {
		case h.complaining && of > 0:
			list = append(list, ratio("complaints", unit, m.complaints, of))
		case m.complaints > 0:
			list = append(list, counted("complaints", unit, m.complaints))
		}
		if unit == "" && h.answers > 0 {
			list = append(list, NPS(h.promoters, h.answers-h.promoters-h.detractors, h.detractors))
		}
	}
	return list
}

// NPS is the share of those who would recommend, 9 or 10 of 10, less that of those who would not, 0 to 6, in points, with
// the interval of 95 % of such a difference.
func NPS(promoters, passives, detractors int) Figure {
	n := promoters + passives + detractors
	f := Figure{Code: "nps", N: n}
	if n == 0 {
		return f
	}
	f.Value = quotient(int64(100*(promoters-detractors)), int64(n), 1)
	if n >= periods.Few {
		half := z95 * StandardError(promoters, passives, detractors)
		score := 100 * float64(promoters-detractors) / float64(n)
		f.Low, f.High = plain(max(-100, score-half), 1), plain(min(100, score+half), 1)
	}
	return f
}

// StandardError is that of the NPS, in points.
func StandardError(promoters, passives, detractors int) float64 {
	n := float64(promoters + passives + detractors)
	p, q := float64(promoters)/n, float64(detractors)/n
	return 100 * math.Sqrt((p+q-float64((p-q)*(p-q)))/n)
}
