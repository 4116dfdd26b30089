//go:build !js

// Package engine runs in a browser's worker only; natively nothing of it is there.
package engine
