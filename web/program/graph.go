package program

import "slices"

// A graph is what leads where in a function. Node 0 is the table, node i+1 block i.
type graph struct {
	next    [][]int         // without the ways that go by the table
	table   []bool          // the nodes that the table leads to
	by      map[[2]int]bool // the ways back that go by the table
	order   []int           // the nodes from the table on, none before one that leads to it but by a way back
	place   []int           // where a node stands in order; -1 is nowhere
	above   []int           // the dominator next to a node
	merges  []bool          // whether a node stands behind a block of its own, which branches leave
	parent  []int           // the node in whose place the block of such a node is
	heads   []int           // loops: 0, or 1 + the place in bodies
	bodies  [][]bool        // the nodes of each loop
	outside []bool          // whether the block of a node is around the loop of its parent
	below   [][]int         // the nodes whose blocks are in a node's place, in order
}

// graph finds the ways, and gives the loops that can be entered in their middle back to the table.
func (f *function) graph() *graph {
	n := len(f.blocks) + 1
	g := &graph{next: make([][]int, n), table: make([]bool, n), by: map[[2]int]bool{}}
	for i, b := range f.blocks {
		g.table[i+1] = b.reachable
		for _, p := range b.parts {
			if p.op != 0 && p.to != toUnwind {
				g.way(i+1, p.to+1)
			}
		}
		if b.falls && i+1 < len(f.blocks) {
			g.way(i+1, i+2)
		}
	}
	for {
		g.next[0] = g.next[0][:0]
		for i := range g.table {
			if g.table[i] {
				g.way(0, i)
			}
		}
		g.sort()
		g.dominate()
		if !g.yield() {
			break
		}
	}
	g.loops()
	g.arrange(f)
	return g
}

func (g *graph) way(from, to int) {
	if !slices.Contains(g.next[from], to) {
		g.next[from] = append(g.next[from], to)
	}
}

// sort puts the nodes in reverse postorder, those near each other in the function near each other where it is free.
func (g *graph) sort() {
	g.place = make([]int, len(g.next))
	g.order = g.order[:0]
	seen := make([]bool, len(g.next))
	type visit struct{ node, at int }
	stack := []visit{{0, 0}}
	seen[0] = true
	for i := range g.next {
		slices.SortFunc(g.next[i], func(a, b int) int { return b - a })
		g.place[i] = -1
	}
	for len(stack) > 0 {
		v := &stack[len(stack)-1]
		if v.at == len(g.next[v.node]) {
			g.order = append(g.order, v.node)
			stack = stack[:len(stack)-1]
			continue
		}
		to := g.next[v.node][v.at]
		if v.at++; !seen[to] {
			seen[to] = true
			stack = append(stack, visit{to, 0})
		}
	}
	slices.Reverse(g.order)
	for i, node := range g.order {
		g.place[node] = i
	}
}

// dominate finds the dominators, as Cooper, Harvey and Kennedy do (A Simple, Fast Dominance Algorithm, 2001). Ways back are
// left out: where they matter, the loop has another entry, and they are taken away.
func (g *graph) dominate() {
	g.above = slices.Repeat([]int{-1}, len(g.next))
	for _, from := range g.order {
		for _, to := range g.next[from] {
			switch {
			case g.place[to] <= g.place[from]:
			case g.above[to] < 0:
				g.above[to] = from
			default:
				g.above[to] = g.common(g.above[to], from)
			}
		}
	}
}

// common is the nearest node above both.
func (g *graph) common(a, b int) int {
	for a != b {
		for g.place[a] > g.place[b] {
			a = g.above[a]
		}
		for g.place[b] > g.place[a] {
			b = g.above[b]
		}
	}
	return a
}

func (g *graph) dominates(a, b int) bool {
	for g.place[b] > g.place[a] {
		b = g.above[b]
	}
	return a == b
}

// yield takes the ways back into loops that have another entry, and tells whether there were any.
func (g *graph) yield() bool {
	var any bool
	for _, from := range g.order {
		g.next[from] = slices.DeleteFunc(g.next[from], func(to int) bool {
			if from == 0 || g.place[to] > g.place[from] || g.dominates(to, from) {
				return false
			}
			g.by[[2]int{from, to}] = true
			g.table[to] = true
			any = true
			return true
		})
	}
	return any
}

// loops finds the nodes of each loop.
func (g *graph) loops() {
	g.heads = make([]int, len(g.next))
	before := make([][]int, len(g.next))
	for _, from := range g.order {
		for _, to := range g.next[from] {
			before[to] = append(before[to], from)
		}
	}
	for _, head := range g.order {
		var stack []int
		for _, from := range before[head] {
			if g.place[from] >= g.place[head] {
				stack = append(stack, from)
			}
		}
		if len(stack) == 0 {
			continue
		}
		body := make([]bool, len(g.next))
		body[head] = true
		for len(stack) > 0 {
			node := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			if !body[node] {
				body[node] = true
				stack = append(stack, before[node]...)
			}
		}
		g.bodies = append(g.bodies, body)
		g.heads[head] = len(g.bodies)
	}
}

// arrange says which nodes stand behind blocks, and in whose place those are: of what dominates them, but out of all loops
// that they are no part of.
func (g *graph) arrange(f *function) {
	g.merges = make([]bool, len(g.next))
	g.parent = make([]int, len(g.next))
	g.outside = make([]bool, len(g.next))
	g.below = make([][]int, len(g.next))
	for _, from := range g.order {
		for _, to := range g.next[from] {
			if g.place[to] <= g.place[from] {
				continue
			}
			fall := from > 0 && to == from+1 && f.blocks[from-1].onlyFalls(to-1)
			g.merges[to] = g.merges[to] || !fall || g.above[to] != from || g.leaves(from, to)
		}
	}
	for _, node := range g.order {
		if !g.merges[node] {
			continue
		}
		parent := g.above[node]
		for up := parent; ; up = g.above[up] {
			if head := g.heads[up]; head > 0 && !g.bodies[head-1][node] && g.bodies[head-1][parent] {
				parent, g.outside[node] = up, true
			}
			if up == 0 {
				break
			}
		}
		g.parent[node] = parent
		g.below[parent] = append(g.below[parent], node)
	}
}

// leaves tells whether a way goes out of a loop.
func (g *graph) leaves(from, to int) bool {
	return slices.ContainsFunc(g.bodies, func(body []bool) bool { return body[from] && !body[to] })
}

// onlyFalls tells whether a block reaches the one behind it by its end and not by a branch.
func (b *block) onlyFalls(next int) bool {
	return !slices.ContainsFunc(b.parts, func(p part) bool { return p.op != 0 && p.to == next })
}
