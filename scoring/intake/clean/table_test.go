package clean

import (
	"testing"

	"fenji/scoring/civil"
	"fenji/scoring/intake"
	"fenji/scoring/intake/header"
	"fenji/scoring/sheet"
)

// clean guesses and cleans a table.
func clean(t testing.TB, table *sheet.Table, o intake.Options) (intake.Mapping, *intake.Records, *intake.Ledger) {
	t.Helper()
	m, err := header.Guess(table)
	if err != nil {
		t.Fatal(err)
	}
	r, l, err := Clean(table, m, o)
	if err != nil {
		t.Fatalf("%v in %+v", err, m.Columns)
	}
	return m, r, l
}

var noOptions = intake.Options{AsOf: civil.NoDay}
