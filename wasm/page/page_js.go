//go:build js

package page

// Run makes the page live, and never returns.
func Run() { Rooms().Run() }
