package clinic

import (
	"fenji/scoring/civil"
	"fenji/scoring/sheet"
)

// clock is a time of a day by the minute.
func clock(d civil.Day, hour, minute int) sheet.Value {
	return sheet.DateTime(d, int32(60*hour+minute)*60_000)
}

func (m *maker) appointments() error {
	if err := m.sheet("预约记录", []float64{11, 14, 18, 12, 10, 11}, "病历号", "手机号", "预约时间", "科室", "医生", "预约状态"); err != nil {
		return err
	}
	byPhone, future, at := 0, 0, 0
	write := func(p *person, d civil.Day, status string) error {
		at++
		u := &units[m.r.Below(len(units))]
		row := texts(p.id, p.phone, "", u.name, m.of(u.doctors...), status)
		hour, minute := m.upTo(8, 17), 15*m.r.Below(4)
		if row[2] = clock(d, hour, minute); at%9 == 0 { // typed by hand
			row[2] = sheet.Str(d.String() + " " + number(hour, 2) + ":" + number(minute, 2))
		}
		if byPhone < ByPhone && at%13 == 0 && p.id < "B9" {
			byPhone++
			row[0] = sheet.Value{}
		}
		return m.w.Row(row)
	}
	for i := range m.list[:People] {
		p := &m.list[i]
		if i >= People-Silent {
			continue
		}
		for _, d := range p.visits {
			if d < online || m.once(3) {
				continue
			}
			if err := write(p, d, "已到诊"); err != nil {
				return err
			}
			if m.once(6) {
				if err := write(p, min(last, d+civil.Day(m.upTo(3, 20))), m.of("爽约", "爽约", "已取消")); err != nil {
					return err
				}
			}
		}
		if len(p.visits) == 0 && m.once(3) {
			if err := write(p, min(last, max(online, p.seen)+civil.Day(m.upTo(1, 9))), m.of("爽约", "已取消")); err != nil {
				return err
			}
		}
		if future < Future && i%17 == 4 {
			future++
			if err := write(p, last+civil.Day(m.upTo(2, 20)), "已预约"); err != nil {
				return err
			}
		}
	}
	return nil
}

// hours are how touches spread over a day.
var hours = []int{1, 0, 0, 0, 0, 1, 3, 7, 9, 8, 7, 8, 13, 9, 6, 6, 6, 7, 10, 14, 18, 16, 9, 4}

func (m *maker) hour() int {
	sum := 0
	for _, n := range hours {
		sum += n
	}
	at := m.r.Below(sum)
	for h, n := range hours {
		if at -= n; at < 0 {
			return h
		}
	}
	return 12
}

func (m *maker) touches() error {
	if err := m.sheet("线上行为", []float64{11, 18, 10, 22, 10}, "病历号", "时间", "行为", "内容", "停留秒数"); err != nil {
		return err
	}
	var eager []int
	for i := range m.list[:People-Silent] {
		for range m.list[i].eager * m.list[i].eager {
			eager = append(eager, i)
		}
	}
	for n := range TouchRows {
		i := eager[m.r.Below(len(eager))]
		p := &m.list[i]
		from := max(online, p.seen-civil.Day(m.upTo(0, 20)))
		if len(p.visits) > 0 && p.visits[0] >= online {
			from = max(online, p.visits[0]-civil.Day(5+i%40))
		}
		d := from + civil.Day(min(m.r.Below(int(last-from)+1), m.r.Below(int(last-from)+1)))
		if n%97 == 0 { // the first weeks of the last ones
			d = last - civil.Day(m.r.Below(30))
		}
		if (d+3)%7 >= 5 && m.once(3) {
			d = max(from, d-2) // fewer at weekends
		}
		kind := m.of("浏览", "浏览", "浏览", "阅读文章", "阅读文章", "阅读文章", "课程", "消息")
		if m.once(24) {
			kind = "在线咨询"
		}
		seconds := min(m.upTo(3, 600), m.upTo(3, 600))
		if n%(TouchRows/Left) == 11 && n/(TouchRows/Left) < Left {
			seconds = m.upTo(1801, 20_000)
		}
		row := texts(p.id, "", kind, articles[min(m.r.Below(len(articles)), m.r.Below(len(articles)))], "")
		row[1], row[4] = clock(d, m.hour(), m.r.Below(60)), sheet.Int(int64(seconds))
		switch {
		case n%1500 == 7 && n/1500 < Visitors:
			row[0] = sheet.Str("V" + number(n/1500+1, 4))
		case n%(TouchRows/Wide) == 5:
			row[0] = sheet.Str(wide(p.id))
		case n%(TouchRows/Timeless) == 9:
			row[1] = sheet.Value{}
		}
		if err := m.w.Row(row); err != nil {
			return err
		}
	}
	return nil
}

