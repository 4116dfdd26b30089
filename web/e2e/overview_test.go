package e2e

import (
	"bytes"
	"encoding/json"
	written "fenji/scoring/figures"
	"image/png"
	"strconv"
	"strings"
	"testing"

	"fenji/scoring/protocol"
	"fenji/scoring/report/chart"
	"fenji/scoring/session"
	"fenji/scoring/words"
)

// overviewOf makes the charts of a sample natively.
func overviewOf(t *testing.T, sample, lang string) (*protocol.Overview, []chart.Chart) {
	t.Helper()
	profile := sample
	if sample == "visits" {
		profile = dental
	}
	s := new(session.Session)
	set := protocol.Settings{Sheet: -1, Profile: profile}
	if _, err := s.Load(protocol.Load{Names: []string{"a.xlsx"}, Settings: set}, [][]byte{sampleFile(t, sample)},
		func(protocol.Progress) {}); err != nil {
		t.Fatal(err)
	}
	o, err := s.Overview(protocol.OverviewWish{})
	if err != nil {
		t.Fatal(err)
	}
	return o, chart.Charts(&o.Data, chart.Look{Lang: lang})
}

// overview opens the overview and waits until its charts are drawn.
func (b *tab) overview() {
	b.t.Helper()
	b.tabTo("overview")
	b.until("the charts", `() => document.getElementById("charts").checkVisibility() &&
		document.getElementById("charts").dataset.drawn && document.querySelectorAll("#charts .chart svg").length > 0`)
}

// leads gives the places of a chart's items that lead somewhere, in the order of the arrow keys, and where they lead.
func leads(t *testing.T, c *chart.Chart) (at, to []int) {
	t.Helper()
	var option struct {
		Series []struct{ Data json.RawMessage }
	}
	var items []struct{ Go int }
	if err := json.Unmarshal([]byte(c.Option), &option); err != nil {
		t.Fatal(c.ID, err)
	}
	if err := json.Unmarshal(option.Series[0].Data, &items); err != nil {
		t.Fatal(c.ID, err)
	}
	for i, d := range items {
		if d.Go >= 0 {
			at, to = append(at, i), append(to, d.Go)
		}
	}
	return at, to
}

// press gives a chart the keyboard and goes to an item; Enter follows it.
const pressInChart = `(id, at) => {
	const host = document.querySelector(".chart[data-chart='" + id + "']");
	const press = (key) => host.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
	host.focus();
	press("Home");
	for (let i = 0; i < at; i++) press("ArrowRight");
	const said = document.getElementById("overview-say").textContent;
	press("Enter");
	return said;
}`

// TestChartsLeadToCustomers follows one item of every chart by keyboard: what is read out is the item, and the list then
// holds as many customers as the core counts.
func TestChartsLeadToCustomers(t *testing.T) {
	t.Parallel()
	for _, sample := range []string{dental, "visits"} {
		b := open(t, "")
		b.sample(sample)
		b.until("grades", `() => document.documentElement.dataset.state === "done"`)
		o, charts := overviewOf(t, sample, "zh-CN")
		b.overview()
		b.shot(sample)
		if said := b.text("#overview-figures"); !strings.Contains(said, strconv.Itoa(o.Figures.Customers)) {
			t.Errorf("%s: the figures do not say %d customers: %s", sample, o.Figures.Customers, said)
		}
		for i := range charts {
			c := &charts[i]
			at, to := leads(t, c)
			if len(at) == 0 {
				continue
			}
			k := len(at) / 2
			item := c.Items[to[k]]
			b.overview()
			said := js[string](b, pressInChart, c.ID, at[k])
			if n := words.Text("zh-CN", "overview.n.customers", "figure", written.Count(item.Count)); c.ID != "months" &&
				!strings.Contains(said, n) {
				t.Errorf("%s, %s: read out is %q, not %s", sample, c.ID, said, n)
			}
			b.until(c.ID+" to lead to its customers", `(n) => document.getElementById("grid").checkVisibility() &&
				document.getElementById("grid").getAttribute("aria-rowcount") === n`, strconv.Itoa(item.Count+1))
		}
		if sample != "visits" {
			continue
		}
		// Of those listed alone, beside all, and beside an earlier day.
		b.click("#tab-customers")
		b.click("#clear-filters")
		b.click("#grade-list button")
		b.until("the best grade", `(n) => document.getElementById("grid").getAttribute("aria-rowcount") === n`, strconv.Itoa(o.Grades[0].Count+1))
		b.overview()
		b.click("#overview-listed")
		b.click("#overview-before")
		b.until("the figures of the best grade", `(n, all) => { const e = document.querySelector("#overview-figures .fig"), is = (s) => e.querySelector(s);
			return is("b").textContent === n && is(".of-all").textContent.includes(all) && is(".was").checkVisibility(); }`,
			strconv.Itoa(o.Grades[0].Count), strconv.Itoa(o.Figures.Customers))
	}
}

// TestChartTools clicks into a chart, shows its table and downloads its pictures.
func TestChartTools(t *testing.T) {
	t.Parallel()
	b := open(t, "?lang=en")
	b.sample(dental)
	b.until("grades", `() => document.documentElement.dataset.state === "done"`)
	_, charts := overviewOf(t, dental, "en")
	b.overview()
	bars := &charts[5] // of R
	card := `[data-chart="bars.R"].card `
	b.click(card + `[data-do='overview.table']`)
	b.until("the table", `(s) => document.querySelector(s).checkVisibility()`, card+"table")
	got := js[[][]string](b, `(s) => [...document.querySelectorAll(s + "tbody tr")].map((r) => [...r.cells].map((c) => c.textContent))`, card)
	if want, have := bars.Table.Rows, got; len(want) != len(have) || strings.Join(want[1], "|") != strings.Join(have[1], "|") {
		t.Errorf("the table holds %v, not %v", have, want)
	}
	b.click(card + `[data-do='overview.table']`)
	b.until("the chart again", `(s) => document.querySelector(s).checkVisibility()`, card+".chart")
	name, data := b.download(card + `[data-arg="png"]`)
	if picture, err := png.Decode(bytes.NewReader(data)); err != nil || picture.Bounds().Dx() != 1920 || !strings.HasSuffix(name, ".png") {
		t.Errorf("%s: %v", name, err)
	}
	if name, data := b.download(card + `[data-arg="svg"]`); !strings.HasSuffix(name, ".svg") || !bytes.Contains(data, []byte("<svg")) ||
		!bytes.Contains(data, []byte(bars.Title)) {
		t.Errorf("%s is no drawing of %s", name, bars.Title)
	}
	b.until("a click to lead to customers", `() => {
		const host = document.querySelector(".chart[data-chart='bars.R']");
		if (!host.checkVisibility()) return true;
		const { left, top, height } = host.getBoundingClientRect();
		const root = host.querySelector("svg").parentElement;
		for (const type of ["mousemove", "mousedown", "mouseup", "click"]) {
			root.dispatchEvent(new MouseEvent(type, { clientX: left + 60, clientY: top + height / 2, bubbles: true }));
		}
		return false;
	}`)
	b.until("the customers of the first bar", `(n) => document.getElementById("grid").getAttribute("aria-rowcount") === n`,
		strconv.Itoa(bars.Items[0].Count+1))
}
