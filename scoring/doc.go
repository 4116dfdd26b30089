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
//	  sheet.Open     bytes → Table            columns of typed values, each cell with its address
//	  intake.Guess   Table → Mapping          which column is what; the user may overrule
//	  intake.Clean   Table, Mapping → Records + Ledger
//	                                          rows read = used + duplicates + set aside + totals; money likewise
//	  rfm.Build      Records, window → []Customer
//	  scoring.Score  []Customer, Profile → Result
//	  view           Result → sorted and filtered windows of rows, summaries, export rows
//
// A profile is read, checked and worked out in package profile, its JSON in jsontext; profiles holds the built-in ones; words the texts of both languages. Nothing below scoring/ reads a clock, a global or the network: the
// analysis date is an argument. Packages protocol and session hold the messages and one sitting. The browser side lives in wasm/: engine (a mailbox over the river, in a worker), page (the document), jsx (the few JavaScript things both need).
// The hard parts are the reader, which must take whatever a clinic's software wrote (scoring/sheet), and the order in
// which the page locks itself before it reads anything (web/static/boot.js).
package scoring
