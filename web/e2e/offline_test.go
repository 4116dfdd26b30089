package e2e

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"fenji/web"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// A host serves a copy of the site under a sub-path. It can go away, as a network does, and get a new version.
type host struct {
	*server
	dir  string
	gone atomic.Bool
	cut  atomic.Value // the path of what breaks off half-way; "" for nothing
	lost atomic.Value // and of what is not there
}

func newHost(t *testing.T, prefix string, headers bool) *host {
	t.Helper()
	start(t)
	h := &host{server: &server{held: map[string]chan struct{}{}}, dir: t.TempDir()}
	if err := os.CopyFS(h.dir, os.DirFS(dist)); err != nil {
		t.Fatal(err)
	}
	files := http.Handler(web.Handler(os.DirFS(h.dir)))
	if !headers {
		plain := http.FileServer(http.Dir(h.dir))
		files = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.RawQuery != "" {
				http.Error(w, "no questions", http.StatusBadRequest)
				return
			}
			plain.ServeHTTP(w, r)
		})
	}
	files = http.StripPrefix(prefix, files)
	local := newServer(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if h.gone.Load() {
			panic(http.ErrAbortHandler)
		}
		h.mu.Lock()
		h.log = append(h.log, r.Method+" "+r.URL.String())
		held := h.held[r.URL.Path]
		h.mu.Unlock()
		if held != nil {
			<-held
		}
		if cut, _ := h.cut.Load().(string); cut == r.URL.Path {
			half(w, h.dir, cut)
		}
		if lost, _ := h.lost.Load().(string); lost == r.URL.Path {
			w.Header().Set("Cache-Control", "no-cache") // browsers keep it all the same
			http.Error(w, "not there yet", http.StatusNotFound)
			return
		}
		files.ServeHTTP(w, r)
	}))
	t.Cleanup(local.Close)
	h.url = local.URL + prefix
	return h
}

// addresses are those that servers of this run had. A browser keeps the site of each for offline use, and would give it
// to a later one at the same address.
var addresses = struct {
	sync.Mutex
	had map[string]bool
}{had: map[string]bool{}}

// newServer starts a server at an address that none had before.
func newServer(t *testing.T, handler http.Handler) *httptest.Server {
	t.Helper()
	addresses.Lock()
	defer addresses.Unlock()
	for {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		if at := listener.Addr().String(); !addresses.had[at] {
			addresses.had[at] = true
			s := httptest.NewUnstartedServer(handler)
			s.Listener.Close()
			s.Listener = listener
			s.Start()
			return s
		}
		defer listener.Close() // not before another is found
	}
}

