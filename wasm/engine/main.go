//go:build js

// Command engine runs in a Web Worker: a mailbox in front of one session.
package main

import (
	"errors"
	"syscall/js"

	"fenji/scoring"
	"fenji/scoring/protocol"
	"fenji/scoring/session"
	"fenji/scoring/words"
	"fenji/wasm/jsx"
	"fenji/wasm/mailbox"
)

func main() {
	jsx.Texts(js.Global().Get("words"), words.Languages, words.Learn)
	s := session.Session{Options: options()}
	mailbox.Serve("engine", func(c *mailbox.Call) (protocol.Message, error) {
		reply, err := answer(&s, c)
		var issue scoring.Issue
		if errors.As(err, &issue) {
			return nil, session.IssueMessage(issue)
		}
		return reply, err
	})
}

// answer runs the call's op.
func answer(s *session.Session, c *mailbox.Call) (protocol.Message, error) {
	switch c.Op {
	case protocol.OpHello:
		return s.Hello(), nil
	case protocol.OpLoad:
		return ask(c, func(m *protocol.Load) (*protocol.Outcome, error) {
			defer allow()
			return s.LoadFiles(*m, files(c), paced(c.Report))
		})
	case protocol.OpGrade:
		allow()
		return ask(c, func(m *protocol.Settings) (*protocol.Outcome, error) { return s.Grade(*m, c.Report) })
	case protocol.OpView:
		return ask(c, func(m *protocol.View) (*protocol.Count, error) { return s.Arrange(*m) })
	case protocol.OpRows:
		return ask(c, func(m *protocol.Span) (*protocol.Rows, error) { return s.Rows(*m) })
	case protocol.OpExplain:
		return ask(c, func(m *protocol.Pick) (*protocol.Explanation, error) { return s.Explain(*m) })
	case protocol.OpFacet:
		return ask(c, func(m *protocol.Ask) (*protocol.Facet, error) { return s.Facet(*m) })
	case protocol.OpMark:
		return ask(c, func(m *protocol.Mark) (*protocol.Count, error) { return s.Mark(*m) })
	case protocol.OpPast:
		return ask(c, func(m *protocol.Trace) (*protocol.Past, error) { return s.Past(*m) })
	case protocol.OpOverview:
		return ask(c, func(m *protocol.OverviewWish) (*protocol.Overview, error) { return s.Overview(*m) })
	case protocol.OpLedger:
		return ask(c, func(m *protocol.Span) (*protocol.Ledger, error) { return s.Ledger(*m) })
	case protocol.OpSegments:
		return ask(c, func(m *protocol.SchemeWish) (*protocol.Segments, error) { return s.Segments(*m) })
	case protocol.OpFalls:
		return ask(c, func(m *protocol.FallWish) (*protocol.Falls, error) { return s.Falls(*m) })
	case protocol.OpPreview:
		return ask(c, func(*protocol.Nothing) (*protocol.Preview, error) { return s.Preview() })
	case protocol.OpQuality:
		return ask(c, func(*protocol.Nothing) (*protocol.Quality, error) { return s.Quality() })
	case protocol.OpReveal:
		return ask(c, func(m *protocol.Reveal) (*protocol.Outcome, error) { return s.Reveal(*m) })
	case protocol.OpScan:
		return ask(c, func(*protocol.Nothing) (*protocol.Scan, error) { return s.Scan() })
	case protocol.OpKey:
		return ask(c, func(m *protocol.KeyWish) (*protocol.Key, error) { return s.Key(*m) })
	case protocol.OpOutline:
		return ask(c, func(m *protocol.Export) (*protocol.Build, error) { return s.Outline(*m, c.Part) })
	case protocol.OpExport:
		allow()
		return ask(c, func(m *protocol.Export) (*protocol.Download, error) {
			var built func() ([]byte, error)
			if m.Late {
				built = func() ([]byte, error) { return builtPart(c) }
			}
			return s.Export(*m, built, c.Part, c.Report)
		})
	case protocol.OpBuilt:
		return &protocol.Nothing{}, nil // its export has ended before
	}
	return nil, errors.New("engine: no op " + c.Op)
}

// builtPart waits for the styled part of a workbook that is being exported.
func builtPart(c *mailbox.Call) ([]byte, error) {
	files := c.Await(protocol.OpBuilt).Files()
	if len(files) == 0 {
		return nil, scoring.Issue{Code: protocol.Unbuilt}
	}
	return files[0], nil
}

// ask reads a call's message and answers it.
func ask[T any, M interface {
	*T
	protocol.Message
}, R protocol.Message](c *mailbox.Call, answer func(M) (R, error)) (protocol.Message, error) {
	m := M(new(T))
	if err := c.Args(m); err != nil {
		return nil, err
	}
	return answer(m)
}
