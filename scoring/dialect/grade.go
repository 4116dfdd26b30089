package dialect

import (
	"math"
	"strconv"
	"strings"

	"fenji/scoring"
	"fenji/scoring/profile"
)

// names are the columns of the three metrics within a statement.
var names = [3]string{profile.Recency: "r", profile.Frequency: "f", profile.Monetary: "m"}

func text(n int64) string { return strconv.FormatInt(n, 10) }

// kept is the statement that keeps the customers as a table. Its queries stand in one another: Spark does not know a kept table
// again whose queries have names, and works it out anew wherever it is asked for.
func (w *writer) kept() string {
	list := w.screened()
	sql := list[0].sql
	for i, q := range list[1:] {
		name := list[i].name
		sql = strings.Replace(q.sql, "FROM "+name, "FROM (\n  "+strings.ReplaceAll(sql, "\n", "\n  ")+"\n) AS "+name, 1)
	}
	return w.keep + "\n" + sql
}

// asked is what stands before queries that ask for the customers.
func (w *writer) asked() []query {
	if w.keeps() {
		return []query{{name: "screened", sql: "SELECT customer, r, f, m, why\nFROM fenji_customers"}}
	}
	return w.screened()
}

// screened gives every customer its days, visits and money, and why it cannot be scored, ” when it can.
func (w *writer) screened() []query {
	list := append(w.customers(), query{name: "measured", sql: "SELECT customer, " + w.daysFrom("last_day", w.dateOf(w.o.AsOf)) +
		" AS r, f, m\nFROM customers"})
	why := []string{w.otherwise("r IS NULL", scoring.NoPurchase)}
	least := [3]int64{0, 0, -profile.MaxMoney}
	for m, g := range w.rules.gauges {
		reason := scoring.RecencyRange + scoring.Reason(m)
		if g.lo > least[m] {
			why = append(why, w.otherwise(names[m]+" < "+text(g.lo), reason))
		}
		if g.hi < profile.MaxCount || m == int(profile.Monetary) && g.hi < profile.MaxMoney {
			why = append(why, w.otherwise(names[m]+" > "+text(g.hi), reason))
		}
	}
	return append(list, query{name: "screened", once: w.ranks(),
		sql: "SELECT customer, r, f, m,\n  CASE " + strings.Join(why, " ") + " ELSE '' END AS why\nFROM measured"})
}

func (w *writer) otherwise(when string, reason scoring.Reason) string {
	return "WHEN " + when + " THEN '" + reason.String() + "'"
}

// grades is the statement that grades.
func (w *writer) grades() string {
	list := w.asked()
	tables := "screened AS s"
	more := ""
	for _, g := range w.rules.gauges {
		if !g.anew() {
			continue
		}
		list = append(list, w.ranking(g, "screened WHERE why = ''")...)
		tables += "\nCROSS JOIN " + names[g.metric] + "_cuts"
		if g.ranked() && g.rule.Tie == profile.Order {
			x := names[g.metric]
			more += ",\n    ROW_NUMBER() OVER (PARTITION BY why, " + x + " ORDER BY " + put(w.sort, "customer") + ") AS " + x + "_no"
		}
	}
	if more != "" { // equal values are told apart by the customers' ids
		list = append(list, query{name: "numbered", sql: "SELECT customer, r, f, m, why" + more + "\nFROM screened"})
		tables = strings.Replace(tables, "screened", "numbered", 1)
	}
	tests := w.oversize()
	why, got := "why", "_pts"
	if tests != nil {
		why, got = "screen", "_got"
	}
	points := "SELECT s.customer, s.r, s.f, s.m, s.why AS " + why
	for _, g := range w.rules.gauges {
		points += ",\n  CASE WHEN s.why = '' THEN " + w.level(g, "s.") + " END AS " + names[g.metric] + got
	}
	list = append(list, query{name: "pointed", sql: points + "\nFROM " + tables})
	if tests != nil {
		list = append(list, sized(tests)...)
	}
	from := list[len(list)-1].name
	shares := make([]string, 0, 3)
	for _, g := range w.rules.gauges {
		shares = append(shares, text(g.weight)+" * "+names[g.metric]+"_pts")
	}
	list = append(list, query{name: "scored", sql: "SELECT customer, r, f, m, why, r_pts, f_pts, m_pts,\n  " +
		strings.Join(shares, " + ") + " AS total\nFROM " + from})
	return w.with(list, w.result(shares))
}

