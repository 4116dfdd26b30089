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
	Running bool    // the last month is not over: it is pale, and not joined
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

// nameHalf is what the name of a month takes on either side of its middle: the last one is moved in where its place is narrower.
const nameHalf = 25

// Shapes draws a plot into so many pixels.
func (p Plot) Shapes(width, height int) (list []Shape) {
	n := len(p.Names)
	if n == 0 {
		return nil
	}
	unit, above, below := p.scale()
	w, h := float64(width-plotLeft-plotRight), float64(height-plotTop-plotBottom)
	x := func(i int) float64 { return plotLeft + w*(float64(i)+.5)/float64(n) }
	y := func(v float64) float64 { return plotTop + h*(float64(above)-v/unit)/float64(above+below) }
	for k := -below; k <= above; k++ {
		v := unit * float64(k)
		list = append(list, line("grid", plotLeft, y(v), float64(width-plotRight), y(v)),
			label("end", plotLeft-8, y(v)+4, p.Say(v)))
	}
	every := 1 + n*66/max(1, int(w))
	for i := n - 1; i >= 0; i -= every {
		list = append(list, label("middle", min(x(i), float64(width)-nameHalf), float64(height-5), p.Names[i]))
	}
	for _, s := range p.Series {
		if s.Bars {
			list = append(list, p.bars(s, x, y, w/float64(n))...)
		} else {
			list = append(list, p.lines(s, x, y)...)
		}
	}
	if !math.IsNaN(p.Goal) && p.Goal > 0 {
		list = append(list, line("goal", plotLeft, y(p.Goal), float64(width-plotRight), y(p.Goal)))
	}
	return list
}

// scale is the step of the grid, and how many steps lie above zero and below it.
func (p Plot) scale() (unit float64, above, below int) {
	if p.Top > 0 {
		return 1, int(p.Top), 0
	}
	most, least := 0.0, 0.0
	if p.Goal > 0 {
		most = p.Goal
	}
	for _, s := range p.Series {
		for _, v := range s.Values {
			if v > most {
				most = v
			} else if v < least {
				least = v
			}
		}
	}
	unit = nice(max(most, -least)) / 4
	if least == 0 {
		return unit, 4, 0
	}
	return unit, int(math.Ceil(most / unit)), int(math.Ceil(-least / unit))
}

func (p Plot) running(i int) bool { return p.Running && i == len(p.Names)-1 }

// class marks what belongs to a month that is not over.
func (p Plot) class(s Series, i int) string {
	if p.running(i) {
		return s.Class + " running"
	}
	return s.Class
}

func (p Plot) bars(s Series, x func(int) float64, y func(float64) float64, step float64) (list []Shape) {
	wide := min(36, step*.7)
	for i, v := range s.Values {
		if math.IsNaN(v) || v == 0 {
			continue
		}
		list = append(list, Shape{Tag: "rect", Attr: []string{"class", p.class(s, i), "x", px(x(i) - wide/2), "y", px(y(max(v, 0))), "width", px(wide),
			"height", px(math.Abs(y(0) - y(v))), "rx", "2"}})
	}
	return list
}

// lines joins what is known; a month that is not over stands alone.
func (p Plot) lines(s Series, x func(int) float64, y func(float64) float64) (list []Shape) {
	path := ""
	for i, v := range s.Values {
		switch {
		case math.IsNaN(v) || p.running(i):
			if path != "" {
				list = append(list, Shape{Tag: "path", Attr: []string{"class", "line " + s.Class, "d", path}})
			}
			path = ""
		case path == "":
			path = "M" + px(x(i)) + " " + px(y(v))
		default:
			path += "L" + px(x(i)) + " " + px(y(v))
		}
		if class := p.class(s, i); !math.IsNaN(v) && (len(p.Names) <= 40 || class != s.Class) {
			list = append(list, Shape{Tag: "circle", Attr: []string{"class", class, "cx", px(x(i)), "cy", px(y(v)), "r", "2.5"}})
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
