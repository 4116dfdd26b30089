package goals

import (
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"sort"
	"strconv"
	"strings"
	"testing"

	"fenji/scoring/civil"
	"fenji/scoring/sources"
)

// A span is what figures are asked of: days, "" for an open end, and a channel, "" for everybody.
type span struct{ from, to, channel string }

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

// slow counts the same from the texts alone.
func slow(w world, over span) map[string]string {
	out := map[string]string{}
	put := func(code, by string, value any) { out[code+"/"+by] = fmt.Sprint(value) }
	asOf := ""
	owners, names := map[string]map[string]bool{}, map[string]bool{}
	channel, firstSeen := map[string]string{}, map[string]string{}
	rows := map[string]map[string]bool{}
	for _, p := range w.people {
		if owners[p[2]] == nil {
			owners[p[2]] = map[string]bool{}
		}
		owners[p[2]][p[0]] = true
		if rows[p[0]] == nil {
			rows[p[0]], channel[p[0]], firstSeen[p[0]] = map[string]bool{}, p[4], p[5]
			names[p[0]] = true
		}
		rows[p[0]][strings.Join(p, "|")] = true
	}
	households, twice := 0, 0
	for _, set := range owners {
		if len(set) > 1 {
			households++
		}
	}
	for _, set := range rows {
		if len(set) > 1 {
			twice++
		}
	}
	put("households", "", households)
	put("twice", "", twice)
	who := func(id, phone string) string {
		if id == "" {
			if set := owners[phone]; len(set) == 1 {
				for id := range set {
					return id
				}
			}
		}
		return id
	}
	in := map[string]map[string]bool{}
	note := func(table, id string) {
		if in[table] == nil {
			in[table] = map[string]bool{}
		}
		if id != "" {
			in[table][id] = true
		}
	}
	for _, p := range w.people {
		note("people", p[0])
	}
	for _, p := range w.payments {
		note("payments", p[0])
		asOf = max(asOf, p[1])
	}
	for _, p := range w.bookings {
		note("appointments", who(p[0], p[1]))
	}
	for _, p := range w.touches {
		note("touches", p[0])
		asOf = max(asOf, p[1])
	}
	for _, p := range w.voice {
		note("voice", p[0])
		asOf = max(asOf, p[1])
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
		put("matched", table, matched)
		put("only", table, len(ids)-matched)
	}
	end := asOf
	if over.to != "" && over.to < end {
		end = over.to
	}
	t, _ := civil.Parse(end)
	last, _ := civil.Parse(asOf)
	day := func(s string) civil.Day { d, _ := civil.Parse(s); return d }
	within := func(s string) bool { return s >= over.from && s <= end }
	meant := func(id string) bool { return over.channel == "" || id != "" && channel[id] == over.channel }
	orNone := func(s string) string {
		if s == "" {
			return "none"
		}
		return s
	}
	// New people and first consultations.
	fresh, asked := map[string]int{}, map[string]bool{}
	for id := range names {
		if within(firstSeen[id]) && meant(id) {
			fresh[""]++
			fresh[orNone(channel[id])]++
		}
	}
	for by, n := range fresh {
		put("new", by, n)
	}
	firstTouch, seconds := map[string]civil.Day{}, map[string]int{}
	firstAsked := map[string]string{}
	active := map[int]map[string]bool{}
	for _, p := range w.touches {
		if !meant(p[0]) {
			continue
		}
		d := day(p[1])
		if first, met := firstTouch[p[0]]; !met || d < first {
			firstTouch[p[0]] = d
		}
		if first, met := firstAsked[p[0]]; p[2] == "consultation" && (!met || p[1] < first) {
			firstAsked[p[0]] = p[1]
		}
		if n, _ := strconv.Atoi(p[3]); within(p[1]) {
			seconds[p[0]] += min(n, 1800)
		}
		if ago := int(t - d); ago >= 0 && ago < 30 {
			if active[ago] == nil {
				active[ago] = map[string]bool{}
			}
			active[ago][p[0]] = true
		}
	}
	for id, first := range firstAsked {
		if within(first) {
			asked[id] = true
		}
	}
	put("consultations", "", len(asked))
	// Visits: days of a customer with money.
	sums := map[[3]string]int{}
	money := map[string]int{}
	for _, p := range w.payments {
		n, _ := strconv.Atoi(p[2])
		if !meant(p[0]) {
			continue
		}
		for _, unit := range []string{"", p[3]} {
			sums[[3]string{unit, p[0], p[1]}] += n
			if within(p[1]) {
				money[unit] += n
			}
		}
	}
	visits, persons := map[string]int{}, map[string]map[string]bool{}
	firstPaid, count, days := map[string]civil.Day{}, map[string]int{}, map[string][]civil.Day{}
	for k, n := range sums {
		if n <= 0 {
			continue
		}
		if within(k[2]) {
			visits[k[0]]++
			if persons[k[0]] == nil {
				persons[k[0]] = map[string]bool{}
			}
			persons[k[0]][k[1]] = true
		}
		if k[0] == "" {
			if within(k[2]) {
				count[k[1]]++
			}
			if k[2] <= end {
				days[k[1]] = append(days[k[1]], day(k[2]))
			}
			if first, met := firstPaid[k[1]]; !met || day(k[2]) < first {
				firstPaid[k[1]] = day(k[2])
			}
		}
	}
	for unit := range money {
		put("visits", unit, visits[unit])
		put("persons", unit, len(persons[unit]))
		put("money", unit, fmt.Sprintf("%d.00", money[unit]))
	}
	again := 0
	for _, n := range count {
		if n > 1 {
			again++
		}
	}
	put("repeat", "", share(again, len(count)))
	// Return: the last course that ended 180 days ago or longer, and the next one.
	back, gone := 0, 0
	for _, list := range days {
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
			if to[i] <= t-180 {
				at = i
			}
		}
		if at < 0 || to[at] <= t-360 {
			continue
		}
		gone++
		if at+1 < len(from) && from[at+1]-to[at] <= 180 {
			back++
		}
	}
	put("return", "", share(back, gone))
	// Conversion.
	part, whole := map[string]int{}, map[string]int{}
	for id, first := range firstTouch {
		paid, ever := firstPaid[id]
		if int(last-first) < 30 || ever && paid < first || !within(first.String()) {
			continue
		}
		for _, by := range []string{"", orNone(channel[id])} {
			whole[by]++
			if ever && int(paid-first) <= 30 {
				part[by]++
			}
		}
	}
	for by, n := range whole {
		put("conversion", by, share(part[by], n))
	}
	// Active people.
	sum, inWeek, inMonth := 0, map[string]bool{}, map[string]bool{}
	for ago, set := range active {
		sum += len(set)
		for id := range set {
			inMonth[id] = true
			if ago < 7 {
				inWeek[id] = true
			}
		}
	}
	mean := strconv.FormatFloat(math.Round(float64(sum)/30*1e4)/1e4, 'f', -1, 64)
	put("dau", "", mean)
	put("wau", "", len(inWeek))
	put("mau", "", len(inMonth))
	put("dau-mau", "", fmt.Sprintf("%s of %d", mean, len(inMonth)))
	var list []int
	for _, n := range seconds {
		list = append(list, n)
	}
	sort.Ints(list)
	put("reading", "", strconv.FormatFloat(float64(list[(len(list)-1)/2]+list[len(list)/2])/2, 'f', -1, 64))
	// Bookings kept.
	kept, booked, future := map[string]int{}, map[string]int{}, 0
	for _, p := range w.bookings {
		if p[4] == "cancelled" || !meant(who(p[0], p[1])) {
			continue
		}
		if p[2] > asOf {
			future++
			continue
		}
		if !within(p[2]) {
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
		put("arrival", unit, share(kept[unit], n))
	}
	put("future", "", future)
	// What they say.
	stars, squares, answers, complaints := map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}
	promoters, detractors := 0, 0
	for _, p := range w.voice {
		n, _ := strconv.Atoi(p[2])
		if !within(p[1]) || !meant(p[0]) {
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
		put("rating", unit, short(math.Floor(mean*100+0.5)/100, 2)+between)
	}
	for unit, n := range visits {
		put("complaints", unit, share(complaints[unit], n))
	}
	for unit, n := range complaints {
		if visits[unit] == 0 && n > 0 {
			put("complaints", unit, n)
		}
	}
	if n := float64(answers[""]); n > 0 {
		p, q := float64(promoters)/n, float64(detractors)/n
		score, between := 100*(p-q), ""
		if n >= 10 {
			half := 100 * z * math.Sqrt((p+q-(p-q)*(p-q))/n)
			between = fmt.Sprintf(" [%s %s]", short(max(-100, score-half), 1), short(min(100, score+half), 1))
		}
		put("nps", "", short(math.Round(10*score)/10, 1)+between)
	}
	return out
}

