package session_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"fenji/scoring/intake/intaketest"
	"fenji/scoring/protocol"
	"fenji/scoring/session"
	"fenji/scoring/sheet"
	"fenji/scoring/sheet/big5"
	"fenji/scoring/sheet/gb18030"
)

// TestRealExports drops exports as programs write them, under their own headers and as they stand. What is made of each, and what
// is asked of it, stands in testdata/exports.txt; who reads it sees that each is right, or asks the right thing.
func TestRealExports(t *testing.T) {
	files, err := os.ReadDir("testdata/exports")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, f := range files {
		data, err := os.ReadFile("testdata/exports/" + f.Name())
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "== %s\n%s\n", f.Name(), told(t, f.Name(), data))
	}
	intaketest.Golden(t, "exports.txt", b.String())
}

// told says what the page would tell of a file.
func told(t *testing.T, name string, data []byte) string {
	t.Helper()
	s := &session.Session{Options: sheet.Options{GB18030: gb18030.Reader, Big5: big5.Reader}}
	out, err := s.Load(protocol.Load{Names: []string{name}, Reveal: true, Settings: protocol.Settings{Sheet: -1, Profile: "lianyungang-dental"}},
		[][]byte{data}, silent)
	if err != nil {
		return "stops: " + codeOf(err)
	}
	var lines []string
	for _, c := range out.Columns {
		if c.Role != "other" && c.Role != "ignore" {
			lines = append(lines, fmt.Sprintf("  %s = %s", c.Role, c.Header))
		}
	}
	for _, a := range out.Asks {
		lines = append(lines, fmt.Sprintf("  asks %s %s %q: %d rows, %s; meanwhile %s of %v", a.Code, a.Form, a.Key, a.Rows, a.Money, a.Meanwhile, a.Answers))
	}
	if !out.Graded {
		return strings.Join(append(lines, "  lacks "+strings.Join(out.Missing, " ")), "\n")
	}
	l := out.Ledger
	lines = append(lines, fmt.Sprintf("  as of %s; read %v = used %v + duplicates %v + aside %v + totals %v; uncounted %v, refunds %v; %s", out.AsOf, l.Read,
		l.Used, l.Duplicates, l.Aside, l.Totals, l.Uncounted, l.Refunds, out.Currency))
	for _, r := range l.Reasons {
		lines = append(lines, fmt.Sprintf("  %s %v", r.Code, r.Sum))
	}
	rows, err := s.Rows(protocol.Span{N: 100})
	if err != nil {
		t.Fatal(err)
	}
	var who []string
	for _, r := range rows.Rows {
		who = append(who, fmt.Sprintf("  %s: %s %s", r.ID, strings.Join(r.Value[:], " "), r.Grade))
	}
	slices.Sort(who)
	return strings.Join(append(lines, who...), "\n")
}
