package engines

import (
	"bufio"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	_ "github.com/duckdb/duckdb-go/v2"
	_ "github.com/go-sql-driver/mysql"
	_ "github.com/jackc/pgx/v5/stdlib"
	_ "modernc.org/sqlite"
)

// An engine runs statements in one session. Values come as text; null is told by the second array.
type engine interface {
	query(sql string) (table, error)
	load(t *testing.T, name string, rows [][4]string) // customer, day, amount, order number; "\N" is null
}

type table struct {
	columns []string
	rows    [][]string
}

// null stands for a null, as in the files that are loaded.
const null = `\N`

// missing skips the test, or fails it where all engines are required.
func missing(t *testing.T, why string) {
	t.Helper()
	if os.Getenv("FENJI_ENGINES") == "required" {
		t.Fatal(why)
	}
	t.Skip(why)
}

// A session is an engine that Go has a driver for.
type session struct {
	conn  *sql.Conn
	types string // of the columns of the visits
}

func open(t *testing.T, driver, dsn, types string) *session {
	t.Helper()
	db, err := sql.Open(driver, dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	conn, err := db.Conn(context.Background())
	for wait := 0; err != nil && wait < 300; wait++ { // a server takes a while to start
		time.Sleep(100 * time.Millisecond)
		conn, err = db.Conn(context.Background())
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	return &session{conn, types}
}

func (s *session) query(statement string) (table, error) {
	rows, err := s.conn.QueryContext(context.Background(), statement)
	if err != nil {
		return table{}, err
	}
	defer rows.Close()
	var t table
	if t.columns, err = rows.Columns(); err != nil {
		return t, err
	}
	cells, into := make([]any, len(t.columns)), make([]any, len(t.columns))
	for i := range cells {
		into[i] = &cells[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return t, err
		}
		row := make([]string, len(cells))
		for i, c := range cells {
			switch c := c.(type) {
			case nil:
				row[i] = null
			case []byte:
				row[i] = string(c)
			case fmt.Stringer:
				row[i] = c.String()
			default:
				row[i] = fmt.Sprint(c)
			}
		}
		t.rows = append(t.rows, row)
	}
	return t, rows.Err()
}

func (s *session) load(t *testing.T, name string, rows [][4]string) {
	t.Helper()
	run := func(statement string) {
		if _, err := s.conn.ExecContext(context.Background(), statement); err != nil {
			t.Fatalf("%.300s: %v", statement, err)
		}
	}
	run("DROP TABLE IF EXISTS " + name)
	run("CREATE TABLE " + name + " " + s.types)
	for len(rows) > 0 {
		var b strings.Builder
		some := min(len(rows), 2000)
		for i, row := range rows[:some] {
			b.WriteString(strings.Repeat(",", min(i, 1)) + "(")
			for c, v := range row {
				b.WriteString(strings.Repeat(",", min(c, 1)))
				if v == null {
					b.WriteString("NULL")
				} else {
					b.WriteString("'" + strings.ReplaceAll(v, "'", "''") + "'")
				}
			}
			b.WriteString(")")
		}
		run("INSERT INTO " + name + " VALUES " + b.String())
		rows = rows[some:]
	}
}

// start runs a server until the test ends. As root, a server that refuses root runs as user.
func start(t *testing.T, as string, name string, args ...string) {
	t.Helper()
	command := exec.Command(name, args...)
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	lower(t, command, as)
	log := &strings.Builder{}
	command.Stdout, command.Stderr = log, log
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		command.Process.Signal(syscall.SIGINT)
		ended := make(chan struct{})
		go func() { command.Wait(); close(ended) }()
		select {
		case <-ended:
		case <-time.After(10 * time.Second):
			command.Process.Kill()
			<-ended
		}
		if t.Failed() {
			t.Log(log.String())
		}
	})
}

// lower makes a command run as another user, where we are root.
func lower(t *testing.T, command *exec.Cmd, as string) {
	if os.Getuid() != 0 || as == "" {
		return
	}
	u, err := user.Lookup(as)
	if err != nil {
		t.Fatal(err)
	}
	var uid, gid uint32
	fmt.Sscan(u.Uid, &uid)
	fmt.Sscan(u.Gid, &gid)
	command.SysProcAttr.Credential = &syscall.Credential{Uid: uid, Gid: gid}
	command.Dir = "/"
}

