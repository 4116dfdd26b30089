package goals

import (
	"fmt"
	"math"
	"sort"
	"strconv"
	"strings"

	"fenji/scoring/civil"
)

// What follows counts the figures of a world from its texts alone, one after the other, and knows nothing of the product.

// wilson is the interval of 95 % of a share, as Wilson wrote it in 1927.
func wilson(part, whole int) string {
	if whole < 10 || part > whole {
		return ""
	}
	const z = 1.959963984540054
	n, p := float64(whole), float64(part)/float64(whole)
	root := z * math.Sqrt((p*(1-p)+z*z/4/n)/n)
	low, high := (p+z*z/2/n-root)/(1+z*z/n), (p+z*z/2/n+root)/(1+z*z/n)
	return fmt.Sprintf(" [%.4f %.4f]", max(0, low), min(1, high))
}

// share writes a part of a whole with its interval.
func share(part, whole int) string {
	return fmt.Sprintf("%d of %d%s", part, whole, wilson(part, whole))
}

// slowly is a world as it is counted: what the first counts find, the later ones use.
type slowly struct {
	w    world
	over span
	out  map[string]string // by code and by what it is told apart

	owners             map[string]map[string]bool // the people of a telephone
	names              map[string]bool
	channel, firstSeen map[string]string
	rows               map[string]map[string]bool // of the table of people, by person
	asOf, end          string
	today, last        civil.Day // what end and asOf are

	firstTouch map[string]civil.Day
	firstAsked map[string]string // the day of the first consultation
	seconds    map[string]int
	active     map[int]map[string]bool // by days ago
	visits     map[string]int          // by unit
	firstPaid  map[string]civil.Day
	paidDays   map[string][]civil.Day
}

// slow counts all figures.
func slow(w world, over span) map[string]string {
	s := &slowly{w: w, over: over, out: map[string]string{}}
	for _, count := range []func(){s.people, s.households, s.matches, s.span, s.touches, s.fresh, s.pay, s.returns, s.conversion, s.actives,
		s.reading, s.bookings, s.voices} {
		count()
	}
	return s.out
}

func (s *slowly) put(code, by string, value any) { s.out[code+"/"+by] = fmt.Sprint(value) }
func (s *slowly) within(day string) bool         { return day >= s.over.from && day <= s.end }
func (s *slowly) meant(id string) bool {
	return s.over.channel == "" || id != "" && s.channel[id] == s.over.channel
}

func day(s string) civil.Day { d, _ := civil.Parse(s); return d }

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}

// who is the person of a row, by the number or by a telephone that only one has.
func (s *slowly) who(id, phone string) string {
	if set := s.owners[phone]; id == "" && len(set) == 1 {
		for id := range set {
			return id
		}
	}
	return id
}

// people reads the table of people.
func (s *slowly) people() {
	s.owners, s.names = map[string]map[string]bool{}, map[string]bool{}
	s.channel, s.firstSeen = map[string]string{}, map[string]string{}
	s.rows = map[string]map[string]bool{}
	for _, p := range s.w.people {
		if s.owners[p[2]] == nil {
			s.owners[p[2]] = map[string]bool{}
		}
		s.owners[p[2]][p[0]] = true
		if s.rows[p[0]] == nil {
			s.rows[p[0]], s.channel[p[0]], s.firstSeen[p[0]] = map[string]bool{}, p[4], p[5]
			s.names[p[0]] = true
		}
		s.rows[p[0]][strings.Join(p, "|")] = true
	}
}

// households counts telephones of several people, and people who stand twice.
func (s *slowly) households() {
	households, twice := 0, 0
	for _, set := range s.owners {
		if len(set) > 1 {
			households++
		}
	}
	for _, set := range s.rows {
		if len(set) > 1 {
			twice++
		}
	}
	s.put("households", "", households)
	s.put("twice", "", twice)
}

// matches counts who stands in several tables, and finds the last day of them all.
func (s *slowly) matches() {
	in := map[string]map[string]bool{}
	note := func(table, id string) {
		if in[table] == nil {
			in[table] = map[string]bool{}
		}
		if id != "" {
			in[table][id] = true
		}
	}
	for _, p := range s.w.people {
		note("people", p[0])
	}
	for _, p := range s.w.payments {
		note("payments", p[0])
		s.asOf = max(s.asOf, p[1])
	}
	for _, p := range s.w.bookings {
		note("appointments", s.who(p[0], p[1]))
	}
	for _, p := range s.w.touches {
		note("touches", p[0])
		s.asOf = max(s.asOf, p[1])
	}
	for _, p := range s.w.voice {
		note("voice", p[0])
		s.asOf = max(s.asOf, p[1])
	}
	for table, ids := range in {
		matched := 0
		for id := range ids {
			for other, set := range in {
				if other != table && set[id] {
					matched++
					break
				}
			}
		}
		s.put("matched", table, matched)
		s.put("only", table, len(ids)-matched)
	}
}

