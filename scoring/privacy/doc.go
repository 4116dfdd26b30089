// Package privacy keeps persons out of sight. It knows which columns of a table name a person ([Columns]) and finds the
// numbers that do wherever they hide, in free text too ([Find]): identity cards, telephones, e-mail addresses, bank
// cards. It puts masks over them for the screen ([Mask], [Veil]), puts codes in their place for those who go on working
// with the figures ([Pseudonyms]), and hides counts that are so small that they speak of single persons ([Suppress],
// [SuppressTable]).
//
// What goes in: a table, how it is understood, a key. What comes out: values. It draws no random numbers and keeps
// nothing: the key of the pseudonyms is an argument. What it refuses: a key file that was changed or is of a later
// version.
//
// A recogniser errs on the side of hiding: a number of eleven digits that begins like a mobile telephone is one. Where
// a number has a check digit, the digit decides.
package privacy
