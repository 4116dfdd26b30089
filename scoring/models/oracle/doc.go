// Package oracle holds the mathematics of models, which is written by hand, against gonum's. It is a module of its own, so
// that the program's has no such requirement: go test . in this folder.
package oracle
