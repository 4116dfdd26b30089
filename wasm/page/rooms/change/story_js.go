//go:build js

package change

import (
	"math"

	"fenji/scoring/protocol"
	"fenji/wasm/page/charts"
	"fenji/wasm/page/dom"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

// renderStory shows, in the explanation of a customer, its grades month by month, and what changed.
func renderStory(a *shell.App, e dom.Element, _ *protocol.Explanation) bool {
	s := a.State()
	st, profile := story(s), s.Profile(s.Outcome.Profile)
	if st == nil || profile == nil || len(st.Days) == 0 && st.Base == "" {
		return false
	}
	lines := storyLines(s.Lang, st)
	for i, p := range dom.Fill(dom.Find(e, ".asides"), "t-aside", len(lines)) {
		dom.Text(p, lines[i])
	}
	host := dom.Find(e, ".plot-host")
	dom.Show(host, len(st.Days) > 1)
	if len(st.Days) > 1 {
		var grades, names []string
		for _, b := range profile.Bands {
			grades = append(grades, b.Grade)
		}
		for _, d := range st.Days {
			names = append(names, d[:7])
		}
		charts.Sketch(host, a.T("change.story.title"), 130, charts.Plot{Names: names, Goal: math.NaN(), Top: float64(len(grades)), Say: func(v float64) string {
			if at := len(grades) - int(v); v == math.Trunc(v) && at >= 0 && at < len(grades) {
				return grades[at]
			}
			return ""
		}, Series: []charts.Series{{Class: "p1", Values: levels(grades, st)}}}.Shapes)
	}
	dom.Attr(e, "data-from", st.From)
	dom.Attr(e, "data-to", st.To)
	dom.Attr(e, "data-why", st.Why)
	dom.Show(dom.Find(e, "table"), len(st.Parts) == 3 && st.Why != "same")
	if len(st.Parts) == 3 {
		heads := dom.Children(dom.Find(e, "thead tr"))
		dom.Text(heads[1], st.Base)
		dom.Text(heads[2], st.AsOf)
		for i, row := range dom.Children(dom.Find(e, "tbody")) {
			cells, p := dom.Children(row), st.Parts[i]
			unit := profile.Unit
			dom.Text(cells[1], storyValue(a, i, unit, p.Then, p.PointsThen))
			dom.Text(cells[2], storyValue(a, i, unit, p.Now, p.PointsNow))
			dom.Flag(row, "data-moved", p.PointsThen != p.PointsNow)
		}
	}
	return true
}

func storyValue(a *shell.App, metric int, unit, value, points string) string {
	text := say.Either(value == "", "–", say.Measured(a.State().Lang, metric, unit, value))
	if points == "" {
		return text
	}
	return a.T("change.story.points", "value", text, "points", points)
}
