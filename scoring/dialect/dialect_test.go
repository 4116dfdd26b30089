package dialect_test

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/dialect"
	"fenji/scoring/profile"
	"fenji/scoring/profiles"
)

var update = flag.Bool("update", false, "write the goldens anew")

var asOf, _ = civil.DateOf(2024, 12, 31)

func write(t *testing.T, p *profile.Profile, o dialect.Options) *dialect.Script {
	t.Helper()
	if o.AsOf == 0 {
		o.AsOf = asOf
	}
	if o.Visits == "" {
		o.Visits = dialect.ByDay
	}
	s, err := dialect.Write(p, o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestGoldens keeps the scripts of all built-in profiles. They differ in the visit rule, so that each occurs.
func TestGoldens(t *testing.T) {
	rules := []string{dialect.ByDay, dialect.ByOrder, dialect.ByRow}
	for i, p := range profiles.All() {
		for _, name := range dialect.Names() {
			lang := []string{"en", "zh-CN"}[i%2]
			got := write(t, p, dialect.Options{Dialect: name, Visits: rules[i%3], From: []string{"", "clinic.payments"}[i%2], Lang: lang}).String()
			file := filepath.Join("testdata", p.ID+"."+name+".sql")
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("%s is another script; run go test -update and read the difference", file)
			}
		}
	}
}

// TestScripts holds every script to what makes it exact everywhere.
func TestScripts(t *testing.T) {
	for _, p := range profiles.All() {
		for _, name := range dialect.Names() {
			for _, visits := range []string{dialect.ByDay, dialect.ByOrder, dialect.ByRow} {
				s := write(t, p, dialect.Options{Dialect: name, Visits: visits, From: "visits"})
				graded := 0
				for _, st := range s.Statements {
					code := bare(t, name, st.SQL)
					if strings.Contains(code, "/") || strings.Contains(code, " DIV ") || strings.Contains(code, "AVG(") {
						t.Errorf("%s for %s divides", p.ID, name)
					}
					if strings.Contains(code, " AS grade,") {
						graded++
					}
				}
				if graded != 1 {
					t.Errorf("%s for %s: %d statements give grades", p.ID, name, graded)
				}
				if !strings.Contains(s.String(), "FROM visits\n) AS given") || !strings.Contains(s.String(), "fenji_visits") {
					t.Errorf("%s for %s: the view is called as what it looks at", p.ID, name)
				}
			}
		}
	}
}

// hostile are names that try to leave the text or the comment in which they stand.
var hostile = []string{
	`A'; DROP TABLE visits; --`, `\'; DROP TABLE visits; --`, `\\'; DROP`, `x\`, "A\n; DROP TABLE visits;\n--", "*/ DROP /*", `${env:HOME}`,
	"a\u2028DROP", "'", `''`, "\x00'",
}

// TestHostileNames reads every script as its dialect does: outside of texts and comments there is nothing that would not be
// there under harmless names.
func TestHostileNames(t *testing.T) {
	base, _ := profiles.ByID("chongqing-course")
	for _, name := range dialect.Names() {
		plain := bare(t, name, write(t, named(base, "harmless"), dialect.Options{Dialect: name, Lang: "en"}).String())
		for _, label := range hostile {
			s := write(t, named(base, label), dialect.Options{Dialect: name, Lang: "en"}).String()
			if got := bare(t, name, s); got != plain {
				t.Errorf("%s: %q changes the script:\n%s", name, label, got)
			}
			if name == "spark" && strings.Contains(s, "${") {
				t.Errorf("spark fills in %q", label)
			}
		}
	}
}

func named(base *profile.Profile, label string) *profile.Profile {
	p := *base
	p.Name = profile.Text{En: label}
	p.Bands = slices.Clone(base.Bands)
	for i := range p.Bands {
		p.Bands[i].Name = profile.Text{En: label}
	}
	return &p
}

// bare takes texts and comments out of a script.
func bare(t *testing.T, name, s string) string {
	t.Helper()
	escapes := name == "mysql" || name == "clickhouse" || name == "spark"
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case strings.HasPrefix(s[i:], "--"):
			for i < len(s) && s[i] != '\n' {
				i++
			}
		case s[i] == '\'':
			extended := escapes || i > 0 && s[i-1] == 'E'
			if extended && !escapes {
				text := b.String()
				b.Reset()
				b.WriteString(strings.TrimSuffix(text, "E"))
			}
			for i++; s[i] != '\'' || name != "spark" && i+1 < len(s) && s[i+1] == '\''; i++ {
				if s[i] == '\'' || s[i] == '\\' && extended {
					i++
				}
				if i+1 >= len(s) {
					t.Fatalf("%s: a text does not end", name)
				}
			}
			b.WriteString("''")
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

func TestRefused(t *testing.T) {
	p, _ := profiles.ByID("lianyungang-dental")
	for _, o := range []dialect.Options{
		{Dialect: "oracle", AsOf: asOf, Visits: dialect.ByDay},
		{Dialect: "duckdb", AsOf: civil.NoDay, Visits: dialect.ByDay},
		{Dialect: "duckdb", AsOf: asOf, Visits: "month"},
		{Dialect: "duckdb", AsOf: asOf, Visits: dialect.ByDay, From: "a; DROP TABLE b"},
		{Dialect: "duckdb", AsOf: asOf, Visits: dialect.ByDay, From: "a -- b"},
	} {
		if s, err := dialect.Write(p, o); err == nil {
			t.Errorf("%+v: %.80s", o, s)
		}
	}
	unfit := *p
	unfit.Bands = nil
	if _, err := dialect.Write(&unfit, dialect.Options{Dialect: "duckdb", AsOf: asOf, Visits: dialect.ByDay}); err == nil {
		t.Error("a profile without grades becomes a script")
	}
}

// TestFrozen keeps the cuts of a base period: nothing is ranked any more, and an open cut lies beside its value.
func TestFrozen(t *testing.T) {
	p, _ := profiles.ByID("maoming-appraisal")
	cut := func(points int64, value string, open bool) scoring.Cut {
		d, _ := decimal.Parse(value)
		return scoring.Cut{Points: decimal.Int(points), Value: d, Open: open}
	}
	frozen := &scoring.Frozen{}
	frozen.Cuts[profile.Recency] = []scoring.Cut{cut(5, "10", true), cut(4, "20", false), cut(3, "30", false), cut(2, "40", false)}
	frozen.Cuts[profile.Monetary] = []scoring.Cut{cut(5, "400", true), cut(4, "300", false), cut(3, "200", false), cut(2, "100", false)}
	s := write(t, p, dialect.Options{Dialect: "duckdb", Frozen: frozen}).String()
	for _, want := range []string{"s.r <= 9 THEN 5 WHEN s.r <= 20 THEN 4", "s.m >= 4000001 THEN 5 WHEN s.m >= 3000000 THEN 4"} {
		if !strings.Contains(s, want) {
			t.Errorf("no %q", want)
		}
	}
	if strings.Contains(s, "m_buckets") || strings.Contains(s, "r_values") {
		t.Error("a frozen metric is ranked")
	}
}
