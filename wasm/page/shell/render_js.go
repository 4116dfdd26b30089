//go:build js

package shell

import (
	"slices"
	"strconv"
	"syscall/js"

	"fenji/scoring/protocol"
	"fenji/scoring/words"
	"fenji/wasm/page/dom"
	"fenji/wasm/page/say"
)

// T is a text in the language shown.
func (a *App) T(key string, args ...string) string { return words.Text(a.state.Lang, key, args...) }

// render patches the regions whose part of the state changed.
func (a *App) render(was *State) {
	s := a.state
	first := !a.drawn
	furnish := !a.furnished && was.Lock == IsLocked // no room can be entered before the page can be used
	lang := was.Lang != s.Lang || first || furnish && a.partly
	a.drawn, a.furnished = true, a.furnished || furnish
	fresh := lang || furnish || was.Outcome != s.Outcome
	if lang {
		// The document comes with the texts of its language in place.
		root := dom.Wrap(dom.Document.Get("documentElement"))
		if root.Get("lang").String() != words.Bare(s.Lang) || words.Worn(was.Lang) != words.Worn(s.Lang) || furnish {
			dom.Attr(root, "lang", words.Bare(s.Lang))
			a.partly = first && a.hurried
			dom.Translate(dom.Document, say.Either(a.partly, inSight, ""), func(key string) string { return a.T(key) })
		}
		dom.SetValue(dom.At("lang"), words.Bare(s.Lang))
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
	if !first && (fresh || was.Tab != s.Tab || was.Task != s.Task || was.Home != s.Home || a.waiting(was) != a.waiting(s)) {
		a.renderTabs()
	}
	if fresh || was.Task != s.Task || len(was.Past) != len(s.Past) || len(was.Future) != len(s.Future) {
		a.renderHistory()
	}
	a.renderBehind(was, fresh)
	for _, r := range a.house {
		if r.Render == nil || !a.furnished {
			continue
		}
		if a.Breathe(); a.state.Outcome != s.Outcome {
			return // and another is drawn by now
		}
		r.Render(a, was, fresh)
	}
	// Last, so that whoever waits for a state finds the page in it. A result that is still being drawn says itself when it
	// is done.
	if phase := a.state.Phase(); phase != "done" || !a.pace.waits() {
		dom.Wrap(dom.Document.Get("documentElement")).Get("dataset").Set("state", phase)
	}
}

func sameProfiles(a, b *State) bool {
	return len(a.Profiles) == len(b.Profiles) && slices.EqualFunc(a.Own, b.Own, func(x, y OwnRules) bool { return x.Text == y.Text })
}

// SameView tells whether two views list the same.
func SameView(a, b protocol.View) bool {
	return string(protocol.Encode(&a)) == string(protocol.Encode(&b))
}

func (a *App) renderTheme() {
	root := dom.Wrap(dom.Document.Get("documentElement"))
	if a.state.Theme == "auto" {
		root.Call("removeAttribute", "data-theme")
	} else {
		dom.Attr(root, "data-theme", a.state.Theme)
	}
	name := a.T("theme." + a.state.Theme)
	dom.Text(dom.At("theme-text"), name)
	dom.Attr(dom.At("theme"), "aria-label", a.T("theme.label", "theme", name))
}

func (a *App) renderLock() {
	s := a.state
	shown := s.Lock
	if shown == Locking && a.isLocked() { // and the engine has not answered
		shown = IsLocked
	}
	dom.Attr(dom.At("airlock"), "data-locked", string(shown))
	lock := a.T(map[Lock]string{Locking: "airlock.locking", IsLocked: "airlock.locked", NoLock: "airlock.failed"}[shown])
	dom.Text(dom.At("airlock-text"), lock)
	dom.Text(dom.At("airlock-say"), lock) // what a button holds is not read out when it changes
	dom.Show(dom.At("drop-waiting"), s.Early)
	for _, b := range dom.All(dom.At("sample").Value, "button") {
		dom.Enable(b, s.Lock == IsLocked)
	}
	dom.Enable(dom.At("file"), s.Lock != NoLock)
}

func (a *App) renderWork() {
	s := a.state
	dom.Show(dom.At("work"), s.Task != Idle)
	if s.Task == Idle {
		return
	}
	name := ""
	if len(s.Names) > 0 {
		name = say.List(s.Lang, s.Names)
	}
	if s.Sample != "" {
		name = a.T("sample.name." + s.Sample)
	}
	dom.Text(dom.At("work-title"), a.T("work."+string(s.Task), "name", name))
	stage, rows := "", ""
	if s.Progress.Stage != "" {
		stage = a.T("work.stage." + s.Progress.Stage)
	}
	if s.Progress.Rows > 0 {
		rows = a.T("work.rows", "rows", say.Count(s.Progress.Rows))
	}
	dom.Text(dom.At("work-stage"), stage)
	dom.Text(dom.At("work-rows"), rows)
	bar := dom.At("progress")
	if s.Progress.Total <= 0 {
		bar.Call("removeAttribute", "aria-valuenow")
		return
	}
	done := int(min(100, int64(s.Progress.Done)*100/int64(s.Progress.Total)))
	dom.Attr(bar, "aria-valuenow", strconv.Itoa(done))
	dom.Property(bar, "--done", strconv.FormatFloat(float64(done)/100, 'f', 2, 64))
}

func (a *App) renderMessage() {
	s := a.state
	box := dom.At("message")
	dom.Show(box, s.Message != nil)
	dom.Show(dom.At("ask-password"), s.Asks())
	dom.Show(dom.At("password-several"), s.Asks() && a.tried.several())
	dom.At("password").Set("value", "")
	if s.Message == nil {
		dom.Attr(box, "data-code", "")
		dom.Text(dom.At("message-text"), "")
		return
	}
	dom.Attr(box, "data-code", s.Message.Code)
	dom.Text(dom.At("message-text"), s.MessageText())
	address := say.Where(*s.Message)
	if address != "" {
		address = a.T("message.where", "where", address)
	}
	dom.Text(dom.At("message-where"), address)
	fix := say.Remedy(s.Lang, *s.Message)
	if fix != "" {
		fix = a.T("message.fix") + fix
	}
	dom.Text(dom.At("message-fix"), fix)
	a.renderChoose()
	box.Call("scrollIntoView", map[string]any{"block": "nearest"})
	if s.Asks() {
		dom.At("password").Call("focus", map[string]any{"preventScroll": true})
	}
}

// renderChoose offers the way to the columns where they are not in sight already.
func (a *App) renderChoose() {
	s := a.state
	asks := s.Message != nil && s.Message.Code == "missing-columns"
	choose := dom.At("message-choose")
	dom.Show(choose, asks && (s.First() || s.Tab != dom.Data(choose, "arg")))
}

func (a *App) renderStory() {
	s := a.state
	root := dom.Wrap(dom.Document.Get("documentElement"))
	shown := s.Outcome != nil
	dom.Attr(root, "data-view", say.Either(s.First(), "first", "result"))
	dom.Show(dom.At("story"), !s.First())
	dom.Show(dom.At("tabs"), !s.First())
	title := a.T("app.title")
	if !s.First() && s.Outcome.Graded {
		title = a.T("app.title.result", "n", say.Count(s.Outcome.Rows), "file", say.List(s.Lang, s.Shown.Names))
	}
	dom.Document.Set("title", title)
	dom.Show(dom.At("title"), !s.First())
	dom.Show(dom.At("first"), s.First() && s.Task != Loading)
	dom.Show(dom.At("back"), shown)
	groups := ProfileGroups(s.Lang, s.Profiles, s.Own)
	for i, e := range dom.Fill(dom.At("profile"), "t-optgroup", len(groups)) {
		dom.Attr(e, "label", groups[i].Label)
		dom.Options(e, groups[i].IDs, groups[i].Names)
	}
	dom.SetValue(dom.At("profile"), s.Settings.Profile)
	if p := s.Profile(s.Settings.Profile); p != nil {
		dom.Text(dom.At("profile-line"), ProfileLine(s.Lang, p))
		dom.Attr(dom.At("profile"), "title", p.About.In(s.Lang))
	}
	if !shown {
		return
	}
	out := s.Outcome
	name := say.List(s.Lang, s.Shown.Names)
	if s.Shown.Sample != "" {
		name = a.T("sample.name." + s.Shown.Sample)
	}
	dom.Text(dom.At("file-name"), name)
	dom.Attr(dom.At("file-name"), "title", name)
	dom.Show(dom.At("made-up"), s.Shown.Sample != "")
	a.renderSheets()
	line := a.T("story.line.pending")
	if out.Graded {
		l := out.Ledger
		line = a.T("story.line", "read", say.Count(l.Read.Rows), "used", say.Count(l.Used.Rows),
			"duplicates", say.Count(l.Duplicates.Rows), "aside", say.Count(l.Aside.Rows))
	}
	dom.Text(dom.At("file-line"), line)
	dom.Attr(dom.At("file-line"), "title", line)
	if s.Task == Idle || s.Task == Exporting {
		dom.SetValue(dom.At("as-of"), out.AsOf)
	}
	from := out.AsOfFrom
	said := ""
	if out.Graded || from == "user" { // before, nobody knows which column holds the dates
		said = a.T("story.asof." + say.Either(from == "", "none", from))
	}
	dom.Text(dom.At("as-of-from"), said)
	dom.Show(dom.At("as-of-reset"), from == "user")
	for _, id := range []string{"download-xlsx", "download-csv", "download-ledger", "download-ledger-xlsx"} {
		dom.Enable(dom.At(id), out.Graded && s.Task == Idle)
	}
}

func (a *App) renderSheets() {
	out := a.state.Outcome
	var values, names []string
	for i, sheet := range out.Sheets {
		name := sheet.Name
		if sheet.Hidden {
			name = a.T("story.sheet.hidden", "name", name)
		}
		values, names = append(values, strconv.Itoa(i)), append(names, name)
	}
	if len(values) > 1 {
		values, names = append(values, "-1"), append(names, a.T("story.sheet.all"))
	}
	dom.Options(dom.At("sheet"), values, names)
	dom.Show(dom.At("sheet"), len(values) > 1)
	dom.SetValue(dom.At("sheet"), strconv.Itoa(out.Sheet))
}

// areas are the parts of the row of tabs, in their order.
var areas = []string{"result", "change", "practice", "data", "rules"}

// renderTabs shows the areas that have rooms to enter, and the rooms of the one in front.
func (a *App) renderTabs() {
	s := a.state
	a.renderChoose()
	front := a.house.Named(s.Tab).Area
	waits := map[string]bool{}
	var tabs []Room
	for _, r := range a.house {
		if r.Area != "" {
			tabs = append(tabs, r)
		}
	}
	open := map[string]bool{}
	for i, e := range dom.Fill(dom.At("rooms"), "t-tab", len(tabs)) {
		r := tabs[i]
		n := 0
		if r.Waits != nil {
			n = r.Waits(s)
		}
		enter := r.Open(s)
		open[r.Area] = open[r.Area] || enter
		waits[r.Area] = waits[r.Area] || enter && n > 0
		a.renderTab(e, r, enter, front, n)
		dom.Show(dom.At(r.PanelID()), !s.First() && r.Name == s.Tab && enter)
	}
	for i, e := range dom.Fill(dom.At("areas"), "t-area", len(areas)) {
		dom.Attr(e, "id", "area-"+areas[i])
		dom.Attr(e, "data-arg", areas[i])
		dom.Text(dom.Find(e, "span"), a.T("area."+areas[i]))
		dom.Attr(dom.Find(e, "i"), "aria-label", a.T("areas.look"))
		dom.Flag(e, "aria-pressed", areas[i] == front)
		dom.Show(e, open[areas[i]])
		dom.Show(dom.Find(e, "i"), waits[areas[i]] && areas[i] != front)
	}
	page := a.T("areas.title", "area", a.T("area."+front), "room", a.T("tab."+s.Tab))
	if !s.First() && s.Outcome.Graded {
		page += ": " + a.T("title.result", "n", say.Count(s.Outcome.Rows))
	}
	dom.Text(dom.At("title"), page)
	if !a.pace.busy {
		a.renderTabEdge()
	}
}

func (a *App) renderTab(e dom.Element, r Room, open bool, front string, n int) {
	s := a.state
	dom.Attr(e, "id", "tab-"+r.Name)
	dom.Attr(e, "data-arg", r.Name)
	dom.Attr(e, "aria-controls", r.PanelID())
	dom.Flag(e, "aria-selected", r.Name == s.Tab)
	dom.Attr(e, "tabindex", say.Either(r.Name == s.Tab, "0", "-1"))
	dom.Enable(e, open)
	dom.Show(e, open && r.Area == front)
	parts := dom.Children(e)
	dom.Text(parts[0], a.T("tab."+r.Name))
	dom.Attr(parts[1], "id", "tab-"+r.Name+"-count")
	dom.Text(parts[1], say.Count(n))
	dom.Show(parts[1], n > 0)
}

// waiting tells apart what there is to do in all rooms.
func (a *App) waiting(s *State) (n int) {
	for _, r := range a.house {
		if r.Waits != nil {
			n = 31*n + r.Waits(s)
		}
	}
	return n
}

// enterArea opens the room of an area that was last in front.
func (a *App) enterArea(area string) {
	name := a.state.Seen[area]
	for _, r := range a.house {
		if name == "" && r.Area == area && r.Open(a.state) {
			name = r.Name
		}
	}
	if name != "" {
		a.Do(TabChosen{name})
	}
}

// renderTabEdge brings the tab in front into sight.
func (a *App) renderTabEdge() {
	tab := dom.At("tab-" + a.state.Tab)
	list := tab.Get("parentElement")
	list.Set("scrollLeft", tab.Get("offsetLeft").Int()-list.Get("offsetLeft").Int()-tabEdge)
}

// tabEdge is how much of the tab before shows beside the one in front, on a narrow screen.
const tabEdge = 48

// renderHistory names what would be undone and redone.
func (a *App) renderHistory() {
	s := a.state
	for _, b := range []struct {
		id   string
		list []protocol.Settings
	}{{"undo", s.Past}, {"redo", s.Future}} {
		e, label := dom.At(b.id), a.T("intake."+b.id+".none")
		if n := len(b.list); n > 0 {
			from, to := b.list[n-1], s.Shown.Settings
			if b.id == "redo" {
				from, to = to, from
			}
			label = a.T("intake."+b.id, "what", a.house.ChangeText(s, from, to))
		}
		dom.Attr(e, "aria-label", label)
		dom.Attr(e, "title", label)
		dom.Enable(e, len(b.list) > 0 && s.Task == Idle)
	}
}

// FillNote shows a note in its template.
func FillNote(e dom.Element, n Note) {
	dom.Attr(e, "data-code", n.Code)
	dom.Text(dom.Find(e, "span"), n.Text)
	b := dom.Find(e, "button")
	dom.Attr(b, "data-do", n.Do)
	dom.Text(b, n.Label)
	dom.Show(b, n.Do != "")
}

// Notes are what is said above the result.
func (a *App) Notes() []Note { return a.house.Notes(a.state) }

// Chips say which filters are in force.
func (a *App) Chips() []Chip { return a.house.Chips(a.state) }

// House gives the rooms, for what they offer.
func (a *App) House() House { return a.house }

// Translate puts the texts of a language into everything below root that names one.
func Translate(root js.Value, lang string) {
	dom.Translate(root, "", func(key string) string { return words.Text(lang, key) })
}

// inSight selects, among elements, those that the document shows at first.
const inSight = ":not([hidden], [hidden] *, dialog *)"

// GradeChip shows a grade's code in the colour of its band; the ungraded get a dash.
func GradeChip(s *State, e dom.Element, grade string) {
	GradeMark(s, e, grade)
	dom.Text(e, grade)
}

// GradeMark marks an element with a grade, and with its band's place, by which colours go.
func GradeMark(s *State, e dom.Element, grade string) {
	dom.Attr(e, "data-grade", say.Either(grade == "", "-", grade))
	if place := s.Place(grade); place >= 0 {
		dom.Attr(e, "data-place", strconv.Itoa(place))
	} else {
		e.Call("removeAttribute", "data-place")
	}
}

// Bar sets how far a bar reaches, in tenths of a per cent.
func Bar(e dom.Element, tenths int) {
	dom.Property(e, "--share", strconv.FormatFloat(float64(max(0, min(tenths, 1000)))/1000, 'f', 3, 64))
}

// Numbered is an action about the number that data-arg holds.
func Numbered(act func(a *App, n int)) Action {
	return func(a *App, e dom.Element, _ dom.Event) {
		if n, err := strconv.Atoi(dom.Data(e, "arg")); err == nil {
			act(a, n)
		}
	}
}
