//go:build js

package shell

import (
	"slices"
	"strconv"
	"strings"
	"syscall/js"
	"time"

	"fenji/scoring/protocol"
	"fenji/wasm/page/dom"
	"fenji/wasm/page/say"
)

// listen attaches the page's few listeners. Each is at a root and finds out itself what was meant.
func (a *App) listen() {
	dom.On(dom.Document, "click", a.click)
	dom.On(dom.Document, "change", a.change)
	dom.On(dom.Document, "keydown", a.keydown)
	dom.On(dom.Document, "keydown", a.undoKey)
	dom.On(js.Global(), "drop", func(dom.Event) {
		if a.state.Lock == Locking {
			a.Do(Arrived{}) // boot.js keeps the file
		}
	})
	for _, r := range a.house {
		if r.Listen != nil {
			r.Listen(a)
		}
	}
}

// wideEnough is the window in which the filters stand beside the list unless the user says otherwise; roomy is the one in which an
// explanation has its place beside both; small is a phone's, low a small laptop's.
const wideEnough, roomy, small, low = "(min-width: 1281px)", "(min-width: 1600px)", "(max-width: 720px)", "(max-width: 1280px) and (max-height: 800px)"

// A window tells what there is room for.
type window struct{ wide, roomy, small, low js.Value }

func newWindow() window {
	matches := func(query string) js.Value { return js.Global().Call("matchMedia", query) }
	return window{matches(wideEnough), matches(roomy), matches(small), matches(low)}
}

func (w window) space() Space {
	is := func(query js.Value) bool { return query.Get("matches").Bool() }
	return Space{Wide: is(w.wide), Roomy: is(w.roomy), Small: is(w.small), Low: is(w.low)}
}

// hear tells of changes.
func (w window) hear(changed func()) {
	for _, query := range []js.Value{w.wide, w.roomy, w.small, w.low} {
		dom.On(query, "change", func(dom.Event) { changed() })
	}
}

// listenForFiles takes over from boot.js once files may be read.
func (a *App) listenForFiles() {
	var leaving *time.Timer
	root := dom.Document.Get("documentElement")
	over := func(ev dom.Event) {
		if !ev.Get("dataTransfer").Get("types").Call("includes", "Files").Bool() {
			return
		}
		ev.PreventDefault()
		// dragleave comes at every inner border; that no dragover comes any more is the better sign.
		if leaving != nil {
			leaving.Stop()
		}
		root.Call("setAttribute", "data-drag", "")
		leaving = time.AfterFunc(600*time.Millisecond, func() { root.Call("removeAttribute", "data-drag") })
	}
	dom.On(js.Global(), "dragenter", over)
	dom.On(js.Global(), "dragover", over)
	dom.On(js.Global(), "drop", func(ev dom.Event) {
		ev.PreventDefault()
		root.Call("removeAttribute", "data-drag")
		a.open(dropped(ev.Get("dataTransfer")))
	})
}

// dropped lists the files of a drop; a folder among them makes it none.
func dropped(transfer js.Value) []js.Value {
	items := transfer.Get("items")
	for i := range items.Length() {
		item := items.Index(i)
		if item.Get("webkitGetAsEntry").Type() != js.TypeFunction {
			continue
		}
		if entry := item.Call("webkitGetAsEntry"); !entry.IsNull() && entry.Get("isDirectory").Truthy() {
			return nil
		}
	}
	return FilesOf(transfer.Get("files"))
}

// An Action is what an element with data-do can do when clicked. It may not block.
type Action = func(a *App, e dom.Element, ev dom.Event)

// actions are the page's own; those of a room are called by its name: data-do="falls.month".
var actions = map[string]Action{
	"theme":       func(a *App, _ dom.Element, _ dom.Event) { a.turnTheme() },
	"home":        func(a *App, _ dom.Element, _ dom.Event) { a.goHome(true) },
	"back":        func(a *App, _ dom.Element, _ dom.Event) { a.goHome(false) },
	"sample":      func(a *App, e dom.Element, _ dom.Event) { a.openSample(dom.Data(e, "sample")) },
	"unlock":      func(a *App, _ dom.Element, _ dom.Event) { a.submitPassword() },
	"cancel":      func(a *App, _ dom.Element, _ dom.Event) { a.cancel() },
	"dismiss":     func(a *App, _ dom.Element, _ dom.Event) { a.dismiss() },
	"tab":         func(a *App, e dom.Element, _ dom.Event) { a.lead(e) },
	"area":        func(a *App, e dom.Element, _ dom.Event) { a.enterArea(dom.Data(e, "arg")) },
	"export":      func(a *App, e dom.Element, _ dom.Event) { go a.export(dom.Data(e, "arg")) },
	"as-of-reset": func(a *App, _ dom.Element, _ dom.Event) { a.setAsOf("") },
	"use-today":   func(a *App, _ dom.Element, _ dom.Event) { a.setAsOf(a.state.Today) },
	"undo":        func(a *App, _ dom.Element, _ dom.Event) { a.travel(a.state.Past) },
	"redo":        func(a *App, _ dom.Element, _ dom.Event) { a.travel(a.state.Future) },
	"forget":      func(a *App, _ dom.Element, _ dom.Event) { go a.forget() },
}

// actionOf finds an action by its name.
func (a *App) actionOf(name string) Action {
	room, verb, found := strings.Cut(name, ".")
	if !found {
		return actions[name]
	}
	return a.house.Named(room).Actions[verb]
}

