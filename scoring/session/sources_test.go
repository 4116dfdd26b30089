package session_test

import (
	"bytes"
	"fmt"
	"testing"

	invented "fenji/scoring/clinic"
	"fenji/scoring/protocol"
	"fenji/scoring/session"
)

// clinicFile is the invented clinic.
func clinicFile(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := invented.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestClinic: the invented clinic is recognised and joined, and says what was planted.
func TestClinic(t *testing.T) {
	data := clinicFile(t)
	s := new(session.Session)
	out, err := s.Load(protocol.Load{Names: []string{invented.Name}, Settings: settings}, [][]byte{data}, silent)
	if err != nil {
		t.Fatal(err)
	}
	if l := out.Ledger; l.Duplicates.Rows != invented.Repeated || l.Totals.Rows != 1 || l.Aside.Rows != 0 {
		t.Errorf("%+v", l)
	}
	got := out.Sources
	list := got.List
	if !got.Joined || got.Persons != 617 || got.Paid != 525 || got.Unpaid != 51 || got.Registered != 41 || got.Households != invented.Households ||
		!got.Same || got.Money != out.Money {
		t.Errorf("%+v", got)
	}
	for i, want := range []string{
		"people 609 rows 559 matched 41 only here 6 twice 0 nobody by [病历号 手机号]",
		"payments 1378 rows 520 matched 5 only here 0 twice 0 nobody by [病历号]",
		"appointments 857 rows 413 matched 0 only here 0 twice 2 nobody by [病历号 手机号]",
		"touches 20000 rows 536 matched 12 only here 0 twice 0 nobody by [病历号]",
		"voice 387 rows 274 matched 0 only here 0 twice 0 nobody by [病历号]",
	} {
		x := list[i]
		if got := fmt.Sprintf("%s %d rows %d matched %d only here %d twice %d nobody by %v", x.At.Kind, x.Rows, x.Matched, x.Unmatched,
			x.Twice, x.Nobody, x.By); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}
