package session

import (
	"strconv"

	"fenji/scoring/civil"
	"fenji/scoring/compose"
	"fenji/scoring/decimal"
	"fenji/scoring/draft"
	"fenji/scoring/jsontext"
	"fenji/scoring/profile"
	"fenji/scoring/protocol"
)

// draftMessage is a profile as it is typed. Where a grade ends, that above it says: nobody typed an end.
func draftMessage(p *profile.Profile) protocol.Draft {
	d := draft.Of(p)
	for i := range d.Scores {
		d.Scores[i].High, d.Scores[i].HighOpen = nil, false
	}
	return messageOf(d)
}

// messageOf is a draft as it stands in the fields.
func messageOf(d *draft.Draft) protocol.Draft {
	m := protocol.Draft{ID: d.ID, Source: d.Source, Unit: d.Unit.String(), Currency: d.Currency, Name: protocol.Text(d.Name),
		About: protocol.Text(d.About), Audience: protocol.Text(d.Audience), Window: windowMessage(d.Window)}
	for i := range d.Metrics {
		m.Metrics[i] = metricMessage(&d.Metrics[i], d.Ranges[i])
	}
	for i, b := range d.Bands {
		band := protocol.DraftBand{Code: b.Grade, Name: protocol.Text(b.Name), Meaning: protocol.Text(b.Meaning),
			Action: protocol.Text(b.Action), Cadence: protocol.Text(b.Cadence)}
		if i < len(d.Scores) {
			band.From, band.Open = written(d.Scores[i].Low), d.Scores[i].LowOpen
			band.To, band.ToOpen = written(d.Scores[i].High), d.Scores[i].HighOpen
		}
		m.Bands = append(m.Bands, band)
	}
	for _, n := range d.Notes {
		m.Notes = append(m.Notes, protocol.Text(n))
	}
	return m
}

// written is an end as text; "" for none.
func written(d *decimal.Decimal) string {
	if d == nil {
		return ""
	}
	return d.Trim().String()
}

func metricMessage(r *profile.Rule, ranges []draft.Range) protocol.DraftMetric {
	m := protocol.DraftMetric{Method: r.Method.String(), Weight: r.Weight.Trim().String(), Tie: r.Tie.String(),
		Value: written(r.Value), Min: written(r.Valid.Min), Max: written(r.Valid.Max), MinOpen: r.Valid.MinOpen,
		MaxOpen: r.Valid.MaxOpen}
	if r.Parts > 0 {
		m.Parts = strconv.Itoa(r.Parts)
	}
	for i, share := range r.Shares {
		points := decimal.Int(int64(len(r.Shares) - i))
		if r.Points != nil {
			points = r.Points[i]
		}
		m.Shares = append(m.Shares, protocol.DraftShare{Share: strconv.Itoa(share), Points: points.Trim().String()})
	}
	for _, x := range ranges {
		m.Steps = append(m.Steps, protocol.DraftStep{Low: written(x.Low), High: written(x.High), LowOpen: x.LowOpen,
			HighOpen: x.HighOpen, Points: x.Points.Trim().String()})
	}
	return m
}

func windowMessage(w civil.Window) protocol.DraftWindow {
	switch {
	case w.Days > 0:
		return protocol.DraftWindow{Kind: "days", N: strconv.Itoa(w.Days)}
	case w.Months > 0:
		return protocol.DraftWindow{Kind: "months", N: strconv.Itoa(w.Months)}
	case w.Calendar != "":
		return protocol.DraftWindow{Kind: w.Calendar}
	case w == (civil.Window{}):
		return protocol.DraftWindow{}
	}
	return protocol.DraftWindow{Kind: "dates", From: w.From.String(), To: w.To.String()}
}

// A typist reads what stands in the fields; the first fault stays.
type typist struct {
	jsontext.Fault
	unit decimal.Unit
}

// typed reads a draft. The error is a *[jsontext.FieldError] that names the field.
func typed(m *protocol.Draft) (*draft.Draft, error) {
	t := &typist{unit: decimal.UnitOf(m.Unit)}
	d := &draft.Draft{Profile: profile.Profile{Schema: profile.Schema, ID: m.ID, Name: profile.Text(m.Name), About: profile.Text(m.About),
		Source: m.Source, Audience: profile.Text(m.Audience), Unit: t.unit, Currency: m.Currency, Window: t.window(m.Window)}}
	for i := range m.Metrics {
		d.Metrics[i], d.Ranges[i] = t.metric("metrics."+profile.Metric(i).String(), &m.Metrics[i])
	}
	for i, b := range m.Bands {
		d.Bands = append(d.Bands, profile.Band{Grade: b.Code, Name: profile.Text(b.Name), Meaning: profile.Text(b.Meaning),
			Action: profile.Text(b.Action), Cadence: profile.Text(b.Cadence)})
		d.Scores = append(d.Scores, t.scores(i, b))
	}
	for _, n := range m.Notes {
		d.Notes = append(d.Notes, profile.Text(n))
	}
	if t.Err != nil {
		return nil, t.Err
	}
	return d, nil
}

