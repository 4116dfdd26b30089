package sources

import (
	"strings"

	"fenji/scoring/civil"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

func (b *reader) person(r *Reading) {
	out := b.out
	out.Row = b.rows
	out.Mark = make([]uint64, len(b.rows))
	for i, row := range b.rows {
		for col := range b.v.T.Own() {
			out.Mark[i] = sheet.MixHash(out.Mark[i], b.v.T.Cell(int(row), col), col)
		}
	}
	if col := r.Column(Birth); col >= 0 {
		out.Birth = make([]civil.Day, len(b.rows))
		order := b.v.Order(col, b.from)
		for i, row := range b.rows {
			out.Birth[i] = noDay
			if d, st := b.v.Date(b.v.T.Cell(int(row), col), order); st == read.Readable {
				out.Birth[i] = d
			} else if n, st := b.v.Count(b.v.T.Cell(int(row), col)); st == read.Readable && n > 1900 && n < 2100 {
				out.Birth[i], _ = civil.DateOf(int(n), 7, 1) // a year alone: its middle
			}
		}
	}
	if col := r.Column(Age); col >= 0 {
		out.Age = make([]int16, len(b.rows))
		bands := 0
		for i, row := range b.rows {
			out.Age[i] = -1
			c := b.v.T.Cell(int(row), col)
			if n, ok := scoreOf(b.v, c); ok && n < 15_000 {
				out.Age[i] = int16(n / 100)
			} else if n, ok := plainNumber(strings.TrimSuffix(read.Fold(b.v.T.Text(c)), "岁")); ok && n < 15_000 {
				out.Age[i] = int16(n / 100)
			} else if c.Kind == sheet.Text {
				bands++
			}
		}
		if 2*bands > len(b.rows) {
			out.Age, out.AgeBand = nil, b.texts(col, func(s string) string { return s })
		}
	}
}

func (b *reader) touches(r *Reading) {
	out, n := b.out, len(b.rows)
	out.Touch = make([]Touch, n)
	if col := r.Column(TouchKind); col >= 0 {
		met := map[sheet.Cell]Touch{}
		b.each(col, func(i int, c sheet.Cell) {
			k, known := met[c]
			if !known {
				k = touchOf(read.Fold(b.v.T.Text(c)))
				met[c] = k
			}
			out.Touch[i] = k
		})
	}
	col, by := r.Column(Seconds), int32(1)
	if col < 0 {
		col, by = r.Column(Minutes), 60
	}
	if col >= 0 {
		out.Seconds = make([]int32, n)
		for i := range out.Seconds {
			out.Seconds[i] = -1
		}
		b.each(col, func(i int, c sheet.Cell) {
			if s, ok := secondsOf(b.v, c); ok {
				if c.Kind == sheet.Number {
					s = min(s, 1<<20) * by
				}
				out.Seconds[i] = s
			}
		})
	}
}

func (b *reader) voice(r *Reading) {
	out, n := b.out, len(b.rows)
	out.Row = b.rows
	for _, s := range [...]struct {
		field Field
		into  *[]int32
	}{{Rating, &out.Rating}, {Recommend, &out.Recommend}} {
		col := r.Column(s.field)
		if col < 0 {
			continue
		}
		list := make([]int32, n)
		for i := range list {
			list[i] = -1
		}
		b.each(col, func(i int, c sheet.Cell) {
			if score, ok := scoreOf(b.v, c); ok {
				list[i] = score
			}
		})
		*s.into = list
	}
	kind, complaint := r.Column(VoiceKind), r.Column(Complaint)
	if kind < 0 && complaint < 0 {
		return
	}
	out.Complaint = make([]bool, n)
	if complaint >= 0 {
		b.each(complaint, func(i int, c sheet.Cell) { out.Complaint[i] = complains(b.v, c) })
	}
	if kind >= 0 {
		b.each(kind, func(i int, c sheet.Cell) {
			word := read.Fold(b.v.T.Text(c))
			out.Complaint[i] = out.Complaint[i] || strings.Contains(word, "投诉") || strings.Contains(word, "complain")
		})
	}
}

// complains tells whether a cell of a column of complaints holds one: a yes, a number, or what it is about.
func complains(v *read.Values, c sheet.Cell) bool {
	switch c.Kind {
	case sheet.Bool:
		return c.Bool()
	case sheet.Number:
		coef, _ := c.Number().Parts()
		return coef != 0
	}
	word := read.Fold(v.T.Text(c))
	return !no.Has(word) && word != "" && !strings.HasPrefix(word, "无投诉") && !strings.HasPrefix(word, "未投诉") && !strings.HasPrefix(word, "no complaint")
}

// gradeColumn is the one of the results that holds grades: words of few signs.
func (b *reader) gradeColumn(r *Reading) int {
	for col := len(r.Columns) - 1; col >= 0; col-- {
		if r.Columns[col] != Result {
			continue
		}
		short, all := 0, 0
		met := map[sheet.Cell]bool{}
		b.each(col, func(_ int, c sheet.Cell) {
			all++
			if c.Kind == sheet.Text {
				if met[c] = true; len(b.v.T.Text(c)) <= 12 {
					short++
				}
			}
		})
		if all > 0 && short == all && len(met) <= 8 {
			return col
		}
	}
	return -1
}
