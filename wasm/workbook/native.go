//go:build !js

package main

// This program runs in a browser's worker only; natively there is nothing to start.
func main() { println("workbook: build it with GOOS=js GOARCH=wasm") }
