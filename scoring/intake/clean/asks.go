package clean

import (
	"slices"
	"sort"
	"strconv"
	"strings"

	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/fate"
	"fenji/scoring/sheet"
)

// answers are those that cleaning understands, by code.
var answers = map[string]string{
	"customer": "above aside", "grain": "bill lines", "status": "counts void refunded refund", "refund-flag": "refunded refund counts void",
	"direction": "refund refunded counts void", "prepaid": "paid-in spending", "equal-rows": "rule keep drop",
	"hidden-rows": "use leave", "amount": "aside", "walk-in": "aside keep", "totals": "totals data",
	"dates-far": "aside keep", "dates-swapped": "swap keep", "record-width": "mended aside", "date": "keep utc day month year first last above aside", "currency": "",
}

// ask adds an open question, whose answers are those of its code before its own.
func (c *cleaner) ask(d intake.Doubt) {
	d.Answers = append(strings.Fields(answers[d.Code]), d.Answers...)
	if said := c.answers.To(d.Code, d.Key); slices.Contains(d.Answers, said) {
		d.Meanwhile = said
	}
	d.Args = append(d.Args, "rows", strconv.Itoa(d.Rows), "money", d.Money.String())
	if len(d.Shown) > mostShown {
		d.Shown = d.Shown[:mostShown]
	}
	c.ledger.Doubts = append(c.ledger.Doubts, d)
}

// mostShown bounds the rows that a question keeps to show.
const mostShown = 100

// askAll asks what cleaning cannot decide.
func (c *cleaner) askAll() {
	c.countWords()
	for _, t := range c.told {
		c.askWords(t)
		c.askMarks(t)
	}
	c.askBacks()
	c.askPrepaid()
	c.askEqual()
	c.askHidden()
	c.askUneven()
	c.askGrouped()
	c.askUndated()
	c.askTotals()
	c.askUnread()
	c.askWalkIns()
	c.askOdd()
	c.askFar()
	c.askDates()
	c.askVague()
	c.askTicks()
	c.askCurrency()
}

// countWords counts the rows and the money of each word.
func (c *cleaner) countWords() {
	none := map[int]bool{}
	for _, e := range c.ledger.Entries {
		if e.IsTotal() {
			none[e.Row] = true
		}
	}
	for _, t := range c.told {
		many := len(t.list) > mostWords
		if many && t.tells {
			continue // whatever stands there counts alike
		}
		var w *word
		before, amounts := sheet.Cell{}, sheet.Span{}
		for row := c.m.HeaderRow + 1; row < c.v.T.Rows; row++ {
			if c.repeats.blank(row) || len(none) > 0 && none[row] {
				continue
			}
			if row >= amounts.To {
				amounts = c.v.T.Span(row, c.amount)
			}
			if cell := c.cell(row, t.col); w == nil || cell != before {
				w, before = t.of(c, cell), cell
			}
			if t.kind == fate.PayDays && !c.mayBeUnpaid(row) {
				continue
			}
			w.rows++
			if m, _, _ := c.v.Money(amounts.Cell(row-amounts.From), c.unit, c.writing); m <= mostSum && m >= -mostSum {
				w.money += m
			}
			if len(w.shown) < 20 {
				w.shown = append(w.shown, row)
			}
		}
		if t.kind == fate.PayDays {
			continue // days are no words
		}
		set := intake.ColumnWords{Column: t.col}
		for i := range t.list {
			if w := &t.list[i]; w.rows > 0 && (i > 0 || !t.names) && (!many || w.fate != fate.Counts || !w.sure() || w.user) {
				set.Words = append(set.Words, intake.Word{Value: w.text, Rows: w.rows, Money: w.money, Fate: w.fate.String(),
					Why: c.whyOf(t, w), Known: w.sure()})
			}
		}
		sort.SliceStable(set.Words, func(i, j int) bool {
			a, b := &set.Words[i], &set.Words[j]
			if a.Known != b.Known {
				return b.Known
			}
			return max(a.Money, -a.Money) > max(b.Money, -b.Money)
		})
		c.ledger.Words = append(c.ledger.Words, set)
	}
}

// whyNames are the keys of the words that say where a fate comes from.
var whyNames = [...]string{fate.Unknown: "unknown", fate.Known: "known", fate.Guessed: "parts", fate.Part: "unknown",
	fate.Blank: "blank", fate.Filled: "filled", fate.Gap: "unknown"}

