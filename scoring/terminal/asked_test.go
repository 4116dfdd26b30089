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
	"testing"

	"github.com/xuri/excelize/v2"

	"fenji/scoring/privacy"
	"fenji/scoring/profile"
	"fenji/scoring/profiles"
	"fenji/scoring/protocol"
	"fenji/scoring/rules"
	"fenji/scoring/session"
	"fenji/scoring/sheet"
	"fenji/scoring/sheet/big5"
	"fenji/scoring/sheet/gb18030"
)

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
	if _, said := run(out, answers{{Code: "prepaid", ID: "paid-in"}}); !strings.Contains(said, "no question that -answer prepaid=paid-in answers") {
		t.Errorf("an answer that nobody asked for: %q", said)
	}
	var a answers
	if err := a.Set("status:a:b=c=void"); err != nil || a[0] != (protocol.Answer{Code: "status", Key: "a:b=c", ID: "void"}) {
		t.Errorf("%+v, %v", a, err)
	}
}

// TestAnswerWithoutKey: it is for the only question of its code. What was of no use is told to machines, too.
func TestAnswerWithoutKey(t *testing.T) {
	plainLocale(t)
	const text = "客户编号,日期,金额,订单状态\nA1,2024-12-01,500,已支付\nB2,2024-12-20,300,已支付\nC3,2024-11-05,80,处理完\n"
	run := func(args ...string) (r ran, asked int, unasked []string) {
		r = runIn(text, append([]string{"grade", "-", "-json", "-strict"}, args...)...)
		var j struct {
			Asks    []struct{ Answered bool }
			Unasked []string
		}
		if err := json.Unmarshal([]byte(r.out), &j); err != nil {
			t.Fatalf("%v\n%s%s", err, r.out, r.err)
		}
		return r, len(j.Asks), j.Unasked
	}
	if r, asked, unasked := run("-answer", "status=void"); r.code != Done || asked != 1 || len(unasked) > 0 || !strings.Contains(r.out, `"customers": 2,`) {
		t.Errorf("exit %d, %d questions, %q of no use\n%s", r.code, asked, unasked, r.out)
	}
	if r, _, unasked := run("-answer", "status:状态=void", "-answer", "walk-in=keep"); r.code != Open || len(unasked) != 2 || unasked[0] != "-answer status:状态=void" {
		t.Errorf("exit %d, %q of no use", r.code, unasked)
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
