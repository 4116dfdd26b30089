// Package page is the document's side of Fenji: it shows what the engine in its worker found out and passes on what the
// user wants. It decides nothing about grades, and reads no file before the page has locked itself. Its state is one value
// that events change ([shell.State], [shell.House.Reduce]); what changed is patched into the static page. Each feature is a
// room of its own (rooms/NAME); here is the list of them. Natively only the pure parts can be tested.
package page

import (
	"fenji/wasm/page/rooms/asks"
	"fenji/wasm/page/rooms/board"
	"fenji/wasm/page/rooms/calls"
	"fenji/wasm/page/rooms/change"
	"fenji/wasm/page/rooms/columns"
	"fenji/wasm/page/rooms/compare"
	"fenji/wasm/page/rooms/customers"
	"fenji/wasm/page/rooms/dialect"
	"fenji/wasm/page/rooms/effect"
	"fenji/wasm/page/rooms/falls"
	"fenji/wasm/page/rooms/goals"
	"fenji/wasm/page/rooms/models"
	"fenji/wasm/page/rooms/month"
	"fenji/wasm/page/rooms/overview"
	"fenji/wasm/page/rooms/privacy"
	"fenji/wasm/page/rooms/quality"
	"fenji/wasm/page/rooms/report"
	"fenji/wasm/page/rooms/rules"
	"fenji/wasm/page/rooms/segments"
	"fenji/wasm/page/rooms/sources"
	"fenji/wasm/page/rooms/values"
	"fenji/wasm/page/rooms/warnings"
	"fenji/wasm/page/rooms/why"
	"fenji/wasm/page/shell"
)

// Rooms are the features of the page: those with a tab in the order of the tabs, then papers and panels.
func Rooms() shell.House {
	return shell.House{
		overview.Room, customers.Room, segments.Room, falls.Room,
		change.Room, warnings.Room, effect.Room, board.Room, month.Room, goals.Room, models.Room,
		sources.Room, columns.Room, quality.Room,
		rules.Room, compare.Room,
		dialect.Room,
		asks.Room, values.Room, why.Room, report.Room, calls.Room, privacy.Room,
	}
}
