//go:build js

// Package dom finds and changes elements of the document. It knows HTML and nothing of Fenji.
package dom

import (
	"strconv"
	"syscall/js"

	"honnef.co/go/js/dom/v2"
)

// An Element wraps a node of the document. Package dom finds out the type of every node it hands out, which costs a
// hundred steps across the border each; all that this page needs is what HTML elements have in common.
type Element = *dom.BasicHTMLElement

// An Event is what a listener hears.
type Event = *dom.BasicEvent

// Document is the document.
var Document = js.Global().Get("document")

// Wrap makes an element of a value.
func Wrap(v js.Value) Element {
	return &dom.BasicHTMLElement{BasicElement: &dom.BasicElement{BasicNode: &dom.BasicNode{Value: v}}}
}

var known = map[string]Element{}

// At gives the Element of an id of the static page.
func At(id string) Element {
	e, ok := known[id]
	if !ok {
		if e = Wrap(Document.Call("getElementById", id)); !e.IsNull() {
			known[id] = e
		}
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

// Find gives the first element below one that matches.
func Find(e Element, selector string) Element {
	return Wrap(e.Call("querySelector", constant(selector)))
}

// All gives every element below one that matches.
func All(root js.Value, selector string) []Element {
	list := root.Call("querySelectorAll", constant(selector))
	found := make([]Element, list.Length())
	for i := range found {
		found[i] = Wrap(list.Index(i))
	}
	return found
}

var templates = map[string]js.Value{}

// Clone makes a fresh copy of a template's one element.
func Clone(template string) Element {
	v, ok := templates[template]
	if !ok {
		v = At(template).Get("content").Get("firstElementChild")
		templates[template] = v
	}
	return Wrap(v.Call("cloneNode", true))
}

// Children gives the elements in one.
func Children(e Element) []Element {
	list := e.Get("children")
	found := make([]Element, list.Length())
	for i := range found {
		found[i] = Wrap(list.Index(i))
	}
	return found
}

// Fill makes e hold n copies of a template, keeps those that are there already, and returns them.
func Fill(e Element, template string, n int) []Element {
	have := Children(e)
	for len(have) < n {
		c := Clone(template)
		e.Call("append", c.Value)
		have = append(have, c)
	}
	for _, c := range have[n:] {
		c.Call("remove")
	}
	return have[:n]
}

// Text sets what an element says.
func Text(e Element, s string) { e.Set("textContent", s) }

// Show shows or hides.
func Show(e Element, yes bool) { e.Set("hidden", !yes) }

// Enable lets a control be used, or not.
func Enable(e Element, yes bool) { e.Set("disabled", !yes) }

// Attr sets an attribute.
func Attr(e Element, name, value string) { e.Call("setAttribute", constant(name), value) }

// Flag sets an attribute to true or false.
func Flag(e Element, name string, yes bool) {
	e.Call("setAttribute", constant(name), constant(strconv.FormatBool(yes)))
}

// Property sets a property of the style.
func Property(e Element, name, value string) {
	e.Get("style").Call("setProperty", constant(name), value)
}

// Data gives a data attribute, "" when there is none.
func Data(e Element, name string) string {
	v := e.Call("getAttribute", constant("data-"+name))
	if v.IsNull() {
		return ""
	}
	return v.String()
}

// Value gives the value of a control.
func Value(e Element) string { return e.Get("value").String() }

// SetValue sets it, where it is another.
func SetValue(e Element, v string) {
	if Value(e) != v {
		e.Set("value", v)
	}
}

// Closest gives the nearest Element around a node that matches, and whether there is one.
func Closest(v js.Value, selector string) (Element, bool) {
	if v.Type() != js.TypeObject || v.Get("closest").Type() != js.TypeFunction {
		return nil, false
	}
	found := v.Call("closest", selector)
	return Wrap(found), !found.IsNull()
}

// Translate puts texts into everything below root that names one, and that a further selector lets pass; say gives the text of a key.
func Translate(root js.Value, which string, say func(key string) string) {
	for _, e := range All(root, "[data-t]"+which) {
		Text(e, say(Data(e, "t")))
	}
	for _, attribute := range [][2]string{{"t-label", "aria-label"}, {"t-placeholder", "placeholder"}} {
		for _, e := range All(root, "[data-"+attribute[0]+"]"+which) {
			Attr(e, attribute[1], say(Data(e, attribute[0])))
		}
	}
}

// Options makes a select offer values with their texts. A select that offers them already is left alone, so that it
// keeps its focus and open list.
func Options(e Element, values, texts []string) {
	have := Fill(e, "t-option", len(values))
	for i, o := range have {
		if o.Get("value").String() != values[i] || o.Get("textContent").String() != texts[i] {
			o.Set("value", values[i])
			Text(o, texts[i])
		}
	}
}

// On listens, once and for all. The handler must not block; what blocks goes into a goroutine.
func On(target js.Value, event string, handler func(ev Event)) {
	target.Call("addEventListener", event, js.FuncOf(func(_ js.Value, args []js.Value) any {
		handler(&dom.BasicEvent{Value: args[0]})
		return nil
	}))
}
