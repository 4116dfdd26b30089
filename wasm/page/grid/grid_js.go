//go:build js

package grid

import (
	"slices"
	"strconv"
	"syscall/js"

	"fenji/wasm/page/dom"
	"fenji/wasm/page/say"
)

// keptPages is how many pages of rows are kept.
const keptPages = 24

// A Row is one row of the list.
type Row struct {
	Key    int // tells it apart, whatever the order
	Marked bool
	Data   any // of its owner, for Texts
}

// A Column is a column that is shown.
type Column struct {
	ID              int    // the place of its text among those of a row
	Title, Unit     string // of its header
	Hint            string
	Template, Class string // of its cells
	Width, Weight   int    // pixels, at least or, when Fixed, just so; and its part of what is left
	Fixed           bool
	Sort            string // ascending, descending or none
	Place           string // among the keys of the order, where there are several
	Write           func(c *Cell, text string)
}

// A Source is what a grid shows, and what its keys do. The owner sets it once.
type Source struct {
	Count   func() int                        // of rows
	Shown   func() []int                      // the columns, in order
	Columns func() []Column                   // and all about them
	Page    func(page int) []Row              // asks for a page, and waits; nil when there is none
	Texts   func(data any) []string           // by column
	More    func(data any, column int) string // of a column that has no place among them
	Changed func() string                     // whatever else the texts are written with
	Current func() int                        // the key of the row that is looked at, -1 for none
	Dense   func() bool

	Pick    func(key int)
	Leave   func() bool // Escape
	Sort    func(column int, add bool)
	Size    func(column, width int)
	Mark    func(from, n int, on bool) // asks; SetMarks shows
	MarkAll func()
	Breathe func()      // lets the browser have its turn
	Ready   func() bool // there is something to show
	Busy    func() bool // it is being drawn
}

// A Grid shows a window of the list: a few dozen row elements that are filled anew as they come into sight.
type Grid struct {
	Source
	pages    map[int][]Row
	order    []int  // pages, the longest kept first
	pool     []*row // in the document are those that show a row
	active   int    // row that the keyboard is at; headRow is the header
	column   int    // and its place among the columns shown
	anchor   int    // row from which a stretch of rows is marked
	fetching bool
	turn     int   // counts what is listed; what was fetched for another is dropped
	ids      []int // of the columns that the row elements are made for
	columns  []Column
	model    dom.Element // a row element of these columns, to copy
	here     string      // the cell that the keyboard is at
	fresh    bool        // the rows changed under the elements
	sees     float64     // the height of what is in sight; 0 until the browser has told it
	top      bool        // it stands at its beginning, so that nobody need ask where
	drawing  int         // counts drawings; an outdated one stops
	aim      float64     // where the wheel has brought the rows' way, more exactly than the scroll bar can tell
}

// PageRows is how many rows one page has.
const PageRows = 100

// Reset forgets all rows and takes the first page of new ones; with none, nothing stays behind.
func (g *Grid) Reset(first []Row) {
	g.Forget()
	g.anchor = 0
	g.active = min(g.active, 0) // who sorts from the header stays there
	if first != nil {
		g.keep(0, first)
	}
	if !g.top {
		g.scrollTo(0)
		g.top = true
	}
	if first == nil {
		g.drawing++ // what draws them stops
		g.ids, g.columns, g.pool, g.here = nil, nil, nil, ""
		dom.Fill(dom.At("grid-body"), "t-row", 0)
	}
}

// Forget makes the grid ask for its rows again, where it stands.
func (g *Grid) Forget() {
	g.pages, g.order, g.fresh = map[int][]Row{}, nil, true
	g.turn++
}

// WriteAnew has all rows written again.
func (g *Grid) WriteAnew() { g.fresh = true }

// Stale tells whether rows have to be written again.
func (g *Grid) Stale() bool { return g.fresh }

func (g *Grid) keep(page int, rows []Row) {
	g.pages[page] = rows
	g.order = append(g.order, page)
	if len(g.order) > keptPages {
		delete(g.pages, g.order[0])
		g.order = g.order[1:]
	}
}

