package goals

import (
	"math/bits"
	"slices"

	"fenji/scoring/civil"
	"fenji/scoring/sources"
)

// arrivals are the bookings that were kept, of those that were not cancelled, by the day booked for. Future ones stand
// apart.
func (d *Data) arrivals(byUnit bool) []Figure {
	part, whole, future, by := 0, 0, 0, newSplit()
	d.bookings(func(p *sources.Part, r int) {
		if d.AsOf != civil.NoDay && p.Day[r] > d.AsOf {
			if p.Came[r] != sources.Cancelled {
				future++
			}
			return
		}
		if !d.within(p.Day[r]) || p.Came[r] == sources.Cancelled {
			return
		}
		whole++
		unit := orNobody(p.Department.At(r))
		by.whole[unit]++
		if p.Came[r] == sources.Arrived {
			part++
			by.part[unit]++
		}
	})
	if !d.tellsArrivals() {
		return nil
	}
	list := []Figure{ratio("arrival", "", part, whole), counted("future", "", future)}
	if byUnit {
		for _, w := range sortedWords(by.whole) {
			if w != Nobody || len(by.whole) > 1 {
				list = append(list, ratio("arrival", w, by.part[w], by.whole[w]))
			}
		}
	}
	return list
}

// tellsArrivals tells whether some table says of its bookings what came of them, of whomever and whenever.
func (d *Data) tellsArrivals() bool {
	for i := range d.Joined.Tables {
		for _, came := range d.Joined.Tables[i].Came {
			if came != sources.Unsaid {
				return true
			}
		}
	}
	return false
}

// bookings calls f for the dated bookings of whom the figures are about.
func (d *Data) bookings(f func(p *sources.Part, r int)) { d.rows(sources.Appointments, f) }

// rows calls f for the dated rows of tables of a kind. What is of nobody counts as long as everybody is meant.
func (d *Data) rows(k sources.Kind, f func(p *sources.Part, r int)) {
	for i := range d.Joined.Tables {
		p := &d.Joined.Tables[i]
		if p.Kind != k || p.Day == nil {
			continue
		}
		for r := range p.Who {
			if who := p.Who[r]; p.Day[r] != civil.NoDay && (who < 0 && d.Keep == nil || who >= 0 && d.keeps(int(who))) {
				f(p, r)
			}
		}
	}
}

// Spans of days behind the end of the period.
const (
	week  = 7
	month = 30
)

// sticky counts how many are active in a day, a week and a month up to the end of the period, however short that is, and how
// long they read in it.
func (d *Data) sticky() []Figure {
	if !d.Joined.Has(sources.Touches) {
		return nil
	}
	t := d.end()
	days, seconds, timed := make([]uint32, len(d.Joined.IDs)), make([]int64, len(d.Joined.IDs)), make([]bool, len(d.Joined.IDs))
	d.rows(sources.Touches, func(p *sources.Part, r int) {
		who, day := p.Who[r], p.Day[r]
		if who < 0 || day > t {
			return
		}
		if p.Seconds != nil && p.Seconds[r] >= 0 && d.within(day) {
			seconds[who] += int64(min(p.Seconds[r], sources.LongestTouch))
			timed[who] = true
		}
		if ago := int(t - day); ago < month {
			days[who] |= 1 << ago
		}
	})
	sum, inWeek, inMonth := 0, 0, 0
	var read []int64
	for who, set := range days {
		if set != 0 {
			inMonth++
			sum += bits.OnesCount32(set)
		}
		if set&(1<<week-1) != 0 {
			inWeek++
		}
		if timed[who] {
			read = append(read, seconds[who])
		}
	}
	mean := quotient(int64(sum), month, 4)
	list := []Figure{{Code: "dau", Value: mean, N: sum}, counted("wau", "", inWeek), counted("mau", "", inMonth),
		{Code: "dau-mau", Value: mean, Of: itoa(inMonth), N: inMonth}}
	if len(read) > 0 {
		list = append(list, Figure{Code: "reading", Value: median(read), N: len(read)})
	}
	return list
}

func median(list []int64) string {
	slices.Sort(list)
	n := len(list)
	if n%2 == 1 {
		return quotient(list[n/2], 1, 1)
	}
	return quotient(list[n/2-1]+list[n/2], 2, 1)
}
