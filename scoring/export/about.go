package export

import (
	"cmp"
	"fenji/scoring/figures"
	"fenji/scoring/view"
	"slices"
	"strconv"
	"strings"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/header"
	"fenji/scoring/periods/past"
	"fenji/scoring/profile"
	"fenji/scoring/words"
)

// A Block is a part of the sheet that says by what, from what and by which conventions the customers were graded: a
// table or, without Head, a list of facts or sentences.
type Block struct {
	Title string
	Head  []string
	Rows  [][]Cell
	Scale bool // the counts are coloured by how large they are, but for the last of rows and columns, which are sums
}

// A Panel is a sheet of blocks, with charts of them.
type Panel struct {
	Name, Title string // of the sheet, and at its head
	Blocks      []Block
	Charts      []Chart
}

// A Chart draws columns of a block, of as many rows as it says, and stands below it. The second column is drawn as a line
// with an axis of its own when it is Mixed.
type Chart struct {
	Block, Rows int
	Columns     [2]int
	Mixed       bool
}

// A Cell of a block is a text or, as text, a number or a date.
type Cell struct {
	Kind CellKind
	Text string
}

// CellKind tells what a cell's text is.
type CellKind uint8

// The kinds of cells.
const (
	TextCell   CellKind = iota
	LabelCell           // names what stands beside it
	CountCell           // 1234
	NumberCell          // 0.4
	MoneyCell           // 1234.50
	ShareCell           // 0.513, shown as 51.3 %
	DateCell            // 2006-01-02
	GradeCell           // names the ungraded; [GradeKind] gives the kinds behind it
)

// GradeKind is the kind of a cell that begins with a grade, in whose colour it stands. place is the grade's, the best being
// 0.
func GradeKind(place int) CellKind { return GradeCell + 1 + CellKind(place) }

// About gives the title and the blocks of that sheet.
func (e *Export) About() (title string, blocks []Block) {
	blocks = []Block{{Rows: e.facts()}}
	if b := e.notices(); len(b.Rows) > 0 {
		blocks = append(blocks, b)
	}
	blocks = append(blocks, e.balance(), e.groups(), e.metrics(), e.bands(), e.conventions())
	if notes := e.View.Result.Profile.Notes; len(notes) > 0 {
		b := Block{Title: e.text("export.about.notes")}
		for _, n := range notes {
			b.Rows = append(b.Rows, []Cell{{TextCell, n.In(e.Lang)}})
		}
		blocks = append(blocks, b)
	}
	return e.text("export.about.title"), append(blocks, e.codes())
}

// codes are what next month's comparison reads: the same in every language.
func (e *Export) codes() Block {
	visits := ""
	if e.Mapping.Shape == intake.PerVisit {
		visits = string(e.Mapping.Visits)
	}
	b := Block{Title: e.text("export.about.codes")}
	stamp := past.Of(e.View.Result, e.Cover.Manner(), e.Cover.Key(), visits).In(e.Ledger.Currency)
	if all := len(e.View.Result.Customers); e.Only != nil && len(e.Only) < all {
		stamp.Part = strconv.Itoa(len(e.Only)) + "/" + strconv.Itoa(all)
	}
	for _, row := range stamp.Rows() {
		b.Rows = append(b.Rows, []Cell{{LabelCell, row[0]}, {TextCell, row[1]}})
	}
	return b
}

func count(n int) Cell { return Cell{CountCell, strconv.Itoa(n)} }

func yuan(m decimal.Money) Cell { return Cell{MoneyCell, m.String()} }

func share(part, whole int64) Cell {
	return Cell{ShareCell, decimal.Decimal{Coef: int64(figures.Share(part, whole)), Exp: 3}.String()}
}

func (e *Export) label(key string) Cell { return Cell{LabelCell, e.text("export.about." + key)} }

func (e *Export) head(keys ...string) []string {
	var head []string
	for _, key := range keys {
		head = append(head, e.text("export.about."+key))
	}
	return head
}

