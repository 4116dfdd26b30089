package page

import (
	"strconv"
	"strings"

	"fenji/scoring/protocol"
	"fenji/scoring/words"
)

// metricKeys are R, F and M in the order of the protocol's arrays.
var metricKeys = [3]string{"R", "F", "M"}

// grouped puts a comma between thousands of the whole part: "-1234567.50" → "-1,234,567.50".
func grouped(n string) string {
	sign := ""
	if strings.HasPrefix(n, "-") {
		sign, n = "-", n[1:]
	}
	whole, rest := n, ""
	if i := strings.IndexByte(n, '.'); i >= 0 {
		whole, rest = n[:i], n[i:]
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	return sign + whole + rest
}

func count(n int) string { return grouped(strconv.Itoa(n)) }

// share writes tenths of a per cent: 513 → "51.3".
func share(tenths int) string { return strconv.Itoa(tenths/10) + "." + strconv.Itoa(tenths%10) }

// amount writes money with its unit, and a minus before both. Tenths of a yuan show as hundredths.
func amount(lang, unit, n string) string {
	digits := strings.TrimPrefix(n, "-")
	sign := n[:len(n)-len(digits)]
	if unit == "yuan" && strings.IndexByte(digits, '.') == len(digits)-2 && len(digits) > 2 {
		digits += "0"
	}
	return sign + words.Text(lang, "amount."+unit, "n", grouped(digits))
}

// formula writes how a profile's score is put together: "0.4·R + 0.3·F + 0.3·M".
func formula(p *protocol.Profile) string {
	var terms []string
	for i, w := range p.Weights {
		term := metricKeys[i]
		if w != "1" {
			term = w + "·" + term
		}
		terms = append(terms, term)
	}
	return strings.Join(terms, " + ")
}

// letter names a column as spreadsheets do: 0 → "A", 26 → "AA".
func letter(column int) string {
	s := ""
	for n := column + 1; n > 0; n = (n - 1) / 26 {
		s = string(rune('A'+(n-1)%26)) + s
	}
	return s
}

// list joins names as the language does.
func list(lang string, names []string) string {
	if lang == "en" {
		return strings.Join(names, ", ")
	}
	return strings.Join(names, "、")
}

// A Note is a sentence with the code of what it is about.
type Note struct{ Code, Text string }

// argWords are the arguments of issues whose values are codes with words of their own.
var argWords = map[string]string{"metric": "metric.", "unit": "unit.", "role": "role.",
	"kind": "kind."}

// say puts an issue in words; its address and its remedy are said beside it.
func say(lang string, i protocol.Issue) string { return sayKey(lang, "issue."+i.Code, i) }

// remedy says how to mend an issue, "" when there is no saying.
func remedy(lang string, i protocol.Issue) string {
	if key := "issue." + i.Code + ".fix"; words.Has(key) {
		return sayKey(lang, key, i)
	}
	return ""
}

// brief names an issue in a few words, for lists.
func brief(lang, code string) string {
	if key := "issue." + code + ".short"; words.Has(key) {
		return words.Text(lang, key)
	}
	return words.Text(lang, "issue."+code)
}

func sayKey(lang, key string, i protocol.Issue) string {
	args := []string{"file", i.File, "sheet", i.Sheet, "cell", i.Cell, "value", i.Value}
	for n := 0; n+1 < len(i.Args); n += 2 {
		name, value := i.Args[n], i.Args[n+1]
		if key := argWords[name] + strings.ReplaceAll(value, " ", "-"); argWords[name] != "" && words.Has(key) {
			value = words.Text(lang, key)
		}
		// The arguments come first: a ties-heavy issue has a value of its own.
		args = append([]string{name, value}, args...)
	}
	return words.Text(lang, key, args...)
}

// where gives the address of an issue: file, sheet, cell as far as known.
func where(i protocol.Issue) string {
	var parts []string
	for _, p := range []string{i.File, i.Sheet, i.Cell} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, " · ")
}

// place is the address within the file: "Sheet1!F12", or the row when there is no cell.
func place(lang string, e protocol.Entry) string {
	at := e.Issue.Cell
	if at == "" {
		return words.Text(lang, "ledger.row", "row", strconv.Itoa(e.Row))
	}
	if e.Issue.Sheet != "" {
		at = e.Issue.Sheet + "!" + at
	}
	return at
}

// Known gives a customer's number, with the name where the file has one, and what else the file says about them, header
// and content.
func (s State) Known(r protocol.Row) (who string, extras [][2]string) {
	who = r.ID
	named := ""
	for _, c := range s.Outcome.Columns {
		if c.Role == "name" {
			named = c.Header
		}
	}
	for i, header := range s.Outcome.Extras {
		switch {
		case i >= len(r.Extras) || r.Extras[i] == "" || r.Extras[i] == r.ID && header == named:
		case header == named && who == r.ID:
			who += " · " + r.Extras[i]
		default:
			extras = append(extras, [2]string{header, r.Extras[i]})
		}
	}
	return who, extras
}

// MessageText says what stands in #message.
func (s State) MessageText() string {
	issue := *s.Message
	if issue.Code == "missing-columns" && s.Outcome != nil {
		var roles []string
		for _, r := range s.Outcome.Missing {
			roles = append(roles, words.Text(s.Lang, "role."+r))
		}
		issue.Args = []string{"roles", list(s.Lang, roles)}
	}
	return say(s.Lang, issue)
}

// Notes are what is said above the result without stopping anything.
func (s State) Notes() []Note {
	out := s.Outcome
	if out == nil {
		return nil
	}
	var notes []Note
	add := func(i protocol.Issue) {
		text := say(s.Lang, i)
		// Some codes stop a file at one time and are only worth a mention at another.
		if key := "notice." + i.Code; words.Has(key) {
			text = sayKey(s.Lang, key, i)
		}
		if fix := remedy(s.Lang, i); fix != "" {
			if s.Lang == "en" {
				text += " "
			}
			text += fix
		}
		notes = append(notes, Note{i.Code, text})
	}
	doubted := false
	for _, i := range out.Notices {
		add(i)
		doubted = doubted || i.Code == "unit-doubtful"
	}
	if out.UnitAsk && !doubted {
		add(protocol.Issue{Code: "unit-doubtful", Args: []string{"unit", out.Unit}})
	}
	if !out.Graded {
		return notes
	}
	if out.AsOf > s.Today && s.Today != "" {
		add(protocol.Issue{Code: "as-of-future"})
	}
	if p := s.Profile(out.Profile); p != nil {
		for _, n := range p.Notes {
			notes = append(notes, Note{"profile-note", n.In(s.Lang)})
		}
	}
	return notes
}
