package profile_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/profile"
	"fenji/scoring/profiles"
)

// plain is a profile with one of each method, for changing.
const plain = `{
  "schema": 1, "id": "plain", "name": {"zh": "示例", "en": "Plain"}, "unit": "yuan",
  "window": {"days": 30},
  "metrics": {
    "R": {"method": "rank", "weight": 0.5, "parts": 5, "tie": "best"},
    "F": {"method": "raw", "weight": "1.50", "valid": {"min": 1, "max": 99, "maxOpen": true}},
    "M": {"method": "cuts", "weight": 2, "steps": [
      {"to": 100, "points": 1}, {"to": "500.5", "open": true, "points": 2}, {"to": 1000, "points": 2.5}, {"points": 3}]}
  },
  "bands": [
    {"grade": "A", "from": 8, "open": true, "name": {"zh": "甲"}},
    {"grade": "B", "from": 4, "name": {"en": "B"}, "meaning": {"en": "m"}, "action": {"en": "a"}, "cadence": {"en": "c"}}],
  "notes": [{"zh": "注"}]
}`

func TestParseProfile(t *testing.T) {
	p, err := profile.Parse([]byte(plain))
	if err != nil {
		t.Fatal(err)
	}
	if w := p.Metrics[1].Weight; w != (decimal.Decimal{Coef: 15, Exp: 1}) {
		t.Errorf("weight of F: %v", w)
	}
	if s := p.Metrics[2].Steps[1]; s.To.String() != "500.5" || !s.Open || s.Last || s.Points != decimal.Int(2) {
		t.Errorf("second step of M: %+v", s)
	}
	if v := p.Metrics[1].Valid; *v.Min != decimal.Int(1) || *v.Max != decimal.Int(99) || v.MinOpen || !v.MaxOpen {
		t.Errorf("range of F: %+v", v)
	}
	if p.Metrics[0].Tie != profile.Best || p.Window.Days != 30 || !p.Bands[0].Open || p.Notes[0].Zh != "注" {
		t.Errorf("%+v", p)
	}
}

