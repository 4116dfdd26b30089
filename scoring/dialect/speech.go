package dialect

import (
	"strconv"
	"strings"

	"fenji/scoring/civil"
	"fenji/scoring/compose"
)

// A speech is how one dialect says what the others say otherwise. Texts are patterns; %s stands for an expression.
type speech struct {
	name    string
	title   string
	text    string // the customer as text, told apart byte by byte; NULL when there is none
	order   string // an order number as text
	show    string // the customer as it is handed out
	sort    string // the customer in the order of its bytes
	day     string // a civil day
	date    string // the literal of a day
	money   string // money in ten-thousandths
	uneven  string // true when that is not all of the amount
	whole   string // a sum that is known to fit, or an error
	sum     string // a sum that tells when it overflows, or is wide
	wide    string // a number that may be multiplied by how many customers there are; "": there is no such type
	since   string // days from the first to the second
	bucket  string // the number of a bucket of money; it ascends with the money
	decimal func(x string, places uint8) string
	quote   func(s string) string
	once    string // what makes a query within the statement be worked out once
	drop    string // before the view, where it cannot be replaced
	create  string
	forget  string   // where no query is worked out once: a table of the session that holds the customers to be ranked goes
	keep    string   // and comes
	notes   []string // keys of what is to be known
}

// bucketBits make a bucket of money as wide as 104.8576 yuan: what is common falls into a few thousand of them, and one
// holds at most 10,486 sums of whole fen.
const bucketBits = "20"

// speeches are the dialects, in the order in which they are offered.
var speeches = []speech{
	{
		name: "postgresql", wide: "CAST(%s AS numeric)", title: "PostgreSQL 12+",
		text: "NULLIF(CAST(%s AS text), '')", order: "NULLIF(TRIM(CAST(%s AS text)), '')", show: "%s", sort: `%s COLLATE "C"`,
		day: "CAST(%s AS date)", date: "DATE '%s'",
		money:  "CAST(CAST(%s AS numeric(18, 4)) * 10000 AS bigint)",
		uneven: "CAST(%s AS numeric) <> CAST(%s AS numeric(18, 4))",
		whole:  "CAST(%s AS bigint)", sum: "SUM(%s)", since: "%[2]s - %[1]s", bucket: "%s >> " + bucketBits,
		decimal: numeric("%s * %s"), quote: quoteExtended, once: "MATERIALIZED ",
		drop: "DROP VIEW IF EXISTS pg_temp.%s", create: "CREATE TEMPORARY VIEW %s AS",
	},
	{
		name: "duckdb", wide: "CAST(%s AS HUGEINT)", title: "DuckDB 1.2+",
		text: "NULLIF(CAST(%s AS VARCHAR), '')", order: "NULLIF(TRIM(CAST(%s AS VARCHAR)), '')", show: "%s", sort: "%s",
		day: "CAST(%s AS DATE)", date: "DATE '%s'",
		money:  "CAST(CAST(%s AS DECIMAL(18, 4)) * 10000 AS BIGINT)",
		uneven: "CAST(%s AS DOUBLE) <> CAST(CAST(%s AS DECIMAL(18, 4)) AS DOUBLE)",
		whole:  "CAST(%s AS BIGINT)", sum: "SUM(%s)", since: "date_diff('day', %[1]s, %[2]s)", bucket: "%s >> " + bucketBits,
		decimal: numeric("%s * %s"), quote: quoteDouble, once: "MATERIALIZED ", create: "CREATE OR REPLACE TEMPORARY VIEW %s AS",
	},
	{
		name: "clickhouse", wide: "toInt128(%s)", title: "ClickHouse 24+",
		text: "NULLIF(toString(%s), '')", order: "NULLIF(trimBoth(toString(%s)), '')", show: "%s", sort: "%s",
		day: "toDate32(%s)", date: "toDate32('%s')",
		money:  "accurateCast(toDecimal128(toString(%s), 4) * 10000, 'Nullable(Int64)')",
		uneven: "toDecimal128(toString(%s), 4) <> toDecimal128(toString(%s), 10)",
		whole:  "accurateCast(%s, 'Int64')", sum: "SUM(toInt128(%s))", since: "dateDiff('day', %[1]s, %[2]s)",
		bucket:  "bitShiftRight(%s, " + bucketBits + ")",
		decimal: numeric("%s * toDecimal128('%s', %s)"), quote: quoteBackslash,
		drop: "DROP VIEW IF EXISTS %s", create: "CREATE VIEW %s AS", notes: []string{"session"},
		forget: "DROP TEMPORARY TABLE IF EXISTS fenji_customers", keep: "CREATE TEMPORARY TABLE fenji_customers AS",
	},
	{
		name: "spark", wide: "CAST(%s AS DECIMAL(19, 0))", title: "Spark SQL 3.4+",
		text: "NULLIF(CAST(%s AS STRING), '')", order: "NULLIF(TRIM(CAST(%s AS STRING)), '')", show: "%s", sort: "%s",
		day: "CAST(%s AS DATE)", date: "DATE '%s'",
		money:  "CAST(CAST(%s AS DECIMAL(18, 4)) * 10000 AS BIGINT)",
		uneven: "CAST(%s AS DOUBLE) <> CAST(CAST(%s AS DECIMAL(18, 4)) AS DOUBLE)",
		whole:  "CAST(%s AS BIGINT)", sum: "SUM(%s)", since: "datediff(%[2]s, %[1]s)", bucket: "shiftright(%s, " + bucketBits + ")",
		decimal: numeric("%s * %s"), quote: quoteSpark, create: "CREATE OR REPLACE TEMPORARY VIEW %s AS", notes: []string{"ansi"},
		forget: "DROP VIEW IF EXISTS fenji_customers", keep: "CACHE TABLE fenji_customers AS",
	},
	{
		name: "mysql", wide: "CAST(%s AS DECIMAL(30, 0))", title: "MySQL 8.0+, MariaDB 10.6+",
		text:  "NULLIF(RTRIM(CONVERT(CAST(%s AS CHAR) USING utf8mb4)) COLLATE utf8mb4_bin, '')",
		order: "NULLIF(TRIM(CONVERT(CAST(%s AS CHAR) USING utf8mb4)) COLLATE utf8mb4_bin, '')", show: "%s", sort: "%s",
		day: "CAST(%s AS DATE)", date: "DATE '%s'",
		money:  "CASE WHEN %[1]s REGEXP '^ *-?[0-9]+([.][0-9]+)? *$' THEN CAST(CAST(%[1]s AS DECIMAL(18, 4)) * 10000 AS SIGNED) END",
		uneven: "%s <> CAST(%s AS DECIMAL(18, 4))",
		whole:  "CAST(%s AS SIGNED)", sum: "SUM(%s)", since: "DATEDIFF(%[2]s, %[1]s)",
		bucket:  "(%s ^ 9223372036854775808) >> " + bucketBits,
		decimal: numeric("%s * %s"), quote: quoteBackslash, create: "CREATE OR REPLACE VIEW %s AS", notes: []string{"pad"},
	},
	{
		name: "sqlite", title: "SQLite 3.35+",
		text: "NULLIF(CAST(%s AS TEXT), '')", order: "NULLIF(TRIM(CAST(%s AS TEXT)), '')", show: "%s", sort: "%s",
		day: "date(%s)", date: "'%s'",
		money:  "CASE WHEN CAST(%[1]s AS NUMERIC) = %[1]s THEN CAST(ROUND(%[1]s * 10000) AS INTEGER) END",
		uneven: "ROUND(%s, 4) <> CAST(%s AS NUMERIC)",
		whole:  "%s", sum: "SUM(%s)", since: "CAST(julianday(%[2]s) - julianday(%[1]s) AS INTEGER)", bucket: "%s >> " + bucketBits,
		decimal: spelled, quote: quoteDouble, once: "MATERIALIZED ",
		drop: "DROP VIEW IF EXISTS temp.%s", create: "CREATE TEMPORARY VIEW %s AS", notes: []string{"text"},
	},
}

