package e2e

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// axe is the source of axe-core, in the version that package.json pins, where make test installs it.
func axe(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile("package.json")
	if err != nil {
		t.Fatal(err)
	}
	var pinned struct{ DevDependencies map[string]string }
	if err := json.Unmarshal(data, &pinned); err != nil {
		t.Fatal(err)
	}
	cache, err := os.UserCacheDir()
	if err == nil {
		data, err = os.ReadFile(filepath.Join(cache, "fenji", "axe-core-"+pinned.DevDependencies["axe-core"],
			"node_modules", "axe-core", "axe.min.js"))
	}
	if err != nil && os.Getenv("FENJI_PROGRAMS") == "required" {
		t.Fatal("no axe-core on this machine; make test installs it")
	} else if err != nil {
		t.Skip("no axe-core on this machine; make test installs it")
	}
	return string(data)
}

// Rules of axe: all that state WCAG 2.2 AA and good practice, and those that a theme can break.
var (
	everyRule  = []string{"wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"}
	colourRule = []string{"color-contrast", "link-in-text-block"}
)

// rulesOf leaves out what has been looked at: colours are the same in either language and width, and they take most of the
// time; all but colours is the same in either theme. Without any rule there is nothing to look at.
func rulesOf(lang, theme string, wide int64) []string {
	first := lang == "zh-CN" && wide == 1440
	switch {
	case theme == "light" && first:
		return everyRule
	case theme == "light":
		return append([]string{withoutColours}, everyRule...)
	case first:
		return colourRule
	}
	return nil
}

// withoutColours before other rules leaves out colourRule.
const withoutColours = "without colours"

// faults are what axe finds wrong with the page as it is now. Of the rows of the list, which are all alike, it looks at
// the first few. Cuts on a histogram may stand closer than targets should: each has a field beside it that does the same (WCAG
// 2.5.8, Equivalent).
func (b *tab) faults(rules []string) []string {
	b.t.Helper()
	return b.faultsWithin("body", rules)
}

// faultsWithin looks at a part of the page. What other tabs hold, which is hidden, axe does not get to see: it goes through the whole
// document each time.
func (b *tab) faultsWithin(part string, rules []string) []string {
	b.t.Helper()
	without := len(rules) > 0 && rules[0] == withoutColours
	if without {
		rules = rules[1:]
	}
	return js[[]string](b, `async (part, rules, without) => {
		const hidden = [...document.querySelectorAll("[role=tabpanel]")].filter((e) => part !== "body" && !e.checkVisibility());
		for (const e of hidden) Object.defineProperty(e, "childNodes", {configurable: true, value: []});
		const {violations, passes} = await axe.run({include: [part === "body" ? "html" : part], exclude: ["#grid-body .tr:nth-child(n+5)"]},
			{preload: false, resultTypes: ["violations"], runOnly: rules, rules: Object.fromEntries(without.map((id) => [id, {enabled: false}]))});
		for (const e of hidden) delete e.childNodes;
		if (passes.length === 0) return ["nothing was looked at"];
		const equivalent = (v, n) => v.id === "target-size" && n.html.includes('class="cut"');
		return violations.map((v) => ({...v, nodes: v.nodes.filter((n) => !equivalent(v, n))})).filter((v) => v.nodes.length > 0).map((v) => v.id + " (" + v.impact + "): " + v.help + "\n" +
			v.nodes.slice(0, 4).map((n) => "    " + n.target.join(" ") + " " + n.html.slice(0, 160) + "\n      " +
				(n.failureSummary ?? "").split("\n").slice(1, 3).join("; ")).join("\n"));
	}`, part, rules, map[bool][]string{true: colourRule, false: {}}[without])
}

func (b *tab) examine(what string, rules []string) {
	b.t.Helper()
	for _, fault := range b.faults(rules) {
		b.t.Errorf("%s: %s", what, fault)
	}
}

// filledBy is what rooms show of the data, so that not only their empty frames are looked at.
var filledBy = map[string]string{
	"change": "#migration td[data-from] button:not([hidden])", "warnings": "#warnings [data-list] [data-customer]", "board": "#board [data-figure][data-value]",
	"effect": "#effect", "month": "#month-blocks td",
}

