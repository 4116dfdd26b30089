package scoring

import (
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// ProfileSchema is the version of the JSON form that this package reads and writes.
const ProfileSchema = 1

// Limits of a profile. They are far above what a clinic needs and keep all arithmetic exact.
const (
	maxSteps  = 32
	maxParts  = 100
	maxBands  = 4
	maxNotes  = 16
	maxRunes  = 2000 // of one text
	maxPlaces = 6    // decimals of weights, points and bands
	maxWeight = 1000
	maxPoints = 1000
	maxFrom   = 1_000_000_000 // of a band, either way
	maxDays   = 36_600        // of a window
)

// ParseProfile reads a profile from JSON. It accepts nothing that it does not understand: its error is a *[FieldError]
// that names the first field at fault. Numbers may be written as JSON numbers or as strings and stay exact; they take
// no exponent. "schema" is 1, and "metrics" holds R, F and M, each by one of three methods:
//
//	{"method": "cuts", "weight": 0.4, "steps": [{"to": 30, "points": 5}, …, {"points": 1}], "valid": {"min": 0}}
//	{"method": "rank", "weight": 0.3, "parts": 5, "tie": "worst"}
//	{"method": "raw", "weight": 1}
//
// Better values must never earn fewer points, so steps of R do not rise, those of F and M do not fall, and R cannot be
// raw. "window" is {"days": 30}, {"calendar": "month"} or {"from": "2024-01-01", "to": "2024-12-31"}.
func ParseProfile(data []byte) (*Profile, error) {
	root, err := parseJSON(data)
	if err != nil {
		return nil, err
	}
	d := &decoder{}
	p := d.profile(root)
	if d.err != nil {
		return nil, d.err
	}
	if _, err := newPlan(p); err != nil {
		return nil, err
	}
	return p, nil
}

// A decoder turns nodes into the parts of a profile.
type decoder struct{ fault }

// A field is a member that an object may have. read gets the member's path and value.
type field struct {
	name     string
	required bool
	read     func(path string, n node)
}

// object hands the members of n to its fields in the order in which they are listed, and refuses all other members.
func (d *decoder) object(path string, n node, fields ...field) {
	if n.kind != '{' {
		d.fail(path, "expected an object in braces")
		return
	}
	for i, m := range n.members {
		same := func(o member) bool { return o.name == m.name }
		if slices.IndexFunc(n.members, same) != i {
			d.fail(join(path, m.name), "stands twice")
		}
		if !slices.ContainsFunc(fields, func(f field) bool { return f.name == m.name }) {
			d.fail(join(path, m.name), "unknown field")
		}
	}
	for _, f := range fields {
		i := slices.IndexFunc(n.members, func(m member) bool { return m.name == f.name })
		switch {
		case i >= 0:
			f.read(join(path, f.name), n.members[i].node)
		case f.required:
			d.fail(join(path, f.name), "is missing")
		}
	}
}

func join(path, name string) string {
	if len(name) > 40 {
		name = name[:40]
	}
	name = strings.ToValidUTF8(name, "")
	if path == "" {
		return name
	}
	return path + "." + name
}

// list hands each item of n to read, of which there must be between low and high.
func (d *decoder) list(path string, n node, low, high int, read func(path string, n node)) {
	if n.kind != '[' {
		d.fail(path, "expected a list in brackets")
		return
	}
	if len(n.items) < low || len(n.items) > high {
		d.fail(path, "expected %d to %d entries, got %d", low, high, len(n.items))
		return
	}
	for i, item := range n.items {
		read(path+"["+strconv.Itoa(i)+"]", item)
	}
}

func (d *decoder) str(to *string) func(string, node) {
	return func(path string, n node) {
		if n.kind != '"' {
			d.fail(path, "expected a text in quotes")
		}
		if utf8.RuneCountInString(n.text) > maxRunes {
			d.fail(path, "a text has at most %d characters", maxRunes)
		}
		if strings.ContainsFunc(n.text, func(c rune) bool { return c < ' ' && c != '\n' }) {
			d.fail(path, "control characters have no place in a text")
		}
		*to = n.text
	}
}

func (d *decoder) truth(to *bool) func(string, node) {
	return func(path string, n node) {
		if n.kind != 't' && n.kind != 'f' {
			d.fail(path, "expected true or false")
		}
		*to = n.kind == 't'
	}
}

// decimal reads a number of at most places decimals that lies within ±limit.
func (d *decoder) decimal(to *decimal.Decimal, places uint8, limit int64) func(string, node) {
	return func(path string, n node) {
		if n.kind != '0' && n.kind != '"' {
			d.fail(path, "expected a number")
			return
		}
		v, err := decimal.Parse(n.text)
		if err != nil {
			d.fail(path, "%q is not a decimal number of at most 18 digits without exponent", clip(n.text, 40))
		}
		if v = v.Trim(); v.Exp > places {
			d.fail(path, "%s has more than %d decimals", v, places)
		}
		if v.Cmp(decimal.Int(limit)) > 0 || v.Cmp(decimal.Int(-limit)) < 0 {
			d.fail(path, "%s is beyond ±%d", v, limit)
		}
		*to = v
	}
}

// count reads a whole number from low to high.
func (d *decoder) count(to *int, low, high int64) func(string, node) {
	return func(path string, n node) {
		v, err := decimal.Parse(n.text)
		whole, ok := v.Trim().Rescale(0)
		if n.kind != '0' && n.kind != '"' || err != nil || !ok || whole.Coef < low || whole.Coef > high {
			d.fail(path, "expected a whole number from %d to %d", low, high)
		}
		*to = int(whole.Coef)
	}
}

// choose reads one of the names and gives its index.
func choose[T ~uint8](d *decoder, to *T, names []string) func(string, node) {
	return func(path string, n node) {
		i := slices.Index(names, n.text)
		if n.kind != '"' || i < 0 {
			d.fail(path, "expected one of %s", strings.Join(names, ", "))
			return
		}
		*to = T(i)
	}
}

func (d *decoder) text(to *Text) func(string, node) {
	return func(path string, n node) {
		d.object(path, n, field{"zh", false, d.str(&to.Zh)}, field{"en", false, d.str(&to.En)})
		if to.Zh == "" && to.En == "" {
			d.fail(path, "has no text in either language")
		}
	}
}

func (d *decoder) profile(n node) *Profile {
	p := &Profile{}
	unit := decimal.Unit(0)
	schema := field{"schema", true, func(path string, n node) {
		if d.count(&p.Schema, 1, 1_000_000)(path, n); p.Schema != ProfileSchema {
			d.fail(path, "only version %d is understood", ProfileSchema)
		}
	}}
	for _, m := range n.members { // before all else: another version may well have other fields
		if m.name == schema.name {
			schema.read(m.name, m.node)
		}
	}
	d.object("", n,
		schema,
		field{"id", true, d.str(&p.ID)},
		field{"name", true, d.text(&p.Name)},
		field{"about", false, d.text(&p.About)},
		field{"unit", true, choose(d, &unit, []string{decimal.Yuan.String(), decimal.WanYuan.String()})},
		field{"window", false, d.window(&p.Window)},
		field{"metrics", true, d.metrics(&p.Metrics)},
		field{"bands", true, d.bands(&p.Bands)},
		field{"notes", false, func(path string, n node) {
			d.list(path, n, 0, maxNotes, func(path string, n node) {
				var t Text
				d.text(&t)(path, n)
				p.Notes = append(p.Notes, t)
			})
		}},
	)
	p.Unit = unit + decimal.Yuan
	return p
}

func (d *decoder) metrics(to *[3]Rule) func(string, node) {
	return func(path string, n node) {
		var fields []field
		for _, m := range Metrics {
			fields = append(fields, field{m.String(), true, d.rule(&to[m])})
		}
		d.object(path, n, fields...)
	}
}

func (d *decoder) rule(to *Rule) func(string, node) {
	return func(path string, n node) {
		method := field{"method", true, choose(d, &to.Method, methodNames)}
		weight := field{"weight", true, d.decimal(&to.Weight, maxPlaces, maxWeight)}
		valid := field{"valid", false, d.valid(&to.Valid)}
		steps := field{"steps", true, d.steps(&to.Steps)}
		parts := field{"parts", true, d.count(&to.Parts, 2, maxParts)}
		tie := field{"tie", false, choose(d, &to.Tie, tieNames)}

		// The method says which fields there may be, so it is looked at before the others.
		for _, m := range n.members {
			if m.name == method.name {
				method.read(join(path, m.name), m.node)
			}
		}
		switch to.Method {
		case Cuts:
			d.object(path, n, method, weight, steps, valid)
		case Rank:
			d.object(path, n, method, weight, parts, tie, valid)
		default:
			d.object(path, n, method, weight, valid)
		}
	}
}

func (d *decoder) steps(to *[]Step) func(string, node) {
	return func(path string, n node) {
		d.list(path, n, 1, maxSteps, func(at string, n node) {
			s := Step{Last: true}
			d.object(at, n,
				field{"to", false, func(path string, n node) {
					s.Last = false
					d.end(&s.To)(path, n)
				}},
				field{"open", false, d.truth(&s.Open)},
				field{"points", true, d.decimal(&s.Points, maxPlaces, maxPoints)})
			if s.Last && s.Open {
				d.fail(at+".open", "a step without \"to\" has no end to open")
			}
			*to = append(*to, s)
		})
	}
}

// end reads an end of a step or a range; whether it fits the metric is the plan's business.
func (d *decoder) end(to *decimal.Decimal) func(string, node) {
	return d.decimal(to, decimal.MoneyExp+4, 1_000_000_000_000_000)
}

func (d *decoder) valid(to *Range) func(string, node) {
	return func(path string, n node) {
		bound := func(to **decimal.Decimal) func(string, node) {
			return func(path string, n node) {
				*to = new(decimal.Decimal)
				d.end(*to)(path, n)
			}
		}
		d.object(path, n,
			field{"min", false, bound(&to.Min)}, field{"minOpen", false, d.truth(&to.MinOpen)},
			field{"max", false, bound(&to.Max)}, field{"maxOpen", false, d.truth(&to.MaxOpen)})
		if to.Min == nil && to.MinOpen {
			d.fail(path+".minOpen", "there is no min to open")
		}
		if to.Max == nil && to.MaxOpen {
			d.fail(path+".maxOpen", "there is no max to open")
		}
	}
}

func (d *decoder) bands(to *[]Band) func(string, node) {
	return func(path string, n node) {
		d.list(path, n, 1, maxBands, func(path string, n node) {
			var b Band
			d.object(path, n,
				field{"grade", true, d.str(&b.Grade)},
				field{"from", true, d.decimal(&b.From, maxPlaces, maxFrom)},
				field{"open", false, d.truth(&b.Open)},
				field{"name", true, d.text(&b.Name)},
				field{"meaning", false, d.text(&b.Meaning)},
				field{"action", false, d.text(&b.Action)},
				field{"cadence", false, d.text(&b.Cadence)})
			*to = append(*to, b)
		})
	}
}

func (d *decoder) window(to *civil.Window) func(string, node) {
	return func(path string, n node) {
		day := func(to *civil.Day) func(string, node) {
			return func(path string, n node) {
				v, err := civil.Parse(n.text)
				if n.kind != '"' || err != nil {
					d.fail(path, "expected a date of the form \"2006-01-02\"")
				}
				*to = v
			}
		}
		d.object(path, n,
			field{"days", false, d.count(&to.Days, 1, maxDays)},
			field{"calendar", false, d.str(&to.Calendar)},
			field{"from", false, day(&to.From)},
			field{"to", false, day(&to.To)})
		if d.err == nil && *to == (civil.Window{}) {
			d.fail(path, "limits nothing; leave it out")
		}
	}
}
