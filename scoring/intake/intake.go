// Package intake turns a table into records that can be graded, and keeps a ledger of everything that could not.
//
// [Guess] says what each column means, in which shape the table is (a row per visit or a row per customer), how a
// visit is counted, in which unit money is written and which day is the analysis date. It reads headers by one table of
// synonyms and lets the values speak where headers are silent. The user may overrule every part of the guess:
// [Mapping.With], [Mapping.WithShape].
//
// [Clean] then reads every row by that mapping. A row is used, or it repeats an earlier one, or it is set aside for the
// first of a table of reasons that applies; there is no fourth fate, and rows and money are conserved:
//
//	read = used + duplicates + set aside
//
// Nothing is repaired in silence. What is read generously (currency words, full-width digits, many forms of dates) is
// read only as far as one meaning is possible: 03/04/2024 without evidence in its column is set aside, a month without
// a day is no date, and "free" is no amount.
package intake

import (
	"sort"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
)

// A Role is what a column is for. Its value is the code used by the page contract.
type Role string

// The roles.
const (
	Ignore     Role = "ignore"     // not carried along
	Other      Role = "other"      // not understood or not needed; carried along
	Customer   Role = "customer"   // whom the row is about
	Name       Role = "name"       // the customer's name, next to an id
	Date       Role = "date"       // of the visit; of the last visit in the customer shape
	Days       Role = "days"       // ready R: days since the last purchase
	Visits     Role = "visits"     // ready F
	Amount     Role = "amount"     // of the visit; ready M in the customer shape
	Order      Role = "order"      // number of the order or bill
	Refund     Role = "refund"     // tells refunds from sales
	Refunded   Role = "refunded"   // sum given back of the amount beside it
	Status     Role = "status"     // tells visits that took place from those that did not, or were given back
	Department Role = "department" // department or branch
	Doctor     Role = "doctor"     // who served
	Region     Role = "region"     // where the customer is from
	Birth      Role = "birth"      // date of birth
	Age        Role = "age"        // in years
	Sex        Role = "sex"
	Phone      Role = "phone"        // names the customer where nothing better does
	Item       Role = "item"         // what was done or sold
	Rating     Role = "satisfaction" // what the customer thought of it
	AsOf       Role = "asof"         // analysis date
	Result     Role = "result"       // a result of an earlier grading: recognised, neither read nor carried along
)

// Roles lists them in the order in which a page offers them.
var Roles = [...]Role{
	Ignore, Other, Customer, Name, Date, Days, Visits, Amount, Order, Refund, Refunded, Status, Department, Doctor,
	Region, Birth, Age, Sex, Phone, Item, Rating, AsOf, Result,
}

// Single tells whether only one column may have the role. An order may have a status, its payment another.
func (r Role) Single() bool { return r != Ignore && r != Other && r != Result && r != Status }

// A Shape tells what a row of the table stands for.
type Shape string

// The shapes.
const (
	PerVisit    Shape = "visits"    // a row per visit: R, F and M are counted from the rows
	PerCustomer Shape = "customers" // a row per customer: R or the last date, F and M are ready
)

// A VisitRule tells how visits are counted in a table of the visit shape.
type VisitRule string

// The rules of counting visits.
const (
	ByDay   VisitRule = "day"   // distinct days on which the customer's net amount is positive
	ByOrder VisitRule = "order" // distinct order numbers with a positive net amount
	ByRow   VisitRule = "row"   // every row with a positive amount
)

// Why a column was taken for what it is.
const (
	WhyHeader   = "header"   // its header is known
	WhyValues   = "values"   // its values look so
	WhyPosition = "position" // it stands where such a column usually stands
	WhyUser     = "user"     // the user says so
	WhyNone     = "none"     // nothing speaks for any role
)

// A Column is one column of the table and what it was taken for.
type Column struct {
	Index      int    // 0-based
	Header     string // as it stands, trimmed; the letter of the column when there is no header row
	Role       Role
	Confidence int      // 0 … 100
	Why        string   // WhyHeader …
	Kind       string   // what most values are: date, number, money, text, or "" when there are none
	Filled     int      // cells that hold something
	Examples   []string // the first distinct values, at most 3
}

// Options are the user's choices about cleaning.
type Options struct {
	AsOf civil.Day    // analysis date; NoDay (or the zero Day, which no clinic means) leaves it to the data
	Unit decimal.Unit // unit of figures where the file states none; NoUnit is yuan

	Cleaning

	careful bool // for tests, see cleaner
}

// Records are the rows that can be graded, column by column.
type Records struct {
	Shape  Shape
	AsOf   civil.Day // NoDay only when the table has ready days and no date at all
	Visits VisitRule

	IDs      []string // the customers, normalised, in order of first appearance
	Customer []uint32 // index into IDs, one per used row
	Row      []uint32 // row of the table
	Day      []civil.Day
	Amount   []decimal.Money

	Days      []int32  // customer shape: ready R, NoDays when the row has none
	Frequency []int32  // customer shape: ready F
	Order     []uint32 // visit shape, when an order column is mapped: number of the order, 0 for none
}

// NoDays stands for "no ready days" in Records.Days.
const NoDays = -1 << 31

// A Sum counts rows and the money in them.
type Sum struct {
	Rows  int
	Money decimal.Money
}

// A Ledger tells the fate of every row that was read. Read = Used + Duplicates + Aside, in rows and in money.
type Ledger struct {
	Read, Used, Duplicates, Aside Sum
	Filled                        Sum     // rows used with a gap filled, and the money filled in, which Read and Used hold
	Entries                       []Entry // in row order
	Notices                       []scoring.Issue

	fences Fences // by which outliers were left out
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

// SortEntries puts entries into the order of their rows; those of one row keep theirs. What sorts few things, here and in
// other rooms, does it by package sort: a sort of slices is compiled anew for every type, which the page has to load.
func SortEntries(list []Entry) {
	sort.SliceStable(list, func(i, j int) bool { return list[i].Row < list[j].Row })
}
