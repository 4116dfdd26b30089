//go:build js

package page

import (
	"strconv"
	"syscall/js"
	"time"

	"honnef.co/go/js/dom/v2"

	"fenji/scoring/protocol"
)

func init() {
	areaRenderers = append(areaRenderers, renderFalls)
	areaActions = append(areaActions, fallActions)
	areaListeners = append(areaListeners, listenFalls)
}

var fallActions = map[string]action{
	"within": numbered(func(a *app, n int) { go a.readFalls(protocol.FallWish{Within: n, N: fallRows}) }),
	"fall-day": numbered(func(a *app, n int) {
		wish := a.state.Areas.Falls.Wish
		if wish.On == n {
			n = 0 // once more: all again
		}
		go a.readFalls(protocol.FallWish{Within: wish.Within, On: n, N: fallRows})
	}),
	"fall-all": func(a *app, _ element, _ *dom.BasicEvent) {
		go a.readFalls(protocol.FallWish{Within: a.state.Areas.Falls.Wish.Within, N: fallRows})
		at("fall-title").Call("focus")
	},
	"fall-page": numbered(func(a *app, n int) {
		wish := a.state.Areas.Falls.Wish
		wish.From = max(0, wish.From+n*fallRows)
		go a.readFalls(wish)
	}),
	"month": numbered(func(a *app, n int) {
		if f := a.state.Areas.Falls; f.Month != "" {
			a.do(DayReached{addMonths(f.Month, n) + "-01"})
		}
	}),
	"fall-show": func(a *app, _ element, _ *dom.BasicEvent) {
		a.filter(fallFilter(a.state.Areas.Falls.Wish))
		at("main").Call("focus", map[string]any{"preventScroll": true})
	},
	"fall-why": numbered(func(a *app, n int) {
		a.do(TabChosen{CustomersTab})
		go func() {
			a.explain(n)
			at("explain").Call("focus")
		}()
	}),
	"fall-export": func(a *app, e element, _ *dom.BasicEvent) {
		wish := a.state.Areas.Falls.Wish
		if data(e, "arg") == "ics" {
			wish.On = 0 // a calendar of one day is none
		}
		go a.exportAs(&protocol.Export{Format: data(e, "arg"), Of: fallFilter(wish)})
	},
}

// numbered is an action about the number that data-arg holds.
func numbered(act func(a *app, n int)) action {
	return func(a *app, e element, _ *dom.BasicEvent) {
		if n, err := strconv.Atoi(data(e, "arg")); err == nil {
			act(a, n)
		}
	}
}

func listenFalls(a *app) {
	on(at("fall-grid").Value, "keydown", func(ev *dom.BasicEvent) {
		if ev.Get("ctrlKey").Truthy() || ev.Get("metaKey").Truthy() || ev.Get("altKey").Truthy() {
			return
		}
		if day, ok := moveCursor(a.state.Areas.Falls.Cursor, ev.Get("key").String()); ok {
			ev.PreventDefault()
			a.do(DayReached{day})
			find(at("fall-weeks"), "[tabindex='0']").Call("focus")
		}
	})
}

// fallsPause lets the first rows of a new result come before the falls are worked out.
const fallsPause = 400 * time.Millisecond

func (a *app) readFalls(wish protocol.FallWish) {
	a.do(FallsAsked{wish})
	falls := &protocol.Falls{}
	if a.ask(protocol.OpFalls, &wish, falls) {
		a.do(FallsRead{wish, falls})
	}
}

// needFalls asks for the falls of a new outcome: at once where the tab is in front, else when there is time.
func (a *app) needFalls() {
	s := a.state
	needed := func(s State) bool { return s.Settled() && s.Areas.Falls.Of != s.Outcome }
	if !needed(s) {
		return
	}
	read := func() {
		if needed(a.state) {
			wish := firstFalls
			if w := a.state.Areas.Falls.Wish.Within; w > 0 {
				wish.Within = w
			}
			a.readFalls(wish)
		}
	}
	if s.Tab == FallsTab {
		go read()
		return
	}
	time.AfterFunc(fallsPause, read)
}

