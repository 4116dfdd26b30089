package dialect

import (
	"strconv"
	"strings"

	"fenji/scoring/profile"
)

// check counts rows and money: those read are those used and those set aside.
func (w *writer) check() string {
	is := func(condition string) string { return "SUM(CASE WHEN " + condition + " THEN 1 ELSE 0 END)" }
	money := func(condition string) string {
		return put(w.sum, "CASE WHEN "+condition+" THEN money ELSE 0 END")
	}
	sums := []string{
		"COUNT(*) AS rows_read",
		is(w.used()) + " AS rows_used",
		"SUM(CASE WHEN " + w.used() + " THEN 0 ELSE 1 END) AS rows_aside",
		is("customer IS NULL") + " AS without_customer",
		is("visit_day IS NULL") + " AS without_day",
		is("money IS NULL") + " AS without_amount",
		is("visit_day > "+w.dateOf(w.o.AsOf)) + " AS after_the_date",
		"SUM(uneven) AS amounts_rounded",
		money("money IS NOT NULL") + " AS read_sum",
		money(w.used()) + " AS used_sum",
		put(w.sum, "CASE WHEN "+w.used()+" THEN 0 WHEN money IS NOT NULL THEN money ELSE 0 END") + " AS aside_sum",
		money(and(w.used(), w.within("visit_day"))) + " AS window_sum",
		"COUNT(DISTINCT CASE WHEN " + w.used() + " THEN customer END) AS customers",
		"COUNT(DISTINCT CASE WHEN " + w.used() + " THEN UPPER(TRIM(customer)) END) AS spelled_alike",
	}
	return "SELECT rows_read, rows_used, rows_aside, without_customer, without_day, without_amount, after_the_date, amounts_rounded,\n  " +
		w.yuan("read_sum") + " AS money_read,\n  " + w.yuan("used_sum") + " AS money_used,\n  " +
		w.yuan("aside_sum") + " AS money_aside,\n  " + w.yuan("window_sum") + " AS money_in_window,\n  " +
		"customers, customers - spelled_alike AS differ_in_case_or_spaces\nFROM (\n  SELECT\n    " + strings.Join(sums, ",\n    ") +
		"\n  FROM " + w.source() + "\n) AS sums"
}

// vector is the ranking that the twelve customers are ranked by: that of the first ranked metric, or else fifths.
func (w *writer) vector() gauge {
	g := gauge{rule: profile.Rule{Method: profile.Rank, Parts: 5}, whole: 5, points: []int64{5, 4, 3, 2, 1}, parts: []int64{1, 2, 3, 4, 5}}
	for _, own := range w.rules.gauges {
		if own.anew() && own.ranked() {
			g = own
			break
		}
	}
	g.metric, g.bounds = profile.Frequency, nil
	return g
}

// twelve are customers who came so often.
var twelve = []int64{1, 1, 1, 1, 1, 1, 1, 2, 2, 3, 3, 9}

// earned gives the points of customer i of the twelve, by counting those who are better.
func (g *gauge) earned(i int) int64 {
	better, equal, before := int64(0), int64(0), int64(0)
	for j, v := range twelve {
		switch {
		case v > twelve[i]:
			better++
		case v == twelve[i]:
			equal++
			before += one(j < i)
		}
	}
	twice := 2 * (better + equal - 1)
	switch g.rule.Tie {
	case profile.Best:
		twice = 2 * better
	case profile.Average:
		twice = 2*better + equal - 1
	case profile.Order:
		twice = 2 * (better + before)
	}
	for level, part := range g.parts {
		if g.whole*twice < 2*part*int64(len(twelve)) {
			return g.points[level]
		}
	}
	return g.points[len(g.points)-1]
}

// ties ranks the twelve and compares.
func (w *writer) ties() string {
	g := w.vector()
	var rows []string
	for i, v := range twelve {
		row := "SELECT " + strconv.Itoa(i+1) + ", " + text(v) + ", " + text(g.earned(i))
		if i == 0 {
			row = "SELECT 1 AS id, " + text(v) + " AS f, " + text(g.earned(i)) + " AS want"
		}
		rows = append(rows, row)
	}
	list := []query{{name: "twelve", sql: strings.Join(rows, "\nUNION ALL ")}}
	list = append(list, w.ranking(g, "twelve")...)
	number := ""
	if g.rule.Tie == profile.Order {
		number = ", ROW_NUMBER() OVER (PARTITION BY f ORDER BY id) AS f_no"
	}
	list = append(list, query{name: "numbered", sql: "SELECT id, f, want" + number + "\nFROM twelve"},
		query{name: "ranked", sql: "SELECT s.want, " + w.level(g, "s.") + " AS got\nFROM numbered AS s\nCROSS JOIN f_cuts"})
	return w.with(list, "SELECT CASE WHEN SUM(CASE WHEN got = want THEN 1 ELSE 0 END) = 12 THEN 'ok' ELSE 'differs' END AS tie_vector\nFROM ranked")
}
