package e2e

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestFirstMinutes: the first screen shows its foot; whoever chose a file is where the result is; grades and customers stand
// beside each other on a small screen, and the grade beside the customer on a phone.
func TestFirstMinutes(t *testing.T) {
	for _, lang := range []string{"zh-CN", "en"} {
		t.Run(lang, func(t *testing.T) {
			b := open(t, "?lang="+lang)
			b.do(chromedp.EmulateViewport(1440, 900))
			b.shot("first")
			if foot := js[float64](b, `() => document.querySelector(".about").getBoundingClientRect().bottom`); foot > 900 {
				t.Errorf("the foot of the first screen ends at %.0f", foot)
			}
			b.sample(dental)
			b.until("grades", `() => document.documentElement.dataset.state === "done"`)
			if at := js[string](b, `() => document.activeElement.id + ": " + document.activeElement.textContent`); !strings.HasPrefix(at, "title: ") || !strings.Contains(at, "748") {
				t.Errorf("the focus is at %q", at)
			}
			if title := js[string](b, `() => document.title`); !strings.Contains(title, "748") {
				t.Errorf("the title says %q", title)
			}
			b.shot("1440")
			after := js[bool](b, `() => (document.getElementById("grid").compareDocumentPosition(document.getElementById("facets")) & 4) > 0 &&
				document.querySelector("#panel-customers a.skip").hash === "#grid"`)
			if !after {
				t.Error("the filters come before the list, or no link leads past them")
			}
			b.do(chromedp.EmulateViewport(1024, 768))
			b.until("the small screen", `() => innerWidth === 1024`)
			b.until("eight customers below the grades", `() => [...document.querySelectorAll("#grid-body .tr")].filter((r) => {
				const box = r.getBoundingClientRect();
				return box.top >= document.getElementById("grades").getBoundingClientRect().bottom && box.bottom <= innerHeight && (r.querySelector(".g")?.getBoundingClientRect().right ?? 9999) < innerWidth; }).length >= 8`)
			b.shot("1024")
			b.do(chromedp.EmulateViewport(360, 740))
			b.until("the phone", `() => innerWidth === 360`)
			b.until("the grade beside the customer", `() => { const g = document.querySelector("#grid-body .tr .g")?.getBoundingClientRect();
				return g && g.right <= 360 && g.left > 0; }`)
			b.shot("360")
		})
	}
}