func (a *App) click(ev dom.Event) {
	target := ev.Get("target")
	if e, ok := dom.Closest(target, "[data-do]"); ok {
		if act := a.actionOf(dom.Data(e, "do")); act != nil {
			act(a, e, ev)
		}
		return
	}
	if _, control := dom.Closest(target, "label, input"); control {
		return
	}
	if _, ok := dom.Closest(target, "#drop"); ok {
		dom.At("file").Call("click")
	}
}

// travel returns to the last settings of a list.
func (a *App) travel(list []protocol.Settings) {
	if len(list) > 0 && a.state.Task == Idle {
		go a.Grade(list[len(list)-1])
	}
}

// undoKey lets the keys undo and redo, except where they change a text.
func (a *App) undoKey(ev dom.Event) {
	key := ev.Get("key")
	control := ev.Get("ctrlKey").Truthy() || ev.Get("metaKey").Truthy()
	if key.Type() != js.TypeString || !control || ev.Get("altKey").Truthy() {
		return
	}
	if e, ok := dom.Closest(ev.Get("target"), "input, textarea, [contenteditable]"); ok {
		if kind := e.Get("type"); kind.Type() != js.TypeString || kind.String() != "checkbox" && kind.String() != "radio" {
			return
		}
	}
	switch k, shift := strings.ToLower(key.String()), ev.Get("shiftKey").Truthy(); {
	case k == "z" && !shift:
		a.travel(a.state.Past)
	case k == "y" || k == "z" && shift:
		a.travel(a.state.Future)
	default:
		return
	}
	ev.PreventDefault()
}

// goHome shows the first view over the result, or the result again, and keeps the keyboard with what is shown.
func (a *App) goHome(home bool) {
	a.Do(HomeChosen{home})
	dom.At(say.Either(home, "file", "main")).Call("focus")
}

// lead shows the room that a button names. From inside of another room the keyboard goes along.
func (a *App) lead(e dom.Element) {
	room := dom.Data(e, "arg")
	_, inside := dom.Closest(e.Value, "main")
	a.Do(TabChosen{room})
	if inside {
		dom.At("tab-" + room).Call("focus")
	}
}

func (a *App) openSample(name string) {
	go a.load(source{sample: name}, NewFile(sampleProfile(name)))
}

// change handles selects, the date and the file picker.
func (a *App) change(ev dom.Event) {
	e := dom.Wrap(ev.Get("target"))
	set := a.state.Settings
	switch id := e.Get("id").String(); id {
	case "file":
		if files := FilesOf(e.Get("files")); a.ready() && len(files) > 0 {
			e.Set("value", "") // so that the same file can be picked again
			a.open(files)
		} else if len(files) > 0 {
			a.Do(Arrived{})
		}
		return
	case "lang":
		a.Do(LangChosen{dom.Value(e)})
		return
	case "as-of":
		a.setAsOf(dom.Value(e))
		return
	case "profile":
		set = a.state.WithProfile(set, dom.Value(e))
	case "sheet":
		n, err := strconv.Atoi(dom.Value(e))
		if err != nil {
			return
		}
		set = WithSheet(set, n)
	default:
		for _, r := range a.house {
			if r.Change != nil && r.Change(a, e) {
				return
			}
		}
		return
	}
	go a.Grade(set)
}

// setAsOf grades as of another day; "" is the default. A year still being typed is not a date yet.
func (a *App) setAsOf(day string) {
	if day != "" && day < "1900" || day == a.state.Settings.AsOf {
		return
	}
	set := a.state.Settings
	set.AsOf = day
	go a.Grade(set)
}

func (a *App) keydown(ev dom.Event) {
	target, key := ev.Get("target"), ev.Get("key")
	if key.Type() != js.TypeString ||
		ev.Get("ctrlKey").Truthy() || ev.Get("metaKey").Truthy() || ev.Get("altKey").Truthy() {
		return
	}
	k := key.String()
	if target.Equal(dom.At("password").Value) {
		switch k {
		case "Enter":
			a.submitPassword()
		case "Escape":
			a.dismiss()
		}
		return
	}
	if _, ok := dom.Closest(target, "#tabs"); ok && a.tabKey(k) {
		ev.PreventDefault()
	}
}

// submitPassword tries what was typed on the files that asked for it. It is kept nowhere.
func (a *App) submitPassword() {
	password := dom.Value(dom.At("password"))
	dom.At("password").Set("value", "")
	if password != "" && a.state.Asks() {
		go a.unlock(a.tried.source, a.tried.settings, password)
	}
}

// dismiss puts the message away; without a password the file stays closed.
func (a *App) dismiss() {
	asked := a.state.Asks()
	a.Do(Dismissed{})
	if asked {
		a.tried = attempt{}
		dom.At("main").Call("focus", map[string]any{"preventScroll": true})
	}
}

// tabKey moves between tabs.
func (a *App) tabKey(key string) bool {
	step := map[string]int{"ArrowRight": 1, "ArrowLeft": -1}[key]
	if step == 0 {
		return false
	}
	var names []string
	for _, r := range a.house {
		if r.Area != "" && r.Open(a.state) {
			names = append(names, r.Name)
		}
	}
	at := slices.Index(names, a.state.Tab)
	if at < 0 {
		return false
	}
	next := dom.At("tab-" + names[(at+step+len(names))%len(names)])
	next.Call("click")
	next.Call("focus")
	return true
}