func (e *Export) facts() [][]Cell {
	r, p := e.View.Result, e.View.Result.Profile
	var rows [][]Cell
	fact := func(key string, c Cell) { rows = append(rows, []Cell{e.label(key), c}) }
	str := func(s string) Cell { return Cell{TextCell, s} }
	fact("profile", str(p.Name.In(e.Lang)))
	fact("asof", Cell{DateCell, r.AsOf.String()})
	for _, f := range e.Files {
		fact("file", str(e.Cover.Text(-1, f)))
	}
	if name := e.View.Table.Sheet; name != "" {
		fact("sheet", str(e.Cover.Text(-1, name)))
	}
	if e.Scope != "" {
		fact("scope", str(e.Scope))
	}
	fact("shape", str(e.text("shape."+string(e.Mapping.Shape))))
	fact("unit.file", str(e.text("unit."+e.Unit.String())))
	fact("unit.profile", str(e.text("unit."+p.Unit.String())))
	if e.Mapping.Shape == intake.PerVisit {
		fact("visits", str(e.text("visits."+string(e.Mapping.Visits))))
	}
	if e.Cover != nil {
		fact("persons", str(e.text("export.about.persons."+e.Cover.Manner())))
	}
	if n := e.GradedSheets(); n > 1 {
		fact("sheets", str(e.text("export.about.several", "n", strconv.Itoa(n))))
	}
	return rows
}

// Notices are what is to be said next to the result: what the files' rows gave rise to, then what the profile did.
func Notices(r *scoring.Result, m intake.Mapping, l *intake.Ledger) []scoring.Issue {
	list := slices.Clone(l.Notices)
	own, worn := cmp.Or(r.Profile.Currency, words.Yuan), cmp.Or(l.Currency, words.Yuan)
	if own != worn {
		list = append(list, scoring.Issue{Code: "currency", Args: []string{"currency", worn, "own", own}})
	}
	if r.Profile.Window != (civil.Window{}) && m.Shape == intake.PerCustomer && !header.OfPeriod(m) {
		list = append(list, scoring.Issue{Code: "window-not-applied"})
	}
	return append(list, r.Notices...)
}

// notices say what makes the result doubtful, and what was decided on the way: the same as stands above it on the page.
func (e *Export) notices() Block {
	b := Block{Title: e.text("export.about.notices")}
	var list []scoring.Issue
	if e.UnitAsk {
		list = append(list, scoring.Issue{Code: "unit-doubtful", Args: []string{"unit", e.Unit.String()}})
	}
	list = slices.Concat(list, e.View.Table.Issues, Notices(e.View.Result, e.Mapping, e.Ledger))
	for _, i := range list {
		key := "issue." + string(i.Code)
		if told := "notice." + string(i.Code); words.Has(told) {
			key = told
		}
		i = e.covered(i, -1)
		sentence := e.say(key, i)
		if fix := e.fix(i); fix != "" {
			sentence = e.text("export.about.notice", "notice", sentence, "fix", fix)
		}
		b.Rows = append(b.Rows, []Cell{{TextCell, sentence}})
	}
	return b
}

// balance shows that no row is lost.
func (e *Export) balance() Block {
	b := Block{Title: e.text("export.about.balance"), Head: e.head("fate", "rows", "money")}
	for _, s := range []struct {
		key string
		sum intake.Sum
	}{{"read", e.Ledger.Read}, {"used", e.Ledger.Used}, {"duplicates", e.Ledger.Duplicates}, {"aside", e.Ledger.Aside}} {
		b.Rows = append(b.Rows, []Cell{e.label(s.key), count(s.sum.Rows), yuan(s.sum.Money)})
	}
	for _, s := range []struct {
		key string
		sum intake.Sum
	}{{"refunds", e.Ledger.Refunds}, {"uncounted", e.Ledger.Uncounted}} {
		if s.sum.Rows > 0 {
			b.Rows = append(b.Rows, []Cell{e.label(s.key), count(s.sum.Rows), yuan(s.sum.Money)})
		}
	}
	if n := e.Ledger.Totals.Rows; n > 0 { // their money is that of other rows
		b.Rows = append(b.Rows, []Cell{e.label("totals"), count(n), {TextCell, "—"}})
	}
	return b
}

