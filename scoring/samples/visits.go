package samples

import (
	"slices"
	"sort"
	"strconv"
	"strings"

	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/sheet"
)

// A treatment is a row of the clinic's price list, in yuan.
type treatment struct {
	item      string
	low, high int
}

// departments are the clinic's two, each with its doctors and price list.
var departments = []struct {
	name    string
	doctors []string
	items   []treatment
}{
	{"口腔内科", []string{"医生甲", "医生乙", "医生丙"}, []treatment{
		{"洁治", 90, 260}, {"补牙", 160, 480}, {"根管治疗", 600, 1800}, {"拔牙", 120, 600}, {"检查与拍片", 30, 150},
	}},
	{"正畸科", []string{"医生丁", "医生戊"}, []treatment{
		{"矫治复诊", 200, 500}, {"矫治方案设计", 300, 800}, {"固定矫治分期", 1500, 4200}, {"隐形矫治分期", 2800, 6800},
	}},
}

// A charge is a row of the log before anything is spoilt.
type charge struct {
	day     civil.Day
	minute  int
	patient int
	dept    int
	doctor  string
	item    string
	cents   int
	note    string
}

const (
	visitRows      = 3011 // without the total row at the end
	visitRepeats   = 27
	visitRefunds   = 64
	visitNoPatient = 23
	visitNoDate    = 9
	visitNoAmount  = 7
	visitFree      = 6 // "免费" where an amount should stand
)

// visits is what clinics really hand over: a log with title rows, refunds, repeated rows, gaps, a total at the end, and
// dates and amounts in every form that people type.
func visits() sample {
	d := dice(7007)
	charges := clinicYear(&d, visitRows-visitRepeats-visitRefunds)
	charges = append(charges, refunds(&d, charges)...)
	sort.SliceStable(charges, func(i, j int) bool {
		a, b := &charges[i], &charges[j]
		return int(a.day-b.day)*1440+a.minute < b.minute
	})
	rows := make([][]sheet.Value, len(charges))
	total := 0
	for i, c := range charges {
		rows[i] = row(&d, c)
		total += c.cents
	}
	spoil(&d, charges, rows)
	for range visitRepeats {
		at := d.between(0, len(rows)-1)
		rows = slices.Insert(rows, at+1, slices.Clone(rows[at]))
	}
	rows = append(rows, []sheet.Value{
		sheet.Str("合计"), {}, {}, {}, {}, sheet.Styled(sheet.Num(cents(total)), sheet.Money),
	})
	title := sheet.Styled(sheet.Str("示例口腔门诊 2024 年就诊收费流水（虚构）"), sheet.Title)
	return sample{
		sheet:  "就诊收费流水",
		above:  [][]sheet.Value{{title}, {sheet.Str("数据全部由程序虚构；导出自：示例收费系统；金额单位：元")}, {}},
		header: []string{"就诊日期", "病历号", "科室", "医生", "项目", "收费金额", "备注"},
		widths: []float64{18, 12, 12, 10, 16, 14, 16},
		rows:   rows,
		about: []string{
			"一家并不存在的口腔门诊 2024 年的收费流水，每行一次收费。",
			"有意写乱：表头上方有标题行，有退费、重复行、缺失的病历号与日期，日期与金额写法不一，末行为合计。",
		},
	}
}

// clinicYear makes n charges of one year. Low patient numbers come often and lately; the others, for the most part, came
// some time ago.
func clinicYear(d *dice, n int) []charge {
	const patients = 1160
	first := day(2024, 1, 2)
	list := make([]charge, n)
	for i := range list {
		patient := min(d.between(0, patients-1), d.between(0, patients-1))
		ago := d.between(0, 364)
		if patient < 240 {
			ago = d.low(0, 364)
		}
		dept := 0
		if patient%4 == 3 && !d.once(5) {
			dept = 1
		}
		t := departments[dept].items[d.between(0, len(departments[dept].items)-1)]
		list[i] = charge{
			day:     first + civil.Day(364-ago),
			minute:  d.between(8*60+30, 17*60+30),
			patient: patient,
			dept:    dept,
			doctor:  d.of(departments[dept].doctors...),
			item:    t.item,
			cents:   100 * d.low(t.low, t.high),
		}
		if d.once(6) {
			list[i].cents = list[i].cents * 88 / 100 // the members' price
		}
	}
	list[0].day = first + 364 // 2024-12-31, so that the log ends with the year
	return list
}

