//go:build js

package rules

import (
	"strconv"
	"sync"

	"fenji/scoring/protocol"
	"fenji/wasm/page/dom"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

func init() {
	v := &screen{}
	Room.Live = shell.Live{Render: v.render, Actions: v.actions(), Change: v.change, Listen: v.listen, Heard: v.heard,
		Takes: takes, Came: came}
}

// A screen is what is drawn now, and what is under the user's hand.
type screen struct {
	drawn picture
	turns sync.Mutex // one change follows the other
	typed int        // changes under way: until the draft has them, the fields stay as the user left them
	drag  drag
	focus string // selector of the element that gets the focus after the next drawing
}

// A picture is what the room was last drawn from.
type picture struct {
	draft   *protocol.Draft
	check   *protocol.Checkup
	outcome *protocol.Outcome
	lang    string
	asides  int
	faults  int
	said    string
	own     int
	working bool
	base    string
	force   string
	fit     string
}

func (v *screen) actions() map[string]shell.Action {
	turn := func(make func(e dom.Element) protocol.Turn) shell.Action {
		return func(a *shell.App, e dom.Element, _ dom.Event) {
			m := make(e)
			v.edit(a, func(d *protocol.Draft) protocol.Turn { m.Draft = *d; return m })
		}
	}
	ofRow := func(verb string) shell.Action {
		return turn(func(e dom.Element) protocol.Turn {
			metric, row := place(e)
			return protocol.Turn{Verb: verb, Metric: metric, Row: row}
		})
	}
	return map[string]shell.Action{
		"add":  ofRow("add"),
		"drop": ofRow("drop"),
		"sign": func(a *shell.App, e dom.Element, _ dom.Event) {
			metric, row := place(e)
			low := dom.Data(e, "end") == "low"
			v.edit(a, func(d *protocol.Draft) protocol.Turn {
				turnSign(&d.Metrics[metric], row, low)
				return protocol.Turn{Draft: *d}
			})
		},
		"valid": func(a *shell.App, e dom.Element, _ dom.Event) {
			metric, _ := place(e)
			low := dom.Data(e, "end") == "low"
			v.edit(a, func(d *protocol.Draft) protocol.Turn {
				m := &d.Metrics[metric]
				if low {
					m.MinOpen = !m.MinOpen
				} else {
					m.MaxOpen = !m.MaxOpen
				}
				return protocol.Turn{Draft: *d}
			})
		},
		"paste": turn(func(e dom.Element) protocol.Turn {
			metric, _ := place(e)
			box, _ := dom.Closest(e.Value, "details")
			return protocol.Turn{Verb: "paste", Metric: metric, Text: dom.Value(dom.Find(box, "textarea"))}
		}),
		"suggest-one": turn(func(e dom.Element) protocol.Turn {
			metric, _ := place(e)
			return protocol.Turn{Verb: "suggest", Metric: metric, N: 5}
		}),
		"suggest": func(a *shell.App, _ dom.Element, _ dom.Event) { v.suggestAll(a) },
		"freeze":  turn(func(dom.Element) protocol.Turn { return protocol.Turn{Verb: "freeze"} }),
		"shares": func(a *shell.App, e dom.Element, _ dom.Event) {
			metric, _ := place(e)
			v.edit(a, func(d *protocol.Draft) protocol.Turn {
				turnShares(&d.Metrics[metric])
				return protocol.Turn{Draft: *d}
			})
		},
		"wish": func(a *shell.App, _ dom.Element, _ dom.Event) {
			n, kind, money := dom.Value(dom.At("wish-n")), dom.Value(dom.At("wish-kind")), dom.Value(dom.At("wish-money"))
			v.edit(a, func(d *protocol.Draft) protocol.Turn {
				d.Window = protocol.DraftWindow{Kind: kind, N: n}
				return protocol.Turn{Draft: *d, Verb: "wish", Text: money}
			})
		},
		"band-add": func(a *shell.App, _ dom.Element, _ dom.Event) {
			v.edit(a, func(d *protocol.Draft) protocol.Turn { addBand(d); return protocol.Turn{Draft: *d} })
		},
		"band-drop": func(a *shell.App, e dom.Element, _ dom.Event) {
			n := bandOf(e)
			v.edit(a, func(d *protocol.Draft) protocol.Turn { dropBand(d, n); return protocol.Turn{Draft: *d} })
		},
		"remedy": func(a *shell.App, e dom.Element, _ dom.Event) {
			n, err := strconv.Atoi(dom.Data(e, "arg"))
			c := checkup(a.State())
			if err != nil || c == nil || n >= len(c.Findings) {
				return
			}
			code := c.Findings[n].Code
			v.edit(a, func(d *protocol.Draft) protocol.Turn {
				return protocol.Turn{Draft: *d, Verb: "remedy", N: n, Text: code}
			})
		},
		"aside":         func(a *shell.App, e dom.Element, _ dom.Event) { a.Do(SetAside{dom.Data(e, "arg")}) },
		"who":           showWho,
		"found":         showFound,
		"reset":         func(a *shell.App, _ dom.Element, _ dom.Event) { reset(a) },
		"save":          func(a *shell.App, _ dom.Element, _ dom.Event) { save(a) },
		"forget":        func(a *shell.App, _ dom.Element, _ dom.Event) { unsave(a) },
		"download":      func(a *shell.App, _ dom.Element, _ dom.Event) { download(a) },
		"project-now":   func(a *shell.App, _ dom.Element, _ dom.Event) { go projectNow(a) },
		"project-later": func(a *shell.App, _ dom.Element, _ dom.Event) { a.Do(ProjectLate{}) },
		"project-drop":  func(a *shell.App, _ dom.Element, _ dom.Event) { a.Do(ProjectUsed{}) },
		"project":       func(a *shell.App, _ dom.Element, _ dom.Event) { go downloadProject(a) },
		"copy-link":     func(a *shell.App, _ dom.Element, _ dom.Event) { go copyLink(a) },
		"take":          func(a *shell.App, _ dom.Element, _ dom.Event) { takeOffer(a, true) },
		"leave":         func(a *shell.App, _ dom.Element, _ dom.Event) { takeOffer(a, false) },
	}
}

// place tells in which metric and row an element stands.
func place(e dom.Element) (metric, row int) {
	if box, ok := dom.Closest(e.Value, "[data-metric]"); ok {
		for i, m := range say.Metrics {
			if m == dom.Data(box, "metric") {
				metric = i
			}
		}
	}
	if tr, ok := dom.Closest(e.Value, "[data-row]"); ok {
		row, _ = strconv.Atoi(dom.Data(tr, "row"))
	}
	return metric, row
}

func bandOf(e dom.Element) int {
	box, ok := dom.Closest(e.Value, "[data-at]")
	if !ok {
		return -1
	}
	n, _ := strconv.Atoi(dom.Data(box, "at"))
	return n
}

// edit changes the draft: change gets a copy and says what the engine shall do with it besides. Rules that are not the user's
// own become a copy first. When the draft is fit, the grades follow at once.
func (v *screen) edit(a *shell.App, change func(d *protocol.Draft) protocol.Turn) {
	v.typed++
	go func() {
		v.turns.Lock()
		text, id := v.turn(a, change)
		v.turns.Unlock()
		if text != "" && text != a.State().Settings.Rules {
			set := a.State().Settings
			set.Profile, set.Rules = id, text
			a.Grade(set)
		}
	}()
}

// turn changes the draft and gives what it says then; "" when it says nothing, or was not changed.
func (v *screen) turn(a *shell.App, change func(d *protocol.Draft) protocol.Turn) (text, id string) {
	s := a.State()
	defer v.settle(a)
	if own(s).Draft == nil {
		return "", ""
	}
	d := deep(own(s).Draft)
	if builtIn(s, d.ID) {
		base := s.Settings.Profile
		copied(s, d)
		a.Do(Copied{d.ID, base})
	}
	m := change(d)
	out := &protocol.Turned{}
	if !a.Ask(protocol.OpTurnRules, &m, out) {
		if err := a.Call(protocol.OpTurnRules, &m, out); err != nil {
			a.Fail(err)
			return "", ""
		}
	}
	if len(out.Faults) == 0 && out.Fit.Text != "" && a.State().Profile(out.Draft.ID) == nil {
		a.Do(shell.OwnKnown{Own: []shell.OwnRules{{Text: out.Fit.Text, Profile: out.Fit.Profile}}}) // so that it can be chosen
	}
	a.Do(Turned{out})
	if len(out.Faults) > 0 {
		return "", ""
	}
	return out.Fit.Text, out.Draft.ID
}

// settle ends a change: when it was the last one under way, the fields show the draft.
func (v *screen) settle(a *shell.App) {
	v.typed = max(0, v.typed-1)
	v.render(a, a.State(), false)
}

// suggestAll asks for cuts of all metrics.
func (v *screen) suggestAll(a *shell.App) {
	go func() {
		v.turns.Lock()
		var text, id string
		for metric := range 3 {
			for n := 5; n > 1; n-- {
				text, id = v.turn(a, func(d *protocol.Draft) protocol.Turn {
					return protocol.Turn{Draft: *d, Verb: "suggest", Metric: metric, N: n}
				})
				if len(own(a.State()).Faults) == 0 {
					break
				}
			}
		}
		v.turns.Unlock()
		if text != "" && text != a.State().Settings.Rules {
			set := a.State().Settings
			set.Profile, set.Rules = id, text
			a.Grade(set)
		}
	}()
}

// showWho lists the customers of a cell of the table of movements.
func showWho(a *shell.App, e dom.Element, _ dom.Event) {
	from, to, ok := shell.PairOf(e)
	if !ok {
		return
	}
	a.Filter(protocol.Filter{Field: "against", Low: against(a.State()), Values: []string{from, to}})
	dom.At("main").Call("focus", map[string]any{"preventScroll": true})
}

// showFound lists the customers whom a finding is about.
func showFound(a *shell.App, e dom.Element, _ dom.Event) {
	n, err := strconv.Atoi(dom.Data(e, "arg"))
	c := checkup(a.State())
	if err != nil || c == nil || n >= len(c.Findings) {
		return
	}
	a.Filter(protocol.Filter{Field: "doctor", Values: c.Findings[n].Who})
	dom.At("main").Call("focus", map[string]any{"preventScroll": true})
}

// change takes the fields of the room.
func (v *screen) change(a *shell.App, e dom.Element) bool {
	if !e.Call("closest", "#rules").Truthy() {
		return false
	}
	switch id := e.Get("id").String(); id {
	case "rules-file", "project-file":
		files := shell.FilesOf(e.Get("files"))
		e.Set("value", "")
		go takes(a, files)
		return true
	case "rules-visits":
		set := a.State().Settings
		set.Visits = dom.Value(e)
		go a.Grade(set)
		return true
	case "rules-copy":
		startFrom(a, dom.Value(e))
		return true
	case "wish-n", "wish-kind", "wish-money":
		return true
	}
	metric, row := place(e)
	has := func(name string) bool { return e.Call("hasAttribute", "data-"+name).Bool() }
	value := dom.Value(e)
	lang := a.State().Lang
	switch {
	case (has("to") || has("from")) && e.Call("closest", "[data-step]").Truthy():
		verb := say.Either(has("to"), "high", "low")
		v.edit(a, func(d *protocol.Draft) protocol.Turn {
			return protocol.Turn{Draft: *d, Verb: verb, Metric: metric, Row: row, Text: value}
		})
	case has("from") || has("to"):
		n, verb := bandOf(e), say.Either(has("from"), "from", "to")
		v.edit(a, func(d *protocol.Draft) protocol.Turn {
			return protocol.Turn{Draft: *d, Verb: verb, Row: n, Text: value}
		})
	case has("method"):
		v.edit(a, func(d *protocol.Draft) protocol.Turn {
			return protocol.Turn{Draft: *d, Verb: "method", Metric: metric, Text: value}
		})
	default:
		set := setter(e, has, metric, row, value, lang)
		if set == nil {
			return e.Call("closest", "textarea").Truthy()
		}
		v.edit(a, func(d *protocol.Draft) protocol.Turn { set(d); return protocol.Turn{Draft: *d} })
	}
	return true
}

// setter is what a plain field does to the draft; nil when it is none.
func setter(e dom.Element, has func(string) bool, metric, row int, value, lang string) func(d *protocol.Draft) {
	n := bandOf(e)
	band := func(set func(b *protocol.DraftBand)) func(d *protocol.Draft) {
		return func(d *protocol.Draft) {
			if n >= 0 && n < len(d.Bands) {
				set(&d.Bands[n])
			}
		}
	}
	switch e.Get("id").String() {
	case "rules-name":
		return func(d *protocol.Draft) { Write(&d.Name, lang, value) }
	case "rules-audience":
		return func(d *protocol.Draft) { Write(&d.Audience, lang, value) }
	case "rules-what":
		return func(d *protocol.Draft) { Write(&d.About, lang, value) }
	case "rules-notes":
		return func(d *protocol.Draft) { WriteNotes(d, lang, value) }
	case "rules-source":
		return func(d *protocol.Draft) { d.Source = value }
	case "rules-unit":
		return func(d *protocol.Draft) { d.Unit = value }
	case "rules-currency":
		return func(d *protocol.Draft) { d.Currency = value }
	case "rules-window":
		return func(d *protocol.Draft) { SetWindow(d, value) }
	case "rules-window-n":
		return func(d *protocol.Draft) { d.Window.N = value }
	case "rules-window-from":
		return func(d *protocol.Draft) { d.Window.From = value }
	case "rules-window-to":
		return func(d *protocol.Draft) { d.Window.To = value }
	}
	switch {
	case has("weight"):
		return func(d *protocol.Draft) { d.Metrics[metric].Weight = value }
	case has("parts"):
		return func(d *protocol.Draft) { d.Metrics[metric].Parts = value }
	case has("tie"):
		return func(d *protocol.Draft) { d.Metrics[metric].Tie = value }
	case has("value"):
		return func(d *protocol.Draft) { d.Metrics[metric].Value = value }
	case has("share"):
		return func(d *protocol.Draft) { d.Metrics[metric].Shares[row].Share = value }
	case has("points") && e.Call("closest", "[data-step]").Truthy():
		return func(d *protocol.Draft) { d.Metrics[metric].Steps[row].Points = value }
	case has("points"):
		return func(d *protocol.Draft) { d.Metrics[metric].Shares[row].Points = value }
	case has("code"):
		return band(func(b *protocol.DraftBand) { b.Code = value })
	case has("min"):
		return func(d *protocol.Draft) { d.Metrics[metric].Min = value }
	case has("max"):
		return func(d *protocol.Draft) { d.Metrics[metric].Max = value }
	case has("open"):
		open := e.Get("checked").Bool()
		return band(func(b *protocol.DraftBand) { b.Open = open })
	case has("name"):
		return band(func(b *protocol.DraftBand) { Write(&b.Name, lang, value) })
	case has("meaning"):
		return band(func(b *protocol.DraftBand) { Write(&b.Meaning, lang, value) })
	case has("action"):
		return band(func(b *protocol.DraftBand) { Write(&b.Action, lang, value) })
	case has("cadence"):
		return band(func(b *protocol.DraftBand) { Write(&b.Cadence, lang, value) })
	}
	return nil
}
