package session_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fenji/scoring/protocol"
)

// TestWordsOfAnotherMonth: a project keeps what was said of words that several customers share, by value; a word of one customer, and
// one that only the next month has, is asked about.
func TestWordsOfAnotherMonth(t *testing.T) {
	month := func(states ...string) string {
		var b strings.Builder
		b.WriteString("病历号,就诊日期,实收金额,收费状态\n")
		for i, s := range states {
			fmt.Fprintf(&b, "K%d,2024-03-%02d,%d,%s\n", i, i+1, 100+i, s)
		}
		return b.String()
	}
	s, _ := load(t, "a.csv", month("已收费", "甲类", "甲类", "甲类", "乙类"), protocol.Settings{Answers: []protocol.Answer{{Code: "status", Key: "收费状态", ID: "void"}}})
	p := s.Project()
	if got := fmt.Sprint(p.Words, p.Answers); got != "[{收费状态 甲类 void}] []" {
		t.Error(got)
	}
	next, _ := load(t, "b.csv", month("已收费", "甲类", "乙类", "丙类"), protocol.Settings{})
	set, _ := next.WithProject(protocol.Settings{Sheet: -1, Profile: "lianyungang-dental"}, p, true)
	out, err := next.Grade(set, silent)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(out.Asks, func(a protocol.Ask) bool { return a.Code == "status" && !a.Answered })
	if i < 0 || out.Asks[i].Rows != 2 || out.Ledger.Used.Rows != 3 {
		t.Errorf("%+v used %+v", out.Asks, out.Ledger.Used)
	}
}

// TestFiguresOfAnotherMonth: a project keeps that the first figures of a column are its amounts, whatever stands beside them.
func TestFiguresOfAnotherMonth(t *testing.T) {
	const head = "病历号,就诊日期,实收金额\n"
	s, _ := load(t, "a.csv", head+"K1,2024-03-01,100\nK2,2024-03-02,约60\n", protocol.Settings{Answers: []protocol.Answer{{Code: "amount", Key: "实收金额", ID: "read"}}})
	p := s.Project()
	if got := fmt.Sprint(p.Answers); got != "[{amount 实收金额 read []}]" {
		t.Error(got)
	}
	next, _ := load(t, "b.csv", head+"K1,2024-04-01,80左右\nK3,2024-04-02,50\n", protocol.Settings{})
	set, _ := next.WithProject(protocol.Settings{Sheet: -1, Profile: "lianyungang-dental"}, p, true)
	out, err := next.Grade(set, silent)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(out.Asks, func(a protocol.Ask) bool { return a.Code == "amount" })
	if i < 0 || !out.Asks[i].Answered || out.Ledger.Used.Money != "130.00" {
		t.Errorf("%+v used %+v", out.Asks, out.Ledger.Used)
	}
}

// TestFiguresAskedAbout: what stands beside the figures is shown in the question about it, and nobody's name.
func TestFiguresAskedAbout(t *testing.T) {
	_, out := load(t, "a.csv", "病历号,就诊日期,实收金额\nK1,2024-03-01,100\nK2,2024-03-02,欠60\nK3,2024-03-03,200张三\n", protocol.Settings{})
	i := slices.IndexFunc(out.Asks, func(a protocol.Ask) bool { return a.Code == "amount" })
	if i < 0 {
		t.Fatalf("%+v", out.Asks)
	}
	a := out.Asks[i]
	if got := fmt.Sprint(a.Args, a.Show[0].Cells[2], a.Show[1].Cells[2]); got != "[header 实收金额 values 欠60 / 2*** rows 2 money 60.00]欠602***" {
		t.Error(got)
	}
}
