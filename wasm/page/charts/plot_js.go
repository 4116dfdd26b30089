//go:build js

package charts

import (
	"strconv"

	"fenji/wasm/page/dom"
)

// Sketch puts shapes into a picture that fills the width of its host, which says title to those who do not see it.
func Sketch(host dom.Element, title string, height int, shapes func(width, height int) []Shape) {
	width := max(280, host.Get("clientWidth").Int())
	const space = "http://www.w3.org/2000/svg"
	svg := dom.Wrap(dom.Document.Call("createElementNS", space, "svg"))
	for _, a := range [][2]string{{"viewBox", "0 0 " + strconv.Itoa(width) + " " + strconv.Itoa(height)}, {"width", strconv.Itoa(width)},
		{"height", strconv.Itoa(height)}, {"role", "img"}, {"aria-label", title}, {"class", "plot"}} {
		dom.Attr(svg, a[0], a[1])
	}
	for _, s := range shapes(width, height) {
		e := dom.Wrap(dom.Document.Call("createElementNS", space, s.Tag))
		for i := 0; i+1 < len(s.Attr); i += 2 {
			dom.Attr(e, s.Attr[i], s.Attr[i+1])
		}
		if s.Text != "" {
			dom.Text(e, s.Text)
		}
		svg.Call("append", e.Value)
	}
	host.Call("replaceChildren", svg.Value)
}
