//go:build js

package page

import (
	"strconv"
	"syscall/js"
	"time"

	"honnef.co/go/js/dom/v2"

	"fenji/scoring/protocol"
)

// searchPause is how long the search waits for the next letter.
const searchPause = 80 * time.Millisecond

// listen attaches the page's few listeners. Each is at a root and finds out itself what was meant.
func (a *app) listen() {
	on(document, "click", a.click)
	on(document, "change", a.change)
	on(document, "input", a.input)
	on(document, "keydown", a.keydown)
	on(at("grid").Value, "scroll", func(*dom.BasicEvent) {
		a.grid.top = false
		a.drawRows()
	})
	on(at("grid").Value, "wheel", func(ev *dom.BasicEvent) {
		if !ev.Get("ctrlKey").Bool() && // which zooms
			a.wheel(ev.Get("deltaX").Float(), ev.Get("deltaY").Float(), ev.Get("deltaMode").Int()) {
			ev.PreventDefault()
		}
	})
	a.watchGrid()
	on(js.Global(), "drop", func(*dom.BasicEvent) {
		if a.state.Lock == Locking {
			a.do(Arrived{}) // boot.js keeps the file
		}
	})
	for _, listen := range areaListeners {
		listen(a)
	}
}

// listenForFiles takes over from boot.js once files may be read.
func (a *app) listenForFiles() {
	var leaving *time.Timer
	root := document.Get("documentElement")
	over := func(ev *dom.BasicEvent) {
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
	on(js.Global(), "dragenter", over)
	on(js.Global(), "dragover", over)
	on(js.Global(), "drop", func(ev *dom.BasicEvent) {
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
	return filesOf(transfer.Get("files"))
}

// actions are what elements with data-do can do when clicked. None may block.
var actions = map[string]action{
	"theme":       func(a *app, _ element, _ *dom.BasicEvent) { a.turnTheme() },
	"home":        func(a *app, _ element, _ *dom.BasicEvent) { a.goHome(true) },
	"back":        func(a *app, _ element, _ *dom.BasicEvent) { a.goHome(false) },
	"sample":      func(a *app, e element, _ *dom.BasicEvent) { a.openSample(data(e, "sample")) },
	"unlock":      func(a *app, _ element, _ *dom.BasicEvent) { a.submitPassword() },
	"cancel":      func(a *app, _ element, _ *dom.BasicEvent) { a.cancel() },
	"dismiss":     func(a *app, _ element, _ *dom.BasicEvent) { a.dismiss() },
	"tab":         func(a *app, e element, _ *dom.BasicEvent) { a.do(TabChosen{Tab(data(e, "arg"))}) },
	"export":      func(a *app, e element, _ *dom.BasicEvent) { go a.export(data(e, "arg")) },
	"as-of-reset": func(a *app, _ element, _ *dom.BasicEvent) { a.setAsOf("") },
	"grade": func(a *app, e element, _ *dom.BasicEvent) {
		go a.setView(Toggled(a.state.View, data(e, "arg"), true))
	},
	"close-why": func(a *app, _ element, _ *dom.BasicEvent) { a.closeWhy() },
	"reason": func(a *app, e element, _ *dom.BasicEvent) {
		go a.turnLedger(protocol.Span{N: ledgerPage, Code: data(e, "arg")})
	},
	"ledger-prev": func(a *app, _ element, _ *dom.BasicEvent) { a.leaf(-ledgerPage) },
	"ledger-next": func(a *app, _ element, _ *dom.BasicEvent) { a.leaf(ledgerPage) },
}

func (a *app) click(ev *dom.BasicEvent) {
	target := ev.Get("target")
	if e, ok := closest(target, "[data-do]"); ok {
		act := actions[data(e, "do")]
		if act == nil {
			act = areaAction(data(e, "do"))
		}
		if act != nil {
			act(a, e, ev)
		}
		return
	}
	if e, ok := closest(target, "#grid-body .tr"); ok {
		a.pickRow(e)
		return
	}
	if _, control := closest(target, "label, input"); control {
		return
	}
	if _, ok := closest(target, "#drop"); ok {
		at("file").Call("click")
	}
}

func (a *app) pickRow(e element) {
	for _, r := range a.grid.pool {
		if r.Equal(e.Value) && r.customer >= 0 {
			a.grid.active = r.index
			go a.explain(r.customer)
			return
		}
	}
}

// goHome shows the first view over the result, or the result again, and keeps the keyboard with what is shown.
func (a *app) goHome(home bool) {
	a.do(HomeChosen{home})
	at(either(home, "file", "main")).Call("focus")
}

func (a *app) openSample(name string) {
	go a.load(source{sample: name}, NewFile(sampleProfile(name)))
}

func (a *app) closeWhy() {
	a.do(Closed{})
	at("grid").Call("focus", map[string]any{"preventScroll": true})
}

// leaf turns the pages of the ledger.
func (a *app) leaf(by int) {
	span := a.state.LedgerSpan
	span.From = max(0, span.From+by)
	go a.turnLedger(span)
}

// change handles selects, the date and the file picker.
func (a *app) change(ev *dom.BasicEvent) {
	e := wrap(ev.Get("target"))
	set := a.state.Settings
	switch id := e.Get("id").String(); id {
	case "file":
		if files := filesOf(e.Get("files")); a.ready() && len(files) > 0 {
			e.Set("value", "") // so that the same file can be picked again
			a.open(files)
		} else if len(files) > 0 {
			a.do(Arrived{})
		}
		return
	case "lang":
		a.do(LangChosen{value(e)})
		return
	case "as-of":
		a.setAsOf(value(e))
		return
	case "profile":
		set.Profile = value(e)
	case "sheet":
		n, err := strconv.Atoi(value(e))
		if err != nil {
			return
		}
		set = WithSheet(set, n)
	case "shape":
		set.Shape = value(e)
	case "unit":
		set.Unit = value(e)
	case "visits":
		set.Visits = value(e)
	case "dates":
		set.Dates = value(e)
	default:
		for _, change := range areaChanges {
			if change(a, e) {
				return
			}
		}
		column, err := strconv.Atoi(data(e, "column"))
		if err != nil {
			return
		}
		set = WithRole(set, column, value(e))
	}
	go a.grade(set)
}

// setAsOf grades as of another day; "" is the default. A year still being typed is not a date yet.
func (a *app) setAsOf(day string) {
	if day != "" && day < "1900" || day == a.state.Settings.AsOf {
		return
	}
	set := a.state.Settings
	set.AsOf = day
	go a.grade(set)
}

func (a *app) input(ev *dom.BasicEvent) {
	if wrap(ev.Get("target")).Get("id").String() != "search" {
		return
	}
	a.typing++
	typing := a.typing
	a.searching = true
	time.AfterFunc(searchPause, func() {
		if typing != a.typing {
			return
		}
		a.searching = false
		view := a.state.View
		view.Search = value(at("search"))
		if view.Search != a.state.View.Search {
			a.setView(view)
		}
	})
}

func (a *app) keydown(ev *dom.BasicEvent) {
	target, key := ev.Get("target"), ev.Get("key")
	if key.Type() != js.TypeString ||
		ev.Get("ctrlKey").Truthy() || ev.Get("metaKey").Truthy() || ev.Get("altKey").Truthy() {
		return
	}
	switch k := key.String(); {
	case target.Equal(at("grid").Value):
		if a.gridKey(k, ev.Get("shiftKey").Truthy()) {
			ev.PreventDefault()
		}
	case target.Equal(at("password").Value):
		switch k {
		case "Enter":
			a.submitPassword()
		case "Escape":
			a.dismiss()
		}
	case k == "Escape" && a.state.Picked >= 0:
		a.closeWhy()
	default:
		if _, ok := closest(target, "#tabs"); ok && a.tabKey(k) {
			ev.PreventDefault()
		}
	}
}

// submitPassword tries what was typed on the files that asked for it. It is kept nowhere.
func (a *app) submitPassword() {
	password := value(at("password"))
	at("password").Set("value", "")
	if password != "" && a.state.Asks() {
		go a.unlock(a.tried.source, a.tried.settings, password)
	}
}

// dismiss puts the message away; without a password the file stays closed.
func (a *app) dismiss() {
	asked := a.state.Asks()
	a.do(Dismissed{})
	if asked {
		a.tried = attempt{}
		at("main").Call("focus", map[string]any{"preventScroll": true})
	}
}

// tabKey moves between tabs.
func (a *app) tabKey(key string) bool {
	step := map[string]int{"ArrowRight": 1, "ArrowLeft": -1}[key]
	if step == 0 {
		return false
	}
	for i, t := range tabs {
		if t.tab != a.state.Tab {
			continue
		}
		next := at("tab-" + string(tabs[(i+step+len(tabs))%len(tabs)].tab))
		if !next.Get("disabled").Bool() {
			next.Call("focus")
			next.Call("click")
		}
		return true
	}
	return false
}
