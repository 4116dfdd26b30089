package sources

import "fenji/scoring/civil"

// Latest is the latest day of what people did and said, and NoDay when nothing tells one. Single days far behind the others
// are of slips, as in payments: at most a two-hundredth of them, more than 90 days after the next.
func (j *Joined) Latest(today civil.Day) civil.Day {
	latest := noDay
	for i := range j.Tables {
		if p := &j.Tables[i]; p.Kind == Touches || p.Kind == Voice {
			latest = max(latest, lastOf(p.Day, today))
		}
	}
	return latest
}

// farAfter is how many days behind the others a day is a slip.
const farAfter = 90

func lastOf(days []civil.Day, today civil.Day) civil.Day {
	n, low, high := 0, noDay, noDay
	for _, d := range days {
		if d != noDay {
			n++
			earlier(&low, d)
			high = max(high, d)
		}
	}
	if n < 20 {
		return high
	}
	counts := make([]int32, high-low+1)
	for _, d := range days {
		if d != noDay {
			counts[d-low]++
		}
	}
	most := max(1, (n+199)/200)
	top := make([]civil.Day, 0, most+1) // the latest ones, the last one first
	for d := high; len(top) <= most; d-- {
		for range min(int(counts[d-low]), most+1-len(top)) {
			top = append(top, d)
		}
	}
	slips := 0
	for k := 1; k <= most; k++ {
		if int(top[k-1]-top[k]) > farAfter {
			slips = k
		}
	}
	if slips == 0 && today != noDay && today != 0 {
		late := 0
		for late <= most && top[late] > today {
			late++
		}
		if late <= most {
			slips = late
		}
	}
	return top[slips]
}
