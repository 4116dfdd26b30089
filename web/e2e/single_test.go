package e2e

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

// singleFile is the site as one file.
func singleFile(t *testing.T) string {
	t.Helper()
	start(t)
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(dist)); err != nil {
		t.Fatal(err)
	}
	command := exec.Command("go", "run", "./web/pack", "-dist", dir, "single")
	command.Dir = filepath.Join("..", "..")
	if said, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	return filepath.Join(dir, "fenji.html")
}

// TestSingleFile opens the edition that is one file from the disk: it locks as the site does, grades a sample and a file,
// and saves the result.
func TestSingleFile(t *testing.T) {
	file := singleFile(t)
	b := blank(t, "")
	b.do(chromedp.Navigate("file://" + file))
	b.until("the lock", `() => document.documentElement.dataset.state === "ready" &&
		document.getElementById("airlock").dataset.locked === "true"`)
	if got := b.data("#offline")["offline"]; got != "single" {
		t.Errorf("data-offline is %q", got)
	}
	b.sample("lianyungang-dental")
	b.graded(core(t, "a.xlsx", sampleFile(t, "lianyungang-dental"), choices{profile: "lianyungang-dental"}))
	b.drop("绍兴.xlsx", sampleFile(t, "shaoxing-finance"))
	b.until("the file", `() => document.documentElement.dataset.state === "done" &&
		document.getElementById("file-name").textContent.includes("绍兴.xlsx")`)
	if got := js[string](b, `async () => { try { await fetch("https://example.org/"); return "sent"; }
		catch { return "refused"; } }`); got != "refused" {
		t.Errorf("a request after the lock was %s", got)
	}
	b.forgive("policy:", "security:", "Content Security Policy", "Refused", "Fetch API", "example.org")
}
