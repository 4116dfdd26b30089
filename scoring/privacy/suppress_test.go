package privacy

import (
	"math/big"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
)

func TestSuppress(t *testing.T) {
	for _, c := range []struct {
		counts, want string // hidden counts in brackets, then whether the total is hidden
	}{
		{"40 50 60", "40 50 60"},
		{"40 5 60", "(40) (5) 60"},
		{"40 5 6 60", "40 (5) (6) 60"},
		{"40 5 5 60", "(40) (5) (5) 60"}, // two fives would be worked out to be ten, which is small itself
		{"0 12 10 0", "0 (12) (10) 0"},
		{"11 11", "11 11"},
		{"3 4", "(3) (4) total"},
		{"7", "(7) total"},
		{"0 7 0", "0 (7) 0 total"},
		{"0 0", "0 0"},
		{"", ""},
	} {
		var counts []int
		for _, f := range strings.Fields(c.counts) {
			n, _ := strconv.Atoi(f)
			counts = append(counts, n)
		}
		hidden, total := Suppress(counts, SmallCount)
		var got []string
		for i, n := range counts {
			s := strconv.Itoa(n)
			if hidden[i] {
				s = "(" + s + ")"
			}
			got = append(got, s)
		}
		if total {
			got = append(got, "total")
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: %s, want %s", c.counts, s, c.want)
		}
	}
}

func TestSuppressTable(t *testing.T) {
	show := func(counts [][]int) string {
		h := SuppressTable(counts, SmallCount)
		var lines []string
		for r, row := range counts {
			line := ""
			for c, n := range row {
				line += map[bool]string{true: "*", false: strconv.Itoa(n)}[h.Cells[r][c]] + " "
			}
			lines = append(lines, line+map[bool]string{true: "| *", false: "|"}[h.Rows[r]])
		}
		return strings.Join(lines, "\n")
	}
	for _, c := range []struct {
		name   string
		counts [][]int
		want   string
	}{
		{"nothing small", [][]int{{20, 30}, {40, 50}}, "20 30 |\n40 50 |"},
		{"a circle of four", [][]int{{5, 30, 90}, {40, 50, 95}, {80, 81, 82}}, "* * 90 |\n* * 95 |\n80 81 82 |"},
		{"the cheapest circle", [][]int{{5, 30, 90}, {99, 98, 97}, {20, 21, 82}}, "* * 90 |\n99 98 97 |\n* * 82 |"},
		{"small ones that protect each other", [][]int{{9, 8, 50}, {7, 6, 60}}, "* * 50 |\n* * 60 |"},
	} {
		if got := show(c.counts); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
	if h := SuppressTable([][]int{{20, 30}, {40, 50}}, SmallCount); h.Any() {
		t.Error("nothing is small, and something is hidden")
	}
	if h := SuppressTable(nil, SmallCount); h.Any() {
		t.Error("an empty table hides something")
	}
}

// TestNothingCanBeSubtracted draws tables and asks linear algebra, which knows nothing of circles: a hidden figure can
// be worked out exactly when its unit vector is a sum of multiples of the equations.
func TestNothingCanBeSubtracted(t *testing.T) {
	dice := rand.New(rand.NewPCG(4, 11))
	for range 600 {
		rows, cols := 1+dice.IntN(6), 1+dice.IntN(6)
		most := []int{3, 15, 60, 400}[dice.IntN(4)]
		counts := make([][]int, rows)
		for r := range counts {
			for range cols {
				counts[r] = append(counts[r], dice.IntN(most)*dice.IntN(2))
			}
		}
		h := SuppressTable(counts, SmallCount)
		checkTable(t, counts, h)
		if t.Failed() {
			t.Fatalf("counts %v\nhidden %+v", counts, h)
		}
		line := counts[0]
		hidden, total := Suppress(line, SmallCount)
		checkLine(t, line, hidden, total)
		if t.Failed() {
			t.Fatalf("counts %v hidden %v total %v", line, hidden, total)
		}
	}
}

func checkLine(t *testing.T, counts []int, hidden []bool, total bool) {
	number, sum, all := 0, 0, 0
	for i, n := range counts {
		all += n
		if hidden[i] {
			number, sum = number+1, sum+n
		} else if small(n, SmallCount) {
			t.Errorf("%d is shown", n)
		}
	}
	if !total && (number == 1 || small(sum, SmallCount) || small(all, SmallCount)) {
		t.Errorf("%d hidden counts make %d, of a total of %d that is shown", number, sum, all)
	}
}

func checkTable(t *testing.T, counts [][]int, h Hidden) {
	m := newMargins(counts)
	rows, cols := len(m.count), len(m.count[0])
	at := map[[2]int]int{} // the unknowns
	hidden := func(r, c int) bool {
		switch {
		case r == rows-1 && c == cols-1:
			return h.Total
		case r == rows-1:
			return h.Columns[c]
		case c == cols-1:
			return h.Rows[r]
		}
		return h.Cells[r][c]
	}
	for r := range rows {
		for c := range cols {
			if hidden(r, c) {
				at[[2]int{r, c}] = len(at)
			} else if small(m.count[r][c], SmallCount) {
				t.Errorf("%d at %d,%d is shown", m.count[r][c], r, c)
			}
		}
	}
	var equations [][]*big.Rat
	add := func(line [][2]int) {
		e := make([]*big.Rat, len(at))
		for i := range e {
			e[i] = new(big.Rat)
		}
		sum := 0
		for i, p := range line {
			if u, ok := at[p]; ok {
				e[u].SetInt64(1)
				if i == len(line)-1 {
					e[u].SetInt64(-1)
					sum = -1 << 40
				}
				sum += m.count[p[0]][p[1]]
			}
		}
		equations = append(equations, e)
		if small(sum, SmallCount) {
			t.Errorf("what is hidden in a line makes %d", sum)
		}
	}
	for r := range rows {
		var line [][2]int
		for c := range cols {
			line = append(line, [2]int{r, c})
		}
		add(line)
	}
	for c := range cols {
		var line [][2]int
		for r := range rows {
			line = append(line, [2]int{r, c})
		}
		add(line)
	}
	for _, u := range determined(equations, len(at)) {
		for p, i := range at {
			if i == u {
				t.Errorf("%d at %v can be worked out", m.count[p[0]][p[1]], p)
			}
		}
	}
}

// determined lists the unknowns that a system of linear equations fixes: by elimination, those that stand alone in a
// line.
func determined(e [][]*big.Rat, unknowns int) (fixed []int) {
	lead := 0
	for col := range unknowns {
		at := slices.IndexFunc(e[lead:], func(line []*big.Rat) bool { return line[col].Sign() != 0 })
		if at < 0 {
			continue
		}
		e[lead], e[lead+at] = e[lead+at], e[lead]
		scale := new(big.Rat).Inv(e[lead][col])
		for i := range e[lead] {
			e[lead][i].Mul(e[lead][i], scale)
		}
		for r := range e {
			if f := new(big.Rat).Set(e[r][col]); r != lead && f.Sign() != 0 {
				for i := range e[r] {
					e[r][i].Sub(e[r][i], new(big.Rat).Mul(f, e[lead][i]))
				}
			}
		}
		if lead++; lead == len(e) {
			break
		}
	}
	for _, line := range e {
		if n := slices.IndexFunc(line, func(x *big.Rat) bool { return x.Sign() != 0 }); n >= 0 &&
			!slices.ContainsFunc(line[n+1:], func(x *big.Rat) bool { return x.Sign() != 0 }) {
			fixed = append(fixed, n)
		}
	}
	return fixed
}
