package grid

import (
	"math"
	"testing"
)

// TestWindow walks grids of all sizes from end to end: the ends are reachable, rows in sight are laid out in sight, and
// a row that is revealed is wholly in sight.
func TestWindow(t *testing.T) {
	for _, rows := range []int{0, 1, 3, 15, 16, 100, 199_999, 200_000, 200_001, 1_000_000, 1_048_576} {
		w := window{rows: rows, sees: 600}
		if w.height() > bodyLimit {
			t.Fatalf("%d rows: height %v", rows, w.height())
		}
		way := math.Max(0, w.height()-w.sees)
		if from, _ := w.span(0); from != 0 {
			t.Errorf("%d rows: begins at %d", rows, from)
		}
		if _, to := w.span(way); to != rows {
			t.Errorf("%d rows: ends at %d", rows, to)
		}
		for step := range 51 {
			scroll := way * float64(step) / 50
			from, to := w.span(scroll)
			if from < 0 || to > rows || to-from > 40 {
				t.Fatalf("%d rows at %v: %d to %d", rows, scroll, from, to)
			}
			if back := w.scroll(w.top(scroll)); math.Abs(back-scroll) > 0.01 {
				t.Errorf("%d rows: %v comes back as %v", rows, scroll, back)
			}
			covered := w.offset(to, scroll) >= math.Min(scroll+w.sees, float64(rows)*rowHeight)-0.01
			if rows > 0 && (w.offset(from, scroll) > scroll+0.01 || !covered) {
				t.Errorf("%d rows at %v: a gap in sight", rows, scroll)
			}
		}
		for _, i := range []int{0, rows / 3, rows / 2, rows - 1} {
			for _, scroll := range []float64{0, way / 2, way} {
				at := w.reveal(i, scroll)
				top := float64(i)*rowHeight - w.top(at)
				if i >= 0 && rows > 0 && (top < -0.1 || top+rowHeight > w.sees+0.1) {
					t.Errorf("%d rows: row %d stands at %v after reveal", rows, i, top)
				}
			}
		}
	}
}