func (c *cleaner) whyOf(t *told, w *word) string {
	switch {
	case w.user:
		return "user"
	case w.fate == fate.Refunded && t.kind == fate.RefundMarks && len(t.unsaid) > 0:
		return "unmatched"
	case w.fate == fate.Refunded && t.kind == fate.RefundMarks && w.money < 0:
		return "negative"
	case w.fate == fate.Refunded && t.kind == fate.RefundMarks:
		return "matched"
	}
	return whyNames[w.why]
}

// askWords asks about the words of a column that nobody can know.
func (c *cleaner) askWords(t *told) {
	var texts []string
	gaps := false
	var rows int
	var money decimal.Money
	var shown []int
	part, fates := true, [len(ranks)]bool{}
	answered := c.answers.To("status", t.header) != ""
	for i := range t.list {
		w := &t.list[i]
		if w.rows == 0 || w.why.Sure() || w.user && !answered || (w.why == fate.Part || t.kind == fate.RefundMarks && w.why == fate.Unknown) && c.refundedBeside(w) {
			continue
		}
		if gaps = gaps || w.text == ""; w.text != "" {
			texts = append(texts, w.text)
		}
		rows, money, shown = rows+w.rows, money+w.money, append(shown, w.shown...)
		part, fates[w.fate] = part && w.why == fate.Part, true
	}
	if len(texts) == 0 && !gaps {
		return
	}
	d := intake.Doubt{Code: "status", Key: t.header, Columns: []int{t.col}, Rows: rows, Money: money,
		Args: []string{"header", t.header, "n", strconv.Itoa(len(texts)), "values", few(texts)}, Shown: shown}
	several := false
	for f, is := range fates {
		id := fate.Fate(f).String()
		switch {
		case !is:
			continue
		case d.Meanwhile != "": // no one answer is done meanwhile: the values say what each of them is
			several = true
		default:
			d.Meanwhile = id
		}
		if !slices.Contains(strings.Fields(answers["status"]), id) {
			d.Answers = append(d.Answers, id)
		}
	}
	if several {
		d.Meanwhile = ""
	}
	switch {
	case part:
		d.Form = "partial"
	case t.kind == fate.PayDays:
		d.Form = "unpaid"
	case len(texts) == 0:
		d.Form = "blank"
	}
	c.ask(d)
}

// refundedBeside tells whether a sum given back stands beside every row of a word shown.
func (c *cleaner) refundedBeside(w *word) bool {
	if c.refunded < 0 {
		return false
	}
	for _, row := range w.shown {
		if m, _, _ := c.v.Money(c.v.T.Cell(row, c.refunded), c.unit, c.backWriting); m == 0 {
			return false
		}
	}
	return true
}

func few(texts []string) string {
	const most = 5
	if len(texts) > most {
		texts = append(slices.Clone(texts[:most]), "…")
	}
	return strings.Join(texts, " / ")
}

// askMarks asks about rows marked as refunds that no earlier sale matches, with both readings and their totals.
func (c *cleaner) askMarks(t *told) {
	said := c.answers.To("refund-flag", t.header)
	if said != "" {
		for i := range t.list {
			if w := &t.list[i]; w.why == fate.Known && fateOfMark(t, w) {
				t.unsaid = append(t.unsaid, w.shown...)
				t.money += w.money
			}
		}
	}
	if len(t.unsaid) == 0 {
		return
	}
	used := c.ledger.Used.Money
	c.ask(intake.Doubt{Code: "refund-flag", Key: t.header, Columns: []int{t.col}, Rows: len(t.unsaid), Money: t.money,
		Meanwhile: "refunded", Shown: t.unsaid,
		Args: []string{"header", t.header, "refunded", used.String(), "refund", (used - t.money).String()}})
}

func fateOfMark(t *told, w *word) bool {
	f, _ := fate.Read(t.kind, w.folded)
	return f == fate.Refunded && (t.kind == fate.RefundMarks || t.quiet)
}

