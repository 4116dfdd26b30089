//go:build js

package change

import (
	"fenji/scoring/protocol"
	"fenji/wasm/page/dom"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

// renderBase shows what is compared, and what may be.
func renderBase(a *shell.App, c *protocol.Change) {
	s := a.State()
	base := dom.At("period-base")
	dom.SetValue(base, c.Base)
	dom.Attr(base, "min", c.First)
	dom.Attr(base, "max", c.AsOf)
	dom.Text(dom.At("change-dates"), say.Either(c.Base == "", "", c.Base+" → "+c.AsOf))
	for i, e := range dom.Children(dom.At("period-presets")) {
		dom.Attr(e, "data-arg", c.Presets[i])
		dom.Show(e, c.Presets[i] != "")
		dom.Flag(e, "aria-pressed", s.Since.File == "" && c.Presets[i] == c.Base && c.Base != "")
	}
	for _, e := range dom.Children(dom.At("change-way")) {
		dom.Flag(e, "aria-pressed", (dom.Data(e, "arg") == "back") == own(s).Back)
	}
	for _, e := range dom.Children(dom.At("change-what")) {
		dom.Flag(e, "aria-pressed", (dom.Data(e, "arg") == "money") == own(s).Money)
	}
}

// renderFile says which file is compared with, and what of it is known today.
func renderFile(a *shell.App, asks bool) {
	s := a.State()
	o := own(s)
	file := s.Since.File != "" && o.Read != nil
	dom.Show(dom.At("change-file"), file)
	dom.Show(dom.At("change-log"), s.Since.File != "")
	text := ""
	switch {
	case !file:
	case asks && !fits(s):
		text = a.T("change.file.rules", "file", o.File, "profile", profileText(s, o.Rules))
	case len(o.Read.Days) == 1 && o.Read.Days[0] == "" && s.Since.Day != "":
		text = a.T("change.file", "file", o.File, "n", say.Count(o.Read.Customers), "known", say.Count(o.Read.Known), "days", s.Since.Day)
	case asks && len(o.Read.Days) > 0 && o.Read.Days[0] == "":
		text = a.T("change.file.day", "file", o.File)
	default:
		text = a.T("change.file", "file", o.File, "n", say.Count(o.Read.Customers), "known", say.Count(o.Read.Known), "days", say.List(s.Lang, latest(o.Read.Days)))
	}
	dom.Text(dom.At("change-file"), text)
	question, answers := asked(s, o.Read, o.File)
	ask := dom.At("change-ask")
	dom.Show(ask, question != "")
	dom.Attr(ask, "data-key", o.File)
	dom.Text(dom.Find(ask, "p"), question)
	for i, e := range dom.Fill(dom.Find(ask, ".tools"), "t-change-answer", len(answers)) {
		dom.Text(e, answers[i].Text)
		dom.Attr(e, "data-answer", answers[i].Rules)
	}
}

// latest are the last few of several days.
func latest(days []string) []string { return days[max(0, len(days)-3):] }
