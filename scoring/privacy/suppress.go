package privacy

// SmallCount is the usual k: counts from 1 to 10 are hidden in what is meant for others.
const SmallCount = 11

// Suppress says which of the counts must not be shown to others when their total stands beside them: those from 1 to
// k-1 and, so that nobody works one of them out from the total, as many of the smallest others as it takes for the
// hidden ones to be at least two and at least k together. The total itself is hidden when it is small. Zeros are shown:
// they speak of nobody. Figures that belong to a hidden count, a share or a sum of money, have to be hidden with it.
func Suppress(counts []int, k int) (hidden []bool, total bool) {
	hidden = make([]bool, len(counts))
	number, sum, all := 0, 0, 0
	for i, n := range counts {
		all += n
		if small(n, k) {
			hidden[i] = true
			number, sum = number+1, sum+n
		}
	}
	if small(all, k) {
		return hidden, true // it cannot help anybody
	}
	for number > 0 && (number == 1 || sum < k) {
		i := smallest(counts, hidden)
		if i < 0 {
			return hidden, true
		}
		hidden[i] = true
		number, sum = number+1, sum+counts[i]
	}
	return hidden, false
}

func small(n, k int) bool { return n > 0 && n < k }

// smallest finds the smallest count that is shown and not zero; -1 when there is none.
func smallest(counts []int, hidden []bool) int {
	best := -1
	for i, n := range counts {
		if !hidden[i] && n > 0 && (best < 0 || n < counts[best]) {
			best = i
		}
	}
	return best
}

// Hidden says what of a table with totals must not be shown: Cells[row][column], the totals of Rows and of Columns, and
// the Total of all.
type Hidden struct {
	Cells         [][]bool
	Rows, Columns []bool
	Total         bool
}

// Any tells whether anything is hidden, so that it has to be said.
func (h Hidden) Any() bool {
	any := h.Total
	for i, row := range h.Cells {
		any = any || h.Rows[i]
		for _, hidden := range row {
			any = any || hidden
		}
	}
	for _, hidden := range h.Columns {
		any = any || hidden
	}
	return any
}

// SuppressTable is Suppress for a table whose rows and columns both have totals. No hidden figure can be worked out
// from those that are shown by adding and subtracting, and where a row or column has its total shown, what is hidden in
// it makes at least k together.
func SuppressTable(counts [][]int, k int) Hidden {
	m := newMargins(counts)
	for r, row := range m.count {
		for c, n := range row {
			m.hidden[r][c] = small(n, k)
		}
	}
	for m.close() || m.weigh(k) {
	}
	rows, cols := len(m.count)-1, len(m.count[0])-1
	h := Hidden{Total: m.hidden[rows][cols], Columns: m.hidden[rows][:cols]}
	for r := range rows {
		h.Cells, h.Rows = append(h.Cells, m.hidden[r][:cols]), append(h.Rows, m.hidden[r][cols])
	}
	return h
}

// margins is a table with its totals as a last row and a last column. In each row and in each column the total is the
// sum of the others, and that is all that a reader knows of the hidden figures. Take rows and columns for the points of
// a graph and hidden figures for its lines: then a figure can be worked out if and only if its line is on no circle.
type margins struct {
	count  [][]int
	hidden [][]bool
}

func newMargins(counts [][]int) *margins {
	cols := 0
	for _, row := range counts {
		cols = max(cols, len(row))
	}
	m := &margins{}
	last := make([]int, cols+1)
	for _, row := range counts {
		line := make([]int, cols+1)
		copy(line, row)
		for c, n := range row {
			line[cols] += n
			last[c] += n
		}
		last[cols] += line[cols]
		m.count = append(m.count, line)
	}
	m.count = append(m.count, last)
	for range m.count {
		m.hidden = append(m.hidden, make([]bool, cols+1))
	}
	return m
}

// close puts every hidden figure on a circle of hidden figures; it tells whether it had to hide more.
func (m *margins) close() (changed bool) {
	for r := range m.hidden {
		for c := range m.hidden[r] {
			if m.hidden[r][c] && m.circle(r, c) {
				changed = true
			}
		}
	}
	return changed
}

// circle finds the cheapest way from row r to column c that does not use the figure between them, and hides what lies
// on it. Where all of it is hidden already nothing changes. Distances settle after at most as many rounds as there are
// points.
func (m *margins) circle(r, c int) (changed bool) {
	rows, cols := len(m.count), len(m.count[0])
	if rows < 2 || cols < 2 {
		return false
	}
	const far = 1 << 60
	type point struct{ cost, from int }
	row, col := make([]point, rows), make([]point, cols)
	for i := range row {
		row[i] = point{far, -1}
	}
	for i := range col {
		col[i] = point{far, -1}
	}
	row[r].cost = 0
	for better := true; better; {
		better = false
		for i := range row {
			for j := range col {
				if i == r && j == c {
					continue
				}
				cost := m.cost(i, j)
				if d := row[i].cost + cost; row[i].cost < far && d < col[j].cost {
					col[j], better = point{d, i}, true
				}
				if d := col[j].cost + cost; col[j].cost < far && d < row[i].cost {
					row[i], better = point{d, j}, true
				}
			}
		}
	}
	for j := c; ; j = row[col[j].from].from {
		i := col[j].from
		changed = changed || !m.hidden[i][j]
		m.hidden[i][j] = true
		if i == r {
			return changed
		}
		k := row[i].from
		changed = changed || !m.hidden[i][k]
		m.hidden[i][k] = true
	}
}

// cost is what it costs to hide a figure: its count; totals are dear, and zeros, which hide little, dearer.
func (m *margins) cost(r, c int) int {
	const total, zero = 1 << 32, 1 << 40
	n := m.count[r][c]
	switch {
	case m.hidden[r][c]:
		return 0
	case n == 0:
		return zero
	case r == len(m.count)-1 || c == len(m.count[0])-1:
		return total + n
	}
	return 1 + n
}

// weigh hides more in the first row or column whose total is shown and in which what is hidden makes less than k.
func (m *margins) weigh(k int) (changed bool) {
	rows, cols := len(m.count), len(m.count[0])
	for r := range rows {
		if m.light(k, r, r, 0, cols-2, m.hidden[r][cols-1]) {
			return true
		}
	}
	for c := range cols {
		if m.light(k, 0, rows-2, c, c, m.hidden[rows-1][c]) {
			return true
		}
	}
	return false
}

func (m *margins) light(k, top, bottom, left, right int, total bool) (changed bool) {
	sum, r, c := 0, -1, -1
	for i := top; i <= bottom; i++ {
		for j := left; j <= right; j++ {
			switch n := m.count[i][j]; {
			case m.hidden[i][j]:
				sum += n
			case n > 0 && (r < 0 || n < m.count[r][c]):
				r, c = i, j
			}
		}
	}
	if total || !small(sum, k) || r < 0 {
		return false
	}
	m.hidden[r][c] = true
	return true
}
