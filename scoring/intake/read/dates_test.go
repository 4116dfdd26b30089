package read

import (
	"fmt"
	"testing"

	"fenji/scoring/civil"
	"fenji/scoring/intake"
	"fenji/scoring/intake/intaketest"
)

func TestReadDate(t *testing.T) {
	forms := []string{ // all of them 5 January 2024
		"2024-01-05", "2024-1-5", "2024/01/05", "2024/1/5", "2024.1.5", "2024.01.05", "2024年1月5日", "2024年01月05日",
		"2024 年 1 月 5 日",
		"2024年1月5号", "2024年1月5", "20240105", "2024 1 5", "2024 - 01 - 05", "２０２４－０１－０５", "２０２４年１月５日", "2024‑01‑05",
		"2024–1–5",
		"2024/01/05 09:30", "2024-01-05 09:30:15", "2024-01-05 24:00", "2024-01-05T09:30:15", "2024-01-05T09:30:15Z",
		"2024-01-05t09:30:15.250+08:00",
		"2024-01-05T23:59:59-0500", "2024-01-05 9:30 AM", "2024-01-05 9:30:15 pm", "2024-01-05 9am",
		"2024-01-05 上午9:30", "2024-01-05 下午 3:30",
		"2024年1月5日 9时30分", "2024年1月5日9时30分15秒", "2024年1月5日 9点", "2024年1月5日下午3点15分", "2024年1月5日 星期五",
		"2024-01-05 (周五) 10:00",
		"20240105093015", "202401050930", "20240105 093015", "20240105T093015Z", "20240105 09:30",
		"2024-01-05 00:00:00.0",
		"5 Jan 2024", "05 January 2024", "5-Jan-2024", "5 jan, 2024", "Jan 5, 2024", "January 5th, 2024",
		"Jan. 5 2024", "Jan-05-2024", "5th January 2024",
		"Fri, 5 Jan 2024 09:30:00 GMT", "Friday 5 January 2024", "2024-Jan-05", "5/Jan/2024", "Jan 5, 2024 3:04 PM",
		"Fri Jan 05 2024", "Fri Jan 05 2024 08:00:00 GMT+0800 (中国标准时间)", "Fri Jan 05 2024 08:00:00 GMT+0800 (China Standard Time)",
		"Fri Jan 05 08:00:00 CST 2024", "Fri Jan  5 08:00:00 2024", "Fri Jan 05 08:00:00 +0800 2024", "2024/01/05(五)", "2024/01/05（五）",
		"2024-01-05 (Fri)", "2024-01-05[五] 09:30", "2024年1月5日(星期五)", "2024/1/5（週五）", "2024-01-05 礼拜五",
		"/Date(1704429000000)/", "/Date(1704429000000+0800)/", "\\/Date(1704429000000)\\/",
		"民國113年1月5日", "民国113年01月05日", "民國 113/1/5", "民國113.01.05", "民國1130105", "中華民國113年1月5日 09:30", "令和6年1月5日", "113年1月5日", "113/01/05", "113.1.5", "113-01-05 09:30", "24年1月5日", "24年01月05号",
		" 2024-01-05\u200b", "\u30002024-01-05",
	}
	want, _ := civil.DateOf(2024, 1, 5)
	for _, s := range forms {
		if r := readDate(s); r.Day != want || r.Other != civil.NoDay || r.Order != intake.NoOrder {
			t.Errorf("%q: %v, want %v", s, r, want)
		}
	}
}

func TestNoDate(t *testing.T) {
	for _, s := range []string{
		"", "-", "2024", "2024-01", "2024年1月", "202401", "24-01-05", "24/1/5", "240105", "5/1/24", "Jan 2024", "5 Jan",
		"1月5日", "01-05",
		"2024-13-05", "2024-02-30", "2023-02-29", "2024-00-05", "2024-01-00", "20241305", "0001-01-01", "1800-01-01",
		"2500-01-01",
		"民國", "民國113年", "13年1月5日x", "1130105", "213/1/5", "49/1/5", "113/13/5", "113/1/32", "/Date()/", "/Date(x)/", "Fri Jan 05 08:00 X 99", "2024-01-055", "202401051", "2024010512", "2024-01-05x", "2024-01-05 25:00", "2024-01-05 09:60",
		"2024-01-05 9", "2024-01-05 09:",
		"2024-1/5", "2024-01-05 至 2024-02-05", "2024-01-05~2024-02-01", "2024-01-05 09:30 10:30", "yesterday", "昨天",
		"待定", "9:30", "Foo 5, 2024",
		"5 Ja 2024", "32/13/2024", "2024-01-05 +99:00", "abcdef", "2024年1月5日X", "2024-01-05T", "1 March", "2024-W01-5",
	} {
		if r := readDate(s); r.Day != civil.NoDay {
			t.Errorf("%q is read as %v", s, r.Day)
		}
	}
}

