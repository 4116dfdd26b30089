package sheet

// shared collects the texts that repeat. A text becomes shared when it is met for the second time, as a small table of
// fingerprints remembers; so a column of customer numbers leaves the places to the texts that profit.
type shared struct {
	ids   map[string]int
	list  []string
	bytes int
	seen  []uint32
	uses  int // cells that refer to a shared string
}

const (
	sharedTexts = 1 << 16
	sharedBytes = 16 << 20
	seenSlots   = 1 << 16
)

func newShared() shared { return shared{ids: map[string]int{}, seen: make([]uint32, seenSlots)} }

// index returns the index of a shared text; ok is false when it is to be written in its cell.
func (t *shared) index(s string) (i int, ok bool) {
	if i, ok = t.ids[s]; ok {
		t.uses++
		return i, true
	}
	if len(t.list) >= sharedTexts || t.bytes+len(s) > sharedBytes {
		return 0, false
	}
	h := fingerprint(s)
	slot := &t.seen[h%seenSlots]
	if *slot != h {
		*slot = h
		return 0, false
	}
	i = len(t.list)
	t.ids[s] = i
	t.list = append(t.list, s)
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
