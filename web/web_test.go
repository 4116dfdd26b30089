package web

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

func TestPolicyIsTheDesigned(t *testing.T) {
	const meta = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob: data:; " +
		"connect-src 'self'; worker-src 'self' blob:; manifest-src data:; base-uri 'none'; form-action 'none'; " +
		"require-trusted-types-for 'script'; trusted-types app-urls"
	const header = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob: data:; " +
		"connect-src 'self'; worker-src 'self' blob:; manifest-src data:; base-uri 'none'; form-action 'none'; " +
		"frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types app-urls; " +
		"sandbox allow-scripts allow-same-origin allow-downloads allow-modals"
	if got := Meta(); got != meta {
		t.Errorf("meta:\n%s\nwant\n%s", got, meta)
	}
	for _, c := range []struct{ path, name, want string }{
		{"/", "Content-Security-Policy", header},
		{"/engine.wasm", "Content-Security-Policy", header},
		{"/sw.js", "Content-Security-Policy", "default-src 'none'; script-src 'self'"},
		{"/x/sw.js", "Content-Security-Policy", header},
		{"/", "Connection-Allowlist", "(response-origin)"},
		{"/", "X-Content-Type-Options", "nosniff"},
		{"/", "Referrer-Policy", "no-referrer"},
		{"/", "Cross-Origin-Opener-Policy", "same-origin"},
		{"/", "Cross-Origin-Embedder-Policy", "require-corp"},
		{"/", "Cross-Origin-Resource-Policy", "same-origin"},
		{"/", "Strict-Transport-Security", "max-age=31536000"},
		{"/", "X-DNS-Prefetch-Control", "off"},
		{"/sw.js", "Cache-Control", "no-cache"},
	} {
		found := 0
		for _, h := range Headers(c.path) {
			if h.Name == c.name {
				found++
				if h.Value != c.want {
					t.Errorf("%s %s: %q, want %q", c.path, c.name, h.Value, c.want)
				}
			}
		}
		if found != 1 {
			t.Errorf("%s %s: stands %d times", c.path, c.name, found)
		}
	}
}

func TestDocumentHoldsThePolicy(t *testing.T) {
	page, err := os.ReadFile("static/index.html")
	if err != nil {
		t.Fatal(err)
	}
	want := `<meta http-equiv="Content-Security-Policy" content="` + Meta() + `">`
	at := strings.Index(string(page), want)
	if at < 0 {
		t.Fatalf("index.html does not hold\n%s", want)
	}
	for _, early := range []string{"<script", "<link", "<img", "<style"} {
		if first := strings.Index(string(page), early); first >= 0 && first < at {
			t.Errorf("%s stands before the policy and would not be held by it", early)
		}
	}
}

// TestDocumentNamesEachElementOnce: an id that two rooms use gives the second the first one's element.
func TestDocumentNamesEachElementOnce(t *testing.T) {
	files, err := filepath.Glob("static/rooms/*.html")
	if err != nil || len(files) < 10 {
		t.Fatalf("%d rooms, %v", len(files), err)
	}
	seen := map[string]string{}
	id := regexp.MustCompile(`\sid="([^"]+)"`)
	for _, file := range append(files, "static/index.html") {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range id.FindAllStringSubmatch(string(text), -1) {
			if first, twice := seen[m[1]]; twice {
				t.Errorf("%s names %s, which stands in %s already", file, m[1], first)
			}
			seen[m[1]] = file
		}
	}
}

var testSite = fstest.MapFS{
	"index.html":        {Data: []byte("<!doctype html>")},
	"app.css":           {Data: []byte("body{}")},
	"app.css.br":        {Data: []byte("brotli")},
	"app.css.gz":        {Data: []byte("gzip")},
	"boot.js":           {Data: []byte("1")},
	"page.wasm":         {Data: []byte("\x00asm")},
	"samples/a.xlsx":    {Data: []byte("PK")},
	"unknown.bin":       {Data: []byte("?")},
	".hidden":           {Data: []byte("secret")},
	".git/config":       {Data: []byte("secret")},
	"samples/.DS_Store": {Data: []byte("secret")},
}

