package html

import (
	"bytes"
	"strings"

	"fenji/scoring/sheet/table"
)

// formatIn finds the number format in a style; its marks of CSS are taken off.
func formatIn(style string) string {
	const property = "mso-number-format:"
	i := strings.Index(strings.ToLower(style), property)
	if i < 0 {
		return ""
	}
	v := strings.TrimSpace(style[i+len(property):])
	quote := byte(0)
	var out []byte
	for i := 0; i < len(v); i++ {
		switch c := v[i]; {
		case c == '\\' && i+1 < len(v):
			i++
			out = append(out, v[i])
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
		case c == quote && quote != 0, quote == 0 && (c == ';' || c == '}'):
			return string(out)
		default:
			out = append(out, c)
		}
	}
	return string(out)
}

// stylesOf reads the number formats of the classes in a page's style sheets: .xl65 {mso-number-format:"\@"}.
func stylesOf(page []byte) map[string]string {
	formats := map[string]string{}
	for rest := page; ; {
		i := bytes.Index(rest, []byte("mso-number-format:"))
		if i < 0 {
			return formats
		}
		before := rest[:i]
		open := bytes.LastIndexByte(before, '{')
		if dot := bytes.LastIndexByte(before[:max(open, 0)], '.'); open > 0 && dot >= 0 && bytes.IndexByte(before[open:], '}') < 0 {
			name := strings.TrimSpace(string(before[dot+1 : open]))
			if f := formatIn(string(rest[i:min(len(rest), i+256)])); f != "" && len(name) < 64 {
				formats[name] = f
			}
		}
		rest = rest[i+1:]
	}
}

// named are the formats that have a name.
var named = map[string]table.Class{"short date": table.ClassDate, "medium date": table.ClassDate, "long date": table.ClassDate,
	"general date": table.ClassDate, "short time": table.ClassTime, "medium time": table.ClassTime, "long time": table.ClassTime}

func classOf(format string) table.Class {
	if c, known := named[strings.ToLower(format)]; known {
		return c
	}
	switch strings.ToLower(format) {
	case "fixed", "standard", "percent", "scientific", "currency", "yes/no", "true/false", "on/off":
		return table.ClassNumber
	}
	return table.Classify(format)
}