// span ends the span where the tables end.
func (s *slowly) span() {
	s.end = s.asOf
	if s.over.to != "" && s.over.to < s.end {
		s.end = s.over.to
	}
	s.today, s.last = day(s.end), day(s.asOf)
}

// touches reads what people did before they came.
func (s *slowly) touches() {
	s.firstTouch, s.seconds = map[string]civil.Day{}, map[string]int{}
	s.firstAsked = map[string]string{}
	s.active = map[int]map[string]bool{}
	for _, p := range s.w.touches {
		if !s.meant(p[0]) {
			continue
		}
		d := day(p[1])
		if first, met := s.firstTouch[p[0]]; !met || d < first {
			s.firstTouch[p[0]] = d
		}
		if first, met := s.firstAsked[p[0]]; p[2] == "consultation" && (!met || p[1] < first) {
			s.firstAsked[p[0]] = p[1]
		}
		if n, _ := strconv.Atoi(p[3]); s.within(p[1]) {
			s.seconds[p[0]] += min(n, 1800)
		}
		if ago := int(s.today - d); ago >= 0 && ago < 30 {
			if s.active[ago] == nil {
				s.active[ago] = map[string]bool{}
			}
			s.active[ago][p[0]] = true
		}
	}
}

// fresh counts new people and first consultations.
func (s *slowly) fresh() {
	fresh, asked := map[string]int{}, map[string]bool{}
	for id := range s.names {
		if s.within(s.firstSeen[id]) && s.meant(id) {
			fresh[""]++
			fresh[orNone(s.channel[id])]++
		}
	}
	for by, n := range fresh {
		s.put("new", by, n)
	}
	for id, first := range s.firstAsked {
		if s.within(first) {
			asked[id] = true
		}
	}
	s.put("consultations", "", len(asked))
}

// pay counts visits, which are days of a customer with money.
func (s *slowly) pay() {
	sums := map[[3]string]int{}
	money := map[string]int{}
	for _, p := range s.w.payments {
		n, _ := strconv.Atoi(p[2])
		if !s.meant(p[0]) {
			continue
		}
		for _, unit := range []string{"", p[3]} {
			sums[[3]string{unit, p[0], p[1]}] += n
			if s.within(p[1]) {
				money[unit] += n
			}
		}
	}
	persons := map[string]map[string]bool{}
	s.visits = map[string]int{}
	count := map[string]int{}
	s.firstPaid, s.paidDays = map[string]civil.Day{}, map[string][]civil.Day{}
	for k, n := range sums {
		if n <= 0 {
			continue
		}
		if s.within(k[2]) {
			s.visits[k[0]]++
			if persons[k[0]] == nil {
				persons[k[0]] = map[string]bool{}
			}
			persons[k[0]][k[1]] = true
		}
		if k[0] == "" {
			if s.within(k[2]) {
				count[k[1]]++
			}
			if k[2] <= s.end {
				s.paidDays[k[1]] = append(s.paidDays[k[1]], day(k[2]))
			}
			if first, met := s.firstPaid[k[1]]; !met || day(k[2]) < first {
				s.firstPaid[k[1]] = day(k[2])
			}
		}
	}
	for unit := range money {
		s.put("visits", unit, s.visits[unit])
		s.put("persons", unit, len(persons[unit]))
		s.put("money", unit, fmt.Sprintf("%d.00", money[unit]))
	}
	again := 0
	for _, n := range count {
		if n > 1 {
			again++
		}
	}
	s.put("repeat", "", share(again, len(count)))
}

// returns counts who came back: the last course that ended 180 days ago or longer, and the next one.
func (s *slowly) returns() {
	back, gone := 0, 0
	for _, list := range s.paidDays {
		sort.Slice(list, func(i, k int) bool { return list[i] < list[k] })
		var from, to []civil.Day
		for i, d := range list {
			if i == 0 || d-list[i-1] > 45 {
				from, to = append(from, d), append(to, d)
			}
			to[len(to)-1] = d
		}
		at := -1
		for i := range to {
			if to[i] <= s.today-180 {
				at = i
			}
		}
		if at < 0 || to[at] <= s.today-360 {
			continue
		}
		gone++
		if at+1 < len(from) && from[at+1]-to[at] <= 180 {
			back++
		}
	}
	s.put("return", "", share(back, gone))
}

