package dialect

import "strings"

// view makes the view of the visits: the only place that knows where they lie. Its columns are customer, visit_day,
// order_no where orders count, money in ten-thousandths of a yuan, and uneven, 1 where that is not all of the amount.
func (w *writer) view() []Statement {
	name := w.source()
	var list []Statement
	if w.drop != "" {
		list = append(list, Statement{w.say("drop", "view", name), put(w.drop, name)})
	}
	columns := []string{
		put(w.text, "given_customer") + " AS customer",
		put(w.day, "given_day") + " AS visit_day",
	}
	if w.o.Visits == ByOrder {
		columns = append(columns, put(w.order, "given_order")+" AS order_no")
	}
	columns = append(columns, put(w.money, "given_amount")+" AS money",
		"CASE WHEN "+put(w.uneven, "given_amount")+" THEN 1 ELSE 0 END AS uneven")
	given := w.given()
	from := len(given) - 1
	sql := put(w.create, name) + "\nSELECT\n  " + strings.Join(columns, ",\n  ") +
		"\nFROM (\n  SELECT\n    " + strings.Join(given[:from], "\n    ") + "\n  " + given[from] + "\n) AS given"
	return append(list, Statement{w.say("view", "view", name), sql})
}

// given are the lines that say where the visits lie, that of the relation last.
func (w *writer) given() []string {
	lines := []string{"customer AS given_customer, -- 1. " + w.word("edit.customer"), "visit_day AS given_day, -- 2. " + w.word("edit.day")}
	if w.o.Visits == ByOrder {
		lines = append(lines, "order_no AS given_order, -- 2. "+w.word("edit.order"))
	}
	from := w.o.From
	if from == "" {
		from = "your_table"
	}
	return append(lines, "amount AS given_amount -- 3. "+w.word("edit.amount"), "FROM "+from)
}

func (w *writer) word(key string) string {
	return strings.TrimSuffix(strings.TrimPrefix(w.say(key), "-- "), "\n")
}

// used is true of the rows that count. It is not true, rather than false, of those with a gap.
func (w *writer) used() string {
	return "customer IS NOT NULL AND visit_day <= " + w.dateOf(w.o.AsOf) + " AND money IS NOT NULL"
}

// within is true of days in the window; "" when there is none.
func (w *writer) within(day string) string {
	from, to, limited := w.profile.Window.Bounds(w.o.AsOf)
	if !limited {
		return ""
	}
	return day + " >= " + w.dateOf(from) + " AND " + day + " <= " + w.dateOf(to)
}

func and(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " AND " + b
}

// only counts x where a condition holds.
func only(condition, x string) string {
	if condition == "" {
		return x
	}
	return "CASE WHEN " + condition + " THEN " + x + " ELSE 0 END"
}

// A query is a named part of a statement.
type query struct {
	name string
	sql  string
	once bool // it is asked several times
}

// with puts queries before a statement.
func (w *writer) with(list []query, then string) string {
	var b strings.Builder
	for i, q := range list {
		lead := ",\n"
		if i == 0 {
			lead = "WITH\n"
		}
		b.WriteString(lead + q.name + " AS ")
		if q.once {
			b.WriteString(w.once)
		}
		b.WriteString("(\n  " + strings.ReplaceAll(q.sql, "\n", "\n  ") + "\n)")
	}
	return b.String() + "\n" + then
}

// customers counts days, visits and money of each customer, as package rfm does.
func (w *writer) customers() []query {
	sum := func(x string) string { return put(w.whole, put(w.sum, x)) }
	visits := "FROM " + w.source() + "\nWHERE " + w.used()
	counted := func(last, visit, money, from string) query {
		return query{name: "customers", sql: "SELECT customer,\n  MAX(CASE WHEN " + visit + " THEN " + last + " END) AS last_day,\n  " +
			put(w.whole, "SUM("+only(and(visit, w.within(last)), "1")+")") + " AS f,\n  " +
			sum(money) + " AS m\n" + from + "\nGROUP BY customer"}
	}
	switch w.o.Visits {
	case ByRow:
		return []query{counted("visit_day", "money > 0", only(w.within("visit_day"), "money"), visits)}
	case ByOrder:
		loose := "CASE WHEN order_no IS NULL THEN visit_day END"
		orders := "SELECT customer, order_no, " + loose + " AS loose_day,\n  " +
			put(w.sum, "money") + " AS net,\n  " +
			"MIN(CASE WHEN money > 0 THEN visit_day END) AS first_day,\n  " +
			put(w.sum, only(w.within("visit_day"), "money")) + " AS net_within\n" +
			visits + "\nGROUP BY customer, order_no, " + loose
		return []query{{name: "orders", sql: orders}, counted("first_day", "net > 0", "net_within", "FROM orders")}
	}
	days := "SELECT customer, visit_day, " + put(w.sum, "money") + " AS net\n" + visits + "\nGROUP BY customer, visit_day"
	return []query{{name: "days", sql: days}, counted("visit_day", "net > 0", only(w.within("visit_day"), "net"), "FROM days")}
}
