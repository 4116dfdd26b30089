//go:build !js

package shell

// Live is what a room does in the browser: natively nothing.
type Live struct{}
