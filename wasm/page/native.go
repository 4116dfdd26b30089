//go:build !js

// Command page is the document's side of Fenji, in the browser. Natively only its pure parts can be tested.
package main

import "os"

func main() {
	os.Stderr.WriteString("page runs in the browser: build it with GOOS=js GOARCH=wasm\n")
	os.Exit(2)
}
