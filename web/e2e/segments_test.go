package e2e

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"fenji/scoring/civil"
	"fenji/scoring/segments"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const dental = "lianyungang-dental"

// tabTo opens a tab of the result.
func (b *tab) tabTo(name string) {
	b.t.Helper()
	b.click("#tab-" + name)
	b.until("tab "+name, `(name) => document.getElementById("tab-" + name).getAttribute("aria-selected") === "true"`, name)
}

// TestSegments shows every scheme with the core's counts; a click lists as many customers, and the list for calls holds
// them.
func TestSegments(t *testing.T) {
	t.Parallel()
	b := open(t, "")
	b.sample(dental)
	want := core(t, "a.xlsx", sampleFile(t, dental), choices{profile: dental})
	b.graded(want)
	b.tabTo("segments")
	for i, scheme := range segments.Schemes() {
		b.until("the schemes", `() => document.querySelectorAll("#scheme-list button").length > 0`)
		b.click(fmt.Sprintf("#scheme-list button:nth-child(%d)", i+1))
		b.until(scheme.ID, `(id) => document.getElementById("segments").dataset.scheme === id`, scheme.ID)
		split := segments.Apart(want.result, &scheme)
		shown := js[map[string]string](b, `() => Object.fromEntries([...document.querySelectorAll("#segment-list tr")]
			.map((r) => [r.dataset.segment, r.dataset.count]))`)
		if len(shown) != len(split.Segments) {
			t.Errorf("%s: %d segments shown, not %d", scheme.ID, len(shown), len(split.Segments))
		}
		for k, x := range split.Segments {
			if shown[x.ID] != strconv.Itoa(split.Sums[k].Count) {
				t.Errorf("%s %s: %s shown, not %d", scheme.ID, x.ID, shown[x.ID], split.Sums[k].Count)
			}
		}
		b.shot(scheme.ID)
	}
	scheme, _ := segments.ByID("rfm11")
	split := segments.Apart(want.result, scheme)
	risk := slices.IndexFunc(split.Segments, func(x segments.Segment) bool { return x.ID == "risk" })
	_, data := b.download(`[data-segment=risk] [data-do='segments.calls']`)
	book := openBook(t, data)
	defer book.Close()
	rows := readSheet(t, book, book.GetSheetList()[0])
	if len(rows) != split.Sums[risk].Count+1 || !strings.HasPrefix(rows[1][3], "有流失风险的客户") || rows[1][6] == "" {
		t.Errorf("%d rows for %d customers: %q", len(rows), split.Sums[risk].Count, rows[1])
	}
	b.click(`[data-segment=risk] [data-do='segments.show']`)
	b.until("the customers at risk", `(n) => document.getElementById("grid").getAttribute("aria-rowcount") === n &&
		document.getElementById("tab-customers").ariaSelected === "true"`, strconv.Itoa(split.Sums[risk].Count+1))
	b.shot("filtered")
}

