package main

import (
	"context"
	"errors"
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
	for name, content := range map[string]string{
		"index.html": "here: index.html",
		"page.wasm":  "here: page.wasm",
		"parts.json": `{"version":"1","parts":{"index.html":"a","page.wasm":"b"}}`,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
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
	half, bare, torn := builtSite(t), builtSite(t), builtSite(t)
	os.Remove(filepath.Join(half, "page.wasm"))
	os.Remove(filepath.Join(bare, "parts.json"))
	os.WriteFile(filepath.Join(torn, "parts.json"), []byte(`{"version":"1","par`), 0o644)
	for _, c := range []struct {
		name string
		args []string
		want []string
	}{
		{"no folder", []string{"-dir", filepath.Join(half, "none")}, []string{"make build", "-dir"}},
		{"half a build", []string{"-dir", half}, []string{"make build", "page.wasm"}},
		{"no list", []string{"-dir", bare}, []string{"make build", "parts.json"}},
		{"half a list", []string{"-dir", torn}, []string{torn, "parts.json"}},
		{"port taken", []string{"-dir", builtSite(t), "-addr", taken.Addr().String()}, []string{"port " + port, "-addr"}},
		{"no port", []string{"-dir", builtSite(t), "-addr", "localhost"}, []string{"-addr", "host:port"}},
		{"stray word", []string{"dist"}, []string{"dist", "fenji -h"}},
		{"stray flag", []string{"-port", "8080"}, []string{"-port"}},
	} {
		err := run(t.Context(), c.args, io.Discard, io.Discard)
		for _, want := range c.want {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %v does not say %q", c.name, err, want)
			}
		}
		if is := errors.As(err, new(misused)); is != strings.HasPrefix(c.name, "stray") {
			t.Errorf("%s: said not to be understood: %v", c.name, is)
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
		case <-time.After(time.Minute):
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

// TestHostileRequests sends what no browser sends, byte by byte, to the server as it runs. Every answer is a refusal or
// the document; none shows a file from outside the site, and the server lives on.
func TestHostileRequests(t *testing.T) {
	dir := builtSite(t)
	for name, content := range map[string]string{".hidden": "secret", "sub/.git/config": "secret", "a.txt": "0123456789"} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		os.MkdirAll(filepath.Dir(path), 0o755)
		os.WriteFile(path, []byte(content), 0o644)
	}
	os.WriteFile(filepath.Join(filepath.Dir(dir), "outside.txt"), []byte("secret"), 0o644)
	root, err := openSite(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	listener, err := listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- serve(ctx, listener, root.FS()) }()
	const host = " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
	for _, c := range []struct {
		name, send string
		status     string // several are parted by |; "" is a closed connection
		body       string // "" is not looked at
	}{
		{"plain", "GET /" + host + "\r\n", "200", "here: index.html"},
		{"absolute form", "GET http://a/a.txt" + host + "\r\n", "200", "0123456789"},
		{"absolute form elsewhere", "GET http://other.example/../outside.txt" + host + "\r\n", "404", ""},
		{"https form", "GET https://a/%2e%2e/outside.txt" + host + "\r\n", "404", ""},
		{"query", "GET /?../../outside.txt" + host + "\r\n", "200", "here: index.html"},
		{"fragment", "GET /#/../outside.txt" + host + "\r\n", "404", ""},

		{"dots", "GET /../outside.txt" + host + "\r\n", "404", ""},
		{"more dots", "GET /sub/../../outside.txt" + host + "\r\n", "404", ""},
		{"dots inside", "GET /sub/../a.txt" + host + "\r\n", "404", ""},
		{"dot", "GET /./a.txt" + host + "\r\n", "404", ""},
		{"no slash", "GET ../outside.txt" + host + "\r\n", "400", ""},
		{"encoded dots", "GET /%2e%2e/outside.txt" + host + "\r\n", "404", ""},
		{"half encoded dots", "GET /.%2e/outside.txt" + host + "\r\n", "404", ""},
		{"encoded slash", "GET /..%2foutside.txt" + host + "\r\n", "404", ""},
		{"encoded slash in a name", "GET /sub%2f.git%2fconfig" + host + "\r\n", "404", ""},
		{"all encoded", "GET /%2e%2e%2f%6futside.txt" + host + "\r\n", "404", ""},
		{"twice encoded", "GET /%252e%252e/outside.txt" + host + "\r\n", "404", ""},
		{"overlong dots", "GET /%c0%ae%c0%ae/outside.txt" + host + "\r\n", "404", ""},
		{"wide dots", "GET /%ef%bc%8e%ef%bc%8e/outside.txt" + host + "\r\n", "404", ""},
		{"backslash", "GET /..\\outside.txt" + host + "\r\n", "404", ""},
		{"encoded backslash", "GET /..%5coutside.txt" + host + "\r\n", "404", ""},
		{"two slashes", "GET //a.txt" + host + "\r\n", "404", ""},
		{"two slashes and a host", "GET //other.example/a.txt" + host + "\r\n", "404", ""},
		{"absolute path", "GET //etc/passwd" + host + "\r\n", "404", ""},
		{"drive", "GET /c:/boot.ini" + host + "\r\n", "404", ""},
		{"stream of a file", "GET /a.txt::$DATA" + host + "\r\n", "404", ""},
		{"trailing slash", "GET /a.txt/" + host + "\r\n", "404", ""},
		{"trailing dot", "GET /a.txt." + host + "\r\n", "404", ""},
		{"trailing space", "GET /a.txt%20" + host + "\r\n", "404", ""},
		{"folder", "GET /sub" + host + "\r\n", "404", ""},
		{"folder with slash", "GET /sub/" + host + "\r\n", "404", ""},
		{"dot file", "GET /.hidden" + host + "\r\n", "404", ""},
		{"encoded dot file", "GET /%2ehidden" + host + "\r\n", "404", ""},
		{"dot folder", "GET /sub/.git/config" + host + "\r\n", "404", ""},
		{"nul", "GET /a.txt%00.html" + host + "\r\n", "404", ""},
		{"raw nul", "GET /a.txt\x00" + host + "\r\n", "400", ""},
		{"line feed", "GET /%0d%0aX-Evil:%201" + host + "\r\n", "404", ""},
		{"bad encoding", "GET /%zz" + host + "\r\n", "400", ""},
		{"half an encoding", "GET /%2" + host + "\r\n", "400", ""},
		{"not utf-8", "GET /%ff%fe" + host + "\r\n", "404", ""},
		{"long path", "GET /" + strings.Repeat("a", 20_000) + host + "\r\n", "404", ""},
		{"deep path", "GET /" + strings.Repeat("a/", 10_000) + "a" + host + "\r\n", "404", ""},

		{"post", "POST /" + host + "Content-Length: 3\r\n\r\nabc", "405", ""},
		{"put", "PUT /a.txt" + host + "Content-Length: 3\r\n\r\nabc", "405", ""},
		{"delete", "DELETE /a.txt" + host + "\r\n", "405", ""},
		{"trace", "TRACE /" + host + "\r\n", "405", ""},
		{"connect", "CONNECT other.example:443" + host + "\r\n", "405", ""},
		{"options of all", "OPTIONS *" + host + "\r\n", "405|200", ""},
		{"get of all", "GET *" + host + "\r\n", "404|400", ""},
		{"invented method", "BREW /" + host + "\r\n", "405", ""},
		{"small letters", "get /" + host + "\r\n", "405", ""},
		{"no method", " /" + host + "\r\n", "400", ""},

		{"a long header", "GET /" + host + "X: " + strings.Repeat("a", 100_000) + "\r\n\r\n", "431", ""},
		{"many headers", "GET /" + host + strings.Repeat("X: a\r\n", 20_000) + "\r\n", "431", ""},
		{"no host", "GET / HTTP/1.1\r\n\r\n", "400", ""},
		{"two hosts", "GET /" + host + "Host: b\r\n\r\n", "400", ""},
		{"two lengths", "POST /" + host + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc", "400", ""},
		{"negative length", "POST /" + host + "Content-Length: -1\r\n\r\n", "400", ""},
		{"length and chunks", "POST /" + host + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
			"405|400", ""},
		{"folded header", "GET /" + host + "X: a\r\n b\r\n\r\n", "200|400", ""},
		{"another protocol", "GET / HTTP/9.9\r\nHost: a\r\n\r\n", "505", ""},
		{"no protocol", "GET /\r\n\r\n", "400", ""},
		{"not http", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", "400|", ""},

		{"range", "GET /a.txt" + host + "Range: bytes=2-4\r\n\r\n", "206", "234"},
		{"range from the end", "GET /a.txt" + host + "Range: bytes=-3\r\n\r\n", "206", "789"},
		{"range beyond", "GET /a.txt" + host + "Range: bytes=10-\r\n\r\n", "416", ""},
		{"range backwards", "GET /a.txt" + host + "Range: bytes=4-2\r\n\r\n", "416", ""},
		{"huge range", "GET /a.txt" + host + "Range: bytes=0-99999999999999999999\r\n\r\n", "416|200", ""},
		{"no range", "GET /a.txt" + host + "Range: lines=1-2\r\n\r\n", "416|200", ""},
		{"many ranges", "GET /a.txt" + host + "Range: bytes=" + strings.Repeat("0-,", 500) + "0-\r\n\r\n",
			"200", "0123456789"},
		{"range of another version", "GET /a.txt" + host + "Range: bytes=2-4\r\nIf-Range: \"x\"\r\n\r\n",
			"200", "0123456789"},
	} {
		status, body := exchange(t, listener.Addr().String(), c.send)
		if !strings.Contains("|"+c.status+"|", "|"+status+"|") {
			t.Errorf("%s: %q, want %q", c.name, status, c.status)
		}
		if c.body != "" && body != c.body {
			t.Errorf("%s: body %q, want %q", c.name, body, c.body)
		}
		if strings.Contains(body, "secret") || strings.Contains(body, "root:") {
			t.Errorf("%s: shows what lies outside: %q", c.name, body)
		}
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// exchange sends bytes and reads the status and body of the one answer.
func exchange(t *testing.T, address, send string) (status, body string) {
	t.Helper()
	c, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	c.SetDeadline(time.Now().Add(time.Minute))
	go io.WriteString(c, send) // the server may answer before it has read everything
	answer, _ := io.ReadAll(c)
	head, body, _ := strings.Cut(string(answer), "\r\n\r\n")
	fields := strings.Fields(head)
	if len(fields) > 1 {
		status = fields[1]
	}
	return status, body
}

// TestStopLetsAnswersEnd stops the server while an answer is under way: the answer comes whole.
func TestStopLetsAnswersEnd(t *testing.T) {
	dir := builtSite(t)
	big := strings.Repeat("x", 8<<20)
	os.WriteFile(filepath.Join(dir, "big.bin"), []byte(big), 0o644)
	listener, err := listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- serve(ctx, listener, os.DirFS(dir)) }()
	response, err := http.Get("http://" + listener.Addr().String() + "/big.bin")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	stop()
	body, err := io.ReadAll(response.Body)
	if err != nil || len(body) != len(big) {
		t.Errorf("%d of %d bytes: %v", len(body), len(big), err)
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
