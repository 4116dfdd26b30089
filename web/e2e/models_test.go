package e2e

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"fenji/scoring/models/modelstest"
)

// finished waits until every model has its answer or its refusal.
func (b *tab) finished() {
	b.t.Helper()
	b.until("all models", `() => { const cards = [...document.querySelectorAll("#models > [data-model]")];
		return cards.length === 4 && cards.every((c) => ["done", "refused"].includes(c.dataset.state)); }`)
}

// practise goes to the forecasts.
func (b *tab) practise() {
	b.t.Helper()
	b.until("graded", `() => document.documentElement.dataset.state === "done"`)
	b.click("#area-practice")
	b.tabTo("models")
	b.finished()
}

// aged adds an age to each row of a log, of two generations.
func aged(log string) []byte {
	lines := strings.Split(strings.TrimSpace(log), "\n")
	for i, line := range lines {
		age := ",年龄"
		if i > 0 {
			n, _ := strconv.Atoi(strings.Split(line, ",P")[1][:5])
			age = "," + strconv.Itoa(28+n%2*40+n/2%7)
		}
		lines[i] += age
	}
	return []byte(strings.Join(lines, "\n") + "\n")
}

// TestModels: of the visit sample, one year long, what needs two is refused with the figures; of a log of three years there
// are answers with their parameters, and what was found of each customer comes into the list when it is asked for.
func TestModels(t *testing.T) {
	t.Parallel()
	b := open(t, "?lang=en")
	b.sample("visits")
	b.practise()
	reasons := js[map[string]string](b, `() => Object.fromEntries([...document.querySelectorAll("#models > [data-model]")]
		.map((c) => [c.dataset.model, c.dataset.state + " " + c.dataset.reason]))`)
	if reasons["demand"] != "refused months" || reasons["movers"] != "refused span" {
		t.Error(reasons)
	}
	b.shot("visits")
	b.give("long.csv", aged(modelstest.Long.CSV()))
	b.practise()
	b.shot("long")
	if source := axe(t); source != "" {
		js[bool](b, `(source) => { (0, eval)(source); document.querySelectorAll("#models details").forEach((d) => d.open = true); return true; }`, source)
		b.examine("forecasts", everyRule)
	}
	for _, selector := range []string{
		"#models > [data-model=groups][data-state=done] [data-group='1'][data-size]",
		"#models > [data-model=groups] [data-param=stability][data-value]",
		"#models > [data-model=return][data-state=done] [data-param=alpha][data-of=mbg][data-value]",
		"#models > [data-model=return] [data-param=heldout-expected][data-of=bg]",
		"#models > [data-model=return] [data-model=money][data-state=refused][data-reason=alike]",
		"#models > [data-model=demand][data-state=done] #forecast td[data-when='2026-02'][data-low][data-value][data-high]",
		"#models > [data-model=demand] #forecast-by", "#models > [data-model=demand] [data-param=mase]",
		"#models > [data-model=movers] [data-move=rise][data-state] [data-param=auc]",
		"#models > [data-model=movers] [data-move=lapse][data-state] [data-param=brier]",
	} {
		if !js[bool](b, `(s) => document.querySelector(s) !== null`, selector) {
			t.Error("there is no", selector)
		}
	}
	b.choose("#forecast-by", "week")
	b.until("weeks", `() => document.querySelector("#models > [data-model=demand]").dataset.state === "working"`)
	b.finished()
	b.click("[data-model=groups] button[data-run]")
	b.finished()
	b.until("a choice of columns", `() => { const e = document.querySelector("#models > [data-model=groups] .model-picks");
		return !e.hidden && e.textContent.includes("年龄") && e.textContent.includes("standard deviations"); }`)
	b.click("[data-model=groups] .model-picks input")
	b.finished()
	b.until("groups by the column", `() => { const e = document.querySelector("#models > [data-model=groups]");
		return e.querySelector(".model-picks input").checked && e.querySelector(".model-table").textContent.includes("年龄"); }`)
	b.click("[data-model=groups] button[data-columns]")
	b.click("[data-model=return] button[data-columns]")
	b.click("#area-result")
	b.tabTo("customers")
	b.until("the columns", `() => document.getElementById("grid").textContent.includes("Expected visits in 90 days")`)
	heads := b.columnHeads()
	at := slices.Index(heads, "Group")
	if at < 0 || at+2 >= len(heads) || heads[at+1] != "Expected visits in 90 days" || heads[at+2] != "Chance of still coming" {
		t.Errorf("%q", heads)
	}
}
