package e2e

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestEarlyDropWaits drops a file while the engine is still on its way: it is read once the page is locked, not before.
func TestEarlyDropWaits(t *testing.T) {
	file := sampleFile(t, "shaoxing-finance")
	// As soon as the first script of the page listens, which a slow machine may run behind the document.
	b := blank(t, fmt.Sprintf(`addEventListener("DOMContentLoaded", function drop() {
		if (globalThis.fenji) (%s)("early.xlsx", %q);
		else setTimeout(drop);
	});`, dropScript, base64.StdEncoding.EncodeToString(file)))
	release := b.site.hold("/LICENSES.txt")
	defer release()
	b.visit("")
	b.until("the page to load", `() => document.readyState === "complete"`)
	time.Sleep(300 * time.Millisecond)
	if b.state() != "loading" || b.data("#airlock")["locked"] == "true" {
		t.Errorf("state %s, locked %s before the engine came", b.state(), b.data("#airlock")["locked"])
	}
	release()
	b.until("grades", `() => document.documentElement.dataset.state === "done" &&
		document.getElementById("airlock").dataset.locked === "true"`)
	b.graded(core(t, "early.xlsx", file, choices{profile: b.value("#profile")}))
}

// TestNothingLeavesAfterTheLock tries to leak by every common way from the locked page. Each try is refused, and the
// server hears of none; the same tries before the lock show that it would.
func TestNothingLeavesAfterTheLock(t *testing.T) {
	t.Parallel()
	const tries = `async (mark) => {
		const url = location.origin + "/leak?" + mark;
		const to = (ms) => new Promise((done) => setTimeout(() => done("silent"), ms));
		const out = {};
		const attempt = async (name, run) => {
			try { out[name] = String(await Promise.race([run(), to(400)])); } catch (e) { out[name] = "refused"; }
		};
		await attempt("fetch", () => fetch(url + "fetch").then(() => "sent"));
		await attempt("beacon", async () => { navigator.sendBeacon(url + "beacon"); return "silent"; });
		await attempt("image", () => new Promise((done, no) => { const i = new Image();
			i.onload = () => done("sent"); i.onerror = no; i.src = url + "image"; }));
		await attempt("style", () => new Promise((done, no) => { const l = document.createElement("link");
			l.rel = "stylesheet"; l.onload = () => done("sent"); l.onerror = no; l.href = url + "style";
			document.head.append(l); }));
		await attempt("frame", () => new Promise((done) => { const f = document.createElement("iframe");
			f.onload = () => done("silent"); f.src = url + "frame"; document.body.append(f); }));
		await attempt("socket", () => new Promise((done, no) => { const s = new WebSocket(url.replace("http", "ws"));
			s.onopen = () => done("sent"); s.onerror = no; }));
		await attempt("events", () => new Promise((done, no) => { const s = new EventSource(url + "events");
			s.onopen = () => done("sent"); s.onerror = () => { s.close(); no(); }; }));
		await attempt("form", async () => { const f = document.createElement("form"); f.action = url + "form";
			f.target = "_blank"; document.body.append(f); f.submit(); return "silent"; });
		await attempt("navigate", async () => { location.href = url + "navigate"; return "silent"; });
		await attempt("window", async () => open(url + "window") ? "opened" : "refused");
		await attempt("import", () => import(url + "import").then(() => "sent"));
		await attempt("worker", async () => { new Worker(url + "worker"); return "sent"; });
		return out;
	}`
	b := open(t, "")
	b.sample("lianyungang-dental")
	b.until("grades", `() => document.documentElement.dataset.state === "done"`)
	for name, outcome := range js[map[string]string](b, tries, "locked-") {
		if slices.Contains([]string{"sent", "opened"}, outcome) {
			t.Errorf("%s: %s", name, outcome)
		}
	}
	if rtc := js[bool](b, `() => "RTCPeerConnection" in globalThis`); rtc {
		t.Error("RTCPeerConnection is still there")
	}
	time.Sleep(300 * time.Millisecond)
	if b.state() != "done" {
		t.Errorf("state %s after the tries", b.state())
	}
	b.forgive("policy:", "security:", "Refused", "Content Security Policy", "sandbox", "TypeError", "Blocked", "blocked")

	// The control: a page whose lock cannot come sends what it may still send.
	open := blank(t, "")
	release := open.site.hold("/LICENSES.txt")
	defer release()
	open.visit("")
	open.until("the page to load", `() => document.readyState === "complete"`)
	before := len(open.site.requests(0))
	js[string](open, `async () => { await fetch(location.origin + "/leak?control"); return "sent"; }`)
	if !slices.ContainsFunc(open.site.requests(before), func(r string) bool { return strings.Contains(r, "control") }) {
		t.Error("the server's log misses requests; it proves nothing")
	}
	open.forgive("404")
}

