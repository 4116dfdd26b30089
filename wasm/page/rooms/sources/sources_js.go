//go:build js

package sources

import (
	"strconv"
	"strings"

	"fenji/scoring/figures"
	"fenji/scoring/protocol"
	"fenji/wasm/page/dom"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

func init() {
	Room.Live = shell.Live{Change: change, Actions: map[string]shell.Action{
		"potential": func(a *shell.App, _ dom.Element, _ dom.Event) {
			a.Show(protocol.View{Sort: a.State().View.Sort, Filters: []protocol.Filter{{Field: "potential", Values: []string{"yes"}}}})
			dom.At("main").Call("focus", map[string]any{"preventScroll": true})
		},
	}, Render: func(a *shell.App, was *shell.State, fresh bool) {
		if fresh || was.Task != a.State().Task || was.Tab != a.State().Tab {
			render(a)
		}
	}}
}

// change takes a table's new kind.
func change(a *shell.App, e dom.Element) bool {
	row, ok := dom.Closest(e.Value, "#sources [data-source]")
	if !ok || e.Get("tagName").String() != "SELECT" {
		return false
	}
	file, sheet, _ := strings.Cut(dom.Data(row, "source"), ".")
	f, err := strconv.Atoi(file)
	n, bad := strconv.Atoi(sheet)
	if err == nil && bad == nil {
		go a.Grade(With(a.State().Settings, protocol.Kind{File: f, Sheet: n, Kind: dom.Value(e)}))
	}
	return true
}

func render(a *shell.App) {
	s := a.State()
	if s.Outcome == nil || !s.InFront(name) {
		return
	}
	m := &s.Outcome.Sources
	root := dom.At("sources")
	dom.Attr(root, "data-households", strconv.Itoa(m.Households))
	dom.Text(dom.At("sources-lead"), Lead(s.Lang, m))
	show := dom.At("sources-potential")
	dom.Show(show, m.Unpaid > 0)
	dom.Text(show, a.T("sources.potential.show", "n", strconv.Itoa(m.Unpaid)))
	kept := dom.At("sources-money")
	dom.Show(kept, m.Joined)
	if m.Joined {
		key := "sources.money"
		if !m.Same {
			key = "sources.money.differs"
		}
		dom.Text(dom.Find(kept, "span"), a.T(key, "money", say.Amount(s.Lang, "yuan", m.Money)))
		dom.Attr(kept, "data-same", strconv.FormatBool(m.Same))
	}
	asides := Asides(s.Lang, m)
	for i, e := range dom.Fill(dom.At("sources-asides"), "t-aside", len(asides)) {
		dom.Text(e, asides[i])
	}
	for i, e := range dom.Fill(dom.At("sources-list"), "t-source-table", len(m.List)) {
		renderTable(a, e, m, &m.List[i])
	}
}

func renderTable(a *shell.App, e dom.Element, m *protocol.Sources, t *protocol.SourceTable) {
	s := a.State()
	for _, x := range [][2]string{{"source", strconv.Itoa(t.At.File) + "." + strconv.Itoa(t.At.Sheet)}, {"file", t.File}, {"sheet", t.Sheet},
		{"rows", strconv.Itoa(t.Rows)}, {"matched", strconv.Itoa(t.Matched)}, {"unmatched", strconv.Itoa(t.Unmatched)}, {"twice", strconv.Itoa(t.Twice)}} {
		dom.Attr(e, "data-"+x[0], x[1])
	}
	cells := dom.Children(e)
	dom.Text(dom.Find(cells[0], "b"), tableName(s, t.At))
	dom.Text(dom.Find(cells[0], "small"), say.Either(t.Sheet == "", "", t.File))
	choice := dom.Find(e, "select")
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = a.T("kind." + k)
	}
	dom.Options(choice, kinds, names)
	dom.Attr(choice, "data-kind", t.At.Kind)
	dom.Attr(choice, "aria-label", a.T("sources.kind.of", "table", tableName(s, t.At)))
	if !s.Working() {
		dom.SetValue(choice, t.At.Kind)
	}
	dom.Text(dom.Find(cells[2], "b"), say.Count(t.Rows))
	dom.Text(dom.Find(cells[2], "span"), a.T("sources.columns", "n", strconv.Itoa(t.Columns)))
	dom.Text(dom.Find(cells[2], "small"), say.Either(t.From == "", "", t.From+" – "+t.To))
	joins := t.Matched+t.Unmatched > 0
	dom.Show(dom.Find(cells[3], ".track"), joins)
	dom.Property(dom.Find(cells[3], ".track i"), "--share", say.Ratio(figures.Share(int64(t.Matched), int64(t.Matched+t.Unmatched))))
	text := ""
	if joins {
		text = a.T("sources.matched", "n", strconv.Itoa(t.Matched), "matched", say.Count(t.Matched), "m", strconv.Itoa(t.Unmatched), "only", say.Count(t.Unmatched))
	}
	dom.Text(dom.Find(cells[3], ".join-say"), text)
	by, rest := By(s.Lang, t)
	dom.Text(dom.Find(cells[4], "span"), by)
	dom.Text(dom.Find(cells[4], "small"), rest)
}
