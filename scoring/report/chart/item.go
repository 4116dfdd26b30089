package chart

import "fenji/scoring/report"

// told gives the texts of a row of a table about the item, the first of which names it. Nothing else is told of a hidden one.
func told(i report.Item, l *Look, texts ...string) []string {
	if i.Count == report.Hidden {
		for k := range texts[1:] {
			texts[k+1] = l.t("hidden")
		}
	}
	return texts
}

// tipOf gives the sentence about the item, whose name is the first line.
func tipOf(i report.Item, l *Look, texts ...string) string {
	if i.Count == report.Hidden {
		return lines(texts[0], l.t("few"))
	}
	return lines(texts...)
}
