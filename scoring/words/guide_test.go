package words_test

import (
	"flag"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"fenji/scoring/decimal"
	"fenji/scoring/profile"
	"fenji/scoring/profiles"
	"fenji/scoring/words"
)

var update = flag.Bool("update", false, "write the sections on the profiles anew")

var section = regexp.MustCompile(`(?s)(@profile ([a-z-]+)\n)(.*?)(@end\n)`)

// TestGuideStatesTheProfiles holds the sections on the profiles against the profiles themselves.
func TestGuideStatesTheProfiles(t *testing.T) {
	for _, lang := range words.Languages {
		name := "guide." + lang + ".txt"
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		text := string(data)
		stated := 0
		fresh := section.ReplaceAllStringFunc(text, func(s string) string {
			m := section.FindStringSubmatch(s)
			p, ok := profiles.ByID(m[2])
			if !ok {
				t.Errorf("%s: no profile %s", name, m[2])
				return s
			}
			stated++
			return m[1] + about(p, lang) + m[4]
		})
		if stated != len(profiles.All()) {
			t.Errorf("%s states %d profiles", name, stated)
		}
		if fresh == text {
			continue
		}
		if !*update {
			t.Errorf("%s does not say what the profiles say; see -update", name)
		} else if err := os.WriteFile(name, []byte(fresh), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// about writes the section on a profile.
func about(p *profile.Profile, lang string) string {
	in := func(key string, args ...string) string { return words.Text(lang, "guide."+key, args...) }
	var out strings.Builder
	line := func(parts ...string) { out.WriteString(strings.Join(parts, "") + "\n") }
	line("## ", p.Name.In(lang))
	line(p.About.In(lang))
	var terms []string
	for _, m := range profile.Metrics {
		terms = append(terms, p.Metrics[m].Weight.String()+" × "+m.String())
	}
	line(in("score", "formula", strings.Join(terms, " + ")))
	line("| ", in("points"), " | ", in("R"), " | ", in("F"), " | ", in("M."+p.Unit.String()))
	for points := int64(5); points >= 1; points-- {
		line("| ", decimal.Int(points).String(), " | ", cell(p, profile.Recency, points, lang), " | ",
			cell(p, profile.Frequency, points, lang), " | ", cell(p, profile.Monetary, points, lang))
	}
	line()
	line("| ", in("grade"), " | ", in("from"), " | ", in("name"), " | ", in("meaning"), " | ", in("action"), " | ",
		in("cadence"))
	for _, b := range p.Bands {
		from := "≥ "
		if b.Open {
			from = "> "
		}
		line("| ", b.Grade, " | ", from, b.From.String(), " | ", b.Name.In(lang), " | ", b.Meaning.In(lang), " | ",
			b.Action.In(lang), " | ", b.Cadence.In(lang))
	}
	for _, note := range p.Notes {
		line("- ", note.In(lang))
	}
	return out.String()
}

// cell says which values of a metric earn the points.
func cell(p *profile.Profile, m profile.Metric, points int64, lang string) string {
	rule := p.Metrics[m]
	switch rule.Method {
	case profile.Rank:
		return words.Text(lang, "guide.rank."+decimal.Int(points).String())
	case profile.Raw:
		return words.Text(lang, "guide.raw")
	}
	for i, s := range rule.Steps {
		if s.Points.Cmp(decimal.Int(points)) != 0 {
			continue
		}
		over, upTo := "> ", "≤ "+s.To.String()
		if i > 0 && rule.Steps[i-1].Open {
			over = "≥ "
		}
		if s.Open {
			upTo = words.Text(lang, "guide.below", "n", s.To.String())
		}
		switch {
		case i == len(rule.Steps)-1:
			return over + rule.Steps[i-1].To.String()
		case i == 0:
			return upTo
		case m != profile.Monetary: // whole numbers
			from, _ := strconv.Atoi(rule.Steps[i-1].To.String())
			return strconv.Itoa(from+1) + "–" + s.To.String()
		default:
			return over + rule.Steps[i-1].To.String() + words.Text(lang, "guide.and") + upTo
		}
	}
	return "–"
}

// TestGuidesAgree: both languages have the same pieces in the same order, with as many items and cells.
func TestGuidesAgree(t *testing.T) {
	zh, en := words.Guide("zh-CN"), words.Guide("en")
	if len(zh) != len(en) || len(zh) < 50 {
		t.Fatalf("%d pieces in Chinese, %d in English", len(zh), len(en))
	}
	for i := range zh {
		if zh[i].Kind != en[i].Kind || len(zh[i].Lines) != len(en[i].Lines) || len(zh[i].Rows) != len(en[i].Rows) {
			t.Errorf("piece %d: %s %.40q against %s %.40q", i, zh[i].Kind, zh[i].Lines, en[i].Kind, en[i].Lines)
		}
		for _, rows := range [][][]string{zh[i].Rows, en[i].Rows} {
			for _, row := range rows {
				if len(row) != len(rows[0]) {
					t.Errorf("piece %d: %d cells in %q, %d in the head", i, len(row), row, len(rows[0]))
				}
			}
		}
	}
}

// TestGuideHoldsNoEscape: what would need escaping in a page is not in the guides, nor is an odd backquote.
func TestGuideHoldsNoEscape(t *testing.T) {
	for _, lang := range words.Languages {
		for _, b := range words.Guide(lang) {
			texts := b.Lines
			for _, row := range b.Rows {
				texts = append(texts, row...)
			}
			for _, text := range texts {
				if text == "" || strings.ContainsAny(text, "&<") || len(words.Spans(text))%2 == 0 {
					t.Errorf("%s: %q", lang, text)
				}
			}
		}
	}
}
