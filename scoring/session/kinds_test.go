package session_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"fenji/scoring/protocol"
	"fenji/scoring/session"
)

// TestKinds drops small files of every kind of dirt, each written in other words than the cases, and holds what is said of
// them against testdata/kinds.txt. A line of it is, between bars, what is wanted: customers as id R F M, or words after
// "asks", the money that is not counted, and, after "once", the bills, lines and money of a sum that repeats, and,
// after "first", whether running sums are parted into steps, and the rows and money with which they begin; the file follows it, down to a blank line.
func TestKinds(t *testing.T) {
	data, err := os.ReadFile("testdata/kinds.txt")
	if err != nil {
		t.Fatal(err)
	}
	for n, text := range strings.Split(strings.TrimSpace(string(data)), "\n\n") {
		head, file, _ := strings.Cut(text, "\n")
		name, want, _ := strings.Cut(strings.TrimPrefix(head, "# "), " | ")
		t.Run(fmt.Sprint(n, " ", name), func(t *testing.T) {
			if got := kind(t, file+"\n"); got != want {
				t.Errorf("%s\n got %s\nwant %s", name, got, want)
			}
		})
	}
}

// kind says what is made of a file: each graded customer, and the questions.
func kind(t *testing.T, file string) string {
	t.Helper()
	s := new(session.Session)
	set := protocol.Settings{Sheet: -1, Profile: "lianyungang-dental", AsOf: "2024-12-31"}
	out, err := s.Load(protocol.Load{Names: []string{"a.csv"}, Settings: set}, [][]byte{[]byte(file)}, silent)
	if err != nil {
		return "stops " + codeOf(err)
	}
	if !out.Graded {
		return "lacks " + strings.Join(out.Missing, " ")
	}
	rows, err := s.Rows(protocol.Span{N: 1000})
	if err != nil {
		t.Fatal(err)
	}
	if fault := unbalanced(s, out, -1); fault != "" {
		t.Error(fault)
	}
	var list []string
	for _, r := range rows.Rows {
		if r.Grade != "" {
			list = append(list, fmt.Sprint(r.ID, " ", r.Value[0], " ", r.Value[1], " ", strings.TrimSuffix(r.Value[2], ".00")))
		}
	}
	slices.Sort(list)
	said := strings.Join(list, "; ")
	if asked := openAsks(out); len(asked) > 0 {
		said += " asks " + strings.Join(asked, " ")
	}
	for _, a := range out.Asks {
		if a.Form == "running" {
			said += " first " + strings.Join(a.Args[len(a.Args)-6:], " ")
		}
	}
	l := out.Ledger
	if l.Totals.Rows > 0 {
		said += fmt.Sprint(" totals ", l.Totals.Rows)
	}
	if l.Duplicates.Rows > 0 {
		said += fmt.Sprint(" duplicates ", l.Duplicates.Rows)
	}
	if l.Uncounted.Rows > 0 {
		said += " uncounted " + strings.TrimSuffix(l.Uncounted.Money, ".00")
	}
	for _, i := range out.Notices {
		if i.Code == "amounts-once" {
			said += " once " + strings.Join([]string{i.Args[3], i.Args[5], i.Args[7]}, " ")
		}
	}
	return said
}
