package e2e

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fenji/scoring/dialect"
	"fenji/scoring/terminal"

	"github.com/chromedp/chromedp"
)

// TestDialect: the room saves, for every database, what the terminal writes; it says which lines to edit, and copies.
func TestDialect(t *testing.T) {
	b := open(t, "?lang=en")
	b.sample("chongqing-course")
	b.until("grades", `() => document.documentElement.dataset.state === "done"`)
	day := b.value("#as-of")
	script := func(args ...string) string {
		t.Helper()
		var out strings.Builder
		args = append([]string{"sql", "-profile", "chongqing-course", "-as-of", day, "-lang", "en", "-visits", "row"}, args...)
		if code := terminal.Run(args, terminal.Streams{In: strings.NewReader(""), Out: &out, Err: io.Discard}); code != terminal.Done {
			t.Fatalf("exit %d", code)
		}
		return out.String()
	}
	b.tabTo("dialect")
	b.choose("#dialect-visits", "row")
	for i, name := range dialect.Names() {
		b.choose("#dialect", name)
		want := script("-dialect", name)
		b.until(name, `(want) => document.getElementById("sql-text").textContent === want`, want)
		if i > 1 {
			continue // a file looks the same from every database
		}
		file, data := b.download("#download-sql")
		if string(data) != want || file != "fenji-chongqing-course-"+name+"-"+day+".sql" {
			t.Errorf("%s is another script than the terminal's", file)
		}
	}
	if got := b.text("#sql-edit"); !strings.Contains(got, "FROM your_table") || strings.Count(got, "AS given_") != 3 {
		t.Errorf("to be edited is %q", got)
	}
	b.shot("dialect")
	b.choose("#dialect-from", "clinic.visits")
	b.until("the relation", `() => document.getElementById("sql-text").textContent.includes("FROM clinic.visits")`)
	js[bool](b, `() => { Object.defineProperty(navigator, "clipboard", {configurable: true, value: {writeText: async (text) => { globalThis.copied = text; }}}); return true; }`)
	b.click("#copy-sql")
	b.until("copied", `(want) => globalThis.copied === want && document.getElementById("dialect-said").textContent === "Copied"`, script("-dialect", "sqlite", "-from", "clinic.visits"))
	js[bool](b, `() => { Object.defineProperty(navigator, "clipboard", {configurable: true, value: undefined}); return true; }`)
	b.click("#copy-sql")
	b.until("selected", `() => getSelection().toString().includes("FROM clinic.visits") && document.getElementById("dialect-said").textContent.includes("Ctrl+C")`)
	b.choose("#dialect-from", "a; b")
	b.until("refused", `() => document.getElementById("dialect-problem").checkVisibility() && document.getElementById("download-sql").disabled`)
	b.choose("#dialect-from", "")
	js[bool](b, `() => { document.getElementById("dialect-keep").click(); return true; }`)
	b.until("kept cuts", `() => document.getElementById("sql-text").textContent.includes("by cut points that are kept") && !document.getElementById("sql-text").textContent.includes("r_values")`)
	cuts := filepath.Join(t.TempDir(), "cuts.csv")
	if err := os.WriteFile(cuts, []byte("metric,points,value\nR,5,30\nR,4,60\nR,3,120\nR,2,240\nF,5,4\nF,4,3\nF,3,2\nF,2,1\nM,5,8000\nM,4,600\nM,3,400\nM,2,200\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	b.do(chromedp.SetUploadFiles(chromedp.CSS("#cuts-file"), []string{cuts}))
	b.until("the cut points of the database", `() => document.getElementById("profile").value === "chongqing-course-frozen" &&
		document.documentElement.dataset.state === "done" && document.getElementById("sql-text").textContent.includes("chongqing-course-frozen")`)
}
