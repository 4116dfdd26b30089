package session_test

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"fenji/scoring/profiles"
	"fenji/scoring/protocol"
	"fenji/scoring/session"
	"fenji/scoring/sheet"
)

// TestRehearse: what the engine does while nobody asks for anything ends in a grading, not in an error half way.
func TestRehearse(t *testing.T) {
	if err := session.Rehearse(sheet.Options{}); err != nil {
		t.Error(err)
	}
}

// A counter packs nothing and counts what it is given.
type counter struct{ bytes, streams int }

func (c *counter) Write(b []byte) (int, error) {
	c.bytes += len(b)
	return len(b), nil
}

func (c *counter) Reset(io.Writer) {}
func (c *counter) Close() error    { return nil }
func (c *counter) Sum() uint32     { return 0 }

// panics is a packer with a bug.
type panics struct{ counter }

func (*panics) Write([]byte) (int, error) { panic("a bug") }

// packing lets a session pack by the counter.
func (c *counter) packing(s *session.Session) {
	s.Options.Deflate = func(io.Writer) sheet.Packer {
		c.streams++
		return c
	}
}

// customersOf is a table of n customers.
func customersOf(n int) string {
	var table strings.Builder
	table.WriteString("客户,最近消费,次数,金额\n")
	for i := range n {
		fmt.Fprintf(&table, "K%05d,2024-%02d-%02d,%d,%d\n", i, 1+i%12, 1+i%28, 1+i%9, 100+i*37%9000)
	}
	return table.String()
}

// prepared prepares a session, a step at a time, and tells the steps.
func prepared(t *testing.T, s *session.Session) (steps int) {
	t.Helper()
	call := &session.Call{Op: protocol.OpPrepare, Args: protocol.Encode(&protocol.Prepare{Lang: "en"})}
	for steps = 1; ; steps++ {
		_, err := s.AnswerWhile(call, func() bool { return false })
		if err == nil {
			return steps
		}
		if err != session.ErrUnfinished || steps == 100 {
			t.Fatal(err)
		}
		if rows, err := s.Rows(protocol.Span{From: steps, N: 1}); err != nil || len(rows.Rows) != 1 {
			t.Fatal(err)
		}
	}
}

// TestPrepare: what is made ahead comes in steps, lets other calls through, and is what would be made when it is asked for. A workbook
// of many customers, and of no other rows, is rehearsed once.
func TestPrepare(t *testing.T) {
	if n := prepared(t, &session.Session{}); n != 1 {
		t.Errorf("nothing is graded, and takes %d steps", n)
	}
	var some, many counter
	few, _ := load(t, "list.csv", customersOf(15_000), protocol.Settings{})
	some.packing(few)
	if steps := prepared(t, few); steps < 8 || steps > 12 || some.streams != 0 {
		t.Errorf("few customers: %d steps, %d workbooks", steps, some.streams)
	}
	table := customersOf(25_000) + strings.Repeat("K1,2024-13-40,1,100\n", 30_000)
	s, _ := load(t, "list.csv", table, protocol.Settings{})
	other, _ := load(t, "list.csv", table, protocol.Settings{})
	many.packing(s)
	if steps := prepared(t, s); steps < 20 || many.streams != 1 || many.bytes < 2<<20 || many.bytes > 8<<20 {
		t.Errorf("many customers: %d steps, %d workbooks, %d bytes", steps, many.streams, many.bytes)
	}
	if steps := prepared(t, s); steps != 1 {
		t.Errorf("prepared again in %d steps", steps)
	}
	if _, err := s.Grade(protocol.Settings{Sheet: -1, Profile: profiles.All()[1].ID}, silent); err != nil {
		t.Fatal(err)
	}
	if steps := prepared(t, s); steps < 8 || many.streams != 1 {
		t.Errorf("by other rules: %d steps, %d workbooks", steps, many.streams)
	}
	if _, err := other.Grade(protocol.Settings{Sheet: -1, Profile: profiles.All()[1].ID}, silent); err != nil {
		t.Fatal(err)
	}
	s.Options.Deflate = nil
	for _, op := range []session.Call{
		{Op: protocol.OpOverview, Args: protocol.Encode(&protocol.OverviewWish{})},
		{Op: protocol.OpExport, Args: protocol.Encode(&protocol.Export{Format: "xlsx", Lang: "zh-CN"})},
	} {
		answers := map[*session.Session]string{}
		for _, sitting := range []*session.Session{s, other} {
			var file bytes.Buffer
			c := op
			c.Report, c.Part = silent, func(part []byte) { file.Write(part) }
			reply, err := sitting.Answer(&c)
			if err != nil {
				t.Fatal(op.Op, err)
			}
			answers[sitting] = string(protocol.Encode(reply)) + file.String()
		}
		if answers[s] != answers[other] {
			t.Errorf("%s: prepared, it is another answer", op.Op)
		}
	}
	broken, _ := load(t, "list.csv", customersOf(25_000), protocol.Settings{})
	broken.Options.Deflate = func(io.Writer) sheet.Packer { return &panics{} }
	if steps := prepared(t, broken); steps < 9 || prepared(t, broken) != 1 {
		t.Errorf("a bug ends it after %d steps", steps)
	}
	many.packing(s)
	c := &session.Call{Op: protocol.OpExport, Args: protocol.Encode(&protocol.Export{Format: "xlsx", Lang: "zh-CN"}), Report: silent, Part: func([]byte) {}}
	if _, err := s.Answer(c); err != nil || many.streams != 2 {
		t.Errorf("%v, %d workbooks packed by the host", err, many.streams)
	}
}
