package engines

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/dialect"
	"fenji/scoring/intake"
	"fenji/scoring/profile"
	"fenji/scoring/profiles"
	"fenji/scoring/rfm"
)

var asOf, _ = civil.DateOf(2024, 12, 31)

// customers is how many the engines grade.
var customers = flag.Int("customers", 20_000, "how many customers the engines grade")

// clinic is what is graded: the rows as they lie in the engine, and the records that cleaning makes of them.
type clinic struct {
	rows    [][4]string
	records *intake.Records
}

// madeUp makes visits that stand on the boundaries of scales and windows and beside them, with many equal values, refunds on
// the day and later, orders over several days, and rows with a gap or after the date, which do not count.
func madeUp(seed uint64) clinic {
	rnd := rand.New(rand.NewPCG(seed, 17))
	c := clinic{records: &intake.Records{Shape: intake.PerVisit, AsOf: asOf}}
	days := []int{0, 1, 9, 10, 11, 20, 21, 29, 30, 31, 50, 51, 90, 91, 180, 181, 365, 366, 367, 700}
	edges := []int64{100, 500, 1000, 3000, 10_000, 30_000, 50_000, 80_000, 400, 600, 800, 2000}
	orders := uint32(0)
	for i := range *customers {
		id := fmt.Sprintf("K%06d", i)
		for range 1 + min(rnd.IntN(4), rnd.IntN(20)) {
			day := asOf - civil.Day(days[rnd.IntN(len(days))]+max(0, rnd.IntN(8)-5))
			amount := edges[min(rnd.IntN(len(edges)), rnd.IntN(len(edges)))] * 10_000
			switch rnd.IntN(12) {
			case 0:
				amount += rnd.Int64N(5) - 2
			case 1:
				amount = -amount
			case 2:
				amount = rnd.Int64N(3) - 1
			case 3:
				amount = 1 + rnd.Int64N(30_000_000)
			}
			if rnd.IntN(3) == 0 {
				amount = 1_000_000 * int64(1+rnd.IntN(3))
			}
			order := uint32(0)
			if rnd.IntN(5) > 0 {
				orders += uint32(min(1, rnd.IntN(4)))
				order = orders
			}
			c.add(id, day, amount, order)
			if rnd.IntN(15) == 0 { // given back, or paid in two
				c.add(id, min(asOf, day+civil.Day(rnd.IntN(3))), []int64{-amount, amount, -amount / 2}[rnd.IntN(3)], order)
			}
		}
		if rnd.IntN(40) == 0 {
			c.rows = append(c.rows, [][4]string{{id, null, "10.0000", null}, {id, "2025-01-01", "5000.0000", null},
				{null, "2024-12-30", "77.0000", null}, {id, "2024-12-31", null, null}}[rnd.IntN(4)])
		}
	}
	return c
}

func (c *clinic) add(id string, day civil.Day, amount int64, order uint32) {
	r := c.records
	if n := len(r.IDs); n == 0 || r.IDs[n-1] != id {
		r.IDs = append(r.IDs, id)
	}
	r.Customer = append(r.Customer, uint32(len(r.IDs)-1))
	r.Row = append(r.Row, uint32(len(r.Row)))
	r.Day, r.Amount, r.Order = append(r.Day, day), append(r.Amount, decimal.Money(amount)), append(r.Order, order)
	number := null
	if order > 0 {
		number = fmt.Sprint("B", order)
	}
	c.rows = append(c.rows, [4]string{id, day.String(), decimal.Decimal{Coef: amount, Exp: 4}.String(), number})
}

// same tells whether two texts are the same decimal number.
func same(a, b string) bool {
	if a == b {
		return true
	}
	x, e1 := decimal.Parse(strings.TrimPrefix(a, "+"))
	y, e2 := decimal.Parse(b)
	return e1 == nil && e2 == nil && x.Cmp(y) == 0
}

// A run is one way of grading.
type run struct {
	name    string
	profile *profile.Profile
	visits  string
	frozen  bool
}