// renew puts a new version on the host.
func (h *host) renew(t *testing.T, path, more string) {
	t.Helper()
	name := filepath.Join(h.dir, filepath.FromSlash(path))
	data, err := os.ReadFile(name)
	if err == nil {
		err = os.WriteFile(name, append(data, more...), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	command := exec.Command("go", "run", "./web/pack", "-dist", h.dir, "list")
	command.Dir = filepath.Join("..", "..")
	if said, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
}

// page opens a tab on the host and waits for the lock.
func (h *host) page(t *testing.T) *tab {
	t.Helper()
	b := blank(t, "")
	b.site = h.server
	b.visit("")
	b.until("the lock", `() => document.getElementById("airlock").dataset.locked === "true"`)
	b.offline()
	return b
}

// offline waits until the page knows whether it can be opened without a network, which may be a moment after the lock, and says it.
func (b *tab) offline() string {
	b.t.Helper()
	b.until("the cache", `() => Boolean(document.getElementById("offline").dataset.offline)`)
	return b.data("#offline")["offline"]
}

func (b *tab) version() string {
	return js[string](b, `() => fenji.parts.version`)
}

// close ends the page, so that no page of its version is open.
func (b *tab) close() {
	b.quiet()
	b.requests, b.problems = 0, nil
	chromedp.Cancel(b.ctx)
}

// TestOffline opens the page again without a network, then renews the host: the page that is open keeps its version,
// and once all are closed the next one has the new.
func TestOffline(t *testing.T) {
	h := newHost(t, "/deep/fenji", true)
	first := h.page(t)
	if got := first.offline(); got != "ready" {
		t.Fatalf("data-offline is %q after the first visit", got)
	}
	old := first.version()
	if got := js[string](first, `async () => (await caches.keys()).join()`); got != "fenji /deep/fenji/ "+old {
		t.Errorf("caches are %s", got)
	}
	first.close()

	h.gone.Store(true)
	alone := h.page(t)
	alone.forgive("ERR_EMPTY_RESPONSE", "parts.json", "sw.js")
	alone.sample("lianyungang-dental")
	alone.graded(core(t, "a.xlsx", sampleFile(t, "lianyungang-dental"), choices{profile: "lianyungang-dental"}))
	if got := alone.offline(); got != "ready" || alone.version() != old {
		t.Errorf("without a network: %s, version %s", got, alone.version())
	}
	if got := js[string](alone, `async () => {
		const list = [];
		for (const name of await caches.keys()) for (const r of await (await caches.open(name)).keys()) list.push(r.url);
		return list.join(" "); }`); strings.Count(got, " ") != len(partsOf(t, h.dir)) || strings.Contains(got, "blob") {
		t.Errorf("the cache holds %s", got)
	}
	alone.close()
	h.gone.Store(false)

	h.renew(t, "app.css", "\n:root { --renewed: 1; }\n")
	before := h.page(t)
	before.until("the new version to be ready", `() => document.getElementById("offline").dataset.update === "ready"`)
	if !strings.Contains(before.text("#newer"), "新版本") {
		t.Error("the page does not say that there is a new version")
	}
	if before.version() != old || renewed(before) {
		t.Errorf("a page of version %s, renewed %v, came while %s was open", before.version(), renewed(before), old)
	}
	second := h.page(t) // while the other one is open
	if second.version() != old || renewed(second) {
		t.Error("two versions are open at once")
	}
	before.sample("lianyungang-dental") // and goes on working while another is ready
	before.graded(core(t, "a.xlsx", sampleFile(t, "lianyungang-dental"), choices{profile: "lianyungang-dental"}))
	second.sample("shaoxing-finance")
	second.graded(core(t, "a.xlsx", sampleFile(t, "shaoxing-finance"), choices{profile: "shaoxing-finance"}))
	second.close()
	before.close()
	h.takenOver(t)

	h.gone.Store(true)
	after := h.page(t)
	after.forgive("ERR_EMPTY_RESPONSE", "parts.json", "sw.js")
	if after.version() == old || !renewed(after) {
		t.Errorf("version %s, renewed %v after all pages were closed", after.version(), renewed(after))
	}
	after.until("the old cache to go", `async () => (await caches.keys()).length === 1`)
}

// takenOver waits, on an empty page beside the site, until the browser has seen that no page of the older version is open.
func (h *host) takenOver(t *testing.T) {
	t.Helper()
	beside := blank(t, "")
	beside.site = h.server
	at, prefix, _ := strings.Cut(strings.TrimPrefix(h.url, "http://"), "/")
	beside.do(chromedp.Navigate("http://" + at + "/"))
	beside.until("the new version to take over", `async (scope) => {
		const { waiting, active } = await navigator.serviceWorker.getRegistration(scope);
		return !waiting && active.state === "activated"; }`, "/"+prefix+"/")
	beside.forgive("404")
	beside.close()
}

func partsOf(t *testing.T, dir string) []string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, "parts.json"))
	if err != nil {
		t.Fatal(err)
	}
	_, list, _ := strings.Cut(string(data), `"parts"`)
	return strings.Split(list, "\n")[1 : strings.Count(list, `": "`)+1]
}

func renewed(b *tab) bool {
	return js[string](b, `() => getComputedStyle(document.documentElement).getPropertyValue("--renewed")`) != ""
}

// TestCacheLost takes the cache away from under the service worker, as a browser short of space may: the worker steps
// aside, and the page comes from the network and is kept again.
func TestCacheLost(t *testing.T) {
	t.Parallel()
	h := newHost(t, "", true)
	first := h.page(t)
	js[bool](first, `async () => { for (const name of await caches.keys()) await caches.delete(name); return true; }`)
	first.close()
	second := h.page(t)
	if got := second.offline(); got != "ready" {
		t.Errorf("data-offline is %q", got)
	}
	second.close()
	h.gone.Store(true)
	third := h.page(t)
	third.forgive("ERR_EMPTY_RESPONSE", "parts.json", "sw.js")
}

