package header

import "fenji/scoring/intake"

// booked lets the day for which something was booked be the visit's, where no other date stands. Where a column says who came and who
// did not that is so; elsewhere it is asked about.
func (g *guesser) booked() {
	for col, h := range g.headers {
		if k := spell(h).compact; g.roles[col] != intake.Other || g.meanings[col].role != intake.Other || !hasAny(k, bookings) || g.facts[col].share(g.facts[col].dates) < 80 {
			continue
		}
		g.set(col, intake.Date, least, intake.WhyPosition)
		for other := range g.headers {
			if other != col && g.meanings[other].role == intake.Status && (hasAny(spell(g.headers[other]).compact, comings) || listen(g.v, other, g.m.HeaderRow+1).means() == intake.Status) {
				g.set(col, intake.Date, 70, intake.WhyHeader)
			}
		}
		return
	}
}

// comings are words of headers that speak of who came.
var comings = list("预约,到诊,到店,到院,就诊,接诊,看诊,约诊,appointment,attendance")

var bookings = list("预约日期,预约时间,预约就诊,预约到,预定日期,预定时间,约诊日期,约诊时间")