func TestHandler(t *testing.T) {
	h := Handler(testSite)
	for _, c := range []struct {
		method, path, send string // send is "Name: value"
		status             int
		name, want, body   string // a header of the answer and the body
	}{
		{"GET", "/", "", 200, "Content-Type", "text/html; charset=utf-8", "<!doctype html>"},
		{"HEAD", "/", "", 200, "Content-Length", "15", ""},
		{"GET", "/index.html", "", 200, "Content-Type", "text/html; charset=utf-8", "<!doctype html>"},
		{"GET", "/?lang=en", "", 200, "Cache-Control", "no-cache", "<!doctype html>"},
		{"GET", "/boot.js", "", 200, "Content-Type", "text/javascript; charset=utf-8", "1"},
		{"GET", "/page.wasm", "", 200, "Content-Type", "application/wasm", "\x00asm"},
		{"GET", "/samples/a.xlsx", "", 200, "Content-Type", types[".xlsx"], "PK"},
		{"GET", "/unknown.bin", "", 200, "Content-Type", "application/octet-stream", "?"},
		{"GET", "/boot.js", "Range: bytes=0-0", 206, "Content-Range", "bytes 0-0/1", "1"},
		{"GET", "/boot.js", "Range: bytes=9-", 416, "Content-Range", "bytes */1", "*"},

		{"GET", "/app.css", "", 200, "Content-Encoding", "", "body{}"},
		{"GET", "/app.css", "Accept-Encoding: gzip, deflate, br, zstd", 200, "Content-Encoding", "br", "brotli"},
		{"GET", "/app.css", "Accept-Encoding: gzip", 200, "Content-Encoding", "gzip", "gzip"},
		{"GET", "/app.css", "Accept-Encoding: BR;q=0.000, gzip;q=0.5", 200, "Content-Encoding", "gzip", "gzip"},
		{"GET", "/app.css", "Accept-Encoding: br;q=0", 200, "Content-Encoding", "", "body{}"},
		{"GET", "/app.css", "Accept-Encoding: br", 200, "Content-Type", "text/css; charset=utf-8", "brotli"},
		{"GET", "/app.css", "", 200, "Vary", "Accept-Encoding", "body{}"},
		{"GET", "/boot.js", "Accept-Encoding: br", 200, "Content-Encoding", "", "1"},

		{"POST", "/", "", 405, "Allow", "GET, HEAD", "*"},
		{"PUT", "/boot.js", "", 405, "Allow", "GET, HEAD", "*"},
		{"OPTIONS", "/", "", 405, "Allow", "GET, HEAD", "*"},
		{"GET", "/none", "", 404, "X-Content-Type-Options", "nosniff", "*"},
		{"GET", "/samples", "", 404, "", "", "*"},
		{"GET", "/samples/", "", 404, "", "", "*"},
		{"GET", "/index.html/", "", 404, "", "", "*"},
		{"GET", "//index.html", "", 404, "", "", "*"},
		{"GET", "/samples/../index.html", "", 404, "", "", "*"},
		{"GET", "/../../etc/passwd", "", 404, "", "", "*"},
		{"GET", "/%2e%2e/%2e%2e/etc/passwd", "", 404, "", "", "*"},
		{"GET", "/..%5c..%5cboot.ini", "", 404, "", "", "*"},
		{"GET", "/c:/boot.ini", "", 404, "", "", "*"},
		{"GET", "/boot.js%00.html", "", 404, "", "", "*"},
		{"GET", "/%ff", "", 404, "", "", "*"},
		{"GET", "/.hidden", "", 404, "", "", "*"},
		{"GET", "/.git/config", "", 404, "", "", "*"},
		{"GET", "/samples/.DS_Store", "", 404, "", "", "*"},
	} {
		target, err := url.ParseRequestURI(c.path) // as a server reads it: nothing is cleaned
		if err != nil {
			t.Fatal(err)
		}
		r := httptest.NewRequest(c.method, "/", nil)
		r.URL = target
		if name, value, ok := strings.Cut(c.send, ": "); ok {
			r.Header.Set(name, value)
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		what := c.method + " " + c.path + " " + c.send
		if w.Code != c.status {
			t.Errorf("%s: %d, want %d", what, w.Code, c.status)
		}
		if got := w.Header().Get(c.name); c.name != "" && got != c.want {
			t.Errorf("%s: %s is %q, want %q", what, c.name, got, c.want)
		}
		if got := w.Body.String(); c.body != "*" && got != c.body {
			t.Errorf("%s: body %q, want %q", what, got, c.body)
		}
		if strings.Contains(w.Body.String(), "secret") {
			t.Errorf("%s: shows what it must not", what)
		}
		for _, header := range Headers(c.path) {
			if w.Header().Get(header.Name) != header.Value && (c.status != 416 || header.Name != "Cache-Control") {
				t.Errorf("%s: without %s", what, header.Name)
			}
		}
	}
}

func TestHandlerSendsNothingTwice(t *testing.T) {
	server := httptest.NewServer(Handler(testSite))
	defer server.Close()
	tags := map[string]bool{}
	for _, coding := range []string{"identity", "br", "gzip"} {
		get := func(match string) *http.Response {
			r, _ := http.NewRequest("GET", server.URL+"/app.css", nil)
			r.Header.Set("Accept-Encoding", coding)
			r.Header.Set("If-None-Match", match)
			response, err := http.DefaultTransport.RoundTrip(r)
			if err != nil {
				t.Fatal(err)
			}
			io.Copy(io.Discard, response.Body)
			response.Body.Close()
			return response
		}
		tag := get(`"other"`).Header.Get("ETag")
		if tag == "" || tags[tag] {
			t.Errorf("%s: tag %q is not its own", coding, tag)
		}
		tags[tag] = true
		if again := get(tag); again.StatusCode != http.StatusNotModified {
			t.Errorf("%s: %d, want 304", coding, again.StatusCode)
		}
	}
}

func TestHandlerSeesANewBuild(t *testing.T) {
	dir := t.TempDir()
	h := Handler(os.DirFS(dir))
	tag := func(content string) string {
		if err := os.WriteFile(dir+"/a.txt", []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("GET", "/a.txt", nil))
		if w.Body.String() != content {
			t.Errorf("served %q, want %q", w.Body, content)
		}
		return w.Header().Get("ETag")
	}
	if tag("one") == tag("three") {
		t.Error("a changed file kept its tag")
	}
}

// TestHandlerLeavesOldPacksAlone: "make build" after "make dist" renews the files and not their compressed forms.
func TestHandlerLeavesOldPacksAlone(t *testing.T) {
	early := time.Date(2024, 1, 5, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		plain, packed time.Time
		want          string
	}{
		{early, early, "packed"}, {early, early.Add(time.Second), "packed"}, {early.Add(time.Second), early, "plain"},
	} {
		h := Handler(fstest.MapFS{
			"a.js":    {Data: []byte("plain"), ModTime: c.plain},
			"a.js.br": {Data: []byte("packed"), ModTime: c.packed},
		})
		r := httptest.NewRequest("GET", "/a.js", nil)
		r.Header.Set("Accept-Encoding", "br")
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Body.String() != c.want {
			t.Errorf("plain of %v, packed of %v: served %s", c.plain, c.packed, w.Body)
		}
	}
}
