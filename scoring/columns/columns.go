// Package columns says once what columns are. Those of a graded sheet: their order, their headers, how wide they are and on
// which side their cells stand (columns.go). Those of a file: the roles that they can have, what the values of a role have to
// be, and whose gaps can be filled with what (roles.go). Intake, session, export, project files and page take it from here. It
// decides nothing and imports nothing.
package columns

// The columns of the graded sheet, in the order of the page contract. The user's other columns follow from Extra on.
const (
	Customer = iota
	LastPurchase
	RDays
	FVisits
	MAmount
	RPoints
	FPoints
	MPoints
	Score
	Grade
	Advice
	Note
	Extra
)

// A Column is one of them.
type Column struct {
	Key    string  // of the text of its header
	Width  float64 // in characters of a sheet's default font
	Right  bool    // dates and numbers, which stand to the right
	Centre bool
}

// Graded are the columns in their order.
var Graded = [Extra]Column{
	Customer:     {"export.col.customer", 18, false, false},
	LastPurchase: {"export.col.last", 14, true, false},
	RDays:        {"export.col.rdays", 14, true, false},
	FVisits:      {"export.col.fvisits", 11, true, false},
	MAmount:      {"export.col.mamount", 15, true, false},
	RPoints:      {"export.col.rpoints", 10, true, false},
	FPoints:      {"export.col.fpoints", 10, true, false},
	MPoints:      {"export.col.mpoints", 10, true, false},
	Score:        {"export.col.score", 12, true, false},
	Grade:        {"export.col.grade", 12, false, true},
	Advice:       {"export.col.advice", 44, false, false},
	Note:         {"export.col.note", 24, false, false},
}
