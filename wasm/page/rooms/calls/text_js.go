//go:build js

package calls

import (
	"strings"
	"syscall/js"

	"fenji/scoring/protocol"
	"fenji/scoring/readytext"
	"fenji/wasm/jsx"
	"fenji/wasm/page/dom"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

// textOf is the text for the customer explained; nil while it is on its way.
func textOf(s *shell.State) *protocol.Ready {
	if r := own(s).Ready; r != nil && r.Customer == s.Picked {
		return r
	}
	return nil
}

// drawText shows it in the explanation, where that is drawn already.
func drawText(a *shell.App) {
	s := a.State()
	section := dom.Find(dom.At("explain"), "#why-text")
	if section.IsNull() {
		return
	}
	r := textOf(s)
	if dom.Show(section, r != nil); r == nil {
		return
	}
	dom.Text(dom.Find(section, ".ready"), r.Shown)
	dom.SetValue(dom.Find(section, "textarea"), r.Template)
	dom.Text(dom.Find(section, ".for"), a.T("text.for", "reason", a.T("text.reason."+r.Reason), "grade", say.Either(r.Grade == "", "–", r.Grade)))
	dom.Text(dom.Find(section, ".marks-of"), a.T("text.marks", "marks", "{"+strings.Join(readytext.Marks, "} {")+"}"))
	said := ""
	if key := own(s).Said; key != "" {
		said = a.T(key)
	}
	dom.Text(dom.Find(section, "[role=status]"), said)
}

// copyText copies the text with the name as it is. Where the browser does not let it, what is shown is selected.
func copyText(a *shell.App) {
	r := textOf(a.State())
	if r == nil {
		return
	}
	if board := js.Global().Get("navigator").Get("clipboard"); board.Truthy() {
		if _, err := jsx.Await(board.Call("writeText", r.Full)); err == nil {
			a.Do(TextCopied{"text.copied"})
			return
		}
	}
	shown := dom.Find(dom.At("explain"), "#why-text .ready")
	dom.Text(shown, r.Full)
	js.Global().Call("getSelection").Call("selectAllChildren", shown.Value)
	a.Do(TextCopied{"text.selected"})
}
