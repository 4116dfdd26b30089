package sheet

import "math/bits"

// bucketTexts is how many texts are compared with each other at a time: so few that all that is needed of them stays in
// the fastest cache.
const bucketTexts = 1 << 10

// doubles counts the texts that are there already.
func (d *dictionary) doubles() int {
	_, doubles := d.twins()
	return doubles
}

// twins finds the texts that are there more than once: for each text the first that is the same. It returns nil when
// there are none.
func (d *dictionary) twins() (first []uint32, doubles int) {
	hashes, order, ends := d.buckets()
	slots := make([]uint32, 4*bucketTexts) // open addressing: id + 1
	from := uint32(0)
	for _, end := range ends {
		if n := 2 * int(end-from); n > len(slots) {
			slots = make([]uint32, 1<<bits.Len(uint(n)))
		}
		clear(slots)
		mask := uint32(len(slots) - 1)
		for _, id := range order[from:end] {
			h := hashes[id]
			at := h & mask
			for ; slots[at] != 0; at = (at + 1) & mask {
				if other := slots[at] - 1; hashes[other] == h && d.text(other) == d.text(id) {
					if first == nil {
						first = identity(d.count)
					}
					first[id] = other
					doubles++
					break
				}
			}
			if slots[at] == 0 {
				slots[at] = id + 1
			}
		}
		from = end
	}
	return first, doubles
}

// buckets lays the texts out by the upper bits of their hashes, in the order of their ids: those of bucket i end before
// order[ends[i]].
func (d *dictionary) buckets() (hashes, order, ends []uint32) {
	width := max(1, bits.Len(uint(d.count/bucketTexts)))
	shift := 32 - width
	hashes, order, ends = make([]uint32, d.count), make([]uint32, d.count), make([]uint32, 1<<width)
	for id := range hashes {
		b := []byte(d.text(uint32(id)))
		h := d.hash(headOf(b), b)
		hashes[id] = h
		ends[h>>shift]++
	}
	sum := uint32(0)
	for i, n := range ends {
		ends[i], sum = sum, sum+n
	}
	for id, h := range hashes {
		at := &ends[h>>shift]
		order[*at] = uint32(id)
		*at++
	}
	return hashes, order, ends
}

func identity(n int) []uint32 {
	list := make([]uint32, n)
	for i := range list {
		list[i] = uint32(i)
	}
	return list
}

// settle leaves each text there once, numbered in order of first appearance. It returns the new number of each, or nil
// when they stay what they were.
func (d *dictionary) settle() (ids []uint32) {
	if !d.twice {
		return nil
	}
	d.twice, d.loose = false, false
	first, _ := d.twins()
	if first == nil {
		return nil
	}
	next := uint32(0)
	for id, same := range first {
		if int(same) != id {
			first[id] = first[same]
			continue
		}
		d.pages[next>>pageBits][next&(pageTexts-1)] = d.pages[id>>pageBits][id&(pageTexts-1)]
		first[id] = next
		next++
	}
	d.count = int(next)
	d.pages = d.pages[:(next+pageTexts-1)>>pageBits]
	return first
}

// renumber gives the cells that hold a text its new number.
func (t *Table) renumber(ids []uint32) {
	for _, c := range t.columns {
		for _, ch := range c.chunks {
			if ch == nil {
				continue
			}
			for i, k := range ch.kinds {
				switch {
				case k != Text && k != Error:
				case ch.wide != nil:
					ch.wide[i] = int64(ids[ch.wide[i]])
				default:
					ch.narrow[i] = int32(ids[ch.narrow[i]])
				}
			}
		}
	}
}
