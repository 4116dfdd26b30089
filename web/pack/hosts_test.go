package main

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"fenji/web"
)

var update = flag.Bool("update", false, "write the goldens anew")

// TestHosting pins the configuration of every host, and that each says the whole table.
func TestHosting(t *testing.T) {
	files := hosting()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		golden := filepath.Join("testdata", filepath.Base(name))
		if *update {
			os.MkdirAll("testdata", 0o755)
			os.WriteFile(golden, []byte(files[name]), 0o644)
		}
		want, err := os.ReadFile(golden)
		if err != nil || string(want) != files[name] {
			t.Errorf("%s is not as %s has it (-update writes it anew): %v", name, golden, err)
		}
		for _, r := range web.Rules {
			for _, h := range r.Headers {
				if !strings.Contains(files[name], h.Name) || !strings.Contains(files[name], h.Value) {
					t.Errorf("%s lacks %s of %s", name, h.Name, r.Pattern)
				}
			}
		}
	}
}

// A headersRule is a rule of the file _headers as its readers take it apart.
type headersRule struct {
	path    string
	detach  []string
	headers []web.Header
}

// readHeaders takes the file apart by the rules of its two readers: at most 100 rules, lines of at most 2,000
// characters, a path at the start of a line, and below it indented lines of a name, a colon and a value.
func readHeaders(t *testing.T, text string) []headersRule {
	t.Helper()
	name := regexp.MustCompile(`^[A-Za-z0-9-]+$`)
	value := regexp.MustCompile(`^[!-~]([ -~]*[!-~])?$`)
	var rules []headersRule
	for i, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		if len(line) > 2000 {
			t.Errorf("line %d has %d characters", i+1, len(line))
		}
		if strings.HasPrefix(line, "/") && !strings.ContainsAny(line, " :#?") && strings.Count(line, "*") <= 1 {
			rules = append(rules, headersRule{path: line})
			continue
		}
		body, indented := strings.CutPrefix(line, "  ")
		if !indented || len(rules) == 0 {
			t.Fatalf("line %d is neither a path nor a header of one: %q", i+1, line)
		}
		last := &rules[len(rules)-1]
		if gone, ok := strings.CutPrefix(body, "! "); ok && name.MatchString(gone) {
			last.detach = append(last.detach, gone)
			continue
		}
		key, text, ok := strings.Cut(body, ": ")
		if !ok || !name.MatchString(key) || !value.MatchString(text) {
			t.Fatalf("line %d is no header: %q", i+1, line)
		}
		last.headers = append(last.headers, web.Header{Name: key, Value: text})
	}
	if len(rules) > 100 {
		t.Errorf("%d rules", len(rules))
	}
	return rules
}

// answers are the headers of a path: values of several rules are joined, unless one detaches the former.
func answers(rules []headersRule, path string, detaches bool) map[string]string {
	all := map[string]string{}
	for _, r := range rules {
		prefix, open := strings.CutSuffix(r.path, "*")
		if r.path != path && !(open && strings.HasPrefix(path, prefix)) {
			continue
		}
		for _, name := range r.detach {
			if detaches {
				delete(all, name)
			}
		}
		for _, h := range r.headers {
			if former, ok := all[h.Name]; ok {
				h.Value = former + ", " + h.Value
			}
			all[h.Name] = h.Value
		}
	}
	return all
}

// TestHeadersFile reads the file as Cloudflare does, which has to come to the table, and as Netlify does: there, too,
// except for the policy of the service worker, which is then held to both.
func TestHeadersFile(t *testing.T) {
	rules := readHeaders(t, headersFile())
	for _, path := range []string{"/", "/index.html", "/fenji.wasm", "/sw.js", "/x/sw.js", "/fenji.html"} {
		want, joined := map[string]string{}, map[string]string{}
		for _, h := range web.Headers(path) {
			want[h.Name], joined[h.Name] = h.Value, h.Value
		}
		if path == "/sw.js" {
			const policy = "Content-Security-Policy"
			joined[policy] = answers(rules, "/", true)[policy] + ", " + want[policy]
		}
		if got := answers(rules, path, true); !maps.Equal(got, want) {
			t.Errorf("Cloudflare, %s: %v", path, got)
		}
		if got := answers(rules, path, false); !maps.Equal(got, joined) {
			t.Errorf("Netlify, %s: %v", path, got)
		}
	}
}

