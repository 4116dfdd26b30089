package table

// Below returns the table with some blank rows more at its end, for columns that Derive adds; t stays as it is.
func (t *Table) Below(rows int) *Table {
	n := *t
	n.Rows += rows
	return &n
}
