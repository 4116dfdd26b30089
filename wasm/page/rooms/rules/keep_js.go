//go:build js

package rules

import (
	"strings"
	"syscall/js"

	"fenji/scoring/protocol"
	"fenji/wasm/jsx"
	"fenji/wasm/page/dom"
	"fenji/wasm/page/shell"
)

// rulesPrefix begins the keys of rules that the user wants this device to keep. Nothing else of them is stored anywhere.
const rulesPrefix = "fenji.rules."

// largestText is the size of the largest file that is taken for rules.
const largestText = 1 << 20

// storage is where the device keeps what the user lets it; undefined where it is forbidden.
func storage() (v js.Value) {
	defer func() {
		if recover() != nil {
			v = js.Undefined()
		}
	}()
	return js.Global().Get("localStorage")
}

// heard finds out what the device keeps, and what the address carries, as soon as the engine answers.
func (v *screen) heard(a *shell.App, _ *shell.State, e shell.Event) {
	switch e.(type) {
	case shell.Greeted:
		go func() {
			recall(a)
			follow(a)
		}()
	}
}

// read lets the engine read rules; nil when it could not.
func read(a *shell.App, m protocol.RulesText) *protocol.RulesRead {
	out := &protocol.RulesRead{}
	if err := a.Call(protocol.OpReadRules, &m, out); err != nil {
		return nil
	}
	return out
}

func ownOf(r *protocol.RulesRead) shell.OwnRules {
	return shell.OwnRules{Text: r.Text, Profile: r.Profile}
}

// recall offers the rules that this device keeps.
func recall(a *shell.App) {
	defer func() { _ = recover() }() // the storage may be forbidden
	v := storage()
	if v.IsUndefined() {
		return
	}
	var list []shell.OwnRules
	for i := range v.Length() {
		key := v.Call("key", i).String()
		if !strings.HasPrefix(key, rulesPrefix) {
			continue
		}
		if r := read(a, protocol.RulesText{Text: v.Call("getItem", key).String()}); r != nil && len(r.Faults) == 0 && !r.Project {
			list = append(list, ownOf(r))
		}
	}
	if len(list) > 0 {
		a.Do(shell.OwnKnown{Own: list})
		a.Do(Recalled{list})
	}
}

// save keeps the rules on this device.
func save(a *shell.App) {
	g := own(a.State())
	if g.Draft == nil || g.Fit.Text == "" {
		return
	}
	defer func() {
		if recover() != nil { // full, or forbidden
			a.Do(Told{"rules.save.failed"})
		}
	}()
	storage().Call("setItem", rulesPrefix+g.Draft.ID, g.Fit.Text)
	a.Do(Saved{g.Draft.ID, g.Fit.Text})
}

// unsave lets the device forget the rules; they stay in the sitting.
func unsave(a *shell.App) {
	g := own(a.State())
	defer func() { _ = recover() }()
	storage().Call("removeItem", rulesPrefix+g.Draft.ID)
	a.Do(Unsaved{g.Draft.ID})
}

// reset goes back to the saved rules.
func reset(a *shell.App) {
	s := a.State()
	choose(a, against(s))
}

// choose grades by rules that are named by an id or given as JSON.
func choose(a *shell.App, ref string) {
	set := a.State().Settings
	if strings.HasPrefix(ref, "{") {
		go func() {
			if r := read(a, protocol.RulesText{Text: ref}); r != nil && len(r.Faults) == 0 {
				a.Do(shell.OwnKnown{Own: []shell.OwnRules{ownOf(r)}})
				use(a, ownOf(r))
			}
		}()
		return
	}
	set = a.State().WithProfile(set, ref)
	if shell.SameSettings(set, a.State().Settings) {
		a.Do(Dropped{})
		return
	}
	go a.Grade(set)
}

// use grades by rules of one's own, or will when a file comes.
func use(a *shell.App, o shell.OwnRules) {
	set := a.State().Settings
	set.Profile, set.Rules = o.Profile.ID, o.Text
	if shell.SameSettings(set, a.State().Settings) {
		a.Do(Dropped{}) // a draft that was not fit goes
		return
	}
	a.Grade(set)
}

// startFrom makes the rules of another profile a copy of one's own.
func startFrom(a *shell.App, id string) {
	if id == "" {
		return
	}
	s := a.State()
	go func() {
		o := s.WithProfile(protocol.Settings{}, id)
		text := o.Rules
		var d *protocol.Draft
		if text != "" {
			if r := read(a, protocol.RulesText{Text: text}); r != nil {
				d = &r.Draft
			}
		} else if r := read(a, protocol.RulesText{Text: id}); r != nil {
			d = &r.Draft
		}
		if d == nil {
			return
		}
		base := id
		if text != "" {
			base = text
		}
		copied(a.State(), d)
		a.Do(Copied{d.ID, base})
		out := &protocol.Turned{}
		if err := a.Call(protocol.OpTurnRules, &protocol.Turn{Draft: *d}, out); err != nil {
			a.Fail(err)
			return
		}
		if out.Fit.Text != "" {
			a.Do(shell.OwnKnown{Own: []shell.OwnRules{{Text: out.Fit.Text, Profile: out.Fit.Profile}}})
		}
		a.Do(Turned{out})
		if out.Fit.Text != "" {
			set := a.State().Settings
			set.Profile, set.Rules = out.Draft.ID, out.Fit.Text
			a.Grade(set)
		}
	}()
}

