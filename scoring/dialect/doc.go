// Package dialect writes a profile as SQL, so that a warehouse grades its customers where they are, to the last digit as
// [scoring.Score] does.
//
// What goes in: a profile, the analysis date, what counts as a visit, and the SQL that is spoken ([Names]). What comes
// out: one script. It begins with what it was made from; then come a view of the visits, three lines of which are to be
// edited unless the relation is named; the statement that grades, the only one with a column "grade"; the cut points of
// ranked metrics, which a later month may keep; a check of rows and money; and a test of the tie rule on twelve
// customers whose points are known.
//
// The script is exact in every dialect because it counts in whole numbers: money in ten-thousandths, weights over a
// common power of ten, fifths by comparing 5(k−1) with i·n. It divides nothing. It ranks without sorting customers: it
// counts equal values, runs sums over the distinct ones, and compares each customer with the cut points. Where money
// has very many values, it counts them in buckets first and then only those inside buckets that a cut goes through.
//
// What it refuses: a profile unfit for scoring, and a relation that would end a statement. It does not pretend to clean
// texts: customers come out as they are written, and the check counts those that differ in case or spaces alone.
package dialect
