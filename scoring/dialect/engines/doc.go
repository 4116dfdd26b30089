// Package engines proves package dialect on the databases themselves: every script that a profile becomes runs on
// PostgreSQL, DuckDB, ClickHouse, Spark, MariaDB and SQLite over the same made-up visits, and must grade every customer as
// package scoring does, to the last digit.
//
// It is a module of its own, so that the drivers weigh on nothing else: "make engines" runs it. Servers are started by
// the tests in a folder of theirs, reached by a socket in it, and stopped; ClickHouse and Spark come as Python packages.
// An engine that is not on the machine is skipped, unless FENJI_ENGINES is "required".
package engines
