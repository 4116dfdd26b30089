//go:build !js

// Package dom finds and changes elements of the document. Natively there is none.
package dom
