package table

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"
)

// TestGain: a gained column reads as one that was derived row by row, however it is read.
func TestGain(t *testing.T) {
	const rows, people, header = 3*ChunkRows/2 + 7, 900, 2
	base := &Table{Rows: rows, Dict: NewDictionary()}
	base.Set(header, 0, Text, int64(base.Dict.ID([]byte("id"))))
	base.Set(rows-1, 0, Number, int64(PackFixed(1, 0)))
	base.Finish()
	r, whose := rand.New(rand.NewPCG(3, 4)), make([]int32, rows)
	for i := range whose {
		whose[i] = int32(r.IntN(people+50)) - 50
		if whose[i] < 0 {
			whose[i] = -1
		}
	}
	value := func(who int) Derived {
		switch who % 5 {
		case 0:
			return Derived{Text: "t" + strconv.Itoa(who%7)}
		case 1:
			return Derived{IsNumber: true, Coef: int64(who) * 10, Exp: -2}
		case 2:
			return Derived{SameAs: Of(Date, PackDate(15000, int32(who)))}
		case 3:
			return Derived{Text: "id"}
		}
		return Derived{}
	}
	got := base.Gain(header, whose, people, []Gained{{"one", value}, {"two", func(who int) Derived { return value(who + 1) }}})
	var blank []int
	for row := range rows {
		if got.Blank(row) {
			blank = append(blank, row)
		}
	}
	if found := slices.Collect(got.Blanks(0)); !slices.Equal(found, blank) || len(blank) == 0 {
		t.Errorf("%d blank rows, want %d", len(found), len(blank))
	}
	for col, next := range []int{0, 1} {
		want := base.Derive(header, []string{"one", "two"}[col], func(row int) Derived {
			if whose[row] < 0 {
				return Derived{}
			}
			return value(int(whose[row]) + next)
		})
		same := func(row int, c Cell) {
			t.Helper()
			if w := want.Cell(row, 1); c.Kind != w.Kind || got.Text(c) != want.Text(w) || c.Kind != Text && c != w {
				t.Fatalf("row %d: %v, want %v", row, got.Text(c), want.Text(w))
			}
		}
		for row := range rows + 2 {
			same(row, got.Cell(row, col+1))
		}
		for _, from := range []int{0, header + 1, 70_000} {
			for row := from; row < rows; {
				s := got.Span(row, col+1)
				for i := range s.To - s.From {
					same(row+i, s.Cell(i))
				}
				row = s.To
			}
			if a, b := got.Filled(col+1, from), want.Filled(1, from); a != b {
				t.Errorf("%d cells from %d on, want %d", a, from, b)
			}
		}
	}
	if got.Own() != base.Own() || got.Cols != 3 || base.Cols != 1 || len(base.Columns) != 1 {
		t.Errorf("%d own of %d, %d before", got.Own(), got.Cols, base.Cols)
	}
}
