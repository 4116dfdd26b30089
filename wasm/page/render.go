//go:build js

package page

import (
	"strconv"

	"fenji/scoring/protocol"
	"fenji/scoring/words"
)

func (a *app) t(key string, args ...string) string { return words.Text(a.state.Lang, key, args...) }

// render patches the regions whose part of the state changed.
func (a *app) render(was State) {
	s := a.state
	lang := was.Lang != s.Lang || !a.drawn
	a.drawn = true
	fresh := lang || was.Outcome != s.Outcome
	if lang {
		// The document comes with the texts of its language in place.
		if root := wrap(document.Get("documentElement")); root.Get("lang").String() != s.Lang {
			attr(root, "lang", s.Lang)
			translate(document, s.Lang)
		}
		setValue(at("lang"), s.Lang)
	}
	if lang || was.Theme != s.Theme {
		a.renderTheme()
	}
	if lang || was.Lock != s.Lock || was.Early != s.Early {
		a.renderLock()
	}
	if lang || was.Task != s.Task || was.Progress != s.Progress {
		a.renderWork()
	}
	if lang || was.Message != s.Message {
		a.renderMessage()
	}
	if fresh || was.Task != s.Task || was.Home != s.Home || !sameProfiles(was, s) {
		a.renderStory()
	}
	if fresh || was.Tab != s.Tab || was.Task != s.Task || was.Home != s.Home {
		a.renderTabs()
	}
	if fresh {
		a.renderNotes()
		a.renderBalance()
	}
	if a.pace.breathe(); a.state.Outcome != s.Outcome {
		return
	}
	if s.Outcome != nil && s.Outcome.Graded {
		a.renderResult(was, fresh)
	}
	if a.pace.breathe(); a.state.Outcome != s.Outcome {
		return
	}
	if lang || was.Why != s.Why || was.Picked != s.Picked {
		a.renderWhy()
	}
	for _, render := range areaRenderers {
		if a.pace.breathe(); a.state.Outcome != s.Outcome {
			return // and another is drawn by now
		}
		render(a, was, fresh)
	}
	// Last, so that whoever waits for a state finds the page in it. A result that is still being drawn says itself when it
	// is done.
	if phase := a.state.Phase(); phase != "done" || !a.pace.waits() {
		wrap(document.Get("documentElement")).Get("dataset").Set("state", phase)
	}
}

func sameProfiles(a, b State) bool { return len(a.Profiles) == len(b.Profiles) }

func (a *app) renderResult(was State, fresh bool) {
	s := a.state
	sorted := fresh || !sameView(was.View, s.View)
	if sorted {
		for _, draw := range []func(){a.renderGrades, a.drawHead} {
			draw()
			if a.pace.breathe(); a.state.Outcome != s.Outcome {
				return
			}
		}
	}
	counted := fresh || was.Count != s.Count
	if counted {
		a.renderCount()
	}
	switch {
	case fresh || a.grid.fresh:
		a.grid.fresh = true
		a.drawRows()
	case counted || was.Tab != s.Tab || was.Home != s.Home || (was.Picked < 0) != (s.Picked < 0):
		a.drawRows()
	case was.Picked != s.Picked:
		a.markRows()
	}
}

func sameView(a, b protocol.View) bool {
	return string(protocol.Encode(&a)) == string(protocol.Encode(&b))
}

func (a *app) renderTheme() {
	root := wrap(document.Get("documentElement"))
	if a.state.Theme == "auto" {
		root.Call("removeAttribute", "data-theme")
	} else {
		attr(root, "data-theme", a.state.Theme)
	}
	name := a.t("theme." + a.state.Theme)
	text(at("theme-text"), name)
	attr(at("theme"), "aria-label", a.t("theme.label", "theme", name))
}

func (a *app) renderLock() {
	s := a.state
	attr(at("airlock"), "data-locked", string(s.Lock))
	lock := a.t(map[Lock]string{Locking: "airlock.locking", IsLocked: "airlock.locked", NoLock: "airlock.failed"}[s.Lock])
	text(at("airlock-text"), lock)
	text(at("airlock-say"), lock) // what a button holds is not read out when it changes
	show(at("drop-waiting"), s.Early)
	for _, b := range all(at("sample").Value, "button") {
		enable(b, s.Lock == IsLocked)
	}
	enable(at("file"), s.Lock != NoLock)
}

func (a *app) renderWork() {
	s := a.state
	show(at("work"), s.Task != Idle)
	if s.Task == Idle {
		return
	}
	name := ""
	if len(s.Names) > 0 {
		name = list(s.Lang, s.Names)
	}
	if s.Sample != "" {
		name = a.t("sample.name." + s.Sample)
	}
	text(at("work-title"), a.t("work."+string(s.Task), "name", name))
	stage, rows := "", ""
	if s.Progress.Stage != "" {
		stage = a.t("work.stage." + s.Progress.Stage)
	}
	if s.Progress.Rows > 0 {
		rows = a.t("work.rows", "rows", count(s.Progress.Rows))
	}
	text(at("work-stage"), stage)
	text(at("work-rows"), rows)
	bar := at("progress")
	if s.Progress.Total <= 0 {
		bar.Call("removeAttribute", "aria-valuenow")
		return
	}
	done := int(min(100, int64(s.Progress.Done)*100/int64(s.Progress.Total)))
	attr(bar, "aria-valuenow", strconv.Itoa(done))
	property(bar, "--done", strconv.FormatFloat(float64(done)/100, 'f', 2, 64))
}

