package session

import (
	"testing"

	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/rfm"
	"fenji/scoring/sources"
)

// TestMoneyChecked: the check whether joining kept everybody's money sees whatever could go wrong with it.
func TestMoneyChecked(t *testing.T) {
	for _, c := range []struct {
		what   string
		change func(s *Session)
		kept   bool
	}{
		{"nothing", func(*Session) {}, true},
		{"another window counted", func(s *Session) { s.counted.key.Months = 12; s.counted.value = nil }, true},
		{"a customer gained", func(s *Session) { s.counted.value[0].M++ }, false},
		{"one gained what another lost", func(s *Session) { s.counted.value[0].M++; s.counted.value[1].M-- }, false},
		{"who never paid has money", func(s *Session) { s.counted.value[2].M = 5 }, false},
		{"an amount altered in place", func(s *Session) { s.records.Amount[1]++ }, false},
		{"and counted afterwards", func(s *Session) { s.records.Amount[1]++; s.counted.made = false }, false},
		{"a row given to another in place", func(s *Session) { s.records.Customer[0] = 1 }, false},
		{"customers in another order", func(s *Session) {
			l := s.counted.value
			l[0].ID, l[1].ID = l[1].ID, l[0].ID
		}, false},
		{"somebody too many", func(s *Session) { s.counted.value = append(s.counted.value, s.counted.value[2]) }, false},
	} {
		alone := intake.Records{IDs: []string{"K1", "K2"}, Customer: []uint32{0, 1, 0}, Row: []uint32{1, 2, 3}, Day: []civil.Day{9, 9, 10},
			Amount: []decimal.Money{100, 50, 20}, AsOf: 20}
		with := alone // as joining makes them: of the same rows
		with.IDs = []string{"K1", "K2", "K3"}
		s := new(Session)
		s.aloneCleaned = &cleaned{records: &alone, ledger: &intake.Ledger{}}
		s.aloneCleaned.ledger.Used.Money = 170
		s.cleaned = &cleaned{records: &with, ledger: s.aloneCleaned.ledger}
		s.joined = &joined{Joined: &sources.Joined{IDs: with.IDs, Paid: 2}, unpaid: []int{2}}
		s.counted.value, s.counted.made = rfm.Build(&with, civil.Window{}), true
		c.change(s)
		if got := s.moneyKept(); got != c.kept {
			t.Errorf("%s: %v, want %v", c.what, got, c.kept)
		}
	}
}
