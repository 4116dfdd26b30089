//go:build js

package dialect

import (
	"syscall/js"

	"fenji/scoring/protocol"
	"fenji/wasm/jsx"
	"fenji/wasm/page/dom"
	"fenji/wasm/page/shell"
)

func init() {
	Room.Live = shell.Live{Render: render, Change: change, Actions: actions}
}

var actions = map[string]shell.Action{
	"download": func(a *shell.App, _ dom.Element, _ dom.Event) { go download(a) },
	"copy":     func(a *shell.App, _ dom.Element, _ dom.Event) { go toClipboard(a) },
}

// change takes the room's controls.
func change(a *shell.App, e dom.Element) bool {
	w := own(a.State()).Wish
	switch e.Get("id").String() {
	case "dialect":
		w.Dialect = dom.Value(e)
	case "dialect-visits":
		w.Visits = dom.Value(e)
	case "dialect-from":
		w.From = dom.Value(e)
	case "dialect-keep":
		w.Keep = e.Get("checked").Bool()
	case "cuts-file":
		if files := shell.FilesOf(e.Get("files")); len(files) > 0 {
			e.Set("value", "")
			go hand(a, files[0])
		}
		return true
	default:
		return false
	}
	a.Do(Wished{w})
	return true
}

// download asks anew, so that what is saved is what the controls say.
func download(a *shell.App) {
	w, out := wish(a.State()), &protocol.Script{}
	if a.Ask(protocol.OpScript, &w, out) && out.Problem == "" {
		jsx.Save(out.Name, "application/sql;charset=utf-8", []js.Value{jsx.Array([]byte(out.Text))})
	}
}

// toClipboard copies the script. Where the browser does not let it, the script is selected, so that the keyboard can.
func toClipboard(a *shell.App) {
	found := script(a.State())
	if found == nil {
		return
	}
	if board := js.Global().Get("navigator").Get("clipboard"); board.Truthy() {
		if _, err := jsx.Await(board.Call("writeText", found.Text)); err == nil {
			a.Do(Copied{"dialect.copied"})
			return
		}
	}
	text := dom.At("sql-text")
	text.Call("focus")
	js.Global().Call("getSelection").Call("selectAllChildren", text.Value)
	a.Do(Copied{"dialect.selected"})
}

// hand grades by the cut points that a database told. Of a file that is too long to hold some the beginning is enough.
func hand(a *shell.App, file js.Value) {
	wish, out := &protocol.Cuts{File: file.Get("name").String()}, &protocol.Kept{Problem: "cuts"}
	buffer, err := jsx.Buffer(file.Call("slice", 0, 1<<16))
	if err == nil {
		wish.Text = string(jsx.Bytes(buffer))
		if !a.Ask(protocol.OpCuts, wish, out) {
			return
		}
	}
	if out.Problem != "" {
		a.Do(Handed{"dialect.cuts." + out.Problem})
		return
	}
	a.Do(Handed{"dialect.cuts.done"})
	set := a.State().Settings
	set.Profile, set.Rules = out.ID, out.Rules
	a.Grade(set)
}

func render(a *shell.App, was *shell.State, fresh bool) {
	s := a.State()
	d, found := own(s), script(s)
	if !fresh && own(was) == d {
		return
	}
	dom.SetValue(dom.At("dialect"), d.Wish.Dialect)
	dom.SetValue(dom.At("dialect-from"), d.Wish.From)
	dom.At("dialect-keep").Set("checked", d.Wish.Keep)
	dom.Text(dom.At("dialect-said"), "")
	if d.Said != "" {
		dom.Text(dom.At("dialect-said"), a.T(d.Said))
	}
	dom.Text(dom.At("cuts-said"), "")
	if d.Cuts != "" {
		dom.Text(dom.At("cuts-said"), a.T(d.Cuts))
	}
	there := found != nil && found.Problem == ""
	dom.Enable(dom.At("copy-sql"), there)
	dom.Enable(dom.At("download-sql"), found == nil || there)
	if d.Wish.Visits != "" {
		dom.SetValue(dom.At("dialect-visits"), d.Wish.Visits)
	} else if found != nil {
		dom.SetValue(dom.At("dialect-visits"), found.Visits)
	}
	if found == nil {
		return
	}
	dom.Show(dom.At("dialect-kept"), found.Ranked)
	dom.Show(dom.At("cuts"), found.Ranked || d.Cuts != "")
	dom.Show(dom.At("sql-work"), there)
	dom.Show(dom.At("dialect-problem"), !there)
	if !there {
		dom.Text(dom.At("dialect-problem"), a.T("dialect.problem."+found.Problem))
		return
	}
	dom.Text(dom.At("sql-edit-title"), a.T(map[bool]string{true: "dialect.edit", false: "dialect.edit.columns"}[d.Wish.From == ""]))
	for i, e := range dom.Fill(dom.At("sql-edit"), "t-sql-line", len(found.Edit)) {
		dom.Text(dom.Find(e, "code"), found.Edit[i])
	}
	if fresh || script(was) != found { // else it may be selected
		dom.Text(dom.At("sql-text"), found.Text)
	}
}
