package goals

import (
	"math/bits"

	"fenji/scoring/civil"
	"fenji/scoring/sources"
)

// A Chart is what a chart of a goal shows; see protocol.GoalChart.
type Chart struct {
	ID, Kind string
	Labels   []string
	Columns  []string
	Values   []string
	Second   []string
	Running  bool
	Unlisted int
}

// Slices are as many as a pie may have; the rest is one more, of all others.
const Slices = 6

// Others names the slice of all others.
const Others = "others"

// Charts are those that suit a goal.
func (d *Data) Charts(goal string) (list []Chart) {
	add := func(c Chart) {
		if len(c.Values) > 0 {
			list = append(list, c)
		}
	}
	switch goal {
	case "new":
		add(d.weeks())
		add(d.pie("new"))
	case "sticky":
		add(d.daily())
		add(d.wide())
		add(d.hot())
		items := d.modules()
		add(items)
		add(d.byItem(items.Labels))
	case "conversion":
		add(d.funnel())
		add(d.bars("conversion"))
	case "departments":
		add(d.bars("visits"))
		add(d.hot())
	case "voice":
		add(d.ratings())
		add(d.bars("rating"))
	}
	return list
}

// weeks counts new people by the week of their first day, half a year back.
func (d *Data) weeks() Chart {
	c := Chart{ID: "weeks", Kind: "bar"}
	t := d.end()
	if t == civil.NoDay {
		return c
	}
	const shown = 26
	monday := mondayOf(t)
	counts := make([]int, shown)
	for who := range d.Joined.IDs {
		if day := d.firstDay(who); d.within(day) && d.newcomer(who) {
			if ago := (int(monday) + 6 - int(day)) / 7; ago >= 0 && ago < shown {
				counts[shown-1-ago]++
				c.leaves(d, who)
			}
		}
	}
	first := 0
	for first < shown-1 && counts[first] == 0 {
		first++
	}
	for i := first; i < shown; i++ {
		c.Labels = append(c.Labels, (monday - civil.Day(7*(shown-1-i))).String())
		c.Values = append(c.Values, itoa(counts[i]))
	}
	c.Running = t < monday+6
	return c
}

// mondayOf is the day on which the week of a day begins.
func mondayOf(d civil.Day) civil.Day { return d - civil.Day(weekday(d)) }

// weekday is 0 for Monday: day 0 is a Thursday.
func weekday(d civil.Day) int { return (int(d)%7 + 7 + 3) % 7 }

// leaves counts those whom a chart shows and the list of customers does not: they stand in a list of people, and nothing more
// is known of them.
func (c *Chart) leaves(d *Data, who int) {
	if who >= d.Joined.Paid && !d.Sums.Of[who].Active() {
		c.Unlisted++
	}
}

// pie shows a figure by its words, at most six and the others.
func (d *Data) pie(code string) Chart {
	c := Chart{ID: code + ".by", Kind: "pie"}
	rest, parts := 0, 0
	for _, f := range d.newcomers() {
		if f.Code != code || f.By == "" {
			continue
		}
		if parts++; parts > Slices || f.By == Nobody {
			rest += f.N
			continue
		}
		c.Labels, c.Values = append(c.Labels, f.By), append(c.Values, f.Value)
	}
	if rest > 0 {
		c.Labels, c.Values = append(c.Labels, Others), append(c.Values, itoa(rest))
	}
	for who := range d.Joined.IDs {
		if len(c.Labels) > 0 && d.newcomer(who) {
			c.leaves(d, who)
		}
	}
	return c
}

// bars show the figures of a code by department or channel.
func (d *Data) bars(code string) Chart {
	c := Chart{ID: code + ".by", Kind: "bar"}
	var figures []Figure
	switch code {
	case "conversion":
		figures = d.conversion()
	case "rating":
		figures = d.voice()
	default:
		figures = d.departments()
	}
	for _, f := range figures {
		if f.Code != code || f.By == "" || f.By == Nobody {
			continue
		}
		value := f.Value
		if f.Of != "" {
			if f.Low == "" {
				continue // too few for a share
			}
			value = quotient(1000*int64(atoi(f.Value)), int64(atoi(f.Of))*10, 1)
		}
		c.Labels, c.Values = append(c.Labels, f.By), append(c.Values, value)
	}
	return c
}

