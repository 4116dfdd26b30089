// Package words is the catalogue of every text that users read: zh-CN.txt and en.txt hold what the core says in its
// exports and issues, and each area of the page has a pair of its own ([Text] knows no difference).
//
// A line of a catalogue is a key, a space and the text; ¤ in a text is the sign of the currency that the language wears, ¤¤ its
// name ([Wearing]); {name} is filled by the caller, and {name?day:days}
// becomes the first word where name is 1 and else the second. Both catalogues have the same keys with the same
// placeholders, which a test checks. Keys that other packages rely on:
//
//	issue.CODE      what is wrong, for the Issue of that code; its address is said beside it, not in it
//	issue.CODE.fix  how the user can mend it, where there is a way
//	reason.CODE     why a customer has no grade, for the reason of that code
//	reason.CODE.fix what would help
//	role.ROLE       the meaning of a column
//	export.…        names of sheets and headers of what is downloaded
package words

import (
	"slices"
	"strings"

	"fenji/scoring/figures"
)

// Languages lists the languages of the catalogue, the default first.
var Languages = []string{"zh-CN", "en"}

// texts are the catalogues as they were written, by language.
var texts [2][]string

var catalogues = [2]map[string]string{{}, {}}

// later gives the catalogue of a language that nobody has asked for yet; nil where there is none.
var later [2]func() string

// LearnLater has a catalogue of a language be learned when its first text is wanted. The site's program holds no texts: each of
// its roles learns the site's two files so ([Columns] is what they are made of), and mostly one is enough. Everything else knows
// all from the beginning.
func LearnLater(lang string, text func() string) { later[slices.Index(Languages, lang)] = text }

// Learn takes a catalogue of a language in.
func Learn(lang, text string) {
	i := slices.Index(Languages, lang)
	texts[i] = append(texts[i], text)
	if len(catalogues[i]) == 0 {
		catalogues[i] = make(map[string]string, strings.Count(text, "\n")+1)
	}
	parse(catalogues[i], text)
}

// Columns gives all keys in the order in which they were written, and beside them the texts of each language.
func Columns() (keys []string, columns [2][]string) {
	for _, text := range texts[0] {
		for line := range strings.Lines(text) {
			if key, _, ok := strings.Cut(line, " "); ok && line[0] != '#' {
				keys = append(keys, key)
			}
		}
	}
	for i := range columns {
		for _, key := range keys {
			columns[i] = append(columns[i], catalogues[i][key])
		}
	}
	return keys, columns
}

// Text gives the text of key in lang with {name} filled from args: name, value, name, value … A key without text gives
// the key itself, so that a gap shows and nothing breaks.
func Text(lang, key string, args ...string) string {
	text, ok := catalogue(lang)[key]
	if !ok {
		return key
	}
	if strings.Contains(text, mark) {
		text = worn(text, lang)
	}
	return Fill(text, args...)
}

// Fill fills a text from args, as [Text] does.
func Fill(text string, args ...string) string {
	for i := 0; i+1 < len(args); i += 2 {
		text = counted(text, args[i], args[i+1])
	}
	for i := 0; i+1 < len(args); i += 2 {
		value := args[i+1]
		if isMoney(args[i]) && strings.Trim(value, "-.0123456789") == "" {
			value = figures.Group(value)
		}
		text = strings.ReplaceAll(text, "{"+args[i]+"}", value)
	}
	return text
}

// isMoney tells an argument that is a sum of money, whose thousands are kept apart wherever it is said.
func isMoney(name string) bool {
	switch name {
	case "money", "refund", "refunded", "groups", "point", "opening":
		return true
	}
	return false
}

// counted chooses the words that depend on a number.
func counted(text, name, n string) string {
	for {
		before, rest, found := strings.Cut(text, "{"+name+"?")
		choice, after, closed := strings.Cut(rest, "}")
		if !found || !closed {
			return text
		}
		one, more, _ := strings.Cut(choice, ":")
		if n != "1" {
			one = more
		}
		text = before + one + after
	}
}

// Has tells whether key has a text.
func Has(key string) bool {
	i := 0 // both have the same keys
	if later[0] != nil {
		i = 1
	}
	_, ok := catalogue(Languages[i])[key]
	return ok
}

func catalogue(lang string) map[string]string {
	i := 0
	if strings.HasPrefix(lang, "en") {
		i = 1
	}
	if text := later[i]; text != nil {
		later[i] = nil
		Learn(Languages[i], text())
	}
	return catalogues[i]
}

// parse reads a catalogue into m. Blank lines and lines that begin with # only order it for those who write it.
func parse(m map[string]string, text string) map[string]string {
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		key, value, _ := strings.Cut(line, " ")
		m[key] = value // a second space before the value belongs to it
	}
	return m
}