func (g *Grid) row(i int) *Row {
	if i < 0 {
		return nil
	}
	if p := g.pages[i/PageRows]; i%PageRows < len(p) {
		return &p[i%PageRows]
	}
	return nil
}

// SetMarks shows marks in the rows at hand.
func (g *Grid) SetMarks(change func(i int, was bool) bool) {
	for page, rows := range g.pages {
		for k := range rows {
			rows[k].Marked = change(page*PageRows+k, rows[k].Marked)
		}
	}
	for _, r := range g.pool {
		if row := g.row(r.index); row != nil {
			r.marked = row.Marked
		}
	}
	g.MarkRows()
}

// rowHeight is the height of a row in the density chosen.
func (g *Grid) rowHeight() float64 {
	if g.Dense() {
		return denseHeight
	}
	return rowHeight
}

// window is asked for by everything that moves; so the height comes from the browser when it changes, and is not measured.
func (g *Grid) window() window {
	sees := g.sees - headHeight
	if sees < rowHeight {
		sees = 15 * rowHeight // not laid out yet, or in a tab behind
	}
	return window{rows: g.Count(), sees: sees, each: g.rowHeight()}
}

// scroll is how far the grid is scrolled.
func (g *Grid) scroll() float64 {
	if g.top {
		return 0
	}
	return dom.At("grid").Get("scrollTop").Float()
}

func (g *Grid) scrollTo(y float64) {
	g.top = false
	dom.At("grid").Set("scrollTop", y)
}

// Listen attaches the grid's listeners.
func (g *Grid) Listen() {
	root := dom.At("grid").Value
	g.top = true // nobody has scrolled yet
	dom.On(root, "scroll", func(dom.Event) {
		g.top = false
		g.Draw()
	})
	dom.On(root, "wheel", func(ev dom.Event) {
		if !ev.Get("ctrlKey").Bool() && // which zooms
			g.wheel(ev.Get("deltaX").Float(), ev.Get("deltaY").Float(), ev.Get("deltaMode").Int()) {
			ev.PreventDefault()
		}
	})
	dom.On(root, "keydown", func(ev dom.Event) {
		if ev.Get("ctrlKey").Truthy() || ev.Get("metaKey").Truthy() || ev.Get("altKey").Truthy() ||
			!ev.Get("target").Equal(root) {
			return
		}
		if g.key(ev.Get("key").String(), ev.Get("shiftKey").Truthy()) {
			ev.PreventDefault()
		}
	})
	dom.On(root, "click", func(ev dom.Event) {
		if _, other := dom.Closest(ev.Get("target"), "[data-do]"); other {
			return
		}
		if e, ok := dom.Closest(ev.Get("target"), "#grid-body .tr"); ok {
			if r := g.rowOf(e); r != nil {
				g.active = r.index
				g.Pick(r.key)
			}
		}
	})
	dom.On(dom.At("grid-head").Value, "pointerdown", g.dragColumn)
	// Until there is something to see it is as high as it may be; more rows than are in sight do no harm.
	g.sees = max(420, js.Global().Get("innerHeight").Float()-190)
	seen := js.FuncOf(func(js.Value, []js.Value) any {
		if sees := root.Get("clientHeight").Float(); sees > 0 && sees != g.sees {
			if g.sees = sees; !g.Busy() {
				g.Draw()
			}
		}
		return nil
	})
	// It is told by a timer: within the frame that lays the rows out, it would draw them at once, and the frame would be late.
	later := js.Global().Get("setTimeout").Call("bind", js.Null(), seen, 0)
	js.Global().Get("ResizeObserver").New(later).Call("observe", root)
}

// rowOf gives the row that an element shows.
func (g *Grid) rowOf(e dom.Element) *row {
	for _, r := range g.pool {
		if r.Equal(e.Value) && r.key >= 0 {
			return r
		}
	}
	return nil
}

