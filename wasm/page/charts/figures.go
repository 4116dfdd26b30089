// Package charts puts charts, their tables and the figures above them on the page, for every room that shows some.
package charts

import (
	"strings"

	"fenji/scoring/report"
	"fenji/scoring/report/chart"
	"fenji/scoring/words"
	"fenji/wasm/page/say"
)

// A Figure is one of the numbers at the head of the overview, with its unit and what it means.
type Figure struct{ Name, Value, Unit, Say string }

// Figures puts the numbers at the head of the overview in words.
func Figures(lang string, f *report.Figures) []Figure {
	t := func(key string, args ...string) string { return words.Text(lang, "overview.figure."+key, args...) }
	none := t("none")
	per := func(part, whole int) string { return say.Share(chart.Share(part, whole)) }
	said := t("customers.all")
	if f.Graded != report.Hidden && f.Graded < f.Customers {
		said = t("customers.some", "n", say.Count(f.Graded))
	}
	look := chart.Look{Lang: lang}
	money, unit := look.Yuan(f.Money), ""
	if !words.English(lang) {
		money, unit = chart.Whole(f.Money), t("money.unit")
	}
	window := say.Either(f.Window, t("visits.window"), t("visits.say"))
	list := []Figure{
		{t("customers"), say.Count(f.Customers), t("customers.unit"), said},
		{t("money"), money, unit, t("money.mean", "mean", look.Yuan(f.Average))},
		{t("visits"), f.Visits, t("visits.unit"), window},
		{t("repeat"), told(f.Repeat, per(f.Repeat, f.Customers), none), "%", t("repeat.say", "n", told(f.Repeat, say.Count(f.Repeat), none))},
	}
	for i, days := range []string{"30", "90", "180"} {
		n := f.Active[i]
		figure := Figure{t("active" + days), none, "", t("active.none")}
		if f.Dated {
			figure = Figure{t("active" + days), told(n, say.Count(n), none), t("active.unit"),
				t("active.say", "share", told(n, per(n, f.Customers), none))}
		}
		list = append(list, figure)
	}
	best := Figure{t("best", "grade", f.Best), none, "", t("best.say", "share", told(f.BestCount, per(f.BestCount, f.Customers), none))}
	top := Figure{t("top"), none, "", t("top.say", "n", say.Count(f.Top))}
	gini := Figure{t("gini"), none, "", t("gini.say")}
	if f.Spread {
		best.Value, best.Unit = told(f.BestCount, say.Share(f.BestShare), none), "%"
		top.Value, top.Unit = told(f.TopShare, say.Share(f.TopShare), none), "%"
		gini.Value = thousandths(f.Gini)
	}
	if f.Customers < report.Few { // of a few, shares of the best tell nothing
		return append(list, best)
	}
	return append(list, best, top, gini)
}

// FigureOf is the value of the figure of a name, with its unit; ok is false where there is none of that name.
func FigureOf(lang string, f *report.Figures, name string) (value string, ok bool) {
	for _, figure := range Figures(lang, f) {
		if figure.Name == name {
			return strings.TrimSpace(figure.Value + say.Either(figure.Unit == "%" || !words.English(lang), figure.Unit, " "+figure.Unit)), true
		}
	}
	return "", false
}

// told gives the text of a figure that is not hidden.
func told(n int, said, none string) string {
	if n < 0 {
		return none
	}
	return said
}

// thousandths writes 513 as "0.51".
func thousandths(n int) string {
	hundredths := (n + 5) / 10
	return string([]byte{'0' + byte(hundredths/100), '.', '0' + byte(hundredths/10%10), '0' + byte(hundredths%10)})
}
