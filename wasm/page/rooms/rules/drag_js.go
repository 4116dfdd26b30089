//go:build js

package rules

import (
	"strconv"

	"fenji/scoring/protocol"
	"fenji/wasm/page/dom"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

// A drag is a cut under the user's hand.
type drag struct {
	cut  dom.Element // nil when there is none
	text string      // where it would land
}

// listen hears the hand and the keys on the cuts, and of links that are opened over the page.
func (v *screen) listen(a *shell.App) {
	box := dom.At("rules").Value
	dom.On(box, "pointerdown", func(ev dom.Event) {
		if cut, ok := dom.Closest(ev.Get("target"), ".cut[role=slider]"); ok {
			v.drag = drag{cut: cut}
			capture(cut, ev)
			cut.Call("focus", map[string]any{"preventScroll": true})
			ev.PreventDefault()
		}
	})
	dom.On(box, "pointermove", func(ev dom.Event) {
		if v.drag.cut != nil {
			v.follow(a, ev)
		}
	})
	drop := func(dom.Event) { v.drop(a) }
	dom.On(box, "pointerup", drop)
	dom.On(box, "pointercancel", func(dom.Event) { v.drag = drag{}; v.drawn = picture{}; v.render(a, a.State(), true) })
	dom.On(box, "keydown", func(ev dom.Event) {
		cut, ok := dom.Closest(ev.Get("target"), ".cut[role=slider]")
		if !ok {
			return
		}
		by := map[string]int{"ArrowRight": 1, "ArrowUp": 1, "ArrowLeft": -1, "ArrowDown": -1}[ev.Get("key").String()]
		if by == 0 {
			return
		}
		ev.PreventDefault()
		ev.Call("stopPropagation")
		metric, row := place(cut)
		verb := say.Either(ofScores(cut), "floor", "step")
		v.edit(a, func(d *protocol.Draft) protocol.Turn {
			return protocol.Turn{Draft: *d, Verb: verb, Metric: metric, Row: row, N: by}
		})
	})
	dom.On(box, "focusin", func(ev dom.Event) {
		if e := dom.Wrap(ev.Get("target")); e.Get("id").String() == "rules-link" {
			e.Call("select")
		}
	})
	listenForLinks(a)
}

// capture lets the cut hear the hand wherever it goes. A hand that no browser knows stays outside.
func capture(cut dom.Element, ev dom.Event) {
	defer func() { _ = recover() }()
	cut.Call("setPointerCapture", ev.Get("pointerId"))
}

// spreadOf is the axis on which a cut lies: that of the outcome before until its own is known.
func spreadOf(a *shell.App, cut dom.Element) *protocol.Spread {
	metric, _ := place(cut)
	c := own(a.State()).Check
	switch {
	case c == nil:
		return nil
	case ofScores(cut):
		return &c.Scores
	}
	return &c.Spreads[metric]
}

// ofScores tells whether a cut is where a grade begins.
func ofScores(cut dom.Element) bool { return cut.Call("closest", "#rules-scores").Truthy() }

// follow moves the cut to the friendly number nearest to the pointer.
func (v *screen) follow(a *shell.App, ev dom.Event) {
	sp := spreadOf(a, v.drag.cut)
	if sp == nil {
		return
	}
	frame := dom.Wrap(v.drag.cut.Get("parentElement")).Call("getBoundingClientRect")
	width := frame.Get("width").Float()
	if width <= 0 {
		return
	}
	at := int((ev.Get("clientX").Float() - frame.Get("left").Float()) / width * 1000)
	v.drag.text = Nearest(sp, at)
	where, _ := Where(sp, v.drag.text)
	dom.Property(v.drag.cut, "--at", say.Ratio(where))
	dom.Text(dom.Find(v.drag.cut, "b"), v.drag.text)
	dom.Attr(v.drag.cut, "aria-valuenow", strconv.Itoa(where))
}

// drop makes what the hand did a change of the rules.
func (v *screen) drop(a *shell.App) {
	cut, text := v.drag.cut, v.drag.text
	v.drag = drag{}
	if cut == nil || text == "" {
		return
	}
	metric, row := place(cut)
	verb := "high"
	if ofScores(cut) {
		verb, text = "from", "≥"+text
	}
	v.edit(a, func(d *protocol.Draft) protocol.Turn {
		return protocol.Turn{Draft: *d, Verb: verb, Metric: metric, Row: row, Text: text}
	})
}
