package session

import (
	"fenji/scoring/export"
	"fenji/scoring/figures"
	"fenji/scoring/report"
	"strconv"

	"fenji/scoring/decimal"
	"fenji/scoring/profile"
	"fenji/scoring/words"
)

// mostAcross is how many columns a table of the exported overview may have.
const mostAcross = 8

// A panelMaker makes the overview sheet of an export, in one language.
type panelMaker struct {
	lang string
	data *report.Data
	*export.Panel
}

// overviewPanel is the overview of an exported workbook: the main figures, the grades, the months, and R against F.
func (s *Session) overviewPanel(lang string) *export.Panel {
	p := panelMaker{lang, s.report(), &export.Panel{}}
	profile := s.view.Result.Profile
	p.Name, p.Title = p.t("tab.overview"), p.t("export.overview.title", "profile", profile.Name.In(lang),
		"day", s.view.Result.AsOf.String())
	p.figures()
	p.grades(profile)
	p.heat()
	p.months()
	for _, of := range blocks {
		p.Blocks = append(p.Blocks, of(s, lang)...)
	}
	return p.Panel
}

func (p panelMaker) t(key string, args ...string) string { return words.Text(p.lang, key, args...) }

func text(s string) export.Cell { return export.Cell{Kind: export.TextCell, Text: s} }

func name(s string) export.Cell { return export.Cell{Kind: export.LabelCell, Text: s} }

func number(n int) export.Cell { return export.Cell{Kind: export.CountCell, Text: strconv.Itoa(n)} }

func money(s string) export.Cell { return export.Cell{Kind: export.MoneyCell, Text: s} }

// perMille is a share in tenths of a per cent.
func perMille(n int) export.Cell {
	return export.Cell{Kind: export.ShareCell, Text: decimal.Decimal{Coef: int64(n), Exp: 3}.String()}
}

func (p panelMaker) share(n int) export.Cell {
	return perMille(figures.Share(int64(n), int64(p.data.Figures.Customers)))
}

func (p panelMaker) figures() {
	f := &p.data.Figures
	b := export.Block{Title: p.t("overview.figures"), Head: []string{p.t("export.overview.figure"), p.t("export.overview.value")}}
	add := func(label string, c export.Cell) { b.Rows = append(b.Rows, []export.Cell{name(label), c}) }
	add(p.t("export.about.customers"), number(f.Customers))
	add(p.t("export.overview.graded"), number(f.Graded))
	add(p.t("export.about.money"), money(f.Money))
	if f.Customers > 0 {
		add(p.t("export.overview.mean"), money(f.Average))
		add(p.t("overview.figure.visits"), export.Cell{Kind: export.NumberCell, Text: f.Visits})
		add(p.t("overview.figure.repeat"), p.share(f.Repeat))
	}
	if f.Dated {
		for i, days := range []string{"30", "90", "180"} {
			add(p.t("overview.figure.active"+days), p.share(f.Active[i]))
		}
	}
	if f.Spread {
		add(p.t("overview.figure.top"), perMille(f.TopShare))
	}
	p.Blocks = append(p.Blocks, b)
}

func (p panelMaker) grades(profile *profile.Profile) {
	var count, sum int64
	coefs := make([]int64, len(p.data.Grades))
	for i, g := range p.data.Grades {
		coefs[i] = coefOf(g.Money)
		count, sum = count+int64(g.Count), sum+coefs[i]
	}
	b := export.Block{Title: p.t("export.about.groups"), Head: []string{p.t("export.about.grade"), p.t("export.about.customers"),
		p.t("export.about.customers.share"), p.t("export.about.money"), p.t("export.about.money.share")}}
	for i, g := range p.data.Grades {
		label, kind := p.t("export.about.ungraded"), export.GradeCell
		if i < len(profile.Bands) {
			kind = export.GradeKind(i)
			label = g.Label + " " + profile.Bands[i].Name.In(p.lang)
		}
		b.Rows = append(b.Rows, []export.Cell{{Kind: kind, Text: label}, number(g.Count),
			perMille(figures.Share(int64(g.Count), count)), money(g.Money), perMille(figures.Share(coefs[i], sum))})
	}
	p.Charts = append(p.Charts, export.Chart{Block: len(p.Blocks), Rows: len(b.Rows), Columns: [2]int{2, 4}})
	p.Blocks = append(p.Blocks, b)
}

// coefOf is an amount in the smallest unit that amounts are told in.
func coefOf(yuan string) int64 {
	d, err := decimal.Parse(yuan)
	if err != nil {
		return 0
	}
	d, _ = d.Rescale(4)
	return d.Coef
}

func (p panelMaker) months() {
	m := &p.data.Months
	if m.Kind == "" || len(m.Items) == 0 {
		return
	}
	b := export.Block{Title: p.t("overview.months." + m.Kind), Head: []string{p.t("overview.col.month"),
		p.t("overview.col." + m.Kind), p.t("export.overview.money." + m.Kind)}}
	for _, item := range m.Items {
		b.Rows = append(b.Rows, []export.Cell{text(item.Label), number(item.Count), money(item.Money)})
	}
	p.Charts = append(p.Charts, export.Chart{Block: len(p.Blocks), Rows: len(b.Rows), Columns: [2]int{1, 2}, Mixed: true})
	p.Blocks = append(p.Blocks, b)
}

// heat is the table of customers by R and F. A table that is too wide is left out.
func (p panelMaker) heat() {
	h := &p.data.Heat
	if len(h.Rows) == 0 || len(h.Cols)+2 > mostAcross {
		return
	}
	b := export.Block{Title: p.t("export.overview.heat"), Head: []string{p.t("overview.heat.corner")}, Scale: true}
	for _, c := range h.Cols {
		b.Head = append(b.Head, p.place(c.Label, "F", h.Points[1]))
	}
	b.Head = append(b.Head, p.t("export.about.all"))
	sums := make([]int, len(h.Cols)+1)
	for i, r := range h.Rows {
		row, sum := []export.Cell{name(p.place(r.Label, "R", h.Points[0]))}, 0
		for k := range h.Cols {
			n := h.Cells[i*len(h.Cols)+k].Count
			row, sum, sums[k] = append(row, number(n)), sum+n, sums[k]+n
		}
		b.Rows = append(b.Rows, append(row, number(sum)))
		sums[len(h.Cols)] += sum
	}
	last := []export.Cell{name(p.t("export.about.all"))}
	for _, n := range sums {
		last = append(last, number(n))
	}
	b.Rows = append(b.Rows, last)
	p.Blocks = append(p.Blocks, b)
}

// place names a row or column of that table.
func (p panelMaker) place(label, metric string, points bool) string {
	if points {
		return p.t("overview.heat.points", "metric", metric, "n", label)
	}
	return p.t("overview.heat."+metric, "n", label)
}
