package view

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"
	"strings"

	"fenji/scoring"
	"fenji/scoring/sheet"
)

// last is the key of a missing value; it comes last in either direction.
const last = math.MaxUint64

// sortBy sorts order by the customers' keys, stably, with a radix sort of 16-bit digits; digits in which all keys agree
// are skipped, so that a column of grades costs one pass.
func sortBy(order []uint32, keys []uint64, desc bool) []uint32 {
	var same, seen uint64 = math.MaxUint64, 0
	work := make([]uint64, len(order))
	for i, c := range order {
		k := keys[c]
		if desc && k != last {
			k = last - 1 - k
		}
		work[i] = k
		same &= k
		seen |= k
	}
	differs := same ^ seen
	other, otherWork := make([]uint32, len(order)), make([]uint64, len(order))
	count := make([]uint32, 1<<16)
	for shift := 0; shift < 64; shift += 16 {
		if differs>>shift&0xffff == 0 {
			continue
		}
		clear(count)
		for _, k := range work {
			count[k>>shift&0xffff]++
		}
		var at uint32
		for d, n := range count {
			count[d] = at
			at += n
		}
		for i, k := range work {
			d := k >> shift & 0xffff
			other[count[d]], otherWork[count[d]] = order[i], k
			count[d]++
		}
		order, other = other, order
		work, otherWork = otherWork, work
	}
	return order
}

// keysOf gives a sort key for every customer: smaller keys first, equal keys for equal values.
func (v *View) keysOf(col int) []uint64 {
	if keys, ok := v.ranks[col]; ok {
		return keys
	}
	var keys []uint64
	switch {
	case col == Customer:
		keys = textRanks(len(v.Result.Customers), func(i int) string { return v.Result.Customers[i].ID })
	case col >= Extra:
		keys = v.cellKeys(v.Extras[col-Extra])
	default:
		keys = make([]uint64, len(v.Result.Customers))
		for i := range keys {
			keys[i] = v.numberKey(i, col)
		}
	}
	v.ranks[col] = keys
	return keys
}

// numberKey is the key of the columns that hold a number, a date or a grade. Advice and note follow the grade and the
// reason they state.
func (v *View) numberKey(i, col int) uint64 {
	c, g := &v.Result.Customers[i], &v.Result.Graded[i]
	ungraded := g.Reason != scoring.None
	switch col {
	case LastPurchase:
		if c.Last == scoring.NoDay {
			return last
		}
		return signed(int64(c.Last))
	case RDays:
		if !c.HasR {
			return last
		}
		return signed(int64(c.R))
	case FVisits:
		return signed(int64(c.F))
	case MAmount:
		return signed(int64(c.M))
	case Note:
		if !ungraded {
			return last
		}
		return uint64(g.Reason)
	}
	if ungraded {
		return last
	}
	switch col {
	case RPoints, FPoints, MPoints:
		return v.pointsKey(i, scoring.Metric(col-RPoints))
	case Score:
		return signed(g.Score)
	}
	return uint64(g.Band)
}

// pointsKey orders points; raw points are the value itself and may be larger than a rescaled number can be.
func (v *View) pointsKey(i int, m scoring.Metric) uint64 {
	if v.Result.Profile.Metrics[m].Method == scoring.Raw {
		return v.numberKey(i, RDays+int(m))
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

// cellKeys orders the cells of a user's column: numbers, dates and times, texts, the rest; blanks last.
func (v *View) cellKeys(col int) []uint64 {
	cells := make([]sheet.Cell, len(v.Result.Customers))
	for i := range cells {
		cells[i] = v.Table.Cell(int(v.Result.Customers[i].Row), col)
	}
	texts := v.rankTexts(cells)
	keys := make([]uint64, len(cells))
	for i, c := range cells {
		switch c.Kind {
		case sheet.Empty:
			keys[i] = last
		case sheet.Number:
			keys[i] = floatKey(float(c.Number()))
		case sheet.Date, sheet.Time:
			day, ms := c.Date()
			if c.Kind == sheet.Time {
				day = 0
			}
			keys[i] = dateKeys + 1<<55 + uint64(int64(day)*86_400_000+int64(ms))
		case sheet.Bool:
			keys[i] = boolKeys
			if c.Bool() {
				keys[i]++
			}
		default:
			keys[i] = textKeys + texts[c.TextID()]
		}
	}
	return keys
}

// rankTexts ranks the distinct texts among cells.
func (v *View) rankTexts(cells []sheet.Cell) map[uint32]uint64 {
	seen := map[uint32]uint64{}
	var ids []uint32
	for _, c := range cells {
		if c.Kind != sheet.Text && c.Kind != sheet.Error {
			continue
		}
		if _, ok := seen[c.TextID()]; !ok {
			seen[c.TextID()] = 0
			ids = append(ids, c.TextID())
		}
	}
	for i, rank := range textRanks(len(ids), func(i int) string { return v.Table.String(ids[i]) }) {
		seen[ids[i]] = rank
	}
	return seen
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

// textRanks gives each of n texts its rank among the distinct ones, in byte order. Most are told apart by their first
// eight bytes, which a radix sort handles; only runs that agree there are compared in full.
func textRanks(n int, text func(int) string) []uint64 {
	prefix := make([]uint64, n)
	order := make([]uint32, n)
	for i := range order {
		var head [8]byte
		copy(head[:], text(i))
		prefix[i], order[i] = binary.BigEndian.Uint64(head[:]), uint32(i)
	}
	order = sortBy(order, prefix, false)
	for from := 0; from < n; {
		to := from + 1
		for to < n && prefix[order[to]] == prefix[order[from]] {
			to++
		}
		slices.SortStableFunc(order[from:to], func(a, b uint32) int { return strings.Compare(text(int(a)), text(int(b))) })
		from = to
	}
	ranks := make([]uint64, n)
	var rank uint64
	for i, c := range order {
		if i > 0 && cmp.Compare(text(int(c)), text(int(order[i-1]))) != 0 {
			rank++
		}
		ranks[c] = rank
	}
	return ranks
}
