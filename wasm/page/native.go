//go:build !js

// Package page is the document's side of Fenji, in the browser. Natively only its pure parts can be tested.
package page
