//go:build js

package page

import (
	"strconv"
	"syscall/js"

	"honnef.co/go/js/dom/v2"

	"fenji/scoring/words"
)

// An element wraps a node of the document. Package dom finds out the type of every node it hands out, which costs a
// hundred steps across the border each; all that this page needs is what HTML elements have in common.
type element = *dom.BasicHTMLElement

var document = js.Global().Get("document")

func wrap(v js.Value) element {
	return &dom.BasicHTMLElement{BasicElement: &dom.BasicElement{BasicNode: &dom.BasicNode{Value: v}}}
}

var known = map[string]element{}

// at gives the element of an id of the static page.
func at(id string) element {
	e, ok := known[id]
	if !ok {
		e = wrap(document.Call("getElementById", id))
		known[id] = e
	}
	return e
}

// constants are strings of the program as the browser holds them: handing over one that it has costs a tenth of making
// it again.
var constants = map[string]js.Value{}

func constant(s string) js.Value {
	v, ok := constants[s]
	if !ok {
		v = js.ValueOf(s)
		constants[s] = v
	}
	return v
}

func find(e element, selector string) element {
	return wrap(e.Call("querySelector", constant(selector)))
}

func all(root js.Value, selector string) []element {
	list := root.Call("querySelectorAll", constant(selector))
	found := make([]element, list.Length())
	for i := range found {
		found[i] = wrap(list.Index(i))
	}
	return found
}

var templates = map[string]js.Value{}

// clone makes a fresh copy of a template's one element.
func clone(template string) element {
	v, ok := templates[template]
	if !ok {
		v = at(template).Get("content").Get("firstElementChild")
		templates[template] = v
	}
	return wrap(v.Call("cloneNode", true))
}

func children(e element) []element {
	list := e.Get("children")
	found := make([]element, list.Length())
	for i := range found {
		found[i] = wrap(list.Index(i))
	}
	return found
}

// fill makes e hold n copies of a template, keeps those that are there already, and returns them.
func fill(e element, template string, n int) []element {
	have := children(e)
	for len(have) < n {
		c := clone(template)
		e.Call("append", c.Value)
		have = append(have, c)
	}
	for _, c := range have[n:] {
		c.Call("remove")
	}
	return have[:n]
}

func text(e element, s string) { e.Set("textContent", s) }

func show(e element, yes bool) { e.Set("hidden", !yes) }

func enable(e element, yes bool) { e.Set("disabled", !yes) }

func attr(e element, name, value string) { e.Call("setAttribute", constant(name), value) }

func flag(e element, name string, yes bool) {
	e.Call("setAttribute", constant(name), constant(strconv.FormatBool(yes)))
}

func property(e element, name, value string) {
	e.Get("style").Call("setProperty", constant(name), value)
}

// data gives a data attribute, "" when there is none.
func data(e element, name string) string {
	v := e.Call("getAttribute", constant("data-"+name))
	if v.IsNull() {
		return ""
	}
	return v.String()
}

func value(e element) string { return e.Get("value").String() }

func setValue(e element, v string) {
	if value(e) != v {
		e.Set("value", v)
	}
}

// closest gives the nearest element around a node that matches, and whether there is one.
func closest(v js.Value, selector string) (element, bool) {
	if v.Type() != js.TypeObject || v.Get("closest").Type() != js.TypeFunction {
		return nil, false
	}
	found := v.Call("closest", selector)
	return wrap(found), !found.IsNull()
}

// translate puts the texts of a language into everything below root that names one.
func translate(root js.Value, lang string) {
	for _, e := range all(root, "[data-t]") {
		text(e, words.Text(lang, data(e, "t")))
	}
	for _, attribute := range [][2]string{{"t-label", "aria-label"}, {"t-placeholder", "placeholder"}} {
		for _, e := range all(root, "[data-"+attribute[0]+"]") {
			attr(e, attribute[1], words.Text(lang, data(e, attribute[0])))
		}
	}
}

// options makes a select offer values with their texts. A select that offers them already is left alone, so that it
// keeps its focus and open list.
func options(e element, values, texts []string) {
	have := fill(e, "t-option", len(values))
	for i, o := range have {
		if o.Get("value").String() != values[i] || o.Get("textContent").String() != texts[i] {
			o.Set("value", values[i])
			text(o, texts[i])
		}
	}
}

// on listens, once and for all. The handler must not block; what blocks goes into a goroutine.
func on(target js.Value, event string, handler func(ev *dom.BasicEvent)) {
	target.Call("addEventListener", event, js.FuncOf(func(_ js.Value, args []js.Value) any {
		handler(&dom.BasicEvent{Value: args[0]})
		return nil
	}))
}
