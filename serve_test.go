package main

import (
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func builtSite(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"index.html", "page.wasm", "engine.wasm"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("here: "+name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestRunRefuses(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	_, port, _ := net.SplitHostPort(taken.Addr().String())
	half := t.TempDir()
	os.WriteFile(filepath.Join(half, "index.html"), nil, 0o644)
	for _, c := range []struct {
		name string
		args []string
		want []string
	}{
		{"no folder", []string{"-dir", filepath.Join(half, "none")}, []string{"make build", "-dir"}},
		{"half a build", []string{"-dir", half}, []string{"make build", "page.wasm"}},
		{"port taken", []string{"-dir", builtSite(t), "-addr", taken.Addr().String()}, []string{"port " + port, "-addr"}},
		{"no port", []string{"-dir", builtSite(t), "-addr", "localhost"}, []string{"-addr", "host:port"}},
		{"stray word", []string{"dist"}, []string{`"dist"`, "-help"}},
	} {
		err := run(t.Context(), c.args, io.Discard, io.Discard)
		for _, want := range c.want {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %v does not say %q", c.name, err, want)
			}
		}
	}
}

func TestRunServesUntilStopped(t *testing.T) {
	for _, c := range []struct {
		addr string
		wide bool
	}{{"127.0.0.1:0", false}, {"0.0.0.0:0", true}} {
		ctx, stop := context.WithCancel(t.Context())
		out, said := io.Pipe()
		var warnings strings.Builder
		ended := make(chan error, 1)
		go func() { ended <- run(ctx, []string{"-dir", builtSite(t), "-addr", c.addr}, said, &warnings) }()
		line := make([]byte, 200)
		n, err := out.Read(line)
		if err != nil {
			t.Fatal(err)
		}
		_, rest, _ := strings.Cut(string(line[:n]), " at ")
		url, _, _ := strings.Cut(rest, " ")
		response, err := http.Get(url)
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(response.Body)
		response.Body.Close()
		if string(body) != "here: index.html" {
			t.Errorf("%s: served %q", c.addr, body)
		}
		if got := strings.Contains(warnings.String(), "other machines"); got != c.wide {
			t.Errorf("%s: warned %v, want %v", c.addr, got, c.wide)
		}
		stop()
		select {
		case err := <-ended:
			if err != nil {
				t.Errorf("%s: stopping: %v", c.addr, err)
			}
		case <-time.After(10 * time.Second):
			t.Fatalf("%s: does not stop", c.addr)
		}
	}
}

func TestSiteKeepsInside(t *testing.T) {
	dir := builtSite(t)
	secret := filepath.Join(t.TempDir(), "secret.txt")
	os.WriteFile(secret, []byte("secret"), 0o644)
	if err := os.Symlink(secret, filepath.Join(dir, "link.txt")); err != nil {
		t.Skip(err)
	}
	root, err := openSite(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	if _, err := root.FS().Open("link.txt"); err == nil {
		t.Error("a link leads out of the site")
	}
}
