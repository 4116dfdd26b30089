package e2e

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// A driver drives one browser of its own through what the three browsers have in common.
type driver interface {
	// open begins to go to a page; visit waits for it.
	open(url string) error
	// call calls a JavaScript function, given as text, with arguments given as JSON, and waits for its promise.
	call(function, args string) (json.RawMessage, error)
	setFiles(selector, path string) error
	// downloads is the folder where files are saved.
	downloads() string
	close()
}

// A launcher starts a browser that uses a proxy for everything but some addresses.
type launcher struct {
	name   string
	needs  []string // programs
	launch func(t *testing.T, proxy string, direct []string) (driver, error)
	hasty  bool // connects to the host of a frame before it refuses the frame
}

// heed makes the page's violations known from its very first; WebKit, which offers no such moment, relies on the count
// of lockpanel.js.
const heed = `globalThis.violations = [];
	addEventListener("securitypolicyviolation", (e) =>
		violations.push(e.effectiveDirective + " " + e.blockedURI + " " + e.sourceFile + ":" + e.lineNumber));`

// A place is where a tab stands: the address of its document, how far that has loaded, and when it began, which tells it
// from an earlier document of the same address.
type place struct{ Address, State, Began string }

func (p place) settled() bool { return p.State == "complete" }

// prompt bounds the question where a tab stands: a document that goes may take it along, and nobody ever answers.
const prompt = 5 * time.Second

// where tells the place of the tab. A tab on its way from one page to another may have none for a while.
func where(d driver) (place, error) {
	type answer struct {
		data json.RawMessage
		err  error
	}
	told := make(chan answer, 1)
	go func() {
		data, err := d.call(`() => ({Address: location.href, State: document.readyState,
			Began: String(performance.timeOrigin)})`, "[]")
		told <- answer{data, err}
	}()
	var p place
	select {
	case a := <-told:
		if a.err != nil {
			return p, a.err
		}
		err := json.Unmarshal(a.data, &p)
		return p, err
	case <-time.After(prompt):
		return p, errors.New("the tab does not say where it is")
	}
}

// settles waits until the tab has settled at a place.
func settles(d driver, there func(place) bool) error {
	var p place
	var err error
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(30 * time.Millisecond) {
		if p, err = where(d); err == nil && p.settled() && there(p) {
			return nil
		}
	}
	return fmt.Errorf("the tab is at %+v: %w", p, cmp.Or(err, errors.New("not where it should be")))
}

// visit goes to a page and waits until it has loaded. A browser may lose a visit that comes upon another navigation, so
// there is a second try; but not where the first arrived late, for the second would take its page away.
func visit(t *testing.T, d driver, url string) {
	t.Helper()
	var before place
	err := errors.New("not asked")
	for deadline := time.Now().Add(patience); err != nil && time.Now().Before(deadline); {
		before, err = where(d) // a page that is being attacked may be slow to say
	}
	if err != nil {
		t.Fatalf("before %s: %v", url, err)
	}
	arrived := func(p place) bool { return strings.HasPrefix(p.Address, url) && p.Began != before.Began }
	for range 2 {
		if err = cmp.Or(d.open(url), settles(d, arrived)); err == nil {
			return
		}
		if p, late := where(d); late == nil && arrived(p) {
			err = settles(d, arrived)
			break
		}
	}
	if err != nil {
		t.Fatalf("%s: %v", url, err)
	}
}

func eval[T any](t *testing.T, d driver, function string, args ...any) T {
	t.Helper()
	if args == nil {
		args = []any{}
	}
	list, err := json.Marshal(args)
	if err != nil {
		t.Fatal(err)
	}
	data, err := d.call(function, string(list))
	if err != nil {
		t.Fatalf("%.60s…: %v", function, err)
	}
	var v T
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatalf("%.60s…: %v in %.200s", function, err, data)
	}
	return v
}

// await waits until a JavaScript function gives true.
func await(t *testing.T, d driver, limit time.Duration, what, function string, args ...any) {
	t.Helper()
	deadline := time.Now().Add(limit)
	for !holds(t, d, function, args...) {
		if time.Now().After(deadline) {
			t.Fatalf("waited in vain for %s; the page: %s", what, eval[string](t, d,
				`() => JSON.stringify({...document.documentElement.dataset}) + " " +
					(document.getElementById("message-text")?.textContent ?? document.title)`))
		}
		time.Sleep(30 * time.Millisecond)
	}
}

// holds tells whether a function gives true; while the tab goes from one page to another, nothing does.
func holds(t *testing.T, d driver, function string, args ...any) bool {
	t.Helper()
	list, err := json.Marshal(append([]any{}, args...))
	if err != nil {
		t.Fatal(err)
	}
	data, err := d.call("(...args) => Boolean(("+function+")(...args))", string(list))
	return err == nil && string(data) == "true"
}

func press(t *testing.T, d driver, selector string) {
	t.Helper()
	await(t, d, patience, selector, `(s) => { const e = document.querySelector(s); if (!e || e.disabled) return false;
		e.click(); return true; }`, selector)
}

// saved waits for the file that a button saves, and takes it away: browsers differ in what they do with a second file of
// the same name.
func saved(t *testing.T, d driver, button string) []byte {
	t.Helper()
	press(t, d, button)
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(30 * time.Millisecond) {
		now := names(d.downloads())
		if len(now) != 1 || isPartial(now[0]) {
			continue // some browsers keep two files until all has come
		}
		path := filepath.Join(d.downloads(), now[0])
		if data, err := os.ReadFile(path); err == nil && len(data) > 0 {
			time.Sleep(200 * time.Millisecond)
			if more, err := os.Stat(path); err != nil || more.Size() != int64(len(data)) || !isWhole(now[0], data) {
				continue // some write under the name that it will have
			}
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
			return data
		}
	}
	t.Fatalf("%s saved no file: %v", button, names(d.downloads()))
	return nil
}

// isWhole tells a file from its first part, as far as its kind says where it ends.
func isWhole(name string, data []byte) bool {
	switch filepath.Ext(name) {
	case ".xlsx":
		_, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		return err == nil
	case ".csv":
		return bytes.HasSuffix(data, []byte("\r\n"))
	}
	return true
}

func names(dir string) []string {
	var all []string
	files, _ := os.ReadDir(dir)
	for _, f := range files {
		all = append(all, f.Name())
	}
	return all
}

func contains(list []string, s string) bool { return slices.Contains(list, s) }
