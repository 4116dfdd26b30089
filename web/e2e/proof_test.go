package e2e

import (
	"cmp"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"fenji/web"
)

// browsers are the three engines that the proof holds for.
var browsers = []launcher{
	{name: "chromium", needs: []string{cmp.Or(browserProgram(), "chromium")}, launch: launchChromium, hasty: true},
	{name: "firefox", needs: []string{"firefox-esr"}, launch: launchFirefox},
	{name: "webkit", needs: []string{"WebKitWebDriver", "Xvfb"}, launch: launchWebKit},
}

// silent are the ways that this browser stops without a report, as the table of ways out says.
func (l launcher) silent() (list []string) {
	for _, w := range web.Ways {
		if contains(w.Silent, l.name) {
			list = append(list, w.Name)
		}
	}
	return list
}

// begin starts a browser among the witnesses, or says why it cannot.
func (l launcher) begin(t *testing.T, w *witnesses) driver {
	t.Helper()
	for _, program := range l.needs {
		if _, err := exec.LookPath(program); err != nil {
			if os.Getenv("FENJI_BROWSER") == "required" {
				t.Fatalf("%v; make test installs it where it can", err)
			}
			t.Skip(err)
		}
	}
	for range 3 { // now and then one hangs while it starts
		d, err := l.launch(t, w.proxy.addr, w.direct())
		if err == nil {
			t.Cleanup(d.close)
			return d
		}
		t.Logf("%s does not start: %v", l.name, err)
	}
	t.Fatalf("%s does not start", l.name)
	return nil
}

const (
	isLocked = `() => document.getElementById("airlock")?.dataset.locked === "true" &&
		document.documentElement.dataset.state !== "loading"`
	isGraded = `(want) => { const g = document.getElementById("grades").dataset;
		return document.documentElement.dataset.state === "done" && Object.keys(want).every((k) => g[k] === want[k]); }`
	figures = `(id) => ({...document.getElementById(id).dataset})`
)

// TestProof is the proof that nothing leaves: a real workbook from drop to download in each browser, with a witness
// wherever a request could arrive; then the page's own button and more ways to leak; then all again with the server
// gone.
func TestProof(t *testing.T) {
	t.Parallel()
	for _, l := range browsers {
		t.Run(l.name, func(t *testing.T) {
			t.Parallel() // each waits for another program most of the time
			began := time.Now()
			w := standAround(t)
			d := l.begin(t, w)
			w.sees(t, d, l)

			visit(t, d, "http://"+w.site.addr+"/")
			await(t, d, patience, "the lock", isLocked)
			t.Logf("%d requests before the lock", w.site.count())
			m := w.mark()
			flow(t, d)
			calm(t, d)
			w.nothingSince(t, m, "from drop to download")

			leaks(t, d, l.silent())
			attempt(t, d, []string{"http://" + w.site.addr, "http://" + w.canary.addr}, nil, nil)
			attempt(t, d, []string{"http://leak.invalid"}, heads(), nil)
			w.departs(t, d)
			w.nothingSince(t, m, "while trying to leak")
			w.frameSince(t, d, l.hasty)
			bare(t, d, w)

			w.site.server.Close()
			m = w.mark()
			if state := eval[map[string]string](t, d, figures, "offline")["offline"]; state != "ready" {
				t.Logf("%s keeps nothing for offline use here (%s): the reload without a server is left out", l.name, state)
			} else {
				visit(t, d, "http://"+w.site.addr+"/")
				await(t, d, patience, "the lock without a server", isLocked)
			}
			flow(t, d)
			calm(t, d)
			w.nothingSince(t, m, "without a server")
			t.Logf("%s took %.1f s", l.name, time.Since(began).Seconds())
		})
	}
}

// bare attacks the page as a host serves it that sends no headers: the lock and the document's own policy are all it has, and
// at the second visit the service worker, which stands between the page and the network then. A window is what they cannot
// forbid.
func bare(t *testing.T, d driver, w *witnesses) {
	t.Helper()
	visit(t, d, "http://"+w.bare.addr+"/")
	await(t, d, patience, "the lock without headers", isLocked)
	m := w.mark()
	const sample = "lianyungang-dental"
	press(t, d, `[data-sample="`+sample+`"]`)
	graded(t, d, core(t, "a.xlsx", sampleFile(t, sample), choices{profile: sample}))
	places := []string{"http://" + w.bare.addr, "http://" + w.canary.addr}
	attempt(t, d, places, nil, []string{"popup"})
	w.departs(t, d)
	w.nothingSince(t, m, "without headers")
	if state := eval[map[string]string](t, d, figures, "offline")["offline"]; state != "ready" {
		return
	}
	visit(t, d, "http://"+w.bare.addr+"/?again")
	await(t, d, patience, "the lock at the second visit", isLocked)
	if !eval[bool](t, d, `() => Boolean(navigator.serviceWorker.controller)`) {
		t.Error("no service worker at the second visit")
	}
	m = w.mark()
	attempt(t, d, places, nil, []string{"popup"})
	w.nothingSince(t, m, "without headers, at the second visit")
}