// Draw puts the rows in sight where they belong and asks for those that are missing.
func (g *Grid) Draw() {
	if !g.Ready() {
		return
	}
	if cols := g.Shown(); !slices.Equal(g.ids, cols) {
		g.ids, g.columns, g.pool, g.here = cols, g.Columns(), nil, ""
		g.model = newModel(g.columns)
		dom.Fill(dom.At("grid-body"), "t-row", 0)
	}
	w := g.window()
	scroll := g.scroll()
	from, to := w.span(scroll)
	dom.Property(dom.At("grid-body"), "--tall", strconv.Itoa(int(w.height()))+"px")
	g.drawing++
	drawing := g.drawing
	for len(g.pool) < to-from {
		g.pool = append(g.pool, g.newRow())
		if g.Breathe(); drawing != g.drawing {
			return
		}
	}
	with := g.Changed()
	for k, r := range g.pool {
		// The element whose number fits keeps its row while the window moves over it.
		i := from + ((k-from)%len(g.pool)+len(g.pool))%len(g.pool)
		if i >= to {
			r.put(-1, 0)
			continue
		}
		if data := g.row(i); g.fresh || r.index != i || r.key < 0 && data != nil {
			g.fill(r, data, with)
		}
		r.put(i, w.offset(i, scroll))
		if g.Breathe(); drawing != g.drawing {
			return
		}
	}
	g.fresh = false
	g.MarkRows()
	g.need(from, to)
}

// headRow stands for the header among the rows that the keyboard can be at.
const headRow = -1

// ToHead puts the keyboard at a column of the header.
func (g *Grid) ToHead(column int) {
	at := slices.IndexFunc(g.columns, func(c Column) bool { return c.ID == column })
	g.active, g.column = headRow, max(0, at)
	g.Focus()
}

// Focus gives the grid the keyboard.
func (g *Grid) Focus() {
	g.MarkRows()
	dom.At("grid").Call("focus", map[string]any{"preventScroll": true})
}

// MarkRows shows which rows are marked, which one is looked at, and the cell that the keyboard is at.
func (g *Grid) MarkRows() {
	g.column = max(0, min(g.column, len(g.columns)-1))
	here, at := "", g.Current()
	for _, r := range g.pool {
		if r.index < 0 {
			continue
		}
		marked, current := r.key >= 0 && r.marked, r.key >= 0 && r.key == at
		if !r.drawn || r.markedSo != marked {
			dom.Flag(r.Element, "aria-selected", marked)
		}
		r.cells[0].First.Set("checked", marked) // a click may have changed it
		if r.currentSo != current {
			if current {
				dom.Attr(r.Element, "aria-current", "true")
			} else {
				r.Call("removeAttribute", "aria-current")
			}
		}
		r.drawn, r.markedSo, r.currentSo = true, marked, current
		if r.index == g.active {
			here = r.name(g.column)
		}
	}
	if g.active == headRow {
		here = "head-" + strconv.Itoa(g.column)
	}
	if here == g.here {
		return
	}
	if was := dom.Document.Call("getElementById", say.Either(g.here == "", "grid-head", g.here)); !was.IsNull() {
		was.Get("classList").Call("remove", "here")
	}
	if now := dom.Document.Call("getElementById", here); !now.IsNull() {
		now.Get("classList").Call("add", "here")
	}
	g.here = here
	dom.Attr(dom.At("grid"), "aria-activedescendant", here)
}

// need asks for the pages that rows from … to-1 need, one after the other; when the user scrolls on meanwhile, those
// that are then in sight come next.
func (g *Grid) need(from, to int) {
	if g.fetching || g.missing(from, to) < 0 {
		return
	}
	g.fetching = true
	go func() {
		for {
			from, to := g.window().span(g.scroll())
			page, turn := g.missing(from, to), g.turn
			if page < 0 {
				break
			}
			rows := g.Page(page)
			if rows == nil && turn == g.turn {
				break
			}
			if rows != nil && turn == g.turn {
				g.keep(page, rows)
				g.Draw()
			}
		}
		g.fetching = false
	}()
}

// missing gives the first page that rows from … to-1 lack, -1 when there is none.
func (g *Grid) missing(from, to int) int {
	for page := from / PageRows; page*PageRows < to; page++ {
		if g.pages[page] == nil {
			return page
		}
	}
	return -1
}
