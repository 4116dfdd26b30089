//go:build !js

package terminal

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"fenji/scoring/dialect"
	"fenji/scoring/privacy"
	"fenji/scoring/profile"
	"fenji/scoring/profiles"
	"fenji/scoring/protocol"
	"fenji/scoring/rules"
	"fenji/scoring/session"
	"fenji/scoring/sheet"
	"fenji/scoring/sheet/big5"
	"fenji/scoring/sheet/gb18030"
	"fenji/scoring/words"
)

var update = flag.Bool("update", false, "write the goldens anew")

// ran is what a run gave.
type ran struct {
	code     int
	out, err string
}

func runIn(in string, args ...string) ran {
	var out, err strings.Builder
	code := Run(args, Streams{In: strings.NewReader(in), Out: &out, Err: &err})
	return ran{code, out.String(), err.String()}
}

func plainLocale(t *testing.T) {
	t.Setenv("LC_ALL", "en_US.UTF-8")
}

// visits are those of five customers, with a status that is not known, a refund, and a row without a customer.
const visits = "testdata/visits.csv"

// TestGoldens keeps what every command says.
func TestGoldens(t *testing.T) {
	plainLocale(t)
	for name, args := range map[string][]string{
		"help":       {"-h"},
		"help-grade": {"grade", "-h"},
		"help-sql":   {"help", "sql"},
		"help-zh":    {"examine", "-lang", "zh-CN", "-h"},
		"grade":      {"grade", "-lang", "en", visits},
		"grade-zh":   {"grade", "-profile", "chongqing-course", "-as-of", "2024-12-31", visits},
		"csv":        {"grade", visits, "-lang", "en", "-o", "-", "-names", "masked"},
		"json":       {"grade", "-json", "-lang", "en", visits},
		"sql":        {"sql", "-dialect", "sqlite", "-as-of", "2024-12-31", "-from", "clinic.visits", "-visits", "row", "-lang", "en"},
		"examine":    {"examine", "maoming-appraisal"},
	} {
		r := runIn("", args...)
		if r.code != Done {
			t.Errorf("%s: exit %d, %s", name, r.code, r.err)
		}
		got := r.out
		if r.err != "" {
			got += "---\n" + r.err
		}
		file := filepath.Join("testdata", name+".golden")
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s says\n%s\nwant\n%s", name, got, want)
		}
	}
}

// TestMisuse: what was not understood ends with 2, names the fault, and tells where to read on.
func TestMisuse(t *testing.T) {
	plainLocale(t)
	for _, c := range []struct {
		args string
		want string
	}{
		{"grade", "no file"},
		{"grade -nope " + visits, "-nope"},
		{"grade " + visits + " -o", "-o"},
		{"grade -profile none " + visits, "lianyungang-dental"},
		{"grade -as-of 31.12.2024 " + visits, "31.12.2024"},
		{"grade -o out.pdf " + visits, "out.pdf"},
		{"grade -names some " + visits, "some"},
		{"grade -names pseudonyms " + visits, "-key"},
		{"grade -key k " + visits, "-key"},
		{"grade -json -o - " + visits, "-json"},
		{"grade -answer status " + visits, "CODE=ID"},
		{"grade -answer status:x=maybe " + visits, "maybe"},
		{"grade -lang fr " + visits, "fr"},
		{"grade - -", "once"},
		{"grade -o " + visits + " " + visits, visits},
		{"sql -as-of 2024-12-31", "duckdb"},
		{"sql -dialect oracle -as-of 2024-12-31", "oracle"},
		{"sql -dialect duckdb", "-as-of"},
		{"sql -dialect duckdb -as-of yesterday", "yesterday"},
		{"grade -password= " + visits, "password"},
		{"sql -dialect duckdb -as-of 2024-12-31 more", "more"},
		{"sql -dialect duckdb -as-of 2024-12-31 -visits week", "week"},
		{"sql -dialect duckdb -as-of 2024-12-31 -profile none", "none"},
		{"examine", "one set"},
		{"examine none", "none"},
	} {
		args := strings.Fields(c.args)
		r := runIn("", append(args, "-lang", "en")...)
		if strings.Contains(c.args, "-lang") || strings.HasSuffix(c.args, "-o") {
			r = runIn("", args...)
		}
		if r.code != Usage || !strings.Contains(r.err, c.want) || !strings.Contains(r.err, "-h") || r.out != "" {
			t.Errorf("%s: exit %d\n%s%s", c.args, r.code, r.out, r.err)
		}
	}
}

