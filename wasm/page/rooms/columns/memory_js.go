//go:build js

package columns

import (
	"strings"
	"syscall/js"

	"fenji/scoring/protocol"
	"fenji/wasm/page/dom"
	"fenji/wasm/page/shell"
)

// storage is where the device keeps what the user lets it remember; undefined where it is forbidden.
func storage() (v js.Value) {
	defer func() {
		if recover() != nil {
			v = js.Undefined()
		}
	}()
	return js.Global().Get("localStorage")
}

// stored lists the keys of the remembered tables.
func stored(v js.Value) (keys []string) {
	for i := range v.Length() {
		if key := v.Call("key", i).String(); strings.HasPrefix(key, mappingPrefix) {
			keys = append(keys, key)
		}
	}
	return keys
}

// recallMapping looks whether this device remembers the table, and gives its columns the meanings kept. That happens
// when a file has just been read, and never again after the user has changed one.
func recallMapping(a *shell.App, out *protocol.Outcome) {
	defer func() { _ = recover() }() // the storage may be full
	v, key := storage(), MappingKey(out)
	if v.IsUndefined() || key == "" || a.State().Shown.Sample != "" {
		return
	}
	text := v.Call("getItem", key)
	kept := Kept{This: text.Type() == js.TypeString, N: len(stored(v)), Used: own(a.State()).Kept.Used}
	if kept.This && len(a.State().Settings.Roles)+len(a.State().Settings.Fates) == 0 && len(a.State().Past) == 0 {
		changes, fates, ok := Recalled(out.Columns, text.String())
		kept.Used = ok
		if ok && len(changes)+len(fates) > 0 {
			a.Do(Remembered{kept})
			set := a.State().Settings
			set.Roles, set.Fates = changes, fates
			a.Grade(set)
			return
		}
	} else if kept.This {
		v.Call("setItem", key, PackMapping(out, a.State().Settings.Fates)) // follow what the user changed since
	}
	a.Do(Remembered{kept})
}

// remember keeps the meanings at hand, or forgets them.
func remember(a *shell.App, yes bool) {
	defer func() {
		if recover() != nil { // the storage is full, or forbidden: nothing is kept, and the page does not say otherwise
			dom.At("remember").Set("checked", own(a.State()).Kept.This)
		}
	}()
	v, key := storage(), MappingKey(a.State().Outcome)
	if v.IsUndefined() || key == "" {
		a.Do(Remembered{})
		return
	}
	if yes {
		v.Call("setItem", key, PackMapping(a.State().Outcome, a.State().Settings.Fates))
	} else {
		v.Call("removeItem", key)
	}
	a.Do(Remembered{Kept{This: yes, N: len(stored(v))}})
}

// forgetMappings forgets all tables.
func forgetMappings(a *shell.App) {
	v := storage()
	if v.IsUndefined() {
		return
	}
	for _, key := range stored(v) {
		v.Call("removeItem", key)
	}
	a.Do(Remembered{})
}
