package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// giveAll puts files into the file input together.
func (b *tab) giveAll(names []string, texts ...string) {
	b.t.Helper()
	dir := b.t.TempDir()
	var paths []string
	for i, name := range names {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(texts[i]), 0o644); err != nil {
			b.t.Fatal(err)
		}
		paths = append(paths, path)
	}
	b.do(chromedp.SetUploadFiles(chromedp.CSS("#file"), paths))
}

// done waits for a result.
func (b *tab) done() {
	b.t.Helper()
	b.until("done", `() => document.documentElement.dataset.state === "done"`)
}

// sources are what the room says of each table.
func (b *tab) sources() []string {
	return js[[]string](b, `() => [...document.querySelectorAll("#sources [data-source]")].map((e) => [e.querySelector("select[data-kind]").value,
		e.dataset.rows, e.dataset.matched, e.dataset.unmatched, e.dataset.twice].join(" "))`)
}

// figure gives value, whole and interval of a figure.
func (b *tab) figure(code, by string) string {
	return js[string](b, `(code, by) => { const e = [...document.querySelectorAll("#figures [data-figure]")].find((e) => e.dataset.figure === code &&
		(e.dataset.by ?? "") === by); return e ? [e.dataset.value, e.dataset.of, e.dataset.low, e.dataset.high].join("|") : "none"; }`, code, by)
}

// goal chooses a goal and waits for its figures.
func (b *tab) goal(code, figure string) {
	b.t.Helper()
	b.choose("#goal", code)
	b.until(code, `(figure) => !document.querySelector("#goals[aria-busy=true]") && document.querySelector("#figures [data-figure='" + figure + "']")`, figure)
}

// TestClinic opens the invented clinic: its tables are recognised and joined, and every goal has its figures.
func TestClinic(t *testing.T) {
	t.Parallel()
	b := open(t, "")
	b.sample("clinic")
	b.done()
	b.tabTo("sources")
	want := "people 609 559 41 6,payments 1378 520 5 0,appointments 857 413 0 0,touches 20000 536 12 0,voice 387 274 0 0"
	if got := strings.Join(b.sources(), ","); got != want {
		t.Errorf("sources %s\nwant    %s", got, want)
	}
	if got := b.attribute("#sources", "data-households"); got != "9" {
		t.Errorf("%s households", got)
	}
	b.shot("sources")
	b.tabTo("goals")
	for _, g := range [][2]string{{"new", "new"}, {"sticky", "dau"}, {"conversion", "conversion"}, {"loyalty", "repeat"}, {"departments", "visits"}, {"voice", "nps"}} {
		b.goal(g[0], g[1])
		if *screens != "" {
			b.until("the charts at rest", `() => new Promise((done) => setTimeout(() => done(true), 700))`)
		}
		b.shot(g[0])
	}
	b.goal("departments", "persons")
	b.until("the bars", `() => document.querySelector("#goal-charts .chart[data-chart='visits.by'] svg")`)
	persons := js[[]string](b, `() => [...document.querySelectorAll("#figures [data-figure=persons]")].map((e) => e.dataset.value)`)
	js[bool](b, `() => ["Home", "Enter"].map((key) => document.querySelector("#goal-charts .chart[data-chart='visits.by']").dispatchEvent(
		new KeyboardEvent("keydown", { key, bubbles: true }))).length > 0`)
	listed := func(who, n string) {
		b.until(who, `(n) => !document.getElementById("panel-customers")?.hidden && document.getElementById("grid").getAttribute("aria-rowcount") === String(Number(n) + 1)`, n)
	}
	listed("those of the first bar", persons[1])
	b.tabTo("goals")
	b.goal("departments", "persons")
	b.click("#goal-by-list [data-figure=persons]:nth-of-type(4) button")
	listed("those of a figure", persons[2])
	b.tabTo("goals")
	b.goal("sticky", "dau")
	const active = "#goal-charts .chart[data-chart=active]"
	b.until("the lines", `(host) => document.querySelector(host + " svg")`, active)
	b.click("#goal-charts button[data-do='goals.table'][data-chart=active]")
	const cell = "#goal-charts tbody tr:first-child button[data-chart=active]"
	within := js[[]string](b, `(cell) => [...document.querySelectorAll(cell)].map((e) => e.textContent)`, cell)
	if len(within) != 2 {
		t.Fatalf("the first day leads to %v", within)
	}
	b.click("#goal-charts tbody tr:first-child td:nth-child(3) button[data-chart=active]")
	listed("those of a figure of the table", within[1])
	b.tabTo("goals")
	b.click("#goal-charts button[data-do='goals.table'][data-chart=active]")
	for _, keys := range [][]string{{"Home", "ArrowDown", "Enter"}, {"ArrowUp", "Enter"}} {
		b.until("the lines again", `(host) => document.querySelector(host + " svg")`, active)
		js[bool](b, `(host, keys) => keys.map((key) => document.querySelector(host).dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }))).length > 0`, active, keys)
		listed("those of a line", within[len(keys)-2])
		b.tabTo("goals")
	}
	b.goal("voice", "nps")
	if got := b.figure("new", ""); got != "none" {
		t.Errorf("the figure of another goal stays: %s", got)
	}
	b.choose("#crosstab select[data-axis=row]", "sex")
	b.until("the table", `() => document.querySelector("#crosstab td[data-row=F][data-column=A]")`)
	sum := js[int](b, `() => [...document.querySelectorAll("#crosstab td[data-count]")].reduce((n, e) => n + Number(e.dataset.count), 0)`)
	if grades := b.grades(); sum != 576 || grades["ungraded"] != "51" {
		t.Errorf("%d customers in the table, grades %v", sum, grades)
	}
	if got := b.attribute("#smallest-class", "data-k"); got != "1" {
		t.Errorf("the smallest class has %s", got)
	}
	for _, name := range []string{"sources", "goals"} {
		b.tabTo(name)
		source := axe(t)
		js[bool](b, `(source) => { (0, eval)(source); return true; }`, source)
		b.examine(name, everyRule)
		b.do(chromedp.EmulateViewport(360, 900))
		b.shot(name + "-360")
		b.examine(name+" narrow", everyRule)
		b.do(chromedp.EmulateViewport(1440, 900))
	}
	b.tabTo("sources")
	b.click("#sources-potential")
	b.until("who never paid", `() => document.getElementById("grid").getAttribute("aria-rowcount") === "52"`)
	heads := strings.Join(b.columnHeads(), " ")
	for _, want := range []string{"年龄段", "渠道", "预约次数", "平均评分"} {
		if !strings.Contains(heads, want) || strings.Contains(heads, "Mean rating") {
			t.Errorf("the list has no column %s: %s", want, heads)
		}
	}
	b.shot("potential")
	b.tabTo("segments")
	b.click("#scheme-list button[data-arg=doing]")
	b.until("who is active", `() => document.querySelector("#segment-list [data-segment=potential][data-count='51']")`)
	b.shot("doing")
	b.click("[data-segment=both] [data-do='segments.show']")
	listed("who paid and is active", b.attribute("[data-segment=both]", "data-count"))
	b.tabTo("segments")
	b.click("[data-segment=potential] [data-do='segments.show']")
	listed("who is active and has not paid", "51")
	b.click("#tab-quality")
	if got := b.text("#ledger-sources"); !strings.Contains(got, "4") {
		t.Errorf("the ledger says %q", got)
	}
	b.tabTo("sources")
	before := b.grades()
	b.choose("#sources tr:nth-child(4) select", "ignore")
	b.until("without touches", `() => document.documentElement.dataset.state === "done" &&
		document.querySelector("#sources tr:nth-child(4) select").dataset.kind === "ignore"`)
	if now := b.grades(); now["a"] == before["a"] && now["ungraded"] == before["ungraded"] {
		t.Errorf("leaving a table out changes nothing: %v", now)
	}
}

