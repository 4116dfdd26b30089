package profile

import (
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/jsontext"
	"strconv"
)

// MarshalJSON writes the profile in the form that [Parse] reads; what is read back is equal. The error is that
// of a profile which Parse would refuse.
func (p *Profile) MarshalJSON() ([]byte, error) {
	if _, err := Check(p); err != nil {
		return nil, err
	}
	w := &writer{}
	w.Open('{')
	w.Name("schema").Raw(strconv.Itoa(p.Schema))
	w.Name("id").Str(p.ID)
	w.Name("name")
	w.text(p.Name)
	w.optional("about", p.About)
	w.some("source", p.Source)
	w.optional("audience", p.Audience)
	w.Name("unit").Str(p.Unit.String())
	w.some("currency", p.Currency)
	w.window(p.Window)
	w.Name("metrics").Open('{')
	for _, m := range Metrics {
		w.Name(m.String())
		w.rule(p.Metrics[m])
	}
	w.Shut('}')
	w.Name("bands").Open('[')
	for _, b := range p.Bands {
		w.Item()
		w.band(b)
	}
	w.Shut(']')
	if len(p.Notes) > 0 {
		w.Name("notes").Open('[')
		for _, n := range p.Notes {
			w.Item()
			w.text(n)
		}
		w.Shut(']')
	}
	w.Shut('}')
	if _, err := Parse(w.Bytes()); err != nil { // a text may be missing, or too long
		return nil, err
	}
	return w.Bytes(), nil
}

// A writer writes the parts of a profile.
type writer struct{ jsontext.Writer }

func (w *writer) text(t Text) {
	w.Open('{')
	if t.Zh != "" {
		w.Name("zh").Str(t.Zh)
	}
	if t.En != "" {
		w.Name("en").Str(t.En)
	}
	w.Shut('}')
}

func (w *writer) optional(name string, t Text) {
	if t != (Text{}) {
		w.Name(name)
		w.text(t)
	}
}

// some writes a text that there may be.
func (w *writer) some(name, s string) {
	if s != "" {
		w.Name(name).Str(s)
	}
}

func (w *writer) window(win civil.Window) {
	if win == (civil.Window{}) {
		return
	}
	w.Name("window").Open('{')
	switch {
	case win.Days > 0:
		w.Name("days").Raw(strconv.Itoa(win.Days))
	case win.Months > 0:
		w.Name("months").Raw(strconv.Itoa(win.Months))
	case win.Calendar != "":
		w.Name("calendar").Str(win.Calendar)
	default:
		w.Name("from").Str(win.From.String())
		w.Name("to").Str(win.To.String())
	}
	w.Shut('}')
}

func (w *writer) rule(r Rule) {
	w.Open('{')
	w.Name("method").Str(r.Method.String())
	w.Name("weight").Number(r.Weight)
	switch r.Method {
	case Cuts:
		w.Name("steps").Open('[')
		for _, s := range r.Steps {
			w.Item()
			w.step(s)
		}
		w.Shut(']')
	case Rank:
		w.parts(r)
		w.Name("tie").Str(r.Tie.String())
	}
	if r.Method == Mean && r.Value != nil {
		w.Name("value").Number(*r.Value)
	}
	if r.Valid != (Range{}) {
		w.Name("valid").Open('{')
		w.end("min", r.Valid.Min, r.Valid.MinOpen)
		w.end("max", r.Valid.Max, r.Valid.MaxOpen)
		w.Shut('}')
	}
	w.Shut('}')
}

func (w *writer) parts(r Rule) {
	if r.Shares == nil {
		w.Name("parts").Raw(strconv.Itoa(r.Parts))
		return
	}
	w.Name("shares").Open('[')
	for _, share := range r.Shares {
		w.Item().Raw(strconv.Itoa(share))
	}
	w.Shut(']')
	if r.Points == nil {
		return
	}
	w.Name("points").Open('[')
	for _, p := range r.Points {
		w.Item().Number(p)
	}
	w.Shut(']')
}

func (w *writer) step(s Step) {
	w.Open('{')
	if !s.Last {
		w.Name("to").Number(s.To)
		if s.Open {
			w.Flag("open")
		}
	}
	w.Name("points").Number(s.Points)
	w.Shut('}')
}

func (w *writer) end(name string, d *decimal.Decimal, open bool) {
	if d == nil {
		return
	}
	w.Name(name).Number(*d)
	if open {
		w.Flag(name + "Open")
	}
}

func (w *writer) band(b Band) {
	w.Open('{')
	w.Name("grade").Str(b.Grade)
	w.Name("from").Number(b.From)
	if b.Open {
		w.Flag("open")
	}
	w.Name("name")
	w.text(b.Name)
	w.optional("meaning", b.Meaning)
	w.optional("action", b.Action)
	w.optional("cadence", b.Cadence)
	w.Shut('}')
}
