package view

import (
	"math"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/columns"
	"fenji/scoring/others"
	"fenji/scoring/profile"
	"fenji/scoring/sheet"
)

// last is the key of a missing value; it comes last in either direction.
const last = math.MaxUint64

// sort sorts customers by a key, stably.
func (v *View) sort(order []uint32, key func(i int) uint64, desc bool) {
	v.room.fit(len(order))
	front, back := v.room.front, v.room.back
	there, missing := 0, back.ids[:0]
	for _, c := range order {
		k := key(int(c))
		if k == last {
			missing = append(missing, c)
			continue
		}
		if desc {
			k = ^k
		}
		front.keys[there], front.ids[there] = k, c
		there++
	}
	copy(order[there:], missing)
	copy(order, radix(front.part(0, there), back.part(0, there)).ids)
}

// keyOf gives a customer's sort key in a column: smaller keys first, equal keys for equal values. It is nil for a column
// that is not there.
func (v *View) keyOf(col int) func(i int) uint64 {
	switch {
	case col < 0:
		return nil
	case col == columns.Customer:
		if v.idRanks == nil {
			all := make([]uint32, len(v.Result.Customers))
			for i := range all {
				all[i] = uint32(i)
			}
			v.idRanks = v.rank(all, len(all), func(i uint32) string { return v.Result.Customers[i].ID })
		}
		return func(i int) uint64 { return uint64(v.idRanks[i]) }
	case col >= columns.Extra+len(v.Extras):
		return v.addedKey(col)
	case col >= columns.Extra:
		if at := v.Extras[col-columns.Extra]; v.Others.Kind(at) == others.Sum {
			return v.sumKey(at)
		}
		return v.cellKey(v.Extras[col-columns.Extra])
	}
	return func(i int) uint64 { return v.numberKey(i, col) }
}

// numberKey is the key of the columns that hold a number, a date or a grade. Advice and note follow the grade and the
// reason they state.
func (v *View) numberKey(i, col int) uint64 {
	c, g := &v.Result.Customers[i], &v.Result.Graded[i]
	ungraded := g.Reason != scoring.None
	switch col {
	case columns.LastPurchase:
		if c.Last == civil.NoDay {
			return last
		}
		return signed(int64(c.Last))
	case columns.RDays:
		if !c.HasR {
			return last
		}
		return signed(int64(c.R))
	case columns.FVisits:
		return signed(int64(c.F))
	case columns.MAmount:
		return signed(int64(c.M))
	case columns.Note:
		if !ungraded {
			return last
		}
		return uint64(g.Reason)
	}
	if ungraded {
		return last
	}
	switch col {
	case columns.RPoints, columns.FPoints, columns.MPoints:
		return v.pointsKey(i, profile.Metric(col-columns.RPoints))
	case columns.Score:
		return signed(g.Score)
	}
	return uint64(g.Band)
}

// pointsKey orders points; raw points are the value itself and may be larger than a rescaled number can be.
func (v *View) pointsKey(i int, m profile.Metric) uint64 {
	if v.Result.Profile.Metrics[m].Method == profile.Raw {
		return v.numberKey(i, columns.RDays+int(m))
	}
	p, _ := v.Result.Points(i, m).Rescale(pointPlaces)
	return signed(p.Coef)
}

// pointPlaces is the most decimal places that a profile may give to points.
const pointPlaces = 6

// signed maps int64 to uint64 in the same order. Only the largest int64 meets last, and no amount comes near it.
func signed(n int64) uint64 { return uint64(n) ^ 1<<63 }

// The keys of a user's column begin with the numbers: the largest that a cell can hold, below 10^145, has the key
// 0xddf…, so the other kinds of cells follow from here, each with 56 bits of its own.
const (
	dateKeys = uint64(0xe0+iota) << 56
	textKeys
	boolKeys
)

// sumKey orders the sums of a column; who has none comes last.
func (v *View) sumKey(col int) func(i int) uint64 {
	return func(i int) uint64 {
		sum, there := v.Others.Sum(i, col)
		if !there {
			return last
		}
		return floatKey(float64(sum.Coef) * math.Pow10(-int(sum.Exp)))
	}
}

// cellKey orders the cells of a user's column: numbers, dates and times, texts, the rest; blanks last.
func (v *View) cellKey(col int) func(i int) uint64 {
	texts, known := v.textRanks[col]
	if !known {
		texts = v.rankTexts(col)
		v.textRanks[col] = texts
	}
	return func(i int) uint64 {
		c := v.first(i, col)
		switch c.Kind {
		case sheet.Empty:
			return last
		case sheet.Number:
			return floatKey(float(c.Number()))
		case sheet.Date, sheet.Time:
			day, ms := c.Date()
			if c.Kind == sheet.Time {
				day = 0
			}
			return dateKeys + 1<<55 + uint64(int64(day)*86_400_000+int64(ms))
		case sheet.Bool:
			if c.Bool() {
				return boolKeys + 1
			}
			return boolKeys
		}
		return textKeys + uint64(texts[c.TextID()])
	}
}

// first is the cell that a customer's column begins with: of a set, the latest of it.
func (v *View) first(i, col int) sheet.Cell {
	row := int(v.Result.Customers[i].Row)
	if v.Others.Kind(col) == others.Set {
		if row = v.Others.First(i, col); row < 0 {
			return sheet.Cell{}
		}
	}
	return v.Table.Cell(row, col)
}

// rankTexts ranks the texts that customers have in a column, by text id.
func (v *View) rankTexts(col int) []uint32 {
	var ids []uint32
	var seen []bool
	for i := range v.Result.Customers {
		c := v.first(i, col)
		if c.Kind != sheet.Text && c.Kind != sheet.Error {
			continue
		}
		if seen == nil {
			seen = make([]bool, v.Table.Texts())
		}
		if id := c.TextID(); !seen[id] {
			seen[id] = true
			ids = append(ids, id)
		}
	}
	return v.rank(ids, len(seen), v.Table.String)
}

// rank ranks the texts of ids, which are below n. The buffers are those of sorting.
func (v *View) rank(ids []uint32, n int, text func(id uint32) string) []uint32 {
	v.room.fit(len(ids))
	copy(v.room.front.ids, ids)
	r := ranking{text: text, front: v.room.front, back: v.room.back, ranks: make([]uint32, n)}
	r.rank(0, len(ids), 0)
	return r.ranks
}

func float(n sheet.Fixed) float64 {
	coef, exp := n.Parts()
	return float64(coef) * math.Pow10(exp)
}

// floatKey maps float64 to uint64 in the same order. Floats order a column for display; they decide nothing.
func floatKey(f float64) uint64 {
	b := math.Float64bits(f)
	if b>>63 == 1 {
		return ^b
	}
	return b | 1<<63
}
