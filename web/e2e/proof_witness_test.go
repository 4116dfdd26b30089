package e2e

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"fenji/web"
)

// A witness stands where a request would arrive, and notes what does.
type witness struct {
	name   string
	addr   string // host:port
	server *http.Server

	mu   sync.Mutex
	seen []string
}

// stand begins to listen on a free port of this machine.
func stand(t *testing.T, name string, answer http.HandlerFunc) *witness {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	w := &witness{name: name, addr: listener.Addr().String()}
	w.server = &http.Server{Handler: http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		w.mu.Lock()
		w.seen = append(w.seen, r.Method+" "+r.RequestURI)
		w.mu.Unlock()
		answer(out, r)
	})}
	go w.server.Serve(listener)
	t.Cleanup(func() { w.server.Close() })
	return w
}

// since gives what arrived after the first n requests.
func (w *witness) since(n int) []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return append([]string(nil), w.seen[n:]...)
}

func (w *witness) count() int { return len(w.since(0)) }

// witnesses are all places where a request could arrive: the site's own server, a second origin, and a proxy that the
// browser uses for everything but these two. A control page, which no policy holds, shows that they would see one.
type witnesses struct {
	site, canary, control, proxy *witness
}

func standAround(t *testing.T) *witnesses {
	t.Helper()
	dist, err := site()
	if err != nil {
		t.Fatal(err)
	}
	files := web.Handler(os.DirFS(dist))
	yes := func(out http.ResponseWriter, r *http.Request) {
		out.Header().Set("Access-Control-Allow-Origin", "*")
		out.Header().Set("Content-Type", "text/plain")
	}
	return &witnesses{
		site:   stand(t, "the site's server", files.ServeHTTP),
		canary: stand(t, "the second origin", yes),
		control: stand(t, "the control page's server", func(out http.ResponseWriter, r *http.Request) {
			out.Header().Set("Content-Type", "text/html")
			fmt.Fprint(out, "<!doctype html><title>control</title>")
		}),
		proxy: stand(t, "the proxy", func(out http.ResponseWriter, r *http.Request) {
			http.Error(out, "refused", http.StatusForbidden)
		}),
	}
}

// direct are the places that the browser reaches without the proxy.
func (w *witnesses) direct() []string { return []string{w.site.addr, w.canary.addr, w.control.addr} }

// A mark remembers how much each witness had seen.
type mark map[*witness]int

func (w *witnesses) mark() mark {
	return mark{w.site: w.site.count(), w.canary: w.canary.count(), w.proxy: w.proxy.count()}
}

// updateCheck is the browser's own look for a newer service worker, which no page can forbid it.
const updateCheck = "GET /sw.js"

// ownHosts are where a browser calls on its own account when it can; the proxy has seen and refused that. They are
// printed, so that the proof names them.
var ownHosts = []string{".mozilla.com", ".mozilla.net", ".mozilla.org", ".firefox.com", ".mozgcp.net", ".google.com",
	".googleapis.com", ".gvt1.com"}

// nothingSince fails when anything arrived that the page could have sent.
func (w *witnesses) nothingSince(t *testing.T, m mark, when string) {
	t.Helper()
	for _, by := range []*witness{w.site, w.canary, w.proxy} {
		for _, request := range by.since(m[by]) {
			switch {
			case by == w.site && request == updateCheck:
				t.Logf("%s: the browser looked for a new sw.js by itself", when)
			case by == w.proxy && isOwn(request):
				t.Logf("%s: the browser itself asked the proxy for %s", when, request)
			default:
				t.Errorf("%s: %s saw %s", when, by.name, request)
			}
		}
	}
}

func isOwn(request string) bool {
	_, address, _ := strings.Cut(request, " ")
	_, rest, absolute := strings.Cut(address, "://")
	if absolute {
		address = rest
	}
	host, _, _ := strings.Cut(address, "/")
	host, _, _ = strings.Cut(host, ":")
	for _, own := range ownHosts {
		if strings.HasSuffix("."+host, own) {
			return true
		}
	}
	return false
}

// frameSince shows what a refused frame still does: no request in any browser, but Chromium connects to its host first.
// Over https a proxy hears the name of that host. The panel says so.
func (w *witnesses) frameSince(t *testing.T, d driver, hasty bool) {
	t.Helper()
	before := w.proxy.count()
	eval[bool](t, d, `async () => { const f = document.createElement("iframe"); f.src = "https://frame.leak.invalid/";
		document.body.append(f); await new Promise((done) => setTimeout(done, 700)); f.remove(); return true; }`)
	for _, request := range w.proxy.since(before) {
		if hasty && request == "CONNECT frame.leak.invalid:443" {
			t.Log("as the panel says, the browser connects to the host of a frame before it refuses the frame")
		} else if !isOwn(request) {
			t.Errorf("a refused frame: the proxy saw %s", request)
		}
	}
}

