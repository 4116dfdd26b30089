//go:build js

package shell

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
	drawing bool             // what runs now draws in steps
	since   time.Time        // and has done so since the browser's last turn
	busy    bool             // drawing in steps has begun and not ended
	behind  map[*Behind]bool // what has not been drawn
	waiting bool             // for the lull
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

// Breathe lets the browser paint and answer the user while a new outcome is drawn.
func (a *App) Breathe() { a.pace.breathe() }

// Drawing tells whether a new outcome is being drawn in steps.
func (a *App) Drawing() bool { return a.pace.busy }

// A Behind is a part of a room that is often out of sight: it is drawn at once while the room is in front, else in the
// next lull.
type Behind struct {
	Changed func(was, now *State, fresh bool) bool
	Draw    func(a *App)
}

// renderBehind draws what changed out of sight, or has it drawn later.
func (a *App) renderBehind(was *State, fresh bool) {
	s := a.state
	for _, r := range a.house {
		for i := range r.Behind {
			b := &r.Behind[i]
			if s.Outcome != nil && b.Changed(was, s, fresh) {
				a.pace.behind[b] = true
			}
			if !a.pace.behind[b] {
				continue
			}
			if s.Tab == r.Name && !s.First() {
				a.catchUp(b)
			} else if !a.pace.waiting {
				a.pace.waiting = true
				time.AfterFunc(lull, a.catchUpAll)
			}
		}
	}
}

func (a *App) catchUp(b *Behind) {
	if a.pace.behind[b] {
		delete(a.pace.behind, b)
		b.Draw(a)
	}
}

func (a *App) catchUpAll() {
	a.pace.waiting = false
	a.renderTabEdge()
	a.pace.steps(func() {
		for _, r := range a.house {
			for i := range r.Behind {
				a.catchUp(&r.Behind[i])
				a.pace.breathe()
			}
		}
	})
}
