package e2e

import (
	"testing"

	"fenji/scoring/models/modelstest"
)

// finished waits until every model has its answer or its refusal.
func (b *tab) finished() {
	b.until("all models", `() => { const cards = [...document.querySelectorAll("#models > [data-model]")];
		return cards.length === 4 && cards.every((c) => ["done", "refused"].includes(c.dataset.state)); }`)
}

// TestModels: the visit sample, then a log of three years.
func TestModels(t *testing.T) {
	b := open(t, "")
	b.sample("visits")
	b.until("graded", `() => document.documentElement.dataset.state === "done"`)
	b.click("#area-practice")
	b.tabTo("models")
	b.finished()
	b.shot("visits")
	b.give("long.csv", []byte(modelstest.Long.CSV()))
	b.until("graded", `() => document.documentElement.dataset.state === "done"`)
	b.click("#area-practice")
	b.finished()
	b.shot("long")
	if got := js[string](b, `() => document.querySelector("#models > [data-model=groups]").dataset.state`); got != "done" {
		t.Error("groups are", got)
	}
}
