//go:build js

package shell

import (
	"errors"
	"syscall/js"

	"fenji/scoring/protocol"
	"fenji/wasm/jsx"
)

// The programs that run in workers.
const (
	engineProgram   = "engine"
	workbookProgram = "workbook"
)

// engineStopped is the code of the issue that a program met a bug and is gone.
const engineStopped = "engine-stopped"

// noMemory is the code of the issue that the browser gave a program no more memory.
const noMemory = "no-memory"

// errCancelled ends the calls that were under way when the engine was stopped on purpose.
var errCancelled = errors.New("cancelled")

// An issueError is an issue that the engine answered with.
type issueError struct{ issue protocol.Issue }

func (e issueError) Error() string { return e.issue.Code }

// IssueOf gives the issue in an error. An error that is none is a bug of ours.
func IssueOf(err error) protocol.Issue {
	if e, ok := err.(issueError); ok {
		return e.issue
	}
	println("page:", err.Error())
	return protocol.Issue{Code: engineStopped}
}

// A messenger talks to a program in its worker. To cancel is to end the worker and start another from the compiled
// module: nothing else stops a computation at once, and the old one's memory goes with it.
type messenger struct {
	program string // "engine", which is always there, or "workbook", which is started for one job
	worker  js.Value
	listen  js.Func
	life    int // counts the workers; what one was told, the next does not know
	next    int
	calls   map[int]*call
}

type call struct {
	parts    []js.Value // of a file: a Blob of the first, where there are many, and arrays
	loose    int        // the bytes of the arrays
	progress func(protocol.Progress)
	done     chan reply
}

// mostLoose is how much of a file lies in the page's memory before the browser is given it to keep. A Blob for every part would cost
// twice as much: to make one is to wait for the browser.
const mostLoose = 16 << 20

// add takes a part of a file, an array.
func (c *call) add(part js.Value) {
	c.parts = append(c.parts, part)
	if c.loose += part.Length(); c.loose >= mostLoose {
		c.parts, c.loose = []js.Value{jsx.Blob(c.parts...)}, 0
	}
}

type reply struct {
	body  []byte
	parts []js.Value
	err   error
}

// start starts the first or a fresh worker.
func (m *messenger) start() {
	m.life++
	life := m.life
	m.worker = js.Global().Get("fenji").Call("spawn", m.program)
	m.calls = map[int]*call{} // it runs
	m.listen = js.FuncOf(func(_ js.Value, args []js.Value) any {
		if life == m.life {
			m.receive(args[0])
		}
		return nil
	})
	m.worker.Set("onmessage", m.listen)
	m.worker.Set("onerror", m.listen)
}

// hello gives the engine's first word. The first engine was asked for it by boot.js at the lock; if that one is lost, another is asked.
func (m *messenger) hello() (*protocol.Hello, error) {
	hello := &protocol.Hello{}
	if asked := m.worker.Get("hello"); asked.Truthy() {
		life := m.life
		if body, err := jsx.Await(asked); err == nil {
			return hello, protocol.Decode(jsx.Bytes(body), hello)
		}
		if m.life == life {
			m.restart(errCancelled)
		}
	}
	_, err := m.call(protocol.OpHello, &protocol.Nothing{}, hello, nil, nil)
	return hello, err
}

// stop ends the worker, if there is one, and everything it was asked.
func (m *messenger) stop(why error) {
	if m.calls == nil {
		return
	}
	m.worker.Call("terminate")
	m.worker.Set("onmessage", js.Null())
	m.worker.Set("onerror", js.Null())
	m.listen.Release()
	ended := m.calls
	m.life++
	m.calls = nil
	for _, c := range ended {
		c.done <- reply{err: why}
	}
}

// restart ends the worker and starts another.
func (m *messenger) restart(why error) {
	m.stop(why)
	m.start()
}

// lost is for a worker that met a bug, ran out of memory or could not start.
func (m *messenger) lost(life int, code string) {
	if life != m.life {
		return
	}
	m.stop(issueError{protocol.Issue{Code: code}})
	if m.program == engineProgram {
		m.start()
	}
}

// receive takes a message or an error event of the worker. It runs inside an event and never blocks.
func (m *messenger) receive(event js.Value) {
	msg := event.Get("data")
	if msg.Type() != js.TypeObject || msg.Get("kind").String() == protocol.KindPanic {
		code := engineStopped
		if msg.Type() == js.TypeObject && msg.Get("short").Truthy() {
			code = noMemory
		}
		// The listener that runs now must not be released under its own feet.
		go m.lost(m.life, code)
		return
	}
	id := msg.Get("id").Int()
	c, ok := m.calls[id]
	if !ok {
		return
	}
	body := jsx.Bytes(msg.Get("body"))
	switch msg.Get("kind").String() {
	case protocol.KindProgress:
		var p protocol.Progress
		if c.progress != nil && protocol.Decode(body, &p) == nil {
			c.progress(p)
		}
		return
	case protocol.KindPart:
		c.add(msg.Get("part"))
		return
	case protocol.KindIssue:
		var i protocol.Issue
		if err := protocol.Decode(body, &i); err != nil {
			c.done <- reply{err: err}
		} else {
			c.done <- reply{err: issueError{i}}
		}
	default:
		c.done <- reply{body: body, parts: c.parts}
	}
	delete(m.calls, id)
}

// call asks the program and waits for its answer, which it decodes into out; with it come the parts of a file, if the
// answer is one. The buffers change hands.
func (m *messenger) call(op string, args, out protocol.Message, buffers []js.Value,
	progress func(protocol.Progress)) ([]js.Value, error) {
	return m.send(op, args, buffers, progress).answer(out)
}

// send asks and does not wait. A program that does not run answers that it was cancelled.
func (m *messenger) send(op string, args protocol.Message, buffers []js.Value, progress func(protocol.Progress)) *call {
	m.next++
	c := &call{progress: progress, done: make(chan reply, 1)}
	if m.calls == nil { // stopped, or lost, since it was started
		c.done <- reply{err: errCancelled}
		return c
	}
	m.calls[m.next] = c
	bytes := jsx.Array(protocol.Encode(args))
	transfer := append([]js.Value{bytes.Get("buffer")}, buffers...)
	m.worker.Call("postMessage",
		jsx.Object("id", m.next, "op", op, "args", bytes, "files", jsx.List(buffers...)), jsx.List(transfer...))
	return c
}

// answer waits for the answer to what was sent.
func (c *call) answer(out protocol.Message) ([]js.Value, error) {
	r := <-c.done
	if r.err != nil {
		return nil, r.err
	}
	return r.parts, protocol.Decode(r.body, out)
}
