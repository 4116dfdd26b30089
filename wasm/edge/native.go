//go:build !js

package main

import "os"

// main has nothing to do here: this program runs on Cloudflare Workers; serve.go serves the site on a machine.
func main() {
	os.Stderr.WriteString("edge runs on Cloudflare Workers: build it with \"make edge\"\n")
	os.Exit(2)
}
