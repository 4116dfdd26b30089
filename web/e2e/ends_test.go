package e2e

import (
	"strings"
	"testing"

	"fenji/scoring/words"

	"github.com/chromedp/chromedp"
)

// TestDeadEnds goes through the rooms that want visits with a table of customers: each leads on, and none breaks when the window
// changes.
func TestDeadEnds(t *testing.T) {
	b := open(t, "?lang=en")
	b.sample("lianyungang-dental")
	b.until("grades", `() => document.documentElement.dataset.state === "done"`)
	for _, room := range [][2]string{{"change", "change"}, {"change", "warnings"}, {"change", "effect"}, {"practice", "board"}, {"practice", "models"}} {
		b.enterRoom(room[0], room[1])
		b.until(room[1]+" leads on", `(room) => [...document.querySelectorAll("#panel-" + room + " [data-do=home]")].some((e) => e.checkVisibility())`, room[1])
		for _, wide := range []int64{360, 1440} {
			b.do(chromedp.EmulateViewport(wide, 900))
			b.until("the window as wide", `(wide) => innerWidth === wide`, wide)
		}
	}
	b.enterRoom("change", "warnings")
	whom := js[string](b, `() => document.querySelector("#warnings [data-customer]").dataset.customer`)
	if paper := b.printed(t); !strings.Contains(paper, whom) || strings.Contains(paper, words.Text("en", "calls.print")) {
		t.Errorf("a room printed names nobody, or shows its buttons: %s", paper)
	}
	b.enterRoom("practice", "models")
	b.click("#models [data-model=return] [data-arg=falls]")
	b.until("the room that is named, and the keyboard in it", `() => document.getElementById("falls").checkVisibility() && document.activeElement.id === "tab-falls"`)
	b.enterRoom("practice", "board")
	b.click("#board [data-do=home]")
	b.until("the choice of a file", `() => document.documentElement.dataset.view === "first" && document.activeElement.id === "file"`)
}
