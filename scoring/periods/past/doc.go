// Package past is what a grading leaves behind for the next month: a stamp of fixed codes in the exported workbook
// ([Stamp], [ReadStamp]), the customers read back from it ([ReadGraded]), and a small history file of every customer's
// grades ([Encode], [Decode]).
//
// It refuses what would be compared wrongly: other rules or another currency, masked names, pseudonyms of another key, a
// file of a later version, and a history file that was changed since it was written, as a spreadsheet changes files that
// it opens and saves. Refusals are issues with a remedy.
package past
