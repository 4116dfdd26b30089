package civil

// A Window limits the days whose visits and money count. At most one of Days, Months, Calendar and From/To is set; the zero
// Window is the whole history.
type Window struct {
	Days     int    // the last so many days, the analysis date being the last of them
	Months   int    // the last so many months: the days after the one so many months before the analysis date
	Calendar string // "month", "quarter", "half" or "year": the calendar period that contains the analysis date
	From, To Day    // a fixed period, both days included
}

// Bounds returns the first and the last day of the window. limited is false when all days count; this is also so when
// the window hangs on an analysis date and there is none.
func (w Window) Bounds(asOf Day) (from, to Day, limited bool) {
	switch {
	case w == (Window{}):
		return NoDay, NoDay, false
	case w.Fixed():
		return w.From, w.To, true
	case asOf == NoDay:
		return NoDay, NoDay, false
	case w.Days > 0:
		return asOf - Day(w.Days) + 1, asOf, true
	case w.Months > 0:
		return asOf.AddMonths(-w.Months) + 1, asOf, true
	}
	y, m, _ := asOf.Date()
	months := map[string]int{"month": 1, "quarter": 3, "half": 6, "year": 12}[w.Calendar]
	first := (m-1)/months*months + 1
	last := first + months - 1
	from, _ = DateOf(y, first, 1)
	to, _ = DateOf(y, last, daysIn(y, last))
	return from, to, true
}

// Fixed tells that the window does not move with the analysis date: it has fixed ends, or there is none.
func (w Window) Fixed() bool { return w.Days == 0 && w.Months == 0 && w.Calendar == "" }

// Leaves gives the first day whose window no longer holds d, a day of the window of asOf, as the analysis date moves on.
// ok is false when d never leaves.
func (w Window) Leaves(d, asOf Day) (leaves Day, ok bool) {
	switch {
	case w.Days > 0:
		return d + Day(w.Days), true
	case w.Months > 0:
		leaves = d.AddMonths(w.Months)
		for leaves != NoDay && leaves.AddMonths(-w.Months) < d { // the 30th of January leaves a month's window on March 1
			leaves++
		}
		return leaves, leaves != NoDay
	case w.Fixed():
		return NoDay, false
	}
	_, to, limited := w.Bounds(asOf)
	return to + 1, limited
}
