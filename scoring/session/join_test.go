package session_test

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"fenji/scoring"
	"fenji/scoring/protocol"
	"fenji/scoring/session"
)

const visitHeader = "客户编号,就诊日期,实收金额,科室\n"

// month makes a csv file of one visit a day.
func month(m, days int) string {
	var b strings.Builder
	b.WriteString(visitHeader)
	for d := 1; d <= days; d++ {
		fmt.Fprintf(&b, "K%03d,2024-%02d-%02d,%d00,口腔科\n", d%7+1, m, d, d)
	}
	return b.String()
}

func loadAll(names []string, texts ...string) (*session.Session, *protocol.Outcome, error) {
	var files [][]byte
	for _, t := range texts {
		files = append(files, []byte(t))
	}
	s := new(session.Session)
	out, err := s.Load(protocol.Load{Names: names, Settings: settings}, files, silent)
	return s, out, err
}

var settings = protocol.Settings{Sheet: -1, Profile: "lianyungang-dental"}

// TestSeveralFiles grades two months as one table; a row that both have counts once, and every row knows its file.
func TestSeveralFiles(t *testing.T) {
	names := []string{"january.csv", "february.csv"}
	february := month(2, 20) + "K001,2024-01-07,700,口腔科\n,2024-02-21,100,口腔科\n"
	s, out, err := loadAll(names, month(1, 20), february)
	if err != nil {
		t.Fatal(err)
	}
	l := out.Ledger
	if l.Read.Rows != 42 || l.Used.Rows != 40 || l.Duplicates.Rows != 1 || l.Aside.Rows != 1 || out.Rows != 7 {
		t.Errorf("%+v, %d customers", l, out.Rows)
	}
	if !slices.Equal(out.Files, names) || !slices.Contains(out.Extras, session.FileColumn) {
		t.Errorf("files %v, columns %v", out.Files, out.Extras)
	}
	entries, err := s.Ledger(protocol.Span{N: 10})
	if err != nil || len(entries.Entries) != 2 {
		t.Fatal(err, entries)
	}
	for i, want := range []string{
		"duplicate february.csv A22 22 8 [january.csv]", "customer-missing february.csv A23 23",
	} {
		e := entries.Entries[i]
		got := strings.Join([]string{e.Issue.Code, e.Issue.File, e.Issue.Cell}, " ")
		for k := 1; k < len(e.Issue.Args); k += 2 {
			got += " " + e.Issue.Args[k]
		}
		if got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	for lang, kind := range map[string]string{"zh-CN": "csv", "en": "ledger"} {
		if _, data := export(t, s, kind, lang); !bytes.Contains(data, []byte("february.csv")) {
			t.Errorf("the %s does not name the file:\n%s", kind, data)
		}
	}
	_, alone, err := loadAll([]string{"all.csv"}, month(1, 20)+strings.TrimPrefix(february, visitHeader))
	if err != nil {
		t.Fatal(err)
	}
	for i, g := range alone.Groups {
		if g != out.Groups[i] {
			t.Errorf("as one file %+v, as two %+v", g, out.Groups[i])
		}
	}
}

func TestFilesDiffer(t *testing.T) {
	second := strings.Replace(month(2, 5), "实收金额", "应收金额", 1)
	s, _, err := loadAll([]string{"a.csv"}, month(1, 3))
	if err != nil {
		t.Fatal(err)
	}
	load := protocol.Load{Names: []string{"a.csv", "b.csv"}, Settings: settings}
	_, err = s.Load(load, [][]byte{[]byte(month(1, 5)), []byte(second)}, silent)
	var issue scoring.Issue
	if !errors.As(err, &issue) || issue.Code != "files-differ" || issue.File != "b.csv" || issue.Value != "应收金额" ||
		!slices.Equal(issue.Args, []string{"column", "C", "wanted", "实收金额", "first", "a.csv"}) {
		t.Errorf("%+v", err)
	}
	if rows, err := s.Rows(protocol.Span{N: 10}); err != nil || len(rows.Rows) != 3 {
		t.Errorf("the first file is gone: %v", err)
	}
}

// TestProgressOfSeveralFiles wants one count from nothing to all.
func TestProgressOfSeveralFiles(t *testing.T) {
	files := [][]byte{[]byte(month(1, 28)), []byte(month(2, 28)), []byte(month(3, 28))}
	var last protocol.Progress
	_, err := new(session.Session).Load(protocol.Load{Names: []string{"a", "b", "c"}, Settings: settings}, files,
		func(p protocol.Progress) {
			if p.Stage != "read" {
				return
			}
			if p.Done < last.Done || p.Done > p.Total {
				t.Errorf("%+v after %+v", p, last)
			}
			last = p
		})
	if err != nil || last.Done != last.Total || last.Total != len(files[0])+len(files[1])+len(files[2]) || last.Rows != 3*28 {
		t.Errorf("%+v, %v", last, err)
	}
}