// download hands the rules over as a file.
func download(a *shell.App) {
	g := own(a.State())
	if g.Draft == nil || g.Fit.Text == "" {
		return
	}
	jsx.Save(g.Draft.ID+".json", "application/json", textParts(g.Fit.Text))
}

func textParts(text string) []js.Value { return []js.Value{jsx.Blob(jsx.Array([]byte(text)))} }

// linkOf is the address of this page with a fragment that carries rules.
func linkOf(fragment string) string {
	if fragment == "" {
		return ""
	}
	page, _, _ := strings.Cut(js.Global().Get("location").Get("href").String(), "#")
	return page + "#" + fragment
}

// copyLink copies the link, or says that it could not.
func copyLink(a *shell.App) {
	said := "rules.link.failed"
	defer func() {
		if recover() != nil {
			said = "rules.link.failed"
		}
		dom.Text(dom.At("rules-link-said"), a.T(said))
		if said == "rules.link.failed" {
			dom.At("rules-link").Call("focus") // which selects it, so that the keys for copying do
		}
	}()
	board := js.Global().Get("navigator").Get("clipboard")
	if board.Type() != js.TypeObject {
		return
	}
	if _, err := jsx.Await(board.Call("writeText", dom.Value(dom.At("rules-link")))); err == nil {
		said = "rules.link.copied"
	}
}

// listenForLinks hears of links that are opened over the page.
func listenForLinks(a *shell.App) {
	dom.On(js.Global(), "hashchange", func(dom.Event) { go follow(a) })
}

// follow reads the rules that the address carries. Over a result it asks first; otherwise they wait for a file.
func follow(a *shell.App) {
	if a.State().Lock != shell.IsLocked {
		return
	}
	fragment := js.Global().Get("location").Get("hash").String()
	if !strings.HasPrefix(fragment, "#"+linkKey) {
		return
	}
	r := read(a, protocol.RulesText{Text: fragment, Link: true})
	if r == nil {
		return
	}
	if len(r.Faults) > 0 {
		a.Do(shell.Failed{Issue: faultIssue("rules-link", r.Faults[0])})
		return
	}
	o := ownOf(r)
	if o.Text == a.State().Settings.Rules {
		return
	}
	if a.State().Outcome != nil || a.State().Working() {
		a.Do(LinkOffered{&o})
		return
	}
	a.Do(LinkWaits{&o})
}

// takeOffer answers whether to grade by the rules of a link.
func takeOffer(a *shell.App, yes bool) {
	o := own(a.State()).Offer
	a.Do(LinkOffered{})
	if yes && o != nil {
		a.Do(shell.OwnKnown{Own: []shell.OwnRules{*o}})
		a.Do(Loaded{*o})
		go use(a, *o)
	}
}

// takes takes files of rules and projects out of what is dropped.
func takes(a *shell.App, files []js.Value) (rest []js.Value) {
	for _, f := range files {
		if !strings.HasSuffix(strings.ToLower(f.Get("name").String()), ".json") {
			rest = append(rest, f)
			continue
		}
		takeText(a, f, len(files) > 1)
	}
	return rest
}

// takeText takes one file of rules. With others beside it what it says is kept for them.
func takeText(a *shell.App, f js.Value, others bool) {
	name := f.Get("name").String()
	if f.Get("size").Float() > largestText {
		a.Do(shell.Failed{Issue: protocol.Issue{Code: "rules-file", File: name, Args: []string{"problem", a.T("rules.file.large")}}})
		return
	}
	data, err := jsx.Await(f.Call("text"))
	if err != nil {
		a.Do(shell.Failed{Issue: protocol.Issue{Code: "file-unreadable", File: name}})
		return
	}
	r := read(a, protocol.RulesText{Text: data.String()})
	switch {
	case r == nil:
	case len(r.Faults) > 0:
		i := faultIssue("rules-file", r.Faults[0])
		i.File = name
		a.Do(shell.Failed{Issue: i})
	case r.Project:
		mended(a)
		in := ProjectIn{Text: r.Text}
		if !others && a.State().Outcome != nil {
			in.Asks = name
		}
		a.Do(in)
	default:
		mended(a)
		o := ownOf(r)
		a.Do(shell.OwnKnown{Own: []shell.OwnRules{o}})
		a.Do(Loaded{o})
		if others {
			set := a.State().Settings
			set.Profile, set.Rules = o.Profile.ID, o.Text
			a.Do(shell.SettingsChosen{Settings: set})
			return
		}
		use(a, o)
	}
}

// mended puts away what was said of a file of rules that could not be read.
func mended(a *shell.App) {
	if m := a.State().Message; m != nil && strings.HasPrefix(m.Code, "rules-") {
		a.Do(shell.Dismissed{})
	}
}
