package e2e

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"fenji/web"

	"github.com/chromedp/chromedp"
)

var (
	screens = flag.String("screens", "", "a folder to keep screenshots in")
	picture = flag.String("picture", "", "the file to write the picture of README.md to")
)

// The whole package shares one built site and one browser. A test has a tab of its own, and each tab a server of its own,
// so that a log holds the requests of one page only.
var (
	dist     string
	chrome   context.Context
	starting sync.Once
	startErr error
	cleanups []func()
)

func TestMain(m *testing.M) {
	flag.Parse()
	code := m.Run()
	for i := len(cleanups) - 1; i >= 0; i-- {
		cleanups[i]()
	}
	os.Exit(code)
}

// start brings up site and browser with the first test that needs them.
func start(t *testing.T) {
	t.Helper()
	program := browserProgram()
	if program == "" {
		if os.Getenv("FENJI_BROWSER") == "required" {
			t.Fatal("no Chromium on this machine; make test installs it where it can")
		}
		t.Skip("no Chromium on this machine")
	}
	starting.Do(func() {
		if dist, startErr = site(); startErr == nil {
			startErr = launch(program)
		}
	})
	if startErr != nil {
		t.Fatal(startErr)
	}
}

func browserProgram() string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// unused are features of the browser that tests do without. Each tab is a window of its own, and the field for addresses of
// each window loads two pages of some 800 scripts, which cost a second of a processor.
const unused = "Translate,BlinkGenPropertyTrees,WebUIOmniboxPopup,WebUIOmniboxAimPopup"

func launch(program string) error {
	profile, err := os.MkdirTemp("", "fenji-browser-")
	if err != nil {
		return err
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(program), chromedp.UserDataDir(profile),
		chromedp.Flag("disable-gpu", true), chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("no-pings", true),
		chromedp.Flag("accept-lang", "zh-CN"),
		chromedp.Flag("hide-scrollbars", false), chromedp.Flag("disable-features", unused),
	)
	if os.Getuid() == 0 {
		options = append(options, chromedp.Flag("no-sandbox", true)) // Chromium refuses its sandbox to root
	}
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, quit := chromedp.NewContext(allocator)
	cleanups = append(cleanups, func() {
		chromedp.Cancel(ctx)
		quit()
		stop()
		os.RemoveAll(profile)
	})
	chrome = ctx
	return chromedp.Do(ctx)
}

// A server serves the site and keeps a log of what was asked of it.
type server struct {
	url string

	mu   sync.Mutex
	log  []string
	held map[string]chan struct{}
}

// serve starts a server for one test.
func serve(t *testing.T) *server {
	t.Helper()
	s := &server{held: map[string]chan struct{}{}}
	files := web.Handler(os.DirFS(dist))
	local := newServer(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.log = append(s.log, r.Method+" "+r.URL.String())
		held := s.held[r.URL.Path]
		s.mu.Unlock()
		if held != nil {
			<-held
		}
		files.ServeHTTP(w, r)
	}))
	t.Cleanup(local.Close)
	s.url = local.URL
	return s
}

// site is the folder of the site, the same for all tests.
var site = sync.OnceValues(built)

// built is the folder of the site: the one that make test has built, or a new one.
func built() (string, error) {
	if dist := os.Getenv("FENJI_DIST"); dist != "" {
		_, err := os.Stat(filepath.Join(dist, "index.html"))
		return dist, err
	}
	return build()
}

// build makes the site in a folder that goes away after the tests.
func build() (string, error) {
	dist, err := os.MkdirTemp("", "fenji-dist-")
	if err != nil {
		return "", err
	}
	cleanups = append(cleanups, func() { os.RemoveAll(dist) })
	var said bytes.Buffer
	command := exec.Command("make", "build", "DIST="+dist)
	command.Dir = filepath.Join("..", "..")
	command.Stdout, command.Stderr = &said, &said
	if err := command.Run(); err != nil {
		return "", fmt.Errorf("make build: %w\n%s", err, said.String())
	}
	return dist, nil
}

// requests gives what was asked since the first n requests.
func (s *server) requests(n int) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.log[n:]...)
}

// hold lets requests for a path wait until the returned function is called.
func (s *server) hold(path string) (release func()) {
	gate := make(chan struct{})
	s.mu.Lock()
	s.held[path] = gate
	s.mu.Unlock()
	return sync.OnceFunc(func() {
		s.mu.Lock()
		delete(s.held, path)
		s.mu.Unlock()
		close(gate)
	})
}

// waitsFor waits until the page has asked for a path.
func (s *server) waitsFor(path string) bool {
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(15 * time.Millisecond) {
		if contains(s.requests(0), "GET "+path) {
			return true
		}
	}
	return false
}
