package past

import (
	"strconv"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/columns"
	"fenji/scoring/decimal"
	"fenji/scoring/intake/read"
	"fenji/scoring/profile"
	"fenji/scoring/sheet"
	"fenji/scoring/words"
)

// A Row is a customer as it was graded.
type Row struct {
	ID    string
	R, F  int32
	HasR  bool
	M     decimal.Money
	Grade string // "" for none
}

// ReadGraded reads the customers back from an exported sheet. unit is that of its money, as the stamp says.
func ReadGraded(t *sheet.Table, unit string) ([]Row, error) {
	u, ok := unitOf(unit)
	at, found := graded(t)
	if !ok || !found {
		return nil, scoring.Issue{Code: NotGraded, Sheet: t.Sheet}
	}
	var list []Row
	seen := map[string]bool{}
	for row := 1; row < t.Rows; row++ {
		if t.Blank(row) {
			continue
		}
		r, bad := readRow(t, row, at, u)
		if bad >= 0 {
			return nil, t.Address(scoring.Issue{Code: Damaged, Value: t.Text(t.Cell(row, bad))}, row, bad)
		}
		if seen[r.ID] {
			return nil, t.Address(scoring.Issue{Code: AnyoneTwice, Value: r.ID}, row, at[columns.Customer])
		}
		seen[r.ID] = true
		list = append(list, r)
	}
	return list, nil
}

// graded finds the columns of the graded sheet by their headers in one of the languages, in the first row.
func graded(t *sheet.Table) (at [columns.Extra]int, found bool) {
	for _, lang := range words.Languages {
		for col := range at {
			at[col] = -1
			for c := range min(t.Cols, 64) {
				if t.Text(t.Cell(0, c)) == words.Text(lang, columns.Graded[col].Key) {
					at[col] = c
					break
				}
			}
		}
		if at[columns.Customer] >= 0 && at[columns.RDays] >= 0 && at[columns.FVisits] >= 0 && at[columns.MAmount] >= 0 &&
			at[columns.Grade] >= 0 {
			return at, true
		}
	}
	return at, false
}

// readRow reads a customer; bad is the column that cannot be understood, or -1.
func readRow(t *sheet.Table, row int, at [columns.Extra]int, u decimal.Unit) (r Row, bad int) {
	text := func(col int) string { return t.Text(t.Cell(row, at[col])) }
	if r.ID = read.ID(text(columns.Customer)); r.ID == "" {
		return r, at[columns.Customer]
	}
	if s := text(columns.RDays); s != "" {
		if r.R, r.HasR = Whole(s); !r.HasR {
			return r, at[columns.RDays]
		}
	}
	var ok bool
	if r.F, ok = Whole(text(columns.FVisits)); !ok {
		return r, at[columns.FVisits]
	}
	if r.M, ok = moneyOf(text(columns.MAmount), u); !ok {
		return r, at[columns.MAmount]
	}
	r.Grade = text(columns.Grade)
	return r, -1
}

// Whole reads a whole number.
func Whole(s string) (int32, bool) {
	n, err := strconv.ParseInt(s, 10, 32)
	return int32(n), err == nil
}

func moneyOf(s string, u decimal.Unit) (decimal.Money, bool) {
	d, err := decimal.Parse(s)
	if err != nil {
		return 0, false
	}
	return decimal.MoneyOf(d, u)
}

// Grade grades the customers of a file once more, so that they can be compared. The profile must be that of the stamp:
// where a grade comes out otherwise than the file says, the file was changed.
func Grade(rows []Row, p *profile.Profile, asOf civil.Day) (*scoring.Result, error) {
	result, err := GradeAnew(rows, p, asOf)
	if err != nil {
		return nil, err
	}
	if wrong, first := Differ(rows, result); wrong > 0 {
		return nil, scoring.Issue{Code: Damaged, Value: rows[first].ID}
	}
	return result, nil
}

// Where puts the address of a customer's grade into an issue.
func Where(t *sheet.Table, id string, i scoring.Issue) scoring.Issue {
	at, _ := graded(t)
	for row := 1; row < t.Rows; row++ {
		if read.ID(t.Text(t.Cell(row, max(0, at[columns.Customer])))) == id {
			return t.Address(i, row, max(0, at[columns.Grade]))
		}
	}
	return i
}

// Differ counts the customers whose grade is another one than a file says, and gives the first.
func Differ(rows []Row, r *scoring.Result) (n, first int) {
	for i := range rows {
		if r.Grade(i) != rows[i].Grade {
			if n++; n == 1 {
				first = i
			}
		}
	}
	return n, first
}

// GradeAnew grades the customers of a file that has no grades.
func GradeAnew(rows []Row, p *profile.Profile, asOf civil.Day) (*scoring.Result, error) {
	list := make([]scoring.Customer, len(rows))
	for i, r := range rows {
		list[i] = scoring.Customer{ID: r.ID, Last: civil.NoDay, R: r.R, HasR: r.HasR, F: r.F, M: r.M, Row: uint32(i)}
		if r.HasR && asOf != civil.NoDay {
			list[i].Last = asOf - civil.Day(r.R)
		}
	}
	return scoring.Score(list, p, asOf, scoring.Options{})
}
