package program

import (
	"encoding/binary"
	"slices"
)

// A structured is a function being written.
type structured struct {
	*function
	*graph
	out    []byte
	frames []int
}

// Frames other than the nodes that stand behind blocks, and the loops, which are -1 - the node.
const (
	frameUnwind = 1<<30 + iota
	frameTable
	frameTrap
)

func (w *structured) open(op byte, frame int) {
	w.out = append(w.out, op, typeVoid)
	w.frames = append(w.frames, frame)
}

func (w *structured) end() {
	w.out = append(w.out, opEnd)
	w.frames = w.frames[:len(w.frames)-1]
}

func (w *structured) depth(frame int) int {
	for i := len(w.frames) - 1; i >= 0; i-- {
		if w.frames[i] == frame {
			return len(w.frames) - 1 - i
		}
	}
	panic("a branch to nowhere")
}

// write gives the function with its blocks and loops.
func (f *function) write() []byte {
	g := f.graph()
	w := &structured{function: f, graph: g, out: slices.Clone(f.head)}
	if f.unwind {
		w.open(opBlock, frameUnwind)
	}
	if len(g.by) > 0 {
		w.open(opLoop, frameTable)
	}
	w.node(0)
	if len(g.by) > 0 {
		w.end()
	}
	w.out = append(w.out, opUnreachable)
	if f.unwind {
		w.end()
		w.out = append(w.out, opI32Const, 1)
	}
	return append(w.out, opEnd)
}

// node writes a node and everything that is in its place.
func (w *structured) node(node int) {
	around, inside := []int(nil), w.below[node]
	if w.heads[node] > 0 {
		around = slices.DeleteFunc(slices.Clone(inside), func(n int) bool { return !w.outside[n] })
		inside = slices.DeleteFunc(slices.Clone(inside), func(n int) bool { return w.outside[n] })
	}
	for _, n := range slices.Backward(around) {
		w.open(opBlock, n)
	}
	if w.heads[node] > 0 {
		w.open(opLoop, -1-node)
	}
	for _, n := range slices.Backward(inside) {
		w.open(opBlock, n)
	}
	if node == 0 {
		w.jumps()
	} else {
		w.block(node)
	}
	for _, n := range inside {
		w.end()
		w.node(n)
	}
	if w.heads[node] > 0 {
		w.end()
	}
	for _, n := range around {
		w.end()
		w.node(n)
	}
}

// jumps writes the table. What it must never lead to, it leads to a trap.
func (w *structured) jumps() {
	trap := slices.ContainsFunc(w.function.table, func(b int) bool { return !w.graph.table[b+1] })
	if trap {
		w.open(opBlock, frameTrap)
	}
	w.out = append(w.out, opLocalGet, 0, opBrTable)
	w.out = binary.AppendUvarint(w.out, uint64(len(w.function.table)-1))
	for _, b := range w.function.table {
		frame := frameTrap
		if w.graph.table[b+1] {
			frame = b + 1
		}
		w.out = binary.AppendUvarint(w.out, uint64(w.depth(frame)))
	}
	if trap {
		w.end()
		w.out = append(w.out, opUnreachable)
	}
}

// block writes the code of a node, and where it goes on.
func (w *structured) block(node int) {
	b := w.blocks[node-1]
	for _, p := range b.parts {
		w.out = append(w.out, p.code...)
		switch {
		case p.op == 0:
		case p.to == toUnwind:
			w.branch(p.op, w.depth(frameUnwind)+p.deep)
		default:
			w.goTo(node, p.to+1, p.op, p.deep)
		}
	}
	switch next := node + 1; {
	case !b.falls:
	case next == len(w.next):
		w.out = append(w.out, opUnreachable)
	case w.by[[2]int{node, next}] || w.place[next] <= w.place[node]:
		w.goTo(node, next, opBr, 0)
	case !w.merges[next]:
		w.node(next)
	case w.frames[len(w.frames)-1] != next:
		w.goTo(node, next, opBr, 0)
	}
}

func (w *structured) branch(op byte, depth int) {
	w.out = binary.AppendUvarint(append(w.out, op), uint64(depth))
}

// goTo writes a branch from a node to another.
func (w *structured) goTo(from, to int, op byte, deep int) {
	switch {
	case w.by[[2]int{from, to}]:
		if op == opBrIf {
			w.out = append(w.out, opIf, typeVoid)
			deep++
		}
		w.out = appendSleb(append(w.out, opI32Const), int64(slices.Index(w.function.table, to-1)))
		w.out = append(w.out, opLocalSet, 0)
		w.branch(opBr, w.depth(frameTable)+deep)
		if op == opBrIf {
			w.out = append(w.out, opEnd)
		}
	case w.place[to] <= w.place[from]:
		w.branch(op, w.depth(-1-to)+deep)
	default:
		w.branch(op, w.depth(to)+deep)
	}
}
