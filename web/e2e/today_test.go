package e2e

import (
	"strings"
	"testing"
)

// openOn opens the page on another day than this one.
func openOn(t *testing.T, query, day string) *tab {
	t.Helper()
	b := blank(t, `{ const now = new Date("`+day+`T12:00:00").getTime() - Date.now(), D = Date;
		Date = class extends D { constructor(...a) { a.length ? super(...a) : super(D.now() + now); } }; }`)
	b.visit(query)
	b.ready()
	return b
}

// TestToday: data that end earlier are said to, and counted to today with one click, which can be taken back. Falls that are due
// come first. The graded file is the same as on any other day.
func TestToday(t *testing.T) {
	t.Parallel()
	b := openOn(t, "?lang=en", "2025-03-14")
	b.give("log.csv", []byte(statuses()))
	b.until("grades", isDone)
	const note = `#notes [data-code=today-later]`
	if said := b.text(note); !strings.Contains(said, "2024-11-22") || !strings.Contains(said, "2025-03-14") {
		t.Errorf("said: %q", said)
	}
	name, csv := b.download("#download-csv")
	b.tabTo("falls")
	b.until("falls", `() => document.querySelectorAll("#fall-list tr").length > 1`)
	if due := js[[]bool](b, `() => [...document.querySelectorAll("#fall-list tr")].map((r) => r.dataset.due === "true")`); !due[0] {
		t.Errorf("due: %v", due)
	}
	if first := b.text("#fall-list tr"); !strings.Contains(first, "Due since ") {
		t.Errorf("the first: %q", first)
	}
	b.look("falls")
	b.choose("#lang", "en")
	if _, ics := b.download("#falls-ics"); strings.Contains(string(ics), "DTSTART;VALUE=DATE:202503"+"14") ||
		strings.Contains(string(ics), "DTSTART;VALUE=DATE:2024") {
		t.Errorf("a calendar of the past: %s", ics)
	}
	b.tabTo("customers")
	b.click(note + " button")
	b.until("today", `() => document.getElementById("as-of").value === "2025-03-14" && document.documentElement.dataset.state === "done"`)
	b.click("#undo")
	b.until("the latest day", `() => document.getElementById("as-of").value === "2024-11-22" && document.documentElement.dataset.state === "done"`)

	later := openOn(t, "?lang=en", "2027-01-01")
	later.give("log.csv", []byte(statuses()))
	later.until("grades", isDone)
	if again, other := later.download("#download-csv"); again != name || string(other) != string(csv) {
		t.Errorf("%s is not %s, or other bytes", again, name)
	}
}
