package goals

import (
	"strconv"

	"fenji/scoring/protocol"
	"fenji/scoring/report/chart"
	"fenji/scoring/words"
	"fenji/wasm/page/say"
)

// Drawn makes the chart of what the engine counted.
func Drawn(lang string, c *protocol.GoalChart, look chart.Look) chart.Chart {
	look.Leads = true
	title := words.Text(lang, "goals.chart."+c.ID)
	labels := make([]string, len(c.Labels))
	for i, l := range c.Labels {
		if labels[i] = part(lang, c.ID, l); len(l) == 10 && (c.ID == "weeks" || c.ID == "dau" || c.ID == "active") {
			labels[i] = l[5:]
		}
	}
	values := c.Values
	if c.Running && c.Kind != "pie" && len(labels) > 0 {
		labels[len(labels)-1] = words.Text(lang, "goals.running", "label", labels[len(labels)-1])
	}
	unit := words.Text(lang, "goals.unit."+c.ID)
	switch c.Kind {
	case "line":
		p := chart.Plot{ID: c.ID, Title: title, Along: "", X: labels, Lines: []chart.PlotLine{{Name: unit, Values: values}}}
		if c.Second != nil {
			p.Lines = []chart.PlotLine{{Name: unit, Values: values, Plain: c.ID == "dau"}, {Name: words.Text(lang, "goals.second."+c.ID), Values: c.Second}}
		}
		p.Running = c.Running
		return p.Drawn(look)
	case "pie":
		return chart.Pie{ID: c.ID, Title: title, Names: labels, Values: values, Unit: unit}.Drawn(look)
	case "heat":
		columns, along := c.Columns, words.Text(lang, "goals.hour")
		if c.ID != "hot" {
			columns, along = make([]string, len(c.Columns)), ""
			for i, l := range c.Columns {
				columns[i] = part(lang, "hot", l)
			}
		}
		return chart.Map{ID: c.ID, Title: title, Rows: labels, Columns: columns, Values: values, Unit: unit, Along: along}.Drawn(look)
	}
	return chart.Bar{ID: c.ID, Title: title, Names: labels, Values: values, Unit: unit, Running: c.Running, Flat: c.ID != "weeks"}.Drawn(look)
}

// part names a part of a chart or a figure.
func part(lang, id, l string) string {
	switch {
	case id == "hot":
		return words.Text(lang, "goals.weekday."+l)
	case id == "funnel":
		return words.Text(lang, "goals.funnel."+l)
	case l == "others" || l == "none":
		return Word(lang, "", l)
	}
	return l
}

// A Step is one of a funnel.
type Step struct {
	Name, Count, Share string
	Tenths             int
}

// Funnel are the steps of a funnel, each as a part of the first.
func Funnel(lang string, c *protocol.GoalChart) (list []Step) {
	for i, l := range c.Labels {
		n, _ := strconv.Atoi(c.Values[i])
		all, _ := strconv.Atoi(c.Values[0])
		s := Step{Name: words.Text(lang, "goals.funnel."+l), Count: say.Count(n), Tenths: chart.Share(n, all)}
		if i > 0 {
			s.Share = Percent(c.Values[i], c.Values[0])
		}
		list = append(list, s)
	}
	return list
}
