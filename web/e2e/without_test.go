package e2e

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fenji/web"
)

// TestWithoutOptionalAnywhere opens the page in each of the three browsers, from a server and as one file from the disk, while
// everything that it can do without throws at the mere look: it locks itself, grades, and saves.
func TestWithoutOptionalAnywhere(t *testing.T) {
	t.Parallel()
	dist, err := site()
	if err != nil {
		t.Fatal(err)
	}
	spoil := ""
	for _, w := range without {
		spoil += fmt.Sprintf(throwing, w.where, w.name)
	}
	files := web.Handler(os.DirFS(dist))
	spoilt := func(out http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/":
			page, err := os.ReadFile(filepath.Join(dist, "index.html"))
			if err != nil {
				t.Error(err)
			}
			out.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprint(out, strings.Replace(string(page), `<script src="boot.js"`, `<script src="spoil.js"></script><script src="boot.js"`, 1))
		case "/spoil.js":
			out.Header().Set("Content-Type", "text/javascript")
			fmt.Fprint(out, spoil)
		default:
			files.ServeHTTP(out, r)
		}
	}
	fromDisk := spoiltFile(t, spoil)
	const sample = "lianyungang-dental"
	want := core(t, "a.xlsx", sampleFile(t, sample), choices{profile: sample})
	for _, l := range browsers {
		t.Run(l.name, func(t *testing.T) {
			t.Parallel() // each waits for another program most of the time
			s := stand(t, "the site's server", spoilt)
			w := &witnesses{site: s, canary: s, control: s, proxy: stand(t, "the proxy", func(out http.ResponseWriter, r *http.Request) {
				http.Error(out, "refused", http.StatusForbidden)
			})}
			d := l.begin(t, w)
			for _, from := range []string{"http://" + s.addr + "/", "file://" + fromDisk} {
				visit(t, d, from)
				await(t, d, patience, "the lock", isLocked)
				for _, name := range []string{"localStorage", "caches"} {
					if eval[bool](t, d, `(name) => { try { return Boolean(globalThis[name]?.open ?? globalThis[name]?.getItem("x")); } catch { return false; } }`, name) {
						t.Errorf("%s: %s is there", from, name)
					}
				}
				press(t, d, `[data-sample="`+sample+`"]`)
				graded(t, d, want)
				if rows := readCSV(t, saved(t, d, "#download-csv")); len(rows)-1 != len(want.result.Customers) {
					t.Errorf("%s: %d customers in the CSV", from, len(rows)-1)
				}
			}
		})
	}
}

// spoiltFile is the edition that is one file, with a script before all others that its policy allows.
func spoiltFile(t *testing.T, spoil string) string {
	t.Helper()
	whole, err := single()
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256([]byte(spoil))
	page := strings.Replace(string(data), "script-src ", "script-src 'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"' ", 1)
	page = strings.Replace(page, `<meta name="viewport"`, "<script>"+spoil+`</script><meta name="viewport"`, 1)
	if page == string(data) || !strings.Contains(page, spoil) {
		t.Fatal("the script has no place")
	}
	name := filepath.Join(t.TempDir(), "fenji.html")
	if err := os.WriteFile(name, []byte(page), 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}