func TestDayAndMonth(t *testing.T) {
	tests := []struct {
		text       string
		day, other string
		order      intake.DateOrder
	}{
		{"03/04/2024", "2024-04-03", "2024-03-04", intake.NoOrder}, {"3-4-2024", "2024-04-03", "2024-03-04", intake.NoOrder},
		{"3.4.2024 10:30", "2024-04-03", "2024-03-04", intake.NoOrder}, {"13/04/2024", "2024-04-13", "", intake.DayFirst},
		{"04/13/2024", "2024-04-13", "", intake.MonthFirst}, {"04/04/2024", "2024-04-04", "", intake.NoOrder}, {"30/02/2024", "", "",
			intake.NoOrder},
		{"02/30/2024", "", "", intake.NoOrder}, {"31/04/2024", "", "", intake.NoOrder}, {"29/2/2024", "2024-02-29", "", intake.DayFirst},
	}
	for _, tt := range tests {
		if r := readDate(tt.text); r.Day.String() != tt.day || r.Other.String() != tt.other || r.Order != tt.order {
			t.Errorf("%s: %v %v %d", tt.text, r.Day, r.Other, r.Order)
		}
	}
}

func TestDayOfNumber(t *testing.T) {
	tests := []struct {
		coef     int64
		exp      int
		date1904 bool
		want     string
	}{
		{20240105, 0, false, "2024-01-05"}, {45296, 0, false, "2024-01-05"}, {4529675, -2, false, "2024-01-05"},
		{43834, 0, true, "2024-01-05"},
		{20240105093015, 0, false, "2024-01-05"}, {4529600, -2, false, "2024-01-05"}, {20000, 0, false, "1954-10-03"},
		{80000, 0, false, "2119-01-11"},
		{19999, 0, false, ""}, {80001, 0, false, ""}, {2024, 0, false, ""}, {202401, 0, false, ""}, {240105, 0, false,
			""}, {20241305, 0, false, ""},
		{202401055, -1, false, ""}, {20240105990000, 0, false, ""}, {-45296, 0, false, ""}, {0, 0, false, ""},
		{2024010, 1, false, ""}, {1, 100, false, ""},
	}
	for _, tt := range tests {
		if d := dayOfNumber(tt.coef, tt.exp, tt.date1904); d.String() != tt.want {
			t.Errorf("%d e%d: %s, want %s", tt.coef, tt.exp, d, tt.want)
		}
	}
}

// FuzzDate writes a day in each form and reads it back, and reads arbitrary text without harm.
func FuzzDate(f *testing.F) {
	for form := range uint8(14) {
		f.Add(int32(19727), form, "2024-01-05T09:30")
		f.Add(int32(19782), form, "29 Feb 2024")
	}
	first, _ := civil.DateOf(FirstYear, 1, 1)
	last, _ := civil.DateOf(LastYear, 12, 31)
	f.Fuzz(func(t *testing.T, n int32, form uint8, text string) {
		if d := civil.Day(n); d >= first && d <= last {
			y, m, dd := d.Date()
			s := writtenDate(y, m, dd, form)
			if r := readDate(s); r.Day != d && r.Other != d {
				t.Errorf("%q: %v, want %v", s, r, d)
			}
		}
		if r := readDate(text); r.Day != civil.NoDay && (r.Day < first || r.Day > last) {
			t.Errorf("%q: %v lies outside of the years allowed", text, r.Day)
		}
	})
}

func writtenDate(y, m, d int, form uint8) string {
	name := monthNames[m-1]
	switch form % 14 {
	case 1:
		return fmt.Sprintf("%d/%d/%d", y, m, d)
	case 2:
		return fmt.Sprintf("%d年%d月%d日", y, m, d)
	case 3:
		return fmt.Sprintf("%04d%02d%02d", y, m, d)
	case 4:
		return fmt.Sprintf("%d %s %d", d, name[:3], y)
	case 5:
		return fmt.Sprintf("%s %d, %d", name, d, y)
	case 6:
		return intaketest.Wide(fmt.Sprintf("%d.%d.%d", y, m, d))
	case 7:
		return fmt.Sprintf("%d/%d/%d", d, m, y)
	case 8:
		return fmt.Sprintf("%02d-%02d-%d 23:59", m, d, y)
	case 9:
		return fmt.Sprintf("%d-%02d-%02dT23:59:59.999Z", y, m, d)
	case 10:
		return fmt.Sprintf("%d年%02d月%02d日 下午3点5分", y, m, d)
	case 11:
		return fmt.Sprintf("%04d%02d%02d235959", y, m, d)
	case 12:
		return fmt.Sprintf("%d-%s-%d", d, name[:3], y)
	case 13:
		return fmt.Sprintf("周日 %d-%d-%d", y, m, d)
	}
	return fmt.Sprintf("%04d-%02d-%02d", y, m, d)
}
