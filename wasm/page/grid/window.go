// Package grid shows a window on any number of rows: only those in sight have elements. What the rows are, its owner says.
package grid

// Rows of the grid have one height, so that a million of them need no measuring. Browsers do not draw elements taller
// than some 17 to 33 million pixels; beyond bodyLimit the scroll bar's way is a scaled image of the rows' way.
const (
	rowHeight   = 40
	denseHeight = 30
	headHeight  = 38
	bodyLimit   = 8_000_000
)

// A window is the part of the grid's rows that is in sight.
type window struct {
	rows int     // in the view
	sees float64 // pixels of rows in sight, below the head
	each float64 // pixels of a row; 0: rowHeight
}

// tall is the height of a row in pixels.
func (w window) tall() float64 {
	if w.each > 0 {
		return w.each
	}
	return rowHeight
}

// way is the height of all rows, one below the other.
func (w window) way() float64 { return float64(w.rows) * w.tall() }

// height is the height of the grid's body in pixels.
func (w window) height() float64 { return min(w.way(), bodyLimit) }

// top gives the pixel of the rows' way that lies at the upper edge when the grid is scrolled to scroll.
func (w window) top(scroll float64) float64 {
	if way := w.height() - w.sees; way > 0 {
		return max(0, min(scroll, way)) * (w.way() - w.sees) / way
	}
	return 0
}

// scroll is the inverse of top.
func (w window) scroll(top float64) float64 {
	if far := w.way() - w.sees; far > 0 {
		return max(0, min(top, far)) * (w.height() - w.sees) / far
	}
	return 0
}

// span gives the rows in sight, with some to spare above and below.
func (w window) span(scroll float64) (from, to int) {
	const spare = 6
	first := int(w.top(scroll) / w.tall())
	return max(0, first-spare), min(w.rows, first+int(w.sees/w.tall())+spare+2)
}

// offset is where row i stands within the body, in pixels, when the grid is scrolled to scroll.
func (w window) offset(i int, scroll float64) float64 {
	return float64(i)*w.tall() - w.top(scroll) + max(0, min(scroll, max(0, w.height()-w.sees)))
}

// reveal gives the scroll position nearest to scroll at which row i is wholly in sight.
func (w window) reveal(i int, scroll float64) float64 {
	top, at := w.top(scroll), float64(i)*w.tall()
	switch {
	case at < top:
		return w.scroll(at)
	case at+w.tall() > top+w.sees:
		return w.scroll(at + w.tall() - w.sees)
	}
	return scroll
}
