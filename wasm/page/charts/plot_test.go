package charts

import (
	"math"
	"strconv"
	"strings"
	"testing"
)

// TestPlot: everything stands within the picture, and the month that is not over is marked.
func TestPlot(t *testing.T) {
	nan := math.NaN()
	p := Plot{Names: []string{"2024-01", "2024-02", "2024-03"}, Running: true, Goal: 50,
		Series: []Series{{"a", []float64{10, 42, 7}, true}, {"b", []float64{nan, 3, 30}, false}},
		Say:    func(v float64) string { return strconv.Itoa(int(v)) }}
	for _, width := range []int{280, 640, 1300} {
		running, rects := 0, 0
		for _, s := range p.Shapes(width, 200) {
			for i := 0; i < len(s.Attr); i += 2 {
				name, value := s.Attr[i], s.Attr[i+1]
				if name == "class" && strings.Contains(value, "running") {
					running++
				}
				v, err := strconv.ParseFloat(value, 64)
				if err != nil {
					continue
				}
				if strings.Contains(name, "x") && name != "rx" && (v < 0 || v > float64(width)) || strings.Contains(name, "y") && (v < 0 || v > 200) {
					t.Errorf("%d wide: %s %s=%s", width, s.Tag, name, value)
				}
			}
			if s.Tag == "rect" {
				rects++
			}
		}
		if running != 2 || rects != 3 {
			t.Errorf("%d wide: %d marked, %d bars", width, running, rects)
		}
	}
	below := Plot{Names: p.Names, Goal: nan, Say: p.Say, Series: []Series{{"a", []float64{10, -42, 7}, true}}}
	zero, bars := 0.0, 0
	for _, s := range below.Shapes(640, 200) {
		at := func(i int) float64 { v, _ := strconv.ParseFloat(s.Attr[i], 64); return v }
		if s.Tag == "text" && s.Text == "0" {
			zero = at(3) - 4
		}
		if s.Tag == "rect" {
			if bars++; bars == 2 && (math.Abs(at(5)-zero) > .1 || at(9) < 100) || bars != 2 && math.Abs(at(5)+at(9)-zero) > .1 {
				t.Errorf("bar %d from %v, %v high, zero at %v", bars, at(5), at(9), zero)
			}
		}
	}
	if bars != 3 {
		t.Errorf("%d bars where a month is negative", bars)
	}
	if (Plot{Goal: nan, Say: p.Say}).Shapes(300, 200) != nil {
		t.Error("something of nothing")
	}
	for v, want := range map[float64]float64{0: 4, 3: 4, 9: 10, 11: 20, 42: 50, 61: 80, 8100: 10000} {
		if got := nice(v); got != want {
			t.Errorf("nice %v = %v, want %v", v, got, want)
		}
	}
}
