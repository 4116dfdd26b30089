package samples

import (
	"strconv"

	"fenji/scoring/civil"
	"fenji/scoring/decimal"
)

// dice are random numbers with a seed of our own (SplitMix64), so that the samples never change with the Go release.
type dice uint64

func (d *dice) next() uint64 {
	*d += 0x9e3779b97f4a7c15
	z := uint64(*d)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// between gives a number from low to high, both included.
func (d *dice) between(low, high int) int {
	return low + int(d.next()%uint64(high-low+1))
}

// low gives a number from low to high that lies rather near low.
func (d *dice) low(low, high int) int {
	return min(d.between(low, high), d.between(low, high))
}

// once reports true in one of n cases.
func (d *dice) once(n int) bool { return d.between(1, n) == 1 }

// of picks one of the texts.
func (d *dice) of(list ...string) string { return list[d.between(0, len(list)-1)] }

// weighted picks an index with a chance in proportion to its weight.
func (d *dice) weighted(weights ...int) int {
	sum := 0
	for _, w := range weights {
		sum += w
	}
	at := d.between(1, sum)
	for i, w := range weights {
		if at -= w; at <= 0 {
			return i
		}
	}
	return len(weights) - 1
}

// shuffled gives the numbers 0…n-1 in random order.
func (d *dice) shuffled(n int) []int {
	order := make([]int, n)
	for i := range order {
		j := d.between(0, i)
		order[i], order[j] = order[j], i
	}
	return order
}

// day is a date that is known to exist.
func day(year, month, dayOfMonth int) civil.Day {
	d, ok := civil.DateOf(year, month, dayOfMonth)
	if !ok {
		panic("no such date")
	}
	return d
}

// cents writes an amount of hundredths.
func cents(n int) decimal.Decimal { return decimal.Decimal{Coef: int64(n), Exp: 2}.Trim() }

// digits writes a number with at least so many digits.
func digits(n, least int) string {
	s := strconv.Itoa(n)
	for len(s) < least {
		s = "0" + s
	}
	return s
}
