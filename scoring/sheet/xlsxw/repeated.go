package xlsxw

// shared collects the texts that repeat. A text becomes shared when it is met for the second time, as a small table of
// fingerprints remembers; so a column of customer numbers leaves the places to the texts that profit.
type shared struct {
	slots []uint32 // open addressing: index + 1 of a text by its fingerprint, 0 when free
	List  []string
	bytes int
	seen  []uint32
	uses  int // cells that refer to a shared string
}

const (
	SharedTexts = 1 << 16
	sharedBytes = 16 << 20
	seenSlots   = 1 << 16
	indexPlaces = 2 * SharedTexts // at most half full
	mostProbes  = 64              // texts made to collide are not shared: they would cost time
)

func newShared() shared {
	return shared{slots: make([]uint32, indexPlaces), seen: make([]uint32, seenSlots)}
}

// index returns the index of a shared text; ok is false when it is to be written in its cell.
func (t *shared) index(s string) (i int, ok bool) {
	h := fingerprint(s)
	place, probes := h>>1%indexPlaces, 0
	for ; t.slots[place] != 0 && probes <= mostProbes; place = (place + 1) % indexPlaces {
		if i = int(t.slots[place] - 1); t.List[i] == s {
			t.uses++
			return i, true
		}
		probes++
	}
	if len(t.List) >= SharedTexts || t.bytes+len(s) > sharedBytes || probes > mostProbes {
		return 0, false
	}
	slot := &t.seen[h%seenSlots]
	if *slot != h {
		*slot = h
		return 0, false
	}
	i = len(t.List)
	t.List = append(t.List, s)
	t.slots[place] = uint32(i + 1)
	t.bytes += len(s)
	t.uses++
	return i, true
}

// fingerprint is FNV-1a: the same everywhere, because the bytes written depend on it.
func fingerprint(s string) uint32 {
	h := uint32(2166136261)
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h | 1
}
