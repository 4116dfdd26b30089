//go:build !js

// Command main is the page's program, in the browser.
package main

import "os"

func main() {
	os.Stderr.WriteString("page runs in the browser: build it with GOOS=js GOARCH=wasm\n")
	os.Exit(2)
}
