//go:build js

// Package mailbox is the worker's end of the messages of package protocol. It takes the page's calls one after the other
// and answers each. A user's fault, an error that is a [protocol.Issue], goes back as an issue. A bug of ours, any other
// error or a panic, goes back as kind "panic", and the program stops: the page starts a fresh one. A call whose work comes a
// step on at a time waits in between, behind those that came meanwhile. When nobody calls, a worker may do what makes the next
// answer quicker.
package mailbox

import (
	"errors"
	"runtime"
	"syscall/js"

	"fenji/scoring/protocol"
	"fenji/wasm/jsx"
)

// reportEvery is the least time between two progress messages, in ms.
const reportEvery = 50

// ErrUnfinished is the answer to a call that is to be answered again: its work has come a step on.
var ErrUnfinished = errors.New("mailbox: there is more to do")

// A Call is what the page asks.
type Call struct {
	Op string

	message js.Value
	last    float64 // when progress was told, by the clock of Now
	stage   string

	// Afterwards is done when nobody has called for a while after the answer; nil for nothing.
	Afterwards func()

	idle   func() // to be done instead of answering
	behind int    // the number of the call before it
}

// lull is for how long nobody must have called before idle work is done, in ms.
const lull = 300

// Serve answers calls until one of them meets a bug. The messages that the program says on its console begin with name.
func Serve(name string, answer func(c *Call) (protocol.Message, error)) {
	arriving := make(chan *Call, 64)
	js.Global().Set("receive", js.FuncOf(func(_ js.Value, args []js.Value) any {
		arriving <- &Call{Op: args[0].Get("op").String(), message: args[0]}
		return nil
	}))
	var waiting []*Call
	channel := js.Global().Get("MessageChannel").New()
	channel.Get("port1").Set("onmessage", js.FuncOf(func(js.Value, []js.Value) any {
		arriving <- waiting[0]
		waiting = waiting[1:]
		return nil
	}))
	for calls := 1; ; calls++ {
		c := <-arriving
		if c.idle != nil {
			if c.behind == calls-1 { // nobody has called since
				c.whileIdle(name)
			}
			continue
		}
		alive, finished := c.answer(name, answer)
		if !alive {
			return
		}
		if !finished {
			waiting = append(waiting, c)
			channel.Get("port2").Call("postMessage", 0) // comes behind what the page has sent
		} else if c.Afterwards != nil {
			idle := &Call{idle: c.Afterwards, behind: calls}
			js.Global().Call("setTimeout", js.FuncOf(func(js.Value, []js.Value) any {
				arriving <- idle
				return nil
			}), lull)
		}
	}
}

// whileIdle does work that nobody waits for; what becomes of it is of no matter to anybody.
func (c *Call) whileIdle(name string) {
	defer func() {
		if r := recover(); r != nil {
			println(name+":", text(r), "\n"+stack())
		}
	}()
	c.idle()
}

// answer tells whether the program may go on, and whether the call has its answer.
func (c *Call) answer(name string, answer func(c *Call) (protocol.Message, error)) (alive, finished bool) {
	defer func() {
		if r := recover(); r != nil {
			println(name+":", text(r), "\n"+stack())
			c.post(protocol.KindPanic, &protocol.Issue{Code: "engine-stopped"}, nil)
		}
	}()
	reply, err := answer(c)
	var issue protocol.Issue
	switch {
	case err == ErrUnfinished:
		return true, false
	case errors.As(err, &issue):
		c.post(protocol.KindIssue, &issue, nil)
	case err != nil:
		panic(err)
	default:
		c.post(protocol.KindOK, reply, nil)
	}
	return true, true
}

// Bytes are the call's message.
func (c *Call) Bytes() []byte { return jsx.Bytes(c.message.Get("args")) }

// Args reads the call's message.
func (c *Call) Args(m protocol.Message) error { return protocol.Decode(c.Bytes(), m) }

// Buffers are those that came with the call, as they are.
func (c *Call) Buffers() []js.Value {
	list := c.message.Get("files")
	buffers := make([]js.Value, list.Length())
	for i := range buffers {
		buffers[i] = list.Index(i)
	}
	return buffers
}

// Files copies the buffers that came with the call.
func (c *Call) Files() (files [][]byte) {
	for _, buffer := range c.Buffers() {
		files = append(files, jsx.Bytes(buffer))
	}
	return files
}

// Report sends progress to the page, not more often than it is worth; the end is always said.
func (c *Call) Report(p protocol.Progress) {
	if now := Now(); p.Stage != c.stage || now-c.last >= reportEvery || p.Total > 0 && p.Done == p.Total {
		c.last, c.stage = now, p.Stage
		c.post(protocol.KindProgress, &p, nil)
	}
}

// Part sends the next part of a file. It is copied before Part returns.
func (c *Call) Part(b []byte) { c.post(protocol.KindPart, &protocol.Nothing{}, b) }

// post answers the page. The bytes change hands and are not copied again.
func (c *Call) post(kind string, m protocol.Message, part []byte) {
	body := jsx.Array(protocol.Encode(m))
	reply := jsx.Object("id", c.message.Get("id"), "kind", kind, "body", body)
	transfer := []js.Value{body.Get("buffer")}
	if part != nil {
		array := jsx.Array(part)
		reply.Set("part", array)
		transfer = append(transfer, array.Get("buffer"))
	}
	js.Global().Call("postMessage", reply, jsx.List(transfer...))
}

// Now is the host's clock, in ms. Package time would bring the system's files with it.
func Now() float64 { return js.Global().Get("performance").Call("now").Float() }

func stack() string {
	b := make([]byte, 8<<10)
	return string(b[:runtime.Stack(b, false)])
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
