package session_test

import (
	"runtime"
	"strconv"
	"strings"
	"testing"

	"fenji/scoring/civil"
	"fenji/scoring/models/numeric"
	"fenji/scoring/protocol"
)

// An oddLog makes the visits of customers: it tells day by day what each paid.
type oddLog struct {
	name string
	make func(g *numeric.Random, visit func(who int, day civil.Day, amount string))
}

// the last day of odd logs, three years after their first.
var oddEnd, _ = civil.Parse("2025-12-31")

// regular has customers who come for three years.
func regular(g *numeric.Random, n int, amount func() string, visit func(int, civil.Day, string)) {
	for i := range n {
		for day := oddEnd - 1095 + civil.Day(g.Below(200)); day <= oddEnd; day += civil.Day(20 + g.Below(120)) {
			visit(i, day, amount())
		}
	}
}

func usual(g *numeric.Random) func() string {
	return func() string { return strconv.Itoa(50 + g.Below(900)) }
}

var oddLogs = []oddLog{
	{"five customers", func(g *numeric.Random, visit func(int, civil.Day, string)) { regular(g, 5, usual(g), visit) }},
	{"one visit each", func(g *numeric.Random, visit func(int, civil.Day, string)) {
		for i := range 400 {
			visit(i, oddEnd-civil.Day(g.Below(1095)), "300")
		}
	}},
	{"all on one day", func(g *numeric.Random, visit func(int, civil.Day, string)) {
		for i := range 400 {
			visit(i, oddEnd, strconv.Itoa(100+i))
		}
	}},
	{"negative money", func(g *numeric.Random, visit func(int, civil.Day, string)) {
		regular(g, 300, func() string { return strconv.Itoa(50-g.Below(200)) + ".5" }, visit)
	}},
	{"all negative", func(g *numeric.Random, visit func(int, civil.Day, string)) {
		regular(g, 300, func() string { return "-80" }, visit)
	}},
	{"a million millions", func(g *numeric.Random, visit func(int, civil.Day, string)) {
		regular(g, 300, func() string {
			if g.Below(40) == 0 {
				return "1000000000000"
			}
			return strconv.Itoa(1 + g.Below(99))
		}, visit)
	}},
	{"one has most visits", func(g *numeric.Random, visit func(int, civil.Day, string)) {
		regular(g, 300, usual(g), visit)
		for at := range 20_000 {
			visit(300, oddEnd-civil.Day(at%1095), "100")
		}
	}},
	{"all alike", func(g *numeric.Random, visit func(int, civil.Day, string)) {
		for i := range 400 {
			for day := oddEnd - 1080; day <= oddEnd; day += 30 {
				visit(i, day, "200")
			}
		}
	}},
	{"one month", func(g *numeric.Random, visit func(int, civil.Day, string)) {
		for i := range 400 {
			for day := oddEnd - civil.Day(g.Below(30)); day <= oddEnd; day += civil.Day(1 + g.Below(9)) {
				visit(i, day, strconv.Itoa(50+g.Below(900)))
			}
		}
	}},
	{"two days", func(g *numeric.Random, visit func(int, civil.Day, string)) {
		for i := range 400 {
			visit(i, oddEnd-1, "100")
			visit(i, oddEnd, "100")
		}
	}},
	{"closed for a year", func(g *numeric.Random, visit func(int, civil.Day, string)) {
		regular(g, 400, usual(g), func(who int, day civil.Day, amount string) {
			if day < oddEnd-500 || who == 0 && day > oddEnd-9 {
				visit(who, day, amount)
			}
		})
		visit(0, oddEnd, "10")
	}},
	{"everybody new in the last third", func(g *numeric.Random, visit func(int, civil.Day, string)) {
		visit(0, oddEnd-1000, "10")
		for i := range 600 {
			for day := oddEnd - civil.Day(g.Below(300)); day <= oddEnd; day += civil.Day(1 + g.Below(90)) {
				visit(i, day, usual(g)())
			}
		}
	}},
}

// TestModelsOfOddLogs: whatever the log, each part of each model has an answer of whole figures, or a reason with its figures.
func TestModelsOfOddLogs(t *testing.T) {
	if runtime.GOOS == "js" {
		t.Skip("figures are the same there, which each model's own test shows")
	}
	for _, odd := range oddLogs {
		var b strings.Builder
		b.WriteString("就诊日期,病历号,科室,收费金额\n")
		odd.make(numeric.NewRandom(5), func(who int, day civil.Day, amount string) {
			b.WriteString(day.String() + ",P" + strconv.Itoa(10_000+who) + ",口腔科," + amount + "\n")
		})
		s, out := load(t, "odd.csv", b.String(), protocol.Settings{})
		if !out.Graded {
			t.Logf("%s: not graded, %v", odd.name, out.Missing)
			continue
		}
		for _, wish := range []protocol.ModelWish{{Model: protocol.ModelGroups}, {Model: protocol.ModelReturn}, {Model: protocol.ModelMovers},
			{Model: protocol.ModelDemand, By: "month"}, {Model: protocol.ModelDemand, By: "week"}} {
			m, _ := finish(t, s, wish)
			said := odd.name + ": " + wish.Model + " " + wish.By
			for _, p := range m.Parts {
				t.Logf("%s %s %q", said, p.ID, p.Reason)
				wholeFigures(t, said, &p)
			}
			for _, f := range m.Forecast {
				for _, v := range []string{f.Low, f.Value, f.High} {
					wholeFigure(t, said+" forecast", v)
				}
			}
		}
	}
}

// wholeFigures: every figure of a part is one, and a refusal names the condition with what there is.
func wholeFigures(t *testing.T, said string, p *protocol.ModelPart) {
	t.Helper()
	unmet := false
	for _, n := range p.Needs {
		wholeFigure(t, said+" "+n.Code, n.Need)
		wholeFigure(t, said+" "+n.Code, n.Have)
		unmet = unmet || n.Code == p.Reason && !n.Met
	}
	if (p.Reason != "") != unmet {
		t.Errorf("%s: %q is not among its conditions %+v", said, p.Reason, p.Needs)
	}
	for _, one := range p.Params {
		if one.Name != "method" && one.Name != "simple" {
			wholeFigure(t, said+" "+one.Name, one.Value)
		}
	}
	for _, c := range p.Curves {
		for _, line := range c.Lines {
			for _, v := range line.Values {
				if v != "" {
					wholeFigure(t, said+" "+c.ID, v)
				}
			}
		}
	}
}

func wholeFigure(t *testing.T, what, v string) {
	t.Helper()
	if f, err := strconv.ParseFloat(v, 64); err != nil || f-f != 0 || f > 1e15 {
		t.Errorf("%s is %q", what, v)
	}
}