// TestAxe looks for faults of accessibility on every tab, in both languages and themes, on a wide and a narrow screen. What is around
// the tab is looked at once for each.
func TestAxe(t *testing.T) {
	t.Parallel()
	source := axe(t)
	for _, lang := range []string{"zh-CN", "en"} {
		for _, theme := range []string{"light", "dark"} {
			for _, wide := range []int64{1440, 360} {
				if rules := rulesOf(lang, theme, wide); rules != nil {
					t.Run(fmt.Sprint(lang, "-", theme, "-", wide), func(t *testing.T) {
						t.Parallel() // each in a tab of its own
						b := open(t, "?lang="+lang)
						b.armed(source)
						b.examine("first visit", rules)
						b.sample("visits")
						b.until("grades", `() => document.documentElement.dataset.state === "done"`)
						b.until("theme "+theme, `(theme) => { const root = document.documentElement;
							if (root.dataset.theme !== theme) document.getElementById("theme").click();
							return root.dataset.theme === theme; }`, theme)
						b.do(chromedp.EmulateViewport(wide, 900))
						b.examineTabs(wide, rules)
						b.click("#tab-customers")
						b.openEverything()
						b.examine("customer explained", rules)
						b.shot(fmt.Sprintf("%s-%d", theme, wide))
					})
				}
			}
		}
	}
}

// armed gives the page axe, and sees that it finds a list without a name.
func (b *tab) armed(source string) {
	b.t.Helper()
	js[bool](b, `(source) => { (0, eval)(source); return true; }`, source)
	js[bool](b, `() => { document.getElementById("lang").removeAttribute("aria-label"); return true; }`)
	if got := strings.Join(b.faults(everyRule), ""); !strings.HasPrefix(got, "select-name") {
		b.t.Errorf("a list without a name is not found: %q", got)
	}
	js[bool](b, `() => { document.getElementById("lang").setAttribute("aria-label", "language"); return true; }`)
}

// examineTabs goes through all tabs.
func (b *tab) examineTabs(wide int64, rules []string) {
	b.t.Helper()
	visited := map[string]bool{}
	for _, name := range js[[]string](b, `() =>
		[...document.querySelectorAll("[role=tab]:not(:disabled)")].map((e) => e.id)`) {
		visited[name] = true
		b.click("#" + name)
		b.until("what "+name+" shows", `(id) => { const t = document.getElementById(id);
			return t.getAttribute("aria-selected") === "true" &&
				document.getElementById(t.getAttribute("aria-controls")).checkVisibility() &&
				![...document.querySelectorAll("[aria-busy=true]")].some((e) => e.checkVisibility()); }`, name)
		if name == "tab-quality" && wide == 360 {
			b.until("the sum upright, each figure in the row of its word", `() => [["th.of-totals", "rows-totals"], ["[data-t='ledger.aside']", "money-aside"]].every(([word, figure]) =>
				Math.abs(document.querySelector("#ledger .balance " + word).getBoundingClientRect().bottom - document.getElementById(figure).getBoundingClientRect().bottom) < 8)`)
		}
		for _, fault := range b.faultsWithin("#"+js[string](b, `(id) => document.getElementById(id).getAttribute("aria-controls")`, name), rules) {
			b.t.Errorf("%s: %s", strings.TrimPrefix(name, "tab-"), fault)
		}
		if filled := filledBy[strings.TrimPrefix(name, "tab-")]; filled != "" &&
			!js[bool](b, `(selector) => document.querySelector(selector)?.checkVisibility() ?? false`, filled) {
			b.t.Errorf("%s: nothing is shown of the data: %s", name, filled)
		}
	}
	for room := range filledBy {
		if !visited["tab-"+room] {
			b.t.Errorf("%s is not visited", room)
		}
	}
}

// openEverything brings up what the list of customers can show at once: found, marked, explained, a menu.
func (b *tab) openEverything() {
	b.t.Helper()
	b.choose("#search", "00")
	b.until("what was found", `() => document.querySelector("#filters .chip") && document.querySelector("#grid-body mark")`)
	b.click("#grid [role=row][aria-rowindex='3'] input")
	b.until("the mark", `() => document.getElementById("marked").checkVisibility()`)
	b.click("#grid [role=row][aria-rowindex='2'] [role=gridcell]:nth-child(2)")
	b.until("the explanation", `() => document.getElementById("why-visits").checkVisibility()`)
	b.click("#why-rows summary")
	b.click("#tool-columns")
	b.until("the menu", `() => document.getElementById("columns-menu").checkVisibility()`)
}
