//go:build js

package falls

import (
	"strconv"
	"syscall/js"

	"fenji/scoring/protocol"
	"fenji/wasm/page/dom"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

func init() {
	v := &screen{}
	Room.Live = shell.Live{Render: v.render, Listen: listen, Actions: actions,
		Why: []shell.Section{{Template: "t-why-declines", Draw: renderDeclines}}}
}

var actions = map[string]shell.Action{
	"within": shell.Numbered(func(a *shell.App, n int) { a.Do(Wished{protocol.FallWish{Within: n, N: fallRows}}) }),
	"day": shell.Numbered(func(a *shell.App, n int) {
		wish := own(a.State()).Wish
		if wish.On == n {
			n = 0 // once more: all again
		}
		a.Do(Wished{protocol.FallWish{Within: wish.Within, On: n, N: fallRows}})
	}),
	"all": func(a *shell.App, _ dom.Element, _ dom.Event) {
		a.Do(Wished{protocol.FallWish{Within: own(a.State()).Wish.Within, N: fallRows}})
		dom.At("fall-title").Call("focus")
	},
	"page": shell.Numbered(func(a *shell.App, n int) {
		wish := own(a.State()).Wish
		wish.From = max(0, wish.From+n*fallRows)
		a.Do(Wished{wish})
	}),
	"month": shell.Numbered(func(a *shell.App, n int) {
		if f := own(a.State()); f.Month != "" {
			a.Do(DayReached{addMonths(f.Month, n) + "-01"})
		}
	}),
	"show": func(a *shell.App, _ dom.Element, _ dom.Event) {
		a.Filter(fallFilter(own(a.State()).Wish))
		dom.At("main").Call("focus", map[string]any{"preventScroll": true})
	},
	"why": shell.Numbered(func(a *shell.App, n int) {
		a.ExplainFrom(name, n)
		dom.At("explain").Call("focus")
	}),
	"export": func(a *shell.App, e dom.Element, _ dom.Event) {
		wish, m := own(a.State()).Wish, &protocol.Export{Format: dom.Data(e, "arg")}
		if m.Format == "ics" {
			wish.On = 0 // a calendar of one day is none
			m.Holds = dom.Value(dom.At("falls-holds"))
		}
		m.Of = fallFilter(wish)
		go a.Export(m)
	},
	"paper": func(a *shell.App, e dom.Element, _ dom.Event) {
		a.Do(shell.ListWanted{Of: fallFilter(own(a.State()).Wish), Origin: e.Get("id").String()})
	},
}

func listen(a *shell.App) {
	dom.On(dom.At("fall-grid").Value, "keydown", func(ev dom.Event) {
		if ev.Get("ctrlKey").Truthy() || ev.Get("metaKey").Truthy() || ev.Get("altKey").Truthy() {
			return
		}
		if day, ok := moveCursor(own(a.State()).Cursor, ev.Get("key").String()); ok {
			ev.PreventDefault()
			a.Do(DayReached{day})
			dom.Find(dom.At("fall-weeks"), "[tabindex='0']").Call("focus")
		}
	})
}

// A fallsPicture is what the tab was last drawn from, so that coming back to it costs nothing.
type fallsPicture struct {
	falls       *protocol.Falls
	wish, shown protocol.FallWish
	cursor      string
	lang        string
	idle        bool
}

// A screen is what is drawn now.
type screen struct{ drawn fallsPicture }

func (v *screen) render(a *shell.App, _ *shell.State, _ bool) {
	s := a.State()
	f, area, before := falls(s), own(s), v.drawn
	now := fallsPicture{f, area.Wish, area.Shown, area.Cursor, s.Lang, s.Task == shell.Idle}
	if s.Tab != name || now == before {
		return
	}
	v.drawn = now
	dom.Flag(dom.At("falls"), "aria-busy", f == nil || area.Wish != area.Shown)
	dom.Show(dom.At("falls-wait"), f == nil)
	dom.Show(dom.At("horizons"), f != nil)
	dom.Show(dom.At("fall-notes"), f != nil)
	dom.Show(dom.At("fall-work"), f != nil)
	if f == nil {
		return
	}
	renderHorizons(a, f)
	renderCalendar(a, f)
	if before.cursor = now.cursor; now != before {
		renderFallList(a, f)
	}
}

func renderHorizons(a *shell.App, f *protocol.Falls) {
	s := a.State()
	dom.Attr(dom.At("falls"), "data-within", strconv.Itoa(own(s).Shown.Within))
	dom.Attr(dom.At("falls"), "data-total", strconv.Itoa(f.Total))
	for i, e := range dom.Fill(dom.At("horizons"), "t-horizon", len(f.Horizons)) {
		h := f.Horizons[i]
		dom.Attr(e, "data-arg", strconv.Itoa(h.Days))
		dom.Flag(e, "aria-pressed", h.Days == own(s).Wish.Within)
		dom.Text(dom.Find(e, "b"), a.T("falls.days", "n", strconv.Itoa(h.Days)))
		dom.Text(dom.Find(e, ".n"), a.T("falls.customers", "n", say.Count(h.Count)))
		dom.Text(dom.Find(e, ".sums span"), a.T("falls.money", "money", say.Amount(s.Lang, "yuan", h.Money)))
	}
	notes := fallNotes(s.Lang, f)
	for i, e := range dom.Fill(dom.At("fall-notes"), "t-aside", len(notes)) {
		dom.Text(e, notes[i])
	}
}

func renderCalendar(a *shell.App, f *protocol.Falls) {
	s := a.State()
	dom.Show(dom.At("fall-calendar"), f.AsOf != "")
	dom.Flag(dom.At("fall-work"), "data-dated", f.AsOf != "")
	area := own(s)
	if f.AsOf == "" || area.Month == "" {
		return
	}
	dom.Text(dom.At("fall-month"), monthName(s.Lang, area.Month))
	dom.Enable(dom.At("month-prev"), area.Month > addDays(f.Since(), 1)[:7])
	dom.Enable(dom.At("month-next"), area.Month < addDays(f.Since(), lastHorizon)[:7])
	dom.Enable(dom.At("falls-ics"), s.Task == shell.Idle && len(f.Days) > 0 && f.Days[0].After <= area.Wish.Within)
	weeks := area.Calendar()
	for i, e := range dom.Fill(dom.At("fall-weeks"), "t-week", len(weeks)) {
		for k, cell := range dom.Children(e) {
			d := weeks[i][k]
			if d.Date == "" {
				dom.Fill(cell, "t-day", 0)
				cell.Call("removeAttribute", "data-level")
				continue
			}
			dom.Attr(cell, "data-level", strconv.Itoa(d.Level))
			renderDay(a, dom.Fill(cell, "t-day", 1)[0], d)
		}
	}
}

func renderDay(a *shell.App, e dom.Element, d CalendarDay) {
	s := a.State()
	area := own(s)
	day, _ := strconv.Atoi(d.Date[8:])
	dom.Attr(e, "data-arg", strconv.Itoa(d.After))
	dom.Attr(e, "tabindex", say.Either(d.Date == area.Cursor, "0", "-1"))
	dom.Flag(e, "aria-pressed", d.After == area.Wish.On && area.Wish.On > 0)
	dom.Flag(e, "aria-disabled", !d.Near || d.Count == 0)
	dom.Enable(e, d.Near)
	dom.Text(dom.Find(e, "span"), strconv.Itoa(day))
	dom.Text(dom.Find(e, "b"), say.Either(d.Count > 0, say.Count(d.Count), ""))
	// Its name begins with what is to be seen, as whoever speaks to the computer says it.
	args := []string{"date", d.Date, "n", say.Count(d.Count), "money", say.Amount(s.Lang, "yuan", d.Money)}
	dom.Text(dom.Find(e, "small"), " "+a.T(say.Either(d.Count > 0, "falls.day.rest", "falls.day.nobody"), args...))
	dom.Attr(e, "title", a.T(say.Either(d.Count > 0, "falls.day", "falls.day.none"), args...))
}

// monthName is the month as the browser writes it.
func monthName(lang, month string) string {
	day := js.Global().Get("Date").New(month + "-01T00:00:00Z")
	return day.Call("toLocaleDateString", lang, map[string]any{"year": "numeric", "month": "long", "timeZone": "UTC"}).String()
}

func renderFallList(a *shell.App, f *protocol.Falls) {
	s := a.State()
	shown := own(s).Shown
	title := a.T("falls.list", "n", strconv.Itoa(shown.Within))
	none := a.T("falls.none", "n", strconv.Itoa(shown.Within))
	if shown.On > 0 {
		title = a.T("falls.day.list", "date", addDays(f.Since(), shown.On))
		none = a.T("falls.none.day")
	}
	dom.Text(dom.At("fall-title"), title)
	dom.Text(dom.At("fall-none"), none)
	dom.Show(dom.At("fall-all"), shown.On > 0)
	dom.Show(dom.At("fall-none"), f.Total == 0)
	dom.Show(dom.At("fall-table"), f.Total > 0)
	dom.Show(dom.At("fall-sum"), f.Total > 0)
	dom.Enable(dom.At("falls-show"), f.Total > 0)
	for _, id := range []string{"falls-paper", "falls-xlsx", "falls-csv"} {
		dom.Enable(dom.At(id), s.Task == shell.Idle && f.Total > 0)
	}
	dom.Text(dom.At("fall-amount"), a.T("falls.amount."+f.Spent))
	for i, e := range dom.Fill(dom.At("fall-list"), "t-fall", len(f.Rows)) {
		renderFall(a, e, f.Rows[i])
	}
	span := ""
	if f.Total > 0 {
		span = a.T("falls.span", "from", say.Count(f.First+1), "to", say.Count(f.First+len(f.Rows)), "total", say.Count(f.Total),
			"money", say.Amount(s.Lang, "yuan", f.Money))
	}
	dom.Text(dom.At("fall-span"), span)
	dom.Enable(dom.At("fall-prev"), f.First > 0)
	dom.Enable(dom.At("fall-next"), f.First+len(f.Rows) < f.Total)
	dom.Show(dom.Wrap(dom.At("fall-prev").Get("parentElement")), f.Total > len(f.Rows))
}

func renderFall(a *shell.App, row dom.Element, f protocol.Fall) {
	s := a.State()
	who, _ := say.Known(s.Lang, s.Outcome, f.Row)
	cells := dom.Children(row)
	button := dom.Find(row, "button")
	dom.Text(button, who)
	dom.Attr(button, "data-arg", strconv.Itoa(f.Row.Customer))
	dom.Attr(button, "aria-label", a.T("falls.why", "who", who))
	chips := dom.All(cells[1].Value, ".g")
	shell.GradeChip(s, chips[0], f.Row.Grade)
	shell.GradeChip(s, chips[1], f.To)
	dom.Attr(dom.Find(cells[1], ".change"), "title", a.T("falls.change", "from", f.Row.Grade, "to", say.Either(f.To == "",
		a.T("grade.ungraded"), f.To)))
	left := a.T("falls.left.days", "n", say.Count(f.After))
	if f.After <= 0 {
		left = a.T("falls.due", "day", f.Day)
	}
	dom.Flag(row, "data-due", f.After <= 0)
	for i, t := range []string{f.Day, left, say.Measured(s.Lang, 0, "yuan", f.Row.Value[0]), say.Amount(s.Lang, "yuan", f.Spent)} {
		dom.Text(cells[i+2], t)
	}
}

// mostDeclines is how many steps down are listed.
const mostDeclines = 4

// renderDeclines shows, in the explanation of a customer, what becomes of the score if the customer does not come again.
func renderDeclines(a *shell.App, e dom.Element, why *protocol.Explanation) bool {
	s := a.State()
	declines := why.Declines
	if len(declines) == 0 || why.Row.Grade == "" {
		return false
	}
	dom.Text(dom.Find(e, ".lead"), FallSentence(s.Lang, declines, why.Estimated, s.Today))
	declines = declines[:min(len(declines), mostDeclines)]
	for i, step := range dom.Fill(dom.Find(e, "ul"), "t-lift", len(declines)) {
		d := declines[i]
		dom.Text(dom.Find(step, "span"), a.T("customers.decline", "when", when(s.Lang, d), "days", say.Grouped(d.Value[0])))
		dom.Text(dom.Find(step, "b"), d.Score)
		shell.GradeChip(s, dom.Find(step, ".g"), d.Grade)
	}
	return true
}