func (a *app) renderMessage() {
	s := a.state
	box := at("message")
	show(box, s.Message != nil)
	show(at("ask-password"), s.Asks())
	show(at("password-several"), s.Asks() && a.tried.several())
	at("password").Set("value", "")
	if s.Message == nil {
		attr(box, "data-code", "")
		text(at("message-text"), "")
		return
	}
	attr(box, "data-code", s.Message.Code)
	text(at("message-text"), s.MessageText())
	address := where(*s.Message)
	if address != "" {
		address = a.t("message.where", "where", address)
	}
	text(at("message-where"), address)
	fix := remedy(s.Lang, *s.Message)
	if fix != "" {
		fix = a.t("message.fix") + fix
	}
	text(at("message-fix"), fix)
	a.renderChoose()
	box.Call("scrollIntoView", map[string]any{"block": "nearest"})
	if s.Asks() {
		at("password").Call("focus", map[string]any{"preventScroll": true})
	}
}

// renderChoose offers the way to the columns where they are not in sight already.
func (a *app) renderChoose() {
	s := a.state
	asks := s.Message != nil && s.Message.Code == "missing-columns"
	show(at("message-choose"), asks && (s.First() || s.Tab != ColumnsTab))
}

func (a *app) renderStory() {
	s := a.state
	root := wrap(document.Get("documentElement"))
	shown := s.Outcome != nil
	attr(root, "data-view", either(s.First(), "first", "result"))
	show(at("story"), !s.First())
	show(at("tabs"), !s.First())
	show(at("title"), !s.First())
	show(at("first"), s.First() && s.Task != Loading)
	show(at("back"), shown)
	var ids, names []string
	for _, p := range s.Profiles {
		ids, names = append(ids, p.ID), append(names, p.Name.In(s.Lang))
	}
	options(at("profile"), ids, names)
	setValue(at("profile"), s.Settings.Profile)
	if p := s.Profile(s.Settings.Profile); p != nil {
		text(at("profile-line"), a.t("story.formula", "formula", formula(p)))
		attr(at("profile"), "title", p.About.In(s.Lang))
	}
	if !shown {
		return
	}
	out := s.Outcome
	name := list(s.Lang, s.Shown.Names)
	if s.Shown.Sample != "" {
		name = a.t("sample.name." + s.Shown.Sample)
	}
	text(at("file-name"), name)
	attr(at("file-name"), "title", name)
	show(at("made-up"), s.Shown.Sample != "")
	a.renderSheets()
	line := a.t("story.line.pending")
	if out.Graded {
		l := out.Ledger
		line = a.t("story.line", "read", count(l.Read.Rows), "used", count(l.Used.Rows),
			"duplicates", count(l.Duplicates.Rows), "aside", count(l.Aside.Rows))
	}
	text(at("file-line"), line)
	attr(at("file-line"), "title", line)
	if s.Task == Idle || s.Task == Exporting {
		setValue(at("as-of"), out.AsOf)
	}
	from := out.AsOfFrom
	said := ""
	if out.Graded || from == "user" { // before, nobody knows which column holds the dates
		said = a.t("story.asof." + either(from == "", "none", from))
	}
	text(at("as-of-from"), said)
	show(at("as-of-reset"), from == "user")
	for _, id := range []string{"download-xlsx", "download-csv", "download-ledger", "download-ledger-xlsx"} {
		enable(at(id), out.Graded && s.Task == Idle)
	}
}

func (a *app) renderSheets() {
	out := a.state.Outcome
	var values, names []string
	for i, sheet := range out.Sheets {
		name := sheet.Name
		if sheet.Hidden {
			name = a.t("story.sheet.hidden", "name", name)
		}
		values, names = append(values, strconv.Itoa(i)), append(names, name)
	}
	options(at("sheet"), values, names)
	show(at("sheet"), len(values) > 1)
	setValue(at("sheet"), strconv.Itoa(out.Sheet))
}

func (a *app) renderTabs() {
	s := a.state
	a.renderChoose()
	for _, t := range tabs {
		tab, panel := t.tab, t.panel
		button := at("tab-" + string(tab))
		flag(button, "aria-selected", tab == s.Tab)
		attr(button, "tabindex", either(tab == s.Tab, "0", "-1"))
		graded := s.Outcome != nil && s.Outcome.Graded
		show(at(panel), !s.First() && tab == s.Tab && (graded || tab == ColumnsTab))
		enable(button, graded || tab == ColumnsTab)
	}
}

func (a *app) renderNotes() {
	notes := a.state.Notes()
	for i, e := range fill(at("notes"), "t-note", len(notes)) {
		attr(e, "data-code", notes[i].Code)
		text(find(e, "span"), notes[i].Text)
	}
}
