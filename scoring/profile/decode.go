package profile

import (
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/jsontext"
	"slices"
)

// Schema is the version of the JSON form that this package reads and writes.
const Schema = 2

// Limits of a profile. They are far above what a clinic needs and keep all arithmetic exact.
const (
	maxProfile = 256 << 10 // bytes
	maxSteps   = 32
	maxParts   = 100
	maxBands   = 6
	maxOld     = 4 // bands of schema 1
	maxCode    = 3 // characters of the code of a grade
	maxSource  = 100
	maxMonths  = 1200
	maxNotes   = 16
	maxPlaces  = 6 // decimals of weights, points and bands
	maxWeight  = 1000
	maxPoints  = 1000
	MaxFrom    = 1_000_000_000 // of a band, either way
	maxDays    = 36_600        // of a window
)

// Parse reads a profile from JSON. It accepts nothing that it does not understand: its error is a *[jsontext.FieldError]
// that names the first field at fault. Numbers may be written as JSON numbers or as strings and stay exact; they take
// no exponent. "schema" is 1 or 2, and "metrics" holds R, F and M, each by one of four methods:
//
//	{"method": "cuts", "weight": 0.4, "steps": [{"to": 30, "points": 5}, …, {"points": 1}], "valid": {"min": 0}}
//	{"method": "rank", "weight": 0.3, "parts": 5, "tie": "worst"}
//	{"method": "rank", "weight": 0.3, "shares": [10, 20, 70], "points": [5, 3, 1]}
//	{"method": "raw", "weight": 1}
//	{"method": "mean", "weight": 1}, or with "value": 300 in the place of the mean
//
// Better values must never earn fewer points, so steps of R do not rise, those of F and M do not fall, and R cannot be
// raw. "window" is {"days": 30}, {"months": 6}, {"calendar": "month"} or {"from": "2024-01-01", "to": "2024-12-31"}.
func Parse(data []byte) (*Profile, error) {
	root, err := jsontext.Parse(data, maxProfile)
	if err != nil {
		return nil, err
	}
	return Decode(root)
}

// Decode reads a profile that stands within another value, as [Parse] does.
func Decode(root jsontext.Node) (*Profile, error) {
	d := &decoder{}
	p := d.profile(root)
	if d.Err != nil {
		return nil, d.Err
	}
	if _, err := Check(p); err != nil {
		return nil, err
	}
	return p, nil
}

// A decoder turns nodes into the parts of a profile.
type decoder struct {
	jsontext.Decoder
	old bool // schema 1
}

func (d *decoder) text(to *Text) func(string, jsontext.Node) {
	return func(path string, n jsontext.Node) {
		d.Object(path, n, jsontext.May("zh", d.Str(&to.Zh)), jsontext.May("en", d.Str(&to.En)))
		if to.Zh == "" && to.En == "" {
			d.Fail(path, "has no text in either language")
		}
	}
}

func (d *decoder) profile(n jsontext.Node) *Profile {
	p := &Profile{}
	unit := decimal.Unit(0)
	schema := jsontext.Must("schema", func(path string, n jsontext.Node) {
		if d.Count(&p.Schema, 1, 1_000_000)(path, n); p.Schema > Schema {
			d.Fail(path, "only versions 1 to %d are understood", Schema)
		}
	})
	for _, m := range n.Members { // before all else: another version may well have other fields
		if m.Name == schema.Name {
			schema.Read(m.Name, m.Node)
		}
	}
	d.old = p.Schema == 1
	fields := []jsontext.Field{
		schema,
		jsontext.Must("id", d.Str(&p.ID)),
		jsontext.Must("name", d.text(&p.Name)),
		jsontext.May("about", d.text(&p.About)),
		jsontext.Must("unit", jsontext.Choose(&d.Decoder, &unit, []string{decimal.Yuan.String(), decimal.WanYuan.String()})),
		jsontext.May("window", d.window(&p.Window)),
		jsontext.Must("metrics", d.metrics(&p.Metrics)),
		jsontext.Must("bands", d.bands(&p.Bands)),
		jsontext.May("notes", func(path string, n jsontext.Node) {
			d.List(path, n, 0, maxNotes, func(path string, n jsontext.Node) {
				var t Text
				d.text(&t)(path, n)
				p.Notes = append(p.Notes, t)
			})
		}),
	}
	if !d.old {
		fields = append(fields, jsontext.May("currency", d.Str(&p.Currency)), jsontext.May("source", d.Str(&p.Source)),
			jsontext.May("audience", d.text(&p.Audience)))
	}
	d.Object("", n, fields...)
	p.Unit = unit + decimal.Yuan
	return p
}

func (d *decoder) metrics(to *[3]Rule) func(string, jsontext.Node) {
	return func(path string, n jsontext.Node) {
		var fields []jsontext.Field
		for _, m := range Metrics {
			fields = append(fields, jsontext.Must(m.String(), d.rule(&to[m])))
		}
		d.Object(path, n, fields...)
	}
}

