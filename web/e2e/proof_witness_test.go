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
	bare                         *witness // the site again, from a host that sends no headers
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
		bare:   stand(t, "the host without headers", http.FileServer(http.Dir(dist)).ServeHTTP),
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
func (w *witnesses) direct() []string {
	list := []string{w.site.addr, w.canary.addr, w.control.addr}
	if w.bare != nil {
		list = append(list, w.bare.addr)
	}
	return list
}

// A mark remembers how much each witness had seen.
type mark map[*witness]int

func (w *witnesses) mark() mark {
	m := mark{}
	for _, by := range []*witness{w.site, w.canary, w.proxy, w.bare} {
		if by != nil {
			m[by] = by.count()
		}
	}
	return m
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
	for by, before := range m {
		for _, request := range by.since(before) {
			switch {
			case (by == w.site || by == w.bare) && request == updateCheck:
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
