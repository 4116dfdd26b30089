package e2e

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"fenji/scoring/columns"
	"fenji/scoring/decimal"
	"fenji/scoring/view"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// typed presses keys as the keyboard does.
func (b *tab) typed(keys ...string) {
	b.t.Helper()
	for _, key := range keys {
		b.do(chromedp.KeyEvent(key))
	}
}

// tabUntil presses the tabulator until an element has the focus.
func (b *tab) tabUntil(selector string) {
	b.t.Helper()
	for range 80 {
		if js[bool](b, `(s) => document.activeElement.matches(s)`, selector) {
			return
		}
		b.typed(kb.Tab)
	}
	b.shot("failed")
	b.t.Fatalf("the tabulator does not reach %s", selector)
}

// TestByKeyboard goes all the way by keyboard alone: a file read, a column sorted, customers marked, one explained, those
// marked downloaded.
func TestByKeyboard(t *testing.T) {
	b := open(t, "?lang=en")
	b.tabUntil("#file")
	file := sampleFile(t, "lianyungang-dental")
	b.give("customers.xlsx", file)
	want := core(t, "customers.xlsx", file, choices{profile: "lianyungang-dental"})
	b.graded(want)
	b.tabUntil("#tab-customers")
	b.typed(kb.ArrowLeft, kb.ArrowRight)
	b.until("the customers", `() => document.getElementById("grid").checkVisibility() && document.activeElement.id === "tab-customers"`)

	b.tabUntil("#grid")
	b.typed(kb.ArrowUp, kb.ArrowRight, kb.ArrowRight, kb.ArrowRight, kb.ArrowRight, kb.Enter)
	b.until("order by money", `() => document.querySelector("#grid-head > :nth-child(5)").ariaSort === "ascending"`)
	b.typed(kb.Enter)
	keys := []view.Key{{Column: columns.MAmount, Desc: true}}
	order := arranged(want, keys, nil, "")
	b.shows("by money", want, order)

	b.typed(kb.ArrowDown, kb.ArrowDown)
	b.sent(" ", false)
	b.until("one mark", `() => document.getElementById("marked-count").textContent.startsWith("1 ")`)
	b.sent("ArrowDown", true)
	b.until("two marks", `() => document.getElementById("marked-count").textContent.startsWith("2 ") &&
		document.querySelectorAll("#grid-body [aria-selected=true]").length === 2`)
	b.typed(kb.Enter)
	b.until("the explanation", `(id) => document.getElementById("why-id").textContent === id`, want.result.Customers[order[2]].ID)
	b.typed(kb.Escape)
	b.until("the grid", `() => !document.getElementById("explain").checkVisibility() && document.activeElement.id === "grid"`)

	b.typed(kb.Tab)
	if js[bool](b, `() => document.getElementById("grid").contains(document.activeElement)`) {
		t.Error("the grid has more than one tab stop")
	}
	js[bool](b, `() => { document.getElementById("search").focus(); return true; }`)
	b.tabUntil("#tool-export")
	b.typed(kb.Enter)
	b.until("the menu", `() => document.querySelector("#export-scope input:checked")?.value === "picked"`)
	b.tabUntil("[data-do='customers.export-list'][data-arg=csv]")
	name, data := b.downloadBy(func() { b.typed(kb.Enter) })
	rows := readCSV(t, data)
	if len(rows) != 3 || rows[1][0] != want.result.Customers[order[1]].ID || rows[2][0] != want.result.Customers[order[2]].ID {
		t.Errorf("%s holds %v", name, rows)
	}
}

// sent sends a key to what has the focus. Of a space that is typed by remote control the browser scrolls, although the
// page has taken it; by hand it does not.
func (b *tab) sent(key string, shift bool) {
	b.t.Helper()
	js[bool](b, `(key, shiftKey) => document.activeElement.dispatchEvent(new KeyboardEvent("keydown",
		{key, shiftKey, bubbles: true, cancelable: true}))`, key, shift)
}

// enter sets a field that the page may change at once.
func (b *tab) enter(selector, value string) {
	b.t.Helper()
	js[bool](b, `(s, v) => { const e = document.querySelector(s); e.focus(); e.value = v;
		return e.dispatchEvent(new Event("change", {bubbles: true})); }`, selector, value)
}

// facetValues are the values that a facet offers, with their counts.
func (b *tab) facetValues(field string) []string {
	return js[[]string](b, `(field) => [...document.querySelectorAll("#facet-list [data-of='" + field + "'] .values li")].map((e) =>
		e.querySelector("input").dataset.value + "=" + e.querySelector("small").textContent.replaceAll(",", ""))`, field)
}

