// Package scoring grades customers by recency, frequency and monetary value (RFM).
//
// What goes in: customers (days since the last purchase, number of visits, money) and a [profile.Profile], which is data: how
// each metric becomes points, how points are weighted, which score earns which grade. What comes out: for every
// customer the points, the score, the grade, and why ([Result.Explain]). What it refuses: a profile that says nothing
// sensible ([profile.Parse] names the field). A customer whose values lie outside a profile's range is never dropped; it
// is ungraded and carries the reason.
//
// All arithmetic that decides a grade is exact: [decimal.Money] counts ten-thousandths of a yuan, weights and scores are
// decimals held as integers ([decimal.Decimal]). Floating point draws pictures only.
//
// # The river
//
// The product is a chain of functions from values to values. Each stage sits in a package of its own and knows only
// the stages before it:
//
//	file bytes
//	  sheet.Open      bytes → Table             columns of typed values, each cell with its address
//	  header.Guess    Table → Mapping           which column is what; the user may overrule
//	  derive.Apply    Table, Mapping → both     with columns made of those that are there
//	  clean.Clean     Table, Mapping → Records + Ledger
//	                                            rows read = used + duplicates + set aside + totals; money likewise
//	  rfm.Build       Records, window → []Customer
//	  scoring.Score   []Customer, Profile → Result
//	  view            Result → sorted and filtered windows of rows, facets, sums
//	  export, report  files and figures
//
// A profile is read, checked and worked out in package profile, its JSON in jsontext; profiles holds the built-in ones.
// Package words has the texts of both languages, protocol the messages of one sitting, session the sitting itself. Nothing
// here reads a clock, a global or the network, the terminal's room aside: the analysis date is an argument. What runs in the
// browser lies in wasm/. Each package is named with what it holds in README.md beside this file.
//
// The hard parts are the readers, which must take whatever a clinic's software wrote (sheet), and saying what a column
// means (intake/header).
package scoring
