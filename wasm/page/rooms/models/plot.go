package models

import (
	"fenji/scoring/protocol"
	"fenji/scoring/report/chart"
	"fenji/scoring/words"
)

// plot names what a curve draws.
func plot(lang string, m *protocol.Model, c *protocol.Curve) chart.Plot {
	t := func(key string, args ...string) string { return words.Text(lang, "models.curve."+key, args...) }
	cut := ""
	if len(m.Days) > 1 {
		cut = m.Days[1]
	}
	p := chart.Plot{ID: c.ID, Title: t(c.ID, "cut", cut), Along: t(c.ID + ".x"), X: c.X, Low: c.Low, High: c.High}
	if c.Low != nil {
		p.Band = t("band")
	}
	for _, line := range c.Lines {
		p.Lines = append(p.Lines, chart.PlotLine{Name: t(line.ID), Values: line.Values, Plain: line.ID == "chance"})
	}
	return p
}
