// Package export writes what files say: the graded workbook and its CSV, by what and from what the customers were graded,
// lists for calls, and the ledger of rows that deserve a look. What goes in is a [view.View] with the ledger and mapping
// behind it; what comes out are rows handed to a writer of package sheet, one at a time, or panels for the workbook's
// program. It decides nothing, and writes persons as a [privacy.Cover] lets it.
package export

import (
	"slices"
	"strconv"
	"strings"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/columns"
	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/others"
	"fenji/scoring/privacy"
	"fenji/scoring/profile"
	"fenji/scoring/sheet"
	"fenji/scoring/view"
	"fenji/scoring/words"
)

// An Export is everything that goes into a download besides the customers themselves.
type Export struct {
	View     *view.View
	Ledger   *intake.Ledger
	Mapping  intake.Mapping
	Unit     decimal.Unit // unit in which the file's money was read
	UnitAsk  bool         // the unit is a guess that wants a look
	Files    []string
	Merged   []intake.Merged // customers who were merged, and of what
	Overview *Panel          // what stands behind the graded customers; may be nil
	Bare     bool            // there is nothing but the overview
	Lang     string
	Rows     func(done int) // told every few thousand rows; may be nil

	Only  []uint32 // the customers to write, in this order; nil: all, in the order of the file
	Scope string   // which they are, in words; "" for all

	Cover *privacy.Cover // what is done to persons; nil: they stand as they are

	Who func(i int, id string) string // what a covered customer goes by; nil: as Cover says

	List *List // a list for calls; nil: the whole workbook

	Near   []Column // behind the graded columns, and those of a list, before the user's own
	Behind []Column // behind the user's own columns

	Coarse  func(row, col int) (sheet.Value, bool) // what stands for a cell that is told less exactly; nil: none is
	ByMonth bool                                   // the last visit is told by its month, and so are the days since

	plain bool // figures have no format

	SheetRows int // rows of the fullest sheet, its header among them; 0: as many as a sheet holds
}

// rowWriter is what both kinds of download have in common.
type rowWriter interface {
	Row(cells []sheet.Value) error
}

// MoneyFormat is the number format of money in another currency than yuan; "" for the plain one.
func (e *Export) MoneyFormat() string {
	if code := words.Worn(e.Lang); code != words.Yuan {
		return "[$" + code + "] #,##0.00"
	}
	return ""
}

// CSV writes the graded customers alone. Since its figures have no format, the header of money names another currency than yuan.
func (e *Export) CSV(w *sheet.CSVWriter) error {
	e.plain = true
	if err := e.graded(w, sheet.Plain, 0, e.customers()); err != nil {
		return err
	}
	return w.Close()
}

// LedgerCSV writes the rows that were set aside, dropped as duplicates or flagged.
func (e *Export) LedgerCSV(w *sheet.CSVWriter) error {
	if err := e.aside(w, sheet.Plain, 0, len(e.Ledger.Entries)); err != nil {
		return err
	}
	for i := range e.Merged {
		if err := w.Row(e.mergedEntry(&e.Merged[i])); err != nil {
			return err
		}
	}
	return w.Close()
}

func (e *Export) text(key string, args ...string) string { return words.Text(e.Lang, key, args...) }

// graded writes the customers from … to-1 below their header.
func (e *Export) graded(w rowWriter, header sheet.Style, from, to int) error {
	v := e.View
	cells := make([]sheet.Value, 0, len(e.front())+columns.Extra+len(e.more())+len(v.Extras)+len(e.Behind))
	names := e.heads()
	add := func(right, centre bool) {
		style := above(header, right)
		if centre && header == sheet.Header {
			style = sheet.HeaderCentre
		}
		cells = append(cells, sheet.Styled(sheet.Str(names[len(cells)]), style))
	}
	for _, c := range e.front() {
		add(c.Right, false)
	}
	for _, c := range columns.Graded {
		add(c.Right, c.Centre)
	}
	for _, c := range e.more() {
		add(c.Right, false)
	}
	for range v.Extras {
		add(false, false)
	}
	for _, c := range e.Behind {
		add(c.Right, false)
	}
	if err := w.Row(cells); err != nil {
		return err
	}
	lines := e.lines(w)
	for i := from; i < to; i++ {
		who := i
		if e.Only != nil {
			who = int(e.Only[i])
		}
		if err := w.Row(lines.of(who)); err != nil {
			return err
		}
		if e.Rows != nil && i%4096 == 0 {
			e.Rows(i)
		}
	}
	return nil
}

// customers is how many are written.
func (e *Export) customers() int {
	if e.Only != nil {
		return len(e.Only)
	}
	return len(e.View.Result.Customers)
}

// above is the style of a header: above numbers and dates it stands to the right as they do.
func above(header sheet.Style, right bool) sheet.Style {
	if header == sheet.Header && right {
		return sheet.HeaderRight
	}
	return header
}

