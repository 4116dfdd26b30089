// Package intake holds what is said of a table on its way to records that can be graded: the roles of columns, the
// mapping of a table, the user's choices, the records, and the ledger of everything that could not be used.
//
// The way itself lies in the rooms below: package read reads cells, package header guesses the mapping, and package clean
// makes records and ledger of the rows. Here are values only; nothing is read or decided.
package intake

import "fenji/scoring/columns"

// A Role is what a column is for; package columns says all of the roles.
type Role = columns.Role

// The roles.
const (
	Ignore     = columns.RoleIgnore
	Other      = columns.RoleOther
	Customer   = columns.RoleCustomer
	Name       = columns.RoleName
	Date       = columns.RoleDate
	Days       = columns.RoleDays
	Visits     = columns.RoleVisits
	Amount     = columns.RoleAmount
	Order      = columns.RoleOrder
	Refund     = columns.RoleRefund
	Refunded   = columns.RoleRefunded
	Status     = columns.RoleStatus
	Department = columns.RoleDepartment
	Doctor     = columns.RoleDoctor
	Region     = columns.RoleRegion
	Birth      = columns.RoleBirth
	Age        = columns.RoleAge
	Sex        = columns.RoleSex
	Phone      = columns.RolePhone
	Item       = columns.RoleItem
	Rating     = columns.RoleRating
	AsOf       = columns.RoleAsOf
	Result     = columns.RoleResult
)

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
	WhyJoined   = "joined"   // other tables say it of the customer
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
	Made       bool     // of other columns; it stands in no file
}
