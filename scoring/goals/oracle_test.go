package goals

import (
	"fmt"
	"math"
	"math/rand/v2"
	"sort"
	"strconv"
	"strings"
	"testing"

	"fenji/scoring/civil"
	"fenji/scoring/intake"
	"fenji/scoring/intake/clean"
	"fenji/scoring/intake/header"
	"fenji/scoring/rfm"
	"fenji/scoring/sheet"
	"fenji/scoring/sources"
)

// A world is small tables of all kinds, as rows of texts, made by chance: some ids stand twice, some nowhere else, some rows
// tell a telephone number only.
type world struct {
	people, payments, bookings, touches, voice [][]string
}

var (
	start, _ = civil.DateOf(2024, 1, 1)
	units    = []string{"Dental", "Ortho", "Child"}
	origins  = []string{"Web", "Friends", ""}
)

func dayText(n int) string { return (start + civil.Day(n)).String() }

func invent(r *rand.Rand) (w world) {
	id := func(n int) string { return fmt.Sprintf("K%03d", n) }
	for i := range 40 {
		phone := fmt.Sprintf("138000%05d", i/(1+i%9/8)) // some share one
		w.people = append(w.people, []string{id(i), "N" + strconv.Itoa(i), phone, []string{"F", "M"}[r.IntN(2)], origins[r.IntN(3)], dayText(r.IntN(200))})
		if r.IntN(10) == 0 {
			w.people = append(w.people, []string{id(i), "N" + strconv.Itoa(i), phone, "F", origins[r.IntN(3)], dayText(r.IntN(200))})
		}
	}
	for range 150 {
		w.payments = append(w.payments, []string{id(r.IntN(44)), dayText(r.IntN(240)), strconv.Itoa(r.IntN(300) - 40), units[r.IntN(3)]})
	}
	for range 80 {
		n := r.IntN(46)
		row := []string{id(n), fmt.Sprintf("138000%05d", n), dayText(r.IntN(260)), units[r.IntN(3)], []string{"arrived", "no-show", "cancelled", "booked"}[r.IntN(4)]}
		if r.IntN(6) == 0 {
			row[0] = ""
		}
		w.bookings = append(w.bookings, row)
	}
	for range 400 {
		w.touches = append(w.touches, []string{id(r.IntN(50)), dayText(r.IntN(241)), []string{"page", "article", "consultation"}[r.IntN(3)], strconv.Itoa(r.IntN(3000))})
	}
	for range 60 {
		w.voice = append(w.voice, []string{id(r.IntN(42)), dayText(r.IntN(240)), strconv.Itoa(1 + r.IntN(5)), strconv.Itoa(r.IntN(11)), []string{"yes", "no"}[r.IntN(2)], units[r.IntN(3)]})
	}
	return w
}

func csv(head string, rows [][]string) string {
	var b strings.Builder
	b.WriteString(head + "\n")
	for _, row := range rows {
		b.WriteString(strings.Join(row, ",") + "\n")
	}
	return b.String()
}

