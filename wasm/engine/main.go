//go:build js

// Command engine runs in a Web Worker: a mailbox in front of one session. It takes the page's calls one after the other
// and answers each; the messages are those of package protocol. A user's fault goes back as an issue. A bug of ours,
// even a panic, goes back as kind "panic", and the engine stops: the page starts a fresh one.
package main

import (
	"errors"
	"runtime/debug"
	"syscall/js"
	"time"

	"fenji/scoring"
	"fenji/wasm/jsx"
	"fenji/wasm/protocol"
	"fenji/wasm/session"
)

// reportEvery is the least time between two progress messages.
const reportEvery = 50 * time.Millisecond

func main() {
	mail := make(chan js.Value, 64)
	js.Global().Set("receive", js.FuncOf(func(_ js.Value, args []js.Value) any {
		mail <- args[0]
		return nil
	}))
	var s session.Session
	for call := range mail {
		if !answer(&s, call) {
			return
		}
	}
}

// answer handles one call; it tells whether the engine may go on.
func answer(s *session.Session, call js.Value) (alive bool) {
	id := call.Get("id")
	defer func() {
		if r := recover(); r != nil {
			println("engine:", text(r), "\n"+string(debug.Stack()))
			post(id, protocol.KindPanic, &protocol.Issue{Code: "engine-stopped"}, nil)
		}
	}()
	reply, parts, err := handle(s, call, reporter(id))
	var issue scoring.Issue
	switch {
	case errors.As(err, &issue):
		m := session.IssueMessage(issue)
		post(id, protocol.KindIssue, &m, nil)
	case err != nil:
		panic(err)
	default:
		post(id, protocol.KindOK, reply, parts)
	}
	return true
}

// handle runs the call's op.
func handle(s *session.Session, call js.Value, report session.Report) (protocol.Message, [][]byte, error) {
	args := jsx.Bytes(call.Get("args"))
	switch op := call.Get("op").String(); op {
	case protocol.OpHello:
		return s.Hello(), nil, nil
	case protocol.OpLoad:
		m, err := decode(args, new(protocol.Load))
		if err != nil {
			return nil, nil, err
		}
		out, err := s.Load(*m, buffers(call.Get("files")), report)
		return out, nil, err
	case protocol.OpGrade:
		return ask(args, func(m *protocol.Settings) (*protocol.Outcome, error) { return s.Grade(*m, report) })
	case protocol.OpView:
		return ask(args, func(m *protocol.View) (*protocol.Count, error) { return s.Arrange(*m) })
	case protocol.OpRows:
		return ask(args, func(m *protocol.Span) (*protocol.Rows, error) { return s.Rows(*m) })
	case protocol.OpExplain:
		return ask(args, func(m *protocol.Pick) (*protocol.Explanation, error) { return s.Explain(*m) })
	case protocol.OpLedger:
		return ask(args, func(m *protocol.Span) (*protocol.Ledger, error) { return s.Ledger(*m) })
	case protocol.OpExport:
		m, err := decode(args, new(protocol.Export))
		if err != nil {
			return nil, nil, err
		}
		return s.Export(*m, report)
	default:
		return nil, nil, errors.New("engine: no op " + op)
	}
}

func decode[P protocol.Message](args []byte, m P) (P, error) { return m, protocol.Decode(args, m) }

// ask decodes a call's message and answers it.
func ask[T any, M interface {
	*T
	protocol.Message
}, R protocol.Message](args []byte, answer func(M) (R, error)) (protocol.Message, [][]byte, error) {
	m, err := decode(args, M(new(T)))
	if err != nil {
		return nil, nil, err
	}
	reply, err := answer(m)
	return reply, nil, err
}

func buffers(list js.Value) [][]byte {
	files := make([][]byte, list.Length())
	for i := range files {
		files[i] = jsx.Bytes(list.Index(i))
	}
	return files
}

// reporter sends progress to the page, not more often than it is worth.
func reporter(id js.Value) session.Report {
	var last time.Time
	var stage string
	return func(p protocol.Progress) {
		if now := time.Now(); p.Stage != stage || now.Sub(last) >= reportEvery {
			last, stage = now, p.Stage
			post(id, protocol.KindProgress, &p, nil)
		}
	}
}

// post answers the page. The bytes change hands and are not copied again.
func post(id js.Value, kind string, m protocol.Message, parts [][]byte) {
	body := jsx.Array(protocol.Encode(m))
	transfer := []js.Value{body.Get("buffer")}
	var arrays []js.Value
	for i, p := range parts {
		array := jsx.Array(p)
		parts[i] = nil
		arrays = append(arrays, array)
		transfer = append(transfer, array.Get("buffer"))
	}
	js.Global().Call("postMessage",
		jsx.Object("id", id, "kind", kind, "body", body, "parts", jsx.List(arrays...)), jsx.List(transfer...))
}

func text(r any) string {
	switch r := r.(type) {
	case error:
		return r.Error()
	case string:
		return r
	}
	return "panic"
}