// Names lists the dialects.
func Names() []string {
	var names []string
	for i := range speeches {
		names = append(names, speeches[i].name)
	}
	return names
}

// Title names a dialect with the oldest version that understands its scripts; "" when there is no such dialect.
func Title(name string) string {
	if s := speechOf(name); s != nil {
		return s.title
	}
	return ""
}

func speechOf(name string) *speech {
	for i := range speeches {
		if speeches[i].name == name {
			return &speeches[i]
		}
	}
	return nil
}

// put puts an expression wherever a pattern wants one.
func put(pattern, x string) string {
	return strings.ReplaceAll(strings.ReplaceAll(pattern, "%[1]s", x), "%s", x)
}

func (s *speech) dateOf(d civil.Day) string { return put(s.date, d.String()) }

func (s *speech) daysFrom(first, last string) string {
	return strings.ReplaceAll(strings.ReplaceAll(s.since, "%[1]s", first), "%[2]s", last)
}

// numeric makes a decimal of a whole number by multiplying it by 0.1, 0.01 …, which is exact.
func numeric(pattern string) func(string, uint8) string {
	return func(x string, places uint8) string {
		if places == 0 {
			return x
		}
		tenth := "0." + strings.Repeat("0", int(places)-1) + "1"
		if strings.Count(pattern, "%s") == 3 {
			return compose.Text(pattern, x, tenth, strconv.Itoa(int(places)))
		}
		return compose.Text(pattern, x, tenth)
	}
}

// spelled writes a decimal as text: SQLite knows none, and its floating point numbers are not exact.
func spelled(x string, places uint8) string {
	if places == 0 {
		return x
	}
	p := strconv.Itoa(int(places))
	digits := "printf('%0" + strconv.Itoa(int(places)+1) + "d', abs(" + x + "))"
	return "CASE WHEN " + x + " < 0 THEN '-' WHEN " + x + " >= 0 THEN '' END || substr(" + digits + ", 1, length(" + digits + ") - " + p +
		") || '.' || substr(" + digits + ", -" + p + ")"
}
