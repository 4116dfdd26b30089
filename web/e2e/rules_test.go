package e2e

import (
	"strconv"
	"strings"
	"testing"

	"fenji/scoring"
	"fenji/scoring/profile"
	"fenji/scoring/rules"
)

// ruled grades the customers of a truth by other rules.
func (g *truth) ruled(t *testing.T, p *profile.Profile) *truth {
	t.Helper()
	r, err := scoring.Score(g.result.Customers, p, g.result.AsOf, scoring.Options{})
	if err != nil {
		t.Fatal(err)
	}
	other := *g
	other.result = r
	return &other
}

// cells of a table of two gradings, as the page has them: from, to, count.
func (b *tab) pairs(selector string) []string {
	b.t.Helper()
	return js[[]string](b, `(s) => [...document.querySelectorAll(s + " td[data-count]")].map((c) =>
		c.dataset.from + " " + c.dataset.to + " " + c.dataset.count)`, selector)
}

// pairsOf are the same of the core.
func pairsOf(c *rules.Comparison) (list []string) {
	for i, from := range c.From[:len(c.From)-1] {
		for j, to := range c.To[:len(c.To)-1] {
			list = append(list, from+" "+to+" "+strconv.Itoa(c.Counts[i][j]))
		}
	}
	return list
}

// moves waits until the page shows what moved from one truth to another.
func (b *tab) moves(was, now *truth) {
	b.t.Helper()
	b.graded(now)
	c, err := rules.Compare(was.result, now.result)
	if err != nil {
		b.t.Fatal(err)
	}
	want := pairsOf(c)
	b.until("what moved", `(want) => document.documentElement.dataset.state === "done" &&
		[...document.querySelectorAll("#moved td[data-count]")].map((c) =>
		c.dataset.from + " " + c.dataset.to + " " + c.dataset.count).join() === want`, strings.Join(want, ","))
}

// TestRules edits rules by keyboard and by hand; grades and movements are the core's.
func TestRules(t *testing.T) {
	b := open(t, "")
	b.sample(dental)
	was := core(t, "a.xlsx", sampleFile(t, dental), choices{profile: dental})
	b.graded(was)
	b.click("#edit-rules")
	b.until("the rules", `() => document.getElementById("rules").checkVisibility() &&
		document.querySelectorAll("#rules [data-metric=R] [data-step]").length === 5`)
	b.shot("editor")
	own := *was.result.Profile
	change := func(m profile.Metric, edit func(r *profile.Rule)) *truth {
		r := &own.Metrics[m]
		r.Steps = append([]profile.Step(nil), r.Steps...)
		edit(r)
		next := own
		return was.ruled(t, &next)
	}
	b.choose("[data-metric=R] [data-step]:first-child input[data-to]", "45")
	now := change(profile.Recency, func(r *profile.Rule) { r.Steps[0].To.Coef = 45 })
	b.moves(was, now)
	b.shot("moved")
}
