//go:build js

package rules

import (
	"fenji/scoring/protocol"
	"fenji/wasm/jsx"
	"fenji/wasm/page/dom"
	"fenji/wasm/page/shell"
)

// came applies what waited for a file: first the project, then the rules of a link, each in a step of its own.
func came(a *shell.App) {
	if text := own(a.State()).Project; text != "" {
		useProject(a, text)
	}
	if o := own(a.State()).Link; o != nil && !a.State().Working() {
		a.Do(LinkWaits{})
		a.Do(shell.OwnKnown{Own: []shell.OwnRules{*o}})
		a.Do(Loaded{*o})
		use(a, *o)
	}
}

// useProject applies a project to the file at hand.
func useProject(a *shell.App, text string) {
	s := a.State()
	if s.Outcome == nil || s.Working() {
		return
	}
	out := &protocol.ProjectUse{}
	if err := a.Call(protocol.OpUseProject, &protocol.ProjectWish{Text: text, Settings: s.Settings}, out); err != nil {
		a.Do(ProjectUsed{})
		a.Fail(err)
		return
	}
	a.Do(ProjectUsed{out.Lacks})
	a.Do(shell.Brought{Parts: out.Parts})
	if !shell.SameSettings(out.Settings, a.State().Settings) {
		a.Grade(out.Settings)
	}
}

// projectNow applies the project that waits to the result that is open.
func projectNow(a *shell.App) {
	if text := own(a.State()).Project; text != "" {
		useProject(a, text)
	}
}

// downloadProject hands over what is decided about such files; the key of the pseudonyms only where that is ticked.
func downloadProject(a *shell.App) {
	out, parts := &protocol.ProjectText{}, a.State().Kept()
	if !dom.At("project-key").Get("checked").Bool() {
		parts.Key = protocol.Key{}
	}
	if a.Ask(protocol.OpProject, &parts, out) {
		jsx.Save(out.Name, "application/json", textParts(out.Text))
	}
}