// TestSlowHost: a page of the cache asks its host whether there is a newer version, and locks itself when it has the answer. Its
// program does not wait for that. One worker is made, and its module is the page's.
func TestSlowHost(t *testing.T) {
	t.Parallel()
	h := newHost(t, "", true)
	h.page(t).close()
	b := blank(t, countWorkers+`AbortSignal.timeout = () => new AbortController().signal;`)
	b.site = h.server
	release := b.site.hold("/parts.json")
	defer release()
	b.visit("?lang=en")
	b.until("the program", `() => globalThis.role === "page" && document.documentElement.lang === "en"`)
	if b.data("#airlock")["locked"] == "true" || b.state() != "loading" {
		t.Error("the page locks itself while a question is on its way")
	}
	if said := js[string](b, `() => ["airlock-title", "guide-title", "drop-waiting"].map((id) => document.getElementById(id).textContent).join()`); regexp.MustCompile(`\p{Han}`).MatchString(said) {
		t.Errorf("what can be opened while the page waits says %q", said)
	}
	release()
	b.ready()
	b.sample("lianyungang-dental")
	b.graded(core(t, "a.xlsx", sampleFile(t, "lianyungang-dental"), choices{profile: "lianyungang-dental"}))
	if made := js[int](b, `() => workers`); made != 1 {
		t.Errorf("%d workers were made", made)
	}
}

// countWorkers counts the workers that a page makes, and how often one is asked to compile the program.
const countWorkers = `globalThis.workers = globalThis.compilers = 0;
	globalThis.Worker = class extends Worker { constructor(...a) { super(...a); workers++; globalThis.born?.(this); } };
	{ const post = Worker.prototype.postMessage;
	Worker.prototype.postMessage = function (message, ...more) {
		if (message.kept) { compilers++; globalThis.spoil?.(message.kept); }
		return post.call(this, message, ...more);
	}; }`

// TestCompiledBeside: on a page of the cache the engine's worker compiles the program. When that worker is lost, the page does.
func TestCompiledBeside(t *testing.T) {
	t.Parallel()
	h := newHost(t, "", true)
	h.page(t).close()
	h.gone.Store(true)
	for _, c := range []struct {
		script             string
		workers, compilers int
	}{
		{"", 1, 1},
		{`globalThis.spoil = (kept) => { kept.path += "?"; };`, 2, 1},
		{`globalThis.born = (worker) => worker.addEventListener("message", (event) => { // the module is lost on its way
			if (event.data.kind === "compiled") event.stopImmediatePropagation();
		});`, 1, 1},
		{`const { compile } = WebAssembly, ask = fetch; // the lock falls while the page compiles, for the host was slow
		let compiling = false;
		const when = async (so) => { while (!so()) await new Promise((soon) => setTimeout(soon, 15)); };
		WebAssembly.compile = async (bytes) => {
			compiling = true;
			await when(() => document.getElementById("airlock").dataset.locked === "true");
			return compile(bytes);
		};
		globalThis.fetch = async (path, options) => {
			if (options.cache === "no-store") await when(() => compiling);
			return ask(path, options);
		};`, 1, 0},
		{`globalThis.born = (worker) => { // it is lost while the page waits for its first word
			if (workers > 1) return;
			worker.addEventListener("message", (event) => { if (event.data.kind === "ok") event.stopImmediatePropagation(); });
			const { set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Worker.prototype), "onmessage");
			Object.defineProperty(worker, "onmessage", { set(listen) {
				set.call(worker, listen);
				if (listen) worker.postMessage({id: 1e6, op: "nonsense", args: new Uint8Array(), files: []});
			} });
		};`, 2, 1},
	} {
		b := blank(t, countWorkers+c.script)
		b.site = h.server
		b.visit("")
		b.ready()
		b.forgive("ERR_EMPTY_RESPONSE", "parts.json")
		if code := b.code(); code != "" {
			t.Errorf("%q: the page says %s", c.script, code)
		}
		b.sample("lianyungang-dental")
		b.graded(core(t, "a.xlsx", sampleFile(t, "lianyungang-dental"), choices{profile: "lianyungang-dental"}))
		if got := js[[]int](b, `() => [workers, compilers]`); got[0] != c.workers || got[1] != c.compilers {
			t.Errorf("%q: %d workers were made, %d asked to compile", c.script, got[0], got[1])
		}
		b.close()
	}
}