func tableOf(t *testing.T, text string) (*sheet.Table, intake.Mapping) {
	t.Helper()
	b, err := sheet.Open("x.csv", strings.NewReader(text), int64(len(text)), sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	table, err := b.Read(0)
	if err != nil {
		t.Fatal(err)
	}
	m, err := header.Guess(table)
	if err != nil {
		t.Fatal(err)
	}
	return table, m
}

// data runs a world through what the product does.
func data(t *testing.T, w world) *Data {
	t.Helper()
	pt, pm := tableOf(t, csv("customer id,visit date,amount,department", w.payments))
	records, _, err := clean.Clean(pt, pm, intake.Options{Cleaning: intake.Cleaning{Repeats: intake.KeepRepeats}, Answers: intake.Answers{{Code: "equal-rows", ID: "keep"}}})
	if err != nil {
		t.Fatal(err)
	}
	var tables []*sources.Table
	for _, x := range [][2]string{{"people", csv("id,name,phone,sex,channel,first seen", w.people)}, {"payments", ""},
		{"appointments", csv("id,phone,booked for,department,status", w.bookings)}, {"touches", csv("id,time,kind,seconds", w.touches)},
		{"voice", csv("id,date,rating,nps,complaint,department", w.voice)}} {
		if x[0] == "payments" {
			tables = append(tables, sources.ReadAs(pt, pm, sources.Recognise(pt, pm), sources.Payments))
			continue
		}
		table, m := tableOf(t, x[1])
		r := sources.Recognise(table, m)
		if string(r.Kind) != x[0] {
			t.Fatalf("%s is taken for %s", x[0], r.Kind)
		}
		tables = append(tables, sources.ReadAs(table, m, r, r.Kind))
	}
	var all []int32
	for i := range records.IDs {
		all = append(all, int32(i))
	}
	j := sources.Join(records.IDs, tables, [][]int32{nil, all, nil, nil, nil})
	asOf := max(records.AsOf, j.Latest(civil.NoDay))
	records.AsOf = asOf
	col := pm.Column(intake.Department)
	return &Data{Joined: j, Sums: sources.SumsOf(j, asOf), Records: records, Line: rfm.TimelineOf(records), AsOf: asOf, From: civil.NoDay, To: civil.NoDay,
		Unit: func(i int) string { return pt.Text(pt.Cell(int(records.Row[i]), col)) }}
}

// slow counts the same from the texts alone.
func slow(w world) map[string]string {
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
	t, _ := civil.Parse(asOf)
	day := func(s string) civil.Day { d, _ := civil.Parse(s); return d }
	orNone := func(s string) string {
		if s == "" {
			return "none"
		}
		return s
	}
	// New people and first consultations.
	fresh, asked := map[string]int{}, map[string]bool{}
	for id := range names {
		if day(firstSeen[id]) <= t {
			fresh[""]++
			fresh[orNone(channel[id])]++
		}
	}
	for by, n := range fresh {
		put("new", by, n)
	}
	firstTouch, seconds := map[string]civil.Day{}, map[string]int{}
	active := map[int]map[string]bool{}
	for _, p := range w.touches {
		d := day(p[1])
		if first, met := firstTouch[p[0]]; !met || d < first {
			firstTouch[p[0]] = d
		}
		if p[2] == "consultation" {
			asked[p[0]] = true
		}
		n, _ := strconv.Atoi(p[3])
		seconds[p[0]] += min(n, 1800)
		if ago := int(t - d); ago < 30 {
			if active[ago] == nil {
				active[ago] = map[string]bool{}
			}
			active[ago][p[0]] = true
		}
	}
	put("consultations", "", len(asked))
	// Visits: days of a customer with money.
	sums := map[[3]string]int{}
	money := map[string]int{}
	for _, p := range w.payments {
		n, _ := strconv.Atoi(p[2])
		for _, unit := range []string{"", p[3]} {
			sums[[3]string{unit, p[0], p[1]}] += n
			money[unit] += n
		}
	}
	visits, persons := map[string]int{}, map[string]map[string]bool{}
	firstPaid, count := map[string]civil.Day{}, map[string]int{}
	for k, n := range sums {
		if n <= 0 {
			continue
		}
		visits[k[0]]++
		if persons[k[0]] == nil {
			persons[k[0]] = map[string]bool{}
		}
		persons[k[0]][k[1]] = true
		if k[0] == "" {
			count[k[1]]++
			if first, met := firstPaid[k[1]]; !met || day(k[2]) < first {
				firstPaid[k[1]] = day(k[2])
			}
		}
	}
	for unit, n := range visits {
		put("visits", unit, n)
		put("persons", unit, len(persons[unit]))
		put("money", unit, fmt.Sprintf("%d.00", money[unit]))
	}
	again := 0
	for _, n := range count {
		if n > 1 {
			again++
		}
	}
	put("repeat", "", fmt.Sprintf("%d of %d", again, len(count)))
	// Conversion.
	part, whole := map[string]int{}, map[string]int{}
	for id, first := range firstTouch {
		paid, ever := firstPaid[id]
		if int(t-first) < 30 || ever && paid < first {
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
		put("conversion", by, fmt.Sprintf("%d of %d", part[by], n))
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
		if p[4] == "cancelled" {
			continue
		}
		if day(p[2]) > t {
			future++
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
		put("arrival", unit, fmt.Sprintf("%d of %d", kept[unit], n))
	}
	put("future", "", future)
	// What they say.
	stars, answers, complaints := map[string]int{}, map[string]int{}, map[string]int{}
	promoters, detractors := 0, 0
	for _, p := range w.voice {
		n, _ := strconv.Atoi(p[2])
		for _, unit := range []string{"", p[5]} {
			stars[unit] += n
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
	for unit, n := range answers {
		put("rating", unit, strconv.FormatFloat(math.Floor(float64(stars[unit])/float64(n)*100+0.5)/100, 'f', -1, 64))
		put("complaints", unit, fmt.Sprintf("%d of %d", complaints[unit], visits[unit]))
	}
	put("nps", "", strconv.FormatFloat(math.Round(1000*float64(promoters-detractors)/float64(len(w.voice)))/10, 'f', -1, 64))
	return out
}

// TestAgainstSlow holds joins and figures against a computation that knows nothing of the product.
func TestAgainstSlow(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 15))
	met := 0
	for range 60 {
		w := invent(r)
		want, d := slow(w), data(t, w)
		got := map[string]string{"households/": strconv.Itoa(d.Joined.Households)}
		for i := range d.Joined.Tables {
			p := &d.Joined.Tables[i]
			got["matched/"+string(p.Kind)], got["only/"+string(p.Kind)] = strconv.Itoa(p.Matched), strconv.Itoa(p.Unmatched)
			if p.Kind == sources.People {
				got["twice/"] = strconv.Itoa(p.Twice)
			}
		}
		for _, goal := range Codes {
			for _, f := range d.Figures(goal) {
				value := f.Value
				if f.Of != "" {
					value += " of " + f.Of
				}
				if was, twice := got[f.Code+"/"+f.By]; twice && was != value {
					t.Errorf("%s/%s is %s and %s", f.Code, f.By, was, value)
				}
				got[f.Code+"/"+f.By] = value
			}
		}
		for key, value := range want {
			if got[key] != value {
				t.Fatalf("%s is %q, want %q", key, got[key], value)
			}
			met++
		}
	}
	if met < 60*50 {
		t.Errorf("only %d figures were held", met)
	}
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
		if got := d.loads()[""].money.String(); got != fmt.Sprintf("%d.00", sum) {
			t.Errorf("money %s, want %d", got, sum)
		}
		for i, id := range d.Records.IDs {
			if d.Joined.IDs[i] != id {
				t.Fatalf("person %d is %s and not %s", i, d.Joined.IDs[i], id)
			}
		}
	}
}
