package session_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"fenji/scoring/decimal"
	"fenji/scoring/protocol"
	"fenji/scoring/session"
)

// TestConserved: whatever dirt a log holds and whatever is answered, chosen or ruled, every line of the file has a destination, rows
// and money add up, what is listed is what is counted, and the customers have all of the money that is used.
func TestConserved(t *testing.T) {
	answered := map[string]int{}
	for seed := range uint64(60) {
		rng := rand.New(rand.NewPCG(seed, 17))
		l := cleanLog(rng, 30+rng.IntN(40))
		var planted []string
		for range 1 + rng.IntN(3) {
			d := dirts[rng.IntN(len(dirts))]
			if slices.Contains(planted, d.name) || l.lines != nil && d.name != "void mark" { // its lines know their places
				continue
			}
			d.plant(rng, l)
			planted = append(planted, d.name)
		}
		text := l.text()
		s := new(session.Session)
		set := protocol.Settings{Sheet: -1, Profile: "lianyungang-dental"}
		out, err := s.Load(protocol.Load{Names: []string{"a.csv"}, Settings: set}, [][]byte{[]byte(text)}, silent)
		if err != nil {
			t.Fatal(err)
		}
		for range 4 {
			if !out.Graded {
				break
			}
			lines := strings.Count(text, "\n") - 1
			if slices.ContainsFunc(out.Asks, func(a protocol.Ask) bool { return a.Code == "second-table" }) {
				lines = -1 // some are of another table
			}
			if fault := unbalanced(s, out, lines); fault != "" {
				t.Errorf("seed %d, %v, %+v: %s\n%s", seed, planted, set, fault, text)
				break
			}
			for _, a := range out.Asks {
				if rng.IntN(2) == 0 && len(a.Answers) > 0 {
					id := a.Answers[rng.IntN(len(a.Answers))]
					set.Answers = append(set.Answers, protocol.Answer{Code: a.Code, Key: a.Key, ID: id})
					answered[a.Code]++
				}
			}
			if len(out.Values) > 0 && rng.IntN(2) == 0 {
				v := out.Values[rng.IntN(len(out.Values))]
				set.Fates = append(set.Fates, protocol.Fate{Column: v.Column, Value: v.Values[rng.IntN(len(v.Values))].Value,
					Fate: pick(rng, "counts", "void", "refund", "refunded", "topup", "spend", "gift")})
			}
			set.Clean.Repeats, set.Clean.Outliers = pick(rng, "", "keep", "drop"), pick(rng, "", "z", "either")
			if rng.IntN(3) == 0 {
				set.AsOf = "2024-06-30"
			}
			if out, err = s.Grade(set, silent); err != nil {
				t.Fatal(err)
			}
		}
	}
	if len(answered) < 6 {
		t.Errorf("only these questions were answered: %v", answered)
	}
}

// unbalanced says what does not add up, of a file with so many lines of data; -1: nobody counted.
func unbalanced(s *session.Session, out *protocol.Outcome, lines int) string {
	l := out.Ledger
	money := func(text string) decimal.Money {
		d, err := decimal.Parse(text)
		if err != nil {
			panic(err)
		}
		scaled, _ := d.Rescale(4)
		return decimal.Money(scaled.Coef)
	}
	if lines >= 0 && l.Read.Rows != lines || l.Read.Rows != l.Used.Rows+l.Duplicates.Rows+l.Aside.Rows+l.Totals.Rows {
		return fmt.Sprintf("rows of %d: %+v", lines, l)
	}
	if money(l.Read.Money) != money(l.Used.Money)+money(l.Duplicates.Money)+money(l.Aside.Money) {
		return fmt.Sprintf("money: %+v", l)
	}
	listed := map[string]protocol.Sum{}
	whole, err := s.Ledger(protocol.Span{N: 10_000})
	if err != nil {
		return err.Error()
	}
	sums, used := map[string]decimal.Money{}, decimal.Money(0)
	for _, e := range whole.Entries {
		sum := listed[e.Fate]
		sum.Rows++
		listed[e.Fate] = sum
		sums[e.Fate] += money(e.Money)
	}
	for fate, want := range map[string]protocol.Sum{"duplicate": l.Duplicates, "aside": l.Aside, "totals": l.Totals} {
		if listed[fate].Rows != want.Rows || sums[fate] != money(want.Money) {
			return fmt.Sprintf("%s: %d rows, %v, want %+v", fate, listed[fate].Rows, sums[fate], want)
		}
	}
	backs, err := s.Ledger(protocol.Span{Code: "refund-row", N: 10_000})
	if err != nil {
		return err.Error()
	}
	back := decimal.Money(0)
	for _, e := range backs.Entries {
		back -= money(e.Money)
	}
	if len(backs.Entries) != l.Refunds.Rows || back != money(l.Refunds.Money) || back < 0 {
		return fmt.Sprintf("%d refunds of %v, want %+v", len(backs.Entries), back, l.Refunds)
	}
	rows, err := s.Rows(protocol.Span{N: 10_000})
	if err != nil {
		return err.Error()
	}
	for _, r := range rows.Rows {
		used += money(r.Value[2])
	}
	if used != money(l.Used.Money) {
		return fmt.Sprintf("customers have %v of %s", used, l.Used.Money)
	}
	return ""
}