// TestErrors end with 1 and leave nothing behind.
func TestErrors(t *testing.T) {
	plainLocale(t)
	dir := t.TempDir()
	empty := filepath.Join(dir, "empty.csv")
	plain := filepath.Join(dir, "plain.csv")
	os.WriteFile(empty, nil, 0o644)
	os.WriteFile(plain, []byte("a,b\n1,2\n"), 0o644)
	for _, said := range []struct {
		lang, file, want string
	}{
		{"zh-CN", filepath.Join(dir, "none.xlsx"), "fenji：没有 " + filepath.Join(dir, "none.xlsx") + " 这个文件"}, {"zh-CN", dir, " 是文件夹"},
		{"en", filepath.Join(dir, "none.xlsx"), "there is no file or folder"}, {"en", dir, " is a folder"},
	} {
		if r := runIn("", "grade", "-lang", said.lang, said.file); !strings.Contains(r.err, said.want) {
			t.Errorf("%s, %s: %s", said.lang, said.file, r.err)
		}
	}
	if r := runIn("", "grade", "-lang", "en", visits, "-o", filepath.Join(dir, "none", "out.csv")); !strings.Contains(r.err, "out.csv;") {
		t.Errorf("a folder that is not there: %s", r.err)
	}
	for _, args := range [][]string{
		{"grade", filepath.Join(dir, "none.xlsx")},
		{"grade", empty},
		{"grade", plain},
		{"grade", dir},
		{"grade", visits, "-o", filepath.Join(dir, "none", "out.csv")},
		{"grade", visits, "-o", filepath.Join(dir, "out.csv"), "-names", "pseudonyms", "-key", plain},
		{"sql", "-dialect", "duckdb", "-as-of", "2024-12-31", "-from", "a; DROP TABLE b"},
		{"sql", "-dialect", "duckdb", "-as-of", "2024-12-31", "-cuts", plain},
		{"examine", filepath.Join(dir, "none.json")},
	} {
		if r := runIn("", args...); r.code != Error || r.err == "" || r.out != "" {
			t.Errorf("%q: exit %d\n%s%s", args, r.code, r.out, r.err)
		}
	}
	if files, _ := os.ReadDir(dir); len(files) != 2 {
		t.Errorf("left behind: %v", files)
	}
}

// asPage goes the way of the page: messages as bytes, the workbook's program for the styled part.
func asPage(t *testing.T, files [][]byte, names []string, set protocol.Settings, wish protocol.Export) []byte {
	t.Helper()
	s := &session.Session{Options: sheet.Options{GB18030: gb18030.Reader, Big5: big5.Reader}}
	var list []session.File
	for _, f := range files {
		list = append(list, bytes.NewReader(f))
	}
	var out []byte
	ask := func(op string, m protocol.Message, part session.Emit) {
		if _, err := s.Answer(&session.Call{Op: op, Args: protocol.Encode(m), Files: func() []session.File { return list },
			Report: func(protocol.Progress) {}, Part: part}); err != nil {
			t.Fatal(err)
		}
	}
	ask(protocol.OpLoad, &protocol.Load{Names: names, Settings: set}, nil)
	ask(protocol.OpView, &protocol.View{Sort: protocol.ByScore}, nil)
	ask(protocol.OpExport, &wish, func(p []byte) { out = append(out, p...) })
	return out
}

