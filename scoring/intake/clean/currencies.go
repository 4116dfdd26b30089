package clean

import (
	"slices"
	"sort"
	"strconv"

	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/header"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// A money is a currency with the rows in it.
type money struct {
	code  string
	rows  int
	first int
}

// findCurrency finds which currency most rows are in. Two are never added: rows in another one are set aside, until the
// user chooses.
func (c *cleaner) findCurrency() {
	t, from := c.v.T, c.m.HeaderRow+1
	for _, col := range c.m.Columns {
		said := header.OfCurrency(col.Header)
		if (said || c.currencyCol < 0) && (col.Role == intake.Other || col.Role == intake.Status) && !col.Made && c.namesCurrencies(col.Index, said) {
			c.currencyCol = col.Index
		}
	}
	c.ownCurrency = read.Yuan
	if header.IsHome(c.m.Columns[c.amount].Header) {
		c.currencyCol = -1 // which says what was paid in, before it was changed
	}
	shown := t.Currencies(c.amount)
	if c.yen = header.IsJapanese(c.m) && (slices.Contains(shown, read.Yuan.Code()) || c.names(read.Yuan, read.Yuan)); c.yen {
		c.ownCurrency = read.Yen
	}
	if named := read.CurrencyNamed(c.m.Columns[c.amount].Header); named != 0 {
		c.ownCurrency = named
	} else if len(shown) == 1 && !c.yen {
		c.ownCurrency = read.CurrencyOf(shown[0]) // of the rest, too: a format is often given to some cells only
	}
	c.shown = len(shown) > 1 || len(shown) == 1 && read.CurrencyOf(shown[0]) != c.ownCurrency
	if c.currencyCol < 0 && c.ownCurrency == read.Yuan && !c.shown && !c.names(read.Yuan+1, ^read.Currency(0)) {
		return
	}
	var list []money
	for row := from; row < t.Rows; row++ {
		if _, st := c.v.Amount(t.Cell(row, c.amount), c.writing); st != read.Readable {
			continue
		}
		code := c.currencyOf(row)
		at := slices.IndexFunc(list, func(m money) bool { return m.code == code })
		if at < 0 {
			at = len(list)
			list = append(list, money{code: code, first: row})
		}
		list[at].rows++
	}
	sort.SliceStable(list, func(i, j int) bool { return list[i].rows > list[j].rows })
	if len(list) == 0 {
		return
	}
	c.currency, c.currencies = list[0].code, list
	for _, m := range list {
		if c.answers.To("currency", "") == "currency:"+m.code {
			c.currency = m.code
		}
	}
}

// namesCurrencies tells whether a column names a currency in nearly all of the cells of a sample; where the header does not say
// so, in all of them.
func (c *cleaner) namesCurrencies(col int, said bool) bool {
	named, filled := 0, 0
	for row := c.m.HeaderRow + 1; row < c.v.T.Rows && filled < 200; {
		s := c.v.T.Span(row, col)
		row = s.To
		for i, kind := range s.Kinds {
			if kind == sheet.Text {
				cell := s.Cell(i)
				if filled++; read.CurrencyOf(c.v.T.String(cell.TextID())) != 0 {
					named++
				} else if !said {
					return false
				}
			} else if kind != sheet.Empty && !said {
				return false
			}
			if filled == 200 {
				break
			}
		}
	}
	return named > 0 && 10*named >= 9*filled
}

// names tells whether some amount is written with one of some currencies.
func (c *cleaner) names(first, last read.Currency) bool {
	t := c.v.T
	for row := c.m.HeaderRow + 1; row < t.Rows; {
		s := t.Span(row, c.amount)
		row = s.To
		for i, k := range s.Kinds {
			if k == sheet.Text {
				if in := c.v.CurrencyIn(s.Cell(i), c.writing); in >= first && in <= last {
					return true
				}
			}
		}
	}
	return false
}

// currencyOf is the currency of a row: what its own column says, or the sign of its amount, or its number format, or what the
// header of the amounts says, or yuan. A bare $ or ¥ is whatever the column says.
func (c *cleaner) currencyOf(row int) string {
	if c.currencyCol >= 0 {
		cell := c.v.T.Cell(row, c.currencyCol)
		if code := read.CurrencyOf(c.v.T.Text(cell)).Code(); code != "" {
			return code
		}
	}
	if in := c.v.CurrencyIn(c.v.T.Cell(row, c.amount), c.writing); in != 0 && !(c.yen && in == read.Yuan) {
		return in.Code()
	}
	if c.shown {
		if code := c.v.T.Currency(row, c.amount); code != "" && !(c.yen && code == read.Yuan.Code()) {
			return code
		}
	}
	return c.ownCurrency.Code()
}

// readCurrencies finds the rows in another currency than the one that is used.
func (q *quick) readCurrencies(row int) {
	for i := range q.n {
		if q.currencyOf(row+i) != q.currency {
			q.odd[i] |= isOdd
		}
	}
}

// isForeign: an amount in another currency than those that are used.
func (c *cleaner) isForeign(r *record) bool {
	return len(c.currencies) > 1 && c.currencyOf(r.row) != c.currency
}

// askCurrency asks which currency is meant.
func (c *cleaner) askCurrency() {
	if len(c.currencies) < 2 {
		return
	}
	d := intake.Doubt{Code: "currency", Columns: []int{c.amount}, Meanwhile: "currency:" + c.currency, Foreign: true}
	var codes []string
	var money decimal.Money
	for _, e := range c.ledger.Entries {
		if e.Code == codeForeign {
			d.Rows++
			money += max(e.Money, -e.Money)
			d.Shown = append(d.Shown, e.Row)
		}
	}
	d.Money = money
	for _, m := range c.currencies {
		codes = append(codes, m.code)
	}
	d.Args = []string{"n", strconv.Itoa(len(codes)), "codes", few(codes)}
	c.ask(d)
	last := &c.ledger.Doubts[len(c.ledger.Doubts)-1]
	for _, code := range codes {
		last.Answers = append(last.Answers, "currency:"+code)
	}
}

const codeForeign = "other-currency"
