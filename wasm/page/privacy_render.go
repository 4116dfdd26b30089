//go:build js

package page

import (
	"syscall/js"
	"time"

	"honnef.co/go/js/dom/v2"

	"fenji/scoring/protocol"
	"fenji/wasm/jsx"
)

var privacyActions = map[string]action{
	"reveal":   func(a *app, _ element, _ *dom.BasicEvent) { go a.turnReveal(!a.state.Areas.Privacy.Reveal) },
	"names":    func(a *app, _ element, _ *dom.BasicEvent) { go a.scan() },
	"key-new":  func(a *app, _ element, _ *dom.BasicEvent) { go a.newKey() },
	"key-save": func(a *app, _ element, _ *dom.BasicEvent) { a.saveKey() },
	"forget":   func(a *app, _ element, _ *dom.BasicEvent) { go a.forget() },
}

func init() {
	areaRenderers = append(areaRenderers, renderPrivacy)
	areaActions = append(areaActions, privacyActions)
	areaChanges = append(areaChanges, privacyChange)
}

// privacyChange takes the choices of the panel about downloads.
func privacyChange(a *app, e element) bool {
	switch e.Get("name").String() {
	case "names":
		a.do(NamesChosen{value(e)})
		if a.state.Areas.Privacy.Names == protocol.NamesPseudonyms && a.state.Areas.Privacy.Key.File == "" {
			go a.newKey()
		}
	case "key-file":
		if files := filesOf(e.Get("files")); len(files) > 0 {
			e.Set("value", "")
			go a.loadKey(files[0])
		}
	default:
		return false
	}
	return true
}

// turnReveal shows persons as they are, or masks them again; everything on the screen is asked for anew.
func (a *app) turnReveal(on bool) {
	out := &protocol.Outcome{}
	if !a.ask(protocol.OpReveal, &protocol.Reveal{On: on}, out) {
		return
	}
	a.turn++
	a.grid.forget()
	a.do(Revealed{out, on})
	a.turnLedger(a.state.LedgerSpan)
	if a.state.Picked >= 0 {
		a.explain(a.state.Picked)
	}
	a.readFacets()
}

// forget makes the grid ask for its rows again, where it stands.
func (g *grid) forget() { g.pages, g.order, g.fresh = map[int]*protocol.Rows{}, nil, true }

// scanPause is how long the look through the whole file waits, so that it is in nobody's way.
const scanPause = 1500 * time.Millisecond

// scanLater looks through the file once the result stands.
func (a *app) scanLater() {
	out := a.state.Outcome
	time.AfterFunc(scanPause, func() {
		if out == a.state.Outcome && a.state.Task == Idle {
			a.scan()
		}
	})
}

// scan finds out what names persons in the file, unless it is known.
func (a *app) scan() {
	out := a.state.Outcome
	if out == nil || a.state.Found() != nil {
		return
	}
	found := &protocol.Scan{}
	if a.wonder(protocol.OpScan, &protocol.Nothing{}, found) && out == a.state.Outcome {
		a.do(Scanned{out, found})
	}
}

// newKey makes a key of random bytes.
func (a *app) newKey() {
	random := js.Global().Get("Uint8Array").New(32)
	js.Global().Get("crypto").Call("getRandomValues", random)
	a.getKey(protocol.KeyWish{Random: string(jsx.Bytes(random))}, false)
}

// loadKey reads a key file. Of one that is too long to be one, the beginning is enough to be refused for.
func (a *app) loadKey(file js.Value) {
	buffer, err := jsx.Buffer(file.Call("slice", 0, 1<<15))
	if err != nil {
		a.do(KeyRefused{protocol.Issue{Code: "file-unreadable", File: file.Get("name").String()}})
		return
	}
	a.getKey(protocol.KeyWish{File: string(jsx.Bytes(buffer))}, true)
}

func (a *app) getKey(wish protocol.KeyWish, loaded bool) {
	wish.Lang = a.state.Lang
	key := protocol.Key{}
	if _, err := a.engine.call(protocol.OpKey, &wish, &key, nil, nil); err != nil {
		a.do(KeyRefused{issueOf(err)})
		return
	}
	a.do(KeyGot{key, loaded})
}

func (a *app) saveKey() {
	key := a.state.Areas.Privacy.Key
	if key.File == "" {
		return
	}
	name := a.t("privacy.key.name", "mark", key.Fingerprint)
	jsx.Save(name, "text/plain;charset=utf-8", []js.Value{jsx.Array([]byte(key.File))})
	a.do(KeySaved{})
}

func renderPrivacy(a *app, was State, fresh bool) {
	s, p := a.state, a.state.Areas.Privacy
	out := s.Outcome
	if fresh && out != nil && out.Graded && was.Outcome != out && s.Found() == nil {
		a.scanLater()
	}
	if !fresh && was.Areas.Privacy == p && was.Task == s.Task {
		return
	}
	found := s.Found()
	show(at("reveal"), out != nil && out.Graded && (out.Veiled || found != nil && FoundColumns(found) > 0))
	flag(at("reveal"), "aria-pressed", p.Reveal)
	enable(at("names"), out != nil && out.Graded)
	text(at("names-text"), a.t("privacy.names."+either(p.Names == "", "asis", p.Names)+".short"))
	note := ""
	if found != nil && FoundColumns(found) > 0 {
		note = a.t("privacy.columns", "n", count(FoundColumns(found)))
	}
	text(at("names-found"), note)
	a.renderNames(found)
}

// renderNames fills the panel about downloads.
func (a *app) renderNames(found *protocol.Scan) {
	s, p := a.state, a.state.Areas.Privacy
	lines := []string{a.t("privacy.looking")}
	if found != nil {
		lines = s.FoundLines(found)
	}
	for i, e := range fill(at("found"), "t-privacy-found", len(lines)) {
		text(e, lines[i])
	}
	for _, e := range all(at("names-panel").Value, "input[name=names]") {
		e.Set("checked", value(e) == p.Names)
	}
	for _, e := range all(at("names-panel").Value, "[data-do=export]") {
		enable(e, s.Task == Idle && s.Outcome != nil && s.Outcome.Graded &&
			(p.Names != protocol.NamesPseudonyms || p.Key.File != ""))
	}
	show(at("key"), p.Names == protocol.NamesPseudonyms)
	mark := a.t("privacy.key.making")
	if p.Key.File != "" {
		mark = a.t(either(p.Loaded, "privacy.key.kept", "privacy.key.new"), "mark", p.Key.Fingerprint)
	}
	text(at("key-mark"), mark)
	enable(at("key-save"), p.Key.File != "")
	said := ""
	if p.Refused != nil {
		said = say(s.Lang, *p.Refused) + remedy(s.Lang, *p.Refused)
	}
	text(at("key-said"), said)
}
