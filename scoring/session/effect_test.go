package session_test

import (
	"bytes"
	"errors"
	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/periods"
	"fenji/scoring/protocol"
	"fenji/scoring/sheet"
	"slices"
	"strings"
	"testing"
)

// called are customers of a list in a file of one column.
func called(ids ...string) []byte { return []byte("会员号\n" + strings.Join(ids, "\n") + "\n") }

// TestEffectOfList: a list from a column, from marks and from a file give the same; who is not known is said.
func TestEffectOfList(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(visitsOf(31, 160, 1600)), "\n")
	var ids []string
	for i, line := range lines {
		id := strings.SplitN(line, ",", 2)[0]
		switch {
		case i == 0:
			lines[i] += ",联系"
		case strings.HasSuffix(id, "3") || strings.HasSuffix(id, "7"):
			lines[i] += ",是"
			if !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		default:
			lines[i] += ","
		}
	}
	s, _ := load(t, "a.csv", strings.Join(lines, "\n"), protocol.Settings{})
	wish := protocol.EffectWish{By: "column.4", Value: "是", Day: "2024-08-01", Days: 60}
	byColumn, err := s.Effect(wish)
	if err != nil || byColumn.Listed != len(ids) || !byColumn.Over || byColumn.Difference == "" || byColumn.Treated.Whole == 0 {
		t.Fatalf("%+v %v", byColumn, err)
	}
	pairs := 0
	for _, g := range byColumn.Grades {
		pairs += g.Pairs
	}
	if pairs != byColumn.Treated.Whole || pairs != byColumn.Control.Whole || byColumn.Low > byColumn.High && byColumn.Low[0] != '-' {
		t.Errorf("%+v", byColumn)
	}
	data := called(append(ids, "X1", "X2")...)
	read, err := s.Base(protocol.BaseFile{Name: "calls.csv", List: true}, bytes.NewReader(data))
	if err != nil || read.Customers != len(ids)+2 || read.Known != len(ids) {
		t.Fatalf("%+v %v", read, err)
	}
	wish.By = "file"
	byFile, err := s.Effect(wish)
	if err != nil || byFile.Unknown != 2 || byFile.Difference != byColumn.Difference || byFile.MoneyLow != byColumn.MoneyLow {
		t.Errorf("%+v\n%+v %v", byFile, byColumn, err)
	}
	wish.Day, wish.Days = "2024-12-01", 90
	if soon, err := s.Effect(wish); err != nil || soon.Over || soon.Difference != "" || soon.Treated.Part != 0 || soon.Treated.Whole == 0 {
		t.Errorf("days that are not over: %+v %v", soon, err)
	}
	wish.Day = "2025-03-01"
	var issue scoring.Issue
	if _, err := s.Effect(wish); !errors.As(err, &issue) || issue.Code != "effect-day" {
		t.Error(err)
	}
	plan, err := s.Plan(protocol.PlanWish{Customers: 100, Share: 30})
	if err != nil || plan.Share != "0.3000" || plan.Provable[:4] != "0.49" || plan.Arm != 356 || plan.Usual.Whole == 0 {
		t.Errorf("%+v %v", plan, err)
	}
}

// TestHeldOut: a list for calls marks every fifth as held out, and read as a list of those called it leaves them out.
func TestHeldOut(t *testing.T) {
	s, _ := load(t, "a.csv", visitsOf(33, 160, 800), protocol.Settings{})
	m := protocol.Export{Format: "calls", Lang: "zh-CN", Of: protocol.Filter{Field: "falls", High: "90"}, Month: protocol.Month{Hold: "2025-01-06"}}
	data := exported(t, s, m)
	book, err := sheet.Open("c.xlsx", bytes.NewReader(data), int64(len(data)), sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	table, err := book.Read(0)
	if err != nil {
		t.Fatal(err)
	}
	held, day := 0, civil.Day(0)
	if day, err = civil.Parse("2025-01-06"); err != nil {
		t.Fatal(err)
	}
	col, id := -1, -1
	for c := range table.Cols {
		switch table.Text(table.Cell(0, c)) {
		case "联系安排":
			col = c
		case "客户编号":
			id = c
		}
	}
	if col < 0 || id < 0 {
		t.Fatal("nobody is held out")
	}
	for row := 1; row < table.Rows; row++ {
		out := table.Text(table.Cell(row, col)) == "先不联系"
		if out != periods.HeldOut(table.Text(table.Cell(row, id)), day) {
			t.Errorf("row %d: %v", row, out)
		}
		if out {
			held++
		}
	}
	read, err := s.Base(protocol.BaseFile{Name: "c.xlsx", List: true}, bytes.NewReader(data))
	if err != nil || held == 0 || read.Customers != table.Rows-1-held {
		t.Errorf("%d of %d held out, %+v %v", held, table.Rows-1, read, err)
	}
}
