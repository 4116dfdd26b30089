package change

import (
	"strconv"

	"fenji/scoring/protocol"
	"fenji/wasm/page/charts"
	"fenji/wasm/page/say"
)

const flowEdge, flowBar, flowGap, flowTop = 84, 10, 8, 10

// flow draws the migration as bands from the grades then, at the left, to those now, as wide as there are customers. The table
// above it is its twin.
func flow(lang string, c *protocol.Change) func(width, height int) []charts.Shape {
	return func(width, height int) (list []charts.Shape) {
		rows, columns := append(append([]string(nil), c.Grades...), none, newcomer), columnsOf(c)
		from, to, total := map[string]int{}, map[string]int{}, 0
		for _, m := range c.Cells {
			from[m.From], to[m.To], total = from[m.From]+m.Count, to[m.To]+m.Count, total+m.Count
		}
		if total == 0 {
			return nil
		}
		scale := (float64(height) - 2*flowTop - flowGap*float64(max(len(rows), len(columns))-1)) / float64(total)
		left, right := stack(rows, from, scale), stack(columns, to, scale)
		out, in := map[string]float64{}, map[string]float64{}
		place := placesOf(c.Grades)
		a, b := float64(flowEdge+flowBar), float64(width-flowEdge-flowBar)
		at := map[[2]string]int{}
		for _, m := range c.Cells {
			at[[2]string{m.From, m.To}] += m.Count
		}
		for _, f := range rows {
			for _, t := range columns {
				n := at[[2]string{f, t}]
				if n == 0 {
					continue
				}
				high := float64(n) * scale
				y1, y2 := left[f]+out[f], right[t]+in[t]
				out[f], in[t] = out[f]+high, in[t]+high
				mid := (a + b) / 2
				d := "M" + px(a) + " " + px(y1) + "C" + px(mid) + " " + px(y1) + " " + px(mid) + " " + px(y2) + " " + px(b) + " " + px(y2) +
					"V" + px(y2+high) + "C" + px(mid) + " " + px(y2+high) + " " + px(mid) + " " + px(y1+high) + " " + px(a) + " " + px(y1+high) + "Z"
				list = append(list, charts.Shape{Tag: "path", Attr: []string{"class", "band " + moveOf(place, f, t), "d", d}})
			}
		}
		for side, ends := range []map[string]float64{left, right} {
			names, sums, x, text, anchor := rows, from, flowEdge, flowEdge-8, "end"
			if side == 1 {
				names, sums, x, text, anchor = columns, to, width-flowEdge-flowBar, width-flowEdge+8, "start"
			}
			for _, code := range names {
				if sums[code] == 0 {
					continue
				}
				high := float64(sums[code]) * scale
				list = append(list, charts.Shape{Tag: "rect", Attr: []string{"class", "end", "x", strconv.Itoa(x), "y", px(ends[code]), "width",
					strconv.Itoa(flowBar), "height", px(high)}},
					charts.Shape{Tag: "text", Text: gradeText(lang, code) + " " + say.Count(sums[code]), Attr: []string{"x", strconv.Itoa(text), "y",
						px(ends[code] + high/2 + 4), "text-anchor", anchor}})
			}
		}
		return list
	}
}

// stack gives each of several ends its place, the first at the top.
func stack(names []string, n map[string]int, scale float64) map[string]float64 {
	at, y := map[string]float64{}, float64(flowTop)
	for _, code := range names {
		if at[code] = y; n[code] > 0 {
			y += float64(n[code])*scale + flowGap
		}
	}
	return at
}

func px(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) }

// columnsOf are the grades, and those without.
func columnsOf(c *protocol.Change) []string {
	list := append(append([]string(nil), c.Grades...), none)
	if c.Kind == protocol.ChangeTables {
		list = append(list, absent)
	}
	return list
}

// moveOf tells how a cell is coloured.
func moveOf(place map[string]int, from, to string) string {
	a, graded := place[from]
	b, still := place[to]
	switch {
	case !graded:
		return "plain"
	case !still || b > a:
		return "down"
	case b < a:
		return "up"
	}
	return "same"
}
