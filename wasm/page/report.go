package page

import (
	"fenji/scoring/report"
	"strconv"

	"fenji/scoring/report/chart"
	"fenji/scoring/words"
)

// A Paper is what the printed report says beside its figures and charts.
type Paper struct {
	File, Head string      // the file, and what stands at the head of every page
	Facts      [][2]string // what it is about
	Grades     chart.Table // each grade with what to do
	Balance    chart.Table // rows and money, read and used
	Reasons    chart.Table // why rows were left out or flagged
	Notes      []string    // what to know about the result
	Rules      []string    // the conventions by which it was counted
}

// Paper puts the report in words.
func (s State) Paper(d *report.Data) Paper {
	t := func(key string, args ...string) string { return words.Text(s.Lang, "print."+key, args...) }
	out := s.Outcome
	p := Paper{File: list(s.Lang, s.Shown.Names)}
	if s.Shown.Sample != "" {
		p.File = words.Text(s.Lang, "sample.name."+s.Shown.Sample) + words.Text(s.Lang, "print.sample")
	}
	p.Head = t("head", "file", p.File, "day", out.AsOf)
	fact := func(key, value string) {
		if value != "" {
			p.Facts = append(p.Facts, [2]string{t(key), value})
		}
	}
	if profile := s.Profile(out.Profile); profile != nil {
		fact("profile", profile.Name.In(s.Lang))
		fact("formula", formula(profile))
	}
	fact("asof", out.AsOf)
	fact("rows", t("rows.say", "read", count(out.Ledger.Read.Rows), "used", count(out.Ledger.Used.Rows)))
	fact("customers", t("customers.say", "n", count(d.Figures.Customers), "graded", count(d.Figures.Graded)))
	fact("shape", words.Text(s.Lang, "shape."+out.Shape))
	if out.Shape == "visits" {
		fact("visits", words.Text(s.Lang, "visits."+out.Visits))
	}
	fact("made", s.Today)
	p.Grades = s.gradeTable(d)
	p.balance(s)
	for _, n := range s.Notes() {
		p.Notes = append(p.Notes, n.Text)
	}
	for i := 1; words.Has("export.convention." + strconv.Itoa(i)); i++ {
		p.Rules = append(p.Rules, words.Text(s.Lang, "export.convention."+strconv.Itoa(i)))
	}
	return p
}

// gradeTable is the chart's table of grades with what to do about each.
func (s State) gradeTable(d *report.Data) chart.Table {
	col := func(key string) string { return words.Text(s.Lang, "overview.col."+key) }
	table := chart.Table{Head: []string{col("grade"), col("customers"), col("customers.share"), col("money"),
		col("money.share"), words.Text(s.Lang, "grade.action"), words.Text(s.Lang, "grade.cadence")}}
	look := chart.Look{Lang: s.Lang}
	for _, c := range chart.GradeRows(d, &look) {
		name, action, cadence := c[0], "", ""
		if b := s.Band(c[1]); b != nil && c[1] != "" {
			name, action, cadence = c[1]+" "+b.Name.In(s.Lang), b.Action.In(s.Lang), b.Cadence.In(s.Lang)
		}
		table.Rows = append(table.Rows, []string{name, c[2], c[3], c[4], c[5], action, cadence})
	}
	return table
}

// balance shows that no row is lost, and why some are not used.
func (p *Paper) balance(s State) {
	l := s.Outcome.Ledger
	t := func(key string) string { return words.Text(s.Lang, "ledger."+key) }
	money := func(m string) string { return amount(s.Lang, "yuan", m) }
	p.Balance = chart.Table{Head: []string{"", t("rows"), words.Text(s.Lang, "overview.col.money")}, Rows: [][]string{
		{t("read"), count(l.Read.Rows), money(l.Read.Money)},
		{t("used"), count(l.Used.Rows), money(l.Used.Money)},
		{t("duplicates"), count(l.Duplicates.Rows), money(l.Duplicates.Money)},
		{t("aside"), count(l.Aside.Rows), money(l.Aside.Money)},
	}}
	if len(l.Reasons) == 0 {
		return
	}
	p.Reasons = chart.Table{Head: []string{words.Text(s.Lang, "print.reason"), t("rows"), words.Text(s.Lang, "overview.col.money")}}
	for _, r := range l.Reasons {
		p.Reasons.Rows = append(p.Reasons.Rows, []string{brief(s.Lang, r.Code), count(r.Sum.Rows), money(r.Sum.Money)})
	}
}
