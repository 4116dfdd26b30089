//go:build js

package change

import (
	"slices"
	"strconv"
	"strings"
	"syscall/js"

	"fenji/scoring/figures"
	"fenji/scoring/protocol"
	"fenji/wasm/page/charts"
	"fenji/wasm/page/dom"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

func init() {
	v := &screen{}
	Room.Live = shell.Live{Render: v.render, Change: v.change, Actions: actions, Listen: listen,
		Why: []shell.Section{{Template: "t-why-story", Draw: renderStory}}}
}

var actions = map[string]shell.Action{
	"since": func(a *shell.App, e dom.Element, _ dom.Event) {
		dom.Text(dom.At("change-refused"), "")
		a.Do(shell.SinceChosen{Since: protocol.Since{Day: dom.Data(e, "arg")}})
	},
	"rules": func(a *shell.App, e dom.Element, _ dom.Event) {
		s, said := a.State(), dom.Data(e, "answer")
		if said == s.Outcome.Profile {
			dom.Text(dom.At("change-refused"), "")
			since := s.Since
			since.Rules = said
			a.Do(shell.SinceChosen{Since: since})
			return
		}
		a.Do(shell.SinceChosen{})
		dom.Text(dom.At("change-refused"), a.T("change.ask.refused"))
	},
	"history": func(a *shell.App, _ dom.Element, _ dom.Event) { go a.Export(&protocol.Export{Format: "history"}) },
	"money":   func(a *shell.App, e dom.Element, _ dom.Event) { a.Do(MoneyTurned{dom.Data(e, "arg") == "money"}) },
	"show": func(a *shell.App, e dom.Element, _ dom.Event) {
		cell, ok := dom.Closest(e.Value, "td")
		c := found(a.State())
		if !ok || c == nil {
			return
		}
		a.Filter(filter(c, a.State().Since, dom.Data(cell, "from"), dom.Data(cell, "to")))
		dom.At("main").Call("focus", map[string]any{"preventScroll": true})
	},
}

// A picture is what the tab was last drawn from.
type picture struct {
	found  *protocol.Change
	chance *protocol.Chance
	since  protocol.Since
	read   *protocol.BaseRead
	money  bool
	back   bool
	lang   string
}

// A screen is what is drawn now.
type screen struct{ drawn picture }

// listen draws the bands anew when the window changes.
func listen(a *shell.App) {
	dom.On(js.Global(), "resize", func(dom.Event) {
		if c := found(a.State()); c != nil && c.Kind != protocol.ChangeNone && a.State().InFront(name) {
			charts.Sketch(dom.At("change-flow"), a.T("change.flow"), 320, flow(a.State().Lang, c))
		}
	})
}

// change takes what to compare with.
func (v *screen) change(a *shell.App, e dom.Element) bool {
	switch e.Get("id").String() {
	case "period-base":
		c, day := found(a.State()), dom.Value(e)
		if day != "" && (day < "1900" || c != nil && c.AsOf != "" && day >= c.AsOf) {
			dom.Text(dom.At("change-refused"), say.Issue(a.State().Lang, protocol.Issue{Code: "base-not-before", Args: []string{"day", a.State().Outcome.AsOf}}))
			return true
		}
		dom.Text(dom.At("change-refused"), "")
		since := a.State().Since
		since.Day = day
		a.Do(shell.SinceChosen{Since: since})
	case "period-file":
		files := shell.FilesOf(e.Get("files"))
		e.Set("value", "")
		if len(files) > 0 {
			go read(a, files)
		}
	default:
		return false
	}
	return true
}

// read has the engine read files of the past, one after the other. What it refuses stands in #message, with the reason and the
// remedy; what was read before it stays.
func read(a *shell.App, files []js.Value) {
	out, name := &protocol.BaseRead{}, ""
	for i, file := range files {
		wish := &protocol.BaseFile{Name: file.Get("name").String(), Also: i > 0, Key: a.State().Wish().Key}
		found := &protocol.BaseRead{}
		if !a.Give(file, protocol.OpBase, wish, found) {
			break
		}
		out, name = found, strings.TrimPrefix(name+" + "+wish.Name, " + ")
	}
	if name == "" {
		return
	}
	a.Do(Read{name, out})
	a.Do(shell.SinceChosen{Since: protocol.Since{File: name, Read: own(a.State()).Reads}})
	if len(out.Days) > 0 && out.Days[0] == "" {
		dom.At("period-base").Call("focus")
	}
}

func (v *screen) render(a *shell.App, was *shell.State, _ bool) {
	s := a.State()
	if story(was) != story(s) {
		if e := dom.Document.Call("getElementById", "why-story"); !e.IsNull() {
			dom.Show(dom.Wrap(e), renderStory(a, dom.Wrap(e), nil))
		}
	}
	c, area := found(s), own(s)
	now := picture{c, area.Chance, s.Since, area.Read, area.Money, area.Back, s.Lang}
	if s.Tab != name || now == v.drawn {
		return
	}
	v.drawn = now
	asks := c == nil && s.Since.File != "" && !fileThere(s)
	dom.Flag(dom.At("change"), "aria-busy", c == nil && !asks)
	dom.Show(dom.At("change-wait"), c == nil && !asks)
	renderFile(a, asks)
	if asks { // what stood there was of another comparison
		dom.Show(dom.At("change-tables"), false)
		dom.Text(dom.At("change-dates"), "")
		for _, id := range []string{"change-said", "change-notes"} {
			dom.Fill(dom.At(id), "t-aside", 0)
		}
	}
	if area.Chance == nil {
		unsay("chance")
	}
	if c == nil {
		for _, id := range []string{"migration", "migration-kept"} {
			unsay(id)
		}
		return
	}
	dom.Attr(dom.At("change"), "data-kind", c.Kind)
	there := c.Kind != protocol.ChangeNone
	dom.Show(dom.At("change-none"), !there)
	dom.Show(dom.At("change-tables"), there)
	renderBase(a, c)
	said, asides := []string(nil), []string(nil)
	if there {
		said, asides = Sentences(s.Lang, c, area.Chance), notes(s.Lang, c, area.Chance)
		if s.Since.File != "" && area.Read != nil {
			asides = append(fileNotes(s, area.Read), asides...)
		}
	}
	for i, e := range dom.Fill(dom.At("change-said"), "t-aside", len(said)) {
		dom.Text(e, said[i])
	}
	for i, e := range dom.Fill(dom.At("change-notes"), "t-aside", len(asides)) {
		dom.Text(e, asides[i])
	}
	if !there {
		return
	}
	renderCross(a, dom.At("migration"), c, c.Cells, area.Chance)
	dom.Show(dom.At("kept-card"), len(c.Kept) > 0)
	if len(c.Kept) > 0 {
		renderCross(a, dom.At("migration-kept"), c, c.Kept, nil)
	}
	renderChance(a, c, area.Chance)
	renderPairs(a, c.Pairs)
	charts.Sketch(dom.At("change-flow"), a.T("change.flow"), 320, flow(s.Lang, c))
}

// unsay takes the figures from the cells of a table that waits for others: what still stands there is of another day.
func unsay(id string) {
	for _, e := range dom.All(dom.At(id).Value, "td[data-from]") {
		for _, attribute := range []string{"data-count", "data-money", "data-share"} {
			e.Call("removeAttribute", attribute)
		}
	}
}

// frame fills the head of a table of grades by grades, and gives its rows, each with a cell for every column and their sum.
func frame(a *shell.App, table dom.Element, c *protocol.Change, rows, columns []string) (cells [][]dom.Element) {
	s := a.State()
	heads := dom.Fill(dom.Find(table, "thead tr"), "t-move-head", len(columns)+2)
	dom.Text(heads[0], a.T("change.axis", "day", c.Base))
	for i, code := range columns {
		nameOf(s, heads[i+1], code)
	}
	nameOf(s, heads[len(columns)+1], "all")
	for i, row := range dom.Fill(dom.Find(table, "tbody"), "t-move-row", len(rows)) {
		list := dom.Fill(row, "t-move-cell", len(columns)+2)
		nameOf(s, list[0], rows[i])
		cells = append(cells, list[1:])
	}
	return cells
}

// nameOf names a row or a column: a grade in its colour, or words.
func nameOf(s *shell.State, e dom.Element, code string) {
	grade, text := dom.Find(e, ".g"), dom.Find(e, "small")
	graded := s.Place(code) >= 0
	dom.Show(grade, graded)
	dom.Show(text, !graded)
	if graded {
		shell.GradeChip(s, grade, code)
		return
	}
	dom.Text(text, gradeText(s.Lang, code))
}

// A cell is what one shows.
type cell struct {
	big, small, mark string
	class, tint      string
	leads            bool
	say              string
}

func fill(e dom.Element, from, to string, c cell) {
	dom.Attr(e, "data-from", from)
	dom.Attr(e, "data-to", to)
	dom.Attr(e, "data-move", c.class)
	dom.Attr(e, "data-tint", c.tint)
	button, plain := dom.Find(e, "button"), dom.Find(e, "span")
	dom.Show(button, c.leads)
	dom.Show(plain, !c.leads)
	shown := button
	if !c.leads {
		shown = plain
	}
	parts := dom.Children(shown)
	dom.Text(parts[0], c.big)
	dom.Text(parts[1], c.small)
	dom.Text(parts[2], c.mark)
	dom.Attr(shown, "title", c.say)
}

// tintOf is how dark a share of a row is.
func tintOf(n, of int) string {
	if n == 0 || of == 0 {
		return "0"
	}
	return strconv.Itoa(min(5, 1+9*n/of))
}

// renderCross fills a migration.
func renderCross(a *shell.App, table dom.Element, c *protocol.Change, cells []protocol.Move, h *protocol.Chance) {
	s := a.State()
	at, sums, ends := map[[2]string]protocol.Move{}, map[string]int{}, map[string]int{}
	for _, m := range cells {
		at[[2]string{m.From, m.To}] = m
		sums[m.From] += m.Count
		ends[m.To] += m.Count
	}
	rows, columns, place := append(slices.Clone(c.Grades), none, newcomer), columnsOf(c), placesOf(c.Grades)
	for i, row := range frame(a, table, c, rows, columns) {
		from := rows[i]
		for k, to := range columns {
			m := at[[2]string{from, to}]
			dom.Attr(row[k], "data-count", strconv.Itoa(m.Count))
			dom.Attr(row[k], "data-money", say.Either(m.Money == "", "0", m.Money))
			whole := sums[from]
			if own(s).Back {
				whole = ends[to]
			}
			shown := cell{big: say.Count(m.Count), small: figures.Tenths(figures.Share(int64(m.Count), int64(whole))) + "%",
				class: moveOf(place, from, to), tint: tintOf(m.Count, whole), leads: m.Count > 0 && to != absent && table.Get("id").String() == "migration"}
			if own(s).Money {
				shown.big, shown.small = say.Amount(s.Lang, "yuan", say.Either(m.Money == "", "0", m.Money)), say.Count(m.Count)
			}
			if h != nil && h.Known && moveOf(place, from, to) != "plain" {
				g, _ := cellGuess(c, h, from, to)
				if p := g.Plain(m.Count); p != 0 {
					shown.mark = say.Either(p > 0, "▲ ", "▼ ") + round(max(float64(m.Count)-g.N, g.N-float64(m.Count)))
				}
			}
			shown.say = a.T("change.cell", "from", gradeText(s.Lang, from), "to", gradeText(s.Lang, to), "n", say.Count(m.Count),
				"money", say.Amount(s.Lang, "yuan", say.Either(m.Money == "", "0", m.Money)))
			fill(row[k], from, to, shown)
		}
		total := row[len(columns)]
		fill(total, "", "", cell{big: say.Count(sums[from]), class: "plain", tint: "0"})
		for _, attribute := range []string{"data-from", "data-to"} {
			total.Call("removeAttribute", attribute)
		}
	}
}

// renderChance fills what chance would do.
func renderChance(a *shell.App, c *protocol.Change, h *protocol.Chance) {
	known := h != nil && h.Known
	dom.Show(dom.At("chance-card"), c.Kind == protocol.ChangeLog && (h == nil || h.Known))
	dom.Flag(dom.At("chance-card"), "aria-busy", h == nil)
	dom.Show(dom.At("chance"), known)
	if !known {
		return
	}
	dom.Text(dom.At("chance-rule"), a.T("change.chance.rule"))
	dom.Text(dom.At("chance-times"), a.T("change.chance.times", "n", say.Count(h.Times)))
	sums := map[string]int{}
	for _, m := range c.Cells {
		sums[m.From] += m.Count
	}
	columns := append(slices.Clone(c.Grades), none)
	for i, row := range frame(a, dom.At("chance"), c, c.Grades, columns) {
		from := c.Grades[i]
		for k, to := range columns {
			g, share := cellGuess(c, h, from, to)
			dom.Attr(row[k], "data-share", share)
			p, _ := strconv.ParseFloat(share, 64)
			fill(row[k], from, to, cell{big: round(g.N), small: figures.Tenths(int(p*1000+.5)) + "%", class: say.Either(from == to, "same", "plain"),
				tint: tintOf(int(p*1000), 1000)})
		}
		total := row[len(columns)]
		fill(total, "", "", cell{big: say.Count(sums[from]), class: "plain", tint: "0"})
		for _, attribute := range []string{"data-from", "data-to"} {
			total.Call("removeAttribute", attribute)
		}
	}
}

// renderPairs lists who is gone and who is new under one name or telephone.
func renderPairs(a *shell.App, pairs []protocol.Pair) {
	dom.Show(dom.At("pairs-card"), len(pairs) > 0)
	for i, e := range dom.Fill(dom.At("change-pairs"), "t-aside", len(pairs)) {
		p := pairs[i]
		dom.Text(e, a.T("change.pair", "gone", p.Gone, "new", p.New, "mark", p.Mark))
		dom.Attr(e, "data-gone", p.Gone)
		dom.Attr(e, "data-new", p.New)
	}
}
