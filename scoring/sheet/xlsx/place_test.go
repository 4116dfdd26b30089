package xlsx

import (
	"testing"

	"fenji/scoring/sheet/table"
)

func TestAddress(t *testing.T) {
	for _, c := range []struct {
		row, col int
		want     string
	}{{0, 0, "A1"}, {11, 5, "F12"}, {0, 25, "Z1"}, {0, 26, "AA1"}, {0, 701, "ZZ1"}, {0, 702, "AAA1"}, {1048575, 16383, "XFD1048576"}} {
		if got := table.Address(c.row, c.col); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
		r := Cells{}
		if !r.Place([]byte(c.want)) || r.Row != c.row || r.Col != c.col {
			t.Errorf("%s was read as %d, %d", c.want, r.Row, r.Col)
		}
	}
}
