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
	title := words.Text(lang, "goals.chart."+c.ID)
	labels := make([]string, len(c.Labels))
	for i, l := range c.Labels {
		labels[i] = label(lang, c, l)
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
		columns := make([]string, len(c.Columns))
		copy(columns, c.Columns)
		return chart.Map{ID: c.ID, Title: title, Rows: labels, Columns: columns, Values: values, Unit: unit, Along: words.Text(lang, "goals.hour")}.Drawn(look)
	}
	return chart.Bar{ID: c.ID, Title: title, Names: labels, Values: values, Unit: unit, Running: c.Running, Flat: c.ID != "weeks"}.Drawn(look)
}

func label(lang string, c *protocol.GoalChart, l string) string {
	switch {
	case c.ID == "hot":
		return words.Text(lang, "goals.weekday."+l)
	case c.ID == "funnel":
		return words.Text(lang, "goals.funnel."+l)
	case c.ID == "weeks" || c.ID == "dau" || c.ID == "active":
		if len(l) == 10 {
			return l[5:]
		}
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