// A piece of plain, what replaces it, and the error; every error names its field.
var refused = []struct{ old, new, err string }{
	{`"schema": 1,`, ``, `schema: is missing`},
	{`"schema": 1,`, `"schema": 3, "new": 5,`, `schema: only versions 1 to 2 are understood`},
	{`"schema": 1,`, `"schema": 1, "schema": 1,`, `schema: stands twice`},
	{`"schema": 1,`, `"schema": 1, "colour": "red",`, `colour: unknown field`},
	{`"plain"`, `"Plain"`, `id: expected 1 to 64 lower case letters, digits and hyphens, a letter or digit first`},
	{`"plain"`, `""`, `id: expected 1 to 64 lower case letters, digits and hyphens, a letter or digit first`},
	{`"plain"`, `7`, `id: expected a text in quotes`},
	{`{"zh": "示例", "en": "Plain"}`, `{}`, `name: has no text in either language`},
	{`{"zh": "示例", "en": "Plain"}`, `"Plain"`, `name: expected an object in braces`},
	{`"Plain"`, `"a\u0007b"`, `name.en: control characters have no place in a text`},
	{`"Plain"`, `"` + strings.Repeat("长", 2001) + `"`, `name.en: a text has at most 2000 characters`},
	{`"yuan"`, `"dollar"`, `unit: expected one of yuan, wan`},
	{`{"days": 30}`, `{"days": 0}`, `window.days: expected a whole number from 1 to 36600`},
	{`{"days": 30}`, `{"days": 1.5}`, `window.days: expected a whole number from 1 to 36600`},
	{`{"days": 30}`, `{"days": 30, "calendar": "month"}`, `window: expected only one of days, months, calendar, or from and to`},
	{`{"days": 30}`, `{"calendar": "week"}`, `window.calendar: expected one of month, quarter, half, year`},
	{`{"days": 30}`, `{"from": "2024-02-30", "to": "2024-03-01"}`, `window.from: expected a date of the form "2006-01-02"`},
	{`{"days": 30}`, `{"from": "2024-03-02", "to": "2024-03-01"}`, `window.to: expected a date that is not before from`},
	{`{"days": 30}`, `{"to": "2024-03-01"}`, `window.from: expected a date after 1970-01-01`},
	{`{"days": 30}`, `{}`, `window: limits nothing; leave it out`},
	{`"R": {`, `"X": {`, `metrics.X: unknown field`},
	{`"method": "rank", `, ``, `metrics.R.parts: unknown field`},
	{`"rank"`, `"guess"`, `metrics.R.method: expected one of cuts, rank, raw`},
	{`"rank"`, `true`, `metrics.R.method: expected one of cuts, rank, raw`},
	{`"rank", "weight": 0.5, "parts": 5, "tie": "best"`, `"raw", "weight": 1`,
		`metrics.R.method: days cannot be points: a longer absence would earn more`},
	{`0.5`, `-0.5`, `metrics.R.weight: must not be negative`},
	{`0.5`, `0.1234567`, `metrics.R.weight: 0.1234567 has more than 6 decimals`},
	{`0.5`, `1001`, `metrics.R.weight: 1001 is beyond ±1000`},
	{`0.5`, `5e-1`, `metrics.R.weight: "5e-1" is not a decimal number of at most 18 digits without exponent`},
	{`0.5`, `"half"`, `metrics.R.weight: "half" is not a decimal number of at most 18 digits without exponent`},
	{`0.5`, `null`, `metrics.R.weight: expected a number`},
	{`0.5`, `[0.5]`, `metrics.R.weight: expected a number`},
	{`"parts": 5`, `"parts": 1`, `metrics.R.parts: expected a whole number from 2 to 100`},
	{`"parts": 5`, `"parts": 101`, `metrics.R.parts: expected a whole number from 2 to 100`},
	{`"best"`, `"luck"`, `metrics.R.tie: expected one of worst, best, average, order`},
	{`"max": 99`, `"max": 1`, `metrics.F.valid: no value lies in this range`},
	{`"max": 99, `, ``, `metrics.F.valid.maxOpen: there is no max to open`},
	{`"max": 99`, `"max": 9.5`, `metrics.F.valid.max: expected a whole number from 0 to 2147483647`},
	{`"min": 1`, `"min": -1`, `metrics.F.valid.min: expected a whole number from 0 to 2147483647`},
	{`"to": 100`, `"to": 600`, `metrics.M.steps[1].to: no value reaches this step; ends must ascend`},
	{`"to": 1000`, `"to": 0.00001`, `metrics.M.steps[2].to: 0.00001 is too large, or finer than 0.0001 yuan`},
	{`"to": 1000, "points"`, `"points"`, `metrics.M.steps[2].to: is missing; only the last step has no end`},
	{`{"points": 3}`, `{"to": 2000, "points": 3}`, `metrics.M.steps[3].to: the last step must have no end, or some values earn nothing`},
	{`{"points": 3}`, `{"points": 3, "open": true}`, `metrics.M.steps[3].open: a step without "to" has no end to open`},
	{`{"points": 3}`, `{}`, `metrics.M.steps[3].points: is missing`},
	{`{"points": 3}`, `{"points": 1}`, `metrics.M.steps[3].points: a better value must not earn fewer points`},
	{`"steps": [`, `"parts": 5, "steps": [`, `metrics.M.parts: unknown field`},
	{`"grade": "B"`, `"grade": "A"`, `bands[1].grade: "A" stands twice`},
	{`"grade": "B"`, `"grade": "C"`, `bands[1].grade: needs schema 2`},
	{`"from": 4`, `"from": 8.5`, `bands[1].from: no score lies between this grade and the one above; grades must descend`},
	{`"from": 4`, `"from": 8.00001`, `bands[1].from: no score lies between this grade and the one above; grades must descend`},
	{`"from": 4, `, ``, `bands[1].from: is missing`},
	{`[{"zh": "注"}]`, `{"zh": "注"}`, `notes: expected a list in brackets`},
	{`[{"zh": "注"}]`, `[{"zh": "注"}, 5]`, `notes[1]: expected an object in braces`},
	{`[{"zh": "注"}]`, `[` + strings.Repeat(`{"zh": "注"},`, 16) + `{"zh": "注"}]`, `notes: expected 0 to 16 entries, got 17`},
	{`[{"zh": "注"}]`, `[],`, `line 14, column 1: expected a name in quotes`},
	{`[{"zh": "注"}]`, `[} `, `line 13, column 13: expected a value`},
	{`[{"zh": "注"}]`, `[[[[[[[[[[]]]]]]]]]]`, `line 13, column 20: nested too deep`},
	{`"notes"`, "\"no\xfftes\"", `the text is not UTF-8`},
}

