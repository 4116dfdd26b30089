package goals

import (
	"math"
	"slices"

	"fenji/scoring/decimal"
	"fenji/scoring/models/numeric"
)

// A Table sets two properties of customers against each other.
type Table struct {
	Rows, Columns []string // Nobody's last
	Count         [][]int
	Money         [][]decimal.Money

	Verdict string // Chance, Differ or Few
	P, V    string // four digits; "" where nothing is told
	Exact   bool   // by Fisher's exact test
}

// What a table tells.
const (
	Chance = "chance" // such differences come about by chance
	Differ = "differ" // they hardly do
	Few    = "few"    // too few to tell
)

// Cross counts customers by two words each. order, where it is not nil, is that of the words it names; others follow, the
// most frequent first.
func Cross(n int, row, column func(i int) string, money func(i int) decimal.Money, rowOrder, columnOrder []string) *Table {
	t := &Table{}
	counts := [2]map[string]int{{}, {}}
	for i := range n {
		counts[0][orNobody(row(i))]++
		counts[1][orNobody(column(i))]++
	}
	t.Rows, t.Columns = inOrder(counts[0], rowOrder), inOrder(counts[1], columnOrder)
	at := [2]map[string]int{places0(t.Rows), places0(t.Columns)}
	t.Count, t.Money = make([][]int, len(t.Rows)), make([][]decimal.Money, len(t.Rows))
	for r := range t.Count {
		t.Count[r], t.Money[r] = make([]int, len(t.Columns)), make([]decimal.Money, len(t.Columns))
	}
	for i := range n {
		r, c := at[0][orNobody(row(i))], at[1][orNobody(column(i))]
		t.Count[r][c]++
		t.Money[r][c] += money(i)
	}
	t.judge()
	return t
}

func places0(list []string) map[string]int {
	at := map[string]int{}
	for i, w := range list {
		at[w] = i
	}
	return at
}

func inOrder(counts map[string]int, order []string) (list []string) {
	for _, w := range order {
		if counts[w] > 0 {
			list = append(list, w)
		}
	}
	for _, w := range sortedWords(counts) {
		if !slices.Contains(list, w) {
			list = append(list, w)
		}
	}
	return list
}

// known is the table without those of whom nothing is said.
func (t *Table) known() (counts [][]int) {
	for r, row := range t.Count {
		if t.Rows[r] == Nobody {
			continue
		}
		var list []int
		for c, n := range row {
			if t.Columns[c] != Nobody {
				list = append(list, n)
			}
		}
		counts = append(counts, list)
	}
	return counts
}

// judge tells whether the differences can be chance: Pearson's chi-squared where enough is expected in the cells (Cochran: less
// than one nowhere, less than five in at most a fifth), Fisher's exact test for two by two, and nothing otherwise.
func (t *Table) judge() {
	t.Verdict = Few
	counts := t.known()
	if len(counts) < 2 || len(counts[0]) < 2 {
		return
	}
	rows, columns, n := make([]int, len(counts)), make([]int, len(counts[0])), 0
	for r, row := range counts {
		for c, x := range row {
			rows[r], columns[c], n = rows[r]+x, columns[c]+x, n+x
		}
	}
	if n == 0 || slices.Contains(rows, 0) || slices.Contains(columns, 0) {
		return
	}
	square, small, tiny := 0.0, 0, 0
	for r, row := range counts {
		for c, x := range row {
			expected := float64(float64(rows[r])*float64(columns[c])) / float64(n)
			if expected < 5 {
				small++
			}
			if expected < 1 {
				tiny++
			}
			off := float64(x) - expected
			square += float64(off*off) / expected
		}
	}
	free := (len(rows) - 1) * (len(columns) - 1)
	two := len(rows) == 2 && len(columns) == 2
	p := 0.0
	switch {
	case tiny == 0 && 5*small <= len(rows)*len(columns):
		p = numeric.ChiSquareTail(square, free)
	case two:
		p, t.Exact = numeric.Fisher(counts[0][0], counts[0][1], counts[1][0], counts[1][1]), true
	default:
		return
	}
	t.P, t.V = places(p), places(math.Sqrt(square/float64(n)/float64(min(len(rows), len(columns))-1)))
	if t.Verdict = Chance; p < 0.05 {
		t.Verdict = Differ
	}
}
