package rules

import (
	"strconv"
	"strings"

	"fenji/scoring/protocol"
	"fenji/scoring/words"
	"fenji/wasm/page/say"
)

// FaultText says what is wrong with a field, by the name that it has on the page.
func FaultText(lang string, f protocol.Fault, d *protocol.Draft) string {
	return words.Fault(lang, FieldText(lang, f.Field, d), f.Pattern, f.Args)
}

// fieldWords name the parts of rules as the page has them.
var fieldWords = map[string]string{"weight": "rules.weight", "method": "rules.method", "parts": "rules.parts", "tie": "rules.tie",
	"value": "rules.mean.field", "valid": "rules.valid", "shares": "rules.share", "points": "rules.points", "steps": "rules.steps",
	"name": "rules.name", "about": "rules.what", "audience": "rules.audience", "source": "rules.source", "notes": "rules.notes",
	"unit": "rules.unit", "currency": "rules.currency", "window": "rules.window", "bands": "rules.bands", "metrics": "rules.metrics"}

// stepWords name the fields of a step, bandWords those of a grade.
var (
	stepWords = map[string]string{"to": "rules.to.of", "high": "rules.to.of", "from": "rules.from.of", "low": "rules.from.of",
		"points": "rules.points.of", "": "rules.step.of"}
	bandWords = map[string]string{"from": "rules.band.from", "to": "rules.band.to", "grade": "rules.band.code", "name": "rules.band.name",
		"meaning": "rules.band.meaning", "action": "rules.band.action", "cadence": "rules.band.cadence"}
)

// FieldText names a field of a draft as the page does; what has no field there keeps the name that files know it by.
func FieldText(lang, field string, d *protocol.Draft) string {
	part := append(parts(field), "", "", "", "", "")
	text := func(key string, args ...string) string { return words.Text(lang, key, args...) }
	joined := func(a, b string) string { return say.Either(b == "", a, a+" · "+b) }
	number := func(at string) string {
		n, _ := strconv.Atoi(at)
		return say.Count(n + 1)
	}
	switch at := part[0]; {
	case at == "metrics" && part[1] != "":
		metric := text("metric." + part[1])
		switch {
		case part[2] == "steps" && part[3] != "" && words.Has(stepWords[part[4]]):
			return joined(metric, text(stepWords[part[4]], "n", number(part[3])))
		case words.Has(fieldWords[part[2]]):
			return joined(metric, text(fieldWords[part[2]]))
		}
		return metric
	case at == "bands" && part[1] != "":
		n, _ := strconv.Atoi(part[1])
		if d == nil || n >= len(d.Bands) {
			break
		}
		more := ""
		if words.Has(bandWords[part[2]]) {
			more = text(bandWords[part[2]])
		}
		return joined(say.Either(d.Bands[n].Code == "", number(part[1]), text("grade.chip", "grade", d.Bands[n].Code)), more)
	case words.Has(fieldWords[at]):
		return text(fieldWords[at])
	}
	return field
}

// parts are the names and numbers of a path such as metrics.M.steps[2].to.
func parts(field string) []string {
	return strings.FieldsFunc(field, func(c rune) bool { return c == '.' || c == '[' || c == ']' })
}

// Selector finds the field that a fault is about; "" when it is none of the fields.
func Selector(field string) string {
	part := parts(field)
	at := func(i int) string {
		if i < len(part) {
			return part[i]
		}
		return ""
	}
	switch at(0) {
	case "metrics":
		metric := "[data-metric=" + at(1) + "] "
		switch at(2) {
		case "weight", "method", "parts", "tie", "value":
			return metric + "[data-" + at(2) + "]"
		case "valid":
			return metric + "[data-" + say.Either(strings.HasPrefix(at(3), "max"), "max", "min") + "]"
		case "steps", "shares", "points":
			row := metric + "[data-row=\"" + at(3) + "\"] "
			switch {
			case at(2) == "shares":
				return row + "[data-share]"
			case at(2) == "points" || at(4) == "points":
				return row + "[data-points]"
			case at(4) == "from" || at(4) == "low":
				return row + "[data-from]"
			case at(3) != "":
				return row + "[data-to]"
			}
		}
	case "bands":
		band := "[data-at=\"" + at(1) + "\"] "
		if field := map[string]string{"from": "from", "to": "to", "grade": "code", "name": "name", "meaning": "meaning",
			"action": "action", "cadence": "cadence"}[at(2)]; field != "" {
			return band + "[data-" + field + "]"
		}
	case "name", "currency", "unit", "audience", "source", "notes":
		return "#rules-" + at(0)
	case "about":
		return "#rules-what"
	case "window":
		if at(1) == "from" || at(1) == "to" {
			return "#rules-window-" + at(1)
		}
		return "#rules-window-n"
	}
	return ""
}