// TestAsThePage: what is written is what the page saves, byte by byte, and what is piped is the same again.
func TestAsThePage(t *testing.T) {
	plainLocale(t)
	data, err := os.ReadFile(visits)
	if err != nil {
		t.Fatal(err)
	}
	half := bytes.IndexByte(data[200:], '\n') + 201
	header := data[:bytes.IndexByte(data, '\n')+1]
	dir := t.TempDir()
	second := filepath.Join(dir, "second.csv")
	first := filepath.Join(dir, "first.csv")
	os.WriteFile(first, data[:half], 0o644)
	os.WriteFile(second, append(append([]byte{}, header...), data[half:]...), 0o644)
	for _, c := range []struct {
		ext, lang, profile string
		files              []string
		answers            []protocol.Answer
	}{
		{".csv", "zh-CN", "lianyungang-dental", []string{visits}, nil},
		{".xlsx", "en", "shaoxing-finance", []string{visits}, nil},
		{".xlsx", "zh-CN", "chongqing-course", []string{first, second}, nil},
		{".csv", "en", "lianyungang-dental", []string{visits}, []protocol.Answer{{Code: "status", Key: "状态", ID: "void"}}},
	} {
		out := filepath.Join(dir, "out"+c.ext)
		args := []string{"grade", "-lang", c.lang, "-profile", c.profile, "-as-of", "2024-12-31", "-o", out}
		set := protocol.Settings{Sheet: -1, Profile: c.profile, AsOf: "2024-12-31", Answers: c.answers}
		for _, a := range c.answers {
			args = append(args, "-answer", a.Code+":"+a.Key+"="+a.ID)
		}
		var files [][]byte
		var names []string
		for _, f := range c.files {
			content, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			files, names = append(files, content), append(names, filepath.Base(f))
		}
		if r := runIn("", append(args, c.files...)...); r.code != Done {
			t.Fatalf("exit %d: %s", r.code, r.err)
		}
		got, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		want := asPage(t, files, names, set, protocol.Export{Format: c.ext[1:], Lang: c.lang})
		if !bytes.Equal(got, want) {
			t.Errorf("%v: %d bytes, the page saves %d others", c, len(got), len(want))
		}
	}
	want := asPage(t, [][]byte{data}, []string{"stdin"}, protocol.Settings{Sheet: -1, Profile: "lianyungang-dental"}, protocol.Export{Format: "csv", Lang: "zh-CN"})
	if r := runIn(string(data), "grade", "-", "-o", "-"); r.code != Done || r.out != string(want) {
		t.Errorf("piped: exit %d, %d bytes for %d\n%s", r.code, len(r.out), len(want), r.err)
	}
}

