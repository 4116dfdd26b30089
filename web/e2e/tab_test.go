package e2e

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// patience bounds each wait. It only ever passes when something is broken, so it is long: a machine may be slow and busy.
const patience = time.Minute

// designed is Chromium's remark on the sandbox that the policy sets. It keeps popups out; the page need not be kept from
// itself.
const designed = "allow-scripts and allow-same-origin for its sandbox attribute"

// A tab is one page of the browser. When its test ends, it has to have been quiet: no error on the console, no
// violation of the policy, no request since the lock.
type tab struct {
	t        *testing.T
	ctx      context.Context
	site     *server
	requests int  // made before the lock
	kept     bool // the page comes from the cache: the browser may look whether there is a newer service worker

	mu       sync.Mutex
	problems []string
	said     []string // everything else on the console: the words of a program that stops
}

// watch makes violations of the policy errors of the console, which the tab collects.
const watch = `addEventListener("securitypolicyviolation", (e) =>
	console.error("policy: " + e.effectiveDirective + " " + e.blockedURI + " " + e.sourceFile + ":" + e.lineNumber));`

// open goes to the page and waits until it is ready.
func open(t *testing.T, query string) *tab {
	t.Helper()
	b := blank(t, "")
	b.visit(query)
	b.ready()
	return b
}

// blank opens a tab in which scripts run before those of any page.
func blank(t *testing.T, script string) *tab {
	t.Helper()
	start(t)
	b := &tab{t: t, site: serve(t)}
	ctx, cancel := chromedp.NewContext(chrome, chromedp.WithListener(b.listen))
	b.ctx = ctx
	t.Cleanup(func() {
		b.quiet()
		cancel()
	})
	b.do(chromedp.EmulateViewport(1440, 900), func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, target, page.AddScriptToEvaluateOnNewDocument,
			page.AddScriptToEvaluateOnNewDocumentParams{Source: watch + script})
		return chromedp.Void{}, err
	})
	return b
}

func (b *tab) listen(event any) {
	problem, said := "", ""
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		for _, arg := range e.Args {
			said += string(arg.Value) + arg.Description + " "
		}
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning {
			problem = said
		}
	case *runtime.EventExceptionThrown:
		problem = "exception: " + e.ExceptionDetails.Text
		if e.ExceptionDetails.Exception != nil {
			problem += " " + e.ExceptionDetails.Exception.Description
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning {
			problem = string(e.Entry.Source) + ": " + e.Entry.Text + " " + e.Entry.URL
		}
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if problem != "" && !strings.Contains(problem, designed) {
		b.problems = append(b.problems, problem)
	} else if said != "" {
		b.said = append(b.said, said)
	}
}

func (b *tab) visit(query string) {
	b.t.Helper()
	b.do(chromedp.Navigate(b.site.url + "/" + query))
}

// ready waits for the lock and notes where the server's log stands.
func (b *tab) ready() {
	b.t.Helper()
	b.until("ready", `() => document.documentElement.dataset.state === "ready" &&
		document.getElementById("airlock").dataset.locked === "true"`)
	b.requests = len(b.site.requests(0))
	b.kept = js[bool](b, `() => Boolean(navigator.serviceWorker?.controller)`)
}

// quiet reports what a page must not do.
func (b *tab) quiet() {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, p := range b.problems {
		b.t.Errorf("console: %s", p)
	}
	if len(b.problems) > 0 && len(b.said) > 0 {
		b.t.Logf("the console also says:\n%s", strings.Join(b.said, "\n"))
	}
	if b.requests == 0 {
		return
	}
	for _, r := range b.site.requests(b.requests) {
		if !b.kept || r != updateCheck {
			b.t.Errorf("request after the lock: %s", r)
		}
	}
}

func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.t.Fatal(err)
	}
}

// js calls a JavaScript function in the page.
func js[T any](b *tab, function string, args ...any) T {
	b.t.Helper()
	v, err := call[T](b, function, args...)
	if err != nil {
		b.t.Fatalf("%s: %v", function, err)
	}
	return v
}

