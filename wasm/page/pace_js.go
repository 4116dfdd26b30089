//go:build js

package page

import (
	"time"

	"fenji/wasm/jsx"
)

// A new outcome changes the whole page, and no task of the browser may be long. So it is drawn in steps: what is in sight
// first; then the page says that it is done; then, in a lull, what lies behind.

const (
	breath = 16 * time.Millisecond // how long the page draws before the browser has its turn
	lull   = 40 * time.Millisecond // how long what lies behind leaves the browser alone
)

// A pace tells how far the drawing is.
type pace struct {
	drawing bool      // what runs now draws in steps
	since   time.Time // and has done so since the browser's last turn
	busy    bool      // drawing in steps has begun and not ended
	behind  [panels]bool
	waiting bool // for the lull
	columns int  // counts drawings of the columns; an outdated one stops
}

// steps draws in steps. Listeners must not, for it waits.
func (p *pace) steps(draw func()) {
	p.busy, p.drawing, p.since = true, true, time.Now()
	draw()
	p.busy, p.drawing = false, false
}

// breathe lets the browser paint and answer the user while a new outcome is drawn, when it is time. What is drawn after it
// shows the state as it is by then.
func (p *pace) breathe() {
	if !p.drawing || time.Since(p.since) < breath {
		return
	}
	p.drawing = false // whoever has a turn meanwhile does not wait
	jsx.Yield()
	p.drawing, p.since = true, time.Now()
}

// waits tells whether drawing in steps has given the browser its turn and is not done.
func (p *pace) waits() bool { return p.busy && !p.drawing }

// A panel is a part of the page that is often out of sight.
type panel int

const (
	columnsPanel panel = iota
	cleanPanel
	entriesPanel
	panels
)

// drawPanel are the panels with the tab of each.
var drawPanel = [panels]struct {
	tab  Tab
	draw func(a *app)
}{
	columnsPanel: {ColumnsTab, func(a *app) { a.renderColumns(); a.renderMemory() }},
	cleanPanel:   {QualityTab, func(a *app) { a.renderClean() }},
	entriesPanel: {QualityTab, func(a *app) { a.renderEntries() }},
}

// outdate has a panel drawn: at once where its tab is in front, else in the next lull.
func (a *app) outdate(p panel) {
	if a.pace.behind[p] = true; a.state.Tab == drawPanel[p].tab && !a.state.First() {
		a.catchUp(p)
	} else if !a.pace.waiting {
		a.pace.waiting = true
		time.AfterFunc(lull, a.catchUpAll)
	}
}

func (a *app) catchUp(p panel) {
	if a.pace.behind[p] {
		a.pace.behind[p] = false
		drawPanel[p].draw(a)
	}
}

func (a *app) catchUpAll() {
	a.pace.waiting = false
	a.renderTabEdge()
	a.pace.steps(func() {
		for p := range panels {
			a.catchUp(p)
			a.pace.breathe()
		}
	})
}