// TestOpenQuestions: they are printed with their answers as flags, and end a strict run with 3; answered ones do not.
func TestOpenQuestions(t *testing.T) {
	plainLocale(t)
	asked := func() *protocol.Outcome {
		return &protocol.Outcome{Graded: true, Profile: "lianyungang-dental", Files: []string{"visits.csv"}, AsOf: "2024-12-31", AsOfFrom: "user",
			Asks: []protocol.Ask{
				{Code: "status", Key: "订单状态", Rows: 3, Money: "1310.00", Meanwhile: "counts", Answers: []string{"counts", "void"},
					Args: []string{"header", "订单状态", "n", "1", "values", "预审中"}},
				{Code: "namesakes", Form: "blank", Key: "it's", Rows: 1, Money: "90.00", Meanwhile: "apart", Answers: []string{"apart", "together"},
					Args: []string{"other", "电话", "pairs", "1"}},
			}}
	}
	run := func(out *protocol.Outcome, args answers) (int, string) {
		var said, questions strings.Builder
		c := &command{Streams: Streams{Out: &stream{w: &said}, Err: &stream{w: &questions}}, lang: "en", flags: flag.NewFlagSet("grade", flag.ContinueOnError)}
		return c.exit((&grading{command: c, strict: true, answers: args}).finish(out)), questions.String()
	}
	code, said := run(asked(), nil)
	if code != Open {
		t.Errorf("exit %d", code)
	}
	for _, want := range []string{"* -answer status:订单状态=counts   Count all (used meanwhile)", "-answer status:订单状态=void   Count none",
		`-answer 'namesakes:it'\''s=together'`, "预审中", "a name that several people share"} {
		if !strings.Contains(said, want) {
			t.Errorf("no %s in\n%s", want, said)
		}
	}
	out := asked()
	for i := range out.Asks {
		out.Asks[i].Answered = true
	}
	if code, said := run(out, nil); code != Done || said != "" {
		t.Errorf("answered: exit %d, %s", code, said)
	}
	if _, said := run(out, answers{{Code: "prepaid", ID: "paid-in"}}); !strings.Contains(said, "Nobody asks what -answer prepaid=paid-in answers") {
		t.Errorf("an answer that nobody asked for: %q", said)
	}
	var a answers
	if err := a.Set("status:a:b=c=void"); err != nil || a[0] != (protocol.Answer{Code: "status", Key: "a:b=c", ID: "void"}) {
		t.Errorf("%+v, %v", a, err)
	}
}

// TestGBK: a terminal that speaks GBK is spoken to in it; files and JSON are not changed.
func TestGBK(t *testing.T) {
	plainLocale(t)
	want, machine, csv := runIn("", "grade", visits), runIn("", "grade", visits, "-json"), runIn("", "grade", visits, "-o", "-")
	t.Setenv("LC_ALL", "zh_CN.GBK")
	got := runIn("", "grade", visits)
	text, err := simplifiedchinese.GBK.NewDecoder().String(got.out + got.err)
	if err != nil || text != want.out+want.err || text == got.out+got.err {
		t.Errorf("%v: %s", err, text)
	}
	if r := runIn("", "grade", visits, "-json"); r.out != machine.out {
		t.Error("the JSON is another")
	}
	if r := runIn("", "grade", visits, "-o", "-"); r.out != csv.out {
		t.Error("the file is another")
	}
}

// closed is a pipe that nobody reads any more after some bytes.
type closed struct{ left int }

func (c *closed) Write(b []byte) (int, error) {
	if c.left -= len(b); c.left < 0 {
		return 0, syscall.EPIPE
	}
	return len(b), nil
}

// TestClosedPipe: nothing is said to nobody.
func TestClosedPipe(t *testing.T) {
	plainLocale(t)
	for _, args := range [][]string{{"grade", visits, "-o", "-"}, {"grade", visits}, {"grade", visits, "-json"}, {"-h"},
		{"sql", "-dialect", "duckdb", "-as-of", "2024-12-31"}} {
		var err strings.Builder
		code := Run(args, Streams{In: strings.NewReader(""), Out: &closed{10}, Err: &err})
		if args[0] != "-h" && code != Error || strings.Contains(err.String(), "pipe") {
			t.Errorf("%q: exit %d, %s", args, code, err.String())
		}
	}
	if code := Run([]string{"grade", visits}, Streams{In: strings.NewReader(""), Out: io.Discard, Err: &closed{10}}); code != Done {
		t.Errorf("questions that nobody reads: exit %d", code)
	}
}

// TestCuts: the cuts that a database told become those of another month's script.
func TestCuts(t *testing.T) {
	plainLocale(t)
	file := filepath.Join(t.TempDir(), "cuts.csv")
	cuts := "metric,points,value\nR,5,9.0\nR,4,20.0\nR,3,30.0\nR,2,40.0\nM,5,400.0000\nM,4,300\nM,3,200\nM,2,100\n"
	os.WriteFile(file, []byte(cuts), 0o644)
	r := runIn("", "sql", "-profile", "maoming-appraisal", "-dialect", "duckdb", "-as-of", "2024-12-31", "-cuts", file)
	if r.code != Done || !strings.Contains(r.out, "s.m >= 4000000 THEN 5") || strings.Contains(r.out, "r_values") {
		t.Errorf("exit %d, %s", r.code, r.err)
	}
}

