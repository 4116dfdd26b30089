//go:build js

package privacy

import (
	"strconv"
	"syscall/js"

	"fenji/scoring/protocol"
	"fenji/wasm/jsx"
	"fenji/wasm/page/dom"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

var actions = map[string]shell.Action{
	"reveal":   func(a *shell.App, _ dom.Element, _ dom.Event) { go turnReveal(a, !a.State().Reveal) },
	"names":    func(a *shell.App, _ dom.Element, _ dom.Event) { a.Do(Opened{}) },
	"key-new":  func(a *shell.App, _ dom.Element, _ dom.Event) { go newKey(a) },
	"key-save": func(a *shell.App, _ dom.Element, _ dom.Event) { saveKey(a) },
}

func init() {
	Room.Live = shell.Live{Render: render, Actions: actions, Change: change}
}

// change takes the choices of the panel about downloads.
func change(a *shell.App, e dom.Element) bool {
	switch e.Get("name").String() {
	case "fate":
		if column, err := strconv.Atoi(dom.Data(e, "column")); err == nil {
			go treat(a, protocol.Treat{Column: column, Fate: dom.Value(e)})
		}
	case "names":
		a.Do(NamesChosen{dom.Value(e)})
		if own(a.State()).Names == protocol.NamesPseudonyms && own(a.State()).Key.File == "" {
			go newKey(a)
		}
	case "key-file":
		if files := shell.FilesOf(e.Get("files")); len(files) > 0 {
			e.Set("value", "")
			go loadKey(a, files[0])
		}
	default:
		return false
	}
	return true
}

// turnReveal shows persons as they are, or masks them again; everything on the screen is asked for anew.
func turnReveal(a *shell.App, on bool) {
	out := &protocol.Outcome{}
	if a.Ask(protocol.OpReveal, &protocol.Reveal{On: on}, out) {
		a.Do(shell.Revealed{Outcome: out, On: on})
	}
}

// treat does with a column what the user wants; everything on the screen is asked for anew.
func treat(a *shell.App, t protocol.Treat) {
	scan := &protocol.Scan{}
	if !a.Ask(protocol.OpTreat, &t, scan) {
		a.Do(Untreated{})
		return
	}
	a.Do(Treated{t, scan})
	turnReveal(a, a.State().Reveal)
}

// newKey makes a key of random bytes.
func newKey(a *shell.App) {
	random := js.Global().Get("Uint8Array").New(32)
	js.Global().Get("crypto").Call("getRandomValues", random)
	getKey(a, protocol.KeyWish{Random: string(jsx.Bytes(random))}, false)
}

// loadKey reads a key file. Of one that is too long to be one, the beginning is enough to be refused for.
func loadKey(a *shell.App, file js.Value) {
	buffer, err := jsx.Buffer(file.Call("slice", 0, 1<<15))
	if err != nil {
		a.Do(KeyRefused{protocol.Issue{Code: "file-unreadable", File: file.Get("name").String()}})
		return
	}
	getKey(a, protocol.KeyWish{File: string(jsx.Bytes(buffer))}, true)
}

func getKey(a *shell.App, wish protocol.KeyWish, loaded bool) {
	wish.Lang = a.State().Lang
	key := protocol.Key{}
	if err := a.Call(protocol.OpKey, &wish, &key); err != nil {
		a.Do(KeyRefused{shell.IssueOf(err)})
		return
	}
	a.Do(KeyGot{key, loaded})
}

func saveKey(a *shell.App) {
	key := own(a.State()).Key
	if key.File == "" {
		return
	}
	file := a.T("privacy.key.name", "mark", key.Fingerprint)
	jsx.Save(file, "text/plain;charset=utf-8", []js.Value{jsx.Array([]byte(key.File))})
	a.Do(KeySaved{})
}

func render(a *shell.App, was *shell.State, fresh bool) {
	s, p := a.State(), own(a.State())
	out := s.Outcome
	if !fresh && own(was) == p && was.Task == s.Task && was.Reveal == s.Reveal {
		return
	}
	found := Found(s)
	for _, e := range dom.All(dom.At("main").Value, "[data-do='privacy.reveal']") {
		dom.Show(e, out != nil && out.Graded && (out.Veiled || found != nil && FoundColumns(found) > 0))
		dom.Flag(e, "aria-pressed", s.Reveal)
	}
	dom.Enable(dom.At("names"), out != nil && out.Graded)
	dom.Text(dom.At("names-text"), a.T("privacy.names."+say.Either(p.Names == "", "asis", p.Names)+".short"))
	note := ""
	if found != nil && FoundColumns(found) > 0 {
		note = a.T("privacy.columns", "n", say.Count(FoundColumns(found)))
	}
	dom.Text(dom.At("names-found"), note)
	renderNames(a, found)
}

// renderNames fills the panel about downloads.
func renderNames(a *shell.App, found *protocol.Scan) {
	s, p := a.State(), own(a.State())
	renderLines(a, found)
	renderCrowd(a)
	for _, e := range dom.All(dom.At("names-panel").Value, "input[name=names]") {
		e.Set("checked", dom.Value(e) == p.Names)
	}
	for _, e := range dom.All(dom.At("names-panel").Value, "[data-do=export]") {
		dom.Enable(e, s.Task == shell.Idle && s.Outcome != nil && s.Outcome.Graded &&
			(p.Names != protocol.NamesPseudonyms || p.Key.File != ""))
	}
	dom.Show(dom.At("key"), p.Names == protocol.NamesPseudonyms)
	mark := a.T("privacy.key.making")
	if p.Key.File != "" {
		mark = a.T(say.Either(p.Loaded, "privacy.key.kept", "privacy.key.new"), "mark", p.Key.Fingerprint)
	}
	dom.Text(dom.At("key-mark"), mark)
	dom.Enable(dom.At("key-save"), p.Key.File != "")
	said := ""
	if p.Refused != nil {
		said = say.Issue(s.Lang, *p.Refused) + say.Remedy(s.Lang, *p.Refused)
	}
	dom.Text(dom.At("key-said"), said)
}

// renderLines lists the columns in the panel about downloads, once somebody has opened it.
func renderLines(a *shell.App, found *protocol.Scan) {
	s := a.State()
	looking := ""
	var lines []Line
	switch {
	case found == nil:
		looking = a.T("privacy.looking")
	case own(s).asked == s.Outcome:
		if lines = Lines(s.Lang, found); FoundColumns(found) == 0 {
			looking = a.T("privacy.found.none")
		}
	}
	dom.Text(dom.At("found-said"), looking)
	values := append([]string{""}, fates...)
	for i, e := range dom.Fill(dom.At("found"), "t-privacy-found", len(lines)) {
		line := lines[i]
		for _, part := range [][2]string{{"b", line.Header}, {".in", line.Found}, {".like", line.Like}, {".fate", line.Fate}, {"small", line.Why}} {
			dom.Text(dom.Find(e, part[0]), part[1])
		}
		names := []string{line.Auto}
		for _, f := range fates {
			names = append(names, a.T("privacy.fate."+f))
		}
		choose := dom.Find(e, "select")
		dom.Options(choose, values, names)
		dom.Attr(choose, "data-column", strconv.Itoa(line.Column))
		dom.Attr(choose, "aria-label", a.T("privacy.treat", "column", line.Header))
		dom.SetValue(choose, line.Chosen)
		dom.Enable(choose, s.Task == shell.Idle)
		dom.Show(choose, !line.Left)
		dom.Show(dom.Find(e, ".fate"), line.Left)
	}
}

// renderCrowd says how well customers hide each other.
func renderCrowd(a *shell.App) {
	said, help := Crowded(a.State())
	box := dom.At("crowd")
	dom.Show(box, said != "")
	if said == "" {
		return
	}
	c := own(a.State()).Crowd
	dom.Attr(box, "data-least", strconv.Itoa(c.Least))
	dom.Attr(box, "data-few", strconv.Itoa(c.Few))
	dom.Attr(box, "data-k", strconv.Itoa(c.Least))
	dom.Text(dom.At("crowd-said"), said)
	for i, e := range dom.Fill(dom.At("crowd-help"), "t-word", len(help)) {
		dom.Text(e, help[i])
	}
}
