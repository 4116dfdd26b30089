package read

import "strings"

// What may follow or precede a date and does not change it. The zone is not applied: a visit happened on the day that
// the clinic wrote down.
var (
	weekdays = strings.Split("星期一,星期二,星期三,星期四,星期五,星期六,星期日,星期天,礼拜一,礼拜二,礼拜三,礼拜四,礼拜五,礼拜六,礼拜日,礼拜天,週一,週二,週三,週四,週五,週六,週日,周一,周二,周三,周四,周五,周六,周日,周天,"+
		"monday,tuesday,wednesday,thursday,friday,saturday,sunday,montag,dienstag,mittwoch,donnerstag,freitag,samstag,sonntag,lundi,mardi,mercredi,jeudi,vendredi,samedi,dimanche,"+
		"lunes,martes,miércoles,jueves,viernes,sábado,domingo,lunedì,martedì,mercoledì,giovedì,venerdì,sabato,domenica,mo,di,mi,do,fr,sa,so,mon,tues,tue,wed,thurs,thur,thu,fri,sat,sun", ",")
	weekdaySigns = strings.Split("一,二,三,四,五,六,日,天,月,火,水,木,金,土,월,화,수,목,금,토,일", ",")
	dayParts     = strings.Split("上午,下午,早上,中午,晚上,凌晨,傍晚,早晨,夜间,오전,오후,午前,午后,午後,a.m.,p.m.,am,pm", ",")
	zones        = strings.Split("utc,gmt,cst,z", ",")
	ofYear       = []string{" г.", " г", "г."} // a year, in Russian
)

// isClock tells whether s, which follows a date, is nothing or a time of day, with the weekday, part of the day and
// zone that may stand around it.
func isClock(s string) bool {
	if s == "" {
		return true
	}
	for _, year := range ofYear {
		s = strings.TrimPrefix(s, year)
	}
	if compact, ok := strings.CutPrefix(s, "t"); ok && startsWithDigit(compact) {
		s = compact
	}
	if at := strings.IndexByte(s, '('); at > 0 && s[len(s)-1] == ')' && strings.ContainsAny(s[:at], "+-") {
		s = s[:at] // gmt+0800 (china standard time)
	}
	timed := false
	for {
		s = cutWeekdaySign(strings.TrimLeft(s, " "))
		s = strings.Trim(s, " ,()[]@")
		if s == "" {
			return true
		}
		if clock, ok := strings.CutPrefix(s, "at "); ok && !timed && startsWithDigit(clock) {
			s = clock
		}
		rest, ok := cutAny(s, weekdays)
		if !ok {
			rest, ok = cutAny(s, dayParts)
		}
		if !ok && !timed {
			rest, ok = cutTime(s)
			timed = ok
		} else if !ok {
			rest, ok = cutZone(s)
		}
		if !ok {
			return false
		}
		s = rest
	}
}

// cutWeekdaySign takes a weekday in brackets from the front of s that is one sign: (三).
func cutWeekdaySign(s string) string {
	if s == "" || s[0] != '(' && s[0] != '[' {
		return s
	}
	for _, w := range weekdaySigns {
		if rest, ok := strings.CutPrefix(s[1:], w); ok && rest != "" && (rest[0] == ')' || rest[0] == ']') {
			return rest[1:]
		}
	}
	return s
}

// skipWeekday drops a weekday in front of a date: "Fri, 5 Jan 2024".
func skipWeekday(s string) string {
	if rest, ok := cutAny(s, weekdays); ok {
		return strings.TrimLeft(rest, " ,.")
	}
	return s
}

func cutAny(s string, words []string) (rest string, ok bool) {
	if startsWithDigit(s) {
		return s, false
	}
	for _, w := range words {
		if rest, ok = strings.CutPrefix(s, w); ok && (w[0] >= 0x80 || letters(rest) == 0) {
			return rest, true
		}
	}
	return s, false
}

// timeMarks are what may stand behind hours, minutes and seconds.
var timeMarks = [3][]string{{":", "时", "点", "h"}, {":", "分", "'", "m"}, {"秒", "\"", "s"}}

// cutTime takes a time of day from the front of s: 9:05, 09:05:30.250, 9时05分, 9点, 093000, 9am.
func cutTime(s string) (rest string, ok bool) {
	if h, rest, ok := digits(s, 4, 6); ok && !startsWithDigit(rest) {
		hms := int64(h)
		if len(s)-len(rest) == 4 {
			hms *= 100
		}
		return rest, len(s)-len(rest) != 5 && validClock(hms/10000, hms/100%100, hms%100)
	}
	var at [3]int64
	parts := 0
	open := false // a colon asks for more
	rest = s
	for i := range at {
		n, after, found := digits(rest, 1, 2)
		if !found {
			break
		}
		at[i], rest, open = int64(n), after, false
		parts++
		mark := ""
		for _, m := range timeMarks[i] {
			if strings.HasPrefix(rest, m) {
				mark = m
				break
			}
		}
		rest = strings.TrimPrefix(rest, mark)
		open = mark == ":"
		if mark == "" && parts == 1 {
			trimmed := strings.TrimLeft(rest, " ")
			if !strings.HasPrefix(trimmed, "am") && !strings.HasPrefix(trimmed, "pm") {
				return s, false
			}
			break
		}
		if mark == "" {
			break
		}
		rest = strings.TrimLeft(rest, " ")
	}
	if parts == 0 || open || !validClock(at[0], at[1], at[2]) {
		return s, false
	}
	return cutFraction(rest, parts), true
}

// cutFraction drops the part of a second.
func cutFraction(s string, parts int) string {
	if parts < 3 || s == "" || s[0] != '.' && s[0] != ':' {
		return s
	}
	if rest := strings.TrimLeft(s[1:], "0123456789"); len(rest) < len(s)-1 {
		return rest
	}
	return s
}

// cutZone takes a zone or an offset such as +08:00 from the front of s.
func cutZone(s string) (rest string, ok bool) {
	if rest, ok = cutAny(s, zones); ok {
		return rest, true
	}
	if s[0] != '+' && s[0] != '-' {
		return s, false
	}
	h, rest, ok := digits(s[1:], 1, 2)
	if !ok || h > 14 {
		return s, false
	}
	rest = strings.TrimPrefix(rest, ":")
	if startsWithDigit(rest) {
		m, after, ok := digits(rest, 2, 2)
		return after, ok && m < 60
	}
	return rest, true
}

// IsTime tells a text that is a time of day and nothing else: 10:00:00, 9:30 PM.
func IsTime(s string) bool {
	if len(s) < 4 || len(s) > 16 || strings.IndexByte(s, ':') < 0 {
		return false
	}
	if s = strings.TrimSpace(Fold(s)); s == "" {
		return false
	}
	_, timed := cutTime(s)
	return timed && isClock(s)
}