// wide writes digits in full width, as a Chinese keyboard does.
func wide(s string) string {
	list := []rune(s)
	for i, r := range list {
		if r >= '0' && r <= '9' {
			list[i] = r - '0' + '０'
		}
	}
	return string(list)
}

func (m *maker) voice() error {
	if err := m.sheet("满意度回访", []float64{11, 13, 12, 8, 10, 10, 36}, "病历号", "评价日期", "科室", "评分", "推荐意愿", "是否投诉", "评价内容"); err != nil {
		return err
	}
	n := 0
	for i := range m.list[:People] {
		p := &m.list[i]
		for _, d := range p.visits {
			if d < online || !m.once(3) {
				continue
			}
			n++
			stars := max(m.upTo(1, 5), m.upTo(1, 5))
			row := texts(p.id, "", units[(i*7/3)%len(units)].name, "", "", "否", "")
			row[1] = sheet.Day(min(last, d+civil.Day(m.upTo(0, 3))))
			row[3] = sheet.Int(int64(stars))
			if n%25 == 0 { // an answer in words
				row[3] = sheet.Str([]string{"非常不满意", "不满意", "一般", "满意", "非常满意"}[stars-1])
			}
			if n%7 != 0 {
				row[4] = sheet.Int(int64(max(0, min(10, 2*stars+m.upTo(-2, 1)))))
			}
			if stars <= 2 && m.once(2) {
				row[5] = sheet.Str("是")
				row[6] = sheet.Str(m.of("等了太久", "价格没有说清", "预约了还要排队", "停车不方便"))
			} else if m.once(2) {
				row[6] = sheet.Str(m.of("医生很耐心", "环境干净", "讲得清楚", "不疼", "会推荐给朋友", "还可以"))
			}
			if n%150 == 1 {
				row[6] = sheet.Str("请打我电话 " + p.phone)
			}
			if err := m.w.Row(row); err != nil {
				return err
			}
		}
	}
	return nil
}

// about lists what was planted.
func (m *maker) about() error {
	if err := m.w.Sheet(sheet.SheetSpec{Name: "说明", Widths: []float64{90}}); err != nil {
		return err
	}
	n := func(i int) string { return number(i, 0) }
	for i, line := range []string{
		"示例数据，全部由程序虚构，不含任何真实客户。Sample data, made up by a program; no real customer is in it.",
		"一家并不存在的口腔诊所：档案、收费、预约、线上行为、回访五张表，2023-07 至 2024-12。",
		"有意放进去的问题：",
		"档案：" + n(Twice) + " 个病历号写了两次而地区不同；" + n(Equal) + " 行完全重复；" + n(Households) + " 个手机号是一家几口共用；14 人没有出生日期；性别有“男”也有“M”。",
		"收费：" + n(Unlisted) + " 人不在档案里；" + n(Repeated) + " 行重复；" + n(Refunds) + " 笔退费；末行是合计。",
		"预约：" + n(ByPhone) + " 行没有病历号，只有手机号；时间有两种写法；" + n(Future) + " 个预约还没到日子。",
		"线上行为：" + n(Visitors) + " 位访客哪张表里都没有；" + n(Wide) + " 行病历号是全角数字；" + n(Left) + " 次停留超过 30 分钟；" + n(Timeless) + " 行没有时间。",
		"回访：一部分评分写成了字；一部分没有填推荐意愿；评价里夹着电话号码。",
		n(People-Payers) + " 人有档案而从未付费，其中 " + n(Silent) + " 人什么也没做过。",
	} {
		style := sheet.Wrap
		if i == 0 {
			style = sheet.Title
		}
		if err := m.w.Row([]sheet.Value{sheet.Styled(sheet.Str(line), style)}); err != nil {
			return err
		}
	}
	return nil
}