// TestNginx serves a small packed site with Debian's nginx by the generated configuration, at the root and under a
// path, and compares every answer with the table.
func TestNginx(t *testing.T) {
	program := nginxProgram(t)
	site := smallSite(t)
	run := func(snippet string) string {
		return startNginx(t, program, strings.ReplaceAll(snippet, "/srv/fenji", site))
	}
	for _, c := range []struct{ address, base string }{
		{run(nginx("/")), "/"},
		{run(nginx("/fenji/")), "/fenji/"},
	} {
		for _, name := range []string{"", "index.html", "app.css", "boot.js", "sw.js", "fenji.wasm", "fenji.html",
			"manifest.webmanifest", "icon-192.png", "parts.json", "LICENSES.txt", "samples/a.xlsx", "none", "samples/"} {
			file := name
			if name == "" {
				file = "index.html"
			}
			data, err := os.ReadFile(filepath.Join(site, filepath.FromSlash(file)))
			want := http.StatusOK
			switch {
			case strings.HasSuffix(name, "/"):
				want = http.StatusForbidden // nginx's word for a folder that it does not list
			case err != nil:
				want = http.StatusNotFound
			}
			for _, method := range []string{"GET", "HEAD"} {
				what := fmt.Sprintf("%s %s%s", method, c.base, name)
				status, header, body := ask(t, method, c.address+c.base+name, "identity")
				if status != want || method == "GET" && want == 200 && !bytes.Equal(body, data) {
					t.Errorf("%s: %d with %d bytes, want %d with %d", what, status, len(body), want, len(data))
				}
				for _, h := range web.Headers("/" + name) {
					if got := header.Values(h.Name); len(got) != 1 || got[0] != h.Value {
						t.Errorf("%s: %s is %q, want %q", what, h.Name, got, h.Value)
					}
				}
				if got := header.Get("Content-Type"); want == 200 && got != web.Type(file) {
					t.Errorf("%s: Content-Type %q, want %q", what, got, web.Type(file))
				}
			}
		}
		if _, header, body := ask(t, "GET", c.address+c.base+"app.css", "gzip"); header.Get("Content-Encoding") != "gzip" ||
			!bytes.HasPrefix(body, []byte{0x1f, 0x8b}) {
			t.Errorf("%sapp.css: the compressed form is not sent: %v", c.base, header)
		}
		if status, _, _ := ask(t, "POST", c.address+c.base, "identity"); status != http.StatusMethodNotAllowed {
			t.Errorf("POST %s: %d, want 405", c.base, status)
		}
	}
}

// nginxProgram finds nginx, which Debian puts where not every PATH leads.
func nginxProgram(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"nginx", "/usr/sbin/nginx"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	if os.Getenv("FENJI_PROGRAMS") == "required" {
		t.Fatal("no nginx on this machine; make test installs it where it can")
	}
	t.Skip("no nginx on this machine; make test installs it where it can")
	return ""
}

func startNginx(t *testing.T, program, snippet string) string {
	t.Helper()
	dir := t.TempDir()
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := free.Addr().String()
	free.Close()
	user := ""
	if os.Getuid() == 0 {
		user = "user root;\n"
	}
	config := user + `daemon off;
worker_processes 1;
pid ` + dir + `/pid;
error_log stderr;
events {}
http {
	access_log off;
	client_body_temp_path ` + dir + `/a; proxy_temp_path ` + dir + `/b; fastcgi_temp_path ` + dir + `/c;
	uwsgi_temp_path ` + dir + `/d; scgi_temp_path ` + dir + `/e;
	server {
		listen ` + address + `;
` + snippet + `
	}
}
`
	file := filepath.Join(dir, "nginx.conf")
	if err := os.WriteFile(file, []byte(config), 0o644); err != nil {
		t.Fatal(err)
	}
	var said bytes.Buffer
	server := exec.Command(program, "-e", "stderr", "-p", dir, "-c", file)
	server.Stdout, server.Stderr = &said, &said
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		server.Process.Signal(os.Interrupt)
		server.Wait()
	})
	for range 2000 {
		if c, err := net.Dial("tcp", address); err == nil {
			c.Close()
			return "http://" + address
		}
		time.Sleep(30 * time.Millisecond)
	}
	t.Fatalf("nginx does not answer:\n%s", said.String())
	return ""
}

func ask(t *testing.T, method, url, coding string) (int, http.Header, []byte) {
	t.Helper()
	request, err := http.NewRequest(method, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Accept-Encoding", coding)
	response, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, response.Header, body
}
