package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"fenji/scoring/civil"
	"fenji/scoring/sheet"

	"github.com/chromedp/chromedp"
)

// listenIn stands before the page's scripts. It keeps the engine's worker at hand, may spoil the next call of an op, and
// lets a test do something at the first report of a stage, and counts the workers made. The first field of a report is
// its stage.
const listenIn = `{
	const spy = globalThis.spy = {engine: null, made: 0, at: {}, spoil: {}};
	const Native = Worker;
	globalThis.Worker = class extends Native {
		constructor(...args) {
			super(...args);
			spy.made++;
			this.addEventListener("message", ({data}) => {
				if (data.kind !== "progress") return;
				const stage = new TextDecoder().decode(data.body.slice(1, 1 + data.body[0]));
				const act = spy.at[stage];
				delete spy.at[stage];
				act?.();
			});
		}
		postMessage(message, transfer) {
			if (message.op) spy.engine = this;
			const spoil = spy.spoil[message.op];
			delete spy.spoil[message.op];
			if (spoil) super.postMessage(spoil(message));
			else super.postMessage(message, transfer);
		}
	};
}`

// deaths are messages that come to the engine in place of a call; none of them leaves it alive.
var deaths = []struct{ name, instead string }{
	{"damaged", `(m) => ({...m, args: new Uint8Array([255, 255, 255])})`},
	{"empty", `(m) => ({...m, args: null})`},
	{"unknown", `(m) => ({...m, op: "nonsense"})`},
	{"no program", `() => ({role: "engine", module: {}})`},
	{"in silence", `(m) => { Object.getPrototypeOf(Worker).prototype.terminate.call(spy.engine); return m; }`},
}

// TestEngineDies really ends the engine at work. The page has to say so, keep its head, and grade the next file with a
// fresh engine.
func TestEngineDies(t *testing.T) {
	t.Parallel()
	want := core(t, "lianyungang-dental.xlsx", sampleFile(t, "lianyungang-dental"), choices{profile: "lianyungang-dental"})
	b := blank(t, listenIn)
	b.visit("")
	b.ready()
	for _, death := range deaths {
		js[bool](b, `() => { spy.spoil.load = `+death.instead+`; return true; }`)
		b.give("customers.xlsx", sampleFile(t, "visits"))
		b.until("the message", `() => document.documentElement.dataset.state === "error"`)
		if got := b.code(); got != "engine-stopped" {
			t.Errorf("%s: the message is %q", death.name, got)
		}
		b.shot("stopped")
		b.sample("lianyungang-dental")
		b.graded(want)
		if got := b.code(); got != "" {
			t.Errorf("%s: the message %q stays", death.name, got)
		}
	}
}

// TestEngineDiesWithoutLocks ends it in silence where the browser has no locks to tell that by.
func TestEngineDiesWithoutLocks(t *testing.T) {
	t.Parallel()
	b := blank(t, listenIn+`{ const slow = setInterval; globalThis.setInterval = (f, ms) => slow(f, ms / 50); }
		Object.defineProperty(Navigator.prototype, "locks", {configurable: true, get() { throw new DOMException("denied", "SecurityError"); }});`)
	b.visit("")
	b.ready()
	js[bool](b, `() => { spy.spoil.load = `+deaths[len(deaths)-1].instead+`; return true; }`)
	b.give("customers.xlsx", sampleFile(t, "visits"))
	b.until("the message", `() => document.documentElement.dataset.state === "error"`)
	if got := b.code(); got != "engine-stopped" {
		t.Errorf("the message is %q", got)
	}
}

// TestEngineDiesUnasked ends the engine while a result is shown. Nothing is lost: a fresh engine reads the file again as
// soon as something is asked about it.
func TestEngineDiesUnasked(t *testing.T) {
	t.Parallel()
	b := blank(t, listenIn)
	b.visit("")
	b.ready()
	want := core(t, "lianyungang-dental.xlsx", sampleFile(t, "lianyungang-dental"), choices{profile: "lianyungang-dental"})
	b.sample("lianyungang-dental")
	b.graded(want)
	js[bool](b, `() => { globalThis.before = spy.made; spy.engine.postMessage({id: -7, op: "nonsense", args: new Uint8Array(), files: []});
		return true; }`)
	b.until("a row", `() => document.querySelector("#grid-body [role=row] [role=gridcell]")?.textContent`)
	b.until("a fresh engine", `() => spy.made > before`)
	b.until("its explanation", `() => {
		const shown = document.getElementById("explain").checkVisibility();
		if (!shown) document.querySelector("#grid-body [role=row]").click();
		return shown;
	}`)
	b.graded(want)
	b.shows("the sample", want, arranged(want, byScore, nil, ""))
}

