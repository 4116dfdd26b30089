// Command main is the page's program: see package page.
package main

import "fenji/wasm/page"

func main() { page.Run() }
