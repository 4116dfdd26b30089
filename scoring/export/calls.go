package export

import "fenji/scoring/sheet"

// A Column is a column that a list has besides those of the graded sheet, between them and the user's own.
type Column struct {
	Header string
	Width  float64 // in characters
	Right  bool    // figures
	Value  func(customer int) sheet.Value
}