// flow grades a workbook, grades it by other rules, asks why, looks around, and saves the result.
func flow(t *testing.T, d driver) {
	t.Helper()
	file := sampleFile(t, "visits")
	path := filepath.Join(t.TempDir(), "门诊流水.xlsx")
	if err := os.WriteFile(path, file, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := d.setFiles("#file", path); err != nil {
		t.Fatal(err)
	}
	const first, other = "lianyungang-dental", "chongqing-course"
	graded(t, d, core(t, "visits.xlsx", file, choices{profile: first}))
	eval[any](t, d, `(id) => { const e = document.getElementById("profile"); e.value = id;
		e.dispatchEvent(new Event("change", {bubbles: true})); }`, other)
	want := core(t, "visits.xlsx", file, choices{profile: other})
	graded(t, d, want)
	press(t, d, "#grid-body .tr")
	await(t, d, patience, "the reason", `() => document.getElementById("explain").checkVisibility() &&
		document.querySelectorAll("#why-parts tr").length === 3`)
	tour(t, d)
	if rows := readCSV(t, saved(t, d, "#download-csv")); len(rows)-1 != len(want.result.Customers) {
		t.Errorf("%d customers in the CSV, want %d", len(rows)-1, len(want.result.Customers))
	}
	book := openBook(t, saved(t, d, "#download-xlsx"))
	defer book.Close()
	if rows := readSheet(t, book, book.GetSheetList()[0]); len(rows)-1 != len(want.result.Customers) {
		t.Errorf("%d customers in the workbook, want %d", len(rows)-1, len(want.result.Customers))
	}
}

// tour looks at every tab, and waits for the charts.
func tour(t *testing.T, d driver) {
	t.Helper()
	press(t, d, "#tab-overview")
	await(t, d, patience, "the charts", `() => document.querySelectorAll("#charts svg path").length > 20`)
	for _, tab := range []string{"segments", "falls", "columns", "quality", "customers"} {
		press(t, d, "#tab-"+tab)
		await(t, d, patience, tab, `(id) => { const tab = document.getElementById("tab-" + id);
			return tab.ariaSelected === "true" && document.getElementById(tab.getAttribute("aria-controls")).checkVisibility(); }`, tab)
	}
}

// graded waits for what the core says.
func graded(t *testing.T, d driver, want *truth) {
	t.Helper()
	await(t, d, patience, "the grades of the core", isGraded, want.counts())
	got := eval[map[string]string](t, d, figures, "ledger")
	for key, n := range want.rows() {
		if got[key] != n {
			t.Errorf("ledger: %s is %s, want %s", key, got[key], n)
		}
	}
}

// calm checks that the page itself saw no request and nobody a violation of the policy.
func calm(t *testing.T, d driver) {
	t.Helper()
	if got := eval[[]string](t, d, `() => globalThis.violations ?? []`); len(got) > 0 {
		t.Errorf("violations of the policy: %q", got)
	}
	if got := eval[[2]string](t, d, `() => { const d = document.documentElement.dataset; return [d.requests, d.refused]; }`); got != [2]string{"0", "0"} {
		t.Errorf("the page counts %v requests and refusals", got)
	}
}

// leaks presses the button of the panel and reads what it shows.
func leaks(t *testing.T, d driver, silent []string) {
	t.Helper()
	press(t, d, "#airlock")
	await(t, d, patience, "the panel", `() => document.getElementById("airlock-panel").open`)
	press(t, d, "#leak")
	await(t, d, patience, "the tries", `() => ["refused", "failed", "sent"].includes(
		document.getElementById("leak-summary").dataset.outcome)`)
	shown := eval[[][2]string](t, d, `() => [...document.querySelectorAll("#leaks td[data-to]")].map((c) =>
		[c.parentElement.dataset.way, c.dataset.outcome])`)
	n := map[string]int{}
	for _, s := range shown {
		n[s[1]]++
		if s[1] == "sent" || s[1] == "waiting" || s[1] == "failed" && !contains(silent, s[0]) {
			t.Errorf("the panel says %s: %s", s[0], s[1])
		}
	}
	t.Logf("the panel shows %v", n)
	if got := eval[[2]string](t, d, `() => { const d = document.documentElement.dataset; return [d.requests, d.refused]; }`); got != [2]string{"0", "0"} {
		t.Errorf("after the tries the page counts %v requests and refusals", got)
	}
	press(t, d, "#airlock-panel [data-close]")
}

// single is the edition that is one file, made once.
var single = sync.OnceValues(func() (string, error) {
	dist, err := site()
	if err != nil {
		return "", err
	}
	dir, err := os.MkdirTemp("", "fenji-single-")
	if err != nil {
		return "", err
	}
	cleanups = append(cleanups, func() { os.RemoveAll(dir) })
	if err := os.CopyFS(dir, os.DirFS(dist)); err != nil {
		return "", err
	}
	pack := exec.Command("go", "run", "./web/pack", "-dist", dir, "single")
	pack.Dir = filepath.Join("..", "..")
	if said, err := pack.CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w\n%s", err, said)
	}
	return filepath.Join(dir, "fenji.html"), nil
})

// TestProofSingle opens the edition that is one file from the disk.
func TestProofSingle(t *testing.T) {
	t.Parallel()
	file, err := single()
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range browsers {
		t.Run(l.name, func(t *testing.T) {
			t.Parallel() // each waits for another program most of the time
			w := standAround(t)
			d := l.begin(t, w)
			visit(t, d, "file://"+file)
			await(t, d, patience, "the lock", isLocked)
			if got := eval[map[string]string](t, d, figures, "offline")["offline"]; got != "single" {
				t.Errorf("data-offline is %q", got)
			}
			m := w.mark()
			const sample = "lianyungang-dental"
			press(t, d, `[data-sample="`+sample+`"]`)
			graded(t, d, core(t, "a.xlsx", sampleFile(t, sample), choices{profile: sample}))
			flow(t, d)
			calm(t, d)
			leaks(t, d, l.silent())
			// Without a server there is no header to forbid windows, and a form may go as far as a frame does.
			attempt(t, d, []string{"http://" + w.canary.addr}, nil, []string{"popup"})
			attempt(t, d, []string{"http://leak.invalid"}, heads(), []string{"popup", "form", "frame"})
			w.nothingSince(t, m, "as one file")
		})
	}
}
