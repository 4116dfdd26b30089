package session_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/periods/past"
	"fenji/scoring/profiles"
	"fenji/scoring/protocol"
	"fenji/scoring/sheet"
)

// TestReadBack reads exported workbooks back: the stamp that says by what they were graded, and the customers.
func TestReadBack(t *testing.T) {
	s, out := load(t, "a.csv", people, protocol.Settings{})
	key, err := s.Key(protocol.KeyWish{Random: strings.Repeat("k", 32), Lang: "zh-CN"})
	if err != nil {
		t.Fatal(err)
	}
	asOf, _ := civil.Parse(out.AsOf)
	for _, lang := range []string{"zh-CN", "en"} {
		for _, names := range []string{"", "masked", "pseudonyms"} {
			var data bytes.Buffer
			m := protocol.Export{Format: "xlsx", Lang: lang, Names: names, Key: key.File}
			if _, err := s.Export(m, func(p []byte) { data.Write(p) }, silent); err != nil {
				t.Fatal(err)
			}
			book, err := sheet.Open("a.xlsx", bytes.NewReader(data.Bytes()), int64(data.Len()), sheet.Options{})
			if err != nil {
				t.Fatal(err)
			}
			var stamp past.Stamp
			var rows []past.Row
			stamps := 0
			for i := range book.Sheets() {
				table, err := book.Read(i)
				if err != nil {
					t.Fatal(err)
				}
				found, ok, err := past.ReadStamp(table)
				if err != nil {
					t.Fatal(err)
				}
				if ok {
					stamp = found
					stamps++
				}
				if i == 0 {
					if rows, err = past.ReadGraded(table, "yuan"); err != nil {
						t.Fatal(err)
					}
				}
			}
			p, _ := profiles.ByID("lianyungang-dental")
			if stamps != 1 || stamp.AsOf != asOf || stamp.Names != names || stamp.Rules != p.Hash() || stamp.Visits != "order" ||
				(stamp.Key == key.Fingerprint) != (names == "pseudonyms") {
				t.Fatalf("%s %q: %d stamps, %+v", lang, names, stamps, stamp)
			}
			if again, err := past.Grade(rows, p, asOf); err != nil || len(again.Customers) != out.Rows {
				t.Errorf("graded again: %v", err)
			}
			var issue scoring.Issue
			if err := stamp.Fits(p, "", asOf+31, key.Fingerprint); errors.As(err, &issue) != (names == "masked") {
				t.Errorf("%q: %v", names, err)
			}
			if len(rows) != out.Rows || names == "" && (rows[0].ID != "001" || rows[0].F != 1 || rows[0].M != 30_005_000 || rows[0].R != 0) {
				t.Errorf("%+v", rows)
			}
		}
	}
}
