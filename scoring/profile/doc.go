// Package profile holds the rules by which customers are graded, as data: how each metric becomes points, what the points
// weigh, which score earns which grade, and what to do about it.
//
// What goes in: a [Profile], built in Go or read from JSON ([Parse]). What comes out: the same rules in whole numbers
// ([Check]), in which scoring a customer is comparing and adding, and what the rules imply without any customer
// ([Profile.Unreachable]). What it refuses: a profile that says nothing sensible; the error names the field.
package profile