func (e *Export) groups() Block {
	p := e.View.Result.Profile
	b := Block{Title: e.text("export.about.groups"),
		Head: e.head("grade", "customers", "customers.share", "money", "money.share", "action")}
	groups := e.View.Groups()
	var all view.Group
	for _, g := range groups {
		all.Count += g.Count
		all.Money += g.Money
	}
	for i, g := range groups {
		name, action := Cell{GradeCell, e.text("export.about.ungraded")}, ""
		if i < len(p.Bands) {
			name.Kind = GradeKind(i)
			name.Text = g.Grade + " " + p.Bands[i].Name.In(e.Lang)
			action = p.Bands[i].Action.In(e.Lang)
		}
		b.Rows = append(b.Rows, []Cell{name, count(g.Count), share(int64(g.Count), int64(all.Count)), yuan(g.Money),
			share(int64(g.Money), int64(all.Money)), {TextCell, action}})
	}
	b.Rows = append(b.Rows, []Cell{e.label("all"), count(all.Count), share(int64(all.Count), int64(all.Count)),
		yuan(all.Money), share(int64(all.Money), int64(all.Money)), {}})
	return b
}

func (e *Export) metrics() Block {
	p := e.View.Result.Profile
	b := Block{Title: e.text("export.about.rules"), Head: e.head("metric", "weight", "method", "steps")}
	for _, m := range profile.Metrics {
		rule := p.Metrics[m]
		b.Rows = append(b.Rows, []Cell{{LabelCell, e.text("metric." + m.String())}, {NumberCell, rule.Weight.String()},
			{TextCell, e.text("method." + rule.Method.String())}, {TextCell, e.steps(m, rule)}})
	}
	return b
}

// steps lists the steps of a metric that is scored by cuts.
func (e *Export) steps(m profile.Metric, rule profile.Rule) string {
	var list []string
	switch {
	case rule.Method == profile.Rank && rule.Shares != nil:
		points := e.View.Result.Levels(m)
		for i, share := range rule.Shares {
			worth := points[i]
			if m != profile.Recency {
				worth = points[len(points)-1-i]
			}
			list = append(list, e.text("export.about.step.share", "share", strconv.Itoa(share), "points", worth.String()))
		}
		return strings.Join(list, e.text("export.about.step.between"))
	case rule.Method == profile.Rank:
		return e.text("export.about.steps.rank", "parts", strconv.Itoa(rule.Parts))
	case rule.Method == profile.Mean && rule.Value != nil:
		return e.text("export.about.steps.value", "value", rule.Value.String())
	case rule.Method != profile.Cuts:
		return e.text("export.about.steps." + rule.Method.String())
	}
	unit := m.String()
	if m == profile.Monetary {
		unit = e.View.Result.Profile.Unit.String()
	}
	for i, s := range rule.Steps {
		key, to := "upto", s.To
		switch {
		case s.Last && i > 0:
			if key, to = "over", rule.Steps[i-1].To; rule.Steps[i-1].Open {
				key = "least"
			}
		case s.Open:
			key = "below"
		}
		list = append(list, e.text("export.about.step."+key, "to", to.String(), "unit", e.text("export.about.step."+unit),
			"points", s.Points.String()))
	}
	return strings.Join(list, e.text("export.about.step.between"))
}

func (e *Export) bands() Block {
	b := Block{Title: e.text("export.about.bands"), Head: e.head("grade", "from", "cadence", "meaning")}
	for i, band := range e.View.Result.Profile.Bands {
		from := "≥ " + band.From.String()
		if band.Open {
			from = "> " + band.From.String()
		}
		b.Rows = append(b.Rows, []Cell{{GradeKind(i), band.Grade + " " + band.Name.In(e.Lang)}, {TextCell, from},
			{TextCell, band.Cadence.In(e.Lang)}, {TextCell, band.Meaning.In(e.Lang)}})
	}
	return b
}

func (e *Export) conventions() Block {
	b := Block{Title: e.text("export.about.conventions")}
	for i := 1; ; i++ {
		key := "export.convention." + strconv.Itoa(i)
		if !words.Has(key) {
			return b
		}
		b.Rows = append(b.Rows, []Cell{{TextCell, e.text(key)}})
	}
}

// PageWords stand at the foot of that sheet, with {page} for the number.
func (e *Export) PageWords() string { return e.text("export.about.page") }
