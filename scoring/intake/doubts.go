package intake

import "fenji/scoring/decimal"

// A Doubt is an open question about a file: a choice that decides grades and that nothing in the file bears out, or
// something does not. Package doubt has the table of codes and answers.
type Doubt struct {
	Code      string
	Form      string        // which sentence of several that the code has; "" for the only one
	Key       string        // header or file that it is about; "" when the code can be asked once only
	Columns   []int         // of the table
	Rows      int           // that hang on it
	Money     decimal.Money // of these rows
	Foreign   bool          // Money is of other currencies: it tells what weighs more, and is no sum to be shown
	Meanwhile string        // the answer used now
	Answers   []string      // ids of answers; what stands behind a colon names a column, a currency …
	Args      []string      // of the sentence: name, value, name, value …
	Shown     []int         // rows of the table worth showing
}

// An Answer is what the user said to an open question, about a column or a file that Key names.
type Answer struct {
	Code, Key, ID string
}

// Answers are all of them, in the order in which they were given.
type Answers []Answer

// To is the answer to a question, "" when it has none. The last one counts.
func (a Answers) To(code, key string) string {
	for i := len(a) - 1; i >= 0; i-- {
		if a[i].Code == code && a[i].Key == key {
			return a[i].ID
		}
	}
	return ""
}

// A Ruling is what the user says a word of a column means.
type Ruling struct {
	Column int
	Value  string // as it stands; "" for a blank cell
	Fate   string // "counts", "void", "refund", "refunded", "topup", "spend" or "gift"
}

// ColumnWords are the words of a column that decide what a row counts as.
type ColumnWords struct {
	Column int
	Words  []Word
}

// A Word is what stands in such a column, and what is made of its rows.
type Word struct {
	Value string // as it stands; "" for a blank cell
	Rows  int
	Money decimal.Money // as written there
	Fate  string        // as Ruling.Fate
	Why   string
	Known bool
}