// runs are all built-in profiles by every tie rule that their rankings may have, with every visit rule in turn, and by
// frozen cuts.
func runs() (list []run) {
	visits := []string{dialect.ByDay, dialect.ByOrder, dialect.ByRow}
	for i, p := range profiles.All() {
		if i == 0 {
			list = append(list, run{p.ID + "/order", p, dialect.ByOrder, false}, run{p.ID + "/row", p, dialect.ByRow, false})
		}
		if !slices.ContainsFunc(p.Metrics[:], func(r profile.Rule) bool { return r.Method == profile.Rank }) {
			v := visits[i%3]
			list = append(list, run{p.ID + "/" + v, p, v, false})
			continue
		}
		for t, tie := range []profile.Tie{profile.Worst, profile.Best, profile.Average, profile.Order} {
			q := *p
			for m := range q.Metrics {
				if q.Metrics[m].Method == profile.Rank {
					q.Metrics[m].Tie = tie
				}
			}
			v := visits[(i+t)%3]
			list = append(list, run{p.ID + "/" + tie.String() + "/" + v, &q, v, false})
		}
		list = append(list, run{p.ID + "/frozen", p, dialect.ByDay, true})
	}
	return list
}

func TestEngines(t *testing.T) {
	data := madeUp(1)
	list := append(runs(), odd()...)
	for _, e := range engines {
		for part := range e.sessions {
			name := e.name
			if e.sessions > 1 {
				name += "-" + strconv.Itoa(part+1)
			}
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				session := e.start(t)
				session.load(t, "raw_visits", data.rows)
				passed := map[string]bool{}
				for i, r := range list {
					if i%e.sessions == part {
						t.Run(r.name, func(t *testing.T) { grade(t, session, e.name, r, data, passed) })
					}
				}
			})
		}
	}
}

// grade runs a script and compares every customer with what package scoring says. passed are the checks, and tests of ties, that
// held before: of the same rows the same statement says the same.
func grade(t *testing.T, session engine, name string, r run, data clinic, passed map[string]bool) {
	records := *data.records // the engines are asked side by side
	records.Visits = intake.VisitRule(r.visits)
	list := rfm.Build(&records, r.profile.Window)
	var frozen *scoring.Frozen
	if r.frozen { // the cuts of some of them
		base, err := scoring.Score(list[:len(list)/3], r.profile, asOf, scoring.Options{})
		if err != nil {
			t.Fatal(err)
		}
		frozen = &base.Cuts
	}
	want, err := scoring.Score(list, r.profile, asOf, scoring.Options{Frozen: frozen})
	if err != nil {
		t.Fatal(err)
	}
	script, err := dialect.Write(r.profile, dialect.Options{Dialect: name, AsOf: asOf, Visits: r.visits, From: "raw_visits",
		Frozen: frozen, Lang: "zh-CN"})
	if err != nil {
		t.Fatal(err)
	}
	graded := 0
	for _, s := range script.Statements {
		if passed[s.SQL] {
			continue
		}
		got, err := session.query(s.SQL)
		if err != nil {
			t.Fatalf("%s\n%s", err, s.SQL)
		}
		switch {
		case slices.Contains(got.columns, "grade"):
			graded++
			compare(t, got, want)
		case slices.Contains(got.columns, "tie_vector"):
			if len(got.rows) != 1 || got.rows[0][0] != "ok" {
				t.Errorf("ties: %v", got.rows)
			}
			passed[s.SQL] = !t.Failed()
		case slices.Contains(got.columns, "metric"):
			compareCuts(t, got, want, r.profile)
		case slices.Contains(got.columns, "rows_read"):
			check(t, got, data, want)
			passed[s.SQL] = !t.Failed()
		}
	}
	if graded != 1 {
		t.Errorf("%d statements give grades", graded)
	}
}

// columns are those that come out first.
var columns = strings.Fields("customer r_days f_visits m_amount r_points f_points m_points score grade reason")

