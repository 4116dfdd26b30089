package session

import (
	"slices"
	"strconv"

	"fenji/scoring"
	"fenji/scoring/export"
	"fenji/scoring/figures"
	"fenji/scoring/periods"
	"fenji/scoring/privacy"
	"fenji/scoring/protocol"
	"fenji/scoring/words"
)

func monthOps() { answer(protocol.OpMonth, (*Session).Month) }

// Month is the monthly report as tables, for the page to print.
func (s *Session) Month(m protocol.Export) (*protocol.Panel, error) {
	if s.graded == nil {
		return nil, errNothingGraded
	}
	cover, err := s.cover(m)
	if err != nil {
		return nil, err
	}
	who := s.label
	if cover != nil {
		who = nil // as in files
	}
	p, err := s.monthPanel(m, cover, who)
	if err != nil {
		return nil, err
	}
	out := panelMessage(p)
	return &out, nil
}

// reportMonths is how many months the report shows, reportCohorts and reportAfter how much of the cohorts.
const reportMonths, reportCohorts, reportAfter = 13, 12, 5

// A monthMaker makes the monthly report. What is meant for others hides the figures of few customers, and those that would
// give them away.
type monthMaker struct {
	*Session
	lang  string
	least int
	cover *privacy.Cover
	who   func(i int) string // how customers are named on the screen; nil: as the cover does
	*export.Panel
}

// monthPanel is the monthly report, the same pages each month: what changed, whom to call, goals, cohorts, what calls did.
func (s *Session) monthPanel(m protocol.Export, cover *privacy.Cover, who func(i int) string) (*export.Panel, error) {
	lang := words.Wearing(m.Lang, s.ledger.Currency)
	r := s.view.Result
	p := monthMaker{s, lang, m.Month.Least, cover, who, &export.Panel{}}
	p.Name = p.t("tab.month")
	p.Title = p.t("month.title", "day", dayText(r.AsOf), "profile", r.Profile.Name.In(lang))
	board, err := s.Board(protocol.BoardWish{Active: m.Month.Active})
	if err != nil {
		return nil, err
	}
	best, err := p.changes(m.Month.Warnings.Since)
	if err != nil {
		return nil, err
	}
	p.figures(board)
	p.goals(board, m.Month.Goals)
	p.ratios(board, best)
	p.cohorts(board)
	if err := p.calls(m.Month.Warnings); err != nil {
		return nil, err
	}
	if err := p.effect(m.Month.Effect); err != nil {
		return nil, err
	}
	if p.least > 0 {
		p.Blocks = append(p.Blocks, export.Block{Rows: [][]export.Cell{{text(p.t("month.hidden", "n", strconv.Itoa(p.least)))}}})
	}
	return p.Panel, nil
}

func (p monthMaker) t(key string, args ...string) string { return words.Text(p.lang, key, args...) }

func (p monthMaker) heads(keys ...string) (list []string) {
	for _, k := range keys {
		list = append(list, p.t(k))
	}
	return list
}

// few tells a number of customers that others must not see.
func (p monthMaker) few(n int) bool { return p.least > 0 && n > 0 && n < p.least }

// hiddenCell stands for a figure that is hidden.
var hiddenCell = export.Cell{Kind: export.TextCell, Text: "·"}

func (p monthMaker) number(n int) export.Cell {
	if p.few(n) {
		return hiddenCell
	}
	return number(n)
}

// changes is the migration in customers. It tells whether the sum of the best grade, which it does not show, would give away
// what it hides.
func (p monthMaker) changes(since protocol.Since) (best bool, err error) {
	c, err := p.changed(since)
	if unready(err) {
		i := err.(scoring.Issue)
		why := p.t("issue."+string(i.Code), append([]string{"value", i.Value}, i.Args...)...)
		p.Blocks = append(p.Blocks, export.Block{Title: p.t("tab.change"), Rows: [][]export.Cell{{text(why)}}})
		return false, nil
	}
	if err != nil || c == nil {
		return false, err
	}
	profile := c.now.Profile
	bands := len(profile.Bands)
	counts := make([][]int, bands+2)
	for row := range counts {
		for col := range bands + 1 {
			n, _ := c.fresh.At(row, col)
			counts[row] = append(counts[row], n)
		}
	}
	hide := privacy.Hidden{}
	if p.least > 0 {
		hide = privacy.SuppressTable(counts, p.least)
	}
	b := export.Block{Title: p.t("month.changes", "base", dayText(c.day), "day", dayText(c.now.AsOf)), Head: []string{p.t("month.from")}}
	for _, band := range profile.Bands {
		b.Head = append(b.Head, band.Grade)
	}
	b.Head = append(b.Head, p.t("change.of.none"), p.t("change.all"))
	for row, line := range counts {
		label := export.Cell{Kind: export.LabelCell, Text: p.t("change.of." + codeOf(profile, row))}
		if row < bands {
			label = export.Cell{Kind: export.GradeKind(row), Text: profile.Bands[row].Grade + " " + profile.Bands[row].Name.In(p.lang)}
		}
		cells, sum := []export.Cell{label}, 0
		for col, n := range line {
			sum += n
			cells = append(cells, shown(number(n), p.least > 0 && hide.Cells[row][col]))
		}
		b.Rows = append(b.Rows, append(cells, shown(number(sum), p.least > 0 && hide.Rows[row])))
	}
	p.Blocks = append(p.Blocks, b)
	return p.least > 0 && (hide.Total || len(hide.Columns) > 0 && hide.Columns[0]), nil
}