// A fallsPicture is what the tab was last drawn from, so that coming back to it costs nothing.
type fallsPicture struct {
	falls       *protocol.Falls
	wish, shown protocol.FallWish
	cursor      string
	lang        string
	idle        bool
}

var fallsDrawn fallsPicture

func renderFalls(a *app, was State, fresh bool) {
	s := a.state
	if fresh || was.Tab != s.Tab || was.Task != s.Task {
		a.needFalls()
	}
	f := s.falls()
	badge := at("tab-falls-count")
	if fresh || was.falls() != f {
		n := 0
		if f != nil {
			n = f.Horizons[1].Count
		}
		text(badge, count(n))
		show(badge, n > 0)
	}
	area, before := s.Areas.Falls, fallsDrawn
	now := fallsPicture{f, area.Wish, area.Shown, area.Cursor, s.Lang, s.Task == Idle}
	if s.Tab != FallsTab || now == before {
		return
	}
	fallsDrawn = now
	flag(at("falls"), "aria-busy", f == nil || area.Wish != area.Shown)
	show(at("falls-wait"), f == nil)
	show(at("horizons"), f != nil)
	show(at("fall-notes"), f != nil)
	show(at("fall-work"), f != nil)
	if f == nil {
		return
	}
	a.renderHorizons(f)
	a.renderCalendar(f)
	if before.cursor = now.cursor; now != before {
		a.renderFallList(f)
	}
}

func (a *app) renderHorizons(f *protocol.Falls) {
	s := a.state
	attr(at("falls"), "data-within", strconv.Itoa(s.Areas.Falls.Shown.Within))
	attr(at("falls"), "data-total", strconv.Itoa(f.Total))
	for i, e := range fill(at("horizons"), "t-horizon", len(f.Horizons)) {
		h := f.Horizons[i]
		attr(e, "data-arg", strconv.Itoa(h.Days))
		flag(e, "aria-pressed", h.Days == s.Areas.Falls.Wish.Within)
		text(find(e, "b"), a.t("falls.days", "n", strconv.Itoa(h.Days)))
		text(find(e, ".n"), a.t("falls.customers", "n", count(h.Count)))
		text(find(e, ".sums span"), a.t("falls.money", "money", amount(s.Lang, "yuan", h.Money)))
	}
	notes := s.fallNotes(f)
	for i, e := range fill(at("fall-notes"), "t-aside", len(notes)) {
		text(e, notes[i])
	}
}

func (a *app) renderCalendar(f *protocol.Falls) {
	s := a.state
	show(at("fall-calendar"), f.AsOf != "")
	flag(at("fall-work"), "data-dated", f.AsOf != "")
	area := s.Areas.Falls
	if f.AsOf == "" || area.Month == "" {
		return
	}
	text(at("fall-month"), monthName(s.Lang, area.Month))
	enable(at("month-prev"), area.Month > addDays(f.AsOf, 1)[:7])
	enable(at("month-next"), area.Month < addDays(f.AsOf, lastHorizon)[:7])
	enable(at("falls-ics"), s.Task == Idle && len(f.Days) > 0 && f.Days[0].After <= area.Wish.Within)
	weeks := s.Calendar()
	for i, e := range fill(at("fall-weeks"), "t-week", len(weeks)) {
		for k, cell := range children(e) {
			d := weeks[i][k]
			if d.Date == "" {
				fill(cell, "t-day", 0)
				cell.Call("removeAttribute", "data-level")
				continue
			}
			attr(cell, "data-level", strconv.Itoa(d.Level))
			a.renderDay(fill(cell, "t-day", 1)[0], d)
		}
	}
}