// TestWayBack: what the script's statement gave, as csv, is a table of customers, and graded as the database did.
func TestWayBack(t *testing.T) {
	plainLocale(t)
	r := runIn("customer,r_days,f_visits,m_amount,r_points,f_points,m_points,score,grade,reason,r_share,f_share,m_share,band\n"+
		"K000001,12,10,3200.5000,5,5,5,5.0,A,,2.0,1.5,1.5,核心价值用户\n"+
		"K000003,200,1,88.0000,2,1,1,1.4,D,,0.8,0.3,0.3,低价值/流失用户\n"+
		"K000004,3,0,0.0000,,,,,,frequency-range,,,,\n"+
		"K000002,,0,-20.0000,,,,,,no-purchase,,,,\n", "grade", "-", "-o", "-", "-lang", "en")
	if r.code != Done {
		t.Fatalf("exit %d: %s", r.code, r.err)
	}
	for _, want := range []string{"\nK000001,,12,10,3200.5,5,5,5,5.0,A,", "\nK000003,,200,1,88,2,1,1,1.4,D,", "\nK000004,,3,0,0,,,,,,"} {
		if !strings.Contains(r.out, want) {
			t.Errorf("no %q in\n%s", want, r.out)
		}
	}
}

// TestScriptAsThePage: the script is what the page saves for the same rules, day and visits, byte by byte.
func TestScriptAsThePage(t *testing.T) {
	plainLocale(t)
	data, err := os.ReadFile(visits)
	if err != nil {
		t.Fatal(err)
	}
	s := &session.Session{Options: sheet.Options{GB18030: gb18030.Reader, Big5: big5.Reader}}
	if _, err := s.Load(protocol.Load{Names: []string{"visits.csv"}, Settings: protocol.Settings{Sheet: -1, Profile: "chongqing-course", AsOf: "2024-12-31"}},
		[][]byte{data}, func(protocol.Progress) {}); err != nil {
		t.Fatal(err)
	}
	for _, name := range dialect.Names() {
		for _, lang := range words.Languages {
			for _, v := range []string{"day", "order", "row"} {
				page, err := s.Script(protocol.ScriptWish{Dialect: name, Visits: v, From: "clinic.visits", Lang: lang})
				if err != nil {
					t.Fatal(err)
				}
				r := runIn("", "sql", "-profile", "chongqing-course", "-as-of", "2024-12-31", "-dialect", name, "-visits", v, "-lang", lang, "-from", "clinic.visits")
				if r.code != Done || r.out != page.Text {
					t.Errorf("%s, %s, %s: exit %d, another script than the page's", name, lang, v, r.code)
				}
			}
		}
	}
}