// modern is a profile with what schema 2 has more, for changing.
const modern = `{
  "schema": 2, "id": "modern", "name": {"zh": "示例"}, "unit": "yuan", "currency": "USD", "source": "2024-0001",
  "audience": {"zh": "口腔门诊"}, "window": {"months": 6},
  "metrics": {
    "R": {"method": "rank", "weight": 1, "shares": [10, 20, 70], "points": [5, 3, 1.5], "tie": "best"},
    "F": {"method": "mean", "weight": 1, "value": 3},
    "M": {"method": "mean", "weight": 1}
  },
  "bands": [
    {"grade": "S", "from": 6, "name": {"zh": "甲"}}, {"grade": "A+", "from": 5, "name": {"zh": "乙"}},
    {"grade": "A", "from": 4, "name": {"zh": "丙"}}, {"grade": "1", "from": 3, "name": {"zh": "丁"}},
    {"grade": "优", "from": 2, "name": {"zh": "戊"}}, {"grade": "★★★", "from": 0, "name": {"zh": "己"}}]
}`

var refusedModern = []struct{ old, new, want string }{
	{`"schema": 2`, `"schema": 1`, `currency: unknown field`},
	{`"USD"`, `"usd"`, `currency: expected three capital letters, such as USD`},
	{`"USD"`, `"US"`, `currency: expected three capital letters, such as USD`},
	{`"2024-0001"`, `"` + strings.Repeat("7", 101) + `"`, `source: has at most 100 characters`},
	{`{"months": 6}`, `{"months": 0}`, `window.months: expected a whole number from 1 to 1200`},
	{`{"months": 6}`, `{"months": 1, "days": 30}`, `window: expected only one of days, months, calendar, or from and to`},
	{`[10, 20, 70]`, `[10, 20, 71]`, `metrics.R.shares: sum to 101, not to 100`},
	{`[10, 20, 70]`, `[10, 20.5, 69.5]`, `metrics.R.shares[1]: expected a whole number from 1 to 99`},
	{`[10, 20, 70]`, `[0, 30, 70]`, `metrics.R.shares[0]: expected a whole number from 1 to 99`},
	{`[10, 20, 70]`, `[100]`, `metrics.R.shares: expected 2 to 32 entries, got 1`},
	{`[5, 3, 1.5]`, `[5, 3]`, `metrics.R.points: expected as many as shares, 3, got 2`},
	{`[5, 3, 1.5]`, `[5, 3, 4]`, `metrics.R.points[2]: a better part must not earn fewer points`},
	{`"tie"`, `"parts": 3, "tie"`, `metrics.R.parts: unknown field`},
	{`"value": 3`, `"value": 3.5`, `metrics.F.value: expected a whole number from 0 to 2147483647`},
	{`"value": 3`, `"parts": 3`, `metrics.F.parts: unknown field`},
	{`"value": 3`, `"value": NaN`, `line 6, column 51: expected a value`},
	{`"A+"`, `"s"`, `bands[1].grade: "s" stands twice`},
	{`"A+"`, `""`, `bands[1].grade: expected 1 to 3 letters, digits or signs`},
	{`"A+"`, `"ABCD"`, `bands[1].grade: expected 1 to 3 letters, digits or signs`},
	{`"A+"`, `"+A"`, `bands[1].grade: expected letters, digits or signs such as A, A+, S, 1`},
	{`"A+"`, `"=1"`, `bands[1].grade: expected letters, digits or signs such as A, A+, S, 1`},
	{`"A+"`, `"A,"`, `bands[1].grade: expected letters, digits or signs such as A, A+, S, 1`},
	{`"A+"`, `"A B"`, `bands[1].grade: expected letters, digits or signs such as A, A+, S, 1`},
	{`"A+"`, `"New"`, `bands[1].grade: has a meaning of its own; choose another code`},
	{`"name": {"zh": "己"}}`, `"name": {"zh": "己"}}, {"grade": "Z", "from": -1, "name": {"zh": "庚"}}`,
		`bands: expected 1 to 6 entries, got 7`},
}

