package session

// A chore is work in pieces, so that other calls can be answered in between. Each piece is done when it says so; until then
// it is begun again.
type chore struct{ pieces []func() (done bool) }

// run does pieces until there are none, or more says that it is enough for now; nil never does. It tells whether all is done.
func (c *chore) run(more func() bool) bool {
	for len(c.pieces) > 0 {
		if c.pieces[0]() {
			c.pieces = c.pieces[1:]
		}
		if len(c.pieces) > 0 && more != nil && !more() {
			return false
		}
	}
	c.pieces = nil // and what they hold
	return true
}

// pending is the chore as long as there is more to do.
func (c *chore) pending() *chore {
	if len(c.pieces) == 0 {
		return nil
	}
	return c
}
