package e2e

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"fenji/scoring/view"
	"fenji/scoring/words"

	"github.com/chromedp/chromedp"
)

// gridCells turns a row of the grid into the form of truth.cells: digits without grouping.
func gridCells(row []string) []string {
	out := slices.Clone(row)
	for i := range out {
		if i >= 2 && i <= 8 {
			out[i], _, _ = strings.Cut(strings.ReplaceAll(out[i], ",", ""), " ")
		}
	}
	return out
}

// shows waits until the grid's first rows are the customers in this order.
func (b *tab) shows(what string, want *truth, order []int) {
	b.t.Helper()
	n := min(8, len(order))
	lang := js[string](b, `() => document.documentElement.lang`)
	var ids []string
	for _, i := range order[:n] {
		ids = append(ids, want.result.Customers[i].ID)
	}
	b.until(what, `(ids, total) => document.getElementById("grid").getAttribute("aria-rowcount") === total &&
		ids.every((id, at) => document.querySelector("#grid [role=row][aria-rowindex='" + (at + 2) + "'] [role=gridcell]")
			?.textContent.trim() === id)`, ids, strconv.Itoa(len(order)+1))
	rows := b.rows()
	if len(rows) < n {
		b.t.Fatalf("%s: %d rows on show, want at least %d", what, len(rows), n)
	}
	for at, i := range order[:n] {
		got, cells := gridCells(rows[at]), want.cells(i, lang)
		for col := range 10 {
			if !sameCell(got[col], cells[col]) {
				b.t.Errorf("%s, row %d, column %d: %q, want %q", what, at, col, got[col], cells[col])
			}
		}
	}
}

// byScore is the order that the page begins with.
var byScore = []view.Key{{Column: 8, Desc: true}}

func arranged(want *truth, keys []view.Key, grades []string, search string) []int {
	v := want.view()
	v.Arrange(keys, grades, search)
	order := make([]int, v.Len())
	for i := range order {
		order[i] = v.At(i)
	}
	return order
}

func TestSortByEveryColumn(t *testing.T) {
	t.Parallel()
	b := open(t, "")
	b.sample("chongqing-course")
	b.until("grades", `() => document.documentElement.dataset.state === "done"`)
	want := core(t, "a.xlsx", sampleFile(t, "chongqing-course"), choices{profile: b.value("#profile")})
	b.graded(want)
	for col := range len(b.columnHeads()) {
		head := `#grid [role=columnheader]:nth-child(` + strconv.Itoa(col+1) + `)`
		seen := map[string]bool{}
		for range 2 {
			before := b.attribute(head, "aria-sort")
			b.click(head + " button")
			b.until("the order to turn", `(s, before) => document.querySelector(s).getAttribute("aria-sort") !== before`,
				head, before)
			way := b.attribute(head, "aria-sort")
			if way == "none" {
				continue
			}
			seen[way] = true
			order := arranged(want, []view.Key{{Column: col, Desc: way == "descending"}}, nil, "")
			b.shows("column "+strconv.Itoa(col)+" "+way, want, order)
			if col < 10 {
				monotonic(t, want, order, col, way == "descending")
			}
		}
		if len(seen) != 2 {
			t.Errorf("column %d goes only %v", col, seen)
		}
	}
}

// monotonic holds the native order itself against the plainest idea of order.
func monotonic(t *testing.T, want *truth, order []int, col int, desc bool) {
	t.Helper()
	for at := 1; at < len(order); at++ {
		a, b := want.cells(order[at-1], "en")[col], want.cells(order[at], "en")[col]
		if desc {
			a, b = b, a
		}
		if a == "" || b == "" || sameCell(a, b) {
			continue
		}
		x, err1 := strconv.ParseFloat(a, 64)
		y, err2 := strconv.ParseFloat(b, 64)
		if err1 == nil && err2 == nil && x > y || (err1 != nil || err2 != nil) && a > b {
			t.Errorf("column %d: %q stands before %q", col, a, b)
			return
		}
	}
}

