// Command asking asks of its types what a program may ask that does not reflect, and says what it heard.
package main

import (
	"errors"
	"io"
	"os"
	"runtime"
	"sort"
	"strings"
	"sync"
)

type named struct {
	first, nickname string
	weight          float64
}

type (
	shape interface{ area() int }
	exact interface {
		shape
		String() string
	}
	square struct{ side int }
	circle struct {
		named
		radius float64
	}
	failed struct{ why string }
	late   struct{ failed }
)

func (s square) area() int                  { return s.side * s.side }
func (s square) String() string             { return "square" }
func (c *circle) area() int                 { return int(c.radius * c.radius * 3) }
func (f *failed) Error() string             { return "failed: " + f.why }
func (l late) Timeout() bool                { return true }
func (l late) Error() string                { return "late" }
func (l late) Unwrap() error                { return &l.failed }
func (n named) Write(p []byte) (int, error) { return len(p) + len(n.first), nil }

func kind(v any) string {
	switch v := v.(type) {
	case nil:
		return "nothing"
	case int, int8, uint16:
		return "whole"
	case float64:
		return "broken"
	case string:
		return "text " + v
	case []string:
		return "texts"
	case map[string]int:
		return "counts"
	case *circle:
		return "circle"
	case square:
		return "square"
	case named:
		return "named " + v.nickname
	case func(int) int:
		return "function"
	case [3]byte:
		return "three"
	case struct{ a, b int }:
		return "pair"
	case chan int:
		return "channel"
	case error:
		return "error " + v.Error()
	}
	return "else"
}

func shapes(v any) string {
	said := ""
	if s, ok := v.(shape); ok {
		said += "shape "
		if s.area() > 8 {
			said += "large "
		}
	}
	if e, ok := v.(exact); ok {
		said += e.String() + " "
	}
	if _, ok := v.(io.Writer); ok {
		said += "writer "
	}
	if _, ok := v.(interface{ Timeout() bool }); ok {
		said += "late "
	}
	return said
}

// caught gives how a panic is called.
func caught(do func()) (said string) {
	defer func() {
		if e, ok := recover().(error); ok {
			said = "panic"
			var failure runtime.Error
			if errors.As(e, &failure) && len(e.Error()) > 10 {
				said = "runtime panic"
			}
		}
	}()
	do()
	return "none"
}

type large struct {
	names [5000]struct {
		number uint32
		text   *string
		any    any
	}
}

// kept fills memory that only pointers deep in large things hold, and looks whether it is there after collections.
func kept() int {
	things := make([]*large, 4)
	for i := range things {
		things[i] = new(large)
		for k := range things[i].names {
			text := strings.Repeat("x", k%50+1)
			things[i].names[k].text, things[i].names[k].any = &text, []int{k}
		}
		runtime.GC()
	}
	sum := 0
	for range 3 {
		junk := make([][]byte, 0, 100)
		for i := range 100 {
			junk = append(junk, make([]byte, 1000*i))
		}
		runtime.GC()
		sum += len(junk)
	}
	for _, l := range things {
		for k := range l.names {
			sum += len(*l.names[k].text) + l.names[k].any.([]int)[0]
		}
	}
	return sum
}

func mapped() int {
	m := map[any]int{}
	put := func(k any) { m[k]++ }
	for range 3 {
		put(1)
		put("one")
		put(named{"a", strings.Repeat("b", 3), 1.5})
		put([2]any{"x", 2})
		put(struct {
			a any
			b string
		}{2.5, "c"})
		put(square{3})
		put([3]byte{1, 2, 3})
	}
	sum := len(m)
	for _, n := range m {
		sum += 10 * n
	}
	return sum
}

func finalized() bool {
	done := make(chan bool, 1)
	func() {
		c := &circle{radius: 2}
		runtime.SetFinalizer(c, func(c *circle) { done <- c.area() == 12 })
	}()
	for range 10 {
		runtime.GC()
		runtime.Gosched()
		select {
		case ok := <-done:
			return ok
		default:
		}
	}
	return false
}

func pooled[T any](fresh func() T, same func(a, b T) bool) bool {
	p := sync.Pool{New: func() any { return fresh() }}
	a := p.Get().(T)
	p.Put(a)
	return same(a, p.Get().(T))
}

func main() {
	var counts = map[string]int{"a": 1}
	for _, v := range []any{nil, 1, int8(2), uint16(3), uint8(4), 1.5, "t", []string{"a"}, counts, &circle{radius: 1}, square{2}, named{nickname: "n"},
		func(n int) int { return n }, func() {}, [3]byte{}, [4]byte{}, struct{ a, b int }{1, 2}, struct{ a, c int }{1, 2}, make(chan int),
		make(chan string), &failed{"x"}, late{}, errors.New("plain"), os.ErrNotExist} {
		println(kind(v), shapes(v))
	}
	var err error = late{failed{"deep"}}
	var f *failed
	var timed interface{ Timeout() bool }
	println(errors.As(err, &f), f.why, errors.As(err, &timed), errors.Is(err, io.EOF))
	println(mapped(), kept(), finalized())
	println(pooled(func() string { return "p" }, func(a, b string) bool { return a == b }))
	list := []named{{"c", "", 3}, {"a", "", 1}, {"b", "", 2}}
	sort.Slice(list, func(i, k int) bool { return list[i].first < list[k].first })
	println(list[0].first, list[2].first, any(list[0]) == any(named{"a", "", 1}))
	println(caught(func() { _ = any(1).(string) }), caught(func() { _ = any(square{}).(io.Reader) }), caught(func() { _ = any(1).(exact) }),
		caught(func() { _ = map[any]int{[]int{1}: 1} }), caught(func() { _ = any([]int{}) == any([]int{}) }), caught(func() {}))
	once := sync.OnceValue(func() int { return len(list) })
	println(once(), once())
}