func atoi(s string) (n int) {
	for _, r := range s {
		n = 10*n + int(r-'0')
	}
	return n
}

// shown is how many days the lines of active people go back.
const shown = 84

// activeOn are the people of each of so many days up to the end of the period, a bit each; nil where nobody is.
func (d *Data) activeOn(days int, within func(civil.Day) bool) (sets [][]uint64, any bool) {
	t := d.end()
	if t == civil.NoDay {
		return nil, false
	}
	sets = make([][]uint64, days)
	words := (len(d.Joined.IDs) + 63) / 64
	d.rows(sources.Touches, func(p *sources.Part, r int) {
		who, ago := p.Who[r], int(t-p.Day[r])
		if who < 0 || ago < 0 || ago >= days || !within(p.Day[r]) {
			return
		}
		at := days - 1 - ago
		if sets[at] == nil {
			sets[at] = make([]uint64, words)
		}
		sets[at][who/64] |= 1 << (who % 64)
		any = true
	})
	return sets, any
}

// distinct counts the people of several days.
func distinct(sets [][]uint64, all []uint64) (n int) {
	clear(all)
	for _, set := range sets {
		for i, w := range set {
			all[i] |= w
		}
	}
	for _, w := range all {
		n += bits.OnesCount64(w)
	}
	return n
}

// daily is the line of daily active people with the mean of seven days, the last twelve weeks.
func (d *Data) daily() Chart {
	c := Chart{ID: "dau", Kind: "line"}
	sets, any := d.activeOn(shown+week-1, d.within)
	if !any {
		return c
	}
	counts, all := make([]int, len(sets)), make([]uint64, (len(d.Joined.IDs)+63)/64)
	for i := range sets {
		counts[i] = distinct(sets[i:i+1], all)
	}
	t := d.end()
	for i := week - 1; i < len(sets); i++ {
		sum := 0
		for k := i - week + 1; k <= i; k++ {
			sum += counts[k]
		}
		c.Labels = append(c.Labels, (t - civil.Day(len(sets)-1-i)).String())
		c.Values = append(c.Values, itoa(counts[i]))
		c.Second = append(c.Second, quotient(int64(sum), week, 1))
	}
	c.Running = t == d.AsOf
	return c
}

// wide are the lines of those who were active in the seven and the thirty days up to each day of the last twelve weeks. Their last
// points are the figures wau and mau.
func (d *Data) wide() Chart {
	c := Chart{ID: "active", Kind: "line"}
	sets, any := d.activeOn(shown+month-1, func(civil.Day) bool { return true })
	if !any {
		return c
	}
	all, t := make([]uint64, (len(d.Joined.IDs)+63)/64), d.end()
	for i := month - 1; i < len(sets); i++ {
		c.Labels = append(c.Labels, (t - civil.Day(len(sets)-1-i)).String())
		c.Values = append(c.Values, itoa(distinct(sets[i-week+1:i+1], all)))
		c.Second = append(c.Second, itoa(distinct(sets[i-month+1:i+1], all)))
	}
	c.Running = t == d.AsOf
	return c
}

// hot is the heat map of touches by weekday and hour.
func (d *Data) hot() Chart {
	c := Chart{ID: "hot", Kind: "heat"}
	var counts [7][24]int
	any := false
	d.rows(sources.Touches, func(p *sources.Part, r int) {
		if p.Hour == nil || p.Hour[r] < 0 || !d.within(p.Day[r]) {
			return
		}
		counts[weekday(p.Day[r])][p.Hour[r]]++
		any = true
	})
	if !any {
		return c
	}
	for hour := range 24 {
		c.Columns = append(c.Columns, itoa(hour))
	}
	for day, row := range counts {
		c.Labels = append(c.Labels, itoa(day))
		for _, n := range row {
			c.Values = append(c.Values, itoa(n))
		}
	}
	return c
}

