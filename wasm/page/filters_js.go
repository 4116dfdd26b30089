//go:build js

package page

import (
	"fenji/scoring/protocol"
)

// filter shows the customers that fit, whichever tab asked for them.
func (a *app) filter(f protocol.Filter) {
	a.do(TabChosen{CustomersTab})
	go a.setView(WithFilter(a.state.View, f))
}
