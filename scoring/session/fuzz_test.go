package session_test

import (
	"bytes"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fenji/scoring/protocol"
	"fenji/scoring/session"
	"fenji/scoring/sheet"
	"fenji/scoring/sheet/big5"
	"fenji/scoring/sheet/bounds"
	"fenji/scoring/sheet/gb18030"
)

// FuzzFile goes the whole way with bytes that somebody calls a table: it ends in an issue, or rows and money add up, and every
// download can be made in every manner.
func FuzzFile(f *testing.F) {
	names, _ := filepath.Glob("testdata/cases/*.*")
	few, _ := filepath.Glob("testdata/*.csv")
	for _, name := range append(names, few...) {
		if data, err := os.ReadFile(name); err == nil && len(data) < 40<<10 && !strings.HasSuffix(name, ".json") && !strings.HasSuffix(name, ".md") {
			f.Add(data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		s := &session.Session{Options: sheet.Options{GB18030: gb18030.Reader, Big5: big5.Reader,
			Limits: bounds.Limits{Unzipped: 8 << 20, Memory: 8 << 20, Rows: 5000, Lines: 5000}}}
		out, err := s.Load(protocol.Load{Names: []string{"f"}, Settings: protocol.Settings{Sheet: -1, Profile: "chongqing-course", Today: "2026-01-01"}}, [][]byte{data}, silent)
		if err != nil {
			return
		}
		if _, err := s.Scan(); err != nil {
			t.Fatal(err)
		}
		if !out.Graded {
			return
		}
		l := out.Ledger
		if l.Read.Rows != l.Used.Rows+l.Duplicates.Rows+l.Aside.Rows+l.Totals.Rows {
			t.Fatalf("rows do not add up: %+v", l)
		}
		money := func(s string) *big.Rat {
			r, ok := new(big.Rat).SetString(s)
			if !ok {
				t.Fatalf("money %q", s)
			}
			return r
		}
		sum := new(big.Rat)
		for _, part := range []string{l.Used.Money, l.Duplicates.Money, l.Aside.Money} {
			sum.Add(sum, money(part))
		}
		if sum.Cmp(money(l.Read.Money)) != 0 {
			t.Fatalf("money does not add up: %+v", l)
		}
		for _, names := range []string{"", "masked", "pseudonyms"} {
			key, err := s.Key(protocol.KeyWish{Random: strings.Repeat("k", 32), Lang: "en"})
			if err != nil {
				t.Fatal(err)
			}
			for _, format := range []string{"xlsx", "csv", "ledger"} {
				var file bytes.Buffer
				if _, err := s.Export(protocol.Export{Format: format, Lang: "en", Names: names, Key: key.File}, func(p []byte) { file.Write(p) }, silent); err != nil {
					t.Fatalf("%s %s: %v", names, format, err)
				}
			}
		}
	})
}
