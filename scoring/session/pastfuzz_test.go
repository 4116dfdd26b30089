package session_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fenji/scoring"
	"fenji/scoring/periods/past"
	"fenji/scoring/protocol"
	"fenji/scoring/session"
	"fenji/scoring/sheet"
	"fenji/scoring/sheet/bounds"
)

// FuzzBase takes bytes for last month's file: it ends in an issue that names the file, or everybody of both files stands in the
// migration once.
func FuzzBase(f *testing.F) {
	names, _ := filepath.Glob("testdata/cases/table*.*")
	for _, name := range names {
		if data, err := os.ReadFile(name); err == nil && len(data) < 20<<10 {
			f.Add(data)
		}
	}
	small := bounds.Limits{Unzipped: 8 << 20, Memory: 8 << 20, Rows: 5000, Lines: 5000}
	open := func(profile string) *session.Session {
		s := &session.Session{Options: sheet.Options{Limits: small}}
		m := protocol.Load{Names: []string{"now.csv"}, Settings: protocol.Settings{Sheet: -1, Profile: profile, AsOf: "2024-12-31"}}
		if _, err := s.Load(m, [][]byte{[]byte(visitsOf(41, 30, 200))}, silent); err != nil {
			f.Fatal(err)
		}
		return s
	}
	s := open("lianyungang-dental")
	then := open("lianyungang-dental")
	if _, err := then.Grade(protocol.Settings{Sheet: -1, Profile: "lianyungang-dental", AsOf: "2024-11-30"}, silent); err != nil {
		f.Fatal(err)
	}
	for _, format := range []string{"xlsx", "csv", "history"} {
		var out bytes.Buffer
		if _, err := then.Export(protocol.Export{Format: format, Lang: "zh-CN"}, func(p []byte) { out.Write(p) }, silent); err != nil {
			f.Fatal(err)
		}
		f.Add(out.Bytes())
		f.Add(out.Bytes()[:2*out.Len()/3])
	}
	f.Add([]byte(tableHead + "K1,20,11,4500\nK1,30,3,400\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		read, err := s.Base(protocol.BaseFile{Name: "f"}, bytes.NewReader(data))
		if !issued(t, err) {
			return
		}
		since := protocol.Since{File: "f", Day: "2024-11-30", Rules: "lianyungang-dental"}
		c, err := s.Change(since)
		if !issued(t, err) {
			return
		}
		before, now := 0, 0
		for _, m := range c.Cells {
			if m.From != "new" {
				before += m.Count
			}
			if m.To != "absent" {
				now += m.Count
			}
		}
		if all := len(rowsOf(t, s)); now != all || len(read.Days) == 1 && before != read.Customers {
			t.Fatalf("%d of %d now, %d of %d then", now, all, before, read.Customers)
		}
	})
}

// issued tells whether there is no error; one that is no issue of the file is a bug.
func issued(t *testing.T, err error) bool {
	t.Helper()
	var i scoring.Issue
	if err != nil && (!errors.As(err, &i) || i.Code == "" || i.File == "" && i.Code != "base-not-before") {
		t.Fatalf("no issue of the file: %v", err)
	}
	return err == nil
}

// TestDamagedBase: what cannot be understood in last month's file is said with file, sheet and cell.
func TestDamagedBase(t *testing.T) {
	text := visitsOf(41, 30, 200)
	then, _ := load(t, "a.csv", text, protocol.Settings{AsOf: "2024-11-30"})
	s, _ := load(t, "a.csv", text, protocol.Settings{})
	graded := strings.TrimPrefix(string(exported(t, then, protocol.Export{Format: "csv", Lang: "zh-CN"})), "\ufeff")
	lines := strings.Split(strings.TrimSpace(graded), "\r\n")
	if len(lines) < 10 {
		t.Fatal(len(lines))
	}
	cells := strings.Split(lines[3], ",")
	with := func(col int, value string) string {
		changed := append([]string{}, cells...)
		changed[col] = value
		all := append([]string{}, lines...)
		all[3] = strings.Join(changed, ",")
		return strings.Join(all, "\n")
	}
	stamp := "说明\n" + stampText(t, then)
	for _, c := range []struct {
		graded string
		code   scoring.Code
		cell   string
	}{
		{with(3, "三次"), past.Damaged, "D4"}, {with(2, "1.5"), past.Damaged, "C4"}, {with(4, "#REF!"), past.Damaged, "E4"}, {with(0, ""), past.Damaged, "A4"},
		{with(0, strings.Split(lines[1], ",")[0]), past.AnyoneTwice, "A4"}, {with(9, "Z"), past.Damaged, "J4"},
	} {
		data := bookOf(t, map[string]string{"A分级": c.graded, "B说明": stamp})
		_, err := s.Base(protocol.BaseFile{Name: "then.xlsx"}, bytes.NewReader(data))
		var i scoring.Issue
		if !errors.As(err, &i) || i.Code != c.code || i.File != "then.xlsx" || i.Sheet != "A分级" || i.Cell != c.cell {
			t.Errorf("%s: %#v, want %s at %s", c.graded[:20], i, c.code, c.cell)
		}
	}
	if read := base(t, s, "then.xlsx", bookOf(t, map[string]string{"A分级": strings.Join(lines, "\n"), "B说明": stamp})); !read.Coded {
		t.Errorf("the rows as they are: %+v", read)
	}
	// Bytes that are cut off, or no workbook at all.
	whole := exported(t, then, protocol.Export{Format: "xlsx", Lang: "zh-CN"})
	for _, data := range [][]byte{whole[:len(whole)/2], whole[:100], nil, []byte("\x89PNG\r\n\x1a\n"), bytes.Repeat([]byte{0}, 3000), []byte("<!DOCTYPE x [<!ENTITY a \"b\">]><x/>")} {
		_, err := s.Base(protocol.BaseFile{Name: "then.xlsx"}, bytes.NewReader(data))
		var i scoring.Issue
		if !errors.As(err, &i) || i.File != "then.xlsx" {
			t.Errorf("%d bytes: %v", len(data), err)
		}
	}
}

// stampText are the codes of an exported workbook, a line each.
func stampText(t *testing.T, s *session.Session) string {
	t.Helper()
	data := exported(t, s, protocol.Export{Format: "xlsx", Lang: "zh-CN"})
	book, err := sheet.Open("x.xlsx", bytes.NewReader(data), int64(len(data)), sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range book.Sheets() {
		table, err := book.Read(i)
		if err != nil {
			t.Fatal(err)
		}
		if stamp, found, _ := past.ReadStamp(table); found {
			var b strings.Builder
			for _, row := range stamp.Rows() {
				b.WriteString(row[0] + "," + row[1] + "\n")
			}
			return b.String()
		}
	}
	t.Fatal("no stamp")
	return ""
}