func (a *app) renderDay(e element, d CalendarDay) {
	s := a.state
	area := s.Areas.Falls
	day, _ := strconv.Atoi(d.Date[8:])
	attr(e, "data-arg", strconv.Itoa(d.After))
	attr(e, "tabindex", either(d.Date == area.Cursor, "0", "-1"))
	flag(e, "aria-pressed", d.After == area.Wish.On && area.Wish.On > 0)
	flag(e, "aria-disabled", !d.Near || d.Count == 0)
	enable(e, d.Near)
	text(find(e, "span"), strconv.Itoa(day))
	text(find(e, "b"), either(d.Count > 0, count(d.Count), ""))
	// Its name begins with what is to be seen, as whoever speaks to the computer says it.
	args := []string{"date", d.Date, "n", count(d.Count), "money", amount(s.Lang, "yuan", d.Money)}
	text(find(e, "small"), " "+a.t(either(d.Count > 0, "falls.day.rest", "falls.day.nobody"), args...))
	attr(e, "title", a.t(either(d.Count > 0, "falls.day", "falls.day.none"), args...))
}

// monthName is the month as the browser writes it.
func monthName(lang, month string) string {
	day := js.Global().Get("Date").New(month + "-01T00:00:00Z")
	return day.Call("toLocaleDateString", lang, map[string]any{"year": "numeric", "month": "long", "timeZone": "UTC"}).String()
}

func (a *app) renderFallList(f *protocol.Falls) {
	s := a.state
	shown := s.Areas.Falls.Shown
	title := a.t("falls.list", "n", strconv.Itoa(shown.Within))
	none := a.t("falls.none", "n", strconv.Itoa(shown.Within))
	if shown.On > 0 {
		title = a.t("falls.day.list", "date", addDays(f.AsOf, shown.On))
		none = a.t("falls.none.day")
	}
	text(at("fall-title"), title)
	text(at("fall-none"), none)
	show(at("fall-all"), shown.On > 0)
	show(at("fall-none"), f.Total == 0)
	show(at("fall-table"), f.Total > 0)
	show(at("fall-sum"), f.Total > 0)
	enable(at("falls-show"), f.Total > 0)
	for _, id := range []string{"falls-xlsx", "falls-csv"} {
		enable(at(id), s.Task == Idle && f.Total > 0)
	}
	for i, e := range fill(at("fall-list"), "t-fall", len(f.Rows)) {
		a.renderFall(e, f.Rows[i])
	}
	span := ""
	if f.Total > 0 {
		span = a.t("falls.span", "from", count(f.From+1), "to", count(f.From+len(f.Rows)), "total", count(f.Total),
			"money", amount(s.Lang, "yuan", f.Money))
	}
	text(at("fall-span"), span)
	enable(at("fall-prev"), f.From > 0)
	enable(at("fall-next"), f.From+len(f.Rows) < f.Total)
	show(wrap(at("fall-prev").Get("parentElement")), f.Total > len(f.Rows))
}

func (a *app) renderFall(row element, f protocol.Fall) {
	s := a.state
	who, _ := s.Known(f.Row)
	cells := children(row)
	button := find(row, "button")
	text(button, who)
	attr(button, "data-arg", strconv.Itoa(f.Row.Customer))
	attr(button, "aria-label", a.t("falls.why", "who", who))
	chips := all(cells[1].Value, ".g")
	gradeChip(chips[0], f.Row.Grade)
	gradeChip(chips[1], f.To)
	attr(find(cells[1], ".change"), "title", a.t("falls.change", "from", f.Row.Grade, "to", either(f.To == "",
		a.t("grade.ungraded"), f.To)))
	unit := s.Profile(s.Outcome.Profile).Unit
	for i, t := range []string{f.Day, a.t("falls.left.days", "n", count(f.After)), measured(s.Lang, 0, unit, f.Row.Value[0]),
		amount(s.Lang, unit, f.Row.Value[2])} {
		text(cells[i+2], t)
	}
}