func (b *tab) attribute(selector, name string) string {
	b.t.Helper()
	return js[string](b, `(s, n) => document.querySelector(s).getAttribute(n) ?? ""`, selector, name)
}

func TestGridHoldsAWindow(t *testing.T) {
	t.Parallel()
	b := open(t, "")
	b.sample("visits")
	b.until("grades", `() => document.documentElement.dataset.state === "done"`)
	want := core(t, "a.xlsx", sampleFile(t, "visits"), choices{profile: b.value("#profile")})
	b.graded(want)
	total := len(want.result.Customers)
	if got := b.attribute("#grid", "aria-rowcount"); got != strconv.Itoa(total+1) {
		t.Errorf("aria-rowcount %s, want %d", got, total+1)
	}
	if n := len(b.rows()); n == 0 || n > 200 {
		t.Errorf("the page holds %d rows of %d", n, total)
	}
	// The last row comes when it is scrolled to, by hand and by keys.
	last := `[role=row][aria-rowindex='` + strconv.Itoa(total+1) + `']`
	js[bool](b, `() => { for (let e = document.getElementById("grid-body"); e; e = e.parentElement) {
		e.scrollTop = e.scrollHeight; } return true; }`)
	b.until("the last row", `(s) => document.querySelector("#grid " + s) !== null`, last)
	if n := len(b.rows()); n > 200 {
		t.Errorf("the page holds %d rows of %d", n, total)
	}
}

func TestFilterAndSearch(t *testing.T) {
	t.Parallel()
	b := open(t, "")
	b.sample("lianyungang-dental")
	want := core(t, "a.xlsx", sampleFile(t, "lianyungang-dental"), choices{profile: "lianyungang-dental"})
	b.graded(want)
	head := "#grid [role=columnheader]:nth-child(1)"
	b.click(head + " button")
	b.until("order by customer", `(s) => document.querySelector(s).getAttribute("aria-sort") !== "none"`, head)
	keys := []view.Key{{Column: 0, Desc: b.attribute(head, "aria-sort") == "descending"}}
	b.shows("all", want, arranged(want, keys, nil, ""))

	b.click("#grade-list li:nth-child(2) button")
	b.shows("grade B", want, arranged(want, keys, []string{"B"}, ""))
	b.click("#clear-filters")
	b.shows("all again", want, arranged(want, keys, nil, ""))

	b.choose("#search", "2403")
	found := arranged(want, keys, nil, "2403")
	if len(found) == 0 || len(found) == len(want.result.Customers) {
		t.Fatalf("%d found", len(found))
	}
	for _, i := range found {
		if !strings.Contains(want.result.Customers[i].ID, "2403") {
			t.Errorf("%s found", want.result.Customers[i].ID)
		}
	}
	b.shows("found", want, found)
	b.choose("#search", "nobody")
	b.until("nothing", `() => document.getElementById("grid").getAttribute("aria-rowcount") === "1" &&
		document.getElementById("grid-empty").checkVisibility()`)
	b.click("#clear-filters")
	b.shows("all in the end", want, arranged(want, keys, nil, ""))
}

func TestExplain(t *testing.T) {
	t.Parallel()
	b := open(t, "?lang=en")
	b.sample("shaoxing-finance")
	want := core(t, "a.xlsx", sampleFile(t, "shaoxing-finance"), choices{profile: "shaoxing-finance"})
	b.graded(want)
	for _, grade := range []string{"A", "B", "C"} {
		search := ""
		for i := range want.result.Customers {
			if want.result.Grade(i) == grade {
				search = want.result.Customers[i].ID
			}
		}
		b.choose("#search", search)
		order := arranged(want, nil, nil, search)
		b.shows("customer "+search, want, order)
		b.do(chromedp.Click(chromedp.CSS("#grid [role=row][aria-rowindex='2'] [role=gridcell]")))
		b.until("the explanation", `(id) => document.getElementById("explain").checkVisibility() &&
			document.getElementById("explain").innerText.includes(id)`, search)
		said := strings.ReplaceAll(b.text("#explain"), ",", "")
		why := want.result.Explain(order[0])
		for _, part := range why.Parts {
			for name, figure := range map[string]string{"value": part.Value.Trim().String(),
				"points": part.Points.Trim().String(), "contribution": part.Contribution.Trim().String()} {
				if !strings.Contains(said, figure) {
					t.Errorf("%s: %s %s is not in\n%s", search, name, figure, said)
				}
			}
			percent := strings.TrimSuffix(strings.TrimLeft(part.Weight.Trim().String(), "0."), "0")
			if !strings.Contains(said, percent) {
				t.Errorf("%s: weight %s is not in\n%s", search, part.Weight, said)
			}
		}
		for _, lift := range why.Next {
			if !strings.Contains(said, lift.By.Trim().String()) || !strings.Contains(said, lift.Score.Trim().String()) {
				t.Errorf("%s: %s by %s to %s is not in\n%s", search, lift.Kind, lift.By, lift.Score, said)
			}
		}
		if grade == "A" && !strings.Contains(said, words.Text("en", "why.top")) {
			t.Errorf("%s: does not say that there is nothing better:\n%s", search, said)
		}
		b.shot(grade)
	}
}

