package engines

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"fenji/scoring/dialect"
	"fenji/scoring/profiles"
)

// millions is how many million visits TestScale makes at most; 0 leaves it out. go test -run Scale -millions 100
var millions = flag.Int("millions", 0, "grade up to so many million visits and tell time and memory beside a plain GROUP BY")

// made makes n visits of n ÷ 5 customers within the engine: uneven days, amounts of whole fen, few large ones.
var made = map[string]string{
	"duckdb": `CREATE OR REPLACE TABLE raw_visits AS SELECT 'K' || (hash(i) %% %[2]d) AS customer,
		DATE '2024-12-31' - CAST(hash(i + 1) %% 700 AS INTEGER) AS visit_day,
		CAST((hash(i + 2) %% 40000 + CASE WHEN hash(i + 3) %% 50 = 0 THEN hash(i + 4) %% 2000000 ELSE 0 END) * 0.01 AS DECIMAL(18, 4)) AS amount
		FROM range(%[1]d) AS t(i)`,
	"spark": `CACHE TABLE raw_visits AS SELECT concat('K', pmod(xxhash64(id), %[2]d)) AS customer,
		date_sub(DATE '2024-12-31', CAST(pmod(xxhash64(id, 1), 700) AS INT)) AS visit_day,
		CAST((pmod(xxhash64(id, 2), 40000) + CASE WHEN pmod(xxhash64(id, 3), 50) = 0 THEN pmod(xxhash64(id, 4), 2000000) ELSE 0 END) * 0.01 AS DECIMAL(18, 4)) AS amount
		FROM range(%[1]d)`,
}

// plain is what every engine does well; grading is told as a multiple of it.
const plain = `SELECT COUNT(*), MIN(c), MAX(m), MAX(d) FROM (SELECT customer, COUNT(*) AS c, SUM(amount) AS m, MAX(visit_day) AS d FROM raw_visits GROUP BY customer) AS t`

// TestScale tells how time and memory grow, as a ratio to a plain GROUP BY customer in the same run.
func TestScale(t *testing.T) {
	if *millions == 0 {
		t.Skip("no -millions")
	}
	p, _ := profiles.ByID("chongqing-course")
	for _, name := range []string{"duckdb", "spark"} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("FENJI_SCALE", "1")
			var session engine
			for _, e := range engines {
				if e.name == name {
					session = e.start(t)
				}
			}
			run := func(sql string) time.Duration {
				t.Helper()
				begin := time.Now()
				if _, err := session.query(sql); err != nil {
					t.Fatalf("%v\n%.400s", err, sql)
				}
				return time.Since(begin)
			}
			if name == "duckdb" { // what does not fit goes to the disk, as on a machine that has other work too
				run("SET memory_limit = '8GB'")
				run("SET temp_directory = '" + folder(t, "") + "'")
			}
			for n := 1; n <= *millions; n *= 10 {
				if name == "spark" {
					run("DROP VIEW IF EXISTS raw_visits")
				}
				run(fmt.Sprintf(made[name], n*1_000_000, n*200_000))
				script, err := dialect.Write(p, dialect.Options{Dialect: name, AsOf: asOf, Visits: dialect.ByDay, From: "raw_visits"})
				if err != nil {
					t.Fatal(err)
				}
				run(plain)
				group, before := run(plain), peak()
				grading := time.Duration(0)
				for _, s := range script.Statements {
					sql := s.SQL
					if strings.Contains(sql, "AS rows_read") || strings.Contains(sql, "tie_vector") || strings.Contains(sql, "AS metric") {
						continue
					}
					if strings.Contains(sql, "AS grade,") { // all of it is worked out, little of it is handed over
						sql = "SELECT grade AS g, COUNT(*), SUM(score), SUM(m_amount), SUM(r_share), MAX(band), MAX(reason) FROM (" + sql + ") AS graded GROUP BY grade"
					}
					grading += run(sql)
				}
				t.Logf("%s: %d M visits, %d k customers: GROUP BY %v, grading %v, ratio %.1f; resident at most %d MB, %d MB before grading",
					name, n, n*200, group.Round(time.Millisecond), grading.Round(time.Millisecond), float64(grading)/float64(group), peak(), before)
			}
		})
	}
}

// peak is the most memory that this process and those it started held, each at its own time, in MB.
func peak() (mb int) {
	parents, most := map[int]int{}, map[int]int{}
	files, _ := filepath.Glob("/proc/[0-9]*/status")
	for _, file := range files {
		data, err := os.ReadFile(file)
		pid, wrong := strconv.Atoi(filepath.Base(filepath.Dir(file)))
		if err != nil || wrong != nil {
			continue // it has ended
		}
		for l := range strings.Lines(string(data)) {
			switch f := strings.Fields(l); f[0] {
			case "PPid:":
				parents[pid], _ = strconv.Atoi(f[1])
			case "VmHWM:":
				kb, _ := strconv.Atoi(f[1])
				most[pid] = kb >> 10
			}
		}
	}
	for pid, held := range most {
		for p := pid; p > 1; p = parents[p] {
			if p == os.Getpid() {
				mb += held
				break
			}
		}
	}
	return mb
}

// TestPlan: no engine of a cluster brings the customers together in one place to rank them. What comes there are buckets,
// distinct values and cuts.
func TestPlan(t *testing.T) {
	session := pythonEngine("spark")(t)
	session.load(t, "raw_visits", madeUp(2).rows[:2000])
	for _, p := range profiles.All() {
		script, err := dialect.Write(p, dialect.Options{Dialect: "spark", AsOf: asOf, Visits: dialect.ByDay, From: "raw_visits"})
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range script.Statements {
			if !strings.Contains(s.SQL, "AS grade,") {
				if strings.HasPrefix(s.SQL, "CREATE") || strings.HasPrefix(s.SQL, "DROP") || strings.HasPrefix(s.SQL, "CACHE") {
					if _, err := session.query(s.SQL); err != nil {
						t.Fatal(err)
					}
				}
				continue
			}
			plan, err := session.query("EXPLAIN FORMATTED " + s.SQL)
			if err != nil {
				t.Fatal(err)
			}
			single := 0
			for block := range strings.SplitSeq(plan.rows[0][0], "\n\n") {
				if !strings.Contains(block, "SinglePartition") {
					continue
				}
				single++
				if input := line(block, "Input"); strings.Contains(input, "customer#") {
					t.Errorf("%s brings customers together:\n%s", p.ID, block)
				}
			}
			if ranked := strings.Contains(s.SQL, "_cuts"); ranked != (single > 0) {
				t.Errorf("%s: %d exchanges to a single partition in\n%s", p.ID, single, plan.rows[0][0])
			}
			if ranked := strings.Contains(s.SQL, "_cuts"); ranked && !strings.Contains(plan.rows[0][0], "Scan In-memory table fenji_customers") {
				t.Errorf("%s works the customers out anew:\n%s", p.ID, plan.rows[0][0])
			}
		}
	}
	all, err := session.query("EXPLAIN FORMATTED SELECT customer, RANK() OVER (ORDER BY amount DESC) AS k FROM raw_visits")
	if err != nil || !strings.Contains(all.rows[0][0], "SinglePartition") {
		t.Errorf("a rank over all rows is not seen: %v, %v", err, all)
	}
}

// line is the line of a block of a plan that begins with a word.
func line(block, word string) string {
	for l := range strings.Lines(block) {
		if strings.HasPrefix(l, word) {
			return l
		}
	}
	return ""
}
