package intake

import (
	"slices"
	"sort"
	"strconv"

	"fenji/scoring"
	"fenji/scoring/columns"
	"fenji/scoring/decimal"
	"fenji/scoring/sheet"
)

// A Sum counts rows and the money in them.
type Sum struct {
	Rows  int
	Money decimal.Money
}

// Add counts a row.
func (s *Sum) Add(m decimal.Money) {
	s.Rows++
	s.Money += m
}

// AddMany counts rows with their money together.
func (s *Sum) AddMany(rows int, m decimal.Money) {
	s.Rows += rows
	s.Money += m
}

// A Ledger tells the fate of every row that was read. Read = Used + Duplicates + Aside, in rows and in money.
type Ledger struct {
	Read, Used, Duplicates, Aside Sum
	Totals                        Sum        // rows that are sums of others, and repeated headers: Read has the rows, not the money
	Uncounted                     Sum        // of used rows, money written there that is not theirs: a repeated bill, a gift, stored value spent
	Refunds                       Sum        // rows by which money was given back, and that money, which Used is less by
	Filled                        Sum        // rows used with a gap filled, and the money filled in, which Read and Used hold
	TakenOff                      []TakenOff // rows used with a sum given back beside the amount, which is less by it; in row order
	Entries                       []Entry    // in row order
	Notices                       []scoring.Issue
	Words                         []ColumnWords // of columns that say what a row counts as
	Doubts                        []Doubt

	Currency string // of all money, a code of ISO 4217; "" where nothing names one
	Later    int    // dates later than today that are too many for slips: the clock is doubted, and nothing hangs on it
	Fences   Fences // by which outliers were left out
}

// TakenOff is a sum given back that was taken off the amount of its row.
type TakenOff struct {
	Row   uint32
	Money decimal.Money
}

// An Entry is a row that is not used, or that is used and deserves a look.
type Entry struct {
	Row    int // of the table, 0-based
	Col    int // the column at fault; -1: the row as a whole
	Code   scoring.Code
	Value  string        // what stands there, at most 64 runes
	Money  decimal.Money // of the row, 0 when it cannot be read
	Filled decimal.Money // of Money, what was filled in
	Of     int           // of a duplicate: the earlier row it repeats; otherwise -1
	Aside  bool          // the row is not used; Code tells a duplicate from a row set aside. false: only flagged
}

// Merged is one way to write the id of a merged customer or, where each row is a customer, one of the rows.
type Merged struct {
	Customer uint32 // index into Records.IDs
	Row      uint32 // of the table: the first one
	Rows     int32
	Money    decimal.Money // of these rows
	Again    bool          // it is not the first of its customer
}

// SortEntries puts entries into the order of their rows; those of one row keep theirs. What sorts few things, here and in
// other rooms, does it by package sort: a sort of slices is compiled anew for every type, which the page has to load.
func SortEntries(list []Entry) {
	sort.SliceStable(list, func(i, j int) bool { return list[i].Row < list[j].Row })
}

// IsFilled tells a row that is used with a gap filled.
func (e Entry) IsFilled() bool {
	return slices.ContainsFunc(columns.Gaps[:], func(g columns.Gap) bool { return g.Filled == string(e.Code) })
}

// Issue gives an entry its address. Its arguments are the row, the header of the column and, for a duplicate, the
// earlier row.
func (l *Ledger) Issue(t *sheet.Table, e Entry) scoring.Issue {
	i := t.Address(scoring.Issue{Code: e.Code, Value: e.Value}, e.Row, max(0, e.Col))
	_, _, row := t.Origin(e.Row)
	i.Args = []string{"row", strconv.Itoa(row + 1)}
	if e.Of >= 0 {
		file, _, row := t.Origin(e.Of)
		first := strconv.Itoa(row + 1)
		if file != i.File {
			first += " [" + file + "]"
		}
		i.Args = append(i.Args, "first", first)
	}
	return i
}

// IsTotal tells a row that is no data: a sum of other rows, or the headers again.
func (e Entry) IsTotal() bool { return e.Code == "total-row" || e.Code == "header-again" }
