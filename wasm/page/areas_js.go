//go:build js

package page

import "honnef.co/go/js/dom/v2"

// An action is what an element with data-do can do when clicked.
type action = func(a *app, e element, ev *dom.BasicEvent)

// Each area of the page brings what concerns it alone; the tables join them in the order of the tabs.
var (
	// areaRenderers patch what changed. fresh means that the outcome or the language is another one.
	areaRenderers = []func(a *app, was State, fresh bool){}

	// areaActions stand beside the page's own actions.
	areaActions = []map[string]action{}

	// areaListeners attach what is not a click on [data-do]: each is called once, when the page becomes live.
	areaListeners = []func(a *app){}

	// areaChanges are asked in turn when a control changes; the first that knows it says true.
	areaChanges = []func(a *app, e element) bool{}
)

func areaAction(name string) action {
	for _, table := range areaActions {
		if act := table[name]; act != nil {
			return act
		}
	}
	return nil
}
