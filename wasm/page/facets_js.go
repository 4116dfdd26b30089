//go:build js

package page

import (
	"slices"
	"strconv"
	"strings"

	"honnef.co/go/js/dom/v2"

	"fenji/scoring/protocol"
)

// renderPanel opens or closes the filters.
func (a *app) renderPanel() {
	s := a.state
	open := s.facetsShown()
	show(at("facets"), open)
	flag(at("tool-facets"), "aria-expanded", open)
	area := at("work-area")
	if open {
		attr(area, "data-facets", "")
	} else {
		area.Call("removeAttribute", "data-facets")
	}
	text(at("facets-done"), a.t("customers.facets.done", "n", count(s.Count.Rows)))
}

// A facetPicture is what a facet was last drawn from: with every answer of the engine only one is another.
type facetPicture struct {
	facetOf
	known        *protocol.Facet
	lang, sought string
	whole        bool
	chosen       string
}

var facetsDrawn []facetPicture

// touchFacet is for what the user changes in a facet: it no longer looks as it was drawn.
func touchFacet(ev *dom.BasicEvent) {
	if e := ev.Get("target").Call("closest", "[data-of]"); e.Truthy() {
		outdateFacet(e.Get("dataset").Get("of").String())
	}
}

// outdateFacet has a facet drawn the next time, whatever it is drawn from.
func outdateFacet(field string) {
	for i := range facetsDrawn {
		if facetsDrawn[i].field == field {
			facetsDrawn[i] = facetPicture{}
		}
	}
}

func (s State) facetPicture(f facetOf) facetPicture {
	c := s.Areas.Customers
	filter := filterOf(s.View, f.field)
	chosen := filter.Low + "\n" + filter.High + "\n" + strings.Join(filter.Values, "\n")
	if f.field == protocol.FieldGrade {
		chosen = strings.Join(s.View.Grades, "\n")
	}
	return facetPicture{f, c.Known[f.field], s.Lang, c.Sought[f.field], c.Whole[f.field], chosen}
}

// renderFacets draws the facets: what is known of each, and which values are chosen.
func (a *app) renderFacets() {
	s := a.state
	facets := s.facetsOf()
	list := fill(at("facet-list"), "t-facet", len(facets))
	facetsDrawn = facetsDrawn[:min(len(facetsDrawn), len(facets))]
	for len(facetsDrawn) < len(facets) {
		facetsDrawn = append(facetsDrawn, facetPicture{})
	}
	for i, e := range list {
		f := facets[i]
		if now := s.facetPicture(f); now == facetsDrawn[i] {
			continue
		} else {
			facetsDrawn[i] = now
		}
		button, body := find(e, "button"), find(e, ".facet-body")
		attr(e, "data-of", f.field)
		attr(button, "data-arg", f.field)
		flag(button, "aria-expanded", !f.folded)
		text(find(button, "span"), f.title)
		show(body, !f.folded)
		known := s.Areas.Customers.Known[f.field]
		n := ""
		if known != nil && known.Distinct > 0 && s.Areas.Customers.Sought[f.field] == "" {
			n = a.t("customers.facet.distinct", "n", count(known.Distinct))
		}
		text(find(button, "small"), n)
		if f.folded {
			continue
		}
		if strings.HasPrefix(f.field, "column.") || f.field == protocol.FieldGrade {
			a.renderValues(fill(body, "t-facet-values", 1)[0], f, known)
		} else {
			a.renderRange(fill(body, "t-facet-range", 1)[0], f, known)
		}
	}
}

func (a *app) renderValues(e element, f facetOf, known *protocol.Facet) {
	s := a.state
	grades := f.field == protocol.FieldGrade
	chosen := filterOf(s.View, f.field).Values
	if grades {
		chosen = s.View.Grades
	}
	seek, more := find(e, ".seek"), find(e, "[data-do=facet-all]")
	sought := s.Areas.Customers.Sought[f.field]
	attr(seek, "data-seek", f.field)
	attr(seek, "aria-label", a.t("customers.facet.seek", "field", f.title))
	attr(seek, "placeholder", a.t("customers.facet.seek", "field", f.title))
	attr(more, "data-arg", f.field)
	var values []protocol.FacetValue
	if known != nil {
		values = slices.Clone(known.Values)
		if grades && len(values) > 0 && values[len(values)-1].Value == "" && values[len(values)-1].N == 0 {
			values = values[:len(values)-1] // nobody is ungraded
		}
		show(seek, sought != "" || known.Distinct > fewValues)
		show(more, !s.Areas.Customers.Whole[f.field] && sought == "" && known.Distinct > len(values))
		text(more, a.t("customers.facet.more", "n", count(min(manyValues, known.Distinct))))
	}
	for i, row := range fill(find(e, ".values"), "t-value", len(values)) {
		v := values[i]
		box, chip := find(row, "input"), find(row, ".g")
		attr(box, "data-field", f.field)
		attr(box, "data-value", v.Value)
		box.Set("checked", slices.Contains(chosen, v.Value))
		name := either(v.Value == "", a.t("customers.blank"), v.Value)
		show(chip, grades)
		if grades {
			gradeChip(chip, v.Value)
			name = a.t("grade.ungraded")
			if b := s.Band(v.Value); b != nil {
				name = b.Name.In(s.Lang)
			}
			attr(chip, "aria-hidden", either(v.Value == "", "true", "false"))
		}
		text(find(row, ".name"), name)
		text(find(row, "small"), count(v.N))
		row.Get("classList").Call("toggle", "none", v.N == 0)
	}
}

func (a *app) renderRange(e element, f facetOf, known *protocol.Facet) {
	filter := filterOf(a.state.View, f.field)
	for i, end := range []string{"low", "high"} {
		input := find(e, "[data-end="+end+"]")
		attr(input, "data-field", f.field)
		attr(input, "aria-label", a.t("customers.range."+end, "field", f.title))
		if !document.Get("activeElement").Equal(input.Value) {
			setValue(input, []string{filter.Low, filter.High}[i])
			input.Call("removeAttribute", "aria-invalid")
		} else {
			outdateFacet(f.field)
		}
		if known != nil {
			attr(input, "placeholder", grouped([]string{known.Min, known.Max}[i]))
		}
	}
	if known == nil {
		return
	}
	most := 1
	for _, b := range known.Bars {
		most = max(most, b.N)
	}
	for i, bar := range fill(find(e, ".bars"), "t-bar", len(known.Bars)) {
		b := known.Bars[i]
		property(bar, "--share", strconv.FormatFloat(float64(b.N)/float64(most), 'f', 3, 64))
		next := ""
		if i+1 < len(known.Bars) {
			next = known.Bars[i+1].From
		}
		bar.Get("classList").Call("toggle", "in", overlaps(filter, b.From, next))
	}
	median := ""
	if known.N > 0 {
		median = a.t("customers.range.median", "x", grouped(known.Median))
	}
	text(find(e, ".median"), median)
}

// overlaps tells whether a bar lies within what a filter keeps, for the eye.
func overlaps(f protocol.Filter, from, next string) bool {
	number := func(s string, or float64) float64 {
		if n, err := strconv.ParseFloat(s, 64); err == nil {
			return n
		}
		return or
	}
	const far = 1e18
	return number(next, far) > number(f.Low, -far) && number(from, -far) <= number(f.High, far)
}
