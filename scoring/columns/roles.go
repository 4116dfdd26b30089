package columns

// A Role is what a column of a file is for. Its value is its code in the page's contract, and the key "role.CODE" of words
// names it.
type Role string

// The roles.
const (
	RoleIgnore     Role = "ignore"     // not carried along
	RoleOther      Role = "other"      // not understood or not needed; carried along
	RoleCustomer   Role = "customer"   // whom the row is about
	RoleName       Role = "name"       // the customer's name, next to an id
	RoleDate       Role = "date"       // of the visit; of the last visit in the customer shape
	RoleDays       Role = "days"       // ready R: days since the last purchase
	RoleVisits     Role = "visits"     // ready F
	RoleAmount     Role = "amount"     // of the visit; ready M in the customer shape
	RoleOrder      Role = "order"      // number of the order or bill
	RoleRefund     Role = "refund"     // tells refunds from sales
	RoleRefunded   Role = "refunded"   // sum given back of the amount beside it
	RoleStatus     Role = "status"     // tells visits that took place from those that did not, or were given back
	RoleDepartment Role = "department" // department or branch
	RoleDoctor     Role = "doctor"     // who served
	RoleRegion     Role = "region"     // where the customer is from
	RoleBirth      Role = "birth"      // date of birth
	RoleAge        Role = "age"        // in years
	RoleSex        Role = "sex"
	RolePhone      Role = "phone"        // names the customer where nothing better does
	RoleItem       Role = "item"         // what was done or sold
	RoleRating     Role = "satisfaction" // what the customer thought of it
	RoleAsOf       Role = "asof"         // analysis date
	RoleResult     Role = "result"       // a result of an earlier grading: recognised, neither read nor carried along
)

// What the values of a role have to be.
const (
	Dates   = "date"
	Numbers = "number"
)

// A Meaning is a role with all that is said of it.
type Meaning struct {
	Role   Role
	Holds  string // what its values have to be: Dates or Numbers; "": anything
	Many   bool   // several columns may have it
	Idle   bool   // it takes no part in what is done with the table
	Groups bool   // it parts the customers into a few groups: a side in the overview, a facet beside the list
}

// Meanings are the roles in the order in which they are offered. An order may have a status, its payment another.
var Meanings = [...]Meaning{
	{Role: RoleIgnore, Many: true, Idle: true},
	{Role: RoleOther, Many: true, Idle: true},
	{Role: RoleCustomer},
	{Role: RoleName},
	{Role: RoleDate, Holds: Dates},
	{Role: RoleDays, Holds: Numbers},
	{Role: RoleVisits, Holds: Numbers},
	{Role: RoleAmount, Holds: Numbers},
	{Role: RoleOrder},
	{Role: RoleRefund},
	{Role: RoleRefunded, Holds: Numbers},
	{Role: RoleStatus, Many: true},
	{Role: RoleDepartment, Groups: true},
	{Role: RoleDoctor, Groups: true},
	{Role: RoleRegion, Groups: true},
	{Role: RoleBirth, Holds: Dates},
	{Role: RoleAge, Holds: Numbers},
	{Role: RoleSex},
	{Role: RolePhone},
	{Role: RoleItem},
	{Role: RoleRating},
	{Role: RoleAsOf, Holds: Dates},
	{Role: RoleResult, Many: true, Idle: true},
}

// Meaning gives what is said of a role; ok is false for a code that is none.
func (r Role) Meaning() (m Meaning, ok bool) {
	for _, m := range Meanings {
		if m.Role == r {
			return m, true
		}
	}
	return Meaning{Role: r}, false
}

// Single tells whether only one column may have the role.
func (r Role) Single() bool {
	m, _ := r.Meaning()
	return !m.Many
}

// A Gap is a role whose blank cells can be filled. Who the customer is can never be filled in.
type Gap struct {
	Role    Role
	Zero    bool // it can be 0: no day is, and a visit of 0 days ago would be invented
	PerRow  bool // it is filled in a table of visits, too
	Missing string
	Filled  string
}

// Gaps are those roles, in the order in which settings name them, with the codes of the rows that lack a value and of
// those where one was filled in.
var Gaps = [...]Gap{
	{RoleAmount, true, true, "amount-missing", "amount-filled"},
	{RoleVisits, true, false, "visits-missing", "visits-filled"},
	{RoleDays, false, false, "days-missing", "days-filled"},
	{RoleDate, false, true, "date-missing", "date-filled"},
}

// Fills name what may be filled in; the first is nothing, which sets the row aside. Median and most frequent value are
// those of the rows that are used anyway.
var Fills = [...]string{"", "zero", "median", "most"}

// Fills names what may be filled in where the role has a gap.
func (g Gap) Fills() (names []string) {
	for i, name := range Fills {
		if i != 1 || g.Zero {
			names = append(names, name)
		}
	}
	return names
}
