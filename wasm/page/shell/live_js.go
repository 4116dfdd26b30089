//go:build js

package shell

import (
	"syscall/js"

	"fenji/scoring/protocol"
	"fenji/wasm/page/dom"
)

// Live is what a room does in the browser.
type Live struct {
	Render  func(a *App, was *State, fresh bool)      // patches what changed; fresh: the outcome or the language is another one
	Behind  []Behind                                  // what may be drawn later
	Actions map[string]Action                         // by the verb in data-do="room.verb"
	Change  func(a *App, e dom.Element) bool          // takes a control that changed, if it is the room's
	Listen  func(a *App)                              // once, when the page becomes live
	Heard   func(a *App, was *State, e Event)         // after an event is shown: what lies outside of the page
	Stood   func(a *App)                              // when a new outcome has been drawn
	Takes   func(a *App, files []js.Value) []js.Value // files that are dropped, before they are read; it gives back those that are not its own
	Came    func(a *App)                              // when a file has been read and drawn; it may grade anew, and waits for that
	Why     []Section                                 // sections of the explanation of a customer
}

// A Section is a part of the explanation that a room fills.
type Section struct {
	Template string                                                      // of its one element
	Draw     func(a *App, e dom.Element, why *protocol.Explanation) bool // tells whether there is something to show
}