// figure reads a number as people type it: with commas between thousands, in digits of either width, with its unit.
func (t *typist) figure(path, text string) decimal.Decimal {
	r, ok := draft.ParseRange(text, t.unit)
	if !ok || r.Low == nil || r.High == nil || r.LowOpen || r.HighOpen || r.Low.Cmp(*r.High) != 0 {
		t.Fail(path, "expected a number")
		return decimal.Decimal{}
	}
	return *r.Low
}

// plain reads a number that is no money.
func (t *typist) plain(path, text string) decimal.Decimal {
	unit := t.unit
	t.unit = decimal.Yuan
	d := t.figure(path, text)
	t.unit = unit
	return d
}

// end reads an end that need not be there.
func (t *typist) end(path, text string) *decimal.Decimal {
	if text == "" {
		return nil
	}
	d := t.figure(path, text)
	return &d
}

// scores reads the ends of a grade.
func (t *typist) scores(i int, b protocol.DraftBand) draft.Range {
	r := draft.Range{Low: t.score(compose.Text("bands[%d].from", i), b.From), High: t.score(compose.Text("bands[%d].to", i), b.To)}
	r.LowOpen, r.HighOpen = b.Open && r.Low != nil, b.ToOpen && r.High != nil
	if r.Low != nil && r.High != nil && (r.Low.Cmp(*r.High) > 0 || r.Low.Cmp(*r.High) == 0 && (r.LowOpen || r.HighOpen)) {
		t.Fail(compose.Text("bands[%d].to", i), "holds no value")
	}
	return r
}

// score reads a score that need not be there.
func (t *typist) score(path, text string) *decimal.Decimal {
	if text == "" {
		return nil
	}
	d := t.plain(path, text)
	return &d
}

// whole reads a whole number that need not be there.
func (t *typist) whole(path, text string) int {
	if text == "" {
		return 0
	}
	d, ok := t.plain(path, text).Trim().Rescale(0)
	if !ok || d.Coef < 0 || d.Coef > 1_000_000 {
		t.Fail(path, "expected a number")
		return 0
	}
	return int(d.Coef)
}

func (t *typist) window(m protocol.DraftWindow) (w civil.Window) {
	n := func() int {
		n := t.whole("window."+m.Kind, m.N)
		if n == 0 {
			t.Fail("window."+m.Kind, "is missing")
		}
		return n
	}
	day := func(path, text string) civil.Day {
		d, err := civil.Parse(text)
		if err != nil {
			t.Fail(path, "expected a date of the form \"2006-01-02\"")
		}
		return d
	}
	switch m.Kind {
	case "days":
		w.Days = n()
	case "months":
		w.Months = n()
	case "dates":
		w.From, w.To = day("window.from", m.From), day("window.to", m.To)
	default:
		w.Calendar = m.Kind
	}
	return w
}

// choose gives the number of a name; as many as there are when it is none of them.
func choose(name string, n int, of func(i int) string) int {
	for i := range n {
		if of(i) == name {
			return i
		}
	}
	return n
}

func (t *typist) metric(path string, m *protocol.DraftMetric) (r profile.Rule, ranges []draft.Range) {
	r.Method = profile.Method(choose(m.Method, 4, func(i int) string { return profile.Method(i).String() }))
	r.Weight = t.plain(path+".weight", m.Weight)
	r.Valid = profile.Range{Min: t.end(path+".valid.min", m.Min), Max: t.end(path+".valid.max", m.Max)}
	r.Valid.MinOpen, r.Valid.MaxOpen = m.MinOpen && r.Valid.Min != nil, m.MaxOpen && r.Valid.Max != nil
	switch r.Method {
	case profile.Cuts:
		for i, s := range m.Steps {
			at := compose.Text("%s.steps[%d]", path, i)
			x := draft.Range{Low: t.end(at+".from", s.Low), High: t.end(at+".to", s.High), Points: t.plain(at+".points", s.Points)}
			x.LowOpen, x.HighOpen = s.LowOpen && x.Low != nil, s.HighOpen && x.High != nil
			ranges = append(ranges, x)
		}
	case profile.Rank:
		r.Tie = profile.Tie(choose(m.Tie, 4, func(i int) string { return profile.Tie(i).String() }))
		if len(m.Shares) == 0 {
			r.Parts = t.whole(path+".parts", m.Parts)
		}
		for i, s := range m.Shares {
			r.Shares = append(r.Shares, t.whole(compose.Text("%s.shares[%d]", path, i), s.Share))
			r.Points = append(r.Points, t.plain(compose.Text("%s.points[%d]", path, i), s.Points))
		}
		if customary(r.Points) {
			r.Points = nil
		}
	case profile.Mean:
		r.Value = t.end(path+".value", m.Value)
	}
	return r, ranges
}

// customary tells whether parts earn their number, down to 1, as they do when nothing is said.
func customary(points []decimal.Decimal) bool {
	for i, p := range points {
		if p.Trim() != decimal.Int(int64(len(points)-i)) {
			return false
		}
	}
	return true
}
