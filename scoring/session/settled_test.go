package session_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"fenji/scoring/protocol"
	"fenji/scoring/session"
)

// settled drops a file, answers its questions and says what is made of it, and what is still asked.
func settled(t *testing.T, name string, file []byte, answers ...protocol.Answer) string {
	t.Helper()
	s := new(session.Session)
	set := protocol.Settings{Sheet: -1, Profile: "lianyungang-dental", AsOf: "2024-12-31", Today: "2025-01-10"}
	out, err := s.Load(protocol.Load{Names: []string{name}, Settings: set}, [][]byte{file}, silent)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range answers {
		at := slices.IndexFunc(out.Asks, func(q protocol.Ask) bool { return q.Code == a.Code && q.Key == a.Key })
		if at < 0 || !slices.Contains(out.Asks[at].Answers, a.ID) {
			t.Fatalf("%+v is no answer to any of %+v", a, out.Asks)
		}
		set.Answers = append(set.Answers, a)
		if out, err = s.Grade(set, silent); err != nil {
			t.Fatal(err)
		}
	}
	var list []string
	for who, f := range figuresOf(t, s) {
		list = append(list, fmt.Sprint(who, " ", f[0], " ", f[1]))
	}
	slices.Sort(list)
	said := strings.Join(list, "; ")
	if asked := openAsks(out); len(asked) > 0 {
		said += " asks " + strings.Join(asked, " ")
	}
	return said
}

// TestSettled: each answer does what it says, and the question is closed.
func TestSettled(t *testing.T) {
	const (
		points = "病历号,收费日期,实收金额\nA1,2024-12-01,1.200\nA2,2024-12-02,12.500\nA3,2024-12-03,350\n"
		cents  = "病历号,收费日期,实收金额\nA1,2024-12-01,1.200\nA2,2024-12-02,12.50\nA3,2024-12-03,350.00\n"
		bare   = "病历号,收费日期,实收金额\nA1,12月30日,600\nA2,1月3日,300\nA2,12月30日,100\n"
		months = "病历号,收费日期,实收金额\nA1,2024-11,600\nA2,2024-10,300\nA2,2024-12-30,100\n"
		units  = "病历号,收费日期,项目,次数,单次费用\nA1,2024-12-01,针灸,3,100\nA2,2024-12-02,针灸,2,80\nA3,2024-12-03,推拿,1,90\n"
		parts  = "Customer ID,Date,Price,Tax,Discount\nA1,2024-12-01,100,8,20\nA2,2024-12-02,200,16,0\nA3,2024-12-13,100,8,0\n"
	)
	for _, c := range []struct {
		file, code, key, id, want string
	}{
		{points, "amount", "实收金额", "groups", "A1 1 1200; A2 1 12500; A3 1 350"},
		{points, "amount", "实收金额", "point", "A1 1 1; A2 1 12; A3 1 350"},
		{cents, "amount", "实收金额", "groups", "A1 1 1200; A2 1 12; A3 1 350"},
		{cents, "amount", "实收金额", "point", "A1 1 1; A2 1 12; A3 1 350"},
		{bare, "date", "收费日期", "in:2024", "A1 1 600; A2 2 400"},
		{bare, "date", "收费日期", "in:2023", "A1 1 600; A2 2 400"},
		{bare, "date", "收费日期", "aside", ""},
		{months, "date", "收费日期", "first", "A1 1 600; A2 2 400"},
		{months, "date", "收费日期", "last", "A1 1 600; A2 2 400"},
		{months, "date", "收费日期", "aside", "A2 1 100"},
		{units, "amount", "", "product", "A1 1 300; A2 1 160; A3 1 90"},
		{units, "amount", "", "column:4", "A1 1 100; A2 1 80; A3 1 90"},
		{parts, "amount", "", "sum", "A1 1 88; A2 1 216; A3 1 108"},
		{parts, "amount", "", "column:2", "A1 1 100; A2 1 200; A3 1 100"},
	} {
		if got := settled(t, "a.csv", []byte(c.file), protocol.Answer{Code: c.code, Key: c.key, ID: c.id}); got != c.want {
			t.Errorf("%s %s: %s, want %s\n%s", c.code, c.id, got, c.want, c.file)
		}
	}
}

