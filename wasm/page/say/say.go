// Package say puts numbers, lists, issues and addresses in words. Figures come as the core printed them and are only
// Grouped; a text that has words of its own comes from package words.
package say

import (
	"math"
	"strconv"
	"strings"

	"fenji/scoring/figures"
	"fenji/scoring/protocol"
	"fenji/scoring/words"
)

// Metrics are R, F and M in the order of the protocol's arrays.
var Metrics = [3]string{"R", "F", "M"}

// Grouped puts a comma between thousands of the whole part: "-1234567.50" → "-1,234,567.50".
func Grouped(n string) string { return figures.Group(n) }

// Count writes a number.
func Count(n int) string { return figures.Count(n) }

// Share writes tenths of a per cent: 513 → "51.3".
func Share(tenths int) string { return figures.Tenths(tenths) }

// Amount writes money with its unit, and a minus before both. Tenths of a yuan show as hundredths.
func Amount(lang, unit, n string) string {
	digits := strings.TrimPrefix(n, "-")
	sign := n[:len(n)-len(digits)]
	if unit == "yuan" && strings.IndexByte(digits, '.') == len(digits)-2 && len(digits) > 2 {
		digits += "0"
	}
	return sign + words.Text(lang, "amount."+unit, "n", Grouped(digits))
}

// scales are what money on an axis is counted in, in either language.
var scales = [2][]struct {
	from float64
	unit string
}{{{1e12, "万亿"}, {1e8, "亿"}, {1e4, "万"}}, {{1e12, "tn"}, {1e9, "bn"}, {1e6, "m"}, {1e3, "k"}}}

