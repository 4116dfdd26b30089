package tally_test

import (
	"bytes"
	"fmt"
	"math/bits"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"fenji/scoring/report"
	"fenji/scoring/report/tally"
)

// lianyungang's cuts, which bars end at: days up to and visits up to.
var (
	dayCuts   = []int{30, 90, 180, 365}
	visitCuts = []int{1, 3, 6, 9}
)

// span are bars of an axis that a count covers.
type span struct{ from, to int }

// An attack knows the figures that a report shows and asks whether others follow from them by adding and subtracting. It
// counts in a prime field, in which that is linear algebra.
type attack struct {
	n    int // unknown counts: days by visits
	rows [][]uint64
}

const modulus = 1<<61 - 1

func mul(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	_, rest := bits.Div64(hi%modulus, lo, modulus)
	return rest
}

func power(b, e uint64) uint64 {
	out := uint64(1)
	for ; e > 0; e >>= 1 {
		if e&1 == 1 {
			out = mul(out, b)
		}
		b = mul(b, b)
	}
	return out
}

// reduce takes away from a row what the known rows tell; nothing is left of what follows from them.
func (a *attack) reduce(row []uint64) int {
	for _, known := range a.rows {
		lead := 0
		for known[lead] == 0 {
			lead++
		}
		if by := row[lead]; by != 0 {
			for i := lead; i < a.n; i++ {
				row[i] = (row[i] + mul(modulus-by, known[i])) % modulus
			}
		}
	}
	for i, v := range row {
		if v != 0 {
			return i
		}
	}
	return -1
}

func (a *attack) learn(row []uint64) {
	lead := a.reduce(row)
	if lead < 0 {
		return
	}
	by := power(row[lead], modulus-2)
	for i := range row {
		row[i] = mul(row[i], by)
	}
	for _, known := range a.rows { // so that each leads alone
		if by := known[lead]; by != 0 {
			for i := range known {
				known[i] = (known[i] + mul(modulus-by, row[i])) % modulus
			}
		}
	}
	a.rows = append(a.rows, row)
}

// TestTogether: no count below the threshold that a part of the report hides follows from all its other parts.
func TestTogether(t *testing.T) {
	const least = 11
	hiddenFigures, hiddenBars, kept := 0, 0, 0
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(19, seed))
		var b bytes.Buffer
		b.WriteString("客户编号,消费间隔天数,消费频率,消费总金额\n")
		scale := 60 + r.IntN(700)
		for i := range 40 + r.IntN(400) {
			fmt.Fprintf(&b, "K%d,%d,%d,%d\n", i, int(r.ExpFloat64()*float64(scale)/3), 1+int(r.ExpFloat64()*3), 50+r.IntN(4000))
		}
		whole := tally.Of(graded(t, b.String(), "lianyungang-dental"))
		d := tally.Discreet(whole, least)
		days, visits := len(whole.Bars[0].Items), len(whole.Bars[1].Items)
		a := attack{n: days * visits}
		of := func(rows, cols span) []uint64 {
			row := make([]uint64, a.n)
			for y := rows.from; y < rows.to; y++ {
				for x := cols.from; x < cols.to; x++ {
					row[y*visits+x] = 1
				}
			}
			return row
		}
		all := [2]span{{0, days}, {0, visits}}
		upTo := func(m, value int) int { // the bars of what is at most that
			n := 0
			for _, e := range whole.Bars[m].Edges {
				if at, _ := strconv.Atoi(e); at <= value {
					n++
				}
			}
			return n
		}
		ends := func(m, value int) bool { return slices.Contains(whole.Bars[m].Edges, strconv.Itoa(value)) }
		between := func(m int, cuts []int, k int) (s span, ok bool) { // false where no bar ends at the cut
			s = span{0, all[m].to}
			if k > 0 && !ends(m, cuts[k-1]) || k < len(cuts) && !ends(m, cuts[k]) {
				return s, false
			}
			if k > 0 {
				s.from = upTo(m, cuts[k-1])
			}
			if k < len(cuts) {
				s.to = upTo(m, cuts[k])
			}
			return s, true
		}
		type figure struct {
			what     string
			was, is  int
			row, col span
		}
		list := []figure{{"all", whole.Figures.Customers, d.Figures.Customers, all[0], all[1]},
			{"repeat", whole.Figures.Repeat, d.Figures.Repeat, all[0], span{upTo(1, 1), visits}}}
		for k, due := range []int{30, 90, 180} {
			if at := upTo(0, due); at > 0 && at < days && whole.Bars[0].Edges[at-1] == strconv.Itoa(due) {
				list = append(list, figure{fmt.Sprint("active ", due), whole.Figures.Active[k], d.Figures.Active[k], span{0, at}, all[1]})
			}
		}
		for i, item := range whole.Bars[0].Items {
			list = append(list, figure{fmt.Sprint("days ", i), item.Count, d.Bars[0].Items[i].Count, span{i, i + 1}, all[1]})
		}
		for i, item := range whole.Bars[1].Items {
			list = append(list, figure{fmt.Sprint("visits ", i), item.Count, d.Bars[1].Items[i].Count, all[0], span{i, i + 1}})
		}
		for i, item := range whole.Heat.Cells {
			y, x := i/len(whole.Heat.Cols), i%len(whole.Heat.Cols)
			row, ok := between(0, dayCuts, y)
			col, too := between(1, visitCuts, x)
			if ok && too {
				list = append(list, figure{fmt.Sprint("cell ", y, " ", x), item.Count, d.Heat.Cells[i].Count, row, col})
			}
		}
		for _, f := range list {
			if f.is != report.Hidden {
				a.learn(of(f.row, f.col))
				kept++
			}
		}
		for _, f := range list {
			if f.is != report.Hidden {
				continue
			}
			if hiddenBars++; f.what == "repeat" || f.what[0] == 'a' {
				hiddenFigures++
			}
			if f.was > 0 && f.was < least && a.reduce(of(f.row, f.col)) < 0 {
				t.Errorf("%d: %s, which is %d, follows from what is shown", seed, f.what, f.was)
			}
		}
	}
	t.Logf("%d figures shown, %d hidden, of which %d at the head", kept, hiddenBars, hiddenFigures)
	if kept < 500 || hiddenBars == 0 {
		t.Error("nothing is shown, or nothing is hidden")
	}
}
