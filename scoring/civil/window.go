package civil

// A Window limits the days whose visits and money count. At most one of Days, Calendar and From/To is set; the zero
// Window is the whole history.
type Window struct {
	Days     int    // the last so many days, the analysis date being the last of them
	Calendar string // "month", "quarter" or "year": the calendar period that contains the analysis date
	From, To Day    // a fixed period, both days included
}

// Bounds returns the first and the last day of the window. limited is false when all days count; this is also so when
// the window hangs on an analysis date and there is none.
func (w Window) Bounds(asOf Day) (from, to Day, limited bool) {
	switch {
	case w == (Window{}):
		return NoDay, NoDay, false
	case w.Days == 0 && w.Calendar == "":
		return w.From, w.To, true
	case asOf == NoDay:
		return NoDay, NoDay, false
	case w.Days > 0:
		return asOf - Day(w.Days) + 1, asOf, true
	}
	y, m, _ := asOf.Date()
	months := map[string]int{"month": 1, "quarter": 3, "year": 12}[w.Calendar]
	first := (m-1)/months*months + 1
	last := first + months - 1
	from, _ = DateOf(y, first, 1)
	to, _ = DateOf(y, last, daysIn(y, last))
	return from, to, true
}