// TestReadingLeavesThePageFree reads a large file and asks what the page's own thread did meanwhile. How long the reading
// takes depends on the machine; what is checked are shares of that time, which a page that read by itself would miss by
// far. A busy machine may hold the page for a moment, so one good reading of three will do.
func TestReadingLeavesThePageFree(t *testing.T) {
	b := blank(t, listenIn+`
		const long = globalThis.long = [];
		new PerformanceObserver((list) => long.push(...list.getEntries())).observe({type: "longtask", buffered: true});`)
	b.visit("")
	b.ready()
	var held []string
	for range 3 {
		if held = b.stalls(manyCustomers(t)).held(); len(held) == 0 {
			return
		}
		t.Log(held)
	}
	t.Error(held)
}

// Stalls are what the page's thread did while a file was read, in milliseconds, and the rows it told meanwhile.
type stalls struct {
	Total, Feedback, Longest, Busy float64
	Rows                           []float64
}

func (b *tab) stalls(path string) stalls {
	b.t.Helper()
	js[bool](b, `() => {
		const page = document.documentElement, root = document.getElementById("work-rows");
		globalThis.watched = new Promise((resolve) => addEventListener("change", () => {
			const start = performance.now(), rows = [];
			let feedback = 0;
			const look = () => {
				if (feedback === 0 && page.dataset.state === "working") feedback = performance.now() - start;
				const n = Number(root.textContent.replace(/\D/g, ""));
				if (n > 0 && n !== rows.at(-1)) rows.push(n);
				if (page.dataset.state === "working" || feedback === 0) return requestAnimationFrame(look);
				const total = performance.now() - start;
				const tasks = long.filter((e) => e.startTime >= start).map((e) => e.duration);
				resolve({total, feedback, rows, longest: Math.max(0, ...tasks), busy: tasks.reduce((a, n) => a + n, 0)});
			};
			look();
		}, {capture: true, once: true}));
		return true;
	}`)
	b.set(path)
	seen := js[stalls](b, `() => watched`)
	b.until("grades", `() => document.documentElement.dataset.state === "done"`)
	b.t.Logf("%.0f ms in all, feedback after %.0f ms, longest task %.0f ms, all long tasks %.0f ms, rows so far %v", seen.Total,
		seen.Feedback, seen.Longest, seen.Busy, seen.Rows)
	return seen
}

// held says what a page that is free would not show.
func (r stalls) held() []string {
	var out []string
	say := func(format string, value any) { out = append(out, fmt.Sprintf(format, value)) }
	if share := r.Feedback / r.Total; share > 0.25 {
		say("the first feedback came after %.0f %% of the time", 100*share)
	}
	if share := r.Longest / r.Total; share > 0.25 {
		say("one task held the page for %.0f %% of the time", 100*share)
	}
	if share := r.Busy / r.Total; share > 0.5 {
		say("long tasks held the page for %.0f %% of the time", 100*share)
	}
	if len(r.Rows) < 2 {
		say("the page told the rows so far as %v", r.Rows)
	}
	return out
}

// TestCancelAtEveryStage stops the work as soon as the engine reports a stage. That has to take a small share of what
// the work takes, and to leave a page that works.
func TestCancelAtEveryStage(t *testing.T) {
	t.Parallel()
	b := blank(t, listenIn)
	b.visit("")
	b.ready()
	path := manyCustomers(t)
	whole := b.timed(func() { b.set(path) }, "")
	grades := fmt.Sprint(b.grades())
	for _, stage := range []string{"read", "clean", "grade"} {
		if took := b.timed(func() { b.set(path) }, stage); took > max(whole/3, accident) {
			t.Errorf("%s: cancelling took %.0f ms, the whole work %.0f ms", stage, took, whole)
		} else {
			t.Logf("%s: cancelled in %.0f ms, the whole work took %.0f ms", stage, took, whole)
		}
		if got := b.state(); got != "done" {
			t.Errorf("%s: state %s after cancelling", stage, got)
		}
	}
	if took := b.timed(func() { b.click("#download-xlsx") }, "write"); took > max(whole/3, accident) {
		t.Errorf("write: cancelling took %.0f ms, reading it all %.0f ms", took, whole)
	}
	if got := fmt.Sprint(b.grades()); got != grades {
		t.Errorf("grades %s after cancelling the download, before %s", got, grades)
	}
	b.choose("#search", "C00000")
	b.until("the answer of a fresh engine", `() => document.getElementById("grid").getAttribute("aria-rowcount") === "11"`)
}

// accident is what a busy machine may add to a short work by accident, in milliseconds.
const accident = 2000

