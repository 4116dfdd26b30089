package clean

import (
	"slices"
	"strings"
	"unicode"

	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/fate"
	"fenji/scoring/intake/header"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// A subtotal or total may stand in any cell of its row, dressed with the customer and day of the rows above it. The word
// alone proves nothing there; the sum does: it equals that of rows above, since some earlier total or the beginning, or of
// rows below.

// totals are the rows that are sums of others.
type totals struct {
	rows   map[int]int // the column of the word
	doubts []int       // those whose sums do not agree
	value  string      // the word of the first of them
	kept   []claim     // so many whose sums do not agree that they are a kind of rows rather: they are data, and asked about
}

func (t *totals) has(row int) bool {
	_, is := t.rows[row]
	return is
}

// A claim is a row in which a word says that it is a total.
type claim struct {
	row, col int
	plain    bool // the word alone, not within a longer text
}

// findTotals finds the totals of a table.
func (c *cleaner) findTotals() {
	c.totals.rows = map[int]int{}
	claims := c.withoutNames(c.findClaims())
	if len(claims) == 0 {
		return
	}
	sums := c.addUp(claims)
	kept, asked := c.withoutThings(claims, sums)
	if len(kept) < len(claims) {
		claims, sums = kept, c.addUp(kept)
	}
	data := c.v.T.Rows - c.m.HeaderRow - 1 - len(claims)
	var open []claim
	for i, k := range claims {
		strong := k.plain && c.standsForCustomer(k)
		if k.plain && k.col == c.customer && !strong {
			continue // a customer of that name
		}
		m, _, st := c.v.Money(c.v.T.Cell(k.row, c.amount), c.unit, c.writing)
		switch agree := st != read.Readable || sums.agree(claims, i, m, 0); {
		case agree && (k.plain || st == read.Readable), strong && c.isAverage(k):
			c.totals.rows[k.row] = k.col
		case strong:
			c.totals.rows[k.row] = k.col
			if m != 0 {
				c.totals.doubts = append(c.totals.doubts, k.row)
			}
		case k.plain && c.isBalance(k):
			c.totals.rows[k.row] = k.col
			c.totals.doubts = append(c.totals.doubts, k.row)
		case k.plain:
			open = append(open, k)
		}
	}
	switch {
	case len(open) == 0:
	case 4*len(open) < data:
		for _, k := range open {
			c.totals.rows[k.row] = k.col
			c.totals.doubts = append(c.totals.doubts, k.row)
		}
	case c.answers.To("totals", c.m.Columns[open[0].col].Header) == "totals":
		for _, k := range open {
			c.totals.rows[k.row] = k.col
		}
		fallthrough
	default:
		c.totals.kept = open
	}
	if len(asked) > 0 && c.answers.To("totals", c.m.Columns[asked[0].col].Header) == "totals" {
		for _, k := range asked {
			c.totals.rows[k.row] = k.col
		}
	}
	c.totals.kept = append(c.totals.kept, asked...)
	if len(c.totals.doubts) > 0 {
		row := c.totals.doubts[0]
		c.totals.value = c.value(row, c.totals.rows[row])
	}
}

// withoutNames leaves out the rows of people and things called Suma or Soma. So the sum is called in some languages, as a header
// of the table shows; in other tables it stands below all rows, on no day.
func (c *cleaner) withoutNames(claims []claim) (list []claim) {
	last, sums := -1, false
	for _, k := range claims {
		if !isSuma(read.Fold(c.value(k.row, k.col))) {
			list = append(list, k)
			continue
		}
		if last < 0 {
			last, sums = c.lastData(claims), slices.ContainsFunc(c.m.Columns, func(col intake.Column) bool { return sumaHeaders.Has(col.Header) })
		}
		if day, _ := c.v.Date(c.cell(k.row, c.date), c.order); sums || k.row > last && day == civil.NoDay {
			list = append(list, k)
		}
	}
	return list
}

// withoutThings leaves out the rows of things and people whose names begin or end in such an English word: Total Whitening, Colgate
// Total. They have a day and a customer, and beside flat prices the amount of one is soon that of the row before. A total that has both
// is a sum wherever its text stands. It is called after the customer above; or it stands on the day or beside the customer of the row
// above, and somewhere sums up several rows. One that stands for a customer of another name is asked about.
func (c *cleaner) withoutThings(claims []claim, sums *sums) (list, asked []claim) {
	const sum, ask, thing = 1, 2, 3
	texts := map[string]int{}
	name := func(k claim) string { return read.Fold(c.value(k.row, k.col)) }
	mayBe := func(k claim) bool { return !k.plain && !endsInTotal(name(k)) && c.isVisit(k.row) }
	for i, k := range claims {
		if !mayBe(k) {
			continue
		}
		is := 0
		m, _, st := c.v.Money(c.v.T.Cell(k.row, c.amount), c.unit, c.writing)
		switch {
		case st != read.Readable || !sums.agree(claims, i, m, 1):
			is = thing
		case k.col == c.customer && c.isCalledAsAbove(k):
			is = sum
		case k.col == c.customer:
			if is = thing; sums.agree(claims, i, m, 2) {
				is = ask
			}
		case !c.isAsAbove(k.row):
			is = thing
		case sums.agree(claims, i, m, 2):
			is = sum
		}
		texts[name(k)] = max(texts[name(k)], is)
	}
	for _, k := range claims {
		switch is := texts[name(k)]; {
		case !mayBe(k) || is == sum:
			list = append(list, k)
		case is == ask:
			asked = append(asked, k)
		}
	}
	return list, asked
}

// isCalledAsAbove tells a total that stands for the customer of the row above, by whose name it is called.
func (c *cleaner) isCalledAsAbove(k claim) bool {
	if k.row <= c.m.HeaderRow+1 {
		return false
	}
	before, after, is := strings.Cut(read.Fold(c.value(k.row, k.col)), read.Fold(c.value(k.row-1, k.col)))
	for _, w := range strings.FieldsFunc(before+" "+after, func(r rune) bool { return !unicode.IsLetter(r) }) {
		is = is && (strings.HasSuffix(w, "total") || w == "sub" || w == "grand" || w == "for" || w == "of")
	}
	return is
}

// isVisit tells whether a row has a day and a customer.
func (c *cleaner) isVisit(row int) bool {
	if c.customer < 0 || c.cell(row, c.customer).Kind == sheet.Empty {
		return false
	}
	if days := c.m.Column(intake.Days); c.date < 0 {
		return days >= 0 && c.cell(row, days).Kind == sheet.Number
	}
	day, _ := c.v.Date(c.cell(row, c.date), c.order)
	return day != civil.NoDay
}

// isAsAbove tells whether a row has the day or the customer of the row above it.
func (c *cleaner) isAsAbove(row int) bool {
	return row > c.m.HeaderRow+1 && (c.date >= 0 && c.cell(row, c.date) == c.cell(row-1, c.date) || c.cell(row, c.customer) == c.cell(row-1, c.customer))
}

// isSuma tells a word for a total that is a name as well.
func isSuma(folded string) bool {
	word := strings.TrimRight(folded, ": ")
	return word == "suma" || word == "soma"
}

// sumaHeaders are of tables in languages that call a sum so.
var sumaHeaders = header.Words("importe,fecha,cliente,id cliente,nombre,valor,monto,paciente,cantidad,quantia,montante,preço,preco,precio,kwota,klient,wartość,nazwa,číslo,částka,zákazník,pacjent,nome")

// lastData is the last row with an amount that no word calls a total.
func (c *cleaner) lastData(claims []claim) int {
	row, next := c.v.T.Rows-1, len(claims)-1
	for ; row > c.m.HeaderRow; row-- {
		if next >= 0 && claims[next].row == row {
			next--
			continue
		}
		if _, _, st := c.v.Money(c.v.T.Cell(row, c.amount), c.unit, c.writing); st == read.Readable {
			break
		}
	}
	return row
}

// standsForCustomer: a word for a total instead of a customer, or in the first cell of a row without a date. With a date
// beside it "sum 12" is a number of a customer.
func (c *cleaner) standsForCustomer(k claim) bool {
	day := civil.NoDay
	if c.date >= 0 {
		day, _ = c.v.Date(c.v.T.Cell(k.row, c.date), c.order)
	}
	if c.isTotal(k.row, c.customer) {
		return day == civil.NoDay || !strings.ContainsAny(c.value(k.row, c.customer), "0123456789")
	}
	return day == civil.NoDay && k.col == c.first(k.row)
}

func (c *cleaner) isAverage(k claim) bool {
	s := read.Fold(c.value(k.row, k.col))
	return strings.Contains(s, "平均") || strings.Contains(s, "均值") || strings.HasPrefix(s, "average")
}

// isBalance tells a word of what was there before, or is left: nobody paid it on that day.
func (c *cleaner) isBalance(k claim) bool {
	s := read.Fold(c.value(k.row, k.col))
	for _, w := range [...]string{"期", "余", "结转", "承", "过次", "转下", "接上", "balance", "forward"} {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

func (c *cleaner) isTotal(row, col int) bool {
	return c.v.TraitsOf(c.v.T.Cell(row, col))&read.IsTotalWord != 0
}

// findClaims finds the rows with such a word, in their order.
func (c *cleaner) findClaims() (list []claim) {
	t := c.v.T
	says := c.sayingTotal()
	if says == nil {
		return nil
	}
	at := map[int]claim{}
	for col := range t.Own() {
		for row := c.m.HeaderRow + 1; row < t.Rows; {
			s := t.Span(row, col)
			for i, k := range s.Kinds {
				if k != sheet.Text {
					continue
				}
				cell := s.Cell(i)
				if !read.Has(says, int(cell.TextID())) {
					continue
				}
				if plain := c.v.TraitsOf(cell)&read.IsTotalWord != 0; at[row+i].row == 0 || plain && !at[row+i].plain {
					at[row+i] = claim{row + i, col, plain}
				}
			}
			row = s.To
		}
	}
	for row := c.m.HeaderRow + 1; row < t.Rows && len(list) < len(at); row++ {
		if k, is := at[row]; is {
			list = append(list, k)
		}
	}
	return list
}

// sayingTotal finds the texts that may name a total, a bit each; nil when there are none. Where most texts number something, few are
// looked at; where there are many others, it is first looked whether a piece of such a word stands anywhere.
func (c *cleaner) sayingTotal() (says []uint64) {
	const few = 1 << 14
	t, n, mentioned := c.v.T, 0, true
	t.Worded("tTsSgG", func(id uint32) bool {
		if n++; n == few {
			mentioned = t.Mentions(totalParts...)
		}
		if mentioned && saysTotal(t.String(id)) {
			says = read.Mark(says, int(id), t.Texts())
		}
		return mentioned
	})
	return says
}

// totalParts are pieces of which every word for a total has one.
var totalParts = []string{"计", "总", "均", "余额", "结转", "结余", "结存", "页", "計", "總", "餘", "結", "頁", "계", "того", "сего", "ТОГО", "СЕГО", "ổng", "ỔNG", "รวม", "uma", "UMA", "oma", "OMA", "esamt", "ESAMT", "alance", "BALANCE", "orward", "ORWARD", "otal", "OTAL", "sum", "Sum", "SUM", "verage", "VERAGE"}

// saysTotal tells whether a text may name a total: such a word, or one at the end or the beginning of a longer text.
func saysTotal(s string) bool {
	if len(s) < 3 || len(s) > 64 {
		return false
	}
	if s[0] < 0x80 && s[len(s)-1]-'0' < 10 && strings.IndexByte("tTsSgG", s[0]) < 0 {
		return false // a number of something
	}
	for _, w := range [...]string{"计", "总", "累", "汇总", "平均", "均值", "余额", "结", "页", "計", "總", "餘額", "結", "頁", "합계", "총계", "소계", "того", "сего", "ТОГО", "СЕГО", "รวม"} {
		if i := strings.Index(s, w); i >= 0 {
			f := read.Fold(s)
			return endsInTotal(f) || read.IsTotal(f)
		}
	}
	if low := s[0] | 0x20; low == 'b' || low == 'c' || low == 'e' || low == 'p' || low == 't' || low == 's' || low == 'g' || low == 'o' || low == 'a' || strings.HasSuffix(strings.TrimRight(s, ": "), "otal") {
		f := strings.TrimRight(read.Fold(s), ": ")
		return read.IsTotal(f) || strings.HasPrefix(f, "total ") || strings.HasPrefix(f, "subtotal ") ||
			strings.HasSuffix(f, " total") || strings.HasSuffix(f, " subtotal") || strings.HasPrefix(f, "sub total")
	}
	return false
}

func endsInTotal(folded string) bool {
	f := strings.TrimRightFunc(strings.Map(read.Simplified, folded), func(r rune) bool { return unicode.IsPunct(r) || unicode.IsSpace(r) })
	for _, w := range [...]string{"小计", "合计", "总计", "共计", "汇总", "합계", "소계"} {
		if strings.HasSuffix(f, w) {
			return true
		}
	}
	return false
}

// sums are running sums of the rows: as written, and as understood.
type sums struct {
	from             int
	written, counted []decimal.Money // before each row
	rows             []int32         // with an amount, before each row
}

func (c *cleaner) addUp(claims []claim) *sums {
	t := c.v.T
	s := &sums{from: c.m.HeaderRow + 1}
	s.written, s.counted = make([]decimal.Money, t.Rows-s.from+1), make([]decimal.Money, t.Rows-s.from+1)
	s.rows = make([]int32, t.Rows-s.from+1)
	next := 0
	for row := s.from; row < t.Rows; row++ {
		i := row - s.from
		s.written[i+1], s.counted[i+1], s.rows[i+1] = s.written[i], s.counted[i], s.rows[i]
		if next < len(claims) && claims[next].row == row {
			next++
			continue
		}
		m, _, st := c.v.Money(t.Cell(row, c.amount), c.unit, c.writing)
		if st != read.Readable || m > mostSum || m < -mostSum {
			continue
		}
		s.written[i+1] += m
		if m != 0 {
			s.rows[i+1]++
		}
		switch f, _, _ := c.says(row); f {
		case fate.Counts, fate.TopUp:
			s.counted[i+1] += m
		case fate.Refund:
			s.counted[i+1] -= max(m, -m)
		}
	}
	return s
}

// nearClaims bounds how many other totals are looked at as the place where a sum begins or ends.
const nearClaims = 40

// agree tells whether an amount is the sum of so many rows or more above or below a claim.
func (s *sums) agree(claims []claim, i int, m decimal.Money, least int32) bool {
	row, end := claims[i].row-s.from, len(s.rows)-1
	for _, list := range [...][]decimal.Money{s.written, s.counted} {
		is := func(from, to int) bool { return list[to]-list[from] == m && s.rows[to]-s.rows[from] >= least }
		if row > 0 && is(0, row) || is(0, end) || row+1 < end && is(row, end) {
			return true
		}
		for j := i - 1; j >= max(0, i-nearClaims); j-- {
			if from := claims[j].row - s.from; list[from] != list[row] && is(from, row) {
				return true
			}
		}
		for j := i + 1; j < min(len(claims), i+nearClaims); j++ {
			if to := claims[j].row - s.from; list[to] != list[row] && is(row, to) {
				return true
			}
		}
	}
	return false
}
