package dialect

import (
	"strings"
	"testing"

	"fenji/scoring/civil"
	"fenji/scoring/profile"
	"fenji/scoring/profiles"
)

// statements takes a script apart as an engine does: texts and comments are skipped, a semicolon ends a statement. It gives
// what stands outside of texts and comments; ok is false where a text or comment does not end.
func statements(script string, backslash bool) (list []string, ok bool) {
	var b strings.Builder
	for i := 0; i < len(script); i++ {
		switch c := script[i]; {
		case strings.HasPrefix(script[i:], "--"):
			for i < len(script) && script[i] != '\n' {
				i++
			}
			b.WriteByte('\n')
		case strings.HasPrefix(script[i:], "/*"):
			return nil, false // none is ever written
		case c == '\'':
			escapes := backslash || i > 0 && script[i-1] == 'E'
			for i++; ; i++ {
				if i >= len(script) {
					return nil, false
				}
				if escapes && script[i] == '\\' {
					i++
					continue
				}
				if script[i] == '\'' {
					if i+1 < len(script) && script[i+1] == '\'' {
						i++
						continue
					}
					break
				}
			}
			b.WriteString("''")
			if escapes && !backslash { // the form of the text is not of interest
				text := strings.TrimSuffix(b.String(), "E''")
				b.Reset()
				b.WriteString(text + "''")
			}
		case c == ';':
			list = append(list, strings.TrimSpace(b.String()))
			b.Reset()
		default:
			b.WriteByte(c)
		}
	}
	return list, strings.TrimSpace(b.String()) == ""
}

// FuzzLabels puts whatever somebody may write into the labels of a profile: outside of texts and comments the script stays as it
// is with plain labels, in every dialect.
func FuzzLabels(f *testing.F) {
	asOf, _ := civil.DateOf(2024, 12, 31)
	base, _ := profiles.ByID("chongqing-course")
	for _, s := range []string{"A'; DROP TABLE visits; --", `\'; DROP`, "\\", "\x00'", "E'\\''", "甲\n乙", "/* ' */", "${env:HOME}", "{x:String}", "''", `"`, "`", "\u2028--\u2029", "\xff'", "$$", "%s %[1]s", "'||'", "A'"} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, name, label string) {
		p := *base
		p.Bands = append([]profile.Band(nil), base.Bands...)
		p.Name = profile.Text{Zh: name, En: name}
		for i := range p.Bands {
			p.Bands[i].Name = profile.Text{Zh: label, En: name}
		}
		for _, d := range Names() {
			backslash := d == "clickhouse" || d == "spark" || d == "mysql"
			of := func(p *profile.Profile) []string {
				s, err := Write(p, Options{Dialect: d, AsOf: asOf, Visits: ByDay, Lang: "zh-CN"})
				if err != nil {
					return nil
				}
				list, ok := statements(s.String(), backslash)
				if !ok || len(list) != len(s.Statements) {
					t.Fatalf("%s: a text does not end, or a statement more: %d for %d\n%s", d, len(list), len(s.Statements), s)
				}
				return list
			}
			want, got := of(base), of(&p)
			if got == nil {
				continue // the profile is refused
			}
			for i := range want {
				if got[i] != want[i] {
					t.Fatalf("%s: the label gets out of its text:\n%s", d, got[i])
				}
			}
		}
	})
}