func shown(c export.Cell, hidden bool) export.Cell {
	if hidden {
		return hiddenCell
	}
	return c
}

func figureOf(m *protocol.BoardMonth, code string) protocol.BoardFigure {
	return m.Figures[slices.IndexFunc(m.Figures, func(f protocol.BoardFigure) bool { return f.Code == code })]
}

// cell is a figure of a month. The active would give away who came new or was lost, so others do not see them.
func (p monthMaker) cell(m *protocol.BoardMonth, code string) export.Cell {
	f := figureOf(m, code)
	visitors := figureOf(m, "new-share").Ratio.Whole
	switch code {
	case "new", "recaptured", "lost":
		n, _ := strconv.Atoi(f.Value)
		return p.number(n)
	case "active":
		n, _ := strconv.Atoi(f.Value)
		return shown(number(n), p.least > 0)
	}
	if f.Value == "" {
		return text("")
	}
	return shown(money(f.Value), p.few(visitors))
}

// figures are the last months, with two charts.
func (p monthMaker) figures(board *protocol.Board) {
	months := board.Months[max(0, len(board.Months)-reportMonths):]
	if len(months) == 0 {
		return
	}
	for _, table := range []struct {
		title string
		codes []string
		chart export.Chart
	}{
		{"month.customers", []string{"new", "lost", "recaptured", "active"}, export.Chart{Columns: [2]int{1, 2}}},
		{"month.money", []string{"revenue", "money-per-customer", "refunds", "money-per-visit"}, export.Chart{Columns: [2]int{1, 2}, Mixed: true}},
	} {
		b := export.Block{Title: p.t(table.title), Head: p.heads("board.month")}
		for _, code := range table.codes {
			b.Head = append(b.Head, p.t("board."+code))
		}
		for i := range months {
			label := months[i].Month
			if months[i].Running {
				label += p.t("board.not.over")
			}
			row := []export.Cell{text(label)}
			for _, code := range table.codes {
				row = append(row, p.cell(&months[i], code))
			}
			b.Rows = append(b.Rows, row)
		}
		table.chart.Block, table.chart.Rows = len(p.Blocks), len(b.Rows)
		p.Charts = append(p.Charts, table.chart)
		p.Blocks = append(p.Blocks, b)
	}
}

// goals are what the clinic wants of the month beside what there is.
func (p monthMaker) goals(board *protocol.Board, goals []protocol.Goal) {
	b := export.Block{Title: p.t("month.goals"), Head: p.heads("export.overview.figure", "month.value", "board.goal", "month.due")}
	if len(board.Months) == 0 {
		return
	}
	m := &board.Months[len(board.Months)-1]
	for _, g := range goals {
		want, err := strconv.ParseFloat(g.Value, 64)
		if at := slices.Index(periods.FigureCodes[:], g.Figure); err != nil || at < 0 || want < 0 {
			continue
		}
		due := want
		if periods.Grows(g.Figure) && m.Running && board.Whole > 0 {
			due = want * float64(board.Done) / float64(board.Whole)
		}
		write := func(v float64) export.Cell {
			return export.Cell{Kind: export.NumberCell, Text: strconv.FormatFloat(v, 'f', 2, 64)}
		}
		b.Rows = append(b.Rows, []export.Cell{name(p.t("board." + g.Figure)), p.cell(m, g.Figure), write(want), write(due)})
	}
	if len(b.Rows) > 0 {
		p.Blocks = append(p.Blocks, b)
	}
}

