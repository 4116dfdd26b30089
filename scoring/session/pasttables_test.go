package session_test

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"fenji/scoring"
	"fenji/scoring/decimal"
	"fenji/scoring/profiles"
	"fenji/scoring/protocol"
	"fenji/scoring/session"
	"fenji/scoring/sheet"
)

// bookOf writes sheets of texts and numbers: the first cell of each row list is the sheet's name.
func bookOf(t testing.TB, sheets map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := sheet.NewWriter(&out)
	var names []string
	for name := range sheets {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if err := w.Sheet(sheet.SheetSpec{Name: name}); err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(strings.TrimSpace(sheets[name]), "\n") {
			var cells []sheet.Value
			for _, c := range strings.Split(line, ",") {
				if d, err := decimal.Parse(c); err == nil && c[0] != '0' {
					cells = append(cells, sheet.Num(d))
				} else {
					cells = append(cells, sheet.Str(c))
				}
			}
			if err := w.Row(cells); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func codeOfError(err error) scoring.Code {
	var i scoring.Issue
	errors.As(err, &i)
	return i.Code
}

func base(t *testing.T, s *session.Session, name string, data []byte) *protocol.BaseRead {
	t.Helper()
	read, err := s.Base(protocol.BaseFile{Name: name}, bytes.NewReader(data))
	if err != nil {
		t.Fatal(name, err)
	}
	return read
}

// TestWhoGraded: a graded list whose stamp is lost is held against all rules. Where only today's give its grades they are taken;
// where others do as well, or none, the user is asked, and nothing is compared before.
func TestWhoGraded(t *testing.T) {
	text := visitsOf(41, 90, 700)
	csv := func(profile string) []byte {
		then, _ := load(t, "a.csv", text, protocol.Settings{Profile: profile, AsOf: "2024-11-30"})
		return exported(t, then, protocol.Export{Format: "csv", Lang: "zh-CN"})
	}
	since := protocol.Since{File: "then.csv", Day: "2024-11-30"}
	said := since
	for _, c := range []struct {
		graded, today string
		fits          []string
		asks          bool
		wrong         bool
	}{
		{"lianyungang-dental", "lianyungang-dental", []string{"lianyungang-dental"}, false, false},
		// These two rank alike and count over other days: nobody can tell which it was.
		{"chongqing-course", "chongqing-course", []string{"chongqing-course", "hangzhou-ads"}, true, false},
		{"hangzhou-ads", "chongqing-course", []string{"chongqing-course", "hangzhou-ads"}, true, false},
		{"chongqing-course", "lianyungang-dental", []string{"chongqing-course", "hangzhou-ads"}, true, true},
	} {
		s, _ := load(t, "a.csv", text, protocol.Settings{Profile: c.today})
		read := base(t, s, "then.csv", csv(c.graded))
		if !slices.Equal(read.Fits, c.fits) || read.Asks != c.asks || (read.Wrong > 0) != c.wrong || !read.Checked || (read.Where != "") != c.wrong {
			t.Errorf("%s by %s: %+v", c.graded, c.today, read)
		}
		_, err := s.Change(since)
		if (codeOfError(err) == "base-asks") != c.asks {
			t.Errorf("%s by %s before it was said: %v", c.graded, c.today, err)
		}
		if !c.asks {
			continue
		}
		said.Rules = "hangzhou-ads"
		if _, err := s.Change(said); codeOfError(err) != "base-rules" {
			t.Errorf("other rules: %v", err)
		}
		said.Rules = c.today
		change, err := s.Change(said)
		if err != nil || change.Kind != protocol.ChangeTables {
			t.Fatal(err)
		}
		// The answer is remembered: of the cells it leads to the customers, and of the warnings.
		view, err := s.Arrange(protocol.View{Filters: []protocol.Filter{{Field: "change", Values: []string{"A", "A"}, Low: "2024-11-30", High: "then.csv"}}})
		if err != nil || view.Rows != count(change, "A", "A") {
			t.Errorf("%+v %v, want %d", view, err, count(change, "A", "A"))
		}
	}
	// Its rows tell of which day it is.
	s, _ := load(t, "a.csv", text, protocol.Settings{})
	base(t, s, "then.csv", csv("lianyungang-dental"))
	if _, err := s.Change(protocol.Since{File: "then.csv", Day: "2024-10-31"}); codeOfError(err) != "base-other" {
		t.Errorf("another day: %v", err)
	}
	// Another grade was typed: it is said where, and how many.
	data := bytes.Replace(csv("lianyungang-dental"), []byte(",B,"), []byte(",A,"), 1)
	if read := base(t, s, "then.csv", data); !read.Asks || read.Wrong != 1 || !strings.HasPrefix(read.Where, "J") || len(read.Fits) != 0 {
		t.Errorf("%+v", read)
	}
}

func count(c *protocol.Change, from, to string) int {
	for _, m := range c.Cells {
		if m.From == from && m.To == to {
			return m.Count
		}
	}
	return -1
}

const tableHead = "客户编号,消费间隔天数,消费频率,消费总金额\n"

// TestSheetsOfMonths: a workbook with a sheet for each month is a history; where the months are not told nothing is guessed.
func TestSheetsOfMonths(t *testing.T) {
	s, _ := load(t, "now.csv", tableHead+"K1,5,12,5000\nK2,200,3,400\nK3,10,1,50\n", protocol.Settings{AsOf: "2024-12-31"})
	oct, nov := tableHead+"K1,40,9,900\nK2,5,3,400\n", tableHead+"K1,20,11,4500\nK2,30,3,400\nK4,5,2,300\n"
	read := base(t, s, "months.xlsx", bookOf(t, map[string]string{"2024-10": oct, "2024年11月": nov, "说明": "这是说明\n没有客户\n"}))
	if !slices.Equal(read.Days, []string{"2024-10-31", "2024-11-30"}) || read.Customers != 3 || read.Known != 2 || !read.Raw {
		t.Fatalf("%+v", read)
	}
	for _, c := range []struct {
		since protocol.Since
		day   string
		want  []string
	}{
		{protocol.Since{File: "months.xlsx"}, "2024-11-30", []string{"AA1", "BD1", "newC1", "Babsent1"}},
		{protocol.Since{File: "months.xlsx", Day: "2024-11-15"}, "2024-10-31", []string{"BA1", "BD1", "newC1"}},
	} {
		change, err := s.Change(c.since)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, m := range change.Cells {
			if m.Count > 0 {
				got = append(got, m.From+m.To+string(rune('0'+m.Count)))
			}
		}
		if change.Base != c.day || !slices.Equal(got, c.want) {
			t.Errorf("%+v: %s %q, want %q", c.since, change.Base, got, c.want)
		}
	}
	for _, names := range [][2]string{{"Sheet1", "Sheet2"}, {"2024-11", "11月"}, {"2024-11", "202411"}, {"2024-13", "2024-12"}} {
		data := bookOf(t, map[string]string{names[0]: oct, names[1]: nov})
		if _, err := s.Base(protocol.BaseFile{Name: "b.xlsx"}, bytes.NewReader(data)); codeOfError(err) != "base-sheets" {
			t.Errorf("%q: %v", names, err)
		}
	}
}

// TestOtherPrograms: tables of other programs as base. Headers go by other names, grades by other words, which are not used and said;
// ids written another way are listed, and never merged.
func TestOtherPrograms(t *testing.T) {
	s, _ := load(t, "now.csv", tableHead+"0012,5,12,5000\n0013,200,3,400\nK-3,10,1,50\n张三,9,2,700\n", protocol.Settings{AsOf: "2024-12-31"})
	for _, file := range []string{
		"会员卡号,距上次消费天数,消费次数,累计消费金额,等级\n0012,20,11,4500,核心\n0013,30,3,400,流失\nK-3,5,2,300,一般\n张三,8,1,90,★★★\n",
		"Member ID,Days since last purchase,Number of visits,Total spent,Grade\n0012,20,11,4500,S\n0013,30,3,400,5\nK-3,5,2,300,x\n张三,8,1,90,-\n",
		"编号,消费间隔天数,消费频率,消费总金额,用户分级\n００１２,20,11,4500,A\n 0013 ,30,3,400,A\nＫ-3,5,2,300,A\n张三,8,1,90,A\n",
	} {
		read := base(t, s, "old.csv", []byte(file))
		if !read.Raw || read.Customers != 4 || read.Known != 4 || read.Asks {
			t.Errorf("%s: %+v", file, read)
		}
		change, err := s.Change(protocol.Since{File: "old.csv", Day: "2024-11-30"})
		if err != nil || count(change, "A", "A") != 1 || count(change, "B", "D") != 1 || count(change, "new", "C") != 0 {
			t.Errorf("%s: %+v %v", file, change, err)
		}
	}
	// A spreadsheet took the zeros away, a reception wrote another dash.
	read := base(t, s, "old.csv", []byte(tableHead+"12,20,11,4500\n13,30,3,400\nk 3,5,2,300\n李四,8,1,90\n"))
	change, err := s.Change(protocol.Since{File: "old.csv", Day: "2024-11-30"})
	if err != nil || read.Known != 0 || len(change.Pairs) != 3 {
		t.Errorf("%+v, pairs %+v %v", read, change.Pairs, err)
	}
	// Another number, but the same telephone.
	now, _ := load(t, "now.csv", "客户编号,手机号,消费间隔天数,消费频率,消费总金额\nN1,138-0013-8000,5,12,5000\nN2,13900139000,30,3,400\n", protocol.Settings{AsOf: "2024-12-31"})
	base(t, now, "old.csv", []byte("客户编号,手机号,消费间隔天数,消费频率,消费总金额\nN2,13900139000,20,11,4500\nG7,13800138000,30,3,400\n"))
	change, err = now.Change(protocol.Since{File: "old.csv", Day: "2024-11-30"})
	if err != nil || len(change.Pairs) != 1 || !strings.HasPrefix(change.Pairs[0].Gone, "G7") || !strings.HasPrefix(change.Pairs[0].New, "N1") {
		t.Errorf("%+v %v", change.Pairs, err)
	}
	// Another file of the same name is another file.
	base(t, now, "old.csv", []byte("客户编号,手机号,消费间隔天数,消费频率,消费总金额\nN1,13800138000,300,1,40\nN2,13900139000,20,11,4500\n"))
	if change, err = now.Change(protocol.Since{File: "old.csv", Day: "2024-11-30", Read: 2}); err != nil || len(change.Pairs) != 0 || count(change, "D", "A") != 1 {
		t.Errorf("%+v %v", change, err)
	}
	// Names that are covered identify nobody, with a stamp or without.
	if _, err := s.Base(protocol.BaseFile{Name: "m.csv"}, strings.NewReader(tableHead+"张*,20,11,4500\n李**,30,3,400\n")); codeOfError(err) != "base-masked" {
		t.Errorf("covered names: %v", err)
	}
}

// TestPartOfAMonth: an export of some customers is no base, as all others would be new.
func TestPartOfAMonth(t *testing.T) {
	text := visitsOf(51, 40, 300)
	then, _ := load(t, "a.csv", text, protocol.Settings{AsOf: "2024-11-30"})
	if _, err := then.Arrange(protocol.View{Search: "K00"}); err != nil {
		t.Fatal(err)
	}
	s, _ := load(t, "a.csv", text, protocol.Settings{})
	for scope, want := range map[string]scoring.Code{"view": "base-part", "": ""} {
		data := exported(t, then, protocol.Export{Format: "xlsx", Scope: scope})
		if _, err := s.Base(protocol.BaseFile{Name: "p.xlsx"}, bytes.NewReader(data)); codeOfError(err) != want {
			t.Errorf("%q: %v, want %q", scope, err, want)
		}
	}
}

// TestTablesCounted: every cell of the migration of two tables of customers, by every profile, is what a slow count of both tables
// graded by themselves gives, in customers and in money.
func TestTablesCounted(t *testing.T) {
	seed := uint32(5)
	next := func(n int) int {
		seed = seed*1664525 + 1013904223
		return int(seed>>8) % n
	}
	for _, p := range profiles.All() {
		head := tableHead
		if p.Unit.String() == "wan" {
			head = strings.Replace(head, "消费总金额", "消费总金额（万元）", 1)
		}
		table := func() string {
			var b strings.Builder
			b.WriteString(head)
			for who := range 70 {
				if next(5) > 0 {
					fmt.Fprintf(&b, "%03d,%d,%d,%d.%d\n", who, next(420), next(14), next(9), 1+next(9))
				}
			}
			return strings.ReplaceAll(b.String(), "\n000,", "\n00x,")
		}
		then, now := table(), table()
		set := protocol.Settings{Profile: p.ID, AsOf: "2024-12-31"}
		s, _ := load(t, "now.csv", now, set)
		before, _ := load(t, "then.csv", then, set)
		was, rows := map[string]protocol.Row{}, rowsOf(t, s)
		for _, r := range rowsOf(t, before) {
			was[r.ID] = r
		}
		want := map[[2]string][2]int64{}
		add := func(from, to string, r protocol.Row) {
			m := want[[2]string{from, to}]
			d, err := decimal.Parse(r.Value[2])
			if err != nil {
				t.Fatal(err)
			}
			money, ok := decimal.MoneyOf(d, p.Unit)
			if !ok {
				t.Fatal(r.Value[2])
			}
			want[[2]string{from, to}] = [2]int64{m[0] + 1, m[1] + int64(money)}
		}
		for _, r := range rows {
			from := "new"
			if then, known := was[r.ID]; known {
				from = cmp.Or(then.Grade, "none")
				delete(was, r.ID)
			}
			add(from, cmp.Or(r.Grade, "none"), r)
		}
		for _, r := range was {
			add(cmp.Or(r.Grade, "none"), "absent", r)
		}
		base(t, s, "then.csv", []byte(then))
		c, err := s.Change(protocol.Since{File: "then.csv", Day: "2024-11-30"})
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range c.Cells {
			w := want[[2]string{m.From, m.To}]
			delete(want, [2]string{m.From, m.To})
			if int64(m.Count) != w[0] || m.Money != decimal.Money(w[1]).String() {
				t.Errorf("%s: %+v, want %d, %s", p.ID, m, w[0], decimal.Money(w[1]).String())
			}
		}
		if len(want) > 0 {
			t.Errorf("%s: not counted: %v", p.ID, want)
		}
	}
}

// TestBaseRows: rows of a table of the past that are not understood, or that are of one customer, are told; money of another
// currency is refused.
func TestBaseRows(t *testing.T) {
	s, _ := load(t, "now.csv", "客户,最近消费日期,消费次数,消费总金额\nK1,2024-12-20,5,3200\nK2,2024-11-01,2,400\nK3,2024-12-31,1,90\n", protocol.Settings{})
	head := "客户,最近消费日期,消费次数,消费总金额\n"
	for _, c := range []struct {
		text          string
		aside, merged int
		where         string
		refused       scoring.Code
	}{
		{head + "K1,2024-11-20,4,3000\nK2,2024-11-01,2,400\n", 0, 0, "", ""},
		{head + "K1,2024-11-20,4,3000\nK2,2024-11-01,zwei,400\nK3,,,\n", 2, 0, "C3", ""},
		{head + "K1,2024-11-20,4,3000\nK1,2024-11-22,1,50\nK2,2024-11-01,2,400\n", 0, 1, "", ""},
		{head + "K1,2024-11-20,4,$3000\nK2,2024-11-01,2,$400\n", 0, 0, "", "base-currency"},
		{"客户,最近消费日期,消费次数,消费总金额(美元)\nK1,2024-11-20,4,3000\n", 0, 0, "", "base-currency"},
		{"客户,最近消费日期,消费次数,消费总金额(元)\nK1,2024-11-20,4,3000\n", 0, 0, "", ""},
	} {
		read, err := s.Base(protocol.BaseFile{Name: "then.csv"}, bytes.NewReader([]byte(c.text)))
		if codeOfError(err) != c.refused {
			t.Errorf("%s: %v", c.text, err)
		} else if err == nil && (read.Aside != c.aside || read.Merged != c.merged || read.Where != c.where || !read.Raw) {
			t.Errorf("%s: %+v", c.text, read)
		}
	}
}

// TestFilesOfMonths: several files read one after the other are one past, whatever their order; each has to tell its day.
func TestFilesOfMonths(t *testing.T) {
	text := visitsOf(41, 90, 700)
	s, _ := load(t, "a.csv", text, protocol.Settings{})
	days := []string{"2024-11-30", "2024-06-30", "2024-09-30"}
	var books [][]byte
	for _, day := range days {
		then, _ := load(t, "a.csv", text, protocol.Settings{AsOf: day})
		books = append(books, exported(t, then, protocol.Export{Format: "xlsx", Lang: "zh-CN"}))
	}
	read := func(name string, data []byte, also bool) (*protocol.BaseRead, error) {
		return s.Base(protocol.BaseFile{Name: name, Also: also}, bytes.NewReader(data))
	}
	var out *protocol.BaseRead
	for i, data := range books {
		var err error
		if out, err = read(days[i], data, i > 0); err != nil {
			t.Fatal(err)
		}
	}
	if !out.Coded || !slices.Equal(out.Days, []string{"2024-06-30", "2024-09-30", "2024-11-30"}) || out.Known != out.Customers {
		t.Fatalf("%+v", out)
	}
	for _, c := range [][2]string{{"", "2024-11-30"}, {"2024-11-30", "2024-11-30"}, {"2024-10-20", "2024-09-30"}, {"2024-06-30", "2024-06-30"}, {"2024-02-01", "2024-06-30"}} {
		got, err := s.Change(protocol.Since{File: strings.Join(days, " + "), Day: c[0]})
		if err != nil || got.Base != c[1] {
			t.Fatalf("%v: %+v %v", c, got, err)
		}
		want, err := s.Change(protocol.Since{Day: c[1]})
		if err != nil || !slices.Equal(got.Cells[:len(want.Cells)], want.Cells) {
			t.Errorf("since %s: %+v, want %+v (%v)", c[1], got.Cells, want.Cells, err)
		}
	}
	if _, err := read("again", books[1], true); codeOfError(err) != "base-files" {
		t.Errorf("two of one day: %v", err)
	}
	table := []byte("客户,最近一次消费距今天数,消费次数,消费总金额\nK001,10,4,3000\nK002,0,11,8000\n")
	if _, err := read("客户表.csv", table, true); codeOfError(err) != "base-files" {
		t.Errorf("nobody knows the day: %v", err)
	}
	if out, err := read("客户表2024年7月.csv", table, true); err != nil || out.Coded || !slices.Equal(out.Days, []string{"2024-06-30", "2024-07-31", "2024-09-30", "2024-11-30"}) {
		t.Errorf("%+v %v", out, err)
	}
	if out, err := read("alone.csv", table, false); err != nil || !slices.Equal(out.Days, []string{""}) {
		t.Errorf("%+v %v", out, err)
	}
}

// TestVisitRules: a workbook in which visits were counted otherwise than today says so; one that counted as today does not.
func TestVisitRules(t *testing.T) {
	text := "会员号,消费日期,金额,单号\nK1,2024-10-01,100,A1\nK1,2024-10-01,200,A2\nK2,2024-11-02,100,A3\nK3,2024-12-02,100,A4\nK2,2024-12-05,90,A5\n"
	s, _ := load(t, "a.csv", text, protocol.Settings{})
	for rule, want := range map[string]string{"": "", "day": "day", "row": "row"} {
		then, _ := load(t, "a.csv", text, protocol.Settings{AsOf: "2024-11-30", Visits: rule})
		read := base(t, s, "then.xlsx", exported(t, then, protocol.Export{Format: "xlsx", Lang: "en"}))
		if read.Visits != want || !read.Coded {
			t.Errorf("counted by %q: %+v", rule, read)
		}
	}
}

// TestDayOfATable: a table's day is that of its last purchase unless it says another one or the user types a later one; customers
// are graded as of that day.
func TestDayOfATable(t *testing.T) {
	head := "客户,最近消费日期,消费次数,消费总金额"
	rows := []string{"K1,2024-08-29,4,3000", "K2,2024-11-20,2,400", "K3,2024-10-25,1,90", "K4,2024-05-02,6,2000"}
	s, _ := load(t, "now.csv", head+"\nK1,2024-12-20,5,3200\nK2,2024-12-31,2,400\nK3,2024-10-25,1,90\nK4,2024-05-02,6,2000\n", protocol.Settings{})
	for _, c := range []struct{ more, stated, typed, want string }{
		{"", "", "", "2024-11-20"}, {"", "", "2024-11-30", "2024-11-30"}, {"", "", "2024-11-20", "2024-11-20"},
		{"", "", "2024-10-01", "2024-11-20"}, {",分析时间", ",2024-11-25", "2024-11-30", "2024-11-25"},
	} {
		table := head + c.more + "\n" + strings.Join(rows, c.stated+"\n") + c.stated + "\n"
		base(t, s, "then.csv", []byte(table))
		got, err := s.Change(protocol.Since{File: "then.csv", Day: c.typed})
		if err != nil || got.Base != c.want {
			t.Fatalf("%+v: %+v %v", c, got, err)
		}
		then, _ := load(t, "then.csv", table, protocol.Settings{AsOf: c.want})
		want := map[[2]string]int{}
		now := map[string]string{}
		for _, r := range rowsOf(t, s) {
			now[r.ID] = r.Grade
		}
		for _, r := range rowsOf(t, then) {
			want[[2]string{r.Grade, now[r.ID]}]++
		}
		for _, m := range got.Cells {
			if m.Count != want[[2]string{m.From, m.To}] {
				t.Errorf("%+v: %+v, want %v", c, m, want)
			}
		}
	}
}
