package session_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

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

// TestPrepare: what is made ahead comes in steps, lets other calls through, and is what would be made when it is asked for.
func TestPrepare(t *testing.T) {
	var table strings.Builder
	table.WriteString("客户,最近消费,次数,金额\n")
	for i := range 25_000 {
		fmt.Fprintf(&table, "K%05d,2024-%02d-%02d,%d,%d\n", i, 1+i%12, 1+i%28, 1+i%9, 100+i*37%9000)
	}
	call := &session.Call{Op: protocol.OpPrepare, Args: protocol.Encode(&protocol.Prepare{Lang: "en"})}
	never := func() bool { return false }
	if _, err := (&session.Session{}).AnswerWhile(call, never); err != nil {
		t.Errorf("nothing is graded: %v", err)
	}
	s, _ := load(t, "list.csv", table.String(), protocol.Settings{})
	other, _ := load(t, "list.csv", table.String(), protocol.Settings{})
	steps := 1
	for ; ; steps++ {
		_, err := s.AnswerWhile(call, never)
		if err == nil {
			break
		}
		if err != session.ErrUnfinished || steps == 100 {
			t.Fatal(err)
		}
		if rows, err := s.Rows(protocol.Span{From: steps, N: 1}); err != nil || len(rows.Rows) != 1 {
			t.Fatal(err)
		}
	}
	if steps < 8 {
		t.Errorf("prepared in %d steps", steps)
	}
	if _, err := s.AnswerWhile(call, never); err != nil {
		t.Errorf("prepared again: %v", err)
	}
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
}
