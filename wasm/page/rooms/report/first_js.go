//go:build js

package report

import (
	"fenji/scoring/protocol"
	"fenji/wasm/page/charts"
	"fenji/wasm/page/dom"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

// renderFirst shows the first page.
func renderFirst(a *shell.App, w *protocol.Weekly, file string) {
	s := a.State()
	said := Sentences(s, w, &own(s).Paper.Figures)
	for i, e := range dom.Fill(dom.At("report-say"), "t-word", len(said)) {
		dom.Text(e, said[i])
	}
	dom.Text(dom.At("report-lead"), profileLine(s))
	dom.Text(dom.At("report-rows"), balanceLine(s, file))
	dom.Text(dom.At("report-spent"), a.T("calls.col."+w.Spent+".short"))
	for i, e := range dom.Fill(dom.At("report-top"), "t-top", len(w.Top)) {
		row, cells := w.Top[i], dom.Children(e)
		dom.Text(cells[0], row.Who)
		shell.GradeChip(s, dom.Find(e, ".g"), row.Grade)
		dom.Text(cells[2], say.Either(row.Days == "", "–", say.Grouped(row.Days)))
		dom.Text(cells[3], say.Amount(s.Lang, "yuan", row.Spent))
	}
	dom.Text(dom.At("report-top-sum"), a.T("print.top.sum", "n", say.Count(len(w.Top)), "share", say.Share(w.TopShare)))
	dom.Text(dom.At("report-top-money"), say.Amount(s.Lang, "yuan", w.TopSum))
	list := w.Calls.List
	for i, e := range dom.Fill(dom.At("report-calls"), "t-due", len(list)) {
		dom.Text(dom.Find(e, "th"), list[i].Name)
		chips := dom.All(e.Value, ".g")
		shell.GradeChip(s, chips[0], list[i].Grade)
		shell.GradeChip(s, chips[1], say.Either(s.Place(list[i].To) >= 0, list[i].To, ""))
		dom.Text(dom.Find(e, ".why-call"), list[i].Why)
	}
	more := ""
	if n := w.Calls.Total - len(list); n > 0 {
		more = a.T("print.calls.more", "n", say.Count(n))
	} else if w.Calls.Total == 0 {
		more = a.T("print.calls.none")
	}
	dom.Text(dom.At("report-calls-more"), more)
	for i, e := range dom.Fill(dom.At("report-method"), "t-paper", len(w.Rules)) {
		table := tableOf(w.Rules[i])
		dom.Text(dom.Find(e, "h2"), w.Rules[i].Title)
		charts.Table(dom.Find(e, "table"), w.Rules[i].Title, table)
	}
	for i, e := range dom.Fill(dom.At("report-rules"), "t-word", len(w.Said)) {
		dom.Text(e, w.Said[i])
	}
}

// renderParts hides what was left out.
func renderParts(s *shell.State) {
	for _, e := range dom.All(dom.At("report").Value, "[data-part]") {
		dom.Flag(e, "data-off", own(s).Off[dom.Data(e, "part")])
	}
	for _, e := range dom.All(dom.At("report-parts").Value, "input") {
		e.Set("checked", !own(s).Off[e.Get("value").String()])
	}
	dom.At("report-full").Set("checked", own(s).Full)
}