// TestPassword: an encrypted workbook opens with the password that is said, set or typed; without one it says what to do.
func TestPassword(t *testing.T) {
	plainLocale(t)
	dir := t.TempDir()
	make := func(name, password string) string {
		f := excelize.NewFile()
		for i, row := range [][]any{{"客户编号", "日期", "金额"}, {"K1", "2024-12-01", 3500}, {"K2", "2024-06-01", 80}, {"K1", "2024-11-02", 120}} {
			f.SetSheetRow("Sheet1", "A"+strconv.Itoa(i+1), &row)
		}
		path := filepath.Join(dir, name)
		if err := f.SaveAs(path, excelize.Options{Password: password}); err != nil {
			t.Fatal(err)
		}
		return path
	}
	open, shut, other := make("open.xlsx", ""), make("shut.xlsx", "口令 1"), make("other.xlsx", "two")
	graded := func(r ran) string {
		var j struct{ Grades []struct{ Customers int } }
		json.Unmarshal([]byte(r.out), &j)
		n := 0
		for _, g := range j.Grades {
			n += g.Customers
		}
		return fmt.Sprintf("exit %d, %d customers", r.code, n)
	}
	const good = "exit 0, 2 customers"
	if got := graded(runIn("", "grade", "-json", "-password", "口令 1", shut)); got != good {
		t.Error("said:", got)
	}
	if got := graded(runIn("", "grade", "-json", "-password", "口令 1", "-password", "two", shut, other, open)); got != good {
		t.Error("several:", got)
	}
	data, _ := os.ReadFile(shut)
	if got := graded(runIn(string(data), "grade", "-json", "-password", "口令 1", "-")); got != good {
		t.Error("piped:", got)
	}
	for what, c := range map[string]struct {
		ask  func() (string, error)
		want string
	}{
		"nobody to ask": {nil, "FENJI_PASSWORD"}, "typed wrong": {func() (string, error) { return "x", nil }, "is not the password"},
		"typed nothing": {func() (string, error) { return "", nil }, "-password"}, "a broken terminal": {func() (string, error) { return "", io.ErrUnexpectedEOF }, "EOF"},
		"typed": {func() (string, error) { return "口令 1", nil }, ""},
	} {
		var out, err strings.Builder
		code := Run([]string{"grade", "-lang", "en", shut}, Streams{In: strings.NewReader(""), Out: &out, Err: &err, Ask: c.ask})
		if (code == Done) != (c.want == "") || !strings.Contains(err.String(), c.want) || (c.ask != nil) != strings.Contains(err.String(), "Password of shut.xlsx") {
			t.Errorf("%s: exit %d, %s", what, code, &err)
		}
		if strings.Contains(err.String()+out.String(), "口令") {
			t.Errorf("%s: the password is said", what)
		}
	}
	t.Setenv("FENJI_PASSWORD", "口令 1")
	if got := graded(runIn("", "grade", "-json", shut)); got != good {
		t.Error("set:", got)
	}
	if r := runIn("", "grade", "-lang", "en", "-password", "two", shut); r.code != Error || !strings.Contains(r.err, "shut.xlsx: This is not the password") {
		t.Errorf("another: exit %d, %s", r.code, r.err)
	}
}

