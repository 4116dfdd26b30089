package session

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/figures"
	"fenji/scoring/intake"
	"fenji/scoring/intake/read"
	"fenji/scoring/models"
	"fenji/scoring/models/groups"
	"fenji/scoring/protocol"
	"fenji/scoring/sheet"
)

// A grouped is the groups of the customers that were looked at.
type grouped struct {
	*groups.Groups
	of []int32 // group of each customer, −1 for none
}

// A trait is a column of figures or dates by which groups may be found besides days, visits and money.
type trait struct {
	header string
	days   bool      // they are dates
	values []float64 // of each customer that is looked at; NaN for none
}

// traits are the columns that may be chosen, as the list of customers shows them: figures or dates that at least half of the
// customers have, that are not alike for all of them, and that tell no person. Of equal headers the first one counts.
func (s *Session) traits(who []int32, pause scoring.Pause) (list []trait) {
	cells := read.Of(s.table)
	for _, col := range s.view.Extras {
		c := &s.mapping.Columns[col]
		if c.Kind != "number" && c.Kind != "money" && c.Kind != "date" || c.Role == intake.Order || c.Header == "" || !s.persons().Columns[col].Open() ||
			slices.ContainsFunc(list, func(t trait) bool { return t.header == c.Header }) {
			continue
		}
		t := trait{c.Header, c.Kind == "date", make([]float64, len(who))}
		order := cells.Order(col, s.mapping.HeaderRow+1)
		n, least, most := 0, math.Inf(1), math.Inf(-1)
		for at, i := range who {
			pause.At(at)
			v := t.of(cells, s.table.Cell(int(s.view.Result.Customers[i].Row), col), order)
			if t.values[at] = v; v == v {
				n++
				least, most = min(least, v), max(most, v)
			}
		}
		if 2*n >= len(who) && least < most {
			list = append(list, t)
		}
	}
	return list
}

// of reads a cell as a figure, or as a day; NaN for what is neither.
func (t *trait) of(cells *read.Values, c sheet.Cell, order read.Orders) float64 {
	if t.days {
		if day, st := cells.Date(c, order); st == read.Readable {
			return float64(day)
		}
	} else if f, st := cells.Figure(c); st == read.Readable {
		return float64(f.Coef) * math.Pow10(f.Exp)
	}
	return math.NaN()
}

// filled gives the values with gaps at the mean, so that a gap speaks for no group.
func (t *trait) filled() []float64 {
	sum, n := 0.0, 0.0
	for _, v := range t.values {
		if v == v {
			sum += v
			n++
		}
	}
	list := slices.Clone(t.values)
	for i, v := range list {
		if v != v {
			list[i] = sum / n
		}
	}
	return list
}

// groupModel looks for groups of the customers with a last visit, by the figures that the list shows and by chosen columns.
func (s *Session) groupModel(mm *modelled, m protocol.ModelWish, tick models.Tick) *protocol.Model {
	r := s.view.Result
	list, who := make([]groups.Customer, 0, len(r.Customers)), make([]int32, 0, len(r.Customers)) // growing would halt the page
	pause := scoring.Pause(func() { tick(0, 1) })
	for i := range r.Customers {
		pause.At(i)
		if c := &r.Customers[i]; c.HasR && c.R >= 0 {
			list = append(list, groups.Customer{Days: float64(c.R), Visits: float64(c.F), Money: yuanOf(c.M)})
			who = append(who, int32(i))
		}
	}
	out := &protocol.Model{}
	var chosen []trait
	for _, t := range s.traits(who, pause) {
		out.Choices = append(out.Choices, t.header)
		if len(chosen) < protocol.MostTraits && m.Of != "" && slices.Contains(strings.Split(m.Of, protocol.Between), t.header) {
			chosen = append(chosen, t)
		}
	}
	if n := len(chosen); n > 0 {
		others := make([]float64, n*len(list))
		for k := range chosen {
			pause()
			for i, v := range chosen[k].filled() {
				others[i*n+k] = v
			}
		}
		for i := range list {
			list[i].Others = others[i*n : (i+1)*n : (i+1)*n]
		}
	}
	g := &grouped{Groups: groups.Find(list, tick)}
	mm.groups = nil
	if out.Parts = []protocol.ModelPart{part(protocol.ModelGroups, &g.Report)}; g.Reason() != "" {
		return out
	}
	g.of = make([]int32, len(r.Customers))
	for i := range g.of {
		g.of[i] = -1
	}
	for at, i := range who {
		g.of[i] = int32(g.Of[at])
	}
	mm.groups = g
	out.Groups = s.groupRows(g, chosen, func() { tick(1, 1) })
	return out
}

// groupRows are the groups with the middle of their figures.
func (s *Session) groupRows(g *grouped, chosen []trait, pause scoring.Pause) (rows []protocol.ModelGroup) {
	r := s.view.Result
	kinds := g.Kinds()
	var all decimal.Money
	sums := make([]decimal.Money, g.K)
	days, visits, money := make([][]int64, g.K), make([][]int64, g.K), make([][]int64, g.K)
	for i, of := range g.of {
		pause.At(i)
		if of < 0 {
			continue
		}
		c := &r.Customers[i]
		sums[of] += c.M
		all += c.M
		days[of], visits[of], money[of] = append(days[of], int64(c.R)), append(visits[of], int64(c.F)), append(money[of], int64(c.M))
	}
	for k := range g.K {
		row := protocol.ModelGroup{ID: k + 1, Size: g.Sizes[k], Kind: kinds[k],
			Share: figures.Share(int64(g.Sizes[k]), int64(len(g.Of))), Days: strconv.FormatInt(middle(days[k], pause), 10),
			Visits: strconv.FormatInt(middle(visits[k], pause), 10), Money: decimal.Money(middle(money[k], pause)).String(),
			MoneyShare: figures.Share(int64(sums[k]), int64(all))}
		for i := range chosen {
			row.Others = append(row.Others, chosen[i].header, chosen[i].middle(g.Of, uint8(k), pause))
		}
		rows = append(rows, row)
	}
	return rows
}

// middle is the lower median within a group, as text; "" where nobody in it has a value.
func (t *trait) middle(of []uint8, group uint8, pause scoring.Pause) string {
	var own []float64
	for i, v := range t.values {
		if pause.At(i); of[i] == group && v == v {
			own = append(own, v)
		}
	}
	if len(own) == 0 {
		return ""
	}
	v := middle(own, pause)
	if t.days {
		return dayText(civil.Day(v))
	}
	return digits(v)
}

// middle is the lower median. The list is sorted by it.
func middle[T cmp.Ordered](list []T, pause scoring.Pause) (none T) {
	if len(list) == 0 {
		return none
	}
	if len(list) > 10_000 {
		pause()
	}
	slices.Sort(list)
	return list[(len(list)-1)/2]
}