// A verdict is what the cells of all customers of a band have in common.
type verdict struct{ grade, advice sheet.Value }

// verdicts are those of the bands. The ungraded, who come last, need no advice.
func (e *Export) verdicts() []verdict {
	var list []verdict
	for place, b := range e.View.Result.Profile.Bands {
		s := b.Action.In(e.Lang)
		if cadence := b.Cadence.In(e.Lang); cadence != "" {
			s = e.text("export.advice", "action", s, "cadence", cadence)
		}
		list = append(list, verdict{sheet.Styled(sheet.Str(b.Grade), sheet.GradeStyle(place)), sheet.Str(s)})
	}
	return append(list, verdict{sheet.Str(""), sheet.Blank})
}

func (e *Export) customer(cells []sheet.Value, i int, verdicts []verdict) []sheet.Value {
	r := e.View.Result
	c := &r.Customers[i]
	for k := range e.front() {
		cells = append(cells, e.front()[k].Value(i))
	}
	cells = append(cells, sheet.Str(e.who(i)))
	cells = e.last(cells, c)
	cells = append(cells, sheet.Int(int64(c.F)), sheet.Styled(sheet.Num(c.M.In(r.Profile.Unit)), sheet.Money))
	if reason := r.Graded[i].Reason; reason != scoring.None {
		cells = append(cells, sheet.Blank, sheet.Blank, sheet.Blank, sheet.Blank, sheet.Blank, sheet.Blank,
			sheet.Str(e.text("reason."+reason.String())))
	} else {
		for _, m := range profile.Metrics {
			cells = append(cells, sheet.Num(r.Points(i, m)))
		}
		v := &verdicts[min(int(r.Graded[i].Band), len(verdicts)-1)]
		cells = append(cells, sheet.Places(r.Score(i)), v.grade, v.advice, sheet.Blank)
	}
	for k := range e.more() {
		cells = append(cells, e.more()[k].Value(i))
	}
	for _, col := range e.View.Extras {
		cells = append(cells, e.other(i, col))
	}
	for k := range e.Behind {
		cells = append(cells, e.Behind[k].Value(i))
	}
	return cells
}

// last are the last visit and the days since. By month, the days are from when to when that month was.
func (e *Export) last(cells []sheet.Value, c *scoring.Customer) []sheet.Value {
	day, asOf, days := c.Last, e.View.Result.AsOf, sheet.Blank
	if c.HasR {
		days = sheet.Int(int64(c.R))
	}
	if !e.ByMonth {
		return append(cells, sheet.Day(day), days)
	}
	if day == civil.NoDay && c.HasR && asOf != civil.NoDay {
		day = asOf - civil.Day(c.R)
	}
	if day == civil.NoDay {
		if c.HasR { // of no known day: by thirty
			from := int(c.R) / 30 * 30
			days = sheet.Str(strconv.Itoa(from) + "–" + strconv.Itoa(from+29))
		}
		return append(cells, sheet.Blank, days)
	}
	month := day.String()[:len("2006-01")]
	if first, err := civil.Parse(month + "-01"); err == nil && c.HasR {
		days = sheet.Str(strconv.Itoa(max(0, int(asOf-first.AddMonths(1)+1))) + "–" + strconv.Itoa(int(asOf-first)))
	}
	if c.Last == civil.NoDay {
		return append(cells, sheet.Blank, days)
	}
	return append(cells, sheet.Str(month), days)
}

// who is what a customer goes by in the file.
func (e *Export) who(i int) string {
	id := e.View.Result.Customers[i].ID
	if e.Who != nil {
		return e.Who(i, id)
	}
	return e.Cover.Customer(i, id)
}

// other is what a customer's other column says.
func (e *Export) other(i, col int) sheet.Value {
	row := int(e.View.Result.Customers[i].Row)
	switch e.View.Others.Kind(col) {
	case others.Sum:
		sum, there := e.View.Others.Sum(i, col)
		switch {
		case !there:
			return sheet.Blank
		case e.Cover.Whole(col):
			return sheet.Str(e.Cover.Text(col, sum.String()))
		}
		return sheet.Num(sum)
	case others.Set:
		text, one := e.View.Others.Text(i, col, func(row int) string { return e.value(row, col).String() })
		if one < 0 {
			return sheet.Str(text)
		}
		row = one
	}
	return e.value(row, col)
}

// value carries a cell of the user's over, covered where it names a person.
func (e *Export) value(row, col int) sheet.Value {
	if e.Coarse != nil {
		if v, coarse := e.Coarse(row, col); coarse {
			return v
		}
	}
	if e.Cover != nil {
		if text, covered := e.Cover.Cell(e.View.Table, row, col); covered {
			return sheet.Str(text)
		}
	}
	return carried(e.View.Table, row, col)
}

// TiesHeavy is the notice whose value is a figure; that of others is a customer.
const TiesHeavy = "ties-heavy"

