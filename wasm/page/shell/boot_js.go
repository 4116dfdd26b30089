//go:build js

package shell

import (
	"strings"
	"syscall/js"
	"time"

	"fenji/scoring/protocol"
	"fenji/scoring/words"
	"fenji/wasm/jsx"
	"fenji/wasm/page/dom"
)

// Run makes a page of the rooms live, and never returns.
func (h House) Run() {
	fenji := js.Global().Get("fenji")
	jsx.Texts(fenji.Get("words"), words.Languages, words.LearnLater)
	w := newWindow()
	start := h.Start(language(), theme(), today())
	start.Space = w.space()
	a := &App{house: h, state: start, pace: pace{behind: map[*Behind]bool{}}}
	a.engine.program, a.book.program = engineProgram, workbookProgram
	a.boot(fenji, w)
	select {}
}

// patience is for how long the engine may take to say its first word before the page draws itself without it.
const patience = 200 * time.Millisecond

// isLocked tells what boot.js says of the lock.
func (a *App) isLocked() bool { return dom.Data(dom.At("airlock"), "locked") == string(IsLocked) }

// boot waits for the lock, takes over the engine that boot.js has started behind it, and then the files that came early.
func (a *App) boot(fenji js.Value, w window) {
	show := func() {
		if a.drawn {
			return
		}
		a.render(a.state)
		a.listen()
		found := func() {
			if space := w.space(); space != a.state.Space {
				a.Do(SpaceFound{space})
			}
		}
		w.hear(found)
		found()
		fenji.Get("first").Call("live")
		if fenji.Get("early").Length() > 0 {
			a.Do(Arrived{})
		}
	}
	if a.isLocked() {
		// The engine runs already. What is drawn before it answers, the browser would put on the screen before it hears the answer.
		time.AfterFunc(patience, show)
	} else {
		show()
	}
	if _, err := jsx.Await(fenji.Get("locked")); err != nil {
		show()
		a.Do(LockFailed{})
		return
	}
	a.engine.start()
	hello, err := a.engine.hello()
	a.hurried = err == nil
	show()
	if err != nil {
		a.Do(LockFailed{})
		a.Fail(err)
		return
	}
	a.Do(Greeted{hello.Profiles})
	time.AfterFunc(lull, func() {
		if !a.furnished {
			a.pace.steps(func() { a.render(a.state) })
		}
	})
	a.listenForFiles()
	if early := FilesOf(fenji.Call("takeEarly")); len(early) > 0 {
		a.open(early)
	}
}

// open loads files that the user dropped or picked.
func (a *App) open(files []js.Value) {
	if len(files) == 0 {
		a.Do(Failed{protocol.Issue{Code: "folder"}})
		return
	}
	go func() {
		for _, r := range a.house {
			if r.Takes != nil && len(files) > 0 {
				files = r.Takes(a, files)
			}
		}
		if len(files) > 0 {
			set := NewFile(a.state.Settings.Profile)
			set.Rules = a.state.Settings.Rules
			a.load(source{files: files}, set)
		}
	}()
}

// language follows ?lang=, else the browser.
func language() string {
	search := js.Global().Get("location").Get("search").String()
	wanted := js.Global().Get("URLSearchParams").New(search).Call("get", "lang")
	if wanted.IsNull() {
		wanted = js.Global().Get("navigator").Get("language")
	}
	if wanted.Type() == js.TypeString && !strings.HasPrefix(strings.ToLower(wanted.String()), "zh") {
		return "en"
	}
	return "zh-CN"
}

// today is the user's civil date.
func today() string {
	now := js.Global().Get("Date").New()
	now.Call("setMinutes", now.Call("getMinutes").Int()-now.Call("getTimezoneOffset").Int())
	return now.Call("toISOString").String()[:10]
}

// themeKey is all that the page ever stores.
const themeKey = "fenji-theme"

func theme() (name string) {
	defer func() {
		if recover() != nil { // storage may be forbidden
			name = "auto"
		}
	}()
	v := js.Global().Get("localStorage").Call("getItem", themeKey)
	if v.Type() == js.TypeString && (v.String() == "light" || v.String() == "dark") {
		return v.String()
	}
	return "auto"
}

var nextTheme = map[string]string{"auto": "light", "light": "dark", "dark": "auto"}

func (a *App) turnTheme() {
	a.Do(ThemeChosen{nextTheme[a.state.Theme]})
	defer func() { _ = recover() }() // storage may be forbidden
	js.Global().Get("localStorage").Call("setItem", themeKey, a.state.Theme)
}