// TestFallsTab holds list, calendar and files of those about to fall against the core.
func TestFallsTab(t *testing.T) {
	want := core(t, "a.xlsx", sampleFile(t, dental), choices{profile: dental})
	b := openOn(t, "?lang=en", want.result.AsOf.String())
	b.sample(dental)
	b.graded(want)
	falls := want.result.Falls(nil)
	within := func(days int32) (list []int) {
		for i, after := range falls.After {
			if after > 0 && after <= days {
				list = append(list, i)
			}
		}
		slices.SortStableFunc(list, func(i, j int) int {
			return int(want.result.Customers[j].M/100 - want.result.Customers[i].M/100)
		})
		return list
	}
	b.until("the badge", `(n) => document.getElementById("tab-falls-count").textContent === n`, strconv.Itoa(len(within(30))))
	b.tabTo("falls")
	for i, days := range []int32{7, 30, 90} {
		b.click(fmt.Sprintf("#horizons button:nth-child(%d)", i+1))
		list := within(days)
		b.until(fmt.Sprint(days, " days"), `(days, n) => document.getElementById("falls").dataset.within === days &&
			document.getElementById("falls").dataset.total === n`, strconv.Itoa(int(days)), strconv.Itoa(len(list)))
		shown := js[[]string](b, `() => [...document.querySelectorAll("#fall-list tr")].map((r) =>
			[...r.children].slice(1, 3).map((c) => c.textContent.replace("→", "")).join(" "))`)
		for k, i := range list[:min(len(list), 50)] {
			to := want.result.Profile.Bands[falls.Band[i]].Grade
			day := want.result.AsOf + civil.Day(falls.After[i])
			if got := want.result.Grade(i) + to + " " + day.String(); shown[k] != got {
				t.Errorf("%d days, row %d: %q, not %q", days, k, shown[k], got)
			}
		}
	}
	b.shot("90")
	all := within(90)
	_, data := b.download("#falls-ics")
	plain := strings.ReplaceAll(string(data), "\r\n ", "")
	days := map[int32]bool{}
	for _, i := range all {
		days[falls.After[i]] = true
	}
	if strings.Count(plain, "BEGIN:VEVENT") != len(days) || !strings.HasSuffix(plain, "END:VCALENDAR\r\n") {
		t.Errorf("%d events on %d days", strings.Count(plain, "BEGIN:VEVENT"), len(days))
	}
	_, data = b.download("#falls-xlsx")
	book := openBook(t, data)
	defer book.Close()
	if rows := readSheet(t, book, book.GetSheetList()[0]); len(rows) != len(all)+1 ||
		rows[0][3] != "Why call" || rows[1][10] != want.result.Customers[all[0]].ID {
		t.Errorf("%d rows for %d customers: %q", len(rows), len(all), rows[:2])
	}
	// By keyboard: the first day with somebody, the list of that day, and back.
	js[bool](b, `() => { document.querySelector("#fall-weeks [tabindex='0']").focus(); return true; }`)
	before := js[string](b, `() => document.activeElement.dataset.arg`)
	b.do(chromedp.KeyEvent(kb.ArrowRight))
	b.until("the next day", `(n) => document.activeElement.dataset.arg === String(Number(n) + 1)`, before)
	b.do(chromedp.KeyEvent(kb.ArrowLeft))
	b.keys("Enter")
	n, _ := strconv.Atoi(before)
	one := 0
	for _, i := range all {
		if falls.After[i] == int32(n) {
			one++
		}
	}
	b.until("one day", `(n) => document.getElementById("falls").dataset.total === n`, strconv.Itoa(one))
	b.shot("day")
	b.click("#fall-list tr button")
	b.until("the explanation", `() => document.getElementById("explain").checkVisibility()`)
}

// TestSegmentLooks takes pictures, when asked to, at several sizes, in both themes and languages.
func TestSegmentLooks(t *testing.T) {
	if *screens == "" {
		t.Skip("only with -screens DIR")
	}
	for _, c := range []struct {
		sample, query string
		width         int64
	}{{"visits", "", 1440}, {"maoming-appraisal", "", 1440}, {dental, "?lang=en", 360}, {dental, "", 2560},
		{"shaoxing-finance", "?lang=en", 1024}, {dental, "", 360}} {
		t.Run(fmt.Sprint(c.sample, c.width, strings.TrimPrefix(c.query, "?lang=")), func(t *testing.T) {
			b := open(t, c.query)
			b.sample(c.sample)
			b.until("grades", `() => document.documentElement.dataset.state === "done"`)
			b.do(chromedp.EmulateViewport(c.width, 1500))
			for _, tab := range []string{"segments", "falls"} {
				b.tabTo(tab)
				b.until(tab, `(id) => document.getElementById(id).ariaBusy === "false"`, tab)
				if tab == "segments" {
					b.shot("grade")
					b.click("#scheme-list button:nth-child(5)")
					b.until("rfm11", `() => document.getElementById("segments").dataset.scheme === "rfm11"`)
				} else {
					b.click("#horizons button:nth-child(3)")
					b.until("90", `() => document.getElementById("falls").dataset.within === "90"`)
				}
				b.shot(tab)
				js[bool](b, `() => { document.documentElement.dataset.theme = "dark"; return true; }`)
				b.shot(tab + "-dark")
				js[bool](b, `() => { delete document.documentElement.dataset.theme; return true; }`)
				if wide := js[float64](b, `() => document.documentElement.scrollWidth - innerWidth`); wide > 0 {
					t.Errorf("%s is %.0f px too wide", tab, wide)
				}
			}
		})
	}
}