// modules are what was touched most.
func (d *Data) modules() Chart {
	c := Chart{ID: "items", Kind: "bar"}
	counts := map[string]int{}
	d.rows(sources.Touches, func(p *sources.Part, r int) {
		if item := p.Item.At(r); item != "" && d.within(p.Day[r]) {
			counts[item]++
		}
	})
	for i, item := range sortedWords(counts) {
		if i == mostItems {
			break
		}
		c.Labels, c.Values = append(c.Labels, item), append(c.Values, itoa(counts[item]))
	}
	return c
}

// mostItems is how many of what was touched are shown.
const mostItems = 10

// byItem is the heat map of what was touched most, by weekday.
func (d *Data) byItem(top []string) Chart {
	c := Chart{ID: "item-days", Kind: "heat", Labels: top}
	counts := map[string]*[7]int{}
	for _, item := range top {
		counts[item] = &[7]int{}
	}
	d.rows(sources.Touches, func(p *sources.Part, r int) {
		if n := counts[p.Item.At(r)]; n != nil && d.within(p.Day[r]) {
			n[weekday(p.Day[r])]++
		}
	})
	for day := range 7 {
		c.Columns = append(c.Columns, itoa(day))
	}
	for _, item := range top {
		for _, n := range counts[item] {
			c.Values = append(c.Values, itoa(n))
		}
	}
	return c
}

// funnel is how far those came whose first touch is long enough ago: touch, consultation, first payment.
func (d *Data) funnel() Chart {
	c := Chart{ID: "funnel", Kind: "funnel"}
	if d.Line == nil {
		return c
	}
	touched, asked, paid := 0, 0, 0
	for who := range d.Joined.IDs {
		if !d.keeps(who) {
			continue
		}
		bought, ripe := d.Converted(who)
		if !ripe {
			continue
		}
		touched++
		if d.askedSoon(who) {
			asked++
		}
		if bought {
			paid++
		}
	}
	if touched == 0 {
		return c
	}
	c.Labels = []string{"touch", "asked", "paid"}
	c.Values = []string{itoa(touched), itoa(asked), itoa(paid)}
	return c
}

// askedSoon tells whether a person asked in time after its first touch.
func (d *Data) askedSoon(who int) bool {
	o := &d.Sums.Of[who]
	return o.FirstConsultation != civil.NoDay && int(o.FirstConsultation-o.FirstTouch) <= Ripe
}

// ratings are the means of the months.
func (d *Data) ratings() Chart {
	c := Chart{ID: "ratings", Kind: "line"}
	months := map[string]*mood{}
	d.rows(sources.Voice, func(p *sources.Part, r int) {
		if p.Rating == nil || p.Rating[r] < 0 || !d.within(p.Day[r]) {
			return
		}
		month := p.Day[r].String()[:7]
		if months[month] == nil {
			months[month] = &mood{}
		}
		months[month].rate(p.Rating[r])
	})
	first, last := civil.NoDay, civil.NoDay
	for month := range months {
		day, _ := civil.Parse(month + "-01")
		if first == civil.NoDay || day < first {
			first = day
		}
		last = max(last, day)
	}
	if first == civil.NoDay {
		return c
	}
	for day := first; day <= last; day = day.AddMonths(1) {
		m, value := months[day.String()[:7]], ""
		if m != nil && m.n >= fewRatings {
			value = quotient(m.sum, int64(m.n)*100, 2)
		}
		c.Labels, c.Values = append(c.Labels, day.String()[:7]), append(c.Values, value)
	}
	c.Running = d.end() != civil.NoDay && d.end().String()[:7] == c.Labels[len(c.Labels)-1] && (d.end() + 1).String()[8:] != "01"
	return c
}

// fewRatings is below which a month's mean is not drawn.
const fewRatings = 10