// tries are the ways out, each to an address that names it. They carry no data. It runs on the control page, where the
// requests go out, and on the locked page, where none may.
const tries = `async (base, ...without) => {
	const to = (way) => base + "/try-" + way;
	const frame = (name) => { const f = document.createElement("iframe"); f.name = name; f.hidden = true;
		document.body.append(f); return f; };
	const ways = {
		fetch: () => fetch(to("fetch"), {mode: "no-cors"}),
		beacon: () => navigator.sendBeacon(to("beacon")),
		socket: () => new WebSocket(to("socket").replace("http", "ws")),
		events: () => new EventSource(to("events")),
		image: () => { new Image().src = to("image"); },
		style: () => { const l = document.createElement("link"); l.rel = "stylesheet"; l.href = to("style");
			document.head.append(l); },
		script: () => { const s = document.createElement("script"); s.src = to("script"); document.head.append(s); },
		form: () => { const f = document.createElement("form"); f.action = to("form"); f.method = "post";
			frame("of-form"); f.target = "of-form"; document.body.append(f); f.submit(); },
		frame: () => { frame("of-frame").src = to("frame"); },
		import: () => import(to("import")),
		worker: () => { const code = "fetch(" + JSON.stringify(to("worker")) + ", {mode: 'no-cors'})";
			new Worker(URL.createObjectURL(new Blob([code]))); },
		prefetch: () => { const l = document.createElement("link"); l.rel = "prefetch"; l.href = to("prefetch");
			document.head.append(l); },
		xhr: () => { const x = new XMLHttpRequest(); x.open("GET", to("xhr")); x.send(); },
		popup: () => { open(to("popup"), "_blank"); },
	};
	// Rarer ones, which not every browser has. The control says how many it sees of them.
	const make = (name, props) => { const e = document.createElement(name); Object.assign(e, props); document.body.append(e); return e; };
	const more = {
		video: () => make("video", {src: to("video"), preload: "auto"}),
		audio: () => new Audio(to("audio")).load(),
		poster: () => make("video", {poster: to("poster")}),
		object: () => make("object", {data: to("object")}),
		embed: () => make("embed", {src: to("embed")}),
		srcset: () => make("img", {srcset: to("srcset") + " 1x"}),
		input: () => make("input", {type: "image", src: to("input")}),
		track: () => { const v = make("video", {}); const k = document.createElement("track"); k.default = true; k.src = to("track"); v.append(k); },
		svg: () => { const s = document.createElementNS("http://www.w3.org/2000/svg", "svg");
			const i = document.createElementNS("http://www.w3.org/2000/svg", "image"); i.setAttribute("href", to("svg")); s.append(i); document.body.append(s); },
		use: () => { const s = document.createElementNS("http://www.w3.org/2000/svg", "svg");
			const u = document.createElementNS("http://www.w3.org/2000/svg", "use"); u.setAttribute("href", to("use") + "#a"); s.append(u); document.body.append(s); },
		css: () => { make("p", {textContent: "x"}).style.backgroundImage = "url(" + to("css") + ")"; },
		font: () => new FontFace("leak", "url(" + to("font") + ")").load(),
		sheet: () => { const s = new CSSStyleSheet(); s.replaceSync("body { cursor: url(" + to("sheet") + "), auto }");
			document.adoptedStyleSheets = [...document.adoptedStyleSheets, s]; },
		icon: () => { const l = document.createElement("link"); l.rel = "icon"; l.href = to("icon"); document.head.append(l); },
		preload: () => { const l = document.createElement("link"); l.rel = "preload"; l.as = "image"; l.href = to("preload"); document.head.append(l); },
		modulepreload: () => { const l = document.createElement("link"); l.rel = "modulepreload"; l.href = to("modulepreload"); document.head.append(l); },
		manifest: () => { const l = document.createElement("link"); l.rel = "manifest"; l.href = to("manifest"); document.head.append(l); },
		module: () => make("script", {type: "module", src: to("module")}),
		keepalive: () => fetch(to("keepalive"), {method: "POST", body: "x", keepalive: true, mode: "no-cors"}),
		cache: async () => (await caches.open("leak")).add(to("cache")),
		urlworker: () => new Worker(to("urlworker")),
		shared: () => new SharedWorker(to("shared")),
		service: () => navigator.serviceWorker.register(to("service")),
		worklet: () => new OfflineAudioContext(1, 1, 44100).audioWorklet.addModule(to("worklet")),
		transport: () => new WebTransport(to("transport").replace("http:", "https:")),
		scripts: () => { new Worker(URL.createObjectURL(new Blob(["importScripts(" + JSON.stringify(to("scripts")) + ")"]))); },
		workersocket: () => { new Worker(URL.createObjectURL(new Blob(["new WebSocket(" + JSON.stringify(to("workersocket").replace("http", "ws")) + ")"]))); },
		nested: () => { const code = "fetch(" + JSON.stringify(to("nested")) + ", {mode: 'no-cors'})";
			new Worker(URL.createObjectURL(new Blob(["new Worker(URL.createObjectURL(new Blob([" + JSON.stringify(code) + "])))"]))); },
		srcdoc: () => make("iframe", {hidden: true, srcdoc: "<img src=" + to("srcdoc") + ">"}),
		ping: () => { const a = make("a", {href: "#ping", ping: to("ping")}); a.click(); },
		get: () => { const f = document.createElement("form"); f.action = to("get"); frame("of-get"); f.target = "of-get"; document.body.append(f); f.submit(); },
		stylesheet: () => { const p = document.createElement("style"); p.textContent = "@import url(" + to("stylesheet") + ");"; document.head.append(p); },
	};
	for (const name of without) delete ways[name];
	for (const way of [...Object.values(ways), ...Object.values(more)]) {
		try { Promise.resolve(way()).catch(() => {}); } catch { }
	}
	await new Promise((done) => setTimeout(done, 700));
	return Object.keys(ways);
}`

