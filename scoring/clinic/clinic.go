// Package clinic makes a workbook of a clinic that does not exist: its people, what they paid, booked, did and said, on five
// sheets, with the troubles that such data have. A sixth sheet lists them.
//
// Nothing goes in but a writer. The workbook is the same each time: all chance is seeded. It is made where it is wanted,
// since twenty thousand rows weigh more than what makes them.
package clinic

import (
	"io"
	"strconv"

	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/models/numeric"
	"fenji/scoring/sheet"
)

// Name is the name of the file.
const Name = "clinic.xlsx"

// How many there are of what. Tests and the sheet of explanations hold to it.
const (
	People     = 600   // in the list of people
	Payers     = 520   // of them, who paid
	Silent     = 40    // of the others, who did nothing at all
	Unlisted   = 5     // who paid and stand in no list
	Visitors   = 12    // who touch and are known nowhere
	TouchRows  = 20000 // of touches
	Twice      = 6     // ids that stand twice in the list with something else
	Equal      = 3     // rows of the list that are repeated as they are
	Households = 9     // telephone numbers of several people
	Future     = 30    // bookings that lie ahead
	ByPhone    = 60    // bookings without a record number
	Repeated   = 9     // payments that are repeated as they are
	Refunds    = 24
	Left       = 150 // touches of pages left open
	Wide       = 200 // touches with full-width digits in the record number
	Timeless   = 40  // touches without a time
)

// Write writes the workbook.
func Write(out io.Writer) error {
	m := &maker{r: numeric.NewRandom(20241231), w: sheet.NewWriter(out)}
	m.invent()
	for _, write := range [...]func() error{m.people, m.payments, m.appointments, m.touches, m.voice, m.about} {
		if err := write(); err != nil {
			return err
		}
	}
	return m.w.Close()
}

// A person is one of the clinic's.
type person struct {
	id, name, phone, sex, region, job, channel string
	born, seen                                 civil.Day
	visits                                     []civil.Day
	eager                                      int // how often it touches
}

// A maker makes the sheets one after the other.
type maker struct {
	r    *numeric.Random
	w    *sheet.Writer
	list []person // the unlisted behind the others
}

// upTo gives a number from low to high, both included.
func (m *maker) upTo(low, high int) int { return low + m.r.Below(high-low+1) }

func (m *maker) once(n int) bool { return m.r.Below(n) == 0 }

func (m *maker) of(list ...string) string { return list[m.r.Below(len(list))] }

var (
	surnames = []string{"赵", "钱", "孙", "李", "周", "吴", "郑", "王", "冯", "陈", "褚", "卫", "蒋", "沈", "韩", "杨", "朱", "秦", "尤", "许"}
	given    = []string{"安然", "柏", "晨曦", "东来", "恩", "芳草", "谷雨", "禾", "嘉树", "可", "兰舟", "明远", "宁", "平", "青", "若水", "思远", "桃", "苇", "小满", "言", "远", "月", "知秋"}
	regions  = []string{"海州区", "连云区", "赣榆区", "东海县", "灌云县", "灌南县"}
	jobs     = []string{"教师", "工人", "公务员", "个体", "学生", "退休", "医护", "职员"}
	channels = []string{"朋友介绍", "美团", "公众号", "路过", "社区义诊", "抖音", "小红书", "企业团检"}
	articles = []string{"刷牙的七个步骤", "种植牙前要知道的事", "孩子几岁矫正", "洗牙会伤牙吗", "牙龈出血怎么办", "智齿要不要拔", "首页", "价目表", "医生介绍", "预约页"}
)

// units are the departments with their doctors and what a visit costs there.
var units = []struct {
	name      string
	doctors   []string
	items     []string
	low, high int
}{
	{"口腔内科", []string{"医生甲", "医生乙", "医生丙"}, []string{"洁治", "补牙", "根管治疗"}, 90, 900},
	{"正畸科", []string{"医生丁", "医生戊"}, []string{"矫治复诊", "方案设计"}, 200, 3200},
	{"儿童口腔科", []string{"医生己"}, []string{"涂氟", "窝沟封闭", "乳牙治疗"}, 60, 400},
	{"种植科", []string{"医生庚"}, []string{"种植会诊", "种植一期", "种植二期"}, 300, 6800},
}

func day(year, month, dayOfMonth int) civil.Day {
	d, _ := civil.DateOf(year, month, dayOfMonth)
	return d
}

// The data tell of these days.
var (
	opened = day(2023, 7, 1)
	last   = day(2024, 12, 31)
	online = day(2024, 1, 1) // since when touches are kept
)

// number writes a number with so many digits.
func number(n, digits int) string {
	s := strconv.Itoa(n)
	for len(s) < digits {
		s = "0" + s
	}
	return s
}