// ratios are those of the last month. With best the number of those with the best grade is hidden.
func (p monthMaker) ratios(board *protocol.Board, best bool) {
	if len(board.Months) == 0 {
		return
	}
	m := &board.Months[len(board.Months)-1]
	b := export.Block{Title: p.t("board.ratios") + " · " + m.Month, Head: p.heads("export.overview.figure", "month.part", "month.whole",
		"effect.share", "month.low", "month.high")}
	for _, code := range []string{"return", "new-share", "a-share"} {
		f := figureOf(m, code)
		r := f.Ratio
		row := []export.Cell{name(p.t("board." + code)), p.number(r.Part), p.number(r.Whole)}
		hidden := p.few(r.Part) || p.few(r.Whole-r.Part) || best && code == "a-share"
		if hidden {
			row[1], row[2] = hiddenCell, p.number(r.Whole)
		}
		for _, v := range []string{f.Value, r.Low, r.High} {
			c := text("")
			if v != "" {
				c = export.Cell{Kind: export.ShareCell, Text: v}
			}
			row = append(row, shown(c, hidden))
		}
		b.Rows = append(b.Rows, row)
	}
	p.Blocks = append(p.Blocks, b)
}

// cohorts are who of those of a month came again in the next ones, in customers.
func (p monthMaker) cohorts(board *protocol.Board) {
	list := board.Cohorts[max(0, len(board.Cohorts)-reportCohorts):]
	if len(list) == 0 {
		return
	}
	b := export.Block{Title: p.t("month.cohorts"), Head: p.heads("board.cohort.month", "board.cohort.size")}
	for k := 1; k <= reportAfter; k++ {
		b.Head = append(b.Head, "+"+strconv.Itoa(k))
	}
	for _, c := range list {
		row := []export.Cell{text(c.Month), p.number(c.Size)}
		for k := 1; k <= reportAfter; k++ {
			switch {
			case k >= len(c.In) || k == len(c.In)-1 && c.Running:
				row = append(row, text(""))
			default:
				row = append(row, shown(number(c.In[k]), p.few(c.Size) || p.few(c.In[k]) || p.few(c.Size-c.In[k])))
			}
		}
		b.Rows = append(b.Rows, row)
	}
	p.Blocks = append(p.Blocks, b)
}

// calls are whom to call: for others, how many.
func (p monthMaker) calls(m protocol.WarningWish) error {
	w, err := p.Warnings(m)
	if err != nil {
		return err
	}
	b := export.Block{Title: p.t("warnings.title"), Head: p.heads("month.list", "month.named", "month.total")}
	for _, l := range w.Lists {
		b.Rows = append(b.Rows, []export.Cell{name(p.t("warnings." + l.ID)), p.number(len(l.Rows)), p.number(l.Total)})
	}
	p.Blocks = append(p.Blocks, b)
	if p.least > 0 {
		return nil
	}
	key, args := w.Lists[lessList].Rule()
	p.Blocks = append(p.Blocks, export.Block{Title: p.t("warnings.less"), Rows: [][]export.Cell{{text(p.t(key, args...))}}})
	named := export.Block{Title: p.t("month.whom"), Head: p.heads("export.col.customer", "month.list", "export.col.grade", "month.money.year")}
	for _, l := range w.Lists {
		for _, r := range l.Rows {
			i := r.Row.Customer
			id := p.view.Result.Customers[i].ID
			if p.who != nil {
				id = p.who(i)
			} else {
				id = p.cover.Customer(i, id)
			}
			named.Rows = append(named.Rows, []export.Cell{text(id), text(p.t("warnings." + l.ID)),
				text(r.Row.Grade), money(r.Money)})
		}
	}
	if len(named.Rows) > 0 {
		p.Blocks = append(p.Blocks, named)
	}
	return nil
}

// effect is what calls did.
func (p monthMaker) effect(m protocol.EffectWish) error {
	f, err := p.Effect(m)
	if err != nil || f.Treated.Whole == 0 || !f.Over {
		return err
	}
	b := export.Block{Title: p.t("month.effect", "day", m.Day, "until", f.Until), Head: p.heads("month.arm", "month.came", "month.whole", "effect.share")}
	for _, arm := range []struct {
		key string
		n   protocol.Share
	}{{"effect.treated", f.Treated}, {"effect.control", f.Control}} {
		hidden := p.few(arm.n.Part) || p.few(arm.n.Whole-arm.n.Part)
		b.Rows = append(b.Rows, []export.Cell{name(p.t(arm.key)), shown(number(arm.n.Part), hidden), p.number(arm.n.Whole),
			shown(perMille(figures.Share(int64(arm.n.Part), int64(arm.n.Whole))), hidden)})
	}
	p.Blocks = append(p.Blocks, b)
	if hidden := b.Rows[0][1] == hiddenCell || b.Rows[1][1] == hiddenCell; hidden {
		return nil // the difference would give it away
	}
	share := func(v string) export.Cell { return export.Cell{Kind: export.ShareCell, Text: v} }
	p.Blocks = append(p.Blocks, export.Block{Head: p.heads("month.difference", "month.low", "month.high"),
		Rows: [][]export.Cell{{share(f.Difference), share(f.Low), share(f.High)}}})
	return nil
}
