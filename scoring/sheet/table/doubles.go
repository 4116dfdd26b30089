package table

import "math/bits"

// bucketTexts is how many texts are compared with each other at a time: so few that all that is needed of them stays in
// the fastest cache.
const bucketTexts = 1 << 10

// doubles counts the texts that are there already.
func (d *Dictionary) doubles() int {
	_, doubles := d.twins()
	return doubles
}

// twins finds the texts that are there more than once: for each text the first that is the same. It returns nil when
// there are none.
func (d *Dictionary) twins() (first []uint32, doubles int) {
	d.seal()
	order, ends := d.buckets()
	slots := make([]uint32, 4*bucketTexts) // open addressing: place in the bucket + 1
	from := uint32(0)
	for _, end := range ends {
		bucket := order[from:end]
		if from = end; 2*len(bucket) > len(slots) {
			slots = make([]uint32, 1<<bits.Len(uint(2*len(bucket))))
		}
		clear(slots)
		mask := uint32(len(slots) - 1)
	texts:
		for place, text := range bucket {
			at := uint32(text>>32) & mask
			for ; slots[at] != 0; at = (at + 1) & mask {
				other := bucket[slots[at]-1]
				if id, same := uint32(text), uint32(other); other>>32 == text>>32 && d.text(same) == d.text(id) {
					if first == nil {
						first = identity(d.count)
					}
					first[id] = same
					doubles++
					continue texts
				}
			}
			slots[at] = uint32(place) + 1
		}
	}
	return first, doubles
}

// buckets lays the texts out by the upper bits of their hashes, in the order of their ids, as hash<<32 | id: those of
// bucket i end before order[ends[i]].
func (d *Dictionary) buckets() (order []uint64, ends []uint32) {
	shift := 32 - max(1, bits.Len(uint(d.count/bucketTexts)))
	order, ends = make([]uint64, d.count), make([]uint32, 1<<(32-shift))
	for id := range uint32(d.count) {
		ends[d.entry(id).hash>>shift]++
	}
	sum := uint32(0)
	for i, n := range ends {
		ends[i], sum = sum, sum+n
	}
	for id := range uint32(d.count) {
		h := d.entry(id).hash
		at := &ends[h>>shift]
		order[*at] = uint64(h)<<32 | uint64(id)
		*at++
	}
	return order, ends
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
func (d *Dictionary) settle() (ids []uint32) {
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
		*d.entry(next) = *d.entry(uint32(id))
		first[id] = next
		next++
	}
	d.count = int(next)
	d.pages = d.pages[:(next+pageTexts-1)>>pageBits]
	return first
}

// renumber gives the cells that hold a text its new number.
func (t *Table) renumber(ids []uint32) {
	for _, c := range t.Columns {
		for _, ch := range c.chunks {
			if ch == nil {
				continue
			}
			for i, k := range ch.Kinds {
				switch {
				case k != Text && k != Error:
				case ch.wide != nil:
					ch.wide[i] = int64(ids[ch.wide[i]])
				default:
					ch.Narrow[i] = int32(ids[ch.Narrow[i]])
				}
			}
		}
	}
}
