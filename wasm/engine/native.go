//go:build !js

package main

// The engine runs in a browser's worker only; natively there is nothing to start.
func main() { println("engine: build it with GOOS=js GOARCH=wasm") }