// folder is one of the test's own; a path to a socket is short, so it does not lie in the test's temporary folder.
func folder(t *testing.T, as string) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "fj")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	if u, err := user.Lookup(as); err == nil && os.Getuid() == 0 {
		var uid, gid int
		fmt.Sscan(u.Uid, &uid)
		fmt.Sscan(u.Gid, &gid)
		if err := os.Chown(dir, uid, gid); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// program finds a server's program on the path or where Debian puts it.
func program(name string, patterns ...string) string {
	if path, err := exec.LookPath(name); err == nil {
		return path
	}
	for _, p := range patterns {
		if found, _ := filepath.Glob(p + "/" + name); len(found) > 0 {
			return found[len(found)-1]
		}
	}
	return ""
}

func postgres(t *testing.T) engine {
	initdb := program("initdb", "/usr/lib/postgresql/*/bin")
	server := program("postgres", "/usr/lib/postgresql/*/bin")
	if initdb == "" || server == "" {
		missing(t, "no PostgreSQL: install postgresql")
	}
	dir := folder(t, "postgres")
	data := dir + "/data"
	init := exec.Command(initdb, "-D", data, "-U", "fenji", "--auth=trust", "--no-sync", "--locale=C.UTF-8", "-E", "UTF8")
	init.SysProcAttr = &syscall.SysProcAttr{}
	lower(t, init, "postgres")
	if out, err := init.CombinedOutput(); err != nil {
		t.Fatalf("initdb: %v\n%s", err, out)
	}
	start(t, "postgres", server, "-D", data, "-k", dir, "-c", "listen_addresses=", "-c", "fsync=off", "-c", "jit=off")
	s := open(t, "pgx", "host="+dir+" user=fenji dbname=postgres sslmode=disable",
		"(customer text, visit_day date, amount numeric(18, 4), order_no text)")
	return s
}

func mariadb(t *testing.T) engine {
	server := program("mariadbd", "/usr/sbin")
	install := program("mariadb-install-db", "/usr/bin")
	if server == "" || install == "" {
		missing(t, "no MariaDB: install mariadb-server")
	}
	dir := folder(t, "mysql")
	as := "--user=" + map[bool]string{true: "mysql", false: os.Getenv("USER")}[os.Getuid() == 0]
	if out, err := exec.Command(install, "--no-defaults", "--datadir="+dir+"/data", as, "--auth-root-authentication-method=normal",
		"--skip-test-db").CombinedOutput(); err != nil {
		t.Fatalf("mariadb-install-db: %v\n%s", err, out)
	}
	start(t, "", server, "--no-defaults", "--datadir="+dir+"/data", as, "--socket="+dir+"/s", "--skip-networking",
		"--innodb-flush-log-at-trx-commit=0", "--pid-file="+dir+"/pid")
	return open(t, "mysql", "root@unix("+dir+"/s)/mysql?charset=utf8mb4",
		"(customer varchar(64), visit_day date, amount decimal(18, 4), order_no varchar(64)) CHARACTER SET utf8mb4")
}

func duckdb(t *testing.T) engine {
	return open(t, "duckdb", "", "(customer VARCHAR, visit_day DATE, amount DECIMAL(18, 4), order_no VARCHAR)")
}

func sqlite(t *testing.T) engine {
	return open(t, "sqlite", ":memory:", "(customer TEXT, visit_day TEXT, amount NUMERIC, order_no TEXT)")
}

// A python is an engine behind engine.py.
type python struct {
	in  *json.Encoder
	out *bufio.Reader
}

// pythonEngine starts an engine that comes as a Python package.
func pythonEngine(name string) func(t *testing.T) engine {
	return func(t *testing.T) engine {
		interpreter := os.Getenv("FENJI_PYTHON")
		if interpreter == "" {
			cache, _ := os.UserCacheDir()
			interpreter = cache + "/fenji/engines/bin/python"
		}
		module := map[string]string{"clickhouse": "chdb", "spark": "pyspark"}[name]
		if err := exec.Command(interpreter, "-c", "import "+module).Run(); err != nil {
			missing(t, "no "+module+": run make engines")
		}
		command := exec.Command(interpreter, "engine.py", name, folder(t, ""))
		command.Stderr = os.Stderr
		command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
		in, err := command.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		out, err := command.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := command.Start(); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { in.Close(); command.Wait() })
		p := &python{json.NewEncoder(in), bufio.NewReaderSize(out, 1<<20)}
		if _, err := p.answer(); err != nil {
			t.Fatal(err)
		}
		return p
	}
}

func (p *python) answer() (table, error) {
	line, err := p.out.ReadBytes('\n')
	if err != nil {
		return table{}, err
	}
	var a struct {
		Columns []string
		Rows    [][]*string
		Error   string
	}
	if err := json.Unmarshal(line, &a); err != nil {
		return table{}, err
	}
	if a.Error != "" {
		return table{}, errors.New(a.Error)
	}
	t := table{columns: a.Columns}
	for _, row := range a.Rows {
		texts := make([]string, len(row))
		for i, v := range row {
			texts[i] = null
			if v != nil {
				texts[i] = *v
			}
		}
		t.rows = append(t.rows, texts)
	}
	return t, nil
}

func (p *python) query(sql string) (table, error) {
	p.in.Encode(map[string]string{"sql": sql})
	return p.answer()
}

func (p *python) load(t *testing.T, name string, rows [][4]string) {
	t.Helper()
	var b strings.Builder
	for _, row := range rows {
		for c, v := range row {
			if c > 0 {
				b.WriteByte(',')
			}
			if v == null {
				b.WriteString(v)
			} else {
				b.WriteString(`"` + strings.ReplaceAll(v, `"`, `""`) + `"`)
			}
		}
		b.WriteByte('\n')
	}
	path := filepath.Join(t.TempDir(), name+".csv")
	if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	p.in.Encode(map[string]string{"csv": path, "table": name})
	if _, err := p.answer(); err != nil {
		t.Fatal(err)
	}
}

// engines are all of them, by the name of their dialect, the slowest first. Spark plans a statement longer than it computes it, so
// several sessions share its runs.
var engines = []struct {
	name     string
	start    func(t *testing.T) engine
	sessions int
}{
	{"spark", pythonEngine("spark"), 2}, {"clickhouse", pythonEngine("clickhouse"), 1}, {"mysql", mariadb, 1},
	{"postgresql", postgres, 1}, {"duckdb", duckdb, 1}, {"sqlite", sqlite, 1},
}
