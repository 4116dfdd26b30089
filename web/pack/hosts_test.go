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
		for line := range strings.SplitSeq(files[name], "\n") {
			if len(line) > 2000 { // what Cloudflare reads of a line
				t.Errorf("%s has a line of %d bytes", name, len(line))
			}
		}
	}
}

// TestNginx serves a small packed site with Debian's nginx by the generated configuration, at the root and under a path,
// and compares every answer with the table.
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
		for _, name := range []string{"", "index.html", "app.css", "boot.js", "sw.js", "engine.wasm", "fenji.html",
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
