package derive

import (
	"strconv"
	"strings"

	"fenji/scoring/intake"
	"fenji/scoring/intake/header"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// A date may stand in columns of its year, its month and its day. Where no column holds it whole they are put together, which is
// said. Without the year or the day they make the date that says less, of which the user is asked the rest.

// A datePart is one of them: what its header ends in, and the numbers that it holds.
type datePart struct {
	tails       []string
	first, last int
}

var dateParts = [...]datePart{
	{strings.Fields("年份 年度 年 year yyyy yy"), read.FirstYear, read.LastYear},
	{strings.Fields("月份 月 month mm"), 1, 12},
	{strings.Fields("日 号 day dd dayofmonth"), 1, 31},
}

// What such headers speak of that is no visit.
var otherDates = strings.Fields("生 入 注册 建 办 到期 有效 birth regist sign join expir")

// date puts the date together.
func (d *deriver) date() {
	have := d.m.Column(intake.Date)
	if d.m.HeaderRow < 0 || have >= 0 && d.m.Columns[have].Why == intake.WhyUser {
		return
	}
	if d.m.Shape == intake.PerCustomer {
		if have >= 0 && d.m.Column(intake.Days) < 0 && (header.IsOtherDay(d.m.Columns[have].Header) || d.m.Columns[have].Why == intake.WhyValues) {
			d.askDate(have, true)
		}
		return
	}
	if have >= 0 && d.byPeriod(have) {
		return
	}
	if have >= 0 && d.m.Columns[have].Confidence <= vagueDate && d.m.Columns[have].Why != intake.WhyJoined {
		d.askDate(have, d.m.Columns[have].Why == intake.WhyPosition)
	}
	if have >= 0 && !isPartName(header.Compact(d.m.Columns[have].Header)) {
		return
	}
	heads := map[string]*[len(dateParts)]int{} // what stands before the tail, with the columns after it, counted from 1
	for _, c := range d.m.Columns {
		name := header.Compact(c.Header)
		for i, p := range dateParts {
			head, ok := cutTail(name, p.tails)
			if !ok || c.Made || c.Why == intake.WhyUser || !d.holdsPart(c.Index, p) {
				continue
			}
			if heads[head] == nil {
				heads[head] = new([len(dateParts)]int)
			}
			if at := &heads[head][i]; *at == 0 {
				*at = c.Index + 1
			} else {
				*at = -1 // of two nobody knows which
			}
		}
	}
	var found *[len(dateParts)]int
	for _, cols := range heads {
		if cols[0]+cols[2] < 1 || cols[0] < 0 || cols[1] < 1 || cols[2] < 0 {
			continue
		}
		if found != nil {
			return
		}
		found = cols
	}
	if found == nil {
		d.months()
		d.onlyDays()
		return
	}
	var list []int
	whole := have < 0
	for _, at := range found {
		if at > 0 {
			list = append(list, at-1)
			whole = whole || at-1 == have
		}
	}
	if whole {
		d.add(d.names(list, " · "), intake.Date, d.wholeDate(*found))
	}
}

// vagueDate is how sure a header may be that another column of dates is asked about: created at, end date.
const vagueDate = 60

// askDate asks which of several columns holds the dates, where no header says it plainly; alone asks of one, too.
func (d *deriver) askDate(have int, alone bool) {
	q := intake.Doubt{Code: "date", Form: "guess", Key: d.m.Columns[have].Header, Columns: []int{have}, Meanwhile: "keep", Answers: []string{"keep"}}
	for _, c := range d.m.Columns {
		if c.Index != have && !c.Made && c.Role == intake.Other && c.Why == intake.WhyNone && c.Filled > 0 && !ofOther(header.Compact(c.Header)) && !isNoVisit(c) && 2*d.daysIn(c.Index) > c.Filled && !d.sameDays(have, c.Index) {
			q.Answers = append(q.Answers, columnID(c.Index))
		}
	}
	if len(q.Answers) < 2 && !alone {
		return
	}
	q.Rows = d.daysIn(have)
	q.Money, _ = d.sum(d.m.Column(intake.Amount))
	q.Args = append([]string{"header", q.Key}, d.aboutColumns(q.Answers)...)
	said := d.answers.To(q.Code, q.Key)
	if cols := d.columnsIn(said, "column"); len(cols) == 1 {
		q.Meanwhile = said
		d.give(cols[0], intake.Date)
	}
	d.ask(q)
}

// numberEnds end headers of numbers that something has, and statusEnds those of the day on which something came to be as it is.
var (
	numberEnds = [...]string{"num", "number", "no", "nr", "id", "#", "code", "zip", "plz", "postal", "邮编", "编号", "号", "号码", "序号", "码"}
	statusEnds = [...]string{"statusdate", "statustime", "状态日期", "状态时间"}
)

// isNoVisit tells a column of mere numbers whose header says that they are such, 55001 under ProcNum would be a day as well, or of days
// of a status.
func isNoVisit(c intake.Column) bool {
	name := header.Compact(c.Header)
	return (c.Kind == "number" || inFigures(c.Examples)) && endsIn(name, numberEnds[:]) || endsIn(name, statusEnds[:])
}

// inFigures tells whether values are written in figures and nothing else: 202412010037 numbers the bills of a day.
func inFigures(values []string) bool {
	for _, s := range values {
		if strings.Trim(s, "0123456789") != "" {
			return false
		}
	}
	return len(values) > 0
}

// sameDays tells whether two columns say the same day in every row that both say one in, and both have a day for as many.
func (d *deriver) sameDays(a, b int) bool {
	of, by := d.v.Order(a, d.from()), d.v.Order(b, d.from())
	for row := d.from(); row < d.t.Rows; row++ {
		x, one := d.v.Date(d.t.Cell(row, a), of)
		y, two := d.v.Date(d.t.Cell(row, b), by)
		if one != two || x != y {
			return false
		}
	}
	return true
}

// daysIn counts the dates of a column.
func (d *deriver) daysIn(col int) (n int) {
	order := d.v.Order(col, d.from())
	for row := d.from(); row < d.t.Rows; row++ {
		if _, st := d.v.Date(d.t.Cell(row, col), order); st == read.Readable || st == read.Ambiguous {
			n++
		}
	}
	return n
}

// onlyDays takes the only column of days for the date, whatever its header, and asks about it.
func (d *deriver) onlyDays() {
	only := -1
	for _, c := range d.m.Columns {
		if d.m.Column(intake.Date) >= 0 || c.Made || c.Role != intake.Other || c.Kind != "date" || ofOther(header.Compact(c.Header)) || 2*d.daysIn(c.Index) <= c.Filled {
			continue
		}
		if only >= 0 {
			return
		}
		only = c.Index
	}
	if only >= 0 {
		d.give(only, intake.Date)
		d.askDate(only, true)
	}
}

// months lets a column of months be the date, where they name their years.
func (d *deriver) months() {
	if d.m.Column(intake.Date) >= 0 {
		return
	}
	for _, c := range d.m.Columns {
		if _, ok := cutTail(header.Compact(c.Header), dateParts[1].tails); !ok || c.Made || c.Role != intake.Other || c.Why == intake.WhyUser {
			continue
		}
		is, others := 0, 0
		for row := d.from(); row < d.t.Rows; row++ {
			if g := d.v.VagueIn(d.t.Cell(row, c.Index)); g.Year != 0 && g.Months == 1 {
				is++
			} else if d.t.Cell(row, c.Index).Kind != sheet.Empty {
				if others++; others > mostOdd && is <= 8*others {
					break
				}
			}
		}
		if is > 8*others {
			d.give(c.Index, intake.Date)
			return
		}
	}
}

// cutTail takes the end off a header that speaks of no other date.
func cutTail(name string, tails []string) (head string, ok bool) {
	if ofOther(name) {
		return "", false
	}
	for _, tail := range tails {
		if head, ok = strings.CutSuffix(name, tail); ok {
			return head, true
		}
	}
	return "", false
}

// isPartName tells whether a header speaks of a part of a date.
func isPartName(name string) bool {
	for _, p := range dateParts {
		if _, ok := cutTail(name, p.tails); ok {
			return true
		}
	}
	return false
}

// ofOther tells that a header speaks of a date that is no visit.
func ofOther(name string) bool {
	name = strings.ReplaceAll(name, "经办", "")
	for _, w := range otherDates {
		if strings.Contains(name, w) {
			return true
		}
	}
	return false
}

// holdsPart tells whether a column holds such numbers, a few other cells at most: totals, headers that stand there again.
func (d *deriver) holdsPart(col int, p datePart) bool {
	is, others := 0, 0
	for row := d.from(); row < d.t.Rows; row++ {
		c := d.t.Cell(row, col)
		if c.Kind == sheet.Empty {
			continue
		}
		n, _ := d.partOf(c)
		if p.first == read.FirstYear {
			n = wholeYear(n)
		}
		if n >= p.first && n <= p.last {
			is++
		} else if others++; others > mostOdd && is <= 8*others {
			return false
		}
	}
	return is > 8*others
}

// mostOdd is how many cells of another kind are met before a column is given up.
const mostOdd = 50

// partOf reads 2024, 2024年, 民国113, 12月, Dec and 5号; 0 is none of them.
func (d *deriver) partOf(c sheet.Cell) (n int, text string) {
	text = read.Fold(d.t.Text(c))
	s := strings.TrimLeft(strings.TrimSuffix(strings.TrimRight(text, "年月日号份度 "), ".0"), "民国 ")
	if n, err := strconv.Atoi(s); err == nil {
		return n, s
	}
	return read.Month(s), s
}

// wholeYear is the year that is meant by 24, and by 113 as Taiwan counts them. 50 to 99 may be either.
func wholeYear(n int) int {
	switch {
	case n >= 10 && n < 50:
		return 2000 + n
	case n >= 100 && n < 200:
		return 1911 + n
	}
	return n
}

// wholeDate writes the date of a row. What is no part of one stands as it is, so that it is told to be none.
func (d *deriver) wholeDate(cols [len(dateParts)]int) func(row int) sheet.Derived {
	return func(row int) sheet.Derived {
		var parts [len(dateParts)]string
		for i, at := range cols {
			if at > 0 {
				n, s := d.partOf(d.t.Cell(row, at-1))
				if i == 0 {
					n = wholeYear(n)
				}
				if parts[i] = s; n != 0 {
					parts[i] = strconv.Itoa(n)
				}
			}
		}
		text := ""
		for i, s := range parts {
			if s != "" {
				text += s + [...]string{"年", "月", "日"}[i]
			}
		}
		return sheet.Derived{Text: text}
	}
}
