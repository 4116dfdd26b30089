package session

import (
	"strconv"
	"strings"

	"fenji/scoring/civil"
	"fenji/scoring/export"
	"fenji/scoring/intake"
	"fenji/scoring/protocol"
	"fenji/scoring/sheet"
	"fenji/scoring/sources"
)

// coarsened writes less exactly what others may know of customers, as the user chose where the smallest class is told: ages in
// tens, dates by month, no region. It holds for files that are covered; those for the clinic itself stay as they are. Days since
// the last visit are told by the month as well: with the analysis date they would give the day back.
func (s *Session) coarsened(m protocol.Export, e *export.Export) {
	if !covers(m) || m.Bands == (protocol.ClassWish{}) {
		return
	}
	e.ByMonth = m.Bands.Months
	e.Coarse = func(row, col int) (sheet.Value, bool) { return s.coarse(m.Bands, row, col) }
	if m.Bands.Months {
		byMonth(e.Near)
		byMonth(e.Behind)
	}
}

// covers tells whether a file hides who is who, and so may go to others.
func covers(m protocol.Export) bool { return m.Names != protocol.NamesAsTheyAre }

// byMonths tells whether a file may hold no days. Histories and calendars of persons are made of them, and are refused.
func byMonths(m protocol.Export) bool { return covers(m) && m.Bands.Months }

// monthIn cuts a day to its month; what is no day stays.
func monthIn(day string) string {
	if _, err := civil.Parse(day); err == nil {
		return day[:len("2006-01")]
	}
	return day
}

// coarse is what stands for a cell; false: the cell itself.
func (s *Session) coarse(b protocol.ClassWish, row, col int) (sheet.Value, bool) {
	c := s.mapping.Columns[col]
	head, _, _ := strings.Cut(c.Header, " / ")
	means := sources.Means(head)
	cell := s.table.Cell(row, col)
	switch {
	case cell.Kind == sheet.Empty:
	case b.NoRegion && (c.Role == intake.Region || means == sources.Region):
		return sheet.Blank, true
	case b.Ages && (c.Role == intake.Birth || means == sources.Birth):
		return sheet.Str(sources.BandOf(sources.YearsAt(s.dayIn(row, col), s.view.Result.AsOf))), true
	case b.Ages && (c.Role == intake.Age || means == sources.Age):
		if n, err := strconv.Atoi(s.table.Text(cell)); err == nil {
			return sheet.Str(sources.BandOf(n)), true
		}
	case b.Months && (cell.Kind == sheet.Date || c.Kind == "date" || c.Role == intake.Birth || means == sources.Birth):
		if day := s.dayIn(row, col); day != civil.NoDay {
			return sheet.Str(day.String()[:len("2006-01")]), true
		}
		return sheet.Blank, true // it cannot be told how exact it is
	}
	return sheet.Blank, false
}

// dayIn is the day that stands in a cell, NoDay where none can be read.
func (s *Session) dayIn(row, col int) civil.Day {
	cell := s.table.Cell(row, col)
	if cell.Kind == sheet.Date {
		day, _ := cell.Date()
		return day
	}
	return yearFirst(s.table.Text(cell))
}

// yearFirst reads a day that begins with its year: 1980-01-02, 1980/1/2, 1980年1月2日, 19800102.
func yearFirst(text string) civil.Day {
	parts := strings.FieldsFunc(text, func(r rune) bool { return r < '0' || r > '9' })
	if len(parts) > 0 && len(parts[0]) == 8 {
		parts = []string{parts[0][:4], parts[0][4:6], parts[0][6:]}
	}
	if len(parts) < 3 || len(parts[0]) != 4 || len(parts[1]) > 2 || len(parts[2]) > 2 {
		return civil.NoDay
	}
	var n [3]int
	for i := range n {
		n[i], _ = strconv.Atoi(parts[i])
	}
	day, _ := civil.DateOf(n[0], n[1], n[2])
	return day
}

// byMonth leaves the days out of added columns of dates.
func byMonth(list []export.Column) {
	for i := range list {
		value := list[i].Value
		list[i].Value = func(k int) sheet.Value {
			v := value(k)
			text := v.String()
			if len(text) < len("2006-01-02") {
				return v
			}
			if day, err := civil.Parse(text[:len("2006-01-02")]); err == nil {
				return sheet.Str(day.String()[:len("2006-01")])
			}
			return v
		}
	}
}
