package e2e

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"fenji/scoring/intake/intaketest"
)

// casesDir holds small files and what is right for each.
const casesDir = "../../scoring/session/testdata/cases"

// TestCasesOnPage drops one case of each kind into the page, one after the other, and judges by the workbook that it downloads and
// by the questions that are in sight when all are listed. With FENJI_CASES=all it drops all of them, with FENJI_CASES=KIND one of
// that kind.
func TestCasesOnPage(t *testing.T) {
	t.Parallel()
	b := open(t, "?lang=en")
	js[bool](b, `() => { window.worked = 0; new MutationObserver(() => {
		if (document.documentElement.dataset.state === "working") window.worked++; }).observe(document.documentElement,
		{attributes: true, attributeFilter: ["data-state"]}); return true; }`)
	met := map[string]bool{}
	passed, dropped, began := 0, 0, time.Now()
	for _, c := range intaketest.Cases(t, casesDir) {
		if which := os.Getenv("FENJI_CASES"); met[c.Kind] && which != "all" || which != "" && which != "all" && which != c.Kind {
			continue
		}
		met[c.Kind] = true
		dropped++
		if fault := b.dropCase(c).Judge(c); fault != "" {
			t.Errorf("%s (%s): %s", c.File, c.Kind, fault)
		} else {
			passed++
		}
	}
	t.Logf("%d of %d cases pass in the page, in %s", passed, dropped, time.Since(began).Round(time.Second))
}

// dropCase gives the page the files of a case, sets the analysis date, and says what came of it.
func (b *tab) dropCase(c intaketest.Case) (d intaketest.Dropped) {
	b.t.Helper()
	var paths []string
	for _, name := range c.Names() {
		path, err := filepath.Abs(filepath.Join(casesDir, name))
		if err != nil {
			b.t.Fatal(err)
		}
		paths = append(paths, path)
	}
	if c.Profile != b.value("#profile") {
		b.choose("#profile", c.Profile)
		b.rests()
	}
	b.worked(func() { b.do(chromedp.SetUploadFiles(chromedp.CSS("#file"), paths)) })
	js[any](b, `() => { const all = document.querySelector("#asks-tools [data-arg=list]"); if (all.checkVisibility()) all.click(); }`)
	d.Asked = js[[]string](b, `() => [...document.querySelectorAll("#asks [data-ask]")].filter((e) => e.checkVisibility())
		.map((e) => e.dataset.ask)`)
	if d.Stop = b.stopped(); d.Stop != "" {
		return d
	}
	if c.AsOf != "" {
		b.worked(func() { b.choose("#as-of", c.AsOf) })
		if d.Stop = b.stopped(); d.Stop != "" {
			return d
		}
	}
	d.Ledger = map[string]int{}
	for name, n := range b.data("#ledger") {
		d.Ledger[name], _ = strconv.Atoi(n)
	}
	_, data := b.download("#download-xlsx")
	d.ReadWorkbook(b.t, data)
	b.rests()
	return d
}

// worked does something and waits until the page has worked at it.
func (b *tab) worked(do func()) {
	b.t.Helper()
	before := js[int](b, `() => window.worked`)
	do()
	b.until("the end of the work", `(n) => window.worked > n && ["done", "error"].includes(document.documentElement.dataset.state) &&
		document.getElementById("work").hidden`, before)
}

// rests waits until nothing is under way.
func (b *tab) rests() {
	b.t.Helper()
	b.until("rest", `() => document.documentElement.dataset.state !== "working" && document.getElementById("work").hidden`)
}

// stopped is the code of what the page came to instead of grades.
func (b *tab) stopped() string {
	if !slices.Contains([]string{"error"}, b.state()) {
		return ""
	}
	return b.code()
}