// forgive drops the problems that a test provoked itself.
func (b *tab) forgive(parts ...string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.problems = slices.DeleteFunc(b.problems, func(p string) bool {
		return slices.ContainsFunc(parts, func(part string) bool { return strings.Contains(p, part) })
	})
}

// TestCancel stops a big load and has a usable page at once.
func TestCancel(t *testing.T) {
	var big bytes.Buffer
	big.WriteString("客户编号,消费日期,消费金额,备注\n")
	for i := range 400_000 {
		fmt.Fprintf(&big, "K%06d,2024-%02d-%02d,%d.50,第%d次\n", i%90_000, i%12+1, i%28+1, i%5000, i%7)
	}
	b := open(t, "")
	want := core(t, "a.xlsx", sampleFile(t, "lianyungang-dental"), choices{profile: "lianyungang-dental"})
	// While the browser hands the bytes over, while the engine reads them, and while it grades.
	for _, after := range []time.Duration{0, 100 * time.Millisecond, 500 * time.Millisecond} {
		state := b.state()
		b.give("大表.csv", big.Bytes())
		b.until("work", `() => document.documentElement.dataset.state === "working" &&
			document.getElementById("cancel").checkVisibility()`)
		time.Sleep(after)
		took := js[float64](b, `async () => { const began = performance.now();
			const works = () => document.documentElement.dataset.state === "working";
			if (!works()) return -1;
			document.getElementById("cancel").click();
			while (works()) await new Promise((done) => setTimeout(done, 2));
			return performance.now() - began; }`)
		if took < 0 {
			t.Logf("there was nothing left to cancel after %v", after)
			b.until("grades", `() => document.documentElement.dataset.state === "done"`)
		} else if t.Logf("cancelled after %v in %.0f ms", after, took); took > 5000 {
			t.Errorf("cancelling after %v took %.0f ms", after, took)
		} else if got := b.state(); got != state {
			t.Errorf("state %s after cancelling, before it was %s", got, state)
		}
		b.sample("lianyungang-dental")
		b.graded(want)
		b.shows("the sample", want, arranged(want, byScore, nil, ""))
	}
}

// TestDropToGrades times a customary file on a warm page. The bound is loose: it guards against an accident, the
// benchmark measures.
func TestDropToGrades(t *testing.T) {
	b := open(t, "")
	b.sample("lianyungang-dental")
	want := core(t, "a.xlsx", sampleFile(t, "lianyungang-dental"), choices{profile: "lianyungang-dental"})
	b.graded(want)
	best := 1e9
	for range 5 {
		took := js[float64](b, `async (name, base64) => {
			const drop = `+dropScript+`;
			const root = document.documentElement;
			const began = performance.now();
			drop(name, base64);
			const till = async (test) => { while (!test() && performance.now() - began < 50000) {
				await new Promise((done) => { const c = new MessageChannel(); c.port1.onmessage = done; c.port2.postMessage(0); });
			} };
			await till(() => root.dataset.state === "working");
			await till(() => root.dataset.state === "done");
			return performance.now() - began; }`, "again.xlsx",
			base64.StdEncoding.EncodeToString(sampleFile(t, "lianyungang-dental")))
		best = min(best, took)
	}
	t.Logf("748 rows from drop to grades: %.0f ms", best)
	if best > 5000 {
		t.Errorf("748 rows take %.0f ms from drop to grades", best)
	}
	b.graded(want)
}
