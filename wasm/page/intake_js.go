//go:build js

package page

import (
	"strconv"
	"strings"
	"syscall/js"

	"honnef.co/go/js/dom/v2"

	"fenji/scoring/protocol"
)

func init() {
	areaRenderers = append(areaRenderers, renderIntake, inquire)
	areaActions = append(areaActions, intakeActions)
	areaListeners = append(areaListeners, listenForUndo)
	areaChanges = append(areaChanges, changeIntake)
}

// intakeActions are what the buttons of the tabs about columns and data quality do.
var intakeActions = map[string]action{
	"undo": func(a *app, _ element, _ *dom.BasicEvent) { a.travel(a.state.Areas.Intake.Past) },
	"redo": func(a *app, _ element, _ *dom.BasicEvent) { a.travel(a.state.Areas.Intake.Future) },
	"list": func(a *app, e element, _ *dom.BasicEvent) {
		go a.turnLedger(protocol.Span{N: ledgerPage, Code: data(e, "arg")})
		at("ledger-more").Call("scrollIntoView", map[string]any{"block": "start"})
	},
	"entry": func(a *app, e element, _ *dom.BasicEvent) {
		l := a.state.Ledger
		if i, err := strconv.Atoi(data(e, "arg")); err == nil && l != nil && i < len(l.Entries) {
			a.do(EntryOpened{&l.Entries[i]})
			at("entry-panel").Call("showModal")
		}
	},
	"to-dates": func(a *app, _ element, _ *dom.BasicEvent) {
		a.do(TabChosen{ColumnsTab})
		at("dates").Call("focus")
	},
	"forget-mappings": func(a *app, _ element, _ *dom.BasicEvent) { a.forgetMappings() },
}

// travel returns to the last settings of a list.
func (a *app) travel(list []protocol.Settings) {
	if len(list) > 0 && a.state.Task == Idle {
		go a.grade(list[len(list)-1])
	}
}

// listenForUndo lets the keys undo and redo, except where they change a text.
func listenForUndo(a *app) {
	on(document, "keydown", func(ev *dom.BasicEvent) {
		key := ev.Get("key")
		control := ev.Get("ctrlKey").Truthy() || ev.Get("metaKey").Truthy()
		if key.Type() != js.TypeString || !control || ev.Get("altKey").Truthy() {
			return
		}
		if e, ok := closest(ev.Get("target"), "input, textarea, [contenteditable]"); ok {
			if kind := e.Get("type"); kind.Type() != js.TypeString || kind.String() != "checkbox" && kind.String() != "radio" {
				return
			}
		}
		in := a.state.Areas.Intake
		switch k, shift := strings.ToLower(key.String()), ev.Get("shiftKey").Truthy(); {
		case k == "z" && !shift:
			a.travel(in.Past)
		case k == "y" || k == "z" && shift:
			a.travel(in.Future)
		default:
			return
		}
		ev.PreventDefault()
	})
	on(at("entry-panel").Value, "close", func(*dom.BasicEvent) { a.do(entryClosing{}) })
}

// changeIntake takes the controls of the two tabs.
func changeIntake(a *app, e element) bool {
	set := a.state.Settings
	checked := func() bool { return e.Get("checked").Bool() }
	switch id := e.Get("id").String(); id {
	case "remember":
		a.remember(checked())
		return true
	case "header-choice":
		n, err := strconv.Atoi(value(e))
		if err != nil {
			return true
		}
		set = WithHeader(set, n)
	case "clean-repeats":
		set.Clean.KeepRepeats = !checked()
	case "clean-case":
		set.Clean.IgnoreCase = checked()
	case "clean-zeros":
		set.Clean.PadZeros = checked()
	case "clean-down":
		set.Clean.FillDown = checked()
	case "clean-outliers":
		set.Clean.Outliers = value(e)
	default:
		if gap, err := strconv.Atoi(data(e, "gap")); err == nil && gap >= 0 && gap < len(gapRoles) {
			set.Clean.Gaps[gap] = value(e)
			break
		}
		return false
	}
	go a.grade(set)
	return true
}