// short writes a number with at most so many places.
func short(x float64, places int) string {
	text := strconv.FormatFloat(x, 'f', places, 64)
	x, _ = strconv.ParseFloat(text, 64)
	return strconv.FormatFloat(x+0, 'f', -1, 64)
}

// TestAgainstSlow holds joins and figures against a computation that knows nothing of the product.
func TestAgainstSlow(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 15))
	met, worlds := 0, 60
	if runtime.GOARCH == "wasm" { // some show that the same program counts alike there
		worlds = 12
	}
	for range worlds {
		w := invent(r)
		d := data(t, w)
		from := r.IntN(200)
		for _, over := range []span{{}, {from: dayText(from), to: dayText(from + 10 + r.IntN(80))}, {channel: "Web"}, {from: dayText(from), channel: "Friends"}, {to: dayText(from + 30)}} {
			met += held(t, w, d, over)
		}
	}
	if met < worlds*5*40 {
		t.Errorf("only %d figures were held", met)
	}
}

// held holds the figures of a span against those counted slowly, and tells how many there were.
func held(t *testing.T, w world, d *Data, over span) (met int) {
	t.Helper()
	want := slow(w, over)
	ask := *d
	ask.From, _ = civil.Parse(over.from)
	ask.To, _ = civil.Parse(over.to)
	if over.from == "" {
		ask.From = civil.NoDay
	}
	if over.to == "" {
		ask.To = civil.NoDay
	}
	if over.channel != "" {
		ask.Keep = func(who int) bool { return d.Joined.Of(who, sources.Channel) == over.channel }
	}
	got := map[string]string{"households/": strconv.Itoa(d.Joined.Households)}
	for i := range d.Joined.Tables {
		p := &d.Joined.Tables[i]
		got["matched/"+string(p.Kind)], got["only/"+string(p.Kind)] = strconv.Itoa(p.Matched), strconv.Itoa(p.Unmatched)
		if p.Kind == sources.People {
			got["twice/"] = strconv.Itoa(p.Twice)
		}
	}
	for _, goal := range Codes {
		for _, f := range ask.Figures(goal) {
			value := f.Value
			if f.Of != "" {
				value += " of " + f.Of
			}
			if f.Low != "" {
				value += " [" + f.Low + " " + f.High + "]"
			}
			if was, twice := got[f.Code+"/"+f.By]; twice && was != value {
				t.Errorf("%s/%s is %s and %s", f.Code, f.By, was, value)
			}
			got[f.Code+"/"+f.By] = value
		}
	}
	for _, c := range ask.Charts("sticky") {
		if last := len(c.Values) - 1; c.ID == "active" && (c.Values[last] != want["wau/"] || c.Second[last] != want["mau/"]) {
			t.Fatalf("%v: the lines end at %s and %s, want %s and %s", over, c.Values[last], c.Second[last], want["wau/"], want["mau/"])
		}
	}
	for key, value := range want {
		if got[key] != value {
			t.Fatalf("%v: %s is %q, want %q", over, key, got[key], value)
		}
		met++
	}
	for key, value := range got {
		if _, known := want[key]; !known && !strings.HasPrefix(value, "0") {
			t.Fatalf("%v: %s is %q, and nobody counted it", over, key, value)
		}
	}
	return met
}

// TestMoneyStays: whatever is joined, and in whatever order, payments keep their customers, their order and their money.
func TestMoneyStays(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 16))
	for range 20 {
		w := invent(r)
		d := data(t, w)
		sum := 0
		for _, p := range w.payments {
			n, _ := strconv.Atoi(p[2])
			sum += n
		}
		if got := d.loads(func(int, string) {})[""].money.String(); got != fmt.Sprintf("%d.00", sum) {
			t.Errorf("money %s, want %d", got, sum)
		}
		for i, id := range d.Records.IDs {
			if d.Joined.IDs[i] != id {
				t.Fatalf("person %d is %s and not %s", i, d.Joined.IDs[i], id)
			}
		}
	}
}
