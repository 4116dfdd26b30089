//go:build js

package shell

import (
	"syscall/js"

	"fenji/wasm/page/dom"
)

// LayPaper lays a paper over the page, or takes it away. The focus goes to what leads back.
func LayPaper(paper dom.Element, open bool, back dom.Element) {
	root := dom.Wrap(dom.Document.Get("documentElement"))
	dom.Show(paper, open)
	if !open {
		root.Call("removeAttribute", "data-report")
		return
	}
	dom.Attr(root, "data-report", "")
	js.Global().Call("scrollTo", 0, 0)
	back.Call("focus")
}
