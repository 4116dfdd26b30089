package session_test

import (
	"bytes"
	"errors"
	"fenji/scoring"
	"fenji/scoring/protocol"
	"fenji/scoring/session"
	"slices"
	"strings"
	"testing"
)

// TestFilesOfThePast: a workbook and a history that were exported a month ago say the same of the grades as the log itself.
func TestFilesOfThePast(t *testing.T) {
	text := visitsOf(41, 90, 700)
	for _, profile := range []string{"lianyungang-dental", "chongqing-course", "maoming-appraisal"} {
		then, out := load(t, "a.csv", text, protocol.Settings{Profile: profile, AsOf: "2024-11-30"})
		key, err := then.Key(protocol.KeyWish{Random: strings.Repeat("k", 32), Lang: "zh-CN"})
		if err != nil {
			t.Fatal(err)
		}
		s, _ := load(t, "a.csv", text, protocol.Settings{Profile: profile})
		log, err := s.Change(protocol.Since{Day: "2024-11-30"})
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range []protocol.Export{{Format: "xlsx", Lang: "zh-CN"}, {Format: "xlsx", Lang: "en", Names: "pseudonyms", Key: key.File},
			{Format: "history", Lang: "en"}, {Format: "history", Lang: "zh-CN", Names: "pseudonyms", Key: key.File}} {
			data := exported(t, then, m)
			name := m.Format + m.Names
			file := protocol.BaseFile{Name: name, Key: m.Key}
			read, err := s.Base(file, bytes.NewReader(data))
			if err != nil || !read.Coded || read.Customers != out.Rows || read.Known != out.Rows || read.Days[len(read.Days)-1] != "2024-11-30" {
				t.Fatalf("%s %s: %+v %v", profile, name, read, err)
			}
			c, err := s.Change(protocol.Since{File: name})
			if err != nil || c.Kind != protocol.ChangeTables || c.Base != "2024-11-30" {
				t.Fatalf("%s %s: %+v %v", profile, name, c, err)
			}
			for i, cell := range log.Cells {
				if c.Cells[i] != cell {
					t.Errorf("%s %s: %+v, want %+v", profile, name, c.Cells[i], cell)
				}
			}
			if !slices.Equal(c.Kept, log.Kept) || c.Cuts != log.Cuts || c.Both != log.Both {
				t.Errorf("%s %s: other cuts", profile, name)
			}
		}
		// A history tells of earlier months, too.
		if m := exported(t, then, protocol.Export{Format: "history"}); m != nil {
			if _, err := s.Base(protocol.BaseFile{Name: "h"}, bytes.NewReader(m)); err != nil {
				t.Fatal(err)
			}
			c, err := s.Change(protocol.Since{File: "h", Day: "2024-06-30"})
			log, _ := s.Change(protocol.Since{Day: "2024-06-30"})
			if err != nil || !slices.Equal(c.Cells[:len(log.Cells)], log.Cells) {
				t.Errorf("%s in June: %v", profile, err)
			}
		}
	}
}

func exported(t *testing.T, s *session.Session, m protocol.Export) []byte {
	t.Helper()
	var data bytes.Buffer
	if _, err := s.Export(m, func(p []byte) { data.Write(p) }, silent); err != nil {
		t.Fatal(err)
	}
	return data.Bytes()
}

// TestPastRefused: what cannot be compared is refused, with the reason.
func TestPastRefused(t *testing.T) {
	text := visitsOf(51, 40, 300)
	then, _ := load(t, "a.csv", text, protocol.Settings{AsOf: "2024-11-30"})
	other, _ := load(t, "a.csv", text, protocol.Settings{AsOf: "2024-11-30", Profile: "chongqing-course"})
	late, _ := load(t, "a.csv", text, protocol.Settings{})
	key, _ := then.Key(protocol.KeyWish{Random: strings.Repeat("k", 32)})
	second, _ := then.Key(protocol.KeyWish{Random: strings.Repeat("m", 32)})
	coded := exported(t, then, protocol.Export{Format: "xlsx", Names: "pseudonyms", Key: key.File})
	s, _ := load(t, "a.csv", text, protocol.Settings{})
	for _, c := range []struct {
		name string
		data []byte
		key  string
		want scoring.Code
	}{
		{"masked", exported(t, then, protocol.Export{Format: "xlsx", Names: "masked"}), "", "base-masked"},
		{"other rules", exported(t, other, protocol.Export{Format: "xlsx"}), "", "base-rules"},
		{"no key", coded, "", "base-key"},
		{"another key", coded, second.File, "base-key"},
		{"of today", exported(t, late, protocol.Export{Format: "xlsx"}), "", "base-later"},
		{"something else", []byte(text), "", "base-not-graded"},
		{"changed", bytes.Replace(exported(t, then, protocol.Export{Format: "history"}), []byte(",A,"), []byte(",B,"), 1), "", "base-damaged"},
	} {
		_, err := s.Base(protocol.BaseFile{Name: c.name, Key: c.key}, bytes.NewReader(c.data))
		var issue scoring.Issue
		if !errors.As(err, &issue) || issue.Code != c.want || issue.File != c.name {
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		}
	}
	var issue scoring.Issue
	if _, err := s.Change(protocol.Since{File: "x"}); !errors.As(err, &issue) || issue.Code != "base-gone" {
		t.Error(err)
	}
	if _, err := s.Export(protocol.Export{Format: "history", Names: "masked"}, func([]byte) {}, silent); !errors.As(err, &issue) ||
		issue.Code != "history-masked" {
		t.Error(err)
	}
	// Without the codes the day is asked, and grades that these rules do not give are refused.
	csv := exported(t, then, protocol.Export{Format: "csv"})
	read, err := s.Base(protocol.BaseFile{Name: "csv"}, bytes.NewReader(csv))
	if err != nil || read.Coded || read.Days[0] != "" {
		t.Fatalf("%+v %v", read, err)
	}
	if _, err := s.Change(protocol.Since{File: "csv"}); !errors.As(err, &issue) || issue.Code != "base-day" {
		t.Error(err)
	}
	if c, err := s.Change(protocol.Since{File: "csv", Day: "2024-11-30"}); err != nil || c.Base != "2024-11-30" {
		t.Errorf("%+v %v", c, err)
	}
}

// TestTableOfThePast: two tables of customers, as clinics keep them, one of each month.
func TestTableOfThePast(t *testing.T) {
	const head = "客户编号,消费间隔天数,消费频率,消费总金额\n"
	s, _ := load(t, "now.csv", head+"K1,5,12,5000\nK2,200,3,400\nK3,10,1,50\n", protocol.Settings{})
	read, err := s.Base(protocol.BaseFile{Name: "then.csv"}, bytes.NewReader([]byte(head+"K1,20,11,4500\nK2,30,3,400\nK4,5,2,300\n")))
	if err != nil || read.Coded || read.Customers != 3 || read.Known != 2 || read.Days[0] != "" {
		t.Fatalf("%+v %v", read, err)
	}
	c, err := s.Change(protocol.Since{File: "then.csv", Day: "2024-11-30"})
	if err != nil || c.Kind != protocol.ChangeTables {
		t.Fatalf("%+v %v", c, err)
	}
	var got []string
	for _, m := range c.Cells {
		if m.Count > 0 {
			got = append(got, m.From+m.To)
		}
	}
	if want := []string{"AA", "BD", "newC", "Babsent"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
