// Package intake holds what is said of a table on its way to records that can be graded: the roles of columns, the
// mapping of a table, the user's choices, the records, and the ledger of everything that could not be used.
//
// The way itself lies in the rooms below: package read reads cells, package header guesses the mapping, and package clean
// makes records and ledger of the rows. Here are values only; nothing is read or decided.
package intake

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
	Made       bool     // of other columns; it stands in no file
}