// TestNamesThatManyShare: who makes up much of a log, or comes nearly daily, is asked about; a good customer is not.
func TestNamesThatManyShare(t *testing.T) {
	log := func(often ...int) string { // how often the first customers come; each of twenty others comes three times
		var b strings.Builder
		b.WriteString("会员号,消费日期,实付金额\n")
		for i, n := range append(often, slices.Repeat([]int{3}, 20)...) {
			for k := range n {
				fmt.Fprintf(&b, "V%03d,2024-%02d-%02d,%d\n", i, 1+(k*7+i)%12, 1+(k*11+i*5)%28, 100+k*13+i)
			}
		}
		return b.String()
	}
	for _, c := range []struct {
		name, file string
		asked      bool
	}{
		{"like all others", log(3), false}, {"twice as often", log(7), false}, {"a good customer", log(11), false}, {"a third of all", log(30), true}, {"two such names", log(40, 36), true},
		{"one who comes every month", log(12), false}, {"four of a kind", log(30, 30, 30, 30), false},
	} {
		got := settled(t, "a.csv", []byte(c.file))
		if strings.Contains(got, "walk-in") != c.asked {
			t.Errorf("%s: %s", c.name, got)
		}
	}
	if got := settled(t, "a.csv", []byte(log(40, 36)), protocol.Answer{Code: "walk-in", Key: "often", ID: "aside"}); strings.Contains(got, "V000") || strings.Contains(got, "V001") || strings.Contains(got, "asks") {
		t.Errorf("left out: %s", got)
	}
}

// TestCurrencyOfFormats: a currency that only the number formats of cells name is seen; two are asked about.
func TestCurrencyOfFormats(t *testing.T) {
	for _, c := range []struct {
		formats  []string // of the amounts in turn, "" for none
		currency string
		want     string
	}{
		{[]string{"[$€-2] #,##0.00"}, "EUR", "A0 9 900; A1 9 900"},
		{[]string{`"$"#,##0.00`, ""}, "USD", "A0 9 900; A1 9 900"},
		{[]string{"¥#,##0.00", ""}, "", "A0 9 900; A1 9 900"},
		{[]string{"[$€-2] #,##0.00", "[$€-2] #,##0.00", "[$$-409]#,##0.00"}, "EUR", "A0 6 600; A1 6 600 asks currency"},
		{[]string{"¥#,##0.00", "¥#,##0", "[$$-409]#,##0.00"}, "CNY", "A0 6 600; A1 6 600 asks currency"},
	} {
		book := excelize.NewFile()
		book.SetSheetRow("Sheet1", "A1", &[]any{"客户编号", "消费日期", "实付金额"})
		for i := range 18 {
			book.SetSheetRow("Sheet1", fmt.Sprint("A", i+2), &[]any{fmt.Sprint("A", i%2), fmt.Sprintf("2024-12-%02d", i+1), 100})
			if format := c.formats[i%len(c.formats)]; format != "" {
				style, err := book.NewStyle(&excelize.Style{CustomNumFmt: &format})
				if err != nil {
					t.Fatal(err)
				}
				book.SetCellStyle("Sheet1", fmt.Sprint("C", i+2), fmt.Sprint("C", i+2), style)
			}
		}
		var file bytes.Buffer
		if err := book.Write(&file); err != nil {
			t.Fatal(err)
		}
		if got := settled(t, "a.xlsx", file.Bytes()); got != c.want {
			t.Errorf("%q: %s, want %s", c.formats, got, c.want)
		}
		s := new(session.Session)
		out, err := s.Load(protocol.Load{Names: []string{"a.xlsx"}, Settings: protocol.Settings{Sheet: -1, Profile: "lianyungang-dental"}}, [][]byte{file.Bytes()}, silent)
		if err != nil {
			t.Fatal(err)
		}
		if out.Currency != c.currency && !(c.currency == "" && out.Currency == "CNY") {
			t.Errorf("%q: %q, want %q", c.formats, out.Currency, c.currency)
		}
	}
}
