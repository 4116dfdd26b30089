package sheet

import (
	"fenji/scoring/sheet/bounds"
	"fmt"
	"strings"
	"testing"
)

// TestWithout: what stood in a column is nowhere any more, and which of its cells were equal still is.
func TestWithout(t *testing.T) {
	text := "id,secret,x\n1,alpha,x\n2,beta,beta\n1,alpha,x\n3,,9\n4,7,7\n"
	b, err := Open("a.csv", strings.NewReader(text), int64(len(text)), bounds.Options{})
	if err != nil {
		t.Fatal(err)
	}
	full, err := b.Read(0)
	if err != nil {
		t.Fatal(err)
	}
	less := full.Without([]int{1}, 1)
	var rows []string
	for row := range less.Rows {
		rows = append(rows, fmt.Sprint(less.Text(less.Cell(row, 0)), less.Text(less.Cell(row, 1)), less.Text(less.Cell(row, 2))))
	}
	if got, want := strings.Join(rows, " "), "idsecretx 11x 22beta 11x 39 437"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	for id := range less.Texts() {
		if less.String(uint32(id)) == "alpha" {
			t.Error("the text is still there")
		}
	}
	if !less.SameRow(1, 3, 3) || less.SameRow(1, 2, 3) || full.Text(full.Cell(1, 1)) != "alpha" {
		t.Error("rows that were the same, or the table itself, changed")
	}
}