// TestAlteredPart: a part that is not the one of the list stops the page before it locks, the program too, which is compiled while
// it is checked. The program is asked for once.
func TestAlteredPart(t *testing.T) {
	t.Parallel()
	for part, more := range map[string]string{"worker.js": "\npostMessage(1);", "fenji.wasm": "\x00\x01\x00"} { // an empty section of its own
		h := newHost(t, "", true)
		name := filepath.Join(h.dir, part)
		data, err := os.ReadFile(name)
		if err == nil {
			err = os.WriteFile(name, append(data, more...), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
		b := blank(t, "")
		b.site = h.server
		b.visit("")
		refused := `() => document.getElementById("airlock").dataset.locked === "failed"`
		if part == "fenji.wasm" { // which would have said so
			refused = `() => document.documentElement.dataset.state === "error"`
		}
		b.until("the refusal of "+part, refused)
		b.forgive(part, "version")
		if asked := strings.Count(strings.Join(h.requests(0), "\n"), "/fenji.wasm"); asked != 1 {
			t.Errorf("the program is asked for %d times: %q", asked, h.requests(0))
		}
	}
}

// TestPartComesLater: a host that lacks a part at one visit, as in the middle of an upload, has it at the next, and what the browser
// kept of the first does not stand in the way.
func TestPartComesLater(t *testing.T) {
	t.Parallel()
	h := newHost(t, "", true)
	h.lost.Store("/guide/zh.json")
	first := blank(t, "")
	first.site = h.server
	first.visit("")
	first.until("the refusal", `() => document.getElementById("airlock").dataset.locked === "failed"`)
	first.offline()
	first.forgive("guide/zh.json", "404")
	h.lost.Store("")
	second := h.page(t)
	second.forgive("guide/zh.json") // which the browser has kept
	if got := second.offline(); got != "ready" {
		t.Errorf("data-offline is %q", got)
	}
}

// TestPlainHost runs the page on a file server that sends no headers and takes no questions in addresses, under a sub-path.
func TestPlainHost(t *testing.T) {
	t.Parallel()
	h := newHost(t, "/plain", false)
	b := h.page(t)
	b.forgive("fenji.wasm?first")
	b.requests = len(h.requests(0))
	b.sample("shaoxing-finance")
	b.graded(core(t, "a.xlsx", sampleFile(t, "shaoxing-finance"), choices{profile: "shaoxing-finance"}))
	if got := b.offline(); got != "ready" {
		t.Errorf("data-offline is %q", got)
	}
}

// TestInstallable asks the browser what keeps it from installing the locked page as an app. What it needs for that it
// finds in the document: there is no request and no refusal.
func TestInstallable(t *testing.T) {
	b := newHost(t, "/app", true).page(t)
	b.requests = len(b.site.requests(0))
	b.until("the manifest", `() => Boolean(document.getElementById("manifest").href)`)
	var problems []string
	b.do(func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		manifest, err := cdp.Call(ctx, target, page.GetAppManifest, page.GetAppManifestParams{})
		if err != nil {
			return chromedp.Void{}, err
		}
		for _, e := range manifest.Errors {
			problems = append(problems, e.Message)
		}
		if !strings.Contains(manifest.Data, "start_url") {
			problems = append(problems, "the manifest is "+manifest.Data)
		}
		reasons, err := cdp.Call(ctx, target, page.GetInstallabilityErrors, struct{}{})
		for _, e := range reasons.InstallabilityErrors {
			problems = append(problems, e.ErrorID)
		}
		return chromedp.Void{}, err
	})
	if len(problems) > 0 {
		t.Errorf("not installable: %q", problems)
	}
}