func TestLanguages(t *testing.T) {
	t.Parallel()
	b := open(t, "")
	b.sample("lianyungang-dental")
	want := core(t, "a.xlsx", sampleFile(t, "lianyungang-dental"), choices{profile: "lianyungang-dental"})
	b.graded(want)
	for _, lang := range []string{"en", "zh-CN", "en"} {
		if b.value("#lang") != lang {
			b.choose("#lang", lang)
		}
		b.until(lang, `(lang, head) => document.documentElement.lang === lang &&
			document.querySelector("#grid [role=columnheader]").textContent.includes(head)`,
			lang, words.Text(lang, "export.col.customer"))
		for col, head := range b.columnHeads()[:10] {
			if want := strings.Split(headers[lang], "|")[col]; head != want {
				t.Errorf("%s: column %d is headed %q, want %q", lang, col, head, want)
			}
		}
		b.graded(want)
	}
	b.shot("en")
	if han := js[string](b, `() => [...document.querySelectorAll("main *")].filter((e) => e.checkVisibility() &&
		!e.closest("[lang=zh-CN]") && [...e.childNodes].some((n) => n.nodeType === 3 && /\p{Script=Han}/u.test(n.data)))
		.map((e) => e.textContent).join(" | ")`); han != "" {
		t.Errorf("Chinese on the English page: %s", han)
	}
	en := open(t, "?lang=en")
	if got := js[string](en, `() => document.documentElement.lang`); got != "en" || en.value("#lang") != "en" {
		t.Errorf("?lang=en gives %s", got)
	}
}

func TestNarrowScreen(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int64{{360, 740}, {768, 1024}} {
		b := open(t, "")
		b.do(chromedp.EmulateViewport(size[0], size[1]))
		b.fits("first visit")
		b.sample("visits")
		b.until("grades", `() => document.documentElement.dataset.state === "done"`)
		b.fits("result")
		b.click("#grid [role=row][aria-rowindex='2'] [role=gridcell]")
		b.until("the explanation", `() => document.getElementById("explain").checkVisibility()`)
		b.fits("explanation")
		for _, name := range []string{"columns", "quality"} {
			b.click("#tab-" + name)
			b.fits(name)
		}
	}
}

// fits reports a page that can be scrolled sideways.
func (b *tab) fits(what string) {
	b.t.Helper()
	wide := js[string](b, `() => { const d = document.documentElement; if (d.scrollWidth <= d.clientWidth) return "";
		return d.scrollWidth + " > " + d.clientWidth + ": " + [...document.body.querySelectorAll("*")].filter((e) =>
			e.checkVisibility() && e.getBoundingClientRect().right > d.clientWidth + 1).slice(0, 5).map((e) =>
			e.tagName + "#" + e.id + "." + e.getAttribute("class")).join(" "); }`)
	if wide != "" {
		b.t.Errorf("%s scrolls sideways: %s", what, wide)
	}
	b.shot(strings.ReplaceAll(what, " ", "-") + "-" + js[string](b, `() => String(innerWidth)`))
}
