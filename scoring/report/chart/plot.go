package chart

import (
	"strconv"
	"strings"
)

// A Plot is lines over the same names, with a band about the last of them where Low and High are there. A value "" is a gap.
type Plot struct {
	ID, Title, Along string // Along names what lies along the axis
	X                []string
	Lines            []PlotLine
	Low, High        []string
	Band             string // how the band is called
	Running          bool   // what stands at the end is not over: hatched
}

// A PlotLine is one of the lines.
type PlotLine struct {
	Name   string
	Values []string
	Plain  bool // what the others are compared with: grey
}

// Drawn makes the chart of a plot. The last line that is not Plain is dashed where there are several.
func (p Plot) Drawn(l Look) Chart {
	c := Chart{ID: p.ID, Title: p.Title, Height: 210, Table: Table{Head: []string{p.Along}}}
	for _, line := range p.Lines {
		c.Table.Head = append(c.Table.Head, line.Name)
	}
	if p.Low != nil {
		c.Table.Head = append(c.Table.Head, p.Band)
	}
	var tips []string
	for i, x := range p.X {
		row, said := []string{x}, []string{x}
		for _, line := range p.Lines {
			row = append(row, line.Values[i])
			if line.Values[i] != "" {
				said = append(said, line.Name+l.t("colon")+line.Values[i])
			}
		}
		if p.Low != nil {
			band := ""
			if p.Low[i] != "" {
				band = p.Low[i] + "–" + p.High[i]
				said = append(said, p.Band+l.t("colon")+band)
			}
			row = append(row, band)
		}
		c.Table.Rows = append(c.Table.Rows, row)
		tips = append(tips, strings.Join(said, "\n"))
	}
	var series array
	for i, line := range p.Lines {
		color, kind := l.Accent, "solid"
		switch {
		case line.Plain:
			color, kind = l.Muted, "dotted"
		case i > 0:
			color, kind = l.Grades[1], "dashed"
		}
		var data array
		for k, v := range line.Values {
			data.datum(drawn(v), tips[k], l.to(i*len(p.X)+k), "")
		}
		series.add(l.fill("plotLine", "name", q(line.Name), "hue", q(color), "kind", q(kind), "data", data.json()))
	}
	if p.Low != nil {
		var low, wide array
		for i := range p.Low {
			low.add(drawn(p.Low[i]))
			if p.Low[i] == "" {
				wide.add("null")
				continue
			}
			wide.add(strconv.FormatFloat(number(p.High[i])-number(p.Low[i]), 'f', -1, 64))
		}
		series.add(l.fill("plotFloor", "data", low.json()))
		series.add(l.fill("plotBand", "name", q(p.Band), "data", wide.json()))
	}
	if n := len(p.X); p.Running && n > 0 {
		var data array
		for range n - 1 {
			data.add("null")
		}
		for _, line := range p.Lines[:min(1, len(p.Lines))] {
			data.datum(drawn(line.Values[n-1]), tips[n-1], -1, `,"itemStyle":{"decal":`+l.fill("stripes")+`,"opacity":0.5}`)
			series.add(l.fill("plotRunning", "data", data.json()))
		}
	}
	c.finish(&l, "plot", p.Title, 1, "x", "places", texts(p.X), "along", q(p.Along), "all", series.json())
	return c
}

// drawn is a value as it is drawn, nothing for a gap.
func drawn(v string) string {
	if v == "" {
		return "null"
	}
	return v
}
