package rules

import (
	"slices"
	"strings"

	"fenji/scoring/decimal"
	"fenji/scoring/protocol"
	"fenji/scoring/words"
)

// deep is a copy of a draft that shares nothing with it.
func deep(d *protocol.Draft) *protocol.Draft {
	c := &protocol.Draft{}
	if protocol.Decode(protocol.Encode(d), c) != nil {
		panic("a draft that cannot be copied")
	}
	return c
}

// Write changes a text in one language. The other language loses what it said: it would say something else.
func Write(t *protocol.Text, lang, text string) {
	*t = protocol.Text{}
	if words.English(lang) {
		t.En = text
	} else {
		t.Zh = text
	}
}

// WriteNotes changes the notes in one language, a line each. A note that stays as it is keeps its other language.
func WriteNotes(d *protocol.Draft, lang, text string) {
	was := d.Notes
	d.Notes = nil
	for _, line := range strings.Split(strings.ReplaceAll(text, "\r", ""), "\n") {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		var note protocol.Text
		Write(&note, lang, line)
		if i := slices.IndexFunc(was, func(n protocol.Text) bool { return n.In(lang) == line }); i >= 0 {
			note = was[i]
		}
		d.Notes = append(d.Notes, note)
	}
}

// Notes are the notes in a language, a line each.
func Notes(d *protocol.Draft, lang string) string {
	var lines []string
	for _, n := range d.Notes {
		lines = append(lines, strings.ReplaceAll(n.In(lang), "\n", " "))
	}
	return strings.Join(lines, "\n")
}

// SetWindow chooses a kind of window, with what it needs.
func SetWindow(d *protocol.Draft, kind string) {
	was := d.Window
	d.Window = protocol.DraftWindow{Kind: kind}
	switch kind {
	case "days":
		d.Window.N = "365"
		if was.Kind == "days" {
			d.Window.N = was.N
		}
	case "months":
		d.Window.N = "12"
		if was.Kind == "months" {
			d.Window.N = was.N
		}
	case "dates":
		d.Window.From, d.Window.To = "2020-01-01", "2020-12-31"
		if was.Kind == "dates" {
			d.Window = was
		}
	}
}

// turnSign turns "from 5 on" into "above 5" and back, with the row that touches that end.
func turnSign(d *protocol.DraftMetric, row int, low bool) {
	if row < 0 || row >= len(d.Steps) {
		return
	}
	s := &d.Steps[row]
	if low {
		s.LowOpen = !s.LowOpen
		for i := range d.Steps {
			if o := &d.Steps[i]; i != row && o.High == s.Low {
				o.HighOpen = !s.LowOpen
			}
		}
		return
	}
	s.HighOpen = !s.HighOpen
	for i := range d.Steps {
		if o := &d.Steps[i]; i != row && o.Low == s.High {
			o.LowOpen = !s.HighOpen
		}
	}
}

// turnShares turns equal parts into parts of their own size, and back.
func turnShares(d *protocol.DraftMetric) {
	if len(d.Shares) > 0 {
		d.Parts = "5"
		d.Shares = nil
		return
	}
	n := 5
	if len(d.Parts) == 1 && d.Parts[0] >= '2' && d.Parts[0] <= '9' {
		n = int(d.Parts[0] - '0')
	}
	d.Parts = ""
	for i := range n {
		share := 100 / n
		if i < 100%n {
			share++
		}
		d.Shares = append(d.Shares, protocol.DraftShare{Share: decimal.Int(int64(share)).String(), Points: decimal.Int(int64(n - i)).String()})
	}
}

// mostBands is how many grades rules may have.
const mostBands = 6

// addBand adds a grade below the others, with the first letter that is free.
func addBand(d *protocol.Draft) {
	if len(d.Bands) >= mostBands {
		return
	}
	code := ""
	for _, c := range strings.Split("ABCDEF", "") {
		if !slices.ContainsFunc(d.Bands, func(b protocol.DraftBand) bool { return b.Code == c }) {
			code = c
			break
		}
	}
	from := "0"
	if n := len(d.Bands); n > 0 {
		if last, err := decimal.Parse(d.Bands[n-1].From); err == nil {
			from = decimal.Decimal{Coef: last.Coef - int64(decimal.Pow10(last.Exp)), Exp: last.Exp}.Trim().String()
		}
	}
	d.Bands = append(d.Bands, protocol.DraftBand{Code: code, From: from, Name: protocol.Text{Zh: code + " 级", En: "Grade " + code}})
}

func dropBand(d *protocol.Draft, n int) {
	if n >= 0 && n < len(d.Bands) && len(d.Bands) > 1 {
		d.Bands = slices.Delete(d.Bands, n, n+1)
	}
}

// Where a value lies on the axis of a spread, in thousandths of its length: bars are equally wide, and within a bar values lie
// evenly. ok is false for what is no number.
func Where(sp *protocol.Spread, text string) (at int, ok bool) {
	v, err := decimal.Parse(text)
	if err != nil || len(sp.Edges) < 2 {
		return 0, false
	}
	n := len(sp.Edges) - 1
	for i := range n {
		low, _ := decimal.Parse(sp.Edges[i])
		high, _ := decimal.Parse(sp.Edges[i+1])
		if v.Cmp(low) <= 0 {
			return 1000 * i / n, true
		}
		if v.Cmp(high) <= 0 {
			exp := max(v.Exp, low.Exp, high.Exp)
			a, ok1 := v.Rescale(exp)
			b, ok2 := low.Rescale(exp)
			c, ok3 := high.Rescale(exp)
			if !ok1 || !ok2 || !ok3 || c.Coef == b.Coef {
				return 1000 * i / n, true
			}
			return (1000*i + int(1000*float64(a.Coef-b.Coef)/float64(c.Coef-b.Coef))) / n, true
		}
	}
	return 1000, true
}

// Nearest is the friendly number nearest to a place on the axis: an end of a bar, and not one that is there for a cut only.
func Nearest(sp *protocol.Spread, at int) (text string) {
	n := len(sp.Edges) - 1
	best := 0
	for i, edge := range sp.Edges {
		far := at*n - 1000*i
		if far = max(far, -far); n > 0 && (text == "" || far < best) && !slices.Contains(sp.Cuts, edge) {
			text, best = edge, far
		}
	}
	return text
}

// Signposts are the ends of bars that are written below the axis: the first, the last, and one in the middle.
func Signposts(sp *protocol.Spread) (list []string) {
	n := len(sp.Edges) - 1
	for _, at := range []int{0, n / 2, n} {
		if text := Nearest(sp, 1000*at/max(1, n)); text != "" && !slices.Contains(list, text) {
			list = append(list, text)
		}
	}
	return list
}
