package csv

import (
	"bytes"
	"strings"
)

// A sum written as ¥1,020.00 without quotes makes one field of a csv record two. Where a record has more fields than the
// others, and there is one way only to put such parts together so that it has not, they are put together.

// tooMany deals with a record of more fields than usual: those beyond are in r.excess.
func (r *records) tooMany() {
	fields := make([]string, 0, r.usual+len(r.excess))
	for col := range r.usual {
		fields = append(fields, r.t.Text(r.t.Cell(r.row, col)))
	}
	fields = append(fields, r.excess...)
	r.excess = r.excess[:0]
	joined, ok := joinGroups(fields, r.usual)
	if !ok {
		for col := r.usual; col < len(fields); col++ {
			r.put(col, []byte(fields[col]))
		}
		return
	}
	r.t.Facts.NoteMended(r.row)
	for col, f := range fields[r.usual:] {
		if f != "" {
			r.filled = r.usual + col + 1
		}
	}
	for col, f := range joined {
		if f == "" && fields[col] != "" {
			r.t.Columns[col].Clear(r.row)
		}
		filled := r.filled
		r.put(col, []byte(f))
		r.filled = filled
	}
}

// beforeGroups is the number of fields of the first line of a sample, if all lines that have more have no more once the parts
// of numbers are put together; else it is the given one, of most lines.
func beforeGroups(sample []byte, usual int) int {
	first := 0
	for len(sample) > 0 {
		n := bytes.IndexAny(sample, "\r\n")
		if n < 0 {
			break // It may be cut off.
		}
		line := sample[:n]
		if sample = sample[n+1:]; len(line) == 0 {
			continue
		}
		fields := strings.Split(string(line), ",")
		if first == 0 {
			first = len(fields)
		}
		if _, ok := joinGroups(fields, first); len(fields) > first && !ok || first >= usual || bytes.IndexByte(line, '"') >= 0 {
			return usual
		}
	}
	return first
}

// joinGroups puts parts of numbers together, so that there are as many fields as usual. It is refused when there are several
// ways.
func joinGroups(fields []string, usual int) (joined []string, ok bool) {
	for _, f := range fields {
		last := len(joined) - 1
		if last >= 0 && opensGroups(joined[last]) && isGroup(f) {
			joined[last] += "," + f
			continue
		}
		joined = append(joined, f)
	}
	return joined, len(joined) == usual
}

// moneySigns may stand before a sum.
var moneySigns = []string{"¥", "￥", "$", "€", "£", "NT$", "HK$", "US$", "RMB", "CNY", "-", "+"}

// opensGroups tells whether a text is a number of up to three digits, or one of groups, without a fraction.
func opensGroups(s string) bool {
	s = strings.TrimSpace(s)
	for _, sign := range moneySigns {
		s = strings.TrimSpace(strings.TrimPrefix(s, sign))
	}
	first, rest, _ := strings.Cut(s, ",")
	for rest != "" {
		var group string
		if group, rest, _ = strings.Cut(rest, ","); len(group) != 3 || !digits(group) {
			return false
		}
	}
	return len(first) > 0 && len(first) <= 3 && first[0] != '0' && digits(first)
}

// isGroup tells whether a text is three digits, with or without a fraction.
func isGroup(s string) bool {
	s = strings.TrimSuffix(strings.TrimSpace(s), "元")
	whole, fraction, _ := strings.Cut(s, ".")
	return len(whole) == 3 && digits(whole) && digits(fraction)
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i]-'0' > 9 {
			return false
		}
	}
	return true
}
