// Package chart turns the figures of a report into the options of Apache ECharts, as JSON text: what is drawn, how it is
// named in either language, and in which colours. It reads nothing and decides nothing; options are data, so a test compares them as text.
//
// What an option adds to those of ECharts: every item of data has a "tip", the sentence that is shown and read out for it,
// and "go", the number of the item whose filters a click applies. "keys" tells the driver how the arrow keys move.
package chart

import (
	"fenji/scoring/figures"
	"fenji/scoring/report"
	"strconv"
	"strings"

	"fenji/scoring/words"
)

// A Look is how charts are to look on a page: its language, fonts and colours.
type Look struct {
	Lang, Font             string
	Ink, Muted, Line, Card string
	Accent, Soft           string
	Grades                 [6]string // by place, the best first
	Ungraded               string
	Width                  int  // of the place for the chart, in pixels; 0: not known
	Still                  bool // nothing moves
	Leads                  bool // each part of a plain chart leads somewhere
}

// to is where a part of a plain chart leads: to its own number.
func (l *Look) to(part int) int {
	if l.Leads {
		return part
	}
	return -1
}

// narrow tells that there is room for a telephone's width only.
func (l *Look) narrow() bool { return l.Width > 0 && l.Width < 460 }

// grade is the colour of the grade of an item, which stands at a place among the grades.
func (l *Look) grade(place int, g report.Item) string {
	if g.Label == "" || place >= len(l.Grades) {
		return l.Ungraded
	}
	return l.Grades[place]
}

func (l *Look) t(key string, args ...string) string {
	return words.Text(l.Lang, "overview."+key, args...)
}

// decals name the pieces that tell the grades apart by place where colours do not. The best grade is plain.
var decals = [6]string{"plain", "stripes", "dots", "slants", "bars", "grid"}

// decal is the piece of the grade of an item.
func decal(place int, g report.Item) string {
	if g.Label == "" || place >= len(decals) {
		return pieces["checks"]
	}
	return pieces[decals[place]]
}

func itoa(n int) string { return strconv.Itoa(n) }

func count(n int) string { return figures.Count(n) }

// Share gives a part of a whole in tenths of a per cent; what is not to be seen (-1) is none.
func Share(part, whole int) int { return max(0, figures.Share(int64(part), int64(whole))) }

// Yuan writes money with its sign, in whole yuan from a thousand on.
func (l *Look) Yuan(money string) string {
	digits := strings.TrimPrefix(money, "-")
	return money[:len(money)-len(digits)] + words.Text(l.Lang, "amount.yuan", "n", whole(digits))
}

// Whole is an amount as Yuan writes it, without the currency.
func Whole(money string) string {
	digits := strings.TrimPrefix(money, "-")
	return money[:len(money)-len(digits)] + whole(digits)
}

func whole(digits string) string {
	if whole, rest, cut := strings.Cut(digits, "."); cut && (len(whole) > 3 || strings.Trim(rest, "0") == "") {
		digits = rounded(whole, rest)
	}
	return figures.Group(digits)
}

// rounded gives the whole number nearest to whole.rest.
func rounded(whole, rest string) string {
	if rest == "" || rest[0] < '5' {
		return whole
	}
	n, err := strconv.ParseInt(whole, 10, 64)
	if err != nil {
		return whole
	}
	return strconv.FormatInt(n+1, 10)
}

// mean divides money among customers, in hundredths of a yuan.
func mean(money string, n int) string {
	if n <= 0 {
		return "0"
	}
	f := number(money) * 100 / float64(n)
	if f < 0 {
		return "0"
	}
	cents := strconv.FormatInt(int64(f+0.5), 10)
	for len(cents) < 3 {
		cents = "0" + cents
	}
	return cents[:len(cents)-2] + "." + cents[len(cents)-2:]
}

// number reads a printed number, for drawing.
func number(s string) float64 {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return 0
	}
	return f
}

// A money scale brings the figures of an axis to few digits: by how many places they are moved, and what they are then.
type scale struct {
	places int
	unit   string // key of its words
}

// scaleOf chooses a scale for money up to most yuan.
func (l *Look) scaleOf(most float64) scale {
	switch {
	case most >= 5e12:
		return scale{12, "axis.trillion"}
	case !words.English(l.Lang) && most >= 5e8:
		return scale{8, "axis.yi"}
	case words.English(l.Lang) && most >= 5e9:
		return scale{9, "axis.billion"}
	case !words.English(l.Lang) && most >= 50_000:
		return scale{4, "axis.wan"}
	case words.English(l.Lang) && most >= 5_000_000:
		return scale{6, "axis.million"}
	case words.English(l.Lang) && most >= 10_000:
		return scale{3, "axis.thousand"}
	}
	return scale{0, "axis.yuan"}
}

// shift moves the point of a printed number to the left.
func shift(n string, places int) string {
	if places == 0 || n == "" {
		return n
	}
	digits := strings.TrimPrefix(n, "-")
	sign := n[:len(n)-len(digits)]
	whole, rest, _ := strings.Cut(digits, ".")
	for len(whole) <= places {
		whole = "0" + whole
	}
	return sign + whole[:len(whole)-places] + "." + whole[len(whole)-places:] + rest
}