func (d *decoder) rule(to *Rule) func(string, jsontext.Node) {
	return func(path string, n jsontext.Node) {
		method := jsontext.Must("method", func(path string, n jsontext.Node) {
			names := methodNames
			if d.old {
				names = names[:Mean]
			}
			jsontext.Choose(&d.Decoder, &to.Method, names)(path, n)
		})
		weight := jsontext.Must("weight", d.Decimal(&to.Weight, maxPlaces, maxWeight))
		valid := jsontext.May("valid", d.valid(&to.Valid))
		steps := jsontext.Must("steps", d.steps(&to.Steps))
		parts := jsontext.Must("parts", d.Count(&to.Parts, 2, maxParts))
		tie := jsontext.May("tie", jsontext.Choose(&d.Decoder, &to.Tie, tieNames))

		// The method says which fields there may be, so it is looked at before the others.
		for _, m := range n.Members {
			if m.Name == method.Name {
				method.Read(jsontext.Join(path, m.Name), m.Node)
			}
		}
		switch to.Method {
		case Cuts:
			d.Object(path, n, method, weight, steps, valid)
		case Rank:
			shared := slices.ContainsFunc(n.Members, func(m jsontext.Member) bool { return m.Name == "shares" })
			if shared && !d.old {
				d.Object(path, n, method, weight, jsontext.Must("shares", d.shares(&to.Shares)),
					jsontext.May("points", d.points(&to.Points)), tie, valid)
			} else {
				d.Object(path, n, method, weight, parts, tie, valid)
			}
		case Mean:
			d.Object(path, n, method, weight, valid, jsontext.May("value", func(path string, n jsontext.Node) {
				to.Value = new(decimal.Decimal)
				d.end(to.Value)(path, n)
			}))
		default:
			d.Object(path, n, method, weight, valid)
		}
	}
}

func (d *decoder) steps(to *[]Step) func(string, jsontext.Node) {
	return func(path string, n jsontext.Node) {
		d.List(path, n, 1, maxSteps, func(at string, n jsontext.Node) {
			s := Step{Last: true}
			d.Object(at, n,
				jsontext.May("to", func(path string, n jsontext.Node) {
					s.Last = false
					d.end(&s.To)(path, n)
				}),
				jsontext.May("open", d.Truth(&s.Open)),
				jsontext.Must("points", d.Decimal(&s.Points, maxPlaces, maxPoints)))
			if s.Last && s.Open {
				d.Fail(at+".open", "a step without \"to\" has no end to open")
			}
			*to = append(*to, s)
		})
	}
}

func (d *decoder) shares(to *[]int) func(string, jsontext.Node) {
	return func(path string, n jsontext.Node) {
		d.List(path, n, 2, maxSteps, func(at string, n jsontext.Node) {
			share := 0
			d.Count(&share, 1, 99)(at, n)
			*to = append(*to, share)
		})
	}
}

func (d *decoder) points(to *[]decimal.Decimal) func(string, jsontext.Node) {
	return func(path string, n jsontext.Node) {
		d.List(path, n, 2, maxSteps, func(at string, n jsontext.Node) {
			var p decimal.Decimal
			d.Decimal(&p, maxPlaces, maxPoints)(at, n)
			*to = append(*to, p)
		})
	}
}

// end reads an end of a step or a range; whether it fits the metric is the plan's business.
func (d *decoder) end(to *decimal.Decimal) func(string, jsontext.Node) {
	return d.Decimal(to, decimal.MoneyExp+4, 1_000_000_000_000_000)
}

func (d *decoder) valid(to *Range) func(string, jsontext.Node) {
	return func(path string, n jsontext.Node) {
		bound := func(to **decimal.Decimal) func(string, jsontext.Node) {
			return func(path string, n jsontext.Node) {
				*to = new(decimal.Decimal)
				d.end(*to)(path, n)
			}
		}
		d.Object(path, n,
			jsontext.May("min", bound(&to.Min)), jsontext.May("minOpen", d.Truth(&to.MinOpen)),
			jsontext.May("max", bound(&to.Max)), jsontext.May("maxOpen", d.Truth(&to.MaxOpen)))
		if to.Min == nil && to.MinOpen {
			d.Fail(path+".minOpen", "there is no min to open")
		}
		if to.Max == nil && to.MaxOpen {
			d.Fail(path+".maxOpen", "there is no max to open")
		}
	}
}

func (d *decoder) bands(to *[]Band) func(string, jsontext.Node) {
	return func(path string, n jsontext.Node) {
		d.List(path, n, 1, maxBands, func(path string, n jsontext.Node) {
			var b Band
			d.Object(path, n,
				jsontext.Must("grade", d.Str(&b.Grade)),
				jsontext.Must("from", d.Decimal(&b.From, maxPlaces, MaxFrom)),
				jsontext.May("open", d.Truth(&b.Open)),
				jsontext.Must("name", d.text(&b.Name)),
				jsontext.May("meaning", d.text(&b.Meaning)),
				jsontext.May("action", d.text(&b.Action)),
				jsontext.May("cadence", d.text(&b.Cadence)))
			*to = append(*to, b)
		})
	}
}

func (d *decoder) window(to *civil.Window) func(string, jsontext.Node) {
	return func(path string, n jsontext.Node) {
		day := func(to *civil.Day) func(string, jsontext.Node) {
			return func(path string, n jsontext.Node) {
				v, err := civil.Parse(n.Text)
				if n.Kind != '"' || err != nil {
					d.Fail(path, "expected a date of the form \"2006-01-02\"")
				}
				*to = v
			}
		}
		fields := []jsontext.Field{
			jsontext.May("days", d.Count(&to.Days, 1, maxDays)),
			jsontext.May("calendar", d.Str(&to.Calendar)),
			jsontext.May("from", day(&to.From)),
			jsontext.May("to", day(&to.To)),
		}
		if !d.old {
			fields = append(fields, jsontext.May("months", d.Count(&to.Months, 1, maxMonths)))
		}
		d.Object(path, n, fields...)
		if d.Err == nil && *to == (civil.Window{}) {
			d.Fail(path, "limits nothing; leave it out")
		}
	}
}