// TestFacets holds the counts that the filters offer against the core's, while filters come and go.
func TestFacets(t *testing.T) {
	t.Parallel()
	b := open(t, "")
	b.sample("visits")
	want := core(t, "a.xlsx", sampleFile(t, "visits"), choices{profile: "lianyungang-dental"})
	b.graded(want)
	v := want.view()
	col := view.FacetColumns(want.mapping, v.Extras)[0]
	field := "column." + strconv.Itoa(col)
	fifty, five := decimal.Int(50), decimal.Int(5)
	agree := func(what string, sieves []view.Sieve, grades []string, keep []string) {
		t.Helper()
		v.Sift(sieves)
		v.Arrange([]view.Key{{Column: columns.Score, Desc: true}}, grades, "")
		order := make([]int, v.Len())
		for i := range order {
			order[i] = v.At(i)
		}
		b.shows(what, want, order)
		var values, byGrade []string
		for _, c := range v.Facet(field, col, "", 6, keep).Values {
			values = append(values, fmt.Sprintf("%s=%d", c.Text, c.N))
		}
		for i, g := range v.Groups() {
			if n := v.GradeCounts()[i]; g.Grade != "" || n > 0 {
				byGrade = append(byGrade, fmt.Sprintf("%s=%d", g.Grade, n))
			}
		}
		b.until(what+": counts as the core has them", `(field, values, grades) => {
			const shown = (of) => [...document.querySelectorAll("#facet-list [data-of='" + of + "'] .values li")].map((e) =>
				e.querySelector("input").dataset.value + "=" + e.querySelector("small").textContent.replaceAll(",", "")).join();
			return shown(field) === values && shown("grade") === grades;
		}`, field, strings.Join(values, ","), strings.Join(byGrade, ","))
	}
	agree("all", nil, nil, nil)
	b.click(`#facet-list [data-of=grade] [data-value=B]`)
	agree("grade B", nil, []string{"B"}, nil)
	days := view.Sieve{Field: "R", Pass: v.Within(view.Days, nil, &fifty)}
	b.choose(`#facet-list [data-of=R] [data-end=high]`, "50")
	agree("B within 50 days", []view.Sieve{days}, []string{"B"}, nil)
	value, _, _ := strings.Cut(b.facetValues(field)[1], "=")
	b.click(`#facet-list [data-of="` + field + `"] li:nth-child(2) input`)
	holding := view.Sieve{Field: field, Pass: v.Holding(col, []string{value})}
	agree("of one department", []view.Sieve{days, holding}, []string{"B"}, []string{value})
	if n := js[int](b, `() => document.querySelectorAll("#filters .chip").length`); n != 3 {
		t.Errorf("%d chips for three filters", n)
	}
	b.click(`#filters [data-arg=grade]`)
	agree("any grade", []view.Sieve{days, holding}, nil, []string{value})
	b.enter(`#facet-list [data-of=F] [data-end=low]`, "x")
	if got := b.attribute(`#facet-list [data-of=F] [data-end=low]`, "aria-invalid"); got != "true" {
		t.Errorf("a range from x is taken: %q", got)
	}
	b.enter(`#facet-list [data-of=F] [data-end=low]`, "５")
	agree("five visits", []view.Sieve{days, holding, {Field: "F", Pass: v.Within(view.Visits, &five, nil)}}, nil, []string{value})
	b.click("#clear-filters")
	agree("all again", nil, nil, nil)
}

// TestColumnsOfTheList hides, moves and widens columns, and sorts by several.
func TestColumnsOfTheList(t *testing.T) {
	b := open(t, "?lang=en")
	b.sample("lianyungang-dental")
	b.until("grades", `() => document.documentElement.dataset.state === "done"`)
	want := core(t, "a.xlsx", sampleFile(t, "lianyungang-dental"), choices{profile: "lianyungang-dental"})
	before := b.columnHeads()
	b.click("#tool-columns")
	b.enter("#sort-add", "4")
	b.shows("by score, then money", want, arranged(want, []view.Key{{Column: columns.Score, Desc: true}, {Column: columns.MAmount}}, nil, ""))
	if got := js[string](b, `() => [...document.querySelectorAll("#grid-head i")].map((e) => e.textContent).join("")`); got != "21" {
		t.Errorf("the headers are numbered %q", got)
	}
	b.click(`#sort-list li:first-child [data-do='customers.sort-drop']`)
	b.click(`#sort-list [data-do='customers.sort-turn']`)
	b.shows("by money", want, arranged(want, []view.Key{{Column: columns.MAmount, Desc: true}}, nil, ""))
	b.click(`#column-chooser [data-choose="5"]`)
	b.click(`#column-chooser [data-do='customers.column-up'][data-arg="9"]`)
	moved := []string{before[0], before[1], before[2], before[3], before[4], before[6], before[7], before[9], before[8], before[10], before[11]}
	b.until("the columns", `(heads) => [...document.querySelectorAll("#grid-head [role=columnheader]")].map((h) =>
		h.querySelector("button span").textContent).join() === heads`, strings.Join(moved, ","))
	if row := b.rows()[0]; len(row) != 11 || row[7] != want.result.Grade(arranged(want, []view.Key{{Column: columns.MAmount, Desc: true}}, nil, "")[0]) {
		t.Errorf("the row reads %v", row)
	}
	wide := js[float64](b, `() => document.querySelector("#grid-head > :nth-child(2)").offsetWidth`)
	js[bool](b, `() => { document.getElementById("grid").focus(); return true; }`)
	b.typed(kb.Home, kb.ArrowUp, kb.ArrowRight)
	for range 3 {
		b.sent("ArrowRight", true)
	}
	if got := js[float64](b, `() => document.querySelector("#grid-head > :nth-child(2)").offsetWidth`); got != wide+48 {
		t.Errorf("the column is %v wide, was %v", got, wide)
	}
	b.click(`[data-do='customers.columns-reset']`)
	b.until("the columns as they were", `(heads) => [...document.querySelectorAll("#grid-head [role=columnheader]")].map((h) =>
		h.querySelector("button span").textContent).join() === heads`, strings.Join(before, ","))
	b.click("#tool-dense")
	b.until("low rows", `() => document.querySelector("#grid-body [role=row]").offsetHeight === 30`)
}
