package derive

import (
	"strings"
	"unicode/utf8"

	"fenji/scoring/intake"
)

// isMasked tells a name of which signs stand for what is hidden: 张**, J*** S****, 138****0000, 王某某.
func isMasked(s string) bool {
	return strings.Contains(s, "**") || strings.HasSuffix(s, "*") || strings.Contains(s, "×") || strings.Contains(s, "xxx") || strings.Contains(s, "XX") ||
		strings.Contains(s, "●") || strings.Contains(s, "○") || strings.HasSuffix(s, "某") || strings.Contains(s, "某某") || strings.Contains(s, "＊") ||
		strings.HasSuffix(s, "XX") || isTitled(s) || isInitials(s) || isRounded(s)
}

// isRounded tells a long number that a spreadsheet has written in short: 1.38E+10 is any number that begins with 138.
func isRounded(s string) bool {
	digits, power, ok := strings.Cut(s, "E+")
	return ok && len(digits) >= 3 && len(digits) < 9 && digits[1] == '.' && len(power) == 2 && power >= "08" && power <= "25" && strings.Trim(digits+power, ".0123456789") == ""
}

// isCut tells a whole number of more digits than a spreadsheet keeps, 15, all later ones of which are zeros.
func isCut(s string) (long, cut bool) {
	if len(s) < 16 || len(s) > 24 || strings.Trim(s, "0123456789") != "" {
		return false, false
	}
	return true, strings.Trim(s[15:], "0") == ""
}

// titles stand behind a family name in place of the name.
var titles = [...]string{"先生", "女士", "小姐", "太太", "阿姨", "叔叔", "大爷", "大妈", "奶奶", "爷爷", "老师", "师傅", "同学", "小朋友", "宝宝"}

// isTitled tells a family name with a title: 张先生, of whom there are many.
func isTitled(s string) bool {
	for _, title := range titles {
		if family, ok := strings.CutSuffix(s, title); ok && family != "" && utf8.RuneCountInString(family) <= 2 {
			return true
		}
	}
	return false
}

// isInitials tells a name of two or three initials: J. S., A.B.
func isInitials(s string) bool {
	n, dot := 0, false
	for _, part := range strings.FieldsFunc(s, func(r rune) bool { return r == '.' || r == ' ' }) {
		if n++; len(part) != 1 || part[0] < 'A' || part[0] > 'Z' {
			return false
		}
		dot = true
	}
	return dot && n >= 2 && n <= 3 && strings.Contains(s, ".")
}

// severalIDs tells whether more than one customer is named.
func (d *deriver) severalIDs(cust, digits int) bool {
	_, distinct := d.count(cust)
	return distinct > 1 && (digits > 16 || distinct >= fewShort)
}

// fewShort is how many numbers of one digit more than a spreadsheet keeps may all end in 0 by chance: the tenth of them does.
const fewShort = 5

// masked: names of which parts are hidden tell nobody apart.
func (d *deriver) masked(cust int) bool {
	rows, hidden, rounded, long, cut := 0, 0, 0, 0, 0
	example := ""
	var shown, shortened []int
	for row := d.from(); row < d.t.Rows && rows < 2000; row++ {
		if id := d.name(row, cust); id != "" {
			if rows++; isMasked(id) && !d.isTotal(row) {
				if hidden++; hidden == 1 {
					example = id
				}
				shown = append(shown, row)
				if isRounded(id) {
					rounded++
				}
			} else if is, short := isCut(id); is {
				if long++; short {
					cut++
				}
				if example == "" {
					example = id
				}
				if cut <= 20 {
					shortened = append(shortened, row)
				}
			}
		} else if rows == 0 && row > d.from()+200 {
			break
		}
		if rows == 60 && hidden+cut == 0 {
			return false
		}
	}
	short := long > 1 && cut == long && hidden == 0 && d.severalIDs(cust, len(example))
	if short {
		hidden, rounded, shown = cut, cut, shortened
	}
	if hidden == 0 || 10*hidden < 3*rows && rounded < 2 { // two cut numbers may be two people already
		return false
	}
	answers, meanwhile := []string{"keep"}, "keep"
	others := d.others(cust)
	for _, col := range others {
		answers = append([]string{columnID(cust, col), columnID(col)}, answers...)
		meanwhile = columnID(cust, col)
	}
	said := d.said("masked", meanwhile)
	q := intake.Doubt{Code: "masked", Columns: []int{cust}, Rows: hidden, Meanwhile: said, Answers: answers, Shown: shown[:min(len(shown), 20)],
		Args: append([]string{"header", d.m.Columns[cust].Header, "value", example}, d.aboutColumns(answers)...)}
	if short || isRounded(example) {
		q.Form = "rounded"
	}
	q.Money, _ = d.sum(d.m.Column(intake.Amount))
	d.ask(q)
	if cols := d.columnsIn(said, "pair"); len(cols) > 1 {
		d.pair(cols)
	} else if cols := d.columnsIn(said, "column"); len(cols) == 1 {
		d.give(cols[0], intake.Customer)
	}
	return true
}