// Short writes money on an axis.
func Short(lang string, v float64) string {
	list := scales[0]
	if words.English(lang) {
		list = scales[1]
	}
	for _, s := range list {
		if math.Abs(v) >= s.from {
			return strconv.FormatFloat(v/s.from, 'f', -1, 64) + s.unit
		}
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// Formula writes how a profile's score is put together: "0.4·R + 0.3·F + 0.3·M".
func Formula(p *protocol.Profile) string {
	var terms []string
	for i, w := range p.Weights {
		term := Metrics[i]
		if w != "1" {
			term = w + "·" + term
		}
		terms = append(terms, term)
	}
	return strings.Join(terms, " + ")
}

// Letter names a column as spreadsheets do: 0 → "A", 26 → "AA".
func Letter(column int) string {
	s := ""
	for n := column + 1; n > 0; n = (n - 1) / 26 {
		s = string(rune('A'+(n-1)%26)) + s
	}
	return s
}

// List joins names as the language does.
func List(lang string, names []string) string {
	if words.English(lang) {
		return strings.Join(names, ", ")
	}
	return strings.Join(names, "、")
}

// argWords are the arguments of issues whose values are codes with words of their own.
var argWords = map[string]string{"metric": "metric.", "unit": "unit.", "role": "role.",
	"kind": "kind."}

// Issue puts an issue in words; its address and its remedy are said beside it.
func Issue(lang string, i protocol.Issue) string { return Key(lang, "issue."+i.Code, i) }

// Remedy says how to mend an issue, "" when there is no saying.
func Remedy(lang string, i protocol.Issue) string {
	if key := "issue." + i.Code + ".fix"; words.Has(key) {
		return Key(lang, key, i)
	}
	return ""
}

// Brief names an issue in a few words, for lists.
func Brief(lang, code string) string {
	if key := "issue." + code + ".short"; words.Has(key) {
		return words.Text(lang, key)
	}
	return words.Text(lang, "issue."+code)
}

func Key(lang, key string, i protocol.Issue) string {
	args := []string{"file", i.File, "sheet", i.Sheet, "cell", i.Cell, "value", i.Value}
	if len(i.Args) > 3 && i.Args[2] == "pattern" { // field, F, pattern, P and the figures of P
		return words.Text(lang, key, append([]string{"problem", words.Fault(lang, i.Args[1], i.Args[3], i.Args[4:])}, args...)...)
	}
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

// Where gives the address of an issue: file, sheet, cell as far as known.
func Where(i protocol.Issue) string {
	var parts []string
	for _, p := range []string{i.File, i.Sheet, i.Cell} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, " · ")
}

// Place is the address within the file: "Sheet1!F12", or the row when there is no cell.
func Place(lang string, e protocol.Entry) string {
	at := e.Issue.Cell
	if at == "" {
		return words.Text(lang, "ledger.row", "row", strconv.Itoa(e.Row))
	}
	if e.Issue.Sheet != "" {
		at = e.Issue.Sheet + "!" + at
	}
	return at
}

// Extra heads a column of the user's own, with what it says of a customer: of the latest visit, of all, or their sum.
func Extra(lang string, out *protocol.Outcome, i int) string {
	if i < len(out.Says) && out.Says[i] != "" {
		return words.Text(lang, "others."+out.Says[i], "header", out.Extras[i])
	}
	for _, g := range out.Gained {
		if g.Header == out.Extras[i] {
			return Half(lang, g.Header)
		}
	}
	return out.Extras[i]
}

// Half gives of a text in both languages the one in the user's.
func Half(lang, text string) string {
	chinese, english, both := strings.Cut(text, " / ")
	return Either(both && words.English(lang), english, chinese)
}

// Known gives a customer's number, with the name where the file has one, and what else the file says about them, header
// and content.
func Known(lang string, out *protocol.Outcome, r protocol.Row) (who string, extras [][2]string) {
	who = r.ID
	named := ""
	for _, c := range out.Columns {
		if c.Role == "name" {
			named = c.Header
		}
	}
	for i, header := range out.Extras {
		switch {
		case i >= len(r.Extras) || r.Extras[i] == "" || r.Extras[i] == r.ID && header == named:
		case header == named && who == r.ID:
			who += " · " + r.Extras[i]
		default:
			extras = append(extras, [2]string{Extra(lang, out, i), r.Extras[i]})
		}
	}
	return who, extras
}

// Head heads an added column.
func Head(lang string, a *protocol.Added) string {
	if a.Head != "" {
		return a.Head
	}
	return words.Text(lang, "column."+a.ID, a.Args...)
}

// Added writes what an added column says of a customer.
func Added(kind, text string) string {
	switch kind {
	case protocol.CellCount, protocol.CellNumber, protocol.CellMoney:
		return Grouped(text)
	case protocol.CellShare:
		if share, err := strconv.ParseFloat(text, 64); err == nil {
			return Share(int(math.Round(share*1000))) + "%"
		}
	}
	return text
}

// AddedPairs are the added columns that say something of a customer, header and content.
func AddedPairs(lang string, added []protocol.Added, r protocol.Row) (pairs [][2]string) {
	if len(added) != len(r.Added) {
		return nil // of another list
	}
	for i, text := range r.Added {
		if text != "" {
			pairs = append(pairs, [2]string{Head(lang, &added[i]), Added(added[i].Kind, text)})
		}
	}
	return pairs
}

// Either picks one of two texts.
func Either(is bool, yes, no string) string {
	if is {
		return yes
	}
	return no
}

// Unit gives what days or visits are counted in, with the space before it.
func Unit(lang string, metric int, n string) string {
	return words.Text(lang, "range.unit."+Metrics[metric], "n", n)
}

// Measured writes the value of a metric with its unit.
func Measured(lang string, metric int, unit, n string) string {
	switch {
	case n == "":
		return ""
	case metric == 2:
		return Amount(lang, unit, n)
	}
	return Grouped(n) + Unit(lang, metric, n)
}

// Ratio writes tenths of a per cent as a factor for style sheets: 513 → "0.513".
func Ratio(tenths int) string {
	if tenths >= 1000 {
		return "1"
	}
	return "0." + strconv.Itoa(1000 + max(0, tenths))[1:]
}
