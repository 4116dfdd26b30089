package page

import (
	"fenji/scoring/report"
	"slices"
	"strconv"
	"strings"

	"fenji/scoring/protocol"
	"fenji/scoring/report/chart"
	"fenji/scoring/words"
)

// Overview is what the overview and the printed report keep.
type Overview struct {
	Of     *protocol.Outcome  // the outcome that Data belongs to, or is asked for
	Data   *protocol.Overview // nil while it is on its way
	Tables []string           // ids of the charts that show as tables

	Report bool               // the report lies over the result
	Least  int                // figures of fewer customers are hidden; 0: none
	Paper  *protocol.Overview // what the report shows; nil while it is on its way
}

// The events of the overview and the report.
type (
	OverviewAsked struct{}
	OverviewRead  struct {
		Of   *protocol.Outcome
		Data *protocol.Overview
	}
	TableTurned  struct{ Chart string }
	ReportOpened struct{ Least int }
	ReportRead   struct {
		Least int
		Data  *protocol.Overview
	}
	ReportClosed struct{}
)

func init() { areaReducers = append(areaReducers, reduceOverview) }

func reduceOverview(s State, e Event) State {
	o := &s.Areas.Overview
	switch e := e.(type) {
	case OverviewAsked:
		o.Of, o.Data = s.Outcome, nil
	case OverviewRead:
		if o.Of == e.Of {
			if o.Data = e.Data; e.Data == nil {
				o.Of = nil // there was no answer: ask again when there is a chance
			}
		}
	case TableTurned:
		tables := slices.DeleteFunc(slices.Clone(o.Tables), func(id string) bool { return id == e.Chart })
		if len(tables) == len(o.Tables) {
			tables = append(tables, e.Chart)
		}
		o.Tables = tables
	case ReportOpened:
		o.Report, o.Least, o.Paper = true, e.Least, nil
	case ReportRead:
		if o.Report && o.Least == e.Least {
			o.Paper = e.Data
		}
	case ReportClosed:
		o.Report, o.Paper = false, nil
	case Graded, HomeChosen:
		o.Report, o.Paper = false, nil
	}
	return s
}

// wantsOverview tells whether the overview is in front and not asked for yet.
func (s State) wantsOverview() bool {
	return s.Settled() && !s.First() && s.Tab == OverviewTab && s.Areas.Overview.Of != s.Outcome
}

// overview is what the overview shows; nil while it is on its way.
func (s State) overview() *protocol.Overview {
	if s.Areas.Overview.Of != s.Outcome {
		return nil
	}
	return s.Areas.Overview.Data
}

// Led is the view that an item of a chart leads to: its customers and no others.
func Led(v protocol.View, filters []report.Filter) protocol.View {
	led := protocol.View{Sort: v.Sort}
	for _, f := range filters {
		if f.Field == protocol.FieldGrade {
			led.Grades = f.Values
			continue
		}
		led.Filters = append(led.Filters, protocol.Filter(f))
	}
	return led
}

// A Figure is one of the numbers at the head of the overview, with its unit and what it means.
type Figure struct{ Name, Value, Unit, Say string }

// Figures puts the numbers at the head of the overview in words.
func Figures(lang string, f *report.Figures) []Figure {
	t := func(key string, args ...string) string { return words.Text(lang, "overview.figure."+key, args...) }
	none := t("none")
	per := func(part, whole int) string { return share(chart.Share(part, whole)) }
	say := t("customers.all")
	if f.Graded < f.Customers {
		say = t("customers.some", "n", count(f.Graded))
	}
	look := chart.Look{Lang: lang}
	money, unit := f.Money, ""
	if number, ok := strings.CutSuffix(look.Yuan(f.Money), " 元"); ok {
		money, unit = number, "元"
	} else {
		money = look.Yuan(f.Money)
	}
	window := either(f.Window, t("visits.window"), t("visits.say"))
	list := []Figure{
		{t("customers"), count(f.Customers), t("customers.unit"), say},
		{t("money"), money, unit, t("money.mean", "mean", look.Yuan(f.Average))},
		{t("visits"), f.Visits, t("visits.unit"), window},
		{t("repeat"), told(f.Repeat, per(f.Repeat, f.Customers), none), "%", t("repeat.say", "n", told(f.Repeat, count(f.Repeat), none))},
	}
	for i, days := range []string{"30", "90", "180"} {
		n := f.Active[i]
		figure := Figure{t("active" + days), none, "", t("active.none")}
		if f.Dated {
			figure = Figure{t("active" + days), told(n, count(n), none), t("active.unit"),
				t("active.say", "share", told(n, per(n, f.Customers), none))}
		}
		list = append(list, figure)
	}
	best := Figure{t("best", "grade", f.Best), none, "", t("best.say", "share", told(f.BestCount, per(f.BestCount, f.Customers), none))}
	top := Figure{t("top"), none, "", t("top.say", "n", count(f.Top))}
	gini := Figure{t("gini"), none, "", t("gini.say")}
	if f.Spread {
		best.Value, best.Unit = told(f.BestCount, share(f.BestShare), none), "%"
		top.Value, top.Unit = told(f.TopShare, share(f.TopShare), none), "%"
		gini.Value = thousandths(f.Gini)
	}
	return append(list, best, top, gini)
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

// The bounds of how many customers a figure of the report has to speak of, and what is customary.
const fewestShown, usuallyShown, mostShown = 2, 11, 1000

// leastShown reads what was typed as that number.
func leastShown(typed string) int {
	n, err := strconv.Atoi(strings.TrimSpace(typed))
	if err != nil {
		return usuallyShown
	}
	return min(mostShown, max(fewestShown, n))
}