func call[T any](b *tab, function string, args ...any) (T, error) {
	b.t.Helper()
	list, err := json.Marshal(append([]any{}, args...))
	if err != nil {
		b.t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	return chromedp.Run(ctx, chromedp.Evaluate[T]("("+function+")(..."+string(list)+")", chromedp.EvalAwaitPromise))
}

// until waits for a JavaScript function to give something true.
func (b *tab) until(what, function string, args ...any) {
	b.t.Helper()
	deadline := time.Now().Add(patience)
	for !b.holds(function, args...) {
		if time.Now().After(deadline) {
			b.shot("failed")
			b.t.Fatalf("waited in vain for %s: state %s, message %s %q, grades %v", what, b.state(), b.code(),
				b.text("#message"), b.grades())
		}
	}
}

// holds looks in the page itself, for a second at most, whether a function gives something true: asking it from here costs
// as much as the page's own work. It does not while the tab goes from one page to another.
func (b *tab) holds(function string, args ...any) bool {
	b.t.Helper()
	holds, err := call[bool](b, `async (...args) => {
		const holds = (`+function+`);
		for (const end = performance.now() + 1_000; performance.now() < end; await new Promise((soon) => setTimeout(soon, 15)))
			if (await holds(...args)) return true;
		return false;
	}`, args...)
	var refused *cdproto.Error
	if leaves := errors.As(err, &refused) && refused.Code == -32000; err != nil && !leaves {
		b.t.Fatalf("%s: %v", function, err)
	}
	if err != nil {
		time.Sleep(15 * time.Millisecond)
	}
	return err == nil && holds
}

func (b *tab) state() string {
	return js[string](b, `() => document.documentElement.dataset.state`)
}

// data gives the data attributes of an element.
func (b *tab) data(selector string) map[string]string {
	b.t.Helper()
	return js[map[string]string](b, `(s) => ({...document.querySelector(s)?.dataset})`, selector)
}

func (b *tab) grades() map[string]string { return b.data("#grades") }

// code is the code of the message that is shown, "" when none is.
func (b *tab) code() string {
	return js[string](b, `() => { const m = document.getElementById("message");
		return m && m.checkVisibility() ? m.dataset.code : ""; }`)
}

// text is what is to be read in an element, "" when it is hidden.
func (b *tab) text(selector string) string {
	b.t.Helper()
	return js[string](b, `(s) => { const e = document.querySelector(s);
		return e?.checkVisibility() ? e.innerText : ""; }`, selector)
}

func (b *tab) click(selector string) {
	b.t.Helper()
	b.until(selector, `(s) => { const e = document.querySelector(s); return e && !e.disabled; }`, selector)
	js[bool](b, `(s) => { document.querySelector(s).click(); return true; }`, selector)
}

// choose sets a field as a user does who picks from a list, types a date or types a text.
func (b *tab) choose(selector, value string) {
	b.t.Helper()
	js[bool](b, `(s, v) => { const e = document.querySelector(s); e.value = v;
		e.dispatchEvent(new Event("input", {bubbles: true})); e.dispatchEvent(new Event("change", {bubbles: true}));
		return true; }`, selector, value)
	if got := b.value(selector); got != value {
		b.t.Fatalf("%s took %q for %q", selector, got, value)
	}
}

func (b *tab) value(selector string) string {
	b.t.Helper()
	return js[string](b, `(s) => document.querySelector(s).value`, selector)
}

// give puts a file into the file input.
func (b *tab) give(name string, data []byte) {
	b.t.Helper()
	path := filepath.Join(b.t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o644); err != nil {
		b.t.Fatal(err)
	}
	b.do(chromedp.SetUploadFiles(chromedp.CSS("#file"), []string{path}))
}

// dropScript drops a file on the document.
const dropScript = `(name, base64) => {
	const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
	const data = new DataTransfer();
	data.items.add(new File([bytes], name));
	const at = document.getElementById("drop") ?? document.body;
	for (const type of ["dragenter", "dragover", "drop"]) {
		at.dispatchEvent(new DragEvent(type, {dataTransfer: data, bubbles: true, cancelable: true}));
	}
	return true;
}`

func (b *tab) drop(name string, data []byte) {
	b.t.Helper()
	js[bool](b, dropScript, name, base64.StdEncoding.EncodeToString(data))
}

// sample presses the button of a sample; it is there at first and behind "another file" later.
func (b *tab) sample(name string) {
	b.t.Helper()
	b.click(`#sample [data-sample="` + name + `"]`)
}

// columnHeads are the texts of the grid's header.
func (b *tab) columnHeads() []string {
	return js[[]string](b, `() => [...document.querySelectorAll("#grid [role=columnheader]")].map((h) =>
		(h.querySelector("button span") ?? h).textContent.trim())`)
}

// rows are the texts of the rows that the grid shows now, in their order.
func (b *tab) rows() [][]string {
	return js[[][]string](b, `() => [...document.querySelectorAll("#grid [role=row]")]
		.filter((r) => r.querySelector("[role=gridcell]") && Number(r.ariaRowIndex ?? r.getAttribute("aria-rowindex")) > 1)
		.sort((a, b) => a.getAttribute("aria-rowindex") - b.getAttribute("aria-rowindex"))
		.map((r) => [...r.querySelectorAll("[role=gridcell]")].map((c) =>
			(c.querySelector("[role=img]")?.getAttribute("aria-label") ?? c.textContent).trim()))`)
}

// shot keeps a screenshot when the tests were asked to.
func (b *tab) shot(name string) {
	if *screens == "" {
		return
	}
	png, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err == nil {
		err = os.MkdirAll(*screens, 0o755)
	}
	if err == nil {
		name = strings.ReplaceAll(b.t.Name(), "/", "-") + "-" + name + ".png"
		err = os.WriteFile(filepath.Join(*screens, name), png, 0o644)
	}
	if err != nil {
		b.t.Log(err)
	}
}
