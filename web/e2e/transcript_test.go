package e2e

import (
	"context"
	"encoding/json"
	"flag"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"fenji/scoring/words"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

var rewrite = flag.Bool("transcripts", false, "write the transcripts anew")

// told are the roles that a reader of the screen stops at.
var told = []string{"heading", "button", "link", "tab", "textbox", "searchbox", "combobox", "checkbox", "radio", "status", "alert", "alertdialog",
	"dialog", "grid", "table", "columnheader", "rowheader", "gridcell", "slider", "navigation", "main", "region", "Date", "spinbutton", "listitem", "term"}

// states are what is said of a node beside its role and name.
var states = []string{"expanded", "pressed", "selected", "checked", "disabled", "focused", "invalid", "busy"}

// heard is what a reader of the screen has before it now, a line for each place where it stops.
func (b *tab) heard() string {
	b.t.Helper()
	var nodes []*accessibility.Node
	b.do(func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		r, err := cdp.Call(ctx, target, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
		if err == nil {
			nodes = r.Nodes
		}
		return chromedp.Void{}, err
	})
	byID := map[accessibility.NodeID]*accessibility.Node{}
	for _, n := range nodes {
		byID[n.NodeID] = n
	}
	var out strings.Builder
	text := func(v *accessibility.Value) (s string) {
		if v != nil && json.Unmarshal(v.Value, &s) != nil {
			s = string(v.Value)
		}
		return s
	}
	var walk func(n *accessibility.Node, depth int)
	walk = func(n *accessibility.Node, depth int) {
		if role := text(n.Role); !n.Ignored && slices.Contains(told, role) {
			out.WriteString(strings.Repeat("  ", depth) + role)
			if name := text(n.Name); name != "" {
				out.WriteString(" " + name)
			}
			if value := text(n.Value); value != "" {
				out.WriteString(" = " + value)
			}
			for _, p := range n.Properties {
				if v := strings.Trim(string(p.Value.Value), `"`); slices.Contains(states, string(p.Name)) && v != "false" {
					out.WriteString(" [" + string(p.Name) + map[bool]string{false: " " + v}[v == "true"] + "]")
				}
			}
			out.WriteString("\n")
			depth++
		}
		for _, id := range n.ChildIDs {
			if child := byID[id]; child != nil {
				walk(child, depth)
			}
		}
	}
	if len(nodes) > 0 {
		walk(nodes[0], 0)
	}
	return badge.ReplaceAllString(out.String(), "$1")
}

// badge finds tabs with a number, which comes when the browser has nothing else to do.
var badge = regexp.MustCompile(`(?m)^( *tab [^0-9\n]*[^0-9 \n]) [0-9]+`)

// TestTranscript goes from the drop to the download as a reader of the screen hears it, and holds what it hears against what
// was found good.
func TestTranscript(t *testing.T) {
	const file = "姓名,电话,就诊日期,项目,实收金额\n宋江,13812346862,2024-10-01,种植,9000\n宋江,13812346862,2024-12-01,复诊,900\n" +
		"李逵,13812341111,2024-11-20,洁治,300\n吴用,13812342222,2023-01-05,洁治,80\n"
	for _, lang := range words.Languages {
		b := openOn(t, "?lang="+lang, "2025-01-02")
		var said strings.Builder
		before := map[string]int{}
		step := func(what string) { // of what is there again only what is new is written
			lines, now := strings.SplitAfter(b.heard(), "\n"), map[string]int{}
			said.WriteString("# " + what + "\n")
			for _, line := range lines {
				if now[line]++; now[line] > before[line] {
					said.WriteString(line)
				}
			}
			said.WriteString("\n")
			before = now
		}
		b.until("offline", `() => document.getElementById("offline").textContent !== ""`)
		step("the first screen")
		b.give("a.csv", []byte(file))
		b.until("grades, and what is personal in the file", `() => document.documentElement.dataset.state === "done" && document.querySelector("#grid-body .tr") &&
			![...document.querySelectorAll("[aria-busy=true]")].some((e) => e.checkVisibility()) &&
			document.querySelectorAll("#facet-list input[type=checkbox]").length > 5 &&
			document.getElementById("names-found").textContent !== ""`)
		step("a file was chosen")
		js[bool](b, `() => { document.getElementById("grid").focus(); return true; }`)
		b.typed(kb.ArrowDown)
		b.typed(kb.Enter)
		b.until("the explanation", `(said) => document.getElementById("why-text")?.checkVisibility() && document.getElementById("explain").textContent.includes("洁治") &&
			[...document.querySelectorAll("#explain h3")].some((h) => h.checkVisibility() && h.textContent === said)`, words.Text(lang, "change.story.title"))
		step("why, of a customer")
		b.typed(kb.Escape)
		b.until("the filters again", `() => document.getElementById("facets").checkVisibility()`)
		b.download("#download-xlsx")
		step("downloaded")
		name := "testdata/transcript." + lang + ".txt"
		got := regexp.MustCompile(`127\.0\.0\.1:\d+`).ReplaceAllString(said.String(), "HOST")
		if *rewrite {
			if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s: heard is\n%s", lang, got)
		}
	}
}
