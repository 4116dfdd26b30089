//go:build js

package customers

import (
	"slices"
	"strconv"
	"strings"

	"fenji/scoring/protocol"
	"fenji/wasm/page/dom"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

// renderPanel opens or closes the filters.
func (v *screen) renderPanel(a *shell.App) {
	s := a.State()
	open := facetsShown(s)
	dom.Show(dom.At("facets"), open)
	dom.Flag(dom.At("tool-facets"), "aria-expanded", open)
	area := dom.At("work-area")
	if open {
		dom.Attr(area, "data-facets", "")
	} else {
		area.Call("removeAttribute", "data-facets")
	}
	dom.Text(dom.At("facets-done"), a.T("customers.facets.done", "n", say.Count(s.Count.Rows)))
}

// A facetPicture is what a facet was last drawn from: with every answer of the engine only one is another.
type facetPicture struct {
	facetOf
	known        *protocol.Facet
	lang, sought string
	whole        bool
	chosen       string
}

// touchFacet is for what the user changes in a facet: it no longer looks as it was drawn.
func (v *screen) touchFacet(ev dom.Event) {
	if e := ev.Get("target").Call("closest", "[data-of]"); e.Truthy() {
		v.redrawFacet(e.Get("dataset").Get("of").String())
	}
}

// redrawFacet has a facet drawn the next time, whatever it is drawn from.
func (v *screen) redrawFacet(field string) {
	for i := range v.facets {
		if v.facets[i].field == field {
			v.facets[i] = facetPicture{}
		}
	}
}

func pictureOf(s *shell.State, f facetOf) facetPicture {
	c := own(s)
	filter := shell.FilterOf(s.View, f.field)
	chosen := filter.Low + "\n" + filter.High + "\n" + strings.Join(filter.Values, "\n")
	if f.field == protocol.FieldGrade {
		chosen = strings.Join(s.View.Grades, "\n")
	}
	return facetPicture{f, c.Known[f.field], s.Lang, c.Sought[f.field], c.Whole[f.field], chosen}
}

// renderFacets draws the facets: what is known of each, and which values are chosen.
func (v *screen) renderFacets(a *shell.App) {
	s := a.State()
	facets := facetsOf(s)
	list := dom.Fill(dom.At("facet-list"), "t-facet", len(facets))
	v.facets = v.facets[:min(len(v.facets), len(facets))]
	for len(v.facets) < len(facets) {
		v.facets = append(v.facets, facetPicture{})
	}
	for i, e := range list {
		f := facets[i]
		if now := pictureOf(s, f); now == v.facets[i] {
			continue
		} else {
			v.facets[i] = now
		}
		button, body := dom.Find(e, "button"), dom.Find(e, ".facet-body")
		dom.Attr(e, "data-of", f.field)
		dom.Attr(button, "data-arg", f.field)
		dom.Flag(button, "aria-expanded", !f.folded)
		dom.Text(dom.Find(button, "span"), f.title)
		dom.Show(body, !f.folded)
		known := own(s).Known[f.field]
		n := ""
		if known != nil && known.Distinct > 0 && own(s).Sought[f.field] == "" {
			n = a.T("customers.facet.distinct", "n", say.Count(known.Distinct))
		}
		dom.Text(dom.Find(button, "small"), n)
		if f.folded {
			continue
		}
		if byValues(s, f.field) {
			v.renderValues(a, dom.Fill(body, "t-facet-values", 1)[0], f, known)
		} else {
			v.renderRange(a, dom.Fill(body, "t-facet-range", 1)[0], f, known)
		}
	}
}

func (v *screen) renderValues(a *shell.App, e dom.Element, f facetOf, known *protocol.Facet) {
	s := a.State()
	grades := f.field == protocol.FieldGrade
	chosen := shell.FilterOf(s.View, f.field).Values
	if grades {
		chosen = s.View.Grades
	}
	seek, more := dom.Find(e, ".seek"), dom.Find(e, "[data-do='customers.facet-all']")
	sought := own(s).Sought[f.field]
	dom.Attr(seek, "data-seek", f.field)
	dom.Attr(seek, "aria-label", a.T("customers.facet.seek", "field", f.title))
	dom.Attr(seek, "placeholder", a.T("customers.facet.seek", "field", f.title))
	dom.Attr(more, "data-arg", f.field)
	var values []protocol.FacetValue
	if known != nil {
		values = slices.Clone(known.Values)
		if grades && len(values) > 0 && values[len(values)-1].Value == "" && values[len(values)-1].N == 0 {
			values = values[:len(values)-1] // nobody is ungraded
		}
		dom.Show(seek, sought != "" || known.Distinct > fewValues)
		dom.Show(more, !own(s).Whole[f.field] && sought == "" && known.Distinct > len(values))
		dom.Text(more, a.T("customers.facet.more", "n", say.Count(min(manyValues, known.Distinct))))
	}
	for i, row := range dom.Fill(dom.Find(e, ".values"), "t-value", len(values)) {
		v := values[i]
		box, chip := dom.Find(row, "input"), dom.Find(row, ".g")
		dom.Attr(box, "data-field", f.field)
		dom.Attr(box, "data-value", v.Value)
		box.Set("checked", slices.Contains(chosen, v.Value))
		name := say.Either(v.Value == "", a.T("customers.blank"), v.Value)
		dom.Show(chip, grades)
		if grades {
			shell.GradeChip(s, chip, v.Value)
			name = a.T("grade.ungraded")
			if b := s.Band(v.Value); b != nil {
				name = b.Name.In(s.Lang)
			}
			dom.Attr(chip, "aria-hidden", say.Either(v.Value == "", "true", "false"))
		}
		dom.Text(dom.Find(row, ".name"), name)
		dom.Text(dom.Find(row, "small"), say.Count(v.N))
		row.Get("classList").Call("toggle", "none", v.N == 0)
	}
}

func (v *screen) renderRange(a *shell.App, e dom.Element, f facetOf, known *protocol.Facet) {
	filter := shell.FilterOf(a.State().View, f.field)
	dates, grouped := rangeKind(a.State(), f.field) == "date", say.Grouped
	if dates {
		grouped = func(day string) string { return day }
	}
	for i, end := range []string{"low", "high"} {
		input := dom.Find(e, "[data-end="+end+"]")
		dom.Attr(input, "data-field", f.field)
		dom.Attr(input, "type", say.Either(dates, "date", "text"))
		dom.Attr(input, "aria-label", a.T("customers.range."+end, "field", f.title))
		if !dom.Document.Get("activeElement").Equal(input.Value) {
			dom.SetValue(input, []string{filter.Low, filter.High}[i])
			input.Call("removeAttribute", "aria-invalid")
		} else {
			v.redrawFacet(f.field)
		}
		if known != nil {
			dom.Attr(input, "placeholder", grouped([]string{known.Min, known.Max}[i]))
		}
	}
	if known == nil {
		return
	}
	most := 1
	for _, b := range known.Bars {
		most = max(most, b.N)
	}
	for i, bar := range dom.Fill(dom.Find(e, ".bars"), "t-bar", len(known.Bars)) {
		b := known.Bars[i]
		dom.Property(bar, "--share", strconv.FormatFloat(float64(b.N)/float64(most), 'f', 3, 64))
		next := ""
		if i+1 < len(known.Bars) {
			next = known.Bars[i+1].From
		}
		bar.Get("classList").Call("toggle", "in", overlaps(filter, b.From, next))
	}
	median := ""
	if known.N > 0 {
		median = a.T("customers.range.median", "x", grouped(known.Median))
	}
	dom.Text(dom.Find(e, ".median"), median)
}

// overlaps tells whether a bar lies within what a filter keeps, for the eye.
func overlaps(f protocol.Filter, from, next string) bool {
	number := func(s string, or float64) float64 {
		if len(s) == len("2006-01-02") && s[4] == '-' {
			s = strings.ReplaceAll(s, "-", "")
		}
		if n, err := strconv.ParseFloat(s, 64); err == nil {
			return n
		}
		return or
	}
	const far = 1e18
	return number(next, far) > number(f.Low, -far) && number(from, -far) <= number(f.High, far)
}