func TestModernRefused(t *testing.T) {
	if _, err := profile.Parse([]byte(modern)); err != nil {
		t.Fatal(err)
	}
	for _, c := range refusedModern {
		if !strings.Contains(modern, c.old) {
			t.Fatalf("%s does not stand in the profile", c.old)
		}
		if _, err := profile.Parse([]byte(strings.Replace(modern, c.old, c.new, 1))); fmt.Sprint(err) != c.want {
			t.Errorf("%s → %s\n\t got %v\n\twant %s", c.old, c.new, err, c.want)
		}
	}
}

// Texts that are large, deep or full of doubles are refused at once, with the field.
func TestHostile(t *testing.T) {
	steps := strings.Repeat(`{"to": 1, "points": 1},`, 10_000)
	for name, text := range map[string]string{
		"10,000 cuts":   strings.Replace(plain, `"steps": [`, `"steps": [`+steps, 1),
		"deep":          strings.Repeat(`{"metrics":`, 20_000),
		"brackets":      strings.Repeat(`[`, 200_000),
		"doubles":       `{"schema": 2` + strings.Repeat(`, "id": "x"`, 20_000) + `}`,
		"names":         `{"schema": 2` + strings.Repeat(`, "n": 1`, 20_000) + `}`,
		"long number":   strings.Replace(modern, `"weight": 1,`, `"weight": 1`+strings.Repeat("0", 100_000)+`,`, 1),
		"huge exponent": strings.Replace(modern, `"weight": 1,`, `"weight": 1e999999999,`, 1),
		"infinity":      strings.Replace(modern, `"weight": 1,`, `"weight": Infinity,`, 1),
		"negative":      strings.Replace(modern, `"weight": 1,`, `"weight": -1,`, 1),
		"too long":      plain + strings.Repeat(" ", 300<<10),
	} {
		p, err := profile.Parse([]byte(text))
		if err == nil || p != nil {
			t.Errorf("%s: read", name)
			continue
		}
		if len(err.Error()) > 200 {
			t.Errorf("%s: %.80s… is long", name, err)
		}
	}
}

// The hash hangs on the rules and on nothing else. It is stable: what was compared with it last year still compares.
func TestHash(t *testing.T) {
	of := func(old, new string) string {
		t.Helper()
		p, err := profile.Parse([]byte(strings.Replace(modern, old, new, 1)))
		if err != nil {
			t.Fatal(err)
		}
		return p.Hash()
	}
	const want = "92ebaf3efaaba0d8"
	base := of("", "")
	if base != want {
		t.Errorf("hash %s, want %s", base, want)
	}
	for _, same := range [][2]string{{`"示例"`, `"别的"`}, {`"modern"`, `"other"`}, {`"口腔门诊"`, `"学校"`}, {`"2024-0001"`, `"x"`}, {`"from": 6`, `"from": 6.0`}} {
		if of(same[0], same[1]) != base {
			t.Errorf("%s → %s changes the hash", same[0], same[1])
		}
	}
	seen := map[string]bool{base: true}
	for _, c := range [][2]string{{`"yuan"`, `"wan"`}, {`"USD"`, `"EUR"`}, {`"months": 6`, `"months": 7`}, {`"months": 6`, `"days": 6`},
		{`"best"`, `"worst"`}, {`[10, 20, 70]`, `[11, 19, 70]`}, {`[5, 3, 1.5]`, `[5, 3, 1]`}, {`, "value": 3`, ``}, {`"S"`, `"T"`},
		{`"from": 6`, `"from": 6.5`}, {`"from": 6`, `"from": 6, "open": true`}, {`"weight": 1,`, `"weight": 1.1,`}} {
		h := of(c[0], c[1])
		if seen[h] {
			t.Errorf("%s → %s does not change the hash", c[0], c[1])
		}
		seen[h] = true
	}
}

