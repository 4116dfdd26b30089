package chart

import (
	_ "embed" // the options
	"strings"
)

//go:embed options.txt
var optionsText string

// pieces are the parts of options.txt by name.
var pieces = readPieces(optionsText)

func readPieces(text string) map[string]string {
	list := map[string]string{}
	parts := strings.Split(text, "\n= ")
	for _, part := range parts[1:] {
		name, body, _ := strings.Cut(part, "\n")
		list[name] = strings.TrimRight(body, "\n")
	}
	return list
}

// fill gives a piece with its names replaced: by the values of pairs, which are JSON already, by what the look says, or
// by other pieces. A name without any of these stays, and makes the option no JSON, which every test notices.
func (l *Look) fill(piece string, pairs ...string) string {
	var b []byte
	return string(l.append(b, pieces[piece], pairs))
}

func (l *Look) append(b []byte, text string, pairs []string) []byte {
	for {
		before, rest, found := strings.Cut(text, "$")
		b = append(b, before...)
		if !found {
			return b
		}
		end := 0
		for end < len(rest) && (rest[end]|0x20 >= 'a' && rest[end]|0x20 <= 'z') {
			end++
		}
		b, text = l.value(b, rest[:end], pairs), rest[end:]
	}
}

func (l *Look) value(b []byte, name string, pairs []string) []byte {
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i] == name {
			return append(b, pairs[i+1]...)
		}
	}
	for _, c := range [...]struct{ name, value string }{
		{"font", l.Font}, {"ink", l.Ink}, {"muted", l.Muted}, {"line", l.Line}, {"card", l.Card}, {"accent", l.Accent},
		{"soft", l.Soft}, {"b", l.Grades[1]}, {"c", l.Grades[2]},
	} {
		if c.name == name {
			return quote(b, c.value)
		}
	}
	switch name {
	case "motion":
		return append(b, yes(!l.Still)...)
	case "roomy":
		return append(b, yes(!l.narrow())...)
	}
	if piece, ok := pieces[name]; ok {
		return l.append(b, piece, pairs)
	}
	return append(append(b, '$'), name...)
}

func yes(is bool) string {
	if is {
		return "true"
	}
	return "false"
}

// quote writes a text. What could end a script is escaped too, so that the text may stand anywhere.
func quote(b []byte, s string) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"' || c == '\\':
			b = append(b, '\\', c)
		case c == '\n':
			b = append(b, '\\', 'n')
		case c < ' ' || c == '<':
			b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		default:
			b = append(b, c)
		}
	}
	return append(b, '"')
}

func q(s string) string { return string(quote(nil, s)) }

// An array is written item by item.
type array struct{ b []byte }

func (a *array) add(json string) {
	if a.b == nil {
		a.b = append(a.b, '[')
	} else {
		a.b = append(a.b, ',')
	}
	a.b = append(a.b, json...)
}

// datum adds an item of a series: its value, the sentence that tells of it, where it leads, and more members.
func (a *array) datum(value, tip string, to int, more string) {
	a.add(`{"value":` + value + `,"tip":` + q(tip) + `,"go":` + itoa(to) + more + "}")
}

func (a *array) json() string {
	if a.b == nil {
		return "[]"
	}
	return string(a.b) + "]"
}

func texts(list []string) string {
	var a array
	for _, s := range list {
		a.add(q(s))
	}
	return a.json()
}
