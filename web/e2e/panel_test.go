package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fenji/scoring/words"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// plain is what is to be read of the guide, without spaces.
func plain(lang string) string {
	var out strings.Builder
	for _, b := range words.Guide(lang) {
		for _, line := range b.Lines {
			out.WriteString(line)
		}
		for _, row := range b.Rows {
			out.WriteString(strings.Join(row, ""))
		}
	}
	return tight(out.String())
}

func tight(text string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(text, "`", "")), "")
}

// TestGuide reads the guide in the locked page and as the plain page of the site, in both languages.
func TestGuide(t *testing.T) {
	for _, lang := range words.Languages {
		t.Run(lang, func(t *testing.T) {
			b := open(t, "?lang="+lang)
			js[bool](b, `() => { document.getElementById("help").focus(); return true; }`)
			b.click("#help")
			b.until("the guide", `() => document.getElementById("guide-panel").open`)
			b.shot("guide")
			if got := tight(js[string](b, `() => document.getElementById("guide").textContent`)); got != plain(lang) {
				t.Error("the page's guide is not the text")
			}
			b.keys("Escape")
			b.until("the guide to close", `() => !document.getElementById("guide-panel").open &&
				document.activeElement.id === "help"`)
			b.quiet()

			short, _, _ := strings.Cut(lang, "-")
			b.requests = 0
			b.visit("guide/" + short + ".html")
			b.until("the plain guide", `() => document.styleSheets.length === 1 && document.querySelector("h1")`)
			b.shot("plain")
			got := tight(js[string](b, `() => [...document.querySelectorAll("main > :not(h1):not(h1 ~ .lead)")].slice(1)
				.map((e) => e.textContent).join("")`))
			if got != plain(lang) {
				t.Error("the plain guide is not the text")
			}
			if wide := js[float64](b, `() => document.documentElement.scrollWidth - innerWidth`); wide > 0 {
				t.Errorf("the plain guide is %.0f px too wide", wide)
			}
		})
	}
}

// TestAirlockPanel opens the panel of the lock with the keyboard and leaves it again.
func TestAirlockPanel(t *testing.T) {
	b := open(t, "?lang=en")
	js[bool](b, `() => { document.getElementById("airlock").focus(); return true; }`)
	b.keys("Enter")
	b.until("the panel", `() => document.getElementById("airlock-panel").open`)
	b.shot("panel")
	for selector, want := range map[string]string{
		"#airlock-panel": "refuses every network request",
		"#leaks":         "refused",
	} {
		if selector == "#leaks" {
			b.click("#leak")
			b.until("the tries", `() => document.getElementById("leak-summary").dataset.outcome === "refused"`)
			b.forgive("policy:", "security:", "Content Security Policy", "sandbox", "leak")
			b.shot("tried")
		}
		if got := b.text(selector); !strings.Contains(got, want) {
			t.Errorf("%s does not say %q:\n%s", selector, want, got)
		}
	}
	if got := js[string](b, `() => document.getElementById("airlock-policy").textContent`); !strings.Contains(got,
		"worker-src blob:;") || strings.Count(got, "default-src 'none'") != 2 {
		t.Errorf("the panel states the policies as\n%s", got)
	}
	b.until("the parts", `() => document.getElementById("parts").rows.length > 0`)
	if got := js[string](b, `() => document.getElementById("version").textContent`); len(got) != 16 {
		t.Errorf("the panel states the version as %q", got)
	}
	js[bool](b, `() => { for (const id of ["verify", "licences"]) document.getElementById(id).open = true; return true; }`)
	b.until("the terms of parts by others", `() => ["honnef.co/go/js/dom", "Apache License", "Go go"].every((name) =>
		document.querySelector("#licences pre").textContent.includes(name))`)
	b.do(chromedp.EmulateViewport(360, 740))
	b.shot("narrow")
	if wide := js[float64](b, `() => { const p = document.getElementById("airlock-panel");
		return Math.max(p.scrollWidth - p.clientWidth, document.documentElement.scrollWidth - innerWidth); }`); wide > 0 {
		t.Errorf("the panel is %.0f px too wide for a phone", wide)
	}
	b.keys("Escape")
	b.until("the panel to close", `() => !document.getElementById("airlock-panel").open &&
		document.activeElement.id === "airlock"`)
}

// TestPanelWithoutLock serves a part that is not the listed one: the panel says that no file is read, and none is.
func TestPanelWithoutLock(t *testing.T) {
	h := newHost(t, "", true)
	if err := os.WriteFile(filepath.Join(h.dir, "worker.js"), []byte("postMessage(1);"), 0o644); err != nil {
		t.Fatal(err)
	}
	b := blank(t, "")
	b.site = h.server
	b.visit("?lang=en")
	b.until("the refusal", `() => document.getElementById("airlock").dataset.locked === "failed"`)
	b.click("#airlock")
	if got := b.text("#airlock-panel"); !strings.Contains(got, "could not lock itself") ||
		strings.Contains(got, "The page is locked") {
		t.Errorf("the panel says\n%s", got)
	}
	if !js[bool](b, `() => document.getElementById("leak").disabled && document.getElementById("file").disabled`) {
		t.Error("files can still be chosen, or the tries be made")
	}
	b.forgive("worker.js", "version")
}

// keys presses a key as the keyboard does.
func (b *tab) keys(key string) {
	b.t.Helper()
	codes := map[string]string{"Escape": kb.Escape, "Enter": kb.Enter}
	b.do(chromedp.KeyEvent(codes[key]))
}
