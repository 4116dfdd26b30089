package clean

import (
	"slices"
	"strings"

	"fenji/scoring/intake"
	"fenji/scoring/intake/fate"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// Amounts that hold a digit and cannot be read are money that nobody counts: 欠60, 200送50, 约100. Their rows are set aside, as all
// without an amount are, and asked about; the user may say that the first figure of each is the amount.

// An unread is what is known of such rows that would be used otherwise.
type unread struct {
	lack
	figures int      // rows with a figure that can be told from what stands beside it
	texts   []string // what stands there, the first few
}

// writingOf is how a column writes, and whether what stands beside the figures of the amounts is passed over. Of amounts that were made
// such a cell is but a part, or in another unit.
func writingOf(v *read.Values, m intake.Mapping, col int, answers intake.Answers) read.Writing {
	w := v.Writing(col, m.HeaderRow+1)
	if col >= 0 && col == m.Column(intake.Amount) && !m.Columns[col].Made && answers.To("amount", unreadKey(m, col)) == "read" {
		w |= read.Loose
	}
	return w
}

// unreadKey is by what the question is known: its header, or where there is none another word than that of the question which column is
// the amount.
func unreadKey(m intake.Mapping, col int) string {
	if header := m.Columns[col].Header; header != "" {
		return header
	}
	return "unread"
}

// isUnread tells an amount that holds a digit and cannot be read as it stands.
func (c *cleaner) isUnread(cell sheet.Cell) bool {
	switch cell.Kind {
	case sheet.Date, sheet.Time:
		return true
	case sheet.Text:
		if c.v.TraitsOf(cell)&read.IsNothing != 0 || !strings.ContainsAny(read.Fold(c.v.T.Text(cell)), "0123456789") || c.v.SaysNothing(cell, c.writing) {
			return false
		}
	case sheet.Number:
	default:
		return false
	}
	_, st := c.v.Amount(cell, c.writing.Strict())
	return st == read.Unreadable
}

// loosely tells an amount that is read only because the user says so.
func (c *cleaner) loosely(cell sheet.Cell) bool {
	return c.writing != c.writing.Strict() && cell.Kind == sheet.Text && c.isUnread(cell)
}

// mayAddGift tells a sum of plain figures where something speaks of stored value, of a card or of a gift: of 1000+200 paid in the second is
// what the house gave besides.
func (c *cleaner) mayAddGift(cell sheet.Cell, r *record) bool {
	return c.v.AddsUp(cell, c.writing) && (r.fate == fate.TopUp || fate.OfMembers(read.FateWord(c.m.Columns[c.amount].Header)) || c.speaksOfGifts(r.row))
}

// speaksOfGifts tells whether a cell of a row speaks of such, or the header above one that is filled, or a title, a sheet's or a file's name.
func (c *cleaner) speaksOfGifts(row int) bool {
	t := c.v.T
	said := func(row, col int) bool { return fate.SpeaksOfGifts(read.FateWord(t.Text(t.Cell(row, col)))) }
	for col := range t.Cols {
		cell := t.Cell(row, col)
		if cell.Kind == sheet.Text && col != c.customer && said(row, col) {
			return true
		}
		f, st := c.v.Figure(cell)
		if nothing := st == read.Missing || st == read.Readable && f.Coef == 0; !nothing && col != c.customer && c.m.HeaderRow >= 0 && said(c.m.HeaderRow, col) {
			return true
		}
		for above := range max(0, c.m.HeaderRow) {
			if said(above, col) {
				return true
			}
		}
	}
	return fate.SpeaksOfGifts(read.FateWord(t.Sheet)) || fate.SpeaksOfGifts(read.FateWord(t.File))
}

// isInsured tells an amount of which the insurance paid a part, below a header of what the customer paid: 医保100现金50 is not all 自付.
func (c *cleaner) isInsured(cell sheet.Cell) bool {
	return cell.Kind == sheet.Text && fate.OfOwnPay(c.m.Columns[c.amount].Header) && fate.OfInsurance(read.FateWord(c.v.T.Text(cell)))
}

// sellsElse tells whether a row would be used if its amount could be read. What a status calls refunded would not, whatever it was.
func (c *cleaner) sellsElse(r *record) bool {
	if f, by, _ := c.says(r.row); f == fate.Refunded && by.kind == fate.Statuses {
		return false
	}
	was := r.amountSt
	r.amountSt = read.Readable
	fails := slices.ContainsFunc(checks[:], func(k check) bool { return k.fails(c, r) })
	r.amountSt = was
	return !fails
}

// noteUnread keeps such a row for the question about all of them.
func (c *cleaner) noteUnread(r *record) {
	const examples = 2
	u := &c.unread
	u.add(r.row)
	cell := c.v.T.Cell(r.row, c.amount)
	if f, ok := c.v.First(cell, c.writing); ok && !c.isInsured(cell) {
		u.figures++
		if m, _, fits := read.ToMoney(f, c.unit); fits && m <= mostSum && m >= -mostSum {
			u.money += m
		}
	}
	if text := c.value(r.row, c.amount); len(u.texts) < examples && !slices.Contains(u.texts, text) {
		u.texts = append(u.texts, text)
	}
}

// askUnread asks whether the figures of such amounts count.
func (c *cleaner) askUnread() {
	u := &c.unread
	if u.rows == 0 {
		return
	}
	header := c.m.Columns[c.amount].Header
	d := intake.Doubt{Code: "amount", Form: "unread", Key: unreadKey(c.m, c.amount), Columns: []int{c.amount}, Rows: u.rows, Meanwhile: "aside",
		Shown: u.shown, Args: []string{"header", header, "values", few(u.texts)}}
	if u.figures > 0 && !c.m.Columns[c.amount].Made {
		d.Form, d.Money, d.Answers = "beside", u.money, []string{"read"}
	}
	c.ask(d)
}
