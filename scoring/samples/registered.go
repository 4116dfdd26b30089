package samples

import (
	"fenji/scoring/civil"
	"fenji/scoring/sheet"
)

// A tier is a kind of customer; the ranges are those of its recency in days, its visits and its money per visit.
type tier struct {
	weight       int
	days, visits [2]int
	ticket       [2]int
}

func pick(d *dice, tiers []tier) tier {
	weights := make([]int, len(tiers))
	for i, t := range tiers {
		weights[i] = t.weight
	}
	return tiers[d.weighted(weights...)]
}

// lianyungang has a row per customer of the dental clinics of one year.
func lianyungang() sample {
	const records = 748
	tiers := []tier{ // tickets in yuan
		{12, [2]int{0, 45}, [2]int{8, 18}, [2]int{250, 700}},
		{28, [2]int{3, 150}, [2]int{4, 11}, [2]int{160, 450}},
		{35, [2]int{25, 280}, [2]int{2, 6}, [2]int{90, 330}},
		{25, [2]int{110, 365}, [2]int{1, 3}, [2]int{30, 240}},
	}
	d := dice(20241231)
	last := day(2024, 12, 31)
	s := sample{
		sheet:  "用户消费汇总",
		header: []string{"用户", "最近一次消费时间", "消费间隔天数", "消费频率", "消费总金额"},
		widths: []float64{12, 20, 14, 12, 14},
		about: []string{
			"口腔门诊用户消费汇总，2024 年，748 条，每行一位用户。分析日期 2024-12-31。",
			"字段名与“连云港市地区口腔门诊用户分级”相同。金额单位：元。",
		},
	}
	for i, number := range d.shuffled(records) {
		t := pick(&d, tiers)
		days := d.low(t.days[0], t.days[1])
		if i == 3 {
			days = 0 // somebody came on the day of the analysis
		}
		visits := d.low(t.visits[0], t.visits[1])
		amount := 0
		for range visits {
			amount += 100 * d.low(t.ticket[0], t.ticket[1])
		}
		if d.once(4) {
			amount += 10 * d.between(1, 9)
		}
		s.rows = append(s.rows, []sheet.Value{
			sheet.Int(int64(240001 + number)), sheet.Day(last - civil.Day(days)), sheet.Int(int64(days)),
			sheet.Int(int64(visits)), sheet.Styled(sheet.Num(cents(amount)), sheet.Money),
		})
	}
	return s
}

// chongqing has a row per consultation about a course.
func chongqing() sample {
	const records = 631
	courses := []struct {
		name  string
		price int
	}{
		{"少儿英语", 1280}, {"成人英语", 1980}, {"会计实务", 2680}, {"编程入门", 3280}, {"美术基础", 980}, {"公务员备考", 4580},
	}
	d := dice(50000631)
	s := sample{
		sheet:  "咨询记录",
		header: []string{"客户编号", "咨询日期", "咨询课程", "咨询渠道", "课程顾问", "消费金额"},
		widths: []float64{14, 14, 14, 12, 12, 14},
		about: []string{
			"课程咨询记录，2024 年，631 条，每行一次咨询；消费金额为 0 表示只咨询、未消费。",
			"对应“重庆地区课程咨询客户分级”。金额单位：元。",
		},
	}
	const customers = 196
	first := day(2024, 1, 1)
	seen := map[[2]int]bool{}
	type visit struct{ customer, day, course, amount int }
	byDay := map[int][]visit{}
	for len(seen) < records {
		// The first round gives everybody one paid consultation, later rounds favour low numbers: the regulars.
		customer, paid := len(seen), true
		if customer >= customers {
			customer, paid = min(d.between(0, customers-1), d.between(0, customers-1)), !d.once(5)
		}
		on := 365 - d.low(0, 120+customer*5/4)
		if seen[[2]int{customer, on}] {
			continue
		}
		seen[[2]int{customer, on}] = true
		v := visit{customer: customer, day: on, course: d.between(0, len(courses)-1)}
		if paid {
			v.amount = courses[v.course].price * (100 - 5*d.between(0, 6))
		}
		byDay[on] = append(byDay[on], v)
	}
	for on := range 366 {
		for _, v := range byDay[on] {
			s.rows = append(s.rows, []sheet.Value{
				sheet.Str("CQ" + digits(1001+v.customer*7, 4)), sheet.Day(first + civil.Day(v.day)),
				sheet.Str(courses[v.course].name), sheet.Str(d.of("电话", "到店", "微信", "转介绍")),
				sheet.Str(d.of("顾问甲", "顾问乙", "顾问丙")), sheet.Styled(sheet.Num(cents(v.amount)), sheet.Money),
			})
		}
	}
	return s
}

