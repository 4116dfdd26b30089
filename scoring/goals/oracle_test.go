package goals

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"fenji/scoring/civil"
	"fenji/scoring/sources"
)

// A span is what figures are asked of: days, "" for an open end, and a channel, "" for everybody.
type span struct{ from, to, channel string }

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
