// Command fenji is the one program of the site. It is compiled once and started in three roles: as the page, in the document;
// as the engine, in a worker; and, while one is wanted, as the workbook's program in another. Whoever starts it says which.
package main

import (
	"syscall/js"

	"fenji/wasm/engine"
	"fenji/wasm/page"
	"fenji/wasm/workbook"
)

var roles = map[string]func(){"page": page.Run, "engine": engine.Run, "workbook": workbook.Run}

func main() { roles[js.Global().Get("role").String()]() }
