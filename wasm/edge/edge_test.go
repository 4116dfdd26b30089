//go:build !js

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"fenji/web"
)

// workerd is the runtime of Cloudflare Workers, in the version that package.json pins, where make test installs it.
func workerd(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile("package.json")
	if err != nil {
		t.Fatal(err)
	}
	var pinned struct{ DevDependencies struct{ Workerd string } }
	if err := json.Unmarshal(data, &pinned); err != nil {
		t.Fatal(err)
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	found, _ := filepath.Glob(filepath.Join(cache, "fenji", "workerd-"+pinned.DevDependencies.Workerd,
		"node_modules", "@cloudflare", "workerd-*", "bin", "workerd"))
	if len(found) == 0 {
		if os.Getenv("FENJI_PROGRAMS") == "required" {
			t.Fatal("no workerd on this machine; make test installs it")
		}
		t.Skip("no workerd on this machine; make test installs it")
	}
	return found[0]
}

// start runs the worker over the site in dir and gives its address.
func start(t *testing.T, program, dir string) string {
	t.Helper()
	built := t.TempDir()
	command := exec.Command("make", "edge", "EDGE="+built)
	command.Dir = filepath.Join("..", "..")
	if said, err := command.CombinedOutput(); err != nil {
		t.Fatalf("make edge: %v\n%s", err, said)
	}
	if err := os.CopyFS(built, os.DirFS("testdata")); err != nil {
		t.Fatal(err)
	}
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := free.Addr().String()
	free.Close()
	var said bytes.Buffer
	ctx, stop := context.WithCancel(context.Background())
	server := exec.CommandContext(ctx, program, "serve", "--socket-addr", "http="+address, "--directory-path", "disk="+dir,
		filepath.Join(built, "config.capnp"))
	server.Stdout, server.Stderr = &said, &said
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		stop()
		server.Wait()
		if t.Failed() {
			t.Logf("workerd said:\n%s", said.String())
		}
	})
	for range 1200 {
		if c, err := net.Dial("tcp", address); err == nil {
			c.Close()
			return "http://" + address
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("workerd does not answer:\n%s", said.String())
	return ""
}

// TestEdgeAnswersAsTheServer compares the worker under its real runtime with the local server, request by request.
func TestEdgeAnswersAsTheServer(t *testing.T) {
	program := workerd(t)
	dir := t.TempDir()
	big := bytes.Repeat([]byte("\x00asm of some size, "), 100_000)
	site := map[string]string{"index.html": "<!doctype html>分级", "app.css": "body{}", "boot.js": "1", "sw.js": "2",
		"engine.wasm": string(big), "manifest.webmanifest": "{}", "samples/a.xlsx": "PK", "icon.svg": "<svg/>",
		"empty.txt": "", "fenji.html": "<!doctype html>"}
	for name, content := range site {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	edge := start(t, program, dir)
	local := httptest.NewServer(web.Handler(os.DirFS(dir)))
	defer local.Close()
	paths := []string{"/", "/?lang=en", "/none", "/samples", "/samples/", "/.git/config", "/samples/.a", "/index.html/"}
	for name := range site {
		paths = append(paths, "/"+name)
	}
	for _, path := range paths {
		methods := []string{"GET", "HEAD"}
		if path == "/" || path == "/sw.js" || path == "/none" {
			methods = append(methods, "POST", "PUT", "DELETE", "OPTIONS")
		}
		for _, method := range methods {
			got, want := ask(t, method, edge+path, "gzip, br"), ask(t, method, local.URL+path, "gzip, br")
			if got.status != want.status || !bytes.Equal(got.body, want.body) {
				t.Errorf("%s %s: %d with %d bytes, the server answers %d with %d bytes", method, path, got.status,
					len(got.body), want.status, len(want.body))
			}
			names := []string{"Content-Type", "Allow", "Content-Encoding"}
			for _, h := range web.Headers(path) {
				names = append(names, h.Name)
			}
			for _, name := range names {
				if g, w := got.header.Get(name), want.header.Get(name); g != w || len(got.header.Values(name)) > 1 {
					t.Errorf("%s %s: %s is %q, the server says %q", method, path, name, g, w)
				}
			}
		}
	}
	tag := ask(t, "GET", edge+"/boot.js", "").header.Get("ETag")
	request, _ := http.NewRequest("GET", edge+"/boot.js", nil)
	request.Header.Set("If-None-Match", tag)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if tag == "" || response.StatusCode != http.StatusNotModified {
		t.Errorf("ETag %q: %d, want 304", tag, response.StatusCode)
	}
}

type answer struct {
	status int
	header http.Header
	body   []byte
}

func ask(t *testing.T, method, url, coding string) answer {
	t.Helper()
	request, err := http.NewRequest(method, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Accept-Encoding", coding)
	response, err := (&http.Client{Timeout: time.Minute}).Do(request)
	if err != nil {
		t.Fatalf("%s %s: %v", method, url, err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatalf("%s %s: %v", method, url, err)
	}
	return answer{response.StatusCode, response.Header, body}
}