// timed starts some work and gives the milliseconds until the page rests again: from the start when stage is empty, else
// from a click on #cancel at the engine's first report of that stage.
func (b *tab) timed(start func(), stage string) float64 {
	b.t.Helper()
	js[bool](b, `(stage) => {
		const rests = (since) => new Promise((resolve) => {
			const look = () => document.documentElement.dataset.state === "working" ? setTimeout(look, 1)
				: resolve(performance.now() - since);
			look();
		});
		globalThis.rested = new Promise((resolve) => {
			const page = document.documentElement;
			if (stage) spy.at[stage] = () => {
				const since = performance.now();
				document.getElementById("cancel").click();
				resolve(rests(since));
			};
			else new MutationObserver((_, o) => {
				if (page.dataset.state !== "working") return;
				o.disconnect();
				resolve(rests(performance.now()));
			}).observe(page, {attributeFilter: ["data-state"]});
		});
		return true;
	}`, stage)
	start()
	return js[float64](b, `() => rested`)
}

// set gives the file input a file.
func (b *tab) set(path string) {
	b.t.Helper()
	b.do(chromedp.SetUploadFiles(chromedp.CSS("#file"), []string{path}))
}

const manyRows = 300_000

// manyCustomers is a workbook of many rows. A fixed file that no test changes is made once.
func manyCustomers(t *testing.T) string {
	t.Helper()
	path, err := makeMany()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

var makeMany = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "fenji-many-")
	if err != nil {
		return "", err
	}
	cleanups = append(cleanups, func() { os.RemoveAll(dir) })
	file, err := os.Create(filepath.Join(dir, "many.xlsx"))
	if err != nil {
		return "", err
	}
	defer file.Close()
	w := sheet.NewWriter(file)
	err = w.Sheet(sheet.SheetSpec{Name: "Sheet1"})
	if err == nil {
		err = w.Row(texts("客户编号", "最近一次消费时间", "消费频率", "消费总金额", "区县"))
	}
	for i := 0; i < manyRows && err == nil; i++ {
		err = w.Row([]sheet.Value{sheet.Str(fmt.Sprintf("C%06d", i)), sheet.Day(civil.Day(19800 + i%300)),
			sheet.Int(int64(1 + i%12)), sheet.Int(int64(i % 9000)), sheet.Str("海州区")})
	}
	if err == nil {
		err = w.Close()
	}
	return file.Name(), err
})

// TestGridOfManyRows goes to the far ends of more rows than a browser can lay out one below the other.
func TestGridOfManyRows(t *testing.T) {
	b := open(t, "")
	b.set(manyCustomers(t))
	b.until("grades", `() => document.documentElement.dataset.state === "done"`)
	b.click("#grid-head [role=columnheader] button")
	b.until("the customers in order", `() =>
		document.querySelector("#grid-body [aria-rowindex='2'] [role=gridcell]")?.textContent === "C000000"`)
	for _, step := range []struct {
		keys string
		row  int
	}{
		{"End", manyRows - 1}, {"ArrowUp ArrowUp", manyRows - 3}, {"PageUp", -1}, {"ArrowDown", -1}, {"Home", 0}, {"ArrowDown", 1},
		{"End", manyRows - 1},
	} {
		for key := range strings.FieldsSeq(step.keys) {
			js[bool](b, `(key) => document.getElementById("grid").dispatchEvent(new KeyboardEvent("keydown",
				{key, bubbles: true, cancelable: true}))`, key)
		}
		b.until("rows in sight after "+step.keys, `(row, rows) => {
			const grid = document.getElementById("grid"), box = grid.getBoundingClientRect();
			const head = document.getElementById("grid-head").getBoundingClientRect();
			const here = document.getElementById(grid.getAttribute("aria-activedescendant"))?.closest("[role=row]");
			if (!here || row >= 0 && Number(here.ariaRowIndex) !== row + 2) return false;
			const at = here.getBoundingClientRect();
			if (at.top < head.bottom - 1 || at.bottom > Math.min(innerHeight, box.top + grid.clientHeight) + 1) {
				return false;
			}
			const all = [...grid.querySelectorAll("#grid-body [role=row]")];
			return all.every((e) => {
				const n = Number(e.ariaRowIndex) - 2, {top} = e.getBoundingClientRect();
				return n >= 0 && n < rows && Math.abs(top - at.top - (n - Number(here.ariaRowIndex) + 2) * at.height) < 1 &&
					e.querySelector("[role=gridcell]").textContent === "C" + String(n).padStart(6, "0");
			});
		}`, step.row, manyRows)
		b.shot(strings.ReplaceAll(step.keys, " ", "-"))
	}
	// The scroll bar's way is shorter than the rows' way, but a turn of the wheel goes as far as anywhere.
	js[bool](b, `() => { const grid = document.getElementById("grid"); grid.scrollTop = 0; return true; }`)
	for range 30 {
		js[bool](b, `() => document.getElementById("grid").dispatchEvent(new WheelEvent("wheel", {deltaY: 40, bubbles: true}))`)
	}
	b.until("the thirtieth row", `() => {
		const head = document.getElementById("grid-head").getBoundingClientRect().bottom;
		const row = document.querySelector("#grid-body [aria-rowindex='32']");
		return row && Math.abs(row.getBoundingClientRect().top - head) < 2;
	}`)
}