func TestProfileRefused(t *testing.T) {
	for _, c := range refused {
		if !strings.Contains(plain, c.old) {
			t.Fatalf("%s does not stand in the profile", c.old)
		}
		_, err := profile.Parse([]byte(strings.Replace(plain, c.old, c.new, 1)))
		if fmt.Sprint(err) != c.err {
			t.Errorf("%s → %.60s\n got %v\nwant %s", c.old, c.new, err, c.err)
		}
	}
	if _, err := profile.Parse([]byte(plain + strings.Repeat(" ", 300<<10))); err == nil {
		t.Error("a profile of 300 KiB was accepted")
	}
	steps := strings.Repeat(`{"to": 1, "points": 1},`, 33)
	_, err := profile.Parse([]byte(strings.Replace(plain, `"steps": [`, `"steps": [`+steps, 1)))
	if fmt.Sprint(err) != "metrics.M.steps: expected 1 to 32 entries, got 37" {
		t.Errorf("37 steps: %v", err)
	}
	all := strings.NewReplacer(`0.5,`, `0,`, `"1.50"`, `0`, `"weight": 2`, `"weight": 0`).Replace(plain)
	if _, err := profile.Parse([]byte(all)); fmt.Sprint(err) != "metrics: all weights are 0" {
		t.Errorf("no weights: %v", err)
	}
	heavy := strings.NewReplacer(`"yuan"`, `"wan"`, `"cuts"`, `"raw"`, `"weight": 2`, `"weight": 0.000001`,
		`"weight": 0.5`, `"weight": 1000`, `"parts": 5`, `"parts": 100`).Replace(plain)
	from, to := strings.Index(heavy, `, "steps"`), strings.Index(heavy, `{"points": 3}]`)+len(`{"points": 3}]`)
	_, err = profile.Parse([]byte(heavy[:from] + heavy[to:]))
	if fmt.Sprint(err) != "metrics.R.weight: weights and points are too large to be added exactly" {
		t.Errorf("too heavy: %v", err)
	}
}

// roundTrip checks that writing and reading a profile loses nothing, and that what is written is JSON to others too.
func roundTrip(t *testing.T, p *profile.Profile) {
	t.Helper()
	data, err := json.Marshal(p) // runs MarshalJSON and checks what it gives
	if err != nil {
		t.Fatalf("%v\n%+v", err, p)
	}
	again, err := profile.Parse(data)
	if err != nil {
		t.Fatalf("%v\n%s", err, data)
	}
	if !reflect.DeepEqual(p, again) {
		t.Fatalf("%+v\nbecame\n%+v", p, again)
	}
}

func TestRoundTrip(t *testing.T) {
	p, err := profile.Parse([]byte(plain))
	if err != nil {
		t.Fatal(err)
	}
	if q, err := profile.Parse([]byte(modern)); err != nil {
		t.Fatal(err)
	} else {
		roundTrip(t, q)
	}
	p.About.Zh = "\"引号\" \\ <&>\nzweite Zeile"
	roundTrip(t, p)
	for _, w := range []civil.Window{{}, {Calendar: "year"}, {From: 19000, To: 19000}} {
		p.Window = w
		roundTrip(t, p)
	}
	for _, p := range profiles.All() {
		roundTrip(t, p)
	}
	for _, p := range []*profile.Profile{{}, {Schema: 1, ID: "x", Unit: 9}} {
		if data, err := p.MarshalJSON(); err == nil {
			t.Errorf("%+v written as %s", p, data)
		}
	}
	p.Name = profile.Text{}
	if _, err := p.MarshalJSON(); fmt.Sprint(err) != "name: has no text in either language" {
		t.Errorf("without name: %v", err)
	}
}

func FuzzProfile(f *testing.F) {
	f.Add([]byte(plain))
	f.Add([]byte(modern))
	for _, c := range refused {
		f.Add([]byte(strings.Replace(plain, c.old, c.new, 1)))
	}
	for _, p := range profiles.All() {
		data, _ := p.MarshalJSON()
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := profile.Parse(data)
		if err != nil {
			if p != nil || err.Error() == "" {
				t.Fatalf("%v with error %v", p, err)
			}
			return
		}
		if !json.Valid(data) {
			t.Fatalf("no JSON, but accepted: %s", data)
		}
		roundTrip(t, p)
		p.Unreachable()
		r, err := scoring.Score([]scoring.Customer{{HasR: true, R: 3, F: 2, M: 5_000_000}, {}}, p, 0, scoring.Options{})
		if err != nil {
			t.Fatal(err)
		}
		r.Explain(0)
		r.Explain(1)
	})
}
