package scoring

import "strings"

// A Code names a kind of problem. Codes are stable: tests, the page contract (#message[data-code]) and the catalogue of
// texts (package words, key "issue."+code) rely on them.
type Code string

// An Issue is a problem with an address: something in a file that the user can look at and mend. It is a user's fault
// or a property of the data, never a bug of ours; bugs are plain errors. It is an error too, for the cases in which
// there is no going on.
type Issue struct {
	Code  Code
	File  string   // file name, "" when it concerns no file
	Sheet string   // sheet name, "" for CSV or the whole file
	Cell  string   // A1 address, or "" for the whole sheet
	Value string   // what stands there, at most 64 runes
	Args  []string // further facts of the message as name, value, name, value …
}

// Error gives the code and the address, for logs and tests; what users read is rendered by package words.
func (i Issue) Error() string {
	var b strings.Builder
	b.WriteString(string(i.Code))
	for _, part := range []string{i.File, i.Sheet, i.Cell} {
		if part != "" {
			b.WriteByte(' ')
			b.WriteString(part)
		}
	}
	if i.Value != "" {
		b.WriteString(": " + i.Value)
	}
	return b.String()
}
