package privacy

import "unicode/utf8"

// marks may stand between the groups of a number, several in a row. Loose ones stand there now and then, and oftener
// between figures: they join groups of 3, 4 and 4 alone.
var (
	marks = [...]string{" ", "-", ")", "(", "\u00a0", "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u3000", "\uff0d",
		"\uff08", "\uff09"}
	looseMarks = [...]string{".", "/", "_", "\u00b7", ",", ":", "~", "*", "'", "\uff0e", "\uff0f", "\uff0c", "\uff1a", "\uff5e"}
	unseen     = [...]string{"\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad"}
)

func (f *finder) markOf(list []string, i int) int {
	for _, m := range list {
		if len(f.s)-i >= len(m) && f.s[i:i+len(m)] == m {
			return len(m)
		}
	}
	return 0
}

// skip passes what nobody sees.
func (f *finder) skip(i int) int {
	for i < len(f.s) && f.s[i] >= utf8.RuneSelf {
		size := f.markOf(unseen[:], i)
		if size == 0 {
			break
		}
		i += size
	}
	return i
}

// gather takes up the groups of digits from i on and returns where they end. A group with too many digits is no number
// of the kinds sought, and ends the stretch.
func (f *finder) gather(i int) int {
	f.n = 0
	first, loose := 0, ""
	for f.n < mostGroups {
		g := group{from: i, first: first, loose: loose}
		for {
			at := f.skip(i)
			d, size := f.digit(at)
			if size == 0 || f.knownAt(at) > 0 {
				break
			}
			if g.n < longest {
				f.digits[first] = d
				first++
			}
			g.n++
			i = at + size
			g.to = i
		}
		if g.n > longest {
			return i
		}
		f.groups[f.n] = g
		f.n++
		var next int
		if next, loose = f.between(i); next == 0 {
			return i
		}
		i = next
	}
	return i
}

// between gives where the next group begins behind i, and the loose mark between; 0 when none follows.
func (f *finder) between(i int) (next int, loose string) {
	const most = 6
	next = f.skip(i)
	for range most {
		size := f.markOf(marks[:], next)
		if size == 0 {
			break
		}
		next = f.skip(next + size)
	}
	if next == f.skip(i) {
		size := f.markOf(looseMarks[:], next)
		loose = f.s[next : next+size]
		next = f.skip(next + size)
	}
	if _, size := f.digit(next); size == 0 || next == f.skip(i) || f.knownAt(next) > 0 {
		return 0, ""
	}
	return next, loose
}
