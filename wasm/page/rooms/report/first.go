package report

import (
	"fenji/scoring/protocol"
	"fenji/scoring/report"
	"fenji/scoring/report/chart"
	"fenji/scoring/words"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

// Sentences are those that hold the answer: what came in, who is worth most, whom to call; and who rose and fell since an earlier
// day, where there is one and no figure is to be hidden.
func Sentences(s *shell.State, w *protocol.Weekly, f *report.Figures) []string {
	t := func(key string, args ...string) string { return words.Text(s.Lang, "print.say."+key, args...) }
	money := func(m string) string { return say.Amount(s.Lang, "yuan", m) }
	one := t("customers", "n", say.Count(f.Customers), "money", money(f.Money))
	if now, before := w.Weeks[0], w.Weeks[1]; now.To != "" {
		one = t("week", "from", now.From, "to", now.To, "n", say.Count(now.Visits), "before", say.Count(before.Visits),
			"money", money(now.Money))
	}
	graded := f.Graded
	if graded == report.Hidden {
		graded = f.Customers
	}
	two := t("best.none", "n", say.Count(graded))
	switch {
	case f.BestCount > 0 && f.Spread:
		two = t("best", "n", say.Count(graded), "grade", f.Best, "count", say.Count(f.BestCount),
			"share", say.Share(share(f.BestCount, graded)), "money", say.Share(f.BestShare))
	case f.BestCount > 0:
		two = t("best.count", "n", say.Count(graded), "grade", f.Best, "count", say.Count(f.BestCount))
	}
	three := t("calls.none")
	switch {
	case w.Calls.Due > 0:
		three = t("calls.due", "day", s.Outcome.AsOf, "due", say.Count(w.Calls.Due), "n", say.Count(w.Calls.Total-w.Calls.Due),
			"money", money(w.Calls.Sum))
	case w.Calls.Total > 0:
		three = t("calls", "n", say.Count(w.Calls.Total), "money", money(w.Calls.Sum))
	}
	said := []string{one, two, three}
	if m := w.Moved; m.Day != "" && m.Rose+m.Same+m.Fell+m.Gone > 0 && own(s).Least == 0 {
		said = append(said, t("moved", "day", m.Day, "n", say.Count(m.Rose+m.Same+m.Fell+m.Gone), "rose", say.Count(m.Rose), "fell", say.Count(m.Fell),
			"gone", say.Count(m.Gone), "new", say.Count(m.New)))
	}
	return said
}

// share is a part of a whole in tenths of a per cent.
func share(part, whole int) int {
	if whole < 1 {
		return 0
	}
	return (part*1000 + whole/2) / whole
}

// balanceLine says where the rows went, for the foot of the first page.
func balanceLine(s *shell.State, file string) string {
	l := s.Outcome.Ledger
	t := func(key string, args ...string) string { return words.Text(s.Lang, "print.foot."+key, args...) }
	said := t("rows", "file", file, "read", say.Count(l.Read.Rows), "used", say.Count(l.Used.Rows),
		"twice", say.Count(l.Duplicates.Rows), "aside", say.Count(l.Aside.Rows))
	if l.Totals.Rows > 0 {
		said += t("totals", "n", say.Count(l.Totals.Rows))
	}
	if l.Refunds.Rows > 0 {
		said += t("refunds", "n", say.Count(l.Refunds.Rows), "money", say.Amount(s.Lang, "yuan", l.Refunds.Money))
	}
	return said + t("end")
}

// profileLine says by what and as of when.
func profileLine(s *shell.State) string {
	name := ""
	if p := s.Profile(s.Outcome.Profile); p != nil {
		name = p.Name.In(s.Lang)
	}
	return words.Text(s.Lang, "print.foot.profile", "profile", name, "day", s.Outcome.AsOf)
}

// tableOf is a block of the engine's as a table of the page's.
func tableOf(b protocol.Block) chart.Table {
	t := chart.Table{Head: b.Head}
	for _, row := range b.Rows {
		var cells []string
		for _, c := range row.Cells {
			cells = append(cells, c.Text)
		}
		t.Rows = append(t.Rows, cells)
	}
	return t
}
