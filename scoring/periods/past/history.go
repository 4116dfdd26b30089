package past

import (
	"strconv"
	"strings"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/sheet"
)

// A History is every customer's grades at several days, to be dropped next month in place of old workbooks. As a file it
// is csv: a row of the stamp, a row of headers, then a row for each customer and day, the days in order. The stamp ends
// with a sum of everything behind it: a spreadsheet that opens and saves such a file drops leading zeros and writes
// dates anew, and what was changed is refused.
type History struct {
	Stamp Stamp // its day is the last one
	Days  []Day
}

// A Day is the customers at a day.
type Day struct {
	Day  civil.Day
	Rows []Row
}

// historyMark begins a file, with the version behind it.
const historyMark = "fenji-history"

var historyHead = []string{"day", "customer", "grade", "r", "f", "m"}

// Encode writes a history. Money is in the currency's base unit. What a spreadsheet would take for a formula has an
// apostrophe before it, as everywhere in what is exported.
func Encode(h *History) []byte {
	var body []byte
	body = appendRow(body, historyHead)
	for _, d := range h.Days {
		for _, r := range d.Rows {
			days := ""
			if r.HasR {
				days = strconv.Itoa(int(r.R))
			}
			body = appendRow(body, []string{d.Day.String(), marked(r.ID), r.Grade, days, strconv.Itoa(int(r.F)), r.M.String()})
		}
	}
	head := []string{historyMark, Version}
	for _, f := range h.Stamp.fields() {
		head = append(head, f.code+"="+f.get())
	}
	out := append([]byte("\ufeff"), appendRow(nil, append(head, "sum="+sumOf(body)))...)
	return append(out, body...)
}

// marked guards an id, so that it can be taken back: an apostrophe of its own gets a second one.
func marked(id string) string {
	if strings.HasPrefix(id, "'") {
		return "'" + id
	}
	return sheet.Harmless(id)
}

func unmarked(s string) string { return strings.TrimPrefix(s, "'") }

// sumOf is FNV-1a of 64 bits.
func sumOf(b []byte) string {
	h := uint64(14695981039346656037)
	for _, c := range b {
		h = (h ^ uint64(c)) * 1099511628211
	}
	return strconv.FormatUint(h, 16)
}

func appendRow(b []byte, cells []string) []byte {
	for i, c := range cells {
		if i > 0 {
			b = append(b, ',')
		}
		if strings.ContainsAny(c, ",\"\r\n") || c != strings.TrimSpace(c) {
			b = append(b, '"')
			b = append(b, strings.ReplaceAll(c, `"`, `""`)...)
			b = append(b, '"')
		} else {
			b = append(b, c...)
		}
	}
	return append(b, '\r', '\n')
}

// IsHistory tells such a file by how it begins.
func IsHistory(data []byte) bool {
	return strings.HasPrefix(strings.TrimPrefix(string(data[:min(len(data), 32)]), "\ufeff"), historyMark+",")
}

// Decode reads a history. The error is an issue: a later version, or a file that was changed.
func Decode(data []byte) (*History, error) {
	if !IsHistory(data) {
		return nil, scoring.Issue{Code: Damaged}
	}
	c := csv{s: strings.TrimPrefix(string(data), "\ufeff")}
	head, ok := c.row()
	h := &History{}
	if err := h.readStamp(head, ok, c.s[c.at:]); err != nil {
		return nil, err
	}
	if names, ok := c.row(); !ok || strings.Join(names, ",") != strings.Join(historyHead, ",") {
		return nil, c.damaged()
	}
	for rows := 0; c.at < len(c.s); rows++ {
		if rows == mostRows {
			return nil, scoring.Issue{Code: TooLong}
		}
		cells, ok := c.row()
		if !ok || !h.take(cells) {
			return nil, c.damaged()
		}
	}
	for _, d := range h.Days {
		seen := map[string]bool{}
		for _, r := range d.Rows {
			if seen[r.ID] {
				return nil, scoring.Issue{Code: AnyoneTwice, Value: r.ID}
			}
			seen[r.ID] = true
		}
	}
	return h, nil
}

func (h *History) readStamp(head []string, ok bool, body string) error {
	fields := h.Stamp.fields()
	switch {
	case ok && len(head) > 1 && head[1] != Version && isNumber(head[1]):
		return scoring.Issue{Code: Newer, Value: head[1]}
	case !ok || len(head) != len(fields)+3 || head[1] != Version:
		return scoring.Issue{Code: Damaged, Cell: "A1"}
	}
	for i, f := range fields {
		if v, found := strings.CutPrefix(head[i+2], f.code+"="); !found || !f.set(v) {
			return scoring.Issue{Code: Damaged, Value: f.code}
		}
	}
	if head[len(head)-1] != "sum="+sumOf([]byte(body)) {
		return scoring.Issue{Code: Damaged, Cell: "A1"}
	}
	return h.Stamp.check()
}

// take takes up a row; false when it cannot be understood.
func (h *History) take(cells []string) bool {
	if len(cells) != len(historyHead) || cells[1] == "" {
		return false
	}
	day, err := civil.Parse(cells[0])
	n := len(h.Days)
	switch {
	case err != nil || day.String() != cells[0] || n > 0 && day < h.Days[n-1].Day || h.Stamp.AsOf != civil.NoDay && day > h.Stamp.AsOf:
		return false
	case n == 0 || day > h.Days[n-1].Day:
		h.Days = append(h.Days, Day{Day: day})
		n++
	}
	r := Row{ID: unmarked(cells[1]), Grade: cells[2]}
	if cells[3] != "" {
		if r.R, r.HasR = Whole(cells[3]); !r.HasR {
			return false
		}
	}
	var ok bool
	if r.F, ok = Whole(cells[4]); !ok {
		return false
	}
	if r.M, ok = moneyOf(cells[5], decimal.Yuan); !ok || r.ID == "" {
		return false
	}
	h.Days[n-1].Rows = append(h.Days[n-1].Rows, r)
	return true
}

// A csv is a text of comma separated values, strictly as Encode writes it (RFC 4180).
type csv struct {
	s    string
	at   int
	line int
}

func (c *csv) damaged() scoring.Issue {
	return scoring.Issue{Code: Damaged, Cell: "A" + strconv.Itoa(c.line)}
}

// row reads the next row; false when there is none, or it is not whole.
func (c *csv) row() (cells []string, ok bool) {
	c.line++
	for c.at < len(c.s) {
		cell, ok := c.cell()
		if !ok || len(cells) > 64 {
			return nil, false
		}
		cells = append(cells, cell)
		switch rest := c.s[c.at:]; {
		case strings.HasPrefix(rest, ","):
			c.at++
		case strings.HasPrefix(rest, "\r\n"):
			c.at += 2
			return cells, true
		default:
			return nil, false
		}
	}
	return nil, false
}

func (c *csv) cell() (string, bool) {
	rest := c.s[c.at:]
	if !strings.HasPrefix(rest, `"`) {
		end := strings.IndexAny(rest, ",\"\r\n")
		if end < 0 || rest[end] == '"' {
			return "", false
		}
		c.at += end
		return rest[:end], true
	}
	for i := 1; i < len(rest); i++ {
		if rest[i] != '"' {
			continue
		}
		if i+1 < len(rest) && rest[i+1] == '"' {
			i++
			continue
		}
		c.at += i + 1
		return strings.ReplaceAll(rest[1:i], `""`, `"`), true
	}
	return "", false
}
