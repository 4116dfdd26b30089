package sources

import (
	"fenji/scoring/civil"
)

// Sums are what tables say of each person, up to a day. Every table is summed before anything is joined to payments.
type Sums struct {
	AsOf civil.Day
	Of   []Sum
}

// A Sum is what tables say of one person.
type Sum struct {
	FirstSeen, FirstTouch, FirstConsultation, LastActive civil.Day
	ActiveDays, Touches, Consultations                   int32
	Seconds                                              int64 // of touches, each counted up to LongestTouch
	Timed                                                int32 // touches of which seconds are told
	Bookings, Arrivals, NoShows                          int32
	Ratings, RatingSum                                   int32 // the sum in hundredths
	Complaints                                           int32
	LastWords                                            string
	Voices                                               int32
	wordsDay                                             civil.Day
}

// LongestTouch is up to how many seconds a touch counts: pages are left open.
const LongestTouch = 1800

// Active tells whether the person did or said anything, paying aside.
func (s *Sum) Active() bool { return s.Touches > 0 || s.Bookings > 0 || s.Voices > 0 }

// SumsOf adds up what tables say of each person until a day; NoDay is no bound.
func SumsOf(j *Joined, asOf civil.Day) *Sums {
	s := &Sums{AsOf: asOf, Of: make([]Sum, len(j.IDs))}
	for i := range s.Of {
		o := &s.Of[i]
		o.FirstSeen, o.FirstTouch, o.FirstConsultation, o.LastActive, o.wordsDay = noDay, noDay, noDay, noDay, noDay
	}
	for i := range j.Tables {
		p := &j.Tables[i]
		switch p.Kind {
		case People:
			s.people(j, i)
		case Touches:
			s.touches(p)
		case Appointments:
			s.appointments(p)
		case Voice:
			s.voice(p)
		}
	}
	s.days(j)
	return s
}

func (s *Sums) past(d civil.Day) bool { return s.AsOf == noDay || d <= s.AsOf }

func (s *Sums) people(j *Joined, table int) {
	p := &j.Tables[table]
	for r, who := range p.Who {
		if who < 0 || p.Day == nil {
			continue
		}
		if first := j.People[who]; first.Table == table && first.Row == r {
			s.Of[who].FirstSeen = p.Day[r]
		}
	}
}

func earlier(a *civil.Day, d civil.Day) {
	if *a == noDay || d < *a {
		*a = d
	}
}

func (s *Sums) touches(p *Part) {
	for r, who := range p.Who {
		if who < 0 || p.Day == nil || p.Day[r] == noDay || !s.past(p.Day[r]) {
			continue
		}
		o, day := &s.Of[who], p.Day[r]
		o.Touches++
		earlier(&o.FirstTouch, day)
		o.LastActive = max(o.LastActive, day)
		if p.Touch[r] == Consultation {
			o.Consultations++
			earlier(&o.FirstConsultation, day)
		}
		if p.Seconds != nil && p.Seconds[r] >= 0 {
			o.Seconds += int64(min(p.Seconds[r], LongestTouch))
			o.Timed++
		}
	}
}

func (s *Sums) appointments(p *Part) {
	for r, who := range p.Who {
		if who < 0 {
			continue
		}
		o := &s.Of[who]
		o.Bookings++
		switch p.Came[r] {
		case Arrived:
			o.Arrivals++
			if p.Day != nil && p.Day[r] != noDay && s.past(p.Day[r]) {
				o.LastActive = max(o.LastActive, p.Day[r])
			}
		case Absent:
			o.NoShows++
		}
	}
}

func (s *Sums) voice(p *Part) {
	for r, who := range p.Who {
		if who < 0 {
			continue
		}
		day := noDay
		if p.Day != nil {
			day = p.Day[r]
		}
		if day != noDay && !s.past(day) {
			continue
		}
		o := &s.Of[who]
		o.Voices++
		o.LastActive = max(o.LastActive, day)
		if p.Rating != nil && p.Rating[r] >= 0 {
			o.Ratings++
			o.RatingSum += p.Rating[r]
		}
		if p.Complaint != nil && p.Complaint[r] {
			o.Complaints++
		}
		if text := p.Words.At(r); text != "" && (o.LastWords == "" || day >= o.wordsDay) {
			o.LastWords, o.wordsDay = text, day
		}
	}
}

// days counts the distinct days on which each person did something: touches, and bookings that were kept.
func (s *Sums) days(j *Joined) {
	starts := make([]uint32, len(s.Of)+2)
	visit := func(f func(who int32, day civil.Day)) {
		for i := range j.Tables {
			p := &j.Tables[i]
			if p.Kind != Touches || p.Day == nil {
				continue
			}
			for r, who := range p.Who {
				if who >= 0 && p.Day[r] != noDay && s.past(p.Day[r]) {
					f(who, p.Day[r])
				}
			}
		}
	}
	visit(func(who int32, _ civil.Day) { starts[who+2]++ })
	for i := 2; i < len(starts); i++ {
		starts[i] += starts[i-1]
	}
	list := make([]civil.Day, starts[len(starts)-1])
	visit(func(who int32, day civil.Day) {
		list[starts[who+1]] = day
		starts[who+1]++
	})
	for i := range s.Of {
		s.Of[i].ActiveDays = distinct(list[starts[i]:starts[i+1]])
	}
}

// distinct counts the different days of a list, which it sorts.
func distinct(list []civil.Day) (n int32) {
	for i := 1; i < len(list); i++ { // most lists are nearly in order
		d, k := list[i], i
		for ; k > 0 && list[k-1] > d; k-- {
			list[k] = list[k-1]
		}
		list[k] = d
	}
	for i, d := range list {
		if i == 0 || d != list[i-1] {
			n++
		}
	}
	return n
}