// TestProject: what was decided on the page holds in the terminal, for files whose headers are those; what is typed goes first, and
// what the files have not is said.
func TestProject(t *testing.T) {
	plainLocale(t)
	dir := t.TempDir()
	base, _ := profiles.ByID("lianyungang-dental")
	own := *base
	own.ID, own.Name = "our-own", profile.Text{Zh: "本院", En: "Our own"}
	own.Bands = append([]profile.Band(nil), base.Bands...)
	for i := range own.Bands {
		own.Bands[i].Grade = []string{"S", "M", "L", "X"}[i]
	}
	p := rules.Project{Columns: []rules.Meaning{{Header: "状态", Role: "ignore"}, {Header: "没有的列", Role: "doctor"}}, Choices: rules.Choices{Visits: "row"}, Profile: &own}
	data, err := p.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	project := filepath.Join(dir, "clinic.fenji.json")
	os.WriteFile(project, data, 0o644)
	r := runIn("", "grade", visits, "-project", project, "-lang", "en", "-json")
	var j struct {
		Profile, Visits string
		Grades          []struct{ Grade string }
	}
	if err := json.Unmarshal([]byte(r.out), &j); err != nil || r.code != Done || j.Profile != "our-own" || j.Visits != "row" || j.Grades[0].Grade != "S" {
		t.Errorf("exit %d, %v, %+v\n%s", r.code, err, j, r.err)
	}
	if !strings.Contains(r.err, "没有的列") || strings.Contains(r.err, "-answer status") {
		t.Errorf("what is lacking, and what is settled: %s", r.err)
	}
	if r := runIn("", "grade", visits, "-project", project, "-lang", "en"); !strings.Contains(r.out, "graded by Our own") || !strings.Contains(r.out, "  S Core value") {
		t.Errorf("exit %d: %s%s", r.code, r.out, r.err)
	}
	if r := runIn("", "grade", visits, "-project", project, "-profile", "chongqing-course", "-json"); !strings.Contains(r.out, `"profile": "chongqing-course"`) {
		t.Errorf("typed: %s%s", r.out, r.err)
	}
	text, _ := own.MarshalJSON()
	file := filepath.Join(dir, "own.json")
	os.WriteFile(file, text, 0o644)
	if r := runIn("", "grade", visits, "-profile", file, "-lang", "en"); r.code != Done || !strings.Contains(r.out, "graded by Our own") {
		t.Errorf("exit %d: %s%s", r.code, r.out, r.err)
	}
	if r := runIn("", "sql", "-profile", project, "-dialect", "duckdb", "-as-of", "2024-12-31"); r.code != Done || !strings.Contains(r.out, "our-own") {
		t.Errorf("a script of a project's rules: exit %d: %s", r.code, r.err)
	}
	// A project may hold the key of the pseudonyms.
	pseudonyms := func(args ...string) ran {
		return runIn("", append([]string{"grade", visits, "-lang", "en", "-names", "pseudonyms", "-o", "-"}, args...)...)
	}
	if r := pseudonyms("-project", project); r.code != Error || !strings.Contains(r.err, "holds none") {
		t.Errorf("a project without a key: exit %d: %s", r.code, r.err)
	}
	key := privacy.KeyFile(privacy.Key{1, 2, 3}, "what it is", "keep it apart")
	keyFile, held := filepath.Join(dir, "key.txt"), filepath.Join(dir, "held.fenji.json")
	os.WriteFile(keyFile, []byte(key), 0o644)
	p.Key = key
	if data, err = p.MarshalJSON(); err != nil {
		t.Fatal(err)
	}
	os.WriteFile(held, data, 0o644)
	if within, beside := pseudonyms("-project", held), pseudonyms("-project", project, "-key", keyFile); within.code != Done || within.out == "" || within.out != beside.out {
		t.Errorf("the key within: exit %d: %s%s, beside: %s%s", within.code, within.out, within.err, beside.out, beside.err)
	}
	// As the page does with the same project.
	content, _ := os.ReadFile(visits)
	set := protocol.Settings{Sheet: -1, Profile: "lianyungang-dental", AsOf: "2024-12-31"}
	s := &session.Session{Options: sheet.Options{GB18030: gb18030.Reader, Big5: big5.Reader}}
	if _, err := s.Load(protocol.Load{Names: []string{"visits.csv"}, Settings: set}, [][]byte{content}, func(protocol.Progress) {}); err != nil {
		t.Fatal(err)
	}
	set, _ = s.WithProject(set, &p, true)
	out := filepath.Join(dir, "out.csv")
	if r := runIn("", "grade", visits, "-project", project, "-as-of", "2024-12-31", "-o", out); r.code != Done {
		t.Fatal(r.err)
	}
	got, _ := os.ReadFile(out)
	if want := asPage(t, [][]byte{content}, []string{"visits.csv"}, set, protocol.Export{Format: "csv", Lang: "zh-CN"}); !bytes.Equal(got, want) {
		t.Errorf("%d bytes, the page saves %d others", len(got), len(want))
	}
	for what, bad := range map[string]string{"no project": `{}`, "no JSON": "a"} {
		os.WriteFile(project, []byte(bad), 0o644)
		if r := runIn("", "grade", visits, "-project", project); r.code != Error || !strings.Contains(r.err, "clinic.fenji.json") {
			t.Errorf("%s: exit %d, %s", what, r.code, r.err)
		}
	}
}