// shaoxing has a row per customer of a data platform; its money is in ten thousands of yuan.
func shaoxing() sample {
	const records = 521
	tiers := []tier{ // tickets in hundred yuan
		{12, [2]int{0, 18}, [2]int{11, 26}, [2]int{50, 110}},
		{30, [2]int{2, 35}, [2]int{6, 16}, [2]int{25, 75}},
		{38, [2]int{8, 70}, [2]int{2, 10}, [2]int{15, 60}},
		{20, [2]int{40, 200}, [2]int{1, 4}, [2]int{10, 45}},
	}
	d := dice(33060521)
	last := day(2024, 12, 31)
	s := sample{
		sheet:  "客户订单汇总",
		header: []string{"客户编号", "下单时间", "订单金额", "历史购买总次数", "历史购买总金额"},
		widths: []float64{14, 20, 12, 16, 16},
		about: []string{
			"财务数据集成平台客户订单汇总，521 条，每行一位客户；客户编号已匿名。",
			"字段名与“绍兴市财务数据集成平台系统客户分级”相同。金额单位：万元；下单时间为最近一次下单。",
		},
	}
	for i, number := range d.shuffled(records) {
		t := pick(&d, tiers)
		days := d.low(t.days[0], t.days[1])
		if i == 5 {
			days = 0
		}
		visits := d.low(t.visits[0], t.visits[1])
		total, order := 0, 0
		for range visits {
			order = d.low(t.ticket[0], t.ticket[1])
			total += order
		}
		minute := d.between(8*60, 20*60)
		s.rows = append(s.rows, []sheet.Value{
			sheet.Str("SX" + digits(30001+number, 5)),
			sheet.DateTime(last-civil.Day(days), int32(minute*60_000)),
			sheet.Num(cents(order)), sheet.Int(int64(visits)), sheet.Num(cents(total)),
		})
	}
	return s
}

// maoming has a row per customer as of one analysis date; frequency and money are ready for the last 30 days.
func maoming() sample {
	const records = 681
	tiers := []tier{ // tickets in yuan
		{30, [2]int{0, 29}, [2]int{1, 6}, [2]int{300, 2600}},
		{25, [2]int{5, 29}, [2]int{1, 2}, [2]int{200, 1500}},
		{45, [2]int{30, 240}, [2]int{0, 0}, [2]int{0, 0}},
	}
	d := dice(44090681)
	asOf := day(2024, 11, 30)
	s := sample{
		sheet: "月度统计",
		header: []string{"客户编号", "地区", "分析时间", "统计期间", "上次服务时间", "距离上一次购买的天数R(天)",
			"最近一段时间购买频次F(次)", "最近一段时间购买金额M(元)"},
		widths: []float64{12, 10, 14, 14, 16, 26, 26, 26},
		about: []string{
			"鉴定评估用户月度统计，2024 年 11 月，681 条，每行一位客户。",
			"字段名与“茂名市鉴定评估用户分级”相同。F 与 M 为最近 30 天的合计，R 按全部历史计算。",
		},
	}
	for _, number := range d.shuffled(records) {
		t := pick(&d, tiers)
		days := d.low(t.days[0], t.days[1])
		visits := d.low(t.visits[0], t.visits[1])
		amount := 0
		for range visits {
			amount += 1000 * d.low(t.ticket[0]/10, t.ticket[1]/10)
		}
		region := [...]string{"茂南区", "电白区", "高州市", "化州市", "信宜市"}[d.weighted(34, 24, 18, 14, 10)]
		s.rows = append(s.rows, []sheet.Value{
			sheet.Str("MM" + digits(2001+number, 4)), sheet.Str(region), sheet.Day(asOf), sheet.Str("2024年11月"),
			sheet.Day(asOf - civil.Day(days)), sheet.Int(int64(days)), sheet.Int(int64(visits)),
			sheet.Styled(sheet.Num(cents(amount)), sheet.Money),
		})
	}
	return s
}
