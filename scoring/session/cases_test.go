package session_test

import (
	"bytes"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"fenji/scoring"
	"fenji/scoring/intake/intaketest"
	"fenji/scoring/protocol"
	"fenji/scoring/session"
	"fenji/scoring/sheet"
	"fenji/scoring/sheet/big5"
	"fenji/scoring/sheet/gb18030"
)

// open are the cases that do not pass yet. One that passes must leave the list, so that it only shrinks.
const open = ``

// TestCases drops every case as it stands: the figures are right, or the right question is asked.
func TestCases(t *testing.T) {
	waiting := strings.Fields(open)
	cases := intaketest.Cases(t, "testdata/cases")
	passed := 0
	for _, c := range cases {
		t.Run(c.File, func(t *testing.T) {
			fault := drop(t, c).Judge(c)
			switch waits := slices.Contains(waiting, c.File); {
			case fault == "" && waits:
				t.Error("passes: take it off the list of those that do not")
			case fault == "":
				passed++
			case !waits:
				t.Errorf("%s: %s", c.Kind, fault)
			case testing.Verbose():
				t.Log(fault)
			}
		})
	}
	t.Logf("%d of %d cases pass", passed, len(cases))
}

// drop loads the files, sets the analysis date and downloads the workbook in English.
func drop(t *testing.T, c intaketest.Case) (d intaketest.Dropped) {
	t.Helper()
	var files [][]byte
	for _, name := range c.Names() {
		data, err := os.ReadFile("testdata/cases/" + name)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, data)
	}
	set := protocol.Settings{Sheet: -1, Profile: c.Profile}
	s := &session.Session{Options: sheet.Options{GB18030: gb18030.Reader, Big5: big5.Reader}}
	out, err := s.Load(protocol.Load{Names: c.Names(), Settings: set}, files, silent)
	if err == nil {
		d.Asked = openAsks(out)
		set.AsOf = c.AsOf
		out, err = s.Grade(set, silent)
	}
	if err != nil {
		if d.Stop = codeOf(err); d.Stop == "" {
			t.Fatal(err)
		}
		return d
	}
	if !out.Graded {
		d.Stop = "missing-columns"
		return d
	}
	l := out.Ledger
	d.Ledger = map[string]int{"read": l.Read.Rows, "used": l.Used.Rows, "duplicates": l.Duplicates.Rows, "aside": l.Aside.Rows,
		"totals": l.Totals.Rows}
	var file bytes.Buffer
	if _, err := s.Export(protocol.Export{Format: "xlsx", Lang: "en"}, func(part []byte) { file.Write(part) }, silent); err != nil {
		t.Fatal(err)
	}
	d.ReadWorkbook(t, file.Bytes())
	return d
}

func openAsks(out *protocol.Outcome) (codes []string) {
	for _, a := range out.Asks {
		if !a.Answered {
			codes = append(codes, a.Code)
		}
	}
	return codes
}

// codeOf is the code of something that the user can mend; "" for a bug of ours.
func codeOf(err error) string {
	var core scoring.Issue
	var message protocol.Issue
	switch {
	case errors.As(err, &core):
		return string(core.Code)
	case errors.As(err, &message):
		return message.Code
	}
	return ""
}
