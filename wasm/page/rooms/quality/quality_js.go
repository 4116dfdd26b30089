//go:build js

package quality

import (
	"strconv"

	"fenji/scoring/columns"
	"fenji/scoring/protocol"
	"fenji/wasm/page/dom"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

func init() {
	Room.Live = shell.Live{Render: render, Listen: listen, Change: change, Actions: actions, Behind: []shell.Behind{
		{Changed: func(was, s *shell.State, fresh bool) bool { return fresh || own(was).Quality != own(s).Quality },
			Draw: renderClean},
		{Changed: func(was, s *shell.State, fresh bool) bool {
			old, now := own(was), own(s)
			return fresh || old.Quality != now.Quality || old.Ledger != now.Ledger || old.Span != now.Span
		}, Draw: renderEntries},
	}}
}

var actions = map[string]shell.Action{
	"reason": func(a *shell.App, e dom.Element, _ dom.Event) { turn(a, dom.Data(e, "arg")) },
	"list": func(a *shell.App, e dom.Element, _ dom.Event) {
		turn(a, dom.Data(e, "arg"))
		dom.At("ledger-more").Call("scrollIntoView", map[string]any{"block": "start"})
	},
	"page": shell.Numbered(func(a *shell.App, n int) {
		span := own(a.State()).Span
		span.From = max(0, span.From+n*ledgerPage)
		a.Do(LedgerTurned{span})
	}),
	"entry": shell.Numbered(func(a *shell.App, n int) {
		if l := own(a.State()).Ledger; l != nil && n < len(l.Entries) {
			a.Do(EntryOpened{&l.Entries[n]})
			dom.At("entry-panel").Call("showModal")
		}
	}),
}

// turn lists the entries of one reason, or all.
func turn(a *shell.App, code string) { a.Do(LedgerTurned{protocol.Span{N: ledgerPage, Code: code}}) }

func listen(a *shell.App) {
	dom.On(dom.At("entry-panel").Value, "close", func(dom.Event) { a.Do(EntryClosed{}) })
}

// change takes the switches of cleaning.
func change(a *shell.App, e dom.Element) bool {
	set := a.State().Settings
	checked := func() bool { return e.Get("checked").Bool() }
	switch e.Get("id").String() {
	case "clean-repeats":
		set = withRepeats(set, dom.Value(e))
	case "clean-case":
		set.Clean.IgnoreCase = checked()
	case "clean-zeros":
		set.Clean.PadZeros = checked()
	case "clean-down":
		set.Clean.FillDown = checked()
	case "clean-outliers":
		set.Clean.Outliers = dom.Value(e)
	default:
		gap, err := strconv.Atoi(dom.Data(e, "gap"))
		if err != nil || gap < 0 || gap >= len(columns.Gaps) || !e.Call("closest", "#ledger").Truthy() {
			return false
		}
		set.Clean.Gaps[gap] = dom.Value(e)
	}
	go a.Grade(set)
	return true
}

func render(a *shell.App, was *shell.State, fresh bool) {
	if fresh {
		renderBalance(a)
	}
	if own(was).Open != own(a.State()).Open || fresh {
		renderEntry(a)
	}
}

// renderBalance shows that no row and no yuan got lost.
func renderBalance(a *shell.App) {
	out := a.State().Outcome
	box := dom.At("ledger")
	if out == nil || !out.Graded {
		for _, k := range []string{"read", "used", "duplicates", "aside", "totals", "uncounted", "refunds"} {
			dom.Attr(box, "data-"+k, "")
		}
		return
	}
	l := out.Ledger
	for _, part := range parts(l) {
		dom.Attr(box, "data-"+part.name, strconv.Itoa(part.sum.Rows))
		dom.Text(dom.At("rows-"+part.name), say.Count(part.sum.Rows))
		dom.Text(dom.At("money-"+part.name), say.Grouped(part.sum.Money))
	}
	dom.Attr(box, "data-uncounted", l.Uncounted.Money)
	dom.Attr(box, "data-refunds", strconv.Itoa(l.Refunds.Rows))
	dom.Text(dom.At("money-totals"), "("+say.Grouped(l.Totals.Money)+")")
	for _, e := range dom.All(box.Value, ".of-totals") {
		dom.Show(e, l.Totals.Rows > 0)
	}
	for _, more := range []struct {
		key string
		sum protocol.Sum
	}{{"refunds", l.Refunds}, {"uncounted", l.Uncounted}} {
		e := dom.At("ledger-" + more.key)
		dom.Attr(e, "data-rows", strconv.Itoa(more.sum.Rows))
		dom.Attr(e, "data-money", more.sum.Money)
		dom.Text(dom.Find(e, "span"), a.T("ledger."+more.key, "n", say.Count(more.sum.Rows), "money", say.Grouped(more.sum.Money)))
		dom.Show(e, more.sum.Rows > 0)
	}
	note := ""
	if l.Flagged > 0 {
		note = a.T("ledger.flagged", "n", say.Count(l.Flagged))
	} else if len(l.Reasons) == 0 {
		note = a.T("ledger.clean")
	}
	dom.Text(dom.At("ledger-note"), note)
}

// renderEntries lists one page of the ledger.
func renderEntries(a *shell.App) {
	s := a.State()
	if s.Outcome == nil || !s.Outcome.Graded {
		return
	}
	reasons := Reasons(s)
	total := 0
	for i, e := range dom.Fill(dom.At("reasons"), "t-reason", len(reasons)+1) {
		code, label, sum := "", a.T("ledger.all"), ""
		if i > 0 {
			r := reasons[i-1]
			code, label, sum = r.Code, say.Brief(s.Lang, r.Code), a.T("intake.sum", "n", say.Count(r.Sum.Rows), "money", say.Grouped(r.Sum.Money))
			if code != refundRow {
				total += r.Sum.Rows // the ledger has them among all
			}
		}
		dom.Attr(e, "data-arg", code)
		dom.Flag(e, "aria-pressed", own(s).Span.Code == code)
		dom.Text(dom.Find(e, "span"), label)
		dom.Text(dom.Find(e, "small"), sum)
	}
	dom.Text(dom.Find(dom.At("reasons"), "small"), say.Count(total))
	if own(s).Ledger == nil {
		dom.Fill(dom.At("entry-list"), "t-entry", 0)
		dom.Text(dom.At("ledger-page"), "")
		return
	}
	for i, e := range dom.Fill(dom.At("entry-list"), "t-entry", len(own(s).Ledger.Entries)) {
		entry := own(s).Ledger.Entries[i]
		cells := dom.Children(e)
		for n, t := range []string{say.Place(s.Lang, entry), say.Brief(s.Lang, entry.Issue.Code), entry.Issue.Value,
			a.T("ledger.fate." + entry.Fate), say.Grouped(entry.Money), say.Remedy(s.Lang, entry.Issue)} {
			if n == 0 {
				dom.Text(dom.Find(cells[0], "button"), t)
				dom.Attr(dom.Find(cells[0], "button"), "data-arg", strconv.Itoa(i))
				continue
			}
			dom.Text(cells[n], t)
		}
		dom.Attr(e, "data-code", entry.Issue.Code)
		dom.Attr(e, "title", say.List(s.Lang, entry.Cells))
	}
	from, n := own(s).Ledger.From, len(own(s).Ledger.Entries)
	dom.Text(dom.At("ledger-page"), a.T("ledger.page", "from", say.Count(min(from+1, own(s).Ledger.Total)), "to", say.Count(from+n),
		"total", say.Count(own(s).Ledger.Total)))
	dom.Enable(dom.At("ledger-prev"), from > 0)
	dom.Enable(dom.At("ledger-next"), from+n < own(s).Ledger.Total)
}

// renderClean shows the steps of cleaning: the switch of each, how many rows it is about, and where they are listed.
func renderClean(a *shell.App) {
	s := a.State()
	q := own(s).Quality
	notes := a.Notes()
	for i, e := range dom.Fill(dom.At("quality-notes"), "t-note", len(notes)) {
		shell.FillNote(e, notes[i])
	}
	if s.Outcome == nil || !s.Outcome.Graded {
		return
	}
	if own(s).Of != s.Outcome && q == nil {
		q = &protocol.Quality{}
	}
	set := s.Shown.Settings.Clean
	if q == nil {
		q = &protocol.Quality{}
	}
	check := func(id string, on bool) { dom.At(id).Set("checked", on) }
	repeats := repeatsOf(s.Shown.Settings)
	dom.SetValue(dom.At("clean-repeats"), repeats)
	check("clean-case", set.IgnoreCase)
	check("clean-zeros", set.PadZeros)
	check("clean-down", set.FillDown)
	dom.SetValue(dom.At("clean-outliers"), set.Outliers)
	sayCount(a, "repeats", q.Repeats)
	sayCount(a, "near", q.Near)
	dom.Attr(dom.At("list-repeats"), "data-arg", say.Either(s.Outcome.Ledger.Duplicates.Rows == 0, "duplicate-kept", "duplicate"))
	renderIDs(a, q, set)
	renderGaps(a, q, set)
	renderDates(a, q)
	renderOutliers(a, q)
	dom.Show(dom.At("step-down"), q.Unnamed > 0 || set.FillDown)
	dom.Text(dom.At("n-down"), a.T("intake.rows", "n", say.Count(q.Unnamed)))
	left := a.T("intake.left.none")
	if len(q.Left) > 0 {
		left = a.T("intake.left.some", "columns", say.List(s.Lang, q.Left))
	}
	dom.Text(dom.At("about-left"), left)
	l := s.Outcome.Ledger
	filled := ""
	if q.Filled.Rows > 0 {
		filled = a.T("intake.filled", "n", say.Count(q.Filled.Rows), "money", say.Grouped(q.Filled.Money))
	}
	others := 0
	if s.Outcome.Sources.Joined {
		for _, t := range s.Outcome.Sources.List {
			if t.At.Kind != "payments" && t.At.Kind != "ignore" {
				others++
			}
		}
	}
	dom.Show(dom.At("ledger-sources"), others > 0 && s.Outcome.Sources.Same)
	dom.Text(dom.At("ledger-sources"), a.T("sources.ledger", "n", strconv.Itoa(others)))
	dom.Text(dom.At("filled-note"), filled)
	dom.Show(dom.At("filled-note"), filled != "")
	dom.Show(dom.At("ledger-more"), len(l.Reasons)+l.Refunds.Rows > 0 || q.Near.Rows+q.Outliers.Rows > 0)
}

// sayCount says how many rows and how much money a step is about, and offers their list.
func sayCount(a *shell.App, step string, sum protocol.Sum) {
	said := a.T("intake.nobody")
	if sum.Rows > 0 {
		said = a.T("intake.rows.money", "n", say.Count(sum.Rows), "money", say.Grouped(sum.Money))
	}
	dom.Text(dom.At("n-"+step), said)
	dom.Show(dom.At("list-"+step), sum.Rows > 0)
}

// renderIDs lists the customers whose id is written in more than one way.
func renderIDs(a *shell.App, q *protocol.Quality, set protocol.Clean) {
	dom.Text(dom.At("n-ids"), say.Either(q.MergedInAll == 0, a.T("intake.nobody"), a.T("intake.merged.n", "n", say.Count(q.MergedInAll))))
	might := func(n int, on bool) string {
		if n == 0 || on {
			return ""
		}
		return a.T("intake.might", "n", say.Count(n))
	}
	dom.Text(dom.At("n-case"), might(q.SameCase, set.IgnoreCase))
	dom.Text(dom.At("n-zeros"), might(q.ZerosLost, set.PadZeros))
	rule := a.T("intake.zeros.unproved")
	if q.Padded > 0 {
		rule = a.T("intake.zeros.proved", "n", strconv.Itoa(q.Padded))
	}
	dom.Text(dom.At("about-zeros"), rule)
	dom.At("clean-zeros").Set("disabled", q.Padded == 0 && !set.PadZeros)
	dom.Show(dom.At("merged-more"), len(q.Merged) > 0)
	for i, e := range dom.Fill(dom.At("merged-list"), "t-merge", len(q.Merged)) {
		m := q.Merged[i]
		dom.Text(dom.Find(e, "b"), m.ID)
		var ways []string
		for _, w := range m.Spellings {
			ways = append(ways, a.T("intake.spelling", "text", w.Text, "n", say.Count(w.Rows), "cell", w.Cell))
		}
		dom.Text(dom.Find(e, "span"), say.List(a.State().Lang, ways))
	}
}

// renderGaps offers a choice for each meaning whose gaps can be filled.
func renderGaps(a *shell.App, q *protocol.Quality, set protocol.Clean) {
	has := map[string]bool{}
	for _, c := range a.State().Outcome.Columns {
		has[c.Role] = true
	}
	ready := a.State().Outcome.Shape == "customers"
	for i, e := range dom.Fill(dom.At("gap-list"), "t-gap", len(columns.Gaps)) {
		gap := columns.Gaps[i]
		role, fills := string(gap.Role), gap.Fills()
		dom.Show(e, has[role] && (ready || gap.PerRow))
		label := a.T("role." + role)
		dom.Text(dom.Find(e, "b"), label)
		dom.Text(dom.Find(e, ".n"), say.Either(q.Gaps[i] == 0, a.T("intake.nobody"), a.T("intake.rows", "n", say.Count(q.Gaps[i]))))
		choice := dom.Find(e, "select")
		dom.Attr(choice, "data-gap", strconv.Itoa(i))
		dom.Attr(choice, "aria-label", a.T("intake.gap.label", "role", label))
		var names []string
		for _, f := range fills {
			names = append(names, a.T("intake.gap."+say.Either(f == "", "aside", f)))
		}
		dom.Options(choice, fills, names)
		dom.SetValue(choice, set.Gaps[i])
	}
}

func renderDates(a *shell.App, q *protocol.Quality) {
	said := a.T("intake.forms.one")
	if len(q.Dates) > 1 {
		said = a.T("intake.forms.n", "n", strconv.Itoa(len(q.Dates)))
	}
	dom.Text(dom.At("n-dates"), say.Either(len(q.Dates) == 0, "", said))
	dom.Show(dom.At("dates-more"), len(q.Dates) > 1)
	for i, e := range dom.Fill(dom.At("date-forms"), "t-merge", len(q.Dates)) {
		d := q.Dates[i]
		dom.Text(dom.Find(e, "b"), d.Example)
		dom.Text(dom.Find(e, "span"), a.T("intake.form", "n", say.Count(d.Rows), "cell", d.Cell))
	}
}

// renderOutliers names both tests with their bounds.
func renderOutliers(a *shell.App, q *protocol.Quality) {
	for _, test := range []struct {
		id, low, high string
		sum           protocol.Sum
	}{{"about-z", q.ZLow, q.ZHigh, q.ByZ}, {"about-tukey", q.TukeyLow, q.TukeyHigh, q.ByTukey}} {
		said := a.T("intake." + test.id + ".nothing")
		if test.low != "" {
			said = a.T("intake."+test.id, "low", say.Grouped(test.low), "high", say.Grouped(test.high), "n", say.Count(test.sum.Rows),
				"money", say.Grouped(test.sum.Money))
		}
		dom.Text(dom.At(test.id), said)
	}
	any := q.ByZ.Rows+q.ByTukey.Rows > 0
	said := say.Either(any, "", a.T("intake.outliers.no"))
	if q.Outliers.Rows > 0 {
		said = a.T("intake.rows.money", "n", say.Count(q.Outliers.Rows), "money", say.Grouped(q.Outliers.Money))
	}
	dom.Text(dom.At("n-outliers"), said)
	dom.Show(dom.At("list-outliers"), any)
}

// renderEntry shows one row of the ledger in full, with the cell at fault marked.
func renderEntry(a *shell.App) {
	e := own(a.State()).Open
	if e == nil {
		return
	}
	s := a.State()
	dom.Text(dom.At("entry-title"), say.Place(s.Lang, *e))
	dom.Text(dom.At("entry-say"), say.Issue(s.Lang, e.Issue))
	dom.Text(dom.At("entry-fix"), say.Remedy(s.Lang, e.Issue))
	twin := len(e.Of) > 0
	dom.Show(dom.At("entry-of"), twin)
	if twin {
		dom.Text(dom.At("entry-of"), a.T("intake.entry.row", "row", strconv.Itoa(e.OfRow)))
	}
	dom.Text(dom.At("entry-row"), a.T("intake.entry.row", "row", strconv.Itoa(e.Row)))
	var cols []protocol.Column
	for _, c := range s.Outcome.Columns {
		if c.Role != "ignore" && c.Index < len(e.Cells) {
			cols = append(cols, c)
		}
	}
	for i, row := range dom.Fill(dom.At("entry-cells"), "t-cells", len(cols)) {
		c, cells := cols[i], dom.Children(row)
		dom.Text(cells[0], s.Heading(c.Index))
		dom.Text(cells[1], say.Either(e.Cells[c.Index] == "", a.T("intake.nothing"), e.Cells[c.Index]))
		dom.Flag(row, "data-wrong", c.Index == e.Col)
		dom.Show(cells[2], twin)
		if twin && c.Index < len(e.Of) {
			dom.Text(cells[2], say.Either(e.Of[c.Index] == "", a.T("intake.nothing"), e.Of[c.Index]))
			dom.Flag(row, "data-differs", e.Of[c.Index] != e.Cells[c.Index])
		}
	}
}