// conversion counts who paid within thirty days of the first touch.
func (s *slowly) conversion() {
	part, whole := map[string]int{}, map[string]int{}
	for id, first := range s.firstTouch {
		paid, ever := s.firstPaid[id]
		if int(s.last-first) < 30 || ever && paid < first || !s.within(first.String()) {
			continue
		}
		for _, by := range []string{"", orNone(s.channel[id])} {
			whole[by]++
			if ever && int(paid-first) <= 30 {
				part[by]++
			}
		}
	}
	for by, n := range whole {
		s.put("conversion", by, share(part[by], n))
	}
}

// actives counts who was active on a day, in a week, in thirty days.
func (s *slowly) actives() {
	sum, inWeek, inMonth := 0, map[string]bool{}, map[string]bool{}
	for ago, set := range s.active {
		sum += len(set)
		for id := range set {
			inMonth[id] = true
			if ago < 7 {
				inWeek[id] = true
			}
		}
	}
	mean := strconv.FormatFloat(math.Round(float64(sum)/30*1e4)/1e4, 'f', -1, 64)
	s.put("dau", "", mean)
	s.put("wau", "", len(inWeek))
	s.put("mau", "", len(inMonth))
	s.put("dau-mau", "", fmt.Sprintf("%s of %d", mean, len(inMonth)))
}

// reading is the median of the seconds of reading.
func (s *slowly) reading() {
	var list []int
	for _, n := range s.seconds {
		list = append(list, n)
	}
	sort.Ints(list)
	s.put("reading", "", strconv.FormatFloat(float64(list[(len(list)-1)/2]+list[len(list)/2])/2, 'f', -1, 64))
}

// bookings counts bookings that were kept.
func (s *slowly) bookings() {
	kept, booked, future := map[string]int{}, map[string]int{}, 0
	for _, p := range s.w.bookings {
		if p[4] == "cancelled" || !s.meant(s.who(p[0], p[1])) {
			continue
		}
		if p[2] > s.asOf {
			future++
			continue
		}
		if !s.within(p[2]) {
			continue
		}
		for _, unit := range []string{"", p[3]} {
			booked[unit]++
			if p[4] == "arrived" {
				kept[unit]++
			}
		}
	}
	for unit, n := range booked {
		s.put("arrival", unit, share(kept[unit], n))
	}
	s.put("future", "", future)
}

// voices counts what they say.
func (s *slowly) voices() {
	stars, squares, answers, complaints := map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}
	promoters, detractors := 0, 0
	for _, p := range s.w.voice {
		n, _ := strconv.Atoi(p[2])
		if !s.within(p[1]) || !s.meant(p[0]) {
			continue
		}
		for _, unit := range []string{"", p[5]} {
			stars[unit] += n
			squares[unit] += n * n
			answers[unit]++
			if p[4] == "yes" {
				complaints[unit]++
			}
		}
		switch n, _ := strconv.Atoi(p[3]); {
		case n >= 9:
			promoters++
		case n <= 6:
			detractors++
		}
	}
	const z = 1.959963984540054
	for unit, n := range answers {
		mean, between := float64(stars[unit])/float64(n), ""
		if n >= 10 {
			spread := (float64(squares[unit]) - float64(n)*mean*mean) / float64(n-1)
			half := z * math.Sqrt(spread/float64(n))
			between = fmt.Sprintf(" [%s %s]", short(mean-half, 4), short(mean+half, 4))
		}
		s.put("rating", unit, short(math.Floor(mean*100+0.5)/100, 2)+between)
	}
	for unit, n := range s.visits {
		s.put("complaints", unit, share(complaints[unit], n))
	}
	for unit, n := range complaints {
		if s.visits[unit] == 0 && n > 0 {
			s.put("complaints", unit, n)
		}
	}
	if n := float64(answers[""]); n > 0 {
		p, q := float64(promoters)/n, float64(detractors)/n
		score, between := 100*(p-q), ""
		if n >= 10 {
			half := 100 * z * math.Sqrt((p+q-(p-q)*(p-q))/n)
			between = fmt.Sprintf(" [%s %s]", short(max(-100, score-half), 1), short(min(100, score+half), 1))
		}
		s.put("nps", "", short(math.Round(10*score)/10, 1)+between)
	}
}

// short writes a number with at most so many places.
func short(x float64, places int) string {
	text := strconv.FormatFloat(x, 'f', places, 64)
	x, _ = strconv.ParseFloat(text, 64)
	return strconv.FormatFloat(x+0, 'f', -1, 64)
}
