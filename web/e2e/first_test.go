package e2e

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestFirstSeconds: before the program is there, the page speaks the browser's language or the one that is chosen, turns
// its theme, and takes a click on a sample, which opens when it can.
func TestFirstSeconds(t *testing.T) {
	b := blank(t, "")
	release := b.site.hold("/fenji.wasm")
	defer release()
	b.do(chromedp.Navigate(b.site.url + "/?lang=en"))
	b.until("English", `() => document.documentElement.lang === "en" &&
		document.querySelector("[data-t='drop.pick']").textContent === "Choose a file"`)
	js[bool](b, `() => { const lang = document.getElementById("lang");
		lang.value = "zh-CN";
		lang.dispatchEvent(new Event("change", {bubbles: true}));
		return true; }`)
	b.until("Chinese", `() => document.documentElement.lang === "zh-CN" &&
		document.querySelector("[data-t='drop.pick']").textContent === "选择文件"`)
	js[bool](b, `() => { document.getElementById("theme").click(); document.getElementById("theme").click(); return true; }`)
	if theme := js[string](b, `() => document.documentElement.dataset.theme + document.getElementById("theme-text").textContent`); theme != "dark深色" {
		t.Errorf("the theme is %q", theme)
	}
	js[bool](b, `() => { document.querySelector("[data-sample=visits]").click(); return true; }`)
	b.until("a word on the sample", `() => document.getElementById("sample-waiting").checkVisibility()`)
	if state := b.state(); state != "loading" {
		t.Errorf("state %s without a program", state)
	}
	release()
	b.until("grades", `() => document.documentElement.dataset.state === "done"`)
	if said := js[string](b, `() => [document.documentElement.lang, document.documentElement.dataset.theme,
		document.getElementById("sample-waiting").hidden, document.getElementById("lang").value].join()`); said != "zh-CN,dark,true,zh-CN" {
		t.Errorf("handed over as %s", said)
	}
}

// without are what a browser may lack or forbid, and whether the page may be read without a network all the same.
var without = []struct {
	name, where string
	offline     bool
}{
	{"localStorage", "globalThis", true},
	{"sessionStorage", "globalThis", true},
	{"caches", "globalThis", false},
	{"serviceWorker", "Navigator.prototype", false},
	{"locks", "Navigator.prototype", true},
	{"clipboard", "Navigator.prototype", true},
	{"navigation", "globalThis", true},
	{"matchMedia", "globalThis", true},
	{"ResizeObserver", "globalThis", true},
	{"toLocaleDateString", "Date.prototype", true},
	{"PerformanceObserver", "globalThis", true},
	{"print", "globalThis", true},
	{"subtle", "Crypto.prototype", false},
}

// visits say which of them throw at one visit: things that nobody uses for the same, so that none hides what another one does.
var visits = [][]string{
	{"caches", "localStorage", "clipboard", "navigation", "matchMedia"},
	{"serviceWorker", "sessionStorage", "ResizeObserver", "toLocaleDateString"},
	{"subtle", "locks", "PerformanceObserver", "print"},
}

// throwing makes a thing throw at the mere look; where, then its name.
const throwing = `Object.defineProperty(%s, "%s", {configurable: true, get() { throw new DOMException("denied", "SecurityError"); }});
`

// TestWithoutOptional opens the page in browsers that throw at the look at a few things that have nothing to do with one another,
// so that each throws once, and at all together:
// it grades a file, and says whether it is kept for a visit without a network.
func TestWithoutOptional(t *testing.T) {
	t.Parallel()
	want := core(t, "lianyungang-dental.xlsx", sampleFile(t, "lianyungang-dental"), choices{profile: "lianyungang-dental"})
	all, script := true, ""
	for _, w := range without {
		all = all && w.offline
		script += fmt.Sprintf(throwing, w.where, w.name)
	}
	check := func(name, script string, offline bool, visit func(*tab)) {
		t.Run(name, func(t *testing.T) {
			b := blank(t, script)
			visit(b)
			b.ready()
			if got := b.offline(); (got == "ready") != offline {
				t.Errorf("offline is %q", got)
			}
			b.sample("lianyungang-dental")
			b.graded(want)
		})
	}
	soon := func(b *tab) { b.visit("") }
	tried := 0
	for _, names := range visits {
		script, offline := "", true
		for _, w := range without {
			if contains(names, w.name) {
				script += fmt.Sprintf(throwing, w.where, w.name)
				offline = offline && w.offline
				tried++
			}
		}
		check(strings.Join(names, " "), script, offline, soon)
	}
	if tried != len(without) {
		t.Errorf("%d things are tried, of %d", tried, len(without))
	}
	check("all of them", script+parsed, all, (*tab).visitLate)
	check("a clock that jumps", `{ const D = Date; let to = 1; const jump = () => D.now() + (to = -to) * 40 * 365 * 86_400_000;
		Date = class extends D { constructor(...a) { a.length ? super(...a) : super(jump()); } static now() { return jump(); } }; }`, true, soon)
}

// parsed lets the page ask for a picture when all of its scripts have run but those that come when they come.
const parsed = `addEventListener("DOMContentLoaded", () => { new Image().src = "icon.svg"; });
`

// visitLate opens the page while its first script comes after the others.
func (b *tab) visitLate() {
	release := b.site.hold("/boot.js")
	go func() {
		b.site.waitsFor("/icon.svg")
		release()
	}()
	b.visit("")
}
