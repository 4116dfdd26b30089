package e2e

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"

	"fenji/scoring/terminal"
)

// TestTerminalWritesWhatThePageSaves: the same file, graded by the page and in a terminal, comes out as the same bytes.
func TestTerminalWritesWhatThePageSaves(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ sample, lang string }{{"visits", "zh-CN"}, {"chongqing-course", "en"}} {
		t.Run(c.sample, func(t *testing.T) {
			b := open(t, "?lang="+c.lang)
			b.sample(c.sample)
			b.until("grades", `() => document.documentElement.dataset.state === "done"`)
			dir := t.TempDir()
			in := filepath.Join(dir, c.sample+".xlsx")
			if err := os.WriteFile(in, sampleFile(t, c.sample), 0o644); err != nil {
				t.Fatal(err)
			}
			for _, kind := range []string{"csv", "xlsx"} {
				_, want := b.download("#download-" + kind)
				out := filepath.Join(dir, "out."+kind)
				var said bytes.Buffer
				args := []string{"grade", "-profile", b.value("#profile"), "-lang", c.lang, "-o", out, in}
				if code := terminal.Run(args, terminal.Streams{In: &bytes.Buffer{}, Out: io.Discard, Err: &said}); code != terminal.Done {
					t.Fatalf("exit %d: %s", code, &said)
				}
				got, err := os.ReadFile(out)
				if err != nil {
					t.Fatal(err)
				}
				if !bytes.Equal(got, want) {
					t.Errorf("%s: %d bytes, the page saves %d others", kind, len(got), len(want))
				}
			}
		})
	}
}