// departures lead the page itself elsewhere. Each begins after the call has returned, for it may be the page's end.
var departures = map[string]string{
	"location": `(to) => { setTimeout(() => { location.href = to; }); }`,
	"link": `(to) => { const a = document.createElement("a"); a.href = to; document.body.append(a);
		setTimeout(() => a.click()); }`,
	"download": `(to) => { const a = document.createElement("a"); a.href = to; a.download = "x"; document.body.append(a);
		setTimeout(() => a.click()); }`,
}

// departs tries to lead the page to the canary. Where the browser has no Navigation API nothing can stop it, as the panel
// says; a page on a host that forbids nothing shows that the canary would see it.
func (w *witnesses) departs(t *testing.T, d driver) {
	t.Helper()
	if !eval[bool](t, d, `() => "navigation" in globalThis`) {
		t.Log("this browser has no Navigation API: as the panel says, nothing stops the page's code from navigating away")
		return
	}
	before := w.canary.count()
	for name, departure := range departures {
		eval[any](t, d, departure, "http://"+w.canary.addr+"/depart-"+name)
		time.Sleep(300 * time.Millisecond)
	}
	if seen := w.canary.since(before); len(seen) > 0 {
		t.Errorf("the page could leave: %v", seen)
	}
}

func (w *witnesses) seesDepartures(t *testing.T, d driver) {
	t.Helper()
	for name, departure := range departures {
		visit(t, d, "http://"+w.control.addr+"/")
		eval[any](t, d, departure, "http://"+w.canary.addr+"/depart-"+name)
		w.canary.expect(t, "/depart-"+name)
		// The next visit must not come upon this one under way.
		if err := settles(d, func(p place) bool { return strings.Contains(p.Address, w.canary.addr) }); err != nil {
			t.Fatalf("control: %s: %v", name, err)
		}
	}
}

// expect waits until a request has arrived.
func (w *witness) expect(t *testing.T, part string) bool {
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		if strings.Contains(strings.Join(w.since(0), "\n"), part) {
			return true
		}
	}
	t.Errorf("control: %s does not see %s", w.name, part)
	return false
}

// kinds counts the ways by which something arrived.
func (w *witness) kinds() int {
	ways := map[string]bool{}
	for _, request := range w.since(0) {
		if _, way, found := strings.Cut(request, "/try-"); found {
			ways[way] = true
		}
	}
	return len(ways)
}

// sees runs the tries where nothing forbids them: each witness has to see each way but those that a browser lacks.
func (w *witnesses) sees(t *testing.T, d driver, l launcher) {
	t.Helper()
	w.seesDepartures(t, d)
	visit(t, d, "http://"+w.control.addr+"/")
	for _, by := range []*witness{w.site, w.canary, w.proxy} {
		base := "http://" + by.addr
		if by == w.proxy {
			base = "http://leak.invalid"
		}
		ways := eval[[]string](t, d, tries, base)
		for _, w := range web.Ways {
			if w.Proof != contains(ways, w.Name) {
				t.Errorf("control: %s is tried: %v", w.Name, !w.Proof)
			}
		}
		seen := 0
		for _, way := range ways {
			part := "/try-" + way
			if by == w.proxy && way == "socket" {
				part = "leak.invalid" // by CONNECT, which names no path
			}
			if !contains(l.lacks(), way) && by.expect(t, part) {
				seen++
			}
		}
		t.Logf("control: %s sees %d of %d ways, and %d kinds of requests in all", by.name, seen, len(ways), by.kinds())
	}
}
