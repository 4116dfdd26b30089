package session_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"fenji/scoring/profiles"
	"fenji/scoring/protocol"
	"fenji/scoring/session"
)

// TestUnfinished: what is worked out in steps lets other calls through, forgets its way when another grading comes in between,
// and finds what it finds in one go.
func TestUnfinished(t *testing.T) {
	var table strings.Builder
	table.WriteString("客户,最近消费,次数,金额\n")
	for i := range 40_000 {
		fmt.Fprintf(&table, "K%05d,2024-%02d-%02d,%d,%d\n", i, 1+i%12, 1+i%28, 1+i%9, 100+i*37%9000)
	}
	base := profiles.All()[0].ID
	in := func(set protocol.Settings) *session.Session {
		s, _ := load(t, "list.csv", table.String(), set)
		return s
	}
	s, other := in(protocol.Settings{}), protocol.Settings{Sheet: -1, Profile: profiles.All()[1].ID}
	for _, c := range []struct {
		op    string
		wish  protocol.Message
		least int
	}{
		{protocol.OpFalls, &protocol.FallWish{Within: 30, From: 10, N: 20}, 4},
		{protocol.OpRules, &protocol.RulesWish{None: true, Against: base}, 6},
	} {
		call := &session.Call{Op: c.op, Args: protocol.Encode(c.wish)}
		finish := func(s *session.Session) (protocol.Message, int) {
			for steps := 1; ; steps++ {
				reply, err := s.AnswerWhile(call, func() bool { return false })
				if err == nil {
					return reply, steps
				}
				if err != session.ErrUnfinished || steps == 100 {
					t.Fatal(c.op, err)
				}
				if rows, err := s.Rows(protocol.Span{From: steps, N: 1}); err != nil || len(rows.Rows) != 1 {
					t.Fatal(c.op, err)
				}
			}
		}
		for _, set := range []protocol.Settings{{Sheet: -1, Profile: base}, other} {
			for _, set := range []protocol.Settings{set, other, set} {
				if _, err := s.Grade(set, silent); err != nil {
					t.Fatal(err)
				}
				if _, err := s.AnswerWhile(call, func() bool { return false }); err != session.ErrUnfinished {
					t.Fatal(c.op, err)
				}
			}
			found, steps := finish(s)
			want, err := in(set).Answer(&session.Call{Op: c.op, Args: call.Args})
			if err != nil || !bytes.Equal(protocol.Encode(found), protocol.Encode(want)) || steps < c.least {
				t.Errorf("%s of %s in %d steps: %v", c.op, set.Profile, steps, err)
			}
		}
	}
}

// TestMonthsUnfinished: so do the rooms of months, of which each may be the first to be asked.
func TestMonthsUnfinished(t *testing.T) {
	text := visitsOf(71, 700, 2200)
	for n, profile := range []string{"lianyungang-dental", "chongqing-course"} {
		whole, _ := load(t, "a.csv", text, protocol.Settings{Profile: profile})
		for k, c := range []struct {
			op    string
			wish  protocol.Message
			least int
		}{
			{protocol.OpBoard, &protocol.BoardWish{}, 2 + 22*n},
			{protocol.OpChance, &protocol.Since{}, 8},
			{protocol.OpWarnings, &protocol.WarningWish{Below: 20}, 10},
			{protocol.OpRecord, &protocol.WarningWish{Below: 20}, 10},
			{protocol.OpChange, &protocol.Since{}, 1},
		} {
			call := &session.Call{Op: c.op, Args: protocol.Encode(c.wish)}
			want, err := whole.Answer(&session.Call{Op: c.op, Args: call.Args})
			if err != nil {
				t.Fatal(c.op, err)
			}
			s, _ := load(t, "a.csv", text, protocol.Settings{Profile: profile})
			for steps := 1; ; steps++ {
				found, err := s.AnswerWhile(call, func() bool { return false })
				if err == session.ErrUnfinished && steps < 20_000 {
					continue
				}
				if err != nil || !bytes.Equal(protocol.Encode(found), protocol.Encode(want)) || steps < c.least {
					t.Errorf("%d %s of %s in %d steps: %v", k, c.op, profile, steps, err)
				}
				break
			}
		}
	}
}

// TestUnfinishedTogether: calls that take turns and want different things each go on with their own, and find what they find alone; so do more
// of them than there is room for.
func TestUnfinishedTogether(t *testing.T) {
	var log strings.Builder
	log.WriteString("会员号,消费日期,金额\n")
	for i := range 40_000 {
		fmt.Fprintf(&log, "K%05d,2024-%02d-%02d,%d\n", i%34_000, 1+i*7%12, 1+i%28, 100+i*37%9000)
	}
	few := visitsOf(71, 700, 2200)
	for _, c := range []struct {
		op     string
		text   string
		wishes []protocol.Message
	}{
		{protocol.OpChange, log.String(), []protocol.Message{&protocol.Since{Day: "2024-09-30"}, &protocol.Since{Day: "2024-06-30"}, &protocol.Since{Day: "2024-10-31"}, &protocol.Since{}}},
		{protocol.OpBoard, log.String(), []protocol.Message{&protocol.BoardWish{Active: 18}, &protocol.BoardWish{Active: 12}, &protocol.BoardWish{Active: 6}}},
		{protocol.OpChance, few, []protocol.Message{&protocol.Since{Day: "2024-09-30"}, &protocol.Since{Day: "2024-06-30"}, &protocol.Since{}}},
		{protocol.OpWarnings, few, []protocol.Message{&protocol.WarningWish{Below: 20, Since: protocol.Since{Day: "2024-09-30"}}, &protocol.WarningWish{Below: 10}}},
		{protocol.OpRecord, few, []protocol.Message{&protocol.WarningWish{Below: 20}, &protocol.WarningWish{Below: 10}, &protocol.WarningWish{Below: 30}}},
		{protocol.OpRules, few, []protocol.Message{&protocol.RulesWish{None: true}, &protocol.RulesWish{None: true, Against: profiles.All()[1].ID}, &protocol.RulesWish{None: true, Against: profiles.All()[2].ID}}},
	} {
		s, _ := load(t, "a.csv", c.text, protocol.Settings{Profile: "lianyungang-dental"})
		together, _ := load(t, "a.csv", c.text, protocol.Settings{Profile: "lianyungang-dental"})
		want, left := make([][]byte, len(c.wishes)), len(c.wishes)
		for i, wish := range c.wishes {
			reply, err := s.Answer(&session.Call{Op: c.op, Args: protocol.Encode(wish)})
			if err != nil {
				t.Fatal(c.op, err)
			}
			want[i] = protocol.Encode(reply)
		}
		turns := 0
		for ; left > 0 && turns < 500; turns++ {
			for i, wish := range c.wishes {
				if want[i] == nil {
					continue
				}
				found, err := together.AnswerWhile(&session.Call{Op: c.op, Args: protocol.Encode(wish)}, func() bool { return false })
				if err == session.ErrUnfinished {
					continue
				}
				if err != nil || !bytes.Equal(protocol.Encode(found), want[i]) {
					t.Errorf("%s %d finds something else in turns: %v", c.op, i, err)
				}
				want[i] = nil
				left--
			}
		}
		if left > 0 || turns < 2 {
			t.Errorf("%s: %d of %d have no answer after %d turns", c.op, left, len(c.wishes), turns)
		}
	}
}
