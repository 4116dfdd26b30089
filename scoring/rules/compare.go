package rules

import (
	"fenji/scoring"
	"fenji/scoring/decimal"
	"fenji/scoring/jsontext"
	"fenji/scoring/profile"
	"sort"
)

// A Comparison is two sets of rules on the same customers.
type Comparison struct {
	From, To []string // the grades of the rows and of the columns, best first, then "" for the ungraded
	Counts   [][]int  // by row and column
	Money    [][]decimal.Money
	Agree    int // graded by both, of equally named grades
	Both     int // graded by both
	Kappa    Kappa
	Differ   []uint32 // customers whose two grades differ, the most money first, at most [MostDiffering]
}

// MostDiffering is how many differing customers are listed.
const MostDiffering = 1000

// Kappa is Cohen's κ (1960) as a fraction in ten-thousandths, over those whom both sets of rules grade, grades of one code
// being the same. Known is false when chance alone explains everything: all are of one grade.
type Kappa struct {
	Value int // ten-thousandths, rounded
	Known bool
}

// Compare sets two results of the same customers side by side.
func Compare(a, b *scoring.Result) (*Comparison, error) {
	if len(a.Customers) != len(b.Customers) {
		return nil, jsontext.Wrong("", "the two results are of different customers")
	}
	c := &Comparison{From: gradesOf(a.Profile), To: gradesOf(b.Profile)}
	for range c.From {
		c.Counts = append(c.Counts, make([]int, len(c.To)))
		c.Money = append(c.Money, make([]decimal.Money, len(c.To)))
	}
	for i := range a.Customers {
		if a.Customers[i].ID != b.Customers[i].ID {
			return nil, jsontext.Wrong("", "the two results are of different customers")
		}
		from, to := place(a, i), place(b, i)
		c.Counts[from][to]++
		c.Money[from][to] += a.Customers[i].M
		if c.From[from] != c.To[to] {
			if c.Differ = append(c.Differ, uint32(i)); len(c.Differ) == 4*MostDiffering {
				c.richest(a.Customers)
			}
		}
	}
	c.richest(a.Customers)
	c.agree()
	return c, nil
}

// richest keeps of those who differ the ones with the most money: of many, sorting all would take the longest by far.
func (c *Comparison) richest(list []scoring.Customer) {
	sort.SliceStable(c.Differ, func(i, j int) bool { return list[c.Differ[j]].M < list[c.Differ[i]].M })
	c.Differ = c.Differ[:min(len(c.Differ), MostDiffering)]
}

func gradesOf(p *profile.Profile) []string {
	var list []string
	for _, b := range p.Bands {
		list = append(list, b.Grade)
	}
	return append(list, "")
}

// place is the index of a customer's grade; that of the ungraded is the last.
func place(r *scoring.Result, i int) int {
	return min(int(r.Graded[i].Band), len(r.Profile.Bands))
}

// agree finds κ = (po − pe) ÷ (1 − pe).
func (c *Comparison) agree() {
	rows, cols := map[string]int{}, map[string]int{}
	for i, from := range c.From[:len(c.From)-1] {
		for j, to := range c.To[:len(c.To)-1] {
			n := c.Counts[i][j]
			rows[from] += n
			cols[to] += n
			c.Both += n
			if from == to {
				c.Agree += n
			}
		}
	}
	chance := 0.0
	for grade, n := range rows {
		chance += float64(n) * float64(cols[grade])
	}
	all := float64(c.Both)
	if c.Both == 0 || chance == all*all {
		return
	}
	k := (float64(c.Agree)*all - chance) / (all*all - chance) * 10_000
	c.Kappa = Kappa{Value: int(k + 0.5), Known: true}
	if k < 0 {
		c.Kappa.Value = -int(0.5 - k)
	}
}
