package derive

import (
	"slices"
	"strconv"
	"strings"

	"fenji/scoring/civil"
	"fenji/scoring/intake"
	"fenji/scoring/intake/header"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// A row may name the month, quarter or year to which it belongs beside a day. Where the header of the day says no more than that something
// was written down, the period is its witness: papers of a year that were typed in on one evening are not the visits of one evening.

var (
	periodTails = strings.Fields("月份 年月 期间 账期 季度 月度 年度 所属期 所属月 统计区间")
	periodHeads = header.Words("月,month,period,quarter,year month,yearmonth,billing month,billing period,service month,service period,month of service,visit month,sales month,accounting period")
	noPeriods   = strings.Fields("生 注册 入会 入职 开卡 建卡 建档 开户 领养 医保 分期 到期 有效 质保 保修 首 初 下次 预约 预产 孕 毕业 出厂 适用 活动 工资 提成 统计期间")
)

// isPeriod tells a header of the month, quarter or year of a row.
func isPeriod(name string) bool {
	return (periodHeads.Has(name) || endsIn(name, periodTails)) && !isOf(name, noPeriods)
}

// entered is how sure a header may be of a day that is held against periods: 录入时间, 日期.
const entered = 70

// byPeriod holds the column of dates against the periods beside it. Another day that lies in them is taken, else the periods themselves,
// of which the user is asked the day; where that is not certain, nothing tells their years, or their days stand there already, also which
// column it is.
func (d *deriver) byPeriod(have int) bool {
	if d.m.Columns[have].Confidence > entered || isPeriod(d.m.Columns[have].Header) {
		return false
	}
	for _, c := range d.m.Columns {
		if c.Index == have || c.Role != intake.Other || c.Made || c.Filled == 0 || !isPeriod(c.Header) {
			continue
		}
		said := d.witness(c.Index, have)
		if said == agrees {
			continue
		}
		for _, o := range d.m.Columns {
			if r, _ := header.Means(o.Header); r == intake.Date && o.Index != have && o.Role == intake.Other && !isPeriod(o.Header) && 2*d.daysIn(o.Index) > o.Filled && d.witness(c.Index, o.Index) == agrees {
				d.give(o.Index, intake.Date)
				return true
			}
		}
		switch first := d.firstFilled(c.Index); {
		case said == mostlyAgrees:
			d.askPeriod(c.Index, have, have)
		case said == mayContradict, d.periodIn(first, c.Index).Yearless(), d.t.Cell(first, c.Index).Kind == sheet.Date:
			d.askPeriod(c.Index, have, c.Index)
		default:
			d.give(c.Index, intake.Date)
		}
		return true
	}
	return false
}

// askPeriod asks which of two columns is the date; one of them is it meanwhile.
func (d *deriver) askPeriod(period, day, meanwhile int) {
	q := intake.Doubt{Code: "date", Form: "guess", Key: d.m.Columns[day].Header, Columns: []int{day}, Rows: d.daysIn(day), Meanwhile: columnID(meanwhile),
		Answers: []string{columnID(period), columnID(day)}}
	q.Money, _ = d.sum(d.m.Column(intake.Amount))
	if said := d.answers.To(q.Code, q.Key); slices.Contains(q.Answers, said) {
		q.Meanwhile = said
	}
	col := d.columnsIn(q.Meanwhile, "column")[0]
	q.Args = append([]string{"header", d.m.Columns[col].Header}, d.aboutColumns(q.Answers)...)
	switch {
	case col == day:
	case d.periodIn(d.firstFilled(period), period).Yearless():
		d.add(d.names([]int{period, day}, between), intake.Date, d.monthBefore(period, day))
	default:
		d.give(col, intake.Date)
	}
	d.ask(q)
}

// monthBefore writes the month that a row names with its year: the last such month that begins by the day on which the row was entered.
func (d *deriver) monthBefore(period, day int) func(row int) sheet.Derived {
	order := d.v.Order(day, d.from())
	v, t := d.v, d.t
	return func(row int) sheet.Derived {
		g := d.periodIn(row, period)
		at, st := v.Date(t.Cell(row, day), order)
		if !g.Yearless() || st != read.Readable || at == civil.NoDay {
			return sheet.Derived{SameAs: t.Cell(row, period)}
		}
		y, m, _ := at.Date()
		if int(g.Month) > m {
			y--
		}
		return sheet.Derived{Text: strconv.Itoa(y) + "年" + strconv.Itoa(int(g.Month)) + "月"}
	}
}

func (d *deriver) firstFilled(col int) int {
	for row := d.from(); row < d.t.Rows; row++ {
		if !d.periodIn(row, col).IsNone() {
			return row
		}
	}
	return d.from()
}

// periodIn reads the period that a row names; a day of it stands for its month, and a number up to 12 for the month of any year.
func (d *deriver) periodIn(row, col int) read.Vague {
	c := d.t.Cell(row, col)
	if c.Kind == sheet.Date {
		day, _ := c.Date()
		y, m, _ := day.Date()
		return read.Vague{Year: int16(y), Month: uint8(m), Months: 1}
	}
	if g := d.v.VagueIn(c); !g.IsNone() {
		return g
	}
	if n, _ := d.partOf(c); n >= 1 && n <= 12 {
		return read.Vague{Month: uint8(n), Months: 1}
	}
	return read.Vague{}
}

// A verdict is what the periods of rows say of the days beside them.
type verdict uint8

const (
	agrees        verdict = iota
	mostlyAgrees          // one day in twenty or more is later than its period
	mayContradict         // most days are
	contradicts
)

// witness holds days against the periods of their rows. Only a day after its period was entered late: one before it was paid ahead, or
// the books are closed before the month ends. Days of which a header says more than that something was entered are held so only where
// all are of one month and the periods are not. Few months beside many periods are of entering, and so are days that are all of the
// month after; else nobody knows.
func (d *deriver) witness(period, day int) verdict {
	order, step := d.v.Order(day, d.from()), max(1, (d.t.Rows-d.from())/sampledRows)
	rows, late, far := 0, 0, 0
	months, periods := map[int]bool{}, map[read.Vague]bool{}
	for row := d.from(); row < d.t.Rows; row += step {
		g := d.periodIn(row, period)
		at, st := d.v.Date(d.t.Cell(row, day), order)
		if g.IsNone() || st != read.Readable || at == civil.NoDay {
			continue
		}
		y, m, _ := at.Date()
		months[12*y+m], periods[g] = true, true
		rows++
		if behind := monthsBehind(g, at); behind > 0 {
			late++
			far += min(1, behind-1)
		}
	}
	switch few := 2*len(months) <= len(periods); {
	case 20*late <= rows:
		return agrees
	case d.m.Columns[day].Confidence > vagueDate:
		if len(months) == 1 && len(periods) > 2 {
			return contradicts
		}
		return agrees
	case d.isOfCustomer(period, day, few):
		return agrees
	case 2*late <= rows:
		return mostlyAgrees
	case !few && far > 0:
		return mayContradict
	}
	return contradicts
}

// monthsBehind counts the months by which a day is later than a period; 0 where it is not. A month of no year that follows the day was
// paid ahead.
func monthsBehind(g read.Vague, at civil.Day) int {
	y, m, _ := at.Date()
	if g.Yearless() {
		if behind := (m-int(g.Month)+12)%12 + 1 - max(1, int(g.Months)); behind < 11 {
			return max(0, behind)
		}
		return 0
	}
	if at <= g.Last(0) {
		return 0
	}
	toY, toM, _ := g.Last(0).Date()
	return 12*(y-toY) + m - toM
}

// isOfCustomer tells whether each customer has one period, and some of them days of several months, more than one of them where the months
// are few: it is the month of something that happened once.
func (d *deriver) isOfCustomer(period, day int, few bool) bool {
	cust := d.m.Column(intake.Customer)
	if cust < 0 {
		return false
	}
	type met struct {
		period read.Vague
		month  int
	}
	first, again := map[sheet.Cell]met{}, map[sheet.Cell]bool{}
	order := d.v.Order(day, d.from())
	for row := d.from(); row < min(d.t.Rows, d.from()+sampledRows); row++ {
		g, who := d.periodIn(row, period), d.t.Cell(row, cust)
		at, st := d.v.Date(d.t.Cell(row, day), order)
		if g.IsNone() || who.Kind == sheet.Empty || st != read.Readable || at == civil.NoDay {
			continue
		}
		y, m, _ := at.Date()
		of, known := first[who]
		switch {
		case !known:
			first[who] = met{g, 12*y + m}
		case of.period != g:
			return false
		case of.month != 12*y+m:
			again[who] = true
		}
	}
	return len(again) > 1 || len(again) == 1 && !few
}
