package chart

import (
	"strings"

	"fenji/scoring/figures"
)

// A Bar is a series of bars: standing along time, or lying flat with names beside them.
type Bar struct {
	ID, Title, Unit string
	Names, Values   []string
	Running         bool // the last one is not over
	Flat            bool
}

// Drawn makes the chart.
func (p Bar) Drawn(l Look) Chart {
	c := Chart{ID: p.ID, Title: p.Title, Height: 210, Table: Table{Head: []string{"", p.Unit}}}
	if p.Flat {
		c.Height = 60 + 26*len(p.Names)
	}
	var data array
	for i, v := range p.Values {
		more := ""
		if p.Running && i == len(p.Values)-1 {
			more = `,"itemStyle":{"decal":` + l.fill("stripes") + `,"opacity":0.5}`
		}
		c.Table.Rows = append(c.Table.Rows, []string{p.Names[i], v})
		data.datum(drawn(v), p.Names[i]+l.t("colon")+v, l.to(i), more)
	}
	piece := "partBars"
	if p.Flat {
		piece = "partFlat"
	}
	axis := "x"
	if p.Flat {
		axis = "y"
	}
	room := "110"
	if l.narrow() {
		room = "84"
	}
	c.finish(&l, piece, p.Title, 1, axis, "places", texts(p.Names), "unit", q(p.Unit), "left", itoa(numberOf(room)+12), "room", room, "data", data.json())
	return c
}

func numberOf(s string) int { return int(number(s)) }

// A Pie is parts of a whole.
type Pie struct {
	ID, Title, Unit string
	Names, Values   []string
}

// hues are the tints of slices, as opacities of the accent: the largest is the strongest.
var hues = [...]string{"1", "0.78", "0.6", "0.45", "0.33", "0.24", "0.16"}

// Drawn makes the chart.
func (p Pie) Drawn(l Look) Chart {
	c := Chart{ID: p.ID, Title: p.Title, Height: 230, Table: Table{Head: []string{"", p.Unit, "%"}}}
	sum := 0
	for _, v := range p.Values {
		sum += numberOf(v)
	}
	ring := `["40%","66%"]`
	if l.narrow() {
		ring = `["34%","52%"]`
	}
	var data array
	for i, v := range p.Values {
		share := figures.Tenths(Share(numberOf(v), sum)) + "%"
		c.Table.Rows = append(c.Table.Rows, []string{p.Names[i], v, share})
		data.datum(v, lines(p.Names[i], v+" · "+share), l.to(i), l.fill("partSlice", "name", q(p.Names[i]), "label", q(p.Names[i]+"\n"+share),
			"opacity", hues[min(i, len(hues)-1)]))
	}
	c.finish(&l, "shares", p.Title, 1, "", "ring", ring, "middle", "", "data", data.json())
	return c
}

// A Map is a table in colours.
type Map struct {
	ID, Title, Unit, Along string
	Rows, Columns, Values  []string
}

// Drawn makes the chart. Small numbers differ more in colour than large ones, and nothing is no blank.
func (p Map) Drawn(l Look) Chart {
	c := Chart{ID: p.ID, Title: p.Title, Height: 250, Table: Table{Head: append([]string{""}, p.Columns...)}}
	most := 0
	for _, v := range p.Values {
		most = max(most, numberOf(v))
	}
	var data array
	for r, name := range p.Rows {
		row := []string{name}
		for k, column := range p.Columns {
			v := p.Values[r*len(p.Columns)+k]
			row = append(row, v)
			data.datum("["+itoa(k)+","+itoa(r)+","+itoa(depth(numberOf(v), most))+"]",
				strings.Join([]string{name + " " + column + p.Along, v + " " + p.Unit}, "\n"), l.to(r*len(p.Columns)+k), "")
		}
		c.Table.Rows = append(c.Table.Rows, row)
	}
	c.finish(&l, "partMap", p.Title, len(p.Columns), "", "cols", texts(p.Columns), "rows", texts(p.Rows), "data", data.json())
	return c
}

// depth is how strong a number is, of 100, by the logarithm of base two.
func depth(n, most int) int {
	bits := func(n int) int { // hundredths of a doubling
		d := 0
		for n > 1 {
			d, n = d+100, n/2
		}
		return d
	}
	if n == 0 || most == 0 {
		return 0
	}
	if most < 2 {
		return 100
	}
	fine := 100 * (n*1024/(1<<(bits(n)/100)) - 1024) / 1024
	whole := 100 * (most*1024/(1<<(bits(most)/100)) - 1024) / 1024
	return 10 + 90*(bits(n)+fine)/max(1, bits(most)+whole)
}
