//go:build js

// Package jsx holds the few things that page and engine need from JavaScript and that honnef.co/go/js/dom/v2 lacks:
// bytes across the border, promises, reading a File, saving one.
package jsx

import (
	"errors"
	"syscall/js"
)

// Bytes copies a Uint8Array or an ArrayBuffer into Go's memory.
func Bytes(v js.Value) []byte {
	if v.InstanceOf(js.Global().Get("ArrayBuffer")) {
		v = js.Global().Get("Uint8Array").New(v)
	}
	b := make([]byte, v.Get("byteLength").Int())
	js.CopyBytesToGo(b, v)
	return b
}

// Array copies bytes into a fresh Uint8Array.
func Array(b []byte) js.Value {
	a := js.Global().Get("Uint8Array").New(len(b))
	js.CopyBytesToJS(a, b)
	return a
}

// List makes a JavaScript array.
func List(vs ...js.Value) js.Value {
	a := js.Global().Get("Array").New()
	for _, v := range vs {
		a.Call("push", v)
	}
	return a
}

// Object makes a plain object of key, value pairs.
func Object(kv ...any) js.Value {
	o := js.Global().Get("Object").New()
	for i := 0; i+1 < len(kv); i += 2 {
		o.Set(kv[i].(string), kv[i+1])
	}
	return o
}

// Await blocks the calling goroutine until the promise settles. It must not run inside an event callback itself, which
// would block the event loop that settles it; start a goroutine there.
func Await(promise js.Value) (js.Value, error) {
	type settled struct {
		v   js.Value
		err error
	}
	done := make(chan settled, 1)
	ok := js.FuncOf(func(_ js.Value, args []js.Value) any {
		done <- settled{v: first(args)}
		return nil
	})
	defer ok.Release()
	failed := js.FuncOf(func(_ js.Value, args []js.Value) any {
		done <- settled{err: Error(first(args))}
		return nil
	})
	defer failed.Release()
	promise.Call("then", ok, failed)
	s := <-done
	return s.v, s.err
}

// turns are those of the browser that Yield waits for.
var turns = struct {
	port js.Value
	had  chan struct{}
}{had: make(chan struct{}, 64)}

// Yield lets the browser do what waits for it, paint and answer the user, and goes on in a task of its own. A sleep does
// not serve: one that is short is over before the browser has had its turn, and a longer one is made longer still. Like
// Await it must not run inside an event callback.
func Yield() {
	if turns.port.IsUndefined() {
		channel := js.Global().Get("MessageChannel").New()
		channel.Get("port1").Set("onmessage", js.FuncOf(func(js.Value, []js.Value) any {
			turns.had <- struct{}{}
			return nil
		}))
		turns.port = channel.Get("port2")
	}
	turns.port.Call("postMessage", 0)
	<-turns.had
}

// Error turns a thrown value into a Go error.
func Error(v js.Value) error {
	if v.Type() == js.TypeObject && v.Get("message").Type() == js.TypeString {
		return errors.New(v.Get("message").String())
	}
	return errors.New(v.String())
}

// Buffer reads a File or Blob whole. fetch of its URL would be refused once the page is locked; arrayBuffer is not.
func Buffer(file js.Value) (js.Value, error) { return Await(file.Call("arrayBuffer")) }

// Blob hands bytes to the browser to keep.
func Blob(parts ...js.Value) js.Value { return js.Global().Get("Blob").New(List(parts...)) }

// Save offers the parts as a file to download. The URL lives for a minute, which is ample for a browser to begin.
func Save(name, mime string, parts []js.Value) {
	blob := js.Global().Get("Blob").New(List(parts...), Object("type", mime))
	url := js.Global().Get("URL").Call("createObjectURL", blob)
	doc := js.Global().Get("document")
	a := doc.Call("createElement", "a")
	a.Set("href", url)
	a.Set("download", name)
	a.Set("hidden", true)
	doc.Get("body").Call("append", a)
	a.Call("click")
	a.Call("remove")
	var revoke js.Func
	revoke = js.FuncOf(func(js.Value, []js.Value) any {
		js.Global().Get("URL").Call("revokeObjectURL", url)
		revoke.Release()
		return nil
	})
	js.Global().Call("setTimeout", revoke, 60_000)
}

func first(args []js.Value) js.Value {
	if len(args) == 0 {
		return js.Undefined()
	}
	return args[0]
}

// Texts hands over the site's texts, an object of one text per language, as boot.js has loaded them. A text comes over from
// JavaScript when it is wanted.
func Texts(of js.Value, languages []string, later func(lang string, text func() string)) {
	for _, lang := range languages {
		later(lang, of.Get(lang).String)
	}
}
