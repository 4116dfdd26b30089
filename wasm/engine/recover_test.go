//go:build js

package engine

import (
	"fmt"
	"testing"
)

// endless leaves by a panic alone.
//
//go:noinline
func endless(c []int) (err error) {
	defer func() { err = fmt.Errorf("%v", recover()) }()
	for i := 0; ; i++ {
		c[i]++
	}
}

// aside recovers for nobody: whoever defers what calls it panics on.
func aside() any { return recover() }

type deferred struct{}

func (deferred) end() { aside() }

type ender interface{ end() }

//go:noinline
func outer(e ender) { defer e.end(); panic("on") }

// TestRecover: in what ships, too, a function that never returns by itself goes on behind its recover, and only what is deferred
// recovers.
func TestRecover(t *testing.T) {
	if err := endless([]int{1, 2}); err == nil || err.Error() != "runtime error: index out of range [2] with length 2" {
		t.Error(err)
	}
	defer func() {
		if p := recover(); p != "on" {
			t.Error("swallowed:", p)
		}
	}()
	outer(deferred{})
}
