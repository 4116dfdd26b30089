package dialect

import (
	"strconv"
	"strings"

	"fenji/scoring/profile"
)

// Ranking in two phases. With n customers, one in place k is in level i when whole·(k−1) < part·n. Equal values take
// one place, so it is enough to know, value by value from the best, how many customers there are up to it: upto, itself
// included, of which c hold it. The last value still within a level is its cut; where a value falls out of the level
// that a single customer in its place would be in, the cut lies just before it.

// within is true of values of which the level still holds.
func (g *gauge) within(i int) string {
	part := text(g.parts[i])
	switch g.rule.Tie {
	case profile.Best:
		return text(g.whole) + " * (upto - c) < " + part + " * n"
	case profile.Average:
		return text(g.whole) + " * (2 * upto - c - 1) < 2 * " + part + " * n"
	}
	return text(g.whole) + " * (upto - 1) < " + part + " * n"
}

// beyond is true of values of which it does not hold any more.
func (g *gauge) beyond(i int) string { return strings.Replace(g.within(i), " < ", " >= ", 1) }

// first is true of values whose first customer, if it were the only one, would be within.
func (g *gauge) first(i int) string {
	return text(g.whole) + " * (upto - c) < " + text(g.parts[i]) + " * n"
}

// last is the other way round: the last customer of the value, if places were told apart, would be beyond.
func (g *gauge) last(i int) string {
	return text(g.whole) + " * (upto - 1) >= " + text(g.parts[i]) + " * n"
}

const running = " ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW"

// ranking finds the cut points of a metric among the customers that from tells. The last of its queries has one row.
func (w *writer) ranking(g gauge, from string) []query {
	x := names[g.metric]
	if g.mean() {
		return []query{w.meanOf(g, from)}
	}
	if g.metric == profile.Monetary {
		return w.bucketed(g, from)
	}
	order := "v DESC"
	if g.metric == profile.Recency {
		order = "v"
	}
	return []query{
		{name: x + "_values", sql: "SELECT " + x + " AS v, COUNT(*) AS c\nFROM " + from + "\nGROUP BY " + x},
		{name: x + "_places", sql: "SELECT v, c, SUM(c) OVER (ORDER BY " + order + running + ") AS upto, SUM(c) OVER () AS n\nFROM " +
			x + "_values"},
		w.cutsOf(g, x+"_places"),
	}
}

// bucketed counts money in buckets first, and values only in those that a cut goes through. Of the other buckets the
// least value is enough: all of it lies within a level or beyond.
func (w *writer) bucketed(g gauge, from string) []query {
	bucket := put(w.bucket, "m")
	crossed := make([]string, 0, len(g.parts))
	for i := range g.parts[:len(g.parts)-1] {
		crossed = append(crossed, g.first(i)+" AND "+g.last(i))
	}
	return []query{
		{name: "m_buckets", sql: "SELECT " + bucket + " AS b, COUNT(*) AS c, MIN(m) AS v\nFROM " + from + "\nGROUP BY " + bucket},
		{name: "m_running", sql: "SELECT b, c, v, SUM(c) OVER (ORDER BY b DESC" + running + ") AS upto, SUM(c) OVER () AS n\nFROM m_buckets"},
		{name: "m_crossed", sql: "SELECT b, c, v, upto, n,\n  CASE WHEN " + strings.Join(crossed, "\n    OR ") +
			" THEN 1 ELSE 0 END AS crossed\nFROM m_running"},
		{name: "m_values", sql: "SELECT k.b AS b, k.upto - k.c AS ahead, k.n AS n, x.m AS v, COUNT(*) AS c\n" +
			"FROM (SELECT m, " + bucket + " AS b FROM " + from + ") AS x\n" +
			"JOIN m_crossed AS k ON x.b = k.b\nWHERE k.crossed = 1\nGROUP BY k.b, k.upto - k.c, k.n, x.m"},
		{name: "m_places", sql: "SELECT v, c, ahead + SUM(c) OVER (PARTITION BY b ORDER BY v DESC" + running + ") AS upto, n\nFROM m_values\n" +
			"UNION ALL\nSELECT v, c, upto, n FROM m_crossed WHERE crossed = 0"},
		w.cutsOf(g, "m_places"),
	}
}

