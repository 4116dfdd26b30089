package sources

import "strings"

// placeOf cuts an address down to its district, or town where it names none: where exactly somebody lives is not needed, and
// tells who it is. What is no address stays. "" for an address that names no district.
func placeOf(s string) string {
	if !strings.ContainsAny(s, "省市区县旗路街道号栋室村镇") {
		return westernPlace(s)
	}
	town := 0
	for i, r := range s {
		end := i + len(string(r))
		switch before := s[:i]; {
		case r == '区' && endsIn(before, "自治", "小", "社", "园", "地"), strings.HasPrefix(s[end:], "场"):
		case i == 0, r != '市' && (strings.HasPrefix(s[end:], "路") || strings.HasPrefix(s[end:], "街") || strings.HasPrefix(s[end:], "前")): // 县前街, 红旗路
		case r == '区' || r == '县' || r == '旗':
			return s[:end]
		case r == '市' && i > 0:
			town = end
		}
	}
	switch {
	case town > 0:
		return s[:town]
	case strings.ContainsAny(s, "0123456789路街号栋室"):
		return ""
	}
	return s
}

func endsIn(s string, tails ...string) bool {
	for _, t := range tails {
		if strings.HasSuffix(s, t) {
			return true
		}
	}
	return false
}

// westernPlace leaves the lines of an address out that have a number, and what stands before them.
func westernPlace(s string) string {
	parts := strings.Split(s, ",")
	if s = strings.TrimSpace(s); len(parts) == 1 && (s != "" && s[0]-'0' < 10 || len(strings.Fields(s)) > 3 && strings.ContainsAny(s, "0123456789")) {
		return "" // a street and its number, without a line that could be left out
	}
	if len(parts) == 1 {
		return s
	}
	from := 0
	for i, p := range parts {
		if strings.ContainsAny(p, "0123456789") && (i == 0 || i < len(parts)-1) {
			from = i + 1
		}
	}
	last := strings.Fields(parts[len(parts)-1]) // a code of the post
	for len(last) > 0 && strings.ContainsAny(last[len(last)-1], "0123456789") {
		last = last[:len(last)-1]
	}
	parts[len(parts)-1] = strings.Join(last, " ")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return strings.Trim(strings.Join(parts[from:], ", "), ", ")
}
