//go:build js

package shell

import (
	"strings"
	"syscall/js"

	"fenji/wasm/jsx"
	"fenji/wasm/page/dom"
	"fenji/wasm/page/say"
)

// ours begins the name of everything that this page ever stores. Other pages of the same host are left alone.
const ours = "fenji"

// forget clears what the page keeps: what it stored, on the user's wish the copy for offline use, and what it has in
// memory.
func (a *App) forget() {
	a.job++
	a.stop()
	a.source, a.next, a.tried, a.held = source{}, source{}, attempt{}, 0
	stored := wipe("localStorage") + wipe("sessionStorage")
	a.Do(Forgotten{}) // before anything is waited for: what asks meanwhile shall find nothing to ask about
	said := a.T("forget.done", "n", say.Count(stored))
	if dom.At("forget-offline").Get("checked").Bool() {
		if dropCaches() {
			said += a.T("forget.done.offline")
		} else {
			said += a.T("forget.failed.offline")
		}
	}
	dom.Text(dom.At("forget-said"), said)
}

// wipe removes our entries of a storage and counts them.
func wipe(name string) (n int) {
	defer func() { _ = recover() }() // storage may be forbidden
	storage := js.Global().Get(name)
	for i := storage.Get("length").Int() - 1; i >= 0; i-- {
		if key := storage.Call("key", i).String(); strings.HasPrefix(key, ours) {
			storage.Call("removeItem", key)
			n++
		}
	}
	return n
}

// dropCaches removes the copy for offline use and the worker that answers from it; it tells whether it could.
func dropCaches() (done bool) {
	defer func() {
		if recover() != nil {
			done = false
		}
	}()
	home := js.Global().Get("URL").New("./", dom.Document.Get("baseURI"))
	caches := js.Global().Get("caches")
	names, err := jsx.Await(caches.Call("keys"))
	if err != nil {
		return false
	}
	for i := range names.Length() {
		if name := names.Index(i).String(); strings.HasPrefix(name, ours+" "+home.Get("pathname").String()+" ") {
			if _, err := jsx.Await(caches.Call("delete", name)); err != nil {
				return false
			}
		}
	}
	workers := js.Global().Get("navigator").Get("serviceWorker")
	registration, err := jsx.Await(workers.Call("getRegistration"))
	if err == nil && registration.Type() == js.TypeObject {
		_, err = jsx.Await(registration.Call("unregister"))
	}
	return err == nil
}