// level gives the points of a customer in a metric, as a whole number.
func (w *writer) level(g gauge, of string) string {
	x := names[g.metric]
	if g.rule.Method == profile.Raw {
		return of + x
	}
	if len(g.points) == 1 {
		return text(g.points[0])
	}
	better := " >= "
	if g.metric == profile.Recency {
		better = " <= "
	}
	var b strings.Builder
	b.WriteString("CASE")
	for i, p := range g.points[:len(g.points)-1] {
		b.WriteString(" WHEN ")
		switch n := strconv.Itoa(i + 1); {
		case g.anew() && g.mean():
			b.WriteString(w.aboveMean(g, of))
		case !g.anew():
			b.WriteString(of + x + better + text(g.bounds[i]))
		case g.rule.Tie == profile.Order:
			b.WriteString(of + x + better + x + n + " OR " + of + x + " = " + x + n + "_at AND " +
				text(g.whole) + " * (" + x + n + "_before + " + of + x + "_no - 1) < " + text(g.parts[i]) + " * " + x + "_n")
		default:
			b.WriteString(of + x + better + x + n)
		}
		b.WriteString(" THEN " + text(p))
	}
	return b.String() + " ELSE " + text(g.points[len(g.points)-1]) + " END"
}

// oversize gives the conditions under which a score would not fit into 64 bits; there are none unless values count as
// they are. The sum is looked at in the order in which the core adds.
func (w *writer) oversize() (tests []string) {
	before := "" // what was added so far
	for _, g := range w.rules.gauges {
		if g.weight == 0 {
			continue
		}
		got := names[g.metric] + "_got"
		share := text(g.weight) + " * " + got
		if g.rule.Method == profile.Raw && max(g.hi, -g.lo) > math.MaxInt64/4/g.weight {
			limit := text(math.MaxInt64 / g.weight)
			tests = append(tests, got+" > "+limit, got+" < -"+limit)
			if before != "" {
				tests = append(tests, before+" > 0 AND "+share+" > "+text(math.MaxInt64)+" - ("+before+")",
					before+" < 0 AND "+share+" < -"+text(math.MaxInt64)+" - ("+before+")")
			}
		}
		if before != "" {
			before += " + "
		}
		before += share
	}
	return tests
}

// sized takes the points from those whose score would not fit.
func sized(tests []string) []query {
	why := "CASE WHEN screen <> '' THEN screen"
	for _, t := range tests {
		why += "\n    WHEN " + t + " THEN '" + scoring.TooLarge.String() + "'"
	}
	fits := func(x string) string { return "CASE WHEN why = '' THEN " + x + "_got END AS " + x + "_pts" }
	return []query{
		{name: "weighed", sql: "SELECT customer, r, f, m, r_got, f_got, m_got,\n  " + why + " ELSE '' END AS why\nFROM pointed"},
		{name: "sized", sql: "SELECT customer, r, f, m, why, " + fits("r") + ", " + fits("f") + ", " + fits("m") + "\nFROM weighed"},
	}
}

// result names the columns that come out.
func (w *writer) result(shares []string) string {
	r := w.rules
	columns := []string{put(w.show, "customer") + " AS customer", "r AS r_days", "f AS f_visits", w.yuan("m") + " AS m_amount"}
	for _, g := range r.gauges {
		columns = append(columns, w.decimal(names[g.metric]+"_pts", g.quarks)+" AS "+names[g.metric]+"_points")
	}
	columns = append(columns, w.decimal("total", r.places)+" AS score")
	grade, band := "CASE", "CASE"
	for i, b := range w.profile.Bands {
		when := " WHEN total >= " + text(r.floors[i]) + " THEN "
		grade += when + w.quote(b.Grade)
		band += when + w.quote(b.Name.In(w.o.Lang))
	}
	last := text(r.floors[len(r.floors)-1])
	columns = append(columns, grade+" END AS grade",
		"CASE WHEN why <> '' THEN why WHEN total < "+last+" THEN '"+scoring.BelowBands.String()+"' END AS reason")
	for m, g := range r.gauges {
		share := shares[m]
		if w.name == "sqlite" {
			share = "(" + share + ")"
		}
		columns = append(columns, w.decimal(share, r.places)+" AS "+names[g.metric]+"_share")
	}
	columns = append(columns, band+" END AS band")
	return "SELECT\n  " + strings.Join(columns, ",\n  ") + "\nFROM scored"
}
