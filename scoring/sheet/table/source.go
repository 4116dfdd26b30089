package table

// Info describes one sheet of a Book.
type Info struct {
	Name   string
	Hidden bool
}

// A Source is an opened file: its sheets are known, none is read yet.
type Source struct {
	Sheets []Info
	Read   func(i int) (*Table, error) // of a sheet that there is

	Encoding string // of a text, as Table.Encoding; "" of other files
	Unsure   bool
}
