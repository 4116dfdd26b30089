package goals

import (
	"slices"
	"sort"

	"fenji/scoring/civil"
	"fenji/scoring/periods"
	"fenji/scoring/sources"
)

// Codes are the goals, in the order in which they are offered.
var Codes = [...]string{"new", "sticky", "conversion", "loyalty", "departments", "voice"}

// Figures counts those of a goal.
func (d *Data) Figures(goal string) []Figure {
	switch goal {
	case "new":
		return slices.Concat(d.newcomers(), d.arrivals(false))
	case "sticky":
		return d.sticky()
	case "conversion":
		return slices.Concat(d.conversion(), d.arrivals(true))
	case "loyalty":
		return d.loyalty(func(int, string) {})
	case "departments":
		return slices.Concat(d.departments(), d.arrivals(true))
	case "voice":
		return d.voice()
	}
	return nil
}

// A split counts by a word.
type split struct {
	part, whole map[string]int
}

func newSplit() split { return split{map[string]int{}, map[string]int{}} }

// words are those that were counted, the most frequent first, nobody's last.
func sortedWords(m map[string]int) []string {
	var list []string
	for w := range m {
		list = append(list, w)
	}
	sort.Slice(list, func(i, k int) bool {
		a, b := list[i], list[k]
		switch {
		case (a == Nobody) != (b == Nobody):
			return b == Nobody
		case m[a] != m[b]:
			return m[a] > m[b]
		}
		return a < b
	})
	return list
}

func orNobody(s string) string {
	if s == "" {
		return Nobody
	}
	return s
}

func (d *Data) channel(who int) string {
	return orNobody(d.Joined.Of(who, sources.Channel))
}

// channels tells whether any table says where people come from.
func (d *Data) channels() bool {
	return slices.ContainsFunc(d.Joined.Tables, func(p sources.Part) bool { return p.Kind == sources.People && p.Channel.Of != nil })
}

// newcomers are people who were first seen in the period, by channel, and those who first asked in it.
func (d *Data) newcomers() []Figure {
	all, by, asked := 0, map[string]int{}, 0
	for who := range d.Joined.IDs {
		if !d.keeps(who) {
			continue
		}
		if d.within(d.Sums.Of[who].FirstConsultation) {
			asked++
		}
		if !d.newcomer(who) {
			continue
		}
		all++
		by[d.channel(who)]++
	}
	list := []Figure{counted("new", "", all)}
	if d.Joined.Has(sources.Touches) {
		list = append(list, counted("consultations", "", asked))
	}
	if d.channels() {
		for _, w := range sortedWords(by) {
			list = append(list, counted("new", w, by[w]))
		}
	}
	return list
}

// newcomer tells whether a person was first seen in the period. Where there is a list of people, only they are meant, and over the
// whole data those, too, of whom no day is told.
func (d *Data) newcomer(who int) bool {
	listed, day := d.Joined.People[who].Known, d.firstDay(who)
	always := d.From == civil.NoDay && d.To == civil.NoDay && day == civil.NoDay && listed
	return d.keeps(who) && (listed || !d.Joined.Has(sources.People)) && (always || d.within(day))
}

// Ripe is how many days a first payment may take to count as following from the first touch.
const Ripe = 30

// Converted tells whether a person's first touch in the period led to a payment, and whether that can be told yet: by what is
// known on the analysis date, which may be long after the period.
func (d *Data) Converted(who int) (paid, ripe bool) {
	first := d.Sums.Of[who].FirstTouch
	if !d.within(first) || int(d.known()-first) < Ripe {
		return false, false
	}
	day := d.firstPayment(who)
	if day != civil.NoDay && day < first {
		return false, false // a customer already
	}
	return day != civil.NoDay && int(day-first) <= Ripe, true
}

func (d *Data) conversion() []Figure {
	if !d.Joined.Has(sources.Touches) || d.Line == nil {
		return nil
	}
	part, whole, by := 0, 0, newSplit()
	for who := range d.Joined.IDs {
		if !d.keeps(who) {
			continue
		}
		if paid, ripe := d.Converted(who); ripe {
			whole++
			by.whole[d.channel(who)]++
			if paid {
				part++
				by.part[d.channel(who)]++
			}
		}
	}
	list := []Figure{ratio("conversion", "", part, whole)}
	if d.channels() {
		for _, w := range sortedWords(by.whole) {
			list = append(list, ratio("conversion", w, by.part[w], by.whole[w]))
		}
	}
	return list
}

// loyalty is the share of customers who came again, and of those whose last course ended who began another. met hears of each who
// did, and of which of the two.
func (d *Data) loyalty(met func(who int, code string)) []Figure {
	if d.Line == nil {
		return nil
	}
	t := d.end()
	again, came, back, gone := 0, 0, 0, 0
	var visits []civil.Day
	var courses []periods.Course
	for who := range d.Joined.Paid {
		if !d.keeps(who) {
			continue
		}
		n := 0
		visits = visits[:0]
		for at := d.Line.Starts[who]; at < d.Line.Starts[who+1]; at++ {
			if d.Line.Visits[at] == 0 || t != civil.NoDay && d.Line.Days[at] > t {
				continue
			}
			visits = append(visits, d.Line.Days[at])
			if d.within(d.Line.Days[at]) {
				n += int(d.Line.Visits[at])
			}
		}
		if n > 0 {
			came++
		}
		if n > 1 {
			again++
			met(who, "repeat")
		}
		courses = periods.Courses(courses[:0], visits, periods.CourseGap)
		for c := len(courses) - 1; c >= 0; c-- {
			end := courses[c].To
			if end > t-periods.ReturnDays {
				continue
			}
			if end > t-2*periods.ReturnDays {
				gone++
				if c+1 < len(courses) && courses[c+1].From <= end+periods.ReturnDays {
					back++
					met(who, "return")
				}
			}
			break
		}
	}
	return []Figure{ratio("repeat", "", again, came), ratio("return", "", back, gone)}
}
