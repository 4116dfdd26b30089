package goals

import (
	"slices"
	"strings"

	"fenji/scoring/civil"
	"fenji/scoring/sources"
)

// Second is the column of the second line of a chart.
const Second = "second"

// Behind tells of each person whether it stands behind a part of a chart or a figure: of a share, behind its numerator; of touches
// and words, who did them. id is a chart's or a figure's code; label and column name the part, label "" all of it.
func (d *Data) Behind(id, label, column string) []bool {
	set := make([]bool, len(d.Joined.IDs))
	put := func(who int, part string) {
		if who >= 0 && (part == label || label == "") {
			set[who] = true
		}
	}
	switch code := strings.TrimSuffix(id, ".by"); code {
	case "persons", "visits":
		d.loads(put)
	case "repeat", "return":
		d.loyalty(func(who int, of string) {
			if of == code {
				put(who, "")
			}
		})
	case "weeks", "new", "consultations", "conversion", "funnel":
		var slices []string
		if id == "new.by" {
			slices = d.pie("new").Labels
		}
		for who := range set {
			if d.keeps(who) {
				d.person(code, who, slices, put)
			}
		}
	default:
		day, _ := civil.Parse(label)
		for _, kind := range [...]sources.Kind{sources.Touches, sources.Appointments, sources.Voice} {
			d.rows(kind, func(p *sources.Part, r int) { d.did(kind, code, column, day, p, r, put) })
		}
	}
	return set
}

// person puts a person into what its first days tell.
func (d *Data) person(code string, who int, named []string, put func(who int, part string)) {
	o := &d.Sums.Of[who]
	switch paid, ripe := d.Converted(who); {
	case code == "weeks" && d.newcomer(who) && d.within(d.firstDay(who)):
		put(who, mondayOf(d.firstDay(who)).String())
	case code == "new" && d.newcomer(who):
		if channel := d.channel(who); named == nil || channel != Nobody && slices.Contains(named, channel) {
			put(who, channel)
		} else {
			put(who, Others)
		}
	case code == "consultations" && d.within(o.FirstConsultation):
		put(who, "")
	case code == "conversion" && paid:
		put(who, d.channel(who))
	case code == "funnel" && ripe:
		put(who, "touch")
		if d.askedSoon(who) {
			put(who, "asked")
		}
		if paid {
			put(who, "paid")
		}
	}
}

// did puts whose a row is into what it counts for.
func (d *Data) did(kind sources.Kind, code, column string, day civil.Day, p *sources.Part, r int, put func(who int, part string)) {
	who, on := int(p.Who[r]), p.Day[r]
	during := func(end civil.Day, days int) {
		if on <= end && int(end-on) < days {
			put(who, end.String())
		}
	}
	switch string(kind) + code {
	case "touchesdau":
		switch {
		case !d.within(on):
		case column == Second: // of a mean, those of its days
			during(day, week)
		default:
			put(who, on.String())
		}
	case "touchesactive":
		if column == Second {
			during(day, month)
		} else {
			during(day, week)
		}
	case "toucheswau":
		during(d.end(), week)
	case "touchesmau":
		during(d.end(), month)
	case "touchesreading":
		if p.Seconds != nil && p.Seconds[r] >= 0 && d.within(on) {
			put(who, "")
		}
	case "toucheshot":
		if p.Hour != nil && p.Hour[r] >= 0 && d.within(on) && itoa(int(p.Hour[r])) == column {
			put(who, itoa(weekday(on)))
		}
	case "touchesitems":
		if d.within(on) {
			put(who, p.Item.At(r))
		}
	case "touchesitem-days":
		if d.within(on) && itoa(weekday(on)) == column {
			put(who, p.Item.At(r))
		}
	case "appointmentsarrival":
		if d.within(on) && p.Came[r] == sources.Arrived {
			put(who, orNobody(p.Department.At(r)))
		}
	case "appointmentsfuture":
		if d.AsOf != civil.NoDay && on > d.AsOf && p.Came[r] != sources.Cancelled {
			put(who, "")
		}
	case "voicerating":
		if p.Rating != nil && p.Rating[r] >= 0 && d.within(on) {
			put(who, orNobody(p.Department.At(r)))
		}
	case "voiceratings":
		if p.Rating != nil && p.Rating[r] >= 0 && d.within(on) {
			put(who, on.String()[:7])
		}
	case "voicecomplaints":
		if p.Complaint != nil && p.Complaint[r] && d.within(on) {
			put(who, orNobody(p.Department.At(r)))
		}
	case "voicenps":
		if p.Recommend != nil && p.Recommend[r] >= 0 && d.within(on) {
			put(who, "")
		}
	}
}