func compare(t *testing.T, got table, want *scoring.Result) {
	t.Helper()
	if len(got.columns) < len(columns) || !slices.Equal(got.columns[:len(columns)], columns) {
		t.Fatalf("columns %q", got.columns)
	}
	byID := map[string]int{}
	for i, c := range want.Customers {
		byID[c.ID] = i
	}
	if len(got.rows) != len(want.Customers) {
		t.Errorf("%d customers, want %d", len(got.rows), len(want.Customers))
	}
	differ := 0
	for _, row := range got.rows {
		i, ok := byID[row[0]]
		delete(byID, row[0])
		if ok && slices.EqualFunc(row[:len(columns)], expected(want, i), same) {
			continue
		}
		if differ++; differ <= 3 {
			t.Errorf("%q\nwant %q", row, expected(want, i))
		}
	}
	if differ > 0 || len(byID) > 0 {
		t.Errorf("%d of %d differ, %d are not there", differ, len(want.Customers), len(byID))
	}
}

// expected is a row of the result.
func expected(r *scoring.Result, i int) []string {
	c := &r.Customers[i]
	row := []string{c.ID, null, fmt.Sprint(c.F), decimal.Decimal{Coef: int64(c.M), Exp: 4}.String(), null, null, null, null, null, null}
	if c.HasR {
		row[1] = fmt.Sprint(c.R)
	}
	reason := r.Graded[i].Reason
	if reason == scoring.None || reason == scoring.BelowBands {
		for m := range profile.Metrics {
			row[4+m] = r.Points(i, profile.Metric(m)).String()
		}
		row[7] = r.Score(i).String()
	}
	if g := r.Grade(i); g != "" {
		row[8] = g
	}
	if reason != scoring.None {
		row[9] = reason.String()
	}
	return row
}

// compareCuts grades by the cuts that the engine tells, handed back as frozen: nobody moves.
func compareCuts(t *testing.T, got table, want *scoring.Result, p *profile.Profile) {
	t.Helper()
	var frozen scoring.Frozen
	for _, row := range got.rows {
		m := profile.Metric(strings.Index("RFM", row[0]))
		value, err := decimal.Parse(row[2])
		if err != nil {
			t.Fatal(err)
		}
		points, _ := decimal.Parse(row[1])
		frozen.Cuts[m] = append(frozen.Cuts[m], scoring.Cut{Points: points.Trim(), Value: value.Trim()})
	}
	for m := range frozen.Cuts {
		slices.SortFunc(frozen.Cuts[m], func(a, b scoring.Cut) int { return b.Points.Cmp(a.Points) })
		if p.Metrics[m].Method == profile.Rank && p.Metrics[m].Tie == profile.Order {
			return // has no cuts
		}
	}
	again, err := scoring.Score(want.Customers, p, asOf, scoring.Options{Frozen: &frozen})
	if err != nil {
		t.Fatalf("%v: %v", err, got.rows)
	}
	if !slices.Equal(again.Graded, want.Graded) {
		t.Errorf("the cuts grade otherwise: %v, want %v", frozen, want.Cuts)
	}
}

// check holds the self-check against the rows.
func check(t *testing.T, got table, data clinic, want *scoring.Result) {
	t.Helper()
	fact := map[string]string{}
	for i, c := range got.columns {
		fact[c] = got.rows[0][i]
	}
	var used, window decimal.Money
	for _, a := range data.records.Amount {
		used += a
	}
	for i := range want.Customers {
		window += want.Customers[i].M
	}
	rows := len(data.rows)
	yuan := func(m decimal.Money) string { return decimal.Decimal{Coef: int64(m), Exp: 4}.String() }
	for name, w := range map[string]string{
		"rows_read": fmt.Sprint(rows), "rows_used": fmt.Sprint(len(data.records.Row)),
		"rows_aside": fmt.Sprint(rows - len(data.records.Row)), "amounts_rounded": "0", "money_used": yuan(used),
		"money_in_window": yuan(window), "customers": fmt.Sprint(len(want.Customers)), "differ_in_case_or_spaces": "0",
	} {
		if !same(fact[name], w) {
			t.Errorf("check: %s is %s, want %s", name, fact[name], w)
		}
	}
}