// TestFiveFiles drops five small files of one's own; figures are those counted by hand.
func TestFiveFiles(t *testing.T) {
	t.Parallel()
	b := open(t, "?lang=en")
	b.giveAll([]string{"people.csv", "branch-a.csv", "branch-b.csv", "touches.csv", "survey.csv"},
		"id,name,sex,birth,region,channel,phone,first seen\nK1,Ann,F,1990-01-02,North,Friends,13800000001,2024-01-01\nK2,Bob,M,1985-05-05,North,Web,13800000002,2024-01-03\n"+
			"K3,Cid,M,1970-07-07,South,Web,13800000002,2024-02-01\nK4,Dee,F,2000-02-02,South,Web,13800000004,2024-02-05\nK4,Dee,F,2000-02-02,North,Web,13800000004,2024-02-05\n",
		"customer id,visit date,amount,department\nK1,2024-01-10,100,Dental\nK2,2024-03-01,200,Dental\n",
		"customer id,visit date,amount,department\nK1,2024-02-10,50,Ortho\nK9,2024-03-05,300,Ortho\n",
		"id,time,kind,item,seconds\nK1,2024-01-01 09:00,page,Home,30\nK2,2024-01-05 10:00,article,Teeth,5000\nK3,2024-03-10 20:00,consultation,Ask,60\nK8,2024-03-10 21:00,page,Home,10\n",
		"id,date,rating,nps,complaint,comment\nK1,2024-01-11,5,10,no,fine\nK2,2024-03-02,3,6,yes,slow\n")
	b.done()
	b.tabTo("sources")
	want := "people 5 3 1 1,payments 2 2 0 0,payments 2 1 1 0,touches 4 3 1 0,voice 2 2 0 0"
	if got := strings.Join(b.sources(), ","); got != want {
		t.Errorf("sources %s\nwant    %s", got, want)
	}
	if got := b.attribute("#sources", "data-households"); got != "1" {
		t.Errorf("%s households", got)
	}
	if got := b.value("#as-of"); got != "2024-03-10" {
		t.Errorf("as of %s", got)
	}
	b.tabTo("goals")
	b.goal("conversion", "conversion")
	if got := b.figure("conversion", ""); got != "1|2||" { // K1 after nine days, K2 after eight weeks; K3 and K8 not yet
		t.Errorf("conversion %s", got)
	}
	b.goal("departments", "persons")
	if got := b.figure("persons", "Ortho") + " " + b.figure("money", "") + " " + b.figure("persons", ""); got != "2||| 650.00||| 3|||" {
		t.Errorf("departments %s", got)
	}
	b.shot("departments")
}
