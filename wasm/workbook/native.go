//go:build !js

// Package workbook runs in a browser's worker only; natively nothing of it is there.
package workbook