// invent makes the people and the days of their visits.
func (m *maker) invent() {
	m.list = make([]person, People+Unlisted)
	for i := range m.list {
		p := &m.list[i]
		p.id = "B" + number(i+1, 5)
		if i >= People {
			p.id = "B" + number(90001+i-People, 5)
		}
		p.name = m.of(surnames...) + m.of(given...)
		p.phone = "1380000" + number(i, 4)
		p.sex = m.of("男", "女")
		p.born = day(1944, 1, 1) + civil.Day(m.upTo(0, 75*365))
		p.region = regions[min(m.r.Below(len(regions)), m.r.Below(len(regions)))]
		p.job = m.of(jobs...)
		p.channel = channels[min(m.r.Below(len(channels)), m.r.Below(len(channels)))]
		p.eager = m.upTo(1, 9)
		p.seen = opened + civil.Day(m.upTo(0, int(last-opened)-10))
		if i < Payers || i >= People {
			m.visits(p)
		}
	}
	for h := range Households { // a family of three, and pairs
		head := 30 * h
		for k := 1; k <= 1+(h+2)/(Households+1); k++ {
			m.list[head+k].phone = m.list[head].phone
			m.list[head+k].name = string([]rune(m.list[head].name)[:1]) + given[(h+k)%len(given)]
		}
	}
}

func (m *maker) visits(p *person) {
	n := 1 + min(m.r.Below(9), m.r.Below(9))
	d := min(last-3, p.seen+civil.Day(m.upTo(0, 45)))
	for range n {
		p.visits = append(p.visits, d)
		if d += civil.Day(m.upTo(7, 150)); d > last {
			break
		}
	}
}

// sheet begins a sheet with its headers.
func (m *maker) sheet(name string, widths []float64, headers ...string) error {
	if err := m.w.Sheet(sheet.SheetSpec{Name: name, Widths: widths, FreezeRows: 1, FilterRow: 1}); err != nil {
		return err
	}
	row := make([]sheet.Value, len(headers))
	for i, h := range headers {
		row[i] = sheet.Styled(sheet.Str(h), sheet.Header)
	}
	return m.w.Row(row)
}

func texts(list ...string) []sheet.Value {
	row := make([]sheet.Value, len(list))
	for i, s := range list {
		if s != "" {
			row[i] = sheet.Str(s)
		}
	}
	return row
}

func (m *maker) people() error {
	if err := m.sheet("患者档案", []float64{11, 11, 14, 7, 13, 11, 11, 11, 13}, "病历号", "姓名", "手机号", "性别", "出生日期", "地区", "职业", "来源渠道", "建档日期"); err != nil {
		return err
	}
	write := func(p *person, i int) error {
		row := texts(p.id, p.name, p.phone, p.sex, "", p.region, p.job, p.channel, "")
		if i%43 != 7 { // 14 without a date of birth
			row[4] = sheet.Day(p.born)
		}
		if i%10 == 3 && p.sex == "男" { // as another clerk wrote it
			row[3] = sheet.Str("M")
		}
		row[8] = sheet.Day(p.seen)
		return m.w.Row(row)
	}
	for i := range People {
		p := m.list[i]
		if err := write(&p, i); err != nil {
			return err
		}
		again := i >= 100 && i < 100+10*Twice && i%10 == 5
		if again {
			p.region = regions[(m.r.Below(len(regions)-1)+1+index(regions, p.region))%len(regions)]
		}
		if again || i >= 300 && i < 300+10*Equal && i%10 == 5 {
			if err := write(&p, i); err != nil {
				return err
			}
		}
	}
	return nil
}

func index(list []string, s string) int {
	for i, t := range list {
		if t == s {
			return i % len(list)
		}
	}
	return 0
}

// unitOf is the department where a person is treated most.
func (m *maker) unitOf(i int) int {
	if m.once(6) {
		return m.r.Below(len(units))
	}
	return (i * 7 / 3) % len(units)
}

func (m *maker) payments() error {
	if err := m.sheet("收费记录", []float64{12, 11, 13, 12, 10, 13, 12, 10}, "收费单号", "病历号", "收费日期", "科室", "医生", "项目", "实收金额", "备注"); err != nil {
		return err
	}
	bill, refunds, repeated, sum := 0, 0, 0, 0
	for i := range m.list {
		p := &m.list[i]
		for _, d := range p.visits {
			u := &units[m.unitOf(i)]
			bill++
			yuan := min(m.upTo(u.low, u.high), m.upTo(u.low, u.high))
			row := texts("S"+number(bill, 6), p.id, "", u.name, m.of(u.doctors...), m.of(u.items...), "", "")
			row[2], row[6] = sheet.Day(d), money(yuan)
			sum += yuan
			times := 1
			if repeated < Repeated && bill%130 == 0 {
				repeated, times = repeated+1, 2
				sum += yuan
			}
			for range times {
				if err := m.w.Row(row); err != nil {
					return err
				}
			}
			if refunds < Refunds && bill%53 == 17 {
				refunds++
				row[6], row[7] = money(-yuan/2), sheet.Str("退费")
				sum -= yuan / 2
				row[2] = sheet.Day(min(last, d+3))
				if err := m.w.Row(row); err != nil {
					return err
				}
			}
		}
	}
	total := texts("合计", "", "", "", "", "", "", "")
	total[6] = money(sum)
	return m.w.Row(total)
}

func money(yuan int) sheet.Value {
	return sheet.Styled(sheet.Num(decimal.Int(int64(yuan))), sheet.Money)
}
