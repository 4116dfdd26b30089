package intake

// An Answer is what the user said to an open question of package doubt, about a column or a file that Key names.
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
