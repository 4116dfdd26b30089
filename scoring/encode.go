package scoring

import (
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"strconv"
)

// MarshalJSON writes the profile in the form that [ParseProfile] reads; what is read back is equal. The error is that
// of a profile which ParseProfile would refuse.
func (p *Profile) MarshalJSON() ([]byte, error) {
	if _, err := newPlan(p); err != nil {
		return nil, err
	}
	w := &jsonWriter{}
	w.open('{')
	w.name("schema").raw(strconv.Itoa(p.Schema))
	w.name("id").str(p.ID)
	w.name("name").text(p.Name)
	w.optional("about", p.About)
	w.name("unit").str(p.Unit.String())
	w.window(p.Window)
	w.name("metrics").open('{')
	for _, m := range Metrics {
		w.name(m.String()).rule(p.Metrics[m])
	}
	w.shut('}')
	w.name("bands").open('[')
	for _, b := range p.Bands {
		w.item().band(b)
	}
	w.shut(']')
	if len(p.Notes) > 0 {
		w.name("notes").open('[')
		for _, n := range p.Notes {
			w.item().text(n)
		}
		w.shut(']')
	}
	w.shut('}')
	if _, err := ParseProfile(w.b); err != nil { // a text may be missing, or too long
		return nil, err
	}
	return w.b, nil
}

// A jsonWriter appends JSON without needless space.
type jsonWriter struct{ b []byte }

func (w *jsonWriter) open(c byte) { w.b = append(w.b, c) }
func (w *jsonWriter) shut(c byte) { w.b = append(w.b, c) }

func (w *jsonWriter) raw(s string)             { w.b = append(w.b, s...) }
func (w *jsonWriter) str(s string)             { w.b = quote(w.b, s) }
func (w *jsonWriter) number(d decimal.Decimal) { w.raw(d.Trim().String()) }
func (w *jsonWriter) flag(name string)         { w.name(name).raw("true") }
func (w *jsonWriter) first() (yes bool)        { c := w.b[len(w.b)-1]; return c == '{' || c == '[' }

// item begins an entry of a list.
func (w *jsonWriter) item() *jsonWriter {
	if !w.first() {
		w.b = append(w.b, ',')
	}
	return w
}

// name begins a member of an object.
func (w *jsonWriter) name(s string) *jsonWriter {
	w.item().str(s)
	w.b = append(w.b, ':')
	return w
}

func (w *jsonWriter) text(t Text) {
	w.open('{')
	if t.Zh != "" {
		w.name("zh").str(t.Zh)
	}
	if t.En != "" {
		w.name("en").str(t.En)
	}
	w.shut('}')
}

func (w *jsonWriter) optional(name string, t Text) {
	if t != (Text{}) {
		w.name(name).text(t)
	}
}

func (w *jsonWriter) window(win civil.Window) {
	if win == (civil.Window{}) {
		return
	}
	w.name("window").open('{')
	switch {
	case win.Days > 0:
		w.name("days").raw(strconv.Itoa(win.Days))
	case win.Calendar != "":
		w.name("calendar").str(win.Calendar)
	default:
		w.name("from").str(win.From.String())
		w.name("to").str(win.To.String())
	}
	w.shut('}')
}

func (w *jsonWriter) rule(r Rule) {
	w.open('{')
	w.name("method").str(r.Method.String())
	w.name("weight").number(r.Weight)
	switch r.Method {
	case Cuts:
		w.name("steps").open('[')
		for _, s := range r.Steps {
			w.item().step(s)
		}
		w.shut(']')
	case Rank:
		w.name("parts").raw(strconv.Itoa(r.Parts))
		w.name("tie").str(r.Tie.String())
	}
	if r.Valid != (Range{}) {
		w.name("valid").open('{')
		w.end("min", r.Valid.Min, r.Valid.MinOpen)
		w.end("max", r.Valid.Max, r.Valid.MaxOpen)
		w.shut('}')
	}
	w.shut('}')
}

func (w *jsonWriter) step(s Step) {
	w.open('{')
	if !s.Last {
		w.name("to").number(s.To)
		if s.Open {
			w.flag("open")
		}
	}
	w.name("points").number(s.Points)
	w.shut('}')
}

func (w *jsonWriter) end(name string, d *decimal.Decimal, open bool) {
	if d == nil {
		return
	}
	w.name(name).number(*d)
	if open {
		w.flag(name + "Open")
	}
}

func (w *jsonWriter) band(b Band) {
	w.open('{')
	w.name("grade").str(b.Grade)
	w.name("from").number(b.From)
	if b.Open {
		w.flag("open")
	}
	w.name("name").text(b.Name)
	w.optional("meaning", b.Meaning)
	w.optional("action", b.Action)
	w.optional("cadence", b.Cadence)
	w.shut('}')
}