// askBacks asks about rows that are refunds by type, direction or quantity, of customers who never paid as much, or by the side of an
// account that fewer rows name.
func (c *cleaner) askBacks() {
	if len(c.backs) == 0 {
		return
	}
	paid, back, isBack := map[uint32]decimal.Money{}, map[uint32]decimal.Money{}, map[uint32]bool{}
	for _, b := range c.backs {
		isBack[uint32(b.row)] = true
	}
	for i, who := range c.records.Customer {
		if m := c.records.Amount[i]; m > 0 && !isBack[c.records.Row[i]] {
			paid[who] += m
		}
	}
	byCol := map[int][]backRow{}
	var cols []int
	for _, b := range c.backs {
		if b.who == 0 {
			continue
		}
		back[b.who-1] += b.amount
	}
	for _, b := range c.backs {
		if b.who != 0 && (back[b.who-1] > paid[b.who-1] || c.bySide(b.col)) {
			if byCol[b.col] == nil {
				cols = append(cols, b.col)
			}
			byCol[b.col] = append(byCol[b.col], b)
		}
	}
	for _, col := range cols {
		d := intake.Doubt{Code: "direction", Key: c.m.Columns[col].Header, Columns: []int{col}, Meanwhile: "refund"}
		var texts []string
		for _, b := range byCol[col] {
			d.Rows++
			d.Money += b.amount
			d.Shown = append(d.Shown, b.row)
			if !slices.Contains(texts, b.text) {
				texts = append(texts, b.text)
			}
		}
		if d.Args = []string{"header", d.Key, "n", strconv.Itoa(len(texts)), "values", few(texts)}; col == c.quantity {
			d.Form = "quantity"
		}
		c.ask(d)
	}
}

// bySide tells whether a column names the sides of an account, of which the rows alone tell what was given back.
func (c *cleaner) bySide(col int) bool {
	return slices.ContainsFunc(c.told, func(t *told) bool { return t.col == col && t.debits })
}

func (c *cleaner) askPrepaid() {
	rows, money := c.uncovered, c.uncoveredSum
	if len(rows) == 0 {
		return
	}
	meanwhile := "paid-in"
	if c.storedWhole {
		meanwhile = "spending"
	}
	c.ask(intake.Doubt{Code: "prepaid", Columns: []int{c.amount}, Rows: len(rows), Money: money, Meanwhile: meanwhile, Shown: rows})
}

// askEqual says what was done with rows that equal others.
func (c *cleaner) askEqual() {
	d := intake.Doubt{Code: "equal-rows"}
	for _, e := range c.ledger.Entries {
		if e.Code == codeDuplicate || e.Code == codeRepeatKept {
			d.Rows++
			d.Money += e.Money
			d.Shown = append(d.Shown, e.Row)
		}
	}
	if d.Rows > 0 {
		d.Meanwhile = c.equal
		c.ask(d)
	}
}

// askHidden says that rows are used which the file hides.
func (c *cleaner) askHidden() {
	t := c.v.T
	if t.HiddenRows() == 0 {
		return
	}
	d := intake.Doubt{Code: "hidden-rows", Meanwhile: "use"}
	for row := c.m.HeaderRow + 1; row < t.Rows; row++ {
		if !t.Hidden(row) || c.repeats.blank(row) || c.totals.has(row) {
			continue
		}
		m, _, _ := c.v.Money(t.Cell(row, c.amount), c.unit, c.writing)
		d.Rows++
		d.Money += m
		d.Shown = append(d.Shown, row)
	}
	if d.Rows > 0 {
		c.ask(d)
	}
}

// askTotals asks about rows that are called totals and are not the sum of anything.
func (c *cleaner) askTotals() {
	d := intake.Doubt{Code: "totals", Meanwhile: "totals", Rows: len(c.totals.doubts), Shown: c.totals.doubts}
	for _, row := range c.totals.doubts {
		m, _, _ := c.v.Money(c.v.T.Cell(row, c.amount), c.unit, c.writing)
		d.Money += m
	}
	if d.Rows > 0 {
		d.Args = []string{"value", c.totals.value}
		c.ask(d)
	}
	if kept := c.totals.kept; len(kept) > 0 {
		first := kept[0]
		d := intake.Doubt{Code: "totals", Form: "many", Key: c.m.Columns[first.col].Header, Columns: []int{first.col}, Meanwhile: "data", Rows: len(kept)}
		d.Args = []string{"header", d.Key, "value", c.value(first.row, first.col)}
		for _, k := range kept {
			m, _, _ := c.v.Money(c.v.T.Cell(k.row, c.amount), c.unit, c.writing)
			d.Money += m
			d.Shown = append(d.Shown, k.row)
		}
		c.ask(d)
	}
}
