//go:build !js

// Command fenji is the site's program, in the browser.
package main

import "os"

func main() {
	os.Stderr.WriteString("fenji runs in the browser: build it with GOOS=js GOARCH=wasm\n")
	os.Exit(2)
}
