package past

import (
	"bytes"
	"errors"
	"reflect"
	"strings"
	"testing"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/profile"
	"fenji/scoring/profiles"
	"fenji/scoring/sheet"
)

func day(y, m, d int) civil.Day {
	v, _ := civil.DateOf(y, m, d)
	return v
}

func stamp() Stamp {
	p := profiles.All()[0]
	return Of(&scoring.Result{Profile: p, AsOf: day(2024, 11, 30)}, "", "", "day")
}

func history() *History {
	return &History{stamp(), []Day{
		{day(2024, 10, 31), []Row{{"0012", 12, 3, true, 15_005_000, "A"}, {`=1+"x", y`, 0, 1, true, 10_000, "C"}}},
		{day(2024, 11, 30), []Row{{"0012", 42, 3, true, 15_005_000, "B"}, {`=1+"x", y`, 30, 1, true, 10_000, "C"},
			{"'quoted", 0, 0, false, -25_000, ""}, {"two\nlines", -1, 2, true, 1, "A"}}},
	}}
}

func TestHistory(t *testing.T) {
	h := history()
	data := Encode(h)
	got, err := Decode(data)
	if err != nil || !reflect.DeepEqual(got, h) {
		t.Fatalf("%v\n%+v\n%s", err, got, data)
	}
	for _, line := range strings.Split(string(data), "\r\n") {
		for _, c := range strings.Split(line, ",") {
			if strings.HasPrefix(strings.Trim(c, `"`), "=") {
				t.Errorf("a formula: %s", c)
			}
		}
	}
	text := string(data)
	for _, changed := range []string{
		strings.Replace(text, "0012", "12", 1), strings.Replace(text, "2024-10-31", "2024/10/31", 1), text + "\r\n",
		strings.Replace(text, ",A,", ",B,", 1), strings.TrimSuffix(text, "\r\n"), text[:len(text)/2], "", "fenji-history,1\r\n",
		strings.ReplaceAll(text, "\r\n", "\n"),
	} {
		if got, err := Decode([]byte(changed)); err == nil {
			t.Errorf("%q is taken for %+v", changed, got)
		}
	}
	_, err = Decode([]byte(strings.Replace(text, "history,1,", "history,2,", 1)))
	if code(err) != Newer {
		t.Errorf("a later version: %v", err)
	}
}

func code(err error) scoring.Code {
	var i scoring.Issue
	errors.As(err, &i)
	return i.Code
}

