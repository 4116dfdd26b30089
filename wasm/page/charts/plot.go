package charts

import (
	"math"
	"strconv"
)

// A Plot is a small drawing by month: lines, or bars for the first series. The page makes an SVG picture of its shapes; its
// figures stand in a table beside it.
type Plot struct {
	Names   []string // along the bottom
	Series  []Series
	Running bool    // the last month is not over: it is hatched, or dashed
	Goal    float64 // a dashed line; NaN for none
	Top     float64 // of the scale, in steps of one; 0: by the values
	Say     func(v float64) string
}

// A Series is values by month; NaN where there is none.
type Series struct {
	Class  string
	Values []float64
	Bars   bool
}

// A Shape is an element of the picture.
type Shape struct {
	Tag, Text string
	Attr      []string // name, value, name, value …
}

const plotLeft, plotTop, plotBottom, plotRight = 52, 10, 22, 10

// Shapes draws a plot into so many pixels.
func (p Plot) Shapes(width, height int) (list []Shape) {
	n := len(p.Names)
	if n == 0 {
		return nil
	}
	top, steps := nice(p.most()), 4
	if p.Top > 0 {
		top, steps = p.Top, int(p.Top)
	}
	w, h := float64(width-plotLeft-plotRight), float64(height-plotTop-plotBottom)
	x := func(i int) float64 { return plotLeft + w*(float64(i)+.5)/float64(n) }
	y := func(v float64) float64 { return plotTop + h*(1-v/top) }
	for k := range steps + 1 {
		v := top * float64(k) / float64(steps)
		list = append(list, line("grid", plotLeft, y(v), float64(width-plotRight), y(v)),
			label("end", plotLeft-8, y(v)+4, p.Say(v)))
	}
	every := 1 + n*66/max(1, int(w))
	for i := n - 1; i >= 0; i -= every {
		list = append(list, label("middle", x(i), float64(height-5), p.Names[i]))
	}
	for _, s := range p.Series {
		if s.Bars {
			list = append(list, p.bars(s, x, y, w/float64(n))...)
		} else {
			list = append(list, p.lines(s, x, y)...)
		}
	}
	if !math.IsNaN(p.Goal) && p.Goal > 0 && p.Goal <= top {
		list = append(list, line("goal", plotLeft, y(p.Goal), float64(width-plotRight), y(p.Goal)))
	}
	return list
}

func (p Plot) most() (most float64) {
	if most = p.Goal; math.IsNaN(most) {
		most = 0
	}
	for _, s := range p.Series {
		for _, v := range s.Values {
			if v > most {
				most = v
			}
		}
	}
	return most
}

func (p Plot) running(i int) bool { return p.Running && i == len(p.Names)-1 }

func (p Plot) bars(s Series, x func(int) float64, y func(float64) float64, step float64) (list []Shape) {
	wide := min(36, step*.7)
	for i, v := range s.Values {
		if math.IsNaN(v) || v <= 0 {
			continue
		}
		class := s.Class
		if p.running(i) {
			class += " running"
		}
		list = append(list, Shape{Tag: "rect", Attr: []string{"class", class, "x", px(x(i) - wide/2), "y", px(y(v)), "width", px(wide),
			"height", px(y(0) - y(v)), "rx", "2"}})
	}
	return list
}

// lines joins what is known; the way to a month that is not over is dashed.
func (p Plot) lines(s Series, x func(int) float64, y func(float64) float64) (list []Shape) {
	path := ""
	for i, v := range s.Values {
		switch {
		case math.IsNaN(v):
			if path != "" {
				list = append(list, Shape{Tag: "path", Attr: []string{"class", "line " + s.Class, "d", path}})
			}
			path = ""
			continue
		case p.running(i) && i > 0 && !math.IsNaN(s.Values[i-1]):
			l := line("line running "+s.Class, x(i-1), y(s.Values[i-1]), x(i), y(v))
			list = append(list, l)
		case path == "":
			path = "M" + px(x(i)) + " " + px(y(v))
		default:
			path += "L" + px(x(i)) + " " + px(y(v))
		}
		if len(p.Names) <= 40 {
			list = append(list, Shape{Tag: "circle", Attr: []string{"class", s.Class, "cx", px(x(i)), "cy", px(y(v)), "r", "2.5"}})
		}
	}
	if path != "" {
		list = append(list, Shape{Tag: "path", Attr: []string{"class", "line " + s.Class, "d", path}})
	}
	return list
}

func line(class string, x1, y1, x2, y2 float64) Shape {
	return Shape{Tag: "line", Attr: []string{"class", class, "x1", px(x1), "y1", px(y1), "x2", px(x2), "y2", px(y2)}}
}

func label(anchor string, x, y float64, text string) Shape {
	return Shape{Tag: "text", Text: text, Attr: []string{"x", px(x), "y", px(y), "text-anchor", anchor}}
}

func px(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) }

// nice is a round number not below one.
func nice(v float64) float64 {
	if v <= 4 {
		return 4
	}
	unit := math.Pow(10, math.Floor(math.Log10(v)))
	for _, f := range []float64{1, 2, 4, 5, 8, 10} {
		if v <= f*unit {
			return f * unit
		}
	}
	return 10 * unit
}
