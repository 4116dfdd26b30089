package chart

import "strings"

// A Chart is one chart of the overview, ready to be drawn. Option is "" where there is nothing to draw, and then Empty
// says why. Items are what its data lead to, by number.
type Chart struct {
	ID            string // "grades", "shares", "months", "curve", "heat", "bars.R" … "side.doctor"
	Title, Hint   string
	Option, Empty string
	Items         []Item
	Table         Table
	Height        int // pixels that it wants
}

// A Table says the same in figures. The first column names the rows.
type Table struct {
	Head []string
	Rows [][]string
}

// Charts makes all charts of the data.
func Charts(d *Data, l Look) []Chart {
	list := []Chart{grades(d, l), shares(d, l), months(d, l), curve(d, l), heat(d, l)}
	for m := range d.Bars {
		list = append(list, bars(d, m, l))
	}
	for i := range d.Sides {
		list = append(list, side(d, &d.Sides[i], l))
	}
	return list
}

// option writes what all options have in common and then what inside adds. say describes the chart to those who do not
// see it. keys: how many items stand in a row, for the arrow keys, and the axis along which a click finds its item.
func option(l Look, say string, columns int, axis string, inside func(w *writer)) string {
	w := newWriter()
	w.object(func() {
		w.members("animation", !l.Still, "animationDuration", 350, "animationDurationUpdate", 200)
		w.key("textStyle").of("fontFamily", l.Font, "color", l.Muted, "fontSize", 12)
		w.key("aria").object(func() {
			w.members("enabled", true)
			w.key("label").of("description", say)
			w.key("decal").of("show", true)
		})
		w.key("keys").of("columns", columns, "axis", axis)
		inside(w)
	})
	return string(w.b)
}

// tooltip is of text, never of HTML, and stays within the chart.
func tooltip(w *writer, l Look, trigger string, pointer string) {
	w.key("tooltip").object(func() {
		w.members("trigger", trigger, "renderMode", "richText", "confine", true, "backgroundColor", l.Card,
			"borderColor", l.Line, "borderWidth", 1, "padding", raw("[8,12]"), "transitionDuration", 0)
		w.key("textStyle").of("color", l.Ink, "fontSize", 13, "fontFamily", l.Font, "lineHeight", 20)
		if pointer != "" {
			w.key("axisPointer").object(func() {
				w.members("type", pointer)
				w.key("lineStyle").of("color", l.Muted)
				w.key("shadowStyle").of("color", l.Muted, "opacity", raw("0.12"))
				w.key("label").of("show", false)
			})
		}
	})
}

func grid(w *writer, top, right, bottom, left int) {
	w.key("grid").of("top", top, "right", right, "bottom", bottom, "left", left)
}

// labels are an axis's words.
func labels(w *writer, l Look, pairs ...any) {
	w.key("axisLabel").of(append([]any{"color", l.Muted, "fontSize", 12, "hideOverlap", true}, pairs...)...)
}

// valueAxis counts something from zero on.
func valueAxis(w *writer, l Look, name string, pairs ...any) {
	w.object(func() {
		w.members("type", "value", "name", name, "splitNumber", 4)
		w.members(pairs...)
		w.key("nameTextStyle").of("color", l.Muted, "fontSize", 12)
		w.key("splitLine").object(func() { w.key("lineStyle").of("color", l.Line) })
		w.key("axisLine").of("show", false)
		w.key("axisTick").of("show", false)
		labels(w, l)
	})
}

// nameAxis holds names, one for each item.
func nameAxis(w *writer, l Look, names []string, pairs ...any) {
	w.object(func() {
		w.members("type", "category")
		w.members(pairs...)
		w.key("axisTick").of("show", false)
		w.key("axisLine").object(func() { w.key("lineStyle").of("color", l.Line) })
		if len(pairs) == 0 || pairs[len(pairs)-2] != "axisLabel" { // which says all of it
			labels(w, l)
		}
		w.key("data").array(func() {
			for _, n := range names {
				w.str(n)
			}
		})
	})
}

// datum writes one item of a series.
func datum(w *writer, value raw, tip string, to int, more ...any) {
	w.of(append([]any{"value", value, "tip", tip, "go", to}, more...)...)
}

func lines(parts ...string) string {
	var some []string
	for _, p := range parts {
		if p != "" {
			some = append(some, p)
		}
	}
	return strings.Join(some, "\n")
}

// lead is where an item of a chart leads, by its number; -1: nowhere.
func lead(items []Item, i int) int {
	if len(items[i].Filters) == 0 || items[i].Count <= 0 {
		return -1
	}
	return i
}

func (l Look) customers(n int) string { return l.t("n.customers", "n", itoa(n), "figure", count(n)) }

func (l Look) per(tenths int) string { return Tenths(tenths) + "%" }
