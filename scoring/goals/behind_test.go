package goals

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"time"

	"fenji/scoring/civil"
	"fenji/scoring/sources"
)

// standing counts those behind a part, and those of them whom the list of customers shows.
func standing(d *Data, id, label, column string) (all, listed int) {
	for who, in := range d.Behind(id, label, column) {
		if in {
			all++
			if who < d.Joined.Paid || d.Sums.Of[who].Active() {
				listed++
			}
		}
	}
	return all, listed
}

// doers are the distinct ids of rows that were made, as their texts say.
func doers(rows [][]string, is func(p []string) bool) string {
	met := map[string]bool{}
	for _, p := range rows {
		if p[0] != "" && is(p) {
			met[p[0]] = true
		}
	}
	return strconv.Itoa(len(met))
}

func weekdayOf(day string) string {
	t, _ := time.Parse("2006-01-02", day)
	return strconv.Itoa((int(t.Weekday()) + 6) % 7)
}

// TestBehind holds who stands behind each part of each chart: as many as it counts where it counts persons, and else as many as
// the texts name.
func TestBehind(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 17))
	seen := map[string]int{}
	for range 4 {
		w := invent(r)
		d := data(t, w)
		from := r.IntN(150)
		for _, over := range []span{{}, {from: dayText(from), to: dayText(from + 10 + r.IntN(80))}, {channel: "Web"}} {
			ask := *d
			if over.from != "" {
				ask.From, _ = civil.Parse(over.from)
				ask.To, _ = civil.Parse(over.to)
			}
			if over.channel != "" {
				ask.Keep = func(who int) bool { return d.Joined.Of(who, sources.Channel) == over.channel }
			}
			for _, goal := range Codes {
				for _, c := range ask.Charts(goal) {
					seen[c.ID]++
					holdBehind(t, w, &ask, over, &c)
				}
				for _, f := range ask.Figures(goal) {
					holdFigure(t, w, &ask, over, &f)
				}
			}
		}
	}
	if len(seen) != 12 {
		t.Errorf("charts %v", seen)
	}
}

// meant tells whom a span asks about.
func meant(w world, over span, id string) bool {
	if over.channel == "" {
		return true
	}
	for _, p := range w.people {
		if p[0] == id {
			return p[4] == over.channel
		}
	}
	return false
}

func holdBehind(t *testing.T, w world, d *Data, over span, c *Chart) {
	t.Helper()
	end := d.end().String()
	during := func(p []string) bool { return p[1] >= over.from && p[1] <= end && meant(w, over, p[0]) }
	away := 0
	for i, v := range c.Values {
		label, column := c.Labels[i/max(1, len(c.Columns))], ""
		if c.Columns != nil {
			column = c.Columns[i%len(c.Columns)]
		}
		all, listed := standing(d, c.ID, label, column)
		got := strconv.Itoa(all)
		away += all - listed
		switch c.ID {
		case "weeks", "new.by", "funnel":
		case "dau":
			before := daysBefore(label, 6)
			v2 := doers(w.touches, func(p []string) bool { return during(p) && p[1] >= before && p[1] <= label })
			if second, _ := standing(d, c.ID, label, Second); strconv.Itoa(second) != v2 {
				t.Fatalf("%v %s: %d behind the mean of seven days, want %s", over, label, second, v2)
			}
		case "active":
			if second, _ := standing(d, c.ID, label, Second); strconv.Itoa(second) != c.Second[i] {
				t.Fatalf("%v %s: %d behind the second line, which shows %s", over, label, second, c.Second[i])
			}
		case "conversion.by", "visits.by", "rating.by":
			code := map[string]string{"conversion.by": "conversion", "visits.by": "persons", "rating.by": "rating"}[c.ID]
			n, _ := standing(d, code, label, "")
			v = strconv.Itoa(n) // as held by holdFigure
		case "hot":
			v = doers(w.touches, func(p []string) bool {
				hour, _ := strconv.Atoi(p[4][:2])
				return during(p) && weekdayOf(p[1]) == label && strconv.Itoa(hour) == column
			})
		case "items", "item-days":
			v = doers(w.touches, func(p []string) bool {
				return during(p) && p[5] == label && (column == "" || weekdayOf(p[1]) == column)
			})
		case "ratings":
			v = doers(w.voice, func(p []string) bool { return during(p) && strings.HasPrefix(p[1], label) })
		default:
			t.Fatalf("nobody holds %s", c.ID)
		}
		if got != v {
			t.Fatalf("%v %s %s/%s: %s behind it, want %s", over, c.ID, label, column, got, v)
		}
	}
	if away != c.Unlisted {
		t.Fatalf("%v %s: %d are not listed, it says %d", over, c.ID, away, c.Unlisted)
	}
}

func holdFigure(t *testing.T, w world, d *Data, over span, f *Figure) {
	t.Helper()
	end := d.end().String()
	want := f.Value
	switch f.Code {
	case "reading":
		want = strconv.Itoa(f.N)
	case "rating", "complaints", "nps":
		want = doers(w.voice, func(p []string) bool {
			return p[1] >= over.from && p[1] <= end && meant(w, over, p[0]) && (f.By == "" || p[5] == f.By) && (f.Code != "complaints" || p[4] == "yes")
		})
	case "visits":
		for _, o := range d.departments() {
			if o.Code == "persons" && o.By == f.By {
				want = o.Value
			}
		}
	case "money", "dau", "dau-mau":
		return
	case "arrival", "future":
		n, _ := standing(d, f.Code, f.By, "")
		if kept, _ := strconv.Atoi(f.Value); n > kept || (n == 0) != (kept == 0) {
			t.Fatalf("%v %s/%s: %d stand behind %d bookings", over, f.Code, f.By, n, kept)
		}
		return
	}
	if n, _ := standing(d, f.Code, f.By, ""); strconv.Itoa(n) != want {
		t.Fatalf("%v %s/%s: %d behind it, want %s", over, f.Code, f.By, n, want)
	}
}

// daysBefore is the day some days before one.
func daysBefore(day string, n int) string {
	d, _ := civil.Parse(day)
	return (d - civil.Day(n)).String()
}
