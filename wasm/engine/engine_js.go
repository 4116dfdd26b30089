//go:build js

// Package engine runs in a Web Worker: a mailbox in front of one session.
package engine

import (
	"syscall/js"

	"fenji/scoring/protocol"
	"fenji/scoring/session"
	"fenji/scoring/words"
	"fenji/wasm/jsx"
	"fenji/wasm/mailbox"
)

// spell is for how long work that is done in steps goes on before other calls are looked for, in ms.
const spell = 30

// Run answers the page's calls, and returns only when one of them met a bug.
func Run() {
	jsx.Texts(js.Global().Get("words"), words.Languages, words.LearnLater)
	s := session.Session{Options: options()}
	mailbox.Serve("engine", func(c *mailbox.Call) (protocol.Message, error) {
		call := session.Call{Op: c.Op, Args: c.Bytes(), Files: func() []session.File { return files(c) },
			Report: c.Report, Part: c.Part}
		switch c.Op {
		case protocol.OpHello:
			allow()
			c.Afterwards = func() { _ = session.Rehearse(s.Options) }
		case protocol.OpLoad:
			defer allow()
			call.Report = paced(c.Report)
		default:
			allow()
		}
		until := mailbox.Now() + spell
		reply, err := s.AnswerWhile(&call, func() bool { return mailbox.Now() < until })
		if err == session.ErrUnfinished {
			err = mailbox.ErrUnfinished
		}
		return reply, err
	})
}
