//go:build js

package main

import "fenji/scoring/words"

// showGuide puts the guide into its panel, in the language of the page. After the lock no link leads anywhere, so the
// whole text is part of the page.
func (a *app) showGuide() {
	guide := at("guide")
	if data(guide, "lang") == a.state.Lang {
		return
	}
	attr(guide, "data-lang", a.state.Lang)
	guide.Call("replaceChildren")
	for _, b := range words.Guide(a.state.Lang) {
		switch b.Kind {
		case "ul", "ol":
			list := child(guide, b.Kind)
			for _, line := range b.Lines {
				spans(child(list, "li"), line)
			}
		case "table":
			frame := child(guide, "div")
			attr(frame, "class", "scroll-x")
			guideTable(child(frame, "table"), b.Rows)
		default:
			spans(child(guide, lower[b.Kind]), b.Lines[0])
		}
	}
}

// lower puts the headings of the guide below that of its panel.
var lower = map[string]string{"h2": "h3", "h3": "h4", "p": "p"}

func guideTable(table element, rows [][]string) {
	for i, row := range rows {
		tr := child(table, "tr")
		for column, text := range row {
			kind := "td"
			if i == 0 || column == 0 {
				kind = "th"
			}
			cell := child(tr, kind)
			if kind == "th" {
				attr(cell, "scope", either(i == 0, "col", "row"))
			}
			spans(cell, text)
		}
	}
}

// child adds a new element to another.
func child(to element, tag string) element {
	e := wrap(document.Call("createElement", tag))
	to.Call("append", e.Value)
	return e
}

// spans puts a text into an element; what stands between backquotes becomes code.
func spans(e element, line string) {
	for i, span := range words.Spans(line) {
		switch {
		case i%2 == 1:
			text(child(e, "code"), span)
		case span != "":
			e.Call("append", span)
		}
	}
}