// table writes rows of texts and numbers as a workbook and reads it.
func table(t testing.TB, rows ...[]string) *sheet.Table {
	t.Helper()
	var out bytes.Buffer
	w := sheet.NewWriter(&out)
	err := w.Sheet(sheet.SheetSpec{Name: "说明"})
	for _, row := range rows {
		var cells []sheet.Value
		for _, c := range row {
			if d, e := decimal.Parse(c); e == nil && c != "0012" {
				cells = append(cells, sheet.Num(d))
			} else {
				cells = append(cells, sheet.Str(c))
			}
		}
		if err == nil {
			err = w.Row(cells)
		}
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	book, err := sheet.Open("a.xlsx", bytes.NewReader(out.Bytes()), int64(out.Len()), sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	tab, err := book.Read(0)
	if err != nil {
		t.Fatal(err)
	}
	return tab
}

func rowsOf(s Stamp) (rows [][]string) {
	rows = [][]string{{"说明"}, {"", "方案"}, {}}
	for _, r := range s.Rows() {
		rows = append(rows, r[:])
	}
	return rows
}

func TestStamp(t *testing.T) {
	want := stamp()
	got, found, err := ReadStamp(table(t, rowsOf(want)...))
	if err != nil || !found || got != want {
		t.Fatalf("%+v %v %v", got, found, err)
	}
	if _, found, err := ReadStamp(table(t, []string{"a", "b"})); found || err != nil {
		t.Error("a stamp where none is")
	}
	broken := rowsOf(want)
	broken[5][0] = "regeln"
	if _, _, err := ReadStamp(table(t, broken...)); code(err) != Damaged {
		t.Error(err)
	}
	later := rowsOf(want)
	later[3][1] = "2"
	if _, _, err := ReadStamp(table(t, later...)); code(err) != Newer {
		t.Error(err)
	}
}

func TestFits(t *testing.T) {
	p := profiles.All()[0]
	for _, c := range []struct {
		change func(*Stamp)
		p      *profile.Profile
		now    civil.Day
		key    string
		want   scoring.Code
	}{
		{func(*Stamp) {}, p, day(2024, 12, 31), "", ""},
		{func(s *Stamp) { s.Names = "masked" }, p, day(2024, 12, 31), "", Masked},
		{func(s *Stamp) { s.Names, s.Key = "pseudonyms", "ABCD-EFGH" }, p, day(2024, 12, 31), "", OtherKey},
		{func(s *Stamp) { s.Names, s.Key = "pseudonyms", "ABCD-EFGH" }, p, day(2024, 12, 31), "ABCD-EFGX", OtherKey},
		{func(s *Stamp) { s.Names, s.Key = "pseudonyms", "ABCD-EFGH" }, p, day(2024, 12, 31), "ABCD-EFGH", ""},
		{func(s *Stamp) { s.Currency = "USD" }, p, day(2024, 12, 31), "", OtherMoney},
		{func(*Stamp) {}, profiles.All()[1], day(2024, 12, 31), "", OtherRules},
		{func(*Stamp) {}, p, day(2024, 11, 30), "", Later},
	} {
		s := stamp()
		c.change(&s)
		if got := code(s.Fits(c.p, "", c.now, c.key)); got != c.want {
			t.Errorf("%+v: %q, want %q", s, got, c.want)
		}
	}
}

func TestReadGraded(t *testing.T) {
	for _, head := range [][]string{
		{"客户编号", "最近消费日期", "消费间隔天数", "消费频率", "消费总金额", "R评分", "F评分", "M评分", "RFM评分", "用户分级", "建议", "备注"},
		{"Customer", "Last purchase", "R days", "F visits", "M amount", "R points", "F points", "M points", "Score", "Grade", "Advice", "Note"},
	} {
		rows, err := ReadGraded(table(t, head, []string{"0012", "2024-11-20", "10", "3", "1500.5", "5", "2", "4", "3.8", "B", "x", ""},
			[]string{"1001", "", "", "0", "-20", "", "", "", "", "", "", "x"}), "yuan")
		want := []Row{{"0012", 10, 3, true, 15_005_000, "B"}, {"1001", 0, 0, false, -200_000, ""}}
		if err != nil || !reflect.DeepEqual(rows, want) {
			t.Errorf("%+v %v", rows, err)
		}
		_, err = ReadGraded(table(t, head, []string{"K1", "", "x", "1", "1"}), "yuan")
		if code(err) != Damaged {
			t.Error(err)
		}
		_, err = ReadGraded(table(t, head, []string{"K1", "", "1", "1", "1"}, []string{"K1", "", "1", "1", "1"}), "yuan")
		if code(err) != AnyoneTwice {
			t.Error(err)
		}
	}
	if _, err := ReadGraded(table(t, []string{"a"}), "yuan"); code(err) != NotGraded {
		t.Error(err)
	}
}

// FuzzDecode: what is taken for a history is written again as the same bytes.
func FuzzDecode(f *testing.F) {
	f.Add(Encode(history()))
	f.Add(Encode(&History{Stamp: stamp()}))
	f.Add([]byte("fenji-history,1,profile=x\r\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		// The sum would stop nearly every change: it is made right, so that what lies behind it is reached.
		text := strings.TrimPrefix(string(data), "\ufeff")
		if head, body, found := strings.Cut(text, "\r\n"); found {
			if at := strings.LastIndex(head, ",sum="); at > 0 {
				data = []byte("\ufeff" + head[:at] + ",sum=" + sumOf([]byte(body)) + "\r\n" + body)
			}
		}
		h, err := Decode(data)
		if err != nil {
			if code(err) == "" {
				t.Fatalf("no issue: %v", err)
			}
			return
		}
		again, err := Decode(Encode(h))
		if err != nil || !reflect.DeepEqual(again, h) {
			t.Fatalf("%+v\n%+v %v", h, again, err)
		}
	})
}