// covered takes persons out of an issue of a column; -1 when it is of none.
func (e *Export) covered(i scoring.Issue, col int) scoring.Issue {
	if e.Cover != nil {
		i.File, i.Sheet = e.Cover.Text(-1, i.File), e.Cover.Text(-1, i.Sheet)
		if e.ByMonth {
			i.Value = toMonth(i.Value)
		}
		i.Value, i.Args, col = e.Cover.Text(col, i.Value), slices.Clone(i.Args), -1
		for n := 1; n < len(i.Args); n += 2 {
			if i.Args[n-1] == "value" { // of a notice: a customer
				col = e.Mapping.Column(intake.Customer)
			}
			if i.Code != TiesHeavy {
				i.Args[n] = e.Cover.Text(col, i.Args[n])
			}
		}
	}
	return i
}

// toMonth cuts a day, with or without a time behind it, to its month.
func toMonth(text string) string {
	day := strings.NewReplacer("/", "-", ".", "-").Replace(text[:min(len(text), len("2006-01-02"))])
	if _, err := civil.Parse(day); err == nil {
		return day[:len("2006-01")]
	}
	return text
}

// carried is a cell of the user's as it is: a number stays a number, a date a date.
func carried(t *sheet.Table, row, col int) sheet.Value {
	c := t.Cell(row, col)
	switch c.Kind {
	case sheet.Empty:
		return sheet.Blank
	case sheet.Number:
		if coef, exp := c.Number().Parts(); exp <= 0 && exp >= -18 {
			return sheet.Num(decimal.Decimal{Coef: coef, Exp: uint8(-exp)})
		} else if d, ok := (decimal.Decimal{Coef: coef}).Rescale(uint8(max(0, min(exp, 18)))); ok && exp <= 18 {
			return sheet.Num(decimal.Int(d.Coef))
		}
	case sheet.Bool:
		return sheet.Truth(c.Bool())
	case sheet.Date:
		day, ms := c.Date()
		if ms == 0 {
			return sheet.Day(day)
		}
		return sheet.DateTime(day, ms)
	case sheet.Time:
		_, ms := c.Date()
		return sheet.Clock(ms)
	}
	return sheet.Str(t.Text(c))
}

// asideKeys name the headers of the ledger's sheet.
var asideKeys = []string{"export.aside.file", "export.aside.sheet", "export.aside.row", "export.aside.cell",
	"export.aside.reason", "export.aside.value", "export.aside.money", "export.aside.fix"}

// aside writes the ledger's entries from … to-1 below their header.
func (e *Export) aside(w rowWriter, header sheet.Style, from, to int) error {
	var cells []sheet.Value
	for _, key := range asideKeys {
		right := key == "export.aside.row" || key == "export.aside.money"
		cells = append(cells, sheet.Styled(sheet.Str(e.text(key)), above(header, right)))
	}
	t := e.View.Table
	cols := e.carried()
	for _, col := range cols {
		cells = append(cells, sheet.Styled(sheet.Str(e.Mapping.Columns[col].Header), header))
	}
	if err := w.Row(cells); err != nil {
		return err
	}
	for _, entry := range e.Ledger.Entries[from:to] {
		issue := e.covered(e.Ledger.Issue(t, entry), entry.Col)
		_, _, row := t.Origin(entry.Row)
		cells = append(cells[:0], sheet.Str(issue.File), sheet.Str(issue.Sheet), sheet.Int(int64(row)+1),
			sheet.Str(issue.Cell), sheet.Str(e.say("issue."+string(issue.Code), issue)), sheet.Str(issue.Value),
			sheet.Styled(sheet.Num(entry.Money.In(decimal.Yuan)), sheet.Money), sheet.Str(e.fix(issue)))
		for _, col := range cols {
			cells = append(cells, e.value(entry.Row, col))
		}
		if err := w.Row(cells); err != nil {
			return err
		}
	}
	return nil
}

// asideWidths are in characters of the default font.
var asideWidths = []float64{24, 16, 8, 8, 30, 20, 14, 40}

// fix says how to mend an issue, where there is a way.
func (e *Export) fix(i scoring.Issue) string {
	key := "issue." + string(i.Code) + ".fix"
	if !words.Has(key) {
		return ""
	}
	return e.say(key, i)
}

// argWords are the arguments of issues whose values are codes with words of their own.
var argWords = map[string]string{"metric": "metric.", "unit": "unit."}

// say fills an issue into a text.
func (e *Export) say(key string, i scoring.Issue) string {
	args := append(slices.Clone(i.Args), "file", i.File, "sheet", i.Sheet, "cell", i.Cell, "value", i.Value)
	for n := 0; n < len(args); n += 2 {
		if prefix := argWords[args[n]]; prefix != "" {
			args[n+1] = e.text(prefix + args[n+1])
		}
	}
	return e.text(key, args...)
}
