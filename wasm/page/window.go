package main

// Rows of the grid have one height, so that a million of them need no measuring. Browsers do not draw elements taller
// than some 17 to 33 million pixels; beyond bodyLimit the scroll bar's way is a scaled image of the rows' way.
const (
	rowHeight  = 40
	headHeight = 38
	bodyLimit  = 8_000_000
)

// A window is the part of the grid's rows that is in sight.
type window struct {
	rows int     // in the view
	sees float64 // pixels of rows in sight, below the head
}

// height is the height of the grid's body in pixels.
func (w window) height() float64 { return min(float64(w.rows)*rowHeight, bodyLimit) }

// top gives the pixel of the rows' way that lies at the upper edge when the grid is scrolled to scroll.
func (w window) top(scroll float64) float64 {
	if way := w.height() - w.sees; way > 0 {
		return max(0, min(scroll, way)) * (float64(w.rows)*rowHeight - w.sees) / way
	}
	return 0
}

// scroll is the inverse of top.
func (w window) scroll(top float64) float64 {
	if far := float64(w.rows)*rowHeight - w.sees; far > 0 {
		return max(0, min(top, far)) * (w.height() - w.sees) / far
	}
	return 0
}

// span gives the rows in sight, with some to spare above and below.
func (w window) span(scroll float64) (from, to int) {
	const spare = 6
	first := int(w.top(scroll) / rowHeight)
	return max(0, first-spare), min(w.rows, first+int(w.sees/rowHeight)+spare+2)
}

// offset is where row i stands within the body, in pixels, when the grid is scrolled to scroll.
func (w window) offset(i int, scroll float64) float64 {
	return float64(i)*rowHeight - w.top(scroll) + max(0, min(scroll, max(0, w.height()-w.sees)))
}

// reveal gives the scroll position nearest to scroll at which row i is wholly in sight.
func (w window) reveal(i int, scroll float64) float64 {
	top, at := w.top(scroll), float64(i)*rowHeight
	switch {
	case at < top:
		return w.scroll(at)
	case at+rowHeight > top+w.sees:
		return w.scroll(at + rowHeight - w.sees)
	}
	return scroll
}