// refunds takes back all or half of some charges, on the same day or soon after.
func refunds(d *dice, charges []charge) []charge {
	var list []charge
	for len(list) < visitRefunds {
		c := charges[d.between(0, len(charges)-1)]
		c.day = min(c.day+civil.Day(d.low(0, 20)), day(2024, 12, 31))
		c.minute = min(c.minute+30, 18*60)
		c.note = "退费"
		c.cents = -c.cents
		if d.once(2) {
			c.cents /= 2
		}
		list = append(list, c)
	}
	return list
}

func row(d *dice, c charge) []sheet.Value {
	note := sheet.Value{}
	switch {
	case c.note != "":
		note = sheet.Str(c.note)
	case d.once(25):
		note = sheet.Str(d.of("医保", "会员价", "预约复诊", "家属代付"))
	}
	return []sheet.Value{
		dateForm(d, c), sheet.Str(patientForm(d, c.patient)), sheet.Str(departments[c.dept].name), sheet.Str(c.doctor),
		sheet.Str(c.item), amountForm(d, c.cents), note,
	}
}

// spoil makes gaps, each in a row of its own.
func spoil(d *dice, charges []charge, rows [][]sheet.Value) {
	order := d.shuffled(len(rows))
	take := func(n int, change func(row []sheet.Value)) {
		for n > 0 {
			at := order[0]
			order = order[1:]
			// The day of the analysis stays; refunds stay readable.
			if charges[at].cents > 0 && charges[at].day < day(2024, 12, 30) {
				change(rows[at])
				n--
			}
		}
	}
	take(visitNoPatient, func(row []sheet.Value) { row[1] = sheet.Value{} })
	take(visitNoDate, func(row []sheet.Value) { row[0] = sheet.Str(d.of("", "", "不详", "2024-02-30")) })
	take(visitNoAmount, func(row []sheet.Value) { row[5] = sheet.Value{} })
	take(visitFree, func(row []sheet.Value) { row[5] = sheet.Str("免费") })
}

// dateForm writes a date as one of many people would.
func dateForm(d *dice, c charge) sheet.Value {
	y, m, dd := c.day.Date()
	date := func(year, month, day string, width int) sheet.Value {
		return sheet.Str(digits(y, 4) + year + digits(m, width) + month + digits(dd, width) + day)
	}
	switch d.weighted(50, 8, 8, 8, 7, 6, 6, 4, 3) {
	case 1:
		return date("-", "-", "", 2)
	case 2:
		return date("/", "/", "", 1)
	case 3:
		return date(".", ".", "", 1)
	case 4:
		return date("年", "月", "日", 1)
	case 5:
		return date("", "", "", 2)
	case 6: // a serial number whose date format was lost
		return sheet.Int(int64(c.day - day(1899, 12, 30)))
	case 7:
		return date("-", "-", " "+digits(c.minute/60, 2)+":"+digits(c.minute%60, 2), 2)
	case 8:
		return sheet.DateTime(c.day, int32(c.minute*60_000))
	}
	return sheet.Day(c.day)
}

// patientForm writes a record number of five digits with the usual slips.
func patientForm(d *dice, patient int) string {
	id := digits(17+patient*11, 5)
	switch d.weighted(92, 3, 3, 2) {
	case 1:
		return " " + id
	case 2:
		return id + " "
	case 3:
		return fullWidth(id)
	}
	return id
}

// amountForm writes an amount as a number or as text in one of many forms.
func amountForm(d *dice, n int) sheet.Value {
	number := sheet.Num(cents(n))
	if n < 0 {
		plain := cents(-n).String()
		switch d.weighted(50, 20, 15, 15) {
		case 1:
			return sheet.Str("(" + plain + ")")
		case 2:
			return sheet.Str("（" + plain + "）")
		case 3:
			return sheet.Str("¥-" + plain) // a minus sign in front would be taken for a formula
		}
		return number
	}
	plain := cents(n).String()
	switch d.weighted(74, 5, 5, 5, 4, 4, 3) {
	case 1:
		return sheet.Str("¥" + grouped(n))
	case 2:
		return sheet.Str("￥" + plain)
	case 3:
		return sheet.Str(plain + "元")
	case 4:
		return sheet.Str(fullWidth(plain))
	case 5:
		return sheet.Str(plain)
	case 6:
		if n%1000 == 0 { // whole tens read well in ten thousands
			return sheet.Str(decimal.Decimal{Coef: int64(n), Exp: 6}.Trim().String() + "万")
		}
		return sheet.Str(plain + " 元")
	}
	return number
}

// grouped writes hundredths with commas between the thousands: 1,280.00.
func grouped(n int) string {
	whole := strconv.Itoa(n / 100)
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	return whole + "." + digits(n%100, 2)
}

// fullWidth writes digits and point as Chinese input methods do when they are left in that mode.
func fullWidth(s string) string {
	return strings.Map(func(r rune) rune { return r + 0xfee0 }, s)
}
