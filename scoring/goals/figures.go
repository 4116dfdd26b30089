package goals

import (
	"math"
	"math/bits"
	"slices"
	"sort"

	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/intake"
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
		return d.loyalty()
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

func (d *Data) channel(who int) string { return orNobody(d.Joined.Of(who, sources.Channel)) }

// newcomers are people who were first seen in the period, by channel, and those who first asked in it.
func (d *Data) newcomers() []Figure {
	all, by, asked := 0, map[string]int{}, 0
	listed := d.Joined.Has(sources.People)
	for who := range d.Joined.IDs {
		if !d.keeps(who) {
			continue
		}
		if d.within(d.Sums.Of[who].FirstConsultation) {
			asked++
		}
		day := d.firstDay(who)
		always := d.From == civil.NoDay && d.To == civil.NoDay && day == civil.NoDay && d.Joined.People[who].Known
		if listed && !d.Joined.People[who].Known || !always && !d.within(day) {
			continue
		}
		all++
		by[d.channel(who)]++
	}
	list := []Figure{counted("new", "", all)}
	if d.Joined.Has(sources.Touches) {
		list = append(list, counted("consultations", "", asked))
	}
	if len(by) > 1 || by[Nobody] == 0 {
		for _, w := range sortedWords(by) {
			list = append(list, counted("new", w, by[w]))
		}
	}
	return list
}

// Ripe is how many days a first payment may take to count as following from the first touch.
const Ripe = 30

// Converted tells whether a person's first touch led to a payment, and whether that can be told yet.
func (d *Data) Converted(who int) (paid, ripe bool) {
	first := d.Sums.Of[who].FirstTouch
	if !d.within(first) || int(d.end()-first) < Ripe {
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
	if len(by.whole) > 1 || by.whole[Nobody] == 0 {
		for _, w := range sortedWords(by.whole) {
			list = append(list, ratio("conversion", w, by.part[w], by.whole[w]))
		}
	}
	return list
}

// arrivals are the bookings that were kept, of those that were not cancelled, by the day booked for. Future ones stand
// apart.
func (d *Data) arrivals(byUnit bool) []Figure {
	part, whole, future, told, by := 0, 0, 0, false, newSplit()
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
		told = told || p.Came[r] != sources.Unsaid
		whole++
		unit := orNobody(p.Department.At(r))
		by.whole[unit]++
		if p.Came[r] == sources.Arrived {
			part++
			by.part[unit]++
		}
	})
	if !told {
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

// sticky counts how many are active in a day, a week and a month, and how long they read.
func (d *Data) sticky() []Figure {
	if !d.Joined.Has(sources.Touches) {
		return nil
	}
	t := d.end()
	days, seconds, timed := make([]uint32, len(d.Joined.IDs)), make([]int64, len(d.Joined.IDs)), make([]bool, len(d.Joined.IDs))
	d.rows(sources.Touches, func(p *sources.Part, r int) {
		who, day := p.Who[r], p.Day[r]
		if who < 0 || !d.within(day) {
			return
		}
		if p.Seconds != nil && p.Seconds[r] >= 0 {
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

// loyalty is the share of customers who came again, and of those whose last course ended who began another.
func (d *Data) loyalty() []Figure {
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
				}
			}
			break
		}
	}
	return []Figure{ratio("repeat", "", again, came), ratio("return", "", back, gone)}
}

// A load is what a department had to do.
type load struct {
	persons, visits int
	money           decimal.Money
}

// loads counts persons, visits and money by department, and over all under "". A visit is a day on which a person's money
// there is positive, or an order of that kind, as visits of the payments are counted.
func (d *Data) loads() map[string]load {
	r := d.Records
	units, names := map[string]int{"": 0}, []string{""}
	loads := make([]load, 1)
	starts, rows := r.ByCustomer(len(r.IDs))
	var open []sum
	for who := range len(starts) - 1 {
		if !d.keeps(who) {
			continue
		}
		open = open[:0]
		for _, i := range rows[starts[who]:starts[who+1]] {
			if !d.within(r.Day[i]) {
				continue
			}
			unit := d.unit(int(i))
			at, met := units[unit]
			if !met {
				at = len(names)
				units[unit], names, loads = at, append(names, unit), append(loads, load{})
			}
			k := sum{day: r.Day[i]}
			switch {
			case r.Visits == intake.ByOrder && r.Order != nil && r.Order[i] != 0:
				k.order, k.day = r.Order[i], 0
			case r.Visits == intake.ByRow:
				k.order = i + 1
			}
			worth := r.Amount[i]
			if r.SpentOn(i) {
				worth++ // stored value was spent: a visit without money
			}
			for _, k.unit = range [...]int{0, at} {
				loads[k.unit].money += r.Amount[i]
				open = add(open, k, worth)
				if at == 0 {
					break
				}
			}
		}
		for n, k := range open {
			if k.money <= 0 {
				continue
			}
			l := &loads[k.unit]
			l.visits++
			if !slices.ContainsFunc(open[:n], func(o sum) bool { return o.unit == k.unit && o.money > 0 }) {
				l.persons++
			}
		}
	}
	list := map[string]load{}
	for i, name := range names {
		list[name] = loads[i]
	}
	return list
}

// A sum is the money of one person in one department on one day, or of one order.
type sum struct {
	unit  int
	day   civil.Day
	order uint32
	money decimal.Money
}

func add(open []sum, k sum, money decimal.Money) []sum {
	for i := len(open) - 1; i >= 0; i-- {
		if o := &open[i]; o.unit == k.unit && o.day == k.day && o.order == k.order {
			o.money += money
			return open
		}
	}
	k.money = money
	return append(open, k)
}

func (d *Data) unit(record int) string {
	if d.Unit == nil {
		return ""
	}
	return orNobody(d.Unit(record))
}

func (d *Data) departments() []Figure {
	if d.Records.Shape != intake.PerVisit {
		return nil
	}
	loads := d.loads()
	visits := map[string]int{}
	for unit, l := range loads {
		visits[unit] = l.visits
	}
	var list []Figure
	for _, unit := range sortedUnits(visits) {
		l := loads[unit]
		list = append(list, counted("persons", unit, l.persons), counted("visits", unit, l.visits),
			Figure{Code: "money", By: unit, Value: l.money.String(), N: l.visits})
	}
	return list
}

// sortedUnits puts the sum of all first.
func sortedUnits(m map[string]int) []string {
	rest := map[string]int{}
	for w, n := range m {
		if w != "" {
			rest[w] = n
		}
	}
	return append([]string{""}, sortedWords(rest)...)
}

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

func (d *Data) voice() []Figure {
	if !d.Joined.Has(sources.Voice) {
		return nil
	}
	moods := map[string]*mood{"": {}}
	promoters, detractors, answers, complaining := 0, 0, 0, false
	d.rows(sources.Voice, func(p *sources.Part, r int) {
		if !d.within(p.Day[r]) {
			return
		}
		unit := orNobody(p.Department.At(r))
		if moods[unit] == nil {
			moods[unit] = &mood{}
		}
		for _, m := range []*mood{moods[""], moods[unit]} {
			if p.Rating != nil && p.Rating[r] >= 0 {
				m.rate(p.Rating[r])
			}
			if p.Complaint != nil && p.Complaint[r] {
				m.complaints++
			}
		}
		complaining = complaining || p.Complaint != nil
		if p.Recommend != nil && p.Recommend[r] >= 0 {
			switch answers++; {
			case p.Recommend[r] >= 900:
				promoters++
			case p.Recommend[r] <= 600:
				detractors++
			}
		}
	})
	counts := map[string]int{}
	for unit, m := range moods {
		counts[unit] = m.n
	}
	if len(moods) == 2 {
		delete(counts, Nobody)
	}
	visits := map[string]load{}
	if complaining {
		visits = d.loads()
	}
	var list []Figure
	for _, unit := range sortedUnits(counts) {
		m := moods[unit]
		if m.n > 0 {
			list = append(list, m.figure(unit))
		}
		if of := visits[unit].visits; complaining && of > 0 {
			f := ratio("complaints", unit, m.complaints, of)
			f.N = of
			list = append(list, f)
		}
		if unit == "" && answers > 0 {
			list = append(list, NPS(promoters, answers-promoters-detractors, detractors))
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