// inquiry is what was asked last about an outcome, so that it is asked once.
var inquiry = struct{ preview, quality, mapping *protocol.Outcome }{}

// inquire asks for what the tab in front shows of an outcome.
func inquire(a *app, _ State, _ bool) {
	s := a.state
	out := s.Outcome
	if out == nil || s.Task != Idle || s.First() {
		return
	}
	if inquiry.mapping != out {
		inquiry.mapping = out
		go a.recallMapping(out)
	}
	switch {
	case s.Tab == ColumnsTab && inquiry.preview != out:
		inquiry.preview = out
		go func() {
			p := &protocol.Preview{}
			if !a.peek(p) {
				inquiry.preview = nil // the next rendering asks again
				return
			}
			a.do(Previewed{out, p})
		}()
	case s.Tab == QualityTab && out.Graded && inquiry.quality != out:
		inquiry.quality = out
		go func() {
			q := &protocol.Quality{}
			if !a.ask(protocol.OpQuality, &protocol.Nothing{}, q) {
				inquiry.quality = nil
				return
			}
			a.do(Judged{out, q})
			a.turnLedger(a.state.LedgerSpan) // the findings are among its entries now
		}()
	}
}

// peek asks for the preview. Unlike other questions it can be asked before anything is graded.
func (a *app) peek(p *protocol.Preview) bool {
	if a.state.Settled() {
		return a.ask(protocol.OpPreview, &protocol.Nothing{}, p)
	}
	if a.held != a.engine.life {
		return false
	}
	job := a.job
	_, err := a.engine.call(protocol.OpPreview, &protocol.Nothing{}, p, nil, nil)
	return err == nil && job == a.job
}

// storage is where the device keeps what the user lets it remember; undefined where it is forbidden.
func storage() (v js.Value) {
	defer func() {
		if recover() != nil {
			v = js.Undefined()
		}
	}()
	return js.Global().Get("localStorage")
}

// stored lists the keys of the remembered tables.
func stored(v js.Value) (keys []string) {
	for i := range v.Length() {
		if key := v.Call("key", i).String(); strings.HasPrefix(key, mappingPrefix) {
			keys = append(keys, key)
		}
	}
	return keys
}

// recallMapping looks whether this device remembers the table, and gives its columns the meanings kept. That happens
// when a file has just been read, and never again after the user has changed one.
func (a *app) recallMapping(out *protocol.Outcome) {
	v, key := storage(), MappingKey(out)
	if v.IsUndefined() || key == "" || a.state.Shown.Sample != "" {
		return
	}
	text := v.Call("getItem", key)
	kept := Kept{This: text.Type() == js.TypeString, N: len(stored(v)), Used: a.state.Areas.Intake.Kept.Used}
	if kept.This && len(a.state.Settings.Roles) == 0 && len(a.state.Areas.Intake.Past) == 0 {
		changes, ok := Recalled(out.Columns, text.String())
		kept.Used = ok
		if ok && len(changes) > 0 {
			a.do(Remembered{kept})
			set := a.state.Settings
			set.Roles = changes
			a.grade(set)
			return
		}
	} else if kept.This {
		v.Call("setItem", key, PackMapping(out.Columns)) // follow what the user changed since
	}
	a.do(Remembered{kept})
}

// remember keeps the meanings at hand, or forgets them.
func (a *app) remember(yes bool) {
	defer func() { _ = recover() }() // the storage may be full or forbidden
	v, key := storage(), MappingKey(a.state.Outcome)
	if v.IsUndefined() || key == "" {
		a.do(Remembered{})
		return
	}
	if yes {
		v.Call("setItem", key, PackMapping(a.state.Outcome.Columns))
	} else {
		v.Call("removeItem", key)
	}
	a.do(Remembered{Kept{This: yes, N: len(stored(v))}})
}

// forgetMappings forgets all tables.
func (a *app) forgetMappings() {
	v := storage()
	if v.IsUndefined() {
		return
	}
	for _, key := range stored(v) {
		v.Call("removeItem", key)
	}
	a.do(Remembered{})
}
