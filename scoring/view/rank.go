package view

import (
	"math/bits"
	"slices"
	"strings"
)

// A ranking gives texts their ranks in byte order. Texts of one column look alike: C0000017 and C0000042 differ in the
// low four bits of a few bytes. So the bits in which texts differ, up to 64 of them, become a key, a radix sort orders
// the keys, and only texts whose keys agree are looked at again, further on.
type ranking struct {
	text        func(id uint32) string
	front, back run
	ranks       []uint32 // by id; equal texts have equal ranks
	next        uint32
}

// few is how many texts are sooner compared with one another than keyed.
const few = 200

// rank ranks the texts of front[from:to], which agree in their first skip bytes.
func (r *ranking) rank(from, to, skip int) {
	here := r.front.part(from, to)
	if len(here.ids) <= few {
		r.compare(here.ids)
		return
	}
	skip, list, covered := r.differences(here.ids, skip)
	if covered == 0 {
		r.compare(here.ids)
		return
	}
	for i, id := range here.ids {
		here.keys[i] = squeezed(rest(r.text(id), skip), list)
	}
	sorted := radix(here, r.back.part(from, to))
	copy(here.ids, sorted.ids)
	copy(here.keys, sorted.keys)
	for i, end := 0, 0; i < len(here.ids); i = end {
		for end = i + 1; end < len(here.keys) && here.keys[end] == here.keys[i]; end++ {
		}
		if end == i+1 {
			r.ranks[here.ids[i]] = r.next
			r.next++
			continue
		}
		r.rank(from+i, from+end, skip+covered)
	}
}

// compare ranks texts by comparing them.
func (r *ranking) compare(ids []uint32) {
	compare := func(a, b uint32) int { return strings.Compare(r.text(a), r.text(b)) }
	slices.SortFunc(ids, compare)
	for i, id := range ids {
		if i > 0 && compare(ids[i-1], id) != 0 {
			r.next++
		}
		r.ranks[id] = r.next
	}
	r.next++
}

func rest(s string, skip int) string { return s[min(skip, len(s)):] }

// A squeeze takes a few neighbouring bits out of one byte of a text.
type squeeze struct {
	at        int // byte, counted from where the texts begin to differ
	low, bits uint8
	mask      uint64
}

// squeezed makes a key of a text's first bytes. Behind its end a text has zeros.
func squeezed(s string, list []squeeze) uint64 {
	var key uint64
	for i := range list {
		q := &list[i]
		key <<= q.bits & 63
		if q.at < len(s) {
			key |= uint64(s[q.at]>>(q.low&7)) & q.mask
		}
	}
	return key
}

// glance is how many bytes of the texts are looked at together.
const glance = 32

// differences finds where texts differ that agree in their first skip bytes: how many more they agree in, what of the
// bytes from there on makes a key, and how many bytes the key covers. It covers none when they agree to their ends.
func (r *ranking) differences(ids []uint32, skip int) (agree int, list []squeeze, covered int) {
	for {
		differ, longer := r.look(ids, skip)
		first := slices.IndexFunc(differ[:], func(bits byte) bool { return bits != 0 })
		switch {
		case first >= 0:
			list, covered = squeezes(differ[first:])
			return skip + first, list, covered
		case !longer:
			return skip, nil, 0
		}
		skip += glance
	}
}

// look gives the bits in which texts differ, of a glance of bytes, and whether a text goes on behind them.
func (r *ranking) look(ids []uint32, skip int) (differ [glance]byte, longer bool) {
	var seen [glance]byte
	same := [glance]byte(slices.Repeat([]byte{0xff}, glance))
	for _, id := range ids {
		s := rest(r.text(id), skip)
		n := min(len(s), glance)
		longer = longer || len(s) > glance
		for i := range n {
			same[i] &= s[i]
			seen[i] |= s[i]
		}
		clear(same[n:])
	}
	for i := range differ {
		differ[i] = same[i] ^ seen[i]
	}
	return differ, longer
}

// squeezes makes room for as many of the differing bits as a key has, and tells how many bytes they cover.
func squeezes(differ []byte) (list []squeeze, covered int) {
	total := 0
	for at, mask := range differ {
		if mask == 0 {
			continue
		}
		low := bits.TrailingZeros8(mask)
		n := bits.Len8(mask) - low
		if total += n; total > 64 {
			return list, at
		}
		list = append(list, squeeze{at, uint8(low), uint8(n), 1<<n - 1})
	}
	return list, len(differ)
}
