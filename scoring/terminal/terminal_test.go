//go:build !js

package terminal

import (
	"bytes"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"fenji/scoring/dialect"
	"fenji/scoring/protocol"
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
		{"examine", "one scheme"},
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

// TestMisreadFlags: what package flag refuses is said in the language that is named, wherever that stands, else in the environment's.
func TestMisreadFlags(t *testing.T) {
	for _, c := range []struct{ locale, args, want string }{
		{"zh_CN.UTF-8", "grade -nope x.csv", "没有 -nope 这个选项"},
		{"en_US.UTF-8", "grade --nope=1 x.csv", "there is no flag -nope"},
		{"en_US.UTF-8", "grade -nope -lang zh-CN", "没有 -nope 这个选项"},
		{"zh_CN.UTF-8", "grade -lang=en -nope", "there is no flag -nope"},
		{"zh_CN.UTF-8", "grade -lang fr -nope", "没有 -nope 这个选项"},
		{"zh_CN.UTF-8", "grade x.csv -o", "-o 后面还要写一个值"},
		{"en_US.UTF-8", "sql -as-of", "-as-of needs a value after it"},
		{"zh_CN.UTF-8", "grade ---o x.csv", "“---o”不是选项的写法"},
		{"zh_CN.UTF-8", "grade -strict=maybe x.csv", "-strict 只能是 true 或 false，不能是“maybe”"},
		{"en_US.UTF-8", "grade -json=2: x.csv", `-json can be true or false, not "2:"`},
		{"zh_CN.UTF-8", `grade -answer 状态:"a" x.csv`, `-answer 不能是“状态:"a"”：要写成 CODE=ID 或 CODE:KEY=ID`},
		{"en_US.UTF-8", "grade -answer status=perhaps x.csv", `-answer cannot be "status=perhaps": there is no such question`},
		{"zh_CN.UTF-8", "grade -password= x.csv", "-password 不能是“”：密码不能是空的"},
	} {
		t.Setenv("LC_ALL", c.locale)
		r := runIn("", strings.Fields(c.args)...)
		if r.code != Usage || !strings.Contains(r.err, c.want) {
			t.Errorf("%s, %s: exit %d, %s", c.locale, c.args, r.code, r.err)
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
