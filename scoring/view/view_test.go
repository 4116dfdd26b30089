package view_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/columns"
	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/clean"
	"fenji/scoring/intake/header"
	"fenji/scoring/profile"
	"fenji/scoring/profiles"
	"fenji/scoring/rfm"
	"fenji/scoring/sheet"
	"fenji/scoring/view"
)

// river grades a CSV text by a built-in profile.
func river(t testing.TB, profile, csv string) (*view.View, intake.Mapping, *intake.Ledger) {
	t.Helper()
	book, err := sheet.Open("customers.csv", strings.NewReader(csv), int64(len(csv)), sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	table, err := book.Read(0)
	if err != nil {
		t.Fatal(err)
	}
	m, err := header.Guess(table)
	if err != nil {
		t.Fatal(err)
	}
	if missing := m.Missing(); len(missing) > 0 {
		t.Fatalf("missing %v in %+v", missing, m.Columns)
	}
	records, ledger, err := clean.Clean(table, m, intake.Options{AsOf: civil.NoDay, Unit: decimal.Yuan})
	if err != nil {
		t.Fatal(err)
	}
	p, ok := profiles.ByID(profile)
	if !ok {
		t.Fatal("no profile", profile)
	}
	r, err := scoring.Score(rfm.Build(records, p.Window), p, records.AsOf, scoring.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return view.New(r, table, view.Extras(m)), m, ledger
}

const heads = "客户编号,最近一次消费时间,消费频率,消费总金额,区县,评语\n"

// customers makes a CSV of n customers with ties, blanks and ungraded ones.
func customers(n int) string {
	rng := rand.New(rand.NewPCG(1, 2))
	var b strings.Builder
	b.WriteString(heads)
	regions := []string{"海州区", "连云区", "", "赣榆区", "Donghai"}
	for i := range n {
		fmt.Fprintf(&b, "K%d,2024-%02d-%02d,%d,%d.%02d,%s,%d\n", rng.IntN(n*10)*1000+i, 1+rng.IntN(12), 1+rng.IntN(28),
			rng.IntN(12), rng.IntN(4000), rng.IntN(100), regions[rng.IntN(len(regions))], rng.IntN(50)-25)
	}
	return b.String()
}

// TestArrangeSorts compares every column's order, both ways, with a plain stable sort of what the columns show.
func TestArrangeSorts(t *testing.T) {
	v, _, _ := river(t, "lianyungang-dental", customers(500))
	r := v.Result
	number := func(d decimal.Decimal) func(e decimal.Decimal) int {
		return func(e decimal.Decimal) int { return d.Cmp(e) }
	}
	text := func(i, col int) string { return v.Table.Text(v.Table.Cell(int(r.Customers[i].Row), col)) }
	ungraded := func(i int) bool { return r.Grade(i) == "" }
	cell := func(a, b int) int { // column 5 holds numbers only
		x, _ := decimal.Parse(text(a, 5))
		y, _ := decimal.Parse(text(b, 5))
		return x.Cmp(y)
	}
	never := func(int) bool { return false }
	columns := []struct {
		col     int
		compare func(a, b int) int
		missing func(int) bool
	}{
		{columns.Customer, func(a, b int) int { return strings.Compare(r.Customers[a].ID, r.Customers[b].ID) }, never},
		{columns.LastPurchase, func(a, b int) int { return cmp.Compare(r.Customers[a].Last, r.Customers[b].Last) }, never},
		{columns.RDays, func(a, b int) int { return cmp.Compare(r.Customers[a].R, r.Customers[b].R) },
			func(i int) bool { return !r.Customers[i].HasR }},
		{columns.FVisits, func(a, b int) int { return cmp.Compare(r.Customers[a].F, r.Customers[b].F) }, never},
		{columns.MAmount, func(a, b int) int { return cmp.Compare(r.Customers[a].M, r.Customers[b].M) }, never},
		{columns.RPoints, func(a, b int) int { return number(r.Points(a, profile.Recency))(r.Points(b, profile.Recency)) }, ungraded},
		{columns.FPoints, func(a, b int) int { return number(r.Points(a, profile.Frequency))(r.Points(b, profile.Frequency)) }, ungraded},
		{columns.MPoints, func(a, b int) int { return number(r.Points(a, profile.Monetary))(r.Points(b, profile.Monetary)) }, ungraded},
		{columns.Score, func(a, b int) int { return r.Score(a).Cmp(r.Score(b)) }, ungraded},
		{columns.Grade, func(a, b int) int { return strings.Compare(r.Grade(a), r.Grade(b)) }, ungraded},
		{columns.Note, func(a, b int) int { return 0 }, func(i int) bool { return !ungraded(i) }},
		{columns.Extra, func(a, b int) int { return strings.Compare(text(a, 4), text(b, 4)) },
			func(i int) bool { return text(i, 4) == "" }},
		{columns.Extra + 1, cell, never},
	}
	for _, c := range columns {
		for _, desc := range []bool{false, true} {
			want := make([]int, len(r.Customers))
			for i := range want {
				want[i] = i
			}
			slices.SortStableFunc(want, func(a, b int) int {
				ma, mb := c.missing(a), c.missing(b)
				switch {
				case ma && mb:
					return 0
				case ma:
					return 1
				case mb:
					return -1
				case desc:
					return c.compare(b, a)
				}
				return c.compare(a, b)
			})
			v.Arrange([]view.Key{{Column: c.col, Desc: desc}}, nil, "")
			for at, i := range want {
				if v.At(at) != i {
					t.Errorf("column %d desc %v: position %d holds customer %d, want %d", c.col, desc, at, v.At(at), i)
					break
				}
			}
		}
	}
}

func TestArrangeSortsByTwoKeys(t *testing.T) {
	v, _, _ := river(t, "lianyungang-dental", customers(300))
	v.Arrange([]view.Key{{Column: columns.Grade}, {Column: columns.MAmount, Desc: true}}, []string{"B", "C"}, "")
	for at := 1; at < v.Len(); at++ {
		a, b := v.At(at-1), v.At(at)
		ga, gb := v.Result.Grade(a), v.Result.Grade(b)
		if ga > gb || ga == gb && v.Result.Customers[a].M < v.Result.Customers[b].M {
			t.Fatalf("position %d: %s %s before %s %s", at, ga, v.Result.Customers[a].M, gb, v.Result.Customers[b].M)
		}
	}
}

// TestArrangeFilters checks that the grades part the customers and that money is conserved.
func TestArrangeFilters(t *testing.T) {
	v, _, _ := river(t, "lianyungang-dental", customers(400))
	all := v.Money()
	var n int
	var sum decimal.Money
	for _, g := range v.Groups() {
		v.Arrange(nil, []string{g.Grade}, "")
		if v.Len() != g.Count || v.Money() != g.Money {
			t.Errorf("grade %q: %d customers, %s; the group says %d, %s", g.Grade, v.Len(), v.Money(), g.Count, g.Money)
		}
		for at := range v.Len() {
			if got := v.Result.Grade(v.At(at)); got != g.Grade {
				t.Fatalf("grade %q among %q", got, g.Grade)
			}
		}
		n, sum = n+g.Count, sum+g.Money
	}
	if n != len(v.Result.Customers) || sum != all {
		t.Errorf("groups hold %d customers and %s of %d and %s", n, sum, len(v.Result.Customers), all)
	}
}

func TestArrangeSearches(t *testing.T) {
	v, _, _ := river(t, "lianyungang-dental", heads+
		"A-01,2024-05-01,3,800,海州区,\nb-02,2024-05-02,3,800,Donghai,\nC-03,2024-05-03,3,800,连云区,\n")
	for _, c := range []struct {
		search string
		want   string
	}{
		{"", "A-01 b-02 C-03"}, {"a-0", "A-01"}, {" B-02 ", "b-02"}, {"区", "A-01 C-03"}, {"donghai", "b-02"}, {"2024", ""},
	} {
		v.Arrange(nil, nil, c.search)
		var got []string
		for at := range v.Len() {
			got = append(got, v.Result.Customers[v.At(at)].ID)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("search %q: %v, want %s", c.search, got, c.want)
		}
	}
}

func BenchmarkSortMillion(b *testing.B) {
	v, _, _ := river(b, "lianyungang-dental", customers(1_000_000))
	for _, col := range []int{columns.Customer, columns.RDays, columns.MAmount, columns.Grade, columns.Extra} {
		b.Run(fmt.Sprint(col), func(b *testing.B) {
			for b.Loop() {
				fresh := view.New(v.Result, v.Table, v.Extras)
				fresh.Arrange([]view.Key{{Column: col, Desc: true}}, nil, "")
			}
		})
	}
}

// TestExtras: the user's other columns come along, in a table of visits also those that state days or visits so far.
func TestExtras(t *testing.T) {
	m := intake.Mapping{Shape: intake.PerVisit}
	for i, means := range columns.Meanings {
		m.Columns = append(m.Columns, intake.Column{Index: i, Role: means.Role})
	}
	for _, c := range []struct {
		shape intake.Shape
		want  string
	}{
		{intake.PerVisit, "other name days visits order refund refunded status department doctor region birth age sex phone item satisfaction asof"},
		{intake.PerCustomer, "other name order refund refunded status department doctor region birth age sex phone item satisfaction asof"},
	} {
		m.Shape = c.shape
		var got []string
		for _, col := range view.Extras(m) {
			got = append(got, string(m.Columns[col].Role))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %q", c.shape, got)
		}
	}
}

// TestRoom: views that have a room in common answer, in turns, what they answer in rooms of their own.
func TestRoom(t *testing.T) {
	var room view.Room
	var own, common []*view.View
	for _, n := range []int{90, 500, 3} {
		v, _, _ := river(t, "lianyungang-dental", customers(n))
		own, common = append(own, v), append(common, room.New(v.Result, v.Table, v.Extras))
	}
	asked := func(v *view.View, turn int) string {
		v.Arrange([]view.Key{{Column: turn % (columns.Extra + 2), Desc: turn%3 == 0}}, nil, "")
		return fmt.Sprint(v.Order(), v.Facet("column.4", 4, "", 3, []string{"海州区"}), v.Spread("M", view.Money))
	}
	for turn := range 3 * (columns.Extra + 2) {
		at := turn * 2 % 3
		if got, want := asked(common[at], turn), asked(own[at], turn); got != want {
			t.Fatalf("turn %d: %s, want %s", turn, got, want)
		}
	}
}