// cutsOf gives the cut points in one row: x1 for the most points, and so on. Under the tie rule order a value may lie on both
// sides of a cut: x1_at is that value and x1_before how many are better.
func (w *writer) cutsOf(g gauge, places string) query {
	x := names[g.metric]
	worst, best, step := "MIN", "MAX", " + 1"
	if g.metric == profile.Recency {
		worst, best, step = best, worst, " - 1"
	}
	var columns []string
	for i := range g.parts[:len(g.parts)-1] {
		n := x + strconv.Itoa(i+1)
		columns = append(columns, "COALESCE("+best+"(CASE WHEN "+g.beyond(i)+" AND "+g.first(i)+" THEN v"+step+" END), "+
			worst+"(CASE WHEN "+g.within(i)+" THEN v END)) AS "+n)
		if g.rule.Tie == profile.Order {
			at := "MAX(CASE WHEN " + g.last(i) + " AND " + g.first(i) + " THEN "
			columns = append(columns, at+"v END) AS "+n+"_at", at+"upto - c END) AS "+n+"_before")
		}
	}
	if g.rule.Tie == profile.Order {
		columns = append(columns, "MAX(n) AS "+x+"_n")
	}
	return query{name: x + "_cuts", sql: "SELECT\n  " + strings.Join(columns, ",\n  ") + "\nFROM " + places}
}

// cuts is the statement that tells the cut points, a row each: the worst value that still earns the points.
func (w *writer) cuts() string {
	list := w.asked()
	var rows []string
	for _, g := range w.rules.gauges {
		if !g.anew() || g.mean() {
			continue
		}
		list = append(list, w.ranking(g, "screened WHERE why = ''")...)
		x := names[g.metric]
		points, value, levels := "CASE k", "CASE k", ""
		for i, p := range g.points[:len(g.points)-1] {
			n := strconv.Itoa(i + 1)
			points += " WHEN " + n + " THEN " + text(p)
			value += " WHEN " + n + " THEN " + x + n
			if i == 0 {
				levels = "SELECT 1 AS k"
			} else {
				levels += " UNION ALL SELECT " + n
			}
		}
		list = append(list, query{name: x + "_levels", sql: "SELECT " + points + " END AS p, " + value + " END AS v\nFROM " + x +
			"_cuts\nCROSS JOIN (" + levels + ") AS levels"})
		shown := w.decimal("v * 10", 1)
		if g.metric == profile.Monetary {
			shown = w.decimal("v", w.profile.Unit.Places())
		} else if w.name == "sqlite" {
			shown = "v"
		}
		rows = append(rows, "SELECT '"+g.metric.String()+"' AS metric, "+w.decimal("p", g.quarks)+" AS points, "+shown+" AS value\nFROM "+x+"_levels")
	}
	return w.with(list, strings.Join(rows, "\nUNION ALL\n"))
}

// meanOf gives in one row how many customers there are and the sum of their values. A value is not worse than the mean
// when so many of it make up the sum.
func (w *writer) meanOf(g gauge, from string) query {
	x := names[g.metric]
	sums := put(w.sum, put(w.wide, x)) + " AS " + x + "_sum"
	if w.wide == "" { // in two limbs of 20 bits and the rest
		sums = "SUM(" + x + " >> 20) + (SUM(" + x + " & 1048575) >> 20) AS " + x + "_high, SUM(" + x + " & 1048575) & 1048575 AS " + x + "_low"
	}
	return query{name: x + "_cuts", sql: "SELECT COUNT(*) AS " + x + "_n, " + sums + "\nFROM " + from}
}

// aboveMean is true of a value that is not worse than the mean.
func (w *writer) aboveMean(g gauge, of string) string {
	x := names[g.metric]
	v, n := of+x, x+"_n"
	over, equal := " > ", " >= "
	if g.metric == profile.Recency {
		over, equal = " < ", " <= "
	}
	if w.wide != "" {
		return put(w.wide, n) + " * " + put(w.wide, v) + equal + x + "_sum"
	}
	low := "(" + n + " * (" + v + " & 1048575))"
	high := n + " * (" + v + " >> 20) + (" + low + " >> 20)"
	return high + over + x + "_high OR " + high + " = " + x + "_high AND " + low + " & 1048575" + equal + x + "_low"
}
