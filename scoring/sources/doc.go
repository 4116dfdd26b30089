// Package sources brings data of several kinds together: who customers are, what they do, what they pay, what they say.
//
// In go tables as they were read, with their mapping. [Recognise] says of which kind each is, by what its headers mean and
// what its values show. [Read] keeps of a table that is not of payments what can be counted later, an entry a row in a
// few bytes, so that the table itself can be let go. [Join] finds out whose the rows are: one person each, told by the
// identity by which payments tell their customers, or by another one that a list of people ties to it. Payments stay
// what they are: nothing here adds to their rows or money.
//
// A table that is of no kind is no error; it is said, and left out.
package sources

// A Kind is what a table is about. The texts are the codes of the page's contract.
type Kind string

// The kinds.
const (
	Ignore       Kind = "ignore" // of none, or left out
	People       Kind = "people"
	Payments     Kind = "payments"
	Appointments Kind = "appointments"
	Touches      Kind = "touches"
	Voice        Kind = "voice"
	Graded       Kind = "graded"
)

// Kinds lists them in the order in which they are offered.
var Kinds = [...]Kind{People, Payments, Appointments, Touches, Voice, Graded, Ignore}

// Is tells whether a text names a kind.
func Is(kind string) bool {
	for _, k := range Kinds {
		if string(k) == kind {
			return true
		}
	}
	return false
}
