package profile

import "strconv"

// Hash is a name of the rules, stable over time: two profiles of one hash grade alike. It is taken over unit, currency,
// window, metrics and what the bands say of scores, not over texts. It is 16 hexadecimal digits, by FNV-1a of 64 bits.
func (p *Profile) Hash() string {
	w := &writer{}
	w.Open('[')
	w.Item().Str(p.Unit.String())
	currency := p.Currency
	if currency == "" {
		currency = "CNY"
	}
	w.Item().Str(currency)
	w.Item().Open('{')
	w.window(p.Window)
	w.Shut('}')
	for _, m := range Metrics {
		w.Item()
		w.rule(p.Metrics[m])
	}
	for _, b := range p.Bands {
		w.Item().Open('{')
		w.Name("grade").Str(b.Grade)
		w.Name("from").Number(b.From)
		if b.Open {
			w.Flag("open")
		}
		w.Shut('}')
	}
	w.Shut(']')
	h := uint64(14695981039346656037)
	for _, c := range w.Bytes() {
		h = (h ^ uint64(c)) * 1099511628211
	}
	s := strconv.FormatUint(h, 16)
	for len(s) < 16 {
		s = "0" + s
	}
	return s
}
